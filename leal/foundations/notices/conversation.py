"""One conversation with a post office (RFC 5321), made for many letters and careful about each.

Django’s own asks and waits four times a letter. Where the post office allows
it (RFC 2920), who it is from, who it is to and that its words come are said
in one breath, so that two answers are waited for instead.
"""

import re
import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from .carriers import MayHaveLeft
from .on_the_wire import Letter, usual

GO_ON = 354
A_DOT_FIRST = re.compile(rb"(?m)^\.")


class Careful:
    """What `smtplib` does, in fewer breaths; and it says so when it was cut off while its words were being taken."""

    def data(self, message: bytes | str) -> tuple[int, bytes]:
        try:
            return super().data(message)
        except smtplib.SMTPResponseException:
            raise
        except OSError:
            raise MayHaveLeft from None

    def sendmail(self, sender: str, recipients: Sequence[str], message: bytes, *options: object) -> dict:
        """Hand over one message for one recipient or more; all must be taken.

        Raises what smtplib raises: of the sender, the recipients or the words refused; and MayHaveLeft.
        """
        self.ehlo_or_helo_if_needed()
        if options or not self.has_extn("pipelining"):
            return super().sendmail(sender, recipients, message, *options)
        size = f" size={len(message)}" if self.has_extn("size") else ""
        asked = [f"MAIL FROM:{quoted(sender)}{size}"]
        asked += [f"RCPT TO:{quoted(one)}" for one in recipients]
        self.send("".join(f"{line}\r\n" for line in [*asked, "DATA"]))
        answered = [self.getreply() for _ in [*asked, "DATA"]]
        refusal = refused(sender, recipients, answered)
        if answered[-1][0] == GO_ON:
            # A post office that asks for the words although it takes them for nobody is given none.
            taken = self.words(message if refusal is None else b"")
            if refusal is None and taken[0] != 250:
                refusal = smtplib.SMTPDataError(*taken)
        if refusal is not None:
            self._rset()
            raise refusal
        return {}

    def words(self, message: bytes) -> tuple[int, bytes]:
        """Send the words, b"" for none, and wait for the answer. Raises MayHaveLeft."""
        ended = b"" if not message or message.endswith(b"\r\n") else b"\r\n"
        try:
            self.send(A_DOT_FIRST.sub(b"..", message) + ended + b".\r\n")
            return self.getreply()
        except OSError:
            raise MayHaveLeft from None


def quoted(address: str) -> str:
    """“<isla@example.org>”"""
    return f"<{address}>" if usual(address) else smtplib.quoteaddr(address)


def refused(
    sender: str, recipients: Sequence[str], answered: Sequence[tuple[int, bytes]]
) -> smtplib.SMTPException | None:
    """What was refused before any words were sent; None when nothing was."""
    mail, *each, data = answered
    if mail[0] != 250:
        return smtplib.SMTPSenderRefused(*mail, sender)
    if no := {one: said for one, said in zip(recipients, each, strict=True) if said[0] not in {250, 251}}:
        return smtplib.SMTPRecipientsRefused(no)
    return None if data[0] == GO_ON else smtplib.SMTPDataError(*data)


class CarefulSMTP(Careful, smtplib.SMTP):
    pass


class CarefulSSL(Careful, smtplib.SMTP_SSL):
    pass


class PostOffice(EmailBackend):
    """Django’s SMTP with careful conversations."""

    @property
    def connection_class(self):
        return CarefulSSL if self.use_ssl else CarefulSMTP

    def _send(self, message: EmailMessage) -> bool:
        if not isinstance(message, Letter):
            return super()._send(message)
        self.connection.sendmail(*message.envelope(), message.as_sent())
        return True
