"""The answers: every trial done for real, with tickets made, sent as SECCHK bytes, read back, and verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.crosscheck.keyring import Keyring, of_profiles
from auditor.crosscheck.making import Making, by_services, making
from auditor.crosscheck.path import ImsConnect, ims_connect
from auditor.crosscheck.scene import Played, Scene, Script, play
from auditor.models.client import Client
from auditor.models.estate import Estate, Trial
from auditor.models.place import At
from auditor.models.verdict import Outcome
from auditor.progress import Far
from auditor.racf import assumptions
from auditor.racf.answer import Answer, Reason, either, together
from auditor.racf.credential import Lock
from auditor.racf.keys import KeyProfile, TicketKind
from auditor.racf.system import System
from auditor.tickets import legacy
from auditor.tickets.keys import ProfileKeys


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on a trial's way: requester, ticket, SECCHK, IMS Connect or VERIFY."""

    name: str
    outcome: Outcome
    text: str
    at: tuple[At, ...] = ()


@dataclass(frozen=True, slots=True)
class Simulated:
    """What the model of the path did with one trial. `racf_return_code` None: VERIFY gives none that is known."""

    id: str
    outcome: Outcome
    reasons: tuple[str, ...]
    racf_return_code: str | None = None
    keys_tried: tuple[str, ...] = ()
    ticket: TicketKind | None = None
    path: tuple[Stop, ...] = ()
    assumptions: tuple[str, ...] = ()
    not_run: bool = False
    """Nothing was tried: the ticket needs DES, which this machine does not have."""


@dataclass(slots=True)
class Stage:
    """What all trials of a run share."""

    system: System
    keyring: Keyring
    now: int
    clients: dict[str, Client]
    endpoints: dict[str, ImsConnect | Reason] = field(default_factory=dict)

    def endpoint(self, name: str) -> ImsConnect | Reason:
        """The endpoint's part, worked out once."""
        if name not in self.endpoints:
            self.endpoints[name] = ims_connect(self.system.estate, name)
        return self.endpoints[name]


_NOT_RUN = "not run here: this machine has no DES, which legacy tickets need"
_TOLD = 200
"""After so many trials it is told anew."""


def run(
    estate: Estate,
    trials: Sequence[Trial],
    *,
    keys: Mapping[str, ProfileKeys] | None,
    now: int,
    far: Far | None = None,
) -> tuple[Simulated, ...]:
    """Do every trial. `keys`: real keys by PTKTDATA profile name; `now`: when tickets are presented (seconds, GMT).

    `far` is told how many are done, and of how many.
    Same inputs, same bytes. Nothing of a key or ticket is in what comes back.
    """
    clients = {client.id: client for client in estate.clients}
    system = System(estate)
    stage = Stage(system, Keyring(of_profiles(system, keys)), now, clients)
    done = []
    for number, trial in enumerate(trials, 1):
        done.append(_one(stage, trial))
        if far is not None and (number % _TOLD == 0 or number == len(trials)):
            far(number, len(trials))
    return tuple(done)


def _one(stage: Stage, trial: Trial) -> Simulated:
    client = stage.clients.get(trial.client)
    made = making(stage.system, trial, client)
    if isinstance(made, Reason):
        return Simulated(trial.id, "undecided", (made.text,))
    if trial.step == "generate":
        return _generate(trial, by_services(stage.system, trial, client))
    endpoint = stage.endpoint(trial.endpoint)
    if isinstance(endpoint, Reason):
        stop = Stop("IMS Connect", "undecided", endpoint.text, endpoint.at)
        return Simulated(trial.id, "undecided", (endpoint.text,), ticket=trial.ticket, path=(stop,))
    return _logon(stage, trial, made, endpoint)


def _generate(trial: Trial, answer: Answer) -> Simulated:
    return Simulated(
        trial.id,
        answer.outcome,
        _texts(answer),
        ticket=trial.ticket,
        path=(_stop("requester", answer),),
        assumptions=answer.assumptions,
    )


def _logon(stage: Stage, trial: Trial, made: Making, endpoint: ImsConnect) -> Simulated:
    asked, key = made.asked, made.key
    script = _script(trial, key)
    if any(lock.kind == "legacy" for lock in script.locks) and not legacy.available():
        return Simulated(trial.id, "undecided", (_NOT_RUN,), ticket=trial.ticket, not_run=True)
    played = play(Scene(stage.system, stage.keyring, stage.now, endpoint), script)
    verified = _kind_known(trial, key, played.answer)
    answer = together((asked, verified))
    if endpoint.racf is False:
        answer = Answer(
            "allowed", (Reason("RACF=N: IMS Connect accepts the user without asking RACF", endpoint.at[:1]),)
        )
    elif endpoint.racf is None:
        answer = either((answer, Answer("allowed")), next(iter(endpoint.why)))
    reached = endpoint.racf and asked.outcome != "denied"
    return Simulated(
        trial.id,
        answer.outcome,
        _texts(answer),
        racf_return_code=_code(played, verified) if reached else None,
        keys_tried=played.tried if endpoint.racf is not False else (),
        ticket=trial.ticket,
        path=_path(asked, played, endpoint, verified, key),
        assumptions=_assumed(stage, trial, made, played, answer),
    )


def _code(played: Played, verified: Answer) -> str | None:
    """The return code, unless the outcome was left open afterwards."""
    return None if verified.outcome == "undecided" and played.code == "00" else played.code


def _script(trial: Trial, key: KeyProfile) -> Script:
    """The ticket of the trial. Where its kind cannot be told: a stand-in of each kind that the profile may hold."""
    possible: dict[TicketKind, bool] = {"legacy": key.legacy is not False, "enhanced": key.enhanced is not False}
    kinds = [trial.ticket] if trial.ticket else [kind for kind, held in possible.items() if held] or ["legacy"]
    return Script(trial, tuple(lock for kind in kinds for lock in _locks_of(key, kind)))


def _locks_of(key: KeyProfile, kind: TicketKind) -> tuple[Lock, ...]:
    if kind == "legacy":
        return (Lock(key.name, "legacy"),)
    segment = key.profile.ssignon if key.profile is not None else None
    known = segment.type if segment is not None else None
    types = (known,) if known in ("UPPER", "MIXED") else ("UPPER", "MIXED")
    return tuple(Lock(key.name, "enhanced", one) for one in types)


def _kind_known(trial: Trial, key: KeyProfile, answer: Answer) -> Answer:
    """A stand-in that gets in proves nothing when the client's own ticket could be of the other kind."""
    if trial.ticket is not None or answer.outcome != "allowed":
        return answer
    why = key.why or Reason(f"the kind of ticket that {key.name} makes cannot be told")
    return Answer("undecided", (why,), answer.assumptions)


def _path(asked: Answer, played: Played, endpoint: ImsConnect, verified: Answer, key: KeyProfile) -> tuple[Stop, ...]:
    made = places_of(key)
    stops = [_stop("requester", asked), Stop("ticket", played.made.outcome, "; ".join(_texts(played.made)), made)]
    stops.append(Stop("SECCHK", played.made.outcome, played.wire))
    if endpoint.racf is False:
        stops.append(Stop("IMS Connect", "allowed", "RACF=N: RACF is not asked", endpoint.at))
        return (*stops, Stop("VERIFY", "allowed", "not called"))
    if endpoint.why:
        stops.append(Stop("IMS Connect", "undecided", "; ".join(one.text for one in endpoint.why), endpoint.at))
    else:
        text = f"RACF=Y: VERIFY is called with application {endpoint.application}"
        stops.append(Stop("IMS Connect", "allowed", text, endpoint.at))
    return (*stops, _stop("VERIFY", verified))


def places_of(key: KeyProfile) -> tuple[At, ...]:
    """Where the key profile and its SSIGNON segment stand."""
    if key.profile is None:
        return key.why.at if key.why is not None else ()
    segment = key.profile.ssignon
    return (key.profile.at,) if segment is None else (key.profile.at, segment.at)


def _stop(name: str, answer: Answer) -> Stop:
    at = tuple(dict.fromkeys(at for reason in answer.reasons for at in reason.at))
    return Stop(name, answer.outcome, "; ".join(_texts(answer)) or answer.outcome, at)


def _texts(answer: Answer) -> tuple[str, ...]:
    return tuple(reason.text for reason in answer.reasons)


def _assumed(stage: Stage, trial: Trial, made: Making, played: Played, answer: Answer) -> tuple[str, ...]:
    texts = [*answer.assumptions, assumptions.HWSAUTH0]
    endpoint = stage.endpoint(trial.endpoint)
    if isinstance(endpoint, Reason) or endpoint.racf is False:
        return tuple(texts)
    if endpoint.cache:
        texts.append(assumptions.USER_CACHE)
    if any(lock.type == "MIXED" for lock in played.locks):
        texts.append(assumptions.FOLDING)
    if trial.replayed == "other-system":
        texts.append(assumptions.OTHER_SYSTEM)
    if made.lent and not all(stage.keyring.real(lock) for lock in played.locks):
        texts.append(assumptions.SAME_KEY)
    untold = any(not stage.keyring.told_apart(lock, played.tried) for lock in played.locks)
    if played.tried and untold and all(lock.profile not in played.tried for lock in played.locks):
        texts.append(assumptions.OWN_KEYS)
    return tuple(dict.fromkeys(texts))
