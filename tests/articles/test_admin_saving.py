import re

import pytest

from articles.models import Block, Guide, Kind
from tests import make
from tests.articles.filling import address, fill, posted

LIST = "/admin/articles/guide/"


@pytest.fixture
def draft(dee):
    return make.draft(owner=dee)


def test_an_author_writes_a_guide_and_owns_it(client, dee):
    client.force_login(dee)
    topic = make.topic()
    form = fill(client, f"{LIST}add/", topic=topic.pk, title="Hot days", summary="What helps.")
    form |= posted("blocks-0", kind="text", heading="Why", html="<p>Heat.<script>x</script></p>")

    answer = client.post(f"{LIST}add/", form | {"_continue": "Save"})

    guide = Guide.objects.get()
    assert answer.status_code == 302
    assert answer.url == address(guide)
    assert (guide.slug, guide.owner, guide.live_revision) == ("hot-days", dee, None)
    [block] = guide.blocks.all()
    assert (block.heading, block.html, block.position) == ("Why", "<p>Heat.</p>", 10)


def test_an_empty_block_at_the_end_is_not_saved(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft))

    client.post(address(draft), form | {"_continue": "Save"})

    assert draft.blocks.count() == 1


def test_blocks_are_moved_by_their_number_and_numbered_anew(client, dee, draft):
    client.force_login(dee)
    second = make.block(draft, heading="Second")
    first = draft.blocks.first()
    form = fill(client, address(draft), **{"blocks-1-position": "0"})

    client.post(address(draft), form | {"_continue": "Save"})

    assert list(draft.blocks.values_list("pk", "position")) == [(second.pk, 10), (first.pk, 20)]


def test_a_block_is_deleted_by_its_tick(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft), **{"blocks-0-DELETE": "on"})

    client.post(address(draft), form | {"_continue": "Save"})

    assert not draft.blocks.exists()


def test_an_unfinished_block_can_be_saved_but_a_care_card_needs_its_level(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft))
    unfinished = form | posted("blocks-1", kind="figure", position="20", caption="Later")
    card = posted("blocks-2", kind="care_card", position="30", heading="Call if:")

    assert client.post(address(draft), unfinished | {"_continue": "Save"}).status_code == 302
    refused = client.post(address(draft), fill(client, address(draft)) | card | {"_save": "1"})

    assert draft.blocks.count() == 2
    assert refused.status_code == 422
    assert "Choose how urgent the care card is." in refused.text
    assert 'value="Call if:"' in refused.text


def test_a_title_that_makes_no_address_asks_for_one(client, dee):
    client.force_login(dee)
    topic = make.topic()
    fields = {"topic": topic.pk, "title": "???", "summary": "x"}

    no_address = client.post(f"{LIST}add/", fill(client, f"{LIST}add/", **fields))
    taken = client.post(f"{LIST}add/", fill(client, f"{LIST}add/", **fields, slug="discussion"))

    assert "Write an address of small letters" in no_address.text
    assert "Another page has this address." in taken.text
    assert not Guide.objects.exists()


def test_a_live_guide_keeps_its_address(client, eve):
    guide = make.guide()
    client.force_login(eve)
    form = fill(client, address(guide)) | {"slug": "other", "topic": make.topic("Vision").pk}

    page = client.get(address(guide))
    client.post(address(guide), form | {"_continue": "Save"})

    guide.refresh_from_db()
    assert "An editor can move the guide" in page.text
    assert guide.get_absolute_url() == "/guides/fatigue-and-energy/living-with-fatigue/"


def test_each_block_shows_the_fields_of_its_kind_and_says_what_it_is_for(client, dee, draft):
    make.block(draft, Kind.KEY_POINTS, items="One")
    client.force_login(dee)

    page = client.get(address(draft)).text
    key_points = page.split('id="blocks-1"')[1].split('id="blocks-2"')[0]
    new = page.split('id="blocks-2"')[1].split('id="blocks-empty"')[0]

    assert '<div class="form-row field-items">' in key_points
    assert '<div class="form-row field-html" hidden>' in key_points
    assert "The box “In short” at the top of the guide" in key_points
    assert re.findall(r'<div class="form-row[^>]* hidden>', new) == []


def test_the_library_is_read_once_however_many_blocks(client, dee, django_assert_max_num_queries):
    draft = make.draft(owner=dee)
    client.force_login(dee)
    client.get(address(draft))
    for number in range(12):
        make.block(draft, Kind.FIGURE, image=make.image(f"Picture {number}"))

    with django_assert_max_num_queries(25):
        page = client.get(address(draft))

    assert page.text.count(">Picture 7</option>") >= 12


def test_only_blocks_that_show_a_picture_repeat_the_library(client, dee, draft):
    hill = make.image("A <b>hill</b>")
    for kind in (Kind.FIGURE, Kind.TEXT, Kind.DO_LIST):
        make.block(draft, kind)
    client.force_login(dee)

    page = client.get(address(draft))
    # The head of the guide, the figure, the new block, and the one that waits to be copied.
    assert page.text.count(">A &lt;b&gt;hill&lt;/b&gt;</option>") == 4

    text = fill(page, **{"blocks-0-kind": "figure", "blocks-0-image": hill.pk})
    assert client.post(address(draft), text | {"_save": "1"}).status_code == 302
    assert draft.blocks.first().image == hill
    chosen = client.get(address(draft)).text.split('name="blocks-0-image"')[1].split("</select>")[0]
    assert f'<option value="{hill.pk}" selected>' in chosen


def test_a_guide_of_very_many_blocks_can_still_be_saved(client, dee, draft):
    fields = {"guide": draft, "html": "<p>Rest.</p>"}
    Block.objects.bulk_create(Block(position=place, **fields) for place in range(20, 160))
    client.force_login(dee)

    answer = client.post(
        address(draft), fill(client, address(draft), title="Long") | {"_save": "1"}
    )

    draft.refresh_from_db()
    assert (answer.status_code, draft.title, draft.blocks.count()) == (302, "Long", 141)
