"""What comments announces, inside the transaction of the act. Receivers live in higher apps and
only write down what is to be done later (`outbox.put`)."""

from django.dispatch import Signal

# A comment waits for a moderator. Arguments: comment.
comment_held = Signal()
# Everyone may read it now. Arguments: comment, decision, first (bool: never published before).
comment_published = Signal()
# It can be read now, and calls somebody by name. Arguments: comment, decision, member.
member_mentioned = Signal()
# The team took it down, or did not publish it. Arguments: comment, decision.
comment_hidden = Signal()
comment_rejected = Signal()
# The team asks its author to change something. Arguments: comment, decision.
comment_returned = Signal()
# A second look was taken at a decision. Arguments: appeal.
appeal_decided = Signal()
# In a conversation with a member, the team wrote, or the member did. Arguments: message.
team_wrote = Signal()
member_wrote = Signal()
# Its author took it back. Arguments: comment.
comment_withdrawn = Signal()
# A decision was taken back at once: the comment stands as before. Arguments: comment, decision.
decision_undone = Signal()
# A moderator has looked at what a member had reported. Arguments: report.
report_answered = Signal()
