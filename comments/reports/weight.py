"""How much a report counts: by how often the team saw earlier ones of the same member likewise.

The share of upheld reports is smoothed as the mean of a beta distribution that begins with two
imagined reports of each kind, so that one lucky or unlucky report says little:

    share  = (upheld + 2) / (decided + 4)
    weight = 0.5 * 4 ** share

That is 1 for somebody new, or right as often as wrong; it nears 2 for somebody always right, and
0.5 for somebody always wrong, and never leaves these bounds: nobody's report counts for nothing,
and none for more than two. It is a power, because being right twice as often should do as much as
being wrong twice as often undoes.
"""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.models import Member
from comments.models import Report

IMAGINED = 2
LEAST, MOST = 0.5, 2.0
# Three upheld of three is the least that gets there.
PROVEN = 1.3
RARELY = 0.8


def weight_from(upheld: int, decided: int) -> float:
    """The formula above, for so many upheld of so many decided."""
    share = (upheld + IMAGINED) / (decided + 2 * IMAGINED)
    return float(LEAST * (MOST / LEAST) ** share)


def weight_of(member: Member) -> float:
    """What a report of this member counts now. One query."""
    decided = Report.objects.standing().filter(reporter=member).exclude(upheld=None)
    told = decided.aggregate(all=Count("pk"), good=Count("pk", filter=Q(upheld=True)))
    return weight_from(told["good"], told["all"])


def in_words(weight: float) -> str:
    """What moderators read about a reporter, who stays without a name."""
    if weight >= PROVEN:
        return _("earlier reports of this member proved right")
    if weight <= RARELY:
        return _("earlier reports of this member seldom proved right")
    return _("too few earlier reports of this member to tell")
