from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member

# What can be followed: the name of its field.
TARGETS = ("discussion", "topic", "thread", "person")


class FollowQuerySet(models.QuerySet["Follow"]):
    """Questions asked of many follows at once."""

    def of(self, member: Member) -> Self:
        return self.filter(member=member)


class Follow(models.Model):
    """What a member watches: a discussion, all of a topic, one thread, or what a person starts.
    Nobody else is told of it, not even who is followed."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows", db_index=False
    )
    discussion = models.ForeignKey(
        "comments.Discussion", models.CASCADE, null=True, blank=True, related_name="+"
    )
    topic = models.ForeignKey(
        "articles.Topic", models.CASCADE, null=True, blank=True, related_name="+"
    )
    thread = models.ForeignKey(
        "comments.Comment", models.CASCADE, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="followed_by"
    )
    since = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.CheckConstraint(
                condition=Q(discussion__isnull=False, topic=None, thread=None, person=None)
                | Q(discussion=None, topic__isnull=False, thread=None, person=None)
                | Q(discussion=None, topic=None, thread__isnull=False, person=None)
                | Q(discussion=None, topic=None, thread=None, person__isnull=False),
                name="a_follow_has_one_target",
            ),
            *(
                models.UniqueConstraint(
                    fields=["member", target],
                    condition=Q(**{f"{target}__isnull": False}),
                    name=f"a_{target}_is_followed_once",
                )
                for target in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return next(target for target in TARGETS if getattr(self, f"{target}_id"))
