"""What has to be found quickly among comments, however many there are (docs/decisions/0009)."""

from django.db import models
from django.db.models import Q

INDEXES = [
    models.Index(
        fields=["discussion", "number"],
        condition=Q(root__isnull=True, listed=True),
        name="threads_by_age",
    ),
    models.Index(
        fields=["discussion", "score", "number"],
        condition=Q(root__isnull=True, listed=True),
        name="threads_by_score",
    ),
    models.Index(
        fields=["discussion", "number"],
        condition=Q(root__isnull=True, public=True),
        name="public_threads_by_age",
    ),
    models.Index(
        fields=["discussion", "score", "number"],
        condition=Q(root__isnull=True, public=True),
        name="public_threads_by_score",
    ),
    models.Index(
        fields=["root", "branch", "seq"],
        condition=Q(root__isnull=False, listed=True),
        name="replies_in_order",
    ),
    models.Index(
        fields=["root", "branch", "seq"],
        condition=Q(root__isnull=False, public=True),
        name="public_replies_in_order",
    ),
    models.Index(
        fields=["discussion", "arrival"], condition=Q(listed=True), name="arrivals_in_order"
    ),
    models.Index(
        fields=["discussion", "-posted_at", "-number"],
        condition=Q(status="published", listed=True),
        name="said_by_date",
    ),
    models.Index(fields=["root"], condition=Q(hides_branch=True), name="hidden_branches"),
    models.Index(
        fields=["-posted_at", "-id"],
        condition=Q(root__isnull=True, listed=True, reply_count=0, no_answer_needed=False),
        name="threads_without_reply",
    ),
    # So that deleting one comment does not look at all others for replies to it.
    models.Index(fields=["parent"], condition=Q(parent__isnull=False), name="replies_by_parent"),
    models.Index(fields=["answer"], condition=Q(answer__isnull=False), name="answers_of"),
    models.Index(fields=["question"], condition=Q(question__isnull=False), name="asks_of_a_guide"),
    # For the page of all that one has written.
    models.Index(fields=["author", "-id"], name="comments_of_a_member"),
    models.Index(
        fields=["author", "discussion", "number"],
        condition=Q(status="waiting"),
        name="waiting_by_author",
    ),
    models.Index(
        fields=["author", "discussion", "number"],
        condition=Q(status="published"),
        name="published_by_author",
    ),
]
