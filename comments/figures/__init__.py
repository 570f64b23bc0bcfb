"""How the desk does: figures for the team, and by month, without small groups, for everybody."""
