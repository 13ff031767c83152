"""One RACF system as the estate describes it on the day the audit speaks for: the evidence, asked with care.

Nothing here decides access. It answers what is known, what is missing and what may have been lost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from auditor.models.estate import Estate
from auditor.models.place import At, Damage
from auditor.models.racf import ClassOptions, Profile, User
from auditor.racf.answer import Answer, Reason, places
from auditor.racf.patterns import ClassIndex
from auditor.racf.question import Question

NameTest = Callable[[str], bool]
_UNKNOWN_CLASS = ClassOptions()


@dataclass(frozen=True, slots=True)
class FoundUser:
    """A user as far as the unload tells. `user` None: not defined when `unknown` is None, else it cannot be told."""

    user: User | None
    unknown: Reason | None


class System:
    """The estate with its profiles indexed. One is made for each audit; it holds what was looked up already."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self.day = estate.as_of
        self.damage = tuple(damage for damage in estate.evidence.unload.damage if damage.field is None)
        """Lost records. What one unreadable field holds, no decision hangs on."""
        self.old = self.old_unload()
        self._indexes: dict[str, ClassIndex] = {}
        self.answers: dict[Question, Answer] = {}
        """Answers to access questions already asked: clients ask the same ones again and again."""

    def options(self, class_name: str) -> ClassOptions:
        """What SETROPTS LIST says of the class; all unknown where it says nothing."""
        return self.estate.classes.get(class_name, _UNKNOWN_CLASS)

    def profiles(self, class_name: str) -> dict[str, Profile]:
        """The profiles of the class by name."""
        return self.estate.profiles.get(class_name, {})

    def index(self, class_name: str) -> ClassIndex:
        """The generic profiles of the class, most specific first."""
        found = self._indexes.get(class_name)
        if found is None:
            found = self._indexes[class_name] = ClassIndex(self.profiles(class_name))
        return found

    def old_unload(self) -> tuple[str, Reason] | None:
        """The day of an unload too old to tell of the days up to that of the audit, and why; None for a recent one.

        Of several files the oldest day counts; where only the newest dates inside are known, the newest of them.
        """
        files = [file for file in self.estate.inputs if file.kind == "unload" and file.taken is not None]
        known = [file.taken for file in files if file.taken and file.taken_from != "bound"]
        bounds = [file.taken for file in files if file.taken and file.taken_from == "bound"]
        day = min(known) if known else max(bounds, default=None)
        if day is None:
            return None
        days = (date.fromisoformat(self.day) - date.fromisoformat(day)).days
        if days <= self.estate.site.max_evidence_days:
            return None
        return day, Reason(f"the unload is {days} days older than {self.day}, and the days since are not in it")

    def no_profiles(self) -> Reason | None:
        """Why nothing can be said of any profile, or None when the unload has resource records."""
        if not self.estate.evidence.unload.offered:
            return Reason("no IRRDBU00 unload was offered")
        if not self.estate.unload.resources:
            return Reason("the unload holds no general resource record (0500)")
        return None

    def of_change(self, at: At) -> bool:
        """Whether the script of a change made this fact, so that it is known whatever the unload lacks."""
        inputs = self.estate.inputs
        return 0 <= at.source < len(inputs) and inputs[at.source].kind == "change"

    def lost(self, types: Collection[str], class_name: str, names: NameTest) -> Reason | None:
        """A damaged record that could have been of one of `types`, of the class and of a name that `names` accepts."""
        for damage in self.damage:
            if damage.record_type is not None and damage.record_type not in types:
                continue
            if damage.class_name is not None and damage.class_name != class_name:
                continue
            if damage.name is None or names(damage.name):
                return _because(damage)
        return None

    def lost_user(self, types: Collection[str], user_id: str) -> Reason | None:
        """A damaged record of one of `types` that could have been about the user."""
        for damage in self.damage:
            if damage.record_type is not None and damage.record_type not in types:
                continue
            if damage.class_name is None and (damage.name is None or damage.name == user_id):
                return _because(damage)
        return None

    def user(self, user_id: str) -> FoundUser:
        """The user profile, that there is none, or why it cannot be told."""
        found = self.estate.users.get(user_id)
        if found is not None:
            return FoundUser(found, None)
        if not self.estate.evidence.unload.offered:
            return FoundUser(None, Reason("no IRRDBU00 unload was offered"))
        if not self.estate.unload.users:
            return FoundUser(None, Reason("the unload holds no user record (0200)"))
        return FoundUser(None, self.lost_user(("0200",), user_id))


def _because(damage: Damage) -> Reason:
    return Reason(f"a record of the unload is lost: {damage.message}", places(damage.at))
