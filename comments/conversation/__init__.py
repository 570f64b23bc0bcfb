"""A private conversation between a member and the team, signed as the team."""
