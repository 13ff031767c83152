from __future__ import annotations

import io
import json
import tarfile

from auditor.rego.opa.bundle import bundle, command, revision
from auditor.rego.port import Module
from tests.rego.opa.modules import LIB, MODULES, POLICY, SITE, question


def test_the_bundle_is_whole_the_same_bytes_and_says_which_policies_it_holds():
    packed = bundle(MODULES, question())
    assert packed == bundle(MODULES[::-1], question())
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile(".manifest"))
    assert names == [
        ".manifest", "policies/lib/racf.rego", "policies/p/p.rego", "questions.rego", "site/x/x.rego"
    ]  # fmt: skip
    assert manifest == {"revision": revision(MODULES, question()), "roots": ["auditor"], "rego_version": 1}


def test_the_revision_tells_every_change_and_not_where_a_folder_lies():
    whole = revision(MODULES, question())
    elsewhere = Module("C/other/x/x.rego", SITE.text)
    assert revision((POLICY, LIB, elsewhere), question()) == whole
    others = [
        revision((POLICY, LIB), question()),
        revision((POLICY, LIB._replace(text=LIB.text + "\n"), SITE), question()),
        revision((POLICY, LIB, SITE._replace(text=SITE.text.replace("count", "sum"))), question()),
        revision(MODULES, question("broken")),
        revision(MODULES, {"PT-A01": question()["PT-A01"]}),
    ]
    assert len({whole, *others}) == 6


def test_the_command_that_makes_it_names_the_folders_of_the_site():
    assert command((POLICY, LIB)) == "auditor policies bundle --out bundle.tar.gz"
    assert command(MODULES) == "auditor policies bundle --policies '/srv/policies of ours' --out bundle.tar.gz"
