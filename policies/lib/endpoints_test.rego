package auditor.lib.endpoints_test

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.testing

# The endpoint with other values of its member and no display, and with other running values.
member(change) := object.union(testing.endpoint, object.union({"running": null}, change))

running(change) := object.union(testing.endpoint, {"running": change})

# A coded fact, an unread one, and what a name is where nobody coded it.
coded(value) := testing.fact(value)

unread := testing.unknown("it is coded twice")

named(endpoint) := [endpoints.appl(endpoint).value, endpoints.appl(endpoint).origin]

test_a_display_goes_before_the_member if {
	shown := running({"racf": coded(false), "pswdmc": coded("N")})
	endpoints.racf(shown) == object.union(coded(false), {"source": "running"})
	endpoints.effective(shown, "pswdmc").value == "N"
}

test_what_no_display_shows_is_the_members if {
	endpoints.racf(running({"racf": unread})) == object.union(coded(true), {"source": "member"})
	endpoints.effective(running({"pswdmc": unread}), "pswdmc").value == "R"
	endpoints.racf(member({})).source == "member"
	not endpoints.running_has(member({}), "racf")
}

# What two displays show differently: it was read, and it is nothing.
contradicted := object.union(unread, {"at": [4, 3, 0, 0], "why": "two displays differ"})

test_what_displays_contradict_is_unknown_never_the_members if {
	endpoints.racf(running({"racf": contradicted})) == object.union(contradicted, {"source": "running"})
	endpoints.effective(running({"pswdmc": contradicted}), "pswdmc") == contradicted
	endpoints.appl(running({"odbmappl": contradicted})) == {"value": null, "at": [4, 3, 0, 0], "origin": null, "why": "two displays differ"}
}

test_the_application_is_the_running_one_then_the_coded_one if {
	named(running({"odbmappl": coded("APP7")})) == ["APP7", "ODBMAPPL"]
	named(running({"odbmappl": unread})) == ["APP1", "ODACCESS APPL"]
	named(member({})) == ["APP1", "ODACCESS APPL"]
}

test_the_application_falls_back_to_the_id if {
	not endpoints.falls_back(member({}))
	not endpoints.falls_back(member({"appl": object.union(testing.not_coded, {"value": "APP1"})}))
	every endpoint in [
		running({"odbmappl": coded("")}),
		member({"appl": coded("")}),
		member({"appl": testing.not_coded}),
	] {
		named(endpoint) == ["ICON1", "HWS ID"]
		endpoints.falls_back(endpoint)
	}
}

test_an_unread_application_does_not_fall_back if {
	endpoint := member({"appl": unread})
	endpoints.appl(endpoint) == {"value": null, "at": null, "origin": null, "why": "it is coded twice"}
	not endpoints.falls_back(endpoint)
	endpoints.appl(member({"appl": testing.not_coded, "id": unread})) == {"value": null, "at": null, "origin": "HWS ID", "why": "it is coded twice"}
}

test_only_a_display_can_blank_the_application if {
	endpoints.blanked(running({"odbmappl": coded("")}))
	not endpoints.blanked(running({}))
	not endpoints.blanked(member({"appl": coded("")}))
}

test_endpoints_that_may_serve_drda_clients if {
	three := [
		object.union(testing.endpoint, {"name": "YES", "odaccess": coded(true)}),
		object.union(testing.endpoint, {"name": "NO", "odaccess": coded(false)}),
		object.union(testing.endpoint, {"name": "PERHAPS", "odaccess": unread}),
	]
	names := {endpoint.name | some endpoint in endpoints.drda} with input as {"endpoints": three}
	names == {"YES", "PERHAPS"}
}

test_an_unread_odaccess_is_the_only_reason_to_judge_nothing if {
	endpoints.unknown(member({"odaccess": unread})) == {"it is coded twice"} with input as testing.estate
	endpoints.unknown(member({"odaccess": testing.not_coded})) == {"whether ODACCESS is coded is unknown"} with input as testing.estate
	endpoints.unknown(member({"odaccess": object.union(coded(true), {"why": "a line is cut"})})) == set()
}

test_ticket_clients_are_of_this_endpoint_and_generate if {
	clients := [
		testing.client("mine", "off-host", {}),
		testing.client("other", "off-host", {"endpoint": "ICON2"}),
		testing.client("password", "password", {"generates_tickets": false}),
	]
	found := [client.id | some client in endpoints.ticket_clients(testing.endpoint)] with input as {"clients": clients}
	found == ["mine"]
}

second := object.union(testing.endpoint, {"name": "ICON2", "running": null, "appl": unread})

test_endpoints_by_name_and_by_application if {
	estate := {"endpoints": [testing.endpoint, second]}
	by_name := {endpoint.name | some endpoint in endpoints.by_name("ICON2")} with input as estate
	by_name == {"ICON2"}
	by_application := endpoints.by_application with input as estate
	by_application == {"APP1": {"ICON1"}}
}

test_only_a_member_without_a_display_is_assumed if {
	endpoints.assumptions(testing.endpoint) == []
	endpoints.assumptions(member({})) == ["ICON1 runs with the values of its member: no display of it was offered."]
}

test_names_that_cannot_be_used if {
	endpoints.unusable("") == {"it is blank"}
	endpoints.unusable("A#$@9") == set()
	endpoints.unusable("IRRPTAUTH.APP1") == {
		"it is longer than 8 characters",
		"it contains a period, which RACF reads as the end of a qualifier",
		"it begins with IRRPTAUTH, which names authority profiles",
	}
	endpoints.unusable("ims-1") == {"it contains a character outside A-Z 0-9 # $ @"}
}

test_a_client_of_no_endpoint_is_nowhere if {
	client := testing.client("one", "off-host", {})
	without := endpoints.nowhere(client) with input as {"endpoints": []}
	without == {"no member or display of ICON1 was offered"}
	closed := endpoints.nowhere(client) with input as testing.with_endpoint({"odaccess": coded(false)})
	closed == {"the member of ICON1 has no ODACCESS statement, yet the inventory names it"}
	there := endpoints.nowhere(client) with input as testing.estate
	there == set()
}
