# METADATA
# title: A password stands in a client's file
# description: >-
#   Whoever reads the file can log on as the user, and nobody changes a password that many files hold. A client with a password
#   in its file is a password client, whatever the inventory says. The value is never read into a fact, not even its length.
#   Sources: IMS, "Connecting to an IMS database by using the JDBC DriverManager interface"; WebSphere Liberty, "Password
#   encryption" ({xor} is an encoding, no protection).
# custom:
#   id: PT-I01
#   severity: high
#   judges: [client]
#   needs: [client_files]
#   gate: no
package auditor.policies.password_in_client_file

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.written

verdicts contains verdict if {
	some client in input.written
	verdict := judge(client, written.named(client))
}

verdicts contains verdict if {
	count(input.written) == 0
	some verdict in written.otherwise
}

judge(client, subject) := result.failed(subject, {
	"severity": "high",
	"message": sprintf("%s holds a password of %s in line %d.", [client.file, client.id, client.password_at[1]]),
	"facts": facts(client),
	"places": array.concat(
		places.primary(client.password_at, "a password stands here"),
		places.related(client.job_password_at, "the password of the job's user stands here"),
	),
	"remediation": remedy,
}) if {
	client.password == "literal"
} else := result.failed(subject, {
	"severity": "high",
	"message": sprintf("%s holds the password of the user who runs job %s.", [client.file, client.job]),
	"facts": facts(client),
	"places": places.primary(client.job_password_at, "the password of the job's user stands here"),
	"remediation": remedy,
}) if {
	client.job_password_at != null
} else := result.advised(subject, {
	"message": sprintf("%s holds an encoded password: whoever reads the file can turn it back.", [client.file]),
	"facts": facts(client),
	"places": places.primary(client.password_at, "an encoded password stands here"),
	"remediation": remedy,
}) if {
	client.password == "encoded"
} else := result.passed(subject, {
	"severity": "high",
	"message": "The file holds no password of this client.",
	"facts": facts(client),
	"places": places.primary(client.at, "the client in its file"),
})

facts(client) := {"password": client.password, "job_password": client.job_password_at != null, "form": client.form}

remedy := commands.other([
	"Change this password: whoever could read the file knows it.",
	"Let the client make a PassTicket for each logon, or take the password from a vault or keyring at run time.",
	"Take the password out of every copy of the file, also out of its history.",
])
