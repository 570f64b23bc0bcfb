"""What the authors' desk tells, in the inbox and by letter: it is your turn, it was approved, it
was sent back, it has to be reviewed again.

A letter lies about in mailboxes and on locked screens, so it names no guide and no reason: it
leads to the page that does. Each event is told once to each person, however often it is handed in.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.letters import send_later
from accounts.models import Member
from articles import waiting
from articles.models import Approval, Guide, Revision, Stage, Verdict
from notifications.models import Kind, Notice
from notifications.telling import write

# So many days before the date the owner is no longer alone with it.
EDITORS_TOO = 14


@dataclass(frozen=True)
class News:
    """One thing that happened to a guide. `letter` names the template of its letter, which may
    need `more`."""

    kind: Kind
    letter: str
    event: str
    guide: Guide
    approval: Approval | None = None
    more: dict[str, object] = field(default_factory=dict)


def event_of(guide: Guide, revision: Revision) -> str:
    """The same while nothing was said meanwhile: taking back and submitting again is no news."""
    said = Approval.objects.filter(revision=revision).count()
    return f"{revision.pk}:{guide.stage}:{said}"


def tell_whose_turn_it_is(revision: Revision, event: str) -> None:
    """The reviewers of the stage, if these words still wait for them."""
    guide = revision.guide
    if guide.stage not in waiting.TURNS or guide.current_revision != revision:
        return
    if event != event_of(guide, revision):
        return  # somebody was quicker than the worker: that is another event
    for member in waiting.reviewers_of(Stage(guide.stage), revision):
        _tell(member, News(Kind.TURN, "waiting", f"waiting:{event}", guide))


def tell_its_authors(approval: Approval) -> None:
    """Who owns the guide and who saved the words; not the reviewer, who knows."""
    guide, revision = approval.revision.guide, approval.revision
    concerned = {guide.owner_id, revision.created_by_id} - {approval.by_id}
    people = [pk for pk in concerned if pk]
    kind = Kind.APPROVED if approval.verdict == Verdict.APPROVED else Kind.SENT_BACK
    news = News(kind, kind.value, f"approval:{approval.pk}", guide, approval)
    for member in Member.objects.filter(pk__in=people, is_active=True).order_by("pk"):
        _tell(member, news)


def tell_that_a_review_is_due(guide: Guide, due: str, days: int) -> None:
    """First its owner; as the day comes near, the editors too. Without an owner, they at once."""
    people = list(Member.objects.filter(pk=guide.owner_id or 0, is_active=True))
    if not people or days <= EDITORS_TOO:
        people += [one for one in waiting.who_may("articles.publish_guide") if one not in people]
    event = f"due:{guide.pk}:{due}:{days}"
    for member in people:
        _tell(member, News(Kind.REVIEW_DUE, "review_due", event, guide, more={"days": days}))


def _tell(member: Member, news: News) -> None:
    guide, key = news.guide, news.event
    happened = {"created_at": news.approval.at} if news.approval else {}
    facts = {"kind": news.kind, "guide": guide, "approval": news.approval, "event_key": key}
    write(Notice(recipient=member, **facts, **happened))
    send_later(letter_about(news, member), key=f"{key}:{member.pk}")


def letter_about(news: News, member: Member) -> EmailMessage:
    page = reverse("admin:articles_guide_review", args=[news.guide.pk])
    told = {"name": member.name, "page": settings.SITE_URL + page, "site": settings.SITE_NAME}
    body = render_to_string(f"notifications/letters/{news.letter}.txt", {**told, **news.more})
    return EmailMessage(str(news.kind.label), body, to=[member.email])
