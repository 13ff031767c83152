"""The RACF commands of a set-up, in IBM's steps but in a safe order: define and permit first, activate last.

Where IBM writes a key as 16 digits (SSIGNON(KEYMASKED(...))) stands the label of a key in ICSF: a key in a command is in
every log that keeps the command. Source: IMS, "RACF PassTicket for IMS Connect client connections to IMS DB"; *RACF
Security Administrator's Guide*, "Storing PassTicket keys encrypted in ICSF", "Activating the PTKTDATA class".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.models.estate import Estate
from auditor.models.place import Fact
from auditor.models.racf import ClassOptions
from auditor.racf.keys import key_profile
from auditor.racf.profiles import select
from auditor.racf.system import System
from auditor.setup.lines import Left, Line
from auditor.setup.needs import needs
from auditor.setup.resources import Resource, define, guarded
from auditor.setup.shut import activated
from auditor.setup.targets import Target

SWITCHED = ("PTKTDATA", "APPL")


class Writer:
    """Writes the lines for the administrator, and collects what is left to a person."""

    def __init__(self, estate: Estate, found: Sequence[Target]) -> None:
        self.estate, self.targets = estate, found
        self.system = System(_switched_on(estate))
        """RACF as it will be once both classes are in use: what decides then is what counts."""
        self.lines: list[Line] = []
        self.left: list[Left] = []

    def write(self) -> tuple[list[Line], list[Left]]:
        """Return the lines and what is left."""
        for name in dict.fromkeys(target.application for target in self.targets):
            self._application(name, [target for target in self.targets if target.application == name])
        if self.targets:
            self.lines += list(self._classes())
            self.lines += list(self._refreshes())
        return self.lines, self.left

    def _application(self, name: str, served: Sequence[Target]) -> None:
        self._key(name, served)
        wanted = [need for target in served for need in needs(target)]
        resources = dict.fromkeys((need.class_name, need.resource) for need in wanted)
        resources = dict.fromkeys([("APPL", name), *resources])
        for class_name, resource in sorted(resources, key=lambda row: row[0] != "APPL"):
            rows = [need for need in wanted if (need.class_name, need.resource) == (class_name, resource)]
            asked = Resource(class_name, resource, name, tuple(rows), tuple(served))
            lines, left = guarded(self.estate, self.system, asked)
            self.lines += lines
            self.left += left

    def _key(self, name: str, served: Sequence[Target]) -> None:
        key = key_profile(self.system, name)
        subject = f"profile:PTKTDATA/{name}"
        label = self._label(name)
        missing = tuple(("PT-A03", f"endpoint:{target.endpoint.name}") for target in served)
        if key.exists is None or (key.exists and not key.without_key and not (key.legacy or key.enhanced)):
            why = key.why.text if key.why else "its keys are not known"
            todo = (f"Look with RLIST PTKTDATA {name} SSIGNON; without a key there: RALTER PTKTDATA {name}"
                    f" SSIGNON(EPTKEYLABEL({label})).",)  # fmt: skip
            self.left.append(Left(subject, f"whether {name} has a key cannot be told: {why}", todo, "PT-A04"))
        elif key.exists is False and name in self.estate.profiles.get("PTKTDATA", {}):
            todo = (f"Delete it (RDELETE PTKTDATA {name} GENERIC) when nothing else needs it, and run this again.",)
            self.left.append(Left(subject, f"a generic profile stands under the name {name}", todo, "PT-A03"))
        elif key.exists is False:
            self._labelled(name, label)
            command = f"{define('PTKTDATA', name, self.estate)} SSIGNON(EPTKEYLABEL({label}))"
            reason = f"without a key profile {name} RACF takes every ticket for a wrong password"
            self.lines.append(Line("racf", command, "1c", reason, missing, name))
            self.lines += self._emptied("PTKTDATA", name, missing, name, "1c")
        elif key.without_key:
            self._labelled(name, label)
            command = f"RALTER PTKTDATA {name} SSIGNON(EPTKEYLABEL({label}))"
            reason = f"key profile {name} holds no key, so no ticket can be made or checked"
            self.lines.append(Line("racf", command, "1c", reason, (("PT-A04", subject),), name))

    def _emptied(self, class_name: str, profile: str, settles: tuple[tuple[str, str], ...], unit: str,
                 step: str) -> Iterator[Line]:  # fmt: skip
        if self.estate.options.addcreator.value is not False:
            reason = "ADDCREATOR gives whoever issues RDEFINE an entry with ALTER: nobody needs it"
            yield Line("racf", f"PERMIT {profile} CLASS({class_name}) RESET(ALL)", step, reason, settles, unit)

    def _labelled(self, name: str, label: str) -> None:
        """Name the key that ICSF must hold, and guard its label before there is a key."""
        settles = tuple(("PT-A03", f"endpoint:{one.endpoint.name}") for one in self.targets if one.application == name)
        settles += (("PT-A04", f"profile:PTKTDATA/{name}"),)
        reason = "the key is made in ICSF and named by its label: nobody sees it, and no log keeps it"
        self.lines.append(Line("icsf", label, "1c", reason, settles, name))
        chosen = select(self.system, "CSFKEYS", label)
        if chosen.unresolved is not None or len(chosen.candidates) != 1:
            why = chosen.unresolved or chosen.why
            told = why.text if why else "which profile covers it cannot be told"
            self.left.append(Left(f"profile:CSFKEYS/{label}", f"whether the label is guarded is not known: {told}",
                                  (f"Look with RLIST CSFKEYS {label} AUTHUSER.",), "PT-C08"))  # fmt: skip
        elif chosen.candidates[0].name is None:
            caution = (
                "Nothing public tells whether RACF asks CSFKEYS for the requester. If tickets are refused by ICSF, put"
                f" WARNING on {label} for a test, read SMF type 80, permit who needs READ, and take WARNING off."
            )
            reason = "a label that no CSFKEYS profile covers can be used by any program that calls ICSF"
            command = define("CSFKEYS", label, self.estate)
            self.lines.append(Line("racf", command, "1c", reason, settles, name, cautions=(caution,)))
            self.lines += self._emptied("CSFKEYS", label, settles, name, "1c")

    def _label(self, name: str) -> str:
        """Return a label that no key profile of another application names yet."""
        used = {
            label
            for profile in self.estate.profiles.get("PTKTDATA", {}).values()
            if profile.ssignon is not None
            for label in (profile.ssignon.key_label, profile.ssignon.protection)
        }
        choices = (f"PTKT.{name}", *(f"PTKT.{name}.N{number}" for number in range(2, 100)))
        return next(choice for choice in choices if choice not in used)

    def _classes(self) -> Iterator[Line]:
        endpoints = [target.endpoint.name for target in self.targets]
        for class_name, policy in zip(SWITCHED, ("PT-A01", "PT-D01"), strict=True):
            options = self.estate.classes.get(class_name, ClassOptions())
            settles = tuple((policy, f"endpoint:{name}") for name in endpoints)
            step = "1a" if class_name == "PTKTDATA" else "1b"
            if options.active.value is None:
                why = options.active.why or f"whether class {class_name} is active is unknown"
                todo = (f"Look with SETROPTS LIST; if it is not active: SETROPTS CLASSACT({class_name})"
                        f" RACLIST({class_name}).",)  # fmt: skip
                self.left.append(Left(f"class:{class_name}", why, todo, policy))
            elif options.active.value is False:
                reason = f"while class {class_name} is not active, its profiles are not looked at"
                command = f"SETROPTS CLASSACT({class_name}) RACLIST({class_name})"
                yield Line("racf", command, step, reason, settles, cautions=activated(self.estate, class_name))
            elif class_name == "PTKTDATA" and _not_loaded(options):
                reason = "RACF checks tickets reliably only while PTKTDATA is RACLISTed"
                yield Line("racf", "SETROPTS RACLIST(PTKTDATA)", step, reason, (("PT-A02", "class:PTKTDATA"),))

    def _refreshes(self) -> Iterator[Line]:
        loaded = {line.text for line in self.lines}
        touched = {line.text.split()[1] for line in self.lines if line.text.startswith(("RDEFINE ", "RALTER "))}
        touched |= {line.text.partition("CLASS(")[2].partition(")")[0] for line in self.lines if "CLASS(" in line.text}
        for name in sorted(touched & {*SWITCHED, "CSFKEYS"}):
            options = self.estate.classes.get(name, ClassOptions())
            if any(f"RACLIST({name})" in text for text in loaded):
                continue
            if options.raclisted_by_application.value or options.raclisted.value is not False:
                yield Line("racf", f"SETROPTS RACLIST({name}) REFRESH", "1f", "RACF reads what is in storage")
            elif options.active.value and options.generic.value is not False:
                yield Line("racf", f"SETROPTS GENERIC({name}) REFRESH", "1f", "generic profiles are kept in storage")


def _not_loaded(options: ClassOptions) -> bool:
    return options.raclisted.value is False and options.raclisted_by_application.value is not True


def _switched_on(estate: Estate) -> Estate:
    on = {part: Fact[bool](value=True, origin="stated") for part in ("active", "raclisted")}
    classes = {name: estate.classes.get(name, ClassOptions()).model_copy(update=on) for name in SWITCHED}
    return estate.model_copy(update={"classes": {**estate.classes, **classes}})
