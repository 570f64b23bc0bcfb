from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReactionKind(models.TextChoices):
    """What can be said in one press: that it helped, or one of three ready answers."""

    HELPED = "helped", _("This helped")
    SAME_HERE = "same_here", _("Same here")
    THINKING_OF_YOU = "thinking_of_you", _("Thinking of you")
    THANK_YOU = "thank_you", _("Thank you")


# Where each comment keeps how many said so.
COUNTS = {kind.value: f"{kind.value}_count" for kind in ReactionKind}


class Reaction(models.Model):
    """One member's press beside one comment. Who it was is shown to that member alone.

    There is none against a comment. Only `comments.reacting` writes here: it keeps the counts.
    """

    comment = models.ForeignKey(
        "comments.Comment", models.CASCADE, related_name="reactions", db_index=False
    )
    # When somebody leaves, that it helped stays true; that it was them is forgotten.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=ReactionKind)

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "member", "kind"], name="one_reaction_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
