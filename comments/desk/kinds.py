"""Where a case of each kind is worked on, and by whom."""

from django.urls import reverse

from accounts.models import Member
from comments.models import Case, CaseKind, CaseQuerySet

DECIDE, ADVISE = "comments.moderate", "comments.advise"
# Kind of case -> name of the address of its page, which takes the number of the case. A kind
# without a page is not in the queue.
PAGES: dict[str, str] = {
    CaseKind.COMMENT: "desk:case",
    CaseKind.CONCERN: "admin:concern",
    CaseKind.PROFILE: "desk:profile",
    CaseKind.APPEAL: "desk:appeal",
}


def address_of(case: Case) -> str:
    return reverse(PAGES[case.kind], args=[case.pk])


def open_to(member: Member) -> CaseQuerySet:
    """The cases this person may open: a clinician only what was asked and not answered."""
    cases = Case.objects.seen_by(member).filter(kind__in=PAGES)
    if member.has_perm(DECIDE):
        return cases
    return cases.filter(waits_for_clinician=True, closed_at=None)
