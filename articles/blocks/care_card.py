"""When to ask for help, whom, and how soon."""

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.models import Block, CareLevel

FIELDS = ("heading", "level", "items")
EXPLANATION = _("When to ask for help. Say whom and how soon in the heading, the signs below it.")

# How loud the card is drawn. The heading says it in words.
LOOKS = {CareLevel.NON_URGENT: "", CareLevel.URGENT: "soon", CareLevel.EMERGENCY: "now"}
ANNOUNCED = {
    CareLevel.NON_URGENT: _("Non-urgent advice:"),
    CareLevel.URGENT: _("Urgent advice:"),
    CareLevel.EMERGENCY: _("Immediate action:"),
}


def problems(block: Block) -> list[Problem]:
    found = []
    if not block.heading.strip():
        found.append(Problem("heading", _("Say whom to ask and how soon. End with “if:”.")))
    elif not block.heading.strip().endswith("if:"):
        found.append(Problem("heading", _("End the heading with “if:”. The items go on from it.")))
    if block.level not in CareLevel:
        found.append(Problem("level", _("Choose how urgent the care card is.")))
    if not block.lines:
        found.append(Problem("items", _("Write the signs to watch for, one a line.")))
    return found


def context(block: Block) -> dict[str, object]:
    level = CareLevel(block.level)
    return {"look": LOOKS[level], "announced": ANNOUNCED[level]}
