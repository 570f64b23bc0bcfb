"""When the team looks at what waits, as whoever writes is told."""
