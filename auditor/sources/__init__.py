"""One reader for each kind of evidence: bytes in; facts with their places, diagnostics and damage out."""
