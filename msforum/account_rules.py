"""How passwords are kept and looked at, and how often somebody may ask."""

PASSWORD_HASHERS = [
    "accounts.hashers.Argon2idHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"accounts.passwords.{rule}"}
    for rule in ("LongEnough", "NotCommon", "NotLikeThePerson", "NotEasy")
]
# allauth's own limits stay; these are about letters, which must not flood anybody's post. The codes
# have six digits: twenty letters a day with three tries each leave a guesser one chance in 16,000.
# One sender has a smaller share for each address, so that no stranger uses up what its owner needs.
ACCOUNT_RATE_LIMITS = {
    "confirm_email": "3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/d/key",
    "request_login_code": "20/m/ip,6/m/key,20/d/key",
    "request_login_code_here": "3/m/key,8/d/key",
    "request_confirming_code": "3/m/key,10/d/key",
    "send_picture": "20/h/user",
}
# An account elsewhere is another way in, never a proof that an account here is theirs.
SOCIALACCOUNT_ADAPTER = "accounts.entering.others.OthersAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_LOGIN_ON_GET = False  # a page says first who learns what
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_STORE_TOKENS = False
