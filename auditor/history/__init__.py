"""Results over time: each scan recorded whole, or not at all."""
