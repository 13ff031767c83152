"""What the unload reader keeps of who can give himself the right: CLAUTH, group-SPECIAL, and the owners above."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shop.shop import Shop
from tests.shop.sound import sound
from tests.writers.unload import FORMS, record


def crowded() -> Shop:
    """The sound shop and fifty users whom nothing names."""
    shop = sound()
    shop.groups["CROWD"] = {}
    for number in range(50):
        shop.users[f"CROWD{number:02}"] = {"USBD_DEFGRP_ID": "CROWD"}
        shop.connect(f"CROWD{number:02}", "CROWD")
    return shop


@pytest.mark.parametrize("form", [form for form in FORMS if form != "stream"])
@pytest.mark.parametrize("held", ["PTKTDATA", "PTKTVAL", "APPL"])
def test_class_authority_of_a_ticket_class_keeps_a_user(read: Any, form: str, held: str) -> None:
    shop = crowded()
    shop.clauth = {"CROWD07": ["FACILITY", held], "CROWD08": ["FACILITY"], "WEBSTC": ["USER"]}
    found = read(shop.records(), form)
    assert set(found.users["CROWD07"].clauth or ()) == {"FACILITY", held}
    assert "CROWD08" not in found.users, "other classes keep nobody"
    assert found.users["WEBSTC"].clauth == ("USER",)
    assert found.users["BATUSR1"].clauth == ()
    assert not found.damage


def test_group_special_anywhere_keeps_a_user(read: Any) -> None:
    shop = crowded()
    shop.connect("CROWD09", "CROWD", USCON_GRP_SPECIAL="YES")
    found = read(shop.records())
    assert found.users["CROWD09"].connections["CROWD"].special
    assert "CROWD10" not in found.users


def test_the_owners_of_requesters_and_the_owners_above_are_kept(read: Any) -> None:
    shop = crowded()
    shop.users["WEBSTC"]["USBD_OWNER_ID"] = "CROWD11"
    shop.users["CROWD11"]["USBD_OWNER_ID"] = "TOPGRP"
    shop.groups["TOPGRP"] = {"GPBD_OWNER_ID": "CROWD12"}
    shop.users["CROWD12"]["USBD_OWNER_ID"] = "CROWD12"
    found = read(shop.records())
    assert {"CROWD11", "CROWD12"} <= found.users.keys()
    assert found.groups["TOPGRP"].owner == "CROWD12"
    assert "CROWD13" not in found.users


def test_the_owner_of_a_member_of_a_permitted_group_is_kept(read: Any) -> None:
    shop = crowded()
    shop.profile("PTKTDATA", "IRRPTAUTH.IMSDRDA1.WEBUSR1").acl["PRTGRP"] = "UPDATE"
    shop.users["RPTUSR1"]["USBD_OWNER_ID"] = "CROWD14"
    assert "CROWD14" in read(shop.records()).users


@pytest.mark.parametrize(
    ("spoil", "lost"),
    [
        (lambda row: row[:14] + " " * 8, {"BATUSR1"}),
        (lambda row: row[:14] + "A B     ", {"BATUSR1"}),
        (lambda row: row[:17], {"BATUSR1"}),
        (lambda row: "0202 " + " " * 8 + row[13:], None),
    ],
)
def test_class_authority_is_unknown_where_a_record_of_it_is_lost(read: Any, spoil: Any, lost: Any) -> None:
    shop = sound()
    shop.clauth = {"BATUSR1": ["FACILITY"]}
    rows = shop.records()
    at = next(n for n, row in enumerate(rows) if row.startswith("0202"))
    found = read([*rows[:at], spoil(rows[at]), *rows[at + 1 :]])
    unknown = {name for name, user in found.users.items() if user.clauth is None}
    assert unknown == (lost if lost is not None else set(found.users))
    assert [one.level for one in found.diagnostics] == ["error"]


def test_class_authority_of_nobody_is_an_orphan(read: Any) -> None:
    found = read([*sound().records(), record("0202", USCLA_NAME="GHOST", USCLA_CLASS="PTKTDATA")])
    assert [one.code for one in found.diagnostics] == ["orphan"]


def test_class_authority_twice_is_a_duplicate(read: Any) -> None:
    shop = sound()
    shop.clauth = {"BATUSR1": ["PTKTDATA", "PTKTDATA"]}
    assert [one.code for one in read(shop.records()).diagnostics] == ["duplicate"]
