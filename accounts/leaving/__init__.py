"""A member's own data: a copy of all of it, and leaving without a trace.

Each app says in its `leaving.py` what it holds about people (`@copies`) and how it forgets them
(`@erases`), so that nobody here has to know the apps above.
"""

from accounts.leaving import own, periods  # noqa: F401 -- what accounts itself holds
