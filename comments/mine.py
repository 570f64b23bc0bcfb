"""All that a member has written here, newest first, and where each of it stands."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from comments.acts import Act, Link, link_of, own_acts
from comments.hearing import returning, told
from comments.hearing.pages import TOLD
from comments.models import Audience, Comment, Decision, Status
from comments.said import beginning_of
from comments.shown import numbered, path_of, written
from comments.talk import capital, number_in
from comments.visibility import Reader, Sight, sights_of

AT_ONCE = 20
TAKEN_AWAY = {Status.HIDDEN, Status.REJECTED}


class Mine(NamedTuple):
    """One comment of one's own."""

    numbered: str
    place: str
    url: str  # to it, where it can still be opened
    posted_at: str
    posted: str
    title: str
    words: str
    state: str
    reason: str  # why the team did something
    about: list[str]
    acts: list[Link]


@require_safe
@login_required
def mine(request: MemberRequest) -> HttpResponse:
    """A page of it. A fixed number of queries, however much somebody wrote."""
    before = number_in(request.GET.get("before", ""))
    own = Comment.objects.filter(author=request.user).for_lists().order_by("-pk")
    found = list((own.filter(pk__lt=before) if before else own)[: AT_ONCE + 1])
    shown = found[:AT_ONCE]
    sights = sights_of(shown, Reader(request.user.pk))
    decided = decisions_about(shown)
    context = {
        "comments": [row(one, sights[one.pk], decided.get(one.pk, [])) for one in shown],
        "start_url": reverse("comments:mine") if before else "",
        "next_url": f"?before={shown[-1].pk}" if len(found) > AT_ONCE else "",
    }
    return render(request, "comments/mine.html", context)


def decisions_about(comments: Sequence[Comment]) -> dict[int, list[Decision]]:
    """What was decided about whether readers get these, in order. One query."""
    decided: dict[int, list[Decision]] = {}
    rows = Decision.objects.filter(comment__in=[one.pk for one in comments]).about_reading()
    for each in rows.order_by("pk"):
        decided.setdefault(each.comment_id, []).append(each)
    return decided


def row(comment: Comment, sight: Sight, decided: Sequence[Decision]) -> Mine:
    gone = comment.status == Status.WITHDRAWN  # then it is nobody's any more
    opens = is_placed(comment) and sight is Sight.WORDS
    told_by_team = [each for each in decided if each.verb in TOLD]
    last = told_by_team[-1] if told_by_team else None
    answers = last is not None and (comment.status in TAKEN_AWAY or is_asked(comment, decided))
    return Mine(
        capital(numbered(comment)),
        comment.discussion.title if is_placed(comment) else _("A guide that is not here now"),
        comment.get_absolute_url() if opens else "",
        comment.posted_at.isoformat(timespec="minutes"),
        written(comment.posted_at),
        "" if gone else comment.title,
        "" if gone else beginning_of(comment.html),
        state(comment, sight, decided),
        last.reason_in_words if last and answers else "",
        [] if gone else about(comment),
        acts(comment, last if answers else None, opens=opens),
    )


def is_placed(comment: Comment) -> bool:
    """Whether it stands under something that readers can open."""
    guide = comment.discussion.guide
    return guide is None or guide.live_revision_id is not None


def is_asked(comment: Comment, decided: Sequence[Decision]) -> bool:
    """Whether the team waits for its author to change it."""
    return bool(decided) and decided[-1].verb == returning.ASK and not comment.pending_number


def state(comment: Comment, sight: Sight, decided: Sequence[Decision]) -> str:
    """Who can read it now, in a sentence."""
    if not comment.is_published or comment.has_newer_words:
        return told.now(comment)
    if is_asked(comment, decided):
        return _("The team asks you to change it. Readers can read it meanwhile.")
    if not is_placed(comment):
        return _("Nobody can read it, because the guide is not here now.")
    if sight is not Sight.WORDS:
        return _("Nobody can read it: something above it was taken down with all its replies.")
    closed = Audience.MEMBERS in {comment.who_may_read, comment.discussion.who_may_read}
    return _("Members can read it.") if closed else _("Everyone can read it.")


def about(comment: Comment) -> list[str]:
    """What else there is to know of it."""
    words = []
    if comment.anonymous:
        words.append(_("Without your name"))
    if comment.kind:
        words.append(str(comment.get_kind_display()))
    if comment.edited_at:
        words.append(_("Edited %(when)s") % {"when": written(comment.edited_at)})
    if comment.root_id is None and (count := comment.reply_count):
        words.append(ngettext("%(n)s reply", "%(n)s replies", count) % {"n": count})
    return words


def acts(comment: Comment, decision: Decision | None, *, opens: bool) -> list[Link]:
    """What its author can do now."""
    links = []
    if decision:
        words = _("What you can do now: comment %(number)s") % {"number": comment.number}
        links.append(Link(reverse("comments:decision", args=[decision.pk]), words))
    path = path_of(comment.pk)
    can: list[Act] = own_acts(comment) if opens else []
    return links + [link_of(act, comment.pk, comment.number, path) for act in can]
