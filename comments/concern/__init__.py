"""Worry about a person, which is no accusation.

crisis     words in somebody's own comment that say they may be in danger. Pure
raising    "I'm worried about this person", and what such words open: a concern
opened     who may read it just now, so that whatever was read is written down
steps      what the team does about it, each step written down
late       a letter to whoever is on call, if nobody took it in time
support    where help is, by country
"""
