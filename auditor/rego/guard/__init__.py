"""The guard over every module before it judges: `problems.py` is the door.

It reads syntax trees (`tree.py`, `scopes.py`, `shapes.py`) and refuses what `docs/writing-policies.md` lists.
"""
