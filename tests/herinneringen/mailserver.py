"""A real SMTP server of a test: it keeps what it took, and refuses whom the test says."""

import asyncio
import socket
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class MailServer:
    """Takes mails, each as slowly as ``pause`` says, once it was asked and before it answers."""

    pause: float = 0.0
    port: int = field(default_factory=free_port)
    refuses: dict[str, str] = field(default_factory=dict)  # by address: what it says to RCPT
    closing: str = ""  # what it says to MAIL FROM instead of yes
    received: list[tuple[str, str]] = field(default_factory=list)  # Message-ID and address
    offered: list[str] = field(default_factory=list)  # every address that RCPT named
    at_once: int = 0  # the most mails that came in at the same time
    _busy: int = 0
    _controller: Controller | None = None

    def start(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=30)
        self._controller.start()

    def stop(self) -> None:
        """Go away; what was taken is kept."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    @property
    def addresses(self) -> list[str]:
        """Whom the mails that were taken are for, in the order they came."""
        return [address for _id, address in self.received]

    @property
    def ids(self) -> list[str]:
        """Return the Message-IDs of the mails that were taken."""
        return [message_id for message_id, _address in self.received]

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Begin a mail, or serve nobody."""
        envelope.mail_from = address
        return self.closing or "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Take or refuse a recipient."""
        self.offered.append(address)
        if refusal := self.refuses.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        self._busy += 1
        self.at_once = max(self.at_once, self._busy)
        self.received.append((message_from_bytes(envelope.content)["Message-ID"].strip(), envelope.rcpt_tos[0]))
        await asyncio.sleep(self.pause)
        self._busy -= 1
        return "250 OK"
