"""Parts that are drawn once say what they say when they are drawn each time."""

import pytest
from django.template import Context, Template, engines
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from fragments import late, tags
from fragments.kept import kept

PART = "part.html"
WORDS = (
    "{{ told }}{% if told %} is true{% endif %}|{{ csrf_token }}"
    "|{% if n %}{{ n|stringformat:'05d' }}{% endif %}"
)


@pytest.fixture
def drawings(monkeypatch):
    """How often a part was drawn that stands nowhere else."""
    made = []
    template = engines["django"].from_string(WORDS)

    def get_template(name, *_args):
        made.append(name)
        return template

    monkeypatch.setattr(tags, "setting", lambda name: name)
    monkeypatch.setattr(
        tags, "render_to_string", lambda name, told: get_template(name).render(told)
    )
    kept.clear()
    return made


def drawn(call="told=told", **told):
    return Template(f'{{% fragment "{PART}" {call} %}}').render(Context(told))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (0, False),
        ("", None),
        ("<b>", mark_safe("<b>")),
        ("1", 1),
        ("a", "b"),
        ((1,), (True,)),
    ],
)
def test_values_that_are_told_differently_are_drawn_for_each(one, other, drawings):
    assert drawn(told=one) == f"{render(one)}||"
    assert drawn(told=other) == f"{render(other)}||"
    assert len(drawings) == 2
    assert [drawn(told=one), drawn(told=other)] == [f"{render(one)}||", f"{render(other)}||"]
    assert len(drawings) == 2


def render(value):
    return Template("{{ told }}{% if told %} is true{% endif %}").render(Context({"told": value}))


def test_words_of_the_readers_language_are_taken_as_they_are_then(drawings):
    lazy = gettext_lazy("Guides")

    assert drawn(told=lazy) == drawn(told="Guides")
    assert len(drawings) == 1


def test_what_is_not_plain_is_drawn_each_time(drawings):
    assert drawn(told=["a"]) == drawn(told=["a"])
    assert len(drawings) == 2


def test_a_token_is_put_in_afterwards_and_nobody_elses(drawings):
    first, second = (drawn("csrf_token=csrf_token", csrf_token=token) for token in ("aaa", "b<b"))

    assert (first, second) == ("|aaa|", "|b&lt;b|")
    assert len(drawings) == 1
    assert "aaa" not in str(kept.young)


def test_nobody_can_have_a_token_put_where_they_like(drawings):
    """The place has no name that somebody could know and write into an address."""
    told = drawn("told=told csrf_token=csrf_token", told="place-1", csrf_token="secret-token")

    assert told.count("secret-token") == 1
    assert len(tags.TOKEN) > 30


def test_each_language_and_clock_has_its_own():
    kept.clear()
    tags.fragment("parts/_foot.html")
    with translation.override("de"):
        tags.fragment("parts/_foot.html")
    with timezone.override("Asia/Tokyo"):
        tags.fragment("parts/_foot.html")

    assert len(kept.young) == 3


def test_a_setting_that_changes_forgets_all(settings):
    tags.fragment("parts/_brand.html", name="msforum")
    assert kept.young

    settings.SITE_NAME = "another"

    assert not kept.young


def test_rows_count_as_the_same_only_while_nothing_is_written(drawings):
    def told(as_of, value):
        return tags.unchanged(PART, as_of, told=value)

    assert [told("one", "a"), told("one", "a"), told("two", "a")] == ["a is true||"] * 3
    assert len(drawings) == 2
    assert told(None, "a") == told("", "a")
    assert len(drawings) == 4


def test_large_parts_are_put_in_last_and_in_order(monkeypatch):
    words = Template("{{ first }}-{% if True %}{{ second }}{% endif %}-{{ first }}")

    class Says:
        """Asked once for each place."""

        def __init__(self, said):
            self.said = said

        def __str__(self):
            return late.late(self.said)

        __html__ = __str__

    told = {"first": Says("ä“".encode()), "second": Says(b"2")}
    wanted = "ä“-2-ä“"
    assert words.render(Context(told)) == wanted

    rendered = lambda _name, context, _request: words.render(Context(context))  # noqa: E731
    monkeypatch.setattr(late, "render_to_string", rendered)
    answer = late.render(RequestFactory().get("/"), "any.html", told, status=409)

    assert (answer.content.decode(), answer.status_code) == (wanted, 409)
    assert late.waiting.get() is None
