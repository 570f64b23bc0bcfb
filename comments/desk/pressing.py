"""Buttons of the desk whose address is opened without pressing them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.http import MemberRequest

View = Callable[..., HttpResponse]


def pressed(view: View) -> View:
    """For buttons. Whoever comes by the address, after logging in again for example, reads that
    nothing was done, and is led to the page with the button."""

    @wraps(view)
    def answer(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        page = request.path.rstrip("/").rpartition("/")[0]
        told = {"title": _("Nothing was done"), "back": f"{page}/", "at_desk": True}
        context = admin.site.each_context(request) | told
        response = render(request, "admin/comments/not_pressed.html", context, status=405)
        response.headers["Allow"] = "POST"
        return response

    return answer
