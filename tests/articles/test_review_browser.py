"""The pages on which reviewers decide, in a real browser."""

import pytest

from articles import fact_checking, publishing, reviewing
from articles.models import Kind
from tests import make
from tests.browser import BOTH_LOOKS

DESK = "/admin/articles/guide"


@pytest.fixture
def waiting(dee, eve):
    """A live guide whose newer words wait for a clinician; somebody outside was asked, too."""
    guide = make.guide("Hot days", owner=dee)
    make.block(guide, Kind.CARE_CARD, heading="Call if:", level="urgent", items="it hurts")
    guide.blocks.filter(kind=Kind.TEXT).update(html="<p>Never take 20 mg at once.</p>")
    guide.blocks.update(no_source_needed=True)
    publishing.record(guide, by=dee, note="What not to take.")
    revision = reviewing.submit(guide, by=dee)
    reviewing.approve_editorial(revision, by=eve, note="Reads well.")
    fact_checking.ask(revision, by=dee, asked_for="A nurse")
    return guide


@BOTH_LOOKS
def test_the_pages_of_the_review_please_axe_and_fit(page, visit, axe, cleo, waiting, theme, width):
    visit.as_(cleo)
    of_it = f"{DESK}/{waiting.pk}"

    for path in (f"{DESK}/review/", f"{of_it}/review/", f"{of_it}/compare/?old=live"):
        visit(path)
        page.get_by_text("Hot days").first.wait_for()
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"

    visit(f"{of_it}/review/")
    page.get_by_role("heading", name="Look at these first").wait_for()
    button = page.get_by_role("button", name="Approve version 2")
    button.click()
    page.get_by_role("button", name="Approve version 2").wait_for()
    axe(page)


@BOTH_LOOKS
def test_what_an_author_decides_pleases_axe_and_fits(
    page, visit, axe, dee, eve, waiting, theme, width
):
    visit.as_(eve)
    of_it = f"{DESK}/{waiting.pk}"

    for path in ("revisions/1/restore/", "readers/", "withdraw/", "upload/"):
        visit(f"{of_it}/{path}")
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
