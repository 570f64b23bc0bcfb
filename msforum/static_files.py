"""Static files: hashed names, compressed once, served by the web process itself."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Names carry a hash, so browsers keep files for a year. Unknown names are an error."""
