"""Changes of guides that readers have not got yet, through the verbs of the authors' desk."""

from django.utils import timezone

from articles import publishing, reviewing
from articles.models import Guide, Kind
from articles.self_score import QUESTIONS, Answer
from demo import world
from msforum.demo.people import People
from notifications.errands import SAID, TURN
from outbox.models import Errand

AUTHOR, EDITOR, CLINICIAN = "Demo author", "Demo editor", "Demo clinician"
MONTHS = 24


def lay(guide: Guide, told: world.Waiting, people: People) -> None:
    """Write the change, and take it as far as the story goes."""
    block = guide.blocks.filter(kind=Kind.TEXT).last()
    if block is None:
        return
    block.html += f"<p>{told.paragraph}</p>"
    block.save(update_fields=["html"])
    revision = publishing.record(guide, by=people[AUTHOR], note=told.paragraph)
    reviewing.submit(guide, by=people[AUTHOR])
    editor, clinician = people[EDITOR], people[CLINICIAN]
    if told.stage == "rejected":
        reviewing.reject(revision, by=editor, reason=told.reason)
    if told.stage in {"edited", "checked"}:
        reviewing.approve_editorial(revision, by=editor)
    if told.stage == "checked":
        reviewing.approve_clinical(
            revision,
            by=clinician,
            review_due_on=reviewing.months_after(timezone.localdate(), MONTHS),
            answers=dict.fromkeys(QUESTIONS, Answer.YES.value),
        )


def forget_letters() -> None:
    """Nobody at demo.example reads letters."""
    Errand.objects.open().filter(kind__in=[TURN, SAID]).delete()
