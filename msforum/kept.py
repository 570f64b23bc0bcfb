"""The words in a form that could not be taken: they go back on the page, whatever went wrong."""

from dataclasses import dataclass, field
from typing import Self

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What people write, and may see again. Passwords, codes and addresses are not among it.
WRITTEN: dict[str, Promise | str] = {
    "title": _("Title"),
    "body": _("Your words"),
    "words": _("Your words"),
    "note": _("Your note"),
    "answer": _("Your answer"),
    "why": _("Your reason"),
}
# What goes with it unseen, so that sending again does what the first time should have done.
UNSEEN = (
    *("kind", "submission", "parent", "reason", "revision", "version", "next", "offered"),
    # Who may read it and under which name: never to be lost on the way.
    *("who_may_read", "anonymous", "members_only", "no_answer_needed", "keeps_earlier_words"),
)

# Never given back, wherever it was typed.
SECRET = ("csrfmiddlewaretoken", "password")


@dataclass(frozen=True)
class Kept:
    """What somebody had typed, ready to be sent again to the same address."""

    address: str
    written: list[tuple[str, Promise | str, str]] = field(default_factory=list)
    unseen: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """The words in a request; None where there are none."""
        if request.method != "POST":
            return None
        try:
            posted = request.POST
        except Exception:
            return None
        written = [(name, label, posted[name]) for name, label in WRITTEN.items() if name in posted]
        if not any(words.strip() for _name, _label, words in written):
            return None
        return cls(request.get_full_path(), written, unseen_in(request, posted))


def unseen_in(request: HttpRequest, posted: QueryDict) -> list[tuple[str, str]]:
    """What goes with the words. In the admin it is all of it: which button was pressed, and what
    the page had shown, because half a form sent again would say something else. But not of what
    another site sends there: nobody shall press for it what they cannot see."""
    is_whole = request.path.startswith(reverse("admin:index")) and is_from_here(request)
    if not is_whole:
        return [(name, str(posted[name])) for name in UNSEEN if name in posted]
    return [
        (name, str(value))
        for name, values in posted.lists()
        if name not in WRITTEN and not name.startswith(SECRET)
        for value in values
    ]


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent it. Every browser says which site a form stands on that it sends
    to another."""
    ours = {None, settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("Origin") in ours
