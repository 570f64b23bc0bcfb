from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with the least memory that OWASP advises (46 MiB, one pass, one lane).

    https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    Django's default takes 100 MiB and eight lanes for each login: too much on a small machine.
    """

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1
