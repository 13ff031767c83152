"""Completion as docs/completion.md says: the script for each shell, and what it answers."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

MAIN = "import sys; sys.argv[0] = 'auditor'; from auditor.cli import main; main()"


def asked(**more: str) -> str:
    env = {**os.environ, **more}
    done = subprocess.run([sys.executable, "-c", MAIN], capture_output=True, text=True, env=env)
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell, root):
    script = asked(_AUDITOR_COMPLETE=f"{shell}_source")
    assert "_AUDITOR_COMPLETE" in script
    assert f"_AUDITOR_COMPLETE={shell}_source auditor" in (root / "docs/completion.md").read_text()


@pytest.mark.parametrize(
    ("words", "at", "answers"),
    [
        ("auditor in", "1", {"init"}),
        ("auditor clients d", "2", {"discover"}),
        ("auditor scan --client", "2", {"--clients", "--client-files"}),
    ],
)
def test_commands_and_flags_are_completed(words, at, answers):
    said = asked(_AUDITOR_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=at)
    assert set(re.findall(r"^plain,(\S+)", said, re.MULTILINE)) == answers


def test_fish_and_zsh_are_answered_too():
    assert "plain,init" in asked(_AUDITOR_COMPLETE="fish_complete", COMP_WORDS="auditor", COMP_CWORD="in")
    assert "init" in asked(_AUDITOR_COMPLETE="zsh_complete", COMP_WORDS="auditor in", COMP_CWORD="1").split()
