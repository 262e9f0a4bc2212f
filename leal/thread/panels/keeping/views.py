"""Pages of those who keep a panel alive: looking for members, asking them again, thanking and paying them back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs, require
from leal.foundations.access.permissions import Permission
from leal.foundations.editing.writing import Help, Writing, decide, write
from leal.foundations.invitations.queries import counts
from leal.foundations.pages.parts import Link

from .. import operations
from ..models import Panel, RecruitmentWave, RenewalRound
from ..operations import renewing
from ..queries import keeping as queries
from ..queries import renewing as rounds
from ..queries.missing import missing_of
from ..views.members import kept_panel
from . import forms, letters, parts

MAY = Permission.PANEL_WRITE
A_PAGE = 50
REFUSALS = (
    renewing.NobodyToAsk,
    renewing.NobodySilent,
    renewing.StillBeingWritten,
    renewing.AnswersOver,
    renewing.AnswersStillCome,
    renewing.NotReminded,
    renewing.SettledAlready,
    operations.WaveClosed,
)


def hub(panel: Panel) -> Link:
    return Link(f"Keeping the panel alive: {panel}", parts.at("keeping", panel))


def page_of(panel: Panel, title: str, **more) -> Writing:
    return Writing(title=title, leads_to=hub(panel).href, way=(hub(panel),), **({"saved": ""} | more))


@needs(MAY)
@never_cache
def keeping(request, service, code):
    """How we look for members, ask them again, and pay them back, of one panel."""
    panel, today = kept_panel(request, service, code), localdate()
    promise = forms.Days(request.POST or None, initial={"days": panel.pays_within})
    if promise.is_valid():
        operations.promise_payment(panel=panel, by=request.user, **promise.cleaned_data)
        messages.success(request, f"We promise to pay within {panel.pays_within} days.")
        return redirect(hub(panel).href)
    missing = [one for one in missing_of(panel=panel) if one.filled_on is None and one.group_id is None]
    waves = parts.waves(queries.waves_of(panel=panel), today)
    shown = {
        "panel": panel,
        "waves": waves,
        "over": [one for one in waves if one.state == "Closed"],
        "look_for": parts.look_for(panel, missing),
        "rounds": parts.rounds(rounds.rounds_of(panel=panel), today),
        "paid_for": parts.paid_for(queries.paid_for(panel=panel, on=today)),
        "form": promise,
    }
    return render(request, "panels/keeping.html", shown)


# Waves


@needs(operations.open_wave)
def new_wave(request, service, code):
    """Begin to look for new members."""
    panel = kept_panel(request, service, code)
    page = page_of(
        panel, "Look for new members", saved="The wave is written down. Whoever thinks of joining reads of it."
    )

    def save(words):
        operations.open_wave(panel=panel, on=words.pop("opened_on"), by=request.user, **words)

    return write(request, page, forms.NewWave, save)


@needs(operations.rewrite_wave)
def rewrite_wave(request, service, code, pk):
    """Say anew whom a wave hopes for, how, and until when."""
    panel = kept_panel(request, service, code)
    one = get_object_or_404(panel.waves.select_related("panel"), pk=pk)
    page = page_of(panel, f"Say this wave anew: {one}", saved="It is saved.", row=one)

    def save(words):
        operations.rewrite_wave(wave=one, by=request.user, **words)

    return write(request, page, forms.WaveWords, save)


@needs(operations.close_wave)
@require_POST
def close_wave(request, service, code, pk):
    """Close a wave today."""
    panel = kept_panel(request, service, code)
    one: RecruitmentWave = get_object_or_404(panel.waves.select_related("panel"), pk=pk)
    said = f"It is closed: {one}. To open it again, say it anew with a later day."
    attempted(request, lambda: operations.close_wave(wave=one, on=localdate(), by=request.user), said)
    return redirect(hub(panel).href)


def attempted(request, do: Callable[[], object], said: str) -> None:
    """Do something, and say that it is done or why it could not be."""
    try:
        do()
    except REFUSALS as reason:
        messages.error(request, f"{reason}.")
    else:
        messages.success(request, said)


# “Do you still want to take part?”


@needs(renewing.begin_renewal)
def new_renewal(request, service, code):
    """Ask members whether they still want to take part: first how the letter reads, then it is sent."""
    panel = kept_panel(request, service, code)
    page = page_of(
        panel,
        "Ask members if they still want to take part",
        saved="They are being asked, each in the way and form they chose.",
        preview="panels/renewal_letter.html",
        refusals=REFUSALS,
        shows=lambda words: letter_of(panel, words),
        look_first=True,
        lead="Each is written to in the way and form they chose. Look the letter over first: saving sends it.",
    )

    def save(words):
        leads = hub(panel).href
        renewing.begin_renewal(panel=panel, on=localdate(), leads_to=leads, by=request.user, **words)

    return write(request, page, forms.NewRenewal, save, panel=panel)


def letter_of(panel: Panel, words: dict) -> dict:
    """The letter as it will read, and how many get it."""
    would = renewing.would_be(panel=panel, on=localdate(), **words)
    return {"letter": letters.asked(would)[0], "many": rounds.to_ask(round=would, on=localdate()).count()}


def round_for(request, pk: int) -> RenewalRound:
    found = get_object_or_404(rounds.rounds(), pk=pk)
    require(request.user, MAY, within=found.scope)
    return found


def address(one: RenewalRound) -> str:
    return reverse("panels:round", args=[one.pk])


@needs(MAY)
@never_cache
def renewal_round(request, pk):
    """One round: what came of it so far, who is silent, and what is still to do."""
    one, today = round_for(request, pk), localdate()
    found, unreached = rounds.came_of(round=one), rounds.not_reached(round=one).count()
    form = forms.Look(request.GET or None)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    people = rounds.people_of(round=one, answer=None if name else "", name=name)
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    page.object_list = parts.asked(page.object_list)
    open_now = today <= one.asking.closes_on
    shown = {
        "round": one,
        "crumbs": (hub(one.panel), Link(str(one), "")),
        "chart": parts.chart(one, found),
        "facts": parts.round_facts(one, counts(asking=one.asking).ways, unreached),
        "form": form,
        "name": name,
        "page": page,
        "open_now": open_now,
        "to_ask": rounds.to_ask(round=one, on=today).count() if today <= one.answer_by else 0,
        "silent": found.silent if open_now else 0,
        "to_settle": not open_now and one.settled_on is None,
        "work": next((work for work in (one.mailing, one.settling) if work and work.ended_at is None), None),
    }
    return render(request, "panels/renewal_round.html", shown)


@needs(renewing.ask_the_rest)
@require_POST
def ask_the_rest(request, pk):
    """Write to whoever has not been written to."""
    return sent(request, pk, renewing.ask_the_rest, "Everyone who was left is being asked.")


@needs(renewing.remind_the_silent)
@require_POST
def remind(request, pk):
    """Remind whoever has not answered."""
    return sent(request, pk, renewing.remind_the_silent, "Only those who have not answered are being reminded.")


def sent(request, pk: int, do: Callable[..., RenewalRound], said: str) -> HttpResponse:
    one = round_for(request, pk)
    leads = address(one)
    attempted(request, lambda: do(round=one, on=localdate(), leads_to=leads, by=request.user), said)
    return redirect(leads)


@needs(renewing.settle_silence)
@never_cache
def settle(request, pk):
    """Do what was said about silence: who leaves, who stays, then the button."""
    one = round_for(request, pk)
    found, unreached = rounds.came_of(round=one), rounds.not_reached(round=one).count()
    page = Writing(
        title="Do what was said about silence",
        leads_to=address(one),
        saved="It is done, as people were told.",
        way=(hub(one.panel), Link(str(one), address(one))),
        button="Do it",
        refusals=REFUSALS,
        help=Help(
            "It cannot be undone. People were told: " + letters.silence(one), parts.settling(one, found, unreached)
        ),
    )

    def do(sure):
        renewing.settle_silence(round=one, on=localdate(), leads_to=address(one), by=request.user)

    return decide(request, page, forms.Sure(request.POST if request.method == "POST" else None), do)
