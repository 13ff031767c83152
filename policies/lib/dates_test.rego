package auditor.lib.dates_test

import rego.v1

import data.auditor.lib.dates

today := {"as_of": "2026-11-02"}

entry(flag, revoke, resume) := {"revoked": flag, "revoke_date": revoke, "resume_date": resume}

revoked(one) if dates.revoked(one) with input as today

test_the_flag_alone_revokes if {
	revoked(entry(true, null, null))
	not revoked(entry(false, null, null))
}

test_a_resume_date_that_has_come_undoes_the_flag if {
	not revoked(entry(true, null, "2026-11-02"))
	revoked(entry(true, null, "2026-11-03"))
}

test_a_revoke_date_after_the_resume_date_puts_the_flag_back if {
	revoked(entry(true, "2026-10-02", "2026-10-01"))
	not revoked(entry(true, "2026-10-01", "2026-10-02"))
}

test_a_flag_is_resumed_on_the_day_that_revokes_too if not revoked(entry(true, "2026-10-01", "2026-10-01"))

test_a_revoke_date_to_come_does_not_put_the_flag_back if not revoked(entry(true, "2026-11-03", "2026-10-01"))

test_a_revoke_date_that_has_come_revokes_without_the_flag if {
	revoked(entry(false, "2026-11-02", null))
	not revoked(entry(false, "2026-11-03", null))
}

test_a_later_resume_date_that_has_come_undoes_the_revoke_date if {
	not revoked(entry(false, "2026-10-01", "2026-10-02"))
	revoked(entry(false, "2026-10-01", "2026-11-03"))
	revoked(entry(false, "2026-10-01", "2026-09-30"))
	revoked(entry(false, "2026-10-01", "2026-10-01"))
}

test_days_are_counted_over_months_and_backwards if {
	dates.days_between("2026-11-02", "2026-10-30") == 3
	dates.days_between("2026-10-30", "2026-11-02") == -3
}

test_weekdays_count_from_sunday if {
	dates.weekday("2026-11-01") == 0
	dates.weekday("2026-11-07") == 6
}

connection := {"revoked": false, "revoke_date": null, "resume_date": null}

counts(change) if dates.counts(object.union(connection, change)) with input as today

test_one_connection_counts_as_dates_have_it if {
	counts({})
	counts({"revoke_date": "2026-11-03"})
	counts({"revoked": true, "resume_date": "2026-11-01"})
	not counts({"revoke_date": "2026-11-01"})
	not counts({"revoked": true})
}

# -- days of which an old unload tells nothing ---------------------------------------------------------------------------

file(taken, how) := {"kind": "unload", "taken": taken, "taken_from": how}

aged(files) := {"as_of": "2026-11-02", "site": {"max_evidence_days": 8}, "inputs": files, "users": {
	"LATER": entry(false, "2026-10-15", null),
	"BEFORE": entry(false, "2026-09-01", null),
	"AHEAD": entry(false, "2026-12-01", null),
	"BACK": entry(true, null, "2026-10-15"),
	"PLAIN": entry(true, null, null),
}}

doubted(files) if {
	doubts := dates.doubts with input as aged(files)
	count(doubts) > 0
}

test_an_unload_within_the_limit_leaves_no_doubt if not doubted([file("2026-10-25", "config")])

test_an_older_one_does_however_its_day_is_known if {
	doubted([file("2026-10-24", "config")])
	doubted([file("2026-10-24", "bound")])
	doubted([file("2026-10-24", "manifest")])
	doubted([file("2026-10-24", "heading")])
}

test_nothing_that_tells_is_no_doubt_about_days if {
	not doubted([file(null, null)])
	not doubted([])
}

test_of_several_files_the_oldest_day_counts_and_the_newest_bound if {
	doubted([file("2026-10-24", "config"), file("2026-11-01", "config")])
	not doubted([file("2026-10-24", "bound"), file("2026-11-01", "bound")])
	not doubted([file("2026-10-24", "bound"), file("2026-11-01", "config")])
}

test_other_inputs_say_nothing_of_the_unload if {
	not doubted([object.union(file("2026-10-24", "config"), {"kind": "setropts"})])
}

test_it_turns_on_days_since_the_unload_for_whom_a_date_came_in_them if {
	estate := aged([file("2026-10-01", "bound")])
	dates.turning == {"LATER", "BACK"} with input as estate
}

test_it_turns_on_them_for_nobody_where_days_can_be_counted if {
	estate := aged([file("2026-10-31", "bound")])
	dates.turning == set() with input as estate
}

test_no_date_lets_a_contained_user_in if {
	revoked(object.union(entry(true, null, "2020-01-01"), {"contained": true}))
	revoked(object.union(entry(false, null, null), {"contained": true}))
	not revoked(object.union(entry(false, null, null), {"contained": null}))
}

test_a_contained_user_does_not_turn_on_the_days_since_an_old_unload if {
	unload := {"kind": "unload", "taken": "2026-08-01", "taken_from": "config"}
	old := object.union(today, {"inputs": [unload], "site": {"max_evidence_days": 8}})
	one := entry(true, null, "2026-09-01")
	dates.turns(one) with input as old
	not dates.turns(object.union(one, {"contained": true})) with input as old
}
