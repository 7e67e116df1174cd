"""E-mails as JSON, one for each recipient, and back."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives

PLAIN = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers", "content_subtype")


class ToOne(EmailMultiAlternatives):
    """An e-mail that is delivered to one of its recipients, whoever else it names."""

    recipient = ""

    def recipients(self) -> list[str]:
        return [self.recipient]


def packed(message: EmailMessage) -> dict[str, Any]:
    """All of a message but to whom it is delivered."""
    plain = {name: getattr(message, name) for name in PLAIN}
    alternatives = [list(pair) for pair in getattr(message, "alternatives", ())]
    attachments = [[name, *_coded(content), kind] for name, content, kind in message.attachments]
    return {**plain, "alternatives": alternatives, "attachments": attachments}


def unpacked(packed: dict[str, Any]) -> EmailMessage:
    """The message to the address in `recipient`; to all of them where an earlier version has packed it."""
    message = ToOne() if "recipient" in packed else EmailMultiAlternatives()
    for name in (*PLAIN, "recipient"):
        if name in packed:
            setattr(message, name, packed[name])
    for content, kind in packed["alternatives"]:
        message.attach_alternative(content, kind)
    for name, coding, content, kind in packed["attachments"]:
        message.attach(name, b64decode(content) if coding == "base64" else content, kind)
    return message


def _coded(content: str | bytes) -> tuple[str, str]:
    return ("base64", b64encode(content).decode()) if isinstance(content, bytes) else ("text", content)
