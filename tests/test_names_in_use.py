"""Names of applications and keys, from the files to the verdicts: what is said of them rests on what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from auditor.models.verdict import Verdict
from auditor.settings import Settings
from tests.monotonic.judging import judges, scanned
from tests.shop.shop import Profile, Shop
from tests.shop.sound import sound

Judge = Callable[[Shop], dict[tuple[str, str], Verdict]]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Verdicts of a scan, by policy and object."""
    with judges() as who:

        def one(shop: Shop) -> dict[tuple[str, str], Verdict]:
            done = scanned(Settings.load(shop.write(tmp_path_factory.mktemp("site"))), who)
            assert done.disagree == 0
            return {(verdict.policy, verdict.object): verdict for verdict in done.verdicts}

        yield one


KEY = {"GRSIGN_PROTECTION": "TMAP.DES.KEY"}


def test_a_generic_and_a_keyless_profile_add_no_key(judge: Judge) -> None:
    shop = sound()
    shop.profiles["PTKTDATA", "IMSDRDA1.*"] = Profile(generic=True)
    shop.profiles["PTKTDATA", "IMSDRDA1.BATUSR1"] = Profile()
    verdicts = judge(shop)
    generic = verdicts["PT-C06", "profile:PTKTDATA/IMSDRDA1.*"]
    keyless = verdicts["PT-C06", "profile:PTKTDATA/IMSDRDA1.BATUSR1"]
    assert (generic.verdict, generic.facts["key"]) == ("advisory", "no")
    assert "RACF ignores it" in generic.message
    assert (keyless.verdict, keyless.facts["key"]) == ("advisory", "no")
    assert "holds no key" in keyless.message


@pytest.mark.parametrize(
    "statement",
    [
        "DATASTORE=(ID=IMSA,GROUP=G,MEMBER=M,TMEMBER=T,APPL=IMSTMAP1)",
        "RMTIMSCON=(ID=ICON9,HOSTNAME=H,PORT=9999,APPL=IMSTMAP1,USERID=LINKUSR)",
    ],
)
def test_a_name_of_a_data_store_or_link_is_in_use(judge: Judge, statement: str) -> None:
    shop = sound()
    shop.profiles["PTKTDATA", "IMSTMAP1"] = Profile(ssignon=dict(KEY))
    orphan = judge(shop)["PT-C07", "profile:PTKTDATA/IMSTMAP1"]
    assert orphan.verdict == "fail"
    name = next(iter(shop.members))
    shop.members[name] = [*shop.members[name], statement]
    verdicts = judge(shop)
    assert verdicts["PT-C07", "profile:PTKTDATA/IMSTMAP1"].verdict == "pass"
    before = sorted(verdict.verdict for (policy, _), verdict in verdicts.items() if policy == "PT-A05")
    assert "fail" not in before


@pytest.mark.parametrize("name", ["IMSDRDA*", "IMSDRDA2.*", "NOSUCH"])
def test_a_client_may_say_that_its_key_profile_is_none_that_holds_a_key(judge: Judge, name: str) -> None:
    shop = sound()
    shop.profiles["PTKTDATA", "IMSDRDA*"] = Profile(generic=True)
    next(client for client in shop.clients if client["id"] == "partner")["key_profile"] = name
    verdicts = judge(shop)
    assert ("PT-B08", "user:SECADM") in verdicts, "the run judges, and both opinions agree about the tickets"
