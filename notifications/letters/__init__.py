"""Letters that follow notices: planned when the notice is written, decided when they are sent."""
