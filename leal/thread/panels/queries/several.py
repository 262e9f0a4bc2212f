"""Members counted by the sets of answers they gave to a question of which several may be given."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from leal.calculations.representation.several import Several, several
from leal.foundations.database import while_unchanged

from ..models import EqualityAnswers, Experience, Panel, PanelMember, PanelQuestion
from .making_up import members

TABLES = {model.about: model._meta.db_table for model in (EqualityAnswers, Experience)}


def asked_for_several(*, panel: Panel) -> list[PanelQuestion]:
    """The questions of a panel to which a member may give several answers. One query."""
    return list(panel.questions.filter(several=True, withdrawn_on=None))


def gave(*, question: PanelQuestion, who: QuerySet[PanelMember] | None, on: date) -> Several:
    """How many members gave each answer, as far as it may be shown. One query, or none while nobody writes.

    who  whom to count; None for every member of the panel
    """
    counted = members(panel=question.panel, on=on) if who is None else who
    whom = str(counted.query)
    return while_unchanged(("several", question.pk, whom), lambda: _gave(question, counted))


def _gave(question: PanelQuestion, who: QuerySet[PanelMember]) -> Several:
    offered = {code: words for code, words in question.choices if code != PanelQuestion.PREFER_NOT_TO_SAY}
    sets: dict[frozenset[str], int] = {}
    unsaid = 0
    for given, count in _sets(question, who):
        said = frozenset(offered[code] for code in given or () if code in offered)
        if said:
            sets[said] = sets.get(said, 0) + count
        else:
            unsaid += count
    return several(sets, list(offered.values()), unsaid)


def _sets(question: PanelQuestion, who: QuerySet[PanelMember]) -> Sequence[tuple[list[str] | None, int]]:
    """(the codes of a set of answers, how many gave exactly these)."""
    inner, given = who.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT array(SELECT jsonb_array_elements_text(said.codes) ORDER BY 1), count(*) FROM "
            f"(SELECT CASE jsonb_typeof(a.answers -> %s) WHEN 'array' THEN a.answers -> %s ELSE '[]' END AS codes "
            f"FROM panels_panelmember m LEFT JOIN {TABLES[question.about]} a ON a.member_id = m.key "
            f"WHERE m.key IN ({inner})) said GROUP BY 1",
            [question.code, question.code, *given],
        )
        return cursor.fetchall()
