from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from leal.calculations.codes import Misread
from leal.foundations.access.guards import needs, open_to_all, require
from leal.foundations.people.actors import ANYONE

from .. import operations, queries
from ..forms import joining as asked
from ..joining import Joining
from ..models import Confirmation, Organisation, Panel, PanelMember

TOO_MANY = (
    "Too many people have asked from your network just now. Your answers are kept: try again in a quarter of an hour"
)
UNKNOWN = "We know no such code. Look at each letter again, or ring us."
TOO_OFTEN = "That was wrong too often. Wait a quarter of an hour, or ring us."


def panel_at(service: str, code: str) -> Panel:
    """The panel an address names, if people can join it."""
    panel = queries.panel_of(service=service, code=code)
    if panel is None or panel.closed_on:
        raise Http404
    return panel


def for_colleague(request, service: str, code: str, how: str) -> Joining:
    """Joining as a colleague writes it down for someone."""
    panel = panel_at(service, code)
    require(request.user, operations.enter_member.needs, within=panel.scope)
    if how not in PanelMember.How.values or how == PanelMember.How.ONLINE:
        raise Http404
    return Joining(panel, how, request.session)


@open_to_all
def join(request, service, code):
    """What it means to join, before the first question."""
    joining = Joining(panel_at(service, code), "online", request.session)
    shown = {
        "panel": joining.panel,
        "now": queries.joining_now(panel=joining.panel, on=localdate()),
        "first": joining.address("step", joining.steps[0].code),
        "count": len(joining.steps),
        "takes_organisations": queries.takes_organisations(panel=joining.panel),
    }
    return render(request, "panels/join.html", shown)


@open_to_all
@never_cache
@sensitive_post_parameters()
def join_step(request, service, code, step):
    """One question, online; between waves the page that says so."""
    panel = panel_at(service, code)
    if not queries.joining_now(panel=panel, on=localdate()).open:
        return redirect("panels:join", service, code)
    return one_step(request, Joining(panel, "online", request.session), step)


@needs(operations.enter_member)
@never_cache
@sensitive_post_parameters()
def enter_step(request, service, code, how, step):
    """One question, as a colleague writes down the answer."""
    return one_step(request, for_colleague(request, service, code, how), step)


def one_step(request, joining: Joining, code: str):
    """Show a question, keep what is answered, and go on, back, or to the answers."""
    step = joining.step(code)
    if step is None:
        raise Http404
    then = "check" if "check" in (request.GET.get("then"), request.POST.get("then")) else ""
    form = joining.shown(step)
    if request.method == "POST":
        joining.keep(step, request.POST)
        if request.POST.get("do") == "back" and (before := joining.before(step)):
            return redirect(joining.address("step", before.code))
        form = joining.filled(step)
        if form.is_valid():
            # Another way of being told asks for another address, so that comes next whatever was answered before.
            after = joining.after(step)
            if after is None or (then and step.code != "told"):
                return redirect(joining.address("check"))
            return redirect(joining.address("step", after.code) + (f"?then={then}" if then else ""))
    shown = {
        "joining": joining,
        "step": step,
        "form": form,
        "then": then,
        "place": joining.place(step),
        "count": len(joining.steps),
        "before": joining.before(step),
    }
    return render(request, "panels/step.html", shown)


@open_to_all
@never_cache
def join_check(request, service, code):
    """Every answer once more, then send them."""
    joining = Joining(panel_at(service, code), "online", request.session)

    def send():
        operations.ask_to_join(panel=joining.panel, on=localdate(), by=ANYONE, **joining.answers())
        return redirect("panels:join-sent", service, code)

    try:
        return check(request, joining, send)
    except operations.JoiningClosed:  # meanwhile: the answers wait, should it open again
        return redirect("panels:join", service, code)


@needs(operations.enter_member)
@never_cache
def enter_check(request, service, code, how):
    """Every answer once more, read back to whoever gave them, then keep them."""
    joining = for_colleague(request, service, code, how)

    def send():
        member = operations.enter_member(
            panel=joining.panel, how=how, on=localdate(), by=request.user, **joining.answers()
        )
        messages.success(request, f"{member} is a member of the panel now.")
        return redirect("panels:members", service, code)

    return check(request, joining, send)


def check(request, joining: Joining, send):
    if lacking := joining.not_done():
        return redirect(joining.address("step", lacking.code))
    refused = ""
    if request.method == "POST":
        if joining.how != "online" or consume(request, action="join"):
            answer = send()
            joining.forget()
            return answer
        refused = TOO_MANY
    equality = next((one for one in joining.wordings if one.purpose == "equality"), None)
    answers = joining.answers()
    lost = equality and equality not in answers["agreed"] and answers["equality"]
    shown = {"joining": joining, "rows": joining.rows(), "lost": lost, "refused": refused}
    return render(request, "panels/check.html", shown, status=429 if refused else 200)


@open_to_all
def join_sent(request, service, code):
    """What happens now: the same for everyone, member already or not."""
    return render(request, "panels/sent.html", {"panel": panel_at(service, code)})


@open_to_all
@never_cache
def confirm(request, token):
    """One button. Opening the page uses nothing up: programs that scan mail open every link they find."""
    found = queries.good_link(token, on=localdate())
    if found is None:
        return render(request, "panels/spent.html", status=410)
    return confirming(request, found)


@open_to_all
@never_cache
def code(request):
    """Type the code from a letter, then press once more."""
    form = asked.Code(request.POST or None)
    if form.is_valid():
        try:
            found = queries.good_code(form.cleaned_data["code"], on=localdate())
        except Misread as reason:
            form.add_error("code", f"{reason}.")
        else:
            known = consume(request, action="try_code")
            if known and found:
                return confirming(request, found)
            form.add_error("code", UNKNOWN if known else TOO_OFTEN)
    return render(request, "panels/code.html", {"form": form})


def confirming(request, found):
    confirm = operations.confirm if found.member_id else operations.confirm_organisation
    if request.method == "POST":
        try:
            joined = confirm(confirmation=found, on=localdate(), by=ANYONE)
        except operations.ConfirmationSpent:
            return render(request, "panels/spent.html", status=410)
        return render(request, "panels/joined.html", who(found, joined))
    return render(request, "panels/confirm.html", who(found, found.member or found.organisation))


def who(found: Confirmation, joins: PanelMember | Organisation) -> dict[str, object]:
    """Who joins which panel, as the two pages of confirming show it."""
    return {"panel": joins.panel, "member" if found.member_id else "organisation": joins}


@open_to_all
def left(request):
    """The way out is behind you: what was erased, and what stays."""
    return render(request, "panels/left.html")
