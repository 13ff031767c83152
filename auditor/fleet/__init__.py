"""Many systems: each scanned on its own, in processes that live on; one result, one return code, one overview.

The door is `auditor.fleet.whole`. What one system's evidence, configuration or process does wrong costs that system
only: it is shown as one that did not report, with 12.
"""
