"""Working copy -> Revision -> live."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles import blocks, moving, questions, relating, reminding, uses
from articles.models import (
    DRAW_WHERE_NAMED,
    Approval,
    Block,
    Guide,
    Kind,
    Revision,
    Significance,
    Stage,
    Step,
)
from articles.rendering import render
from articles.signals import guide_published
from outbox import put

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BLOCK_FIELDS = (
    *("kind", "heading", "level", "html", "items"),
    *("alt", "decorative", "caption", "credit"),
)
# Only said where they say something: what was published before they existed stays the same.
NEWER_FIELDS = (
    *("row_headers", "attribution", "consent", "purpose", "safety_line"),
    *("guides", "no_source_needed"),
)
# Where a guide stands is not what it says: one that moves is as approved as before.
ADDRESS = {"topic", "slug"}
# What verbs move in a guide, and what whoever holds the guide has to read again afterwards.
WHERE_IT_STANDS = [
    *("live_revision", "changed_on", "sha256", "stage"),
    *("withdrawn_at", "withdrawn_reason", "replaced_by"),
]


class Trouble(NamedTuple):
    """A sentence about what stops a guide from going live; `block` is None for the guide itself."""

    block: Block | None
    field: str
    message: "StrOrPromise"


class CannotPublish(Exception):
    """The guide is not ready. `troubles` says why, block by block."""

    def __init__(self, troubles: list[Trouble]) -> None:
        self.troubles = troubles
        super().__init__("; ".join(str(trouble.message) for trouble in troubles))


def publish(
    guide: Guide,
    *,
    by: Member | None,
    at: datetime | None = None,
    change_note: str = "",
    significance: str = Significance.MAJOR,
) -> Revision:
    """Put the working copy before the public, and return what they now read.

    Nothing changed since the last time: no revision is made, and the one that is live comes back.
    Raises CannotPublish where a block has a problem.
    """
    with transaction.atomic():
        revision = record(guide, by=by, at=at)
        if not revision.is_published:
            copy = Guide.objects.locked(guide.pk)
            if troubles := troubles_of(copy.blocks.all()):
                raise CannotPublish(troubles)
            revision.change_note = change_note
            revision.significance = Significance(significance)
            go_live(revision, by=by, at=at)
        guide.refresh_from_db(fields=WHERE_IT_STANDS)
    return revision


def record(
    guide: Guide, *, by: Member | None, note: str = "", at: datetime | None = None
) -> Revision:
    """Keep the working copy as it is now, and return the revision that says the same.

    Nothing changed since the last revision (or since what is live): none is made. A change takes
    the guide back to a draft, because whatever was approved was something else.
    """
    with transaction.atomic():
        copy = Guide.objects.locked(guide.pk)
        data = snapshot(copy)
        sha256 = fingerprint(data)
        revision = _same_as_kept(copy, sha256)
        stage = copy.stage if revision and copy.sha256 == sha256 else Stage.DRAFT
        if revision is None:
            revision = _revision_of(copy, data, sha256)
            revision.note = note
            revision.created_by = by
            revision.created_at = at or timezone.now()
            revision.save()
            uses.note(revision)
        Guide.objects.filter(pk=copy.pk).update(sha256=sha256, stage=stage)
        guide.refresh_from_db(fields=WHERE_IT_STANDS)
    return revision


def go_live(revision: Revision, *, by: Member | None, at: datetime | None = None) -> None:
    """Draw a revision and make it what the public reads, and say so to whoever listens.

    It need not be the newest: the working copy may have gone on meanwhile. A guide that was
    withdrawn is put back by it.
    """
    with transaction.atomic():
        copy = Guide.objects.locked(revision.guide_id)
        for name, value in asdict(render(revision.data)).items():
            setattr(revision, name, value)
        revision.published_by = by
        revision.published_at = at or timezone.now()
        revision.save()
        if not copy.is_live:
            moving.set_free(copy.get_absolute_url())
        if copy.is_withdrawn:
            copy.put_back()
        is_news = _is_news(copy, revision)
        copy.live_revision = revision
        if copy.sha256 == revision.sha256:
            copy.stage = Stage.DRAFT
        is_major = revision.significance == Significance.MAJOR
        if is_major or copy.changed_on is None:
            copy.changed_on = timezone.localdate(revision.published_at)
        use_the_approvals(copy, revision, moves_dates=is_major)
        copy.save(
            update_fields=["live_revision", "stage", "changed_on", "reviewed_on", "review_due_on"]
        )
        _keep_links_right(copy, revision, is_news=is_news)
        reminding.remember(copy)
        questions.settle(revision, by=by)
        guide_published.send(Guide, guide=copy, revision=revision)


def _keep_links_right(guide: Guide, revision: Revision, *, is_news: bool) -> None:
    """The worker looks again at what leads here, and at what this leads to: that may be withdrawn
    by somebody else at this very moment."""
    if is_news:
        guide.draw_where_it_is_named()
    if named := relating.named_in(revision.data):
        put(DRAW_WHERE_NAMED, addresses=named)


def _is_news(guide: Guide, revision: Revision) -> bool:
    """What pages that lead to a guide say of it will not be right any more."""
    live = guide.revisions.filter(pk=guide.live_revision_id or 0)
    return live.values_list("title", "summary").first() != (revision.title, revision.summary)


def use_the_approvals(guide: Guide, revision: Revision, *, moves_dates: bool = True) -> None:
    """What lets a revision go live does so once; and the guide takes over when a clinician read
    it, and until when that holds. The guide is not saved yet."""
    approvals = Approval.objects.standing(revision)
    review = approvals.filter(step=Step.CLINICAL).first()
    if review and (moves_dates or guide.reviewed_on is None):
        guide.reviewed_on = timezone.localdate(review.at)
        guide.review_due_on = review.review_due_on
    approvals.unused().update(used_at=timezone.now())


def rerender(revision: Revision) -> None:
    """Draw a revision again from its data: after a change of the templates or of the cleaning."""
    Revision.objects.filter(pk=revision.pk).update(**asdict(render(revision.data)))


def troubles_of(pieces: Iterable[Block]) -> list[Trouble]:
    """What stops a guide made of these blocks from going live."""
    pieces = list(pieces)
    if not pieces:
        return [Trouble(None, "", _("Add a block first: there is nothing to read yet."))]
    found = [
        Trouble(block, problem.field, problem.message)
        for block in pieces
        for problem in blocks.problems(block)
    ]
    for again in [block for block in pieces if block.kind == Kind.KEY_POINTS][1:]:
        message = _("A guide has one “In short”. Put all key points into one block.")
        found.append(Trouble(again, "kind", message))
    return found


def snapshot(guide: Guide) -> dict[str, Any]:
    """Everything the public page is made of, as the working copy has it now."""
    data = {
        "title": guide.title,
        "slug": guide.slug,
        "topic": guide.topic.slug,
        "summary": guide.summary,
        "lay_terms": guide.lay_terms,
        "is_demo": guide.is_demo,
        "hero": guide.hero_id,
        "byline": [
            contribution.told for contribution in guide.contributions.select_related("person")
        ],
        "blocks": [told(block) for block in guide.blocks.all()],
    }
    return uses.with_files(data)


def told(block: Block) -> dict[str, Any]:
    """All that counts of one block."""
    return {
        "uuid": str(block.uuid),
        "image": block.image_id,
        **{name: getattr(block, name) for name in BLOCK_FIELDS},
        **{name: said for name in NEWER_FIELDS if (said := getattr(block, name))},
    }


def fingerprint(data: dict[str, Any]) -> str:
    """The same for the same words, whatever the order of the keys and wherever they stand."""
    words = {name: value for name, value in data.items() if name not in ADDRESS}
    line = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(line.encode()).hexdigest()


def _same_as_kept(copy: Guide, sha256: str) -> Revision | None:
    """What is live or was kept last, if it says the same as the working copy."""
    last = copy.revisions.first()
    return next((one for one in (copy.live_revision, last) if one and one.sha256 == sha256), None)


def _revision_of(copy: Guide, data: dict[str, Any], sha256: str) -> Revision:
    """The snapshot, numbered after the last one. Not drawn and not saved yet."""
    last = copy.revisions.order_by("-number").values_list("number", flat=True).first()
    return Revision(
        guide=copy,
        number=(last or 0) + 1,
        title=copy.title,
        summary=copy.summary,
        hero_id=copy.hero_id,
        data=data,
        sha256=sha256,
    )
