"""What discussions hold about a member: a copy of it, and forgetting them."""

from comments.leaving import copying, erasing, fairness, naming  # noqa: F401 -- they register
