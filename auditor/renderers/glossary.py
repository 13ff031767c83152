"""Words of RACF and IMS for readers who are at home in neither."""

from __future__ import annotations

GLOSSARY = (
    ("APPL class", "RACF profiles that say who may log on to which application. Here: to which IMS Connect."),
    ("Application name", "The name a ticket is made for. IMS Connect takes it from ODACCESS APPL=, or else from its HWS ID. Both sides must use the same one."),
    ("DRDA", "The protocol by which database clients reach IMS through IMS Connect and ODBM."),
    ("Endpoint", "One IMS Connect that DRDA clients can reach, named by its HWS ID."),
    ("Enhanced PassTicket", "The newer ticket, made with HMAC-SHA-512 and a key kept in ICSF. IBM recommends it over the legacy one."),
    ("Finding", "A fault that the evidence proves."),
    ("Fingerprint", "The stable name of a finding: policy, object and facts, never line numbers. Links and waivers use it."),
    ("Generic profile", "A profile whose name has * or % and covers many resources. For a ticket's key RACF ignores generic profiles."),
    ("HWSCFGxx", "The configuration member of an IMS Connect in its PROCLIB."),
    ("ICSF", "The cryptographic service of z/OS. A key kept there cannot be read out of the RACF database."),
    ("ID(*)", "An access-list entry for every user ID that is defined to RACF and not RESTRICTED."),
    ("IRRDBU00", "IBM's utility that writes the RACF database as text records: the unload."),
    ("IRRPTAUTH", "Profiles in class PTKTDATA that say who may have RACF make (UPDATE) or check (READ) a ticket for a user of an application."),
    ("Key profile", "The profile in class PTKTDATA that holds the key of an application name."),
    ("Legacy PassTicket", "The original ticket, made with single DES; good for about ten minutes either side of its second."),
    ("Masked", "Of a key: only disguised in the RACF database, so that a copy of the database gives it away. Of a finding: without effect while another one stands."),
    ("PassTicket", "A password of eight characters for one user, one application and a short time, made from a shared key instead of being stored."),
    ("Permit", "An entry in a profile's access list."),
    ("PTKTDATA class", "RACF profiles for PassTickets: keys and the authority to make tickets."),
    ("RACLIST, REFRESH", "RACF keeps a class's profiles in storage and uses that copy until it is refreshed. A change without REFRESH has no effect yet."),
    ("Replay protection", "RACF remembers a used ticket and refuses it the second time, unless this is switched off."),
    ("Requester", "The z/OS user that asks RACF for a ticket; not always the user the ticket is for."),
    ("RESTRICTED", "A user who gets access by his own or his groups' entries only, never by UACC or ID(*)."),
    ("SECCHK", "The DRDA command by which a client sends user ID and ticket."),
    ("SETROPTS LIST", "RACF's own listing of its options: which classes are active, kept in storage, audited."),
    ("SSIGNON", "The segment of a key profile with the key's kind and protection."),
    ("UACC", "Universal access: what everyone gets who is not named in the access list."),
    ("Undecided", "An input that would settle the question was not offered, is damaged or is ambiguous. Never counted as a pass."),
    ("VERIFY", "RACROUTE REQUEST=VERIFY, the call by which IMS Connect has RACF check user, ticket and application."),
    ("Waiver", "A risk that named people have accepted until a named day. The finding stays visible."),
)  # fmt: skip
"""(term, meaning), in alphabetical order."""
