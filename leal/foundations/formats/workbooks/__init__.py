"""Figures once, and from them a workbook (ODS, XLSX), CSV with its metadata, and the tables of a document.

A slice makes a `Workbook`; each format is a function of it, so every figure
in every format is the same figure, rounded once. The layout follows the UK
government's guidance on accessible spreadsheets: a cover, contents, each note
once, then one marked table a sheet.
"""

from .blocks import block
from .comma_separated import csvw, guarded
from .opendocument import ods
from .tree import (
    AS_GIVEN,
    CONFIDENTIAL,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    Column,
    DataTable,
    Mark,
    NotATable,
    Noted,
    Workbook,
)
from .xlsx import xlsx

__all__ = [
    "AS_GIVEN",
    "CONFIDENTIAL",
    "NOT_APPLICABLE",
    "NOT_AVAILABLE",
    "Column",
    "DataTable",
    "Mark",
    "NotATable",
    "Noted",
    "Workbook",
    "block",
    "csvw",
    "guarded",
    "ods",
    "xlsx",
]
