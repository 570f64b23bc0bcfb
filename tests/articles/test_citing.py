"""Marks in the text lead to their entries among the references, and to nothing else."""

from importlib import import_module

import pytest
from django.apps import apps

from articles import citing, publishing
from articles.models import Kind
from outbox.models import Errand
from tests import make


def link(number, said=None):
    said = said or number
    told = number if said in {"¹", "²", "³"} else said
    return f'<a class="cite" href="#reference-{number}" aria-label="reference {told}">{said}</a>'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>So it is [1].</p>", f"<p>So it is [{link(1)}].</p>"),
        ("<p>[2, 3]</p>", f"<p>[{link(2)}, {link(3)}]</p>"),
        ("<p>[1–3] [1-2]</p>", f"<p>[{link(1)}–{link(3)}] [{link(1)}-{link(2)}]</p>"),
        ("<sup>[1]</sup>", f"<sup>[{link(1)}]</sup>"),
        ("<p>of nerves¹,² here</p>", f"<p>of nerves{link(1, '¹')},{link(2, '²')} here</p>"),
        ("<p>So it is.³</p>", f"<p>So it is.{link(3, '³')}</p>"),
        ("<p><b>nerves</b>²</p>", f"<p><b>nerves</b>{link(2, '²')}</p>"),
        ("<p>nerves<sup>2</sup></p>", f"<p>nerves<sup>{link(2)}</sup></p>"),
        ("<p>so.<sup>1–3</sup></p>", f"<p>so.<sup>{link(1)}–{link(3)}</sup></p>"),
        # A power, a unit, a name: no marks.
        ("<p>10² m² 5 cm³ kg/m<sup>2</sup> 10<sup>3</sup> B¹</p>",) * 2,
        ("<p>nerves⁹ [1]<sup>2nd</sup></p>", f"<p>nerves⁹ [{link(1)}]<sup>2nd</sup></p>"),
        ("<h3>Nerves¹</h3>",) * 2,
        ("<p>[03]</p>", f"<p>[{link(3, '03')}]</p>"),
        # What has no entry stays what it was.
        ("<p>[4] [0] [2, 9]</p>", f"<p>[4] [0] [{link(2)}, 9]</p>"),
        ("<p>[a] [] [1.5] [2020] (1) 1] [1</p>", "<p>[a] [] [1.5] [2020] (1) 1] [1</p>"),
        ("<p>[1, ] [,1]</p>", "<p>[1, ] [,1]</p>"),
        # Where a link would not work, or would be read as something else.
        ("<h3>Why [1]</h3><p>x</p>", "<h3>Why [1]</h3><p>x</p>"),
        ('<p><a href="/x/">see <b>this</b> [1]</a></p>',) * 2,
        ("<p><code>list[1]</code></p>",) * 2,
        ("<details><summary>Why [1]</summary></details>",) * 2,
        ('<p title="[1]">x</p>',) * 2,
        ("<h3>a</h3><p>[1]</p>", f"<h3>a</h3><p>[{link(1)}]</p>"),
        ("<p>&lt;a&gt; [1] &amp;</p>", f"<p>&lt;a&gt; [{link(1)}] &amp;</p>"),
    ],
)
def test_a_mark_becomes_a_link_only_where_it_has_an_entry_and_may_be_one(html, shown):
    assert citing.linked(html, 3) == shown


def test_without_references_nothing_is_a_mark():
    assert citing.linked("<p>[1]</p>", 0) == "<p>[1]</p>"


def test_many_marks_take_no_time():
    assert citing.linked("<p>" + "[1, 2" * 40_000 + "</p>", 9).count("[1, 2") == 40_000
    assert citing.linked("<p>" + "[1" + ", 1" * 40_000 + "</p>", 9).count("href") == 0


def test_a_guide_counts_its_works_through_all_its_references(dee):
    guide = make.draft(owner=dee)
    make.block(guide, heading="Reference 2", html="<p>It is so [1, 3]. Not so [4].</p>")
    make.block(guide, Kind.DO_LIST, heading="Do", items="rest [2]")
    make.block(guide, Kind.REFERENCES, heading="Books", items="One [1].\nTwo.")
    make.block(guide, Kind.REFERENCES, heading="Pages", items="Three.")
    revision = publishing.publish(guide, by=dee)

    assert f"It is so [{link(1)}, {link(3)}]. Not so [4]." in revision.html
    assert f"<li>rest [{link(2)}]</li>" in revision.html
    assert '<li id="reference-1">One [1].</li>\n<li id="reference-2">Two.</li>' in revision.html
    assert '<ol start="3">\n<li id="reference-3">Three.</li>' in revision.html
    assert '<h2 id="part-reference-2">Reference 2</h2>' in revision.html
    assert "It is so [1, 3]. Not so [4]." in revision.text
    assert "reference 1" not in revision.text


def test_pages_from_before_are_drawn_again_once(db):
    migration = import_module("articles.migrations.0027_marks_lead_to_their_works")
    again = Errand.objects.filter(kind="draw_guides_again")
    migration.draw_again(apps, None)
    assert not again.exists()

    make.guide()
    migration.draw_again(apps, None)
    migration.draw_again(apps, None)

    assert again.count() == 1
