"""What the fields of a charter file are made of."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Code = Annotated[str, Meta(pattern=r"^[-\w]{1,60}$", description="Letters, digits, hyphens; the same in every file")]
Words = Annotated[str, Meta(min_length=1)]
Promise = Annotated[
    str, Meta(pattern=r"^[-\w]+/[-\w]+(/[a-z]{1,2})?$", description="A promise: edition/commitment[/part]")
]
Year = Annotated[
    str,
    Meta(pattern=r"^\d{4}(-\d{2})?$", description="A charter year, like 2022-23, or 2022 where it is the calendar’s"),
]
Standing = Literal["falling_short", "not_in_place", "disagree", "out_of_date", "not_known", "partly_kept", "kept"]


class Row(Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A thing with fields. What is left out is empty."""
