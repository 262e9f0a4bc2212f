"""Pages of those who hold a gathering: what it is, whom they ask, what is needed, who came, what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs, require
from leal.foundations.access.permissions import Permission
from leal.foundations.editing.forms import Why
from leal.foundations.editing.writing import Writing, decide, write
from leal.foundations.pages.parts import Link
from leal.foundations.tasks.models import Work

from ..models import Gathering, Panel
from ..operations import gatherings as operations
from ..operations import mailing, seating
from ..parts.leading import every_panel
from ..parts.missing import still_missing
from ..queries import gatherings as queries
from ..queries.missing import panels_of
from . import easy, forms, parts

MAY = Permission.PANEL_WRITE
REFUSALS = (
    operations.CalledOff,
    operations.NobodyToInvite,
    operations.NobodyToRemind,
    operations.NobodyCame,
    operations.NotInvitedYet,
    operations.UnderWay,
)


def gathering_for(request, pk: int) -> Gathering:
    """A gathering, for someone who looks after its panel."""
    found = get_object_or_404(queries.gatherings(), pk=pk)
    require(request.user, MAY, within=found.scope)
    return found


def list_of(panel: Panel) -> Link:
    return Link(f"Gatherings: {panel}", reverse("gatherings:list", args=[panel.service, panel.code]))


def back(gathering: Gathering) -> str:
    return reverse("gatherings:gathering", args=[gathering.pk])


def way_to(gathering: Gathering) -> tuple[Link, ...]:
    return (list_of(gathering.panel), Link(gathering.name, back(gathering)))


def page_about(gathering: Gathering, title: str, **more) -> Writing:
    return Writing(
        title=title, leads_to=back(gathering), way=way_to(gathering), **({"saved": "", "refusals": REFUSALS} | more)
    )


def attempted(request, do: Callable[[], object], said: Callable[[object], str]) -> bool:
    """Do something, and say what it came to or why it could not be; whether it was done."""
    try:
        messages.success(request, said(do()))
    except REFUSALS as reason:
        messages.error(request, f"{reason}.")
        return False
    return True


@needs(MAY)
def gatherings(request, service, code):
    """Every gathering of a panel."""
    panel = get_object_or_404(panels_of(service=service), code=code)
    require(request.user, MAY, within=panel.scope)
    adds = (Link("Call a gathering", reverse("gatherings:new", args=[service, code])),)
    shelves = parts.shelves(queries.gatherings_of(panel=panel), on=localdate())
    title = f"Gatherings: {panel}"
    crumbs = (every_panel(panel), Link("Gatherings", ""))
    shown = {"title": title, "crumbs": crumbs, "lead": parts.LEAD, "shelves": shelves, "adds": adds}
    return render(request, "editing/shelves.html", shown)


@needs(operations.call)
def new(request, service, code):
    """Call a gathering."""
    panel = get_object_or_404(panels_of(service=service), code=code)
    require(request.user, MAY, within=panel.scope)
    page = Writing(
        title="Call a gathering",
        leads_to=list_of(panel).href,
        saved="The gathering is called. Now say whom to invite.",
        way=(list_of(panel),),
    )

    def save(words):
        operations.call(panel=panel, by=request.user, **words)

    return write(request, page, forms.NewGathering, save, panel=panel)


@needs(MAY)
def gathering(request, pk):
    """One gathering: who comes, what they need, and what is still to do."""
    found = gathering_for(request, pk)
    guests = parts.guests(queries.people_of(gathering=found))
    unmet = [(one, need) for one in guests if one.stands != "Not coming" for need in one.needs if not need.how]
    shown = {
        "gathering": found,
        "crumbs": (list_of(found.panel), Link(found.name, "")),
        "facts": parts.facts(found),
        "guests": guests,
        "seating": parts.seating(found, guests),
        "unmet": unmet,
        "to_invite": sum(one.stands == "Not invited yet" for one in guests),
        "silent": sum(one.stands.startswith("No answer") for one in guests),
        "came": sum(one.stands == "Came" for one in guests),
        "over": found.starts_at.date() <= localdate(),
        "gaps": still_missing(found.panel, localdate()),
        "easy_wanted": 0 if easy.worded(found) else queries.in_easy_read(gathering=found).count(),
        "late": found.told_on is None and found.tell_by < localdate() and not found.called_off_on,
    }
    return render(request, "panels/gathering.html", shown)


@needs(operations.rewrite_gathering)
def words(request, pk):
    """Say anew what it is for, when and where."""
    found = gathering_for(request, pk)
    page = page_about(found, "Say anew what it is, when and where", saved="It is saved.", row=found)

    def save(said):
        operations.rewrite_gathering(gathering=found, by=request.user, **said)

    return write(request, page, forms.GatheringWords, save)


@needs(operations.put_on_list)
def people(request, pk):
    """Choose whom to invite."""
    found = gathering_for(request, pk)
    looked_for = request.GET.get("q", "").strip()
    form = forms.List(request.POST if request.method == "POST" else None, panel=found.panel, words=looked_for)
    if form.is_valid():
        chosen = form.cleaned_data
        members = list(chosen["members"])
        if chosen["group"]:
            members += queries.sitting_in(group=chosen["group"], on=localdate())
        given = {"members": list(dict.fromkeys(members)), "organisations": chosen["organisations"]}
        attempted(
            request,
            lambda: operations.put_on_list(gathering=found, by=request.user, **given),
            lambda many: f"{many:,} more on the list. Nothing has been sent yet.",
        )
        return redirect(back(found))
    shown = {"gathering": found, "crumbs": (*way_to(found), Link("Whom to invite", "")), "form": form, "q": looked_for}
    return render(request, "panels/gathering_people.html", shown)


@needs(operations.invite_people)
@require_POST
def invite(request, pk):
    """Send the invitations."""
    found = gathering_for(request, pk)
    if queries.to_invite(gathering=found).count() > mailing.AT_ONCE:
        return written_to_many(request, found, mailing.ask_to_invite)
    attempted(
        request,
        lambda: operations.invite_people(gathering=found, on=localdate(), by=request.user),
        lambda many: f"{many:,} invitation{'s' if many != 1 else ''} on the way, each as the person chose.",
    )
    return redirect(back(found))


@needs(operations.remind_people)
@require_POST
def remind(request, pk):
    """Remind those who have not answered."""
    found = gathering_for(request, pk)
    if queries.to_remind(gathering=found, on=localdate()).count() > mailing.AT_ONCE:
        return written_to_many(request, found, mailing.ask_to_remind)
    attempted(
        request,
        lambda: operations.remind_people(gathering=found, on=localdate(), by=request.user),
        lambda many: f"{many:,} reminder{'s' if many != 1 else ''} on the way.",
    )
    return redirect(back(found))


def written_to_many(request, found: Gathering, ask: Callable[..., Work]) -> HttpResponse:
    """Have many letters written as long work, and lead to where it can be watched."""
    try:
        work = ask(gathering=found, on=localdate(), leads_to=back(found), by=request.user)
    except REFUSALS as reason:
        messages.error(request, f"{reason}.")
        return redirect(back(found))
    return redirect("tasks:work", key=work.key)


@needs(operations.meet_need)
def need(request, pk, need):
    """Say how one need is met."""
    found = gathering_for(request, pk)
    one = get_object_or_404(queries.needs_of(gathering=found), pk=need)
    others = queries.people_of(gathering=found).exclude(pk=one.invited_id)
    stands = {"how_met": one.how_met, "seat": one.seat, "beside": one.beside_id}
    form = forms.Meeting(request.POST or None, initial=stands, others=others)
    page = page_about(
        found,
        f"What {one.invited} needs",
        saved=f"{one.invited} has that need met. Thank you.",
        lead=f"{one.get_kind_display()}: {one.words}",
        button="It is met",
    )

    def do(**said):
        operations.meet_need(need=one, on=localdate(), by=request.user, **said)

    return decide(request, page, form, do)


@needs(operations.note_who_came)
def attendance(request, pk):
    """Say who came."""
    found = gathering_for(request, pk)
    listed = queries.people_of(gathering=found)
    there = [one.pk for one in listed if one.came or (one.came is None and one.answer == "yes")]
    form = forms.WhoCame(request.POST or None, people=listed, initial={"came": there})
    page = page_about(found, "Who came?", saved="Who came is written down. They are the ones to tell.", button="Save")

    def do(came):
        operations.note_who_came(gathering=found, came=list(came), by=request.user)

    return decide(request, page, form, do)


@needs(seating.ask_for_tables)
def tables(request, pk):
    """Seat people at small tables."""
    found = gathering_for(request, pk)
    lead = (
        "Whoever said yes gets a seat. Each table is as mixed as all who come, by where they live and what they know "
        "of the service. Those who share an interpreter or a reader sit together; whoever has to sit somewhere does. "
        "Do it again when more have answered."
    )
    page = page_about(found, "Small tables", lead=lead, button="Make the tables")
    stood = {name: ", ".join(map(str, told)) for name, told in found.seating.get("places", {}).items()}
    form = forms.Tables(request.POST or None, initial={"most": 6, "rounds": 1} | stood)
    if form.is_valid():
        given = {"gathering": found, "leads_to": back(found), "by": request.user, **form.given()}
        try:
            work = seating.ask_for_tables(**given)
        except (operations.CalledOff, seating.NobodyComes) as reason:
            form.add_error(None, f"{reason}.")
        else:
            return redirect("tasks:work", key=work.key)
    return decide(request, page, form, None)


@needs(operations.tell_back)
def telling(request, pk):
    """Tell those who came what came of it."""
    found = gathering_for(request, pk)
    lead = "Each is told in the way and form they chose. Who cannot be told so stands on the page of those who wait."
    page = page_about(
        found,
        "Tell them what came of it",
        saved="Those who came are being told what came of it.",
        lead=lead,
        button="Tell them",
    )

    def do(what_came, easy_read):
        operations.tell_back(gathering=found, what_came=what_came, easy_read=easy_read, on=localdate(), by=request.user)

    form = forms.ToldBack(request.POST or None, initial={"what_came": found.what_came})
    return decide(request, page, form, do)


@needs(operations.call_off)
def calling_off(request, pk):
    """Call it off, and tell everyone invited why."""
    found = gathering_for(request, pk)
    lead = "Everyone who was invited and did not say no is told, with your reason."
    page = page_about(
        found, "Call it off", saved="It is called off, and they are being told.", lead=lead, button="Call it off"
    )

    def do(because):
        operations.call_off(gathering=found, because=because, on=localdate(), by=request.user)

    return decide(request, page, Why(request.POST or None), do)
