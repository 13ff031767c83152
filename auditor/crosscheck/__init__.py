"""Sample tickets through the whole path: requester, ticket, SECCHK bytes, IMS Connect, VERIFY.

`plan` asks the questions, `run` answers them by doing it, `compare` puts Rego's expectation beside the
answer. What Rego expects is worked out elsewhere from the same estate; neither side sees the other's answer before.
"""

from __future__ import annotations

from auditor.crosscheck.compare import compare
from auditor.crosscheck.keyring import shared_keys
from auditor.crosscheck.plan import plan, plan_all
from auditor.crosscheck.run import Simulated, Stop, run

__all__ = ["Simulated", "Stop", "compare", "plan", "plan_all", "run", "shared_keys"]
