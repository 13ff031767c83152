package auditor.lib.names_test

import rego.v1

import data.auditor.lib.names

test_slips_are_near if {
	every other in ["APP2", "APP", "APP11", "AP", "APP1XX", "APZZ", "XAPP1"] {
		names.near("APP1", other)
	}
}

test_other_names_are_not if {
	every other in ["A", "ZZ", "APP1XXXX", "CICS", "ZZZZZZ", "XXAPP1"] {
		not names.near("APP1", other)
	}
}
