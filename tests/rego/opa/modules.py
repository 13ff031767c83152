"""A policy that answers, fails, is undefined, is slow: what an engine has to cope with."""

from __future__ import annotations

from auditor.rego.port import Module

LIB = Module("policies/lib/racf.rego", "package auditor.lib.racf\n\nimport rego.v1\n\ntwice(x) := x * 2\n")
POLICY = Module(
    "policies/p/p.rego",
    "package auditor.policies.p\n\nimport rego.v1\n\nimport data.auditor.lib.racf\n\n"
    'verdicts contains {"n": racf.twice(n), "say": "data.auditor stays"} if some n in input.ns\n\n'
    "broken contains 1 / n if some n in input.ns\n\nundefined := 1 if false\n\n"
    "slow if {\n\tsome a in numbers.range(1, 50000)\n\tsome b in numbers.range(1, 50000)\n\ta == b + 50000\n}\n",
)
SITE = Module(
    "/srv/policies of ours/x/x.rego",
    "package auditor.policies.x\n\nimport rego.v1\n\nverdicts contains count(input.ns)\n",
)
MODULES = (POLICY, LIB, SITE)
DOCUMENT = b'{"ns": [0, 1, 2]}'


def question(rule: str = "verdicts") -> dict[str, str]:
    """What is asked of the policy."""
    return {"PT-A01": f"data.auditor.policies.p.{rule}", "XX-A01": "data.auditor.policies.x.verdicts"}
