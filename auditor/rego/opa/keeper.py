"""Runs one program for as long as standard input stays open, then ends it and deletes its folder.

Started by `own.py` as a script, with the folder and the command. However the auditor ends, also when it is killed, its
end of the pipe closes; so nothing of it goes on alone. This file may import the standard library only.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading


def main() -> None:
    """Run the command until it ends, or until nobody holds the pipe any more."""
    folder, *command = sys.argv[1:]
    with contextlib.suppress(OSError):  # it leads a session, and so a group
        os.setpgid(0, 0)
    log = os.open(os.path.join(folder, "log"), os.O_WRONLY | os.O_CREAT, 0o600)  # noqa: PTH118 - starts sooner
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder) as program:

        def follow() -> None:
            program.wait()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
        try:
            while os.read(0, 4096):
                pass
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            program.kill()


if __name__ == "__main__":
    main()
