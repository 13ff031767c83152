"""Each form in which a client is written down gives the same client, and its password by place alone."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from auditor.errors import EvidenceUnreadable, InputMissing
from auditor.sources.client_files import documents, read_client_file
from tests.sources.client_files.texts import HIKARI, JOB, SERVER, TEXTS


@pytest.fixture
def read(tmp_path):
    def one(name: str, text: str | bytes):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_client_file(str(file), 0)

    return one


@pytest.fixture
def only(read):
    def one(name: str, text: str):
        (client,) = read(name, text).facts
        return client

    return one


def test_a_job_that_makes_tickets(only):
    client = only("ordnite.jcl", JOB)
    assert client.id == "found:ordnite.jcl/ORDNITE.RUN"
    assert (client.host.value, client.port.value) == ("icon1.example.com", 5555)
    assert (client.application.value, client.requester.value, client.job) == ("IMSDRDA1", "BATUSR1", "ORDNITE")
    assert (client.generates.value, client.password, client.unresolved) == (True, "none", ())
    assert client.at.record == 8


@pytest.mark.parametrize("name", TEXTS)
def test_every_form_gives_the_client_and_the_place_of_its_password(only, name):
    client = only(name, TEXTS[name])
    assert (client.host.value, client.port.value) == ("icon1.example.com", 5555)
    at = client.password_at or client.job_password_at
    lines = TEXTS[name].splitlines()[at.record - 1 : at.record + 1]
    assert "PW" in "".join(lines), "attributes of an element may go on in the next line"


def test_a_missing_library_means_no_ticket(only):
    client = only("a.jcl", JOB.replace(":/usr/include/java_classes/IRRRacf.jar", ""))
    assert client.generates.value is False


@pytest.mark.parametrize(
    "line",
    ["CLASSPATH=$OTHER:/a/imsudb.jar", ". /etc/ims.profile", "CLASSPATH=/a/lib/*", "CLASSPATH=$(cat /etc/path)"],
)
def test_a_class_path_that_goes_on_elsewhere_is_unknown(only, line):
    text = JOB.replace('CLASSPATH="$CLASSPATH":/usr/lpp/java/lib/ext/ibmjzos.jar', line)
    client = only("a.jcl", text)
    assert client.generates.value is None
    assert "goes on elsewhere" in client.generates.why


def test_a_class_path_in_a_data_set_is_unknown(only):
    lines = JOB.splitlines()
    text = "\n".join([*lines[:2], "//STDENV   DD DSN=IMS.ENV(DRDA),DISP=SHR", *lines[6:]])
    assert "data set" in only("a.jcl", text).generates.why


def test_symbols_that_the_job_sets_are_put_in_their_place(only):
    text = JOB.replace("//RUN ", "// EXPORT SYMLIST=*\n// SET APPL=IMSDRDA1\n//RUN ", 1)
    text = text.replace("//SYSIN    DD *", "//SYSIN    DD *,SYMBOLS=JCLONLY").replace("=IMSDRDA1;;", "=&APPL;;")
    assert only("a.jcl", text).application.value == "IMSDRDA1"


def test_a_symbol_that_is_not_set_is_named(only):
    client = only("a.jcl", JOB.replace("applName=IMSDRDA1", "applName=&APPL"))
    assert client.application.value is None
    assert "APPL" in client.application.why
    assert client.application.why in client.unresolved


def test_data_with_another_delimiter_and_a_continued_connect(only):
    text = JOB.replace("//SYSIN    DD *", "//SYSIN    DD DATA,DLM=$$").replace(
        "CONNECT jdbc:ims://icon1.example.com:5555/ORDPSB1:applName=IMSDRDA1;;",
        "//NOJOB JOB USER=X\nCONNECT jdbc:ims://icon1.example.com:5555/\n  ORDPSB1:applName=IMSDRDA1;;",
    )
    client = only("a.jcl", text + "$$\n")
    assert (client.application.value, client.requester.value) == ("IMSDRDA1", "BATUSR1")


def test_a_job_without_user_and_two_connects(read):
    text = JOB.replace(",USER=BATUSR1", "").replace("DISCONNECT;", "CONNECT jdbc:ims://b:6666/P:applName=A2;;")
    clients = read("a.jcl", text).facts
    assert [client.id for client in clients] == ["found:a.jcl/ORDNITE.RUN-1", "found:a.jcl/ORDNITE.RUN-2"]
    assert all("no USER=" in client.requester.why for client in clients)


def test_statements_from_elsewhere_are_said(only):
    assert "INCLUDE" in only("a.jcl", JOB.replace("//RUN ", "// INCLUDE MEMBER=SETUP\n//RUN ", 1)).unresolved[0]


def test_ims_tm_in_a_server_is_no_client(read):
    assert [client.id for client in read("server.xml", SERVER).facts] == ["found:server.xml/jdbc/orders"]


@pytest.mark.parametrize(
    ("manager", "life"),
    [
        ('agedTimeout="0"', "non-persistent"),
        ('agedTimeout="-1"', "persistent"),
        ('maxIdleTime="0"', "non-persistent"),
        ('maxIdleTime="0" minPoolSize="2"', "persistent"),
        ('maxPoolSize="0"', "persistent"),
        ('agedTimeout="30s"', "short-lived"),
        ('agedTimeout="1m30s"', "persistent"),
        ('agedTimeout="${aged}"', None),
    ],
)
def test_liberty_reads_0_as_at_once(only, manager, life):
    assert only("server.xml", SERVER.replace('maxPoolSize="20" agedTimeout="0"', manager)).connections.value == life


@pytest.mark.parametrize(
    ("pool", "life"),
    [('agedTimeout="-1"', "non-persistent"), ('agedTimeout="0"', "persistent"),
     ('unusedTimeout="-1"', "non-persistent"), ('agedTimeout="20"', "short-lived")],
)  # fmt: skip
def test_traditional_websphere_reads_it_the_other_way_round(only, pool, life):
    assert only("r.xml", TEXTS["resources.xml"].replace('agedTimeout="-1"', pool)).connections.value == life


def test_a_short_life_is_told_in_seconds(only):
    pool = only("application.yaml", HIKARI).pool
    assert (pool.kind, pool.seconds, pool.most) == ("hikari", 45, 10)


def test_a_local_driver_is_no_client(read):
    assert read("a.txt", "x = jdbc:ims:ORDPSB1\n").facts == ()


def test_a_url_in_a_comment_counts_only_for_its_password(read):
    assert read("a.sh", "# jdbc:ims://h:1/P:user=A;\n").facts == ()
    (client,) = read("a.sh", "# jdbc:ims://h:1/P:user=A;password=x1;\n").facts
    assert client.comment


def test_a_class_of_xml_that_is_not_read_is_said(read):
    bomb = '<!DOCTYPE a [<!ENTITY b "jdbc:ims://h:1/P">]><a x="imsudb">&b;</a>'
    done = read("a.xml", bomb)
    assert [(issue.level, issue.code) for issue in done.issues] == [("error", "unreadable")]
    assert "DTD" in done.issues[0].message
    assert "well-formed" in read("b.xml", "<a imsudb").issues[0].message


def test_yaml_that_is_a_template_gives_its_urls(read):
    done = read("a.yaml", "{{ if x }}\nurl: jdbc:ims://h:1234/P:applName=A;\n{{ end }}\n")
    assert [issue.level for issue in done.issues] == ["error"]
    assert [client.port.value for client in done.facts] == [1234]


def test_a_file_without_a_client_is_a_remark(read):
    assert [(issue.level, issue.code) for issue in read("a.txt", "hello\n").issues] == [("remark", "no-client")]
    assert [issue.code for issue in read("a.bin", b"\x00\x01imsudb").issues] == ["no-text", "no-client"]


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def tarred(files: dict[str, str], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return out.getvalue()


@pytest.mark.parametrize("mode", ["zip", "w", "w:gz", "w:xz", "w:bz2"])
def test_an_archive_is_read_member_by_member(read, mode):
    files = {"jobs/a.jcl": JOB, "conf/server.xml": SERVER}
    done = read("all.bin", zipped(files) if mode == "zip" else tarred(files, mode))
    assert {client.id for client in done.facts} == {"found:a.jcl/ORDNITE.RUN", "found:server.xml/jdbc/orders"}
    records = [client.at.record for client in done.facts]
    assert len(set(records)) == 2, "records go on over all members"
    assert all(at in done.lines for at in records)
    assert done.input.form == "archive of 2 texts"
    assert [client.file.rpartition("!")[2] for client in done.facts] == ["conf/server.xml", "jobs/a.jcl"]


def test_archives_have_limits(read, monkeypatch):
    monkeypatch.setattr(documents, "MEMBERS", 3)
    many = read("a.zip", zipped({f"{number}.txt": "x" for number in range(5)}))
    assert [issue.code for issue in many.issues] == ["too-much"]
    nested = read("b.zip", zipped({"c.zip": zipped({"a.jcl": JOB}).decode("latin-1")}))
    assert nested.facts == ()
    monkeypatch.setattr(documents, "UNPACKED", 10_000)
    assert read("c.tgz", tarred({"a": "a" * 20_000})).issues[0].level == "error"
    monkeypatch.setattr(documents, "LIMIT", 1000)
    assert read("d.zip", zipped({"a": "a" * 2000})).issues[0].code == "too-much"


def test_a_damaged_archive_is_an_error(read):
    data = zipped({"a.jcl": JOB * 50})
    assert [issue.level for issue in read("a.zip", data[:-30]).issues] == ["error"]
    assert read("b.tgz", tarred({"a": JOB * 50})[:-40]).issues[0].level == "error"


def test_what_is_not_there_or_endless(tmp_path, monkeypatch):
    with pytest.raises(InputMissing):
        read_client_file(str(tmp_path / "none"), 0)
    monkeypatch.setattr(documents, "UNPACKED", 1 << 16)
    with pytest.raises(EvidenceUnreadable):
        read_client_file("/dev/zero", 0)
