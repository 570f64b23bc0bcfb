"""The first few replies of many threads in one query, each thread read only that far."""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from comments.models import Comment, CommentQuerySet
from comments.visibility import Reader
from queries.prepared import prepared

# Enough to follow a conversation, few enough that the next thread is near.
FIRST_REPLIES = 5


def first_replies(heads: Sequence[Comment], reader: Reader) -> list[Comment]:
    """The first few replies of each thread: one query, each thread read only that far."""
    if not heads:
        return []
    named = {f"head_{place}": head.pk for place, head in enumerate(heads)}
    replies = few_of_each(reader.is_member, **named)
    give_parents(replies, heads)
    return replies


@prepared
def few_of_each(is_member: bool, **heads: int) -> CommentQuerySet:
    # Not written bare: SQLite would not know the partial index again.
    values = [value for head in heads.values() for value in (head, True, head, True)]
    many = " UNION ALL ".join([few_replies_sql(is_member=is_member)] * len(heads))
    ids = RawSQL(many, values)  # noqa: S611 -- names are ours, values bound
    found = Comment.objects.filter(pk__in=ids).select_related("author")
    return found.order_by("root_id", "branch", "seq")


def give_parents(replies: Sequence[Comment], heads: Sequence[Comment]) -> None:
    """What a first reply answers stands above it on the page, so nothing is fetched twice."""
    known = {comment.pk: comment for comment in (*heads, *replies)}
    strange = {reply.parent_id for reply in replies} - known.keys()
    if strange:  # only if something was damaged
        known |= Comment.objects.select_related("author").in_bulk(strange)
    for reply in replies:
        reply.parent = known[reply.parent_id or 0]


def few_replies_sql(*, is_member: bool) -> str:
    """The first replies of one thread, past what stands under a first-level reply that was taken
    down with its branch, so that the few are never spent on what nobody can see."""
    quote = connection.ops.quote_name
    table = quote(Comment._meta.db_table)
    flag = quote("listed" if is_member else "public")
    return (
        f"SELECT id FROM (SELECT id FROM {table} reply "  # noqa: S608 -- see above
        f"WHERE root_id = %s AND root_id IS NOT NULL AND {flag} = %s AND NOT EXISTS ("
        f"SELECT 1 FROM {table} gone "
        "WHERE gone.root_id = %s AND gone.hides_branch = %s AND gone.seq = reply.branch) "
        f"ORDER BY branch, seq LIMIT {FIRST_REPLIES}) AS first_few"
    )
