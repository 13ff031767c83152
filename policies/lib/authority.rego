# METADATA
# title: Authority profiles
# description: >-
#   Profiles of class PTKTDATA that can decide IRRPTAUTH.<application>.<user>, told apart by what they span: one user, any
#   user of an application, several applications.
#   Source: z/OS Security Server RACF Callable Services, "RACF authorization"; RACF Command Language Reference, "Profile names
#   for general resources".
package auditor.lib.authority

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.profiles

# Names of profiles that can decide an IRRPTAUTH resource. A discrete one that only looks generic can not.
names := (beginning | others) - {name | some name, _ in data.auditor.lib.profiles.disguises.PTKTDATA}

# Most begin like the resource, where there are many.
beginning := {name |
	some name, _ in input.profiles.PTKTDATA
	startswith(name, "IRRPTAUTH.")
}

others := {name |
	some name in (object.keys(input.profiles.PTKTDATA) - beginning)
	reaches(name)
}

# Whether a name, taken as a pattern, can match IRRPTAUTH.<application>.<user>.
reaches(name) if startswith(name, "IRRPTAUTH.")

reaches(name) if {
	profiles.has_generic_characters(name)
	qualifiers := split(name, ".")
	first(qualifiers, count(qualifiers))
}

first(qualifiers, _) if qualifiers[0] == "**"

first(qualifiers, 1) if {
	endswith(qualifiers[0], "*")
	regex.match(sprintf("^%s$", [profiles.body(qualifiers[0], true)]), "IRRPTAUTH.A.B")
}

first(qualifiers, 1) if {
	contains(qualifiers[0], "&")
	regex.match(sprintf("^%s$", [profiles.body(qualifiers[0], true)]), "IRRPTAUTH.A.B")
}

first(qualifiers, length) if {
	length > 1
	regex.match(sprintf("^%s$", [profiles.body(qualifiers[0], false)]), "IRRPTAUTH")
}

# Whether the profile is a generic one whose application part is generic too.
broad(name) if {
	input.profiles.PTKTDATA[name].generic
	not literal_application(name)
}

literal_application(name) if {
	qualifiers := split(name, ".")
	qualifiers[0] == "IRRPTAUTH"
	part := qualifiers[1]
	not profiles.has_generic_characters(part)
}

literal_application(name) if not profiles.has_generic_characters(name)

# A prefix form (IRRPTAUTH.<prefix>*): what it spans depends on the applications there are.
prefix(name) if {
	qualifiers := split(name, ".")
	qualifiers[0] == "IRRPTAUTH"
	profiles.has_generic_characters(qualifiers[1])
	not qualifiers[1] in {"*", "**"}
}

# Applications that are known, from whatever source.
known contains name if some name, _ in endpoints.by_application

known contains upper(client.application) if {
	some client in input.clients
	client.application != null
}

known contains name if {
	input.site.other_applications != null
	some name in input.site.other_applications
}

known contains application if {
	some name, entry in input.profiles.PTKTDATA
	not startswith(name, "IRRPTAUTH")
	not profiles.has_generic_characters(name)
	entry.generic == false
	application := split(name, ".")[0]
}

known contains name if {
	some name, _ in input.profiles.APPL
	not profiles.has_generic_characters(name)
}

known contains application if {
	some application in {qualifiers[1] |
		some name in beginning
		qualifiers := split(name, ".")
		count(qualifiers) > 2
	}
	not profiles.has_generic_characters(application)
}

# Known applications that the profile matches. A literal one is known by its profile.
applications(name) := {application} if {
	qualifiers := split(name, ".")
	qualifiers[0] == "IRRPTAUTH"
	count(qualifiers) > 2
	application := qualifiers[1]
	not profiles.has_generic_characters(application)
} else := {application |
	some application in known
	spans(name, application)
}

spans(name, application) if {
	not startswith(name, "IRRPTAUTH.")
	application != ""
}

spans(name, application) if {
	qualifiers := split(name, ".")
	qualifiers[0] == "IRRPTAUTH"
	profiles.has_generic_characters(qualifiers[1])
	regex.match(sprintf("^%s$", [part(qualifiers[1])]), application)
}

part("*") := ".*"

part("**") := ".*"

part(qualifier) := profiles.body(qualifier, false) if not qualifier in {"*", "**"}

# Whether the profile spans more than one application: always when the part is a whole * or **, else by what is known.
spanning(name) if {
	broad(name)
	not prefix(name)
}

spanning(name) if {
	broad(name)
	count(applications(name)) > 1
}

# -- holders -------------------------------------------------------------------------------------------------------------

# Who may ask for tickets through the profile: users, IDs that name nobody known, and * for everyone.
# A group's members count unless an entry of their own, which is final, stands on the list.
holders(name) := ((able - {"*"}) | (through - object.keys(acl))) | everyone(name) if {
	acl := input.profiles.PTKTDATA[name].acl
	levels := data.auditor.lib.access.sufficient.UPDATE
	able := {id | some id, permit in acl; permit.access in levels}
	through := {user | some id in (able & groups); some user in data.auditor.lib.members.counted[id]}
}

groups := {group | some group, _ in data.auditor.lib.members.counted}

everyone(name) := {"*"} if {
	open_to_all(name)
} else := set()

open_to_all(name) if access.enough(access.open_level(input.profiles.PTKTDATA[name]), "UPDATE")

# Tickets that the inventory declares: client, requester, application, user and the resource that decides.
declared contains row if {
	some client in input.clients
	client.generates_tickets
	client.kind in {"sql-batch", "racf-service"}
	client.requester != null
	client.application != null
	some user in client.users
	row := {
		"client": client.id,
		"status": client.status,
		"requester": client.requester,
		"application": upper(client.application),
		"user": user,
		"resource": sprintf("IRRPTAUTH.%s.%s", [upper(client.application), user]),
	}
}

# Declared tickets that this profile decides and lets through today.
served(name) := {row | some row in served_by[name]}

# The same for all profiles: each declared ticket is decided once.
served_by[profile] contains row if {
	some row in declared
	decision := access.decide("PTKTDATA", row.resource, row.requester, "UPDATE")
	decision.outcome == "allowed"
	input.users[row.requester]
	profile := decision.profile
}

# Commands that give every declared requester served by the profile a profile of its own; `undo` takes them back.
specific(name) := {
	"racf": [command |
		some resource in resources
		some command in array.concat(
			[commands.define("PTKTDATA", resource)],
			[commands.permit("PTKTDATA", resource, id, "UPDATE") | some id in sort({row.requester | some row in served(name); row.resource == resource})],
		)
	],
	"undo": [commands.delete("PTKTDATA", resource) | some resource in resources],
} if {
	resources := sort({row.resource | some row in served(name); row.resource != name})
}

# Profiles of their own for declared requesters, then no holder of the broad one.
narrowed(name) := object.union(
	commands.racf("PTKTDATA", array.concat(own.racf, removal), array.concat(restoring, own.undo)),
	{"other": ["See in SMF type 80 records who else asks for tickets through the profile: a more specific profile replaces it for its user."]},
) if {
	entry := input.profiles.PTKTDATA[name]
	own := specific(name)
	makes := {"UPDATE", "CONTROL", "ALTER"}
	ids := sort({id | some id, permit in entry.acl; permit.access in makes})
	removal := array.concat(
		commands.unpermit_all("PTKTDATA", name, ids),
		[commands.alter("PTKTDATA", name, "UACC(NONE)") | access.enough(entry.uacc, "UPDATE")],
	)
	restoring := array.concat(
		commands.permit_all("PTKTDATA", name, entry.acl, ids),
		[commands.alter("PTKTDATA", name, sprintf("UACC(%s)", [entry.uacc])) | access.enough(entry.uacc, "UPDATE")],
	)
}
