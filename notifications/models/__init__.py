"""What people are told on the site, and how they want to be told by letter."""

from notifications.models.device import Device
from notifications.models.digest import Digest
from notifications.models.notice import Kind, Notice, NoticeQuerySet
from notifications.models.postbox import Closed, Postbox
from notifications.models.quiet import QuietDiscussion
from notifications.models.wish import USUAL, WITHOUT_LETTER, About, LetterWish, Rhythm, about

__all__ = [
    "USUAL",
    "WITHOUT_LETTER",
    "About",
    "Closed",
    "Device",
    "Digest",
    "Kind",
    "LetterWish",
    "Notice",
    "NoticeQuerySet",
    "Postbox",
    "QuietDiscussion",
    "Rhythm",
    "about",
]
