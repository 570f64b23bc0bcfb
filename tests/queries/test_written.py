"""A statement that is put together once writes what `save` would have written."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.db.models import F
from django.db.models.signals import post_save
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Member
from articles.models import Revision
from comments.models import Comment, CommentRevision, Decision, Discussion, Newcomer
from outbox.models import Errand
from queries import written
from queries.written import NotWritable
from tests import make

pytestmark = pytest.mark.django_db


def row(pk):
    return Comment.objects.values().get(pk=pk)


def new(comment, ada, number):
    return Comment(
        discussion_id=comment.discussion_id,
        author=ada,
        number=number,
        html="<p>It's 100 % “so”: %s</p>",
        context=[{"team": True, "html": "é"}],
        edited_at=timezone.now(),
        score=0.5,
    )


@pytest.fixture
def comment(fatigue, ada):
    return make.comment(fatigue, ada)


def test_a_row_is_added_as_by_save(comment, ada):
    mine, theirs = new(comment, ada, 8), new(comment, ada, 9)
    theirs.edited_at, theirs.posted_at = mine.edited_at, mine.posted_at

    written.insert(mine)
    theirs.save()

    assert (mine._state.adding, mine._state.db) == (False, "default")
    one, other = row(mine.pk), row(theirs.pk)
    differ = {name for name in one if one[name] != other[name]}
    assert differ == {"id", "number", "submission"}
    assert model_to_dict(Comment.objects.get(pk=mine.pk)) == model_to_dict(mine)


def test_a_row_is_changed_as_by_save_and_nothing_else_of_it(comment):
    comment.html, comment.answer, comment.title = "<p>New</p>", comment, "Not saved"
    comment.context = [1]

    written.update(comment, ["html", "answer", "context"])

    now = row(comment.pk)
    assert (now["html"], now["answer_id"], now["context"]) == ("<p>New</p>", comment.pk, [1])
    assert now["title"] == ""


def test_one_statement_each_and_none_for_nothing(comment, ada):
    with CaptureQueriesContext(connection) as asked:
        written.insert(new(comment, ada, 8))
        written.update(comment, {"html", "title"})
        written.update(comment, [])
    assert len(asked) == 2


def test_what_is_raised_is_one_more_than_it_is_by_now(comment):
    discussion = Discussion.objects.get(pk=comment.discussion_id)
    before = discussion.version
    Discussion.objects.filter(pk=discussion.pk).update(version=F("version") + 5)
    discussion.last_number = 7

    written.update(discussion, ["last_number"], raised="version")

    assert Discussion.objects.get(pk=discussion.pk).version == before + 6
    assert Discussion.objects.get(pk=discussion.pk).last_number == 7


def test_what_is_gone_cannot_be_changed(comment):
    CommentRevision.objects.all().delete()
    Decision.objects.all().delete()
    Comment.objects.filter(pk=comment.pk).delete()
    with pytest.raises(DatabaseError):
        written.update(comment, ["html"])


def test_an_expression_is_left_to_save(comment):
    comment.helped_count = F("helped_count") + 3
    written.update(comment, ["helped_count"])
    assert row(comment.pk)["helped_count"] == 3


def test_who_listens_is_heard(comment, ada):
    heard = []

    def listen(sender, instance, created, **kwargs):
        heard.append(created)

    post_save.connect(listen, sender=Comment)
    try:
        made = new(comment, ada, 8)
        written.insert(made)
        written.update(made, ["html"])
    finally:
        post_save.disconnect(listen, sender=Comment)
    assert heard == [True, False]
    discussion = comment.discussion
    assert post_save.has_listeners(Discussion) is False, "then every save takes the long way"
    before = Discussion.objects.get(pk=discussion.pk).version
    written.update(discussion, ["last_number"], raised="version")
    assert discussion.version == before + 1


def test_a_second_row_under_the_same_key_is_refused_as_by_save(comment, ada):
    number = uuid4()
    first, second = new(comment, ada, 8), new(comment, ada, 9)
    first.submission = second.submission = number
    written.insert(first)
    with pytest.raises(DatabaseError):
        written.insert(second)


def test_a_row_that_may_be_there_already_is_added_once():
    def errand(about):
        return Errand(kind="test", key="once", payload={"about": about})

    written.insert_unless_there(errand("é “this”"))
    written.insert_unless_there(errand("that"))
    with CaptureQueriesContext(connection) as asked:
        written.insert_unless_there(errand("more"))

    assert len(asked) == 1
    assert Errand.objects.get(kind="test").payload == {"about": "é “this”"}


def test_a_row_by_another_name_is_the_same_row(fatigue, ada):
    said = Newcomer.objects.get(pk=make.comment(fatigue, ada).pk)
    said.title = "Sleep"
    written.update(said, {"title"})

    assert Comment.objects.get(pk=said.pk).title == "Sleep"


def test_what_is_more_than_a_row_of_plain_values_is_refused(monkeypatch):
    field = Revision._meta.get_field("number")
    monkeypatch.setattr(field, "generated", True)
    with pytest.raises(NotWritable):
        written.fields_of(Revision)
    monkeypatch.undo()
    monkeypatch.setattr(Member._meta, "parents", {Revision: field})
    with pytest.raises(NotWritable):
        written.fields_of(Member)
