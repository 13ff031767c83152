"""Accepted tickets are trials whose outcome is known; a contradiction counts only where nothing changed meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import Settings, audit
from tests.shop.shop import DAY, Shop
from tests.shop.traffic import busy, ordered
from tests.writers.smf import command, jobinit


def scanned(tmp_path: Path, shop: Shop):
    return audit(Settings.load(shop.write(tmp_path / "shop")))


def shut_out(shop: Shop) -> Shop:
    """WEBUSR2 was accepted on the day, and by the unload of that day it may not enter."""
    del shop.connections["WEBUSR2", "DRDAGRP"]
    shop.users["WEBUSR2"]["USBD_DEFGRP_ID"] = "BATGRP"
    shop.connect("WEBUSR2", "BATGRP")
    return shop


def outcomes(result) -> dict[str, str]:
    return {trial.user: trial.observed for trial in result.crosscheck.trials if trial.step == "observed"}


def test_what_was_accepted_and_is_allowed_agrees(tmp_path):
    result = scanned(tmp_path, busy())
    assert outcomes(result) == dict.fromkeys(("BATUSR1", "PRTUSR1", "WEBUSR1", "WEBUSR2"), "agrees")
    assert (result.crosscheck.observed.agree, result.return_code) == (4, 0)


def test_what_was_accepted_and_is_denied_ends_with_12_where_nothing_changed(tmp_path):
    result = scanned(tmp_path, shut_out(busy()))
    assert outcomes(result)["WEBUSR2"] == "contradicts"
    assert result.crosscheck.observed.contradicted == 1
    assert result.crosscheck.disagree == 0, "both opinions say so"
    assert result.return_code == 12


@pytest.mark.parametrize(
    "row",
    [
        command("REMOVE", "SECADM", "WEBUSR2 GROUP(DRDAGRP)", at=f"{DAY} 23:00:00"),
        command("PERMIT", "SECADM", "IMSDRDA1 CLASS(APPL) ID(X) DELETE", at=f"{DAY} 23:00:00"),
        command("SETROPTS", "SECADM", "RACLIST(APPL) REFRESH", at=f"{DAY} 23:00:00"),
    ],
)
def test_a_recorded_change_leaves_it_open(tmp_path, row):
    shop = shut_out(busy())
    shop.smf = ordered([*shop.smf, row])
    result = scanned(tmp_path, shop)
    assert outcomes(result)["WEBUSR2"] == "open"
    assert result.return_code == 8


def test_where_commands_are_not_recorded_it_is_open(tmp_path):
    shop = shut_out(busy())
    shop.smf = [row for row in shop.smf if not row.startswith("PERMIT")]
    assert outcomes(scanned(tmp_path, shop))["WEBUSR2"] == "open"
    shop = shut_out(busy())
    shop.setropts["audit"] = [name for name in shop.setropts["audit"] if name != "APPL"]
    assert outcomes(scanned(tmp_path, shop))["WEBUSR2"] == "open"


def test_an_unload_of_an_unknown_or_a_later_day_leaves_it_open(tmp_path):
    shop = shut_out(busy())
    shop.undated.add("unload.txt")
    assert outcomes(scanned(tmp_path, shop))["WEBUSR2"] == "open"
    shop = shut_out(busy())
    shop.smf = [row.replace(DAY, "2026-11-01") for row in shop.smf]
    assert outcomes(scanned(tmp_path, shop))["WEBUSR2"] == "open"


def test_a_user_whom_nobody_declares_is_never_certain(tmp_path):
    shop = busy()
    shop.smf = ordered([*shop.smf, jobinit("IMSDRDA1", "IBMUSER", at=f"{DAY} 12:00:00")])
    assert outcomes(scanned(tmp_path, shop))["IBMUSER"] == "open"


def test_the_report_says_it_loudly(tmp_path):
    from auditor.renderers.interface import render

    page = render("html", scanned(tmp_path, shut_out(busy()))).decode()
    assert "Observed accepted, model says denied: WEBUSR2" in page
    assert "1 contradict what happened" in page
