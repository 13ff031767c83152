"""Every record looked at once: what is kept of each byte range, and of all files together."""
