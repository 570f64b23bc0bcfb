"""What a verb says when it does not take somebody's words; and who may not write at all."""

from django.utils.translation import gettext_lazy as _

from accounts import suspending
from accounts.models import Member, Suspension


class Refused(Exception):
    """It was not taken; the words say why and what to do. Nothing typed may be lost over it."""


class HeldBack(Refused):
    """The member has to read a reminder first, or may not write for a while."""

    def __init__(self, suspension: Suspension) -> None:
        self.suspension = suspension
        if suspension.is_reminder:
            super().__init__(_("The team asks you to read a few words first."))
        else:
            super().__init__(_("You can read here, but not write for now."))


def let_write(member: Member) -> None:
    """HeldBack unless this member may write now. One query."""
    if suspension := suspending.standing_of(member):
        raise HeldBack(suspension)
