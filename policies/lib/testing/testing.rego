# METADATA
# title: Testing
# description: >-
#   A small sound estate for the tests of policies, and the means to change it: one IMS Connect `ICON1` with application
#   `APP1`, a batch client, a gateway, an off-host client and their users; everything offered, nothing wrong.
package auditor.lib.testing

import rego.v1

# A known fact, and an unknown one with its reason.
fact(value) := {"value": value, "at": [1, 5, 1, 8], "origin": "shown", "why": null}

unknown(why) := {"value": null, "at": null, "origin": null, "why": why}

not_coded := {"value": null, "at": [2, 1, 1, 3], "origin": "default", "why": null}

# `estate` with `change` laid over it, object by object; arrays are replaced whole.
changed(change) := object.union(estate, change)

# `estate` without some profiles of a class.
without_profiles(class, names) := object.union(
	object.remove(estate, ["profiles"]),
	{"profiles": object.union(
		object.remove(estate.profiles, [class]),
		{class: object.remove(estate.profiles[class], names)},
	)},
)

# `base` with every profile of `class` replaced by `profiles`.
only_profiles(base, class, profiles) := object.union(
	object.remove(base, ["profiles"]),
	{"profiles": object.union(object.remove(base.profiles, [class]), {class: profiles})},
)

# An input that was not offered.
not_offered(kind) := {"evidence": {kind: {"offered": false, "damage": []}}}

# `base` without SMF records.
without_smf(base) := object.union(object.remove(base, ["observed"]), {"observed": null, "evidence": {"smf": {"offered": false}}})

# An input of which something was lost.
damaged(kind, record_type, class) := {"evidence": {kind: {"offered": true, "damage": [{
	"input": kind,
	"code": "bad-separator",
	"message": "column 5 is not blank",
	"record_type": record_type,
	"class": class,
	"name": null,
	"at": [0, 42, 1, 80],
}]}}}

# `base` with something of an input lost.
also_damaged(base, kind, record_type, class) := object.union(base, damaged(kind, record_type, class))

# `base` with other options of a class.
with_class(base, class, change) := object.union(base, {"classes": {class: change}})

# The words that a set of verdicts says of each object.
words(verdicts) := {verdict.object: verdict.verdict | some verdict in verdicts}

# The estate with its one endpoint changed.
with_endpoint(change) := object.union(estate, {"endpoints": [object.union(endpoint, change)]})

# RACF=N in the member, and no display beside it.
racf_off := {"racf": fact(false), "running": null}

class_options := {
	"active": fact(true),
	"raclisted": fact(true),
	"raclisted_by_application": fact(false),
	"generic": fact(true),
	"gencmd": fact(true),
	"genlist": fact(false),
	"global_checking": fact(false),
	"audit": fact(true),
	"logoptions": fact("DEFAULT"),
}

audit_all := {"level": "ALL", "success_from": "READ", "failure_from": "READ"}

audit_none := {"level": "NONE", "success_from": "", "failure_from": ""}

# A data set profile that is kept well, with the IDs on its list.
data_set(name, generic, acl) := {
	"at": [0, 70, 6, 49],
	"name": name,
	"volume": "",
	"generic": generic,
	"owner": "SECGRP",
	"uacc": "NONE",
	"warning": false,
	"erase": true,
	"audit": audit_all,
	"global_audit": audit_none,
	"acl": {id: {"access": level, "at": [0, 69, 67, 74]} | some id, level in acl},
	"conditional": [],
}

# A profile with UACC(NONE) and these entries.
profile(generic, acl) := {
	"at": [0, 100, 6, 251],
	"generic": generic,
	"owner": "SECGRP",
	"uacc": "NONE",
	"warning": false,
	"audit": audit_all,
	"global_audit": audit_none,
	"appldata": "",
	"notify": "",
	"created": "2024-01-01",
	"changed": "2024-01-01",
	"referenced": null,
	"seclevel": "000",
	"seclabel": "",
	"categories": 0,
	"acl": {id: {"access": level, "at": [0, 99, 262, 278]} | some id, level in acl},
	"conditional": [],
	"members": [],
	"ssignon": null,
	"started": null,
}

# A key profile with an enhanced key.
key_profile := object.union(profile(false, {}), {"ssignon": {
	"at": [0, 101, 6, 251],
	"protection": "",
	"key_label": "APP1.EPT.KEY",
	"type": "UPPER",
	"timeout": 60,
	"replay": false,
}})

# An ordinary user of one group.
user(group) := {
	"at": [0, 50, 6, 13],
	"owner": "SECGRP",
	"created": "2024-01-01",
	"special": false,
	"operations": false,
	"auditor": false,
	"roaudit": false,
	"revoked": false,
	"revoke_date": null,
	"resume_date": null,
	"protected": false,
	"restricted": false,
	"default_group": group,
	"last_access": "2026-10-30",
	"days": [true, true, true, true, true, true, true],
	"start_time": null,
	"end_time": null,
	"seclevel": "000",
	"seclabel": "",
	"failed_attempts": 0,
	"uid": null,
	"uid_at": null,
	"factors": [],
	"connections": {group: connection},
	"clauth": [],
	"contained": false,
	"never_contained": false,
}

connection := {
	"at": [0, 49, 6, 22],
	"revoked": false,
	"revoke_date": null,
	"resume_date": null,
	"special": false,
	"created": "2024-01-01",
}

group(members) := {
	"at": [0, 10, 6, 13],
	"owner": "SECGRP",
	"superior": "SYS1",
	"universal": false,
	"members": {id: {"authority": "USE", "at": [0, 49, 6, 22]} | some id in members},
}

client(id, kind, more) := object.union(
	{
		"id": id,
		"endpoint": "ICON1",
		"kind": kind,
		"generates_tickets": true,
		"application": "APP1",
		"requester": null,
		"users": [],
		"connections": "persistent",
		"tickets_per_second": 0.1,
		"key_profile": null,
		"evidence": [],
		"jobs": [],
		"link": null,
		"status": "confirmed",
		"origin": "declared",
		"unresolved": [],
		"at": [3, 2, 0, 0],
		"places": {},
	},
	more,
)

# An AT-TLS rule for port 5555 with TLS 1.2 and strong suites, that every connection to the port meets.
tls_rule(name, change) := object.union(
	{
		"name": name,
		"at": [5, 10, 1, 20],
		"priority": 100,
		"inbound": true,
		"ports": [[5555, 5555]],
		"job": null,
		"narrow": [],
		"perhaps": [],
		"unknown": [],
		"broken": [],
		"unordered": [],
		"enabled": fact(true),
		"application_controlled": fact(false),
		"role": fact("Server"),
		"client_auth": fact("Required"),
		"protocols": {protocol: fact(protocol in {"TLSv1.2", "TLSv1.3"}) |
			some protocol in ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
		},
		"ciphers": [["C030", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"]],
		"suite_b": false,
		"envfile": false,
	},
	change,
)

# The same without TLS.
clear_rule(name, change) := tls_rule(name, object.union({"enabled": fact(false), "protocols": {}, "ciphers": null}, change))

tls_policy(rules) := {"source": 5, "form": "configuration", "stack": null, "lost": null, "rules": rules}

# The estate with an AT-TLS policy in place of the site's statement.
with_tls(rules) := object.union(estate, {"tls": [], "tls_policies": [tls_policy(rules)]})

# A value that is not given, which has a default.
not_given := {"value": null, "at": null, "origin": "default", "why": null}

# A client as a job writes it down, for user BATCH1 and application APP1 on the port of ICON1.
written(id, more) := object.union(
	{
		"id": id,
		"form": "jcl",
		"file": "jobs/ordnite.jcl",
		"line": 8,
		"at": [6, 8, 0, 0],
		"host": fact("icon1.example.com"),
		"port": fact(5555),
		"endpoint": fact("ICON1"),
		"application": fact("APP1"),
		"user": not_given,
		"requester": fact("BATCH1"),
		"job": "ORDNITE",
		"database": "ORDPSB1",
		"datastore": null,
		"password": "none",
		"password_at": null,
		"job_password_at": null,
		"generates": fact(true),
		"connections": unknown("the file shows no pool"),
		"pool": null,
		"tls": not_given,
		"comment": false,
		"unresolved": [],
	},
	more,
)

# The estate with client files that write down `rows`.
with_written(rows) := object.union(estate, {"written": rows})

datastore(application) := {"id": "IMSA", "application": application, "at": [2, 6, 1, 9]}

link(application) := {
	"id": "ICON9", "application": application, "user": fact("LINKUSR"), "persistent": fact(true),
	"host": fact("TCPIP"), "port": fact(5101), "at": [2, 7, 1, 9],
}

# The endpoint ICON1, running with the values of its member.
endpoint := {
	"name": "ICON1",
	"source": 2,
	"member": true,
	"at": [2, 1, 1, 3],
	"id": fact("ICON1"),
	"odaccess": fact(true),
	"racf": fact(true),
	"appl": fact("APP1"),
	"pswdmc": fact("R"),
	"uidcache": fact(false),
	"uidage": object.union(not_coded, {"why": "HWS.UIDAGE= is not coded"}),
	"odracfst": fact(true),
	"racfgenrc": fact(false),
	"ports": [{"id": fact(5555), "porttmot": fact(6000), "at": [2, 4, 11, 40]}],
	"datastores": [],
	"links": [],
	"racfid": not_coded,
	"tm_ports": [{"id": fact(5101), "at": [2, 2, 20, 30]}],
	"unread": null,
	"other_appls": [],
	"running": {
		"at": [4, 3, 0, 0],
		"racf": fact(true),
		"odbmappl": fact("APP1"),
		"pswdmc": fact("R"),
		"uidcache": fact(false),
		"uidage": unknown("the display shows no UIDAGE"),
		"odracfst": fact(true),
		"ports": [],
	},
	"environment": "production",
	"trust_zone": "inside",
	"damaged": false,
}

estate := {
	"schema": "auditor/estate/1",
	"system": "TEST",
	"as_of": "2026-11-02",
	"inputs": [
		{
			"kind": "unload", "path": "unload.txt", "sha256": "0", "codepage": "latin-1",
			"records": 200, "rejected": 0, "form": "text LF", "dated": "2026-11-01", "taken": "2026-11-01", "taken_from": "config", "system": null,
		},
		{
			"kind": "setropts", "path": "setropts.txt", "sha256": "0", "codepage": "utf-8",
			"records": 80, "rejected": 0, "form": null, "dated": null, "taken": "2026-11-01", "taken_from": "config", "system": null,
		},
		{
			"kind": "hwscfg", "path": "HWSCFG00", "sha256": "0", "codepage": "utf-8",
			"records": 6, "rejected": 0, "form": null, "dated": null, "taken": "2026-11-01", "taken_from": "config", "system": null,
		},
		{
			"kind": "clients", "path": "clients.yaml", "sha256": "0", "codepage": "utf-8",
			"records": 40, "rejected": 0, "form": null, "dated": null, "taken": null, "taken_from": null, "system": null,
		},
		{
			"kind": "imscon", "path": "query.txt", "sha256": "0", "codepage": "utf-8",
			"records": 3, "rejected": 0, "form": null, "dated": null, "taken": "2026-11-01", "taken_from": "config", "system": null,
		},
		{"kind": "tls", "path": "tls.yaml", "sha256": "0", "codepage": "utf-8", "records": 4, "rejected": 0, "form": null, "dated": null, "taken": null, "taken_from": null, "system": null},
		{
			"kind": "client_files", "path": "jobs/ordnite.jcl", "sha256": "0", "codepage": "utf-8",
			"records": 10, "rejected": 0, "form": null, "dated": null, "taken": null, "taken_from": null, "system": null,
		},
		{
			"kind": "smf", "path": "smf.txt", "sha256": "0", "codepage": "latin-1",
			"records": 900, "rejected": 0, "form": "text LF", "dated": "2026-11-02", "taken": null, "taken_from": null, "system": null,
		},
	],
	"evidence": {kind: {"offered": offered, "damage": []} |
		some kind, offered in {"unload": true, "setropts": true, "hwscfg": true, "clients": true, "imscon": true, "client_files": true, "tls": true, "smf": true, "change": false}
	},
	"unload": {"groups": true, "users": true, "resources": true, "data_sets": true, "ssignon": "enhanced", "user_count": 6, "labels": [], "newest": "2026-11-01"},
	"columns": {
		"profile": {"uacc": [337, 344], "warning": [660, 663], "owner": [282, 289], "appldata": [754, 1008], "generic": [262, 265]},
		"permit": {"access": [271, 278], "id": [262, 269]},
		"ssignon": {"protection": [262, 325], "key_label": [327, 390], "type": [392, 403], "timeout": [405, 414], "replay": [416, 419]},
		"user": {"revoked": [50, 53], "contained": [650, 653], "protected": [391, 394], "restricted": [542, 549]},
		"group": {},
		"connection": {"revoked": [94, 97]},
	},
	"classes": {name: class_options |
		some name in [
			"APPL", "CSFKEYS", "FACILITY", "GCSFKEYS", "GLOBAL", "MFADEF", "PROPCNTL", "PTKTDATA", "PTKTVAL", "RACFVARS",
			"SECLABEL", "SERVAUTH", "STARTED", "SURROGAT",
		]
	},
	"options": {
		"grplist": fact(true),
		"initstats": fact(true),
		"inactive": fact(true),
		"inactive_days": fact(90),
		"revoke": fact(true),
		"revoke_attempts": fact(5),
		"mixedcase": fact(true),
		"addcreator": fact(false),
		"generic_owner": fact(false),
		"applaudit": fact(true),
		"egn": fact(true),
		"protect_all": fact(true),
		"program_control": fact(true),
		"auditor_lines": fact(true),
	},
	"profiles": {
		"APPL": {"APP1": profile(false, {"APPGRP": "READ"})},
		"PTKTDATA": {
			"APP1": key_profile,
			"IRRPTAUTH.**": profile(true, {}),
			"IRRPTAUTH.APP1.BATCH1": profile(false, {"BATCH1": "UPDATE"}),
			"IRRPTAUTH.APP1.WEBUSR1": profile(false, {"WEBSTC": "UPDATE"}),
		},
		"CSFKEYS": {},
		"FACILITY": {},
		"GCSFKEYS": {},
		"GLOBAL": {},
		"MFADEF": {},
		"PROPCNTL": {},
		"PTKTVAL": {},
		"RACFVARS": {},
		"SECLABEL": {},
		"SERVAUTH": {},
		"STARTED": {},
		"SURROGAT": {},
	},
	"data_sets": [],
	"users": {
		"BATCH1": user("APPGRP"),
		"WEBUSR1": user("APPGRP"),
		"PARTNER1": user("APPGRP"),
		"WEBSTC": object.union(user("STCGRP"), {"protected": true}),
		"SECADM": object.union(user("SECGRP"), {"special": true}),
	},
	"groups": {
		"APPGRP": group(["BATCH1", "WEBUSR1", "PARTNER1"]),
		"STCGRP": group(["WEBSTC"]),
		"SECGRP": group(["SECADM"]),
		"SYS1": group([]),
	},
	"endpoints": [endpoint],
	"clients": [
		client("batch", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"]}),
		client("gateway", "racf-service", {"requester": "WEBSTC", "users": ["WEBUSR1"]}),
		client("partner", "off-host", {"users": ["PARTNER1"], "key_profile": "APP1"}),
	],
	"other_clients": [],
	"written": [written("found:ordnite.jcl/ORDNITE.RUN", {})],
	"tls": [{"endpoint": "ICON1", "port": 5555, "tls": "required", "evidence": "PAGENT rule DRDA-IN", "at": [5, 2, 0, 0]}],
	"tls_policies": [],
	"site": {
		"environment": "production",
		"endpoints": {},
		"privileged": [],
		"security_owners": ["SECGRP"],
		"other_applications": [],
		"administrators": ["SECADM"],
		"schedulers": [],
		"racf_data_sets": [],
		"ckds_data_sets": [],
		"max_group_members": 10,
		"stale_days": 90,
		"max_timeout": 60,
		"max_attempts": 5,
		"max_skew_days": 1,
		"max_evidence_days": 8,
		"max_gate_days": 3,
		"max_uid_age": 86400,
		"max_tickets_per_minute": 6,
		"keep_observed_days": 90,
		"smf": {"time_zone": null, "words": {}, "columns": {}},
		"migration_end": null,
	},
	"trials": [],
	"observed": observed([logon("BATCH1", {}), logon("WEBUSR1", {}), logon("PARTNER1", {})]),
	"change": null,
}
