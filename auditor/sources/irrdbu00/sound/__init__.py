"""Whether what a record says can be used: shape, values, consistency, and what a damaged record took away."""
