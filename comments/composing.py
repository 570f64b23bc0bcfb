"""The empty place to write, drawn once for all who are shown the same one.

Most who open a discussion write nothing, and the form is the dearest part of their page. Where it
holds nobody's words it depends on little: which fields it has, where it is sent, what happens
next. What is another one each time is put in afterwards.
"""

from typing import Any
from uuid import UUID, uuid4

from django.template.loader import get_template, render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from comments.drawing import kept
from comments.forms import CommentForm

TEMPLATE = "comments/_compose.html"
# They hold the places of what is put in. None stands in anything that people or we write.
HIDDEN = "place-of-what-keeps-others-from-sending-it"
MEMBER = "place-of-the-number-of-the-member"
SUBMISSION = UUID("00000000-0000-4000-8000-c0115e0fa5e5")
# What is shown beside the fields, and nothing that holds somebody's words.
BESIDE = ("post_url", "next_step", "heading", "level")
WORDS = ("kept", "draft", "begun", "submit", "names_asked", "parent")


def composer(told: dict[str, Any], token: str) -> SafeString:
    """The form with what stands around it. `told` is what the template needs, `token` keeps
    others from sending it."""
    form = told["form"]
    if not is_empty(form, told):
        return render_to_string(TEMPLATE, told | {"csrf_token": token})
    key = (
        get_template(TEMPLATE).template,  # type: ignore[attr-defined]
        get_language(),
        timezone.get_current_timezone_name(),
        told["discussion"].pk,
        tuple((name, str(field.label)) for name, field in form.fields.items()),
        tuple(str(told.get(name, "")) for name in BESIDE),
    )
    drawn: str = kept.get(key, lambda: draw(form, told))
    put_in = {HIDDEN: token, MEMBER: told["member_id"], str(SUBMISSION): str(uuid4())}
    for place, value in put_in.items():
        drawn = drawn.replace(place, escape(value))
    return mark_safe(drawn)  # noqa: S308 -- a template wrote it, and what is put in is escaped


def is_empty(form: CommentForm, told: dict[str, Any]) -> bool:
    """Whether nothing in it is anybody's."""
    ours = not any(told.get(name) for name in WORDS)
    return ours and not form.is_bound and not form.offers and not any(form.initial.values())


def draw(form: CommentForm, told: dict[str, Any]) -> SafeString:
    form.initial["submission"] = SUBMISSION
    return render_to_string(TEMPLATE, told | {"csrf_token": HIDDEN, "member_id": MEMBER})
