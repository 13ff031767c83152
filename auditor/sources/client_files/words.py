"""The words without which a text writes no client of IMS down."""

from __future__ import annotations

import re
from typing import Final

SIGN: Final = re.compile(r"jdbc:ims:|com\.ibm\.ims\.jdbc|imsudb|IMSDataSource|datastore[-_]?server", re.IGNORECASE)
