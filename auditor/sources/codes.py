"""Every diagnostic code there is, with one sentence: what `auditor schema result` publishes.

A test holds this list to the readers: a code that a reader can give and that is not here fails it, and so does one that
none can give. Codes are for life, like policy ids.
"""

from __future__ import annotations

from typing import Final

from auditor.sources.hwscfg.sound import SAYS

_ANY_FILE: Final = {
    "unreadable": "the file is not what it was offered as, or cannot be read at all",
    "contradiction": "the file says two different things about one value",
    "dates-differ": "what auditor.toml says of the day it was taken does not fit what it holds",
    "taken-after": "it was taken after the day the audit speaks for",
    "collected": "who fetched it, when and from where, as the manifest beside it says",
    "not-collected": "a part of this input could not be fetched: the manifest says why",
    "changed": "it is not the file that was fetched: its size or digest is not the one in the manifest",
    "too-old": "it was taken longer before the day the audit speaks for than max_evidence_days allows",
    "wrapped": "something that does not belong to it stands around the member or listing, and is left out",
    "cut-off": "the file ends before all was said",
    "invalid-value": "a value is none that its parameter or column can have",
}

_UNLOAD: Final = {
    "bad-date": "a field should hold a date yyyy-mm-dd and does not",
    "bad-flag": "a field should hold YES or NO and does not",
    "bad-id": "a field should hold a user ID or group and does not",
    "bad-key": "what names the record is blank or shifted",
    "bad-name": "a name holds a character that no RACF name has: perhaps another code page",
    "bad-number": "a field should hold a number and does not",
    "bad-rdw": "a record descriptor word is impossible: nothing after it can be read",
    "bad-time": "a field should hold a time hh:mm:ss and does not",
    "bad-value": "a field holds none of its values",
    "blank-field": "a field that is never blank is blank",
    "connection-mismatch": "two records disagree about a connection of a user to a group",
    "control-byte": "a control byte stands in a name or value",
    "cut-in-key": "the record ends inside what names it",
    "damaged-type": "the record type is unknown, but the columns are those of a known type",
    "duplicate": "the same record is there twice: perhaps two unloads in one file",
    "either-profile": "a generic and a discrete profile have one name, and nothing tells whose list or segment this is",
    "incomplete": "the unload lacks a kind of record that a whole one has",
    "line-end": "a line ends differently from the others",
    "no-ssignon": "the unload has no SSIGNON records at all",
    "orphan": "a record belongs to a profile, user or group that the unload does not have",
    "partial": "names that RACF keeps consistent point to nothing: the unload is a part of a database",
    "out-of-class": "the class has no records of this type",
    "reserved-type": "the record type is reserved by IBM",
    "separator": "a column between fields is not blank: the columns are shifted",
    "short-record": "the record ends before its last column",
    "stray-line": "a line has no record type: perhaps the rest of a record broken in free text",
    "surplus": "the record holds text after its last column",
    "truncated": "the file is cut",
    "undefined-group": "a group is named that the unload does not define",
    "undefined-level": "an access or audit level is one that RACF does not define",
    "uneven-length": "the record is longer or shorter than the others of its type in the file",
    "unknown-protection": "the protection of a key is one that IBM does not list",
    "unknown-type": "the record type is not known here: perhaps of a newer release",
}

_SETROPTS: Final = {
    "absent-is-off": "the extract has no such key, which means that the option is off",
    "class-twice": "a class stands twice in one list",
    "duplicate-list": "a class list is there twice",
    "empty-list": "a class list has neither classes nor NONE",
    "heading-missing": "a class list that every listing has is not there",
    "inactive-class": "an option of a class that is not active: it has no effect",
    "incomplete-listing": "one of the listings of the file is not complete and is left aside",
    "later-command": "a command after the listing or display may have changed what it shows",
    "line-cut": "a line of a class list ends early although the list goes on",
    "list-misaligned": "a line of a class list does not stand under its list",
    "listings-differ": "two listings of the file say different things",
    "message": "a message of the system stands in the listing",
    "not-a-class": "something among class names is none",
    "not-key-value": "a line of the extract is no KEY:VALUE",
    "sentence-missing": "a sentence that every listing has is not there",
    "unknown-key": "a key of the extract is not known",
    "unknown-sentence": "a line of the listing is not known: it settles nothing",
}

_HWSCFG: Final = {
    "duplicate-endpoint": "more than one member defines this HWS ID",
    "syntax": "text is no statement that can be read",
}

_CLIENTS: Final = {
    "draft-client": "a client of the inventory is a draft: it declares nothing until somebody confirms it",
}

_CLIENT_FILES: Final = {
    "no-client": "no client of IMS is written down in the file",
    "no-text": "the file, or one of an archive, is no text and was not looked through",
    "not-opened": "an archive in an archive was not opened",
    "too-much": "the file, or what an archive holds, is larger than is read",
}

_FOLDER: Final = {
    "not-taken": "a file of the folder is no evidence that was recognised, or may be taken by name alone",
    "system-named": "where the name of the system comes from",
}

_IMSCON: Final = {
    "column-shifted": "a value of the display does not stand under its heading",
    "completion-code": "the command did not complete for this IMS Connect",
    "not-understood": "a row of the display names no IMS Connect",
    "row-cut": "a row of the display ends before its last column",
    "unknown-line": "a line of the display is not known: it settles nothing",
}

_TLS: Final = {
    "client-role": "a rule for inbound connections has the role of a client in the handshake",
    "hyphen-range": "a range of ports is written with a hyphen, which IBM's syntax does not have",
    "unresolved": "a rule names a part that is not there, there twice, or holds a value it cannot have",
}

_SMF: Final = {
    "doubled": "records stand several times in whole stretches, and were counted once",
    "equal-records": "records equal the one before them, and were counted: two events of one second can be equal",
    "no-flags": "logons do not say whether a ticket was evaluated: they count as no tickets",
    "outside-period": "records are of days that say nothing about the day of the audit, and were not counted",
    "overlap": "minutes stand at two places with different records, and were counted at both",
    "several-systems": "records are of several systems, and the site names none of them",
    "unjoined-job": "the logons of a job belong to no endpoint",
    "unknown-qualifier": "a qualifier is a word whose number is not known here",
    "unknown-user": "users are named that the unload does not have: they are counted and never shown",
}

CODES: Final[dict[str, str]] = dict(
    sorted(
        {
            **{code: f"a statement or parameter {says}" for code, says in SAYS.items()},
            **_UNLOAD, **_SETROPTS, **_HWSCFG, **_CLIENTS, **_CLIENT_FILES, **_FOLDER, **_IMSCON, **_TLS, **_SMF,
            **_ANY_FILE,
        }.items()
    )
)  # fmt: skip
"""Code -> what it means."""
