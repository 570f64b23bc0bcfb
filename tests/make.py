"""The smallest valid thing of each kind, as plain functions."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image as Picture

from accounts.models import Member
from articles import publishing, reviewing
from articles.models import Block, Guide, Image, Kind, Topic
from comments import deciding, posting
from comments.models import Comment, Status


def member(name: str, **fields) -> Member:
    """Somebody who may log in; has no password, so use `force_login`."""
    return Member.objects.create_user(f"{name}@example.org", name, **fields)


def moderator(name: str) -> Member:
    return _staff(name, "Moderators")


def author(name: str) -> Member:
    return _staff(name, "Authors")


def editor(name: str) -> Member:
    return _staff(name, "Editors")


def clinician(name: str) -> Member:
    return _staff(name, "Clinical reviewers")


def topic(title: str = "Fatigue and energy") -> Topic:
    return Topic.objects.get_or_create(slug=slugify(title), defaults={"title": title})[0]


def draft(title: str = "Living with fatigue", **fields) -> Guide:
    """A working copy with one block of words, ready to be published."""
    made = Guide.objects.create(
        topic=fields.pop("topic", None) or topic(),
        title=title,
        slug=slugify(title),
        summary=fields.pop("summary", "Why it happens and what helps."),
        **fields,
    )
    block(made)
    return made


def block(guide: Guide, kind: str = Kind.TEXT, **fields) -> Block:
    """The last block of a guide: words, unless told otherwise."""
    if kind == Kind.TEXT:
        fields.setdefault("html", "<p>Rest before you must.</p>")
    return guide.blocks.create(kind=kind, position=guide.blocks.count() + 1, **fields)


def guide(title: str = "Living with fatigue", **fields) -> Guide:
    """A live guide with an open discussion."""
    made = draft(title, **fields)
    publishing.publish(made, by=None)
    return made


def approved(made: Guide, *, by: Member | None = None) -> Guide:
    """The working copy with both approvals, from reviewers who wrote nothing of it."""
    who = by or _reviewer("Wendy", author)
    revision = reviewing.submit(made, by=who)
    reviewing.approve_editorial(revision, by=_reviewer("Edith", editor))
    due = timezone.localdate() + timedelta(days=365)
    clin = _reviewer("Clara", clinician)
    reviewing.approve_clinical(revision, by=clin, review_due_on=due, answers={})
    made.refresh_from_db()
    return made


def image(title: str = "A calm line", **fields) -> Image:
    """A small picture in the library."""
    file = BytesIO()
    Picture.new("RGB", (64, 40), "#8a6").save(file, "PNG")
    return Image.objects.create(
        file=ContentFile(file.getvalue(), f"{slugify(title)}.png"), title=title, **fields
    )


def comment(
    guide: Guide,
    author: Member,
    source: str = "Rest helps me.",
    *,
    parent: Comment | None = None,
    status: str = Status.PUBLISHED,
    **facts,
) -> Comment:
    """A comment in any standing, reached by the verbs. `facts` are more of `posting.Words`."""
    words = posting.Words(source, **facts)
    made = posting.post(guide.discussion, author, words, parent=parent)
    if status in {Status.PUBLISHED, Status.HIDDEN, Status.WITHDRAWN}:
        deciding.publish(made, deciding.Why(rule="test"))
    if status == Status.HIDDEN:
        deciding.hide(made, deciding.Why(rule="test", reason="unkind"))
    if status == Status.WITHDRAWN:
        deciding.withdraw(made, deciding.Why(by=author))
    if status == Status.REJECTED:
        deciding.reject(made, deciding.Why(rule="test", reason="unkind"))
    made.refresh_from_db()
    return made


def _reviewer(name: str, make_one: Callable[[str], Member]) -> Member:
    return Member.objects.filter(name=name).first() or make_one(name)


def _staff(name: str, group: str) -> Member:
    person = member(name, is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    return person
