"""How plain a text is. Pure: text in, findings out; no database, no network, no word lists from
elsewhere. English only: the rules of another language would stand beside this package.

- `passages`: HTML -> paragraphs, list items, headings, cells
- `sentences`: text -> sentences and words
- `grade`: the school grade a text asks for
- `passive`, `numbers`, `abbreviations`, `wording`, `link_texts`: one kind of finding each
- `terms`: finds many given words in one pass
"""
