"""A whole site as a folder of open formats, and back: `manage.py export_site`, `import_site`.

    tables      what is carried, what is not, and why
    values      one value of a row <-> what JSON can say
    folder      the files: written once, checked before anything is taken from them
    guides      guides and their revisions <-> Markdown files
    export      the site -> a folder
    taking      a folder -> an empty site, all of it or nothing

The folder: docs/decisions/0011-a-site-as-a-folder.md.
"""


class Refused(Exception):
    """One line that says why nothing was done."""
