"""Passing over what is sound and no fact: the fast patterns first, the careful ones for what those leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from struct import Struct
from typing import Final

from auditor.models.classes import DEFINING, PROFILED
from auditor.sources.irrdbu00.fast.line_ends import counted
from auditor.sources.irrdbu00.fast.skip import groups_pattern, members_pattern, survey_pattern
from auditor.sources.irrdbu00.fast.stride import Stride, UserStride, aside_stride, strides, user_stride
from auditor.sources.irrdbu00.layout import KEPT, span
from auditor.sources.irrdbu00.needed import ASIDE
from auditor.sources.irrdbu00.wanted import PRIVILEGES, Passed, Wanted
from auditor.sources.transfer.forms import Form

MANY: Final = 256
"""Connections; a user with more is looked at record by record."""

_EXPECTED: Final = {
    prefix: tuple(code for code, kept in KEPT.items() if kept.always and code[:2] == prefix and code[2:] != "00")
    for prefix in ("01", "02", "05")
}
"""Types besides the base records of which every database has records."""

_DAY: Final = span("0200", "USBD_LASTJOB_DATE")[0] - 1


class Passing(Passed):
    """A `Skip` of `walk`. Not passed over is what may matter: it is looked at record by record."""

    def __init__(self, form: Form, wanted: Wanted) -> None:
        super().__init__(form)
        self.skip = self._over
        self._head = 0 if form.kind == "text" else 4
        self._fast = strides(form, PROFILED, wanted.qualifiers)
        self._aside = aside_stride(form, ASIDE)
        self._user = user_stride(form, PRIVILEGES, DEFINING)
        self._density = {second: 1 / stride.base_size for second, stride in self._fast.items()}
        self._second = "2".encode(form.codepage)[0]
        self._careful = survey_pattern(form, PROFILED, PRIVILEGES, DEFINING, wanted.qualifiers).match
        self._names, self._groups = _encoded(wanted.users, form), _encoded(wanted.groups, form)
        self._connected = groups_pattern(form).findall
        self._members = members_pattern(form).findall
        self._listed = {(name,) for name in self._names}
        self._unseen = {
            prefix: {code: f"{code} ".encode(form.codepage) for code in codes} for prefix, codes in _EXPECTED.items()
        }
        self._cells = [_Cells(self._head + 14, size) for size in (self._user.sizes if self._user else ())]

    def _over(self, block: bytearray, at: int, stop: int, before: int) -> tuple[int, int]:
        """The first record from `at` on that must be looked at, and how many records stand before it.

        `before` records of the file, or range, stand before `at`.
        """
        count, fast, place = 0, self._fast, self._head + 1
        while at + place < stop:
            second = block[at + place]
            if second == self._second and self._user is not None:
                end, records = self._users(self._user, block, at, stop)
                if end > at:
                    at, count = end, count + records
                    continue
            stride = fast.get(second)
            taken = stride and stride.take(block, at, stop, self._density[second])
            if stride and taken:
                end, records, found = taken
                self._density[second] = records / (end - at)
                if not self._passed(stride, found, block, before + count):
                    break
            elif stride and stride.prefix == "05" and (laid := self._lay_aside(block, at, stop, before + count)):
                end, records = laid
            else:
                whole = self._careful(block, at, stop)
                if whole is None or not self._carefully(whole, block, before + count):
                    break
                end = whole.end()
                records = self._counted(block, at, end)
            at, count = end, count + records
        return at, count

    def _lay_aside(self, block: bytearray, at: int, stop: int, before: int) -> tuple[int, int] | None:
        """Lay aside profiles of which nobody knows yet whether they matter: where they end, and how many records."""
        taken = self._aside and self._aside.take(block, at, stop, 1 / self._aside.base_size)
        if not taken:
            return None
        end, records, found = taken
        self.types.add("0500")
        self._see("05", block, *found.span())
        self.aside.append((before, bytes(block[at:end])))
        return end, records

    def _users(
        self, stride: UserStride, block: bytearray, at: int, stop: int, *, doubtful: bool = False
    ) -> tuple[int, int]:
        """Pass over users from `at` on: where the first one begins that is left, and the number of records before.

        That no line end hides in a field is shown for all of them together, or where one does, for each (`doubtful`).
        """
        match, text, names, groups = stride.pattern.match, not self._head, self._names, self._groups
        (connect, connection), tails, day_at = stride.sizes, stride.tails, self._head + _DAY
        in_connects, in_connections = self._cells
        begin, count, newest, users = at, 0, self.newest, []
        while found := match(block, at, stop):
            first, second, end = found.end(2), found.end(3), found.end()
            connects, connections = (first - at) // connect, (second - first) // connection
            records = connects + connections + tails[end - second]
            if doubtful and block.count(b"\n", at, end) != records:
                break
            name = found[1]
            if name in names:
                break
            if groups:
                if connects > MANY or connections > MANY:
                    break
                mine = in_connects[connects](block, at)
                if not groups.isdisjoint(mine):
                    break
                same = in_connections[connections](block, first)
                if same != mine and not groups.isdisjoint(same):
                    break
            users.append(name)
            day = second + day_at
            if block[day : day + 10] > newest:
                newest = bytes(block[day : day + 10])
            at = end
            count += records
        if text and not doubtful and counted(block, begin, at, count) != count:
            return self._users(stride, block, begin, stop, doubtful=True)
        self.users += users
        self.newest = newest
        self._see("02", block, begin, at)
        return at, count

    def _passed(self, stride: Stride, found: re.Match[bytes], block: bytearray, before: int) -> bool:
        """Whether to pass over what the fast pattern took; if so, what it tells is noted."""
        if stride.prefix == "01":
            if found[1] in self._groups:
                return False
            first, end = found.end(stride.list_group), found.end()
            number = before + (first - found.start()) // stride.size + 1
            self._group(number, block[first:end])
            cell = Struct(f"{self._head + 14}x8s{stride.size - self._head - 22}x")
            self.listed.update(self._listed.intersection(cell.iter_unpack(block[found.start() : first])))
            self._see("01", block, *found.span())
        elif stride.prefix == "05":
            self.types.add("0500")
            self._see("05", block, *found.span())
        else:
            self.types.add("0400")
        return True

    def _carefully(self, found: re.Match[bytes], block: bytearray, before: int) -> bool:
        """Whether to pass over what the careful pattern took: one user, one group, or a run of others."""
        if found["user"] is not None:
            name = found["user"]
            if name in self._names or (
                self._groups and not self._groups.isdisjoint(self._connected(block, *found.span()))
            ):
                return False
            self.users.append(name)
            self.newest = max(self.newest, found[found.lastindex or 0])
            self._see("02", block, *found.span())
        elif found["group"] is not None:
            if found["group"] in self._groups:
                return False
            number = before + self._counted(block, found.start(), found.start("base")) + 1
            self._group(number, block[slice(*found.span("base"))])
            self.listed.update(self._listed.intersection((name,) for name in self._members(block, *found.span())))
            self._see("01", block, *found.span())
        elif found["resource"] is not None:
            self.types.add("0500")
            self._see("05", block, *found.span())
            self._see_data_sets(block, *found.span())
        else:
            self.types.add("0400")
        return True

    def _see_data_sets(self, block: bytearray, at: int, end: int) -> None:
        """Note whether data sets stand in a run that holds profiles too.

        A group of the pattern cannot tell: `re` of Python 3.11 loses its span inside a possessive repetition.
        """
        if "0400" not in self.types:
            code = "0400 ".encode(self.form.codepage)
            before = b"\0\0" if self._head else self.form.newline
            if block.startswith(code, at + self._head) or block.find(before + code, at, end) >= 0:
                self.types.add("0400")

    def _see(self, prefix: str, block: bytearray, at: int, end: int) -> None:
        """Note which types every database has stand here; once a type was seen it is not looked for again."""
        unseen = self._unseen[prefix]
        for code in [code for code, text in unseen.items() if block.find(text, at, end) >= 0]:
            self.types.add(code)
            del unseen[code]

    def _group(self, number: int, record: bytearray) -> None:
        body = record[4:] if self._head else record.removesuffix(b"\n").removesuffix(b"\r")
        self.groups.append((number, body.decode(self.form.codepage).rstrip(" ")))

    def _counted(self, block: bytearray, at: int, end: int) -> int:
        """The number of whole records between two places of a block."""
        if not self._head:
            return block.count(b"\n", at, end)
        count = 0
        while at < end:
            at += block[at] << 8 | block[at + 1]
            count += 1
        return count


class _Cells(dict[int, Callable[[bytearray, int], tuple[bytes, ...]]]):
    """How to read eight bytes, `first` bytes from the start of each of so many records of `size` bytes."""

    def __init__(self, first: int, size: int) -> None:
        super().__init__()
        self._cell = f"{first}x8s{size - first - 8}x"

    def __missing__(self, count: int) -> Callable[[bytearray, int], tuple[bytes, ...]]:
        self[count] = Struct(self._cell * count).unpack_from
        return self[count]


def _encoded(names: Iterable[str], form: Form) -> set[bytes]:
    """As they stand in eight columns; a name that the code page cannot write is in no record of the file."""
    return {name.ljust(8).encode(form.codepage, errors="ignore") for name in names}
