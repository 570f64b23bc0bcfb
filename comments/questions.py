"""What comments ask of a guide: passed on to its authors, and marked once the guide answers it."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles import questions
from articles.models import Guide, GuideQuestion
from comments import deciding
from comments.models import Comment, Discussion
from comments.posting import Refused
from comments.shown import path_of


class PassedOn(Refused):
    """Somebody was quicker."""


@transaction.atomic
def pass_on(
    comment: Comment,
    *,
    by: Member,
    guide: Guide,
    words: str = "",
    same: GuideQuestion | None = None,
) -> GuideQuestion:
    """Ask the authors of a guide to answer it: in these words, or as the `same` open question.

    PassedOn where the comment has a question already; Refused where readers cannot read it, or
    where the same question was settled meanwhile.
    """
    # The guide first, and then the discussion: as publishing does, which marks the answers.
    Guide.objects.locked(same.guide_id if same else guide.pk)
    deciding.lock(comment)
    if comment.question_id is not None:
        raise PassedOn(_("This comment was passed on already."))
    if not comment.is_published:
        raise Refused(_("Only what is published can be passed on."))
    if same is not None:
        same.refresh_from_db()
        if not same.is_open:
            raise Refused(_("That question was settled meanwhile. Write it in your own words."))
    else:
        same = questions.ask(guide, words, by=by, asked_in=path_of(comment.pk))
    comment.question = same
    comment.save(update_fields=["question"])
    return same


def mark_answers(guide: Guide) -> None:
    """Let each comment lead to the place in the guide that answers it, as it stands there now."""
    asking = Comment.objects.filter(question__guide=guide).select_related("question")
    moved = []
    for comment in asking.only("discussion", "answered_in", "question"):
        question = comment.question
        assert question is not None  # noqa: S101 -- the filter leaves no others
        question.guide = guide
        place = question.get_absolute_url() if question.is_answered else ""
        if comment.answered_in != place:
            comment.answered_in = place
            moved.append(comment)
    if moved:
        places = {comment.discussion_id for comment in moved}
        # Whoever decides about a comment holds the discussion first, too.
        for discussion in sorted(places):
            Discussion.objects.locked(discussion)
        Comment.objects.bulk_update(moved, ["answered_in"])
        Discussion.objects.filter(pk__in=places).update(version=F("version") + 1)
