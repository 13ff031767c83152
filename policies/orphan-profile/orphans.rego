# METADATA
# title: Applications in use, and profiles of others
# description: >-
#   Which application each PTKTDATA profile is about, whether something uses it, and what is said of what is left behind.
package auditor.lib.orphan_profile.orphans

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.harm
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

# APPL profiles that are lost and may be for the application; and lost profiles of the class, of which this may be one under a
# name that was damaged.
perhaps_used(part) := {reason |
	some name in harm.lost_profiles("PTKTDATA")
	some reason in harm.of_profile(set(), "PTKTDATA", name)
} | {reason |
	some name in harm.lost_profiles("APPL")
	perhaps_for(name, part)
	some reason in harm.of_profile(set(), "APPL", name)
}

perhaps_for(name, part) if name == part

perhaps_for(name, _) if profiles.has_generic_characters(name)

perhaps_for(_, part) if profiles.has_generic_characters(part)

# Profiles and the application they name; a profile for every application names none.
judged := array.concat(
	[{"name": name, "application": split(name, ".")[0], "kind": "key"} | some name in data.auditor.lib.keys.names],
	[{"name": name, "application": part, "kind": "authority"} |
		some name in data.auditor.lib.inscope.authorities
		part := application_part(split(name, "."))
	],
)

# The application part of an authority profile, "" when the profile is not about particular ones.
application_part(qualifiers) := part if {
	qualifiers[0] == "IRRPTAUTH"
	count(qualifiers) > 1
	part := qualifiers[1]
	not part in {"*", "**"}
} else := ""

# Application parts in use, and what a profile about them is; each once, for tens of thousands of profiles name few.
in_use[part] := use if {
	some part in {row.application | some row in judged}
	used(part)
	use := about(part)
}

about("") := "not about one application"

about(part) := sprintf("for %s, which is in use", [part]) if part != ""

used("") := true

used(part) if part in known

used(part) if {
	some name in profiles.candidates("APPL", part)
	not name in {"*", "**"}
}

used(part) if {
	profiles.has_generic_characters(part)
	pattern := profiles.pattern(part)
	some name in known
	regex.match(pattern, name)
}

# Names of applications that something uses: an endpoint, an APPL profile, or what the site lists.
known := (served | object.keys(object.get(input.profiles, "APPL", {}))) | {name | some name in data.auditor.lib.site.other_applications}

# Names that an endpoint uses: for DRDA clients, TM clients, links, and those that its declared clients give.
served := data.auditor.lib.inscope.applications | (data.auditor.lib.inscope.linked | data.auditor.lib.inscope.declared)

finding(row) := {
	"severity": "low",
	"message": sprintf("%s is for %s, which no endpoint, no APPL profile and no entry of the site's list uses.", [row.name, row.application]),
	"facts": {"application": row.application, "kind": row.kind, "referenced": entry.referenced, "absent": true},
	"places": array.concat(
		places.primary(places.field(entry.at, "profile", "name"), "the profile's name"),
		holders(entry),
	),
	"remediation": object.union(
		commands.racf("PTKTDATA", [commands.delete("PTKTDATA", row.name)], commands.restored("PTKTDATA", row.name)),
		{"other": ["Confirm with SMF type 80 records that nobody uses the profile; the date of last reference counts only while statistics are kept."]},
	),
	"assumptions": ["Every IMS Connect of the system was offered."],
} if {
	entry := input.profiles.PTKTDATA[row.name]
}

# At most three entries of the list, as a sample of who would lose the authority.
holders(entry) := [place |
	some id in array.slice(sort(object.keys(entry.acl)), 0, 3)
	some place in places.related(entry.acl[id].at, sprintf("%s is on the access list", [id]))
]

# -- APPL profiles of an endpoint that is gone ---------------------------------------------------------------------------

# APPL profiles of a name that has a key profile, that no endpoint uses and that the site does not list.
left_behind contains name if {
	some name, entry in input.profiles.APPL
	not entry.generic
	name in data.auditor.lib.keys.names
	not name in served
	not listed(name)
}

# What is said of the key itself.
keyless := {"yes": " with a PassTicket key", "no": " without a key", "unknown": ""}

listed(name) if name in data.auditor.lib.site.other_applications

forgotten(name) := result.advised(profiles.named("APPL", name), {
	"severity": "low",
	"message": sprintf("APPL profile %s has a key profile beside it%s, and no endpoint offered uses the name: it may be left over from one that is gone.", [name, keyless[keys.any_key(name)]]),
	"facts": {"application": name, "kind": "application", "absent": true},
	"places": array.concat(
		places.primary(places.field(input.profiles.APPL[name].at, "profile", "name"), "the profile's name"),
		places.related(input.profiles.PTKTDATA[name].at, "the key profile of the same name"),
	),
	"remediation": commands.other(["Ask the owner whether an application still uses the name; delete both profiles when none does."]),
	"assumptions": ["Every IMS Connect of the system was offered."],
})
