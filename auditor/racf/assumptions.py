"""Rules of RACF and IMS Connect that no page read confirms: a trial that rests on one names it."""

from __future__ import annotations

ID_STAR_BEFORE_UACC = (
    "A defined user gets the level of the ID(*) entry instead of UACC where a profile has both, even when it is lower."
)
RACLIST_NEEDED = "PTKTDATA must be RACLISTed; what RACF does with the class active and not RACLISTed is not documented."
GLOBAL_TABLE = "Whether RACF looks into the global access table for IRRPTAUTH resources is not documented."
UNQUALIFIED_GENERATION = "R_ticketserv and R_GenSec generate with the unqualified key profile only, as RCVTPTGN does."
UNQUALIFIED_LAST = "When the qualified key does not accept a ticket, VERIFY tries the unqualified key profile."
FUTURE_TICKETS = "An enhanced ticket from a clock that runs ahead is accepted within TIMEOUT, as one from the past is."
SSIGNON_TEXT = "GRSIGN_TYPE is UPPER or MIXED and GRSIGN_REPLAY is YES or NO in the unload."
NO_ENHANCED_LEVEL = "An unload without the fields of enhanced keys comes from a system that has none."
PROTECTED_NO_TICKET = "A PROTECTED user cannot log on to IMS Connect with a PassTicket."
MFA_TICKET_FACTOR = (
    "IBM MFA accepts a ticket through AZFPTKT1 without an earlier MFA logon, and its task may evaluate tickets."
)
FOLDING = "IMS Connect folds the PASSWORD of SECCHK to upper case where PSWDMC says that it folds passwords."
USER_CACHE = "The user ID cache of IMS Connect plays no part in DRDA logons."
HWSAUTH0 = "Exit HWSAUTH0 leaves user ID, ticket and application name as the client sent them."
DEFAULT_GROUP = "IMS Connect names no group to VERIFY: the default group is the current connect group."
OTHER_SYSTEM = "The other system holds the same key profile and key, and a replay memory of its own."
OWN_KEYS = "Different key profiles hold different keys."
SAME_KEY = "The client and RACF hold the same key under the same profile name."
LAST_USE = "The day of last use in the unload is the one RACF still has."
KEY_CONTROL = (
    "Whoever has ALTER to a discrete key profile can give it a key he knows, from the next refresh on; field level "
    "access checking (class FIELD) is left out."
)
NO_JESJOBS = "No profile of class JESJOBS refuses a job that a surrogate submits."
