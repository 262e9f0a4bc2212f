from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.access.guards import open_to_all
from leal.thread.panels.queries.gatherings import not_told

from . import prose, queries
from . import search as read
from .downloads.document import document
from .downloads.files import downloads
from .parts import about as about_parts
from .parts import bodies as body_parts
from .parts import broken as broken_parts
from .parts import changes as change_parts
from .parts import editions as edition_parts
from .parts import home as home_parts
from .parts import matrix as matrix_parts
from .parts import measure as measure_parts
from .parts import permissions as permission_parts
from .parts import picture as picture_parts
from .parts import promise as promise_parts
from .parts import search as search_parts
from .parts import statements as statement_parts
from .remembering import remembered
from .site import ways_of
from .wordings.parity import ways_to_have

PAIRS_A_PAGE = 600


def thread_of(request, slug: str):
    """The thread a page is about, in the year asked for."""
    edition = queries.edition_of(slug=slug)
    if edition is None:
        raise Http404
    request.leal_charter = edition.charter
    try:
        return queries.thread(edition=edition, year=request.GET.get("year", ""), on=localdate())
    except queries.NoSuchYear:
        raise Http404 from None


@open_to_all
@remembered
def charters(request):
    """Every charter; where there is one, its first page."""
    found = queries.charters()
    if len(found) == 1:
        return first_page(request, found[0].slug)
    return render(request, "tracing/charters.html", {"charters": found})


@open_to_all
@remembered
def home(request, slug):
    """What we promise, and whether we keep it."""
    return first_page(request, slug)


def first_page(request, slug):
    thread = thread_of(request, slug)
    shown = home_parts.home(thread, **queries.lately(thread=thread))
    return render(request, "tracing/home.html", {"thread": thread, "home": shown})


@open_to_all
@remembered
def promise(request, slug, code):
    """One promise, and the whole thread it hangs on."""
    thread = thread_of(request, slug)
    if code not in thread.by_code:
        return elsewhere(thread, code)
    commitment = thread.by_code[code]
    shown = promise_parts.promise(thread, commitment, **queries.behind(thread=thread, commitment=commitment))
    ways = ways_of(request, thread, commitment)
    return render(request, "tracing/promise.html", {"thread": thread, "promise": shown, "ways": ways})


def elsewhere(thread, code):
    """The way to a promise that the edition looked at does not have, in the year that has it."""
    found = queries.elsewhere(thread=thread, code=code)
    if found is None:
        raise Http404
    where, year = found
    return redirect(f"{reverse('tracing:promise', args=[thread.charter.slug, where])}?year={year}")


def editions_of(request, slug: str):
    """Every published edition, the newest first."""
    found = queries.editions(slug=slug)
    if not found:
        raise Http404
    request.leal_charter = found[0].charter
    return found


def named(editions, code: str):
    return next((one for one in editions if one.code == code), None)


@open_to_all
@remembered
def editions(request, slug):
    """Every edition of a charter, and how each differs from the one before."""
    shown = edition_parts.listing(editions_of(request, slug))
    return render(request, "tracing/editions.html", {"editions": shown, "slug": slug})


@open_to_all
@remembered
def edition(request, slug, code):
    """The whole text of an edition, to read or print."""
    every = editions_of(request, slug)
    one = named(every, code)
    if one is None:
        raise Http404
    rows = queries.edition_text(edition=one)
    shown = edition_parts.text(one, every, in_force=one == every[0], **rows)
    files, refused = downloads(one, document(shown))
    told = {"shown": shown, "slug": slug, "files": files, "refused": refused, "ways": ways_to_have(one)}
    return render(request, "tracing/edition.html", told)


@open_to_all
@remembered
def comparison(request, slug, earlier, later):
    """Two editions side by side: was anything lost, what changed, and every promise."""
    every = editions_of(request, slug)
    before, after = named(every, earlier), named(every, later)
    found = before and after and queries.comparison(earlier=before, later=after)
    if not found:
        raise Http404
    only = request.GET.get("only", "")
    if only not in ("", *edition_parts.HEADS, "kept"):
        raise Http404
    those = [pair for pair in found.pairs if not only or pair.kind == only]
    page = Paginator(those, PAIRS_A_PAGE).get_page(request.GET.get("page"))
    shown = edition_parts.side_by_side(found, only=only, pairs=page.object_list)
    return render(request, "tracing/comparison.html", {"shown": shown, "page": page, "slug": slug})


@open_to_all
@remembered
def thread(request, slug, code):
    """The whole thread of one promise: as a picture, and as a list."""
    found = thread_of(request, slug)
    if code not in found.by_code:
        raise Http404
    commitment = found.by_code[code]
    hangs_on_it = queries.behind(thread=found, commitment=commitment)
    shown = picture_parts.picture(found, commitment, after=queries.edition_after(thread=found), **hangs_on_it)
    return render(request, "tracing/thread.html", {"thread": found, "commitment": commitment, "shown": shown})


@open_to_all
@remembered
def statements(request, slug):
    """What people said, theme by theme, and what nothing answers."""
    said = statement_parts.Said(thread := thread_of(request, slug), **queries.said(thread=thread))
    return render(request, "tracing/statements.html", {"thread": thread, "shown": statement_parts.all_said(said)})


@open_to_all
@remembered
def statement(request, slug, code):
    """One statement: on whose word, in which words, what answers it and what changed."""
    said = statement_parts.Said(thread := thread_of(request, slug), **queries.said(thread=thread))
    if code not in said.by_code:
        raise Http404
    one = said.by_code[code]
    lessons = queries.lessons_about(thread=thread, codes=said.answers.get(one.pk, ()))
    shown = statement_parts.statement_page(said, one, lessons)
    return render(request, "tracing/statement.html", {"thread": thread, "shown": shown})


@open_to_all
@remembered
def theme(request, slug, code):
    """One theme: its statements, people’s own words, and who was not heard."""
    said = statement_parts.Said(thread := thread_of(request, slug), **queries.said(thread=thread))
    found = next((one for one in said.themes if one.code == code), None)
    if found is None:
        raise Http404
    shown = statement_parts.theme_page(said, found)
    return render(request, "tracing/theme.html", {"thread": thread, "shown": shown})


@open_to_all
@remembered
def measure(request, slug, code):
    """One measure: what it asks, every result, what may not be joined and why, and each source."""
    thread = thread_of(request, slug)
    if code not in thread.measures:
        raise Http404
    shown = measure_parts.measure(thread, code, results=queries.results(thread=thread, code=code))
    return render(request, "tracing/measure.html", {"thread": thread, "shown": shown})


@open_to_all
@remembered
def broken(request, slug):
    """Where the thread is broken, and who can mend it."""
    thread = thread_of(request, slug)
    shown = {
        "thread": thread,
        "tally": broken_parts.tally(thread),
        "sections": broken_parts.broken_sections(thread),
        "lessons": broken_parts.lessons_broken(queries.overdue(thread=thread)),
        "gatherings": broken_parts.gatherings_broken(not_told(service=slug, on=localdate())),
    }
    return render(request, "tracing/broken.html", shown)


@open_to_all
@remembered
def changes(request, slug):
    """What changed because someone told us, and what has not."""
    thread = thread_of(request, slug)
    shown = change_parts.changes(thread, queries.lessons(thread=thread))
    return render(request, "tracing/changes.html", {"thread": thread, "lessons": shown})


@open_to_all
def search(request):
    """Everything that anyone may read, by its words."""
    charters = {one.slug: f"{one.name}, {one.body}" for one in queries.charters()}
    charter, kind = request.GET.get("charter", ""), request.GET.get("kind", "")
    if charter not in {"", *charters} or kind not in {"", *search_parts.NAMES}:
        raise Http404
    asked = read.asked(request.GET.get("q", ""))
    found = read.found(asked, charter=charter, kind=kind)
    meant = "" if found.kinds and not found.some else read.better_spelling(asked)
    shown = search_parts.search_page(asked, found, charter=charter, kind=kind, meant=meant, names=charters)
    return render(request, "tracing/search.html", {"shown": shown, "charter": charter})


@open_to_all
@remembered
def about(request, slug):
    """Who does what, who sees that the promises are kept, and what we ask of you."""
    edition = queries.edition_of(slug=slug)
    if edition is None:
        raise Http404
    request.leal_charter = edition.charter
    return render(request, "tracing/about.html", {"shown": about_parts.about(**queries.introduction(edition=edition))})


@open_to_all
@remembered
def matrix(request, slug):
    """Principles by promises, and what nothing answers."""
    thread = thread_of(request, slug)
    shown = matrix_parts.matrix(thread, **queries.law(thread=thread))
    return render(request, "tracing/matrix.html", {"thread": thread, "shown": shown})


@open_to_all
@remembered
def who_does_what(request, slug):
    """Each body, what it must keep, and who sees to it."""
    thread = thread_of(request, slug)
    shown = body_parts.bodies(thread, **queries.bodies(edition=thread.edition))
    return render(request, "tracing/who_does_what.html", {"thread": thread, "shown": shown})


@open_to_all
@remembered
def words(request, slug):
    """The words of a charter, explained."""
    edition = queries.edition_of(slug=slug)
    if edition is None:
        raise Http404
    request.leal_charter = edition.charter
    explained = queries.explained(edition=edition)
    return render(request, "tracing/words.html", {"charter": edition.charter, "words": explained})


@open_to_all
@remembered
def who_can_do_what(request):
    """Every role, and everything that each may do."""
    return render(request, "tracing/who_can_do_what.html", {"shown": permission_parts.who_can()})


@open_to_all
@remembered
def accessibility(request):
    """What works for everyone, what does not, what was tested, and how to complain."""
    shown = {"charters": queries.charters(), "prose": prose.accessibility()}
    return render(request, "tracing/accessibility.html", shown)


@open_to_all
@remembered
def how_we_know(request, slug):
    """How we decide if a promise is kept."""
    if queries.charter(slug=slug) is None:
        raise Http404
    return render(request, "tracing/how_we_know.html", {"slug": slug, "prose": prose.how_we_decide()})
