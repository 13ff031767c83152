# METADATA
# title: Names
# description: Names that somebody may have taken for each other.
package auditor.lib.names

import rego.v1

# Names that look like a slip of the pen: two characters exchanged, or one or two left out.
near(name, other) if {
	count(name) == count(other)
	count([index | some index, letter in split(name, ""); letter != split(other, "")[index]]) <= 2
}

near(name, other) if without_one(name, other)

near(name, other) if without_one(other, name)

near(name, other) if {
	abs(count(name) - count(other)) == 2
	some long, short in {name: other, other: name}
	startswith(long, short)
}

without_one(long, short) if {
	count(long) == count(short) + 1
	some index in numbers.range(0, count(short))
	concat("", [substring(long, 0, index), substring(long, index + 1, -1)]) == short
}
