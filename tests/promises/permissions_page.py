"""`docs/who-can-do-what.md`, made from the code that decides it."""

from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.access.told import who

from .house import ROOT

PAGE = ROOT / "docs" / "who-can-do-what.md"


def who_can_do_what() -> str:
    """The page of permissions, in plain words."""
    rows = [f"| {permission.plain} | {', '.join(who(permission))} |" for permission in Permission]
    roles = [f"* **{role.name}**: {role.about}" for role in ROLES.values()]
    return "\n".join(
        [
            "# Who can do what",
            "",
            "A person may hold several roles, each for everything or within one charter, team or site.",
            "The clock is what happens by itself, because its time has come.",
            "",
            *roles,
            "",
            "| what | who |",
            "| --- | --- |",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(who_can_do_what())
