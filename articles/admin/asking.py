"""What is asked about one guide before something is done with it, on a page of its own."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Guide


def asked(
    request: HttpRequest, guide: Guide, form: forms.BaseForm, *, verb: object, told: str = ""
) -> HttpResponse:
    """The form under its `verb`, which is its button, too; `told` says what will happen."""
    context = {
        **admin.site.each_context(request),
        "title": verb,
        "subtitle": guide.title,
        "opts": Guide._meta,
        "guide": guide,
        "form": form,
        "verb": verb,
        "told": told,
    }
    status = 422 if form.errors else 200
    return render(request, "admin/articles/guide/reason.html", context, status=status)
