"""From a folder of evidence to a first run: what each file is, a configuration, a draft of the client inventory."""
