"""The moderators' desk: what waits, one case at a time, and the decision about it."""
