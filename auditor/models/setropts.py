"""The operands of SETROPTS and the fields of `ClassOptions` and `Options` they set: for captures and for the gate.

Source: z/OS Security Server RACF Command Language Reference, "SETROPTS". Nothing is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BY_CLASS: Final[Mapping[str, tuple[str, ...]]] = {
    "CLASSACT": ("active",), "RACLIST": ("raclisted",), "GENLIST": ("genlist",), "GENERIC": ("generic", "gencmd"),
    "GENCMD": ("gencmd",), "GLOBAL": ("global_checking",), "AUDIT": ("audit",), "STATISTICS": (),
}  # fmt: skip
"""Operands that take classes, each with a NO form -> the fields of these classes that it turns on or off."""

SWITCHES: Final[Mapping[str, tuple[str, ...]]] = {
    "ADDCREATOR": ("addcreator",), "APPLAUDIT": ("applaudit",), "GENERICOWNER": ("generic_owner",),
    "GRPLIST": ("grplist",), "INITSTATS": ("initstats",), "EGN": ("egn",), "PROTECTALL": ("protect_all",),
    **dict.fromkeys(
        (
            "ADSP", "CATDSNS", "CMDVIOL", "COMPATMODE", "ERASE", "MLACTIVE", "MLNAMES", "MLQUIET",
            "MLS", "MLSTABLE", "MODEL", "OPERAUDIT", "PREFIX", "REALDSN", "SAUDIT", "SECLABELAUDIT",
            "SECLABELCONTROL", "SECLBYSYSTEM", "SECLEVELAUDIT", "SESSIONINTERVAL", "TAPEDSN",
        ),
        (),
    ),
}  # fmt: skip
"""Operands that turn an option of the system on, and with NO off -> its field; () where no policy asks for it."""

VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "INACTIVE": ("inactive", "inactive_days"), "WHEN": ("program_control",),
    "JES": (), "KERBLVL": (), "LANGUAGE": (), "MLFSOBJ": (), "MLIPCOBJ": (), "RETPD": (), "RVARYPW": (), "TERMINAL": (),
}  # fmt: skip
"""Other operands that set something, with a value."""

PASSWORD: Final[Mapping[str, tuple[str, ...]]] = {
    "REVOKE": ("revoke", "revoke_attempts"), "MIXEDCASE": ("mixedcase",), "INTERVAL": (), "HISTORY": (),
    "MINCHANGE": (), "WARNING": (), "ALGORITHM": (), "SPECIALCHARS": (), "RULES": (),
    **{f"RULE{number}": () for number in range(1, 9)},
}  # fmt: skip
"""Operands inside PASSWORD(...), most with a NO form."""

LOGOPTIONS: Final = ("ALWAYS", "NEVER", "SUCCESSES", "FAILURES", "DEFAULT")
"""What LOGOPTIONS can say of a class."""
