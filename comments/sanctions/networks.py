"""Who posted from the same network: a hint for a few, and never a proof.

Kept only with `NETWORK_HINTS`, and not the address: a keyed hash of its network (a /24, of IPv6 a
/48), for 30 days since somebody last posted from there (`comments.retention`).
"""

import hmac
from datetime import datetime
from hashlib import sha256
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Member
from comments.models import SeenFrom

SEES = "comments.see_networks"
WIDE = {4: 24, 6: 48}
MARK = 32  # characters: 128 bits
FEW = 10


def note(request: HttpRequest, member: Member) -> None:
    """Remember where a post came from. One row for each network of a member, one query."""
    address = get_adapter().get_client_ip(request) if settings.NETWORK_HINTS else None
    if address:
        SeenFrom.objects.bulk_create(
            [SeenFrom(member=member, mark=mark_of(address))],
            update_conflicts=True,
            unique_fields=["member", "mark"],
            update_fields=["seen_on"],
        )


def mark_of(address: str) -> str:
    """The same for each address of a network."""
    found = ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or found
    network = ip_network(f"{found}/{WIDE[found.version]}", strict=False)
    key = sha256(b"msforum networks:" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, str(network).encode(), sha256).hexdigest()[:MARK]


def many_others(member: Member, since: datetime) -> int:
    """How many others posted from one of a member's networks since then; none where nothing is
    kept. One query."""
    if not settings.NETWORK_HINTS:
        return 0
    marks = SeenFrom.objects.filter(member=member).values("mark")
    same = SeenFrom.objects.filter(mark__in=marks, seen_on__gte=timezone.localdate(since))
    return same.exclude(member=member).aggregate(n=Count("member", distinct=True))["n"]


def others(member: Member, *, asks: Member) -> list[str] | None:
    """The names of others seen on one of their networks; None for who may not know. One query."""
    if not (settings.NETWORK_HINTS and asks.has_perm(SEES)):
        return None
    marks = SeenFrom.objects.filter(member=member).values("mark")
    same = SeenFrom.objects.filter(mark__in=marks).exclude(member=member)
    found = Member.objects.filter(pk__in=same.values("member")).order_by("name")
    return list(found.values_list("name", flat=True)[:FEW])
