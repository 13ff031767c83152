# What SMF records say in the small sound estate, and the means to change it; the rest of the package is in testing.rego.
package auditor.lib.testing

import rego.v1

# Logons of a user at ICON1: forty accepted tickets, nothing refused.
logon(user, more) := object.union(
	{
		"system": "SYSA",
		"job": "ICON1",
		"application": "APP1",
		"user": user,
		"endpoint": "ICON1",
		"accepted": 40,
		"refused": {},
		"replayed": 0,
		"passwords": 0,
		"failed": 0,
		"unflagged": 0,
		"days": {"2026-11-01": [30, 0], "2026-11-02": [10, 0]},
		"first": "2026-11-01",
		"last": "2026-11-02",
		"peak": 2,
		"peak_day": "2026-11-01",
		"busy_hours": 0,
		"same_second": 1,
		"accepted_at": [[6, 7, 282, 289]],
		"refused_at": [],
		"replayed_at": [],
		"passwords_at": [],
	},
	more,
)

# Tickets that RACF made for a requester.
generation(requester, user, more) := object.union(
	{
		"system": "SYSA",
		"job": "WEBGATE",
		"application": "APP1",
		"requester": requester,
		"user": user,
		"made": 20,
		"refused": 0,
		"evaluated": 0,
		"days": {"2026-11-01": [20, 0]},
		"first": "2026-11-01",
		"last": "2026-11-01",
		"at": [[6, 11, 282, 289]],
	},
	more,
)

# What SMF records of two days say: these logons, and a ticket made for each client.
observed(logons) := {
	"first": "2026-11-01",
	"last": "2026-11-02",
	"days": 2,
	"systems": ["SYSA"],
	"time_zone": "+01:00",
	"pace": {"tickets": 6, "minutes": 10},
	"logons": logons,
	"generated": [generation("BATCH1", "BATCH1", {"job": "ORDNITE"}), generation("WEBSTC", "WEBUSR1", {})],
	"changes": [],
	"coverage": [{
		"job": "ICON1", "endpoint": "ICON1", "systems": ["SYSA"], "accepted": 120,
		"first": "2026-11-01", "last": "2026-11-02", "at": [6, 7, 282, 289],
	}],
	"unjoined": [],
	"hours": {"ICON1": [[5, 0] | some _ in numbers.range(1, 24)]},
	"generation_days": 90,
	"generation_at": [6, 11, 282, 289],
	"commands_at": [6, 12, 1, 8],
	"unknown_users": 0,
}

# The estate in which SMF records say something else.
with_logons(logons) := object.union(object.remove(data.auditor.lib.testing.estate, ["observed"]), {"observed": observed(logons)})
