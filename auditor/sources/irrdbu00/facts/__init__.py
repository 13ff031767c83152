"""Records that are kept, as profiles, users and groups."""
