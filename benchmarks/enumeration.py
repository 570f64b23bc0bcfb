"""Does the time of an answer tell whether an address has an account?

    DEBUG=1 .venv/bin/python benchmarks/enumeration.py [times]

Signs up, with and without a passkey, logs in with a wrong password and by code, asks for a new
password and for another address, each time with one that has an account and one that has none, in
turn, on a database of its own with real hashing. Prints,
for each act, the two medians and the Kolmogorov-Smirnov statistic D of the two distributions
(0: the same, 1: no overlap) beside what chance alone exceeds once in a hundred runs. Two
references in the same run: `noise`, unknown against unknown, and `leak`, a sign-up that hashes for
unknown addresses only, which the meter has to see. Ends with 1 if a time tells, or if it does not.
"""

import bisect
import logging
import math
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"DEBUG": "1", "DATA_DIR": FOLDER.name}
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "msforum.settings"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402 -- the settings above come first

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import Member  # noqa: E402

PASSWORD = "green tea at noon"  # noqa: S105 -- of people who do not exist
CRITICAL_AT_1_PERCENT = 1.628


def prepare(members):
    """A small town of members, among them everybody with an account whom we ask about."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    settings.ACCOUNT_RATE_LIMITS = False
    settings.ALLOWED_HOSTS = ["*"]
    logging.disable(logging.WARNING)  # each refused login is one
    one = Member.objects.create_user("first@example.org", "First", PASSWORD)
    Member.objects.bulk_create(
        Member(email=f"known{number:04}@example.org", name=f"K {number}", password=one.password)
        for number in range(members)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member, email=member.email, verified=True, primary=True)
        for member in Member.objects.all()
    )


def sign_up(client, address):
    told = {"email": address, "username": "Somebody new", "password1": PASSWORD}
    return client.post("/accounts/signup/", told), 302


def log_in(client, address):
    told = {"login": address, "password": "rain on the roof again"}
    return client.post("/accounts/login/", told), 422


def reset(client, address):
    return client.post("/accounts/password/reset/", {"email": address}), 302


def by_code(client, address):
    return client.post("/accounts/login/code/", {"email": address}), 302


def by_passkey(client, address):
    told = {"email": address, "username": "Somebody new"}
    return client.post("/accounts/signup/passkey/", told), 302


def new_address(client, address):
    """A member asks for another address: one that has an account, or none."""
    return client.post("/accounts/email/", {"email": address, "action_add": "1"}), 302


def logged_in(client):
    client.force_login(Member.objects.get(email="first@example.org"))
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()


BEFORE = {new_address: logged_in}


def timed(act, address):
    client = Client()
    BEFORE.get(act, lambda client: None)(client)
    began = time.perf_counter()
    answer, expected = act(client, address)
    spent = time.perf_counter() - began
    if answer.status_code != expected:
        sys.exit(f"{act.__name__} answered {answer.status_code} instead of {expected}.")
    return spent * 1000


def compare(act, times, kinds):
    """The times of two kinds of addresses, asked in turn and in turns that swap."""
    seen = ([], [])
    for number in range(-5, times):
        for which in (0, 1) if number % 2 else (1, 0):
            spent = timed(act, f"{kinds[which]}{abs(number):04}@example.org")
            if number >= 0:  # the first few only warm up
                seen[which].append(spent)
    return seen


def ks(left, right):
    """The largest distance between the two cumulative distributions."""
    left, right = sorted(left), sorted(right)
    return max(
        abs(bisect.bisect_right(left, x) / len(left) - bisect.bisect_right(right, x) / len(right))
        for x in left + right
    )


def report(label, seen):
    distance = ks(*seen)
    medians = [statistics.median(side) for side in seen]
    print(f"{label:11} {medians[0]:8.2f} ms {medians[1]:8.2f} ms   D = {distance:.3f}")
    return distance


def hash_for_the_unknown_only(password):
    return make_password(password) if LEAK["hash"] else "!"


LEAK = {"hash": True}


def leaky_sign_up(client, address):
    LEAK["hash"] = address.startswith("nobody")
    with mock.patch("accounts.joining.make_password", hash_for_the_unknown_only):
        return sign_up(client, address)


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    prepare(times)
    limit = CRITICAL_AT_1_PERCENT * math.sqrt(2 / times)
    print(f"{times} times each; chance alone exceeds D = {limit:.3f} once in a hundred runs")
    print(f"{'':11} {'known':>11} {'unknown':>11}")
    told = [
        act.__name__
        for act in (sign_up, by_passkey, log_in, by_code, reset, new_address)
        if report(act.__name__, compare(act, times, ("known", "nobody"))) > limit
    ]
    report("noise", compare(log_in, times, ("nobody", "noones")))
    leak = report("leak", compare(leaky_sign_up, times, ("known", "nobody")))
    if leak <= limit:
        sys.exit("The meter did not see the leak: ask more often.")
    if told:
        sys.exit(f"The time tells: {', '.join(told)}.")


if __name__ == "__main__":
    main()
    FOLDER.cleanup()
