# METADATA
# title: Data sets
# description: >-
#   Which data set profile decides each data set that keys rest on, and what it lets everybody do. The site names the data sets:
#   ICHRDSNT, PARMLIB and the options data set of ICSF, which hold their names, are in no input. A discrete profile decides, else
#   the most specific generic one that matches; what an asterisk covers depends on enhanced generic naming (EGN).
#   Source: RACF Command Language Reference, "Profile names for data sets"; RACF Security Administrator's Guide, "Protecting the
#   RACF database".
package auditor.lib.datasets

import rego.v1

import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.profiles

# What decides one data set: the profiles (more than one: discrete ones of several volumes), and why that is not known.
guard(name) := {"name": name, "profiles": discrete(name), "unknown": rivals(name)} if {
	count(discrete(name)) > 0
} else := {"name": name, "profiles": set(), "unknown": no_records} if {
	count(no_records) > 0
} else := {"name": name, "profiles": set(), "unknown": naming} if {
	first(name, true) != first(name, false)
	input.options.egn.value == null
} else := {"name": name, "profiles": set(), "unknown": made_under_egn(name)} if {
	count(made_under_egn(name)) > 0
} else := {"name": name, "profiles": first(name, input.options.egn.value != false), "unknown": rivals(name)}

no_records := evidence.not_offered("unload") if {
	not evidence.offered("unload")
} else := {"the unload holds no data set record (0400), so that nothing is known of their profiles"} if {
	not input.unload.data_sets
} else := set()

naming := {evidence.why(input.options.egn, "whether enhanced generic naming (EGN) is in effect is unknown, and it decides which profile covers")}

# A profile that only EGN can make, while EGN is off: what RACF makes of it is not known here.
made_under_egn(name) := {sprintf("profile %s was made while enhanced generic naming was on, and it is off", [found.name]) |
	input.options.egn.value == false
	some found in input.data_sets
	found.generic
	contains(found.name, "**")
	regex.match(pattern(found.name, true), name)
}

# Positions of the discrete profiles of a name.
discrete(name) := {index |
	some index, found in input.data_sets
	not found.generic
	found.name == name
}

# The position of the most specific generic profile that matches: a set of one, or none.
first(name, egn) := {min(rows)[1]} if {
	rows := [[profiles.order(found.name), index] |
		some index, found in input.data_sets
		found.generic
		regex.match(pattern(found.name, egn), name)
	]
	count(rows) > 0
} else := set()

# Profiles that were lost and may decide instead.
rivals(name) := {sprintf("data set profile %s is lost", [lost]) |
	some row in data.auditor.lib.evidence.lost_records
	row[0] in {"0400", null}
	row[1] in {"DATASET", null}
	lost := row[2]
	lost != null
	could_decide(lost, name)
}

could_decide(lost, name) if lost == name

could_decide(lost, name) if {
	profiles.has_generic_characters(lost)
	some egn in [true, false]
	regex.match(pattern(lost, egn), name)
}

# A generic name as a regular expression. Without EGN an ending asterisk crosses qualifiers; with it, it ends with its own.
pattern(name, true) := sprintf("^%s$", [concat("", [piece(index, qualifier) | some index, qualifier in split(name, ".")])])

pattern(name, false) := profiles.pattern(name)

piece(0, qualifier) := profiles.body(qualifier, false)

piece(index, "**") := "([.][^.]+)*" if index > 0

piece(index, "*") := "[.][^.]+" if index > 0

piece(index, qualifier) := sprintf("[.]%s", [profiles.body(qualifier, false)]) if {
	index > 0
	not qualifier in {"*", "**"}
}

# -- for policies --------------------------------------------------------------------------------------------------------

# The profiles that decide some of `names`, by their own name: `entries` (one for each volume) and the names they decide.
decided(names) := {profile: {"entries": entries, "names": decides} |
	guards := {name: guard(name).profiles | some name in names}
	indexes := union({found | some found in guards})
	some profile in {input.data_sets[index].name | some index in indexes}
	entries := [input.data_sets[index] | some index in sort(indexes); input.data_sets[index].name == profile]
	decides := {name | some name, found in guards; some index in found; input.data_sets[index].name == profile}
}

# Names that no profile covers, known so.
uncovered(names) := {name |
	some name in names
	found := guard(name)
	count(found.profiles) == 0
	count(found.unknown) == 0
}

# Why it is not known what decides some of `names` which no profile decides for certain.
unsettled(names) := {reason |
	some name in names
	found := guard(name)
	count(found.profiles) == 0
	some reason in found.unknown
}

# Why what the profiles of a name say may be wrong: something of them is lost, or a profile is lost that may decide instead.
lost(profile, names) := harm.of_profile({"acl", "conditional"}, "DATASET", profile) | {reason | some name in names; some reason in rivals(name)}

# What is lost of nobody knows which profile.
open_damage := harm.open({"acl", "conditional", "members"}, {"unload", "unload:DATASET", "unload:GLOBAL"})
