"""The verb `withdraw`, for many comments of one discussion at once: what `deciding.withdraw` does
to each, in as few statements as there are outcomes. For somebody who leaves and wrote very much.

A test takes random trees back in both ways and compares every row. Threads in which a branch was
taken down whole are left to the verb itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from heapq import heapify, heappop, heappush

from django.db import transaction
from django.db.models import F, Min, Q

from comments import deciding, lately, sealing, signals
from comments.deciding import FROM, Why
from comments.models import Case, CaseKind, Comment, Decision, Discussion, Status
from comments.reports import answered
from comments.standing import NONE, Count, readable

# Read together with them; what stands higher up is read only where something falls there.
STEPS = 3
# Kept up to date by `settle`.
KEPT = ("listed", "public", "listed_replies", "public_replies")


@transaction.atomic
def withdraw_all(discussion_id: int, comments: Iterable[Comment], why: Why) -> None:
    """Take these comments of one discussion back. What cannot be taken back stays as it is."""
    pks = [comment.pk for comment in comments]
    tangled = with_hidden_branches(pks)
    for comment in tangled:
        if comment.status in FROM["withdraw"]:
            deciding.withdraw(comment, why)
    discussion = Discussion.objects.locked(discussion_id)
    found = Comment.objects.filter(pk__in=pks, status__in=FROM["withdraw"]).defer("html")
    gone = list(found.exclude(pk__in=[comment.pk for comment in tangled]).order_by("number"))
    if gone:
        take_back(discussion, gone, why)


def with_hidden_branches(pks: list[int]) -> list[Comment]:
    """Those whose thread has something that was taken down with all below it."""
    hiding = Comment.objects.filter(hides_branch=True)
    asked = Comment.objects.filter(pk__in=pks)
    threads = set(asked.values_list("root_id", flat=True)) | set(pks)
    tangled = set(hiding.filter(root__in=threads).values_list("root_id", flat=True))
    tangled |= set(hiding.filter(pk__in=threads).values_list("pk", flat=True))
    if not tangled:
        return []
    return list(asked.filter(Q(pk__in=tangled) | Q(root__in=tangled)).order_by("number"))


def take_back(discussion: Discussion, gone: list[Comment], why: Why) -> None:
    for comment in gone:
        if discussion.pinned_id == comment.pk:
            deciding.let_go(discussion, comment, why)
    before = {comment.pk: comment.status for comment in gone}
    lost = count_what_goes(discussion, gone)
    nodes = with_those_above(gone)
    for comment in gone:
        comment.status, comment.hides_branch = Status.WITHDRAWN, False
    write(settle_all(gone, nodes), withdrawn=set(before))
    note_first_replies(gone, nodes)
    take_off_threads(lost)
    lately.look_again(discussion)
    record(discussion, gone, before, why)
    deciding.save_with_log(discussion)
    for comment in gone:
        deciding.announce(signals.comment_withdrawn, comment)


def with_those_above(gone: list[Comment]) -> dict[int, Comment]:
    """These comments and some of what they answer, step by step upward."""
    nodes = {comment.pk: comment for comment in gone}
    for _step in range(STEPS):
        above = {node.parent_id for node in nodes.values() if node.parent_id} - nodes.keys()
        nodes |= Comment.objects.defer("html").in_bulk(above)
    return nodes


def count_what_goes(discussion: Discussion, gone: list[Comment]) -> dict[int, Count]:
    """Take it off the counts of the discussion; returns what each thread has fewer replies."""
    lost = defaultdict[int, Count](lambda: NONE)
    for comment in gone:
        own = readable(comment)
        discussion.published_count -= own.listed
        discussion.public_count -= own.public
        if comment.root_id and own != NONE:
            sofar = lost[comment.root_id]
            lost[comment.root_id] = Count(sofar.listed + own.listed, sofar.public + own.public)
    return lost


def settle_all(gone: list[Comment], nodes: dict[int, Comment]) -> list[Comment]:
    """As `standing.settle` from each of them upward, but every comment once: from the newest to the
    oldest, because a comment is numbered after what it answers. Returns what has to be saved."""
    waiting = [(-comment.number, comment.pk) for comment in gone]
    queued = {comment.pk for comment in gone}
    heapify(waiting)
    saved = []
    while waiting:
        node = nodes[heappop(waiting)[1]]
        own = readable(node)
        listed = not node.hides_branch and (own.listed > 0 or node.listed_replies > 0)
        public = not node.hides_branch and (own.public > 0 or node.public_replies > 0)
        moved = Count(listed - node.listed, public - node.public)
        node.listed, node.public = listed, public
        saved.append(node)
        if moved == NONE or node.parent_id is None:
            continue
        above = nodes.get(node.parent_id) or Comment.objects.defer("html").get(pk=node.parent_id)
        nodes[above.pk] = above
        above.listed_replies += moved.listed
        above.public_replies += moved.public
        if above.pk not in queued:
            queued.add(above.pk)
            heappush(waiting, (-above.number, above.pk))
    return saved


def write(nodes: list[Comment], *, withdrawn: set[int]) -> None:
    """Save where they stand now: one statement for all that stand alike."""
    alike = defaultdict[tuple[bool, tuple[int, ...]], list[int]](list)
    for node in nodes:
        alike[node.pk in withdrawn, tuple(getattr(node, name) for name in KEPT)].append(node.pk)
    for (goes, values), pks in alike.items():
        stand: dict[str, object] = dict(zip(KEPT, values, strict=True))
        if goes:
            stand |= {"status": Status.WITHDRAWN, "hides_branch": False}
        Comment.objects.filter(pk__in=pks).update(**stand)


def note_first_replies(gone: list[Comment], nodes: dict[int, Comment]) -> None:
    """As `standing.note_first_reply`: where one of them was the first reply, count anew."""
    above = {
        parent.pk: parent
        for comment in gone
        if (parent := nodes.get(comment.parent_id or 0))
        and parent.first_reply_at == comment.posted_at
    }
    replies = Comment.objects.published().filter(parent__in=above, hides_branch=False)
    by_others = replies.exclude(author=F("parent__author")).exclude(
        author=None, parent__author=None
    )
    found: dict[int, datetime] = dict(
        by_others.order_by().values_list("parent").annotate(first=Min("posted_at"))
    )
    for pk, parent in above.items():
        parent.first_reply_at = found.get(pk)
    Comment.objects.bulk_update(above.values(), ["first_reply_at"], batch_size=200)


def take_off_threads(lost: dict[int, Count]) -> None:
    """The kept numbers of replies: one statement for all threads that lose as many."""
    alike = defaultdict[Count, list[int]](list)
    for thread, count in lost.items():
        alike[count].append(thread)
    for count, pks in alike.items():
        Comment.objects.filter(pk__in=pks).update(
            reply_count=F("reply_count") - count.listed,
            public_reply_count=F("public_reply_count") - count.public,
        )


def record(discussion: Discussion, gone: list[Comment], before: dict[int, str], why: Why) -> None:
    """A decision for each, as `deciding.record` writes it, each sealed over the one before; open
    cases are closed with theirs."""
    open_ones = Case.objects.filter(comment__in=gone, kind=CaseKind.COMMENT, closed_at=None)
    cases = {} if why.keeps_case else {case.comment_id: case for case in open_ones}
    decisions = [
        deciding.about(comment, "withdraw", before[comment.pk], why, cases.get(comment.pk))
        for comment in gone
    ]
    for decision in decisions:
        sealing.seal(decision, discussion)
    for decision in Decision.objects.bulk_create(decisions):
        if decision.case:
            decision.case.close(at=why.at)
            answered.by_decision(decision.case, decision)
