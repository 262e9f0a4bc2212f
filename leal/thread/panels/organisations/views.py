from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs, open_to_all
from leal.foundations.access.permissions import Permission
from leal.foundations.editing.writing import Writing, decide, write
from leal.foundations.pages.parts import Link
from leal.foundations.people.actors import ANYONE

from .. import operations, queries
from ..models import Organisation, Panel, PanelMember
from ..parts.leading import every_panel
from ..views.joining import TOO_MANY, panel_at
from ..views.members import kept_panel
from . import forms, parts


def at(name: str, panel: Panel, *more) -> str:
    return reverse(f"organisations:{name}", args=[panel.service, panel.code, *more])


def one_at(request, service: str, code: str, pk: int) -> Organisation:
    panel = kept_panel(request, service, code)
    return get_object_or_404(queries.organisations_of(panel=panel), pk=pk)


def list_of(panel: Panel) -> Link:
    return Link(f"Organisations: {panel}", at("list", panel))


def way_to(one: Organisation) -> tuple[Link, ...]:
    return (list_of(one.panel), Link(one.name, at("organisation", one.panel, one.pk)))


def taking(panel: Panel) -> Panel:
    """The panel, where organisations can join it."""
    if not queries.takes_organisations(panel=panel):
        raise Http404
    return panel


@open_to_all
@never_cache
@sensitive_post_parameters()
def join(request, service, code):
    """Join as an organisation that speaks for people."""
    panel = taking(panel_at(service, code))
    form = forms.Joining(request.POST or None, wordings=queries.organisations_agree_to(panel=panel))
    refused = ""
    if form.is_valid():
        if consume(request, action="join"):
            given = {"words": form.words, "agreed": form.agreed, "on": localdate(), "by": ANYONE}
            operations.ask_to_join_as_organisation(panel=panel, **given)
            return redirect("panels:join-sent", service, code)
        refused = TOO_MANY
    shown = {"panel": panel, "form": form, "refused": refused}
    return render(request, "panels/organisation_joins.html", shown, status=429 if refused else 200)


@needs(operations.enter_organisation)
@never_cache
@sensitive_post_parameters()
def new(request, service, code):
    """Write down an organisation as its contact says on the phone, in person or on paper."""
    panel = taking(kept_panel(request, service, code))
    given = {"wordings": queries.organisations_agree_to(panel=panel), "entered": True}
    form = forms.Joining(request.POST or None, **given)
    if form.is_valid():
        said = {"words": form.words, "agreed": form.agreed, "how": form.cleaned_data["how"]}
        one = operations.enter_organisation(panel=panel, on=localdate(), by=request.user, **said)
        messages.success(request, f"{one} is on the panel now.")
        return redirect(at("organisation", panel, one.pk))
    return render(request, "panels/organisation_joins.html", {"panel": panel, "form": form, "colleague": True})


@needs(Permission.PANEL_WRITE)
@never_cache
def organisations(request, service, code):
    """Every organisation of a panel."""
    panel = kept_panel(request, service, code)
    takes = queries.takes_organisations(panel=panel)
    wordings = Link("In which words organisations agree", at("wordings", panel))
    shown = {
        "title": f"Organisations: {panel}",
        "lead": parts.LEAD,
        "crumbs": (every_panel(panel), Link(f"Organisations: {panel}", "")),
        "adds": (Link("Write one down", at("new", panel)),) if takes else (wordings,),
        "ways": (Link("The page on which they join", at("join", panel)), wordings) if takes else (),
        "shelves": parts.shelves(queries.organisations_of(panel=panel)),
    }
    return render(request, "editing/shelves.html", shown)


@needs(Permission.PANEL_WRITE)
@never_cache
def organisation(request, service, code, pk):
    """One organisation: what it told us, what it agrees to, what it was invited to."""
    one = one_at(request, service, code, pk)
    shown = {
        "one": one,
        "crumbs": (list_of(one.panel), Link(one.name, "")),
        "facts": parts.facts(one),
        "agreed": parts.agreed(one),
        "invited": parts.invited(one),
    }
    return render(request, "panels/organisation.html", shown)


@needs(operations.rewrite_organisation)
@never_cache
def words(request, service, code, pk):
    """Put right what an organisation told us."""
    one = one_at(request, service, code, pk)
    if one.left_on:
        raise Http404
    page = Writing(
        title=f"Put right: {one.name}",
        leads_to=at("organisation", one.panel, one.pk),
        saved="It is put right.",
        way=way_to(one),
        row=one,
        refusals=(operations.LeftAlready,),
    )

    def save(said):
        operations.rewrite_organisation(organisation=one, by=request.user, **said)

    return write(request, page, forms.FactsAnew, save)


@needs(operations.confirm_organisation_by_talking)
@require_POST
def confirmed(request, service, code, pk):
    """A colleague spoke with the contact: the organisation does want to join."""
    one = one_at(request, service, code, pk)
    if one.joined_on is None and one.left_on is None:
        operations.confirm_organisation_by_talking(organisation=one, on=localdate(), by=request.user)
    messages.success(request, f"{one} is on the panel now.")
    return redirect(at("organisation", one.panel, one.pk))


@needs(operations.agree_for_organisation)
@require_POST
def agrees(request, service, code, pk, wording):
    """Write down that an organisation told a colleague that it agrees to one more purpose."""
    one = one_at(request, service, code, pk)
    asked = get_object_or_404(queries.not_agreed_by_organisation(organisation=one), pk=wording)
    operations.agree_for_organisation(
        organisation=one, wording=asked, how=PanelMember.How.PHONE, on=localdate(), by=request.user
    )
    messages.success(request, "It is written down that it agrees.")
    return redirect(at("organisation", one.panel, one.pk))


@needs(operations.take_back_for_organisation)
@require_POST
def takes_back(request, service, code, pk, consent):
    """Write down that an organisation takes back what it agreed to, for one purpose."""
    one = one_at(request, service, code, pk)
    given = get_object_or_404(
        queries.agreed_by_organisation(organisation=one).select_related("organisation__panel"),
        pk=consent,
        wording__needed=False,
    )
    operations.take_back_for_organisation(consent=given, on=localdate(), by=request.user)
    messages.success(request, "It no longer agrees to it, and we have stopped.")
    return redirect(at("organisation", one.panel, one.pk))


@needs(operations.let_organisation_leave)
@never_cache
def leave(request, service, code, pk):
    """The first step out: what goes and what stays. The second is the button there."""
    one = one_at(request, service, code, pk)
    if one.left_on:
        raise Http404
    if request.method == "POST":
        operations.let_organisation_leave(organisation=one, on=localdate(), by=request.user)
        messages.success(request, f"{one} has left, and who its contact was is erased.")
        return redirect(at("list", one.panel))
    crumbs = (*way_to(one), Link("It leaves", ""))
    return render(request, "panels/organisation_leaves.html", {"one": one, "crumbs": crumbs})


@needs(operations.word_consent_of_organisations)
def wordings(request, service, code):
    """In which words organisations agree to being on the panel, and to being shown."""
    panel = kept_panel(request, service, code)
    stand = dict(queries.organisations_agree_to(panel=panel).values_list("purpose", "wording"))
    given = {name: stand.get(purpose, forms.Wordings.OURS[name]) for name, purpose in forms.Wordings.PURPOSES.items()}
    form = forms.Wordings(request.POST or None, initial=given)
    page = Writing(
        title="In which words organisations agree",
        leads_to=at("list", panel),
        saved="From now on organisations agree in these words. Those that agreed before agreed to the words of then.",
        way=(list_of(panel),),
        lead="" if stand else "Organisations can join once this is worded. What stands here is ours: make it yours.",
    )

    def do(**_):
        operations.word_consent_of_organisations(panel=panel, wordings=form.by_purpose, on=localdate(), by=request.user)

    return decide(request, page, form, do)
