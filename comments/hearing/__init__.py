"""Being heard: asked for a change, sending a comment in again, and asking for a second look."""
