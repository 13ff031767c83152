package auditor.lib.custody_test

import rego.v1

import data.auditor.lib.custody
import data.auditor.lib.testing

by_key := {"way": "key", "client": "partner", "requester": null, "key_profile": "APP1"}

by_control := {"way": "alter", "client": "", "requester": "WEBUSR1", "key_profile": "APP1"}

word(estate, trial) := answer.outcome if answer := custody.answer(trial) with input as estate

# -- keys outside RACF ---------------------------------------------------------------------------------------------------

clients(change) := object.union(testing.estate, {"clients": [object.union(partner, change)]})

partner := {"id": "partner", "kind": "off-host", "generates_tickets": true, "application": "APP1", "key_profile": null, "users": []}

test_an_off_host_client_has_the_key_of_its_application if {
	estate := clients({})
	word(estate, by_key) == "allowed"
	folded := clients({"application": "app1"})
	word(folded, by_key) == "allowed"
}

test_or_the_one_it_names_whether_or_not_it_makes_tickets if {
	other := clients({"key_profile": "APP2"})
	word(other, by_key) == "denied"
	named := clients({"key_profile": "APP1", "application": null, "generates_tickets": false})
	word(named, by_key) == "allowed"
}

test_no_other_client_has_it if {
	service := clients({"kind": "racf-service"})
	word(service, by_key) == "denied"
	batch := clients({"kind": "sql-batch", "key_profile": "APP1"})
	word(batch, by_key) == "denied"
	quiet := clients({"generates_tickets": false})
	word(quiet, by_key) == "denied"
	nameless := clients({"application": null})
	word(nameless, by_key) == "denied"
	another := clients({"id": "somebody"})
	word(another, by_key) == "denied"
}

# -- control of the profile ----------------------------------------------------------------------------------------------

listed(change) := testing.changed({"profiles": {"PTKTDATA": {"APP1": change}}})

entry(level) := {"access": level, "at": [0, 1, 1, 1]}

test_alter_is_control_and_nothing_less_is if {
	alter := listed({"acl": {"WEBUSR1": entry("ALTER")}})
	word(alter, by_control) == "allowed"
	control := listed({"acl": {"WEBUSR1": entry("CONTROL")}})
	word(control, by_control) == "denied"
	everybody := listed({"uacc": "ALTER"})
	word(everybody, by_control) == "allowed"
}

test_warning_lets_no_command_through if {
	estate := listed({"warning": true})
	word(estate, by_control) == "denied"
}

test_somebody_who_is_not_there_controls_nothing if {
	estate := listed({"uacc": "ALTER"})
	word(estate, object.union(by_control, {"requester": "GHOST"})) == "denied"
}

test_whether_somebody_is_there_may_be_unknown if {
	estate := object.union(listed({"acl": {"GHOST": entry("ALTER")}}), {"unload": {"users": false}})
	word(estate, object.union(by_control, {"requester": "GHOST"})) == "undecided"
	word(estate, by_control) == "denied"
}

test_a_profile_that_is_not_there_is_controlled_by_nobody if {
	estate := testing.estate
	word(estate, object.union(by_control, {"key_profile": "APP9"})) == "denied"
	generic := listed({"generic": true, "uacc": "ALTER"})
	word(generic, by_control) == "denied"
}

test_whether_it_is_there_may_be_unknown if {
	estate := object.union(testing.estate, testing.damaged("unload", "0500", "PTKTDATA"))
	word(estate, object.union(by_control, {"key_profile": "APP9"})) == "undecided"
}
