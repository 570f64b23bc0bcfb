"""The page that gives a picture another file. The picture stays the same one."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from accounts.models import Member
from articles import replacing
from articles.admin.picture_form import ImageForm
from articles.admin.rights import may_edit
from articles.models import Image

if TYPE_CHECKING:
    from articles.admin.library import ImageAdmin

ABOUT_THE_FILE = ["licence", "licence_text", "credit", "source"]


class ReplaceForm(ImageForm):
    """The new file, and all that may be otherwise with it."""

    looked = forms.BooleanField(
        label=_("I have looked at what the descriptions say, with the new picture in mind"),
        error_messages={"required": _("Look at the descriptions first, then tick this box.")},
    )

    class Meta(ImageForm.Meta):
        fields = ["file", "alt", *ABOUT_THE_FILE]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without it, a form without a file means the file that is there already.
        self.initial["file"] = None

    @property
    def about_the_file(self) -> list[BoundField]:
        return [self[name] for name in ["focus", *ABOUT_THE_FILE]]

    @property
    def told(self) -> dict[str, Any]:
        """The fields of the picture that hold from now on."""
        names = ["alt", *ABOUT_THE_FILE, "focus_x", "focus_y"]
        return {name: getattr(self.instance, name) for name in names}


@never_cache
def replace(request: HttpRequest, pk: int, desk: "ImageAdmin") -> HttpResponse:
    """Take another file. Refused where that would change a guide of somebody else."""
    image = get_object_or_404(Image.objects.in_library(), pk=pk)
    if not desk.has_change_permission(request, image):
        raise PermissionDenied
    guides = replacing.guides_with(image)
    others = [guide for guide in guides if not may_edit(request.user, guide)]
    if others and request.method == "POST":
        raise PermissionDenied
    # A picture of its own: a form that is refused must not show the new file as the old one.
    mine = Image.objects.get(pk=pk)
    form = ReplaceForm(request.POST or None, request.FILES or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        by = cast(Member, request.user)
        changed = replacing.replace(image, form.cleaned_data["file"], by=by, **form.told)
        desk.log_change(request, image, _t("Replaced the file."))
        messages.success(request, _done(len(changed)))
        return redirect("admin:articles_image_change", pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Replace the file"),
        "subtitle": image.title,
        "opts": Image._meta,
        "image": image,
        "form": form,
        "figures": image.blocks.select_related("guide").order_by("guide__title", "position"),
        "others": others,
    }
    status = 422 if form.errors else 200
    return render(request, "admin/articles/image/replace.html", context, status=status)


def _done(guides: int) -> str:
    if not guides:
        return _t("The picture has its new file.")
    told = ngettext(
        "The picture has its new file. %(count)s guide has a new version with it, which readers "
        "see once it is published.",
        "The picture has its new file. %(count)s guides have a new version with it, which readers "
        "see once it is published.",
        guides,
    )
    return told % {"count": guides}
