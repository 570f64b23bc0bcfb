from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import PAGE_OF_A_GUIDE, Guide, Topic
from queries.prepared import prepared


class Audience(models.TextChoices):
    """Who may read something."""

    EVERYONE = "everyone", _("Everyone")
    MEMBERS = "members", _("Members only")


class Hold(models.TextChoices):
    """Whose comments wait for a moderator first."""

    NOBODY = "nobody", _("Nobody's")
    NEW = "new", _("New members'")
    EVERYONE = "everyone", _("Everyone's")


def under_a_page(discussion: str = "") -> Q:
    """Whether it stands under something the public can open: a published guide, or a topic.
    `discussion` leads there from what is asked about, such as "discussion__"."""
    guide = Q(**{f"{discussion}guide__live_revision__isnull": False})
    return guide | Q(**{f"{discussion}topic__isnull": False})


class DiscussionQuerySet(models.QuerySet["Discussion"]):
    """Questions asked of many discussions at once."""

    def locked(self, pk: int) -> "Discussion":
        """The row, held until the transaction ends: writers in one discussion take turns."""
        found = held(pk=pk)
        if not found:
            raise Discussion.DoesNotExist
        return found[0]

    def under_guide(self, topic: str, guide: str) -> Self:
        """The discussion of the live guide at this address."""
        live = {"guide__live_revision__isnull": False, "guide__merged_into": None}
        return self.filter(guide__slug=guide, guide__topic__slug=topic, **live).with_title()

    def at(self, topic: str, guide: str) -> Self:
        """The discussion of the live guide at this address, or of the topic when none is named."""
        return self.under_guide(topic, guide) if guide else self.under_topic(topic)

    def under_topic(self, topic: str) -> Self:
        """The discussion of the topic at this address."""
        return self.filter(topic__slug=topic).with_title()

    def with_title(self) -> Self:
        """Fetch what names the discussion, without the text of the guide."""
        heavy = [f"guide__live_revision__{field}" for field in PAGE_OF_A_GUIDE]
        return self.select_related("guide__topic", "guide__live_revision", "topic").defer(*heavy)

    def with_pinned(self) -> Self:
        """Fetch the conversation that stands first, so that a page needs no query for it."""
        return self.select_related("pinned__author", "pinned__answer__author").defer(
            "pinned__answer__html"
        )

    def readable_somewhere(self) -> Self:
        """Those that stand under something the public can open."""
        return self.filter(under_a_page()).with_title()

    def readable(self, *, by_member: bool) -> Self:
        return self if by_member else self.filter(who_may_read=Audience.EVERYONE)


class Discussion(models.Model):
    """Everything said under one guide, or under one topic."""

    guide = models.OneToOneField(
        "articles.Guide", models.CASCADE, null=True, blank=True, related_name="discussion"
    )
    topic = models.OneToOneField(
        "articles.Topic", models.CASCADE, null=True, blank=True, related_name="discussion"
    )
    who_may_read = models.CharField(
        _("who may read"), max_length=10, choices=Audience, default=Audience.EVERYONE
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    hold = models.CharField(
        _("whose comments wait for a moderator"), max_length=10, choices=Hold, default=Hold.NEW
    )
    slow_mode = models.PositiveIntegerField(
        _("seconds between two comments of one member"), default=0
    )
    # Kept, never counted. `published_count` is what members can read, `public_count` everyone.
    published_count = models.PositiveIntegerField(default=0, editable=False)
    public_count = models.PositiveIntegerField(default=0, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    # When something was last said that members, and everyone, can read (`comments.lately`).
    last_said_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_public_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The conversation that stands first. Only `comments.deciding` sets it.
    pinned = models.ForeignKey(
        "comments.Comment",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("pinned comment"),
    )
    # Rises with every change that a reader could see: part of every cache key.
    version = models.PositiveBigIntegerField(default=1, editable=False)
    # Where the log of its decisions ends (`comments.sealing`).
    log_length = models.PositiveIntegerField(default=0, editable=False)
    log_seal = models.CharField(max_length=64, blank=True, editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        constraints = [
            models.CheckConstraint(
                condition=Q(guide__isnull=True) ^ Q(topic__isnull=True),
                name="a_discussion_belongs_to_a_guide_or_a_topic",
            ),
        ]
        indexes = [
            models.Index(fields=["-last_said_at", "-id"], name="talked_about_lately"),
            models.Index(fields=["-last_public_at", "-id"], name="talked_about_in_public"),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return f"{self.page_url}#talk"

    @property
    def page_url(self) -> str:
        """The page it stands on: a guide's own, or one of its own for a topic, or for what was said
        under a guide that became part of another."""
        if self.is_older:
            return reverse("comments:older", args=[self.pk])
        if self.topic:
            return reverse("comments:topic", args=[self.topic.slug])
        return self.subject.get_absolute_url()

    @property
    def subject(self) -> Guide | Topic:
        """The guide or topic that is talked about."""
        subject = self.guide or self.topic
        assert subject is not None  # noqa: S101 -- a constraint of the table keeps it so
        return subject

    @property
    def title(self) -> str:
        """The name readers know it by: a guide's working copy may have another one."""
        if self.guide and self.guide.live_revision:
            return self.guide.live_revision.title
        return self.subject.title

    @property
    def is_older(self) -> bool:
        """Its guide became part of another one, where people talk now."""
        return self.guide is not None and self.guide.is_merged

    @property
    def is_open(self) -> bool:
        """Whether comments are taken now."""
        now = timezone.now()
        begun = self.opens_at is None or self.opens_at <= now
        return begun and not self.is_older and (self.closes_at is None or now < self.closes_at)

    def count_for(self, *, member: bool) -> int:
        """How many comments this reader can read."""
        return self.published_count if member else self.public_count


@prepared
def held(*, pk: int) -> DiscussionQuerySet:
    found = Discussion.objects.filter(pk=pk).select_related("guide")
    return found.select_for_update(no_key=True, of=("self",))
