"""The embedded engine in a process of its own: started by `process.py`, never imported.

regorus holds the interpreter's lock while it evaluates, knows no time-out, and a policy that recurses without end takes
the whole process with it. So it works here, where it can be killed and where its death is noticed.

Standard input: orders until it ends, each a length (8 bytes, big-endian) and JSON, then a length and the document
(JSON, may be empty). Standard output, for each order: parts, each a length, a letter and a text. `V` is one answer of
several: the question, a line feed, JSON text. The last part is `K` with JSON text (none after `V`) when it worked, `E`
and the engine's message when it did not. The order `prepare` has no answer.
This file runs as a script without the package: it may import the standard library, regorus and its neighbour
`sharing.py` only.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

_BLOCK = 1 << 20

_prepared: tuple[object, Any] = (None, None)
"""The modules that were evaluated last, and an engine that holds them, compiled, and has never seen a document."""


def _engine(order: dict[str, Any]) -> Any:
    import regorus

    engine = regorus.Engine()
    engine.set_gather_prints(True)
    engine.set_enable_coverage(bool(order.get("coverage")))
    for name, text in order["modules"]:
        engine.add_policy(name, text)
    return engine


def _ready(order: dict[str, Any]) -> Any:
    """The engine with the modules of `order`, kept: loading and compiling take longer than most judging."""
    global _prepared  # noqa: PLW0603 - one process, one engine
    modules, engine = _prepared
    if modules != order["modules"]:
        engine = _engine(order)
        engine.eval_query_as_json("true")  # compiles
        _prepared = order["modules"], engine
    return engine


def _parse(order: dict[str, Any]) -> str:
    _text(_length())
    return str(_engine(order).get_ast_as_json())


def _test(order: dict[str, Any]) -> str:
    """Every test rule by itself; a test that ends in an error fails alone."""
    document = _text(_length())
    engine = _engine(order)
    engine.set_input_json(document or "{}")
    outcomes = []
    for path in order["tests"]:
        error = None
        value = None
        try:
            rows = json.loads(engine.eval_query_as_json(path)).get("result")
            value = rows[0]["expressions"][0]["value"] if rows else None
        except RuntimeError as failure:
            error = str(failure)
        outcomes.append({"test": path, "passed": value is True, "error": error, "prints": engine.take_prints()})
    coverage = json.loads(engine.get_coverage_report_as_json())["files"]
    lines = {one["path"]: [one["covered"], one["not_covered"]] for one in coverage}
    return json.dumps({"outcomes": outcomes, "lines": lines})


def _load(order: dict[str, Any]) -> str:
    _text(_length())
    _ready(order)
    return ""


def _evaluate(order: dict[str, Any]) -> str:
    """Each answer is a part as soon as it is there."""
    length = _length()
    if order["processes"]:
        try:
            engine = _ready(order)
        except BaseException:
            _exactly(length)  # what is not judged is not the next order
            raise
        _neighbour("sharing").share(_Judging(order, engine), order["processes"], len(order["questions"]), length)
    else:
        document = _text(length)
        engine = _ready(order).clone()
        engine.set_input_json(document)
        del document
        _Judging(order, engine).work(False, lambda: True, 1)
    return ""


class _Judging:
    """The questions of an order, and who answers them: a `Job` of `sharing.py`."""

    def __init__(self, order: dict[str, Any], engine: Any) -> None:
        self._order, self.engine = order, engine

    def read(self, document: int) -> None:
        """In a fork, which may use up the engine itself: a copy that judges takes 10 MiB more."""
        path = f"/dev/fd/{document}"
        if os.path.exists(path):  # noqa: PTH110 - pathlib takes 10 ms
            self.engine.set_input_from_json_file(path)  # holds one copy of it less
        else:
            with open(document, encoding="utf-8", closefd=False) as source:
                self.engine.set_input_json(source.read())

    def work(self, back: bool, take: Callable[[], bool], target: int) -> None:
        """Answer each question for which `take` says yes when it is its turn.

        All in one query, because what several policies ask of the library is found once a query. A question whose
        answer is undefined gets none. The texts are made inside Rego: what the engine writes as JSON is indented.
        """

        def answer(name: str, text: str) -> bool:
            self.say(target, b"V", f"{name}\n{text}")
            return True

        self.engine.add_extension("auditor_take", 0, take)
        self.engine.add_extension("auditor_answer", 2, answer)
        one = "[1 | auditor_take(); auditor_answer({}, json.marshal({}))]"
        asked = [one.format(json.dumps(name), path) for name, path in self._order["questions"].items()]
        self.engine.eval_query("[" + ",\n".join(reversed(asked) if back else asked) + "]")

    @staticmethod
    def say(target: int, kind: bytes, text: str) -> None:
        """One part, without a second copy of the text: verdicts can be hundreds of megabytes."""
        length = len(text) if text.isascii() else sum(map(len, _encoded(text)))
        with open(target, "wb", closefd=False) as to:
            to.write((len(kind) + length).to_bytes(8, "big") + kind)
            to.writelines(_encoded(text))


def _neighbour(name: str) -> Any:
    spec: Any = importlib.util.spec_from_file_location(name, os.path.join(os.path.dirname(__file__), f"{name}.py"))  # noqa: PTH118, PTH120 - pathlib takes 10 ms
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer(order: dict[str, Any]) -> tuple[bytes, str]:
    try:
        done = {"parse": _parse, "evaluate": _evaluate, "test": _test, "prepare": _load}[order["do"]]
        return b"K", done(order)
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException; it must become an answer
        return b"E", str(error)


def _encoded(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _BLOCK):
        yield text[start : start + _BLOCK].encode("utf-8", "backslashreplace")


def _length() -> int:
    return int.from_bytes(_exactly(8), "big")


def _exactly(length: int) -> bytearray:
    """So much of standard input, less only where it ends; never more, for a fork may read what follows."""
    whole = bytearray(length)
    at = 0
    with open(0, "rb", buffering=0, closefd=False) as source, memoryview(whole) as view:
        while at < length and (got := source.readinto(view[at:])):
            at += got
    return whole[:at]


def _text(length: int) -> str:
    return _exactly(length).decode("utf-8")


def main() -> None:
    """Do orders until there are no more."""
    while head := _text(_length()):
        order = json.loads(head)
        sys.path.extend(entry for entry in order["path"] if entry not in sys.path)
        kind, text = _answer(order)
        if order["do"] != "prepare":  # whoever evaluates these modules is told what is wrong with them
            _Judging.say(1, kind, text)
        del text


if __name__ == "__main__":
    main()
