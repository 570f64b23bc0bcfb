"""Loads the demo world (`demo/`) through the verbs that the site itself uses."""

from msforum.demo.loading import Loaded, NotEmpty, load

__all__ = ["Loaded", "NotEmpty", "load"]
