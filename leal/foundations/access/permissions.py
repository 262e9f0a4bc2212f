"""Everything anyone can be allowed to do, and which role may do it.

Read top to bottom: this page is also published as "Who can do what".
"""

from enum import StrEnum
from typing import NamedTuple


class Permission(StrEnum):
    EVERYONE = "everyone", "Read the public pages"
    SIGN_IN = "sign-in", "Sign in, if someone who keeps the system has added you"
    SIGNED_IN = "signed-in", "Use the pages of one’s own account"
    REPLY_GIVE = "reply.give", "Tell us whether a statement has got it right, without saying who you are"
    PANEL_JOIN = "panel.join", "Ask to join a panel, and leave it again"
    PANEL_WRITE = "panel.write", "Look after a panel: its questions, its members, and how we look for new ones"
    GROUP_CHOOSE = "group.choose", "Choose a core group from a panel by a fair lottery, and replace who leaves it"
    PANEL_FORGET = "panel.forget", "Erase what was written by whoever never confirmed that they want to join a panel"
    MEMBER_READ = "member.read", "Read the record of one panel member, saying why"
    STATEMENT_WRITE = "statement.write", "Write principles, themes and statements from what people said"
    CHARTER_WRITE = "charter.write", "Write a charter: sections, commitments and asks"
    EDITION_COMMENT = "edition.comment", "Read a draft of a charter, and say something about it"
    EDITION_APPROVE = "edition.approve", "Approve the words of an edition, as one of two people"
    FORMAT_ASK = "format.ask", "Ask for a charter in another form or language, without saying who you are"
    FORMAT_MAKE = "format.make", "Make and check a charter in other forms and languages, and answer who asked"
    CHARTER_TAKE_IN = "charter.take-in", "Take in a whole charter from a file"
    PRACTICE_WRITE = "practice.write", "Say who owns a commitment and what is done to keep it"
    MEASURE_ADOPT = "measure.adopt", "Adopt a reviewed measure"
    FIGURES_READ = "figures.read", "See what was taken in from each file, and what was refused"
    FIGURES_TAKE_IN = "figures.take-in", "Take in published or exported figures"
    EXAMPLE_GIVE = "example.give", "Give an example, good or bad, with what was done about it"
    STANDING_DECIDE = "standing.decide", "Confirm or overrule the standing of a commitment, with a published reason"
    FINDING_FILE = "finding.file", "File an independent finding beside a standing"
    OVERDUE_TELL = "overdue.tell", "Tell owners, once, that a result is overdue"
    LESSON_WRITE = "lesson.write", "Record lessons, and what was changed because of them"
    RELEASE_MAKE = "release.make", "Make the yearly report, say who may look at the draft, and say what was wrong in it"
    RELEASE_PUBLISH = "release.publish", "Publish the yearly report"
    WORDING_READ = "wording.read", "See every wording a thing ever had, with who wrote it, when and why"
    INVITATION_SEND = "invitation.send", "Invite people to answer, and remind those who have not"
    INVITATION_ANSWER = "invitation.answer", "Answer an invitation with its code"
    NOTICE_SETTLE = "notice.settle", "See who waits for word from us that could not leave in their form, and tell them"
    AUDIT_READ = "audit.read", "Read the record of what was done"
    AUDIT_SEAL = "audit.seal", "Seal the record"
    WORK_TAKE_UP = "work.take-up", "Take up long work again whose worker was lost"
    KEEPER_FIRST = "keeper.first", "Add the first keeper of a new system, while nobody is there"
    LINK_HAND_OUT = "link.hand-out", "Make a link to sign in for someone, from the command line"
    PERSON_HAND_OUT = "person.hand-out", "Give everything held about one person as a file, from the command line"
    PERSON_WRITE = "person.write", "Add people who sign in, their teams and their roles"
    PERSON_ERASE = "person.erase", "Erase a person’s name and address from everything kept"

    plain: str

    def __new__(cls, code: str, plain: str):
        member = str.__new__(cls, code)
        member._value_ = code
        member.plain = plain
        return member


class Role(NamedTuple):
    """A part people play, in words anyone can read, with what it allows."""

    name: str
    about: str
    may: frozenset[Permission]


P = Permission
READER = frozenset({P.EVERYONE, P.SIGNED_IN})

ROLES: dict[str, Role] = {
    "panel-member": Role(
        "Panel member",
        "Has experience of the service and helps to shape its charter.",
        READER | {P.EDITION_COMMENT},
    ),
    "adviser": Role(
        "Client adviser",
        "Speaks with clients every day and keeps the promises to them.",
        READER | {P.EDITION_COMMENT},
    ),
    "researcher": Role(
        "Researcher",
        "Gathers what people say and what the figures show.",
        READER
        | {P.PANEL_WRITE, P.GROUP_CHOOSE, P.MEMBER_READ}
        | {P.STATEMENT_WRITE, P.FIGURES_READ, P.FIGURES_TAKE_IN, P.MEASURE_ADOPT}
        | {P.NOTICE_SETTLE, P.INVITATION_SEND}
        | {P.EXAMPLE_GIVE, P.WORDING_READ, P.EDITION_COMMENT},
    ),
    "charter-lead": Role(
        "Charter lead",
        "Looks after the charter: its commitments, their owners and measures, and where we fall short.",
        READER
        | {P.STATEMENT_WRITE, P.CHARTER_WRITE, P.PRACTICE_WRITE, P.MEASURE_ADOPT, P.FIGURES_READ, P.FIGURES_TAKE_IN}
        | {P.LESSON_WRITE, P.EXAMPLE_GIVE, P.WORDING_READ, P.EDITION_COMMENT, P.EDITION_APPROVE}
        | {P.NOTICE_SETTLE, P.INVITATION_SEND, P.FORMAT_MAKE, P.RELEASE_MAKE, P.RELEASE_PUBLISH},
    ),
    "owner": Role(
        "Owner of commitments",
        "Must keep a commitment, and says whether it is kept and what is done.",
        READER
        | {P.PRACTICE_WRITE, P.STANDING_DECIDE, P.LESSON_WRITE, P.FIGURES_READ, P.EXAMPLE_GIVE}
        | {P.WORDING_READ, P.EDITION_COMMENT},
    ),
    "reviewer": Role(
        "Independent reviewer",
        "Works for nobody who must keep the charter, and files findings of their own.",
        READER | {P.FINDING_FILE, P.FIGURES_READ, P.EDITION_COMMENT},
    ),
    "manager": Role(
        "Manager",
        "Leads a team and answers for its lessons.",
        READER | {P.LESSON_WRITE, P.FIGURES_READ, P.WORDING_READ, P.EDITION_COMMENT, P.EDITION_APPROVE},
    ),
    "scrutiny": Role(
        "Scrutiny", "Asks hard questions for parliament, a commission or the press.", READER | {P.FIGURES_READ}
    ),
    "auditor": Role("Auditor", "Reads the record of who did what, and why.", READER | {P.AUDIT_READ, P.WORDING_READ}),
    "keeper": Role(
        "Keeper of the system",
        "Adds people and their roles, and erases what must be erased.",
        READER | {P.PERSON_WRITE, P.PERSON_ERASE, P.AUDIT_READ, P.NOTICE_SETTLE},
    ),
}

ANYONE_MAY = frozenset({P.EVERYONE, P.SIGN_IN, P.REPLY_GIVE, P.FORMAT_ASK, P.PANEL_JOIN, P.INVITATION_ANSWER})
THE_CLOCK_MAY = frozenset(
    {
        *(P.EVERYONE, P.AUDIT_SEAL, P.OVERDUE_TELL, P.WORK_TAKE_UP, P.PANEL_JOIN, P.PANEL_FORGET),
        *(P.KEEPER_FIRST, P.LINK_HAND_OUT, P.PERSON_HAND_OUT, P.CHARTER_TAKE_IN, P.RELEASE_PUBLISH),
    }
)
"""What happens by itself, because its time has come."""
