from dataclasses import dataclass
from functools import cached_property

from articles.checks.finding import Finding, Severity
from articles.language.grade import AIM, Measure

# Readers of the page for authors are people too: more at once is not read. What stops the guide
# has more room.
MOST_SHOWN = 30
MOST_STOPPING = 60


@dataclass(frozen=True)
class Report:
    """What was found in a guide, and the school grades it asks for."""

    findings: list[Finding]
    raw: Measure
    masked: Measure

    @property
    def aim(self) -> int:
        """The school grade that authors aim for."""
        return AIM

    @cached_property
    def blocking(self) -> list[Finding]:
        return [one for one in self.findings if one.severity != Severity.ADVICE]

    @property
    def blocking_shown(self) -> list[Finding]:
        return self.blocking[:MOST_STOPPING]

    @property
    def blocking_left(self) -> int:
        return len(self.blocking) - len(self.blocking_shown)

    @cached_property
    def advice(self) -> list[Finding]:
        return [one for one in self.findings if one.severity == Severity.ADVICE]

    @property
    def advice_shown(self) -> list[Finding]:
        return self.advice[:MOST_SHOWN]

    @property
    def advice_left(self) -> int:
        return len(self.advice) - len(self.advice_shown)
