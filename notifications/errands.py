"""What the worker does for notifications: errands become notices."""

from accounts.models import Member
from articles.models import Approval, Guide, GuideQuestion, Revision
from comments.models import Decision
from notifications import desk, followed, telling
from outbox import handles

AUTHOR = "tell_the_author"
REPLIED_TO = "tell_the_person_replied_to"
MENTIONED = "tell_the_person_mentioned"
FOLLOWED = "tell_followers"
TURN = "tell_whose_turn_it_is"
DUE = "tell_that_a_review_is_due"
SAID = "tell_what_a_reviewer_said"
ANSWERED = "tell_that_the_guide_answers"


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


@handles(FOLLOWED)
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


@handles(DUE)
def tell_that_a_review_is_due(*, guide: int, due: str, days: int) -> None:
    """Tell the owner, and later the editors, if that date still holds."""
    found = Guide.objects.filter(pk=guide, review_due_on=due, withdrawn_at=None).first()
    if found:
        desk.tell_that_a_review_is_due(found, due, days)
