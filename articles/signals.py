"""What articles announces. Receivers live in higher apps."""

from django.dispatch import Signal

# A revision went live. Arguments: guide, revision.
guide_published = Signal()

# The working copy waits for a reviewer. Arguments: guide, revision, by.
guide_submitted = Signal()

# A reviewer approved a revision, or sent it back. Arguments: guide, approval.
guide_approved = Signal()
guide_rejected = Signal()

# What readers asked is answered in the live guide; or it is not any more. Arguments: question.
question_answered = Signal()
question_opened_again = Signal()

# A live guide has to be reviewed again in so many days. Arguments: guide, due (a date), days.
guide_review_due = Signal()
