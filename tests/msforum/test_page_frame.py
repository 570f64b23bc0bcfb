"""The frame of every page: what stands there whoever looks and whatever happened."""

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib import admin, messages
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from msforum.context import THEMES

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
BLOCK = re.compile(r"{% block ([\w-]+)")


class Story(forms.Form):
    title = forms.CharField(help_text="A few words.", error_messages={"required": "Write a title"})
    kind = forms.ChoiceField(
        choices=[("a", "An experience"), ("b", "A question")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )
    agree = forms.BooleanField(error_messages={"required": "Tick this first"})
    number = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Lost"})


def frame(**context):
    request = RequestFactory().get("/display/")
    return render_to_string("base.html", {"user": None, **context}, request)


def part(name, /, **context):
    return re.sub(r"\s+", " ", render_to_string(f"parts/{name}.html", context))


def test_the_first_stop_of_a_page_leads_to_its_content():
    html = frame()

    assert re.search(r'<body>\s*<a class="skip" href="#content">', html)
    assert 'id="content" tabindex="-1"' in html


def test_a_page_may_be_zoomed_and_says_its_language():
    html = frame()

    assert '<html lang="en-gb" dir="ltr">' in html
    assert 'content="width=device-width, initial-scale=1"' in html


@pytest.mark.parametrize("theme", THEMES)
def test_the_chosen_theme_is_set_by_the_server(db, client, theme):
    client.cookies["theme"] = theme

    assert f'data-theme="{theme}"' in client.get("/nowhere/").text


def test_without_a_choice_the_system_decides(db, client):
    client.cookies["theme"] = 'x" onload="alert(1)'

    assert "data-theme" not in client.get("/nowhere/").text


def test_every_page_has_an_empty_place_for_news_from_the_start():
    assert '<p id="status" role="status" class="vh"></p>' in frame()


def test_a_message_is_shown_in_sight():
    said = Message(messages.SUCCESS, "Your words are kept.")

    html = re.sub(r"\s+", " ", frame(messages=[said]))

    assert '<div class="notices"> <p class="note good">' in html
    assert "<span>Your words are kept.</span>" in html


def test_the_menu_of_a_visitor_and_of_a_member(ada, mo):
    visitor, member, moderator = frame(), frame(user=ada), frame(user=mo)

    assert "Sign up" in visitor
    assert "Log out" not in visitor
    assert '<span class="name">ada</span>' in member
    assert "Log out" in member
    assert "Admin" not in member
    assert "Admin" in moderator


def test_a_form_that_came_back_says_so_in_the_title():
    title = re.compile(r"<title>(.*?)</title>")

    assert title.search(frame(form=Story({})))[1].startswith("Error: ")
    assert not title.search(frame(form=Story()))[1].startswith("Error: ")


def test_a_field_ties_its_hint_and_its_error_to_its_control():
    html = part("_field", field=Story({})["title"])

    assert '<label for="id_title">Title</label>' in html
    assert 'id="id_title_helptext">A few words.<' in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_choice_is_a_group_with_a_legend_and_a_tick_box_stands_before_its_words():
    radios, tick = part("_field", field=Story({})["kind"]), part("_field", field=Story()["agree"])

    assert "<legend>Kind</legend>" in radios
    assert 'aria-describedby="id_kind_error"' in radios
    assert tick.index("<input") < tick.index("<label")
    assert "<label" not in part("_field", field=Story()["number"])


def test_the_summary_of_errors_leads_to_each_field_with_the_same_words():
    html = part("_errors", form=Story({}))

    assert '<div role="alert"> <h2>There are 4 problems</h2>' in html
    assert re.findall(r'<a href="#(\w+)">(.*?)</a>', html) == [
        ("id_title", "Write a title"),
        ("id_kind_0", "Choose one"),
        ("id_agree", "Tick this first"),
    ]
    assert "<li>Lost</li>" in html
    assert part("_errors", form=Story()).strip() == ""


def test_the_way_back_up_ends_in_this_page():
    crumbs = Template('{% load chrome %}{% crumbs "/guides/" "Guides" "Fatigue" %}')

    html = re.sub(r"\s+", " ", crumbs.render(Context()))

    assert '<li><a href="/guides/">Guides</a></li> <li aria-current="page">Fatigue</li>' in html


def test_an_icon_is_a_picture_without_words():
    html = Template('{% load chrome %}{% icon "reply" %}').render(Context())

    assert html.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path')
    assert html.endswith("</svg>")


def test_a_face_has_the_same_letter_and_tone_each_time():
    face = part("_face", name="marigold")

    assert 'data-letter="M"' in face
    assert part("_face", name="marigold") == face
    tones = {re.search(r"tone-\w", part("_face", name=name))[0] for name in ("ada", "ben", "mo")}
    assert len(tones) > 1


def test_a_list_ends_with_a_way_on_or_says_that_this_is_all():
    assert 'href="?after=4">Show the next 20<' in part(
        "_pagination", next_url="?after=4", label="Show the next 20"
    )
    assert "That is all for now." in part("_pagination")


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_broken_page_needs_neither_context_nor_database(name):
    html = render_to_string(name)

    assert html.count("<h1>") == 1
    assert 'href="/"' in html


def test_a_page_that_is_not_there_says_where_to_go(db, client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "<h1>This page is not here</h1>" in response.text


def test_our_frame_of_the_admin_has_every_block_of_django_s():
    """An upgrade that adds a block is noticed here."""
    django = Path(admin.__file__).parent / "templates" / "admin" / "base.html"
    ours = (TEMPLATES / "admin" / "base.html").read_text("utf-8")

    assert set(BLOCK.findall(django.read_text("utf-8"))) - set(BLOCK.findall(ours)) == set()


def test_the_admin_wears_the_chosen_theme(client, mo):
    client.force_login(mo)
    client.cookies["theme"] = "night"

    html = client.get("/admin/").text

    assert 'data-theme="night"' in html
    assert "css/admin.css" in html
    assert "theme.js" not in html
