from .areas import Postcode, PostcodeFile, WaitingLookup
from .consents import Consent, ConsentWording
from .counting import Headcount
from .gatherings import Gathering, GatheringNeed, Invited
from .groups import CoreGroup, Draw, GroupTarget, Replacement, Reserve, Reserves, Seat, Willingness
from .keeping import Expense, Renewal, RenewalRound, Thanks
from .members import Confirmation, EqualityAnswers, Experience, PanelMember
from .missing import Missing
from .organisations import Organisation, OrganisationConsent
from .panels import Panel, PanelQuestion, RecruitmentWave
from .populations import PopulationTable
from .waiting import MembersFile

__all__ = [
    "Confirmation",
    "Consent",
    "ConsentWording",
    "CoreGroup",
    "Draw",
    "EqualityAnswers",
    "Expense",
    "Experience",
    "Gathering",
    "GatheringNeed",
    "GroupTarget",
    "Headcount",
    "Invited",
    "MembersFile",
    "Missing",
    "Organisation",
    "OrganisationConsent",
    "Panel",
    "PanelMember",
    "PanelQuestion",
    "PopulationTable",
    "Postcode",
    "PostcodeFile",
    "RecruitmentWave",
    "Renewal",
    "RenewalRound",
    "Replacement",
    "Reserve",
    "Reserves",
    "Seat",
    "Thanks",
    "WaitingLookup",
    "Willingness",
]
