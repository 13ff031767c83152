"""Files that try to fool an auditor: damaged, cut, of the wrong kind, and full of markup and commands."""

from __future__ import annotations

from tests.shop.shop import DAY, Shop
from tests.shop.sound import sound
from tests.shop.traffic import REFUSED
from tests.writers.smf import jobinit, smf
from tests.writers.unload import unload

MARKUP = "<script>alert(1)</script>"
FORMULA = "=cmd|'/c calc'!A1"
ESCAPE = "\x1b[31mred\x1b[0m"


def talking_shop() -> Shop:
    """The sound shop, with markup, formulas and escape sequences in every field that takes free text."""
    shop = sound()
    shop.system = "HOSTILE"
    shop.profile("APPL", "IMSDRDA2").fields |= {
        "GRBD_UACC": "READ",
        "GRBD_INSTALL_DATA": MARKUP + FORMULA,
        "GRBD_APPL_DATA": MARKUP,
    }
    shop.users["PRTUSR1"] |= {"USBD_PROGRAMMER": "<b>PARTNER</b>", "USBD_INSTALL_DATA": FORMULA, "USBD_NOPWD": "PRO"}
    shop.clients[1]["id"] = MARKUP
    shop.clients[1]["connections"] = "non-persistent"
    shop.clients[2]["id"] = FORMULA
    shop.smf = [
        jobinit("IMSDRDA1", text[:8], name=text[:20], logstr=text, terminal=text[:8], at=f"{DAY} 09:00:00", **REFUSED)
        for text in (MARKUP, FORMULA, ESCAPE)
    ]
    shop.ports[1] |= {"tls": "none", "evidence": f"{MARKUP} {FORMULA}"}
    return shop


def hostile_files() -> dict[str, bytes]:
    """One folder: a shop that talks, and single files to offer in the place of its own."""
    shop = talking_shop()
    files = shop.files()
    whole = files["unload.txt"]
    rows = shop.records()
    middle = next(index for index, row in enumerate(rows) if row.startswith("0505"))
    damaged = [*rows[:middle], rows[middle][:260] + "X" + rows[middle][261:], *rows[middle + 1 :]]
    logon = jobinit(
        "IMSDRDA1", "WEBUSR1", name=MARKUP[:20], terminal="<b>", logstr=FORMULA, job="ICONDB1", at=f"{DAY} 09:00:00"
    )
    return files | {
        "unload-cut.txt": whole[: len(whole) * 2 // 3],
        "unload-damaged-0505.txt": unload(damaged),
        "unload-shifted.txt": whole.replace(b"\n0500 ", b"\n0500  ", 1),
        "unload-nul.txt": whole.replace(b"\n0500 IMSDRDA1", b"\n0500 IMS\0\0\0A1", 1),
        "empty.txt": b"",
        "blank.txt": b"   \n \n",
        "binary.bin": bytes(range(256)) * 8,
        "HWSCFG-unbalanced.txt": b"HWS=(ID=ICONDB1,RACF=Y\nODACCESS=(APPL=IMSDRDA1)\n",
        "HWSCFG-twice.txt": b"HWS=(ID=ICONDB1,RACF=Y,RACF=N)\nODACCESS=(APPL=IMSDRDA1,DRDAPORT=(ID=5555))\n",
        "HWSCFG-no-hws.txt": b"ODACCESS=(APPL=IMSDRDA1,DRDAPORT=(ID=5555))\n",
        "clients-unknown-key.yaml": b"clients:\n  - id: a\n    endpont: ICONDB1\n",
        "clients-bomb.yaml": b"clients: &a [*a]\n",
        "setropts-cut.txt": files["setropts.txt"][:400],
        "smf-xml.txt": b"<?xml version='1.0'?><eventList/>\n",
        "smf-shifted.txt": smf([logon, " ".join((logon[:58], logon[58:]))]),
        "smf-cut.txt": smf([logon, logon[:200]]),
    }
