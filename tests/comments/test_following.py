"""Following and muting: what is watched, what is folded, and that nobody else can tell."""

import pytest
from django.urls import reverse

from comments import deciding, following, gathering
from comments.models import Comment, Follow, Mute, ReadMark
from comments.posting import Refused, Words, post
from tests import make


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def carl(db):
    return make.member("carl")


def said(page):
    """The numbers of the comments that energy mode shows, in its order."""
    return [int(row["numbered"].split()[1]) for row in page.context["rows"]]


def new(client, **query):
    return client.get(reverse("comments:new"), query)


def test_following_a_discussion_makes_new_only_what_comes_after(client, ada, ben, fatigue):
    make.comment(fatigue, ben)
    client.force_login(ada)

    answer = client.post("/follow/", {"what": "discussion", "pk": fatigue.discussion.pk})
    make.comment(fatigue, ben, "I sleep at noon.")

    assert answer["Location"] == f"{fatigue.get_absolute_url()}#talk"
    assert said(new(client)) == [2]
    assert "Stop following this discussion" in client.get(fatigue.get_absolute_url()).text


def test_opening_the_page_of_what_is_new_changes_nothing(client, ada, ben, fatigue, writes_nothing):
    following.follow(ada, fatigue.discussion)
    make.comment(fatigue, ben)
    client.force_login(ada)
    new(client)

    with writes_nothing():
        assert said(new(client)) == said(new(client)) == [1]


def test_what_is_marked_as_read_is_not_new_again(client, ada, ben, fatigue):
    following.follow(ada, fatigue.discussion)
    for _ in range(7):
        make.comment(fatigue, ben)
    client.force_login(ada)
    first = new(client)

    answer = client.post(reverse("comments:new"), {"read": first.context["ids"]})

    assert said(first) == [1, 2, 3, 4, 5]
    assert first.context["is_more"]
    assert answer["Location"] == reverse("comments:new")
    assert said(new(client)) == [6, 7]
    assert "That is all for now." in new(client).text


@pytest.mark.parametrize("size", gathering.PORTIONS)
def test_the_reader_chooses_how_many_stand_on_a_page(client, ada, ben, fatigue, size):
    following.follow(ada, fatigue.discussion)
    for _ in range(21):
        make.comment(fatigue, ben)
    client.force_login(ada)

    answer = client.post(reverse("comments:portion"), {"portion": f"{size}"})

    assert answer["Location"] == reverse("comments:new")
    page = new(client)
    assert f"You read {size} at a time from now on." in page.text
    assert len(said(page)) == len(said(new(client))) == size
    assert "from now on" not in new(client).text
    # An address that asks for another number is not remembered.
    assert len(said(new(client, portion=10))) == 10
    assert len(said(new(client))) == size
    client.post(reverse("comments:new"), {"read": page.context["ids"]})
    assert len(said(new(client))) == min(size, 21 - size)


@pytest.mark.parametrize("asked", ["", "7", "-5", "100000", "x", "٣"])
def test_a_number_that_is_not_offered_is_the_smallest(client, ada, ben, fatigue, asked):
    client.post(reverse("comments:portion"), {"portion": asked})  # nor does a visitor choose one
    following.follow(ada, fatigue.discussion)
    for _ in range(6):
        make.comment(fatigue, ben)
    client.force_login(ada)

    assert client.post(reverse("comments:portion"), {"portion": asked}).cookies.keys() == set()
    assert len(said(new(client, portion=asked))) == 5
    client.cookies["portion"] = asked.replace("٣", "3")
    assert len(said(new(client))) == 5
    assert client.get(reverse("comments:portion")).status_code == 405


def test_a_reply_comes_with_one_line_of_what_it_answers(client, ada, ben, carl, fatigue):
    head = make.comment(fatigue, ben, "Noon naps. " * 40)
    following.follow(ada, head)
    make.comment(fatigue, carl, "How long?", parent=head)
    client.force_login(ada)

    (row,) = new(client).context["rows"]

    assert row["answers"].startswith("In reply to ben, comment 1: “Noon naps.")
    assert row["answers"].endswith("…”")
    assert len(row["answers"]) < 180


def test_following_one_conversation_leaves_the_others_alone(client, ada, ben, fatigue):
    one, two = make.comment(fatigue, ben), make.comment(fatigue, ben)
    following.follow(ada, one)
    make.comment(fatigue, ben, parent=two)
    make.comment(fatigue, ben, parent=one)
    client.force_login(ada)

    assert said(new(client)) == [4]


def test_following_a_topic_covers_guides_that_come_later(client, ada, ben, fatigue):
    following.follow(ada, fatigue.topic)
    later = make.guide("Naps", topic=fatigue.topic)
    make.comment(later, ben)
    make.comment(make.guide("Spasms", topic=make.topic("Spasticity")), ben)
    client.force_login(ada)
    page = new(client)

    assert [row["place"] for row in page.context["rows"]] == ["Naps"]
    client.post(reverse("comments:new"), {"read": page.context["ids"]})
    assert said(new(client)) == []


def test_following_a_person_shows_what_they_begin_under_their_name(client, ada, ben, carl, fatigue):
    head = make.comment(fatigue, carl)
    following.follow(ada, ben)
    make.comment(fatigue, ben, "Under my name.")
    make.comment(fatigue, ben, parent=head)
    post(fatigue.discussion, ben, Words("Without it.", anonymous=True))
    client.force_login(ada)

    assert said(new(client)) == [2]


def test_two_ways_to_the_same_comment_show_it_once(client, ada, ben, fatigue):
    head = make.comment(fatigue, ben)
    for target in (fatigue.discussion, fatigue.topic, head, ben):
        following.follow(ada, target)
    make.comment(fatigue, ben, parent=head)
    client.force_login(ada)

    assert said(new(client)) == [2]


@pytest.mark.parametrize("fate", ["waiting", "hidden", "withdrawn", "rejected"])
def test_what_may_not_be_read_is_never_new(client, ada, ben, fatigue, settings, fate):
    settings.COMMENTS_HELD_FIRST = 9
    following.follow(ada, fatigue.discussion)
    make.comment(fatigue, ben, status=fate)
    client.force_login(ada)

    assert said(new(client)) == []


def test_ones_own_words_are_never_new(client, ada, fatigue):
    following.follow(ada, fatigue.discussion)
    make.comment(fatigue, ada)
    client.force_login(ada)

    assert said(new(client)) == []


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_costs_the_same_queries_whatever_is_followed(
    client, ada, ben, count, django_assert_num_queries
):
    for number in range(count):
        guide = make.guide(f"Guide {number}", topic=make.topic(f"Topic {number}"))
        head = make.comment(guide, ben)
        for target in (guide.discussion, guide.topic, head):
            following.follow(ada, target)
        make.comment(guide, ben, parent=head)
    client.force_login(ada)
    new(client)

    with django_assert_num_queries(8):
        assert len(said(new(client))) == min(count, 5)


# Muting -------------------------------------------------------------------------------------------


def test_a_muted_person_is_folded_and_their_words_can_still_be_opened(client, ada, ben, fatigue):
    make.comment(fatigue, ben, "Loud words.")
    following.mute(ada, ben)
    client.force_login(ada)

    page = client.get(fatigue.get_absolute_url())

    assert "Somebody you muted. Show their words, comment 1" in page.text
    assert "Loud words." in page.text
    client.force_login(ben)
    assert "muted" not in client.get(fatigue.get_absolute_url()).text.partition("<footer")[0]


def test_words_without_a_name_are_not_folded_because_that_would_name_them(
    client, ada, ben, fatigue
):
    following.mute(ada, ben)
    post(fatigue.discussion, ben, Words("Without my name.", anonymous=True))
    client.force_login(ada)

    assert "Somebody you muted" not in client.get(fatigue.get_absolute_url()).text


def test_what_a_muted_person_says_is_not_new_and_holds_no_mark_up(client, ada, ben, carl, fatigue):
    following.follow(ada, fatigue.discussion)
    following.mute(ada, ben)
    make.comment(fatigue, ben)
    make.comment(fatigue, carl)
    client.force_login(ada)
    page = new(client)

    assert said(page) == [2]
    client.post(reverse("comments:new"), {"read": page.context["ids"]})
    assert ReadMark.objects.get(member=ada).number == 2


def test_muting_ends_following_and_can_be_undone_from_its_page(client, ada, ben, fatigue):
    following.follow(ada, ben)
    head = make.comment(fatigue, ben)
    client.force_login(ada)

    client.post(f"/comments/{head.pk}/follow/", {"do": "mute"})
    assert Follow.objects.count() == 0
    mute = Mute.objects.get(member=ada, muted=ben)

    client.post("/settings/muted/", {"unmute": mute.pk})
    assert Mute.objects.count() == 0


@pytest.mark.parametrize("who", ["themselves", "a moderator"])
def test_neither_oneself_nor_the_team_can_be_muted(ada, mo, who):
    with pytest.raises(Refused):
        following.mute(ada, ada if who == "themselves" else mo)
    assert Mute.objects.count() == 0


# Beside a comment, and in the list ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "model"), [("follow_thread", Follow), ("follow_person", Follow), ("mute", Mute)]
)
def test_each_button_beside_a_comment_works_and_twice_is_once(
    client, ada, ben, fatigue, act, model
):
    head = make.comment(fatigue, ben)
    client.force_login(ada)

    for _ in range(2):
        answer = client.post(f"/comments/{head.pk}/follow/", {"do": act})
        assert answer["Location"] == head.get_absolute_url()
    assert model.objects.count() == 1

    back = {"mute": "unmute"}.get(act, f"un{act}")
    client.post(f"/comments/{head.pk}/follow/", {"do": back})
    assert model.objects.count() == 0


@pytest.mark.parametrize("act", ["", "erase", "follow_person", "mute"])
def test_nobody_can_be_followed_or_muted_through_words_without_a_name(
    client, ada, ben, fatigue, act
):
    hidden = post(fatigue.discussion, ben, Words("Without my name.", anonymous=True))
    client.force_login(ada)

    page = client.get(f"/comments/{hidden.pk}/follow/").text
    answer = client.post(f"/comments/{hidden.pk}/follow/", {"do": act})

    assert "left their name out" in page
    assert "ben" not in page
    assert answer.status_code == 409
    assert (Follow.objects.count(), Mute.objects.count()) == (0, 0)


def test_what_cannot_be_read_cannot_be_followed(client, ada, ben, fatigue):
    hidden = make.comment(fatigue, ben, status="hidden")
    client.force_login(ada)

    assert client.get(f"/comments/{hidden.pk}/follow/").status_code == 404
    assert client.post(f"/comments/{hidden.pk}/follow/", {"do": "mute"}).status_code == 404
    assert (Follow.objects.count(), Mute.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "sent",
    [{}, {"what": "person", "pk": "1"}, {"what": "discussion", "pk": "999999"}, {"what": "topic"}],
)
def test_what_does_not_exist_cannot_be_followed(client, ada, sent):
    client.force_login(ada)

    assert client.post("/follow/", sent).status_code == 404
    assert Follow.objects.count() == 0


def test_the_list_names_everything_and_each_can_be_ended(client, ada, ben, fatigue):
    head = make.comment(fatigue, ben)
    for target in (fatigue.discussion, fatigue.topic, head, ben):
        following.follow(ada, target)
    client.force_login(ada)

    page = client.get("/inbox/following/")

    assert [row["words"] for row in page.context["follows"]] == [
        "Conversations that ben begins",
        "The conversation from ben, comment 1 in “Living with fatigue”",
        "The topic “Fatigue and energy”",
        "The discussion of “Living with fatigue”",
    ]
    for follow in Follow.objects.all():
        client.post(f"/inbox/following/{follow.pk}/stop/")
    assert Follow.objects.count() == 0


def test_the_list_does_not_name_who_wrote_what_is_gone(client, ada, ben, fatigue):
    head = make.comment(fatigue, ben)
    following.follow(ada, head)
    client.force_login(ada)
    deciding.hide(head, deciding.Why(rule="test", reason="unkind"))

    (row,) = client.get("/inbox/following/").context["follows"]
    assert row["words"] == "A conversation in “Living with fatigue” that is no longer there"
    assert row["url"] == ""


def test_another_s_follow_and_mute_cannot_be_ended(client, ada, ben, carl, fatigue):
    following.follow(ada, fatigue.discussion)
    following.mute(ada, carl)
    client.force_login(ben)

    gone = client.post(f"/inbox/following/{Follow.objects.get().pk}/stop/")
    unmuted = client.post("/settings/muted/", {"unmute": Mute.objects.get().pk})

    assert (gone.status_code, unmuted.status_code) == (404, 404)
    assert (Follow.objects.count(), Mute.objects.count()) == (1, 1)


@pytest.mark.parametrize("path", ["/inbox/new/", "/inbox/following/", "/settings/muted/"])
def test_visitors_are_asked_to_log_in(client, db, path):
    assert client.get(path)["Location"].startswith("/accounts/login/?next=")


def test_nobody_can_follow_without_end(ada, ben, fatigue, monkeypatch):
    monkeypatch.setattr(following, "MOST", 1)
    following.follow(ada, fatigue.discussion)
    following.follow(ada, fatigue.discussion)

    with pytest.raises(Refused, match="as many as we can gather"):
        following.follow(ada, ben)


def test_marks_that_somebody_sends_for_what_they_cannot_read_change_nothing(
    client, ada, ben, fatigue
):
    following.follow(ada, fatigue.discussion)
    hidden = make.comment(fatigue, ben, status="hidden")
    client.force_login(ada)

    client.post(reverse("comments:new"), {"read": f"{hidden.pk},x,99999999999999999999"})

    assert ReadMark.objects.get(member=ada).number == 0
    assert Comment.objects.count() == 1


def test_a_topic_has_a_button_for_members_and_none_for_visitors(client, ada, fatigue):
    assert "Follow this topic" not in client.get(fatigue.topic.get_absolute_url()).text
    client.force_login(ada)
    assert "Follow this topic" in client.get(fatigue.topic.get_absolute_url()).text

    client.post("/follow/", {"what": "topic", "pk": fatigue.topic.pk})

    assert "Stop following this topic" in client.get(fatigue.topic.get_absolute_url()).text
