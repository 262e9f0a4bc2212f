"""Charts for the pattern page."""

from leal.calculations.process_control import Rebase, chart

from ..charts import (
    Bar,
    LinePanel,
    PictureKnot,
    PictureStage,
    Point,
    Share,
    Strand,
    Target,
    bars,
    control_chart,
    dots,
    line_panels,
    thread_picture,
    worst_first,
)
from ..parts import Basis, ChairRow, ChartFigure, Column, DataTable, EmptyChairs, Truth, TwoTruths
from .written import PEOPLE_SURVEY, TABLE

ASKED = {
    "Learning": ("Recent learning helped me do my job better", (76, 72, 71, 73, 60)),
    "Information": ("I have the information I need", (74, 75, 76, 73, 59)),
    "Tools": ("I have the tools I need", (77, 82, 81, 75, 64)),
}


def _strand(shares: tuple[int, ...]) -> Strand:
    return Strand(tuple(Point(year, str(year), share, f"{share}%") for year, share in enumerate(shares, start=2019)))


def _panel(name: str, question: str, shares: tuple[int, ...]) -> LinePanel:
    return LinePanel(f"line-{name.lower()}", name, f"{name}: “{question}”, 2019 to 2023", (_strand(shares),))


LINES = ChartFigure(
    id="chart-lines",
    heading="Fewer staff say they have what they need",
    charts=line_panels([_panel(name, *asked) for name, asked in ASKED.items()], top=100, top_shown="100%"),
    basis=Basis(
        base="staff who answered; 74% of them did in 2023, 85% in 2019", period="2019 to 2023", source=PEOPLE_SURVEY
    ),
    table=DataTable("table-lines", TABLE.caption + ", 2019 to 2023", TABLE.columns, TABLE.rows[:3]),
)

WAITS = ChartFigure(
    id="chart-waits",
    heading="Callers waited almost four times as long as the year before",
    charts=line_panels(
        [
            LinePanel(
                id="line-waits",
                title="Average wait",
                about="Average wait before a call was answered",
                strands=(
                    Strand((Point(2019.4, "Sep 2018 to Mar 2020", 16, "16 s"),)),
                    Strand(
                        (Point(2020.6, "Jul 2020 to Mar 2021", 658, "658 s"),),
                        "The lines were closed from 23 March 2020, and these are nine months.",
                    ),
                    Strand(
                        (Point(2021.75, "2021–22", 351, "351 s"), Point(2022.75, "2022–23", 1337, "1,337 s")),
                        "From here on the periods are whole years.",
                    ),
                ),
            )
        ]
    ),
    basis=Basis(
        base="calls answered on all benefit lines; how many is not given",
        period="September 2018 to March 2023",
        source="freedom of information reply, Social Security Scotland",
    ),
    table=DataTable(
        id="table-waits",
        caption="Average wait before a call was answered",
        columns=(Column("Period"), Column("Seconds", number=True)),
        rows=(
            ("2022–23", "1,337"),
            ("2021–22", "351"),
            ("July 2020 to March 2021", "658"),
            ("September 2018 to 23 March 2020", "16"),
        ),
    ),
)

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = [f"{month} {year}" for year in (2022, 2023) for month in _NAMES]
_DAYS = (38, 41, 37, 40, 43, 39, 42, 38, 41, 44, 40, 61, 39, 36, 33, 31, 30, 32, 29, 31, 33, 30, 28, 31)


def _days(days: float) -> str:
    return f"{days:.0f} days"


CONTROL = ChartFigure(
    id="chart-control",
    heading="Decisions come faster since January 2023 (made-up figures)",
    charts=(
        control_chart(
            chart(_DAYS, rebases=[Rebase(12, "a second team began work.")]),
            _MONTHS,
            id="control-days",
            about="Days to decide, by month, with the limits of usual variation",
            show=_days,
            better="lower",
            target=Target(50, "Target: 50 days"),
        ),
    ),
    basis=Basis(base="made up for this page", period="January 2022 to December 2023", source="made up for this page"),
    table=DataTable(
        id="table-control",
        caption="Days to decide, by month",
        columns=(Column("Month"), Column("Days", number=True)),
        rows=tuple(reversed([(month, str(days)) for month, days in zip(_MONTHS, _DAYS, strict=True)])),
    ),
)

_GROUPS = (
    Bar("By post", 71, "71%", "Base: 212", 64, 77),
    Bar("Online", 86, "86%", "Base: 1,204", 84, 88),
    Bar("By phone", 78, "78%", "Base: 641", 75, 81),
    Bar("In person", None, "Too few people to show"),
)

GROUPS = ChartFigure(
    id="chart-groups",
    heading="People who applied by post felt least well informed (made-up figures)",
    charts=(
        bars(
            worst_first(_GROUPS, better="higher"),
            id="bars-groups",
            about="People who felt well informed, by how they applied",
            top=100,
            mark=Target(82, "Everyone: 82%"),
        ),
    ),
    basis=Basis(base="2,057 people who answered", period="2022-23", source="made up for this page"),
    table=DataTable(
        id="table-groups",
        caption="People who felt well informed, by how they applied",
        columns=(Column("How they applied"), Column("Share", number=True), Column("Base", number=True)),
        rows=(
            ("By post", "71%", "212"),
            ("By phone", "78%", "641"),
            ("Online", "86%", "1,204"),
            ("In person", "too few", "[c]"),
        ),
    ),
)

CHAIRS = EmptyChairs(
    id="chairs",
    heading="Nobody under 25, and nobody from a minority ethnic group (other numbers made up)",
    group="the core group",
    like="Scotland",
    rows=(
        ChairRow("Under 25", 0, 4, "Nobody", "To match Scotland: about 4 in 30."),
        ChairRow("Minority ethnic people", 0, 4, "Nobody", "To match Scotland: about 4 in 30."),
        ChairRow("In the country or on an island", None, 5, "Fewer than 5", "To match Scotland: about 5 in 30.", 4),
        ChairRow("Men", 12, 15, "12", "To match Scotland: about 15 in 30."),
        ChairRow("Aged 45 to 64", 15, 10, "15", "To match Scotland: about 10 in 30."),
        ChairRow("In a town", None, 17, "Not shown", "To match Scotland: about 17 in 30."),
    ),
    basis=Basis(
        base="30 people, stage one",
        period="2018",
        source="that under 25s and minority ethnic people were missing is published; all other numbers are made up",
    ),
    note="Groups overlap. Numbers from 1 to 4 are not shown, so that nobody can be picked out.",
    level=3,
)

TRUTHS = TwoTruths(
    people=Truth(
        heading="What people said",
        asked="“Staff treated me kindly.”",
        chart=dots(
            [Share("2022–23", 93, "93 in 100"), Share("2021–22", 94, "94 in 100")],
            id="dots-kind",
            about="Treated kindly, 2022–23 and 2021–22",
        ),
        basis=Basis(
            base="people in contact with staff who answered the survey; 7,534 answered it in 2021-22",
            period="2021-22 and 2022-23",
            source="Client Survey headline figures",
        ),
    ),
    figures=Truth(
        heading="What the phones show",
        asked="Average wait before someone answered.",
        chart=bars(
            [Bar("2022–23", 1337, "22 min 17 s"), Bar("2021–22", 351, "5 min 51 s")],
            id="bars-wait",
            about="Average wait on the phone, 2022–23 and 2021–22",
        ),
        basis=Basis(
            base="calls answered on all benefit lines; how many is not given",
            period="2021-22 and 2022-23",
            source="freedom of information reply, Social Security Scotland",
        ),
    ),
    table=DataTable(
        id="table-truths",
        caption="Treated kindly, and kept waiting",
        columns=(Column("Year"), Column("Treated kindly", number=True), Column("Average wait", number=True)),
        rows=(("2022-23", "93%", "22 min 17 s"), ("2021-22", "94%", "5 min 51 s")),
    ),
)

PICTURE = thread_picture(
    (
        PictureStage("You said (in the picture)", (PictureKnot("Support your staff", "#thread_picture", "2018"),)),
        PictureStage("We promised (in the picture)", (PictureKnot("LS4", "#thread_picture"),)),
        PictureStage(
            "How we keep it (in the picture)",
            (
                PictureKnot("Refreshers for everyone", "#thread_picture", "in place"),
                PictureKnot(
                    "Nobody owns the tools", "#thread_picture", "The thread is broken here.", "broken", loose=True
                ),
            ),
        ),
        PictureStage(
            "Is it kept? (in the picture)", (PictureKnot("Falling short", "#thread_picture", "", "falling_short"),)
        ),
    ),
    id="picture",
    title="The thread of promise LS4",
    description="One thing said, one promise, two things done of which one is broken; it is falling short.",
)
