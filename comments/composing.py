"""The empty place to write, drawn once for all who are shown the same one.

Most who open a discussion write nothing, and the form is the dearest part of their page. Where it
holds nobody's words it depends on little: which fields it has, where it is sent, what happens
next. What is another one each time is put in afterwards.
"""

from typing import Any
from uuid import UUID, uuid4

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from comments import titled
from comments.models import Discussion
from fragments.kept import kept, setting
from fragments.tags import TOKEN

TEMPLATE = "comments/_compose.html"
# They hold the places of what is put in. None stands in anything that people or we write.
MEMBER = "place-of-the-number-of-the-member"
SUBMISSION = UUID("00000000-0000-4000-8000-c0115e0fa5e5")
# What is shown beside the fields, and nothing that holds somebody's words.
BESIDE = ("post_url", "next_step", "heading", "level")
WORDS = ("kept", "draft", "begun", "submit", "names_asked", "parent")


def composer(told: dict[str, Any], token: str) -> SafeString:
    """The form with what stands around it. `told` is what the template needs, and whether the
    form `is_blank`; `token` keeps others from sending it."""
    if not is_empty(told):
        return render_to_string(TEMPLATE, told | {"csrf_token": token})
    discussion: Discussion = told["discussion"]
    key = (
        setting(TEMPLATE),
        # What its fields depend on, and the names that may be called.
        (discussion.pk, discussion.who_may_read, titled.wants_title(discussion, None)),
        tuple(str(told.get(name, "")) for name in BESIDE),
    )
    drawn: str = kept.get(key, lambda: draw(told))
    put_in = {TOKEN: token, MEMBER: told["member_id"], str(SUBMISSION): str(uuid4())}
    for place, value in put_in.items():
        drawn = drawn.replace(place, escape(value))
    return mark_safe(drawn)  # noqa: S308 -- a template wrote it, and what is put in is escaped


def is_empty(told: dict[str, Any]) -> bool:
    """Whether nothing in it is anybody's."""
    return bool(told.get("is_blank")) and not any(told.get(name) for name in WORDS)


def draw(told: dict[str, Any]) -> SafeString:
    told["form"].initial["submission"] = SUBMISSION
    return render_to_string(TEMPLATE, told | {"csrf_token": TOKEN, "member_id": MEMBER})
