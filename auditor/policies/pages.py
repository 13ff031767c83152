"""Text about policies for people: the catalogue page, one policy explained, and the scaffold of a new one."""

from __future__ import annotations

from auditor.policies.catalogue import Catalogue, Policy

_GATE = {
    "blocks": "blocks",
    "warns": "blocks when critical or high, else listed",
    "no": "blocks when critical or high, else listed",
    "optional": "blocks when critical or high, else listed",
}
"""What a new or worse finding does to a change: only `blocks` adds to what its severity does (`auditor.gate`)."""


def catalogue_page(catalogue: Catalogue) -> str:
    """`policies/README.md`: every policy that ships, and the frameworks that point to them."""
    own = [policy for policy in catalogue.policies if policy.own]
    rows = [
        f"| {policy.id} | [{policy.slug}]({policy.slug}/README.md) | {policy.title} | {policy.severity} "
        f"| {', '.join(policy.judges)} | {', '.join(policy.needs)} | {_GATE[policy.gate]} |"
        for policy in own
    ]
    return "\n".join(
        [
            "<!-- Written by `auditor policies docs`; change the metadata of the policies instead. -->",
            "# Policies",
            "",
            f"{len(own)} policies. Ids are for life. A policy is a folder; its page says what it checks.",
            "",
            "| id | policy | what is wrong | severity | judges | needs | in a gate |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            *_frameworks(catalogue),
        ]
    )


def _frameworks(catalogue: Catalogue) -> list[str]:
    lines = [
        "# Control frameworks",
        "",
        "`requires`: the control's own text covers the fact. `supports`: the control is general, the reading is ours.",
        "`ibm`: a recommendation of the vendor only. No published control names PassTickets.",
        "",
    ]
    for framework in catalogue.frameworks:
        lines += [f"## {framework.title}", "", framework.limits, "", "| control | says | policies |", "|---|---|---|"]
        for control in framework.controls:
            pointers = ", ".join(f"{pointer.policy} ({pointer.fit})" for pointer in control.policies)
            lines.append(f"| {control.id} | {control.text} | {pointers} |")
        lines.append("")
    return lines


def explain_policy(policy: Policy, catalogue: Catalogue) -> str:
    """One policy in plain words: metadata, controls, and its README without the heading."""
    controls = catalogue.controls().get(policy.id, ())
    lines = [
        f"{policy.id}  {policy.slug}",
        policy.title,
        "",
        policy.description,
        "",
        f"severity   {policy.severity}",
        f"judges     {', '.join(policy.judges)}",
        f"needs      {', '.join(policy.needs) or 'nothing in particular'}",
        f"gate       {_GATE[policy.gate]}",
        f"file       {policy.file}",
    ]
    if controls:
        lines += ["", "controls", *(f"  {one.framework}  {one.id}  ({one.fit})" for one in controls)]
    if policy.related:
        lines += ["", "sources", *(f"  {address}  {text}".rstrip() for address, text in policy.related)]
    readme = policy.file.parent / "README.md"
    if readme.is_file():
        body = readme.read_text(encoding="utf-8").splitlines()
        lines += ["", *(body[1:] if body and body[0].startswith("# ") else body)]
    return "\n".join(lines)


def scaffold(slug: str, identifier: str) -> dict[str, str]:
    """File name -> text of a new policy: one that gives no verdict yet, so that its test fails."""
    name = slug.replace("-", "_")
    words = slug.replace("-", " ")
    return {
        f"{name}.rego": _policy(name, words, identifier),
        f"{name}_test.rego": _test(name),
        "README.md": _readme(words),
    }


def with_fault(faults: str, slug: str, identifier: str) -> str:
    """Return the module of faults (`tests/shop/faults.py`) with one to be written, behind the others of its area."""
    stub = f"""@fault("{identifier}", "{slug}")
def _(shop: Shop) -> None:
    raise NotImplementedError("put the fault of {slug}, and nothing else, into the sound installation")
"""
    last = faults.rfind(f'@fault("{identifier[: len("PT-A")]}')
    end = faults.find("\n\n\n", last) if last >= 0 else -1
    if end < 0:
        return f"{faults.rstrip()}\n\n\n{stub}"
    return f"{faults[:end]}\n\n\n{stub}{faults[end + 1 :]}"


def _policy(name: str, words: str, identifier: str) -> str:
    return f"""# METADATA
# title: Say what is wrong ({words})
# description: Say what it checks and why that matters.
# custom:
#   id: {identifier}
#   severity: medium
#   judges: [endpoint]
#   needs: [hwscfg]
#   gate: "no"
package auditor.policies.{name}

import rego.v1

# One verdict for each object this policy looks at. Where there is nothing to look at, say so: a policy that gives no
# verdict at all ends the run with 16.
verdicts contains verdict if {{
	some endpoint in input.endpoints
	endpoint.racf.value == true
	verdict := judged(endpoint, "pass", "RACF=Y is coded.", null)
}}

verdicts contains verdict if {{
	count(input.endpoints) == 0
	verdict := judged({{"name": null}}, "not_applicable", "No IMS Connect was read.", null)
}}

judged(endpoint, word, message, reason) := {{
	"object": object_name(endpoint),
	"verdict": word,
	"severity": "medium",
	"message": message,
	"reason": reason,
	"facts": {{}},
	"masked_by": null,
	"places": [],
	"remediation": {{"racf": [], "ims": [], "other": [], "undo": []}},
	"assumptions": [],
}}

object_name(endpoint) := "system" if endpoint.name == null

object_name(endpoint) := sprintf("endpoint:%s", [endpoint.name]) if endpoint.name != null
"""


def _test(name: str) -> str:
    return f"""package auditor.policies.{name}_test

import rego.v1

import data.auditor.policies.{name}

estate(racf) := {{"endpoints": [{{"name": "IMSX", "racf": {{"value": racf}}}}]}}

words(facts) := [verdict.verdict | some verdict in {name}.verdicts with input as facts]

test_pass_when_proven if words(estate(true)) == ["pass"]

# These two fail until the policy also says what is wrong, and what it cannot know.
test_fail_when_proven if words(estate(false)) == ["fail"]

test_undecided_when_unknown if words(estate(null)) == ["undecided"]

test_nothing_to_look_at if words({{"endpoints": []}}) == ["not_applicable"]
"""


def _readme(words: str) -> str:
    return f"""# {words[:1].upper()}{words[1:]}

What it checks, in two sentences.

## Why it matters

## An example of the fault

## How to fix it

## Sources
"""
