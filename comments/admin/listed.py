"""What lists of comments have in common."""

from django.contrib.admin import helpers
from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from comments.models import CommentRevision, Decision
from markup import plain_text

EXCERPT = 160
# Beside each box stands what was read: the version of the words, and the latest decision. A bulk
# decision is about that.
SEEN = "seen"


def newest_words(path: str = "") -> Subquery:
    """The newest words of a comment, approved or not."""
    newest = CommentRevision.objects.filter(
        comment=OuterRef(f"{path}pk"), number=OuterRef(f"{path}latest_number")
    )
    return Subquery(newest.values("html")[:1])


def excerpt(html: str | None, title: str = "") -> str:
    """The first words, as plain text."""
    words = plain_text(html or "")
    return Truncator(f"{title}: {words}" if title else words).chars(EXCERPT)


def last_decision() -> Subquery:
    """The number of the latest decision about a comment."""
    about = Decision.objects.filter(comment=OuterRef("pk")).about_reading()
    return Subquery(about.order_by("-pk").values("pk")[:1])


def with_seen(pk: int, seen: tuple[int, int], label: object) -> SafeString:
    """The box of a row, and the version of the words in it with what was decided last."""
    box = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
    hidden = '<input type="hidden" name="{}" value="{}:{}:{}">'
    name = helpers.ACTION_CHECKBOX_NAME
    return format_html(box + hidden, name, pk, label, SEEN, pk, *seen)
