# METADATA
# title: Holder may generate tickets for any user of an application
# description: >-
#   UPDATE to a generic IRRPTAUTH.<application>.* lets the holder become any user of the application. A batch job needs a
#   ticket for itself only. Source: z/OS Security Server RACF Callable Services, "RACF authorization"; IMS, "RACF PassTicket
#   for IMS Connect client connections to IMS DB".
# custom:
#   id: PT-B03
#   severity: high
#   judges: [profile]
#   needs: [unload, setropts, clients]
#   gate: blocks
package auditor.policies.tickets_for_any_user

import rego.v1

import data.auditor.lib.authority
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.users

needs := {"unload:PTKTDATA", "unload:users"}

# Generic profiles for the users of one application; those that span several are judged by PT-B04.
subjects contains name if {
	some name in authority.names
	input.profiles.PTKTDATA[name].generic
	last_generic(name)
	not authority.spanning(name)
}

last_generic(name) if {
	qualifiers := split(name, ".")
	profiles.has_generic_characters(qualifiers[count(qualifiers) - 1])
}

verdicts contains evidence.guarded(needs, masked(judge(name, profiles.named("PTKTDATA", name)))) if some name in subjects

verdicts contains verdict if some verdict in scope.no_profiles(subjects, {"unload:PTKTDATA"})

generic := input.classes.PTKTDATA.generic

# Generic profiles are ignored while generic checking is off.
masked(judged) := result.masked(judged, "PT-D02") if {
	generic.value == false
} else := judged

judge(name, subject) := result.passed(subject, {
	"severity": "high",
	"message": sprintf("Nobody may ask for tickets through %s.", [name]),
	"facts": {"holders": []},
	"places": places.primary(input.profiles.PTKTDATA[name].at, "a generic profile without holders"),
}) if {
	count(authority.holders(name)) == 0
} else := result.undecided(subject, {profiles.variable_reason("PTKTDATA")}, {
	"severity": "high",
	"places": places.primary(input.profiles.PTKTDATA[name].at, "the name holds a RACF variable"),
}) if {
	contains(name, "&")
} else := result.undecided(subject, {profiles.generic_reason("PTKTDATA")}, {"severity": "high"}) if {
	generic.value == null
} else := result.advised(subject, object.union(finding(name, authority.holders(name)), {
	"message": sprintf("%s lets its holders become any of its users (%s); without a client inventory it is not known who needs that.", [name, reach(name)]),
})) if {
	not evidence.offered("clients")
} else := result.failed(subject, finding(name, authority.holders(name))) if {
	count(needless(name)) > 0
} else := result.advised(subject, object.union(finding(name, authority.holders(name)), {
	"message": sprintf("%s lets gateways become any of its users (%s); each user they need could have a profile of its own.", [name, reach(name)]),
}))

# Holders who need tickets for themselves at most, or are not declared to need any.
needless(name) := {holder |
	some holder in authority.holders(name)
	count(others(name, holder)) == 0
}

# Users other than itself for whom a holder, or a member of it if it is a group, is declared to need tickets.
others(name, holder) := {row.user |
	some row in authority.declared
	stands_for(row.requester, holder)
	row.application in authority.applications(name)
	row.user != row.requester
}

stands_for(requester, holder) if requester == holder

stands_for(requester, holder) if input.groups[holder].members[requester]

finding(name, holders) := {
	"severity": "high",
	"message": sprintf("%s lets %s become any of its users (%s), and needs fewer.", [name, concat(", ", array.slice(sort(needless(name)), 0, 5)), reach(name)]),
	"facts": {
		"holders": array.slice(sort(holders), 0, 50),
		"needless": array.slice(sort(needless(name)), 0, 50),
		"applications": sort(authority.applications(name)),
		"privileged": array.slice(sort(privileged(name)), 0, 20),
	},
	"places": array.concat(
		places.primary(places.field(entry.at, "profile", "generic"), "a generic profile for any user"),
		array.concat(
			[place |
				some id in array.slice(sort(authority.holders(name)), 0, 10)
				row := entry.acl[id]
				some place in places.related(places.field(row.at, "permit", "access"), sprintf("%s has %s", [id, row.access]))
			],
			[place |
				some client in input.clients
				client.requester in holders
				some place in places.related(client.at, sprintf("client %s says for whom %s needs tickets", [client.id, client.requester]))
			],
		),
	),
	"remediation": authority.narrowed(name),
} if {
	entry := input.profiles.PTKTDATA[name]
}

# -- whom a holder can become --------------------------------------------------------------------------------------------

reachable(name) := {user |
	some user, _ in input.users
	some application in authority.applications(name)
	regex.match(profiles.pattern(name), sprintf("IRRPTAUTH.%s.%s", [application, user]))
	users.can_log_on(user, application) == "yes"
}

reach(name) := sprintf("%d can log on, %d of them privileged", [count(reachable(name)), count(privileged(name))])

privileged(name) := {user |
	some user in reachable(name)
	powerful(user)
}

powerful(user) if {
	some attribute in ["special", "operations", "auditor", "roaudit"]
	input.users[user][attribute] == true
}

powerful(user) if input.users[user].uid == 0

powerful(user) if user in input.site.privileged
