"""The story: a first charter, its people, its real published figures. Told by operations only."""
