"""Write every generated file and part of a file again, from the tables of the code: `python -m tests.renew`.

A test proves that what is committed is what this writes. Nobody edits these by hand:

- README: what each input settles, the flags of inputs and `--format`, the formats, the number of policies;
- `policies/lib/evidence.rego`: what is said of an input that was not offered, and the record types of the unload;
- `policies/README.md` (as `auditor policies docs` does);
- `fixtures/` (as `python -m tests.shop.build` does).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from auditor.models.formats import CHOICE, FORMATS
from auditor.models.source import EVIDENCE, OFFERED, Source
from auditor.policies.catalogue import load_catalogue
from auditor.policies.pages import catalogue_page
from auditor.sources.irrdbu00.layout import KEPT
from tests.shop.build import every_file

ROOT = Path(__file__).resolve().parent.parent

CLAUTH = "0202"
"""The record type that policies ask for by a need of its own, `unload:clauth`, not with the others of users."""


def main() -> None:
    """Write what differs, and say which files these are."""
    for name, content in generated().items():
        path = ROOT / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            sys.stdout.write(f"{name}\n")


def generated() -> dict[str, bytes]:
    """Return the whole content of every file that is generated or has generated parts, by its path below the root."""
    files = {
        "README.md": readme((ROOT / "README.md").read_text(encoding="utf-8")).encode(),
        "policies/lib/evidence.rego": evidence((ROOT / "policies/lib/evidence.rego").read_text("utf-8")).encode(),
        "policies/README.md": catalogue_page(load_catalogue()).encode(),
    }
    return files | {f"fixtures/{name}": content for name, content in every_file().items()}


def readme(text: str) -> str:
    """Return README with its tables of inputs, flags and formats, and its number of policies, as the code has them."""
    text = _table(text, "### What each input settles", r"--", (f"| `{_flag(s)}` | {s.settles} |" for s in EVIDENCE))
    for source in OFFERED:
        text = _row(text, source)
    text = _only(r"^\| `--format` \|[^;]*", f"| `--format` | `{CHOICE}`", text)
    rows = (f"| `{row.file}` | `{row.name}` | {row.use} |" for row in FORMATS)
    text = _table(text, "## Reports and formats", r"[^`]+` \| `", rows)
    return _only(r"^\d+ policies in", f"{len(load_catalogue().policies)} policies in", text)


def evidence(text: str) -> str:
    """Return `evidence.rego` with the sources and record types that the readers have."""
    missing = "".join(f'\t"{s.kind}": "{s.missing} ({_flag(s)})",\n' for s in EVIDENCE)
    text = _only(r"^options := \{\n.*?^\}", f"options := {{\n{missing}}}", text)
    profiles = [code for code, kept in KEPT.items() if kept.of == "profile"]
    people = [code for code, kept in KEPT.items() if kept.of in ("group", "user") and code != CLAUTH]
    data_sets = [code for code, kept in KEPT.items() if kept.of == "data set"]
    for name, codes in (("profile_records", profiles), ("data_set_records", data_sets), ("user_records", people)):
        words = ", ".join(f'"{code}"' for code in sorted(codes))
        text = _only(rf"^{name} := .*?\}}", f"{name} := {{{words}}}", text)
    return text


def _flag(source: Source) -> str:
    return f"--{source.kind.replace('_', '-')}"


def _row(text: str, source: Source) -> str:
    """Renew the row of a source's flag; a new one stands before `--system`, or before `--policies` if it is judging."""
    words = (source.help or "").removesuffix(".")
    words = words if words[1:2].isupper() else words[:1].lower() + words[1:]
    row = f"| `{_flag(source)}` | {words} |"
    start = text.index("### Flags of scan and gate")
    head, table = text[:start], text[start:]
    if f"\n| `{_flag(source)}` |" in table:
        return head + _only(rf"^\| `{_flag(source)}` \|.*?$", row, table)
    before = "| `--policies` |" if source.judging else "| `--system` |"
    return head + table.replace(before, f"{row}\n{before}", 1)


def _table(text: str, heading: str, first: str, rows: Iterable[str]) -> str:
    """Put `rows` in the place of those of the table under a heading whose first cell begins so; they stand together."""
    start = text.index(heading)
    pattern = rf"(?:^\| `{first}[^\n]*\n)+"
    return text[:start] + _only(pattern, "".join(f"{row}\n" for row in rows), text[start:])


def _only(pattern: str, new: str, text: str) -> str:
    """Replace the first match, which must be there."""
    text, count = re.subn(pattern, lambda _: new, text, count=1, flags=re.MULTILINE | re.DOTALL)
    if not count:
        raise LookupError(f"nothing matches {pattern!r}: the table that is generated there is gone")
    return text


if __name__ == "__main__":
    main()
