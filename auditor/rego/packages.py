"""The packages that Rego of the auditor lives in; the guard and the catalogue share these names."""

from __future__ import annotations

POLICIES = "auditor.policies."
"""What the package of a policy begins with; its slug with underscores follows."""
LIBRARY = "auditor.lib"
"""What the package of shared Rego is, or begins with."""
TESTING = f"{LIBRARY}.testing"
"""Package of what only tests use."""
TRIALS = f"{LIBRARY}.trials"
"""Package whose `expected` holds what Rego expects of each trial."""
