"""What readers ask: passed on to a guide, answered by a version of it, or declined."""

import pytest

from articles import publishing, questions, reviewing
from articles.models import Answered, GuideQuestion, Significance
from tests import make
from tests.articles.filling import address, fill

LIST = "/admin/articles/guidequestion/"


def page_of(question):
    return f"{LIST}{question.pk}/change/"


@pytest.fixture
def guide(db, dee):
    return make.guide(owner=dee)


@pytest.fixture
def sleep(guide):
    """A second block, which readers do not have yet."""
    return make.block(guide, heading="Sleep and rest")


@pytest.fixture
def asked(guide, mo):
    return questions.ask(guide, "How much sleep is enough?", by=mo, asked_in="/comments/1/")


def state(question):
    question.refresh_from_db()
    return question.state


# The verbs ----------------------------------------------------------------------------------------


def test_the_same_question_is_asked_once_while_it_is_open(guide, mo, dee, asked):
    again = questions.ask(guide, "how much  SLEEP is enough", by=dee)
    elsewhere = questions.ask(make.guide("Sleep"), "How much sleep is enough?", by=dee)
    questions.decline(asked, by=dee, note="That is in the guide on sleep.")
    anew = questions.ask(guide, "How much sleep is enough?", by=dee)

    assert again == asked
    assert (again.asked_by, again.asked_in) == (mo, "/comments/1/")
    assert elsewhere != asked
    assert anew != asked
    assert list(guide.questions.open()) == [anew]


def test_a_version_closes_what_it_answers_when_it_goes_live(guide, sleep, asked, eve):
    kept = publishing.record(guide, by=eve)
    questions.plan(asked, str(sleep.uuid), revision=kept)
    before = state(asked)

    publishing.publish(guide, by=eve)

    assert before == Answered.OPEN
    assert state(asked) == Answered.ANSWERED
    assert (asked.answered_in, asked.settled_by) == (kept, eve)
    assert asked.get_absolute_url() == f"{guide.get_absolute_url()}#sleep-and-rest"


def test_an_older_version_that_goes_live_closes_nothing(guide, asked, eve):
    make.block(guide, heading="Other")
    older = publishing.record(guide, by=eve)
    sleep = make.block(guide, heading="Sleep and rest")
    newer = publishing.record(guide, by=eve)
    questions.plan(asked, GuideQuestion.WHOLE, revision=newer)

    publishing.go_live(older, by=eve)

    assert state(asked) == Answered.OPEN
    assert sleep.uuid
    publishing.go_live(newer, by=eve)
    assert state(asked) == Answered.ANSWERED


def test_a_later_version_closes_it_too_unless_the_section_is_gone(guide, sleep, asked, mo, eve):
    other = questions.ask(guide, "May I nap?", by=mo)
    nap = make.block(guide, heading="Naps")
    kept = publishing.record(guide, by=eve)
    questions.plan(asked, str(sleep.uuid), revision=kept)
    questions.plan(other, str(nap.uuid), revision=kept)
    nap.delete()

    publishing.publish(guide, by=eve)

    assert (state(asked), state(other)) == (Answered.ANSWERED, Answered.OPEN)
    assert asked.answered_in == guide.live_revision != kept


def test_what_is_answered_by_nothing_any_more_stays_open(guide, sleep, asked, eve):
    kept = publishing.record(guide, by=eve)
    questions.plan(asked, str(sleep.uuid), revision=kept)
    questions.plan(asked, GuideQuestion.NOT_YET, revision=kept)

    publishing.publish(guide, by=eve)

    assert state(asked) == Answered.OPEN


def test_a_block_without_a_heading_is_led_to_by_the_one_above(guide, sleep, asked, eve):
    plain = make.block(guide)
    questions.plan(asked, str(plain.uuid), revision=publishing.record(guide, by=eve))

    publishing.publish(guide, by=eve)

    asked.refresh_from_db()
    assert asked.anchor == "sleep-and-rest"
    assert 'id="sleep-and-rest"' in guide.live_revision.html


def test_the_link_follows_the_section_and_leads_to_the_guide_when_it_is_gone(
    guide, sleep, asked, eve
):
    questions.plan(asked, str(sleep.uuid), revision=publishing.record(guide, by=eve))
    publishing.publish(guide, by=eve)
    sleep.heading = "How to sleep"
    sleep.save()
    publishing.publish(guide, by=eve)
    asked.refresh_from_db()
    renamed = asked.get_absolute_url()

    sleep.delete()
    publishing.publish(guide, by=eve)

    assert renamed == f"{guide.get_absolute_url()}#how-to-sleep"
    assert state(asked) == Answered.ANSWERED
    assert asked.get_absolute_url() == guide.get_absolute_url()


def test_reviewing_the_same_words_again_closes_what_they_answer(guide, asked):
    questions.plan(asked, GuideQuestion.WHOLE, revision=guide.live_revision)

    make.approved(guide)
    reviewing.publish(guide, by=make.editor("ed"), significance=Significance.MINOR)

    assert state(asked) == Answered.ANSWERED
    assert asked.answered_in.number == 1


SECOND = {
    "decline": lambda one, dee: questions.decline(one, by=dee, note="No."),
    "plan": lambda one, dee: questions.plan(one, "guide", revision=one.guide.live_revision),
    "there": lambda one, dee: questions.say_it_is_there(one, "guide", by=dee),
}


@pytest.mark.parametrize("second", SECOND)
def test_the_second_of_two_is_told_what_the_first_did(asked, dee, eve, second):
    seen_by_both = GuideQuestion.objects.get(pk=asked.pk)
    questions.decline(asked, by=eve, note="Not here.")

    with pytest.raises(questions.Refused, match="Not for this guide"):
        SECOND[second](seen_by_both, dee)

    asked.refresh_from_db()
    assert (asked.settled_by, asked.note, asked.answered_in) == (eve, "Not here.", None)


def test_what_readers_have_already_is_closed_at_once(guide, sleep, asked, dee):
    with pytest.raises(questions.Refused, match="not have this section"):
        questions.say_it_is_there(asked, str(sleep.uuid), by=dee)
    there = str(guide.blocks.first().uuid)
    assert state(asked) == Answered.OPEN

    questions.say_it_is_there(asked, there, by=dee)

    assert state(asked) == Answered.ANSWERED
    assert asked.get_absolute_url() == guide.get_absolute_url()


def test_nothing_is_answered_by_a_guide_that_nobody_reads(db, mo, dee):
    asked = questions.ask(make.draft(), "When?", by=mo)

    with pytest.raises(questions.Refused, match="do not have this guide"):
        questions.say_it_is_there(asked, GuideQuestion.WHOLE, by=dee)


def test_it_can_be_opened_again(asked, dee):
    questions.decline(asked, by=dee, note="No.")

    questions.open_again(asked)
    questions.open_again(asked)

    asked.refresh_from_db()
    assert (asked.state, asked.note, asked.settled_by, asked.plan) == (Answered.OPEN, "", None, "")


def test_declining_wants_a_reason(asked, dee):
    with pytest.raises(questions.Refused):
        questions.decline(asked, by=dee, note="  ")


# The guide's form ---------------------------------------------------------------------------------


def test_an_author_says_in_the_form_what_answers_a_question(client, dee, guide, sleep, asked):
    client.force_login(dee)
    name = f"question-{asked.pk}"
    form = fill(client, address(guide), title="Fatigue")
    assert form[name] == form[f"initial-{name}"] == ""

    client.post(address(guide), form | {name: str(sleep.uuid), "_continue": "1"})

    asked.refresh_from_db()
    assert (asked.state, asked.plan) == (Answered.OPEN, str(sleep.uuid))
    assert asked.answered_in == guide.revisions.first()
    assert "It is closed when that goes live" in client.get(address(guide)).text


def test_saving_the_form_again_moves_no_plan_and_makes_no_version(client, dee, guide, asked):
    client.force_login(dee)
    form = fill(client, address(guide)) | {f"question-{asked.pk}": "guide", "_continue": "1"}
    client.post(address(guide), form)
    asked.refresh_from_db()
    first = asked.answered_in

    client.post(address(guide), fill(client, address(guide), title="Other") | {"_continue": "1"})

    asked.refresh_from_db()
    guide.refresh_from_db()
    assert asked.answered_in == first
    assert guide.revisions.count() == 2


def test_an_older_page_undoes_nothing(client, dee, eve, guide, asked):
    client.force_login(eve)
    older = fill(client, address(guide))
    client.force_login(dee)
    form = fill(client, address(guide)) | {f"question-{asked.pk}": "guide", "_continue": "1"}
    client.post(address(guide), form)

    client.force_login(eve)
    client.post(address(guide), older | {"_continue": "1"})

    asked.refresh_from_db()
    assert asked.plan == "guide"


def test_what_was_chosen_stays_when_the_form_comes_back(client, dee, guide, sleep, asked):
    client.force_login(dee)
    form = fill(client, address(guide), title="") | {f"question-{asked.pk}": str(sleep.uuid)}

    page = client.post(address(guide), form | {"_continue": "1"})

    asked.refresh_from_db()
    assert asked.plan == ""
    assert fill(page)[f"question-{asked.pk}"] == str(sleep.uuid)
    assert fill(page)[f"initial-question-{asked.pk}"] == ""


@pytest.mark.parametrize("value", ["6d1a5c5e-0000-4000-8000-000000000000", "x", "theirs"])
def test_a_section_that_is_not_there_answers_nothing(client, dee, guide, asked, value):
    client.force_login(dee)
    theirs = make.guide("Other").blocks.first()
    value = str(theirs.uuid) if value == "theirs" else value
    form = fill(client, address(guide)) | {f"question-{asked.pk}": value}

    page = client.post(address(guide), form | {"_continue": "1"}, follow=True)

    asked.refresh_from_db()
    assert asked.plan == ""
    assert "is not there. Choose again." in page.text


def test_a_hand_made_form_reaches_no_question_of_another_guide(client, dee, guide, mo):
    other = questions.ask(make.guide("Other"), "Why?", by=mo)
    client.force_login(dee)
    form = fill(client, address(guide)) | {f"question-{other.pk}": "guide"}

    client.post(address(guide), form | {"_continue": "1"})
    refused = client.post(address(other.guide), form | {"_continue": "1"})

    other.refresh_from_db()
    assert other.plan == ""
    assert refused.status_code == 403


def test_unsaved_choices_are_kept_with_the_words(guide, asked):
    from django.http import QueryDict

    from articles.keeping import what_counts

    posted = QueryDict(f"title=A&question-{asked.pk}=guide&initial-question-{asked.pk}=&other-1=b")

    assert set(what_counts(posted, guide, may_publish=False)) == {
        "title",
        f"question-{asked.pk}",
        f"initial-question-{asked.pk}",
    }


# The list, the page of a question, the front page -------------------------------------------------


def test_the_owner_finds_it_on_the_front_page_and_in_the_list(client, dee, guide, asked, mo):
    questions.ask(make.guide("Of somebody else"), "Why?", by=mo)
    client.force_login(dee)

    front = client.get("/admin/").text
    mine = client.get(LIST, {"state__exact": "open", "whose": "mine"})

    assert "Readers ask 1 question that your guides do not answer" in front
    assert mine.status_code == 200
    assert asked.words in mine.text
    assert "Why?" not in mine.text
    questions.decline(asked, by=dee, note="No.")
    assert "Readers ask" not in client.get("/admin/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, eve, count, django_assert_num_queries):
    for number in range(count):
        author = make.author(f"author{number}")
        questions.ask(make.guide(f"Guide {number}", owner=author), f"Why {number}?", by=author)
    client.force_login(eve)
    client.get(LIST)

    with django_assert_num_queries(6):
        client.get(LIST)


def test_the_owner_declines_it_with_a_reason(client, dee, asked):
    client.force_login(dee)
    empty = client.post(page_of(asked), {"verb": "decline", "note": " "})

    client.post(page_of(asked), {"verb": "decline", "note": "It is in the guide on sleep."})
    late = client.post(page_of(asked), {"verb": "decline", "note": "Once more."})

    asked.refresh_from_db()
    assert (empty.status_code, late.status_code) == (422, 409)
    assert (asked.state, asked.note) == (Answered.DECLINED, "It is in the guide on sleep.")
    assert asked.settled_by == dee
    assert "It is in the guide on sleep." in client.get(page_of(asked)).text


def test_the_owner_says_that_readers_have_the_answer_and_opens_it_again(client, dee, asked, sleep):
    client.force_login(dee)
    form = client.post(page_of(asked), {"verb": "there", "place": "nowhere"})
    unread = client.post(page_of(asked), {"verb": "there", "place": str(sleep.uuid)})

    client.post(page_of(asked), {"verb": "there", "place": "guide"})
    answered = state(asked)
    client.post(page_of(asked), {"verb": "again"})

    assert (form.status_code, unread.status_code) == (422, 409)
    assert answered == Answered.ANSWERED
    assert state(asked) == Answered.OPEN


@pytest.mark.parametrize("verb", ["decline", "there", "again"])
@pytest.mark.parametrize("who", ["mo", "another author", "cleo", "ada"])
def test_only_who_may_edit_the_guide_decides(client, request, asked, who, verb):
    one = make.author("ann") if who == "another author" else request.getfixturevalue(who)
    client.force_login(one)

    answer = client.post(page_of(asked), {"verb": verb, "note": "No.", "place": "guide"})

    assert answer.status_code == (302 if who == "ada" else 403)
    assert state(asked) == Answered.OPEN


@pytest.mark.parametrize(
    ("who", "status"), [("mo", 200), ("dee", 200), ("eve", 200), ("cleo", 403), ("ada", 302)]
)
def test_who_reads_what_readers_ask(client, request, asked, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(LIST).status_code == status
    assert client.get(page_of(asked)).status_code == status


@pytest.mark.parametrize("path", ["x/change/", f"{'9' * 30}/change/", "0/change/"])
def test_what_is_no_question_has_no_page(client, eve, path):
    client.force_login(eve)

    assert client.get(LIST + path).status_code == 404


def test_a_verb_that_does_not_exist_changes_nothing(client, dee, asked):
    client.force_login(dee)

    assert client.post(page_of(asked), {"verb": "delete"}).status_code == 404
    assert state(asked) == Answered.OPEN


def test_reviewers_read_what_a_version_is_to_answer(client, eve, guide, sleep, asked):
    kept = publishing.record(guide, by=guide.owner)
    review = f"/admin/articles/guide/{guide.pk}/review/"
    client.force_login(eve)
    before = client.get(review).text

    questions.plan(asked, str(sleep.uuid), revision=kept)

    assert asked.words not in before
    assert asked.words in client.get(review).text
