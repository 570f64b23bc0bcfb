"""The environment of a site as it serves people, for benchmarks that nobody reaches from outside.

While it develops, Django keeps the words of the last 9,000 statements: a gigabyte for a million
comments.
"""

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "only-for-a-benchmark-that-nobody-can-reach-from-outside-0123456789",
    "SITE_URL": "https://forum.example.org",
    "MAIL_URL": "smtp://localhost:25",
}
