"""A member and the team write to each other."""

from uuid import uuid4

import pytest

from accounts import suspending
from accounts.leaving.parts import erasers, sections
from accounts.models import Suspension
from comments import deciding
from comments.conversation import talking
from comments.conversation.talking import Said
from comments.deciding import Why
from comments.hearing import appeals
from comments.models import Appeal, Conversation, Message, State
from comments.refusing import Refused
from notifications.models import Notice
from outbox.delivery import deliver_due
from tests import make

DESK = "/admin/comments/conversation/"


@pytest.fixture
def lena(db):
    return make.moderator("lena")


def begun(member, words="Why was that?", subject="My comment"):
    return talking.begin(member, subject, Said(words))


def test_a_member_asks_and_any_moderator_answers_as_the_team(client, ada, mo, lena):
    client.force_login(ada)
    sent = {"subject": "My comment", "body": "Why was <b>that</b>?", "submission": uuid4()}
    client.post("/inbox/team/new/", sent)
    again = client.post("/inbox/team/new/", sent)
    found = Conversation.objects.get()
    assert again["Location"] == found.get_absolute_url()
    assert Message.objects.count() == 1

    client.force_login(lena)
    assert "My comment" in client.get(DESK).text
    page = f"{DESK}{found.pk}/change/"
    assert "&lt;b&gt;that&lt;/b&gt;" in client.get(page).text
    client.post(page, {"body": "Because of the dose.", "version": found.version})
    deliver_due()

    found.refresh_from_db()
    assert found.state == State.ANSWERED
    assert Notice.objects.of(ada).get().path == found.get_absolute_url()
    client.force_login(ada)
    shown = client.get(found.get_absolute_url()).text
    assert "Because of the dose." in shown
    assert "The team" in shown
    assert "lena" not in shown


def test_whoever_of_the_team_answered_hears_of_the_next_message(ada, mo, lena):
    found = begun(ada)
    talking.answer(found, lena, Said("Because."), version=found.version)
    talking.add(found, ada, Said("I see."))
    deliver_due()

    assert [n.kind for n in Notice.objects.of(lena)] == ["to_team"]
    assert Notice.objects.of(mo).count() == 0


def test_two_answers_at_once_are_noticed_and_the_words_come_back(client, ada, mo, lena):
    found = begun(ada)
    seen = found.version
    talking.answer(found, lena, Said("Because."), version=seen)
    client.force_login(mo)

    page = client.post(f"{DESK}{found.pk}/change/", {"body": "My own answer", "version": seen})
    blind = client.post(f"{DESK}{found.pk}/change/", {"body": "My own answer"})

    assert (page.status_code, blind.status_code) == (409, 409)
    assert "My own answer" in page.text
    assert Message.objects.count() == 2


def test_closing_is_bound_to_what_was_read_and_writing_opens_again(client, ada, mo):
    found = begun(ada)
    client.force_login(mo)

    client.post(f"{DESK}{found.pk}/change/", {"close": "1", "version": found.version})

    found.refresh_from_db()
    assert found.state == State.CLOSED
    talking.add(found, ada, Said("One more thing."))
    found.refresh_from_db()
    assert found.state == State.OPEN


def test_what_cannot_be_taken_comes_back(client, ada):
    client.force_login(ada)
    found = begun(ada)

    for page, sent in [
        ("/inbox/team/new/", {"subject": "", "body": "My words"}),
        ("/inbox/team/new/", {"subject": "x" * 121, "body": "My words"}),
        ("/inbox/team/new/", {"subject": "Hm", "body": ""}),
        (found.get_absolute_url(), {"body": ""}),
        (found.get_absolute_url(), {"body": "x" * 10_001}),
    ]:
        answer = client.post(page, sent)
        assert answer.status_code == 422
        assert sent["body"] in answer.text
    assert Message.objects.count() == 1


def test_nobody_floods_the_team(client, ada):
    for _ in range(talking.MOST_OPEN):
        begun(ada)
    with pytest.raises(Refused):
        begun(ada)
    client.force_login(ada)
    answer = client.post("/inbox/team/new/", {"subject": "Hm", "body": "My words"})
    assert answer.status_code == 409
    assert "My words" in answer.text
    found = Conversation.objects.first()
    for _ in range(talking.MOST_A_DAY - talking.MOST_OPEN):
        talking.add(found, ada, Said("More."))
    assert client.post(found.get_absolute_url(), {"body": "My words"}).status_code == 409
    assert Message.objects.count() == talking.MOST_A_DAY


@pytest.mark.parametrize("who", ["nobody", "ben", "dee", "mo", "ada"])
def test_only_its_member_and_the_team_read_it(client, ada, ben, dee, mo, who):
    found = begun(ada, words="Something private")
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee, "mo": mo, "ada": ada}[who])

    own = client.get(found.get_absolute_url())
    desk = client.get(f"{DESK}{found.pk}/change/")

    assert ("Something private" in own.text) == (who == "ada")
    assert ("Something private" in desk.text) == (who == "mo")
    if who not in {"ada", "mo"}:
        client.post(found.get_absolute_url(), {"body": "Mine"})
        client.post(f"{DESK}{found.pk}/change/", {"body": "Mine", "version": found.version})
        assert Message.objects.count() == 1


def test_nobody_answers_themselves(client, mo):
    found = begun(mo)
    client.force_login(mo)

    assert client.get(f"{DESK}{found.pk}/change/").status_code == 404
    with pytest.raises(Refused):
        talking.answer(found, mo, Said("Well done."), version=found.version)


def test_a_suspended_member_can_write_to_the_team_about_a_decision(client, fatigue, ada, ben, mo):
    decision = deciding.hide(make.comment(fatigue, ada), Why(by=mo, reason="unkind"))
    foreign = deciding.hide(make.comment(fatigue, ben), Why(by=mo, reason="unkind"))
    from datetime import timedelta

    from django.utils import timezone

    until = timezone.now() + timedelta(days=2)
    suspending.suspend(ada, mo, suspending.Words("unkind", "Rest."), until=until)
    client.force_login(ada)

    for about in (decision, foreign):
        sent = {"subject": "Hm", "body": "Why?", "about": about.pk}
        assert client.post("/inbox/team/new/", sent).status_code == 302

    assert [c.decision_id for c in Conversation.objects.order_by("pk")] == [decision.pk, None]


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_whatever_stands_there(
    client, ada, mo, count, django_assert_num_queries
):
    for number in range(count):
        begun(ada, subject=f"Question {number}")
    client.force_login(ada)
    with django_assert_num_queries(4):
        client.get("/inbox/team/")
    client.force_login(mo)
    client.get(DESK)
    with django_assert_num_queries(5):
        client.get(DESK)


def test_a_copy_holds_it_and_leaving_forgets_it(fatigue, ada, mo, lena):
    from accounts.models import Leaving

    decision = deciding.hide(make.comment(fatigue, ada), Why(by=mo, reason="unkind"))
    made = appeals.make(decision, ada, "word-appeal")
    appeals.decide(made, lena, "upheld", "word-answer", version=1)
    begun(ada, words="word-message")
    suspending.remind(ada, mo, suspending.Words("unkind", "word-reminder"))
    copied = repr([list(s.rows(ada)) for s in sections()])

    for word in ("word-appeal", "word-answer", "word-message", "word-reminder"):
        assert word in copied
    assert "lena" not in copied
    leaving = Leaving(member=ada)
    for eraser in erasers():
        if eraser.__module__ == "comments.leaving.fairness":
            while eraser(leaving):
                pass
    assert (Conversation.objects.count(), Suspension.objects.count()) == (0, 0)
    row = Appeal.objects.get()
    assert (row.words, row.answer, row.by, row.outcome) == ("…", "", None, "upheld")
