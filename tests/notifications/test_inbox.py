"""The inbox: what stands in it, who sees it, what it costs, and the number in the masthead."""

import re

import pytest
from django.urls import reverse

from comments import deciding, posting
from notifications.models import Kind, Notice
from notifications.views import NOTICES_A_PAGE
from outbox.delivery import deliver_due
from tests import make
from tests.plans import plans

INBOX = "/inbox/"
READ = "/inbox/read/"


@pytest.fixture
def trusted(settings):
    """Nobody waits for a moderator."""
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def inside(client, ada):
    client.force_login(ada)
    return client


def say(guide, author, parent=None, **fields):
    return posting.post(guide.discussion, author, posting.Words("Rest.", **fields), parent=parent)


def notify(member, count, **fields):
    """Plain rows: as many as a test needs, about nothing."""
    fields.setdefault("kind", Kind.REPLIED)
    first = Notice.objects.count()
    return Notice.objects.bulk_create(
        Notice(recipient=member, event_key=f"made:{first + n}", **fields) for n in range(count)
    )


def work():
    deliver_due()


def items(response):
    """The notices of a page, as plain text without tags."""
    found = re.findall(r'<li>\s*<p class="soft line">(.*?)</li>', response.text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in found]


def unread_told(response):
    head = response.text.partition("<main")[0]
    (item,) = re.findall(r'<li><a href="/inbox/".*?</li>', head, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", item).split())


def test_the_whole_way_from_a_held_comment_to_the_inbox_and_a_reply(client, fatigue, ada, mo):
    client.force_login(ada)
    url = f"{fatigue.get_absolute_url()}comment/"
    form = client.get(url)
    submission = re.search(r'name="submission" value="([^"]+)"', form.text)[1]
    client.post(url, {"body": "Rest helps me.", "submission": submission})
    comment = fatigue.discussion.comments.get()
    assert comment.is_waiting
    work()
    assert items(client.get(INBOX)) == []

    deciding.publish(comment, deciding.Why(by=mo))
    work()

    (item,) = items(client.get(INBOX))
    assert item.startswith("Unread ")
    assert "Your comment 1 in “Living with fatigue” is published." in item
    assert f'href="{comment.get_absolute_url()}"' in client.get(INBOX).text
    assert client.get(f"/comments/{comment.pk}/").status_code == 200

    say(fatigue, mo, comment)
    work()

    newest, older = items(client.get(INBOX))
    assert "mo replied to your comment 1 in “Living with fatigue”." in newest
    assert "Read comment 2 in “Living with fatigue”" in newest
    assert older == item


def test_bad_news_comes_with_its_reason_and_the_note_as_plain_text(inside, fatigue, ada, mo):
    first, second = make.comment(fatigue, ada), say(fatigue, ada)
    why = {"by": mo, "reason": "medical", "note": "<b>Doses</b> belong\n\nto doctors."}
    deciding.hide(first, deciding.Why(**why))
    deciding.reject(second, deciding.Why(by=mo, reason="advertising"))
    work()

    response = inside.get(INBOX)
    not_published, taken_down = items(response)[:2]
    assert "Your comment 2 in “Living with fatigue” was not published." in not_published
    assert "The reason: It advertises something." in not_published
    assert "The team took down your comment 1 in “Living with fatigue”." in taken_down
    assert "The reason: It could harm somebody who follows it." in taken_down
    assert "&lt;b&gt;Doses&lt;/b&gt; belong</p>" in response.text
    assert f'href="/comments/{first.pk}/' not in response.text
    assert f'href="/decisions/{first.decisions.get(verb="hide").pk}/"' in response.text


def test_a_branch_that_was_taken_down_is_told_as_one(inside, fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    deciding.hide(comment, deciding.Why(by=mo, reason="unkind"), whole_branch=True)
    work()

    assert ", and all replies to it." in items(inside.get(INBOX))[0]


def test_a_comment_that_is_back_is_told_so_and_can_be_opened(inside, fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    deciding.hide(comment, deciding.Why(by=mo, reason="unkind"))
    work()
    deciding.restore(comment, deciding.Why(by=mo))
    work()

    back, taken_down = items(inside.get(INBOX))[:2]
    assert "is back. It can be read again." in back
    assert "was taken down. It is back by now." in taken_down
    assert comment.get_absolute_url() in inside.get(INBOX).text


def test_news_about_new_words_says_so(inside, fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    fatigue.discussion.hold = "everyone"
    fatigue.discussion.save()
    deciding.publish(posting.edit(comment, "Tea."), deciding.Why(by=mo))
    deciding.reject(posting.edit(comment, "Gin."), deciding.Why(by=mo, reason="medical"))
    work()

    rejected, published = items(inside.get(INBOX))[:2]
    assert "The new words of your comment 1 in “Living with fatigue” were not pub" in rejected
    assert "The new words of your comment 1 in “Living with fatigue” are published." in published


def test_what_vanished_since_is_told_without_name_or_words(inside, fatigue, ada, ben, mo, trusted):
    own = say(fatigue, ada)
    reply = say(fatigue, ben, own)
    work()
    assert "ben replied" in items(inside.get(INBOX))[0]

    deciding.hide(reply, deciding.Why(by=mo, reason="unkind"))

    response = inside.get(INBOX)
    (item,) = items(response)
    assert "Somebody replied to your comment 1" in item
    assert "The reply can no longer be read." in item
    assert "ben" not in response.text
    assert f"/comments/{reply.pk}/" not in response.text


def test_one_s_own_comment_that_vanished_is_told_so(inside, fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    work()
    deciding.withdraw(comment, deciding.Why(by=ada))

    assert "was published. It can no longer be read." in items(inside.get(INBOX))[0]


@pytest.mark.parametrize("gone", ["comment", "guide"])
def test_a_notice_about_nothing_says_so(inside, fatigue, ada, mo, gone):
    make.comment(fatigue, ada)
    work()
    if gone == "comment":
        fatigue.discussion.delete()
    else:
        fatigue.live_revision = None
        fatigue.save()

    response = inside.get(INBOX)
    assert "This was about a comment that is no longer here." in items(response)[0]
    assert "Living with fatigue" not in response.text


def test_an_anonymous_author_keeps_their_name_to_themselves(inside, fatigue, ada, ben, trusted):
    say(fatigue, ben, say(fatigue, ada), anonymous=True)
    work()

    response = inside.get(INBOX)
    assert "A member replied to your comment 1" in items(response)[0]
    assert "ben" not in response.text


def test_an_empty_inbox_says_what_will_stand_there(inside):
    response = inside.get(INBOX)

    assert "Nothing is here yet." in response.text
    assert "Mark all as read" not in response.text
    assert "That is all for now." not in response.text


def test_a_long_inbox_comes_in_pages_and_leaves_nothing_out(inside, ada):
    notices = notify(ada, 2 * NOTICES_A_PAGE + 1)
    wanted, sizes, url = [n.pk for n in reversed(notices)], [], INBOX
    while url:
        response = inside.get(url)
        sizes.append(len(items(response)))
        link = re.search(r'href="(\?before=\d+)">Show older notices', response.text)
        if link:
            assert int(link[1].removeprefix("?before=")) == wanted[sum(sizes) - 1]
        else:
            assert "That is all for now." in response.text
        url = INBOX + link[1] if link else ""

    assert sizes == [NOTICES_A_PAGE, NOTICES_A_PAGE, 1]


def test_past_the_end_there_is_a_way_back(inside, ada):
    (notice,) = notify(ada, 1)
    response = inside.get(f"{INBOX}?before={'9' * 18}")
    assert len(items(response)) == 1
    response = inside.get(f"{INBOX}?before={notice.pk}")

    assert items(response) == []
    assert "There are no older notices." in response.text
    assert 'href="/inbox/">Back to the start' in response.text


@pytest.mark.parametrize(
    "place", ["x", "-1", "0", "1.5", "9" * 40, "1 OR 1=1", "%00", "٣", "1_2", "²"]
)
def test_a_foreign_place_is_no_page_and_no_error(inside, ada, place):
    notify(ada, 1)

    assert inside.get(INBOX, {"before": place}).status_code == 404


def test_reading_writes_nothing(inside, ada, writes_nothing):
    notify(ada, 3)

    with writes_nothing():
        inside.get(INBOX)
    assert Notice.objects.unread().count() == 3


def test_everything_seen_is_marked_and_what_came_later_is_not(inside, ada, ben):
    notify(ada, 3)
    notify(ben, 1)
    newest = re.search(r'name="newest" value="(\d+)"', inside.get(INBOX).text)[1]
    (later,) = notify(ada, 1)

    response = inside.post(READ, {"newest": newest}, follow=True)

    assert response.redirect_chain == [(INBOX, 302)]
    assert "3 notices are marked as read." in response.text
    assert list(Notice.objects.of(ada).unread()) == [later]
    assert Notice.objects.of(ben).unread().count() == 1
    assert [item.startswith("Unread") for item in items(response)] == [True, False, False, False]


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 40, "1;"])
def test_a_foreign_number_marks_nothing_and_breaks_nothing(inside, ada, newest):
    notify(ada, 2)

    response = inside.post(READ, {"newest": newest}, follow=True)

    assert "There was nothing left to mark as read." in response.text
    assert Notice.objects.unread().count() == 2


def test_another_member_s_newest_marks_only_one_s_own(inside, ada, ben):
    notify(ada, 1)
    (other,) = notify(ben, 1)

    inside.post(READ, {"newest": other.pk})

    assert list(Notice.objects.unread()) == [other]


def test_nobody_reads_another_member_s_inbox(inside, fatigue, ada, ben, mo, trusted):
    say(fatigue, ada, say(fatigue, ben))
    work()
    (notice,) = Notice.objects.all()
    assert notice.recipient == ben

    for url in (INBOX, f"{INBOX}?before={notice.pk + 1}"):
        response = inside.get(url)
        assert items(response) == []
        assert unread_told(response) == "Inbox"


def test_visitors_are_sent_to_the_login_and_come_back_to_the_inbox(client, db):
    login = f"{reverse('account_login')}?next={INBOX}"

    assert client.get(INBOX).headers["Location"] == login
    assert client.post(READ, {"newest": "1"}).headers["Location"] == login


def test_only_a_post_marks_and_only_a_get_reads(inside, ada):
    assert inside.get(READ).status_code == 405
    assert inside.post(INBOX).status_code == 405


@pytest.mark.parametrize("count", [3, 300])
def test_an_inbox_costs_the_same_at_any_length(
    inside, fatigue, ada, ben, trusted, count, django_assert_num_queries
):
    reply = say(fatigue, ben, say(fatigue, ada))
    notify(ada, count, comment=reply, decision=reply.decisions.get())

    # Session, member, notices, comments, what is cut off, is anything unread, the masthead.
    with django_assert_num_queries(7):
        response = inside.get(INBOX)

    assert len(items(response)) == min(count, NOTICES_A_PAGE)


def test_the_database_walks_an_index_and_sorts_nothing(inside, ada, ben):
    notify(ben, 5_000)
    notify(ada, 60)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    with plans() as found:
        inside.get(INBOX)

    asked = [plan for plan in found if 'FROM "notifications_notice"' in plan.sql]
    assert len(asked) == 3
    for plan in asked:
        assert plan.sorts == 0, plan
        assert plan.indexes & {"inbox", "unread"}, plan


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "Inbox"),
        (1, "Inbox 1 unread"),
        (20, "Inbox 20 unread"),
        (21, "Inbox 20+ unread"),
        (300, "Inbox 20+ unread"),
    ],
)
def test_the_masthead_counts_what_is_unread_up_to_20(inside, ada, ben, count, told):
    notify(ada, count)
    notify(ada, 2, read_at="2026-10-03T12:00Z")
    notify(ben, 5)

    assert unread_told(inside.get("/display/")) == told


def test_the_masthead_asks_once_for_members_and_never_for_visitors(
    client, ada, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/display/")
    assert "/inbox/" not in response.text

    client.force_login(ada)
    notify(ada, 300)
    with django_assert_num_queries(3):
        client.get("/display/")


def test_the_admin_s_list_is_for_superusers_to_read(client, ada, mo, fatigue):
    notify(ada, 3)
    boss = make.member("boss", is_staff=True, is_superuser=True)
    url = reverse("admin:notifications_notice_changelist")

    client.force_login(mo)
    assert client.get(url).status_code == 403
    client.force_login(boss)
    assert client.get(url).text.count('class="action-select"') == 0
    assert client.get(url, {"q": "ada"}).text.count("Somebody replied to you</td>") == 3
    pk = Notice.objects.first().pk
    assert client.get(reverse("admin:notifications_notice_change", args=[pk])).status_code == 200
    for verb in ("change", "delete"):
        done = client.post(
            reverse(f"admin:notifications_notice_{verb}", args=[pk]), {"post": "yes"}
        )
        assert done.status_code == 403
    assert client.get(reverse("admin:notifications_notice_add")).status_code == 403


def test_what_belongs_to_one_discussion_stands_together(client, fatigue, ada, ben, settings):
    settings.COMMENTS_HELD_FIRST = 0
    other = make.guide("Sleeping well")
    first, second = make.comment(fatigue, ada), make.comment(other, ada)
    for parent in (first, second, first):
        make.comment(parent.discussion.guide, ben, parent=parent)
    deliver_due()
    client.force_login(ada)

    page = client.get("/inbox/").text

    headings = re.findall(r"<h2 dir=\"auto\">(.*?)</h2>", page)
    assert headings == ["Living with fatigue", "Sleeping well"]
    parts = re.split(r"<h2", page)[1:3]
    assert [part.count("replied to your comment") for part in parts] == [2, 1]
