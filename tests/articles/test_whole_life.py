"""A guide's whole life with three people, in a real browser: blank, submitted, approved by two,
published, revised, withdrawn. And the pages on which guides move and become one."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import merging, moving
from articles.models import Guide
from tests import make
from tests.articles.filling import address
from tests.browser import ending

ADD = "/admin/articles/guide/add/"


def review_of(guide):
    return reverse("admin:articles_guide_review", args=[guide.pk])


def write_a_guide(page):
    """What an author types: words, a care card, a picture."""
    page.get_by_label("Topic").select_option("Fatigue and energy")
    page.get_by_label("Title").fill("Hot days")
    page.get_by_label("Summary").fill("What heat does, and what cools.")
    words = page.locator("#blocks-0")
    words.get_by_label("Heading").fill("Why heat hurts")
    words.get_by_role("textbox", name="Words").fill("Warm nerves are slow nerves.")

    page.get_by_role("button", name="Add another Block").click()
    card = page.locator("#blocks-1")
    card.get_by_label("Kind").select_option("Care card")
    expect(card.get_by_role("textbox", name="Words")).to_be_hidden()
    card.get_by_label("Heading").fill("Call your MS team if:")
    card.get_by_label("How urgent").select_option("Urgent")
    card.get_by_label("Items").fill("it does not pass")

    page.get_by_role("button", name="Add another Block").click()
    figure = page.locator("#blocks-2")
    figure.get_by_label("Kind").select_option("Figure")
    figure.get_by_role("combobox", name="Picture").select_option("A calm line")
    figure.get_by_label("What the picture shows").fill("A line that calms down.")


def submit(page):
    page.get_by_role("button", name="Save and submit").click()
    page.get_by_text("Submitted. The reviewers are told.").wait_for()


def approve_as_editor(page, visit, axe, number):
    """From the front page of the admin, as it says that something waits."""
    visit("/admin/")
    page.get_by_role("link", name="1 guide waits for you").click()
    axe(page)
    page.get_by_role("link", name="Hot days").first.click()
    axe(page)
    page.get_by_role("button", name=f"Approve version {number}").click()
    page.get_by_text("Approved.", exact=True).wait_for()


def approve_as_clinician(page, visit, axe, guide, number):
    visit(review_of(guide))
    for question in page.get_by_role("group").filter(has=page.get_by_label("Yes")).all():
        question.get_by_label("Yes").check()
    page.get_by_role("button", name=f"Approve version {number}").click()
    page.get_by_text("Approved.", exact=True).wait_for()
    axe(page)


def publish(page, visit, guide, number, note=""):
    visit(address(guide))
    if note:
        page.get_by_label("What changed, for readers").fill(note)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text(f"Published. Readers now see version {number}.").wait_for()
    page.get_by_role("link", name="View live page").click()
    page.wait_for_url(f"**{guide.get_absolute_url()}")


def revise(page, visit, guide):
    visit(address(guide))
    page.locator("#blocks-0 summary").first.click()
    words = page.locator("#blocks-0").get_by_role("textbox", name="Words")
    # Not by keys: the editor puts the caret where it was a moment after it is entered.
    words.fill("Warm nerves are slow nerves. Cool ones are quicker.")


def withdraw(page, visit, axe, guide):
    visit(address(guide))
    page.get_by_role("link", name="Withdraw").click()
    axe(page)
    page.get_by_label("Why is it withdrawn?").fill("New advice replaces it.")
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_text("Withdrawn. The page stays and says so.").wait_for()
    axe(page)
    page.get_by_role("link", name="View live page").click()
    page.wait_for_url(f"**{guide.get_absolute_url()}")


def test_three_people_take_a_guide_from_blank_to_readers_to_a_revision_and_back(
    page, visit, axe, dee, eve, cleo
):
    make.topic()
    make.image("A calm line")
    visit.as_(dee)
    visit(ADD)
    write_a_guide(page)
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    submit(page)
    guide = Guide.objects.get()
    visit(guide.get_absolute_url(), status=404)

    visit.as_(eve)
    approve_as_editor(page, visit, axe, 1)
    visit.as_(cleo)
    approve_as_clinician(page, visit, axe, guide, 1)
    visit.as_(eve)
    publish(page, visit, guide, 1)
    expect(page.locator("h1")).to_have_text("Hot days")
    expect(page.get_by_text("Warm nerves are slow nerves.")).to_be_visible()
    expect(page.get_by_role("heading", name="Call your MS team if:")).to_be_visible()
    expect(page.get_by_role("img", name="A line that calms down.")).to_be_visible()
    expect(page.get_by_role("heading", name="Discussion")).to_be_visible()

    visit.as_(dee)
    revise(page, visit, guide)
    submit(page)
    visit(guide.get_absolute_url())
    expect(page.get_by_text("Cool ones are quicker.")).to_have_count(0)
    visit.as_(eve)
    approve_as_editor(page, visit, axe, 2)
    visit.as_(cleo)
    approve_as_clinician(page, visit, axe, guide, 2)
    visit.as_(eve)
    publish(page, visit, guide, 2, note="What cool nerves do.")
    expect(page.get_by_text("Warm nerves are slow nerves. Cool ones are quicker.")).to_be_visible()
    page.get_by_role("link", name="What changed, and when").click()
    expect(page.get_by_text("What cool nerves do.")).to_be_visible()

    withdraw(page, visit, axe, guide)
    expect(page.get_by_text("Please do not rely on it.")).to_be_visible()
    expect(page.get_by_text("New advice replaces it.")).to_be_visible()
    expect(page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
    axe(page)
    visit("/guides/fatigue-and-energy/")
    expect(page.get_by_text("Hot days")).to_have_count(0)


@pytest.mark.parametrize(("theme", "width"), [("paper", 390), ("night", 1280)])
def test_an_editor_moves_a_guide_makes_it_part_of_another_and_undoes_that(
    page, visit, axe, eve, theme, width
):
    guide, other = make.guide("Hot days"), make.guide("Pacing a day")
    make.comment(guide, make.member("zoe"), "A cool scarf helps me.")
    old = guide.get_absolute_url()
    visit.as_(eve)

    visit(address(guide))
    page.get_by_role("link", name="Move", exact=True).click()
    axe(page)
    page.get_by_label("Address").fill("heat")
    page.get_by_role("button", name="Move").click()
    page.get_by_text(f"Moved. {old} now leads to").wait_for()
    visit(old)
    expect(page).to_have_url(ending("/guides/fatigue-and-energy/heat/"))

    visit(address(guide))
    page.get_by_role("link", name="Merge", exact=True).click()
    axe(page)
    page.get_by_label("Part of which guide").select_option("Pacing a day")
    page.get_by_label("Why?").fill("The same thing.")
    page.get_by_role("button", name="Merge").click()
    page.get_by_text("Merged: ").wait_for()
    axe(page)
    visit(old)
    expect(page).to_have_url(ending(other.get_absolute_url()))
    page.get_by_role("link", name="Guides that became part of this one").click()
    axe(page)
    page.get_by_role("link", name="Older discussion of").click()
    expect(page.get_by_text("A cool scarf helps me.")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0

    visit(address(guide))
    page.get_by_role("link", name="Undo the merge").click()
    axe(page)
    page.get_by_label("Why?").fill("It was another guide.")
    page.get_by_role("button", name="Undo the merge").click()
    page.get_by_text("Undone: ").wait_for()
    visit(old)
    expect(page.locator("h1")).to_have_text("Hot days")


@pytest.mark.parametrize(("theme", "width"), [("paper", 390), ("night", 1280)])
def test_the_list_of_old_addresses_pleases_axe(page, visit, axe, eve, theme, width):
    guide = make.guide("Hot days")
    moving.move(guide, topic=guide.topic, slug="heat")
    merging.merge(guide, make.guide("Pacing a day"), by=eve)
    visit.as_(eve)

    visit("/admin/articles/redirect/")
    expect(page.get_by_text("It moved")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Add old address").click()
    page.wait_for_url("**/redirect/add/")
    axe(page)
    page.get_by_label("Old address").fill("/blog/heat/")
    page.get_by_label("Leads to").fill("/no/such/page/")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("There is no page at this address.").wait_for()
    axe(page)
