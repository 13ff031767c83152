"""Policies: the catalogue of a run, their metadata and frameworks, their pages, their tests, and the bundle for OPA."""
