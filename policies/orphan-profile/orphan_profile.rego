# METADATA
# title: Orphan PassTicket profile
# description: >-
#   A key or a ticket authority of an application that nothing uses any more can still be used by who holds it. PTKTDATA
#   serves other products too, so that only the site can say which names those use. Source: RACF Security Administrator's
#   Guide, "Determining PTKTDATA profile names", "Protecting applications".
# custom:
#   id: PT-C07
#   severity: low
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: no
package auditor.policies.orphan_profile

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.site

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "hwscfg"}

lost := harm.open(set(), needs) | (inscope.unnamed | inscope.unlinked)

verdicts contains verdict if {
	some row in judged
	use := in_use[row.application]
	at := input.profiles.PTKTDATA[row.name].at
	verdict := object.union(
		{
			"object": profiles.named("PTKTDATA", row.name),
			"message": sprintf("%s is %s.", [row.name, use]),
			"facts": {"application": row.application},
			"places": [{"at": [at[0], at[1], of_name[0], of_name[1]], "role": "primary", "note": "the profile's name"}],
		},
		sound,
	)
}

verdicts contains verdict if {
	some row in judged
	application := row.application
	not in_use[application]
	verdict := evidence.settled(lost | perhaps_used(application), judge(row, profiles.named("PTKTDATA", row.name)))
}

verdicts contains verdict if {
	some name in left_behind
	verdict := evidence.settled(lost, forgotten(name))
}

verdicts contains verdict if some verdict in inscope.unread("PTKTDATA", "low")

verdicts contains verdict if some verdict in inscope.beside(judged, set(), needs, "low")

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

# What all passes share.
sound := evidence.shared(lost, {"severity": "low"}, {"object", "message", "facts", "places"})

of_name := places.columns("profile", "name")

# Profiles and the application they name; a profile for every application names none.
judged := array.concat(
	[{"name": name, "application": split(name, ".")[0], "kind": "key"} | some name in keys.names],
	[{"name": name, "application": part, "kind": "authority"} |
		some name in inscope.authorities
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
known := (served | object.keys(object.get(input.profiles, "APPL", {}))) | {name | some name in site.other_applications}

# Names that an endpoint uses: for DRDA clients, TM clients, links, and those that its declared clients give.
served := inscope.applications | (inscope.linked | inscope.declared)

judge(row, subject) := result.failed(subject, finding(row)) if {
	input.site.other_applications != null
	evidence.offered("clients")
} else := result.advised(subject, object.union(finding(row), {
	"message": sprintf("%s is for %s, which no endpoint offered uses; another product may, for the site lists none.", [row.name, row.application]),
})) if {
	input.site.other_applications == null
} else := result.advised(subject, object.union(finding(row), {
	"message": sprintf("%s is for %s, which no endpoint offered uses; a client of IMS TM or OM may name it, and no inventory was offered.", [row.name, row.application]),
}))

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
	name in keys.names
	not name in served
	not listed(name)
}

# What is said of the key itself.
keyless := {"yes": " with a PassTicket key", "no": " without a key", "unknown": ""}

listed(name) if name in site.other_applications

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
