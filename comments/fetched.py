"""One comment by its number, as pages and verbs ask for it all the time (`queries.prepared`)."""

from django.http import Http404

from comments.models import Case, CaseKind, CaseQuerySet, Comment, CommentQuerySet, under_a_page
from comments.team import rights_told
from queries.prepared import prepared


def comment_or_404(pk: int, *, author: int | None = None, team: bool = False) -> Comment:
    """A comment with all that its page shows above it; with `author`, only one of theirs; with
    `team`, the rights of everybody on it. Http404 where the public can open nothing around it."""
    found = for_its_page(team, pk=pk) if author is None else own_page(pk=pk, author=author)
    if not found:
        raise Http404
    return found[0]


def answered_or_404(pk: int) -> Comment:
    """A comment that is being answered, with no more than has to be known to take the answer: what
    a page shows above it is asked for where a page is shown. Http404 likewise."""
    found = with_its_discussion(pk=pk)
    if not found:
        raise Http404
    return found[0]


@prepared
def with_its_discussion(*, pk: int) -> CommentQuerySet:
    found = Comment.objects.filter(under_a_page("discussion__"), pk=pk)
    return found.select_related("discussion__guide")


@prepared
def for_its_page(team: bool, *, pk: int) -> CommentQuerySet:
    found = Comment.objects.for_its_page().filter(pk=pk)
    return found.annotate(team=rights_told()) if team else found


@prepared
def own_page(*, pk: int, author: int) -> CommentQuerySet:
    return Comment.objects.for_its_page().filter(pk=pk, author=author)


@prepared
def rows(*, pk: int) -> CommentQuerySet:
    return Comment.objects.filter(pk=pk)


def row(pk: int) -> Comment:
    """Only its own row. Comment.DoesNotExist where it is gone."""
    found = rows(pk=pk)
    if not found:
        raise Comment.DoesNotExist
    return found[0]


def refresh(comment: Comment) -> None:
    """See it as it is now, like `refresh_from_db`; who wrote it is not asked for again."""
    take_over(comment, row(comment.pk))


def take_over(comment: Comment, now: Comment) -> None:
    """Let it say what another copy says that was read later."""
    for field in Comment._meta.concrete_fields:
        setattr(comment, field.attname, getattr(now, field.attname))
    for name in ("discussion", "parent", "root", "answer"):
        comment._state.fields_cache.pop(name, None)


@prepared
def open_cases(*, comment: int) -> CaseQuerySet:
    """The case about what becomes of it, if one is open."""
    found = Case.objects.filter(comment=comment, kind=CaseKind.COMMENT, closed_at=None)
    return found.order_by("pk")[:1]
