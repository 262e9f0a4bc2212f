"""Forming a core group, choosing it, replacing who leaves; and the page of its draw, open to all."""

from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs, open_to_all, require
from leal.foundations.editing.forms import free_code
from leal.foundations.editing.parts import Item, Shelf
from leal.foundations.editing.writing import Writing, decide, write
from leal.foundations.pages.attached import attached
from leal.foundations.pages.parts import Link
from leal.foundations.pages.sentences import counted, sentence

from .. import selecting
from ..models import CoreGroup, Panel
from ..operations import groups as forming
from ..operations import lotteries, relaxing
from ..operations import replacing as refilling
from ..operations import reserves as reserving
from ..parts.leading import every_panel
from ..parts.missing import still_missing
from ..queries import groups as queries
from . import forms, parts

ALL = "Core groups"
REFUSALS = (
    forming.DrawnAlready,
    forming.Unwilling,
    lotteries.NoLottery,
    lotteries.UnderWay,
    lotteries.SomeoneWithdrew,
)
AT_ONCE = 50


def panel_for(request, service: str, code: str) -> Panel:
    """A panel, for someone who may choose groups from it."""
    panel = get_object_or_404(Panel, service=service, code=code)
    require(request.user, forming.form_group.needs, within=panel.scope)
    return panel


def group_for(request, service: str, panel: str, code: str) -> CoreGroup:
    return get_object_or_404(queries.groups_of(panel=panel_for(request, service, panel)), code=code)


def back_to(group: CoreGroup) -> tuple[Link, ...]:
    """The way from the list to a group."""
    here = [group.panel.service, group.panel.code]
    return (Link(ALL, reverse("groups:groups", args=here)), Link(group.name, parts.address("group", group)))


def page_of(group: CoreGroup, title: str, saved: str, **more) -> Writing:
    """A page of writing that leads back to the group it is about."""
    leads_to = parts.address("group", group)
    return Writing(title=title, saved=saved, leads_to=leads_to, way=back_to(group), refusals=REFUSALS, **more)


@needs(forming.form_group)
def groups(request, service, panel):
    """Every core group of a panel, newest first."""
    found = panel_for(request, service, panel)
    items = tuple(
        Item(Link(group.name, parts.address("group", group)), note=f"{counted(group.seats, 'seat')}. {group.purpose}")
        for group in queries.groups_of(panel=found)
    )
    shelf = Shelf("groups", found.name, items, empty="No core group has been formed from this panel yet.")
    adds = (Link("Form a core group", reverse("groups:new", args=[service, panel])),)
    shown = {
        "title": ALL,
        "crumbs": (every_panel(found), Link(ALL, "")),
        "lead": "A small group, chosen fairly, that speaks for the whole panel.",
        "adds": adds,
    }
    return render(request, "editing/shelves.html", shown | {"shelves": (shelf,)})


@needs(forming.form_group)
def new(request, service, panel):
    """Form a core group."""
    found = panel_for(request, service, panel)
    leads_to = reverse("groups:groups", args=[service, panel])
    page = Writing(
        title="Form a core group", saved="The group is formed.", leads_to=leads_to, way=(Link(ALL, leads_to),)
    )

    def save(words):
        code = free_code(
            words["name"], {*queries.groups_of(panel=found).values_list("code", flat=True), "new"}, most=40
        )
        forming.form_group(panel=found, code=code, on=localdate(), by=request.user, **words)

    return write(request, page, forms.GroupWords, save)


@needs(forming.form_group)
def group(request, service, panel, code):
    """One core group: its targets, who would join, the lottery, the draw, who sits."""
    found = group_for(request, service, panel, code)
    people = queries.candidates(group=found, on=localdate())
    draw = queries.latest_draw(group=found)
    made = draw if draw and draw.lottery else None
    drawn = made if made and made.drawn_on else None
    shown = {
        "group": found,
        "crumbs": (*back_to(found)[:1], Link(found.name, "")),
        "facts": parts.facts(found),
        "targets": parts.target_shelves(found, queries.seated_answers(group=found), "In the group")
        if drawn
        else parts.target_shelves(found, people),
        "more_targets": () if drawn else parts.without_targets(found),
        "willing": parts.willing_words(found, people, queries.passed_over(group=found, on=localdate())),
        "work": draw.work if draw and not draw.lottery else None,
        "relaxation": queries.relaxation_of(draw=draw) if draw and not draw.lottery else (),
        "made": made,
        "drawn": drawn,
        "proof": parts.proof(made) if made else (),
        **(who_sits(found) if drawn else {}),
        "gaps": still_missing(found.panel, localdate(), found) if drawn else (),
    }
    return render(request, "panels/group.html", shown)


def who_sits(found: CoreGroup) -> dict[str, object]:
    """What the page of a drawn group says of those who sit in it, and of those who stand by."""
    choice, stands = queries.latest_reserves(group=found), queries.reserves_that_stand(group=found)
    return {
        "seats": parts.seats_table(found),
        "refilling": queries.unfinished_replacement(group=found),
        "choice": choice,
        "stand_by": parts.who_stands_by(found) if stands else (),
        "worth": parts.stand_by_words(stands) if stands else (),
    }


@needs(forming.set_targets)
def targets(request, service, panel, code, feature):
    """How many should share each answer to one question."""
    found = group_for(request, service, panel, code)
    one = next((each for each in queries.features_of(panel=found.panel) if each.code == feature), None)
    if one is None:
        raise Http404
    initial = forms.Targets.initial_of(one, found)
    form = forms.Targets(request.POST or None, feature=one, group=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            forming.set_targets(group=found, feature=feature, targets=form.targets(), by=request.user)
        except forming.DrawnAlready as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"The targets for {one.called.lower()} are set.")
            return redirect(parts.address("group", found))
    there = queries.numbers_by_value(people=queries.candidates(group=found, on=localdate()), feature=one)
    rows = [
        (value, there[value], form[f"least_{place}"], form[f"most_{place}"]) for place, value in enumerate(one.values)
    ]
    page = page_of(found, f"Targets: {one.called}", "")
    return render(request, "panels/targets.html", {"page": page, "form": form, "rows": rows, "group": found})


@needs(forming.ask_who_is_willing)
@require_POST
def ask(request, service, panel, code):
    """Note that every member who may be chosen is asked."""
    found = group_for(request, service, panel, code)
    try:
        number = forming.ask_who_is_willing(group=found, on=localdate(), by=request.user)
    except REFUSALS as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, sentence(counted(number, "member is", "members are") + " noted as asked"))
    return redirect(parts.address("group", found))


@needs(forming.note_willing)
def answers(request, service, panel, code):
    """What members answered, who has not answered first; found by a part of their name."""
    found = group_for(request, service, panel, code)
    if request.method == "POST":
        return noted(request, found)
    rows = queries.asked(group=found, on=localdate())
    part = request.GET.get("name", "").strip()
    rows = rows.filter(member__name__icontains=part[:80]) if part else rows
    shown = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    page = page_of(found, "Who would join", "")
    return render(request, "panels/answers.html", {"page": page, "rows": shown, "part": part, "group": found})


def noted(request, found: CoreGroup) -> HttpResponse:
    """Note one answer."""
    said, _, key = request.POST.get("answer", "").partition(" ")
    rows = queries.asked(group=found, on=localdate())
    row = get_object_or_404(rows, pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
    try:
        forming.note_willing(group=found, member=row.member, willing=said == "yes", on=localdate(), by=request.user)
    except forming.DrawnAlready as reason:
        messages.error(request, str(reason))
    return redirect(request.get_full_path())


@needs(lotteries.ask_for_lottery)
@require_POST
def lottery(request, service, panel, code):
    """Begin to make the lottery."""
    found = group_for(request, service, panel, code)
    here = parts.address("group", found)
    try:
        work = lotteries.ask_for_lottery(group=found, on=localdate(), leads_to=here, by=request.user)
    except REFUSALS as reason:
        messages.error(request, str(reason))
        return redirect(here)
    return redirect("tasks:work", key=work.key)


@needs(relaxing.take_relaxation)
@require_POST
def relax(request, service, panel, code):
    """Take the least change that would do into the targets."""
    found = group_for(request, service, panel, code)
    clashed = queries.latest_draw(group=found)
    try:
        if clashed is None:
            raise relaxing.NothingToTake
        relaxing.take_relaxation(draw=clashed, by=request.user)
    except (relaxing.NothingToTake, forming.DrawnAlready) as reason:
        messages.error(request, f"{reason}.")
    else:
        messages.success(request, "The targets are changed, and the record says how. Make the lottery again.")
    return redirect(parts.address("group", found))


@needs(lotteries.draw_group)
def draw(request, service, panel, code):
    """Draw the group by a seed."""
    found = group_for(request, service, panel, code)
    made = queries.latest_draw(group=found)
    if made is None or not made.lottery:
        raise Http404
    lead = "The seed picks one of the groups in the lottery. What is drawn stays drawn."
    page = page_of(found, "Draw the group", "The group is drawn.", lead=lead, button="Draw the group")

    def do(seed, seed_from):
        lotteries.draw_group(draw=made, seed=seed, seed_from=seed_from, on=localdate(), by=request.user)

    return decide(request, page, forms.Seed(request.POST or None), do)


@needs(refilling.replace_member)
def replacing(request, service, panel, code):
    """Someone leaves: draw who takes their seat."""
    found = group_for(request, service, panel, code)
    if queries.drawn(group=found) is None:
        raise Http404
    lead = (
        "Who takes the seat is drawn by lot among all who are left, so that every target holds and chances are as "
        "fair as they can be. What was published before stays as it is."
    )
    page = page_of(found, "Replace someone", "The seat is taken.", lead=lead, button="Draw who takes the seat")

    def do(seat, because, from_reserves=False, **how):
        how |= {"seat": seat, "because": because, "from_reserves": from_reserves, "on": localdate(), "by": request.user}
        if (there if from_reserves else found.willingness.filter(willing=True).count()) <= refilling.AT_ONCE:
            return refilling.replace_member(**how)
        return refilling.ask_for_replacement(leads_to=parts.address("group", found), **how)

    there = queries.standing_by(group=found).count()
    return decide(request, page, forms.Leaving(request.POST or None, group=found, reserves=there), do)


@needs(reserving.ask_for_reserves)
def reserves(request, service, panel, code):
    """Choose who stands by."""
    found = group_for(request, service, panel, code)
    if queries.drawn(group=found) is None:
        raise Http404
    lead = (
        "Some people will drop out. Whoever stands by keeps the dates free. We choose those with whom the group most "
        "likely still meets every target; among equals we draw by lot."
    )
    page = page_of(found, "Choose who stands by", "", lead=lead, button="Choose who stands by")

    def do(how_many, leaving):
        here, share = parts.address("group", found), Decimal(leaving) / 100
        how = {"number": how_many, "leaving": share, "on": localdate(), "leads_to": here}
        return reserving.ask_for_reserves(group=found, by=request.user, **how)

    return decide(request, page, forms.StandBy(request.POST or None), do)


@needs(lotteries.draw_group)
def folder(request, service, panel, code):
    """The whole selection as a folder that `leal select verify` checks, zipped; under pseudonyms."""
    found = group_for(request, service, panel, code)
    made = queries.latest_draw(group=found)
    if made is None or not made.lottery:
        raise Http404
    files = selecting.folder_of(made, list(queries.replacements_of(group=found)))
    return attached(selecting.packed(files, into=found.code), f"{found.code}.zip", "application/zip")


# -- open to all


def published(service: str, panel: str, code: str):
    """The published lottery of a group, or not found."""
    found = get_object_or_404(queries.groups_at(service=service, panel=panel), code=code)
    made = queries.latest_draw(group=found)
    if made is None or not made.lottery:
        raise Http404
    return made


@open_to_all
def public(request, service, panel, code):
    """How a group was chosen: the lottery under pseudonyms, the seed, and how anyone can repeat it."""
    made = published(service, panel, code)
    replacements = list(queries.replacements_of(group=made.group))
    pack = parts.packed_files(made, replacements)
    shown = {
        "group": made.group,
        "draw": made,
        "proof": parts.proof(made),
        "chances": parts.chances_table(made),
        "files": parts.files_of(made, pack),
        "fingerprint": pack.fingerprint,
        "gaps": still_missing(made.group.panel, localdate(), made.group),
        "chosen": parts.chosen_of(made) if made.drawn_on else "",
        "replaced": parts.replaced_table(replacements) if replacements else None,
    }
    return render(request, "panels/draw.html", shown)


@open_to_all
def file(request, service, panel, code, name):
    """One published file, or all of them in one."""
    made = published(service, panel, code)
    if name == f"{code}.zip":
        pack = parts.packed_files(made, list(queries.replacements_of(group=made.group)))
        return attached(pack.content, name, "application/zip")
    if name not in made.lottery:
        raise Http404
    kind = "text/csv; charset=utf-8" if name.endswith(".csv") else "application/json"
    return attached(made.lottery[name].encode(), name, kind)
