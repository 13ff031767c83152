"""What a user profile says on a given day: revoked or not, which connections count, when a logon is allowed.

Source: *RACF Command Language Reference*, "ALTUSER", "CONNECT"; *RACF Security Administrator's Guide*, "Revoking unused
user IDs (INACTIVE option)". Dates are yyyy-mm-dd, which compare as text.
"""

from __future__ import annotations

from datetime import date

from auditor.models.racf import Connection, Options, User
from auditor.racf import assumptions
from auditor.racf.answer import Answer, Reason, places

PASSTICKET_FACTOR = "AZFPTKT1"
_ALLOWED = Answer("allowed")
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def revoked_on(day: str, *, flag: bool, revoke_date: str | None, resume_date: str | None) -> bool:
    """Whether a user or a connection with this flag and these dates is revoked at a logon on `day`.

    The flag can be NO while the next logon fails, and YES while it succeeds: RACF looks at the dates at logon.
    """
    resumed = resume_date is not None and resume_date <= day
    due = revoke_date is not None and revoke_date <= day
    if flag:
        again = due and revoke_date is not None and resume_date is not None and resume_date < revoke_date
        return not resumed or again
    if not due or revoke_date is None:
        return False
    return not (resumed and resume_date is not None and revoke_date < resume_date)


def user_revoked(user: User, day: str) -> bool:
    """Effective revocation of the user on the day. RESUME fails while the user is contained, so no date ends that."""
    return user.contained is True or revoked_on(
        day, flag=user.revoked, revoke_date=user.revoke_date, resume_date=user.resume_date
    )


def connection_revoked(connection: Connection, day: str) -> bool:
    """Effective revocation of one connection on the day."""
    return revoked_on(
        day, flag=connection.revoked, revoke_date=connection.revoke_date, resume_date=connection.resume_date
    )


def active_groups(user: User, day: str) -> tuple[str, ...]:
    """The groups whose permissions the user has on the day: connected, and the connection not revoked."""
    return tuple(group for group, one in user.connections.items() if not connection_revoked(one, day))


def dates_between(entry: User | Connection, first: str, last: str) -> bool:
    """Whether a revoke or resume date came after `first` and up to `last`."""
    return any(day is not None and first < day <= last for day in (entry.revoke_date, entry.resume_date))


def inactivity(user: User, options: Options, day: str, old: Reason | None = None) -> Answer:
    """SETROPTS INACTIVE(n): unused for more than n days, the user is revoked at the next attempt (needs INITSTATS).

    `old`: why the days up to `day` are not known; the user may have been used in them.
    """
    if options.inactive.value is False or options.initstats.value is False or user.protected:
        return _ALLOWED
    used = _day(user.last_access or user.created)
    today = _day(day)
    if used is not None and today is not None and used >= today:
        return _ALLOWED  # no number of days is exceeded
    if options.inactive.value is None:
        return Answer("undecided", (Reason(options.inactive.why or "whether SETROPTS INACTIVE is set is unknown"),))
    limit = options.inactive_days.value
    if limit is None or used is None or today is None:
        return Answer("undecided", (Reason("how long the user has been unused cannot be told", places(user.at)),))
    if (today - used).days <= limit:
        return _ALLOWED
    if old is not None:
        return Answer("undecided", (old,), (assumptions.LAST_USE,))
    text = f"unused for {(today - used).days} days, and SETROPTS INACTIVE({limit}) revokes it at the next logon"
    why = Reason(text, places(user.at, options.inactive_days.at, options.inactive.at))
    if options.initstats.value is None:
        return Answer("undecided", (Reason("whether INITSTATS is in effect is unknown"),), (assumptions.LAST_USE,))
    return Answer("denied", (why,), (assumptions.LAST_USE,))


def day_and_time(user: User, day: str) -> Answer:
    """Limits of weekday and time of day. The weekday is that of `day`; the moment and its time zone are unknown."""
    today = _day(day)
    if user.days is not None and not all(user.days):
        if today is None:
            return Answer("undecided", (Reason("the weekday of the audit cannot be told"),))
        number = today.isoweekday() % 7
        if not user.days[number]:
            return Answer("denied", (Reason(f"the user may not log on on a {_DAYS[number]}", places(user.at)),))
    if user.start_time or user.end_time:
        text = "the user may log on at certain times of day only, and the time of the logon is unknown"
        return Answer("undecided", (Reason(text, places(user.at)),))
    return _ALLOWED


def active_factors(user: User) -> tuple[str, ...]:
    """Names of the MFA factors that are active for the user."""
    return tuple(factor.name for factor in user.factors if factor.active)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
