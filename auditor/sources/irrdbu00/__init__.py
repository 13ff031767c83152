"""IRRDBU00: the RACF database unload."""
