"""What comments does when articles announces something."""

from typing import Any

from django.dispatch import receiver

from articles.models import Guide, GuideQuestion
from articles.signals import guide_published, question_answered, question_opened_again
from comments import questions
from comments.models import Discussion


@receiver(guide_published)
def open_a_discussion(guide: Guide, **kwargs: Any) -> None:
    """Every guide that goes live can be talked about, and every topic that has one."""
    Discussion.objects.get_or_create(guide=guide)
    Discussion.objects.get_or_create(topic=guide.topic)


@receiver(guide_published)
def follow_the_sections(guide: Guide, **kwargs: Any) -> None:
    """Comments lead to the section that answers them, wherever it stands now."""
    questions.mark_answers(guide)


@receiver([question_answered, question_opened_again])
def mark_the_comments(question: GuideQuestion, **kwargs: Any) -> None:
    """Comments say that the guide answers them, or say so no longer."""
    questions.mark_answers(question.guide)
