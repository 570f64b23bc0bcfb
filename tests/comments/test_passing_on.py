""" "The guide should answer this": from a comment to the authors, and back to the comment."""

from urllib.parse import quote

import pytest

from articles import publishing, questions
from articles.models import GuideQuestion
from comments import deciding
from comments.models import Comment, Discussion, Status
from comments.questions import PassedOn, mark_answers, pass_on
from tests import make
from tests.comments.desk import comment_url
from tests.comments.pages import comments_in, hash_of

WORDS = "How much sleep is enough?"


@pytest.fixture(autouse=True)
def trusted(settings):
    """Nobody waits for a moderator."""
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def comment(fatigue, ada):
    return make.comment(fatigue, ada, "I sleep ten hours. Is that too much?")


@pytest.fixture
def as_mo(client, mo):
    client.force_login(mo)
    return client


def path_of(comment):
    return f"/comments/{comment.pk}/pass-on/"


def links_of(client, comment):
    page = client.get(comment.discussion.guide.get_absolute_url())
    return comments_in(page).links[hash_of(comment)]


def answered(comment, *, block=None, by=None):
    """The comment's question, closed by a new version."""
    guide = comment.discussion.guide
    block = block or make.block(guide, heading="Sleep and rest")
    kept = publishing.record(guide, by=by)
    questions.plan(comment.question, str(block.uuid), revision=kept)
    publishing.publish(guide, by=by)
    comment.refresh_from_db()
    return block


@pytest.mark.parametrize("who", ["mo", "dee", "eve"])
def test_the_team_passes_a_comment_on(client, request, fatigue, comment, who):
    one = request.getfixturevalue(who)
    client.force_login(one)
    assert path_of(comment) in links_of(client, comment)
    assert client.get(path_of(comment)).status_code == 200

    answer = client.post(path_of(comment), {"words": f"  {WORDS} "}, follow=True)

    question = GuideQuestion.objects.get()
    comment.refresh_from_db()
    assert comment.question == question
    assert (question.guide, question.words, question.asked_by) == (fatigue, WORDS, one)
    assert question.asked_in == f"/comments/{comment.pk}/"
    assert "Passed on to the authors of “Living with fatigue”." in answer.text
    assert WORDS in client.get(path_of(comment)).text


@pytest.mark.parametrize("who", ["ben", "cleo"])
def test_nobody_else_can(client, request, comment, who):
    client.force_login(request.getfixturevalue(who))

    assert path_of(comment) not in links_of(client, comment)
    assert client.get(path_of(comment)).status_code == 403
    assert client.post(path_of(comment), {"words": WORDS}).status_code == 403
    assert client.post(path_of(comment) + "?x=1", {"words": WORDS, "same": "1"}).status_code == 403
    assert not GuideQuestion.objects.exists()


def test_visitors_are_sent_to_log_in_and_their_words_are_kept(client, comment):
    assert client.get(path_of(comment)).status_code == 302
    answer = client.post(path_of(comment), {"words": WORDS})

    assert answer.status_code == 403
    assert WORDS in answer.text
    assert not GuideQuestion.objects.exists()


def test_opening_the_form_writes_nothing(as_mo, comment, writes_nothing):
    with writes_nothing():
        as_mo.get(path_of(comment))


@pytest.mark.parametrize("words", ["", "   ", "x" * 201, "a\0b"])
def test_words_that_cannot_be_taken_stay_on_the_page(as_mo, comment, words):
    answer = as_mo.post(path_of(comment), {"words": words})

    assert answer.status_code == 422
    assert not GuideQuestion.objects.exists()
    assert words.replace("\0", "").strip() in answer.text


@pytest.mark.parametrize(
    ("status", "answer"),
    [(Status.WAITING, 409), (Status.HIDDEN, 409), (Status.REJECTED, 409), (Status.WITHDRAWN, 404)],
)
def test_what_readers_cannot_read_is_not_passed_on(as_mo, settings, fatigue, ada, status, answer):
    settings.COMMENTS_HELD_FIRST = 9
    comment = make.comment(fatigue, ada, status=status)

    response = as_mo.post(path_of(comment), {"words": WORDS})

    assert response.status_code == answer
    assert not GuideQuestion.objects.exists()
    if answer == 409:
        assert WORDS in response.text


def test_an_author_does_not_learn_of_what_only_moderators_see(client, settings, dee, fatigue, ada):
    settings.COMMENTS_HELD_FIRST = 9
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    client.force_login(dee)

    assert client.get(path_of(comment)).status_code == 404
    assert client.post("/comments/0/pass-on/", {"words": WORDS}).status_code == 404


def test_pressing_twice_asks_once(as_mo, comment):
    as_mo.post(path_of(comment), {"words": WORDS})
    again = as_mo.post(path_of(comment), {"words": "Other words"})

    assert again.status_code == 200
    assert WORDS in again.text
    assert GuideQuestion.objects.count() == 1


def test_the_second_of_two_moderators_is_told(comment, mo, fatigue):
    seen_by_both = Comment.objects.get(pk=comment.pk)
    pass_on(comment, by=mo, guide=fatigue, words=WORDS)

    with pytest.raises(PassedOn):
        pass_on(seen_by_both, by=mo, guide=fatigue, words="Other")

    assert GuideQuestion.objects.count() == 1


def test_two_comments_can_ask_the_same(as_mo, fatigue, comment, ben, mo):
    other = make.comment(fatigue, ben)
    third = make.comment(fatigue, ben)
    question = pass_on(comment, by=mo, guide=fatigue, words=WORDS)
    assert WORDS in as_mo.get(path_of(other)).text

    as_mo.post(path_of(other), {"words": "", "same": str(question.pk)})
    as_mo.post(path_of(third), {"words": WORDS.upper(), "same": ""})

    assert set(Comment.objects.filter(question=question)) == {comment, other, third}
    assert GuideQuestion.objects.count() == 1


def test_a_question_that_was_settled_meanwhile_takes_no_more(as_mo, fatigue, comment, ben, mo):
    question = pass_on(comment, by=mo, guide=fatigue, words=WORDS)
    other = make.comment(fatigue, ben)
    third = make.comment(fatigue, ben)
    held = GuideQuestion.objects.get(pk=question.pk)
    questions.decline(question, by=mo, note="No.")

    answer = as_mo.post(path_of(other), {"words": "Why so?", "same": str(question.pk)})
    with pytest.raises(Exception, match="settled meanwhile"):
        pass_on(third, by=mo, guide=fatigue, same=held)

    # The list is not asked any more, so the words count.
    assert answer.status_code == 302
    assert question.words not in Comment.objects.get(pk=other.pk).question.words


def test_another_guide_of_the_topic_can_be_asked(as_mo, comment, fatigue):
    naps = make.guide("Naps", topic=fatigue.topic)
    draft = make.draft("Secret plans", topic=fatigue.topic)
    elsewhere = make.guide("Vision", topic=make.topic("Eyes"))
    form = as_mo.get(path_of(comment)).text

    wrong = [
        as_mo.post(path_of(comment), {"words": WORDS, "guide": str(guide.pk)}).status_code
        for guide in (draft, elsewhere)
    ]
    as_mo.post(path_of(comment), {"words": WORDS, "guide": str(naps.pk)})

    assert wrong == [422, 422]
    assert "Secret plans" not in form
    assert GuideQuestion.objects.get().guide == naps


def test_the_way_back_leads_to_the_desk_and_to_no_other_site(as_mo, comment):
    desk = comment_url(comment)
    page = as_mo.get(desk).text
    assert f"{path_of(comment)}?next={quote(desk, safe='')}" in page

    away = as_mo.get(path_of(comment), {"next": "https://elsewhere.example/"}).text
    answer = as_mo.post(path_of(comment), {"words": WORDS, "next": desk})

    assert "elsewhere.example" not in away
    assert answer["Location"] == desk


def test_the_desk_offers_it_only_for_what_is_published(as_mo, settings, fatigue, ada):
    settings.COMMENTS_HELD_FIRST = 9
    waiting = make.comment(fatigue, ada, status=Status.WAITING)

    assert "pass-on" not in as_mo.get(comment_url(waiting)).text


# What readers see --------------------------------------------------------------------------------


def test_readers_see_nothing_before_it_is_answered(client, comment, mo, fatigue):
    before = client.get(fatigue.get_absolute_url()).text
    pass_on(comment, by=mo, guide=fatigue, words=WORDS)

    page = client.get(fatigue.get_absolute_url()).text

    assert page == before
    assert WORDS not in page


@pytest.mark.parametrize("who", [None, "ada", "ben", "mo"])
def test_an_answered_comment_leads_to_the_section(client, request, comment, mo, fatigue, who):
    pass_on(comment, by=mo, guide=fatigue, words=WORDS)
    answered(comment)
    if who:
        client.force_login(request.getfixturevalue(who))

    page = client.get(fatigue.get_absolute_url())

    place = f"{fatigue.get_absolute_url()}#sleep-and-rest"
    assert place in comments_in(page).links[hash_of(comment)]
    assert "Answered in the guide : comment 1" in comments_in(page).words[hash_of(comment)]
    assert 'id="sleep-and-rest"' in page.text
    assert place in client.get(f"/comments/{comment.pk}/").text


def test_the_link_follows_the_section_and_ends_at_the_guide(client, comment, mo, fatigue):
    pass_on(comment, by=mo, guide=fatigue, words=WORDS)
    block = answered(comment)
    version = Discussion.objects.get(topic=None).version
    block.heading = "How to sleep"
    block.save()
    publishing.publish(fatigue, by=None)
    comment.refresh_from_db()
    renamed = comment.answered_in
    assert Discussion.objects.get(topic=None).version > version

    block.delete()
    publishing.publish(fatigue, by=None)

    comment.refresh_from_db()
    assert renamed == f"{fatigue.get_absolute_url()}#how-to-sleep"
    assert comment.answered_in == fatigue.get_absolute_url()


def test_the_mark_goes_with_the_answer(client, comment, mo, fatigue):
    pass_on(comment, by=mo, guide=fatigue, words=WORDS)
    answered(comment)

    fatigue.refresh_from_db()
    fatigue.withdraw(reason="Old.")
    withdrawn = client.get(fatigue.get_absolute_url()).text
    fatigue.put_back()
    back = client.get(fatigue.get_absolute_url()).text
    questions.open_again(comment.question)
    opened = client.get(fatigue.get_absolute_url()).text

    assert ["Answered in the guide" in page for page in (withdrawn, back, opened)] == [
        False,
        True,
        False,
    ]


def test_a_stub_says_nothing_of_an_answer(client, comment, mo, ben, fatigue):
    make.comment(fatigue, ben, parent=comment)
    pass_on(comment, by=mo, guide=fatigue, words=WORDS)
    answered(comment)
    deciding.hide(comment, deciding.Why(by=mo, reason="unkind"))

    page = client.get(fatigue.get_absolute_url())

    assert "taken down" in comments_in(page).words[hash_of(comment)]
    assert "Answered in the guide" not in page.text


def test_publishing_touches_no_comment_whose_answer_stays_where_it_is(comment, mo, fatigue):
    pass_on(comment, by=mo, guide=fatigue, words=WORDS)
    answered(comment)
    version = Discussion.objects.get(topic=None).version

    mark_answers(fatigue)

    assert Discussion.objects.get(topic=None).version == version


def test_a_comment_outlives_its_question(comment, mo, fatigue):
    pass_on(comment, by=mo, guide=fatigue, words=WORDS).delete()

    comment.refresh_from_db()
    assert comment.question is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_mark_costs_no_query(client, fatigue, ada, mo, count, django_assert_num_queries):
    for number in range(count):
        comment = make.comment(fatigue, ada)
        pass_on(comment, by=mo, guide=fatigue, words=f"Why {number}?")
        answered(comment)
    client.get(fatigue.get_absolute_url())

    with django_assert_num_queries(4):
        page = client.get(fatigue.get_absolute_url())

    assert page.text.count("Answered in the guide") == count
