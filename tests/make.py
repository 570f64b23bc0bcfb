"""The smallest valid thing of each kind, as plain functions."""

from django.contrib.auth.models import Group
from django.utils.text import slugify

from accounts.models import Member
from articles.models import Guide, Revision, Topic
from comments import deciding, posting
from comments.models import Comment, Discussion, Status


def member(name: str, **fields) -> Member:
    """Somebody who may log in; has no password, so use `force_login`."""
    return Member.objects.create_user(f"{name}@example.org", name, **fields)


def moderator(name: str) -> Member:
    person = member(name, is_staff=True)
    person.groups.add(Group.objects.get(name="Moderators"))
    return person


def topic(title: str = "Fatigue and energy") -> Topic:
    return Topic.objects.get_or_create(slug=slugify(title), defaults={"title": title})[0]


def guide(title: str = "Living with fatigue", **fields) -> Guide:
    """A live guide with an open discussion."""
    made = Guide.objects.create(
        topic=fields.pop("topic", None) or topic(),
        title=title,
        slug=slugify(title),
        summary="Why it happens and what helps.",
        **fields,
    )
    made.live_revision = Revision.objects.create(
        guide=made, number=1, data={}, html="<p>Rest before you must.</p>", text="Rest", sha256="0"
    )
    made.save()
    Discussion.objects.get_or_create(guide=made)
    return made


def comment(
    guide: Guide,
    author: Member,
    source: str = "Rest helps me.",
    *,
    parent: Comment | None = None,
    status: str = Status.PUBLISHED,
) -> Comment:
    """A comment in any standing, reached by the verbs."""
    made = posting.post(guide.discussion, author, posting.Words(source), parent=parent)
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
