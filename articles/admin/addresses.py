"""The pages of a guide in the admin besides its form: a line for each, in the order of work."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path

from articles.admin import (
    inventory,
    keeping,
    looking,
    manuscript,
    merging,
    moving,
    previewing,
    readers,
    review,
    revisions,
    withdrawing,
)

if TYPE_CHECKING:
    from articles.admin.guide import GuideAdmin


type Wrap = Callable[..., Any]


def of(desk: "GuideAdmin") -> list[URLPattern]:
    """Each asks for staff first; `desk` is handed to pages that log or say what they did."""
    wrap = desk.admin_site.admin_view
    with_desk = {"desk": desk}
    return [
        path("inventory/", wrap(inventory.page), name="articles_inventory"),
        path("inventory/guides.csv", wrap(inventory.file), name="articles_inventory_file"),
        path("look/", wrap(looking.look), name="articles_guide_look_new"),
        path("<int:pk>/look/", wrap(looking.look), name="articles_guide_look"),
        path("<int:pk>/readers/", wrap(readers.readers), name="articles_guide_readers"),
        *_of_files(wrap, with_desk),
        *_of_words(wrap),
        *_of_revisions(wrap, with_desk),
        *_of_review(wrap, with_desk),
        path("<int:pk>/merge/", wrap(merging.merge), with_desk, "articles_guide_merge"),
        path("<int:pk>/separate/", wrap(merging.separate), with_desk, "articles_guide_separate"),
        path("<int:pk>/move/", wrap(moving.move), with_desk, "articles_guide_move"),
        path(
            "<int:pk>/withdraw/", wrap(withdrawing.withdraw), with_desk, "articles_guide_withdraw"
        ),
    ]


def _of_files(wrap: Wrap, with_desk: dict[str, Any]) -> list[URLPattern]:
    """A guide as Markdown, out and in."""
    name, upload = "articles_guide", wrap(manuscript.upload)
    return [
        path("upload/", upload, with_desk, f"{name}_upload_new"),
        path("<int:pk>/upload/", upload, with_desk, f"{name}_upload"),
        path("<int:pk>/download/", wrap(manuscript.download), name=f"{name}_download"),
    ]


def _of_words(wrap: Wrap) -> list[URLPattern]:
    """What is typed and not saved."""
    draft, name = "drafts/<int:draft>", "articles_guide"
    shown = wrap(previewing.page_of_draft)
    return [
        # Not only for those who are logged in: the words of an expired session are kept, too.
        path("keep/", keeping.keep, name=f"{name}_keep"),
        path("preview/", wrap(previewing.of_words), name=f"{name}_preview"),
        path(f"{draft}/throw-away/", wrap(keeping.throw_away), name=f"{name}_throw_away"),
        path(f"{draft}/preview/", wrap(previewing.of_draft), name=f"{name}_preview_draft"),
        path(f"{draft}/preview/page/", shown, name=f"{name}_preview_draft_page"),
    ]


def _of_revisions(wrap: Wrap, with_desk: dict[str, Any]) -> list[URLPattern]:
    """What was saved."""
    one, name = "<int:pk>/revisions/<int:number>", "articles_guide"
    shown = wrap(previewing.page_of_revision)
    return [
        path("<int:pk>/revisions/", wrap(revisions.revisions), name=f"{name}_revisions"),
        path("<int:pk>/compare/", wrap(revisions.compare_two), name=f"{name}_compare"),
        path(f"{one}/preview/", wrap(previewing.of_revision), name=f"{name}_preview_revision"),
        path(f"{one}/preview/page/", shown, name=f"{name}_preview_page"),
        path(f"{one}/restore/", wrap(revisions.restore), with_desk, f"{name}_restore"),
    ]


def _of_review(wrap: Any, with_desk: dict[str, Any]) -> list[URLPattern]:
    """What waits, and what is decided about it."""
    return [
        path("review/", wrap(review.queue), name="articles_review_queue"),
        path("<int:pk>/review/", wrap(review.review), name="articles_guide_review"),
        *(
            path(
                f"<int:pk>/review/{verb}/",
                wrap(review.decide),
                {"verb": verb, **with_desk},
                f"articles_guide_{verb}",
            )
            for verb in ("approve", "reject")
        ),
        path("<int:pk>/review/ask/", wrap(review.ask), name="articles_guide_ask"),
        path(
            "<int:pk>/review/ask/<int:check>/revoke/",
            wrap(review.revoke),
            name="articles_guide_revoke",
        ),
    ]
