"""The embedded engine in a process of its own: started by `embedded.py`, never imported.

regorus holds the interpreter's lock while it evaluates, knows no time-out, and a policy that recurses without end takes
the whole process with it. So it works here, where it can be killed and where its death is noticed.

Standard input: length of the order (8 bytes, big-endian), the order as JSON, then the document (JSON, may be empty).
Standard output: `K` and JSON text when it worked, `E` and the engine's message when it did not.
This file runs as a script without the package: it may import the standard library and regorus only.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def _engine(order: dict[str, Any]) -> Any:
    import regorus

    engine = regorus.Engine()
    engine.set_gather_prints(True)
    engine.set_enable_coverage(bool(order.get("coverage")))
    for name, text in order["modules"]:
        engine.add_policy(name, text)
    return engine


def _parse(order: dict[str, Any], document: str) -> str:  # noqa: ARG001 - one signature for all orders
    return str(_engine(order).get_ast_as_json())


def _evaluate(order: dict[str, Any], document: str) -> str:
    engine = _engine(order)
    engine.set_input_json(document)
    del document
    return str(engine.eval_query_as_json(order["query"]))


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


def main() -> None:
    """Do one order."""
    source = sys.stdin.buffer
    order = json.loads(source.read(int.from_bytes(source.read(8), "big")))
    sys.path.extend(entry for entry in order["path"] if entry not in sys.path)
    done = {"parse": _parse, "evaluate": _evaluate, "test": _test}[order["do"]]
    try:
        answer = "K" + done(order, source.read().decode("utf-8"))
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException; it must become an answer
        answer = "E" + str(error)
    sys.stdout.buffer.write(answer.encode("utf-8", "backslashreplace"))


if __name__ == "__main__":
    main()
