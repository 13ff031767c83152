"""The map of hosts: each host leads to one IMS Connect, and a client file is joined by it in scans too."""

from __future__ import annotations

import pytest
import yaml

from auditor import Settings
from auditor.cli import run
from auditor.errors import ConfigurationError
from auditor.gather import gather
from auditor.sources.hosts import read_hosts
from tests.shop.sound import sound
from tests.shop.traffic import busy

URL = "jdbc:ims://{}:{}/PSB:applName=IMSDRDA1;user=WEBUSR1;\n"


@pytest.fixture
def hosts(tmp_path):
    def writing(text: str) -> str:
        (tmp_path / "hosts.yaml").write_text(text)
        return str(tmp_path / "hosts.yaml")

    return writing


def test_hosts_are_folded_and_keep_their_lines(hosts):
    found = read_hosts(hosts("Icon1.Example.com: icondb1\nicon1.example.com:5556: ICONDB2\n'[::1]:5555': ICONDB1\n"), 4)
    assert [(one.host, one.endpoint, one.at.record) for one in found.facts] == [
        ("icon1.example.com", "ICONDB1", 1), ("icon1.example.com:5556", "ICONDB2", 2), ("[::1]:5555", "ICONDB1", 3),
    ]  # fmt: skip
    assert found.facts[0].at.source == 4


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("icon1: ICONDB1\nICON1: ICONDB2\n", 2, "on line 1 already"),
        ("icon1: TOOLONGNAME\n", 1, "no HWS ID"),
        ("icon1:\n", 1, "HWS ID is missing"),
        ("icon1: {a: b}\n", 1, "HWS ID is missing"),
        ("'icon 1': ICONDB1\n", 1, "no host"),
        ("icon1:99999: ICONDB1\n", 1, "no host"),
        ("'': ICONDB1\n", 1, "no host"),
    ],
)
def test_what_cannot_be_meant_is_refused(hosts, text, line, words):
    with pytest.raises(ConfigurationError, match=rf"line {line}: .*{words}"):
        read_hosts(hosts(text), 0)


def test_all_that_is_wrong_is_told_at_once(hosts):
    with pytest.raises(ConfigurationError) as refused:
        read_hosts(hosts("a b: ICONDB1\nicon1: TOOLONGNAME\n"), 0)
    assert [one.line for one in (refused.value, *refused.value.others)] == [1, 2]


def test_a_scan_joins_client_files_by_host(tmp_path, hosts):
    (tmp_path / "a.sh").write_text(URL.format("vip.example.com", 7777))
    path = sound().write(tmp_path / "shop")

    def endpoint(**more) -> str | None:
        return (
            gather(Settings.load(path, client_files=(str(tmp_path / "a.sh"),), **more)).estate.written[0].endpoint.value
        )

    assert endpoint() is None
    assert endpoint(hosts=hosts("vip.example.com: ICONDB2\n")) == "ICONDB2"
    assert endpoint(hosts=hosts("vip.example.com: ICONDB2\nvip.example.com:7777: ICONDB1\n")) == "ICONDB1"


def test_the_setting_is_relative_to_the_configuration(tmp_path):
    path = sound().write(tmp_path / "shop")
    (path.parent / "hosts.yaml").write_text("icon1.example.com: ICONDB1\n")
    path.write_text(path.read_text().replace("[inputs]\n", '[inputs]\nhosts = "hosts.yaml"\n'))
    gathered = gather(Settings.load(path))
    assert [one.path for one in gathered.inputs if one.kind == "hosts"] == [str(path.parent / "hosts.yaml")]


def test_a_slip_in_the_map_is_refused_and_an_unknown_name_is_said(tmp_path, hosts):
    path = sound().write(tmp_path / "shop")
    with pytest.raises(ConfigurationError, match=r"hosts\.yaml, line 1: .*ICODNB1"):
        gather(Settings.load(path, hosts=hosts("icon1: ICODNB1\n")))
    gathered = gather(Settings.load(path, hosts=hosts("icon1: FARAWAY\n")))
    assert [(one.input, one.code) for one in gathered.diagnostics if "FARAWAY" in one.message] == [
        ("hosts", "unknown-endpoint")
    ]


def test_init_takes_the_map_and_writes_it_down(tmp_path, hosts):
    path = busy().write(tmp_path / "shop").parent
    (path / "auditor.toml").unlink()
    (path / "clients.yaml").unlink()
    (path / "a.sh").write_text(URL.format("vip.example.com", 7777))
    assert run(["init", str(path), "--hosts", hosts("vip.example.com: ICONDB1\n")]) == 0
    assert 'hosts = "../hosts.yaml"' in (path / "auditor.toml").read_text()
    drafts = yaml.safe_load((path / "clients.yaml").read_text())["clients"]
    (mine,) = [one for one in drafts if one["evidence"][0]["file"] == "a.sh"]
    assert mine["endpoint"] == "ICONDB1"
    gathered = gather(Settings.load(path / "auditor.toml"))
    assert [one.endpoint.value for one in gathered.estate.written if one.file.endswith("a.sh")] == ["ICONDB1"]
