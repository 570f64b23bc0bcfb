from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

import markup
from articles import publishing, rendering
from articles.models import (
    Contribution,
    Guide,
    Immutable,
    Kind,
    Person,
    Revision,
    Significance,
    Stage,
    State,
)
from articles.signals import guide_published
from tests import make

AT = datetime(2026, 10, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def draft(db):
    return make.draft()


def test_publishing_puts_the_working_copy_before_the_public(draft, eve):
    revision = publishing.publish(draft, by=eve, at=AT)

    draft.refresh_from_db()
    assert draft.live_revision == revision
    assert draft.changed_on == date(2026, 10, 3)
    assert draft.sha256 == revision.sha256
    assert (revision.number, revision.title, revision.summary) == (1, draft.title, draft.summary)
    assert (revision.published_at, revision.published_by) == (AT, eve)
    assert revision.html == "<p>Rest before you must.</p>"
    assert revision.text == "Rest before you must."
    assert revision.minutes == 1


def test_a_later_edit_stays_private_until_it_is_published(draft, eve):
    publishing.publish(draft, by=eve)
    draft.blocks.update(html="<p>Secret.</p>")
    draft.title = "Another title"
    draft.save()

    live = Guide.objects.live().get()
    assert live.live_revision.title == "Living with fatigue"
    assert "Secret" not in live.live_revision.html


def test_publishing_without_a_change_makes_no_new_revision(draft, eve):
    first = publishing.publish(draft, by=eve)
    draft.title = "Changed and changed back"
    draft.save()
    publishing.record(draft, by=eve)  # a revision that never goes live
    Guide.objects.filter(pk=draft.pk).update(title=first.title)

    second = publishing.publish(draft, by=eve)

    assert second == first
    assert list(Revision.objects.published()) == [first]
    assert draft.sha256 == first.sha256


def test_every_publishing_tells_the_signal_once(draft, eve):
    heard = []

    def listen(guide, revision, **kwargs):
        heard.append((guide.pk, revision.number))

    guide_published.connect(listen)
    try:
        publishing.publish(draft, by=eve)
        publishing.publish(draft, by=eve)
        make.block(draft)
        publishing.publish(draft, by=eve)
    finally:
        guide_published.disconnect(listen)

    assert heard == [(draft.pk, 1), (draft.pk, 2)]


def test_only_a_major_change_moves_the_date_of_change(draft, eve):
    publishing.publish(draft, by=eve, at=AT, significance=Significance.MINOR)
    make.block(draft)
    publishing.publish(draft, by=eve, at=timezone.now(), significance=Significance.MINOR)
    assert draft.changed_on == date(2026, 10, 3)

    make.block(draft)
    later = datetime(2026, 11, 1, tzinfo=UTC)
    revision = publishing.publish(draft, by=eve, at=later, change_note="New: heat.")

    assert draft.changed_on == date(2026, 11, 1)
    assert revision.change_note == "New: heat."
    assert draft.reviewed_on is None


def test_publishing_is_refused_while_a_block_has_a_problem(draft, eve):
    card = make.block(draft, Kind.CARE_CARD, level="urgent", heading="Call us", items="it hurts")
    with pytest.raises(publishing.CannotPublish) as refused:
        publishing.publish(draft, by=eve)

    [trouble] = refused.value.troubles
    assert (trouble.block, trouble.field) == (card, "heading")
    assert "if:" in str(refused.value)
    draft.refresh_from_db()
    assert draft.live_revision is None
    assert not Revision.objects.exists()


def test_a_guide_needs_something_to_read_and_one_in_short(draft):
    draft.blocks.all().delete()
    [nothing] = publishing.troubles_of(draft.blocks.all())
    first = make.block(draft, Kind.KEY_POINTS, items="One\nTwo\nThree")
    second = make.block(draft, Kind.KEY_POINTS, items="Four\nFive\nSix")

    assert nothing.block is None
    assert [(t.block, t.field) for t in publishing.troubles_of([first, second])] == [
        (second, "kind")
    ]


def test_a_published_revision_cannot_be_changed(draft, eve):
    revision = publishing.publish(draft, by=eve)
    revision.html = "<p>Something else.</p>"

    with pytest.raises(Immutable):
        revision.save()
    with pytest.raises(Immutable):
        revision.save(update_fields=["html"])

    revision.refresh_from_db()
    assert revision.html == "<p>Rest before you must.</p>"


def test_a_revision_that_was_never_published_can_still_be_changed(draft):
    revision = Revision.objects.create(guide=draft, number=1, data={}, html="", sha256="0")
    revision.note = "For Eve to look at"
    revision.save()

    revision.refresh_from_db()
    assert revision.note == "For Eve to look at"


def test_the_fingerprint_is_the_same_for_the_same_words_in_any_order():
    one = publishing.fingerprint({"a": 1, "b": "é"})

    assert one == publishing.fingerprint({"b": "é", "a": 1})
    assert one != publishing.fingerprint({"a": 1, "b": "e"})
    assert len(one) == 64


def test_the_byline_is_told_by_the_revision(draft, eve):
    person = Person.objects.create(name="Sam", credentials="nurse")
    Contribution.objects.create(guide=draft, person=person, role=Contribution.Role.CLINICAL)
    revision = publishing.publish(draft, by=eve)
    Person.objects.update(name="Renamed")

    revision.refresh_from_db()
    assert revision.byline == [
        {
            "role": "clinical",
            "said": "Checked by",
            "name": "Sam",
            "credentials": "nurse",
            "interests": "",
            "declared_on": None,
        }
    ]


def test_a_version_from_before_statements_is_still_the_same(draft, eve):
    """Otherwise every live guide would count as changed."""
    person = Person.objects.create(name="Sam")
    Contribution.objects.create(guide=draft, person=person)

    assert publishing.snapshot(draft)["byline"] == [
        {"role": "author", "name": "Sam", "credentials": "", "interests": ""}
    ]
    person.declared_on = date(2026, 5, 3)
    person.save()
    assert publishing.snapshot(draft)["byline"][0]["declared_on"] == "2026-05-03"


# Drawing -----------------------------------------------------------------------------------------


def drawn(draft, *blocks):
    draft.blocks.all().delete()
    for kind, fields in blocks:
        make.block(draft, kind, **fields)
    return rendering.render(publishing.snapshot(draft))


def test_what_authors_typed_is_cleaned_once_and_the_rest_is_escaped(draft, monkeypatch):
    asked = []

    def counting(html, profile, clean=markup.clean):
        asked.append(html)
        return clean(html, profile)

    monkeypatch.setattr(markup, "clean", counting)
    page = drawn(
        draft,
        (Kind.TEXT, {"heading": "<b>Hi</b>", "html": "<p onclick=x>A<script>b()</script></p>"}),
        (Kind.DO_LIST, {"items": "<img src=x onerror=alert(1)>"}),
        (Kind.REFERENCES, {"items": 'https://a.example/"><script>x</script>'}),
    )

    assert len(asked) == 1
    assert "<script" not in page.html
    assert "<img" not in page.html
    assert "<p>A</p>" in page.html
    assert "&lt;b&gt;Hi&lt;/b&gt;" in page.html


def test_in_short_comes_first_wherever_it_stands(draft):
    page = drawn(
        draft,
        (Kind.TEXT, {"heading": "Why"}),
        (Kind.KEY_POINTS, {"items": "One\nTwo\nThree"}),
    )

    assert page.html.index("In short") < page.html.index("Why")
    assert page.contents == [{"id": "why", "title": "Why"}]


def test_headings_have_readable_ids_unlike_any_other(draft):
    page = drawn(
        draft,
        (Kind.TEXT, {"heading": "What helps?"}),
        (Kind.TEXT, {"heading": "What helps"}),
        (Kind.TEXT, {"heading": "Discussion"}),
        (Kind.TEXT, {"heading": "10 minutes"}),
        (Kind.TEXT, {"heading": "Ω"}),
        (Kind.CARE_CARD, {"heading": "Comment 12 if:", "level": "urgent", "items": "x"}),
    )

    assert [entry["id"] for entry in page.contents] == [
        "what-helps",
        "what-helps-2",
        "part-discussion",
        "part-10-minutes",
        "text",
        "part-comment-12-if",
    ]
    assert page.contents[-1]["title"] == "Comment 12 if"
    assert all(f'id="{entry["id"]}"' in page.html for entry in page.contents)


def test_a_heading_never_skips_a_level(draft):
    page = drawn(
        draft,
        (Kind.TEXT, {"html": "<h4>First</h4><p>a</p><h3>Second</h3>"}),
        (Kind.TEXT, {"heading": "Part", "html": "<h4>A</h4><h3>B</h3><h4>C</h4><h3>D</h3>"}),
        (Kind.TEXT, {"html": "<h3>E</h3>"}),
    )

    assert page.html.replace("\n", "") == (
        "<h2>First</h2><p>a</p><h2>Second</h2>"
        '<h2 id="part">Part</h2><h3>A</h3><h3>B</h3><h4>C</h4><h3>D</h3>'
        "<h3>E</h3>"
    )


def test_do_not_is_said_before_each_item_of_a_dont_list(draft):
    page = drawn(draft, (Kind.DONT_LIST, {"items": "rush\nDon't bounce"}))

    assert "<li>do not rush</li>" in page.html
    assert "<li>do not bounce</li>" in page.html


@pytest.mark.parametrize(
    ("level", "look", "said"),
    [
        ("non_urgent", 'class="care"', "Non-urgent advice:"),
        ("urgent", 'class="care soon"', "Urgent advice:"),
        ("emergency", 'class="care now"', "Immediate action:"),
    ],
)
def test_a_care_card_says_in_words_how_urgent_it_is(draft, level, look, said):
    page = drawn(draft, (Kind.CARE_CARD, {"heading": "Call if:", "level": level, "items": "x"}))

    assert look in page.html
    assert said in page.text


def test_a_decorative_picture_is_skipped_aloud_and_another_is_described(draft):
    picture = make.image()
    page = drawn(
        draft,
        (Kind.FIGURE, {"image": picture, "alt": "Two lines.", "caption": "Calm", "credit": "Ada"}),
        (Kind.FIGURE, {"image": picture, "alt": "Two lines.", "decorative": True}),
    )

    assert page.html.count('alt="Two lines."') == 1
    assert page.html.count('alt=""') == 1
    assert page.html.count("<figcaption>") == 1
    assert "Picture: Ada" in page.text


def test_reading_time_counts_150_words_a_minute(draft):
    assert drawn(draft, (Kind.TEXT, {"html": "word " * 150})).minutes == 1
    assert drawn(draft, (Kind.TEXT, {"html": "word " * 151})).minutes == 2


def test_a_revision_can_be_drawn_again_from_its_data(draft, eve):
    revision = publishing.publish(draft, by=eve)
    Revision.objects.filter(pk=revision.pk).update(html="stale", text="stale", minutes=9)

    publishing.rerender(revision)

    revision.refresh_from_db()
    assert (revision.html, revision.text, revision.minutes) == (
        "<p>Rest before you must.</p>",
        "Rest before you must.",
        1,
    )


def test_every_change_is_kept_and_no_change_makes_nothing(draft, dee):
    first = publishing.record(draft, by=dee, note="First words")
    again = publishing.record(draft, by=dee)
    draft.blocks.update(html="<p>Rest early.</p>")
    second = publishing.record(draft, by=dee)

    assert (first.number, first.created_by, first.note, first.html) == (1, dee, "First words", "")
    assert again == first
    assert second.number == 2
    assert list(draft.revisions.published()) == []
    assert draft.live_revision is None


def test_a_change_takes_the_guide_back_to_its_author(draft, dee):
    publishing.record(draft, by=dee)
    Guide.objects.update(stage=Stage.CHECKED)
    publishing.record(draft, by=dee)
    assert draft.stage == Stage.CHECKED

    draft.blocks.update(html="<p>Rest early.</p>")
    publishing.record(draft, by=dee)

    assert draft.stage == Stage.DRAFT


def test_what_is_published_need_not_be_the_newest(draft, eve):
    approved = publishing.record(draft, by=eve)
    draft.blocks.update(html="<p>Not ready.</p>")
    newest = publishing.record(draft, by=eve)

    publishing.go_live(approved, by=eve)
    draft.refresh_from_db()

    assert draft.live_revision == approved
    assert "Rest before you must" in draft.live_revision.html
    assert draft.current_revision == newest
    assert Guide.objects.with_state().get().state == State.CHANGED
