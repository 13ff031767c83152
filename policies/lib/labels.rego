# METADATA
# title: Key labels
# description: >-
#   What class CSFKEYS says of the ICSF labels under which PassTicket keys are stored: the profile that decides for each, or the
#   member of a GCSFKEYS profile that names it. CSFKEYS grants access where no profile covers a label, and READ is enough to use
#   the key. Source: z/OS ICSF Administrator's Guide, "Setting up profiles in the CSFKEYS general resource class".
package auditor.lib.labels

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.becoming
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.profiles

# Labels by the key profile in scope that names them.
of_profile := {name: labels |
	some name in inscope.key_profiles
	labels := keys.labels(name)
	count(labels) > 0
}

# What guards each label.
guards := {label: guard(label) | some labels in of_profile; some label in labels}

guard(label) := {
	"label": label,
	"door": becoming.door("CSFKEYS", label, ""),
	"groups": groups(label),
	"variable": variable(label),
	"changed": changed(label),
}

# Grouping profiles with a member that covers the label.
groups(label) := {name |
	some name, entry in input.profiles.GCSFKEYS
	some member in entry.members
	covers(member.name, label)
}

covers(name, label) if name == label

covers(name, label) if {
	profiles.has_generic_characters(name)
	regex.match(profiles.pattern(name), label)
}

# A RACF variable in a covering name cannot be resolved.
variable(label) := {profiles.variable_reason("CSFKEYS") |
	some name, _ in input.profiles.CSFKEYS
	contains(name, "&")
	covers(name, label)
} | {profiles.variable_reason("GCSFKEYS") |
	some entry in input.profiles.GCSFKEYS
	some member in entry.members
	contains(member.name, "&")
	covers(member.name, label)
}

# The unload was read for the labels it holds: of one that a change brings, only what the change itself defines is known.
changed(label) := {sprintf("label %s comes with the change, and the unload was not read for it", [label]) |
	some name in data.auditor.lib.keys.by_label[label]
	source := input.profiles.PTKTDATA[name].ssignon.at[0]
	input.inputs[source].kind == "change"
	not label in input.unload.labels
	not input.profiles.CSFKEYS[label]
} | {"RACF names the label of an encrypted key itself (IRR.SSIGNON.system.date.time.number): it is not known before" |
	label == generated
}

# What the model of the gate writes for a label that RACF will choose (`auditor/racf/commands/effects/segments.py`).
generated := "IRR.SSIGNON.GENERATED"

# Who may use the label by name: IDs that the deciding profile or a grouping profile lets in, and that the site does not trust.
users(found) := object.keys(found.door.named) | {id |
	some name in found.groups
	some id in access.entries("GCSFKEYS", name, "READ")
	count(becoming.behind(input.profiles.GCSFKEYS[name].acl, id) - data.auditor.lib.site.trusted_to_become) > 0
	not id in data.auditor.lib.site.trusted_to_become
}

# What may be lost of what guards a label.
lost := harm.open({"acl", "uacc", "warning", "members"}, {"unload", "unload:CSFKEYS", "unload:GCSFKEYS"})
