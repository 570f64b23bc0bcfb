"""A guide as it will look, shown to those who work here and to nobody else."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from articles import publishing
from articles.admin.typed import snapshot_of
from articles.keeping import Opening
from articles.models import Contribution, Guide, GuideDraft, Kind, Person
from tests import make
from tests.articles.filling import address, fill, posted

PREVIEW = "/admin/articles/guide/preview/"
ADD = "/admin/articles/guide/add/"


@pytest.fixture
def draft(dee):
    made = make.draft(owner=dee)
    publishing.record(made, by=dee)
    return made


def of(guide, number, page=""):
    return f"/admin/articles/guide/{guide.pk}/revisions/{number}/preview/{page}"


def test_a_preview_shows_exactly_one_revision(client, dee, mo, draft, writes_nothing):
    draft.blocks.update(html="<p>Newer words.</p>")
    publishing.record(draft, by=dee)
    client.force_login(mo)

    with writes_nothing():
        frame = client.get(of(draft, 1) + "?width=phone")
        page = client.get(of(draft, 1, "page/"))
        here = client.get(of(draft, 1))

    assert f'src="{of(draft, 1, "page/")}?look=paper"' in frame.text
    for one in (page, here):
        assert "Rest before you must." in one.text
        assert "Newer words." not in one.text
    assert "Revision 1, saved" in here.text
    assert "<iframe" not in here.text
    assert "Revision 1, saved" not in page.text
    assert "Newer words." in client.get(of(draft, 2, "page/")).text
    assert client.get(of(draft, 3)).status_code == 404


def test_a_preview_is_kept_nowhere_and_framed_by_nobody_else(client, dee, draft):
    client.force_login(dee)

    here, page = client.get(of(draft, 1)), client.get(of(draft, 1, "page/"))
    frame = client.get(of(draft, 1) + "?width=desktop")

    for answer in (here, frame, page):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"].startswith("noindex")
    for answer in (here, frame):
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "frame-src 'self'" in frame["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "frame-src 'none'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["", "page/"])
def test_the_public_and_members_see_no_preview(client, ada, draft, page):
    assert client.get(of(draft, 1, page)).status_code == 302
    client.force_login(ada)
    assert client.get(of(draft, 1, page)).status_code == 302


@pytest.mark.parametrize("page", ["", "page/"])
def test_staff_without_the_right_to_see_guides_see_no_preview(client, draft, page):
    client.force_login(make.member("stan", is_staff=True))

    assert client.get(of(draft, 1, page)).status_code == 403


def test_looks_and_widths_are_links(client, dee, draft):
    client.force_login(dee)

    asked = client.get(of(draft, 1) + "?look=night&width=phone").text
    odd = client.get(of(draft, 1) + '?look="><b>&width=x').text

    assert 'class="preview-frame phone"' in asked
    assert "?look=night" in asked
    assert "?look=night&amp;width=desktop" in asked
    assert 'data-theme="paper"' in odd
    assert "preview-frame" not in odd
    assert 'aria-current="true">This window</a>' in odd
    assert 'data-theme="night"' in client.get(of(draft, 1, "page/") + "?look=night").text


def test_the_live_page_is_not_touched_by_a_preview(client, dee, eve, draft):
    publishing.publish(draft, by=eve)
    before = client.get(draft.get_absolute_url()).text
    draft.blocks.update(html="<p>Newer words.</p>")
    publishing.record(draft, by=dee)
    client.force_login(dee)
    client.get(of(draft, 2, "page/"))
    client.logout()

    assert client.get(draft.get_absolute_url()).text == before


def test_unsaved_words_can_be_previewed(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft), title="Warm days", summary="New summary.")
    form |= {"blocks-0-html": "<p>Unsaved <script>alert(1)</script>words.</p>"}
    form |= posted("blocks-1", kind="do_list", position="5", heading="Do this", items="rest")

    answer = client.post(PREVIEW, form, follow=True)
    kept = GuideDraft.objects.get()
    page = client.get(reverse("admin:articles_guide_preview_draft_page", args=[kept.pk])).text

    assert "Your words, not saved yet" in answer.text
    assert "<h1>Warm days</h1>" in page
    assert page.index("Do this") < page.index("<p>Unsaved words.</p>")
    assert "alert" not in page
    draft.refresh_from_db()
    assert (draft.title, draft.blocks.count()) == ("Living with fatigue", 1)


def test_a_guide_that_was_never_saved_can_be_previewed(client, dee):
    topic = make.topic()
    client.force_login(dee)
    form = fill(client, ADD, title="Heat", topic=topic.pk, **{"blocks-0-html": "<p>Warm.</p>"})

    client.post(PREVIEW, form)
    kept = GuideDraft.objects.get()
    page = client.get(reverse("admin:articles_guide_preview_draft_page", args=[kept.pk]))

    assert "<h1>Heat</h1>" in page.text
    assert "<p>Warm.</p>" in page.text
    assert not Guide.objects.exists()
    assert (
        client.get(reverse("admin:articles_guide_preview_draft", args=[kept.pk])).status_code == 200
    )


def test_an_empty_form_can_be_previewed(client, dee):
    client.force_login(dee)
    client.post(PREVIEW, {"opening": Opening.new(dee.pk, None).signed})

    kept = GuideDraft.objects.get()
    page = client.get(reverse("admin:articles_guide_preview_draft_page", args=[kept.pk]))

    assert page.status_code == 200


def test_a_page_whose_words_were_saved_can_still_be_previewed(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft), title="Warm days")
    client.post(address(draft), form | {"_continue": "Save"})

    answer = client.post(PREVIEW, form | {"title": "Warmer days"}, follow=True)

    assert answer.status_code == 200
    assert "Warmer" in GuideDraft.objects.unsaved().get().form


def test_nobody_previews_the_words_of_others(client, dee, eve, draft):
    client.force_login(dee)
    form = fill(client, address(draft), title="Warm days")
    client.post(PREVIEW, form)
    kept = GuideDraft.objects.get()
    client.force_login(eve)

    assert client.post(PREVIEW, form).status_code == 403
    assert client.post(PREVIEW, {"opening": "x"}).status_code == 403
    for name in ("preview_draft", "preview_draft_page"):
        found = client.get(reverse(f"admin:articles_guide_{name}", args=[kept.pk]))
        assert found.status_code == 404
    zoe = make.author("zoe")
    client.force_login(zoe)
    forged = {"opening": Opening.new(zoe.pk, draft.pk).signed}
    assert client.post(PREVIEW, forged).status_code == 403
    assert client.get(PREVIEW).status_code == 405


def test_what_stands_in_an_untouched_form_is_what_was_saved(client, eve):
    guide = make.draft(owner=eve, is_demo=True, hero=make.image())
    ann = Person.objects.create(name="Ann", credentials="nurse")
    Contribution.objects.create(guide=guide, person=ann)
    make.block(guide, Kind.FIGURE, image=make.image("Hill"), alt="A hill")
    make.block(guide, Kind.CARE_CARD, heading="Call if:", level="urgent", items="it hurts\nnow")
    client.force_login(eve)
    form = QueryDict(mutable=True)
    form.update(fill(client, address(guide)))

    typed, saved = snapshot_of(guide, form), publishing.snapshot(guide)

    for block in (*typed["blocks"], *saved["blocks"]):
        block["items"] = block["items"].replace("\r\n", "\n")
    assert typed == saved
    form["contributions-0-DELETE"] = form["blocks-0-DELETE"] = "on"
    form["hero"] = "99999"
    less = snapshot_of(guide, form)
    assert (less["byline"], len(less["blocks"]), less["hero"]) == ([], 2, None)
