import pytest
from django.core.exceptions import ValidationError

from accounts.models import Member
from accounts.names import clean_name
from tests import make


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna   K ", "Anna K"),
        ("Ame\u0301lie", "Amélie"),
        ("Jo", "Jo"),
        ("x" * 40, "x" * 40),
        ("O'Neil-Smith", "O'Neil-Smith"),
        ("Μαρία", "Μαρία"),
        ("山田 花子", "山田 花子"),
        ("Badminton fan", "Badminton fan"),
        ("Teamwork", "Teamwork"),
        ("Modern Fern", "Modern Fern"),
        ("Ringmaster 3", "Ringmaster 3"),
        ("ひらがな カタカナ", "ひらがな カタカナ"),
        ("Sunflower 🌻", "Sunflower 🌻"),
    ],
)
def test_a_name_is_kept_composed_and_trimmed(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "x",
        "x" * 41,
        "an\u200bna",  # zero-width space
        "an\u202ena",  # turns the writing round
        "an\u2066na",
        "an\x00na",
        "anna\ufeff",
        "anna@example.org",
        "<b>anna</b>",
        "anna/ben",
        "!!!",
        "a\u0301\u0301\u0301nna",
        "\u0430nna",  # the first letter is Cyrillic
        "Moderator",
        "m o d e r a t o r",
        "The Adm1n",
        "site_admin",
        "ＡＤＭＩＮ",
        "msforum",
        "MS Forum team",
        "anonymous",
        "Ádmin",
        "Adrnin",
        "rnoderator 7",
        "Admin2",
        "TheModerator",
        "stɑff",
        "ᴀᴅᴍɪɴ",
        "Admiո",  # the last letter is Armenian
        "Ꭺdmin",  # the first is Cherokee
        "ꓮꓓꓟꓲꓠ",  # all of them are Lisu
        "Admin\u3164",  # a letter that is blank
        "Quiet\u2800Owl",
        "The team",
        "A former member",
        "Clinician",
    ],
)
def test_a_name_that_misleads_or_hides_something_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        clean_name(typed)

    assert refused.value.message.endswith((".", ">"))


def test_the_name_of_the_site_is_refused_whatever_it_is(settings):
    settings.SITE_NAME = "Willow Tree"

    with pytest.raises(ValidationError):
        clean_name("willow-tree helper")


@pytest.mark.parametrize("same", ["ümit", "ÜMIT", "Ümit"])
def test_a_name_is_taken_whatever_the_capitals(db, same):
    make.member("x")
    Member.objects.create_user("u@example.org", "Ümit")

    assert Member.objects.has_name(same)
    assert Member.objects.has_name("Umit")  # for a hasty eye it is the same
    assert not Member.objects.has_name("Ulrich")
