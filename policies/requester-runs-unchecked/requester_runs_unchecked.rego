# METADATA
# title: A requester or IMS Connect runs TRUSTED or PRIVILEGED
# description: >-
#   A started task with TRUSTED or PRIVILEGED passes every check: as a requester it makes tickets for everybody, and as a
#   scheduler it submits for everybody. IBM's list of tasks that need TRUSTED names neither IMS Connect nor a server that asks
#   for tickets. Source: RACF Security Administrator's Guide, "Defining profile data" (STARTED); MVS Initialization and Tuning
#   Reference, "Assigning the RACF TRUSTED attribute".
# custom:
#   id: PT-B23
#   severity: high
#   judges: [profile, endpoint]
#   needs: [unload, setropts, hwscfg, clients, site]
#   gate: blocks
package auditor.policies.requester_runs_unchecked

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.requesters
import data.auditor.lib.result

needs := {"unload", "unload:STARTED"}

lost := harm.open({"started"}, needs) | requesters.gaps

active := input.classes.STARTED.active.value

by_member := {name | some name, entry in input.profiles.STARTED; entry.started.user == "=MEMBER"}

# STARTED profiles that concern somebody, with whom: requesters by user, endpoints by the task that the site names.
concerned[name] contains row if {
	some name, entry in input.profiles.STARTED
	some user in (requesters.everyone & {entry.started.user})
	row := {"who": user, "as": "requester"}
}

concerned[name] contains row if {
	count(by_member) > 0
	some user in requesters.everyone
	name := decides(sprintf("%s.%s", [user, user]))
	name != null
	name in by_member
	row := {"who": user, "as": "requester"}
}

concerned[name] contains row if {
	some endpoint in endpoints.drda
	task := job(endpoint)
	name := decides(sprintf("%s.%s", [task, task]))
	name != null
	input.profiles.STARTED[name].started != null
	row := {"who": endpoint.name, "as": "IMS Connect"}
}

decides(resource) := name if {
	name := profiles.deciding("STARTED", resource).name
	name != null
} else := profiles.supposed("STARTED", resource)

job(endpoint) := upper(named) if {
	named := input.site.endpoints[endpoint.name].job
	named != null
}

verdicts contains verdict if {
	some name, rows in concerned
	verdict := evidence.settled(lost | harm.of_profile({"started"}, "STARTED", name), judge(name, input.profiles.STARTED[name].started, rows))
}

# Which task an IMS Connect runs as is nowhere but in the configuration.
verdicts contains verdict if {
	some endpoint in endpoints.drda
	not job(endpoint)
	verdict := unnamed(endpoint)
}

verdicts contains verdict if some verdict in inscope.beside_people({name | some name, _ in concerned}, requesters.gaps, needs, "high")

unnamed(endpoint) := result.undecided(endpoints.named(endpoint), {untold(endpoint.name)}, {"severity": "high"}) if {
	some entry in input.profiles.STARTED
	unchecked(entry.started)
} else := evidence.settled(lost, result.passed(endpoints.named(endpoint), {
	"severity": "high",
	"message": "No profile of class STARTED gives TRUSTED or PRIVILEGED, whatever task this is.",
	"places": places.primary(endpoint.at, "the endpoint"),
	"assumptions": [ichrin03],
}))

untold(name) := sprintf("which started task %s runs as is not said (job in [site.endpoints.%s])", [name, name])

unchecked(segment) if segment.trusted != false

unchecked(segment) if segment.privileged != false

free(segment) if segment.trusted == true

free(segment) if segment.privileged == true

ichrin03 := "The started procedures table ICHRIN03, which decides where no profile does, is not examined."

judge(name, segment, rows) := result.passed(profiles.named("STARTED", name), {
	"severity": "high",
	"message": sprintf("%s runs as any other task: every check counts.", [name]),
	"facts": facts(segment, rows),
	"places": places.primary(segment.at, "STDATA"),
	"assumptions": [ichrin03],
}) if {
	segment.trusted == false
	segment.privileged == false
} else := result.undecided(profiles.named("STARTED", name), {"whether STDATA gives TRUSTED or PRIVILEGED cannot be read"}, {"severity": "high"}) if {
	not free(segment)
} else := result.advised(profiles.named("STARTED", name), finding(name, segment, rows)) if {
	active == false
} else := result.undecided(profiles.named("STARTED", name), {evidence.why(input.classes.STARTED.active, "whether class STARTED is active is unknown")}, {"severity": "high"}) if {
	active == null
} else := result.undecided(profiles.named("STARTED", name), {profiles.generic_reason("STARTED")}, {"severity": "high"}) if {
	input.profiles.STARTED[name].generic
	input.classes.STARTED.generic.value == null
} else := result.failed(profiles.named("STARTED", name), finding(name, segment, rows))

finding(name, segment, rows) := {
	"severity": "high",
	"message": sprintf("%s runs %s without checks (%s): it makes tickets for everybody, and no profile stops it.", [name, people(rows), words(segment)]),
	"facts": facts(segment, rows),
	"places": places.primary(segment.at, words(segment)),
	"assumptions": [ichrin03],
	"remediation": object.union(
		commands.racf("STARTED", [commands.alter("STARTED", name, "STDATA(TRUSTED(NO) PRIVILEGED(NO))")], [commands.alter("STARTED", name, commands.started(segment))]),
		{"other": ["Permit the task first what it needs (SMF type 80 tells, with TRUSTED while it is audited); it counts when the task is started again."]},
	),
}

people(rows) := concat(", ", sort({sprintf("%s %s", [row.as, row.who]) | some row in rows}))

words(segment) := concat(" and ", array.concat(["TRUSTED" | segment.trusted == true], ["PRIVILEGED" | segment.privileged == true]))

facts(segment, rows) := {"trusted": segment.trusted, "privileged": segment.privileged, "concerns": sort({row.who | some row in rows})}
