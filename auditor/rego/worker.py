"""The embedded engine in a process of its own: started by `process.py`, never imported.

regorus holds the interpreter's lock while it evaluates, knows no time-out, and a policy that recurses without end takes
the whole process with it. So it works here, where it can be killed and where its death is noticed.

Standard input: orders until it ends, each a length (8 bytes, big-endian) and JSON, then a length and the document
(JSON, may be empty). Standard output: for each order a length, then `K` and JSON text when it worked, `E` and the
engine's message when it did not. The order `prepare` has no answer.
This file runs as a script without the package: it may import the standard library and regorus only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
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


def _prepare(order: dict[str, Any]) -> Any:
    """A fresh engine with the modules of `order`: a copy, for loading and compiling take longer than most judging."""
    global _prepared  # noqa: PLW0603 - one process, one engine
    modules, engine = _prepared
    if modules != order["modules"]:
        engine = _engine(order)
        engine.eval_query_as_json("true")  # compiles
        _prepared = order["modules"], engine
    return engine.clone()


def _parse(order: dict[str, Any], document: str) -> str:  # noqa: ARG001 - one signature for all orders
    return str(_engine(order).get_ast_as_json())


def _evaluate(order: dict[str, Any], document: str) -> str:
    engine = _prepare(order)
    engine.set_input_json(document)
    del document
    # As a string made inside Rego: what the engine itself writes as JSON is indented, and twice as long.
    rows = engine.eval_query(f"json.marshal({order['query']})")["result"]
    return str(rows[0]["expressions"][0]["value"]) if rows else "null"


def _test(order: dict[str, Any], document: str) -> str:
    """Every test rule by itself; a test that ends in an error fails alone."""
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


def _load(order: dict[str, Any], document: str) -> str:  # noqa: ARG001 - the same
    _prepare(order)
    return ""


def _answer(order: dict[str, Any]) -> tuple[bytes, str]:
    try:
        done = {"parse": _parse, "evaluate": _evaluate, "test": _test, "prepare": _load}[order["do"]]
        return b"K", done(order, _part().decode("utf-8"))
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException; it must become an answer
        return b"E", str(error)


def _write(kind: bytes, text: str) -> None:
    """Answer without a second copy of the text: verdicts can be hundreds of megabytes."""
    length = len(text) if text.isascii() else sum(map(len, _encoded(text)))
    target = sys.stdout.buffer
    target.write((len(kind) + length).to_bytes(8, "big") + kind)
    target.writelines(_encoded(text))
    target.flush()


def _encoded(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _BLOCK):
        yield text[start : start + _BLOCK].encode("utf-8", "backslashreplace")


def _part() -> bytes:
    source = sys.stdin.buffer
    return source.read(int.from_bytes(source.read(8), "big"))


def main() -> None:
    """Do orders until there are no more."""
    while head := _part():
        order = json.loads(head)
        sys.path.extend(entry for entry in order["path"] if entry not in sys.path)
        kind, text = _answer(order)
        if order["do"] != "prepare":  # whoever evaluates these modules is told what is wrong with them
            _write(kind, text)
        del text


if __name__ == "__main__":
    main()
