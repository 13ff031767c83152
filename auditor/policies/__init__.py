"""Policies: the catalogue of a run, their metadata and frameworks, their pages and their tests."""
