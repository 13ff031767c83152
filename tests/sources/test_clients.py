from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError, InputMissing
from auditor.sources.clients import read_clients
from auditor.sources.read import Read as FileRead

Read = Callable[[str], FileRead]

ENTRY = """\
clients:
  - id: order-batch
    endpoint: IMSDRDA1
    kind: racf-service
    generates_tickets: true
    application: imsdrda1
    requester: batusr1
    users: [batusr1, WEBUSR1]
    connections: persistent
    tickets_per_second: 0.1
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def one(content: str) -> FileRead:
        path = tmp_path / "clients.yaml"
        path.write_text(content)
        return read_clients(str(path), 5)

    return one


def test_an_entry_with_its_places(read: Read) -> None:
    found = read(ENTRY)
    (client,) = found.facts
    assert (client.id, client.kind, client.connections) == ("order-batch", "racf-service", "persistent")
    assert (client.requester, client.users) == ("BATUSR1", ("BATUSR1", "WEBUSR1"))
    assert client.application == "imsdrda1", "as written: a policy compares it, and says so"
    assert client.tickets_per_second == 0.1
    assert client.at.record == 2
    at = client.places["application"]
    assert (at.source, found.lines[at.record][at.first - 1 : at.last]) == (5, "imsdrda1")


@pytest.mark.parametrize(
    ("given", "requester", "users"),
    [
        ("requester: jobusr", "JOBUSR", ("JOBUSR",)),
        ("users: [jobusr]", "JOBUSR", ("JOBUSR",)),
        ("users: jobusr", "JOBUSR", ("JOBUSR",)),
    ],
)
def test_an_sql_batch_job_is_one_user(read: Read, given: str, requester: str, users: tuple[str, ...]) -> None:
    text = "clients:\n- {id: a, endpoint: E, kind: sql-batch, generates_tickets: true, application: A, " + given + "}\n"
    (client,) = read(text).facts
    assert (client.requester, client.users) == (requester, users)


def test_what_is_not_said_stays_unsaid(read: Read) -> None:
    (client,) = read("clients: [{id: a, endpoint: E, kind: password, generates_tickets: false}]\n").facts
    assert client.connections == "unknown"
    assert (client.application, client.requester, client.users, client.key_profile) == (None, None, (), None)


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        ("application:", "aplication:", 6, "did you mean 'application'"),
        ("kind: racf-service", "kind: racf", 4, "'kind' must be one of sql-batch, racf-service, off-host"),
        ("    endpoint: IMSDRDA1\n", "", 2, "'endpoint' is missing"),
        ("    kind:", "    id: twice\n    kind:", 4, "given twice"),
        ("tickets_per_second: 0.1", "tickets_per_second: -1", 10, "rate is impossible"),
        ("tickets_per_second: 0.1", "tickets_per_second: .nan", 10, "rate is impossible"),
        ("tickets_per_second: 0.1", "tickets_per_second: " + "9" * 5000, 10, "rate is impossible"),
        ("users: [batusr1, WEBUSR1]", "users: [batusr1, BATUSR1]", 8, "named twice"),
        ("users: [batusr1, WEBUSR1]", "users: [TOOLONGNAME]", 8, "no name that RACF can have"),
        ("users: [batusr1, WEBUSR1]", "users: []", 5, "names no users"),
        ("requester: batusr1", "requester: 'a b'", 7, "no name that RACF can have"),
        ("    requester: batusr1\n", "", 4, "needs the user ID that asks RACF"),
        ("    application: imsdrda1\n", "", 5, "names no application"),
        ("application: imsdrda1", "application: ''", 6, "blank"),
        ("kind: racf-service", "kind: off-host", 7, "asks no RACF"),
        ("kind: racf-service", "kind: password", 5, "generates no tickets"),
        ("kind: racf-service", "kind: sql-batch", 8, "its one job user"),
        ("generates_tickets: true", "generates_tickets: perhaps", 5, "'generates_tickets'"),
        ("id: order-batch", "id: ' '", 2, "the id is blank"),
        ("id: order-batch", "id: &a order-batch", 2, "anchors"),
        ("id: order-batch", "id: !!python/name:os.system x", 2, "tag"),
        ("id: order-batch", "id: !!float x", 2, "does not fit its tag"),
        ("clients:", "client:", 1, "did you mean 'clients'"),
        ("id: order-batch", "id: order-batch\n    status: maybe", 3, "'status' must be one of confirmed, draft"),
        ("id: order-batch", "id: order-batch\n    jobs: [TOOLONGNAME]", 3, "no name that RACF can have"),
        ("id: order-batch", "id: order-batch\n    link: ICONDB2", 3, "comes over a link"),
        ("id: order-batch", "id: order-batch\n    evidence: [{kind: jcl}]", 3, "'evidence' has none of the forms"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(read: Read, old: str, new: str, line: int, named: str) -> None:
    assert old in ENTRY
    with pytest.raises(ConfigurationError) as refused:
        read(ENTRY.replace(old, new, 1))
    said = f"{refused.value} {refused.value.advice}"
    assert named in said
    assert f"clients.yaml, line {line}:" in said
    assert "\n" not in said
    assert refused.value.return_code == 16


def test_a_second_client_of_the_same_id_is_refused(read: Read) -> None:
    with pytest.raises(ConfigurationError, match="line 11: client 'order-batch' is already on line 2"):
        read(ENTRY + ENTRY.partition("\n")[2])


def test_a_thousand_aliases_are_not_expanded(read: Read) -> None:
    bomb = "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(20))
    with pytest.raises(ConfigurationError, match="anchors"):
        read(bomb)


@pytest.mark.parametrize("content", ["[" * 20_000, "a: {" * 5_000, "- " * 20_000])
def test_depth_without_end_is_refused(read: Read, content: str) -> None:
    with pytest.raises(ConfigurationError):
        read(content)


@pytest.mark.parametrize(
    "content", ["", "\n", "# nothing\n", "clients: 1\n", "clients: [1]\n", "- a\n", "\x00", "a: b: c\n"]
)
def test_what_is_no_inventory_is_refused(read: Read, content: str) -> None:
    with pytest.raises(ConfigurationError):
        read(content)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(InputMissing):
        read_clients("no/such/file.yaml", 0)


def test_a_client_may_say_where_it_is_written_down_and_in_which_jobs_it_runs(read: Read) -> None:
    more = "    evidence: [jobs/a.jcl, {kind: jcl, file: b.jcl, line: 3}]\n    jobs: [ORDNITE]\n"
    (client,) = read(ENTRY + more).facts
    assert client.jobs == ("ORDNITE",)
    assert [one if isinstance(one, str) else (one.file, one.line) for one in client.evidence] == [
        "jobs/a.jcl",
        ("b.jcl", 3),
    ]
    assert (client.status, client.link) == ("confirmed", None)


@pytest.mark.parametrize("kind", ["ims-tm", "ims-om", "ims-connect"])
def test_clients_that_come_by_other_ways_are_read(read: Read, kind: str) -> None:
    link = "    link: ICONDB2\n" if kind == "ims-connect" else ""
    (client,) = read(ENTRY.replace("racf-service", kind) + link).facts
    assert (client.kind, client.link) == (kind, "ICONDB2" if link else None)


def test_a_draft_is_told_with_its_line(read: Read) -> None:
    found = read(ENTRY.replace("    kind:", "    status: draft\n    kind:"))
    assert [(one.code, one.level, one.record) for one in found.diagnostics] == [("draft-client", "remark", 2)]
    assert read(ENTRY).diagnostics == ()


def refused(read: Read, text: str) -> list[str]:
    """Everything that is told of a file that is refused, a line each."""
    with pytest.raises(ConfigurationError) as error:
        read(text)
    return [f"{one}: {one.advice}".partition("clients.yaml, ")[2] for one in (error.value, *error.value.others)]


def test_everything_wrong_with_a_file_is_told_at_once_in_order(read: Read) -> None:
    wrong = ENTRY.replace("kind: racf-service", "kind: racf-servic").replace("application:", "aplication:")
    second = "  - id: second\n    endpoint: ' '\n    kind: off-host\n    generates_tickets: true\n"
    third = "    requester: A\n    tickets_per_second: -1\n  - 7\n" + ENTRY.partition("\n")[2]
    told = refused(read, wrong + second + third)
    assert [line.partition(":")[0] for line in told] == [
        "line 4", "line 6", "line 12", "line 14", "line 14", "line 15", "line 16", "line 17",
    ]  # fmt: skip
    assert told[1].endswith("unknown key 'aplication': did you mean 'application'?")
    assert told[0].endswith("did you mean 'racf-service'?")
    assert told[-1].endswith("write `key: value`")


def test_the_value_of_a_misspelt_key_is_looked_at_too(read: Read) -> None:
    told = refused(read, ENTRY.replace("requester: batusr1", "requestr: 'a b'"))
    assert [line.partition(": ")[2] for line in told] == [
        "unknown key 'requestr': did you mean 'requester'?",
        "client 'order-batch': 'A B' is no name that RACF can have: 1 to 8 of A-Z 0-9 # $ @",
    ]


def test_an_endpoint_is_folded_to_upper_case_as_ims_has_it(read: Read) -> None:
    (client,) = read(ENTRY.replace("IMSDRDA1", "imsdrda1", 1)).facts
    assert client.endpoint == "IMSDRDA1"
    (client,) = read(ENTRY.replace("endpoint: IMSDRDA1", "endpoint: (hwscfg00.txt)")).facts
    assert client.endpoint == "(hwscfg00.txt)", "an IMS Connect without an HWS ID goes by its file"


@pytest.mark.parametrize("name", ["IMSDRDA*", "IMSDRDA1.*", "%%%", "&APPL.X", "NOSUCH", "A.B.C.D", "MORETHANEIGHT"])
def test_a_key_profile_that_is_generic_or_nowhere_is_a_fact_about_the_client(read: Read, name: str) -> None:
    text = ENTRY.replace("racf-service", "off-host").replace("    requester: batusr1\n", f"    key_profile: '{name}'\n")
    (client,) = read(text).facts
    assert client.key_profile == name


@pytest.mark.parametrize("name", ["A B", "A,B", "A(B)", "X" * 247])
def test_a_key_profile_that_no_profile_can_be_called_is_refused(read: Read, name: str) -> None:
    text = ENTRY.replace("racf-service", "off-host").replace("    requester: batusr1\n", f"    key_profile: '{name}'\n")
    (told,) = refused(read, text)
    assert "is no name that a profile can have" in told


@pytest.mark.parametrize(
    ("kind", "more", "generates"),
    [("password", "users: [A]", False), ("sql-batch", "requester: A, application: B", True)],
)
def test_whether_it_makes_tickets_follows_from_the_kind_where_it_can(
    read: Read, kind: str, more: str, generates: bool
) -> None:
    (client,) = read(f"clients: [{{id: a, endpoint: E, kind: {kind}, {more}}}]\n").facts
    assert client.generates_tickets is generates


@pytest.mark.parametrize("kind", ["racf-service", "off-host", "ims-tm"])
def test_else_it_has_to_be_said(read: Read, kind: str) -> None:
    with pytest.raises(ConfigurationError, match="'generates_tickets' is missing"):
        read(f"clients: [{{id: a, endpoint: E, kind: {kind}, users: [A]}}]\n")


def test_a_confirmed_client_has_an_endpoint(read: Read) -> None:
    draft = (
        ENTRY.replace("IMSDRDA1", "(unknown)", 1) + "    status: draft\n    origin: discovered\n    unresolved: [why]\n"
    )
    (client,) = read(draft).facts
    assert (client.origin, client.unresolved) == ("discovered", ("why",))
    with pytest.raises(ConfigurationError, match="a confirmed client has an endpoint"):
        read(draft.replace("draft", "confirmed"))
