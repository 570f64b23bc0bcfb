"""What must happen later. `put` it inside the transaction of its cause; the worker does it.

A handler is a function that takes the errand's payload as keyword arguments. It may run more
than once (a worker can die after the deed and before the note), so it must bear repetition.
"""

from outbox.errands import handles, put, put_all

__all__ = ["handles", "put", "put_all"]
