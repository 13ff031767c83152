# METADATA
# title: Requests
# description: >-
#   Whether the RACF services make a ticket for a requester. They fail closed: no active class, no profile, no authority or
#   no key is a refusal. What could still grant it - the global access table, a trusted started task - leaves a refusal
#   undecided and never grants.
#   Source: RACF Callable Services, "RACF authorization" (R_ticketserv, R_GenSec); RACF Security Administrator's Guide, "How
#   global access checking works", "Preventing errors".
package auditor.lib.requests

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.evidence
import data.auditor.lib.keys
import data.auditor.lib.makers
import data.auditor.lib.profiles
import data.auditor.lib.tickets
import data.auditor.lib.users
import data.auditor.lib.weigh

# Trials whose ticket the client has to ask RACF for.
wanted(trial) if {
	trial.step in {"generate", "logon", "replay", "replay-other-system"}
	makers.by_services(data.auditor.lib.makers.clients[trial.client])
}

# So has who wants to be another user, unless he has the key.
wanted(trial) if {
	trial.step == "impersonate"
	not makers.by_key(trial)
}

# What a request is about: kind of client, requester, application and target. A started task asks as a service does; who has
# become another user asks as that one.
wish(trial) := ["user", trial.as_user, upper(trial.made_for_application), trial.made_for_user] if {
	trial.step == "impersonate"
	trial.as_user != null
} else := [kind, trial.requester, upper(trial.made_for_application), trial.made_for_user] if {
	trial.step == "impersonate"
	kind := {"task": "racf-service"}[trial.way]
} else := ["user", trial.requester, upper(trial.made_for_application), trial.made_for_user] if {
	trial.step == "impersonate"
} else := [data.auditor.lib.makers.clients[trial.client].kind, trial.requester, upper(trial.made_for_application), trial.made_for_user]

# A request as text, to look its answer up by.
text(request) := sprintf("%v/%v/%v/%v", request)

# Every request that a trial makes.
asked contains wished if {
	some trial in input.trials
	wanted(trial)
	wished := wish(trial)
}

# Whether the services make the ticket; `key` is what `key_there` says of the application and `there` what `at_resource` finds,
# each found once for many requests.
answer(request, key, there) := weigh.undecided({"the inventory does not say for which application tickets are made"}) if {
	request[2] == ""
} else := weigh.denied({sprintf("no ticket can be made for application %s and user %s", [request[2], request[3]])}) if {
	some name in [request[2], request[3]]
	not tickets.usable_name(name)
} else := weigh.together([authority(request, there), key])

# -- authority -----------------------------------------------------------------------------------------------------------

resource(request) := sprintf("IRRPTAUTH.%s.%s", [request[2], request[3]])

# What every requester meets at the resource.
at_resource(name) := access.barrier("PTKTDATA", name)

authority(request, there) := weigh.undecided({"the inventory does not say which user asks RACF for the ticket"}) if {
	request[1] == null
} else := weigh.denied({sprintf("requester %s is not defined to RACF", [request[1]])}) if {
	users.undefined(request[1])
} else := weigh.denied({"class PTKTDATA is not active"}) if {
	input.classes.PTKTDATA.active.value == false
} else := refined(request, access.answer_at(there, request[1], "UPDATE", "denied"))

refined(request, permission) := weigh.undecided(ways_round(request)) if {
	permission.outcome == "denied"
	count(ways_round(request)) > 0
} else := weigh.doubted(permission, data.auditor.lib.tickets.class_doubts | unknown_requester(request[1]))

unknown_requester(user) := evidence.instead("unload", {sprintf("no unload tells whether requester %s is defined", [user])}) if {
	users.unknown(user)
} else := set()

# What could let the request through although no profile does.
ways_round(request) := global_entries(resource(request), request[1]) | trusted_task(request[0], request[1])

# -- the global access table ---------------------------------------------------------------------------------------------

global_entries(name, user) := set() if {
	input.classes.PTKTDATA.global_checking.value == false
} else := set() if {
	input.users[user].restricted
} else := evidence.lost_of_profile({"0500", "0503"}, "GLOBAL", "PTKTDATA") | granted(name)

granted(name) := {sprintf("the global access table has %s/%s, which could grant it", [member.name, member.access]) |
	some member in input.profiles.GLOBAL.PTKTDATA.members
	access.perhaps_enough(member.access, "UPDATE")
	regex.match(profiles.pattern(member.name), name)
}

# -- started tasks -------------------------------------------------------------------------------------------------------

# A trusted or privileged task passes every check; which task a requester runs as is in no input. A batch job is no started task.
trusted_task(kind, user) := set() if {
	kind != "racf-service"
} else := set() if {
	input.classes.STARTED.active.value == false
} else := {sprintf("%s may run as a trusted or privileged started task, which passes every check", [user])} if {
	some one in {user, "=MEMBER"}
	one in unchecked
} else := {"a record of class STARTED is lost, which could make the requester's task trusted or privileged"} if {
	some row in data.auditor.lib.evidence.lost_records
	row[0] in {"0500", "0540", null}
	row[1] in {"STARTED", null}
} else := set()

unchecked contains user if {
	some entry in input.profiles.STARTED
	some attribute in ["trusted", "privileged"]
	entry.started[attribute] != false
	user := entry.started.user
}

# -- the key -------------------------------------------------------------------------------------------------------------

# The services use the profile of the application's own name only.
key_there(application) := weigh.denied({sprintf("there is no discrete key profile PTKTDATA %s", [application])}) if {
	keys.exists(application) == "no"
} else := weigh.undecided({sprintf("whether there is a key profile PTKTDATA %s is unknown", [application])}) if {
	keys.exists(application) == "unknown"
} else := weigh.denied({sprintf("PTKTDATA %s holds no key", [application])}) if {
	keys.any_key(application) == "no"
} else := weigh.undecided({sprintf("whether PTKTDATA %s holds a key is unknown", [application])}) if {
	keys.any_key(application) == "unknown"
} else := weigh.allowed({sprintf("PTKTDATA %s holds a key", [application])})
