"""Fetches the evidence of a system from z/OSMF, or writes the jobs that make it, with a manifest beside the files."""
