"""What accounts announces, inside the transaction of the act. Receivers live in higher apps and
only write down what is to be done later."""

from django.dispatch import Signal

# The copy of their data that a member asked for can be fetched. Arguments: copy.
copy_made = Signal()
# A member is about to be erased for good; the row is still there. Arguments: member.
member_erased = Signal()
# They have another public name. Arguments: member, before (the name they had).
member_renamed = Signal()
# The team reminded, suspended or banned somebody; or ended it early. Arguments: suspension.
member_suspended = Signal()
suspension_lifted = Signal()
