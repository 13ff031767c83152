package auditor.lib.site_test

import rego.v1

import data.auditor.lib.site
import data.auditor.lib.testing

test_lists_of_the_site_are_sets if {
	owners := site.security_owners with input as testing.changed({"site": {"security_owners": ["SECGRP", "SYS1", "SECGRP"]}})
	owners == {"SECGRP", "SYS1"}
	others := site.other_applications with input as testing.changed({"site": {"other_applications": ["CICS1"]}})
	others == {"CICS1"}
	named := site.administrators with input as testing.changed({"site": {"administrators": ["SECADM", "SECADM"]}})
	named == {"SECADM"}
}

test_a_list_that_was_not_given_is_empty if {
	unsaid := testing.changed({"site": {"security_owners": null, "other_applications": null, "administrators": null}})
	owners := site.security_owners with input as unsaid
	owners == set()
	others := site.other_applications with input as unsaid
	others == set()
	named := site.administrators with input as unsaid
	named == set()
}
