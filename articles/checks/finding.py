from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from articles.checks.draft import Piece


class Severity(TextChoices):
    """What a finding stops. What stops submitting stops publishing too."""

    SUBMIT = "submit", _("Mend before it goes to review")
    PUBLISH = "publish", _("Mend before it goes live")
    ADVICE = "advice", _("Advice")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence to the author about one place. `quote` is what they wrote there."""

    severity: Severity
    message: "StrOrPromise"
    piece: "Piece | None" = None
    field: str = ""
    quote: str = ""
    # Told by the form itself when somebody presses "Publish".
    is_rule_of_the_kind: bool = False

    @property
    def target(self) -> str:
        """Where the form shows it."""
        if self.piece is None:
            return f"id_{self.field}" if self.field else "blocks-group"
        return f"id_{self.piece.place}-{self.field}" if self.field else self.piece.place
