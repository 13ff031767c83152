"""A result in every form: each renderer phrases what the result states and decides nothing."""
