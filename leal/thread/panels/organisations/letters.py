"""What we write to the contact of an organisation that joins a panel."""

from ..letters import Letter, how_to_confirm
from ..models import Confirmation, Organisation


def confirm(organisation: Organisation, confirmation: Confirmation) -> Letter:
    """Ask whoever wrote for an organisation to show that the address is theirs."""
    return Letter(
        subject=f"One more thing before {organisation} joins {organisation.panel}",
        words=(
            f"Hello {organisation.contact_name},\n\nSomeone, and we think it was you, asked for {organisation} to join "
            f"{organisation.panel}.\n\n{how_to_confirm(organisation.told_by, confirmation)}\n\n"
            "If it was not you, you need do nothing. We erase what was written after that day."
        ),
    )


def here_already(organisation: Organisation) -> Letter:
    """Tell the contact that someone gave their address, without telling whoever gave it that it is known."""
    return Letter(
        subject=f"{organisation} is with {organisation.panel} already",
        words=(
            f"Hello {organisation.contact_name},\n\nSomeone, and it may have been you, asked for an organisation "
            f"to join {organisation.panel} with this address.\n{organisation} is with us already, or waits for your "
            "answer to an earlier letter, so nothing was changed and nothing they wrote was kept."
            f"\n\n{organisation.panel.contact}".rstrip()
        ),
    )


def joined(organisation: Organisation) -> Letter:
    """Say welcome, what happens now, and how to put something right or leave."""
    return Letter(
        subject=f"{organisation} has joined {organisation.panel}",
        words=(
            f"Hello {organisation.contact_name},\n\nThank you. {organisation} is with {organisation.panel} now, beside "
            "people who know the service from their own lives.\nWe invite you when we meet organisations. You never "
            "have to come.\n\nIs something wrong, do you look after other work now, or do you want to leave? Tell us, "
            f"and we put it right at once.\n\n{organisation.panel.contact}".rstrip()
        ),
    )
