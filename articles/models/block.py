from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a block is. The kind decides which fields count."""

    TEXT = "text", _("Text")
    KEY_POINTS = "key_points", _("Key points (In short)")
    CARE_CARD = "care_card", _("Care card")
    DO_LIST = "do_list", _("Do list")
    DONT_LIST = "dont_list", _("Don't list")
    STEPS = "steps", _("Steps")
    CALLOUT = "callout", _("Callout (a plain note)")
    DETAILS = "details", _("Details (folded away)")
    TABLE = "table", _("Table")
    QUOTE = "quote", _("Quote (words of a member)")
    MEDICINE_NOTE = "medicine_note", _("Medicine note")
    FIGURE = "figure", _("Figure")
    REFERENCES = "references", _("References")
    RELATED_GUIDES = "related_guides", _("Related guides")


class CareLevel(models.TextChoices):
    """How soon somebody should ask for help."""

    NON_URGENT = "non_urgent", _("Non-urgent")
    URGENT = "urgent", _("Urgent")
    EMERGENCY = "emergency", _("Emergency")


_SHORT = 60


class Block(models.Model):
    """One typed piece of a guide's working copy."""

    # Room between two blocks, so that a third can be put between them by its number alone.
    STEP = 10

    guide = models.ForeignKey("articles.Guide", models.CASCADE, related_name="blocks")
    uuid = models.UUIDField(default=uuid4, editable=False, unique=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Small numbers come first.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TEXT)
    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("A care card's heading ends in “if:”. A figure needs none."),
    )
    level = models.CharField(
        _("how urgent"),
        max_length=12,
        choices=CareLevel,
        blank=True,
        help_text=_("Care cards only."),
    )
    html = models.TextField(_("words"), blank=True, help_text=_("Text, callouts, details, quotes."))
    items = models.TextField(
        _("items"),
        blank=True,
        help_text=_("One a line. What a line holds depends on the kind, and stands there."),
    )
    image = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="blocks",
        limit_choices_to={"current": None},
        verbose_name=_("picture"),
        help_text=_("Figures only."),
    )
    alt = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("For people who cannot see it. Say what matters, not “picture of”."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("The picture tells nothing; skip it aloud.")
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=150, blank=True)

    row_headers = models.BooleanField(
        _("the first column names the rows"),
        default=False,
        help_text=_("Tables only. It is read out before each cell."),
    )
    attribution = models.CharField(
        _("the name they chose"),
        max_length=80,
        blank=True,
        help_text=_("Quotes only. Not the name in their passport, unless they chose it here."),
    )
    consent = models.BooleanField(
        _("the member has agreed"),
        default=False,
        help_text=_(
            "They have read these words and this name as they stand here, and said yes to both. "
            "Ask again after a change."
        ),
    )
    purpose = models.CharField(
        _("what it is for"), max_length=300, blank=True, help_text=_("Medicine notes only.")
    )
    safety_line = models.CharField(
        _("safety line"),
        max_length=250,
        blank=True,
        help_text=_("Medicine notes only. Such as: do not stop it suddenly."),
    )
    # Addresses, one a line: they mean the same in a file, on another site and to people.
    guides = models.TextField(_("guides"), blank=True)
    no_source_needed = models.BooleanField(
        _("no source needed"),
        default=False,
        help_text=_("The numbers in this block are not claims: a telephone number, a time."),
    )

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=Kind.CARE_CARD) | ~Q(level=""),
                name="a_care_card_has_a_level",
                violation_error_message=_("Choose how urgent the care card is."),
            ),
        ]

    def __str__(self) -> str:
        said = self.heading or self.caption or self.alt or self.get_kind_display()
        # The panel of findings says it a thousand times, and cutting costs more than looking.
        return said if len(said) <= _SHORT else Truncator(said).chars(_SHORT)

    @property
    def lines(self) -> list[str]:
        """The items, one a line, without empty ones."""
        return [line.strip() for line in self.items.splitlines() if line.strip()]
