from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outbox import put

if TYPE_CHECKING:
    from datetime import date

    from articles.models.revision import Revision


# What the worker does for guides that lead to one that has changed: articles/errands.py.
DRAW_WHERE_NAMED = "draw_guides_that_name"

# Fields of a revision that hold the whole page, and that lists do not fetch.
PAGE_OF_A_GUIDE = ("html", "text", "data", "contents", "places")
# Addresses below a topic that other pages use.
TAKEN_SLUGS = {"discussion"}


class State(models.TextChoices):
    """Where a guide stands between its authors and its readers."""

    DRAFT = "draft", _("Draft: nobody reads it yet")
    LIVE = "live", _("Live")
    CHANGED = "changed", _("Live, changed since published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged into another guide")


class Stage(models.TextChoices):
    """How far the working copy has come on its way to the public. A change begins anew."""

    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waiting for an editor")
    EDITED = "edited", _("Waiting for a clinician")
    CHECKED = "checked", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")


class GuideQuerySet(models.QuerySet["Guide"]):
    """Questions asked of many guides at once."""

    def locked(self, pk: int) -> "Guide":
        """The guide, nobody else's until the transaction ends.

        Not its key: PostgreSQL looks for the guide of a discussion when a comment is committed, and
        would wait for whoever publishes, who may be waiting for that discussion.
        """
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)

    def ever_live(self) -> Self:
        """What the public reads or has read, also where it is part of another guide by now."""
        return self.filter(live_revision__isnull=False).select_related(
            "topic", "live_revision__hero"
        )

    def live(self) -> Self:
        """What the public may read, withdrawn guides included (they say so themselves)."""
        return self.ever_live().filter(merged_into=None)

    def with_parts(self) -> Self:
        """Each with `has_parts`: whether another guide became part of it."""
        return self.annotate(
            has_parts=Exists(self.model.objects.filter(merged_into=OuterRef("pk")))
        )

    def on_offer(self) -> Self:
        """What lists show: live and not withdrawn, the freshest first.

        The page itself stays in the database: a list shows a title, a summary, a picture. What
        else a template asks for (the discussion) comes in one query for all of them.
        """
        heavy = [f"live_revision__{field}" for field in PAGE_OF_A_GUIDE]
        return (
            self.live()
            .filter(withdrawn_at=None)
            .defer(*heavy)
            .fetch_mode(models.FETCH_PEERS)
            .order_by(F("changed_on").desc(), "live_revision__title")
        )

    def with_state(self) -> Self:
        """Each guide with its `state`, told by the database: a list asks for no row twice."""
        state = Case(
            When(merged_into__isnull=False, then=Value(State.MERGED)),
            When(withdrawn_at__isnull=False, then=Value(State.WITHDRAWN)),
            When(live_revision=None, then=Value(State.DRAFT)),
            When(sha256=F("live_revision__sha256"), then=Value(State.LIVE)),
            default=Value(State.CHANGED),
            output_field=models.CharField(choices=State.choices),
        )
        return self.annotate(state=state)


class Guide(models.Model):
    """One symptom guide: the working copy that authors edit.

    The public never sees these fields or their blocks, only `live_revision`.
    """

    topic = models.ForeignKey(
        "articles.Topic", models.PROTECT, related_name="guides", verbose_name=_("topic")
    )
    title = models.CharField(_("title"), max_length=65)
    slug = models.SlugField(_("address"), max_length=80)
    summary = models.CharField(
        _("summary"),
        max_length=160,
        help_text=_("One or two sentences. Lists and search engines show them."),
    )
    hero = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"current": None},
        verbose_name=_("main picture"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_guides",
        verbose_name=_("owner"),
        help_text=_("Who keeps this guide up to date."),
    )
    lay_terms = models.TextField(
        _("other words people use"),
        blank=True,
        help_text=_("One a line, such as: tight legs. Search finds the guide by them."),
    )
    is_demo = models.BooleanField(
        _("demo content"),
        default=False,
        help_text=_("The page then says that nobody has reviewed it medically."),
    )
    # Counts saves of the working copy; a form that was opened before the last one is refused.
    version = models.PositiveIntegerField(default=1, editable=False)
    # Fingerprint of the working copy, compared with that of the live revision.
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False
    )
    # Since when it stands there; what has waited longest is read first.
    waiting_since = models.DateTimeField(null=True, blank=True, editable=False)
    live_revision = models.ForeignKey(
        "articles.Revision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("what the public reads"),
    )
    changed_on = models.DateField(_("last major change"), null=True, blank=True, editable=False)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True, editable=False)
    review_due_on = models.DateField(_("review due"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("why withdrawn"), blank=True)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name=_("replaced by")
    )
    # What it became part of; it is withdrawn, too, so that no list offers it.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="parts"
    )
    merged_at = models.DateTimeField(null=True, editable=False)
    # Where it came from, so that a second import finds it: "wordpress:<site>:<post id>".
    source_key = models.CharField(max_length=200, blank=True, editable=False)

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        permissions = [("publish_guide", _("Can publish guides"))]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "slug"],
                name="one_guide_per_address",
                violation_error_message=_("Another guide of this topic has this address."),
            ),
            models.UniqueConstraint(
                fields=["source_key"],
                condition=~models.Q(source_key=""),
                name="one_guide_per_source",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None, merged_at=None)
                | models.Q(
                    merged_into__isnull=False, merged_at__isnull=False, withdrawn_at__isnull=False
                ),
                name="what_is_merged_is_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:guide", args=[self.topic.slug, self.slug])

    @property
    def is_live(self) -> bool:
        return self.live_revision_id is not None

    @property
    def current_revision(self) -> "Revision | None":
        """The revision that says what the working copy says, if it was kept. Asks the database."""
        return self.revisions.filter(sha256=self.sha256).first()

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None

    @property
    def end(self) -> "Guide":
        """Where readers find it: itself, or what it became part of, to the end. Asks the database
        for each step."""
        found = self
        while found.merged_into:
            found = found.merged_into
        return found

    @property
    def replacement(self) -> "Guide | None":
        """What to read instead of a withdrawn guide. Asks the database."""
        found = self.replaced_by and self.replaced_by.end
        return found if found and found.is_readable else None

    @property
    def is_readable(self) -> bool:
        """The public is offered it."""
        return self.is_live and not self.is_withdrawn

    @property
    def is_overdue(self) -> bool:
        return self.review_due_on is not None and self.review_due_on < timezone.localdate()

    @property
    def vouched_on(self) -> "date | None":
        """The day of a review that readers may rely on. Nobody has read demo content for that."""
        return None if self.is_demo else self.reviewed_on

    @transaction.atomic
    def withdraw(self, *, reason: str, replaced_by: "Guide | None" = None) -> None:
        """Tell readers not to rely on it. The page stays, with the reason on top, and what was on
        its way to them begins anew."""
        self.withdrawn_at = timezone.now()
        self.withdrawn_reason = reason
        self.replaced_by = replaced_by
        self.save(update_fields=["withdrawn_at", "withdrawn_reason", "replaced_by"])
        self.stop_on_its_way()
        self.draw_where_it_is_named()

    def stop_on_its_way(self) -> None:
        """Nobody reviews it any more, and nothing goes live by itself."""
        self.schedules.filter(done_at=None, cancelled_at=None).update(cancelled_at=timezone.now())
        self.stage, self.waiting_since = Stage.DRAFT, None
        self.save(update_fields=["stage", "waiting_since"])

    def put_back(self) -> None:
        """Offer it to readers again. Only going live after a new review does so."""
        self.withdrawn_at = None
        self.withdrawn_reason = ""
        self.replaced_by = None
        self.save(update_fields=["withdrawn_at", "withdrawn_reason", "replaced_by"])
        self.draw_where_it_is_named()

    def draw_where_it_is_named(self) -> None:
        """What other guides say of this one has changed: the worker draws them again."""
        old = self.old_addresses.values_list("old", flat=True)
        put(DRAW_WHERE_NAMED, addresses=[self.get_absolute_url(), *old])
