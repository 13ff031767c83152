# METADATA
# title: Dates
# description: >-
#   Effective revocation on the day the audit speaks for. The flag alone is wrong either way: RACF revokes and resumes by
#   date at the next logon. Dates are yyyy-mm-dd and compare as text. An unload that is older than evidence may be, or may
#   be, tells nothing of the days since: `doubts` says so, and what turns on those days is undecided. A user who is contained
#   (ALTUSER CONTAIN) is revoked whatever the dates say, because RESUME fails until NOCONTAIN.
#   Source: RACF Security Administrator's Guide, "Revoking unused user IDs (INACTIVE option)"; IBM, "RACF TechNotes: User ID
#   Containment" (z/OS 3.2, and 3.1 with OA67286).
package auditor.lib.dates

import rego.v1

# Whether a user or a connection is revoked on `input.as_of`.
revoked(entry) if {
	entry.revoked
	not resumed(entry)
}

revoked(entry) if {
	not entry.revoked
	reached(entry.revoke_date)
	not resumed_after_revoke(entry)
}

revoked(entry) if entry.contained == true

# -- days of which an old unload tells nothing ---------------------------------------------------------------------------

# Days on which the files of the unload were taken, and those of which only the newest date inside is known.
taken := {file.taken | some file in input.inputs; file.kind == "unload"; file.taken_from in {"manifest", "config", "heading"}}

bounds := {file.taken | some file in input.inputs; file.kind == "unload"; file.taken_from == "bound"}

# The day that the unload speaks for, as far as that is known; null where nothing tells. The oldest of several files counts;
# of bounds the newest, because a small file of a database may hold old dates alone.
unload_day := min(taken) if {
	count(taken) > 0
} else := max(bounds) if {
	count(bounds) > 0
} else := null

# Why days cannot be counted up to `input.as_of`: a set of reasons, empty when they can.
doubts := {sprintf("the unload is of %s, %d days before %s, and what happened since is not known", [unload_day, days, input.as_of])} if {
	unload_day != null
	days := days_between(input.as_of, unload_day)
	days > input.site.max_evidence_days
} else := set()

# Whether it turns on those days if a user or a connection is revoked on `input.as_of`.
turns(entry) if {
	count(doubts) > 0
	not entry.contained == true
	some day in [entry.revoke_date, entry.resume_date]
	day != null
	day > unload_day
	day <= input.as_of
}

# Users of whom it does.
turning := {user | count(doubts) > 0; some user, entry in input.users; turns(entry)}

# -- revoked or not ------------------------------------------------------------------------------------------------------

# Whether a connection counts, that is, is not revoked. The two plain tests come first: they settle almost every one.
counts(connection) if {
	connection.revoked == false
	connection.revoke_date == null
} else if not revoked(connection)

# Every user revoked on that day, found once: whom neither a flag nor a date concerns needs no closer look.
revoked_users := ({user |
	some user, entry in input.users
	entry.revoked
	revoked(entry)
} | {user |
	some user, entry in input.users
	entry.revoke_date != null
	revoked(entry)
}) | contained_users

contained_users := {user | some user, entry in input.users; entry.contained == true}

# A flag that is on, undone by a resume date; a revoke date after the resume date puts it back.
resumed(entry) if {
	reached(entry.resume_date)
	not revoked_again(entry)
}

revoked_again(entry) if {
	reached(entry.revoke_date)
	entry.resume_date < entry.revoke_date
}

resumed_after_revoke(entry) if {
	reached(entry.resume_date)
	entry.revoke_date < entry.resume_date
}

reached(day) if {
	day != null
	day <= input.as_of
}

# Days between two dates, the later first; negative when they are the other way round.
days_between(later, earlier) := ((nanoseconds(later) - nanoseconds(earlier)) / 86400) / 1000000000

nanoseconds(day) := time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [day]))

# Number of the weekday of a date, Sunday 0.
weekday(day) := object.get(weekdays, time.weekday(nanoseconds(day)), 0)

weekdays := {
	"Sunday": 0,
	"Monday": 1,
	"Tuesday": 2,
	"Wednesday": 3,
	"Thursday": 4,
	"Friday": 5,
	"Saturday": 6,
}
