"""Results made by hand: a believable one, a hostile one, and large ones."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from auditor.models.place import Diagnostic, InputFile
from auditor.models.verdict import (
    WORST_FIRST,
    Control,
    CrossCheck,
    EndpointSummary,
    LinkSummary,
    Place,
    PolicySummary,
    Remediation,
    Result,
    Station,
    Tool,
    TrialResult,
    Verdict,
    WaiverApplied,
)

TITLES = {
    "A01": ("ptktdata-inactive", "PTKTDATA class is not active", "critical"),
    "A05": ("application-name-mismatch", "Client and endpoint disagree on the application name", "critical"),
    "A07": ("racf-off-but-tickets", "RACF=N while clients generate tickets", "high"),
    "A08": ("requester-not-permitted", "Ticket requester lacks IRRPTAUTH authority", "high"),
    "A09": ("user-not-permitted", "Ticket user has no READ to the application", "high"),
    "A10": ("tickets-on-short-connections", "Tickets on short-lived connections", "medium"),
    "B02": ("ticket-authority-open-to-all", "Ticket authority open to everyone", "critical"),
    "B05": ("large-group-holds-ticket-authority", "Large group holds ticket authority", "medium"),
    "B11": ("stale-identity", "Stale identity holds access", "low"),
    "C01": ("key-masked", "Legacy key only masked in the RACF database", "high"),
    "C03": ("replay-allowed", "Replay protection switched off", "medium"),
    "C07": ("orphan-profile", "Orphan PassTicket profiles", "low"),
    "D01": ("appl-inactive", "APPL class inactive", "high"),
    "D06": ("inputs-do-not-match", "Inputs do not belong together", "advisory"),
    "E01": ("racf-off-in-production", "RACF=N on a production endpoint", "critical"),
    "E03": ("port-without-tls", "DRDA port without TLS", "high"),
    "E04": ("user-cache-without-age", "User ID cache keeps verified users", "low"),
    "F01": ("ticket-events-not-recorded", "PassTicket events are not recorded", "medium"),
}
GENERAL = (
    Control(framework="NIST SP 800-53 Rev. 5", id="AC-3", fit="supports"),
    Control(framework="IBM", id="I-9", fit="ibm"),
)
STIG = Control(framework="DISA STIG IBM z/OS RACF", id="V-223777", fit="requires")
PCI = Control(framework="PCI DSS v4.0", id="8.3.1", fit="supports")

RECORD = (
    "0505 IRRPTAUTH.IMSDRDA1.*".ljust(252) + "PTKTDATA *        UPDATE   00000".ljust(90) + "Y"
)  # a padded record, as unloads are


def fingerprint(policy: str, name: str) -> str:
    return hashlib.sha256(f"{policy}|{name}".encode()).hexdigest()[:32]


def place(
    text: str,
    columns: tuple[int, int] | None,
    note: str,
    *,
    role: str = "primary",
    record: int = 7,
    kind: str = "unload",
) -> Place:
    path = {"unload": "unload.txt", "setropts": "setropts.txt", "hwscfg": "HWSCFG00.txt", "clients": "clients.yaml"}[
        kind
    ]
    return Place(input=kind, path=path, record=record, columns=columns, text=text, role=role, note=note)


def verdict(policy: str, name: str, word: str, message: str, **more: Any) -> Verdict:
    slug, _title, severity = TITLES[policy]
    values: dict[str, Any] = {
        "reason": None,
        "facts": {},
        "masked_by": None,
        "waiver": None,
        "places": (),
        "assumptions": (),
        "remediation": Remediation(),
        "controls": GENERAL,
        "severity": severity,
        "fingerprint": fingerprint(policy, name),
    } | more
    return Verdict(policy=f"PT-{policy}", slug=slug, object=name, verdict=word, message=message, **values)


def _fails() -> list[Verdict]:
    hws = "HWS (ID=IMSDRDA2,RACF=N,XIBAREA=20)"
    return [
        verdict(
            "B02",
            "profile:PTKTDATA/IRRPTAUTH.IMSDRDA1.*",
            "fail",
            "Everyone may make tickets for any user of IMSDRDA1: "
            "the access list of IRRPTAUTH.IMSDRDA1.* names ID(*) with UPDATE.",
            facts={"profile": "IRRPTAUTH.IMSDRDA1.*", "level": "UPDATE", "needed": "NONE", "by": "ID(*)"},
            places=(
                place(RECORD, (253, 260), "AUTH_ID and access of the standard access list entry", record=48213),
                place(
                    "0500 IRRPTAUTH.IMSDRDA1.*".ljust(120) + "NONE",
                    (121, 124),
                    "UACC of the profile",
                    role="related",
                    record=48102,
                ),
            ),
            remediation=Remediation(
                racf=(
                    "RDEFINE PTKTDATA IRRPTAUTH.IMSDRDA1.BATUSR1 UACC(NONE)",
                    "PERMIT IRRPTAUTH.IMSDRDA1.BATUSR1 CLASS(PTKTDATA) ID(BATUSR1) ACCESS(UPDATE)",
                    "PERMIT IRRPTAUTH.IMSDRDA1.* CLASS(PTKTDATA) ID(*) DELETE",
                    "SETROPTS RACLIST(PTKTDATA) REFRESH",
                ),
                other=("Look at SMF type 80 first: who used the public entry?",),
                undo=(
                    "PERMIT IRRPTAUTH.IMSDRDA1.* CLASS(PTKTDATA) ID(*) ACCESS(UPDATE)",
                    "SETROPTS RACLIST(PTKTDATA) REFRESH",
                ),
            ),
            controls=(STIG, *GENERAL),
            assumptions=("The in-storage profile equals the unload.",),
        ),
        verdict(
            "A05",
            "client:ledger-sync",
            "fail",
            "ledger-sync makes tickets for IMSDRDAX, but IMSDRDA1 checks them for IMSDRDA1: every logon is refused.",
            facts={"application": "IMSDRDAX", "expected": "IMSDRDA1", "endpoint": "IMSDRDA1"},
            places=(
                place(
                    "    application: IMSDRDAX",
                    (18, 25),
                    "the application name the client generates for",
                    kind="clients",
                    record=31,
                ),
                place(
                    " ODACCESS(ODBMAUTOCONN=Y,APPL=IMSDRDA1,DRDAPORT=(ID=5555))",
                    (31, 38),
                    "ODACCESS APPL=, the name IMS Connect gives to RACF",
                    role="related",
                    kind="hwscfg",
                    record=4,
                ),
            ),
            remediation=Remediation(
                other=("Set applName=IMSDRDA1 in the connection URL of ledger-sync.",),
                undo=("Set it back to IMSDRDAX.",),
            ),
            controls=(PCI, *GENERAL),
        ),
        verdict(
            "A07",
            "endpoint:IMSDRDA2",
            "fail",
            "IMSDRDA2 runs with RACF=N although payroll-web makes tickets for it: IMS Connect ignores every ticket.",
            facts={"racf": False, "clients": ["payroll-web"]},
            places=(place(hws, (18, 23), "RACF= of the HWS statement", kind="hwscfg", record=2),),
            remediation=Remediation(
                ims=("UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))",),
                other=("Write RACF=Y into the HWS statement of HWSCFG01.",),
                undo=("UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF))",),
            ),
            controls=(PCI, *GENERAL),
            assumptions=("The running IMS Connect uses the values of the member.",),
        ),
        verdict(
            "A08",
            "client:order-batch/user:BATUSR2",
            "fail",
            "BATUSR2 may not ask RACF for a ticket: no profile covers IRRPTAUTH.IMSDRDA1.BATUSR2 with UPDATE for it.",
            facts={"profile": "IRRPTAUTH.IMSDRDA1.*", "level": "READ", "needed": "UPDATE", "by": "group BATCHGRP"},
            places=(place(RECORD, (262, 268), "access of group BATCHGRP", record=48214),),
            remediation=Remediation(
                racf=(
                    "PERMIT IRRPTAUTH.IMSDRDA1.BATUSR2 CLASS(PTKTDATA) ID(BATUSR2) ACCESS(UPDATE)",
                    "SETROPTS RACLIST(PTKTDATA) REFRESH",
                ),
                undo=("PERMIT IRRPTAUTH.IMSDRDA1.BATUSR2 CLASS(PTKTDATA) ID(BATUSR2) DELETE",),
            ),
        ),
        verdict(
            "A09",
            "client:payroll-web/user:PAYUSR7",
            "fail",
            "PAYUSR7 has no READ to IMSDRDA2: an authentic ticket would be refused at logon.",
            facts={"profile": "IMSDRDA2", "level": "NONE", "needed": "READ", "by": "UACC"},
            masked_by="PT-D01",
            places=(place("0500 IMSDRDA2".ljust(120) + "NONE", (121, 124), "UACC of the APPL profile", record=47990),),
            remediation=Remediation(
                racf=("PERMIT IMSDRDA2 CLASS(APPL) ID(PAYGRP) ACCESS(READ)", "SETROPTS RACLIST(APPL) REFRESH")
            ),
        ),
        verdict(
            "D01",
            "class:APPL",
            "fail",
            "The APPL class is not active: no application profile is checked at logon.",
            places=(
                place(
                    "ACTIVE CLASSES = DATASET USER GROUP PTKTDATA FACILITY STARTED",
                    (18, 61),
                    "the classes that are active; APPL is not among them",
                    kind="setropts",
                    record=2,
                ),
            ),
            remediation=Remediation(
                racf=("SETROPTS CLASSACT(APPL) RACLIST(APPL)",), undo=("SETROPTS NOCLASSACT(APPL)",)
            ),
            controls=(Control(framework="NIST SP 800-53 Rev. 5", id="AC-3", fit="supports"),),
        ),
        verdict(
            "A10",
            "client:web-shop",
            "fail",
            "web-shop opens a connection for each unit of work: about 4 tickets a second for one user.",
            facts={"connections": "non-persistent", "tickets_per_second": 4.0, "endpoint": "IMSDRDA1"},
            places=(
                place(
                    "    connections: non-persistent", (18, 31), "how the client connects", kind="clients", record=44
                ),
            ),
            remediation=Remediation(other=("Pool the connections, or give each worker its own user.",)),
        ),
        verdict(
            "C03",
            "profile:PTKTDATA/IMSDRDA1",
            "fail",
            "Tickets for IMSDRDA1 can be used twice: APPLDATA says NO REPLAY PROTECTION.",
            places=(
                place(
                    "0500 IMSDRDA1".ljust(60) + "NO REPLAY PROTECTION",
                    (61, 80),
                    "APPLDATA of the key profile",
                    record=48100,
                ),
            ),
            waiver=WaiverApplied(
                reason="two tickets a second for one user, documented",
                owner="team-orders",
                approver="ciso",
                ticket="RISK-118",
                expires="2027-06-30",
            ),
            remediation=Remediation(racf=("RALTER PTKTDATA IMSDRDA1 NOAPPLDATA", "SETROPTS RACLIST(PTKTDATA) REFRESH")),
            controls=(
                Control(framework="NIST SP 800-53 Rev. 5", id="IA-2(8)", fit="supports"),
                Control(framework="IBM", id="I-15", fit="ibm"),
            ),
        ),
        verdict(
            "B05",
            "profile:PTKTDATA/IRRPTAUTH.IMSDRDA1.*/id:BATCHGRP",
            "fail",
            "Group BATCHGRP holds ticket authority and has 34 members; the limit is 10.",
            facts={"members": 34, "limit": 10},
        ),
        verdict(
            "B11",
            "user:OLDUSR1",
            "fail",
            "OLDUSR1 has not logged on for 412 days and still has READ to IMSDRDA1.",
            facts={"days": 412, "last": "2025-10-07"},
        ),
        verdict(
            "E04", "endpoint:IMSDRDA1", "fail", "IMSDRDA1 keeps verified users without limit: UIDAGE is not coded."
        ),
    ]


def _others() -> list[Verdict]:
    tls = "No TLS statement was offered for port 5555: what protects it cannot be told (--tls)."
    return [
        verdict(
            "E03",
            "endpoint:IMSDRDA1/port:5555",
            "undecided",
            "Whether port 5555 is protected cannot be told.",
            reason=tls,
        ),
        verdict(
            "E03",
            "endpoint:IMSDRDA2/port:5556",
            "undecided",
            "Whether port 5556 is protected cannot be told.",
            reason=tls,
        ),
        verdict(
            "C01",
            "profile:PTKTDATA/IMSDRDA2",
            "undecided",
            "How the key of IMSDRDA2 is kept cannot be told.",
            reason="The unload has no 0530 records: it says nothing about keys. Unload with z/OS 2.4 or later.",
        ),
        verdict(
            "D06",
            "system",
            "advisory",
            "The newest date in the unload is 14 days before the SETROPTS listing.",
            facts={"days": 14},
        ),
        verdict("A01", "class:PTKTDATA", "pass", "PTKTDATA is active."),
        verdict("A05", "client:order-batch", "pass", "order-batch and IMSDRDA1 agree on IMSDRDA1."),
        verdict("A05", "client:web-shop", "pass", "web-shop and IMSDRDA1 agree on IMSDRDA1."),
        verdict("A07", "endpoint:IMSDRDA1", "pass", "IMSDRDA1 runs with RACF=Y."),
        verdict("E01", "endpoint:IMSDRDA1", "pass", "IMSDRDA1 runs with RACF=Y."),
        verdict("E01", "endpoint:IMSDRDA2", "not_applicable", "IMSDRDA2 is a test endpoint."),
        verdict("F01", "class:PTKTDATA", "pass", "Failures in PTKTDATA are recorded."),
        verdict(
            "A09", "client:order-batch/user:BATUSR1", "pass", "BATUSR1 has READ to IMSDRDA1 through group BATCHGRP."
        ),
    ]


def _path(stop: str | None, outcome: str = "denied") -> tuple[Station, ...]:
    names = ("requester", "ticket", "wire", "IMS Connect", "VERIFY", "APPL")
    texts = (
        "BATUSR1 has UPDATE to IRRPTAUTH.IMSDRDA1.*",
        "a legacy ticket is made with the key of IMSDRDA1",
        "SECCHK carries user ID and ticket, 38 bytes",
        "RACF=Y: IMS Connect asks RACF for application IMSDRDA1",
        "the ticket fits user, application and time",
        "READ to profile IMSDRDA1 through group BATCHGRP",
    )
    stations: list[Station] = []
    for name, text in zip(names, texts, strict=True):
        if name == stop:
            return (*stations, Station(name=name, outcome=outcome, text=f"stops here: {text} does not hold"))
        stations.append(Station(name=name, outcome="allowed", text=text))
    return tuple(stations)


def trial(
    client: str,
    user: str,
    step: str,
    endpoint: str = "IMSDRDA1",
    *,
    stop: str | None = None,
    expected: str | None = None,
    code: str | None = "00",
) -> TrialResult:
    simulated = "denied" if stop else "allowed"
    return TrialResult(
        client=client,
        user=user,
        requester=user,
        endpoint=endpoint,
        application=endpoint,
        step=step,
        ticket="legacy",
        expected=expected or simulated,
        simulated=simulated,
        agrees=(expected or simulated) == simulated,
        reasons=("the ticket is accepted",) if not stop else (f"refused at {stop}",),
        expected_reasons=("every condition holds",),
        racf_return_code=None if step == "generate" else code,
        keys_tried=(endpoint,),
        path=_path(stop),
        assumptions=("throw-away keys were used",),
    )


def _trials() -> list[TrialResult]:
    rows = []
    bent = ("wrong-user", "wrong-application", "too-early", "too-late", "replay", "altered")
    for user in ("BATUSR1", "BATUSR3"):
        rows += [trial("order-batch", user, "generate"), trial("order-batch", user, "logon")]
        rows += [trial("order-batch", user, step, stop="VERIFY", code="08") for step in bent]
    rows.append(trial("order-batch", "BATUSR2", "generate", stop="requester", code=None))
    rows.append(trial("ledger-sync", "LEDUSR1", "logon", stop="VERIFY", code="08"))
    rows.append(trial("payroll-web", "PAYUSR7", "logon", "IMSDRDA2", stop="APPL", code="34", expected="allowed"))
    rows.append(trial("payroll-web", "PAYUSR8", "logon", "IMSDRDA2"))
    return rows


def result(
    verdicts: list[Verdict],
    trials: list[TrialResult],
    *,
    code: int,
    system: str = "PRODPLEX",
    diagnostics: tuple[Diagnostic, ...] = (),
) -> Result:
    ids = sorted({v.policy[3:] for v in verdicts} | (set(TITLES) if len(verdicts) > 3 else set()))
    policies = []
    for one in ids:
        words = [v.verdict for v in verdicts if v.policy == f"PT-{one}"]
        objects = {v.object for v in verdicts if v.policy == f"PT-{one}"}
        slug, title, severity = TITLES[one]
        worst = next((word for word in WORST_FIRST if word in words), "not_applicable")
        policies.append(
            PolicySummary(
                id=f"PT-{one}", slug=slug, title=title, severity=severity, verdict=worst, examined=len(objects)
            )
        )
    disagree = sum(not t.agrees for t in trials)
    return Result(
        tool=Tool(name="auditor", version="0.1.0"),
        system=system,
        as_of="2026-11-23",
        return_code=code,
        inputs=(
            InputFile(
                kind="unload",
                path="unload.txt",
                sha256="4f" * 32,
                codepage="IBM-1047",
                records=48_913,
                rejected=1,
                form="text LF",
                dated="2026-11-09",
                system=None,
            ),
            InputFile(kind="setropts", path="setropts.txt", sha256="a1" * 32, codepage="UTF-8", records=74),
            InputFile(kind="hwscfg", path="HWSCFG00.txt", sha256="b2" * 32, codepage="UTF-8", records=9),
            InputFile(kind="clients", path="clients.yaml", sha256="c3" * 32, codepage="UTF-8", records=61),
        ),
        endpoints=(
            EndpointSummary(
                id="IMSDRDA1", application="IMSDRDA1", application_origin="ODACCESS APPL", racf=True, source="member"
            ),
            EndpointSummary(
                id="IMSDRDA2",
                application="IMSDRDA2",
                application_origin="HWS ID",
                racf=False,
                source="member",
                links=(
                    LinkSummary(id="IMSDRDA1", application="IMSDRDA1", user="LNKUSR1", persistent=True),
                    LinkSummary(id=None, application=None, user=None, persistent=None),
                ),
            ),
        ),
        policies=tuple(policies),
        verdicts=tuple(sorted(verdicts, key=lambda v: (v.policy, v.object))),
        crosscheck=CrossCheck(agree=len(trials) - disagree, disagree=disagree, trials=tuple(trials)),
        diagnostics=diagnostics,
        assumptions=(
            "The profiles in storage equal the unload: an unload shows the RACF database, not what was last refreshed.",
            "The running IMS Connects use the values of the members: no display was offered.",
        ),
    )


def believable() -> Result:
    diagnostics = (
        Diagnostic(
            input="unload",
            path="unload.txt",
            record=311,
            level="error",
            code="cut-record",
            message="the record ends at column 98; type 0505 needs 268",
        ),
        Diagnostic(
            input="hwscfg",
            path="HWSCFG00.txt",
            record=6,
            level="remark",
            code="unknown-parameter",
            message="PORTXYZ= is not a parameter of TCPIP",
        ),
    )
    return result(_fails() + _others(), _trials(), code=12, diagnostics=diagnostics)


def clean() -> Result:
    good = [v for v in _others() if v.verdict in ("pass", "not_applicable")]
    made = result(
        good, [t for t in _trials() if t.agrees and t.client == "order-batch" and t.user != "BATUSR2"], code=0
    )
    return made.model_copy(update={"inputs": tuple(i.model_copy(update={"rejected": 0}) for i in made.inputs)})


MARKS = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "=cmd|'/c calc'!A0",
    "\x1b[31mred\x1b[0m",
    "\x00\x07\x9b2J",
    "\u202egnp.exe\u2066",
    "'\"><svg onload=window.hacked=1>",
    "]]>{{7*7}}{% raw %}${7*7}",
    "[bold]x[/bold][link=file:///etc/passwd]",
    "| pipe | `code` **bold** \n# heading\n```",
    "javascript:alert(1)",
    "Grüße §$ 漢字 🎫",
)


def hostile() -> Result:
    """Every text that evidence can influence carries something that a browser, spreadsheet or terminal would obey."""
    number = iter(range(10_000))

    def bad() -> str:
        count = next(number)
        return f"{MARKS[count % len(MARKS)]} {count}"

    def spoilt(one: Verdict) -> Verdict:
        return replace(
            one,
            object=f"client:{bad()}/user:{bad()}",
            message=bad(),
            reason=bad(),
            facts={bad(): [bad(), {bad(): None}]},
            places=tuple(
                replace(p, path=bad(), text=bad(), note=bad(), columns=(3, 9))
                for p in (one.places or (place("x", None, "y"),))
            ),
            remediation=Remediation(racf=(bad(),), ims=(bad(),), other=(bad(),), undo=(bad(),)),
            controls=(Control(framework=bad(), id=bad(), fit="ibm"),),
            assumptions=(bad(),),
            waiver=WaiverApplied(reason=bad(), owner=bad(), approver=bad(), ticket=bad(), expires=bad())
            if one.waiver
            else None,
        )

    def bent(one: TrialResult) -> TrialResult:
        return one.model_copy(
            update={
                "client": bad(),
                "user": bad(),
                "requester": bad(),
                "endpoint": bad(),
                "application": bad(),
                "reasons": (bad(),),
                "keys_tried": (bad(),),
                "expected_reasons": (bad(),),
                "assumptions": (bad(),),
                "path": tuple(
                    s.model_copy(update={"name": bad(), "text": bad(), "places": (place(bad(), None, bad()),)})
                    for s in one.path
                ),
            }
        )

    good = believable()
    return good.model_copy(
        update={
            "system": bad(),
            "inputs": tuple(
                i.model_copy(update={"path": bad(), "codepage": bad(), "system": bad()}) for i in good.inputs
            ),
            "endpoints": tuple(e.model_copy(update={"id": bad(), "application": bad()}) for e in good.endpoints),
            "policies": tuple(p.model_copy(update={"title": bad(), "slug": bad()}) for p in good.policies),
            "verdicts": tuple(spoilt(v) for v in good.verdicts),
            "crosscheck": good.crosscheck.model_copy(update={"trials": tuple(bent(t) for t in good.crosscheck.trials)}),
            "diagnostics": tuple(
                d.model_copy(update={"path": bad(), "code": bad(), "message": bad()}) for d in good.diagnostics
            ),
            "assumptions": (bad(),),
        }
    )


def large(number: int) -> Result:
    """`number` findings over twenty clients and every sample policy, with evidence and remedy as real ones have."""
    models = [one for one in _fails() if one.waiver is None]
    rows = []
    for count in range(number):
        one = models[count % len(models)]
        name = f"client:client-{count % 20:02}/user:USR{count:05}" if count % 3 else f"user:USR{count:05}"
        rows.append(replace(one, object=name, fingerprint=fingerprint(one.policy, name)))
    trials = [
        trial(f"client-{n % 20:02}", f"USR{n:05}", "logon", stop="APPL" if n % 7 == 0 else None)
        for n in range(min(number, 400))
    ]
    return result(rows, trials, code=8)
