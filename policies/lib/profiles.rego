# METADATA
# title: Profiles
# description: >-
#   Exactly one profile decides a resource: a matching discrete one, else the most specific matching generic. There is no
#   falling through to a less specific one. Generic profiles count only while generic checking of the class is on; a
#   discrete profile with generic characters in its name (disguised) matches nothing real.
#   Source: RACF Security Administrator's Guide, "Generic profile checking of general resources"; RACF Command Language Reference, "Profile
#   names for general resources".
package auditor.lib.profiles

import rego.v1

import data.auditor.lib.evidence

# The object name of a profile.
named(class, name) := sprintf("profile:%s/%s", [class, name])

# The profile `name` of `class`.
profile(class, name) := input.profiles[class][name]

# The profile that decides `resource` - name (null - none), undecided (reasons), disguised and ignored names.
deciding(class, resource) := {"name": resource, "undecided": set()} if {
	discrete(class, resource)
} else := {"name": null, "undecided": rivals} if {
	rivals := lost_rivals(class, resource)
	count(rivals) > 0
} else := {"name": null, "undecided": set()} if {
	generic_on(class) == false
} else := by_generic(class, candidates(class, resource))

by_generic(class, found) := {"name": null, "undecided": set()} if {
	count(found) == 0
} else := {"name": null, "undecided": {variable_reason(class)}} if {
	contains(found[0], "&")
} else := {"name": found[0], "undecided": set()} if {
	generic_on(class) == true
} else := {"name": null, "undecided": {generic_reason(class)}}

# The generic profile that decides if generic checking is on, where that is unknown; null where nothing hangs on it.
supposed(class, resource) := name if {
	not discrete(class, resource)
	generic_on(class) == null
	count(lost_rivals(class, resource)) == 0
	name := candidates(class, resource)[0]
	not contains(name, "&")
} else := null

# Why another profile than the one that was read may decide, or none can be told: a set of reasons.
unread(class, resource) := data.auditor.lib.evidence.no_profiles if {
	count(data.auditor.lib.evidence.no_profiles) > 0
} else := set() if {
	discrete(class, resource)
} else := {reason | some reason in evidence.lost_of_profile({"0500"}, class, resource)} | lost_rivals(class, resource)

# Lost profiles that would decide instead, were they read: of the resource's own name, or a generic one that matches it and is
# not less specific than what was read. One that has the name of a profile that was read counts too: a discrete and a generic
# profile may have one name.
lost_rivals(class, resource) := {sprintf("profile %s of class %s is lost", [name, class]) |
	some name in evidence.lost_names(class)
	would_decide(class, name, resource)
}

would_decide(_, name, resource) if name == resource

would_decide(class, name, resource) if {
	has_generic_characters(name)
	generic_on(class) != false
	regex.match(pattern(name), resource)
	every other in candidates(class, resource) {
		order(name) <= order(other)
	}
}

variable_reason(class) := sprintf("a profile of class %s has a RACF variable (&) in its name, which cannot be resolved here", [class])

generic_reason(class) := why if {
	why := input.classes[class].generic.why
	why != null
} else := sprintf("whether generic profile checking is on for class %s is unknown", [class])

# Whether generic checking is on for a class - true, false or null (unknown).
generic_on(class) := input.classes[class].generic.value

# A discrete profile of exactly this name.
discrete(class, resource) if input.profiles[class][resource].generic == false

# Discrete profiles that look generic, by class, with what they look as if they matched: disguised, they protect no real
# resource. Found once, for thousands of resources.
disguises[class][name] := found if {
	some class, entries in input.profiles
	some name, entry in entries
	entry.generic == false
	regex.match(`[*%&]`, name) # no call of a function: there can be tens of thousands
	found := pattern(name)
}

has_generic_characters(name) if regex.match(`[*%&]`, name)

# Names of the generic profiles that match `resource`, most specific first.
candidates(class, resource) := [row[1] | some row in sort(matching(class, resource))]

# The generic profiles that match: an installation can have thousands, and only those whose names begin as the resource
# does, up to their first generic character, need a look.
matching(class, resource) := [row |
	some length in lengths[class]
	length <= count(resource)
	some row in generics[class][substring(resource, 0, length)]
	regex.match(row[2], resource)
]

# Generic profiles by class and beginning: rows of order, name and pattern, so that sorting puts the most specific first.
generics[class][start] contains row if {
	some class, entries in input.profiles
	some name, entry in entries
	entry.generic
	start := beginning(name)
	row := [order(name), name, pattern(name)]
}

# How long the beginnings are that profiles of a class have.
lengths[class] contains count(start) if {
	some class, starts in generics
	some start, _ in starts
}

# The text before the first generic character, without a last period: `A.**` matches A too.
beginning(name) := trim_suffix(regex.find_n(`^[^%*&]*`, name, 1)[0], ".")

# The order of specificity as text: at the first difference a literal character comes before &, %, * and **.
order(name) := folded if {
	marked := regex.replace(name, `[^%*&]`, "0")
	twice := replace(marked, "**", "4")
	folded := replace(replace(replace(twice, "*", "3"), "%", "2"), "&", "1")
}

# A generic profile name as a regular expression over resource names. Where there are many, most end in the beginning of a
# qualifier.
pattern(name) := sprintf("^%s.*$", [replace(trim_suffix(name, "*"), ".", "[.]")]) if {
	regex.match(`^[A-Z0-9#@.]+[A-Z0-9#@][*]$`, name)
} else := "^.*$" if {
	name == "*"
} else := sprintf("^%s$", [concat("", parts)]) if {
	qualifiers := split(name, ".")
	last := count(qualifiers) - 1
	parts := [part | some index, qualifier in qualifiers; part := piece(qualifiers, index, last, qualifier)]
}

piece(_, 0, 0, "**") := ".*"

piece(_, 0, last, "**") := "([^.]+[.])*" if last > 0

piece(_, index, _, "**") := "([.][^.]+)*" if index > 0

piece(qualifiers, index, last, "*") := sprintf("%s[^.]+([.][^.]+)*", [lead(qualifiers, index)]) if index == last

piece(qualifiers, index, last, "*") := sprintf("%s[^.]+", [lead(qualifiers, index)]) if index < last

piece(qualifiers, index, last, qualifier) := sprintf("%s%s", [lead(qualifiers, index), body(qualifier, index == last)]) if {
	not qualifier in {"*", "**"}
}

lead(_, 0) := ""

lead(qualifiers, 1) := "" if qualifiers[0] == "**"

lead(qualifiers, 1) := "[.]" if qualifiers[0] != "**"

lead(_, index) := "[.]" if index > 1

# One qualifier: % is one character, a trailing * the rest of it, and of everything when it is the last; a RACF variable
# may stand for anything, so that whatever it could cover is found.
body(qualifier, is_last) := qualifier if {
	regex.match(`^[A-Z0-9#@]*$`, qualifier) # most are plain
} else := concat("", [characters, ending(qualifier, is_last)]) if {
	plain := trim_suffix(qualifier, "*")
	quoted := regex.replace(plain, `[+?()\[\]{}|^$\\]`, "[$0]")
	safe := replace(replace(quoted, "[^]", "\\^"), "[\\]", "\\\\")
	starred := replace(safe, "*", "[^.]*")
	variable := regex.replace(starred, `&[A-Z0-9#$@]*`, ".+")
	characters := replace(variable, "%", "[^.]")
}

ending(qualifier, true) := ".*" if endswith(qualifier, "*")

ending(qualifier, false) := "[^.]*" if endswith(qualifier, "*")

ending(qualifier, _) := "" if not endswith(qualifier, "*")
