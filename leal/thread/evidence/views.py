from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now

from leal.calculations.periods import charter_year_of
from leal.foundations.access.guards import needs, require
from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.editing.writing import Writing, write
from leal.foundations.pages.parts import Link
from leal.foundations.revision import ChangedMeanwhile
from leal.thread.charters.models import Charter, Edition
from leal.thread.charters.queries import charters, commitments
from leal.thread.practice.queries import roles_of
from leal.thread.statements.queries import with_quotes

from . import forms, judging, operations, parts, queries, saying
from .intake.figures import NotTheseFigures
from .intake.mappings import read_mappings

# A file up to this size is taken in while its sender waits; a longer one waits for the worker.
AT_ONCE = 1024 * 1024
ROWS_ON_A_PAGE = 100
# So many refusals and unmapped figures are read for a page; the JSON has them all.
AT_MOST = 500


def charter_of(request, slug: str, permission: Permission) -> Charter:
    """The charter a page is about, for someone who holds the permission within it."""
    charter = next((each for each in charters() if each.slug == slug), None)
    if charter is None:
        raise Http404
    require(request.user, permission, within=charter.scope)
    request.leal_charter = charter
    return charter


@needs(Permission.FIGURES_READ)
def intakes(request, slug):
    """The files taken in, and where sources disagree."""
    charter = charter_of(request, slug, Permission.FIGURES_READ)
    page = Paginator(queries.intakes(charter=charter), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    at_odds = queries.conflicts(charter=charter)
    return render(
        request,
        "evidence/intakes.html",
        {
            "charter": charter,
            "page": page,
            "intakes": parts.intakes(page),
            "conflicts": parts.conflicts(at_odds) if at_odds else None,
            "may_take_in": queries.may_take_in(person=request.user, charter=charter),
        },
    )


@needs(Permission.FIGURES_READ)
def intake(request, slug, pk):
    """What became of every row of one file."""
    charter = charter_of(request, slug, Permission.FIGURES_READ)
    found = get_object_or_404(queries.intakes(charter=charter), pk=pk)
    page = Paginator(queries.citations(intake=found), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    unmapped, refused = queries.unmapped(intake=found), queries.refusals(intake=found)
    of_unmapped = unmapped.count()
    return render(
        request,
        "evidence/intake.html",
        {
            "charter": charter,
            "intake": found,
            "summary": parts.summary(found, of_unmapped),
            "told": found.notes.splitlines(),
            "refused": parts.refused(refused[:AT_MOST], of=found.refused) if found.refused else None,
            "unmapped": parts.unmapped(queries.rows(citations=unmapped[:AT_MOST]), of=of_unmapped)
            if of_unmapped
            else None,
            "page": page,
            "taken": parts.taken(queries.rows(citations=page)),
        },
    )


@needs(Permission.FIGURES_READ)
def intake_as_json(request, slug, pk):
    """What became of every row of one file, for a program to read."""
    charter = charter_of(request, slug, Permission.FIGURES_READ)
    found = get_object_or_404(queries.intakes(charter=charter), pk=pk)
    return JsonResponse(saying.as_json(queries.report(intake=found)), json_dumps_params={"ensure_ascii": False})


@needs(operations.take_in)
def taking_in(request, slug):
    """Take in a file of figures."""
    charter = charter_of(request, slug, operations.take_in.needs)
    form = forms.FigureFile(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return _taken_in(request, charter, **form.cleaned_data)
        except operations.AlreadyTakenIn as before:
            messages.info(request, str(before))
            return redirect("evidence:intake", slug, before.intake.pk)
        except NotTheseFigures as reason:
            for each in reason.refused:
                form.add_error("file", saying.refusal(each).removeprefix("refused").lstrip(":, ").capitalize())
    return render(request, "evidence/taking_in.html", {"charter": charter, "form": form})


def _taken_in(request, charter: Charter, *, file, organisation: str, year: int | None):
    """Take the file in at once, or hand it to the worker; the page to go to."""
    given = {"charter": charter, "name": file.name, "organisation": organisation, "year": year, "by": request.user}
    if file.size > AT_ONCE:
        leads_to = reverse("evidence:intakes", args=[charter.slug])
        work = operations.hand_in(content=file.read(), leads_to=leads_to, **given)
        return redirect("tasks:work", work.key)
    taken = operations.take_in(source=file.read(), mappings=read_mappings(), at=now(), **given)
    messages.success(request, f"{taken.name} is taken in. Nothing of it is lost, and nothing stands twice.")
    return redirect("evidence:intake", charter.slug, taken.pk)


def edition_of(request, slug: str, permission: Permission) -> tuple[Edition, list[str]]:
    """The edition a charter published last and its years, for someone who holds the permission within the charter."""
    found = queries.edition_and_years(slug=slug)
    if found is None:
        raise Http404
    edition, years = found
    require(request.user, permission, within=edition.charter.scope)
    request.leal_charter = edition.charter
    return edition, [year.name for year in years]


def judged_of(request, slug: str, code: str, permission: Permission) -> judging.Judged:
    """A promise in the year asked for, else in the newest there are results for."""
    edition, years = edition_of(request, slug, permission)
    year = request.GET.get("year") or next(iter(years), "")
    if year not in years:
        raise Http404
    known = queries.known(edition=queries.edition_in(edition=edition, year=year), year=year)
    commitment = next((one for one in known.facts if one.code == code), None)
    if commitment is None:
        raise Http404
    said = queries.judgements(commitment=commitment, year=year)
    statements = with_quotes().filter(pk__in=commitment.answers.values("pk"))
    return judging.judged(commitment, known.standings[code], said, statements, years)


class Speaker(NamedTuple):
    """One who judges: which of the words said is theirs, and how it is published."""

    whose: str
    publish: Callable
    template: str


OWNER = Speaker("decision", operations.decide, "evidence/standing.html")
REVIEWER = Speaker("finding", operations.file_finding, "evidence/finding.html")


@needs(operations.decide)
def standing(request, slug, code):
    """Confirm or overrule how a promise stood in a year, with a reason that is published."""
    shown = judged_of(request, slug, code, operations.decide.needs)
    roles = roles_of(person=request.user, commitment=shown.commitment, on=localdate())
    if not roles:
        raise PermissionDenied
    begins = _as_shown(OWNER, shown) | {"role": roles[0]}
    form = forms.Decision(request.POST or None, proposed=begins["proposed"], roles=roles, initial=begins)
    return _judged(request, OWNER, shown, form)


@needs(operations.file_finding)
def finding(request, slug, code):
    """File what an independent reviewer finds about a promise in a year."""
    shown = judged_of(request, slug, code, operations.file_finding.needs)
    if roles_of(person=request.user, commitment=shown.commitment, on=localdate()):
        raise PermissionDenied
    form = forms.Found(request.POST or None, initial=_as_shown(REVIEWER, shown))
    return _judged(request, REVIEWER, shown, form)


def _as_shown(speaker: Speaker, shown: judging.Judged) -> dict[str, str]:
    """What a page shows of the newest word and of the rule’s, to be compared when it is sent."""
    newest = getattr(shown.said, speaker.whose)
    return {"seen": str(newest.pk) if newest else "", "proposed": shown.standing.word.value}


def _judged(request, speaker: Speaker, shown: judging.Judged, form):
    """Write, see how readers will see it, publish; what someone else published meanwhile is shown beside one’s own."""
    page = {"judged": shown, "form": form, "path": request.get_full_path()}
    do = request.POST.get("do", "look")
    if do == "write" or not form.is_valid():
        return render(request, speaker.template, page)
    given = _given(speaker, shown, form)
    seen = operations.Seen(form.cleaned_data["seen"], form.cleaned_data["proposed"])
    try:
        if seen.proposed != shown.standing.word.value:
            raise operations.ProposalChanged(shown.standing.word.value)
        if do != "publish":
            return render(request, "evidence/looked_over.html", page | {"preview": judging.with_word(shown, given)})
        _publish(speaker, shown, given, seen, by=request.user)
    except (ChangedMeanwhile, operations.ProposalChanged) as reason:
        now_shown = judged_of(request, request.leal_charter.slug, shown.commitment.code, speaker.publish.needs)
        form.looks_again(**_as_shown(speaker, now_shown))
        form.add_error(None, f"{reason}.")
        page |= {"judged": now_shown, "meanwhile": isinstance(reason, ChangedMeanwhile)}
        return render(request, speaker.template, page, status=409)
    messages.success(request, "Published. This is how readers see it now.")
    return redirect(request.get_full_path())


def _given(speaker: Speaker, shown: judging.Judged, form) -> queries.Judgement:
    """What was written, as the word it will be."""
    word, role = form.cleaned_data["standing"], form.cleaned_data.get("role", ROLES["reviewer"].name)
    agrees = word == shown.standing.word if speaker is OWNER else None
    return queries.Judgement(agrees, word, form.cleaned_data["reason"].strip(), role, localdate())


def _publish(speaker: Speaker, shown: judging.Judged, given: queries.Judgement, seen: operations.Seen, by) -> None:
    about = {"commitment": shown.commitment, "year": shown.standing.year, "seen": seen, "on": given.on}
    said = {"standing": given.standing, "reason": given.reason, "role": given.role}
    agrees = {} if given.agrees is None else {"agrees": given.agrees}
    speaker.publish(**about, **said, **agrees, by=by)


@needs(operations.give_example)
def examples(request, slug):
    """The cases of a charter, good and bad, each with what was done."""
    edition, _years = edition_of(request, slug, operations.give_example.needs)
    page = Paginator(queries.examples(charter=edition.charter), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "evidence/examples.html", {"charter": edition.charter, "page": page})


@needs(operations.give_example)
def example(request, slug):
    """Give a case, and what was done about it."""
    edition, years = edition_of(request, slug, operations.give_example.needs)
    this_year = charter_year_of(localdate(), starts_in=edition.charter.year_starts_in).name
    form = forms.Case(
        request.POST or None,
        years=sorted({this_year, *years}, reverse=True),
        commitments=commitments(edition=edition),
        initial={"commitments": [request.GET.get("promise")]},
    )
    if form.is_valid():
        try:
            operations.give_example(charter=edition.charter, by=request.user, **form.cleaned_data)
        except operations.SameExample as reason:
            form.add_error("words", f"{reason}.")
        else:
            messages.success(request, "Published. Readers of each promise see it there.")
            return redirect("evidence:examples", slug)
    return render(request, "evidence/example.html", {"charter": edition.charter, "form": form})


@needs(operations.rewrite_example)
def rewriting(request, slug, pk):
    """Put a case right that was given."""
    edition, years = edition_of(request, slug, operations.rewrite_example.needs)
    found = get_object_or_404(queries.examples(charter=edition.charter), pk=pk)
    all_of_them = reverse("evidence:examples", args=[slug])
    page = Writing(
        "Put a case right",
        all_of_them,
        "The case is saved. Readers of each promise see it there.",
        way=(Link("What happened to people", all_of_them),),
        row=found,
        preview="evidence/preview.html",
        history=reverse("editing:history", args=["example", found.pk]),
        refusals=(operations.SameExample,),
    )

    def save(words):
        operations.rewrite_example(example=found, by=request.user, **words)

    return write(request, page, forms.CaseWords, save, edition=edition, has=found, years=years)
