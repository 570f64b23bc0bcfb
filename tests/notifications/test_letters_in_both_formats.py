"""Every kind of letter there is, as text and as HTML."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test.signals import template_rendered

from notifications.letters.samples import ROOT, every_kind

TELLING = ("sclerosis", "ms ", "health", "symptom", "patient", "medical", "fatigue")
LONGEST_SUBJECT = 50

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(settings):
    settings.SITE_NAME = "Willow"
    settings.SITE_URL = "https://willow.example.org"
    settings.ONCALL_EMAIL = "oncall@example.org"
    return dict(every_kind())


def html_of(letter):
    (alternative,) = letter.alternatives
    assert alternative.mimetype == "text/html"
    return alternative.content


def words_of(text):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split()).replace(" .", ".")


def test_each_template_of_a_letter_has_a_sample(settings):
    settings.ONCALL_EMAIL = "oncall@example.org"
    used = set()

    def note(template, **kwargs):
        used.add(template.name)

    template_rendered.connect(note)
    try:
        list(every_kind())
    finally:
        template_rendered.disconnect(note)
    written = [
        str(path.relative_to(ROOT))
        for pattern in ("*/email/*_message.txt", "*/letters/*.*")
        for path in ROOT.glob(pattern)
    ]

    assert len(written) > 20
    assert set(written) <= used


def test_both_formats_say_the_same(letters):
    for name, letter in letters.items():
        body = words_of(html_of(letter).partition("<body>")[2])
        if name.startswith("news-"):
            lines = re.findall(r"^- (.+)$", letter.body, re.MULTILINE)
            assert lines
            assert all(line in body for line in lines)
        else:
            assert body == words_of(letter.body), name


def test_no_letter_tells_what_the_site_is_about(letters):
    for name, letter in letters.items():
        said = f"{letter.subject} {letter.body} {words_of(html_of(letter))}".lower()
        assert [word for word in TELLING if word in said] == [], name
        assert "\n" not in letter.subject
        assert 0 < len(letter.subject) <= LONGEST_SUBJECT


def test_letters_are_whole_sentences_for_people(letters):
    """No hole that nothing was filled into, no entity in text, no two blank lines."""
    for name, letter in letters.items():
        assert not re.search(r" [,.]|\{|&#|\n\n\n", letter.body), name
        assert letter.body[0].isupper()


def test_html_letters_load_nothing_and_lead_only_here(letters):
    for letter in letters.values():
        html = html_of(letter)
        assert not re.search(r"\bsrc=|url\(|<link|<script|<img", html)
        for address in re.findall(r'href="([^"]+)"', html):
            assert address.startswith(("https://willow.example.org/", "mailto:help@")), address


def test_a_code_is_large_and_words_stay_words(letters):
    from accounts.letters import as_html

    assert '<strong class="code">207 319</strong>' in html_of(letters["account/email/login_code"])
    html = as_html(
        "<i>", "Your <b>code</b>: 123 456\n\n<script> https://willow.example.org/?a=1&b=2"
    )
    assert "Your &lt;b&gt;code&lt;/b&gt;:" in html
    assert "&lt;script&gt;" in html
    assert 'href="https://willow.example.org/?a=1&amp;b=2"' in html
    assert "<title>&lt;i&gt;</title>" in html


def test_the_letters_please_axe_by_day_and_by_night(page, visit, axe, letters):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": 320, "height": 700})
        for name in ("account/email/login_code", "leaving-later", "news-of-a-day"):
            page.set_content(html_of(letters[name]))
            axe(page, "main")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_they_can_be_written_into_a_folder(tmp_path, letters, capsys):
    call_command("write_letters", str(tmp_path))

    files = sorted(path.suffix for path in Path(tmp_path).iterdir())
    assert files.count(".txt") == files.count(".html") == len(letters)
