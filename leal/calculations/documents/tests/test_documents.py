"""Text, web pages and Word documents give the same sentences."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leal.calculations.documents import Unreadable, read_document, sentences

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def docx(body: str, **parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", WORD.format(body))
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", WORD.format(content))
    return made.getvalue()


def said(content: bytes, name: str = "a file") -> list[str]:
    return read_document(content, name=name).sentences()


EXPECTED = ["What we heard", "Almost half (46 per cent) agreed.", "A few did not.", "They want respect."]


@pytest.mark.parametrize(
    "content",
    [
        b"What we heard\n\nAlmost half (46 per cent)\nagreed. A few did not.\n\n- They want respect.\n",
        b"# What we heard\n\nAlmost **half** (46 per cent) agreed. A few did not.\n\n* They want respect.\n",
        b"<!DOCTYPE html><html><head><title></title><style>p { width: 46% }</style></head><body><h1>What we heard</h1>"
        b"<script>var half = '46%';</script><p>Almost <b>half</b> (46&nbsp;per&#160;cent) agreed. A few did not.</p>"
        b"<ul><li>They want respect.</li></ul></body></html>",
        b"<p>What we heard<p>Almost half<br>(46 per cent) agreed. A few did not.<p>They want respect.",
        docx(
            "<w:p><w:r><w:t>What we heard</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>Almost </w:t></w:r><w:ins><w:r><w:t>half</w:t></w:r></w:ins><w:del><w:r><w:delText>all"
            "</w:delText></w:r></w:del><w:r><w:t xml:space='preserve'> (46</w:t><w:tab/><w:t>per cent) agreed. "
            "A few did not.</w:t></w:r></w:p>",
            footnotes="<w:p><w:r><w:t>They want respect.</w:t></w:r></w:p>",
        ),
    ],
)
def test_each_kind_of_file_gives_the_same_sentences(content):
    assert said(content, "a.html" if content.startswith(b"<p>") else "a file") == EXPECTED


def test_headings_items_and_cells_are_told_apart():
    page = b"<html><h2>Heard</h2><p>Some words.</p><ol><li>One</li></ol><table><tr><td>46%</td></tr></table></html>"
    style = "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>"
    word = docx(
        f"<w:p>{style}<w:r><w:t>Heard</w:t></w:r></w:p><w:p><w:r><w:t>Some words.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>46%</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    expected = [("Heard", "heading"), ("Some words.", "text"), ("One", "item"), ("46%", "cell")]

    assert [(one.text, one.kind) for one in read_document(page).paragraphs] == expected
    assert [(one.text, one.kind) for one in read_document(word).paragraphs] == expected


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a file: The file is empty."),
        (b"%PDF-1.7", "a file: This is a PDF. Give the document it was made from: text, HTML or DOCX."),
        (b"<html><script>x</script></html>", "a file: There are no words in the file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file: This is an old Word file (.doc). Save it as .docx."),
        (
            docx("<w:p>")[:60],
            "a file: The file is damaged, or only a part of it arrived. Fetch it again, or open it and save it anew.",
        ),
        (
            docx("<w:p>"),
            "a file: The file is damaged, or only a part of it arrived. Fetch it again, or open it and save it anew.",
        ),
        (
            b"words \x00\x01\x02",
            "a file: This is not text: it holds bytes that are no letters. Save it in a format that can be read here.",
        ),
    ],
    # The bytes of a package hold the time; two workers must name each test alike.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_gets_a_sentence(content, sentence):
    with pytest.raises(Unreadable) as refused:
        read_document(content, name="a file")
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("It was 42.7 per cent. It fell.", ["It was 42.7 per cent.", "It fell."]),
        ("Approx. 40 per cent, e.g. Callum, i.e. Few.", ["Approx. 40 per cent, e.g. Callum, i.e. Few."]),
        ("See para. 8.3 and No. 5. Then stop.", ["See para. 8.3 and No. 5.", "Then stop."]),
        ("“Who is going to listen?” Staff asked.", ["“Who is going to listen?”", "Staff asked."]),
        ("“Why?” asked Dr. Hay. No answer…", ["“Why?” asked Dr. Hay.", "No answer…"]),
        ("J. Hay and A. B. Orr wrote. I agree.", ["J. Hay and A. B. Orr wrote.", "I agree."]),
        ("1. Trusted and treated fairly. 2. Kind.", ["1. Trusted and treated fairly.", "2. Kind."]),
        ("It was (almost) all. (Not quite.) So.", ["It was (almost) all.", "(Not quite.)", "So."]),
        ("Nothing ends here", ["Nothing ends here"]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(paragraph, expected):
    assert sentences(paragraph) == expected


def lines_of(content: str, name: str) -> list[tuple[str, int | None]]:
    return [(one.text, one.line) for one in read_document(content.encode(), name=name).placed_sentences()]


def test_each_sentence_of_a_text_knows_its_line():
    text = "# Heading\n\nOne **ends**\nhere. Two\u00a0goes\n  on. Three.\r\n\n- Item one\n- Item\n  two. Four.\n"

    assert lines_of(text, "note.txt") == [
        ("Heading", 1),
        ("One ends here.", 3),
        ("Two goes on.", 4),
        ("Three.", 5),
        ("Item one", 7),
        ("Item two.", 8),
        ("Four.", 9),
    ]


def test_each_sentence_of_a_page_knows_its_line():
    page = "<html>\n<script>\nno.\n</script>\n<p>One <b>ends</b>\nhere. Two\n<i>goes</i> on.</p><p>Three.</p>\n</html>"

    assert lines_of(page, "page.html") == [("One ends here.", 5), ("Two goes on.", 6), ("Three.", 7)]


def test_a_word_document_has_no_lines():
    made = docx("<w:p><w:r><w:t>One. Two.</w:t></w:r></w:p>")

    assert [one.line for one in read_document(made).placed_sentences()] == [None, None]


def test_in_markdown_code_is_not_words_and_cells_stand_alone():
    text = (
        "Read [the charter](https://example.org/a_b). Run:\n\n    leal plain FILE\n\n```\nutilise\n```\n"
        "| word | means |\n| --- | --- |\n| need | what you require |\n\n> Quoted.\n<!-- not said -->\n"
    )

    assert lines_of(text, "page.md") == [
        ("Read the charter.", 1),
        ("Run:", 1),
        ("word", 8),
        ("means", 8),
        ("need", 10),
        ("what you require", 10),
        ("Quoted.", 12),
    ]


@given(
    some.lists(
        some.sampled_from(["A cat sat.", "Dogs  ran\u00a0off!", "", "- One.", "  and so on", "# Big"]), min_size=1
    )
)
def test_every_line_that_is_told_holds_the_first_word(lines):
    if not any(line.strip() for line in lines):
        return
    for sentence, number in lines_of("\n".join(lines), "note.txt"):
        assert sentence.split()[0] in lines[number - 1].split()
