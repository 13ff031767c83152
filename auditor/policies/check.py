"""The guard over a catalogue before it judges: a site's policies always, ours unless they are what it passed before."""

from __future__ import annotations

from auditor.policies.catalogue import Catalogue
from auditor.policies.shipped import policies_folder, remember


def check(catalogue: Catalogue, engine: str = "embedded") -> None:
    """Refuse (`PolicyBroken`, 16) a catalogue with any problem; `engine`: the one that is going to judge."""
    modules, own = catalogue.modules(), catalogue.own_modules()
    if not catalogue.checked:
        check_own(catalogue)
    if len(own) < len(modules):
        from auditor.rego.guard.problems import refuse

        refuse(modules, engine, own)


def check_own(catalogue: Catalogue) -> None:
    """Refuse a problem in our own modules, whatever is remembered: they hold alone, and on both engines."""
    from auditor.rego.guard.problems import refuse

    own = catalogue.own_modules()
    refuse(own)
    if catalogue.folder == policies_folder():
        remember(own)
