package auditor.lib.users_log_on_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.lib.users

name := "WEBUSR1"

of(change) := testing.changed({"users": {name: change}})

let_in(estate) := word if {
	word := users.can_log_on(name, "APP1") with input as estate
}

test_an_ordinary_user_can_log_on if let_in(testing.estate) == "yes"

test_whatever_keeps_a_user_out_keeps_it_out if {
	every change in [
		{"revoked": true},
		{"revoke_date": "2026-11-01"},
		{"protected": true},
		{"factors": [{"name": "AZFTOTP1", "active": true, "at": [0, 51, 15, 34]}]},
		{"connections": {"APPGRP": {"revoked": true}}},
		{"connections": {"APPGRP": {"revoke_date": "2026-11-01"}}},
		{"days": [true, false, true, true, true, true, true]},
		{"last_access": "2026-01-01"},
	] {
		let_in(of(change)) == "no"
	}
}

test_a_default_connection_that_is_revoked_keeps_out_whom_the_application_names if {
	named := object.union(testing.estate, {"profiles": {"APPL": {"APP1": {"acl": {name: {"access": "READ", "at": [0, 98, 262, 278]}}}}}})
	every change in [{"revoked": true}, {"revoke_date": "2026-11-01"}] {
		let_in(object.union(named, {"users": {name: {"connections": {"APPGRP": change}}}})) == "no"
	}
}

test_hours_and_lost_factors_leave_it_unknown if {
	let_in(testing.changed(testing.damaged("unload", "020A", null))) == "unknown"
	every change in [{"start_time": "08:00:00"}, {"end_time": "17:00:00"}] {
		let_in(of(change)) == "unknown"
	}
}

test_blank_days_keep_nobody_out if let_in(of({"days": null})) == "yes"

inactive(value, last_access) := object.union(of({"last_access": last_access}), {"options": {"inactive": value}})

test_inactivity_keeps_out_only_where_it_is_on if {
	let_in(inactive(testing.fact(true), "2026-01-01")) == "no"
	let_in(inactive(testing.fact(false), "2026-01-01")) == "yes"
	let_in(inactive(testing.unknown("no listing"), "2026-10-30")) == "unknown"
}

test_the_last_day_that_is_not_too_long_ago if {
	let_in(of({"last_access": "2026-08-04"})) == "yes"
	let_in(of({"last_access": "2026-08-03"})) == "no"
}

test_a_user_without_a_date_hides_no_other if {
	let_in(testing.changed({"users": {"BATCH1": {"last_access": null, "created": null}}})) == "yes"
	let_in(of({"last_access": null, "created": null})) == "unknown"
}
