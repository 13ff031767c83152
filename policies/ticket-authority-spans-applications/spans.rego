# METADATA
# title: Profiles that span applications
# description: >-
#   Of such a profile what may be lost, which applications it covers, and the finding.
package auditor.lib.ticket_authority_spans_applications.spans

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.harm
import data.auditor.lib.places

# A prefix may match the application of a profile that is lost.
others(name) := {reason |
	some class in {"APPL", "PTKTDATA"}
	some other in harm.lost_profiles(class)
	some reason in harm.of_profile(set(), class, other)
} if {
	authority.prefix(name)
} else := set()

# What a prefix spans depends on all applications there are.
needs(name) := {"unload:PTKTDATA", "unload:users"} if count(named(name)) == 0

needs(name) := {"unload:PTKTDATA", "unload:users", "unload:APPL", "hwscfg", "clients"} if count(named(name)) > 0

# Who may ask through the profile, be it under a condition that no input proves.
named(name) := authority.holders(name) | conditional(name)

conditional(name) := access.conditional_entries("PTKTDATA", name, "UPDATE")

finding(name, entry) := {
	"severity": "critical",
	"message": sprintf("%s lets %s become any user it covers, in more than one application.", [name, concat(", ", array.slice(sort(authority.holders(name)), 0, 5))]),
	"facts": object.union(
		{
			"holders": array.slice(sort(authority.holders(name)), 0, 50),
			"prefix": prefix(name),
			"applications": sort(authority.applications(name)),
		},
		access.conditional_facts(conditional(name)),
	),
	"places": array.concat(
		places.primary(places.field(entry.at, "profile", "generic"), "a generic profile with a generic application part"),
		[place |
			some id in array.slice(sort(authority.holders(name)), 0, 10)
			row := entry.acl[id]
			some place in places.related(places.field(row.at, "permit", "access"), sprintf("%s has %s", [id, row.access]))
		],
	),
	"remediation": authority.narrowed(name),
	"assumptions": prefix_assumption(name),
}

prefix(name) if authority.prefix(name)

prefix(name) := false if not authority.prefix(name)

prefix_assumption(name) := ["The applications named in the inputs are all that the prefix can match."] if authority.prefix(name)

prefix_assumption(name) := [] if not authority.prefix(name)
