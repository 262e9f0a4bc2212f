"""With what to fill in the addresses that have a part to fill in, and pages that are not opened by looking.

EXAMPLES  page → a function that gives the parts; it may make rows, and is told who is signed in (None for anyone)
NOT_LOOKED_AT  pages that only answer a form, or that stand in `states.py`, with the reason
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from leal.foundations.accounts import letters
from leal.foundations.accounts.models import SignInLink
from leal.foundations.invitations import operations as invitations
from leal.foundations.invitations.coding import code_for
from leal.foundations.invitations.models import Asking, Invitation
from leal.foundations.invitations.wording import Invitee
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import Recipient, Said, tell
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.thread.charters import operations
from leal.thread.charters.models import Body, Charter, Commitment, Format, FormatWish
from leal.thread.evidence.models import Example, Intake, Measure
from leal.thread.learning.models import Change, Lesson, Release
from leal.thread.learning.operations import correct_release, publish_release
from leal.thread.learning.tests.making import a_draft as a_draft_of_a_report
from leal.thread.panels.models import Invited, Panel, PanelMember
from leal.thread.panels.operations import gatherings
from leal.thread.panels.tests.a_group import a_drawn_group, a_group_to_draw
from leal.thread.practice.models import Holder, Ownership, Practice
from leal.thread.statements.models import Principle, Quote, Statement, Theme

from ..factories import MeasureFactory, PanelMemberFactory, PersonFactory
from . import compared, joined
from .drafts import a_lead, a_promise_of_it, the_draft

Parts = dict[str, object]


def some_work(person: Person | None) -> Parts:
    asked = timezone.now()
    return {"key": Work.objects.create(title="Taking in figures", asked_by=person, asked_at=asked, done=3, of=10).key}


def the_charter(person: Person | None) -> Parts:
    return {"slug": Charter.objects.get().slug}


def a_sheet(person: Person | None) -> Parts:
    return the_charter(person) | {"key": "social-security-scotland"}


def a_promise(person: Person | None) -> Parts:
    return the_charter(person) | {"code": "LS4"}


def a_promise_of_theirs(person: Person | None) -> Parts:
    """A promise that whoever looks answers for."""
    commitment = Commitment.objects.filter(code="PW2").latest("edition")
    body, today = Body.objects.get(name="Social Security Scotland"), timezone.localdate()
    Holder.objects.get_or_create(body=body, role="Head of Client Services", person=person, since=today)
    return {"slug": commitment.edition.charter.slug, "code": commitment.code}


def an_edition(person: Person | None) -> Parts:
    return the_charter(person) | {"code": "2024"}


def two_editions(person: Person | None) -> Parts:
    return the_charter(person) | {"earlier": "2019", "later": "2024"}


def a_measure(person: Person | None) -> Parts:
    charter = Charter.objects.get()
    served = Measure.objects.filter(services__isnull=False).first()
    measure = served or MeasureFactory(charter=charter, serves=[Commitment.objects.first()])
    return {"slug": charter.slug, "code": measure.code}


def an_intake(person: Person | None) -> Parts:
    intake = Intake.objects.first()
    return {"slug": intake.charter.slug, "pk": intake.pk}


def a_statement(person: Person | None) -> Parts:
    found = Statement.objects.first()
    return {"service": found.service, "code": found.code}


def a_statement_of_the_charter(person: Person | None) -> Parts:
    slug = Charter.objects.get().slug
    return {"slug": slug, "code": Statement.objects.filter(service=slug).first().code}


def a_theme(person: Person | None) -> Parts:
    slug = Charter.objects.get().slug
    return {"slug": slug, "code": Theme.objects.filter(service=slug).first().code}


def a_statement_to_write(person: Person | None) -> Parts:
    return the_charter(person) | {"code": Statement.objects.first().code}


def a_theme_to_name(person: Person | None) -> Parts:
    return the_charter(person) | {"code": Theme.objects.first().code}


def a_theme_to_withdraw(person: Person | None) -> Parts:
    return the_charter(person) | {"kind": "themes", "key": Theme.objects.first().code}


def a_case(person: Person | None) -> Parts:
    return the_charter(person) | {"pk": Example.objects.first().pk}


def a_principle(person: Person | None) -> Parts:
    return the_charter(person) | {"pk": Principle.objects.first().pk}


def a_quote(person: Person | None) -> Parts:
    return the_charter(person) | {"pk": Quote.objects.first().pk}


def a_history(person: Person | None) -> Parts:
    return {"kind": "statement", "key": Statement.objects.first().pk}


def an_owner(person: Person | None) -> Parts:
    return the_charter(person) | {"pk": Ownership.objects.first().pk}


def a_practice(person: Person | None) -> Parts:
    return the_charter(person) | {"code": Practice.objects.first().code}


def a_lesson(person: Person | None) -> Parts:
    return the_charter(person) | {"code": Lesson.objects.order_by("code").first().code}


def a_change(person: Person | None) -> Parts:
    planned = Change.objects.filter(made_on=None).select_related("lesson").order_by("pk").first()
    return the_charter(person) | {"code": planned.lesson.code, "pk": planned.pk}


def a_draft(person: Person | None) -> Parts:
    return the_charter(person) | {"edition": the_draft().code}


def a_promise_of_a_draft(person: Person | None) -> Parts:
    return a_draft(person) | {"pk": a_promise_of_it().pk}


def a_section_of_a_draft(person: Person | None) -> Parts:
    return a_draft(person) | {"pk": the_draft().sections.first().pk}


def a_passage_of_a_draft(person: Person | None) -> Parts:
    return a_draft(person) | {"pk": the_draft().passages.first().pk}


def an_ask_of_a_draft(person: Person | None) -> Parts:
    return a_draft(person) | {"pk": the_draft().asks.first().pk}


def a_piece_of_a_draft(person: Person | None) -> Parts:
    return a_passage_of_a_draft(person) | {"kind": "passage"}


def a_comment_on_a_draft(person: Person | None) -> Parts:
    said = operations.comment(edition=the_draft(), words="Say it shorter", at=timezone.now(), by=a_lead())
    return a_draft(person) | {"pk": said.pk}


def a_core_group(person: Person | None) -> Parts:
    found = a_drawn_group()
    return {"service": found.panel.service, "panel": found.panel.code, "code": found.code}


def its_panel(person: Person | None) -> Parts:
    parts = a_core_group(person)
    return {"service": parts["service"], "panel": parts["panel"]}


def a_core_group_to_draw(person: Person | None) -> Parts:
    found = a_group_to_draw()
    return {"service": found.panel.service, "panel": found.panel.code, "code": found.code}


def a_feature_of_a_core_group(person: Person | None) -> Parts:
    return a_core_group_to_draw(person) | {"feature": "age"}


def an_edition_to_make_formats_of(person: Person | None) -> Parts:
    return the_charter(person) | {"edition": "2024"}


def a_kind_of_format(person: Person | None) -> Parts:
    return an_edition_to_make_formats_of(person) | {"kind": "easy-read"}


def a_format(person: Person | None) -> Parts:
    return an_edition_to_make_formats_of(person) | {"pk": Format.objects.filter(language="ar").first().pk}


def a_wish(person: Person | None) -> Parts:
    return an_edition_to_make_formats_of(person) | {"pk": FormatWish.objects.filter(answered_on=None).first().pk}


def easy_read(person: Person | None) -> Parts:
    return the_charter(person) | {"code": "2019", "wording": "easy-read"}


def someone(person: Person | None) -> Parts:
    return {"pk": PersonFactory(name="Someone", role="researcher").pk}


def a_role_of_someone(person: Person | None) -> Parts:
    found = PersonFactory(name="Someone else", role="researcher")
    return {"pk": found.pk, "held": found.role_holdings.get().pk}


def a_link_to_sign_in(person: Person | None) -> Parts:
    link = SignInLink.objects.create(person=PersonFactory(), asked_at=timezone.now())
    return {"token": letters.address_of(link).rstrip("/").rpartition("/")[2]}


def someone_who_waits(person: Person | None) -> Parts:
    """Someone who asked for Braille, and has not been told yet."""
    recipient = Recipient("Ailsa Rae", "letter", "1 Shore Street\nInvermore", format="braille")
    notice = tell(recipient, subject="What came of it", words="You told us.\n\nWe changed it.", about="test")
    missed = {"missed_at": timezone.now(), "missed_because": "We have no words in Braille for it"}
    Notice.objects.filter(pk=notice.pk).update(**missed)
    return {"pk": notice.pk}


def a_code_that_comes_too_late(person: Person | None) -> Parts:
    by, today = PersonFactory(role="researcher"), timezone.localdate()
    last_week = today - timedelta(days=7)
    given = {"title": "How are we doing?", "leads_to": "/answers/", "opens_on": last_week, "closes_on": last_week}
    asking: Asking = invitations.ask(**given, by=by)
    one = Invitee("member 1", Recipient("Ailsa Rae", "letter", "1 Shore Street"))
    invitations.invite(asking=asking, people=[one], says=[Said("Tell us", "{code}")], by=by)
    return {"code": code_for(asking.invitations.get())}


def a_panel_to_gather(person: Person | None) -> Parts:
    panel, _ = Panel.objects.get_or_create(
        service=Charter.objects.get().slug,
        code="gathering",
        defaults={"name": "Our panel", "opened_on": "2017-08-01"},
    )
    return {"service": panel.service, "code": panel.code}


def someone_invited() -> Invited:
    """A member with an invitation to a workshop, and a need that is not met."""
    panel, by = Panel.objects.get(**a_panel_to_gather(None)), PersonFactory(role="researcher")
    starts = timezone.now() + timedelta(days=20)
    gathering = gatherings.call(
        panel=panel,
        kind="workshop",
        name="What is a kind letter?",
        purpose="We read letters together and say what is wrong with them",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="The Town House\nInvermore",
        tell_by=starts.date() + timedelta(days=30),
        by=by,
    )
    member = PanelMemberFactory(panel=panel, name="Ailsa Rae", needs="A chair with arms")
    gatherings.put_on_list(gathering=gathering, members=[member], by=by)
    gatherings.invite_people(gathering=gathering, on=timezone.localdate(), by=by)
    return gathering.invited.get()


def a_gathering(person: Person | None) -> Parts:
    return {"pk": someone_invited().gathering_id}


def a_need_at_a_gathering(person: Person | None) -> Parts:
    one = someone_invited()
    return {"pk": one.gathering_id, "need": one.needs.get().pk}


def an_answer_on_the_phone(person: Person | None) -> Parts:
    one = someone_invited()
    return {"pk": one.gathering_id, "invited": one.pk}


def an_invitation_to_a_gathering(person: Person | None) -> Parts:
    one = someone_invited()
    return {"code": code_for(Invitation.objects.get(to=f"panels.invited {one.pk}"))}


def an_invitation_of_theirs(person: Person | None) -> Parts:
    one = someone_invited()
    PanelMember.objects.filter(person=person).update(person=None)
    PanelMember.objects.filter(pk=one.member_id).update(person=person)
    return {"pk": one.gathering_id}


def a_release(person: Person | None) -> Parts:
    """A report that is published, and was found wrong."""
    charter = Charter.objects.get()
    found = Release.objects.filter(charter=charter, published_at__isnull=False).first()
    if found is None:
        found = publish_release(release=the_draft_release(), at=timezone.now(), early=True, by=a_lead())
        told = {"wrong": "89% should be 79%", "since": date(2026, 9, 1), "on": date(2026, 9, 2), "by": a_lead()}
        correct_release(release=found, **told)
    return the_charter(person) | {"code": found.code}


def the_draft_release() -> Release:
    """A report that is not published, with its files; the same for whoever asks."""
    draft = Release.objects.filter(published_at=None, corrects=None).first()
    return draft or a_draft_of_a_report(Charter.objects.get(), a_lead(), year=f"{2030 + Release.objects.count()}")


def a_draft_release(person: Person | None) -> Parts:
    return the_charter(person) | {"code": the_draft_release().code}


EXAMPLES: dict[str, Callable[[Person | None], Parts]] = {
    "accounts:end-role": a_role_of_someone,
    "accounts:erase": someone,
    "accounts:give-role": someone,
    "accounts:leave": someone,
    "accounts:link": a_link_to_sign_in,
    "accounts:person": someone,
    "charters:abandoning": a_draft,
    "charters:agreeing": a_draft,
    "charters:approving": a_draft,
    "charters:answering": a_wish,
    "charters:ask": an_ask_of_a_draft,
    "charters:asking": the_charter,
    "charters:away": a_promise_of_a_draft,
    "charters:became": a_draft,
    "charters:comments": a_draft,
    "charters:comparison": a_draft,
    "charters:draft": a_draft,
    "charters:editions": the_charter,
    "charters:format": a_format,
    "charters:format-agreeing": a_format,
    "charters:format-checking": a_format,
    "charters:format-withdrawing": a_format,
    "charters:formats": an_edition_to_make_formats_of,
    "charters:giving": a_kind_of_format,
    "charters:lineage": a_draft,
    "charters:merge": a_promise_of_a_draft,
    "charters:new-ask": a_draft,
    "charters:new-draft": the_charter,
    "charters:new-passage": a_draft,
    "charters:new-promise": a_draft,
    "charters:new-section": a_draft,
    "charters:passage": a_passage_of_a_draft,
    "charters:place": a_promise_of_a_draft,
    "charters:promise": a_promise_of_a_draft,
    "charters:publishing": a_draft,
    "charters:reading": a_draft,
    "charters:section": a_section_of_a_draft,
    "charters:settling": a_comment_on_a_draft,
    "charters:split": a_promise_of_a_draft,
    "charters:take-out": a_piece_of_a_draft,
    "charters:wording": a_promise_of_a_draft,
    "charters:words": a_draft,
    "editing:history": a_history,
    "groups:answers": a_core_group_to_draw,
    "groups:draw": a_core_group_to_draw,
    "groups:group": a_core_group,
    "groups:groups": its_panel,
    "groups:new": its_panel,
    "groups:public": a_core_group,
    "groups:replace": a_core_group,
    "groups:reserves": a_core_group,
    "groups:targets": a_feature_of_a_core_group,
    "desk:roles": the_charter,
    "evidence:example": the_charter,
    "evidence:examples": the_charter,
    "evidence:finding": a_promise,
    "evidence:intake": an_intake,
    "evidence:intakes": the_charter,
    "evidence:rewrite-example": a_case,
    "evidence:standing": a_promise_of_theirs,
    "evidence:taking-in": the_charter,
    "gatherings:attendance": a_gathering,
    "gatherings:calling-off": a_gathering,
    "gatherings:for-them": an_answer_on_the_phone,
    "gatherings:gathering": a_gathering,
    "gatherings:invited": an_invitation_to_a_gathering,
    "gatherings:list": a_panel_to_gather,
    "gatherings:need": a_need_at_a_gathering,
    "gatherings:new": a_panel_to_gather,
    "gatherings:one-of-mine": an_invitation_of_theirs,
    "gatherings:paying": a_gathering,
    "gatherings:people": a_gathering,
    "gatherings:tables": a_gathering,
    "gatherings:telling": a_gathering,
    "gatherings:words": a_gathering,
    "invitations:opened": a_code_that_comes_too_late,
    "learning:correction": a_release,
    "learning:dropping": a_change,
    "learning:files": a_draft_release,
    "learning:lesson": a_lesson,
    "learning:lessons": the_charter,
    "learning:new-change": a_lesson,
    "learning:new-lesson": the_charter,
    "learning:new-release": the_charter,
    "learning:publication": a_draft_release,
    "learning:release": a_draft_release,
    "learning:releases": the_charter,
    "learning:rewrite-change": a_change,
    "learning:rewrite-lesson": a_lesson,
    "learning:schedule": a_draft_release,
    "learning:withdrawal": a_lesson,
    "notices:one": someone_who_waits,
    "practice:end-of-owner": an_owner,
    "practice:end-of-practice": a_practice,
    "practice:new-owner": a_promise,
    "practice:new-practice": the_charter,
    "organisations:join": joined.a_panel_with_organisations,
    "organisations:leave": joined.an_organisation,
    "organisations:list": joined.a_panel_with_organisations,
    "organisations:new": joined.a_panel_with_organisations,
    "organisations:organisation": joined.an_organisation,
    "organisations:wordings": joined.a_panel_with_organisations,
    "organisations:words": joined.an_organisation,
    "panels:confirm": joined.a_link_to_join,
    "panels:enter-step": joined.a_question_by_phone,
    "panels:join": joined.a_panel_to_join,
    "panels:join-sent": joined.a_panel_to_join,
    "panels:join-step": joined.a_question,
    "panels:lookup": joined.a_panel_to_join,
    "panels:member": joined.a_member,
    "panels:doubles": joined.a_panel_to_join,
    "panels:handing-out": joined.a_panel_to_join,
    "panels:taking-in": joined.a_panel_to_join,
    "panels:member-details": joined.a_member,
    "panels:member-leaves": joined.a_member,
    "panels:members": joined.a_panel_to_join,
    "panels:keeping": joined.a_panel_that_asks,
    "panels:new-renewal": joined.a_panel_that_asks,
    "panels:new-wave": joined.a_panel_that_asks,
    "panels:rewrite-wave": joined.a_wave,
    "panels:round": joined.a_round,
    "panels:round-for-them": joined.an_answer_of_theirs,
    "panels:round-settle": joined.a_round,
    "panels:still": joined.a_code_to_stay,
    "panels:fill-gap": compared.a_gap,
    "panels:make-up": compared.a_panel,
    "panels:make-up-of-gathering": compared.a_gathering,
    "panels:make-up-of-group": compared.a_group,
    "panels:missing": compared.a_panel,
    "panels:new-missing": compared.a_panel,
    "panels:panels": compared.the_panels,
    "panels:population": compared.a_panel,
    "panels:rewrite-missing": compared.a_gap,
    "practice:practice": the_charter,
    "practice:promise": a_promise,
    "practice:rewrite-owner": an_owner,
    "practice:rewrite-practice": a_practice,
    "statements:erasing": a_quote,
    "statements:new-principle": the_charter,
    "statements:new-quote": the_charter,
    "statements:new-statement": the_charter,
    "statements:new-theme": the_charter,
    "statements:restoring": a_statement_to_write,
    "statements:rewrite-principle": a_principle,
    "statements:rewrite-quote": a_quote,
    "statements:rewrite-statement": a_statement_to_write,
    "statements:rewrite-theme": a_theme_to_name,
    "statements:statement": a_statement,
    "statements:withdrawal": a_statement_to_write,
    "statements:withdrawing": a_theme_to_withdraw,
    "statements:write": the_charter,
    "tasks:work": some_work,
    "tracing:about": the_charter,
    "tracing:broken": the_charter,
    "tracing:changes": the_charter,
    "tracing:comparison": two_editions,
    "tracing:report": the_charter,
    "tracing:edition": an_edition,
    "tracing:formats": the_charter,
    "tracing:listening": an_edition,
    "tracing:wording": easy_read,
    "tracing:wording-listening": easy_read,
    "tracing:editions": the_charter,
    "tracing:data": the_charter,
    "tracing:home": the_charter,
    "tracing:how-we-know": the_charter,
    "tracing:matrix": the_charter,
    "tracing:missing": compared.read_by_everyone,
    "tracing:missing-from-group": compared.a_group_read_by_everyone,
    "tracing:missing-from-panel": compared.a_panel_read_by_everyone,
    "tracing:measure": a_measure,
    "tracing:promise": a_promise,
    "tracing:release": a_release,
    "tracing:releases": the_charter,
    "tracing:statement": a_statement_of_the_charter,
    "tracing:statements": the_charter,
    "tracing:taking-part": compared.read_by_everyone,
    "tracing:theme": a_theme,
    "tracing:thread": a_promise,
    "tracing:wall": the_charter,
    "tracing:wall-sheet": a_sheet,
    "tracing:who-does-what": the_charter,
    "tracing:words": the_charter,
}

NOT_LOOKED_AT = {
    "organisations:agrees": "answers a form on the page of an organisation",
    "organisations:confirmed": "answers a form on the page of an organisation",
    "organisations:takes-back": "answers a form on the page of an organisation",
    "panels:agree": "answers a form on the page of what is held about a member",
    "panels:take-back": "answers a form on the page of what is held about a member",
    "panels:confirmed": "answers a form in the list of members",
    "panels:join-check": "leads to the first question that lacks an answer; stands in test_joining.py",
    "panels:enter-check": "leads to the first question that lacks an answer; the page is that of joining",
    "panels:again": "answers a form on the page of what is held about a member",
    "panels:close-wave": "answers a form on the page of keeping a panel alive",
    "panels:member-again": "answers a form on the record of a member",
    "panels:round-remind": "only answers a form",
    "panels:round-rest": "only answers a form",
    "panels:still-leave": "the page is that of leaving, which stands in states.py",
    "panels:still-mine": "leads away whoever is asked nothing; the page is that of answering with a code",
    "panels:everything": "a file, for members only",
    "panels:details": "for members only; stands in test_joining.py",
    "panels:leave": "for members only; stands in test_joining.py",
    "accounts:authenticator-secret": "shown as a state: only after one asked for it",
    "accounts:come-back": "only answers a form",
    "accounts:leave-for": "only answers a form",
    "accounts:remove-authenticator": "only answers a form",
    "accounts:sign-in-as": "only answers a form",
    "accounts:sign-out": "only answers a form",
    "accounts:sign-out-elsewhere": "only answers a form",
    "desk:end": "only answers a form",
    "gatherings:calendar": "a file, not a page",
    "gatherings:invite": "only answers a form",
    "gatherings:paid": "only answers a form",
    "gatherings:remind": "only answers a form",
    "notices:again": "only answers a form",
    "charters:moving": "only answers a form",
    "charters:unsaying": "only answers a form",
    "evidence:intake-as-json": "a file, not a page",
    "groups:ask": "only answers a form",
    "groups:file": "a file, not a page",
    "groups:folder": "a file, not a page",
    "groups:lottery": "only answers a form",
    "groups:relax": "only answers a form",
    "mfa_authenticate": "shown as a state: only between the two steps of signing in",
    "openid_connect_callback": "only for who comes back from another organisation",
    "statements:moved": "leads on to where the statement stands now",
    **dict.fromkeys(
        ("tracing:charter-schema", "tracing:openapi", "tracing:data-charters", "tracing:data-whole"),
        "a file, not a page",
    ),
    **dict.fromkeys(
        (
            *("tracing:data-json", "tracing:data-csv", "tracing:data-ods", "tracing:data-xlsx"),
            *("tracing:wall-file", "tracing:edition-file", "tracing:wording-file", "tracing:report-file"),
        ),
        "a file, not a page",
    ),
    **dict.fromkeys(("tracing:chapter", "tracing:wording-chapter", "tracing:wording-given"), "a file, not a page"),
    "tracing:way-to": "leads on to the newest of a form",
    "tracing:release-file": "a file, not a page",
    "tasks:stop": "only answers a form",
}
