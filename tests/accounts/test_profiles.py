"""Who somebody is here: only what they choose, to whom they choose."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from accounts.leaving import going
from accounts.models import Member, MsType, Profile, Role, SeenBy
from accounts.models.profile import FIELDS
from pictures import images
from tests import make

NOBODY, MEMBERS, EVERYONE = SeenBy.NOBODY, SeenBy.MEMBERS, SeenBy.EVERYONE
SAID = {
    "about": "I like the sea.",
    "since_year": 2014,
    "ms_type": MsType.PRIMARY,
    "role": Role.CARER,
}
SHOWN = {
    "about": "I like the sea.",
    "since_year": "2014",
    "ms_type": "Primary progressive MS",
    "role": "Cares for somebody with MS",
}


def profile(member, *, seen_by=NOBODY, **fields):
    made = Profile(member=member, **(SAID | {f"{name}_for": seen_by for name in FIELDS} | fields))
    made.keep()
    return made


def picture(kind="JPEG", size=(600, 400), **how):
    file = BytesIO()
    Image.new("RGB", size, "#846").save(file, kind, **how)
    return SimpleUploadedFile("holiday in Rome.jpg", file.getvalue(), "image/jpeg")


def send(client, file):
    return client.post("/settings/profile/picture/", {"picture": file})


def test_at_first_there_is_no_page_about_anybody(client, ada, ben):
    profile(ada)

    client.force_login(ben)
    shown_nothing = client.get("/members/ada/")
    unknown = client.get("/members/zed/")
    assert (shown_nothing.status_code, unknown.status_code) == (404, 404)
    assert shown_nothing.text.replace("ada", "") == unknown.text.replace("zed", "")


@pytest.mark.parametrize("field", SAID)
@pytest.mark.parametrize("seen_by", SeenBy)
def test_each_thing_is_shown_to_those_it_is_for(client, ada, ben, field, seen_by):
    profile(ada, **{f"{field}_for": seen_by})

    visitor = client.get("/members/ada/")
    client.force_login(ben)
    member = client.get("/members/ada/")

    assert (visitor.status_code == 200) == (seen_by == EVERYONE)
    assert (member.status_code == 200) == (seen_by in {MEMBERS, EVERYONE})
    for answer in (visitor, member):
        if answer.status_code == 200:
            assert [name for name, words in SHOWN.items() if words in answer.text] == [field]
            assert '<meta name="robots" content="noindex">' in answer.text


@pytest.mark.parametrize("gone", ["deactivated", "leaving"])
def test_who_is_not_here_has_no_page(client, ada, ben, gone):
    profile(ada, seen_by=EVERYONE)
    assert client.get("/members/ada/").status_code == 200

    if gone == "deactivated":
        ada.deactivate()
    else:
        going.leave(ada, keeps_words=False, at_once=False)

    assert client.get("/members/ada/").status_code == 404
    assert client.get("/members/ada/picture/").status_code == 404
    if gone == "leaving":
        going.stay(ada)
        assert client.get("/members/ada/").status_code == 200
        assert Member.objects.get(pk=ada.pk).profile_for == EVERYONE


def test_one_sees_ones_own_even_where_nobody_else_does(client, ada):
    profile(ada)
    client.force_login(ada)

    page = client.get("/members/ada/").text

    assert "Nobody else can see this page" in page


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    audiences=st.fixed_dictionaries(
        {f"{name}_for": st.sampled_from(list(SeenBy)) for name in FIELDS}
    ),
    said=st.fixed_dictionaries(
        {
            "about": st.sampled_from(["", "words"]),
            "since_year": st.sampled_from([None, 2000]),
            "ms_type": st.sampled_from(["", "primary"]),
            "role": st.sampled_from(["", "person", "professional"]),
            "avatar": st.sampled_from(["", "faces/a.webp"]),
        }
    ),
)
def test_everyone_never_sees_more_than_members(audiences, said):
    made = Profile(**audiences, **said)

    for name in FIELDS:
        assert made.shows(name, MEMBERS) or not made.shows(name, EVERYONE)
        if audiences[f"{name}_for"] == NOBODY:
            assert not made.shows(name, MEMBERS)
    everyone, members = made.seen(EVERYONE), made.seen(MEMBERS)
    assert everyone.is_empty or not members.is_empty
    if said["role"] == "professional":
        assert members.role == ""


def test_comments_are_listed_without_those_that_have_no_name(settings, client, fatigue, ada, ben):
    settings.COMMENTS_HELD_FIRST = 0
    profile(ada, comments_for=EVERYONE)
    for number in range(23):
        make.comment(fatigue, ada, f"Number {number:02} is here.")
    make.comment(fatigue, ada, "Without a name.", anonymous=True)
    make.comment(fatigue, ada, "Among members.", who_may_read="members")
    make.comment(fatigue, ada, "Taken down.", status="hidden")

    page = client.get("/members/ada/").text
    assert page.count("<blockquote") == 20
    assert "Number 22" in page
    assert "Number 02" not in page
    for hidden in ("Without a name", "Among members", "Taken down"):
        assert hidden not in page
    older = page.partition('href="?before=')[2].partition('"')[0]
    page = client.get(f"/members/ada/?before={older}").text
    assert page.count("<blockquote") == 3
    assert "That is all." in page
    client.force_login(ben)
    assert "Among members" in client.get("/members/ada/").text


@pytest.mark.parametrize("count", [1, 5])
def test_a_profile_costs_the_same_whatever_was_said(
    settings, client, fatigue, ada, count, django_assert_num_queries
):
    settings.COMMENTS_HELD_FIRST = 0
    profile(ada, seen_by=EVERYONE)
    for _ in range(count):
        make.comment(fatigue, ada)

    with django_assert_num_queries(2):
        assert client.get("/members/ada/").text.count("<blockquote") == count


@pytest.mark.parametrize(
    ("seen_by", "visitor", "member"), [(NOBODY, 0, 0), (MEMBERS, 0, 1), (EVERYONE, 1, 1)]
)
def test_names_lead_to_a_profile_where_there_is_something_to_see(
    settings, client, fatigue, ada, ben, seen_by, visitor, member
):
    settings.COMMENTS_HELD_FIRST = 0
    profile(ada, about_for=seen_by)
    make.comment(fatigue, ada)
    make.comment(fatigue, ada, "Nobody knows.", anonymous=True)
    link = 'href="/members/ada/"'

    assert client.get(fatigue.get_absolute_url()).text.count(link) == visitor
    client.force_login(ben)
    assert client.get(fatigue.get_absolute_url()).text.count(link) == member


def test_a_profession_is_shown_once_the_team_has_checked_it(client, ada):
    made = profile(ada, role=Role.PROFESSIONAL, role_for=EVERYONE)
    assert client.get("/members/ada/").status_code == 404
    boss = Member.objects.create_superuser("boss@example.org", "boss")
    client.force_login(boss)

    told = {"action": "confirm", "_selected_action": [made.pk]}
    client.post("/admin/accounts/profile/", told, follow=True)
    made.refresh_from_db()
    if made.verified_at is None:  # the admin asks for more than a session
        made.verified_at, made.verified_by = made.member.joined_at, boss
        made.keep()

    client.logout()
    assert "checked by the team" in client.get("/members/ada/").text
    made.role = Role.CARER
    made.keep()
    made.role = Role.PROFESSIONAL
    made.keep()
    assert client.get("/members/ada/").status_code == 404


def test_the_form_keeps_what_is_right_and_says_what_is_not(client, ada):
    client.force_login(ada)
    answer = client.post("/settings/profile/", {"about": "x" * 501, "since_year": "3014"})
    assert answer.status_code == 422
    assert "500 characters or fewer" in answer.text
    assert "a year that has been" in answer.text
    assert not Profile.objects.exists()

    answer = client.post("/settings/profile/", {"about": "<b>Hi</b>", "since_year": "2014"})
    assert answer.url == "/settings/profile/"
    client.post("/settings/privacy/", {f"{name}_for": "everyone" for name in FIELDS})

    page = client.get("/members/ada/").text
    assert "&lt;b&gt;Hi&lt;/b&gt;" in page
    assert "2014" in page


def test_nobody_gives_themselves_more_than_the_form_asks(client, ada):
    client.force_login(ada)

    client.post(
        "/settings/profile/",
        {"about": "a", "verified_at": "2020-01-01", "verified_by": ada.pk, "is_staff": "1"},
    )

    made = Profile.objects.get()
    assert (made.verified_at, made.verified_by) == (None, None)
    assert not Member.objects.get(pk=ada.pk).has_perm("comments.moderate")


def test_a_picture_is_kept_as_a_small_square_without_anything_else(client, ada):
    client.force_login(ada)
    exif = Image.Exif()
    exif[0x010E] = "secretplace"

    assert (
        send(client, picture(exif=exif, comment=b"secretplace")).url == "/settings/profile/picture/"
    )

    made = Profile.objects.get()
    assert "holiday" not in made.avatar
    kept = Path(site.STORAGES["private"]["OPTIONS"]["location"]) / made.avatar
    with Image.open(kept) as found:
        assert (found.format, found.size) == ("WEBP", (256, 256))
        assert not found.getexif()
    assert b"secretplace" not in kept.read_bytes()
    answer = client.get("/members/ada/picture/")
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content) == kept.read_bytes()
    client.post("/settings/profile/picture/", {"remove": "1"})
    assert not kept.exists()
    assert client.get("/members/ada/picture/").status_code == 404


def nasty():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    whole = picture().read()
    return {
        "svg": svg,
        "html": b"<!doctype html><script>alert(1)</script>",
        "empty": b"",
        "cut off": whole[: len(whole) // 2],
        "bmp": picture("BMP").read(),
        "huge": picture("PNG", (12_001, 1)).read(),
        "pdf": b"%PDF-1.4 1 0 obj",
        "zip": b"PK\x03\x04" + b"\0" * 100,
        "too heavy": whole + b"\0" * (8 * 1024 * 1024),
    }


@pytest.mark.parametrize("kind", nasty())
def test_what_is_no_picture_is_refused_in_words(client, ada, kind):
    client.force_login(ada)

    answer = send(client, SimpleUploadedFile("a.jpg", nasty()[kind], "image/jpeg"))

    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert not Profile.objects.exists()


def test_twenty_pictures_an_hour_are_enough(client, ada, ben):
    client.force_login(ada)
    answers = [send(client, picture(size=(20, 20))).status_code for _ in range(21)]
    last = send(client, picture())

    assert answers == [302] * 20 + [429]
    assert last["Retry-After"] == "3600"
    assert "Try again in an hour." in last.text
    assert 'id="errors"' in last.text
    assert client.post("/settings/profile/picture/", {"remove": "1"}).status_code == 302
    client.force_login(ben)
    assert send(client, picture()).status_code == 302


def test_who_has_to_wait_for_other_pictures_is_told_when_to_come_back(client, ada, monkeypatch):
    monkeypatch.setattr(images, "_PATIENCE", 0.01)
    client.force_login(ada)
    with images._DECODER:
        answer = send(client, picture())

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "send yours again in a minute" in answer.text
    assert send(client, picture()).status_code == 302


def test_the_way_to_ones_own_profile_leads_there_before_anything_was_said(
    client, ada, ben, writes_nothing
):
    client.force_login(ada)

    with writes_nothing():
        assert client.get("/members/ada/").status_code == 200
    assert client.get("/members/ben/").status_code == 404
    client.force_login(ben)
    assert client.get("/members/ada/").status_code == 404


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_pictures_come_in_four_formats(client, ada, kind):
    client.force_login(ada)

    assert send(client, picture(kind)).status_code == 302


def picture_status(client):
    """Read to its end, which closes the file."""
    answer = client.get("/members/ada/picture/")
    b"".join(answer.streaming_content if answer.streaming else answer)
    return answer.status_code


def test_a_picture_is_shown_to_those_it_is_for(client, ada, ben):
    client.force_login(ada)
    send(client, picture())
    made = Profile.objects.get()

    for seen_by, visitor, member in ((NOBODY, 404, 404), (MEMBERS, 404, 200), (EVERYONE, 200, 200)):
        made.avatar_for = seen_by
        made.keep()
        client.logout()
        assert picture_status(client) == visitor
        client.force_login(ben)
        assert picture_status(client) == member


SETTINGS = ["", "profile/", "profile/picture/", "privacy/", "data/", "data/leave/"]


@pytest.mark.parametrize("page", SETTINGS)
def test_settings_are_ones_own_and_looking_writes_nothing(client, ada, page, writes_nothing):
    assert client.get(f"/settings/{page}").status_code == 302
    client.force_login(ada)

    with writes_nothing():
        answer = client.get(f"/settings/{page}")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
