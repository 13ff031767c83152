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
import data.auditor.lib.harm
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
# its object, the profile itself, its record, the profile as a place, and its lot: the class where nothing is lost of the
# profile and those it names, else its object. `lost` and `lost_of_people` tell by lot why nothing that rests on absence can
# be said.
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
		"lot": lot(class, name, found),
	}
]

lot(class, name, entry) := class if {
	whole(name)
	count(harm.of_list(entry)) == 0
	owned_by(entry.owner)
} else := profiles.named(class, name)

whole(name) if not data.auditor.lib.harm.profiles_by_name[name]

owned_by(owner) if not data.auditor.lib.harm.shaky[owner]

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

# A verdict on a key: masked while no key is used.
unless_inactive(judged) := result.masked(judged, "PT-A01") if ptktdata_off

unless_inactive(judged) := judged if not ptktdata_off

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
unlinked := {reason |
	some endpoint in input.endpoints
	not endpoint.member
	some reason in evidence.instead("hwscfg", {sprintf(
		"the member of %s was not offered, so that its DATASTORE and RMTIMSCON statements are unknown",
		[endpoint.name],
	)})
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
# A profile that is known by its name alone, and could be in scope, is undecided itself.
beside(found, open, needs, severity) := beside_people(found, open | unseen(needs), needs, severity) | {verdict |
	some class in {"APPL", "PTKTDATA"}
	sprintf("unload:%s", [class]) in needs
	some name in harm.lost_profiles(class)
	could_be_in_scope(class, name)
	verdict := result.undecided(profiles.named(class, name), harm.of_profile(set(), class, name), {"severity": severity})
}

# Profiles of which not even the name is known.
unseen(needs) := {reason |
	some need in needs
	startswith(need, "unload:")
	some reason in harm.unnamed({"0500"}, substring(need, 7, -1))
}

# Profiles of a class that are known by their names alone, whatever they are for.
unread(class, severity) := {verdict |
	some name in harm.lost_profiles(class)
	verdict := result.undecided(profiles.named(class, name), harm.of_profile(set(), class, name), {"severity": severity})
}

# Users of whom no more than the name is known.
unread_users(among, severity) := {verdict |
	some user in (data.auditor.lib.harm.lost_users & among)
	verdict := result.undecided(sprintf("user:%s", [user]), harm.of_person(user), {"severity": severity})
}

# The same beside users, endpoints or clients.
beside_people(found, open, needs, severity) := {result.undecided("system", reasons, {"severity": severity})} if {
	reasons := open | lacking(found, needs)
	count(reasons) > 0
} else := {result.not_applicable("system", "there is no profile that this policy judges", {"severity": severity})} if {
	count(found) == 0
} else := set()

lacking(found, _) := set() if count(found) > 0

lacking(found, needs) := evidence.problems_of(needs) if count(found) == 0

could_be_in_scope("APPL", name) if name in applications

could_be_in_scope("APPL", name) if {
	profiles.has_generic_characters(name)
	some application in applications
	regex.match(profiles.pattern(name), application)
}

could_be_in_scope("PTKTDATA", name) if split(name, ".")[0] in applications

could_be_in_scope("PTKTDATA", name) if startswith(name, "IRRPTAUTH")

could_be_in_scope("PTKTDATA", name) if profiles.has_generic_characters(name)

# Lots with the profile of each; of most installations there are but the classes.
lots[row.lot] := row if {
	some row in rows
	row.lot != row.class
}

# Why nothing that rests on absence can be said, by lot, for policies that read these parts of a profile.
lost(parts) := object.union(of_classes(parts), {name: (here | harm.of_profile(parts, row.class, row.name)) |
	some name, row in lots
	here := of_class_alone(parts, row.class)
})

# The same where a verdict rests on the users and groups on its list too.
lost_of_people(parts) := {name: ((reasons | open_people) | listed(name)) | some name, reasons in lost(parts)}

# The same for verdicts on who owns a profile.
lost_of_owner := {name: ((reasons | open_people) | owner(name)) | some name, reasons in lost({"owner"})}

owner(name) := harm.of_entry(lots[name].profile.owner) if {
	lots[name]
} else := set()

listed(name) := harm.of_list(row.profile) if {
	row := lots[name]
} else := set()

of_classes(parts) := {class: of_class_alone(parts, class) | some class in ["APPL", "PTKTDATA"]}

of_class_alone(parts, class) := harm.open(parts, {"unload", sprintf("unload:%s", [class])})

open_people := harm.open(set(), {"unload:users"})

# -- IDs on access lists -------------------------------------------------------------------------------------------------

# ID(*) and the like name nobody.
nobody(id) if substring(id, 0, 1) in {"*", "&", "="}

# The object of one entry of an access list.
entry_object(row, id) := sprintf("%s/id:%s", [profiles.named(row.class, row.name), id])
