# METADATA
# title: A masked key
# description: >-
#   What is said of a key that is not encrypted, and what replaces it.
package auditor.lib.key_masked.masked_key

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.places

said(name, "") := sprintf("%s holds no legacy key.", [name])

said(name, protection) := sprintf("The legacy key of %s is kept in ICSF under the label %s.", [name, protection]) if protection != ""

finding(name, segment) := {
	"severity": "high",
	"facts": {"protection": segment.protection},
	"places": array.concat(
		places.primary(places.field(segment.at, "ssignon", "protection"), "the legacy key is kept in the RACF database"),
		places.related(places.field(input.profiles.PTKTDATA[name].at, "profile", "name"), "the key profile"),
	),
	"remediation": object.union(commands.racf("PTKTDATA", [commands.alter("PTKTDATA", name, "SSIGNON(ENCRYPTKEY)")], []), {
		"undo": [],
		"other": [
			"ENCRYPTKEY moves the key to ICSF and cannot be undone; ICSF must be up on every system that uses the key.",
			"The key value stays the same: if it may have leaked, install a new one (KEYLABEL, or EPTKEYLABEL as in PT-C02).",
			"Copy the CKDS entry to every system that shares the database but not the CKDS.",
		],
	}),
}
