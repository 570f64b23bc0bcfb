"""The moderators' desk: what waits, what was decided, and who may write where."""
