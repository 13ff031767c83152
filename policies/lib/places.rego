# METADATA
# title: Places
# description: Places as verdicts cite them. A fact's `at` is `[input, record, first column, last column]`.
package auditor.lib.places

import rego.v1

# The place that proves a verdict; an empty array when the fact has none.
primary(at, note) := [{"at": at, "role": "primary", "note": note}] if {
	at != null
} else := []

# A place that helps to understand a verdict; an empty array when the fact has none.
related(at, note) := [{"at": at, "role": "related", "note": note}] if {
	at != null
} else := []

# The place of one field of an unload record: the record's place with the columns of the field, as the layout has them.
# `kind` is profile, permit, ssignon, user, group or connection.
field(at, kind, name) := [at[0], at[1], span[0], span[1]] if {
	span := input.columns[kind][name]
} else := at

# The columns of a field, found once for thousands of places; none (0) where the layout does not have it.
columns(kind, name) := span if {
	span := input.columns[kind][name]
} else := [0, 0]

# Exactly one primary: the first of `wanted` stays primary and the rest become related, so that a policy can list what it
# found in the order of importance.
ordered(wanted) := [object.union(place, {"role": role(index)}) | some index, place in wanted]

# The role of the place at `index` of a list.
role(0) := "primary"

role(index) := "related" if index > 0
