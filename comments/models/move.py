from django.db import models
from django.utils.translation import gettext_lazy as _


class Move(models.Model):
    """A press that gave one conversation another place in the helpful order. It says nobody's name.

    Kept for the last changes of a discussion only, so that whoever reads that order page by page
    misses none and meets none twice. Only `comments.moves` writes here.
    """

    # No plain index: the constraint begins with it.
    discussion = models.ForeignKey(
        "comments.Discussion", models.CASCADE, related_name="+", db_index=False
    )
    # The discussion's version that the press made.
    version = models.PositiveBigIntegerField()
    # By its number, not its row: a comment that is deleted looks for nothing here.
    thread = models.PositiveIntegerField()
    before = models.FloatField()
    after = models.FloatField()

    class Meta:
        verbose_name = _("move in the helpful order")
        verbose_name_plural = _("moves in the helpful order")
        constraints = [
            models.UniqueConstraint(fields=["discussion", "version"], name="one_move_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.thread}: {self.before:.2f} -> {self.after:.2f}"
