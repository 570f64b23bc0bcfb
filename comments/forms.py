"""What members are asked when they say something."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import posting, titled
from comments.models import Audience, Comment, Discussion, Purpose
from comments.offers import Offer, blanked, offers_for
from comments.posting import Refused, Words
from markup import COMMENT, tidy, to_html

# Of the forms below, what stands folded away under the words.
SETTLED = ("anonymous", "members_only", "no_answer_needed", "keeps_earlier_words")


class AlreadyPosted(Refused):
    """This form has posted other words before, and the number in it is used up."""


class WordsField(forms.Field):
    """Somebody's words. `markup` alone says what can be taken, and why not."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> str:
        words = str(value or "")
        # What readers would get of them: nobody need render them twice.
        self.html = to_html(words)
        return tidy(words)


class BodyForm(forms.Form):
    """One field for words, and nothing else a sender could set."""

    use_required_attribute = False

    body = WordsField(label=_("Your comment"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs |= {
            "rows": 6,
            "dir": "auto",
            "data-fits": COMMENT.most_characters,
        }

    @property
    def html(self) -> str:
        """What readers get of the words, once these are found fit."""
        return cast("WordsField", self.fields["body"]).html

    @property
    def settled(self) -> list[forms.BoundField]:
        """How the words are to be read: few need it, so the page folds it away."""
        return [self[name] for name in SETTLED if name in self.fields]


class TitleField(forms.CharField):
    """One line over somebody's words."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {
            "required": _("Give it a title, so that others can find it."),
            "max_length": _("Make the title shorter: at most %(limit_value)d characters."),
        }
        super().__init__(max_length=titled.MOST_CHARACTERS, error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> str:
        words = str(value or "")
        if words.strip():
            to_html(words)  # says what cannot be taken, as for all words
        return " ".join(tidy(words).split())


class OfferingForm(BodyForm):
    """Words for a comment, which may have `offers`: each is made once, because `offered` carries
    its name back to us."""

    # Most in one form; what is longer was made by hand.
    MOST_OFFERED = 100

    offered = forms.CharField(
        required=False, max_length=MOST_OFFERED, widget=forms.HiddenInput, empty_value=""
    )

    def __init__(self, *args: Any, discussion: Discussion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.discussion = discussion
        self.offers: list[Offer] = []
        self.asked: set[str] = set()

    def clean(self) -> dict[str, Any]:
        # What came back damaged is asked once more; it is nothing the writer typed.
        self.errors.pop("offered", None)
        self.asked = set(filter(None, self.cleaned_data.get("offered", "").split(",")))
        if body := self.cleaned_data.get("body"):
            self.offers = self.offers_about(body)
        return self.cleaned_data

    def offers_about(self, body: str) -> list[Offer]:
        """What there is to ask about these words, and was not asked before."""
        raise NotImplementedError

    @property
    def readers(self) -> str:
        """Who may read it."""
        raise NotImplementedError

    def remember_offers(self) -> None:
        """Let the form that is shown again make each offer only this once."""
        names = self.asked | {offer.name for offer in self.offers}
        self.show("offered", ",".join(sorted(names)))

    def leave_out(self) -> None:
        """Blank what leads to a person, in the form that is shown again."""
        for name in {"title", "body"} & self.cleaned_data.keys():
            self.show(name, blanked(self.cleaned_data[name], str(_("[left out]"))))

    def show(self, name: str, value: str) -> None:
        """Change one field in the form that is shown again; what was sent stays otherwise."""
        # One value a name: a QueryDict unpacked with ** would bring lists.
        self.data = dict(self.data.items()) | {name: value}


class CommentForm(OfferingForm):
    """A new comment, or a reply to `parent`."""

    kind = forms.ChoiceField(
        label=_("What is it? You can leave this out."),
        choices=Purpose.choices,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the labels in the list.")},
    )
    anonymous = forms.BooleanField(
        label=_("Leave my name out"),
        help_text=_("Readers see “A member”. Moderators can see that it was you."),
        required=False,
    )
    members_only = forms.BooleanField(
        label=_("For members only"),
        help_text=_("It appears on no page that the public or a search engine can read."),
        required=False,
    )
    no_answer_needed = forms.BooleanField(
        label=_("I need no answer"),
        help_text=_("Readers then know that reading is enough."),
        required=False,
    )
    # The same number again means the same comment: a double press posts once.
    submission = forms.UUIDField(
        required=False,
        initial=uuid4,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("This form was changed on its way. Please post it again.")},
    )

    def __init__(
        self,
        *args: Any,
        discussion: Discussion,
        author: Member,
        parent: Comment | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, discussion=discussion, **kwargs)
        self.author, self.parent = author, parent
        self.is_repeat = False
        if titled.wants_title(discussion, parent):
            title = TitleField(label=_("What is it about, in one line?"))
            self.fields = {"title": title} | self.fields
        if parent:
            self.fields["body"].label = _("Your reply")
            del self.fields["kind"]
        above = parent or discussion
        if above.who_may_read == Audience.MEMBERS:
            del self.fields["members_only"]

    def clean(self) -> dict[str, Any]:
        if "submission" in self.errors:
            self.renew()
        return super().clean()

    def offers_about(self, body: str) -> list[Offer]:
        kind = self.cleaned_data.get("kind", "")
        words = titled.joined(self.cleaned_data.get("title", ""), body)
        return offers_for(words, kind=kind, already=self.asked)

    @property
    def is_settled(self) -> bool:
        """One of these was chosen, so that they are not folded away again."""
        return any(field.value() for field in self.settled)

    def save(self) -> Comment:
        """Post it. The same form again answers with the comment it made; Refused with a reason,
        or AlreadyPosted for other words, when nothing was posted."""
        body, submission = self.cleaned_data["body"], self.cleaned_data["submission"]
        me = self.author.pk
        if submission and (found := posting.sent_before(author=me, submission=submission)):
            self.is_repeat = True
            if found[0].revisions.get(number=1).source != body:
                raise AlreadyPosted(
                    _("This form has posted another comment before. Post these words once more.")
                )
            return found[0]
        kind = self.cleaned_data.get("kind", Purpose.NONE)
        words = Words(
            body,
            html=self.html,
            kind=kind,
            who_may_read=self.readers,
            anonymous=self.cleaned_data["anonymous"],
            no_answer_needed=self.cleaned_data["no_answer_needed"],
            title=self.cleaned_data.get("title", ""),
            submission=submission or uuid4(),
        )
        return posting.post(self.discussion, self.author, words, parent=self.parent)

    @property
    def readers(self) -> str:
        """Who may read it, as was chosen in the form that was sent."""
        return Audience.MEMBERS if self.cleaned_data.get("members_only") else Audience.EVERYONE

    def renew(self) -> None:
        """Let the form that is shown again be a new one."""
        self.show("submission", str(uuid4()))


class EditForm(OfferingForm):
    """New words for one's own comment. What the old ones were asked about is not asked again."""

    keeps_earlier_words = forms.BooleanField(
        label=_("Keep the earlier words back"),
        help_text=_("Readers see that you edited it, but not what stood there. Moderators can."),
        required=False,
    )
    # Tells one open form from another, for the draft they share.
    form_number = forms.CharField(required=False, initial=uuid4, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        comment: Comment,
        kept: str = "",
        chosen: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.comment, self.kept = comment, kept
        self.newest = comment.newest_words()
        initial = {
            "body": kept or self.newest,
            "keeps_earlier_words": comment.keeps_earlier_words,
            **(chosen or {}),
        }
        super().__init__(*args, discussion=comment.discussion, initial=initial, **kwargs)
        if not comment.approved_number:
            # Nobody has read the earlier words.
            del self.fields["keeps_earlier_words"]

    def offers_about(self, body: str) -> list[Offer]:
        kind = self.comment.kind
        before = {offer.name for offer in offers_for(self.newest, kind=kind)}
        return offers_for(body, kind=kind, already=self.asked | before)

    @property
    def readers(self) -> str:
        return self.comment.who_may_read

    @property
    def is_settled(self) -> bool:
        return bool(self.settled)

    def save(self) -> Comment:
        kept_back = self.cleaned_data.get("keeps_earlier_words")
        if kept_back is not None and kept_back != self.comment.keeps_earlier_words:
            posting.keep_earlier_words(self.comment, kept_back)
        if self.cleaned_data["body"] != tidy(self.newest):
            posting.edit(self.comment, self.cleaned_data["body"])
        return self.comment
