package auditor.lib.places_test

import rego.v1

import data.auditor.lib.places
import data.auditor.lib.testing

at := [0, 99, 262, 278]

test_a_place_has_its_role_and_note if {
	places.primary(at, "here") == [{"at": at, "role": "primary", "note": "here"}]
	places.related(at, "there") == [{"at": at, "role": "related", "note": "there"}]
}

test_a_fact_without_a_place_cites_none if {
	places.primary(null, "here") == []
	places.related(null, "there") == []
}

test_a_field_has_the_columns_of_the_layout if {
	field := places.field(at, "permit", "access") with input as testing.estate
	field == [0, 99, 271, 278]
	whole := places.field(at, "permit", "no_such_field") with input as testing.estate
	whole == at
}

test_columns_are_those_of_the_field if {
	found := [places.columns("permit", name) | some name in ["access", "no_such_field"]] with input as testing.estate
	found == [[271, 278], [0, 0]]
}

test_the_first_of_what_was_found_is_primary if {
	found := array.concat(places.primary(at, "a"), array.concat(places.primary(at, "b"), places.related(at, "c")))
	[place.role | some place in places.ordered(found)] == ["primary", "related", "related"]
	places.ordered(places.related(at, "a"))[0].role == "primary"
	places.ordered([]) == []
}
