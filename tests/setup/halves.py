"""The sound installation with a part of its set-up missing, by seed: as somebody leaves it who lost a step."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from auditor.gather import gather
from auditor.models.estate import Estate, Evidence, UnloadLevel
from auditor.models.place import Fact
from auditor.models.racf import unknown_class, unknown_options
from auditor.settings import Settings
from tests.shop.build import FIXTURES


def sound() -> Estate:
    """The estate of the sound installation."""
    return gather(Settings.load(FIXTURES / "sound" / "auditor.toml")).estate


def nothing(whole: Estate) -> Estate:
    """The same members and clients, and nothing of RACF offered."""
    why = "no SETROPTS LIST was offered"
    evidence = whole.evidence.model_copy(update={"unload": Evidence(), "setropts": Evidence()})
    changes = {
        "evidence": evidence, "unload": UnloadLevel(), "profiles": {name: {} for name in whole.profiles}, "users": {},
        "groups": {}, "classes": {name: unknown_class(why) for name in whole.classes},
        "options": unknown_options(why), "observed": None,
    }  # fmt: skip
    return whole.model_copy(update=changes)


def half(whole: Estate, seed: int) -> Estate:
    """The installation of this seed: each profile, entry, key, class and parameter may be missing."""
    random = Random(f"half {seed}")
    share = random.choice((0.1, 0.3, 0.6, 1.0))
    profiles = {name: dict(held) for name, held in whole.profiles.items()}
    for class_name in ("APPL", "PTKTDATA"):
        for name, profile in whole.profiles[class_name].items():
            if random.random() < share * 0.5:
                del profiles[class_name][name]
                continue
            acl = {who: entry for who, entry in profile.acl.items() if random.random() > share * 0.5}
            segment = None if random.random() < share * 0.4 else profile.ssignon
            profiles[class_name][name] = replace(profile, acl=acl, ssignon=segment)
    off = Fact[bool](value=False, origin="shown")
    classes = dict(whole.classes)
    for names, fields in ((("APPL",), ("active",)), (("PTKTDATA", "PTKTVAL"), ("active", "raclisted"))):
        if random.random() < share:
            parts = fields if random.random() < 0.5 else ("raclisted",) if "raclisted" in fields else fields
            for name in (one for one in names if one in classes):
                classes[name] = classes[name].model_copy(update=dict.fromkeys(parts, off))
    endpoints = []
    for endpoint in whole.endpoints:
        update: dict[str, object] = {}
        if random.random() < share * 0.6:
            update |= {"racf": Fact[bool](value=False, at=endpoint.at, origin="coded"), "running": None}
        if random.random() < share * 0.6:
            update |= {"appl": Fact[str](origin="default"), "running": None}
        endpoints.append(endpoint.model_copy(update=update))
    changes = {"profiles": profiles, "classes": classes, "endpoints": tuple(endpoints), "observed": None}
    return whole.model_copy(update=changes)
