"""Asking the database for little, and nothing else."""
