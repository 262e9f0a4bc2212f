"""Figures: sentences with their base, tables, charts, two truths' drawings."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from ..charts import Chairs, each_for, empty_chairs
from ..charts.shapes import Chart
from ..parts import Basis, ChairRow, ChartFigure, Column, DataTable, EmptyChairs, Figure, Link
from ..typography import printed

register = template.Library()

_NUMBER = {True: ' class="le_num"', False: ""}


@register.inclusion_tag("components/figure.html")
def figure(part: Figure):
    """A sentence that carries a figure; base, period and source under it."""
    return {"part": part}


@register.inclusion_tag("components/basis.html")
def basis(part: Basis):
    """What a figure rests on: base, period, question, source."""
    return {"part": part}


@register.inclusion_tag("components/data_table.html")
def data_table(part: DataTable):
    """Figures in rows, in a frame the keyboard reaches; stacked on a phone unless `wide`."""
    return {"part": part, "rows": mark_safe("\n".join(_row(part, row) for row in part.rows))}


def _row(part: DataTable, row: tuple[str | Link, ...]) -> str:
    """A row of cells. Written here: a page of charts has hundreds, and a template would cost ten times as much."""
    head, *cells = row
    written = "".join(
        f'<td role="cell" data-label="{escape(printed(column.label))}"{_NUMBER[column.number]}>{_cell(cell)}</td>'
        for column, cell in zip(part.columns[1:], cells, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{_cell(head)}</th>{written}</tr>'


def _cell(cell: str | Link) -> str:
    if isinstance(cell, Link):
        return f'<a href="{escape(cell.href)}">{escape(printed(cell.text))}</a>'
    return escape(printed(cell))


@register.inclusion_tag("components/chart_figure.html")
def chart_figure(part: ChartFigure):
    """A heading that answers, the drawing, what it rests on, and the same figures as a table."""
    notes = dict.fromkeys(note for drawing in part.charts for note in drawing.notes)
    return {"part": part, "notes": notes}


@register.inclusion_tag("components/missing_people.html")
def missing_people(part: EmptyChairs):
    """People and empty chairs, group by group, worst first: drawing, words, base, and the same as a table."""
    asked = [Chairs(row.count, row.match, _about(part, row), row.at_most) for row in part.rows]
    each = each_for(asked)
    drawn = [mark_safe(empty_chairs(one, id=f"{part.id}-{at}", each=each)) for at, one in enumerate(asked)]
    columns = (Column("Group"), Column(f"In {part.group}", number=True), Column(f"To match {part.like}", number=True))
    cells = tuple((row.label, row.here, f"about {row.match:,}" if row.match else "fewer than 1") for row in part.rows)
    table = DataTable(
        f"{part.id}-table", f"{part.group[:1].upper()}{part.group[1:]} beside {part.like}", columns, cells
    )
    return {"part": part, "rows": zip(part.rows, drawn, strict=True), "each": _each(each), "table": table}


def _each(people: int) -> dict[str, str]:
    if people == 1:
        return {"person": "a person", "chair": "an empty chair"}
    return {"person": f"{people:,} people", "chair": f"{people:,} empty chairs"}


def _about(part: EmptyChairs, row: ChairRow) -> str:
    here = row.here[:1].lower() + row.here[1:]
    return f"{row.label}: {here} in {part.group}; {row.match:,} would match {part.like}"


@register.simple_tag
def chart(part: Chart):
    """The drawing itself; a second, narrower one is shown on phones when there is one."""
    return mark_safe(part.svg + part.narrow)  # drawn by charts/, which escapes
