"""What both sides are asked when they write."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.conversation.talking import Said
from comments.forms import BodyForm
from comments.models import Conversation
from markup import NotText


class MessageForm(BodyForm):
    """Words for the other side."""

    submission = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Your message")
        if kept:
            self.fields["body"].initial = kept

    @property
    def said(self) -> Said:
        return Said(self.cleaned_data["body"], self.cleaned_data["submission"] or uuid4())


class BeginForm(MessageForm):
    """The first message."""

    field_order = ["subject", "body"]

    subject = forms.CharField(
        label=_("What is it about, in a few words?"),
        max_length=Conversation.MOST_IN_SUBJECT,
        error_messages={
            "required": _("Say in a few words what it is about."),
            "max_length": _("Make it shorter: at most %(limit_value)d characters."),
            "null_characters_not_allowed": NotText.sentence,
        },
    )


class AnswerForm(MessageForm):
    """The team's answer, bound to what was read."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Answer, signed as the team")
        self.fields["body"].help_text = _("Your name is not shown to the member.")
