"""Pages that set a panel, a group or those who came beside everyone, and say who is missing."""

from collections.abc import Mapping

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from leal.calculations.answers.faults import shown as shown_faults
from leal.calculations.representation import MakeUp, telling
from leal.foundations.access.guards import needs, require
from leal.foundations.editing.writing import Writing, decide, write
from leal.foundations.pages.parts import Link
from leal.foundations.pages.remembering import remembered_for_each
from leal.foundations.revision import ChangedMeanwhile, revision

from .. import operations
from ..forms import comparing as forms
from ..models import CoreGroup, Gathering, Panel, PanelMember
from ..parts import making_up as parts
from ..parts import missing as missing_parts
from ..parts.leading import every_panel
from ..queries import making_up as queries
from ..queries.features import Feature, asked_of
from ..queries.missing import missing_of, panels_of
from ..queries.several import asked_for_several, gave

MAY = operations.note_missing.needs
WHO = {"invited": "Everyone who was invited", "answered": "Those who said they would come", "came": "Those who came"}


def panel_for(request, service: str, code: str) -> Panel:
    """A panel, for someone who looks after it."""
    panel = get_object_or_404(panels_of(service=service), code=code)
    require(request.user, MAY, within=panel.scope)
    return panel


def at(name: str, panel: Panel, *more) -> str:
    return reverse(f"panels:{name}", args=[panel.service, panel.code, *more])


@needs(MAY)
@remembered_for_each
def panel(request, service, code):
    """The make-up of a panel."""
    found = panel_for(request, service, code)
    return compared(request, found, None, title=f"Who is here, and who is missing: {found.name}", group="the panel")


@needs(MAY)
@remembered_for_each
def group(request, service, code, group):
    """The make-up of a core group."""
    found = panel_for(request, service, code)
    one: CoreGroup = get_object_or_404(found.groups, code=group)
    who = queries.sitting(group=one, on=localdate())
    return compared(
        request, found, who, title=f"Who is here, and who is missing: {one.name}", group="the group", of=one
    )


@needs(MAY)
@remembered_for_each
def gathering(request, service, code, pk):
    """The make-up of those who were invited to a gathering, who answered, or who came."""
    found = panel_for(request, service, code)
    one: Gathering = get_object_or_404(found.gatherings, pk=pk)
    which = request.GET.get("who", "came")
    if which not in WHO:
        raise Http404
    ways = tuple(Link(words, f"?who={key}", current=key == which) for key, words in WHO.items())
    title, who = f"{WHO[which]}: {one.name}", queries.asked_to(gathering=one, who=which)
    return compared(request, found, who, title=title, group="the gathering", ways=ways)


def compared(
    request,
    panel: Panel,
    who: QuerySet[PanelMember] | None,
    *,
    title: str,
    group: str,
    of: CoreGroup | None = None,
    ways: tuple[Link, ...] = (),
):
    """Some members beside everyone; or, while there is no population table, the way to load one."""
    table, shown = queries.population_of(panel=panel), {"panel": panel, "title": title, "ways": ways}
    if table is None:
        return render(request, "panels/make_up.html", shown)
    features = asked_of(panel=panel)
    by, several = request.GET.get("by", ""), asked_for_several(panel=panel)
    chosen = next((one for one in several if one.code == by), None)
    by = tuple(part for part in by.split(",") if part in features)
    made, population = queries.made_up_of(table=table, who=who, features=features, by=by)
    shown |= {
        "table": table,
        "lead": parts.lead(made, table),
        "chairs": parts.empty_chairs(made, table, group=group, on=localdate()),
        "tables": parts.tables(made, table),
        "more": forms.More(
            {"by": chosen.code if chosen else ",".join(by)},
            population=population,
            features=features,
            several=several,
        ),
        "several": parts.several_answers(chosen, gave(question=chosen, who=who, on=localdate())) if chosen else None,
        "who": request.GET.get("who", ""),
        "to_note": to_note(panel, made, features, of),
        "care": telling.WITH_CARE,
    }
    return render(request, "panels/make_up.html", shown)


def to_note(panel: Panel, made: MakeUp, features: Mapping[str, Feature], of: CoreGroup | None) -> tuple[Link, ...]:
    """A link for each who is missing and of whom that is not written down yet."""
    noted = [one.features for one in missing_of(panel=panel) if one.group_id == (of.pk if of else None)]
    by_name, links = {one.called: one for one in features.values()}, []
    for line in made.missing():
        if len(line.features) > 1:
            continue
        feature = by_name[line.features[0]]
        code = feature.code_of(line.values[0])
        if {feature.code: code} not in noted:
            words = telling.here(line).rstrip(".") if line.nobody else f"Too few people {line.words} are here"
            told = {"words": words, "about": f"{feature.code}={code}", "group": of.pk if of else ""}
            links.append(Link(words, f"{at('new-missing', panel)}?{urlencode(told)}"))
    return tuple(links)


@needs(operations.load_population)
def population(request, service, code):
    """Load a population table; every fault of the file is said, row by row."""
    found = panel_for(request, service, code)
    form, faults = forms.PopulationFile(request.POST or None, request.FILES or None), []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            loaded = operations.load_population(
                panel=found,
                content=file.read(),
                name=file.name,
                like=form.cleaned_data["like"],
                made_up=form.cleaned_data["made_up"],
                on=localdate(),
                by=request.user,
            )
        except operations.NotComparable as wrong:
            faults = shown_faults(wrong.faults)
            form.add_error("file", "The file cannot be used as it is. What to mend stands below; nothing was loaded")
        else:
            messages.success(request, f"{loaded.name} is loaded. The panel is compared with it from now on.")
            return redirect(at("make-up", found))
    shown = {"panel": found, "form": form, "faults": faults, "features": asked_of(panel=found).values()}
    return render(request, "panels/population.html", shown | {"loaded": found.population_tables.all()[:5]})


def page_of(panel: Panel, title: str, saved: str, **more) -> Writing:
    way = (every_panel(panel), Link("Who is missing", at("missing", panel)))
    return Writing(title=title, saved=saved, leads_to=at("missing", panel), way=way, **more)


@needs(MAY)
def missing(request, service, code):
    """Who is missing from a panel and its groups, and what is done about it."""
    found = panel_for(request, service, code)
    shown = {
        "title": "Who is missing",
        "crumbs": (every_panel(found), Link("Who is missing", "")),
        "lead": missing_parts.LEAD,
        "shelves": missing_parts.shelves(found, missing_of(panel=found)),
        "adds": (Link("Write down who is missing", at("new-missing", found)),),
        "ways": (
            Link("The make-up of the panel", at("make-up", found)),
            Link("Load a population table", at("population", found)),
        ),
    }
    return render(request, "editing/shelves.html", shown)


@needs(operations.note_missing)
def new_missing(request, service, code):
    """Write down who is missing, and who sees to it."""
    found, today = panel_for(request, service, code), localdate()
    page = page_of(found, "Write down who is missing", "It is written down, and readers see it.")

    def save(words):
        operations.note_missing(panel=found, on=today, by=request.user, **words)

    return write(request, page, forms.NewMissing, save, panel=found, on=today, features=asked_of(panel=found))


@needs(operations.rewrite_missing)
def rewrite_missing(request, service, code, pk):
    """Say anew who is missing, who sees to it, or what is done."""
    found = panel_for(request, service, code)
    one = get_object_or_404(missing_of(panel=found), pk=pk)
    beside = () if one.filled_on else (Link("They are no longer missing", at("fill-gap", found, pk)),)
    page = page_of(
        found,
        "Who is missing, and what is done",
        "It is saved, and readers see it.",
        row=one,
        lead=one.words,
        history=reverse("editing:history", args=["missing", pk]),
        beside=beside,
    )

    def save(words):
        operations.rewrite_missing(missing=one, by=request.user, **words)

    return write(request, page, forms.MissingWords, save, panel=found, on=localdate())


@needs(operations.fill_gap)
def fill_gap(request, service, code, pk):
    """Say that a gap is filled."""
    found = panel_for(request, service, code)
    one = get_object_or_404(missing_of(panel=found), pk=pk)
    page = page_of(
        found,
        "They are no longer missing",
        "The gap is filled. What was done about it stays to be read.",
        lead=one.words,
        button="Save",
        refusals=(operations.FilledAlready, ChangedMeanwhile),
    )

    def do(**words):
        operations.fill_gap(missing=one, by=request.user, **words)

    return decide(request, page, forms.Filled(request.POST or None, initial={"seen": revision(one)}), do)
