package auditor.lib.pace_test

import rego.v1

import data.auditor.lib.pace

client(change) := object.union(
	{
		"id": "shop", "application": "app1", "generates_tickets": true, "connections": "persistent",
		"tickets_per_second": null,
	},
	change,
)

hurried(change) := ids if {
	ids := pace.hurried("APP1") with input as {"clients": [client(change)]}
}

test_a_connection_for_each_unit_of_work if hurried({"connections": "non-persistent"}) == ["shop"]

test_a_ticket_a_second if hurried({"tickets_per_second": 1}) == ["shop"]

test_a_calm_client if {
	hurried({}) == []
	hurried({"tickets_per_second": 0.9}) == []
	hurried({"connections": "unknown"}) == []
}

test_of_another_application_or_none if {
	hurried({"tickets_per_second": 2, "application": "APP2"}) == []
	hurried({"tickets_per_second": 2, "application": null}) == []
}

test_without_tickets_there_is_no_pace if {
	hurried({"tickets_per_second": 2, "generates_tickets": false}) == []
	hurried({"connections": "non-persistent", "generates_tickets": false}) == []
}
