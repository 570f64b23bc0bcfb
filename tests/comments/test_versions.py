"""What stood in a comment before it was edited, and who is told."""

import pytest

from comments import posting
from comments.models import Comment
from tests import make


@pytest.fixture
def edited(fatigue, ada, settings):
    settings.COMMENTS_HELD_FIRST = 0
    comment = make.comment(fatigue, ada, "Rest helps me.")
    posting.edit(comment, "Rest in the dark helps.")
    return Comment.objects.get(pk=comment.pk)


def versions_of(comment):
    return f"/comments/{comment.pk}/versions/"


def test_readers_find_what_changed_from_the_word_edited(client, edited, fatigue):
    assert f'href="{versions_of(edited)}"' in client.get(fatigue.get_absolute_url()).text

    page = client.get(versions_of(edited))

    assert [v.number for v in page.context["versions"]] == [2, 1]
    told = [(p.kind, p.words) for p in page.context["versions"][0].pieces]
    assert told == [("same", "Rest "), ("gone", "helps me."), ("new", "in the dark helps.")]
    assert "<ins>" in page.text
    assert 'content="noindex"' in page.text


def test_a_comment_that_was_never_edited_has_no_such_page(client, fatigue, ada):
    assert client.get(versions_of(make.comment(fatigue, ada))).status_code == 404


def test_words_that_wait_are_no_version(client, edited, settings, mo):
    settings.COMMENTS_HELD_FIRST = 99
    posting.edit(edited, "Waiting words.")

    client.force_login(mo)

    assert "Waiting words." not in client.get(versions_of(edited)).text


@pytest.mark.parametrize("verb", ["hide", "withdraw"])
def test_what_is_gone_has_no_versions_either(client, edited, verb, mo):
    from comments import deciding

    why = deciding.Why(by=edited.author if verb == "withdraw" else mo, reason="unkind")
    getattr(deciding, verb)(edited, why)

    assert client.get(versions_of(edited)).status_code == 404


def test_a_members_only_comment_shows_its_versions_to_members_only(client, edited, ben):
    Comment.objects.filter(pk=edited.pk).update(who_may_read="members", public=False)

    assert client.get(versions_of(edited)).status_code == 404
    client.force_login(ben)
    assert client.get(versions_of(edited)).status_code == 200


def test_an_author_can_keep_the_earlier_words_back(client, edited, ada, ben, mo):
    client.force_login(ada)
    form = {"body": "Rest in the dark helps.", "keeps_earlier_words": "on"}
    assert client.post(f"/comments/{edited.pk}/edit/", form).status_code == 302

    for reader, sees in [(ada, True), (mo, True), (ben, False)]:
        client.force_login(reader)
        page = client.get(versions_of(edited))
        assert (page.status_code, "Rest helps me." in page.text or "<ins>" in page.text) == (
            200,
            sees,
        )


def test_words_that_nobody_has_read_have_nothing_to_keep_back(client, fatigue, ada):
    waiting = make.comment(fatigue, ada, status="waiting")
    client.force_login(ada)

    form = client.get(f"/comments/{waiting.pk}/edit/").context["form"]

    assert "keeps_earlier_words" not in form.fields


def test_the_page_of_versions_costs_the_same_however_many(
    client, edited, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6) as few:
        client.get(versions_of(edited))
    for number in range(5):
        posting.edit(edited, f"Rest helps me {number} times.")
    with django_assert_num_queries(len(few)):
        client.get(versions_of(edited))


# Quoting ------------------------------------------------------------------------------------------


def test_a_reply_can_begin_with_what_it_answers(client, edited, ben):
    client.force_login(ben)

    form = client.get(f"/comments/{edited.pk}/reply/?quote=1").context["form"]

    assert form["body"].value() == "> Rest in the dark helps.\n\n"


def test_only_words_that_readers_have_are_quoted(client, edited, ben, settings):
    settings.COMMENTS_HELD_FIRST = 99
    posting.edit(edited, "Secret for now.")
    client.force_login(ben)

    form = client.get(f"/comments/{edited.pk}/reply/?quote=1").context["form"]

    assert form["body"].value() == "> Rest in the dark helps.\n\n"
