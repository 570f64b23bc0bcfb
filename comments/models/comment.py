from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import PAGE_OF_A_GUIDE
from comments.models.discussion import Audience, under_a_page
from comments.models.finding import INDEXES
from comments.models.standing import Purpose, Status

# How many of the comments it answers stand above a comment on its own page.
ANCESTORS = 3


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions asked of many comments at once. Who may see what: `comments.visibility`."""

    def threads(self) -> Self:
        """First comments only: each carries a thread."""
        return self.filter(root=None)

    def listed_for(self, *, member: bool) -> Self:
        """What lists show to members, or to everyone: words, and stubs that hold replies."""
        return self.filter(listed=True) if member else self.filter(public=True)

    def with_answers(self) -> Self:
        """Fetch with first comments who wrote them, and what answered those that ask."""
        return self.select_related("author", "answer__author").defer("answer__html")

    def with_people(self) -> Self:
        """Fetch what a page shows beside the words."""
        return self.select_related("author", "parent", "parent__author")

    def for_its_page(self) -> Self:
        """Fetch in one query what the page of a comment shows above it; only where it lives
        under something the public can read."""
        above = ["parent__" * steps + "author" for steps in range(ANCESTORS + 2)]
        revision = "discussion__guide__live_revision"
        pages = ["discussion__guide__topic", "discussion__topic", revision, "root__author"]
        answers = ["answer__author", "root__answer__author"]
        return (
            self.select_related(*above, *pages, *answers)
            .defer(*(f"{revision}__{field}" for field in PAGE_OF_A_GUIDE))
            .defer("answer__html", "root__answer__html")
            .filter(under_a_page("discussion__"))
        )

    def for_its_desk(self) -> Self:
        """Fetch what moderators see around it, wherever it lives."""
        above = ["parent__" * steps + "author" for steps in range(ANCESTORS + 2)]
        pages = ["discussion__guide__topic", "discussion__topic", "root__author"]
        revision = "discussion__guide__live_revision"
        return self.select_related(*above, *pages, revision).defer(
            *(f"{revision}__{field}" for field in PAGE_OF_A_GUIDE)
        )

    def for_lists(self) -> Self:
        """Fetch what a list shows of many comments of many guides."""
        revision = "discussion__guide__live_revision"
        return self.select_related(
            "author", "discussion__guide", revision, "discussion__topic"
        ).defer(*(f"{revision}__{field}" for field in PAGE_OF_A_GUIDE))

    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def waiting(self) -> Self:
        return self.filter(status=Status.WAITING)


class Comment(models.Model):
    """One member's words; a *thread* is a first comment with all its replies.

    Display order inside a thread is (branch, seq): `seq` numbers the replies as they arrive,
    `branch` is the seq of the first-level reply they stand under (its own, if it is one).
    `listed` and `public` say whether members, and everyone, find it in lists: as words, or as a
    stub that holds replies. They are counted upward by the verbs and never copied downward.
    """

    discussion = models.ForeignKey(
        "comments.Discussion", models.CASCADE, related_name="comments", db_index=False
    )
    number = models.PositiveIntegerField(_("number"))
    # No plain index: SQLite would prefer it and sort whole threads (docs/decisions/0009).
    parent = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="+", db_index=False
    )
    root = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="+", db_index=False
    )
    branch = models.PositiveIntegerField(default=0)
    seq = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
    )
    # Whose words an import brought, where no member stands behind them.
    author_label = models.CharField(max_length=40, blank=True)
    posted_at = models.DateTimeField(_("posted"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    hides_branch = models.BooleanField(_("taken down with all replies"), default=False)
    kind = models.CharField(
        _("label"), max_length=12, choices=Purpose, blank=True, default=Purpose.NONE
    )
    who_may_read = models.CharField(
        _("who may read"), max_length=10, choices=Audience, default=Audience.EVERYONE
    )
    anonymous = models.BooleanField(_("without my name"), default=False)
    no_answer_needed = models.BooleanField(_("needs no answer"), default=False)
    # What was edited out may have been private, so its author can keep it from other readers.
    keeps_earlier_words = models.BooleanField(_("keeps earlier words back"), default=False)
    title = models.CharField(_("title"), max_length=120, blank=True)
    # The approved revision, cleaned: what readers get. Until one is approved, the newest words.
    html = models.TextField(blank=True)
    latest_number = models.PositiveSmallIntegerField(default=0)
    approved_number = models.PositiveSmallIntegerField(default=0)  # 0: none yet
    pending_number = models.PositiveSmallIntegerField(default=0)  # 0: nothing waits
    submission = models.UUIDField(default=uuid4)

    # Kept by the verbs, never counted when read.
    listed = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    listed_replies = models.PositiveIntegerField(default=0)  # direct ones
    public_replies = models.PositiveIntegerField(default=0)  # direct ones
    # On a thread's first comment: the whole thread.
    last_seq = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    public_reply_count = models.PositiveIntegerField(default=0)
    # The discussion's version that let others read it, so that a page made before can ask what
    # came since. 0: it came before this was kept, or with an import.
    arrival = models.PositiveBigIntegerField(default=0)
    # How many pressed each button beside it, and what the first makes of the helpful order.
    helped_count = models.PositiveIntegerField(default=0)
    same_here_count = models.PositiveIntegerField(default=0)
    thinking_of_you_count = models.PositiveIntegerField(default=0)
    thank_you_count = models.PositiveIntegerField(default=0)
    score = models.FloatField(default=0)
    # What it asks of a guide, if somebody passed that on; and the place in the guide that answers
    # it, a path, kept whenever that guide is published.
    question = models.ForeignKey(
        "articles.GuideQuestion", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    answered_in = models.CharField(max_length=300, blank=True, default="")
    # On a question: the reply that answered it, whoever can read that (`comments.answering`).
    answer = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    # What readers get of the notes beside it (`comments.context.noting`): a list of plain values.
    context = models.JSONField(default=list, blank=True)
    # When somebody else first replied to it with words that readers got. Kept by the verbs.
    first_reply_at = models.DateTimeField(null=True, blank=True)
    # Where an import brought it from, so that a second import finds it.
    source_key = models.CharField(max_length=200, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [
            ("moderate", _("Can decide about comments")),
            ("pin", _("Can pin a conversation")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["discussion", "number"], name="comments_are_numbered"),
            models.UniqueConstraint(
                fields=["author", "submission"], name="one_comment_per_submission"
            ),
            models.UniqueConstraint(
                fields=["root", "seq"],
                condition=Q(root__isnull=False),
                name="replies_are_numbered",
            ),
            models.UniqueConstraint(
                fields=["source_key"],
                condition=~Q(source_key=""),
                name="one_comment_per_source",
            ),
            models.CheckConstraint(
                condition=Q(root__isnull=True, parent__isnull=True, seq=0, branch=0)
                | Q(root__isnull=False, parent__isnull=False, seq__gt=0, branch__gt=0),
                name="a_comment_is_a_thread_or_a_reply",
            ),
        ]
        indexes = INDEXES

    def __str__(self) -> str:
        return str(_("comment %(number)s by %(name)s")) % {
            "number": self.number,
            "name": self.byline,
        }

    def get_absolute_url(self) -> str:
        return f"{reverse('comments:comment', args=[self.pk])}#comment-{self.pk}"

    @property
    def byline(self) -> str:
        """The name readers see. An anonymous author is known to moderators only."""
        if self.anonymous:
            return str(_("A member"))
        if self.author is not None:
            return self.author.name
        return self.author_label or str(_("A former member"))

    @property
    def depth(self) -> int:
        """How far it stands in: 0 thread, 1 reply, 2 reply to a reply and all below."""
        if self.root_id is None:
            return 0
        return 1 if self.branch == self.seq else 2

    @property
    def is_waiting(self) -> bool:
        return self.status == Status.WAITING

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def was_edited(self) -> bool:
        return self.edited_at is not None

    @property
    def has_newer_words(self) -> bool:
        """An edit waits; readers keep the approved words meanwhile."""
        return self.approved_number > 0 and self.pending_number > 0

    def newest_words(self) -> str:
        """As they were typed, whether readers have them yet or not."""
        return self.revisions.get(number=self.latest_number).source

    @property
    def thread_id(self) -> int:
        return self.root_id or self.pk

    def is_by(self, member_id: int | None) -> bool:
        return member_id is not None and self.author_id == member_id

    def count_replies_for(self, *, member: bool) -> int:
        """How many replies of this thread the reader can read."""
        return self.reply_count if member else self.public_reply_count
