"""A step of getting in that is over, or was begun in another browser. allauth then leads to the
login without a word; here people read what happened and what to do next."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise

View = Callable[..., HttpResponse]
# Where allauth leads when there is nothing to go on with.
SILENT = ("account_login", "account_reset_password")


def told_what_is_next(view: View, told: str | Promise, *, then: str) -> View:
    """Where the view leads away without a word, say `told` and lead to `then`."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        to = response.get("Location", "").partition("?")[0]
        if to not in map(reverse, SILENT) or request.user.is_authenticated:
            return response
        if getattr(messages.get_messages(request), "added_new", False):  # it has said why
            return response
        messages.info(request, str(told))
        return redirect(then)

    return answer
