"""Notes beside a comment: by whom, where they lead, and that they go wherever the comment goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import following, posting
from comments.context import noting
from comments.context.noting import Told
from comments.models import ContextNote, Discussion, ReadMark
from comments.posting import Refused
from tests import make

DESK = "/admin/comments/contextnote/"


@pytest.fixture
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0
    settings.COMMENTS_HELD_DAYS = 0


def put(comment, by, words="True for some only.", **more):
    made = noting.put(comment, by, Told(words, **more))
    comment.refresh_from_db()
    return made


@pytest.mark.parametrize("language", ["en-gb", "en", "de"])
def test_the_day_of_the_next_look_stands_in_the_form_as_browsers_read_it(
    client, fatigue, ada, mo, settings, language
):
    settings.LANGUAGE_CODE = language
    client.force_login(mo)

    page = client.get(f"/comments/{make.comment(fatigue, ada).pk}/context/")

    day = timezone.localdate() + noting.YEAR
    assert f'type="date" name="review_on" value="{day.isoformat()}"' in page.text


def test_a_note_of_the_team_goes_wherever_the_comment_goes(client, fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada)
    client.force_login(mo)
    sent = {"body": "True for <b>some</b> only.", "link": fatigue.get_absolute_url(), "seen": "0"}
    assert client.post(f"/comments/{comment.pk}/context/", sent).status_code == 302
    client.logout()

    first = Discussion.objects.get(guide=fatigue).version
    for page in (
        fatigue.get_absolute_url(),
        f"/comments/{comment.pk}/",
        f"/discussions/{fatigue.discussion.pk}/since/0/",
    ):
        text = client.get(page).text
        assert "Note by the team" in text
        assert "True for &lt;b&gt;some&lt;/b&gt; only." in text
        assert "Read more in the guide: Living with fatigue" in text
    feed = client.get(f"{fatigue.get_absolute_url()}comments.atom").text
    assert "Note by the team" in feed
    assert f"http://localhost:8000{fatigue.get_absolute_url()}" in feed
    assert "mo" not in ContextNote.objects.get().html
    assert first > 1

    client.force_login(ben)
    following.follow(ben, fatigue.discussion)
    ReadMark.objects.update_or_create(
        member=ben, discussion=fatigue.discussion, defaults={"number": 0}
    )
    assert "Note by the team" in client.get("/inbox/new/").text


def test_notes_cost_no_query(client, fatigue, ada, mo, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    comments = [make.comment(fatigue, ada) for _ in range(3)]
    client.get(fatigue.get_absolute_url())
    with CaptureQueriesContext(connection) as before:
        client.get(fatigue.get_absolute_url())
    for comment in comments:
        put(comment, mo, link=fatigue.get_absolute_url(), link_title="Fatigue")
    with CaptureQueriesContext(connection) as after:
        assert client.get(fatigue.get_absolute_url()).text.count("Note by the team") == 3
    assert len(after) <= len(before)


def test_an_edit_marks_the_note_as_older(client, fatigue, ada, mo, trusted):
    comment = make.comment(fatigue, ada)
    put(comment, mo)
    assert "Written before the last edit" not in client.get(f"/comments/{comment.pk}/").text

    posting.edit(comment, "Other words.")

    assert "Written before the last edit" in client.get(f"/comments/{comment.pk}/").text


def test_each_side_has_one_note_and_takes_it_away(fatigue, ada, mo, trusted):
    comment = make.comment(fatigue, ada)
    put(comment, ada, "I tried it again since.")
    put(comment, ada, "And again.")
    put(comment, mo)

    assert [note["team"] for note in comment.context] == [False, True]
    noting.take_away(comment, ada)
    comment.refresh_from_db()
    assert [note["team"] for note in comment.context] == [True]
    assert not noting.take_away(comment, ada)
    noting.take_away(comment, mo)
    comment.refresh_from_db()
    assert comment.context == []
    assert ContextNote.objects.count() == 3


def test_what_nobody_has_read_comes_not_in_beside_what_was_read(client, fatigue, ada):
    comment = make.comment(fatigue, ada)
    client.force_login(ada)

    answer = client.post(f"/comments/{comment.pk}/context/", {"body": "Buy this."})

    assert answer.status_code == 409
    assert "Buy this." in answer.text
    with pytest.raises(Refused):
        put(comment, ada)
    assert ContextNote.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"body": ""},
        {"body": "x" * 601},
        {"body": "Hm", "link": "https://elsewhere.example/guides/a/b/"},
        {"body": "Hm", "link": "javascript:alert(1)"},
        {
            "body": "Hm",
            "link": "//elsewhere.example/guides/fatigue-and-energy/living-with-fatigue/",
        },
        {"body": "Hm", "link": "/guides/fatigue-and-energy/not-there/"},
        {"body": "Hm", "review_on": "yesterday"},
        {"body": "Hm", "review_on": "2001-01-01"},
    ],
)
def test_what_does_not_fit_comes_back(client, fatigue, ada, mo, sent):
    comment = make.comment(fatigue, ada)
    client.force_login(mo)

    answer = client.post(f"/comments/{comment.pk}/context/", sent)

    assert answer.status_code == 422
    assert sent["body"] in answer.text
    assert ContextNote.objects.count() == 0


@pytest.mark.parametrize("who", ["nobody", "ben"])
def test_nobody_else_puts_notes(client, fatigue, ada, ben, who):
    comment = make.comment(fatigue, ada)
    if who == "ben":
        client.force_login(ben)

    answer = client.post(f"/comments/{comment.pk}/context/", {"body": "Hm"})

    assert answer.status_code == (404 if who == "ben" else 403)
    assert ContextNote.objects.count() == 0


def test_notes_that_are_due_stand_in_a_list(client, fatigue, ada, ben, mo, dee):
    today = timezone.localdate()
    old, new = make.comment(fatigue, ada), make.comment(fatigue, ben)
    put(old, mo, "Old words", review_on=today)
    put(new, mo, "New words", review_on=today + timedelta(days=1))
    client.force_login(mo)

    page = client.get(DESK).text

    assert "Old words" in page
    assert "New words" not in page
    assert "New words" in client.get(f"{DESK}?due=all").text
    client.force_login(dee)
    assert client.get(DESK).status_code == 403


@pytest.mark.parametrize("seen", ["", "x", "999999"])
@pytest.mark.parametrize("press", [{"body": "My words."}, {"body": "My words.", "remove": "1"}])
def test_a_page_that_is_behind_replaces_no_note(client, fatigue, ada, mo, seen, press):
    comment = make.comment(fatigue, ada)
    put(comment, make.moderator("lena"), "What Lena wrote.")
    client.force_login(mo)

    page = client.post(f"/comments/{comment.pk}/context/", press | {"seen": seen})

    assert page.status_code == 409
    assert ContextNote.objects.standing().get().source == "What Lena wrote."
    assert "What Lena wrote." in page.text
    assert "My words." in page.text


def test_the_page_of_a_note_knows_which_note_it_shows(client, fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    put(comment, make.moderator("lena"), "What Lena wrote.")
    client.force_login(mo)
    url = f"/comments/{comment.pk}/context/"
    seen = client.get(url).text.split('name="seen" value="')[1].split('"')[0]

    assert client.post(url, {"body": "Better words.", "seen": seen}).status_code == 302
    assert ContextNote.objects.standing().get().source == "Better words."
