"""What articles announces. Receivers live in higher apps."""

from django.dispatch import Signal

# A revision went live. Arguments: guide, revision.
guide_published = Signal()
