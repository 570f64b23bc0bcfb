"""How far the team knows a member, and what follows from it.

standing    what level somebody has, now or at an earlier moment
record      what of theirs was not published or taken down lately
moving      earning, losing and setting a level, each written down with its cause
"""
