"""What a guide has changed since a member read it: for those who asked, and for their eyes only."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib import admin
from django.urls import reverse

from articles import publishing, remembering
from articles.changed_blocks import What, changed_blocks
from articles.models import Kind, LastRead, ReadingMemory, Significance
from tests import make

SETTINGS = "/settings/reading/"


@pytest.fixture
def guide(db):
    made = make.draft()
    make.block(made, heading="Sleep and rest", html="<p>Rest early.</p>")
    make.block(made, heading="Going out", html="<p>Plan a pause.</p>")
    publishing.publish(made, by=None)
    return made


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def read_url(guide):
    return f"{guide.get_absolute_url()}read/"


def page_of(client, guide):
    return client.get(guide.get_absolute_url()).text


def change(guide, *, note="New advice on sleep.", significance=Significance.MAJOR, heading=None):
    block = guide.blocks.get(heading="Sleep and rest")
    block.html += "<p>And more.</p>"
    block.heading = heading or block.heading
    block.save()
    return publishing.publish(guide, by=None, change_note=note, significance=significance)


def reads(member, guide, revision=None, *, on=None):
    revision = revision or guide.live_revision
    assert remembering.remember(member, revision, begin=True)
    if on:
        LastRead.objects.filter(memory=member.pk, guide=guide).update(read_on=on)


def marks_in(page):
    """Each mark with the tag that follows it."""
    return re.findall(r'class="change-mark".*?class="badge new">(\w+)<.*?</p>\s*(<[^>]*>)', page)


# Nothing without asking --------------------------------------------------------------------------


def test_nothing_is_remembered_of_who_did_not_ask(as_ada, guide):
    page_of(as_ada, guide)
    as_ada.post(read_url(guide), {"revision": "1"})
    as_ada.post(read_url(guide), {"revision": "1", "quiet": "1"})

    assert not ReadingMemory.objects.exists()
    assert not LastRead.objects.exists()


def test_a_member_begins_at_the_end_of_a_guide(as_ada, ada, guide):
    assert "Tell me what changes" in page_of(as_ada, guide)

    answer = as_ada.post(read_url(guide), {"revision": "1", "begin": "1"}, follow=True)

    last = LastRead.objects.get()
    assert (last.memory.member, last.guide, last.revision) == (ada, guide, guide.live_revision)
    assert "From now on we tell you" in answer.text
    assert "You last read this on" in answer.text
    assert "Tell me what changes" not in answer.text


def test_opening_a_guide_writes_nothing(as_ada, ada, guide, writes_nothing):
    reads(ada, guide)
    change(guide)

    with writes_nothing():
        page_of(as_ada, guide)
        as_ada.get(SETTINGS)


def test_visitors_are_asked_nothing_and_cost_no_query(client, guide, django_assert_num_queries):
    client.get(guide.get_absolute_url())

    with django_assert_num_queries(3):
        page = page_of(client, guide)

    assert "reading-keeper" not in page
    assert client.post(read_url(guide), {"revision": "1", "begin": "1"}).status_code == 302
    assert client.get(SETTINGS).status_code == 302
    assert not ReadingMemory.objects.exists()


# What is said ------------------------------------------------------------------------------------


def test_what_changed_is_told_above_the_guide_and_marked_in_it(as_ada, ada, guide):
    reads(ada, guide, on=date(2026, 5, 3))
    make.block(guide, heading="At night", html="<p>Dark and cool.</p>")
    guide.blocks.get(heading="Going out").delete()
    change(guide)

    page = page_of(as_ada, guide)

    assert "Since you last read this on 3 May 2026" in page
    assert "<li>New advice on sleep.</li>" in page
    assert marks_in(page) == [
        ("Changed", '<h2 id="sleep-and-rest">'),
        ("New", '<h2 id="at-night">'),
    ]
    parts = re.findall(r'class="badge">([\w ]+)</span> (.*?)</li>', page)
    assert parts == [
        ("Changed", '<a href="#changed-1">Sleep and rest</a>'),
        ("New", '<a href="#changed-2">At night</a>'),
        ("Taken out", "Going out"),
    ]
    assert page.count('id="changed-1"') == page.count('id="changed-2"') == 1


def test_the_mark_of_the_key_points_stands_in_their_box(as_ada, ada, guide):
    points = make.block(guide, Kind.KEY_POINTS, items="Rest early")
    publishing.publish(guide, by=None)
    reads(ada, guide)
    points.items = "Rest early\nRest often"
    points.save()
    change(guide)

    page = page_of(as_ada, guide)

    assert [what for what, _tag in marks_in(page)] == ["Changed", "Changed"]
    box = page.partition('<section class="short"')[2].partition("</section>")[0]
    assert 'id="changed-1"' in box
    assert "Rest often" in box
    body = page.partition('<div class="body">')[2]
    assert 'id="changed-2"' in body
    assert 'class="short"' not in body


def test_only_major_notes_are_told_and_all_of_them(as_ada, ada, guide):
    reads(ada, guide)
    change(guide, note="First.")
    change(guide, note="A typing error.", significance=Significance.MINOR)
    change(guide, note="")
    change(guide, note="Last <b>.")

    box = page_of(as_ada, guide).partition('class="since"')[2].partition("<details")[0]

    assert re.findall(r"<li>(.*?)</li>", box) == ["Last &lt;b&gt;.", "First."]


def test_a_major_change_without_a_note_is_told_all_the_same(as_ada, ada, guide):
    reads(ada, guide)
    change(guide, note="")

    assert "What it says has changed." in page_of(as_ada, guide)


def test_minor_changes_are_not_worth_a_word(as_ada, ada, guide):
    reads(ada, guide)
    change(guide, significance=Significance.MINOR)

    page = page_of(as_ada, guide)

    assert "Since you last read" not in page
    assert marks_in(page) == []


def test_what_was_changed_and_changed_back_has_no_mark(as_ada, ada, guide):
    reads(ada, guide)
    block = guide.blocks.get(heading="Going out")
    block.heading = "Out and about"
    block.save()
    publishing.publish(guide, by=None)
    block.heading = "Going out"
    block.save()
    publishing.publish(guide, by=None)

    page = page_of(as_ada, guide)

    assert "Since you last read" in page
    assert marks_in(page) == []
    assert "parts are different" not in page


def test_a_page_that_was_drawn_before_blocks_were_known_has_no_marks(as_ada, ada, guide):
    reads(ada, guide)
    revision = change(guide)
    type(revision).objects.filter(pk=revision.pk).update(places=[])

    page = page_of(as_ada, guide)

    assert "Sleep and rest" in page.partition('class="since"')[2].partition("</section>")[0]
    assert marks_in(page) == []
    assert page.count('href="#changed-') == 0


def test_a_withdrawn_guide_says_only_that(as_ada, ada, guide):
    reads(ada, guide)
    change(guide)
    guide.withdraw(reason="Old.")

    page = page_of(as_ada, guide)

    assert "Since you last read" not in page
    assert "reading-keeper" not in page


def test_everyone_has_a_memory_of_their_own(client, ada, ben, guide):
    reads(ada, guide)
    change(guide)
    reads(ben, guide)
    pages = {}
    for member in (ada, ben):
        client.force_login(member)
        pages[member.name] = page_of(client, guide)

    assert "Since you last read" in pages["ada"]
    assert "Since you last read" not in pages["ben"]


def test_the_unchanged_page_is_the_page_that_everyone_reads(as_ada, ada, client, guide):
    reads(ada, guide)
    own = page_of(as_ada, guide)

    assert guide.live_revision.html in own


# When it moves -----------------------------------------------------------------------------------


def test_it_moves_when_the_member_says_so(as_ada, ada, guide):
    reads(ada, guide, on=date(2026, 5, 3))
    revision = change(guide)

    with time_machine.travel("2026-06-01 12:00Z"):
        as_ada.post(read_url(guide), {"revision": "2"})

    last = LastRead.objects.get()
    assert (last.revision, last.read_on) == (revision, date(2026, 6, 1))
    assert "Since you last read" not in page_of(as_ada, guide)


def test_reading_to_the_end_moves_past_small_changes_only(as_ada, ada, guide):
    reads(ada, guide)
    small = change(guide, significance=Significance.MINOR)
    quiet = as_ada.post(read_url(guide), {"revision": "2", "quiet": "1"})
    first = LastRead.objects.get().revision
    change(guide)

    again = as_ada.post(read_url(guide), {"revision": "3", "quiet": "1"})

    assert (quiet.status_code, again.status_code) == (204, 204)
    assert first == small
    assert LastRead.objects.get().revision == small
    assert "Since you last read" in page_of(as_ada, guide)


def test_a_page_with_news_does_not_report_by_itself(as_ada, ada, guide):
    reads(ada, guide)
    quiet = page_of(as_ada, guide)
    change(guide)

    assert "data-keeps" in quiet
    assert "data-keeps" not in page_of(as_ada, guide)


def test_an_older_tab_does_not_take_it_back(as_ada, ada, guide):
    change(guide)
    reads(ada, guide)

    as_ada.post(read_url(guide), {"revision": "1"})

    assert LastRead.objects.get().revision.number == 2


def test_pressing_twice_is_reading_once(as_ada, ada, guide):
    for _ in range(2):
        as_ada.post(read_url(guide), {"revision": "1", "begin": "1"})

    assert LastRead.objects.count() == 1


@pytest.mark.parametrize("number", ["", "0", "9", "-1", "x", "²", "9" * 40, "2"])
def test_a_version_that_readers_never_had_cannot_be_read(as_ada, ada, guide, number):
    make.block(guide)
    publishing.record(guide, by=None)

    answer = as_ada.post(read_url(guide), {"revision": number, "begin": "1"})

    assert answer.status_code == 404
    assert not ReadingMemory.objects.exists()


def test_a_draft_cannot_be_read_and_a_get_says_nothing(as_ada, db, guide):
    draft = make.draft("Secret")

    assert as_ada.post(read_url(draft), {"revision": "1", "begin": "1"}).status_code == 404
    assert as_ada.get(read_url(guide)).status_code == 405
    assert not ReadingMemory.objects.exists()


# Ending it ---------------------------------------------------------------------------------------


def test_it_is_off_until_it_is_chosen(as_ada, ada):
    page = as_ada.get(SETTINGS).text
    assert re.search(r'value="no"[^>]*checked', page)

    as_ada.post(SETTINGS, {"remembers": "yes"})

    assert remembering.is_remembered(ada)
    assert re.search(r'value="yes"[^>]*checked', as_ada.get(SETTINGS).text)


def test_ending_it_erases_everything_of_this_member_at_once(as_ada, ada, ben, guide):
    other = make.guide("Other")
    for member in (ada, ben):
        reads(member, guide)
        reads(member, other)
    assert "We remember 2 guides of yours now." in as_ada.get(SETTINGS).text

    answer = as_ada.post(SETTINGS, {"remembers": "no"}, follow=True)
    late = as_ada.post(read_url(guide), {"revision": "1", "quiet": "1"})

    assert "We remember nothing of what you read." in answer.text
    assert late.status_code == 204
    assert set(LastRead.objects.values_list("memory", flat=True)) == {ben.pk}
    assert set(ReadingMemory.objects.values_list("pk", flat=True)) == {ben.pk}


@pytest.mark.parametrize("sent", [{}, {"remembers": "maybe"}, {"remembers": ""}])
def test_an_answer_that_is_none_changes_nothing(as_ada, ada, guide, sent):
    reads(ada, guide)

    answer = as_ada.post(SETTINGS, sent)

    assert answer.status_code == 422
    assert LastRead.objects.count() == 1


def test_it_goes_with_the_member(ada, guide):
    reads(ada, guide)

    ada.delete()

    assert not LastRead.objects.exists()


# Nobody else -------------------------------------------------------------------------------------


def test_nobody_of_the_team_is_shown_it(client, ada, guide, eve):
    reads(ada, guide)
    boss = make.member("boss", is_staff=True, is_superuser=True)

    assert not {ReadingMemory, LastRead} & set(admin.site._registry)
    for one in (eve, boss):
        client.force_login(one)
        for path in (
            reverse("admin:index"),
            reverse("admin:articles_guide_change", args=[guide.pk]),
            f"/admin/articles/guide/{guide.pk}/delete/",
            f"/admin/accounts/member/{ada.pk}/change/",
        ):
            page = client.get(path).text.lower()
            assert "last read" not in page
            assert "memory of reading" not in page


# What it costs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["nothing", "read", "news"])
def test_it_costs_a_member_no_query(as_ada, ada, guide, state, django_assert_num_queries):
    make.comment(guide, make.member("cora"))
    if state != "nothing":
        reads(ada, guide)
    if state == "news":
        for number in range(3):
            change(guide, note=f"Change {number}.")
    page_of(as_ada, guide)

    with django_assert_num_queries(8):
        page = page_of(as_ada, guide)

    assert ("Since you last read" in page) == (state == "news")


# The blocks themselves ---------------------------------------------------------------------------


def told(old, new):
    found = changed_blocks({"blocks": old}, {"blocks": new})
    return [(one.what, one.title, one.id) for one in found]


def block(uuid="a", **fields):
    return {"uuid": uuid, "kind": "text", "heading": "", "html": "", "image": None, **fields}


def test_moving_and_what_readers_do_not_see_is_no_change():
    old = [block("a", html="<p>A</p>\r\n"), block("b", html="<p>B</p>")]
    new = [
        block("b", html="<p>B</p>", alt="", decorative=False),
        block("a", html="<p>A</p>\n", no_source_needed=True),
    ]

    assert told(old, new) == []


def test_each_is_called_by_its_heading_or_by_its_first_words():
    old = [block("a", html="<p>A</p>"), block("x", kind="figure", caption="A bench")]
    new = [
        block("a", html="<p>Another beginning</p>"),
        block("b", heading="Call if:", kind="care_card"),
        block("k", heading="In short", kind="key_points", items="One"),
    ]

    assert told(old, new) == [
        (What.NEW, "In short", "changed-1"),
        (What.CHANGED, "Text “Another beginning”", "changed-2"),
        (What.NEW, "Call if", "changed-3"),
        (What.GONE, "Figure “A bench”", ""),
    ]


def test_a_day_is_kept_and_no_moment(ada, guide):
    reads(ada, guide)

    assert LastRead.objects.get().read_on - date.today() < timedelta(days=1)  # noqa: DTZ011
    assert {field.name for field in LastRead._meta.fields} == {
        "id",
        "memory",
        "guide",
        "revision",
        "read_on",
    }
