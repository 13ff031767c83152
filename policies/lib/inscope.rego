# METADATA
# title: In scope
# description: >-
#   The profiles that PassTickets on IMS Connect rest on: APPL profiles that decide an effective application, key profiles
#   of effective applications, and PTKTDATA profiles that can match IRRPTAUTH resources; and the IDs on their lists. All of
#   it is built once, because an installation can have tens of thousands of such profiles with a million entries.
package auditor.lib.inscope

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.keys
import data.auditor.lib.profiles
import data.auditor.lib.result

# Application names that DRDA endpoints really use.
applications contains name if some name, _ in endpoints.by_application

# Application names that members give to what is no DRDA client: IMS TM clients (DATASTORE) and links to other IMS Connects
# (RMTIMSCON). Source: IMS, "DATASTORE statement", "RMTIMSCON statement".
linked contains name if {
	some endpoint in input.endpoints
	some statement in array.concat(endpoint.datastores, endpoint.links)
	name := statement.application.value
	not name in {null, ""}
}

# Application names that the inventory declares for clients that reach IMS by other ways than DRDA.
declared contains name if {
	some client in input.other_clients
	client.status == "confirmed"
	client.application != null
	name := upper(client.application)
}

# APPL profiles that decide an effective application, with the applications they decide.
deciding[name] contains application if {
	some application in applications
	name := profiles.deciding("APPL", application).name
	name != null
}

# Every profile in scope, with what each verdict on it needs: class, name, kind (application, key or authority), the name of
# its object, the profile itself, its record, the profile as a place, and why nothing that rests on absence can be said of it.
rows := array.concat(
	of_class("APPL", "application", {name | some name, _ in deciding}),
	array.concat(of_class("PTKTDATA", "key", key_profiles), of_class("PTKTDATA", "authority", authorities)),
)

of_class(class, kind, names) := [row |
	entries := input.profiles[class]
	some name in names
	found := entries[name]
	row := {
		"class": class,
		"name": name,
		"kind": kind,
		"object": profiles.named(class, name),
		"profile": found,
		"record": array.slice(found.at, 0, 2),
		"places": [{"at": found.at, "role": "primary", "note": "the profile"}],
		"lost": problems[class],
	}
]

# Discrete key profiles of effective applications, qualified ones too.
key_profiles contains name if {
	some name in keys.names
	split(name, ".")[0] in applications
}

# Profiles that are, or can be, asked about IRRPTAUTH resources.
authorities := {name |
	some name, _ in input.profiles.PTKTDATA
	startswith(name, "IRRPTAUTH")
} | {name |
	some name, entry in input.profiles.PTKTDATA
	entry.generic
	not startswith(name, "IRRPTAUTH")
	first := split(name, ".")[0]
	profiles.has_generic_characters(first)
	regex.match(profiles.pattern(first), "IRRPTAUTH")
}

# Whether class PTKTDATA is known to be inactive, which leaves every key without effect (PT-A01).
ptktdata_off if input.classes.PTKTDATA.active.value == false

# Why some profile in scope may not have been found: member, application or deciding profile unknown.
gaps := unnamed | unsettled

# Why some application, and so some key profile, may not have been found: which APPL profile decides does not matter there.
unnamed := evidence.problems("hwscfg") | (nameless | (no_member | not_offered))

nameless := {reason |
	some endpoint in endpoints.drda
	name := endpoints.appl(endpoint)
	name.value == null
	reason := evidence.why(name, sprintf("the application name of %s is unknown", [endpoint.name]))
}

not_offered := {endpoints.not_offered(name) |
	count(input.endpoints) > 0
	some name in endpoints.missing
}

# Why some name that is linked may not be known: its member was not offered, or the statement was not read.
unlinked := {sprintf("the member of %s was not offered, so that its DATASTORE and RMTIMSCON statements are unknown", [endpoint.name]) |
	some endpoint in input.endpoints
	not endpoint.member
} | {reason |
	some endpoint in input.endpoints
	some statement in array.concat(endpoint.datastores, endpoint.links)
	name := statement.application
	name.value == null
	name.origin != "default"
	reason := evidence.why(name, sprintf("an application name of %s is unknown", [endpoint.name]))
}

unsettled := {reason |
	some application in applications
	some reason in profiles.deciding("APPL", application).undecided
}

no_member := {"no member offered could be read as an IMS Connect" |
	evidence.offered("hwscfg")
	count(input.endpoints) == 0
}

# What a policy says of the system beside its profiles: undecided while profiles may be missing from its scope, not
# applicable when there is none. `open` holds the reasons that leave the scope open, `needs` what guards "there is none".
beside(found, open, needs, severity) := {result.undecided("system", reasons, {"severity": severity})} if {
	reasons := open | lacking(found, needs)
	count(reasons) > 0
} else := {result.not_applicable("system", "there is no profile that this policy judges", {"severity": severity})} if {
	count(found) == 0
} else := set()

lacking(found, _) := set() if count(found) > 0

lacking(found, needs) := evidence.problems_of(needs) if count(found) == 0

# Why nothing that rests on absence can be said about a profile, by class: the needs of most policies on access lists.
problems[class] := evidence.problems_of({"unload", sprintf("unload:%s", [class])}) if some class in ["APPL", "PTKTDATA"]

# The same where a verdict rests on users and groups too.
problems_of_people[class] := lost if {
	some class, here in problems
	lost := here | evidence.problems("unload:users")
}

# -- IDs on access lists -------------------------------------------------------------------------------------------------

# ID(*) and the like name nobody.
nobody(id) if substring(id, 0, 1) in {"*", "&", "="}

# The object of one entry of an access list.
entry_object(row, id) := sprintf("%s/id:%s", [profiles.named(row.class, row.name), id])
