"""The comments that a verb changes while it holds their discussion: each is read once, and saved
once with all that changed of it."""

from django.db.models import Exists, QuerySet

from comments import fetched
from comments.models import Comment, CommentQuerySet
from queries import written
from queries.prepared import prepared


class Held:
    """Some comments of one discussion, as they are now."""

    def __init__(self) -> None:
        self.rows: dict[int, Comment] = {}
        self.changed: dict[int, set[str]] = {}
        self.hiding: dict[int, bool] = {}

    def read_to_answer(self, parent: Comment) -> None:
        """See a comment that is answered as it is now, with the first one of its thread and
        whether that hides something. One query. Comment.DoesNotExist where it is gone."""
        thread = parent.thread_id
        found = {row.pk: row for row in answered(pk=parent.pk, thread=thread)}
        if parent.pk not in found:
            raise Comment.DoesNotExist
        fetched.take_over(parent, found[parent.pk])
        hides = any(row.hides_branch or vars(row)["hides_below"] for row in found.values())
        self.hiding[thread] = hides
        self.rows |= found | {parent.pk: parent}

    def hides(self, thread: int | None) -> bool:
        """Whether something in this thread was taken down with all below it. None is a thread that
        is about to begin."""
        if thread is None:
            return False
        if thread not in self.hiding:
            self.hiding[thread] = bool(hidden_in(thread=thread))
        return self.hiding[thread]

    def get(self, pk: int) -> Comment:
        """One of them. Comment.DoesNotExist where it is gone."""
        if pk not in self.rows:
            self.rows[pk] = fetched.row(pk)
        return self.rows[pk]

    def change(self, row: Comment, *names: str) -> None:
        """These of its fields have another value now."""
        self.changed.setdefault(row.pk, set()).update(names)

    def save(self) -> None:
        for pk, names in self.changed.items():
            written.update(self.rows[pk], names)
        self.changed.clear()


@prepared
def answered(*, pk: int, thread: int) -> CommentQuerySet:
    below = Comment.objects.filter(hides_branch=True, root=thread)
    return Comment.objects.filter(pk__in=[pk, thread]).annotate(hides_below=Exists(below))


@prepared
def hidden_in(*, thread: int) -> QuerySet[Comment, tuple[int]]:
    hiding = Comment.objects.filter(hides_branch=True).values_list("pk")
    return hiding.filter(root=thread).union(hiding.filter(pk=thread), all=True)[:1]
