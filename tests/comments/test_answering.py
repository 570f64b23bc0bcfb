"""Questions that were answered: who says so, what readers see of it, and when it vanishes."""

import pytest
from playwright.sync_api import expect

from comments import answering, deciding
from comments.deciding import Why
from comments.models import Audience, Comment
from comments.posting import Refused
from tests import make
from tests.browser import BOTH_LOOKS, ending
from tests.comments.pages import comments_in, hash_of


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def question(fatigue, ada):
    return make.comment(fatigue, ada, "Does a cool vest help?", kind="question")


@pytest.fixture
def reply(fatigue, ben, question):
    return make.comment(fatigue, ben, "Mine does, for two hours.", parent=question)


def seen(client, guide):
    """On the page: which comments say that they are answered, and which that they are the answer,
    each with where its line about it leads."""
    found = comments_in(client.get(guide.get_absolute_url()))
    answered = {key: words for key, words in found.words.items() if " Answered " in words}
    return list(answered), [key for key, words in found.words.items() if "The answer" in words]


def test_the_question_says_so_and_leads_to_the_reply(client, fatigue, ada, question, reply):
    assert seen(client, fatigue) == ([], [])
    answering.mark(reply, ada)

    assert seen(client, fatigue) == ([hash_of(question)], [hash_of(reply)])
    found = comments_in(client.get(fatigue.get_absolute_url()))
    assert "Answered by ben, comment 2" in found.words[hash_of(question)]
    assert f"#comment-{reply.pk}" in found.links[hash_of(question)]
    page = client.get(f"/comments/{reply.pk}/").text
    assert "Answered by" in page
    assert "The answer" in page


def test_an_answer_that_is_not_on_the_page_is_one_link_away(client, fatigue, ada, ben, question):
    replies = [make.comment(fatigue, ben, parent=question) for _ in range(8)]
    answering.mark(replies[-1], ada)

    links = comments_in(client.get(fatigue.get_absolute_url())).links[hash_of(question)]

    assert replies[-1].get_absolute_url() in links


def test_a_reply_to_a_reply_can_be_the_answer_and_another_takes_its_place(
    client, fatigue, ada, ben, question, reply
):
    deeper = make.comment(fatigue, ada, parent=reply)
    answering.mark(reply, ada)
    answering.mark(deeper, ada)
    answering.mark(deeper, ada)

    assert seen(client, fatigue) == ([hash_of(question)], [hash_of(deeper)])
    verbs = Comment.objects.get(pk=deeper.pk).decisions.values_list("verb", flat=True)
    assert list(verbs) == ["answer", "publish"]


def test_the_mark_goes_and_comes_back_with_the_reply(client, fatigue, ada, ben, mo, question):
    above = make.comment(fatigue, ben, parent=question)
    reply = make.comment(fatigue, ben, parent=above)
    answering.mark(reply, ada)

    deciding.hide(reply, Why(by=mo))
    assert seen(client, fatigue) == ([], [])
    deciding.restore(reply, Why(by=mo))
    assert seen(client, fatigue)[0] == [hash_of(question)]
    deciding.hide(above, Why(by=mo), whole_branch=True)
    assert seen(client, fatigue) == ([], [])
    assert "Answered by" not in client.get(f"/comments/{question.pk}/").text
    deciding.restore(above, Why(by=mo))
    deciding.withdraw(reply, Why(by=ben))
    assert seen(client, fatigue) == ([], [])


def test_who_may_not_read_the_answer_is_not_told_that_there_is_one(
    client, fatigue, ada, ben, question
):
    reply = make.comment(fatigue, ben, parent=question, who_may_read=Audience.MEMBERS)
    answering.mark(reply, ada)

    assert seen(client, fatigue) == ([], [])
    client.force_login(ben)
    assert seen(client, fatigue) == ([hash_of(question)], [hash_of(reply)])


def test_only_the_asker_and_moderators_say_so(fatigue, ada, ben, mo, cleo, question, reply):
    for member in (ben, cleo):
        with pytest.raises(Refused, match="Only whoever asked"):
            answering.mark(reply, member)
    answering.mark(reply, mo)
    with pytest.raises(Refused, match="Only whoever asked"):
        answering.unmark(reply, ben)
    answering.unmark(reply, ada)

    question.refresh_from_db()
    assert question.answer is None


def test_only_a_reply_to_a_question_that_can_be_read_is_an_answer(fatigue, ada, ben, mo, question):
    told = make.comment(fatigue, ada)
    for comment in (question, told, make.comment(fatigue, ben, parent=told)):
        with pytest.raises(Refused, match="Only a reply to a question"):
            answering.mark(comment, ada)
    reply = make.comment(fatigue, ben, parent=question)
    deciding.hide(reply, Why(by=mo))
    with pytest.raises(Refused, match="no longer there"):
        answering.mark(reply, ada)


def test_the_button_stands_beside_replies_for_those_who_may(
    client, fatigue, ada, ben, mo, question, reply
):
    path = f'formaction="/comments/{reply.pk}/answer/"'
    for member, may in ((ada, True), (ben, False), (mo, True)):
        client.force_login(member)
        page = client.get(fatigue.get_absolute_url()).text
        assert (path in page) is may
        assert f"/comments/{question.pk}/answer/" not in page
    client.logout()
    assert path not in client.get(fatigue.get_absolute_url()).text


def test_pressing_it_leads_back_to_the_reply_on_the_page_it_was_on(
    client, fatigue, ada, ben, question, reply
):
    client.force_login(ada)
    where = f"{fatigue.get_absolute_url()}?order=newest"
    path = f"/comments/{reply.pk}/answer/"

    answer = client.post(path, {"mark": "1", "next": f"{where}#read-mark"})
    assert answer["Location"] == f"{where}#comment-{reply.pk}"
    assert "This is not the answer after all" in client.get(where).text
    for foreign in ("nowhere", "//evil.example/", "javascript:alert(1)"):
        answer = client.post(path, {"mark": "1", "next": foreign})
        assert answer["Location"] == reply.get_absolute_url()
    assert client.post(path, {"undo": "1", "next": "https://evil.example/"})["Location"] == (
        reply.get_absolute_url()
    )
    assert seen(client, fatigue) == ([], [])
    assert client.get(path)["Location"] == reply.get_absolute_url()
    client.force_login(ben)
    assert client.post(path, {"mark": "1"}).status_code == 409
    assert client.post("/comments/999999/answer/", {"mark": "1"}).status_code == 404
    client.logout()
    assert client.post(path, {"mark": "1"})["Location"].startswith("/accounts/login/")


def test_what_stands_under_more_is_still_there_after_a_press_in_place(
    client, fatigue, ada, question, reply
):
    client.force_login(ada)
    fetched = {"X-Requested-With": "fetch"}

    foot = client.post(f"/comments/{reply.pk}/react/", {"kind": "helped"}, headers=fetched).text

    assert f'formaction="/comments/{reply.pk}/answer/"' in foot
    assert "Stop here: I read up to this" in foot


@pytest.mark.parametrize("javascript", [False])
def test_an_answer_can_be_marked_without_javascript(page, visit, fatigue, ada, question, reply):
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    of_reply = page.locator(f"#comment-{reply.pk}")
    of_reply.locator("summary").last.click()
    of_reply.get_by_role("button", name="This answers the question").click()

    page.get_by_text("Comment 2 is shown as the answer.").wait_for()
    page.get_by_role("link", name="ben, comment 2").first.click()
    expect(page).to_have_url(ending(f"#comment-{reply.pk}"))


@BOTH_LOOKS
def test_an_answered_question_pleases_axe(
    page, visit, axe, fatigue, ada, question, reply, theme, width
):
    answering.mark(reply, ada)
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    page.locator(f"#comment-{reply.pk} summary").last.click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
