from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Newcomer(Comment):
    """Somebody's first comment, as the team's list of newcomers shows it."""

    class Meta:
        proxy = True
        verbose_name = _("newcomer")
        verbose_name_plural = _("newcomers")
