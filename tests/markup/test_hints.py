"""What is told beside the field, and the filter that shows stored HTML."""

from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import override

from markup.hints import MARKDOWN_HINTS, hints
from markup.templatetags.markup import cleaned
from tests.markup.reading import tags_in


def render(template, **context):
    return Template("{% load markup %}" + template).render(Context(context))


def test_the_hints_are_folded_away_and_name_both_columns():
    html = render("{% markdown_hints %}")

    assert [tag for tag, _ in tags_in(html)][:2] == ["details", "summary"]
    assert html.count('<th scope="col">') == 2
    assert html.count("<tr>") == len(MARKDOWN_HINTS) + 1


def test_each_hint_shows_a_mark_at_work():
    shown = [tags_in(html)[-1][0] for _, html in hints()]

    assert shown == ["strong", "em", "li", "li", "p", "a"]


def test_what_is_typed_is_shown_as_it_is_typed():
    assert "<td>- first<br>- second</td>" in render("{% markdown_hints %}")


def test_hints_are_rendered_once_a_language():
    with override("en-gb"):
        first = hints()
        assert hints() is first


def test_stored_html_is_shown_as_it_was_cleaned():
    html = render("{{ words|cleaned }}", words="<p>a &amp; b</p>")

    assert html == "<p>a &amp; b</p>"
    assert isinstance(cleaned("<p>x</p>"), SafeString)
