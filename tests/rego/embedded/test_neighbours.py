from __future__ import annotations

from auditor.policies.catalogue import load_catalogue
from auditor.rego.embedded.neighbours import neighbours
from auditor.rego.port import Module


def policy(name: str, *reads: str) -> Module:
    lines = [f"import data.auditor.lib.{one}" for one in reads]
    return Module(f"{name}.rego", "\n".join(["# package other.one", f"package auditor.policies.{name}", *lines]))


def test_who_walks_over_users_and_who_over_profiles_stand_at_either_end():
    modules = [
        policy("scope", "result", "inscope"),
        policy("light", "result"),
        policy("groups", "inscope", "members"),
        policy("rich", "inscope", "privileged"),
        policy("holders", "authority", "members"),
        policy("none"),
    ]
    asked = {
        one: f"data.auditor.policies.{one}.verdicts"
        for one in ("scope", "light", "groups", "rich", "holders", "none", "gone")
    }
    assert list(neighbours(asked, modules)) == ["holders", "rich", "groups", "light", "none", "gone", "scope"]
    assert neighbours(asked, modules) == asked


def test_what_a_policy_reads_in_full_counts_too():
    read = policy("read")
    read = read._replace(text=read.text + "\nx := data.auditor.lib.inscope.rows\n")
    asked = {"read": "data.auditor.policies.read.verdicts", "light": "data.auditor.policies.light.verdicts"}
    assert list(neighbours(asked, [read, policy("light")])) == ["light", "read"]


def test_what_a_part_of_a_policy_reads_counts_as_read_by_the_policy():
    part = Module("long/part.rego", "package auditor.lib.long.part\nimport data.auditor.lib.inscope\n")
    asked = {one: f"data.auditor.policies.{one}.verdicts" for one in ("long", "light")}
    assert list(neighbours(asked, [policy("long"), part, policy("light")])) == ["light", "long"]


def test_ours_have_something_at_either_end():
    catalogue = load_catalogue()
    order = list(neighbours(catalogue.questions(trials=True), catalogue.modules()))
    assert {"PT-B02", "PT-B03", "PT-B08"} <= set(order[:5])
    assert {"PT-B06", "PT-F01"} <= set(order[-20:])
    assert order.index("PT-B05") < order.index("trials") < order.index("PT-F01")
