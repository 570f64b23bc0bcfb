"""How alike the team decides: Cohen's kappa over decisions that somebody else looked at blindly.

J. Cohen, A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement
20 (1960), 37-46, doi:10.1177/001316446002000104. The interval uses the standard error given there.
"""

from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from django.db.models import Count, Q

from comments.models import SecondLook
from comments.models.decision import LETS_READ

# Fewer looks than this say nothing.
ENOUGH = 20
# Of the normal distribution, for an interval that is right 95 times of 100.
Z = 1.96


@dataclass(frozen=True)
class Agreement:
    """How often both would let readers have it, neither would, or only one of them."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def looks(self) -> int:
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def share(self) -> float:
        """How often they agreed."""
        return (self.both + self.neither) / self.looks if self.looks else 0.0

    @property
    def by_chance(self) -> float:
        """How often they would agree if each only kept to how often they say yes."""
        if not self.looks:
            return 0.0
        first = (self.both + self.first_only) / self.looks
        second = (self.both + self.second_only) / self.looks
        return first * second + (1 - first) * (1 - second)

    @property
    def kappa(self) -> float | None:
        """1: always the same; 0: no better than chance. None where nothing can be said: too few, or
        all of them alike."""
        if self.looks < ENOUGH or self.by_chance == 1:
            return None
        return (self.share - self.by_chance) / (1 - self.by_chance)

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.kappa is None:
            return None
        spread = sqrt(self.share * (1 - self.share) / self.looks) / (1 - self.by_chance)
        return max(-1.0, self.kappa - Z * spread), min(1.0, self.kappa + Z * spread)


def since(begin: datetime) -> Agreement:
    """One query. What an appeal or an undoing has put right counts as it was first decided."""
    yes, second = Q(decision__verb__in=LETS_READ), Q(readers_get_it=True)
    told = SecondLook.objects.filter(at__gte=begin).aggregate(
        both=Count("pk", filter=yes & second),
        first_only=Count("pk", filter=yes & ~second),
        second_only=Count("pk", filter=~yes & second),
        neither=Count("pk", filter=~yes & ~second),
    )
    return Agreement(**told)
