"""Who somebody is here: what they say of themselves, and who may read it."""
