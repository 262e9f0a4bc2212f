"""Words, figures, promises and changes for the pattern page."""

from leal.calculations.comparing import Run, marked, only

from ..lineage import SideBySide, Wording
from ..parts import (
    Basis,
    BrokenPromise,
    BrokenThread,
    ChangeBox,
    Column,
    DataTable,
    Download,
    Figure,
    Heard,
    Link,
    Opinion,
    Promise,
    PromiseSection,
    Quote,
    Row,
    SaidDone,
    Shortfall,
    StandingHeading,
    TwoWordings,
)

STAFF = "staff who answered; 74% of them did in 2023, 85% in 2019"
PEOPLE_SURVEY = "Civil Service People Survey"

HEADING = StandingHeading(
    standing="falling_short",
    sentence="Fewer staff say that they have the learning, the tools and the information they need than in 2019.",
    period="2023",
    decided="Proposed by rule. The Head of Learning agreed on 14 May 2024.",
)

BROKEN = BrokenThread(
    missing="Part c, tools: nobody owns this part. So nobody can say what is done to keep it.",
    mender="Director of Operations",
    since="We have said so since 9 March 2023.",
)

BROKEN_PROMISES = (
    BrokenPromise(
        Link("Passing you on to other help", "#broken_promises"),
        (
            BrokenThread("Nobody owns it.", mender="Director of Operations"),
            BrokenThread("Nothing is done to keep it.", mender="Director of Operations"),
        ),
    ),
    BrokenPromise(
        Link("Places that welcome you", "#broken_promises"),
        (BrokenThread("No measure says whether it is kept.", mender="Head of Research"),),
    ),
)

OPINIONS = (
    Opinion("The rule proposes", standing="falling_short", words="Each of three measures fell by more than 10 points."),
    Opinion(
        "The owner says",
        standing="falling_short",
        words="We agree. We grew faster than we could teach.",
        credit="Head of Learning, 14 May 2024",
    ),
    Opinion("The reviewer finds", nothing_yet="The reviewer has not filed a finding yet."),
)

CHANGES = (
    ChangeBox(
        "overdue",
        "No one visits you without equipment that works",
        "We said that we would check equipment before we book a visit, by 31 March 2024.",
        verdict="We have not done it.",
        small=("From: staff focus groups, May 2023. Owner: nobody yet.",),
    ),
    ChangeBox("now", "Ring back those who gave up waiting", "One list a day, from the phone system."),
    ChangeBox(
        "due",
        "Nobody changes team untrained",
        "Before someone moves to a new benefit, their learning is booked.",
        on="30 September 2026",
        small=("Owner: Head of Learning.",),
    ),
    ChangeBox(
        "done", "Refreshers for everyone", "Since January 2022, anyone can take one.", small=("Told to: all staff.",)
    ),
)

SECTION = PromiseSection(
    id="section-ls",
    name="A learning system",
    summary="We will ask how it went, and give people what they need to do well.",
    made_by="Made by Social Security Scotland and the Scottish Government.",
    promises=tuple(
        Promise(code, title, "#promises", standing)
        for code, title, standing in (
            ("LS1", "Owning up, and learning from it", "falling_short"),
            ("LS2", "Asking for feedback, putting things right", "not_known"),
            ("LS3", "You help to measure us", "kept"),
            ("LS4", "Staff trained, supported and equipped", "falling_short"),
            ("LS5", "Staff who understand what stands in your way", "partly_kept"),
            ("LS6", "Staff free to speak up", "falling_short"),
            ("LS7", "A workforce like Scotland", "not_in_place"),
            ("LS8", "Trust, earned by being open", "disagree"),
            ("LS9", "Joined up with other services", "out_of_date"),
        )
    ),
)

COUNTS = {
    "falling_short": 4,
    "disagree": 1,
    "partly_kept": 5,
    "not_in_place": 1,
    "out_of_date": 7,
    "not_known": 26,
    "kept": 7,
}

SHORTFALLS = (
    Shortfall(
        Promise("LS6", "Staff free to speak up (as a figure)", "#shortfalls", "falling_short"),
        Figure(
            "Over half of staff (55%) felt it was safe to challenge how things are done. "
            "In 2019 it was more than three in four (78%).",
            Basis(base=STAFF, period="2023", source=PEOPLE_SURVEY),
        ),
    ),
    Shortfall(
        Promise("LS4", "Staff trained, supported and equipped (as a figure)", "#figure", "falling_short"),
        Figure(
            "Six in ten staff (60%) said that recent learning had helped them do their job better. "
            "In 2019 it was about three in four (76%).",
            Basis(base=STAFF, period="2023", source=PEOPLE_SURVEY),
        ),
        also=(Promise("PS5", "Staff who know social security (as a figure)", "#shortfalls", "falling_short"),),
    ),
)

HEARD = (
    Heard(
        "Support your staff.",
        "#heard",
        "The Core Group (30 people), 2018.",
        (Promise("LS4", "Staff trained, supported and equipped (as an answer)", "#promises", "falling_short"),),
    ),
    Heard("Keep it a public service.", "#heard", "The Core Group (30 people), 2018."),
)

FIGURE = Figure(
    big="31%",
    sentence="of staff believed that the last staff survey had led to action.",
    basis=Basis(
        base="staff who answered; 74% of them did",
        period="2023",
        question="I believe that action has been taken on the results of the last survey",
        source=PEOPLE_SURVEY,
    ),
)

QUOTE = Quote(
    words="I don’t have a referral process, I’ve only got a signposting process.",
    credit="Staff focus group participant",
    occasion="Charter Review",
    year="2023",
)

SAID = (
    SaidDone(
        said="Measuring only the “most important” promises would leave too much out.",
        done="We kept every promise in, and joined the measures that overlapped.",
        when="2019",
    ),
    SaidDone(
        said="Lessons get written down, and then nothing changes.",
        why_not="We said that we would tell you by 31 March 2024 what had changed. We are late.",
        link=Link("See who owns it", "#change_box"),
    ),
)

SUMMARY = (
    Row("Who answers for it", "Head of Learning, Social Security Scotland", Link("Ask the owner", "#summary_list")),
    Row("a. Learning", "Every new colleague meets kindness and this charter in their first weeks.", mark="In place"),
    Row("c. Tools", "Nothing is in place.", mark="Promised, not yet there"),
)

YEARS = ("2023", "2022", "2021", "2020", "2019")

TABLE = DataTable(
    id="staff-agreed",
    caption="Staff who agreed, as a share of those who answered",
    columns=(Column("What staff were asked"), *(Column(year, number=True) for year in YEARS)),
    rows=(
        ("“Recent learning helped me do my job better”", "60%", "73%", "71%", "72%", "76%"),
        ("“I have the information I need”", "59%", "73%", "76%", "75%", "74%"),
        ("“I have the tools I need”", "64%", "75%", "81%", "82%", "77%"),
        ("Staff who answered the survey", "74%", "71%", "76%", "77%", "85%"),
    ),
    note="Figures for 2019 and 2020 were published as whole numbers; later ones are rounded here.",
)

FILE = Download("Our charter, in large print", "#download_link", "PDF", 378_214)

WORDINGS = TwoWordings(
    name="wording",
    label="The statement, in our words",
    whose="Nadia Hussain",
    theirs=(Run("same", "Staff are patient"), Run("gone", " and kind")),
    mine=(Run("same", "Staff are patient"), Run("new", ", and know what they are doing")),
)

CHANGED = marked(
    "Staff will have the training, support and tools to do this well.",
    "Staff will have the learning, support and tools to do this well, in their first weeks and after.",
)

PAIRS = (
    SideBySide(
        id="pair-LS4",
        fate="reworded",
        title="Staff trained, supported and equipped",
        earlier=(Wording("2019 · LS4", only(("same", "gone"), CHANGED)),),
        later=(Wording("2024 · LS4", only(("same", "new"), CHANGED)),),
        names=("2019", "2024"),
        notes=("Why: training became learning, in the daily work.",),
    ),
    SideBySide(
        id="pair-PS15",
        fate="new",
        title="Your way of communicating",
        earlier=(),
        later=(Wording("2024 · PS15", marked("", "We will ask how you want us to write to you.")),),
        names=("2019", "2024"),
    ),
)
