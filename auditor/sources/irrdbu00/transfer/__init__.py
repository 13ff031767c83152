"""The bytes of one unload as numbered records, and pieces of it for several processes."""
