"""Taking over a WordPress site: its export file -> topics, guides, pictures, discussions.

`wxr` reads the file as a stream, `prose` turns posts into blocks and comments into Markdown,
`pictures` finds files in a folder, `taking` writes it all down in one transaction.
"""
