"""The queue and the open case: who has what in hand, who is there, what it costs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from comments import deciding, posting
from comments.concern import raising
from comments.conversation import talking
from comments.desk import advising, claiming
from comments.desk.similar import similar
from comments.models import (
    AtDesk,
    Case,
    CaseKind,
    Cause,
    Comment,
    CommentRevision,
    Decision,
    Note,
    Status,
    weights,
)
from comments.reports import asking
from tests import make
from tests.comments import desk

# The queue asks: session, member, rights (2), where something waits, how many, rows, who is
# there. What the header counts is one more where something is narrowed.
QUEUE, CASE = 8, 20


@pytest.fixture
def moderator(client, mo):
    client.force_login(mo)
    return client


def many_waiting(guide, author, count):
    """Written straight into the tables: five thousand would take a while."""
    rows = Comment.objects.bulk_create(
        Comment(
            discussion=guide.discussion,
            number=100 + n,
            author=author,
            submission=uuid4(),
            latest_number=1,
            pending_number=1,
            html=f"<p>Words {n}.</p>",
        )
        for n in range(count)
    )
    CommentRevision.objects.bulk_create(
        CommentRevision(comment=row, number=1, source="Words", html=row.html) for row in rows
    )
    Case.objects.bulk_create(
        Case(comment=row, opened_at=timezone.now(), **weights(Cause.NEW_MEMBER)) for row in rows
    )


@pytest.mark.parametrize("count", [5, 5_000])
def test_queue_and_case_cost_the_same_whatever_waits(
    moderator, fatigue, ada, ben, mo, count, django_assert_max_num_queries, writes_nothing
):
    parent = make.comment(fatigue, ben)
    comment = make.comment(fatigue, ada, "Stop your tea.", parent=parent)
    make.comment(fatigue, ben, parent=comment)
    asking.report(comment, ben, reason="unkind")
    posting.edit(comment, "Stop your tea now.")
    many_waiting(fatigue, ada, count)
    AtDesk.objects.touch(make.moderator("kit"))
    Note.objects.create(member=ada, words="<b>Kind</b> so far.", by=mo)
    hidden = make.comment(fatigue, ben, status=Status.HIDDEN)
    desk.decide(moderator, desk.comment_url(hidden), "restore")
    url = desk.case_url(comment)
    moderator.get(url)

    with django_assert_max_num_queries(QUEUE), writes_nothing():
        listed = moderator.get(desk.LIST)
    with django_assert_max_num_queries(CASE), writes_nothing():
        opened = moderator.get(url)

    assert listed.text.count('class="case-row"') == min(count + 1, 50)
    assert "1 colleague is here: kit." in opened.text
    assert "Undo last (put back)" in opened.text
    assert "&lt;b&gt;Kind&lt;/b&gt; so far." in opened.text
    assert f"{'1000+' if count == 5_000 else count + 1} waiting" in listed.text


def test_the_weightiest_stands_first_with_its_reasons_in_words(moderator, fatigue, ada, ben):
    make.comment(fatigue, ada, status=Status.WAITING)
    heavy = make.comment(fatigue, ben, "This <b>tea cured</b> me & my tea.")
    now = timezone.now()
    for who in ("zoe", "juno"):
        asking.report(heavy, make.member(who), reason="medical")
    Case.objects.open_for(
        heavy, Cause.RULE, at=now, source="cure claim", words=["cured", "TEA", "&", "<b>"]
    )

    listed = moderator.get(desk.LIST).text.partition('<ol class="plain">')[2]
    page = moderator.get(desk.case_url(heavy)).text

    assert listed.index("Reported by 2 members") < listed.index("First comments of a new member")
    assert "Rule: cure claim" in listed
    assert "Reported by 2 members, medical misinformation: 40" in page
    assert "Rule: cure claim: 10" in page
    marked = "<mark>&lt;b&gt;</mark><mark>tea</mark> <mark>cured</mark>&lt;/b&gt; me"
    assert f"{marked} <mark>&amp;</mark> my <mark>tea</mark>." in page


def test_opening_a_case_writes_nothing_and_taking_it_tells_the_others(moderator, fatigue, ada, mo):
    kit, other = make.moderator("kit"), moderator.__class__()
    other.force_login(kit)
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    url = desk.case_url(comment)

    nobody = moderator.get(url).text
    moderator.post(f"{url}claim/")
    mine, theirs = moderator.get(url).text, other.get(url).text
    listed = other.get(desk.LIST).text
    Case.objects.update(claimed_until=timezone.now())
    later = other.get(url).text

    assert "Nobody has this case in hand." in nobody
    assert "You have this case. Others see it as yours until" in mine
    assert "mo has this case until" in theirs
    assert "mo has it now." in listed
    assert "Nobody has this case in hand." in later


def test_after_a_decision_the_next_that_nobody_has_opens_in_hand(moderator, fatigue, ada, ben, mo):
    first, second, third = (
        make.comment(fatigue, make.member(name), status=Status.WAITING)
        for name in ("zoe", "juno", "tim")
    )
    claiming.claim(desk.case_of(second), make.moderator("kit"))

    answer = desk.decide(moderator, desk.case_url(first), "publish")

    assert answer.url == desk.case_url(third)
    assert desk.case_of(third).claimed_by == mo


def test_skipping_decides_nothing_gives_back_and_comes_round_again(moderator, fatigue, mo):
    first, second = (
        make.comment(fatigue, make.member(name), status=Status.WAITING) for name in ("zoe", "juno")
    )
    begun = moderator.post(f"{desk.LIST}begin/")

    skipped = moderator.post(f"{desk.case_url(first)}skip/")
    again = moderator.post(f"{desk.case_url(second)}skip/")

    hands = [desk.case_of(comment).claimed_by for comment in (first, second)]
    assert [begun.url, skipped.url, again.url] == [
        desk.case_url(comment) for comment in (first, second, first)
    ]
    assert hands == [mo, None]
    assert Decision.objects.count() == 0


def test_the_queue_stays_narrow_while_one_works_through_it(moderator, fatigue, ada, ben):
    heat = make.guide("Hot days")
    one = make.comment(heat, ada, status=Status.WAITING)
    make.comment(fatigue, make.member("tim"), status=Status.WAITING)
    two = make.comment(heat, ben, status=Status.WAITING)
    asked = f"?guide={heat.discussion.pk}"
    seen = desk.hidden(moderator.get(desk.case_url(one) + asked).text, "publish")

    answer = moderator.post(desk.case_url(one) + asked, {**seen, "verb": "publish"})

    assert answer.url == desk.case_url(two) + asked


def test_the_queue_answers_for_topic_state_day_rule_and_decider(moderator, fatigue, ada, ben, mo):
    old = make.comment(fatigue, ada, "An old one.", status=Status.WAITING)
    Case.objects.update(opened_at=timezone.now() - timedelta(days=9))
    new = make.comment(make.guide("Hot days"), ben, "A new one.")
    Case.objects.open_for(new, Cause.RULE, at=timezone.now(), source="cure claim")
    kit = make.moderator("kit")
    done = make.comment(fatigue, make.member("tim"), "A done one.", status=Status.WAITING)
    deciding.publish(done, deciding.Why(by=kit))
    claiming.claim(desk.case_of(old), mo)
    week_ago = (timezone.localdate() - timedelta(days=7)).isoformat()

    def shown(**asked):
        page = moderator.get(desk.LIST, asked).text
        return [words for words in ("An old one.", "A new one.", "A done one.") if words in page]

    assert shown(topic=fatigue.topic_id) == ["An old one.", "A new one."]
    assert shown(state="in_hand") == ["An old one."]
    assert shown(state="decided") == ["A new one.", "A done one."]
    assert shown(state="decided", decider="kit") == ["A done one."]
    assert shown(state="decided", decider="mo") == []
    assert shown(since=week_ago) == ["A new one."]
    assert shown(until=week_ago) == ["An old one."]
    assert shown(rule="cure") == ["A new one."]
    assert shown(rule="cure", until=week_ago) == []


def test_worry_about_a_person_stays_in_sight_of_those_with_the_right_only(
    moderator, client, fatigue, ada, ben
):
    comment = make.comment(fatigue, ada)
    worry = Case.objects.open_for(comment, Cause.CONCERN, at=timezone.now(), kind=CaseKind.CONCERN)

    listed, opened = moderator.get(desk.LIST), moderator.get(f"{desk.LIST}{worry.pk}/")

    assert 'class="case-row"' not in listed.text
    assert opened.status_code == 404


def test_a_clinician_is_asked_sees_no_history_and_answers(moderator, client, fatigue, ada, cleo):
    comment = make.comment(fatigue, ada, "Stop baclofen at once.", status=Status.WAITING)
    make.comment(fatigue, ada, "Gone.", status=Status.REJECTED)
    url = desk.case_url(comment)
    moderator.get(url)
    version = desk.case_of(comment).version
    empty = moderator.post(f"{url}clinician/", {"version": version, "words": ""})
    stale = moderator.post(f"{url}clinician/", {"version": 99, "words": "Is it?"})
    asked = moderator.post(f"{url}clinician/", {"version": version, "words": "Is <b>it</b> safe?"})
    client.force_login(cleo)

    listed, page = client.get(desk.LIST), client.get(url)
    version = desk.case_of(comment).version
    refused = client.post(url, {"version": version - 1, "words": "No."})
    given = client.post(url, {"version": version, "words": "No. It must be tapered."})
    gone = client.get(url)

    assert [empty.status_code, stale.status_code, asked.status_code] == [422, 409, 302]
    assert "Say what you want to know." in empty.text
    assert url in listed.text
    assert "Is &lt;b&gt;it&lt;/b&gt; safe?" in page.text
    assert "What you are asked" in page.text
    assert '<span class="why">A moderator asks a clinician</span>' in listed.text
    assert "new member" not in listed.text
    assert "Earlier decisions" not in page.text
    assert (refused.status_code, given.status_code, gone.status_code) == (409, 302, 404)
    comment.refresh_from_db()
    assert comment.status == Status.WAITING
    assert desk.case_of(comment).opinions.get().words == "No. It must be tapered."


def test_what_a_clinician_looks_at_is_not_handed_out(moderator, fatigue, ada, mo):
    make.comment(fatigue, ada, status=Status.WAITING)
    Case.objects.update(waits_for_clinician=True)

    answer = moderator.post(f"{desk.LIST}begin/", follow=True)

    assert "Nothing is left that nobody else has in hand." in answer.text


def test_letters_are_shown_and_loaded_only_for_who_switched_them_on(moderator, fatigue, ada):
    url = desk.case_url(make.comment(fatigue, ada, status=Status.WAITING))

    off = moderator.get(url).text
    moderator.post(f"{desk.LIST}keys/", {"on": "1"})
    on = moderator.get(url).text
    moderator.post(f"{desk.LIST}keys/", {"off": "1"})
    off_again = moderator.get(url).text

    assert ["<kbd>K</kbd>" in page for page in (off, on, off_again)] == [False, True, False]
    assert ["desk-keys.js" in page for page in (off, on, off_again)] == [False, True, False]


def test_alike_comments_show_how_they_were_decided(fatigue, ada, ben, mo):
    words = "This green tea cured my cousin in a month, order it today."
    for who in (ada, ben, ada):
        sold = make.comment(fatigue, who, f"{words} {who.name}")
        deciding.hide(sold, deciding.Why(by=mo, reason="advertising"))
    other = make.comment(fatigue, ben, "Cold water on my wrists works.", status=Status.WAITING)
    deciding.publish(other, deciding.Why(by=mo))
    new = make.comment(fatigue, make.member("zoe"), words, status=Status.WAITING)

    found = similar(new, desk.case_of(new), new.html, reader=mo)

    assert len(found) == 3
    assert {one.what for one in found} == {"Taken down"}
    assert {one.reason for one in found} == {"It advertises something"}
    assert found == similar(new, desk.case_of(new), new.html, reader=mo)


@pytest.mark.parametrize("fields", [{}, {"version": "x"}, {"version": "1"}, {"version": "-1"}])
def test_a_form_that_does_not_say_what_was_seen_changes_nothing(moderator, fatigue, ada, fields):
    comment = make.comment(fatigue, ada, status=Status.WAITING)

    answer = moderator.post(desk.case_url(comment), {**fields, "verb": "publish"})

    comment.refresh_from_db()
    assert answer.status_code == 409
    assert comment.status == Status.WAITING
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("verb", ["reject", "ask"])
def test_a_note_that_is_too_long_is_told_beside_the_field(moderator, fatigue, ada, verb):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    note = "Too long. " * 300

    answer = desk.decide(moderator, desk.case_url(comment), verb, reason="unkind", note=note)

    assert answer.status_code == 422
    assert answer.text.count("Say it in 2,000 characters or fewer.") == 2
    assert "Too long. Too long." in answer.text
    assert Decision.objects.count() == 0


def test_every_page_of_the_admin_counts_what_waits_and_the_messages_of_members(
    moderator, fatigue, ada, mo
):
    make.comment(fatigue, ada, status=Status.WAITING)
    assert 'Messages <span class="badge">' not in moderator.get("/admin/").text
    talking.begin(ada, "A question", talking.Said("Why was that?"))
    pages = ["/admin/", desk.LIST, "/admin/comments/rule/", "/admin/accounts/suspension/member/"]

    for page in pages:
        text = moderator.get(page).text
        assert 'Waiting <span class="badge">1</span>' in text
        assert 'Messages <span class="badge">1</span>' in text


def test_a_worry_that_is_closed_does_not_stand_in_every_narrowed_list(
    moderator, fatigue, ada, ben, mo
):
    mo.groups.add(Group.objects.get(name="Safety"))
    case = raising.worry(make.comment(fatigue, ada), ben).case
    narrowed = f"{desk.LIST}?member=zoe"
    assert f"/concerns/{case.pk}/" in moderator.get(narrowed).text

    case.close(at=timezone.now())

    assert f"/concerns/{case.pk}/" in moderator.get(f"{desk.LIST}?state=decided").text
    assert f"/concerns/{case.pk}/" not in moderator.get(f"{narrowed}&state=decided").text


def test_where_nothing_can_be_ticked_the_queue_is_no_form(
    moderator, client, fatigue, ada, mo, cleo
):
    case = desk.case_of(make.comment(fatigue, ada, status=Status.WAITING))
    together = f'action="{desk.LIST}together/'
    assert together in moderator.get(desk.LIST).text
    assert together not in moderator.get(f"{desk.LIST}?state=decided").text
    advising.ask(case, mo, "Can it?", version=case.version)
    client.force_login(cleo)

    page = client.get(desk.LIST).text

    assert 'class="case-row"' in page
    assert together not in page
