from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a comment stands. Only verbs change it (`comments.deciding`)."""

    WAITING = "waiting", _("Waiting for a moderator")
    PUBLISHED = "published", _("Published")
    HIDDEN = "hidden", _("Taken down by the team")
    WITHDRAWN = "withdrawn", _("Taken back by its author")
    REJECTED = "rejected", _("Not published")


class Purpose(models.TextChoices):
    """What its author says it is."""

    NONE = "", _("No label")
    EXPERIENCE = "experience", _("My experience")
    QUESTION = "question", _("A question")
    INFORMATION = "information", _("Information")
