# METADATA
# title: Commands
# description: >-
#   RACF and IMS commands that fix a fault, in an order that cuts nobody off, each with its undo. A profile change is
#   followed by the refresh it needs, and by none that RACF would find superfluous.
#   Source: RACF Command Language Reference; IMS, "UPDATE IMSCON TYPE(CONFIG) command".
package auditor.lib.commands

import rego.v1

empty := {"racf": [], "ims": [], "other": [], "undo": []}

# `commands` and then the refresh of `class`, if the class is, or could be, RACLISTed.
racf(class, commands, undo) := {
	"racf": array.concat(commands, refreshes),
	"ims": [],
	"other": [],
	"undo": array.concat(undo, refreshes),
} if {
	refreshes := refresh(class)
}

# The refresh that makes a change of `class` take effect, also where an application has RACLISTed it (GLOBAL=YES). Where no
# listing tells whether the class is RACLISTed it is given: RACF ignores one too many, and without one that is needed
# nothing would be fixed. Of an inactive class that is not RACLISTed no list is in use.
refresh(class) := [sprintf("SETROPTS RACLIST(%s) REFRESH", [class])] if {
	input.classes[class].raclisted_by_application.value == true
} else := [sprintf("SETROPTS GENERIC(%s) REFRESH", [class])] if {
	input.classes[class].raclisted.value == false
	input.classes[class].active.value != false
	input.classes[class].generic.value != false
} else := [] if {
	input.classes[class].raclisted.value == false
} else := [sprintf("SETROPTS RACLIST(%s) REFRESH", [class])]

# Work that is no command.
other(sentences) := object.union(empty, {"other": sentences})

# A contained user (ALTUSER CONTAIN) is let go by whoever contained it, and no permit helps until then.
released(user) := other([sprintf(
	"%s is contained: end that (ALTUSER %s NOCONTAIN RESUME) only when whoever contained it agrees.",
	[user, user],
)])

# Commands to IMS Connect, and what to change in the member so that a restart keeps it.
ims(commands, sentences, undo) := object.union(empty, {"ims": commands, "other": sentences, "undo": undo})

permit(class, name, id, level) := sprintf("PERMIT %s CLASS(%s) ID(%s) ACCESS(%s)", [name, class, id, level])

unpermit(class, name, id) := sprintf("PERMIT %s CLASS(%s) ID(%s) DELETE", [name, class, id])

# The same for many IDs of one list, without a call for each.
permit_all(class, name, acl, ids) := [sprintf("PERMIT %s CLASS(%s) ID(%s) ACCESS(%s)", [name, class, id, acl[id].access]) | some id in ids]

unpermit_all(class, name, ids) := [sprintf("PERMIT %s CLASS(%s) ID(%s) DELETE", [name, class, id]) | some id in ids]

# A new profile belongs to the first security owner the site names; without one RACF takes who issues the command. It asks for
# what PT-F01 wants recorded.
define(class, name) := sprintf("RDEFINE %s %s UACC(NONE)%s AUDIT(%s)", [class, name, owner, recorded(class)])

recorded("PTKTDATA") := "SUCCESS(UPDATE) FAILURES(READ)"

recorded(class) := "ALL(READ)" if class in {"CSFKEYS", "FACILITY", "PROPCNTL", "SURROGAT"}

recorded(class) := "FAILURES(READ)" if not class in {"CSFKEYS", "FACILITY", "PROPCNTL", "PTKTDATA", "SURROGAT"}

# The same without the entry that ADDCREATOR gives whoever issues the command: RESET empties the list of a profile that is new.
defined(class, name) := [define(class, name)] if {
	input.options.addcreator.value == false
} else := [define(class, name), reset(class, name)]

reset(class, name) := sprintf("PERMIT %s CLASS(%s) RESET(ALL)", [name, class])

# PTKTDATA and APPL are switched on with their profiles in storage.
activation(class) := [sprintf("SETROPTS CLASSACT(%s) RACLIST(%s)", [class, class])]

# Only what was switched on is switched off again.
deactivation(class) := array.concat(
	[sprintf("SETROPTS NORACLIST(%s)", [class]) | not in_storage(class)],
	[sprintf("SETROPTS NOCLASSACT(%s)", [class])],
)

in_storage(class) if input.classes[class].raclisted.value == true

owner := sprintf(" OWNER(%s)", [first]) if {
	first := input.site.security_owners[0]
} else := ""

# A generic profile under a name without generic characters is found only when it is asked for.
delete(class, name) := sprintf("RDELETE %s %s GENERIC", [class, name]) if {
	input.profiles[class][name].generic
	not regex.match(`[*%&]`, name)
} else := sprintf("RDELETE %s %s", [class, name])

alter(class, name, operand) := sprintf("RALTER %s %s %s", [class, name, operand])

# Commands that bring a profile back after `delete`, as far as an unload tells: its fields, its lists, and keys that live in
# ICSF. DATA, security categories, other segments and keys in the RACF database do not come back.
restored(class, name) := array.concat(
	array.concat([created, reset(class, name)], global_audit(class, name, entry.global_audit)),
	array.concat(permit_all(class, name, entry.acl, sort([id | some id, _ in entry.acl; nameable(id)])), conditions(class, name, entry)),
) if {
	entry := input.profiles[class][name]
	created := sprintf("RDEFINE %s %s UACC(%s)%s AUDIT(%s)%s%s", [
		class, name, entry.uacc, owned(entry.owner), audited(entry.audit), concat("", fields(entry)), sign_on(entry.ssignon),
	])
}

# RACF refuses an owner that does not exist.
owned(id) := sprintf(" OWNER(%s)", [id]) if {
	nameable(id)
} else := ""

# Whether RACF takes the ID in PERMIT or OWNER: it is defined, or the unload does not tell.
nameable("*") := true

nameable(id) if input.users[id]

nameable(id) if input.groups[id]

nameable(id) if {
	id != "*"
	not input.unload.users
}

nameable(id) if {
	id != "*"
	not input.unload.groups
}

fields(entry) := array.concat(
	array.concat([" WARNING" | entry.warning], [sprintf(" NOTIFY(%s)", [entry.notify]) | entry.notify != ""]),
	[sprintf(" APPLDATA('%s')", [replace(entry.appldata, "'", "''")]) | entry.appldata != ""],
)

# GLOBALAUDIT is the auditor's, and RALTER alone has it.
global_audit(class, name, asked) := [alter(class, name, sprintf("GLOBALAUDIT(%s)", [audited(asked)])) | asked.level != "NONE"]

audited(asked) := "NONE" if asked.level == "NONE"

audited(asked) := sprintf("FAILURES(%s)", [asked.failure_from]) if asked.level == "FAIL"

audited(asked) := sprintf("SUCCESS(%s)", [asked.success_from]) if asked.level == "SUCCESS"

audited(asked) := sprintf("SUCCESS(%s) FAILURES(%s)", [asked.success_from, asked.failure_from]) if asked.level == "ALL"

conditions(class, name, entry) := [sprintf("%s WHEN(%s(%s))", [permit(class, name, row.id, row.access), row.kind, row.name]) |
	some row in entry.conditional
	row.kind != "CRITERIA"
	nameable(row.id)
]

# The SSIGNON operand that restores keys kept in ICSF; a key in the RACF database cannot be restored.
sign_on(segment) := sprintf(" SSIGNON(%s)", [concat(" ", parts)]) if {
	parts := array.concat(legacy_label(segment), enhanced_label(segment))
	count(parts) > 0
} else := ""

legacy_label(segment) := [sprintf("KEYLABEL(%s)", [segment.protection])] if {
	segment.protection != ""
	not startswith(segment.protection, "*")
} else := []

enhanced_label(segment) := [
	sprintf("EPTKEYLABEL(%s)", [segment.key_label]), sprintf("TYPE(%s)", [segment.type]),
	sprintf("TIMEOUT(%d)", [segment.timeout]), sprintf("REPLAY(%s)", [{true: "YES", false: "NO"}[segment.replay]]),
] if {
	label := segment.key_label
	not label in {null, ""}
	segment.type != null
	segment.timeout != null
} else := []

# What makes a started task run with or without checks, as an operand.
started(segment) := sprintf("STDATA(TRUSTED(%s) PRIVILEGED(%s))", [yes(segment.trusted), yes(segment.privileged)])

yes(true) := "YES"

yes(false) := "NO"

yes(null) := "NO"
