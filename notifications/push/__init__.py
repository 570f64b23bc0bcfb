"""Telling a member on a device of theirs that something is new, where they asked for it there. It
is a knock without words: nothing travels through the service that carries it."""
