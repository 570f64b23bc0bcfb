import random
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A worker that died is given up after this long; what it was doing is done again.
LEASE = timedelta(minutes=5)
# After these many tries (about 30 hours with the pauses below) a person has to look.
TRIES = 16
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=6)


class ErrandQuerySet(models.QuerySet["Errand"]):
    """Questions asked of many errands at once."""

    def open(self) -> Self:
        return self.filter(done_at=None, gave_up_at=None)

    def due(self) -> Self:
        """Whose time has come and which no living worker holds, in order of their time."""
        now = timezone.now()
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        return self.open().filter(free, next_try_at__lte=now).order_by("next_try_at", "id")

    def given_up(self) -> Self:
        return self.exclude(gave_up_at=None)


class Errand(models.Model):
    """One thing to be done later: kept until it is done, tried again when it fails."""

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(
        _("key"),
        max_length=200,
        help_text=_("The same key is never taken twice, so a repeated cause has one effect."),
    )
    payload = models.JSONField(_("payload"), default=dict)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    leased_until = models.DateTimeField(_("held by a worker until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("tries so far"), default=0)
    error = models.TextField(_("last error"), blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    gave_up_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("errand")
        verbose_name_plural = _("errands")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_errand_per_cause"),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(done_at=None, gave_up_at=None),
                name="errands_by_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def take(self) -> bool:
        """Claim it for this worker; False when another one was faster."""
        now = timezone.now()
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        taken = (
            Errand.objects.open()
            .filter(free, pk=self.pk)
            .update(leased_until=now + LEASE, attempts=F("attempts") + 1)
        )
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def finish(self) -> None:
        """Done. What it carried (a code, an address) is forgotten at once."""
        self.done_at = timezone.now()
        self._release(error="", payload={})

    def postpone(self, error: str) -> None:
        """It failed: try again after a pause that doubles, or give up and let a person look."""
        now = timezone.now()
        if self.attempts >= TRIES:
            self.gave_up_at = now
        self.next_try_at = now + pause_after(self.attempts)
        self._release(error=error[:2000], payload=self.payload)

    def try_again(self) -> None:
        """A person has looked: start over."""
        self.attempts, self.gave_up_at, self.next_try_at = 0, None, timezone.now()
        self._release(error=self.error, payload=self.payload)

    def _release(self, *, error: str, payload: dict[str, Any]) -> None:
        self.leased_until, self.error, self.payload = None, error, payload
        self.save()


def pause_after(attempts: int) -> timedelta:
    """Longer each time, and never quite the same, so that what failed together does not return
    together."""
    pause = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 -- no secret
