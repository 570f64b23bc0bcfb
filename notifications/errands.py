"""What the worker does for notifications: errands become notices."""

from accounts.models import Member, Suspension
from articles.models import Approval, Guide, GuideQuestion, Revision
from comments.models import Appeal, Decision, Message, Report
from notifications import desk, followed, telling
from notifications.letters import sending
from notifications.letters.planning import DIGESTS, ONE
from notifications.push import knocking
from notifications.push.planning import ERRAND as KNOCK
from outbox import handles

AUTHOR = "tell_the_author"
REPLIED_TO = "tell_the_person_replied_to"
MENTIONED = "tell_the_person_mentioned"
FOLLOWED = "tell_followers"
TURN = "tell_whose_turn_it_is"
DUE = "tell_that_a_review_is_due"
SAID = "tell_what_a_reviewer_said"
APPEALED = "tell_who_appealed"
WRITTEN = "tell_the_other_side"
SUSPENDED = "tell_who_is_suspended"
ANSWERED = "tell_that_the_guide_answers"
REPORTED = "tell_who_reported"


@handles(AUTHOR)
def tell_the_author(*, decision: int) -> None:
    """Tell the author what was decided, if it is still there to be told."""
    if found := with_its_people(decision):
        telling.tell_the_author(found)


@handles(REPLIED_TO)
def tell_the_person_replied_to(*, decision: int) -> None:
    """Tell whoever the published reply answers."""
    if found := with_its_people(decision):
        telling.tell_the_person_replied_to(found)


@handles(MENTIONED)
def tell_the_person_mentioned(*, decision: int, member: int) -> None:
    """Tell whoever a published comment calls by name."""
    whom = Member.objects.filter(pk=member).first()
    found = with_its_people(decision)
    if whom and found:
        telling.tell_the_person_mentioned(found, whom)


@handles(FOLLOWED, atomic=False)  # they can be many: each batch is a transaction of its own
def tell_followers(*, decision: int) -> None:
    """Tell everybody who follows what the comment belongs to."""
    if found := with_its_people(decision):
        followed.tell_followers(found)


def with_its_people(pk: int) -> Decision | None:
    people = ["comment__author", "comment__parent__author", "comment__discussion__guide"]
    return Decision.objects.select_related(*people).filter(pk=pk).first()


@handles(TURN)
def tell_whose_turn_it_is(*, revision: int, event: str) -> None:
    """Tell the reviewers that a guide waits for them."""
    found = Revision.objects.select_related("guide").filter(pk=revision).first()
    if found:
        desk.tell_whose_turn_it_is(found, event)


@handles(SAID)
def tell_what_a_reviewer_said(*, approval: int) -> None:
    """Tell the authors that their guide was approved, or sent back."""
    found = Approval.objects.select_related("revision__guide").filter(pk=approval).first()
    if found:
        desk.tell_its_authors(found)


@handles(ANSWERED)
def tell_that_the_guide_answers(*, question: int) -> None:
    """Tell whoever asked, if the guide still says so."""
    found = GuideQuestion.objects.told_by_the_guide().select_related("asked_by").filter(pk=question)
    for one in found:
        telling.tell_who_asked(one)


@handles(SUSPENDED)
def tell_who_is_concerned(*, suspension: int, lifted: bool) -> None:
    """Tell a member what the team did, or that it ended it early."""
    found = Suspension.objects.select_related("member").filter(pk=suspension).first()
    if found:
        telling.tell_who_is_concerned(found, lifted=lifted)


@handles(APPEALED)
def tell_who_appealed(*, appeal: int) -> None:
    """Tell an author what the second look brought."""
    found = Appeal.objects.select_related("by", "decision").filter(pk=appeal).first()
    if found:
        telling.tell_who_appealed(found)


@handles(WRITTEN)
def tell_the_other_side(*, message: int) -> None:
    """Tell a member that the team wrote, or those of the team that the member did."""
    found = Message.objects.select_related("conversation__member").filter(pk=message).first()
    if found:
        telling.tell_the_other_side(found)


@handles(REPORTED)
def tell_who_reported(*, report: int) -> None:
    """Tell whoever asked a moderator to look that one has looked."""
    found = Report.objects.select_related("reporter").filter(pk=report).first()
    if found:
        telling.tell_who_reported(found)


@handles(DUE)
def tell_that_a_review_is_due(*, guide: int, due: str, days: int) -> None:
    """Tell the owner, and later the editors, if that date still holds."""
    found = Guide.objects.filter(pk=guide, review_due_on=due, withdrawn_at=None).first()
    if found:
        desk.tell_that_a_review_is_due(found, due, days)


@handles(ONE, atomic=False)
def send_a_notice_letter(*, member: int, event: str) -> None:
    """The letter that follows one notice."""
    sending.send_one(member, event)


@handles(DIGESTS)
def send_digests() -> None:
    """Put everyone on the way whose moment has come."""
    sending.send_due_digests()


@handles(sending.DIGEST, atomic=False)
def send_a_digest(*, member: int, rhythm: str) -> None:
    """One letter about all that has gathered for one member."""
    sending.send_digest(member, rhythm)


@handles(KNOCK, atomic=False)
def knock(*, device: int, event: str) -> None:
    """Tell a device that something is new."""
    knocking.knock(device, event)
