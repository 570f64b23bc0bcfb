"""What the team of the demo is busy with besides the queue of comments: somebody is worried about
somebody, an author asks for another look, and the team says when it looks."""

from datetime import datetime, time

from django.utils import timezone

from comments.concern import raising
from comments.figures import months
from comments.models import (
    Appeal,
    Case,
    CaseKind,
    Cause,
    Comment,
    Decision,
    DutyTime,
    Worry,
)
from msforum.demo.people import People

LOOKS = [time(8, 30), time(19)]
# Who is worried about whom, and over which words.
WORRIED, ABOUT, OVER = "nightbus", "moss", "four in the morning"
SOUNDS = "They have written this every night for a week. I hope somebody asks how they are."
# Whose decision is asked about. "wren", whom visitors log in as, finds it in the queue.
FIRST = "Idris"
ASKS = "I did not mean to sell anything. May it come back if I take the address out?"


def hand_out(people: People, now: datetime) -> None:
    """Once: a demo that is taken up where it stopped finds them there."""
    months.tell_missing(timezone.localdate(now))
    for at in LOOKS:
        DutyTime.objects.get_or_create(at=at)
    said = Comment.objects.filter(author=people[ABOUT], html__contains=OVER).first()
    if said and not Worry.objects.exists():
        raising.worry(said, people[WORRIED], words=SOUNDS, at=now)
    # Longer ago than an author could ask for; what it looks like is the same.
    made = Decision.objects.filter(by=people[FIRST], verb="hide", appeal=None)
    decision = made.select_related("comment").order_by("at").last()
    if decision and not Appeal.objects.exists():
        case = Case.objects.open_for(decision.comment, Cause.APPEAL, at=now, kind=CaseKind.APPEAL)
        author = decision.comment.author
        Appeal.objects.create(decision=decision, case=case, by=author, words=ASKS, made_at=now)
