"""Writing in a conversation, by either side. A message is cleaned and bounded as a comment is."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import signals
from comments.concern import crisis
from comments.models import Conversation, Decision, Message, State
from comments.refusing import Refused
from markup import to_html

# Enough for somebody who has much to say, far too few to flood the team.
MOST_A_DAY = 20
MOST_OPEN = 5
# Of one conversation: then it goes on in a new one.
MOST_MESSAGES = 200
RIGHT = "comments.moderate"


class StaleConversation(Exception):
    """Something was said while the team's answer was being written."""


@dataclass(frozen=True)
class Said:
    """What somebody typed; the same submission again is the same message."""

    source: str
    submission: UUID = field(default_factory=uuid4)


@transaction.atomic
def begin(
    member: Member, subject: str, said: Said, *, about: Decision | None = None
) -> Conversation:
    """A member writes to the team. Refused over the bounds."""
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if made := Message.objects.filter(by=member, submission=said.submission).first():
        return made.conversation
    let_say(member)
    waiting = Conversation.objects.filter(member=member, state=State.OPEN).count()
    if waiting >= MOST_OPEN:
        raise Refused(_("Several of your questions wait for the team. Add to one of them, please."))
    made_now = Conversation.objects.create(member=member, subject=subject, decision=about)
    _say(made_now, member, said, from_team=False)
    return made_now


@transaction.atomic
def begin_as_team(member: Member, by: Member, subject: str, said: Said) -> Conversation:
    """The team writes first."""
    if made := Message.objects.filter(by=by, submission=said.submission).first():
        return made.conversation
    made_now = Conversation.objects.create(member=member, subject=subject, state=State.ANSWERED)
    _say(made_now, by, said, from_team=True)
    return made_now


@transaction.atomic
def add(conversation: Conversation, member: Member, said: Said) -> None:
    """The member goes on; a closed conversation is open again."""
    held = _lock(conversation)
    if Message.objects.filter(by=member, submission=said.submission).exists():
        return
    let_say(member)
    _say(held, member, said, from_team=False)


@transaction.atomic
def answer(conversation: Conversation, by: Member, said: Said, *, version: int) -> None:
    """The team answers. StaleConversation when something was said since it was read."""
    held = _lock(conversation)
    if Message.objects.filter(by=by, submission=said.submission).exists():
        return
    if held.version != version:
        raise StaleConversation
    if held.member_id == by.pk or not by.has_perm(RIGHT):
        raise Refused(_("Somebody else of the team answers this."))
    _say(held, by, said, from_team=True)


@transaction.atomic
def close(conversation: Conversation, by: Member, *, version: int) -> None:
    """Nothing more to say, for now: the member can open it again by writing."""
    held = _lock(conversation)
    if held.version != version:
        raise StaleConversation
    if held.member_id == by.pk or not by.has_perm(RIGHT):
        raise Refused(_("Somebody else of the team answers this."))
    held.state, held.version, held.is_urgent = State.CLOSED, held.version + 1, False
    held.save(update_fields=["state", "version", "is_urgent"])


def let_say(member: Member) -> None:
    """Refused for who wrote very often today."""
    since = timezone.now() - timedelta(days=1)
    if Message.objects.filter(by=member, from_team=False, at__gt=since).count() >= MOST_A_DAY:
        raise Refused(_("You wrote to the team very often today. Please go on tomorrow."))


def _lock(conversation: Conversation) -> Conversation:
    held = Conversation.objects.select_for_update(no_key=True).get(pk=conversation.pk)
    if held.messages.count() >= MOST_MESSAGES:
        raise Refused(_("This conversation has become very long. Begin a new one, please."))
    return held


def sounds_like_danger(conversation: Conversation, said: Said) -> bool:
    """The words, or with the first of them the subject."""
    is_first = conversation.version == 1
    subject = conversation.subject if is_first else ""
    return bool(crisis.found_in(said.source) or crisis.found_in(subject))


def _say(conversation: Conversation, by: Member, said: Said, *, from_team: bool) -> None:
    now = timezone.now()
    message = Message.objects.create(
        conversation=conversation,
        from_team=from_team,
        by=by,
        source=said.source,
        html=to_html(said.source),
        at=now,
        submission=said.submission,
    )
    conversation.state = State.ANSWERED if from_team else State.OPEN
    conversation.last_at, conversation.version = now, conversation.version + 1
    conversation.is_urgent = not from_team and (
        conversation.is_urgent or sounds_like_danger(conversation, said)
    )
    conversation.save(update_fields=["state", "last_at", "version", "is_urgent"])
    signal = signals.team_wrote if from_team else signals.member_wrote
    signal.send(Message, message=message)
