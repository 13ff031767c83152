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

import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.orphan_profile.orphans
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "hwscfg"}

lost := harm.open(set(), needs) | (inscope.unnamed | inscope.unlinked)

verdicts contains verdict if {
	some row in orphans.judged
	use := orphans.in_use[row.application]
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
	some row in orphans.judged
	application := row.application
	not orphans.in_use[application]
	verdict := evidence.settled(lost | orphans.perhaps_used(application), judge(row, profiles.named("PTKTDATA", row.name)))
}

verdicts contains verdict if {
	some name in orphans.left_behind
	verdict := evidence.settled(lost, orphans.forgotten(name))
}

verdicts contains verdict if some verdict in inscope.unread("PTKTDATA", "low")

verdicts contains verdict if some verdict in inscope.beside(orphans.judged, set(), needs, "low")

judge(row, subject) := result.failed(subject, orphans.finding(row)) if {
	input.site.other_applications != null
	evidence.offered("clients")
} else := result.advised(subject, object.union(orphans.finding(row), {
	"message": sprintf("%s is for %s, which no endpoint offered uses; another product may, for the site lists none.", [row.name, row.application]),
})) if {
	input.site.other_applications == null
} else := result.advised(subject, object.union(orphans.finding(row), {
	"message": sprintf("%s is for %s, which no endpoint offered uses; a client of IMS TM or OM may name it, and no inventory was offered.", [row.name, row.application]),
}))

# What all passes share.
sound := evidence.shared(lost, {"severity": "low"}, {"object", "message", "facts", "places"})

of_name := places.columns("profile", "name")
