"""The page behind "The guide should answer this": a comment becomes a question to the authors."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import Member
from accounts.returning import way_back
from articles.models import PAGE_OF_A_GUIDE, Guide, GuideQuestion
from comments import keeping, questions
from comments.asking import for_members, page, refused
from comments.fetched import comment_or_404
from comments.models import Comment
from comments.posting import Refused
from comments.remarks import RemarkField
from comments.views import LONG, sent, typed
from comments.visibility import Reader, may_open
from markup import tidy

RIGHT = "articles.add_guidequestion"
MOST_CHARACTERS = 200


class GuideChoice(forms.ModelChoiceField):
    """A guide by the title that readers know."""

    def label_from_instance(self, obj: Any) -> str:
        return title_of(obj)


class PassOnForm(forms.Form):
    """What the authors are asked, in the words of the team."""

    use_required_attribute = False

    words = RemarkField(
        label=_("The question, in your own words"),
        help_text=_(
            "One sentence, such as: How long does a relapse last? The authors read it, readers do "
            "not. No names, and nothing that is private."
        ),
        most=MOST_CHARACTERS,
        rows=3,
    )
    same = forms.ModelChoiceField(
        GuideQuestion.objects.none(),
        label=_("Have readers asked it before?"),
        help_text=_("Then this comment is added to that question."),
        required=False,
        empty_label=_("No, it is new"),
        error_messages={"invalid_choice": _("That question is not open any more. Choose again.")},
    )
    guide = GuideChoice(
        Guide.objects.none(),
        label=_("Which guide should answer it?"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of the guides in the list.")},
    )

    def __init__(self, *args: Any, comment: Comment, kept: str = "", **kwargs: Any) -> None:
        guide = comment.discussion.guide
        kwargs["initial"] = {"words": kept, "guide": guide}
        super().__init__(*args, **kwargs)
        self.comment = comment
        # A browser would cut a pasted text short without a word; the server says so instead.
        self.fields["words"].widget.attrs.pop("maxlength", None)
        self.guides = guides_near(comment)
        self.fields["guide"].queryset = self.guides  # type: ignore[attr-defined]
        asked = GuideQuestion.objects.filter(guide__in=self.guides.values("pk")).open()
        self.fields["same"].queryset = asked  # type: ignore[attr-defined]
        if not asked.exists():
            del self.fields["same"]
        if guide is not None and self.guides.count() == 1:
            del self.fields["guide"]

    def clean_words(self) -> str:
        return tidy(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        told = {"words", "same"} & self.errors.keys()
        if not (told or self.cleaned_data.get("words") or self.cleaned_data.get("same")):
            self.add_error("words", _("Write what the guide should answer."))
        return self.cleaned_data

    def save(self, by: Member) -> GuideQuestion:
        guide = self.cleaned_data.get("guide") or self.comment.discussion.guide
        assert guide is not None  # noqa: S101 -- only a topic has none, and then it is asked for
        same = self.cleaned_data.get("same")
        words = self.cleaned_data["words"]
        return questions.pass_on(self.comment, by=by, guide=guide, words=words, same=same)


def title_of(guide: Guide) -> str:
    """The title that readers know; the working copy may have another one."""
    return guide.live_revision.title if guide.live_revision else guide.title


def guides_near(comment: Comment) -> Any:
    """The live guides of the topic that is talked about, as lists fetch them."""
    discussion = comment.discussion
    topic = discussion.guide.topic_id if discussion.guide else discussion.topic_id
    live = Guide.objects.filter(topic=topic, live_revision__isnull=False)
    heavy = [f"live_revision__{name}" for name in PAGE_OF_A_GUIDE]
    return live.select_related("live_revision").defer(*heavy).order_by("live_revision__title")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def pass_on(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask what the guide should answer, and pass it on; or say what became of it."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    said = comment_or_404(pk)
    if not may_open(said, Reader.of(request.user)):
        raise Http404
    if said.question_id is not None:
        return what_became_of_it(request, said, said.question_id)
    if not said.is_published:
        reason = _t("Readers cannot read this comment, so it cannot be passed on.")
        return refused(request, said.discussion, reason, words=typed(request))
    kept = keeping.kept_for(request, request.path)
    form = PassOnForm(sent(request), comment=said, kept=kept)
    if form.is_valid():
        return take(request, form)
    return page(
        request,
        "comments/pass_on.html",
        said.discussion,
        status=422 if form.is_bound else 200,
        heading=_t("The guide should answer comment %(number)s") % {"number": said.number},
        form=form,
        comment=said,
        is_long=len(said.html) > LONG,
        next=way_back(request),
        back_url=way_back(request) or said.get_absolute_url(),
    )


def take(request: MemberRequest, form: PassOnForm) -> HttpResponse:
    try:
        question = form.save(request.user)
    except questions.PassedOn:
        return redirect(request.path)
    except Refused as reason:
        return refused(request, form.comment.discussion, reason, words=typed(request))
    keeping.forget(request, request.path)
    told = _t("Passed on to the authors of “%(title)s”.")
    messages.success(request, told % {"title": title_of(question.guide)})
    return redirect(way_back(request) or form.comment.get_absolute_url())


def what_became_of_it(request: MemberRequest, said: Comment, asked: int) -> HttpResponse:
    """The question that was made of a comment, and where it stands."""
    rows = GuideQuestion.objects.select_related("guide", "asked_by", "settled_by")
    return page(
        request,
        "comments/passed_on.html",
        said.discussion,
        heading=_t("Passed on: comment %(number)s") % {"number": said.number},
        question=rows.get(pk=asked),
        answered_in=said.answered_in,
        back_url=way_back(request) or said.get_absolute_url(),
    )
