"""The recipes of docs/architecture.md, each followed with a toy in a copy of the tree, touching what it lists."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.renew import generated

Edit = Callable[[str], str]
"""What is done by hand to the text of a file ("" for one that is new)."""


def before(line: str, new: str) -> Edit:
    """Put `new` in front of text that stands in the file once."""
    return instead(line, f"{new}{line}")


def instead(old: str, new: str) -> Edit:
    """Put `new` in the place of text that stands in the file once."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
        return text.replace(old, new)

    return edit


def end(new: str) -> Edit:
    """Put `new` at the end of the file, or into a new one."""
    return lambda text: f"{text}{new}"


def all_of(*edits: Edit) -> Edit:
    """Do one after the other."""

    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit


@dataclass(frozen=True)
class Toy:
    """A recipe followed. `tests`: files of which those whose names hold `words` must pass in the copy."""

    edits: dict[str, Edit]
    tests: tuple[str, ...]
    words: str
    names: dict[str, str] = field(default_factory=dict)
    """What stands for each placeholder of the page."""
    begin: tuple[str, ...] = ()
    """A command of the auditor that makes the files first."""
    tried: str = ""
    """A test of ours that stands outside the copy's files, where the recipe lists none."""


OPERAND = Toy(
    {
        "auditor/racf/commands/operands.py": before('"WARNING": FLAG, "LEVEL"', '"TOYNOTE": TEXT, '),
        "auditor/racf/commands/dispositions.py": instead('_harmless("DATA LEVEL"', '_harmless("DATA LEVEL TOYNOTE"'),
    },
    ("tests/racf/commands/test_dispositions.py",),
    "TOYNOTE or every_operand",
    tried="""
from auditor.racf.commands.dispositions import disposition
from tests.racf.commands.estates import run


def test_toy():
    assert disposition("RALTER", "TOYNOTE").kind == "harmless"
    done = run("RDEFINE APPL A UACC(NONE) TOYNOTE('a <b>')")
    assert done.stored.profiles["APPL"]["A"].uacc == "NONE"
    assert not [one for one in done.messages if one.level == "not-understood"]
    unknown = run("RDEFINE APPL A UACC(NONE) NOTEOFTOY('a <b>')")
    assert [one for one in unknown.messages if one.level == "not-understood"]
""",
)

SOURCE = Toy(
    {
        "auditor/sources/<kind>.py": end('''"""A toy source."""

from auditor.sources.evidence import read_text
from auditor.sources.read import Read, reading


def read_toy(path: str, source: int) -> Read[tuple[str, ...]]:
    """Return the lines of the file."""
    text = read_text(path, "a toy")
    return reading("toy", text, source, text.lines)
'''),
        "auditor/models/source.py": before(
            '    Source(kind="config",',
            """    Source(kind="toy", title="toy", many=True, folder=True, reader="auditor.sources.toy:read_toy",
           help="A toy.", settles="toys", missing="no toy was offered", estate="toys", ages=True),
""",
        ),
        "auditor/models/estate.py": before("    site: Site = Site()\n", "    toys: tuple[str, ...] = ()\n"),
        "tests/sources/test_<kind>.py": end("""
import json
from pathlib import Path

from auditor.cli import run


def test_toy(tmp_path, root, capsys):
    (tmp_path / "toys").mkdir()
    (tmp_path / "toys/a").write_text("ball\\n")
    (tmp_path / "toys/b").write_text("kite\\n")
    member = root / "fixtures/sound/HWSCFG01.txt"
    assert run(["facts", "--hwscfg", str(member), "--toy", str(tmp_path / "toys")]) == 0
    estate = json.loads(capsys.readouterr().out)
    assert estate["toys"] == ["ball", "kite"]
    assert estate["evidence"]["toy"] == {"offered": True, "damage": []}
    assert [Path(one["path"]).name for one in estate["inputs"] if one["kind"] == "toy"] == ["a", "b"]
"""),
    },
    ("tests/sources/test_toy.py", "tests/models/test_source.py", "tests/test_docs.py"),
    "say_the_same or each_settles or flag_of_scan",
    {"<kind>": "toy"},
)  # fmt: skip

RECORD = Toy(
    {
        "auditor/sources/irrdbu00/layout.json": before(
            '  "0270": {"of"', '  "0220": {"of": "user", "key": ["USTSO_NAME"], "quoted": true},\n'
        ),
        "auditor/models/racf.py": instead(
            "    clauth: tuple[str, ...] | None = None\n",
            '    clauth: tuple[str, ...] | None = None\n    toy: str = ""\n',
        ),
        "auditor/sources/irrdbu00/facts/users.py": all_of(
            before('            people.rows["0270"].get((name,)),', '            people.rows["0220"].get((name,)),\n'),
            instead("row: Row, omvs: Row | None,", "row: Row, tso: Row | None, omvs: Row | None,"),
            before("        clauth=clauth,\n", '        toy=tso.get("USTSO_ACCOUNT") if tso else "",\n'),
        ),
        "tests/sources/irrdbu00/test_unload.py": end("""

def test_toy(rows: list[str], read: Any) -> None:
    at = index(rows, "0200")
    name = rows[at][5:13].rstrip()
    found = read([*rows, record("0220", USTSO_NAME=name, USTSO_ACCOUNT="ACCT7")], wanted_ids={name})
    assert found.users[name].toy == "ACCT7"
    assert any(line.startswith("0220") for line in found.lines.values())
    lost = read([*rows, record("0220", USTSO_NAME=name)[:9]], wanted_ids={name})
    assert [one.record_type for one in lost.damage] == ["0220"]
"""),
    },
    ("tests/sources/irrdbu00/test_unload.py", "tests/sources/irrdbu00/test_layout.py"),
    "layout",
)  # fmt: skip

PARAMETER = Toy(
    {
        "auditor/sources/hwscfg/table.py": all_of(
            before('"WTORCMD": "flag"', '"TOYPARM": "flag", '),
            before('    "racfgenrc": FactRow(', '    "toyparm": FactRow("HWS", "TOYPARM", default=False),\n'),
        ),
        "auditor/models/imsconnect.py": instead(
            "    racfgenrc: Fact[bool]\n", "    racfgenrc: Fact[bool]\n    toyparm: Fact[bool] = Fact[bool]()\n"
        ),
        "tests/sources/hwscfg/test_read.py": end("""

def test_toy(tmp_path: Path) -> None:
    file = tmp_path / "HWSCFG00"
    values = {}
    for coded in ("", ",TOYPARM=Y", ",TOYPARM=Q", ",TOYPARM=Y,TOYPARM=N"):
        file.write_text(f"HWS=(ID=ICONDB1,RACF=Y{coded})\\nODACCESS=(APPL=A,DRDAPORT=(ID=5555))\\n")
        fact = read_member(str(file), 0).facts.endpoint.toyparm
        values[coded] = fact.value, fact.origin
    assert list(values.values())[:2] == [(False, "default"), (True, "coded")]
    assert [value for value, _ in list(values.values())[2:]] == [None, None]
"""),
    },
    ("tests/sources/hwscfg/test_read.py", "tests/sources/hwscfg/test_table.py"),
    "table",
)

HEADING = Toy(
    {
        "auditor/sources/setropts/table.py": before(
            '    ListRow("ALWAYS",', '    ListRow("toy", "TOY CLASSES", "TOYCLASS", "sometimes"),\n'
        ),
        "auditor/models/racf.py": before(
            "    logoptions: Fact[str] = Fact[str]()\n", "    toy: Fact[bool] = Fact[bool]()\n"
        ),
        "auditor/models/setropts.py": before('"AUDIT": ("audit",)', '"TOY": ("toy",), '),
    },
    ("tests/sources/setropts/test_table.py", "tests/racf/commands/test_dispositions.py"),
    "table or every or TOY",
    tried="""
from auditor.sources.setropts import read_setropts
from tests.racf.commands.estates import run


def test_toy(tmp_path, root):
    text = (root / "fixtures/sound/setropts.txt").read_text()
    line = "GLOBAL=YES RACLIST ONLY ="
    assert line in text
    for later, value in (("", True), ("SETROPTS NOTOY(APPL)\\n", None)):
        file = tmp_path / "setropts.txt"
        file.write_text(text.replace(line, f"TOY CLASSES =  APPL\\n{line}") + later)
        classes = read_setropts(str(file), 0).facts.classes
        assert classes["APPL"].toy.value is value
        assert classes["PTKTDATA"].toy.value is False
    for change, value in (("TOY", True), ("NOTOY", False)):
        assert run(f"SETROPTS {change}(APPL)").active.classes["APPL"].toy.value is value
""",
)

FORMAT = Toy(
    {
        "auditor/renderers/<format>.py": end('''"""A toy format: one line for each verdict."""

from auditor.models.verdict import Result
from auditor.renderers.context import RenderContext


def render(result: Result, context: RenderContext) -> bytes:
    """Return policy, object and verdict, a line each."""
    return "".join(f"{one.policy} {ascii(one.object)} {one.verdict}\\n" for one in result.verdicts).encode()
'''),
        "auditor/models/formats.py": before('    Format("oscal",', '    Format("toy", "toy.txt", "toys"),\n'),
        "tests/renderers/test_<format>.py": end("""
from auditor.cli import run
from auditor.renderers.write import OUTPUTS


def test_toy(tmp_path, root, believable, capsys):
    (tmp_path / "result.json").write_text(believable.model_dump_json(by_alias=True))
    assert run(["report", str(tmp_path / "result.json"), "--format", "toy"]) == believable.return_code
    lines = (tmp_path / "toy.txt").read_text().splitlines()
    assert len(lines) == len(believable.verdicts)
    assert "toy.txt" in OUTPUTS, "an older one is marked before it can be taken for new"
    run(["scan", "--help"])
    assert "csv,markdown,toy" in capsys.readouterr().out
"""),
    },
    ("tests/renderers/test_toy.py", "tests/renderers/test_interface.py", "tests/test_docs.py"),
    "(toy and not hash_seed) or every_format or formats_and_files",
    {"<format>": "toy"},
)  # fmt: skip

POLICY = Toy(
    {
        "policies/<slug>/<slug_>.rego": all_of(
            instead("	endpoint.racf.value == true\n", ""),
            instead('judged(endpoint, "pass", "RACF=Y is coded.", null)', "of_ports(endpoint)"),
            end("""
of_ports(endpoint) := judged(endpoint, "fail", "A port is 7777.", null) if {
	7777 in {port.id.value | some port in endpoint.ports}
} else := judged(endpoint, "undecided", "It is not known which ports there are.", "a port is not known") if {
	null in {port.id.value | some port in endpoint.ports}
} else := judged(endpoint, "pass", "No port is 7777.", null)
"""),
        ),
        "policies/<slug>/<slug_>_test.rego": all_of(
            instead(
                '{"name": "IMSX", "racf": {"value": racf}}', '{"name": "IMSX", "ports": [{"id": {"value": racf}}]}'
            ),
            instead("estate(true)", "estate(5555)"),
            instead("estate(false)", "estate(7777)"),
        ),
        "policies/<slug>/README.md": instead("What it checks, in two sentences.", "No port is 7777. It is a toy."),
        "tests/shop/faults.py": instead(
            '    raise NotImplementedError("put the fault of toy-port, and nothing else, into the sound installation")',
            """    shop.members["HWSCFG02.txt"] = member("ICONDB2", "IMSDRDA2", 7777)
    shop.ports[1] |= {"port": 7777}
    for files in (shop.displays, shop.client_files):
        files.update({name: [line.replace("5556", "7777") for line in lines] for name, lines in files.items()})""",
        ),
    },
    ("tests/test_fixtures.py", "tests/test_docs.py"),
    "toy-port or a_fixture or number_of_policies",
    {"<slug>": "toy-port", "<slug_>": "toy_port"},
    begin=("policies", "new", "toy-port", "--id", "PT-E90"),
    tried="""
from auditor.policies.catalogue import load_catalogue
from auditor.policies.policytest import run_tests


def test_toy(root):
    run = run_tests(load_catalogue(), only=[root / "policies/toy-port"])
    assert len(run.outcomes) == 4
    assert not run.failed
""",
)

TOYS = (OPERAND, SOURCE, RECORD, PARAMETER, HEADING, FORMAT, POLICY)
"""By the number of the recipe."""


@dataclass(frozen=True)
class Recipe:
    """What the page says: the number of files it claims, the files by hand, and those that are generated."""

    title: str
    claimed: int
    by_hand: tuple[str, ...]
    generated: tuple[str, ...]


def recipes(page: str) -> list[Recipe]:
    """Return the recipes of the page, in order."""
    found = []
    for part in re.split(r"^### \d+\. ", page[page.index("## Recipes") :], flags=re.MULTILINE)[1:]:
        ((number, test, listed),) = re.findall(
            r"^By hand \((\d+)(, and its test)?\):\n\n((?:- .*\n)+)", part, re.MULTILINE
        )
        hand = re.findall(r"^- `([^`]+)`: ", listed, re.MULTILINE)
        (made,) = re.findall(r"^Generated: (.*)\.$", part, re.MULTILINE) or ("",)
        claimed = int(number) + bool(test)
        found.append(Recipe(part.splitlines()[0], claimed, tuple(hand), tuple(re.findall(r"`([^`]+)`", made))))
    return found


TRIED = "tests/test_tried.py"
TRY = """
import sys
import pytest
if sys.argv[1] == "True":
    from tests.renew import main
    main()
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "--basetemp", *sys.argv[2:]]))
"""
"""Renew what is generated, where the recipe says that something is, and run tests of the copy."""

PARTS = ("auditor", "policies", "tests", "fixtures", "README.md", "pyproject.toml")
NO = shutil.ignore_patterns(".hypothesis", "benchmarks")
"""What Python compiled is copied too: it is as old as its source, and saves the copy from compiling it again."""


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs/architecture.md").read_text(encoding="utf-8")


def copied(root: Path, folder: Path) -> Path:
    """Return a copy of what the recipes may touch, and of what they are tried with."""
    for name in PARTS:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=NO)
        else:
            shutil.copy(root / name, folder / name)
    return folder


def digests(folder: Path) -> dict[str, bytes]:
    """Return the digest of every file of the copy, without what Python and tests leave behind."""
    files = (path for name in PARTS for path in [folder / name, *(folder / name).rglob("*")])
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in files
        if path.is_file() and "__pycache__" not in path.parts
    }


def python(folder: Path, *arguments: str) -> None:
    """Run Python on the copy, which must succeed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(arguments)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"


@pytest.mark.parametrize(
    "number", range(1, 8), ids=["operand", "source", "record", "parameter", "heading", "format", "policy"]
)
def test_a_recipe_names_every_file_that_it_takes(number, page, root, tmp_path):
    recipe, toy = recipes(page)[number - 1], TOYS[number - 1]
    assert recipe.claimed == len(recipe.by_hand)
    assert set(recipe.by_hand) == set(toy.edits), "the toy does what the page says, no more and no less"
    folder = copied(root, tmp_path / "tree")
    was = digests(folder)
    if toy.begin:
        python(folder, "-m", "auditor", *toy.begin)
    for name, edit in toy.edits.items():
        path = folder / named(name, toy)
        path.write_text(edit(path.read_text(encoding="utf-8") if path.is_file() else ""), encoding="utf-8")
    hand = changed(was, folder)
    assert hand == {named(name, toy) for name in recipe.by_hand}
    tries = list(toy.tests)
    if toy.tried:
        (folder / TRIED).write_text(toy.tried)
        tries.append(TRIED)
    python(
        folder, "-c", TRY, str(bool(recipe.generated)), str(tmp_path / "tmp"), *tries, "-k", f"test_toy or {toy.words}"
    )
    made = changed(was, folder) - hand - {TRIED}
    listed = [named(name, toy) for name in recipe.generated]
    assert {next((one for one in listed if one == name or _holds(one, name)), name) for name in made} == set(listed)
    shutil.rmtree(folder)  # pytest would keep nine megabytes of each


def _holds(folder: str, name: str) -> bool:
    return folder.endswith("/") and name.startswith(folder)


def named(name: str, toy: Toy) -> str:
    """Return the name of a file with the toy's words for the placeholders."""
    for placeholder, word in toy.names.items():
        name = name.replace(placeholder, word)
    return name


def changed(was: dict[str, bytes], folder: Path) -> set[str]:
    """Return the files that differ from what was, or are new."""
    return {name for name, digest in digests(folder).items() if was.get(name) != digest}


def test_there_are_seven_recipes_of_files_that_exist(page, root):
    found = recipes(page)
    assert len(found) == len(TOYS) == 7
    for recipe in found:
        for name in recipe.by_hand:
            assert "<" in name or (root / name).is_file(), name


def test_the_rooms_and_words_of_the_page_exist(page, root):
    cells = re.findall(r"`((?:auditor|policies|tests|docs)/[\w./-]*)`", page[: page.index("## Recipes")])
    assert cells
    assert [name for name in cells if not (root / name).exists()] == []
    rooms = re.findall(r"^\| `?(.*?) \| ", page, re.MULTILINE)
    packages = {path.parent.name for path in (root / "auditor").glob("*/__init__.py")}
    assert [name for name in packages if not any(f"auditor/{name}/" in room for room in rooms)] == []


def test_what_is_to_be_looked_at_is_there(page, root):
    rows = re.findall(r"`([\w./-]+\.(?:py|rego))`: `(\w+)`", page)
    assert len(rows) >= 20
    missing = [
        (name, word)
        for name, word in rows
        if not re.search(
            rf"^\s*(?:def|class) {word}\b|^{word}\b", (root / name).read_text(encoding="utf-8"), re.MULTILINE
        )
    ]
    assert missing == []


def test_what_is_generated_is_what_the_code_says(root):
    assert [name for name, text in generated().items() if (root / name).read_bytes() != text] == []
