"""Reading a bounce: the report in which a mail server says later that a mail was not delivered (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from uuid import UUID

_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_ID = re.compile(r"<([0-9a-f]{32})\.([0-9a-f]{32})@")


@dataclass(frozen=True, slots=True)
class Bounce:
    """Which mail of which gemeente did not arrive at which address, and the status code, such as 5.1.1."""

    mail: UUID
    gemeente: UUID
    adres: str
    status: str

    @property
    def is_wrong_address(self) -> bool:
        """Whether it is the address that is refused, for good."""
        return is_wrong_address(int(self.status[:1] or 0) * 100, self.status)


def is_wrong_address(code: int, words: str) -> bool:
    """Whether an answer of a mail server means that an address takes nothing, for good.

    A refusal can also mean us, or what we sent (``5.7.1``): then no address may be stopped. Where the answer has no
    status code of RFC 3463, the codes of RFC 5321 for a mailbox count.
    """
    status = _STATUS.search(words)
    if status is not None:
        return status[0].startswith("5.1.") or status[0] == "5.2.1"
    return code in (550, 551, 553)


def read_bounce(data: bytes) -> Bounce | None:
    """Return what a report says, or None for a message that is no report of a mail of ours."""
    message = message_from_bytes(data, policy=default)
    parts = list(message.walk())
    status, adres = next((each for part in parts for each in _statuses(part)), ("", ""))
    found = next((_ID.search(text) for part in parts for text in _ids(part) if _ID.search(text)), None)
    if not status or found is None:
        return None
    return Bounce(UUID(found[1]), UUID(found[2]), adres, status)


def _statuses(part: Message) -> Iterator[tuple[str, str]]:
    if part.get_content_type() == "message/delivery-status":
        for block in part.get_payload():
            if isinstance(block, Message) and block["Status"]:
                asked = str(block["Original-Recipient"] or block["Final-Recipient"] or "")
                yield str(block["Status"]).split()[0], asked.rpartition(";")[2].strip()


def _ids(part: Message) -> Iterator[str]:
    """The Message-IDs in what came back: as headers, or as text where only the headers were sent along."""
    if part["Message-ID"]:
        yield str(part["Message-ID"])
    if part.get_content_type() == "text/rfc822-headers" and isinstance(part, EmailMessage):
        yield str(part.get_content())
