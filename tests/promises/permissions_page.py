"""`docs/who-can-do-what.md`, made from the code that decides it."""

from leal.foundations.access.permissions import ANYONE_MAY, ROLES, THE_CLOCK_MAY, Permission

from .house import ROOT

PAGE = ROOT / "docs" / "who-can-do-what.md"


def who_can_do_what() -> str:
    """The page of permissions, in plain words."""
    rows = [f"| {permission.plain} | {who(permission)} |" for permission in Permission]
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


def who(permission: Permission) -> str:
    if permission in ANYONE_MAY:
        return "Anyone"
    if permission == Permission.SIGNED_IN:
        return "Anyone who has signed in"
    clock = ["The clock"] if permission in THE_CLOCK_MAY else []
    return ", ".join(clock + [role.name for role in ROLES.values() if permission in role.may])


if __name__ == "__main__":
    PAGE.write_text(who_can_do_what())
