"""compose.yaml, the unit for systemd and logrotate's file say the same as the settings and the docs."""

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
LOG = "/var/log/khizana/khizana.log"
OF_THE_SERVER = {"WORKERS"}
NOT_IN_A_CONTAINER = {
    "ARCHIVE_DATA_DIR",  # the image's volume
    "ARCHIVE_DEBUG",  # never on a public site
    "ARCHIVE_SECRET_KEY",  # made once, kept in the volume
    "ARCHIVE_LOG_FILE",  # Docker keeps and rotates stderr
}


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]


@pytest.fixture(scope="module")
def unit():
    """The lines of each section; a name may be given more than once."""
    sections, section = {}, {}
    for line in (ROOT / "docs" / "khizana.service").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"\[(\w+)\]", line):
            section = sections[found[1]] = {}
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            section[name] = value
    return sections


def test_every_setting_that_the_containers_are_given_is_documented(services):
    given = set(services["site"]["environment"]) - OF_THE_SERVER
    assert given
    assert [name for name in sorted(given) if f"| `{name}` |" not in README] == []


def test_what_an_operator_may_set_reaches_the_container(services):
    documented = set(re.findall(r"^\| `(ARCHIVE_[A-Z_]+)` \|", README, re.MULTILINE))
    assert documented - set(services["site"]["environment"]) - NOT_IN_A_CONTAINER == set()


def test_every_variable_of_the_file_is_documented_and_has_a_value_where_nobody_sets_it():
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    used = re.findall(r"\$\{([A-Z_]+)(.*?)\}", text)
    assert len(used) > 10
    assert [name for name, default in used if not default.startswith(":-")] == []
    docs = [README, *(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))]
    assert [name for name, _ in used if not any(f"`{name}`" in page for page in docs)] == []


def test_what_a_service_waits_for_says_when_it_is_there(services):
    for service in services.values():
        for other, waited in service.get("depends_on", {}).items():
            assert waited["condition"] == "service_healthy"
            assert services[other]["healthcheck"]["test"]


def test_volumes_are_declared(services):
    declared = set(yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["volumes"])
    used = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", ())}
    assert used == declared


def test_logs_of_all_containers_are_rotated(services):
    for service in services.values():
        assert service["logging"]["driver"] == "local"
        assert {"max-size", "max-file"} <= set(service["logging"]["options"])


def test_containers_have_the_time_that_a_stop_takes(services, unit):
    from archive.web.server import supervisor

    longest = 2 * supervisor.STOP_TIMEOUT_S
    assert int(services["site"]["stop_grace_period"].removesuffix("s")) >= longest
    assert int(unit["Service"]["TimeoutStopSec"]) >= longest


def test_the_log_file_has_one_place_in_unit_rotation_and_docs(unit):
    assert unit["Service"]["LogsDirectory"] == Path(LOG).parent.name
    rotation = (ROOT / "docs" / "khizana.logrotate").read_text(encoding="utf-8")
    assert LOG in rotation
    assert f"{Path(LOG).parent}/*.log {{" in rotation
    assert LOG in OPERATIONS
    assert f"su {unit['Service']['User']} {unit['Service']['Group']}" in rotation


def test_the_unit_writes_where_its_data_is(unit):
    service = unit["Service"]
    assert service["ProtectSystem"] == "strict"
    folder = f"/var/lib/{service['StateDirectory']}"
    assert f"ARCHIVE_DATA_DIR={folder}" in service["Environment"]
    assert folder in service["ExecStartPre"]
    assert folder in OPERATIONS


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed here")
def test_systemd_finds_no_fault_in_the_unit(tmp_path):
    text = (ROOT / "docs" / "khizana.service").read_text(encoding="utf-8")
    path = tmp_path / "khizana.service"
    path.write_text(text.replace("/opt/khizana/bin/khizana", "/bin/true"), encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", path], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


def test_the_unit_is_read_by_others_as_well():
    parser = RawConfigParser(strict=True)
    parser.optionxform = str
    parser.read(ROOT / "docs" / "khizana.service", encoding="utf-8")
    assert parser.sections() == ["Unit", "Service", "Install"]
