"""A core group is chosen fairly, once, in a way anyone can repeat; and whoever leaves is replaced as fairly."""

import json
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied

from leal.calculations.selection import Patience
from leal.calculations.selection.commands import select
from leal.foundations.audit.history import history_of
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.operations import stop
from leal.foundations.tasks.work import Stopped
from leal.thread.panels import selecting
from leal.thread.panels.models import Draw, PanelMember, Seat
from leal.thread.panels.operations import groups as forming
from leal.thread.panels.operations import lotteries, replacing
from leal.thread.panels.operations import reserves as reserving
from leal.thread.panels.queries import groups as queries
from tests.factories import CoreGroupFactory, PanelMemberFactory

from .a_group import TODAY, a_group, a_researcher, chosen, made

pytestmark = pytest.mark.django_db


def verified(folder, files):
    """What `leal select verify` says of files in a folder: its code, and its words."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    answer = CliRunner().invoke(select, ["verify", str(folder)])
    return answer.exit_code, answer.output


def meets(group) -> bool:
    """Whether those who sit now meet every target of the group."""
    seated = [queries.answers_of(seat.member) for seat in queries.seats_of(group=group)]
    held = Counter((code, answer) for answers in seated for code, answer in answers.items())
    return len(seated) == group.seats and all(
        row.minimum <= held[row.feature, row.value] <= row.maximum for row in group.targets.all()
    )


def test_a_group_that_meets_its_targets_is_drawn_and_seated():
    by = a_researcher()
    group = a_group(by=by)

    draw = chosen(group, by)

    assert meets(group)
    assert draw.certificate["exact"]
    assert {seat.because for seat in Seat.objects.all()} == {"Drawn by lot"}


def test_anyone_can_repeat_the_draw_from_what_is_published(tmp_path):
    by = a_researcher()
    draw = chosen(a_group(by=by), by)

    code, said = verified(tmp_path, {name: text.encode() for name, text in draw.lottery.items()})

    assert (code, said.count("yes ")) == (0, 4), said


def test_anyone_can_repeat_the_draw_and_each_replacement_from_what_is_published(tmp_path):
    by = a_researcher()
    group = a_group(by=by)
    draw = chosen(group, by)
    for seat in list(queries.seats_of(group=group))[:2]:
        replacing.replace_member(seat=seat, because="Moved away", on=TODAY, by=by)
    draw.refresh_from_db()
    files = selecting.published_of(draw, list(queries.replacements_of(group=group)))

    code, said = verified(tmp_path, files)

    assert (code, "yes Replacement 2: the seed picks the panel that was announced" in said) == (0, True), said
    gone = json.loads(files["replacements/1/replacement.json"])["gone"]
    draw_after = files["replacements/1/draw.json"].decode()
    altered = files | {"replacements/1/draw.json": draw_after.replace('"seed": "', '"seed": "0').encode()}
    code, said = verified(tmp_path, altered)
    assert (code, "replacements/1/draw.json was altered" in said) == (1, True), said
    assert gone[0] in json.loads(files["draw.json"])["people"]


def test_the_proof_of_the_whole_selection_holds_after_replacements_too(tmp_path):
    by = a_researcher()
    group = a_group(by=by)
    draw = chosen(group, by)
    for _ in range(2):
        seat = queries.seats_of(group=group).first()
        replacing.replace_member(seat=seat, because="Moved away", on=TODAY, by=by)
    draw.refresh_from_db()

    code, said = verified(tmp_path, selecting.folder_of(draw, list(queries.replacements_of(group=group))))

    assert (code, "yes Replacement 2 follows from what was before it" in said) == (0, True), said
    assert meets(group)


def test_nothing_that_is_published_tells_who_someone_is():
    by = a_researcher()
    group = a_group(by=by)

    draw = chosen(group, by)
    replacing.replace_member(seat=queries.seats_of(group=group).first(), because="Moved", on=TODAY, by=by)
    draw.refresh_from_db()
    files = selecting.published_of(draw, list(queries.replacements_of(group=group)))
    published = "".join(text.decode() for name, text in files.items() if name != "targets.csv")

    for member in PanelMember.objects.all():
        assert member.name not in published
        assert str(member.key) not in published
    assert "P01" in published
    assert "Fife" not in published


def test_history_does_not_tell_who_is_who():
    by = a_researcher()
    draw = chosen(a_group(by=by), by)

    kept = str([row.after for row in history_of(draw)])

    assert str(PanelMember.objects.first().key) not in kept


def test_of_two_researchers_who_draw_at_once_one_is_told():
    by = a_researcher()
    group = a_group(by=by)
    draw = made(group, by)
    lotteries.draw_group(draw=draw, seed="1", seed_from="A test", on=TODAY, by=by)

    with pytest.raises(forming.DrawnAlready):
        lotteries.draw_group(draw=draw, seed="2", seed_from="A test", on=TODAY, by=a_researcher())

    assert (Draw.objects.get(drawn_on__isnull=False).seed, Seat.objects.count()) == ("1", group.seats)


def test_of_two_who_ask_for_a_lottery_one_is_told_that_it_is_being_made():
    by = a_researcher()
    group = a_group(by=by)
    lotteries.ask_for_lottery(group=group, on=TODAY, by=by)

    with pytest.raises(lotteries.UnderWay):
        lotteries.ask_for_lottery(group=group, on=TODAY, by=a_researcher())


def test_whoever_withdraws_while_the_lottery_is_made_is_not_in_it():
    by = a_researcher()
    group = a_group(by=by)
    leaver = PanelMember.objects.order_by("key").first()

    def withdraws_once(*told):
        PanelMember.objects.filter(pk=leaver.pk).update(left_on=TODAY)

    draw = made(group, by, withdraws_once)

    assert str(leaver.pk) not in draw.pseudonyms["names"]
    assert len(draw.pseudonyms["names"]) == 11


def test_whoever_withdraws_after_the_draw_is_replaced_and_never_drawn_again():
    by = a_researcher()
    group = a_group(by=by)
    draw = chosen(group, by)
    seat = queries.seats_of(group=group).first()
    others = [key for key in draw.pseudonyms["names"] if not Seat.objects.filter(member_id=key).exists()]
    gone = PanelMember.objects.get(pk=others[0])
    forming.note_willing(group=group, member=gone, willing=False, on=TODAY, by=by)

    replacement = replacing.replace_member(seat=seat, because="Could not go on", on=TODAY, by=by)

    chances = json.loads(replacement.certificate["files"]["public/lottery.json"])["chances"]
    assert draw.pseudonyms["names"][str(gone.pk)] not in chances
    assert replacement.among == len(others) - 1
    assert meets(group)


def test_a_replacement_leaves_what_was_published_as_it_was():
    by = a_researcher()
    group = a_group(by=by)
    before = chosen(group, by).lottery

    replacing.replace_member(seat=queries.seats_of(group=group).first(), because="Moved", on=TODAY, by=by)

    assert queries.drawn(group=group).lottery == before


def test_a_seat_is_given_up_once():
    by = a_researcher()
    group = a_group(by=by)
    chosen(group, by)
    seat = queries.seats_of(group=group).first()
    replacing.replace_member(seat=seat, because="Moved", on=TODAY, by=by)

    with pytest.raises(forming.Unwilling):
        replacing.replace_member(seat=seat, because="Moved", on=TODAY, by=by)


def test_targets_that_cannot_be_met_are_explained_with_the_least_change_that_would_do():
    by = a_researcher()
    group = a_group(by=by)
    forming.set_targets(group=group, feature="council_area", targets={"Fife": (4, 4)}, by=by)

    with pytest.raises(lotteries.NoLottery) as unmet:
        made(group, by)

    # Everyone in Fife is 16 to 24, of whom two at most may be chosen.
    assert "Council area: Fife: at least 4 (4 who may be chosen said so)" in str(unmet.value)
    assert "The least change that would do:" in str(unmet.value)


@pytest.mark.parametrize("without", ["targets", "willingness"])
def test_a_lottery_from_nothing_is_a_sentence(without):
    by = a_researcher()
    group = a_group(by=by)
    getattr(group, without).all().delete()

    with pytest.raises(lotteries.NoLottery, match="no targets yet|has said that they would join"):
        made(group, by)


def test_who_took_part_lately_is_left_out():
    by = a_researcher()
    group = a_group(by=by, not_since_months=6)
    member = PanelMember.objects.first()
    earlier = CoreGroupFactory(panel=group.panel)
    earlier.taken_seats.create(
        member=member, since=TODAY - timedelta(days=400), until=TODAY - timedelta(days=90), because="Drawn by lot"
    )

    assert len(queries.candidates(group=group, on=TODAY)) == 11
    assert len(queries.candidates(group=group, on=TODAY + timedelta(days=120))) == 12


def test_at_most_one_of_a_household_is_chosen():
    by = a_researcher()
    group = a_group(by=by, people=6, seats=3)
    PanelMember.objects.update(postal_address="1 High Street", postcode="IV1 1AA")

    with pytest.raises(lotteries.NoLottery):
        made(group, by)


def test_a_lottery_that_is_stopped_is_kept_and_says_how_far_its_proof_has_come():
    by = a_researcher()
    group = a_group(by=by, people=30, seats=8)

    def stops(*told):
        raise Stopped

    draw = made(group, by, stops)

    assert draw.lottery
    assert draw.certificate["exact"] is False
    assert draw.certificate["gap"] >= 0


def test_stopping_ends_the_work_of_the_worker():
    by = a_researcher()
    group = a_group(by=by)
    work = lotteries.ask_for_lottery(group=group, on=TODAY, by=by)

    stop(work=work, by=by)

    assert Work.objects.get(pk=work.pk).stop_asked_at
    patience, stopped = lotteries.patience_told(lambda *told: (_ for _ in ()).throw(Stopped))
    patience.tell("Finding panels", 0.5)
    assert (patience.go_on(), stopped(), isinstance(patience, Patience)) == (False, True, True)


def test_targets_stand_once_the_group_is_drawn():
    by = a_researcher()
    group = a_group(by=by)
    chosen(group, by)

    with pytest.raises(forming.DrawnAlready):
        forming.set_targets(group=group, feature="age", targets={}, by=by)


def test_members_are_asked_once_and_whoever_has_left_is_not():
    by = a_researcher()
    group = a_group(by=by)
    PanelMemberFactory(panel=group.panel)
    PanelMemberFactory(panel=group.panel, left_on=TODAY)

    assert forming.ask_who_is_willing(group=group, on=TODAY, by=by) == 1
    with pytest.raises(forming.Unwilling):
        forming.ask_who_is_willing(group=group, on=TODAY, by=by)


def test_only_who_may_choose_groups_there_can_draw_one():
    group = a_group()
    elsewhere = a_researcher(within="charter another")

    with pytest.raises(PermissionDenied):
        lotteries.ask_for_lottery(group=group, on=TODAY, by=elsewhere)


def chosen_to_stand_by(group, by, number=3):
    work = reserving.ask_for_reserves(group=group, number=number, leaving=Decimal("0.1"), on=TODAY, by=by)
    choice = reserving.keep_reserves(choice=group.reserves.get(work=work), by=by)
    Work.objects.filter(pk=work.pk).update(ended_at=work.asked_at)
    return choice


def test_those_who_stand_by_make_the_targets_likelier_to_hold():
    by = a_researcher()
    group = a_group(by=by)
    chosen(group, by)

    found = chosen_to_stand_by(group, by).found

    assert found["exact"]
    assert found["with_them"]["full"] > found["without"]["full"]
    seated = {seat.member_id for seat in queries.seats_of(group=group)}
    assert seated.isdisjoint(queries.standing_by(group=group).values_list("member_id", flat=True))


def test_a_seat_can_be_drawn_for_among_those_who_stand_by(tmp_path):
    by = a_researcher()
    group = a_group(by=by)
    draw = chosen(group, by)
    chosen_to_stand_by(group, by)
    there = set(queries.standing_by(group=group).values_list("member_id", flat=True))
    for seat in queries.seats_of(group=group):
        try:
            replacing.replace_member(seat=seat, because="Moved", from_reserves=True, on=TODAY, by=by)
            break
        except lotteries.NoLottery:  # none of those who stand by fits this seat; another's they do
            continue

    made = queries.replacements_of(group=group).get()
    assert made.taken.member_id in there
    assert set(queries.standing_by(group=group).values_list("member_id", flat=True)) == there - {made.taken.member_id}
    draw.refresh_from_db()
    code, said = verified(tmp_path, selecting.folder_of(draw, list(queries.replacements_of(group=group))))
    assert (code, meets(group)) == (0, True), said


def test_choosing_who_stands_by_tells_how_far_it_is_and_stopped_it_changes_nothing():
    by = a_researcher()
    group = a_group(by=by, people=24, seats=8)
    chosen(group, by)
    before = set(chosen_to_stand_by(group, by).people.values_list("member_id", flat=True))
    reserving.ask_for_reserves(group=group, number=5, leaving=Decimal("0.2"), on=TODAY, by=by)
    choice, told = queries.latest_reserves(group=group), []

    def stops(done, of, saying):
        told.append(saying)
        if done > of / 3:
            raise Stopped

    with pytest.raises(Stopped):
        reserving.chosen_by_trying(choice, stops, by)

    assert told[0] == "Trying who serves best"
    assert told[-1] == "Trying how often it holds without them"
    assert set(queries.standing_by(group=group).values_list("member_id", flat=True)) == before


def test_nobody_who_has_just_withdrawn_is_kept_to_stand_by():
    by = a_researcher()
    group = a_group(by=by)
    chosen(group, by)
    reserving.ask_for_reserves(group=group, number=3, leaving=Decimal("0.1"), on=TODAY, by=by)
    choice, left = queries.latest_reserves(group=group), []

    def withdraws(*told):
        if not left:
            free = PanelMember.objects.exclude(seats__group=group)
            left.extend(free.values_list("pk", flat=True)[:5])
            PanelMember.objects.filter(pk__in=left).update(left_on=TODAY)

    reserving.chosen_by_trying(choice, withdraws, by)

    there = set(choice.people.values_list("member_id", flat=True))
    assert (len(there), there & set(left)) == (3, set())


def asked_to_replace(group, by, **given):
    seat = queries.seats_of(group=group).first()
    replacing.ask_for_replacement(seat=seat, because="Moved", seed="7", on=TODAY, by=by, **given)
    return queries.unfinished_replacement(group=group)


def test_a_seat_drawn_for_as_long_work_is_drawn_for_as_it_would_be_at_once():
    by = a_researcher()
    group = a_group(by=by)
    chosen(group, by)
    asked, told = asked_to_replace(group, by), []
    with pytest.raises(lotteries.UnderWay):
        replacing.replace_member(seat=asked.left, because="Moved", on=TODAY, by=by)

    made = replacing.drawn_for(asked, lambda *words: told.append(words[-1]), by)

    names = queries.drawn(group=group).pseudonyms["names"]
    vacant = selecting.open_seat(queries.drawn(group=group), [], names[str(asked.left.member_id)], [])
    files = selecting.replaced(queries.drawn(group=group), vacant, "7", Patience())
    assert names[str(made.taken.member_id)] == selecting.taken_by(files)
    assert told[-1] == "Seating who was drawn"
    assert meets(group)


def test_a_seat_is_drawn_for_where_some_share_a_home_with_those_who_sit():
    by = a_researcher()
    group = a_group(by=by, people=24)
    for place, member in enumerate(PanelMember.objects.order_by("email")):
        address = {"postal_address": f"{place // 2} High Street", "postcode": "IV1 1AA"}
        PanelMember.objects.filter(pk=member.pk).update(**address)
    chosen(group, by)

    made = replacing.drawn_for(asked_to_replace(group, by), lambda *told: None, by)

    homes = list(queries.seats_of(group=group).values_list("member__postal_address", flat=True))
    assert made.taken.since
    assert len(set(homes)) == len(homes) == group.seats


def test_a_draw_for_a_seat_that_is_stopped_leaves_everyone_where_they_sit_and_can_be_asked_for_anew():
    by = a_researcher()
    group = a_group(by=by)
    chosen(group, by)
    before = [seat.pk for seat in queries.seats_of(group=group)]
    asked = asked_to_replace(group, by)

    def stops(*told):
        raise Stopped

    with pytest.raises(Stopped):
        replacing.drawn_for(asked, stops, by)

    assert [seat.pk for seat in queries.seats_of(group=group)] == before
    Work.objects.update(ended_at=asked.work.asked_at)
    replacing.replace_member(seat=asked.left, because="Moved", on=TODAY, by=by)
    assert queries.unfinished_replacement(group=group) is None


def test_whoever_withdraws_while_a_seat_is_drawn_for_does_not_take_it():
    by = a_researcher()
    group = a_group(by=by)
    draw, left = chosen(group, by), []
    asked = asked_to_replace(group, by)

    def withdraw(*told):
        if not left:
            left.extend(PanelMember.objects.exclude(seats__group=group).values_list("pk", flat=True)[:3])
            PanelMember.objects.filter(pk__in=left).update(left_on=TODAY)

    made = replacing.drawn_for(asked, withdraw, by)

    assert made.among == len(draw.pseudonyms["names"]) - group.seats - len(left)
    assert made.taken.member_id not in left


def test_nobody_stands_by_for_a_group_that_is_not_drawn():
    by = a_researcher()
    group = a_group(by=by)

    with pytest.raises(lotteries.NoLottery, match="not drawn yet"):
        reserving.ask_for_reserves(group=group, number=3, leaving=Decimal("0.1"), on=TODAY, by=by)
