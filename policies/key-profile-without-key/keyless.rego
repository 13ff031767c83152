# METADATA
# title: Key profiles without a key
# description: >-
#   What shows that a profile holds no key, and how it gets one.
package auditor.lib.key_profile_without_key.keyless

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.keys
import data.auditor.lib.places

segment(name) := input.profiles.PTKTDATA[name].ssignon

unknown(name) := "the unload holds no SSIGNON record (0530): nothing is known about keys" if {
	keys.unread(name)
} else := sprintf("the SSIGNON record of %s is of a form that does not tell whether there is a key", [name])

finding(name) := {
	"severity": "high",
	"message": sprintf("Key profile %s carries no key: no ticket for it can be made or accepted.", [name]),
	"facts": {"absent": segment(name) == null, "segment": segment(name) != null, "legacy": "no", "enhanced": "no"},
	"places": evidence_places(name),
	"remediation": object.union(
		commands.racf(
			"PTKTDATA",
			[commands.alter("PTKTDATA", name, "SSIGNON(EPTKEYLABEL(<label>))")],
			[commands.alter("PTKTDATA", name, "NOSSIGNON")],
		),
		{"other": [
			"<label> must name a key that exists in the CKDS of every system: make an HMAC key in ICSF first, or name the one there is.",
			"Whoever makes tickets off the host must hold the same key.",
		]},
	),
}

evidence_places(name) := places.primary(input.profiles.PTKTDATA[name].at, "the profile; it has no SSIGNON record (0530)") if {
	segment(name) == null
} else := array.concat(
	places.primary(places.field(segment(name).at, "ssignon", "protection"), "no legacy key and no enhanced key"),
	places.related(input.profiles.PTKTDATA[name].at, "the profile"),
)
