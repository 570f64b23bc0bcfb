"""What the form says about a guide while somebody writes it. One check a file; all are pure.

A finding stops submitting, stops publishing, or is advice, which never stops anything. Which
check does what, and why: docs/authors.md.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from articles.checks import (
    abbreviations,
    callouts,
    emergency,
    headings,
    kinds,
    links,
    lists,
    marks,
    medicines,
    numbers,
    paragraphs,
    pictures,
    sentences,
    voice,
    wording,
)
from articles.checks.draft import Draft, Piece, in_reading_order
from articles.checks.finding import Finding, Severity
from articles.checks.report import Report
from articles.language.grade import measure

__all__ = ["CHECKS", "Draft", "Finding", "Piece", "Report", "Severity", "look_at", "stopping"]


class Check(Protocol):
    """What the file of a check holds. Some give advice beside what weighs more."""

    WEIGHT: Severity

    def about(self) -> str:
        """What it asks of a guide, in a sentence for readers."""

    def findings(self, draft: Draft) -> Iterator[Finding]: ...


CHECKS: tuple[Check, ...] = (
    *(kinds, emergency, headings, links, numbers, marks, medicines),
    *(sentences, paragraphs, lists, callouts, voice, abbreviations, wording, pictures),
)


def look_at(draft: Draft) -> Report:
    """Everything there is to say, the most pressing first."""
    draft = replace(draft, pieces=in_reading_order(draft.pieces))
    found = [finding for check in CHECKS for finding in check.findings(draft)]
    passages = [passage for piece in draft.pieces for _name, passage in piece.texts]
    order = list(Severity)
    return Report(
        findings=sorted(found, key=lambda finding: order.index(finding.severity)),
        raw=measure(passages),
        masked=measure(passages, draft.glossary),
    )


def stopping(step: Severity, report: Report) -> list[Finding]:
    """What has to be mended before a guide is submitted, or published."""
    stops = {Severity.SUBMIT} if step == Severity.SUBMIT else {Severity.SUBMIT, Severity.PUBLISH}
    return [finding for finding in report.findings if finding.severity in stops]
