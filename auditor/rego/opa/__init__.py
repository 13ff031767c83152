"""A site's own OPA server as the engine: `server.py` is the door."""
