"""The pages of a guide in the admin besides its form: a line for each, in the order of work."""

from typing import TYPE_CHECKING

from django.urls import URLPattern, path

from articles.admin import keeping, looking, revisions, withdrawing

if TYPE_CHECKING:
    from articles.admin.guide import GuideAdmin


def of(desk: "GuideAdmin") -> list[URLPattern]:
    """Each asks for staff first; `desk` is handed to pages that log or say what they did."""
    wrap = desk.admin_site.admin_view
    with_desk = {"desk": desk}
    return [
        path("look/", wrap(looking.look), name="articles_guide_look_new"),
        path("<int:pk>/look/", wrap(looking.look), name="articles_guide_look"),
        # Not only for those who are logged in: the words of an expired session are kept, too.
        path("keep/", keeping.keep, name="articles_guide_keep"),
        path(
            "drafts/<int:draft>/throw-away/",
            wrap(keeping.throw_away),
            name="articles_guide_throw_away",
        ),
        path("<int:pk>/revisions/", wrap(revisions.revisions), name="articles_guide_revisions"),
        path("<int:pk>/compare/", wrap(revisions.compare_two), name="articles_guide_compare"),
        path(
            "<int:pk>/revisions/<int:number>/restore/",
            wrap(revisions.restore),
            with_desk,
            "articles_guide_restore",
        ),
        path(
            "<int:pk>/withdraw/", wrap(withdrawing.withdraw), with_desk, "articles_guide_withdraw"
        ),
        path(
            "<int:pk>/put-back/", wrap(withdrawing.put_back), with_desk, "articles_guide_put_back"
        ),
    ]
