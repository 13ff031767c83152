"""Connection pools: what their settings say about how long a connection lives.

0 and -1 mean opposite things in the two servers of IBM. For agedTimeout and the idle time, Liberty closes at once with
0 and never with -1; traditional WebSphere never with 0 and at once with -1. maxPoolSize=0 is unlimited, not "no pool".
Sources: WebSphere Liberty, "connectionManager" and "Configuration differences ... connectionManager element"; HikariCP
README; Apache Tomcat, "The Tomcat JDBC Connection Pool"; Apache Commons DBCP, "BasicDataSource Configuration".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from auditor.models.written import Pool

Kind = Literal["hikari", "tomcat", "dbcp2", "liberty", "websphere"]
Life = Literal["persistent", "non-persistent", "short-lived"]

SHORT: Final = 60
"""Seconds: a connection that lives no longer needs a new ticket each minute."""

KEYS: Final[dict[Kind, tuple[str, ...]]] = {
    "hikari": ("maximumPoolSize", "minimumIdle", "idleTimeout", "maxLifetime", "keepaliveTime"),
    "tomcat": ("maxActive", "maxIdle", "minIdle", "maxAge"),
    "dbcp2": ("maxTotal", "maxIdle", "minIdle", "maxConnLifetimeMillis"),
    "liberty": ("maxPoolSize", "minPoolSize", "agedTimeout", "maxIdleTime", "reapTime"),
    "websphere": ("maxConnections", "minConnections", "agedTimeout", "unusedTimeout", "reapTime"),
}
_DEFAULTS: Final[dict[Kind, dict[str, str]]] = {
    "hikari": {"maximumPoolSize": "10", "maxLifetime": "1800000"},
    "tomcat": {"maxActive": "100", "maxIdle": "100", "maxAge": "0"},
    "dbcp2": {"maxTotal": "8", "maxIdle": "8", "maxConnLifetimeMillis": "-1"},
    "liberty": {"maxPoolSize": "50", "agedTimeout": "-1", "maxIdleTime": "30m"},
    "websphere": {"maxConnections": "10", "agedTimeout": "0", "unusedTimeout": "1800"},
}
_UNITS: Final = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "": 1}
_TIME: Final = re.compile(r"(\d{1,12})(ms|[smhd]?)", re.IGNORECASE)
_VALUE: Final = re.compile(r"-?\d{1,12}|(\d{1,12}(ms|[smhd]))+", re.IGNORECASE)


class Living(NamedTuple):
    """How connections of a pool live; `why` where that cannot be told."""

    pool: Pool
    life: Life | None
    why: str | None


def plain(key: str) -> str:
    """Return a key as Spring's relaxed names compare: maximum-pool-size is maximumPoolSize."""
    return key.lower().replace("-", "").replace("_", "")


def living(kind: Kind, given: Mapping[str, str]) -> Living:
    """Return how long connections live. `given`: the settings of the file by their plain names."""
    settings = {key: given[plain(key)].strip() for key in KEYS[kind] if plain(key) in given}
    readable = {key: value for key, value in settings.items() if _VALUE.fullmatch(value)}
    unread = sorted(set(settings) - set(readable))
    values = _DEFAULTS[kind] | readable
    life, seconds = _LIVES[kind](values)
    most = next((values[key] for key in KEYS[kind][:1] if key in values and key not in unread), "")
    pool = Pool(kind=kind, settings=readable, most=int(most) if most.isdigit() else None, seconds=seconds)
    if any(name not in KEYS[kind][:1] for name in unread):
        return Living(pool, None, f"{', '.join(unread)} of the pool is no number that stands in the file")
    return Living(pool, life, None)


def _seconds(value: str, unit: float = 1) -> float:
    """A time in seconds; a number without a unit counts `unit` seconds. Negative: never, or at once."""
    if value.startswith("-"):
        return -1
    parts = _TIME.findall(value)
    if value.isdigit():
        return int(value) * unit
    return sum(int(number) * _UNITS[word.lower()] for number, word in parts)


Values = Mapping[str, str]


def _hikari(values: Values) -> tuple[Life, int | None]:
    life = _seconds(values["maxLifetime"], 0.001)
    return _short(life if life > 0 else -1)


def _tomcat(values: Values) -> tuple[Life, int | None]:
    if values["maxIdle"] == "0":
        return "non-persistent", None
    age = _seconds(values["maxAge"], 0.001)
    return _short(age if age > 0 else -1)


def _dbcp2(values: Values) -> tuple[Life, int | None]:
    if values["maxIdle"] == "0":
        return "non-persistent", None
    age = _seconds(values["maxConnLifetimeMillis"], 0.001)
    return _short(age if age > 0 else -1)


def _liberty(values: Values) -> tuple[Life, int | None]:
    aged, idle = _seconds(values["agedTimeout"]), _seconds(values["maxIdleTime"])
    fewest = _seconds(values.get("minPoolSize", "0"))
    if aged == 0 or (idle == 0 and fewest <= 0):
        return "non-persistent", None
    return _short(aged)


def _websphere(values: Values) -> tuple[Life, int | None]:
    aged, idle = _seconds(values["agedTimeout"]), _seconds(values["unusedTimeout"])
    if aged < 0 or idle < 0:
        return "non-persistent", None
    return _short(aged if aged > 0 else -1)


def _short(seconds: float) -> tuple[Life, int | None]:
    if 0 < seconds <= SHORT:
        return "short-lived", max(1, int(seconds))
    return "persistent", None


_LIVES: Final = {
    "hikari": _hikari,
    "tomcat": _tomcat,
    "dbcp2": _dbcp2,
    "liberty": _liberty,
    "websphere": _websphere,
}
