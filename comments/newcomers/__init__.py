"""Looking after people who write here for the first time."""
