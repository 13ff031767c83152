"""From the bytes of a change file to whole commands, each with the line it starts on.

A plain list of commands, or jobs (JCL) read as JES and TSO/E read them. What cannot be read for certain is a
`Problem`, and so is every statement of a job that is not known to be without effect: nothing is dropped in silence.
"""

from __future__ import annotations

from auditor.racf.commands.carriers.carried import Carried, Logical, Problem, Stream
from auditor.racf.commands.carriers.foreign import foreign
from auditor.racf.commands.carriers.job import streams_of_jobs
from auditor.racf.commands.carriers.join import join
from auditor.racf.commands.carriers.lines import lines_of


def carry(data: bytes | str) -> Carried:
    """Find the commands of a change file. Any bytes give commands and problems; nothing is raised."""
    carried = Carried()
    rows = lines_of(data, carried)
    if rows is None:
        return carried
    if any(line.startswith("//") for _, line in rows):
        streams = streams_of_jobs(rows, carried.problems)
    elif problem := foreign(rows):
        carried.problems.append(problem)
        return carried
    else:
        streams = [Stream("any", rows, cards=False)]
    for stream in streams:
        join(stream, carried)
    if not carried.commands and not carried.problems:
        carried.problems.append(Problem(1, "empty-script", "the script holds no command"))
    return carried


__all__ = ["Carried", "Logical", "Problem", "carry"]
