"""What every answer carries, and what none does."""

import pytest
from django.conf import settings as site
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
PUBLIC = ["/", "/guides/", "/about/help/", "/about/privacy/", "/robots.txt", "/livez"]
GUIDES = ["/guides/fatigue-and-energy/", "/guides/fatigue-and-energy/living-with-fatigue/"]
MACHINES = ["/livez", "/readyz", "/robots.txt", "/.well-known/security.txt"]
ERRORS = [("/nowhere/", 404), ("/media/a.html", 404), ("/admin/", 302)]


def carries_all(response):
    assert {name: response.get(name) for name in ALWAYS} == ALWAYS
    assert "camera=()" in response["Permissions-Policy"]
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http:" not in policy.replace("upgrade-insecure-requests", "")


@pytest.mark.parametrize("path", [*PUBLIC, *MACHINES, "/display/", "/accounts/login/"])
def test_every_page_carries_the_headers(client, path):
    response = client.get(path)

    assert response.status_code == 200
    carries_all(response)


@pytest.mark.parametrize(("path", "status"), ERRORS)
def test_every_refusal_carries_the_headers(client, path, status):
    response = client.get(path)

    assert response.status_code == status
    carries_all(response)


def test_a_redirect_to_https_carries_the_headers(settings):
    settings.SECURE_SSL_REDIRECT = True

    response = Client().get("/about/help/")

    assert response.url == "https://testserver/about/help/"
    carries_all(response)


def test_machines_on_the_inside_come_by_number_and_without_https(settings):
    settings.SECURE_SSL_REDIRECT = True

    for path in ("/livez", "/readyz"):
        response = Client().get(path, headers={"host": "10.0.0.7:8000"})
        assert (response.status_code, response.text) == (200, "ok\n")
        carries_all(response)
        assert Client().post(path).status_code == 405


def test_static_files_carry_the_headers(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "a.css").write_text("p { color: red }")

    response = Client().get("/static/a.css")

    assert response.status_code == 200
    carries_all(response)
    assert not response.cookies
    response.close()


@pytest.mark.parametrize("path", [*PUBLIC, *GUIDES])
def test_reading_leaves_no_cookie_and_writes_nothing(client, fatigue, path, writes_nothing):
    with writes_nothing():
        response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("path", [*PUBLIC[:4], *GUIDES])
def test_reading_writes_nothing_for_a_member_either(client, ada, fatigue, path, writes_nothing):
    client.force_login(ada)

    with writes_nothing():
        response = client.get(path)

    assert response.status_code == 200
    assert "sessionid" not in response.cookies


def test_a_member_gets_pages_that_nobody_keeps(client, ada):
    assert "Cache-Control" not in client.get("/about/help/")

    client.force_login(ada)

    assert client.get("/about/help/")["Cache-Control"] == "private, no-store"


def test_the_helper_sees_a_write(writes_nothing):
    with pytest.raises(AssertionError), writes_nothing():
        make.topic("A new one")


@pytest.mark.parametrize("path", [*PUBLIC[:4], *GUIDES])
def test_public_pages_have_no_nonce_so_that_they_can_be_kept(client, fatigue, path):
    assert "nonce" not in client.get(path).text


def test_collected_files_have_names_that_browsers_may_keep(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATIC_COLLECTED = True
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    source = tmp_path / "source"
    source.mkdir()
    (source / "once.js").write_text("export const a = 1;\n" * 50)
    settings.STATICFILES_DIRS = [source]
    settings.STORAGES = settings.STORAGES | {"staticfiles": site.STORAGES["staticfiles"]}
    settings.STORAGES["staticfiles"] = {"BACKEND": "msforum.static_files.Storage"}

    call_command("collectstatic", interactive=False, verbosity=0)

    url = staticfiles_storage.url("once.js")
    response = Client().get(url, headers={"accept-encoding": "br"})
    assert url.startswith("/static/once.")
    assert url != "/static/once.js"
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Encoding"] == "br"
    response.close()
