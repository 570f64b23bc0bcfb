"""Reminders, suspensions and bans: the pages of the member concerned, and those of the team."""
