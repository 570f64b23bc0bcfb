"""Reading a guide costs the same however long it is, and nothing of it is made at that moment."""

from itertools import cycle, islice

import nh3
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import markup
from articles import blocks, citing, publishing, relating, rendering
from articles.glossary import Explainer
from articles.models import GlossaryTerm, Kind
from markup import cleaning
from markup.hints import hints
from tests import make

WORDS = "<p>Warm <b>nerves</b> are slow nerves [1]. This is spasticity.</p>"
SAFE = "Do not stop it suddenly."
# Those that have most to look up come first: five blocks are of these.
FILLED_IN = {
    Kind.RELATED_GUIDES: {},
    Kind.FIGURE: {"alt": "A calm line."},
    Kind.REFERENCES: {"items": "A work. doi:10.1191/x"},
    Kind.QUOTE: {"html": WORDS, "attribution": "two_sticks", "consent": True},
    Kind.TEXT: {"heading": "Why heat hurts", "html": WORDS},
    Kind.TABLE: {"caption": "Heat", "items": "When | What\nNoon | spasticity [1]"},
    Kind.DETAILS: {"heading": "Why is that?", "html": WORDS},
    Kind.CALLOUT: {"heading": "Good to know", "html": WORDS},
    Kind.STEPS: {"items": "Sit up | Slowly [1].\nRest"},
    Kind.MEDICINE_NOTE: {"heading": "Baclofen", "purpose": "Cramps.", "safety_line": SAFE},
    Kind.CARE_CARD: {"heading": "Call if:", "level": "urgent", "items": "it hurts"},
    Kind.DO_LIST: {"items": "rest"},
    Kind.DONT_LIST: {"items": "rush"},
}


@pytest.fixture
def poison(monkeypatch):
    """Whoever cleans, draws, explains, cites or looks guides up while this is in force fails."""

    def forbidden(*args, **kwargs):
        raise AssertionError("made at reading time")

    def use():
        hints()  # what a member's form says beside the guide, made once a process
        for module, name in [
            *((markup, "clean"), (cleaning, "clean"), (cleaning, "_boundary"), (nh3, "clean")),
            *((rendering, "render"), (rendering, "pieces"), (publishing, "render")),
            *((relating, "offered"), (citing, "linked"), (Explainer, "explain")),
            (blocks, "template_of"),
        ]:
            monkeypatch.setattr(module, name, forbidden)

    return use


def guide_of(count):
    """A live guide with so many blocks, of one kind after the other, and one "In short"."""
    term = {"term": "Spasticity", "definition": "Tight muscles."}
    GlossaryTerm.objects.get_or_create(slug="spasticity", defaults=term)
    others = [make.guide(f"Guide {number} for {count}").get_absolute_url() for number in range(4)]
    fields = {kind: dict(told) for kind, told in FILLED_IN.items()}
    fields[Kind.RELATED_GUIDES]["guides"] = "\n".join(others)
    fields[Kind.FIGURE]["image"] = make.image()
    guide = make.draft(f"A guide of {count}")
    guide.blocks.all().delete()
    make.block(guide, Kind.KEY_POINTS, items="Rest")
    for kind in islice(cycle(fields), count - 1):
        make.block(guide, kind, **fields[kind])
    publishing.publish(guide, by=None)
    return guide


def queries_for(client, guide):
    address = guide.get_absolute_url()
    # What Django looks up once for the whole site is not what a page costs.
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        page = client.get(address)
    assert page.status_code == 200
    return len(seen), page.text


def test_every_kind_is_counted():
    assert {Kind.KEY_POINTS, *FILLED_IN} == set(Kind)


@pytest.mark.parametrize(("who", "most"), [("a visitor", 6), ("a member", 12)])
def test_a_guide_costs_the_same_queries_with_five_and_with_fifty_blocks(
    client, ada, poison, who, most
):
    if who == "a member":
        client.force_login(ada)
    short, long = guide_of(5), guide_of(50)
    poison()

    (few, short_page), (many, long_page) = (queries_for(client, one) for one in (short, long))

    assert few == many <= most
    assert short_page.count('class="related"') == 1
    assert long_page.count('class="related"') == 4
    assert long_page.count('<div class="scroll"') == 4
