"""What people and programs send that is no comment: a plain sentence, and nothing lost."""

from uuid import uuid4

import pytest
from django.utils.html import escape

from comments.models import Comment, ReadMark
from tests import make

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
BINARY = bytes(range(256)).decode("latin-1") * 20

BODIES = {
    "nothing": ("", "Please write something first."),
    "blanks": (" \t \r\n  \n", "Please write something first."),
    "zero width": (ZERO_WIDTH * 3, "Please write something first."),
    "marks": ("** ** __ > - [](x)", "There are only formatting marks here."),
    "rule": ("---", "There are only formatting marks here."),
    "100 kB": ("x" * 100_000, "This text is too long: it has 100000 characters, and 10000 fit."),
    "words, 100 kB": ("rest helps " * 9_100, "This text is too long"),
    "binary": (BINARY, "This looks like the inside of a file."),
    "NUL": ("a\x00b", "This looks like the inside of a file."),
}


@pytest.fixture
def url(fatigue):
    return f"{fatigue.get_absolute_url()}comment/"


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.mark.parametrize("name", BODIES)
def test_what_cannot_be_a_comment_comes_back_with_a_sentence_beside_it(as_ada, url, name):
    body, sentence = BODIES[name]

    response = as_ada.post(url, {"body": body})

    assert response.status_code == 422
    assert 'id="id_body_error">' in response.text
    assert response.text.count(sentence) == 2  # in the summary and beside the field
    assert 'href="#id_body"' in response.text
    assert 'aria-invalid="true"' in response.text
    assert 'aria-describedby="id_body_error"' in response.text
    assert "<title>Error: Write a comment" in response.text
    assert f">\n{escape(body)}</textarea>" in response.text
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("name", BODIES)
def test_replies_and_edits_are_held_to_the_same(as_ada, fatigue, ada, ben, name):
    body, sentence = BODIES[name]
    mine, theirs = make.comment(fatigue, ada), make.comment(fatigue, ben)

    for target in (f"/comments/{theirs.pk}/reply/", f"/comments/{mine.pk}/edit/"):
        response = as_ada.post(target, {"body": body})
        assert response.status_code == 422
        assert sentence in response.text
    assert Comment.objects.count() == 2
    assert mine.revisions.count() == 1


def test_a_file_in_place_of_words_is_no_comment(as_ada, url, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))

    with picture.open("rb") as file:
        response = as_ada.post(url, {"body": file})

    assert response.status_code == 422
    assert "Please write something first." in response.text


def test_bytes_that_are_no_text_are_no_comment(as_ada, url):
    response = as_ada.post(
        url, b"body=" + b"%FF%FE%80%81" * 50, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 422
    assert "This looks like the inside of a file." in response.text


@pytest.mark.parametrize("kind", ["nonsense", "1", "x" * 5_000, "published", "\x00"])
def test_a_label_that_does_not_exist_is_refused(as_ada, url, kind):
    response = as_ada.post(url, {"body": "Words", "kind": kind})

    assert response.status_code == 422
    assert "Choose one of the labels in the list." in response.text
    assert "Words</textarea>" in response.text


@pytest.mark.parametrize("submission", ["x", "1" * 33, "\x00", "{}", "' OR 1=1", "ffffffff-ffff"])
def test_a_broken_form_number_is_refused_and_replaced(as_ada, url, submission):
    response = as_ada.post(url, {"body": "Words", "submission": submission})

    assert response.status_code == 422
    assert "This form was changed on its way. Please post it again." in response.text
    assert f'value="{escape(submission)}"' not in response.text
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("parent", ["0", "-1", "x", "9" * 30, "9" * 18, "1.5", "\x00", "٣"])
def test_a_parent_that_is_none_is_refused(as_ada, url, parent):
    response = as_ada.post(url, {"body": "Words", "parent": parent})

    assert response.status_code == 409
    assert "Words</textarea>" in response.text


def test_nothing_but_the_words_can_be_set(as_ada, url, ada, ben, fatigue):
    other = make.guide("Sleeping badly")
    foreign = {
        "author": ben.pk,
        "author_id": ben.pk,
        "status": "published",
        "discussion": other.discussion.pk,
        "html": "<script>1</script>",
        "number": 99,
        "score": 9,
        "listed": "on",
        "public": "on",
        "approved_number": 1,
        "author_label": "The Queen",
        "posted_at": "2001-01-01",
        "id": 77,
        "pk": 77,
        "root": 1,
        "hides_branch": "on",
        "source_key": "x",
    }

    as_ada.post(url, {"body": "Words", **foreign})

    comment = Comment.objects.get()
    assert (comment.author, comment.status, comment.discussion) == (
        ada,
        "waiting",
        fatigue.discussion,
    )
    assert (comment.number, comment.html, comment.score) == (1, "<p>Words</p>", 0)
    assert not comment.listed
    assert comment.author_label == ""
    assert comment.posted_at.year > 2001


def test_somebody_else_s_form_number_makes_a_comment_of_one_s_own(as_ada, url, client, ben):
    number = str(uuid4())
    as_ada.post(url, {"body": "Words", "submission": number})
    client.force_login(ben)

    client.post(url, {"body": "Words", "submission": number})

    assert sorted(Comment.objects.values_list("author__name", flat=True)) == ["ada", "ben"]


@pytest.mark.parametrize("verb", ["", "reply/", "edit/", "withdraw/", "report/"])
@pytest.mark.parametrize("pk", ["0", "9999", "9" * 18, "9" * 40])
def test_comments_that_do_not_exist_are_not_here(as_ada, db, verb, pk):
    assert as_ada.get(f"/comments/{pk}/{verb}").status_code == 404
    if verb:
        assert as_ada.post(f"/comments/{pk}/{verb}", {"body": "Words"}).status_code == 404


@pytest.mark.parametrize("path", ["/guides/x/y/comment/", "/guides/fatigue-and-energy/y/comment/"])
def test_a_guide_that_does_not_exist_takes_no_comment(as_ada, fatigue, path):
    assert as_ada.post(path, {"body": "Words"}).status_code == 404


def test_a_guide_that_is_not_public_takes_no_comment_and_shows_none(as_ada, url, fatigue, ada):
    comment = make.comment(fatigue, ada)
    fatigue.live_revision = None
    fatigue.save()

    assert as_ada.post(url, {"body": "Words"}).status_code == 404
    assert as_ada.get(f"/comments/{comment.pk}/").status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(as_ada, url, method):
    assert getattr(as_ada, method)(url).status_code == 405


def test_more_than_the_server_takes_is_answered_in_plain_words(as_ada, url):
    response = as_ada.post(url, {"body": "x" * 1_100_000})

    assert response.status_code == 413
    assert "That was too much to send at once" in response.text
    assert Comment.objects.count() == 0


# Each field of each form that a member can send, and each part of an address --------------------

NASTY = ["0", "-1", "9" * 18, "9" * 40, "\x00", "٣", "1,2,x", "nowhere"]
FIELDS = {
    "react/": ["kind", "undo", "next"],
    "answer/": ["mark", "next"],
    "follow/": ["do"],
    "pass-on/": ["words", "same", "guide", "next"],
    "report/": ["reason", "words"],
    "reply/": ["body", "kind", "anonymous", "offered", "submission"],
    "reply/draft/": ["body", "title", "submission"],
    "edit/": ["body", "keeps_earlier_words"],
}


@pytest.mark.parametrize("value", NASTY)
def test_no_field_of_a_comment_s_forms_ends_in_an_error(client, fatigue, ben, mo, value):
    said = make.comment(fatigue, ben)
    for member in (mo, ben):
        client.force_login(member)
        for path, fields in FIELDS.items():
            answer = client.post(f"/comments/{said.pk}/{path}", dict.fromkeys(fields, value))
            assert answer.status_code < 500, (member.name, path)
    said.refresh_from_db()
    assert (said.status, said.author, said.root_id) == ("published", ben, None)


@pytest.mark.parametrize("value", [*NASTY, "foreign"])
def test_no_field_of_a_discussion_s_forms_ends_in_an_error(client, fatigue, ada, ben, value):
    there = make.comment(make.guide("Heat"), ben)
    value = f"{there.pk}" if value == "foreign" else value
    pk, topic = fatigue.discussion.pk, fatigue.topic.discussion.page_url
    client.force_login(ada)
    asked = [
        client.post(f"/discussions/{pk}/read/", {"upto": value, "past": value}),
        client.post(f"/discussions/{pk}/read/", {"stop": value, "next": value}),
        client.post(f"/discussions/{pk}/read/", {"all": value, "upto": value, "next": value}),
    ]
    assert not ReadMark.objects.filter(discussion=there.discussion).exists()
    asked += [
        client.post("/follow/", {"what": "discussion", "pk": value, "stop": value}),
        client.post("/follow/", {"what": value, "pk": value}),
        client.post("/inbox/new/", {"read": value, "portion": value}),
        client.post("/settings/muted/", {"unmute": value}),
        client.post(f"{topic}comment/", {"title": value, "body": value, "kind": value}),
        client.post(f"{topic}comment/", {"title": value, "submission": value, "people": value}),
        client.get(fatigue.get_absolute_url(), {"order": value, "after": value}),
        client.get(topic, {"order": "helpful", "after": value}),
        client.get(f"/comments/{there.pk}/", {"after": value}),
        client.get(f"/discussions/{pk}/people/", {"to": value}),
        client.get(f"/discussions/{pk}/since/0/", {"in": value}),
        client.get("/inbox/new/", {"portion": value}),
    ]
    assert [answer.status_code for answer in asked if answer.status_code >= 500] == []
