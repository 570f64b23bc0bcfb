"""A guide as a Markdown file: to take along, and to bring back as a draft.

Bringing one takes two steps: the file is read and told in full what it would change, and nothing
is written before that was confirmed.
"""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Member
from articles import publishing
from articles.admin.rights import may_edit, may_publish
from articles.history import changes_between
from articles.manuscripts import Unreadable, reading, taking
from articles.manuscripts.writing import manuscript_of
from articles.models import Guide

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from articles.admin.guide import GuideAdmin

NOTHING_YET: dict[str, Any] = {"blocks": [], "byline": []}


class FileForm(forms.Form):
    """Asks for the file."""

    file = forms.FileField(
        label=_l("Markdown file"),
        help_text=_l("As “Download as Markdown” makes it. At most 800 kB."),
        error_messages={
            "required": _l("Choose a file."),
            "empty": _l("This file is empty. Choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".md,text/markdown,text/plain"}),
    )

    def clean_file(self) -> str:
        """The text of the file, which can be read as a guide."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            text = reading.text_of(upload.read(reading.MOST_BYTES + 1))
            reading.read(text)
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
        return text


@require_safe
@never_cache
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The working copy as a file, for those who may change it."""
    guide = get_object_or_404(Guide.objects.select_related("topic"), pk=pk)
    if not may_edit(request.user, guide):
        raise PermissionDenied
    name = f'attachment; filename="{guide.slug}.md"'
    return HttpResponse(
        manuscript_of(guide),
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": name, "X-Content-Type-Options": "nosniff"},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, desk: "GuideAdmin", pk: int | None = None) -> HttpResponse:
    """Take a file: show first what it would change, then make it a draft."""
    guide = get_object_or_404(Guide.objects.select_related("topic"), pk=pk) if pk else None
    _refuse_strangers(request, guide)
    if "words" in request.POST:
        return _confirmed(request, desk, guide)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _told(request, form, guide, form.cleaned_data["file"])
    return _page(request, form, guide, 422 if form.errors else 200)


def _refuse_strangers(request: HttpRequest, guide: Guide | None) -> None:
    allowed = may_edit(request.user, guide) and (
        guide is not None or request.user.has_perm("articles.add_guide")
    )
    if not allowed:
        raise PermissionDenied


def _confirmed(request: HttpRequest, desk: "GuideAdmin", guide: Guide | None) -> HttpResponse:
    """Somebody has seen what it does and said yes. The guide may have moved on meanwhile."""
    words = request.POST["words"].replace("\r\n", "\n")
    form = FileForm()
    try:
        told = reading.read(words)
    except Unreadable as problem:
        messages.error(request, str(problem))
        return _page(request, form, guide, 422)
    if guide and request.POST.get("seen_version") != str(guide.version):
        messages.warning(request, _("Somebody has saved this guide meanwhile. Look again."))
        return _told(request, form, guide, words)
    member = cast(Member, request.user)
    publishes = may_publish(member)
    try:
        if guide:
            revision = taking.take_into(guide, told, by=member, may_publish=publishes)
        else:
            guide = taking.take_as_new(told, by=member, may_publish=publishes)
            revision = guide.revisions.get()
    except taking.Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, form, guide, 422)
    desk.log_change(request, guide, _("Uploaded a Markdown file."))
    made = _("Taken as revision %(number)s. It is a draft: nothing of it is live.")
    messages.success(request, made % {"number": revision.number})
    return redirect("admin:articles_guide_change", guide.pk)


def _told(request: HttpRequest, form: FileForm, guide: Guide | None, words: str) -> HttpResponse:
    """What the file would change, in full."""
    told = reading.read(words)
    target = guide or taking.guide_at(told)
    if target != guide:
        _refuse_strangers(request, target)
    try:
        if target is None:
            taking.refuse_as_new(told)
    except taking.Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, guide, 422)
    meant = taking.meant(told, target, may_publish=may_publish(request.user))
    before = publishing.snapshot(target) if target else NOTHING_YET
    known = target.revisions.order_by("-number").first() if target else None
    number = reading.revision_of(words)
    context = {
        "words": words,
        "data": meant.data,
        "lost": meant.lost,
        "is_same": before == meant.data,
        "changes": changes_between(before, meant.data),
        "older": number if known and number and number < known.number else None,
    }
    return _page(request, form, target, 200, context)


def _page(
    request: HttpRequest,
    form: FileForm,
    guide: Guide | None,
    status: int,
    told: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Upload Markdown"),
        "subtitle": guide.title if guide else None,
        "opts": Guide._meta,
        "guide": guide,
        "form": form,
        **(told or {}),
    }
    return render(request, "admin/articles/guide/upload.html", context, status=status)
