"""A letter in words: what it says, in text and in HTML, and the links that stop it.

Letters lie about in mailboxes and on locked screens. Unless the member asked for more, one says
how many things there are and of which kind: no title, no name, no word of anybody."""

from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from accounts.models import Member
from notifications import shown
from notifications.models import Kind, Notice, Postbox

TEAM_SAYS = ngettext_lazy(
    "%(n)d message from the team about what you wrote",
    "%(n)d messages from the team about what you wrote",
    "n",
)
COUNTED = {
    Kind.REPLIED: ngettext_lazy("%(n)d reply to you", "%(n)d replies to you", "n"),
    Kind.MENTIONED: ngettext_lazy(
        "somebody called you by name", "%(n)d times somebody called you by name", "n"
    ),
    Kind.FOLLOWED: ngettext_lazy(
        "something new in %(n)d place that you follow",
        "something new in %(n)d places that you follow",
        "n",
    ),
    Kind.COPY_READY: ngettext_lazy(
        "the copy of your data that you asked for", "%(n)d copies of your data", "n"
    ),
    Kind.ANSWERED: ngettext_lazy(
        "%(n)d answer to a question of yours", "%(n)d answers to questions of yours", "n"
    ),
}


def letter_of(
    member: Member, postbox: Postbox, notices: Sequence[Notice], *, scope: str
) -> EmailMultiAlternatives:
    """The letter about these notices. `scope` is what its one-click link stops; a letter about a
    single discussion has a second link, for that discussion alone."""
    more = postbox.says_more
    told = {
        "name": member.name,
        "site": settings.SITE_NAME,
        "inbox": settings.SITE_URL + reverse("inbox"),
        "choices": settings.SITE_URL + reverse("letter_choices"),
        "lines": [] if more else in_numbers(notices),
        "rows": in_full(notices, member) if more else [],
        "stop": stop_url(postbox, scope),
        "stop_discussion": discussion_url(postbox, notices),
    }
    subject = ngettext("Something new for you", "%(n)d new things for you", len(notices)) % {
        "n": len(notices)
    }
    letter = EmailMultiAlternatives(
        subject,
        render_to_string("notifications/letters/new.txt", told),
        to=[member.email],
        headers={
            "List-Unsubscribe": f"<{told['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    letter.attach_alternative(
        render_to_string("notifications/letters/new.html", told | {"subject": subject}), "text/html"
    )
    return letter


def in_numbers(notices: Sequence[Notice]) -> list[str]:
    """How many of each kind there are, and nothing else."""
    numbers: Counter[str] = Counter()
    for notice in notices:
        numbers[notice.kind if notice.kind in COUNTED else ""] += 1
    return [str(COUNTED.get(kind, TEAM_SAYS) % {"n": count}) for kind, count in numbers.items()]  # type: ignore[call-overload]


def in_full(notices: Sequence[Notice], member: Member) -> list[dict[str, str]]:
    """The sentences of the inbox, each with its address."""
    return [
        {"sentence": row.sentence, "url": settings.SITE_URL + row.url}
        for row in shown.rows(notices, member)
    ]


def discussion_url(postbox: Postbox, notices: Sequence[Notice]) -> str:
    about = {notice.comment.discussion_id for notice in notices if notice.comment}
    return stop_url(postbox, f"discussion-{about.pop()}") if len(about) == 1 else ""


def stop_url(postbox: Postbox, scope: str) -> str:
    return settings.SITE_URL + reverse("stop_letters", args=[postbox.token, scope])


def in_words(scope: str) -> str:
    """What would be stopped, for the page and its button."""
    return {
        "replies": _("letters about replies to you"),
        "team": _("letters about what the team decided"),
        "follows": _("letters about what you follow"),
        "guides": _("letters about answers in guides"),
        "daily": _("the letter that comes once a day"),
        "weekly": _("the letter that comes once a week"),
        "all": _("all letters about what is new"),
    }.get(scope, _("letters about this discussion"))
