from dataclasses import dataclass

from articles.checks.finding import Finding, Severity
from articles.language.grade import AIM, Measure

# Readers of the page for authors are people too: more at once is not read.
MOST_SHOWN = 30


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

    @property
    def blocking(self) -> list[Finding]:
        return [one for one in self.findings if one.severity != Severity.ADVICE]

    @property
    def advice(self) -> list[Finding]:
        return [one for one in self.findings if one.severity == Severity.ADVICE]

    @property
    def advice_shown(self) -> list[Finding]:
        return self.advice[:MOST_SHOWN]

    @property
    def advice_left(self) -> int:
        return len(self.advice) - len(self.advice_shown)
