"""Large believable data: many members, guides, comments, for trying how things hold at size.

`words` says what people say, `talk` who answers whom, `insertion` writes it down quickly, and
`filling` puts the three together. Everything invented; adds to what is there.
"""

from msforum.population.filling import Filling

__all__ = ["Filling"]
