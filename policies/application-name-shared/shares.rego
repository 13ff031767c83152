# METADATA
# title: Endpoints that share a name or a key
# description: >-
#   Which endpoints are stated to be apart and have one application name, or one key under two names.
package auditor.lib.application_name_shared.shares

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.harm
import data.auditor.lib.keys
import data.auditor.lib.places

# Names of other subsystems that the site lists.
foreign contains name if some name in data.auditor.lib.site.other_applications

unlisted := ["Other subsystems use other application names: the site lists none."] if {
	input.site.other_applications == null
} else := []

nameless contains name if {
	some endpoint in data.auditor.lib.endpoints.drda
	endpoints.appl(endpoint).value == null
	name := endpoint.name
}

# Other endpoints with the same application name.
sharing(endpoint) := [other |
	some other in data.auditor.lib.endpoints.drda
	other.name != endpoint.name
	endpoints.appl(other).value == endpoints.appl(endpoint).value
]

conflicts(endpoint) := [other | some other in sharing(endpoint); apart(endpoint, other)]

# -- one key under two names ---------------------------------------------------------------------------------------------

# Endpoints apart from this one with a name of their own.
others(endpoint) := [other |
	some other in data.auditor.lib.endpoints.drda
	other.name != endpoint.name
	endpoints.appl(other).value != endpoints.appl(endpoint).value
	apart(endpoint, other)
]

same_key(endpoint) := [other | some other in others(endpoint); count(shared_labels(endpoint, other)) > 0]

shared_labels(one, other) := labels(endpoints.appl(one).value) & labels(endpoints.appl(other).value)

# Labels of the keys of an application, in profiles with a group or user in their name too.
labels(application) := {label |
	some name in data.auditor.lib.keys.names
	split(name, ".")[0] == application
	some label in keys.labels(name)
}

# Without the key profiles of both nobody can tell that the keys differ.
unread(endpoint) := harm.open({"ssignon"}, {"unload", "unload:PTKTDATA", "unload:ssignon"}) | {reason |
	compared := {endpoints.appl(one).value | some one in array.concat([endpoint], others(endpoint))}
	some name, _ in data.auditor.lib.harm.profiles_by_name
	split(name, ".")[0] in compared
	some reason in harm.of_profile({"ssignon"}, "PTKTDATA", name)
}

one_key(endpoint, name) := {
	"severity": "high",
	"message": sprintf("%s has the key of %s too: whoever holds it for one makes tickets for the other.", [
		name.value,
		concat(" and ", sort([endpoints.appl(other).value | some other in same_key(endpoint)])),
	]),
	"facts": {
		"application": name.value,
		"trust_zone": endpoint.trust_zone,
		"environment": endpoint.environment,
		"one_key_with": [{"endpoint": other.name, "application": endpoints.appl(other).value, "labels": sort(shared_labels(endpoint, other))} | some other in same_key(endpoint)],
	},
	"places": array.concat(key_places(name.value, "primary"), [place |
		some other in same_key(endpoint)
		some place in key_places(endpoints.appl(other).value, "related")
	]),
	"remediation": commands.other([concat(" ", [
		sprintf("Generate a key of its own for %s in ICSF, and name its label in the PTKTDATA profile;", [name.value]),
		"change it where tickets are made at the same time.",
	])]),
	"assumptions": endpoints.assumptions(endpoint),
}

key_places(application, role) := [{"at": segment.at, "role": role, "note": sprintf("key of %s", [name])} |
	some name in sort(data.auditor.lib.keys.names)
	split(name, ".")[0] == application
	count(keys.labels(name)) > 0
	segment := keys.segment(name)
]

# Two endpoints that the site states to be of different zones or environments.
apart(one, other) if {
	one.trust_zone != null
	other.trust_zone != null
	one.trust_zone != other.trust_zone
}

apart(one, other) if {
	one.environment != null
	other.environment != null
	one.environment != other.environment
}

# Endpoints of the same name of which the site does not say enough.
doubtful(endpoint) := sort([other.name | some other in sharing(endpoint); not together(endpoint, other)])

together(one, other) if {
	one.trust_zone != null
	one.trust_zone == other.trust_zone
	one.environment != null
	one.environment == other.environment
}

finding(endpoint, name) := {
	"severity": "high",
	"message": sprintf("%s shares application name %s with %s: a ticket for one opens the other.", [endpoint.name, name.value, concat(" and ", sharers)]),
	"facts": {
		"application": name.value,
		"trust_zone": endpoint.trust_zone,
		"environment": endpoint.environment,
		"shared_with": [{"endpoint": other.name, "trust_zone": other.trust_zone, "environment": other.environment} | some other in conflicts(endpoint)],
		"other_subsystem": name.value in foreign,
	},
	"places": array.concat(
		places.primary(name.at, sprintf("application name from %s", [name.origin])),
		[place |
			some other in conflicts(endpoint)
			some place in places.related(endpoints.appl(other).at, sprintf("%s uses the same name", [other.name]))
		],
	),
	"remediation": commands.ims(
		["UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(<name>))"],
		[
			"Choose an application name for each trust zone, and define its own APPL, PTKTDATA and IRRPTAUTH profiles with their permits first.",
			sprintf("Code ODACCESS APPL=<name> in the member of %s, so that a restart keeps it, and change the application name of its clients at the same time.", [endpoint.name]),
		],
		[sprintf("UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(%s))", [name.value])],
	),
	"assumptions": endpoints.assumptions(endpoint),
} if {
	sharers := array.concat(sort([other.name | some other in conflicts(endpoint)]), elsewhere(name.value))
}

elsewhere(name) := ["another subsystem of the site"] if name in foreign

elsewhere(name) := [] if not name in foreign
