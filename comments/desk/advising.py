"""Asking a clinician about a case, and their answer. Neither decides anything."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.deciding import CannotDecide
from comments.models import AtDesk, Case, Cause, Opinion


@transaction.atomic
def ask(case: Case, member: Member, question: str, *, version: int) -> Opinion:
    """Set the case aside for a clinician. CannotDecide when it changed since `version`."""
    held = hold(case, version)
    opinion = Opinion.objects.create(case=held, asked_by=member, question=question)
    held.weigh(Cause.CLINICIAN, 0)
    held.hold_for_clinician(True)
    Case.objects.filter(pk=held.pk).update(claimed_by=None, claimed_until=None)
    AtDesk.objects.touch(member)
    return opinion


@transaction.atomic
def answer(case: Case, member: Member, words: str, *, version: int) -> Opinion:
    """Say what a clinician thinks of it, and put the case back among what waits."""
    held = hold(case, version)
    opinion = held.opinions.filter(answered_at=None).first()
    if opinion is None:
        raise CannotDecide(_("Somebody has answered this already. Nothing was changed by you."))
    opinion.words, opinion.answered_by, opinion.answered_at = words, member, timezone.now()
    opinion.save(update_fields=["words", "answered_by", "answered_at"])
    held.hold_for_clinician(False)
    AtDesk.objects.touch(member)
    return opinion


def hold(case: Case, version: int) -> Case:
    held = Case.objects.select_for_update().get(pk=case.pk)
    if held.version != version or not held.is_open:
        raise CannotDecide(
            _("Something was added to this case meanwhile, or it was decided. Read it first.")
        )
    return held
