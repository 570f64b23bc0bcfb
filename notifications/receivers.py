"""What notifications does when comments announces something: write an errand down, no more."""

from typing import Any

from django.dispatch import receiver

from comments.models import Comment, Decision
from comments.signals import comment_hidden, comment_published, comment_rejected
from notifications import errands, telling
from outbox import put


@receiver([comment_published, comment_hidden, comment_rejected])
def tell_its_author(comment: Comment, decision: Decision, **kwargs: Any) -> None:
    """Authors learn what was decided about their words."""
    if telling.is_news_to_its_author(comment, decision):
        put(errands.AUTHOR, key=str(decision.pk), decision=decision.pk)


@receiver(comment_published)
def tell_whom_it_answers(comment: Comment, decision: Decision, first: bool, **kwargs: Any) -> None:
    """People learn that somebody answered them."""
    if telling.is_news_to_whom_it_answers(comment, decision, first=first):
        put(errands.REPLIED_TO, key=str(decision.pk), decision=decision.pk)
