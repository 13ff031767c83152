# METADATA
# title: Who can read the RACF database
# description: >-
#   Every reader of the database, a copy or an unload has its masked keys. Told are the IDs on the list whom the site does not
#   trust, and users with OPERATIONS, who have full access unless they or a group of theirs stand on the list.
#   Source: RACF Security Administrator's Guide, "Protecting the RACF database", "The OPERATIONS attribute".
# custom:
#   id: PT-C11
#   severity: advisory
#   judges: [profile, system]
#   needs: [unload, setropts]
#   gate: "no"
package auditor.policies.racf_database_readers

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.becoming
import data.auditor.lib.copies
import data.auditor.lib.datasets
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.site

names := {name | some name in input.site.racf_data_sets}

trusted := (site.security_owners | site.administrators) | {id | some id in input.site.privileged}

verdicts contains result.undecided("system", {"the site does not say which data sets hold the RACF database, its copies and unloads ([site] racf_data_sets)"}, {}) if {
	count(names) == 0
}

verdicts contains result.undecided("system", datasets.unsettled(names), {}) if count(datasets.unsettled(names)) > 0

verdicts contains evidence.settled(datasets.open_damage, result.not_applicable("system", "no profile covers what the site names (PT-C10 judges that)", {})) if {
	count(datasets.uncovered(names)) > 0
	count(datasets.unsettled(names)) == 0
}

verdicts contains verdict if {
	some profile, found in datasets.decided(names)
	lost := (datasets.open_damage | datasets.lost(profile, found.names)) | people(found)
	verdict := evidence.settled(lost, judge(profile, found, listed(found), operators(found)))
}

people(found) := harm.open(set(), {"unload:users"}) | {reason | some entry in found.entries; some reason in harm.of_list(entry)}

# IDs on a list with READ, and how many users each lets in whom the site does not trust.
listed(found) := {id: count(strangers) |
	some entry in found.entries
	some id, permit in entry.acl
	access.enough(permit.access, "READ")
	not id in trusted
	strangers := becoming.behind(entry.acl, id) - trusted
	count(strangers) > 0
}

# Users with OPERATIONS to whom the list does not say otherwise.
operators(found) := {user |
	some user, entry in input.users
	entry.operations
	not user in trusted
	not user in dates.revoked_users
	some data_set in found.entries
	count(({user} | object.keys(entry.connections)) & object.keys(data_set.acl)) == 0
}

judge(profile, found, ids, operations) := result.advised(profiles.named("DATASET", profile), {
	"message": sprintf("%s can be read by %s.", [copies.subject(found), who(ids, operations)]),
	"facts": object.union(copies.facts(profile, found), {
		"ids": {id: ids[id] | some id in array.slice(sort(object.keys(ids)), 0, 20)},
		"operations": array.slice(sort(operations), 0, 20),
	}),
	"places": array.concat(listing(found, ids), array.concat(powers(operations), copies.proofs(found))),
	"assumptions": array.concat(copies.volume(found), ["Users with group-OPERATIONS, DASDVOL and programs that run authorised are not examined."]),
}) if {
	count(ids) + count(operations) > 0
} else := result.passed(profiles.named("DATASET", profile), {
	"message": sprintf("Nobody but those whom the site trusts is permitted to %s by name.", [copies.subject(found)]),
	"places": copies.proofs(found),
	"assumptions": copies.volume(found),
})

who(ids, operations) := concat(", ", array.concat(
	[sprintf("%s (%s)", [id, people_in(ids[id])]) | some id in array.slice(sort(object.keys(ids)), 0, 5)],
	[sprintf("%s with OPERATIONS", [people_in(count(operations))]) | count(operations) > 0],
))

people_in(1) := "1 user"

people_in(number) := sprintf("%d users", [number]) if number != 1

listing(found, ids) := [place |
	some entry in found.entries
	some id in array.slice(sort(object.keys(ids)), 0, 10)
	some place in places.primary(places.field(entry.acl[id].at, "data_set_permit", "access"), sprintf("%s has %s", [id, entry.acl[id].access]))
]

powers(operations) := [place |
	some user in array.slice(sort(operations), 0, 10)
	some place in places.primary(places.field(input.users[user].at, "user", "operations"), sprintf("%s has OPERATIONS", [user]))
]
