from __future__ import annotations

import pytest

from auditor.errors import PolicyBroken, UnknownName
from auditor.policies.catalogue import load_catalogue
from auditor.policies.metadata import read_metadata

BODY = """
verdicts contains result.verdict("system", "pass", "All is well.", null) if input.system
"""


def test_a_folder_is_a_policy(shelf):
    catalogue = load_catalogue(folder=shelf.policy("no-key", BODY).folder)
    (policy,) = catalogue.policies
    assert (policy.id, policy.slug, policy.entry) == ("PT-A01", "no-key", "data.auditor.policies.no_key.verdicts")
    assert (policy.severity, policy.gate, policy.own) == ("high", "blocks", True)
    assert [module.name for module in catalogue.modules()] == [
        "policies/lib/result.rego",
        "policies/no-key/no_key.rego",
    ]
    assert catalogue.policy("pt-a01") is catalogue.policy("no-key") is policy


def test_an_unknown_name_gets_the_nearest(shelf):
    catalogue = load_catalogue(folder=shelf.policy("no-key", BODY).folder)
    with pytest.raises(UnknownName) as caught:
        catalogue.policy("no-kee")
    assert "no-key" in caught.value.advice


def test_a_site_adds_its_own(shelf, other_shelf):
    shelf.policy("no-key", BODY)
    other_shelf.policy("our-rule", BODY, "XX-A01")
    catalogue = load_catalogue([str(other_shelf.folder)], shelf.folder)
    assert [(policy.id, policy.own) for policy in catalogue.policies] == [("PT-A01", True), ("XX-A01", False)]


@pytest.mark.parametrize(
    ("fill", "says"),
    [
        (lambda site: site.policy("our-rule", BODY, "PT-A99"), "begins with PT-"),
        (lambda site: site.policy("no-key", BODY, "XX-A01"), "must not be redefined"),
        (lambda site: site.policy("our-rule", BODY, "XX-A01").lib(), "must not be redefined"),
        (
            lambda site: site.policy("our-rule", BODY, "XX-A01").lib("package auditor.lib.mine\n"),
            "must not be redefined",
        ),
        (lambda site: site.policy("our-rule", BODY, "XX-A01").policy("second", BODY, "XX-A01"), "is taken by"),
        (lambda site: site.write("x/y.rego", "package auditor.policies.x\n"), "does not match its folder"),
        (lambda site: site.write("x/x.rego", "package something.else\n"), "does not match its folder"),
        (lambda site: site.write("x/x.rego", "x := 1\n"), "no package line"),
        (lambda site: site.write("x/x.rego", "package auditor.policies.x\n"), "no `# METADATA` block"),
        (lambda site: site.write("notes.txt", "nothing"), "no policy in it"),
        (lambda _: None, "no such folder"),
    ],
)
def test_a_site_cannot_break_the_catalogue(shelf, other_shelf, fill, says):
    shelf.policy("no-key", BODY)
    fill(other_shelf)
    with pytest.raises(PolicyBroken, match=says):
        load_catalogue([str(other_shelf.folder)], shelf.folder)


PART = "package auditor.lib.no_key.part\n\nimport rego.v1\n\nall := true\n"


def test_a_long_policy_of_ours_has_parts(shelf):
    catalogue = load_catalogue(folder=shelf.policy("no-key", BODY).write("no-key/part.rego", PART).folder)
    assert [policy.slug for policy in catalogue.policies] == ["no-key"]
    assert "policies/no-key/part.rego" in [module.name for module in catalogue.modules()]


@pytest.mark.parametrize("name", ["no-key/other.rego", "other-key/part.rego", "no-key/no_key_part.rego"])
def test_a_part_lies_where_its_package_says(shelf, name):
    shelf.policy("no-key", BODY).write(name, PART)
    with pytest.raises(PolicyBroken, match="does not match its folder and file"):
        load_catalogue(folder=shelf.folder)


def test_a_site_has_no_parts(shelf, other_shelf):
    shelf.policy("no-key", BODY)
    other_shelf.policy("our-rule", BODY, "XX-A01").write("our-rule/part.rego", PART.replace("no_key", "our_rule"))
    with pytest.raises(PolicyBroken, match="must not be redefined"):
        load_catalogue([str(other_shelf.folder)], shelf.folder)


GOOD = """# METADATA
# title: A title
# description: A description
# custom:
#   id: PT-A01
#   severity: high
#   judges: [endpoint]
#   needs: []
#   gate: "no"
package p
"""


@pytest.mark.parametrize(
    ("old", "new", "says", "advice"),
    [
        ("severity: high", "severity: hihg", "custom.severity", "did you mean high?"),
        ("id: PT-A01", "id: PT-1", "custom.id", ""),
        ('gate: "no"', "gate: maybe", "custom.gate", ""),
        ("#   needs: []\n", "", "needs", "needs"),
        ("# title: A title", "# titel: A title", "title", ""),
        ("judges: [endpoint]", "judges: [endpoint", "not YAML", ""),
        ("judges: [endpoint]", "judges: []", "custom.judges", ""),
    ],
)
def test_metadata_that_does_not_fit(old, new, says, advice):
    assert read_metadata("p.rego", GOOD)["title"] == "A title"
    assert old in GOOD
    with pytest.raises(PolicyBroken) as caught:
        read_metadata("p.rego", GOOD.replace(old, new))
    assert says in str(caught.value)
    assert "p.rego, line" in str(caught.value)
    assert advice in caught.value.advice
