"""What people copy from docs/ and the README is run here, or at least read by what will read it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.shop.build import FIXTURES

ROOT = FIXTURES.parent
PAGES = ("README.md", "docs/recipes.md", "docs/pipelines.md")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def block(page: str, language: str, holding: str) -> str:
    (found,) = [one for one in blocks(page, language) if holding in one]
    return found


def sh(script: str | Path, folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a script, or the text of one, with the auditor on PATH and no way out to a network."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    nowhere = "http://127.0.0.1:9"
    environment = {**os.environ, "PATH": path, "http_proxy": nowhere, "https_proxy": nowhere, **more}
    command = [str(script), *arguments] if isinstance(script, Path) else ["sh", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


# -- nights


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(FIXTURES / "replay-allowed", folder, dirs_exist_ok=True)
    night = put(folder, "night.sh", block("docs/recipes.md", "sh", "exec auditor scan"))
    put(folder, "tell.sh", block("docs/recipes.md", "sh", "cat > news.json"))
    return folder, night


def test_two_nights(site, tmp_path):
    folder, night = site
    first = sh(night, tmp_path)
    assert first.returncode == 8, first.stderr
    assert len(first.stdout.splitlines()) == 1
    news = json.loads((folder / "news.json").read_text())
    assert news["schema"] == "auditor/summary/1"
    documented = set(re.findall(r"`(\w+)`", (ROOT / "docs/recipes.md").read_text()))
    assert set(news) - {"schema"} <= documented
    (folder / "news.json").unlink()
    second = sh(night, tmp_path)
    assert second.returncode == 8, second.stderr
    assert not (folder / "news.json").exists(), "a quiet night"
    for line in block("docs/recipes.md", "sh", "auditor history").splitlines():
        done = sh(line, folder)
        assert done.returncode == 0, done.stderr
        assert "2026-11-02" in done.stdout


def test_cron_lines_have_five_times_and_a_command():
    (text,) = blocks("docs/recipes.md", "cron")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines
    for line in lines:
        *times, command = line.split(None, 5)
        assert all(re.fullmatch(r"\*|\d+(,\d+)*(-\d+)?(/\d+)?", one) for one in times), line
        assert "night.sh" in command
        assert "%" not in command, "cron takes % for a new line"


def test_systemd_units_have_the_sections_they_need(tmp_path):
    service, timer = blocks("docs/recipes.md", "systemd")
    known = {"Unit": 0, "Service": 0, "Timer": 0, "Install": 0}
    for unit in (service, timer):
        for line in unit.splitlines():
            if line.startswith("["):
                known[line.strip("[]")] += 1
            else:
                assert re.fullmatch(r"([A-Z]\w+=.+)?", line), line
    assert known == {"Unit": 2, "Service": 1, "Timer": 1, "Install": 1}
    assert "ExecStart=/opt/auditor/site/night.sh" in service
    verify = shutil.which("systemd-analyze")
    if verify:
        (tmp_path / "auditor.service").write_text(service.replace("/opt/auditor/site/night.sh", "/bin/true"))
        (tmp_path / "auditor.timer").write_text(timer)
        units = [str(tmp_path / name) for name in ("auditor.service", "auditor.timer")]
        done = subprocess.run([verify, "verify", "--man=no", *units], capture_output=True, text=True)
        assert "auditor." not in done.stderr, done.stderr


def test_the_container_starts_what_the_command_line_takes():
    (text,) = blocks("docs/recipes.md", "dockerfile")
    entry = json.loads(re.search(r"^ENTRYPOINT (.*)$", text, re.MULTILINE)[1])
    command = json.loads(re.search(r"^CMD (.*)$", text, re.MULTILINE)[1])
    assert entry == ["auditor"]
    done = sh("auditor " + " ".join(command), ROOT)
    assert done.returncode == 16, "there is no auditor.toml here"
    assert "auditor.toml" in done.stderr
    assert text.index("USER auditor") < text.index("ENTRYPOINT"), "not as root"


# -- pipelines

ACCEPTED = "SETROPTS RACLIST(PTKTDATA APPL) REFRESH\n"


@pytest.fixture
def repository(tmp_path):
    """A repository with evidence and a change that is accepted; `blocked` puts one in that is not."""
    shutil.copytree(FIXTURES / "sound", tmp_path / "evidence")
    (tmp_path / "change.racf").write_text(ACCEPTED)
    return tmp_path


def blocked(repository: Path) -> None:
    shutil.copy(FIXTURES / "change-without-refresh/change.racf", repository / "change.racf")


@pytest.mark.parametrize("page", ["README.md", "docs/pipelines.md"])
def test_the_step_lets_a_sound_change_pass_and_stops_another(page, repository):
    step = block(page, "sh", "--out gate --format html,json,sarif,junit,markdown")
    done = sh("set -e\n" + step, repository)
    assert done.returncode == 0, done.stderr
    wanted = {"gate.json", "report.html", "result.json", "result.sarif", "junit.xml", "summary.md"}
    assert wanted <= {path.name for path in (repository / "gate").iterdir()}
    blocked(repository)
    assert sh("set -e\n" + step, repository).returncode != 0
    assert json.loads((repository / "gate/gate.json").read_text())["decision"] == "blocked"


def test_the_steps_of_the_github_workflow(repository):
    (workflow,) = [one for one in yamls("docs/pipelines.md") if "jobs" in one]
    steps = workflow["jobs"]["gate"]["steps"]
    (judge,) = [step["run"] for step in steps if "auditor gate" in step.get("run", "")]
    summary = repository / "step-summary"
    done = sh("set -e\n" + judge, repository, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done.stderr
    assert summary.read_bytes() == (repository / "gate/summary.md").read_bytes()
    uploads = [step["with"] for step in steps if "upload" in step.get("uses", "")]
    assert {one.get("sarif_file") or one.get("path") for one in uploads} == {"gate/result.sarif", "gate"}


def test_the_script_of_gitlab_and_of_jenkins(repository):
    (pipeline,) = [one for one in yamls("docs/pipelines.md") if "passtickets" in one]
    job = pipeline["passtickets"]
    jenkins = block("docs/pipelines.md", "groovy", "pipeline")
    assert jenkins.count("{") == jenkins.count("}")
    blocked(repository)
    scripts = ["\n".join(job["script"]), re.search(r"'''(.*?)'''", jenkins, re.DOTALL)[1]]
    for script in scripts:
        shutil.rmtree(repository / "gate", ignore_errors=True)
        assert sh("set -e\n" + script, repository).returncode == 8
        assert (repository / job["artifacts"]["reports"]["junit"]).exists()
    assert job["allow_failure"]["exit_codes"] == [4]


def test_the_hook_of_pre_commit(repository):
    (config,) = [one for one in yamls("docs/pipelines.md") if "repos" in one]
    (hook,) = config["repos"][0]["hooks"]
    script = put(repository, hook["entry"], block("docs/pipelines.md", "sh", "--hwscfg-after"))
    member = repository / "HWSCFG01.txt"
    shutil.copy(FIXTURES / "sound/HWSCFG01.txt", member)
    assert re.search(hook["files"], member.name)
    assert not re.search(hook["files"], "notes.txt")
    done = sh(script, repository, member.name)
    assert done.returncode == 0, done.stdout + done.stderr
    member.write_text(member.read_text().replace("RACF=Y", "RACF=N"))
    assert sh(script, repository, member.name).returncode != 0


def test_the_script_of_the_batch_job_ends_with_0_or_8(repository):
    script = put(repository, "gate.sh", block("docs/pipelines.md", "sh", "|| exit 8\nauditor gate"))
    assert sh(script, repository).returncode == 0
    (repository / "change.racf").unlink()
    assert sh(script, repository).returncode == 8


def test_job_control_is_well_formed():
    for page in PAGES:
        for text in blocks(page, "jcl"):
            lines = text.splitlines()
            assert all(len(line) <= 71 for line in lines)
            for line in lines:
                assert re.match(r"//\*|/\*|//[A-Z#@$][A-Z0-9#@$]{0,7} +(EXEC|DD) |// +(IF|ENDIF)|SH ", line), line
            assert sum(" IF " in line for line in lines) == sum(" ENDIF" in line for line in lines)
    assert any("IF (GATE.RC" in text for text in blocks("README.md", "jcl"))


# -- all pages


def yamls(page: str) -> list[dict]:
    return [yaml.safe_load(text) for text in blocks(page, "yaml")]


@pytest.mark.parametrize("page", PAGES)
def test_yaml_json_and_toml_blocks_parse(page):
    import tomllib

    for found in yamls(page):
        assert isinstance(found, dict)
    for text in blocks(page, "json"):
        json.loads(text)
    for text in blocks(page, "toml"):
        tomllib.loads(text)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text()
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("http"):
            continue
        name, _, anchor = target.partition("#")
        there = (ROOT / page).parent / name if name else ROOT / page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", there.read_text(), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}, target


@pytest.mark.parametrize("page", PAGES)
def test_every_shell_block_is_good_shell(page):
    for text in blocks(page, "sh"):
        done = subprocess.run(["sh", "-n"], input=text, capture_output=True, text=True)
        assert done.returncode == 0, text + done.stderr


# -- the README's own


def test_the_waiver_of_the_readme_is_written(tmp_path):
    (tmp_path / "reports/example").mkdir(parents=True)
    shutil.copy(ROOT / "reports/sample/result.json", tmp_path / "reports/example/result.json")
    text, _, scan = block("README.md", "sh", "auditor waive").partition("auditor scan")
    done = sh(text, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "--waivers waivers.yaml" in scan
    (waiver,) = yaml.safe_load((tmp_path / "waivers.yaml").read_text())["waivers"]
    assert (waiver["policy"], waiver["ticket"]) == ("PT-C03", "RISK-118")


def test_a_policy_of_ones_own_is_begun_and_its_test_waits_for_it(tmp_path):
    new, test, scan = block("README.md", "sh", "auditor policies new").splitlines()
    assert sh(new, tmp_path).returncode == 0
    assert (tmp_path / "site-policies/key-label-naming/key_label_naming_test.rego").exists()
    assert sh(test, tmp_path).returncode == 8, "the scaffold's test fails until the policy is written"
    assert "--policies site-policies" in scan


@pytest.mark.opa
@pytest.mark.skipif(shutil.which("opa") is None, reason="opa is not on PATH")
def test_opa_reads_the_facts_and_the_bundle(tmp_path):
    shutil.copytree(FIXTURES / "ptktdata-inactive", tmp_path, dirs_exist_ok=True)
    text = block("README.md", "sh", "opa eval")
    done = sh("set -e\n" + text, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "ICONDB1" in done.stdout
    assert '"fail"' in done.stdout


def test_a_ticket_at_night(tmp_path):
    keys = tmp_path / "keys.yaml"
    keys.write_text("IMSDRDA1: 0123456789ABCDEF\n")
    keys.chmod(0o600)
    text = block("README.md", "sh", "ticket explain").strip()
    asked = re.search(r"--user \S+ --application \S+ --at \S+", text)[0]
    done = sh(f"auditor ticket generate --keys keys.yaml {asked} | {text}", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0123456789ABCDEF" not in done.stdout + done.stderr
