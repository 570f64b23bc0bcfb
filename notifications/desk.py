"""Letters of the authors' desk: it is your turn, it was approved, it was sent back.

A letter lies about in mailboxes and on locked screens, so it names no guide and no reason: it
leads to the page that does. Each event is told once to each person, however often it is handed in.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import send_later
from accounts.models import Member
from articles import waiting
from articles.models import Approval, Guide, Revision, Stage, Verdict

# So many days before the date the owner is no longer alone with it.
EDITORS_TOO = 14


def event_of(guide: Guide, revision: Revision) -> str:
    """The same while nothing was said meanwhile: taking back and submitting again is no news."""
    said = Approval.objects.filter(revision=revision).count()
    return f"{revision.pk}:{guide.stage}:{said}"


def tell_whose_turn_it_is(revision: Revision, event: str) -> None:
    """The reviewers of the stage, if these words still wait for them."""
    guide = revision.guide
    if guide.stage not in waiting.TURNS or guide.current_revision != revision:
        return
    for member in waiting.reviewers_of(Stage(guide.stage), revision):
        _write(member, "waiting", _("A guide waits for you"), guide, key=f"waiting:{event}")


def tell_its_authors(approval: Approval) -> None:
    """Who owns the guide and who saved the words; not the reviewer, who knows."""
    guide, revision = approval.revision.guide, approval.revision
    concerned = {guide.owner_id, revision.created_by_id} - {approval.by_id}
    people = [pk for pk in concerned if pk]
    is_good = approval.verdict == Verdict.APPROVED
    name = "approved" if is_good else "sent_back"
    subject = _("A guide of yours was approved") if is_good else _("A guide of yours came back")
    for member in Member.objects.filter(pk__in=people, is_active=True).order_by("pk"):
        _write(member, name, subject, guide, key=f"approval:{approval.pk}")


def tell_that_a_review_is_due(guide: Guide, due: str, days: int) -> None:
    """First its owner; as the day comes near, the editors too. Without an owner, they at once."""
    people = list(Member.objects.filter(pk=guide.owner_id or 0, is_active=True))
    if not people or days <= EDITORS_TOO:
        people += [one for one in waiting.who_may("articles.publish_guide") if one not in people]
    subject = _("A guide has to be reviewed again")
    for member in people:
        key = f"due:{guide.pk}:{due}:{days}"
        _write(member, "review_due", subject, guide, key=key, days=days)


def _write(
    member: Member, name: str, subject: str, guide: Guide, *, key: str, **more: object
) -> None:
    page = reverse("admin:articles_guide_review", args=[guide.pk])
    told = {"name": member.name, "page": settings.SITE_URL + page, "site": settings.SITE_NAME}
    told |= more  # type: ignore[arg-type]
    body = render_to_string(f"notifications/letters/{name}.txt", told)
    send_later(EmailMessage(subject, body, to=[member.email]), key=f"{key}:{member.pk}")
