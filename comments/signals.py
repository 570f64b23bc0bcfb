"""What comments announces, after commit. Receivers live in higher apps."""

from django.dispatch import Signal

# A comment waits for a moderator. Arguments: comment.
comment_held = Signal()
# Everyone may read it now. Arguments: comment, decision, first (bool: never published before).
comment_published = Signal()
# The team took it down, or did not publish it. Arguments: comment, decision.
comment_hidden = Signal()
comment_rejected = Signal()
# Its author took it back. Arguments: comment.
comment_withdrawn = Signal()
