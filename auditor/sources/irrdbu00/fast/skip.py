"""Patterns that prove a run of records sound and of no interest, so that `re` passes over it at the speed of C.

One pattern describes a whole *entity*: a group, user or profile with all its records, each of its exact length, with
blank separators and one and the same key, list records before the base record, which is there once. Whatever a
pattern does not take (an interesting class, a privileged user, any damage, another order) is looked at record by
record; a pattern can only cost time, never lose a record. Possessive quantifiers keep the engine from looking back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from auditor.models.classes import GENERIC_CHARACTERS, PARTS
from auditor.sources.columns import Field
from auditor.sources.irrdbu00.layout import LAYOUT, RecordType
from auditor.sources.transfer.forms import Form

_SURPLUS: Final = frozenset({"0561", "0562"})
"""Real unloads write these longer than the table, with blanks."""

_LISTS: Final = {
    "01": ("0102", "0101", "0103"),
    "02": ("0205", "0203", "0202", "0201", "0204", "0206", "0207", "0208", "0209", "020A", "020B"),
    "05": ("0505", "0503", "0507", "0501", "0502", "0504", "0506", "0508", "0509"),
}
"""Records that come before the base record, most frequent first."""


NAME_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#$@"
"""What user IDs and groups are made of."""


class Patterns:
    """Builds the patterns of one transfer form."""

    def __init__(self, form: Form, *, dotall: bool = False) -> None:
        self._form = form
        self.blank = self.literal(" ")
        # Text: "." stops at a line end, so no record can hide another. Binary: the length says where a record ends.
        self._flags = re.DOTALL if dotall or form.kind != "text" else 0
        self.first = b"[^\\x00-" + re.escape(" ".encode(form.codepage)) + b"]"
        """A character that can begin a name: no blank, no control byte."""
        in_names = b"".join(re.escape(letter.encode(form.codepage)) for letter in NAME_LETTERS)
        self.person = b"[" + in_names + b"][" + in_names + self.blank + b"]{7}"
        """A user ID or group in eight columns; the few of other letters are looked at one by one."""

    def compile(self, pattern: bytes) -> re.Pattern[bytes]:
        """A pattern of this form."""
        return re.compile(pattern, self._flags)

    def entity(self, prefix: str, key: bytes, name: bytes, special: Mapping[str, bytes]) -> bytes:
        """All records of one key: `key` captures it (group `name`), `special` replaces patterns of fields.

        A group's base record is captured too.
        """
        lists = _LISTS[prefix]
        base = f"{prefix}00"
        entity = LAYOUT[base].entity
        rest = [code for code, kind in LAYOUT.items() if kind.entity == entity and code not in lists and code != base]
        same = b"(?P=" + name + b")"
        return (
            self.captured(prefix, b"(?P<" + name + b">" + key + b")")
            + b"(?:" + self._trie(lists, same, special) + b")*+"
            + (b"(?P<base>" if prefix == "01" else b"(?:") + self.record(LAYOUT[base], same, special) + b")"
            + b"(?:" + self._trie(rest, same, special) + b")*+"
            + b"(?!" + self._head(LAYOUT[base].length) + self.literal(base + " ") + same + b")"
            + b"(?!\\Z)"
        )  # fmt: skip

    def captured(self, prefix: str, key: bytes) -> bytes:
        """The key of the first record, which must begin with `prefix`: else nothing is captured, and time is saved."""
        head = b".{4}" if self._form.kind != "text" else b""
        return b"(?=" + head + self.literal(prefix) + b".{3}" + key + self.blank + b")"

    def unkept(self, kept: Iterable[str]) -> bytes:
        """What stands before the name of a profile that may be passed over, whatever follows: see `classes.kept`.

        The class stands behind the 246 columns of the name, so that one step tells which names matter.
        """
        whole = [name for name in kept if name not in PARTS]
        ways = [self._of(whole)]
        for class_name, part in PARTS.items():
            heads = [self._possible(beginning) for beginning in part.beginnings]
            if part.endings:
                generic, plain = self._in_set(GENERIC_CHARACTERS), self._in_set(GENERIC_CHARACTERS + " ")
                endings = b"|".join(self.literal(ending) for ending in part.endings)
                heads.append(b"[^" + plain + b"]*+[" + generic + b"]")
                heads.append(b"(?:(?!" + self.blank + b").)*?(?:" + endings + b")" + self.blank)
            ways.append(self._of([class_name]) + b"(?:" + b"|".join(heads) + b")")
        return b"(?!" + self._of([*whole, *PARTS]) + b"(?:" + b"|".join(ways) + b"))"

    def _of(self, names: Iterable[str]) -> bytes:
        """A profile of one of these classes begins here."""
        return b"(?=.{246}" + self.blank + self.classes(names) + b")"

    def classes(self, names: Iterable[str]) -> bytes:
        """Any of these classes, in its eight columns."""
        return b"(?:" + b"|".join(self.literal(name.ljust(8)) for name in sorted(names)) + b")"

    def _possible(self, beginning: str) -> bytes:
        """The beginning itself, or a name that has a generic character before its end."""
        pattern = b""
        for letter in reversed(beginning):
            pattern = b"(?:[" + self._in_set(GENERIC_CHARACTERS) + b"]|" + self.literal(letter) + pattern + b")"
        return pattern

    def _in_set(self, letters: str) -> bytes:
        return b"".join(re.escape(letter.encode(self._form.codepage)) for letter in letters)

    def run(self, codes: Iterable[str], special: Mapping[str, bytes]) -> bytes:
        """Records of these types in any order and of any key, unless `special` says what a field must be."""
        return b"(?:" + self._trie(codes, b"", special) + b")"

    def other_data_sets(self, qualifiers: Iterable[str]) -> dict[str, bytes]:
        """The name in records of data sets: none that begins with one of `qualifiers`. {} where there are none.

        The first qualifier of a data set profile holds no generic character, so that no other can cover such a name.
        Source: RACF Command Language Reference, "Profile names for data sets".
        """
        heads = b"|".join(self.literal(f"{name}.") for name in sorted(qualifiers))
        fields = (layout.fields[1] for layout in LAYOUT.values() if layout.entity == "data set")
        return {field.name: b"(?!" + heads + b").{44}+" for field in fields} if heads else {}

    def literal(self, text: str) -> bytes:
        """The bytes of a text in the code page of the file."""
        return re.escape(text.encode(self._form.codepage))

    def _head(self, length: int) -> bytes:
        return b"" if self._form.kind == "text" else re.escape((length + 4).to_bytes(2, "big") + b"\0\0")

    def _trie(self, codes: Iterable[str], same: bytes, special: Mapping[str, bytes]) -> bytes:
        """Alternatives that share no first byte where that can be had: the engine then tries one only."""
        if self._form.kind != "text":
            return b"|".join(self.record(LAYOUT[code], same, special) for code in codes)
        return self._branch("", list(codes), same, special)

    def _branch(self, prefix: str, codes: list[str], same: bytes, special: Mapping[str, bytes]) -> bytes:
        if len(prefix) == 4:
            return self._after_code(LAYOUT[prefix], same, special, LAYOUT[prefix].length)
        heads = dict.fromkeys(code[len(prefix)] for code in codes)
        parts = [
            self.literal(head)
            + self._branch(prefix + head, [c for c in codes if c[len(prefix)] == head], same, special)
            for head in heads
        ]
        return parts[0] if len(parts) == 1 else b"(?:" + b"|".join(parts) + b")"

    def record(self, layout: RecordType, same: bytes, special: Mapping[str, bytes], *, current: bool = False) -> bytes:
        """One record in every length that a release writes, or in the `current` one only."""
        code = self.literal(layout.code)
        shapes = (
            self._head(length) + code + self._after_code(layout, same, special, length)
            for length in (layout.length, *(() if current else layout.older))
        )
        return b"(?:" + b"|".join(shapes) + b")"

    def _after_code(self, layout: RecordType, same: bytes, special: Mapping[str, bytes], length: int) -> bytes:
        """Everything behind columns 1-4: separators, key, fields, line end."""
        end = 4
        pieces = [self.blank]
        if same:
            pieces.append(same)
            end = 260 if layout.entity == "general resource" else 13
            pieces.append(self.blank)
        fields = [field for field in layout.fields[1:] if end < field.first and field.last <= length]
        tail = self._tail(layout)
        if self._form.stripped:
            return b"".join(pieces) + self._cut(fields, tail, special)
        at = end + 2
        for field in fields:
            if field.first > at:  # a gap of more than one column, in three types
                pieces.append(b".{%d}+" % (field.first - at))
            pieces.append(special.get(field.name, b".{%d}+" % (field.last - field.first + 1)))
            pieces.append(self.blank)
            at = field.last + 2
        return b"".join(pieces[:-1]) + tail

    def _cut(self, fields: Sequence[Field], tail: bytes, special: Mapping[str, bytes]) -> bytes:
        """Fields of a record that may end anywhere but in a blank, because its trailing blanks were cut off."""
        pattern = b""
        following = 0
        cut = b"(?<!" + self.blank + b")" + tail
        for field in reversed(fields):
            width = field.last - field.first + 1
            gap = b".{%d}" % (following - field.last - 2) if following > field.last + 2 else b""
            more = b"(?:" + gap + self.blank + pattern + b"|" + cut + b")" if pattern else tail
            if field.name in special:
                pattern = special[field.name] + more
            else:
                pattern = b"(?:.{%d}+" % width + more + b"|[^\\r\\n]{1,%d}+" % max(width - 1, 1) + cut + b")"
            following = field.first
        return pattern or tail

    def _tail(self, layout: RecordType) -> bytes:
        if self._form.kind != "text":
            return b""
        surplus = self.blank + b"*+" if layout.code in _SURPLUS else b""
        return surplus + re.escape(self._form.newline)


@cache
def survey_pattern(
    form: Form,
    kept: frozenset[str],
    privileges: tuple[str, ...],
    defining: tuple[str, ...],
    qualifiers: frozenset[str] = frozenset(),
) -> re.Pattern[bytes]:
    """What the survey may pass over: entities of classes that are not `kept`, users without `privileges`.

    Data sets of `qualifiers` are not passed over.

    Nor may a user be passed over who has class authority (CLAUTH, record 0202) of a class of `defining`.

    A match is one user (`user`), whose last logon day is then the last group (it has no name), one group (`group`), or
    a run of others; `resource` is set when that holds profiles.
    """
    make = Patterns(form)
    eight = make.first + b".{7}"
    key = make.unkept(kept) + make.first + b".{245}" + make.blank + eight
    special = dict(ordinary(form, privileges, defining)) | {"USBD_LASTJOB_DATE": b"(.{10}+)"}
    others = make.other_data_sets(qualifiers)
    datasets = make.run((code for code, layout in LAYOUT.items() if layout.entity == "data set"), others)
    group = make.entity("01", make.person, b"group", {})
    resource = make.entity("05", key, b"resource", {})
    user = make.entity("02", make.person, b"user", special)
    return make.compile(b"(?:" + datasets + b"|" + resource + b")++|" + group + b"|" + user)


def ordinary(form: Form, privileges: Iterable[str], defining: Iterable[str]) -> dict[str, bytes]:
    """Fields of a user without privileges: each flag NO, a UID that is not zero, no CLAUTH of a class of `defining`."""
    make = Patterns(form)
    classes = b"|".join(make.literal(name.ljust(8)) for name in sorted(defining))
    no_zero = b"(?![" + make.literal("0") + make.blank + b"]{10}).{10}+"
    return dict.fromkeys(privileges, make.literal("NO  ")) | {
        "USOMVS_UID": no_zero,
        "USCLA_CLASS": b"(?!" + classes + b").{8}+",
    }


@cache
def groups_pattern(form: Form) -> re.Pattern[bytes]:
    """Finds the groups in the connections (0203, 0205) of one user."""
    make = Patterns(form)
    codes = make.literal("020") + b"[" + make.literal("35") + b"]" + make.blank
    return make.compile(codes + b".{8}" + make.blank + b"(.{8})")


@cache
def members_pattern(form: Form) -> re.Pattern[bytes]:
    """Finds the users that the records 0102 of one group list; the last blanks of a record may be cut off."""
    make = Patterns(form)
    return make.compile(make.literal("0102 ") + b".{8}" + make.blank + b"(.{8})")
