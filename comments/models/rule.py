"""Rules of the team, what they found, who changed them, and what they would have found."""

import hashlib
import json
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_WEIGHT = 100
# How far back a rule is tried before it is switched on.
TRIED_OVER = timedelta(days=90)


class RuleKind(models.TextChoices):
    """What a rule looks for."""

    WORDS = "words", _("Words and phrases")
    PATTERNS = "patterns", _("Patterns")
    LINKS = "links", _("Links")
    REPEATS = "repeats", _("The same words again")
    FAST = "fast", _("Many comments in a short time")
    RECORD = "record", _("Comments that were not published or taken down lately")
    ADVICE = "advice", _("Telling others to change a dose or to stop a treatment")
    CURE = "cure", _("Promising a cure")
    PRIVATE = "private", _("Personal information")
    MAIL = "mail", _("Disposable mail addresses")
    SERVICE = "service", _("A service that knows spam")
    NETWORK = "network", _("Many accounts from one network")


class RuleState(models.TextChoices):
    """What a rule does when it finds something."""

    OFF = "off", _("Off")
    SHADOW = "shadow", _("Count only: nothing waits because of it")
    ON = "on", _("On: what it finds waits for a moderator")


class RuleFor(models.TextChoices):
    """Whose comments a rule looks at. Never at those of the team."""

    EVERYONE = "everyone", _("Everyone")
    NOT_TRUSTED = "not_trusted", _("Everyone but trusted members and mentors")
    NEW = "new", _("New members")


class RuleQuerySet(models.QuerySet["Rule"]):
    """Questions asked of many rules at once."""

    def at_work(self) -> Self:
        return self.exclude(state=RuleState.OFF).order_by("pk")


class Rule(models.Model):
    """An automatic check that may hold a comment for a moderator. It does nothing else to anybody.

    Rows change through `comments.rules.switching`, which writes down who did it.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("what it looks for"), max_length=10, choices=RuleKind)
    state = models.CharField(_("state"), max_length=6, choices=RuleState, default=RuleState.OFF)
    words = models.TextField(_("words, one line each"), blank=True, max_length=200_000)
    # What these two count depends on the kind (`comments.rules.kinds`).
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    within = models.PositiveSmallIntegerField(_("time"), null=True, blank=True)
    about = models.CharField(
        _("whose comments"), max_length=12, choices=RuleFor, default=RuleFor.EVERYONE
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=10, validators=[MinValueValidator(1), MaxValueValidator(MOST_WEIGHT)]
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who looks after it"),
    )
    review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    note = models.TextField(_("what it is for"), blank=True, max_length=1000)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        return self.state == RuleState.ON

    @property
    def is_off(self) -> bool:
        return self.state == RuleState.OFF

    @property
    def is_due(self) -> bool:
        """Somebody should look whether it is still right."""
        return self.review_on is not None and self.review_on <= timezone.localdate()

    @property
    def lines(self) -> list[str]:
        return [line for line in map(str.strip, self.words.splitlines()) if line]

    @property
    def fingerprint(self) -> str:
        """Of all that decides what it finds: a trial counts for these and no others."""
        told = [self.kind, self.lines, self.number, self.within, self.about]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class OnlyAdded(models.Model):
    """A row of a record: written once, never rewritten."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("This record is only added to.")
        super().save(*args, **kwargs)


class RuleChange(OnlyAdded):
    """Who changed a rule, from what to what. Only ever added; the newest row is also what tells
    every process that it has to read the rules again."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="changes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    untried = models.BooleanField(_("switched on without a trial"), default=False)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("change of a rule")
        verbose_name_plural = _("changes of rules")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.at:%Y-%m-%d}"


class RuleHit(models.Model):
    """What a rule found in one version of a comment, and where."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="hits")
    revision = models.ForeignKey(
        "comments.CommentRevision", models.CASCADE, related_name="rule_hits"
    )
    # Pairs of places in the words as typed, or beyond their end in the title.
    spans = models.JSONField(_("where"), default=list)
    held = models.BooleanField(_("let it wait"))
    weight = models.PositiveSmallIntegerField(_("weight"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("find of a rule")
        verbose_name_plural = _("finds of rules")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "rule"], name="a_rule_finds_a_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.revision_id}"


class RuleTrial(models.Model):
    """What a rule would have found lately, as it stood then: a dry run. The worker does it."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="trials")
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    since = models.DateTimeField(_("from"))
    done_at = models.DateTimeField(_("done"), null=True)
    # The last version looked at.
    reached = models.PositiveBigIntegerField(default=0)
    seen = models.PositiveIntegerField(_("looked at"), default=0)
    found = models.PositiveIntegerField(_("found"), default=0)
    approved = models.PositiveIntegerField(_("of these approved"), default=0)
    # Pairs of a version and where in it: [[12, [[0, 7]]], ...]. The words stay where they are.
    examples = models.JSONField(default=list)

    class Meta:
        verbose_name = _("trial of a rule")
        verbose_name_plural = _("trials of rules")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.asked_at:%Y-%m-%d}"


class Sketch(models.Model):
    """A few numbers that stand for the words of a comment, so that the same words are found again
    among many. They are forgotten when nobody compares with them any more."""

    revision = models.ForeignKey(
        "comments.CommentRevision", models.CASCADE, related_name="+", db_index=False
    )
    value = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("sketch of words")
        verbose_name_plural = _("sketches of words")
        constraints = [
            models.UniqueConstraint(fields=["revision", "value"], name="a_sketch_is_kept_once")
        ]
        indexes = [
            models.Index(fields=["value", "at"], name="sketches_by_value"),
            models.Index(fields=["at"], name="sketches_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}"
