package auditor.policies.short_lived_pool_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.short_lived_pool

the(change) := verdict if {
	verdicts := short_lived_pool.verdicts with input as testing.with_written([testing.written("found:a/b", change)])
	some verdict in verdicts
}

pool(kind, life, change) := {
	"pool": object.union({"kind": kind, "settings": {}, "most": 10, "seconds": null}, change),
	"connections": testing.fact(life),
}

test_no_pool_says_nothing if the({}).verdict == "not_applicable"

test_a_pool_that_keeps_connections_passes if {
	verdict := the(pool("liberty", "persistent", {}))
	verdict.verdict == "pass"
	verdict.facts.connections == "persistent"
}

test_a_pool_that_closes_at_once_fails if {
	verdict := the(pool("liberty", "non-persistent", {}))
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.places[0].at == [1, 5, 1, 8]
	contains(verdict.remediation.other[0], "-1 never")
}

test_every_pool_has_its_advice if {
	kinds := ["liberty", "websphere", "hikari", "tomcat", "dbcp2"]
	advice := {the(pool(kind, "non-persistent", {})).remediation.other[0] | some kind in kinds}
	count(advice) == 5
}

test_a_minute_is_an_advisory_with_its_tickets if {
	verdict := the(pool("hikari", "short-lived", {"seconds": 45}))
	verdict.verdict == "advisory"
	contains(verdict.message, "up to 14 tickets a minute")
}

test_a_pool_without_a_limit_has_no_number if {
	verdict := the(pool("hikari", "short-lived", {"seconds": 45, "most": 0}))
	not contains(verdict.message, "tickets a minute")
	not contains(the(pool("hikari", "short-lived", {"seconds": 45, "most": null})).message, "tickets a minute")
}

test_a_setting_that_is_not_known_is_undecided if {
	verdict := the(object.union(pool("tomcat", null, {}), {"connections": testing.unknown("maxAge is a variable")}))
	verdict.verdict == "undecided"
	verdict.reason == "maxAge is a variable"
	verdict.places[0].at == [6, 8, 0, 0]
}

test_a_password_client_needs_no_tickets if {
	the(object.union(pool("liberty", "non-persistent", {}), {"generates": testing.fact(false)})).verdict == "not_applicable"
}

test_whether_it_makes_tickets_may_be_unknown if {
	the(object.union(pool("liberty", "non-persistent", {}), {"generates": testing.unknown("not shown")})).verdict == "fail"
}
