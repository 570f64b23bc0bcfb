"""A small made-up library with people in it, for trying the site."""
