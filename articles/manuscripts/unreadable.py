from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Unreadable(Exception):
    """A file that cannot be taken. The message is a sentence; `line` counts from 1, 0 is none."""

    def __init__(self, line: int, why: "StrOrPromise") -> None:
        self.line = line
        told = _("Line %(line)s: %(why)s") % {"line": line, "why": why} if line else str(why)
        super().__init__(told)
