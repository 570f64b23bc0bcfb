"""Quotations of words that are erased: they go from the answers of others, too."""

import re
from collections.abc import Collection, Iterator
from itertools import batched

from django.db.models import F
from django.utils.translation import gettext as _

from comments.mentions import with_people
from comments.models import Comment, CommentRevision, Discussion, Draft
from markup import Unusable, to_html

_MARKS = re.compile(r"^(?:\s{0,3}>)+\s?")
_QUOTATION = re.compile(r"<blockquote>.*</blockquote>", re.DOTALL)
# Asked for together.
AT_ONCE = 500
# Shorter pieces can be anybody's ("Thank you").
SHORTEST = 12


def take_out_quotes(comments: Collection[int], author: int) -> None:
    """Where an answer to these comments of one author, or an answer to that, quotes them."""
    quoting = answers_that_quote(comments, author)
    drafts = drafts_that_quote(comments)
    quoted_ones = {pk for _revision, quoted in quoting for pk in quoted}
    said = words_of(quoted_ones | set(drafts.values()))
    for revision, quoted in quoting:
        source = without_quotes(revision.source, [words for pk in quoted for words in said[pk]])
        if source != revision.source:
            write(revision, source)
    for draft, answered in drafts.items():
        body = without_quotes(draft.body, said[answered])
        Draft.objects.filter(pk=draft.pk).exclude(body=body).update(body=body)


def drafts_that_quote(comments: Collection[int]) -> dict[Draft, int]:
    """Those of answers to these comments, and of new words for such answers, that may quote what
    they answer; each with that."""
    quoting = Draft.objects.filter(body__contains=">").select_related("edited")
    answers = {draft: draft.parent_id or 0 for draft in quoting.filter(parent__in=comments)}
    edits = quoting.filter(edited__parent__in=comments)
    return answers | {draft: draft.edited.parent_id or 0 for draft in edits if draft.edited}


def answers_that_quote(
    comments: Collection[int], author: int
) -> list[tuple[CommentRevision, set[int]]]:
    """Versions of answers by others that quote something, each with those of these comments that
    it may quote. What the author quotes goes with all the rest of theirs."""
    about = {pk: {above} for pk, above in answers_to(comments)}
    for pk, above in answers_to(list(about)):
        about[pk] = about.get(pk, set()) | about[above]
    found = []
    for some in batched(about, AT_ONCE):
        versions = CommentRevision.objects.filter(comment__in=some, source__contains=">")
        by_others = versions.exclude(comment__author=author)
        found += list(by_others.select_related("comment__discussion"))
    return [(revision, about[revision.comment_id]) for revision in found]


def answers_to(comments: Collection[int]) -> Iterator[tuple[int, int]]:
    """Each answer, with what it answers."""
    # Two steps of answers, each by the index of its own: together they would read whole tables.
    for some in batched(comments, AT_ONCE):
        yield from Comment.objects.filter(parent__in=some).values_list("pk", "parent_id")


def words_of(comments: Collection[int]) -> dict[int, list[str]]:
    """All that was ever said in each of these comments, folded."""
    said: dict[int, list[str]] = {pk: [] for pk in comments}
    if not said:
        return {}
    versions = CommentRevision.objects.filter(comment__in=comments).order_by()
    for pk, source in versions.values_list("comment_id", "source"):
        said[pk].append(folded(source))
    return said


def without_quotes(source: str, said: list[str]) -> str:
    """The Markdown without quoted lines that stand in one of these texts (folded)."""
    lines, was_gone = list[str](), False
    for line in source.splitlines():
        marks = _MARKS.match(line)
        piece = folded(line[marks.end() :]) if marks else ""
        is_gone = len(piece) >= SHORTEST and any(piece in words for words in said)
        if is_gone and not was_gone:
            lines.append("> " + _("(words that were taken back)"))
        elif not is_gone:
            lines.append(line)
        # A blank line inside a quotation that goes belongs to it.
        was_gone = is_gone or (was_gone and bool(marks) and not piece)
        if was_gone and not is_gone:
            lines.pop()
    return "\n".join(lines)


def folded(text: str) -> str:
    """Words alone: marks of Markdown and breaks of lines are where they are by chance."""
    return " ".join(re.sub(r"[\W_]+", " ", text).split()).casefold()


def write(revision: CommentRevision, source: str) -> None:
    """Put changed words of somebody else in the place of what was there, as if it never had been
    otherwise: a new version would tell when and from what."""
    comment = revision.comment
    try:
        html = with_people(to_html(source), comment.discussion, comment.who_may_read)
    except Unusable:
        # An import may bring words that nobody could type here.
        html = _QUOTATION.sub("", revision.html)
    CommentRevision.objects.filter(pk=revision.pk).update(source=source, html=html)
    if revision.number == (comment.approved_number or comment.latest_number):
        Comment.objects.filter(pk=comment.pk).update(html=html)
        Discussion.objects.filter(pk=comment.discussion_id).update(version=F("version") + 1)
