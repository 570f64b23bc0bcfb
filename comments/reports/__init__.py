"""A member asks a moderator to look. Whoever is reported learns neither who asked, nor that anybody
did.

asking     taking a report, and taking it back
weight     how much a report counts, by what became of earlier ones
answered   what a decision means to those who had asked
"""
