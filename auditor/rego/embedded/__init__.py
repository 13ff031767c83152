"""The embedded engine, regorus: `engine.py` is the door, and `worker.py` runs in a process of its own."""
