import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import Member

CAS = Member(email="cassandra.winter@example.org", name="Winterbird")


@pytest.mark.parametrize(
    "password",
    [
        "green tea at noon",
        "çok güzel bir gün",
        "x" * 11 + "yzabc",
        "my multiple sclerosis nurse likes green tea",
        "sunshine-over-1999-hills",
        "correct horse " * 60,
    ],
)
def test_a_long_password_is_enough(password):
    validate_password(password, CAS)


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "password1234",
        "Dragon123456!",
        "passwordpassword",
        "aaaaaaaaaaaa",
        "121212121212",
        "0123456789012",
        "9876543210987",
        "qwertyuiopasd",
        "abcdefghijkl",
        "multiple sclerosis",
        "MultipleSclerosis2026",
        "msforum-password",
        "cassandra.winter",
        "winterbird-winterbird",
    ],
)
def test_what_a_stranger_would_try_first_is_refused(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, CAS)

    assert all(message.endswith(".") for message in refused.value.messages)


def test_the_name_of_the_site_is_no_password(settings):
    settings.SITE_NAME = "Willow Tree"

    with pytest.raises(ValidationError):
        validate_password("willow tree 2026")


def test_passwords_are_hashed_as_owasp_advises(settings):
    settings.PASSWORD_HASHERS = ["accounts.hashers.Argon2idHasher"]

    assert make_password("green tea at noon").startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")


def test_an_old_hash_is_renewed_at_login(db, settings, client):
    old = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    settings.PASSWORD_HASHERS = [old]
    ada = Member.objects.create_user("ada@example.org", "Ada", "green tea at noon")
    settings.PASSWORD_HASHERS = ["accounts.hashers.Argon2idHasher", old]

    client.post("/accounts/login/", {"login": "ada@example.org", "password": "green tea at noon"})

    ada.refresh_from_db()
    assert identify_hasher(ada.password).algorithm == "argon2"
