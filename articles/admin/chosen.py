"""A choice of guides to read next: some lists to choose from, kept as addresses, one a line."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.blocks.related_guides import MOST
from articles.models import Guide

# [("", "No guide"), ("Fatigue and energy", [("/guides/…/", "Pacing a day"), …]), …]
type Offered = list[tuple[Any, Any]]
NONE: Offered = [("", _("No guide"))]
_MOST_SENT = 20


def offered(besides: Guide) -> Offered:
    """What readers are offered now, by topic, without the guide that is being written."""
    shelves: dict[str, list[tuple[str, str]]] = {}
    guides = Guide.objects.on_offer().exclude(pk=besides.pk)
    for guide in guides.order_by("topic__position", "topic__title", "live_revision__title"):
        title = guide.live_revision.title  # type: ignore[union-attr]
        shelves.setdefault(guide.topic.title, []).append((guide.get_absolute_url(), title))
    return [*NONE, *shelves.items()]


def sent(data: Mapping[str, Any], name: str) -> str:
    """What the lists of a form stand for, as a browser sent them."""
    each = (data.get(f"{name}_{number}") for number in range(_MOST_SENT))
    return "\n".join(dict.fromkeys(one for one in each if one))


class ChosenGuides(forms.MultiWidget):
    """One list a guide, so that a choice is one key or one tap, and their order is told."""

    use_fieldset = True

    def __init__(self, attrs: Any = None, *, offered: Offered = NONE, chosen: str = "") -> None:
        addresses = chosen.splitlines()
        # Saving loses nothing that was chosen before: neither a fifth, nor one withdrawn since.
        known = {address for _shelf, guides in offered[1:] for address, _title in guides}
        others = [(address, address) for address in addresses if address not in known]
        lists = range(max(MOST, len(addresses)))
        super().__init__([forms.Select(choices=[*offered, *others]) for _one in lists], attrs)

    def decompress(self, value: str | None) -> list[str]:
        return (value or "").splitlines()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return sent(data, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for number, widget in enumerate(context["widget"]["subwidgets"], start=1):
            widget["attrs"]["aria-label"] = _t("Guide %(number)s") % {"number": number}
        return context
