"""Files that somebody sends -> pictures that can be shown, and nothing else."""
