"""Pictures as browsers get them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("images/a.webp", "image/webp"),
        ("images/a.avif", "image/avif"),
        ("images/a.jpg", "image/jpeg"),
        ("images/a.png", "image/png"),
    ],
)
def test_a_picture_is_served_as_nothing_but_a_picture_and_kept_for_ever(client, name, kind):
    default_storage.save(name, ContentFile(b"pixels"))

    response = client.get(f"/media/{name}")

    assert b"".join(response.streaming_content) == b"pixels"
    assert response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Length"] == "6"
    assert not response.cookies


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "a.webp.html", "noname", "a.WEBP"])
def test_nothing_but_a_picture_is_served(client, db, name):
    default_storage.save(name, ContentFile(b"<script>"))

    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "missing.webp",
        "../secret.webp",
        "%2e%2e/secret.webp",
        "..%2fsecret.webp",
        "/etc/a.png",
        "a%00.png",
        "images/",
        "x" * 3000 + ".png",
    ],
)
def test_what_is_not_there_or_not_inside_is_not_found(client, db, settings, name):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT.parent / "secret.webp").write_bytes(b"secret")

    assert client.get(f"/media/{name}").status_code == 404


def test_a_picture_cannot_be_posted_to(client, db):
    assert client.post("/media/a.webp").status_code == 405
