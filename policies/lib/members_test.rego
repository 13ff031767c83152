package auditor.lib.members_test

import rego.v1

import data.auditor.lib.members
import data.auditor.lib.testing

connected(change) := testing.changed({"users": {"WEBUSR1": {"connections": {"APPGRP": change}}}})

counted(estate) := found.APPGRP if {
	found := members.counted with input as estate
}

everybody := {"BATCH1", "PARTNER1", "WEBUSR1"}

test_members_count_by_connections_that_count if counted(testing.estate) == everybody

test_a_revoked_connection_does_not_count if {
	counted(connected({"revoked": true})) == {"BATCH1", "PARTNER1"}
	counted(connected({"revoke_date": "2026-11-01"})) == {"BATCH1", "PARTNER1"}
}

test_a_connection_that_is_resumed_or_not_yet_revoked_counts if {
	counted(connected({"revoked": true, "resume_date": "2026-11-01"})) == everybody
	counted(connected({"revoke_date": "2026-11-03"})) == everybody
}

test_active_members_are_not_revoked_themselves if {
	estate := testing.changed({"users": {"WEBUSR1": {"revoked": true}}})
	counted(estate) == everybody
	active := members.active with input as estate
	active.APPGRP == {"BATCH1", "PARTNER1"}
}
