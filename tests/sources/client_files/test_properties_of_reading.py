"""What the writer writes is read back, and no bytes raise anything but our own errors."""

from __future__ import annotations

import string
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.errors import AuditorError
from auditor.sources.client_files import read_client_file
from auditor.sources.client_files.url import parse
from tests.sources.client_files.texts import JOB, SERVER, TEXTS

NAMES = st.text(string.ascii_uppercase + string.digits + "#$@", min_size=1, max_size=8)
HOSTS = st.from_regex(r"[a-z][a-z0-9-]{0,12}(\.[a-z][a-z0-9]{0,8}){0,3}", fullmatch=True)
PORTS = st.integers(1, 65535)
TAR = b"\0" * 257 + b"ustar"
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(HOSTS, PORTS, NAMES, NAMES, st.booleans())
def test_a_url_that_is_written_is_read_back(host, port, application, user, upper):
    word = "APPLNAME" if upper else "applName"
    url = parse(f"jdbc:ims://{host}:{port}/ORDPSB1:{word}={application};user={user};", job=True)
    assert (url.host.value, url.port.value, url.database.value) == (host, str(port), "ORDPSB1")
    assert url.properties["applname"].value == application
    assert url.properties["user"].value == user


@QUICK
@given(HOSTS, PORTS, NAMES, st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True))
def test_a_job_that_is_written_is_read_back(tmp_path, host, port, application, user):
    text = JOB.replace("icon1.example.com:5555", f"{host}:{port}").replace("IMSDRDA1", application)
    file = tmp_path / "a.jcl"
    file.write_text(text.replace("BATUSR1", user))
    (client,) = read_client_file(str(file), 0).facts
    assert (client.host.value, client.port.value) == (host, port)
    assert (client.application.value, client.requester.value) == (application, user)


@QUICK
@given(HOSTS, PORTS, st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True))
def test_a_server_that_is_written_is_read_back(tmp_path, host, port, user):
    text = SERVER.replace("icon1.example.com", host, 1).replace('"5555"', f'"{port}"').replace("WEBUSR1", user)
    file = tmp_path / "server.xml"
    file.write_text(text)
    (client,) = read_client_file(str(file), 0).facts
    assert (client.host.value, client.port.value, client.user.value) == (host, port, user)


@st.composite
def mangled(draw):
    """A text of some form, cut, doubled, or with bytes changed."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    data = bytearray(TEXTS[name].encode())
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(data)))
        how = draw(st.integers(0, 3))
        if how == 0:
            data[at : at + draw(st.integers(0, 40))] = b""
        elif how == 1:
            data[at:at] = draw(st.binary(max_size=8))
        elif how == 2:
            data[at:at] = draw(
                st.sampled_from([b"${", b"}", b"<", b'"', b"\n//", b"jdbc:ims://", b";", b"&", b"[", b"\\"])
            )
        else:
            data[at:at] = data[at : at + 60]
    return name, bytes(data)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mangled())
def test_no_bytes_raise_anything_but_our_errors(tmp_path, case):
    name, data = case
    file = tmp_path / name
    file.write_bytes(data)
    with suppress(AuditorError):
        read_client_file(str(file), 0)


@QUICK
@given(
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", TAR]),
    st.binary(max_size=600),
)
def test_no_archive_raises_anything_but_our_errors(tmp_path, head, rest):
    file = tmp_path / "a"
    file.write_bytes(head + rest)
    assert read_client_file(str(file), 0).issues
