"""Notes beside a comment that help to read it."""
