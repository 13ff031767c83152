"""OPA as the engine: a site's server that serves our bundle (`server.py`), or one that the run starts (`own.py`)."""
