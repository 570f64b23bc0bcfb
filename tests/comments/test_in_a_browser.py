"""The discussion in a real browser: without JavaScript, by keyboard, in two looks and widths."""

import pytest
from playwright.sync_api import expect

from comments import posting
from comments.models import Comment, Report
from tests import make
from tests.browser import BOTH_LOOKS, ending


@pytest.fixture
def without_waiting(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def talked_about(fatigue, ada, ben, without_waiting):
    """A guide with a conversation in every state a reader can meet."""
    one = make.comment(fatigue, ada, "How do *you* rest?")
    two = make.comment(fatigue, ben, "Lying down.\n\n- at ten\n- at four", parent=one)
    make.comment(fatigue, ada, "Both?", parent=two)
    gone = make.comment(fatigue, ada, status="hidden")
    gone_with_reply = make.comment(fatigue, ben, "Unkind words")
    make.comment(fatigue, ada, "No need for that.", parent=gone_with_reply)
    from comments import deciding

    deciding.hide(gone_with_reply, deciding.Why(rule="test", reason="unkind"))
    posting.edit(two, "Lying down, in the dark.")
    assert not gone.listed
    for _ in range(6):
        make.comment(fatigue, ben, parent=one)
    return fatigue


@BOTH_LOOKS
def test_the_discussion_pleases_axe_for_visitors_and_members(
    page, visit, axe, talked_about, ben, theme, width
):
    visit(talked_about.get_absolute_url())
    axe(page)

    visit.as_(ben)
    make.comment(talked_about, ben)
    visit(talked_about.get_absolute_url())
    page.locator("#compose .hints summary").click()
    page.locator("article summary").first.click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@BOTH_LOOKS
def test_a_form_with_an_error_pleases_axe_and_takes_the_focus(
    page, visit, axe, talked_about, ben, theme, width
):
    visit.as_(ben)
    visit(f"{talked_about.get_absolute_url()}comment/")
    page.get_by_role("button", name="Post comment").click()
    page.locator("#errors").wait_for()

    expect(page.locator("#errors")).to_be_focused()
    axe(page)
    page.get_by_role("link", name="Please write something first.").click()
    expect(page.locator("#id_body")).to_be_focused()


@BOTH_LOOKS
def test_a_comment_s_own_page_and_the_report_page_please_axe(
    page, visit, axe, talked_about, ben, theme, width
):
    reply = Comment.objects.get(number=3)
    visit(f"/comments/{reply.pk}/")
    axe(page)
    visit.as_(ben)
    visit(f"/comments/{reply.pk}/report/")
    axe(page)
    page.get_by_role("button", name="Ask a moderator to look").click()
    page.locator("#errors").wait_for()
    axe(page)
    visit(f"/comments/{reply.pk}/reply/")
    axe(page)


@pytest.mark.parametrize("javascript", [False])
def test_reading_posting_and_replying_work_without_javascript(page, visit, talked_about, ben):
    visit.as_(ben)
    visit(talked_about.get_absolute_url())
    page.get_by_label("Your comment").fill("A chair in *every* room.")
    page.get_by_role("button", name="Post comment").click()
    mine = Comment.objects.get(html__contains="chair")
    expect(page).to_have_url(visit.url + mine.get_absolute_url())
    expect(page.get_by_text("Your comment is posted.")).to_be_visible()

    page.get_by_role("link", name="Read the whole discussion").click()
    page.get_by_role("link", name="Reply to ada, comment 1").click()
    page.get_by_label("Your reply").fill("Feet up.")
    page.get_by_role("button", name="Post reply").click()
    reply = Comment.objects.get(html__contains="Feet up")
    assert reply.parent.number == 1
    expect(page.locator(f"#comment-{reply.pk}").get_by_text("Feet up.")).to_be_visible()


@pytest.mark.parametrize("javascript", [False])
def test_editing_and_taking_back_work_without_javascript(page, visit, talked_about, ben):
    visit.as_(ben)
    reply = make.comment(talked_about, ben, "Feet up.", parent=Comment.objects.get(number=1))
    visit(reply.get_absolute_url())
    of_reply = page.locator(f"#comment-{reply.pk}")
    of_reply.get_by_text("More").click()
    of_reply.get_by_role("link", name=f"Edit comment {reply.number}").click()
    page.get_by_label("Your comment").fill("Feet up, eyes shut.")
    page.get_by_role("button", name="Save the new words").click()
    expect(of_reply.get_by_text("Feet up, eyes shut.")).to_be_visible()
    expect(of_reply.get_by_text("Edited")).to_be_visible()

    of_reply.get_by_text("More").click()
    of_reply.get_by_role("link", name=f"Take back comment {reply.number}").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("You took your comment back.")).to_be_visible()
    expect(page.locator(f"#comment-{reply.pk}")).to_have_count(0)


@pytest.mark.parametrize("javascript", [False])
def test_reporting_works_without_javascript(page, visit, talked_about, ben):
    visit.as_(ben)
    comment = Comment.objects.get(number=1)
    visit(f"/comments/{comment.pk}/report/")
    page.get_by_label("Something else").check()
    page.get_by_role("button", name="Ask a moderator to look").click()
    expect(page.locator("#id_words_error")).to_be_visible()
    page.get_by_label("In your own words").fill("It names my nurse.")
    page.get_by_role("button", name="Ask a moderator to look").click()

    expect(page.get_by_text("Nobody is told who asked.")).to_be_visible()
    assert Report.objects.get().words == "It names my nurse."


@pytest.mark.parametrize("javascript", [False, True])
def test_a_session_that_ended_while_typing_loses_no_word(
    page, visit, talked_about, ben, javascript
):
    visit.as_(ben)
    visit(talked_about.get_absolute_url())
    page.get_by_label("Your comment").fill("An hour of slow typing.")
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()
    page.get_by_role("button", name="Post comment").click()

    expect(page.get_by_role("heading", name="You are logged out")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("An hour of slow typing.")
    page.get_by_role("link", name="Log in and go on").click()
    ben.set_password("calm signal line")
    ben.save()
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    page.get_by_label("E-mail address").fill(ben.email)
    page.get_by_label("Password", exact=True).fill("calm signal line")
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_url(ending("#compose"))
    expect(page.get_by_label("Your comment")).to_have_value("An hour of slow typing.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator("article", has_text="An hour of slow typing.")).to_be_visible()
    assert Comment.objects.filter(html__contains="An hour of slow typing").count() == 1


@pytest.mark.parametrize("javascript", [False, True])
def test_a_double_press_makes_one_comment(page, visit, talked_about, ben, javascript):
    visit.as_(ben)
    visit(talked_about.get_absolute_url())
    page.get_by_label("Your comment").fill("Twice, with a shaking hand.")
    page.get_by_role("button", name="Post comment").dblclick()
    expect(page.locator("article", has_text="shaking hand")).to_be_visible()
    assert Comment.objects.filter(html__contains="shaking hand").count() == 1


def test_the_whole_discussion_can_be_walked_with_the_keyboard(page, visit, talked_about, ben):
    visit.as_(ben)
    visit(talked_about.get_absolute_url())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the talk"
    page.keyboard.press("Enter")
    expect(page.locator("#talk")).to_be_focused()

    names = []
    for _ in range(14):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => { const e = document.activeElement; const box = e.getBoundingClientRect();
            return [e.textContent.trim() || e.name, box.height > 0]; }"""
        )
        assert focus[1]
        names.append(" ".join(focus[0].split()))
    assert (
        names[:5]
        == [
            "Show newest first",
            "All house rules",
            "body",
            "How to make bold words, lists and links",
            "kind",
        ]
        or "body" in names
    )
    page.get_by_role("link", name="Reply to ada, comment 1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your reply")).to_be_focused()
    page.keyboard.type("By keys alone.")
    while page.evaluate("document.activeElement.textContent") != "Post reply":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comments/*/*")
    expect(page.locator("article", has_text="By keys alone.")).to_be_visible()


def buttons_of(page, comment, name):
    return page.locator(f"#comment-{comment.pk}").get_by_role("button", name=name)


@pytest.mark.parametrize("javascript", [False])
def test_support_works_without_javascript(page, visit, talked_about, ben):
    one = Comment.objects.get(number=1)
    visit.as_(ben)
    visit(talked_about.get_absolute_url())
    buttons_of(page, one, "This helped").click()
    expect(page).to_have_url(ending(f"{talked_about.get_absolute_url()}#comment-{one.pk}"))
    of_one = page.locator(f"#comment-{one.pk}")
    expect(of_one.get_by_text("You: this helped")).to_be_visible()
    expect(buttons_of(page, one, "This helped")).to_have_attribute("aria-pressed", "true")

    of_one.get_by_text("Short answer").click()
    buttons_of(page, one, "Same here").click()
    expect(of_one.get_by_text("You: same here")).to_be_visible()
    buttons_of(page, one, "Same here").click()
    expect(of_one.get_by_text("You: same here")).to_have_count(0)
    one.refresh_from_db()
    assert (one.helped_count, one.same_here_count) == (1, 0)


def test_support_is_shown_in_place_said_and_keeps_the_focus(page, visit, axe, talked_about, ben):
    one = Comment.objects.get(number=1)
    visit.as_(ben)
    visit(talked_about.get_absolute_url())
    address = page.url
    helped = buttons_of(page, one, "This helped")
    helped.focus()
    page.keyboard.press("Enter")

    expect(helped).to_have_attribute("aria-pressed", "true")
    expect(helped).to_be_focused()
    expect(page.locator("#status")).to_have_text("Said: “This helped”, comment 1.")
    # A shaking hand does not undo it.
    helped.click()
    page.locator(f"#comment-{one.pk}").get_by_text("Short answer").click()
    buttons_of(page, one, "Thank you").click()
    expect(page.locator("#status")).to_have_text("Said: “Thank you”, comment 1.")
    expect(buttons_of(page, one, "Thank you")).to_be_focused()
    axe(page)
    expect(page).to_have_url(address)
    one.refresh_from_db()
    assert (one.helped_count, one.thank_you_count) == (1, 1)


def test_support_pressed_while_the_site_is_away_leaves_the_page_as_it_is(
    page, visit, axe, talked_about, ben
):
    visit.as_(ben)
    visit(talked_about.get_absolute_url())
    said = Comment.objects.get(number=1)
    page.route("**/react/", lambda route: route.abort())
    buttons_of(page, said, "This helped").click()

    told = page.locator(f"#comment-{said.pk} p[role=status]")
    expect(told).to_have_text("The site does not answer just now. Try again later.")
    axe(page, f"#comment-{said.pk}")
    page.unroute("**/react/")
    page.wait_for_timeout(2100)  # the same press sooner is a shaking hand
    buttons_of(page, said, "This helped").click()
    expect(buttons_of(page, said, "This helped")).to_have_attribute("aria-pressed", "true")
    expect(told).to_have_count(0)
    page.reports.clear()


def test_support_pressed_after_the_session_ended_leads_to_the_login(page, visit, talked_about, ben):
    from django.contrib.sessions.models import Session

    visit.as_(ben)
    visit(talked_about.get_absolute_url())
    Session.objects.all().delete()
    buttons_of(page, Comment.objects.get(number=1), "This helped").click()
    page.wait_for_url("**/accounts/login/**")
