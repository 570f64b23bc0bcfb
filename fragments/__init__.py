"""Parts of pages, drawn once for all who are shown the same ones."""
