"""One file for each command of the command line; loaded only when it is called."""
