"""A change that lets somebody act as a requester, or use its key, is blocked whatever it says of PTKTDATA."""

from __future__ import annotations

import pytest

from auditor.gate import gate
from auditor.settings import Settings
from tests.shop.build import FIXTURES

SOUND = FIXTURES / "sound/auditor.toml"
SURROGAT, FACILITY = "SETROPTS RACLIST(SURROGAT) REFRESH", "SETROPTS RACLIST(FACILITY) REFRESH"
STARTED, CSFKEYS = "SETROPTS RACLIST(STARTED) REFRESH", "SETROPTS RACLIST(CSFKEYS) REFRESH"

OWNER = "IRR.PWRESET.OWNER.*"

WEAKER = {
    "PT-B17": (
        f"RDEFINE SURROGAT BATUSR1.SUBMIT UACC(READ) OWNER(SECGRP)\n{SURROGAT}",
        f"RDEF SURROGAT WEBSTC.SUBMIT UACC(NONE) OWNER(SECGRP)\nPE WEBSTC.SUBMIT CL(SURROGAT) ID(PRTGRP)\n{SURROGAT}",
        f"RDEFINE SURROGAT ** UACC(NONE) OWNER(SECGRP)\nPERMIT ** CLASS(SURROGAT) ID(*) ACCESS(READ)\n{SURROGAT}",
    ),
    "PT-B18": (
        f"RDEFINE FACILITY IRR.PASSWORD.RESET UACC(READ) OWNER(SECGRP)\n{FACILITY}",
        f"RDEF FACILITY {OWNER} UACC(NONE) OWNER(SECGRP)\nPE {OWNER} CL(FACILITY) ID(PRTUSR1)\n{FACILITY}",
    ),
    "PT-B20": (
        f"ALU WEBSTC OMVS(UID(4711))\nRDEF SURROGAT BPX.SRV.* UACC(READ) OWNER(SECGRP)\n{SURROGAT}",
    ),
    "PT-B21": (
        f"RDELETE FACILITY BPX.DAEMON\nALTUSER BATUSR1 OMVS(UID(77))\n{FACILITY}",
    ),
    "PT-B23": (
        f"RALTER STARTED WEBGATE.* STDATA(TRUSTED(YES))\n{STARTED}",
        f"RALTER STARTED WEBGATE.* STDATA(PRIVILEGED(YES))\n{STARTED}",
    ),
    "PT-C08": (
        f"RDELETE CSFKEYS IMS.**\n{CSFKEYS}", f"RALTER CSFKEYS IMS.** UACC(READ)\n{CSFKEYS}",
        f"RALTER CSFKEYS IMS.** WARNING\n{CSFKEYS}", "SETROPTS NOCLASSACT(CSFKEYS)",
    ),
}  # fmt: skip


@pytest.fixture
def decide(tmp_path):
    def decided(script: str):
        change = tmp_path / "change.racf"
        change.write_text(script + "\n")
        return gate(Settings.load(SOUND, change=str(change), issuer="SECADM"))

    return decided


@pytest.mark.parametrize(("policy", "script"), [(policy, one) for policy, some in WEAKER.items() for one in some])
def test_a_weaker_path_is_blocked(decide, policy, script):
    decided = decide(script)
    assert (decided.decision, decided.return_code) == ("blocked", 8)
    assert policy in {verdict.policy for verdict in decided.new}


def test_a_password_for_a_server_is_listed(decide):
    """A medium finding of a policy that warns does not block."""
    decided = decide("ALTUSER WEBSTC PASSWORD(*MASKED*)".replace("*MASKED*", "NEWPASS1"))
    assert decided.return_code == 4
    assert "PT-B19" in {verdict.policy for verdict in decided.new}
    assert "NEWPASS1" not in "\n".join(decided.reasons)


def test_without_a_refresh_it_is_stored_and_told(decide):
    decided = decide("RDEFINE SURROGAT BATUSR1.SUBMIT UACC(READ) OWNER(SECGRP)")
    assert "PT-B17" in {row.policy for row in decided.after_stored.verdicts if row.verdict == "fail"}
    assert "PT-B17" not in {row.policy for row in decided.after_active.verdicts if row.verdict == "fail"}
    assert decided.decision == "blocked"


@pytest.mark.parametrize(
    "script",
    [f"RDEFINE SURROGAT BATUSR1.SUBMIT UACC(NONE) OWNER(SECGRP) AUDIT(ALL(READ))\n{SURROGAT}",
     f"RDEF SURROGAT BATUSR1.SUBMIT UACC(NONE) OWNER(SECGRP)\nPE BATUSR1.SUBMIT CL(SURROGAT) ID(SECADM)\n{SURROGAT}",
     f"RDEFINE FACILITY IRR.PWRESET.EXCLUDE.BATUSR1 UACC(NONE) OWNER(SECGRP)\n{FACILITY}",
     f"RDEFINE CSFKEYS IMS.DRDA1.** UACC(NONE) OWNER(SECGRP)\n{CSFKEYS}"],
)  # fmt: skip
def test_what_protects_a_requester_is_accepted(decide, script):
    assert decide(script).decision == "accepted"


@pytest.mark.parametrize(
    "script",
    [
        "ALTDSD 'SYS1.RACF*.**' UACC(READ)",
        "ADDSD 'SYS1.RACF.BACKUP' UACC(READ) VOLUME(BKP001) UNIT(3390)",
        "ADDSD ('PROD.DATA','SYS1.RACF') UACC(NONE)",
        "DELDSD 'ICSF.**'",
        "ALD RACF.BACKUP UACC(READ)",
        "PERMIT 'SYS1.RACF*.**' ID(*) ACCESS(READ)",
        "PE 'SYS1.**' CLASS(DATASET) ID(PRTGRP) ACCESS(READ)",
        "PERMIT CKDS CLASS(DATASET) ID(*)",
    ],
)
def test_what_may_open_a_data_set_of_keys_is_blocked(decide, script):
    decided = decide(script)
    assert (decided.decision, decided.return_code) == ("blocked", 8)


@pytest.mark.parametrize(
    "script",
    [
        "ALTDSD 'PROD.DATA.**' UACC(READ)",
        "PERMIT 'SYS1.LINKLIB' CLASS(DATASET) ID(*) ACCESS(READ)",
        "DELDSD 'SYS1.RACFX'",
    ],
)
def test_another_data_set_is_none_of_a_policy(decide, script):
    assert decide(script).return_code in (0, 4)


def test_without_names_no_data_set_matters(tmp_path):
    site = SOUND.parent / "auditor.toml"
    lines = [line for line in site.read_text(encoding="utf-8").splitlines() if "_data_sets" not in line]
    for path in site.parent.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "auditor.toml").write_text("\n".join(lines), encoding="utf-8")
    (change := tmp_path / "change.racf").write_text("ALTDSD 'SYS1.RACF' UACC(READ)\n", encoding="utf-8")
    decided = gate(Settings.load(tmp_path / "auditor.toml", change=str(change), issuer="SECADM"))
    assert decided.return_code == 4
