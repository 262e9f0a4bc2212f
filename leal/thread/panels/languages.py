"""The languages someone can ask to be written to in."""

LANGUAGES = (
    *(("en", "English"), ("gd", "Gàidhlig (Gaelic)"), ("ar", "العربية (Arabic)"), ("zh", "中文 (Chinese)")),
    *(("fa", "فارسی (Farsi)"), ("pl", "Polski (Polish)"), ("pa", "ਪੰਜਾਬੀ (Punjabi)"), ("ro", "Română (Romanian)")),
    *(("uk", "Українська (Ukrainian)"), ("ur", "اردو (Urdu)")),
)
