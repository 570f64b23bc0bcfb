"""What happens to words once they are sent, and when somebody looks: told before and after."""

from django.utils.translation import gettext as _

from accounts.models import Member
from comments.checks import causes_to_hold
from comments.duty import hours
from comments.forms import EditForm
from comments.models import Audience, Comment, Discussion


def next_step(author: Member, discussion: Discussion) -> str:
    """What happens once a new comment is posted, and who sees it."""
    if causes_to_hold(author, discussion):
        first = _("A moderator reads it first.")
        then = _("Only you can see it until then, and you can change it meanwhile.")
        return f"{first} {hours.in_words()} {then}"
    if discussion.who_may_read == Audience.MEMBERS:
        told = _("Members can read it at once.")
    else:
        told = _("Everyone can read it at once.")
    return f"{told} " + _("You can change it for a day, and take it back at any time.")


def next_step_of_edit(form: EditForm) -> str:
    """What happens once the new words are saved."""
    comment = form.comment
    if comment.is_waiting:
        return new_words_wait()
    if comment.author and causes_to_hold(comment.author, comment.discussion):
        told = _("A moderator reads the new words first. Readers see the old ones until then.")
        return f"{told} {hours.in_words()}"
    return _("Readers see the new words at once, with a line that says you edited them.")


def new_words_wait() -> str:
    told = _("A moderator reads the new words. Only you can see them until then.")
    return f"{told} {hours.in_words()}"


def thanks(comment: Comment) -> str:
    only_you = _("Only you can see it until then.")
    if comment.is_waiting and comment.revisions.filter(rule_hits__held=True).exists():
        told = _(
            "Thank you. This message is automatic: a check of the site asks a moderator to read "
            "your comment first. No check decides; a person does."
        )
        return f"{told} {hours.in_words()} {only_you}"
    if comment.is_waiting:
        told = _("Thank you. A moderator will look first.")
        return f"{told} {hours.in_words()} {only_you}"
    return _("Your reply is posted.") if comment.root_id else _("Your comment is posted.")


def thanks_for_edit(comment: Comment) -> str:
    if comment.is_waiting:
        return _("Your new words are saved. Only you can see them until a moderator has looked.")
    if comment.has_newer_words:
        return _("Your new words are saved. Readers see the old ones until a moderator has looked.")
    return _("Your comment is changed.")
