"""Who else is at the desk now, and how one's own place there is set."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member
from comments.models import CLAIM, AtDesk


@dataclass(frozen=True)
class Here:
    """One's own place, and the others."""

    keys: bool
    others: list[str]

    @property
    def in_words(self) -> str:
        if not self.others:
            return _("You are alone at the desk.")
        told = ngettext(
            "%(n)s colleague is here: %(names)s.",
            "%(n)s colleagues are here: %(names)s.",
            len(self.others),
        )
        return told % {"n": len(self.others), "names": ", ".join(self.others)}


def here(member: Member) -> Here:
    """One query, whoever is there. Reading it notes nothing."""
    recent = timezone.now() - CLAIM
    places = AtDesk.objects.filter(Q(seen_at__gt=recent, is_resting=False) | Q(member=member))
    found = list(places.select_related("member").order_by("member__name"))
    own = next((place for place in found if place.member_id == member.pk), None)
    others = [place.member.name for place in found if place is not own]
    return Here(keys=own is not None and own.keys, others=others)
