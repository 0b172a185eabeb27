import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.web.server import supervisor
from archive.web.server.supervisor import Child

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def wait_for(condition, timeout_s=30):
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.1)
    return pytest.fail("It did not happen.")


@pytest.fixture
def child():
    started = []

    def make(command):
        started.append(Child("test", command))
        started[-1].start()
        return started[-1]

    yield make
    for one in started:
        one.kill()


def test_a_dead_child_is_started_again_after_a_delay(child, monkeypatch, capsys):
    monkeypatch.setattr(supervisor, "MAX_RESTART_DELAY_S", 0.1)
    failing = child([sys.executable, "-c", "raise SystemExit(3)"])
    first = failing._process.pid
    wait_for(lambda: failing.exit_status() == 3)
    failing.restart_if_dead()
    assert failing._process.pid == first
    time.sleep(0.15)
    failing.restart_if_dead()
    assert failing._process.pid != first
    assert "ended with status 3" in capsys.readouterr().err


def test_a_child_that_dies_young_is_restarted_ever_later(child):
    failing = child([sys.executable, "-c", "pass"])
    delays = []
    for _ in range(3):
        wait_for(lambda: failing.exit_status() == 0)
        failing.restart_if_dead()
        delays.append(failing._restart_delay_s)
        failing.start()
    assert delays == [2.0, 4.0, 8.0]


def test_a_running_child_is_left_alone(child):
    running = child(SLEEP)
    pid = running._process.pid
    running.restart_if_dead()
    assert running._process.pid == pid


def test_a_child_that_ignores_sigterm_is_killed(child, monkeypatch):
    monkeypatch.setattr(supervisor, "STOP_TIMEOUT_S", 0.5)
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
    )
    stubborn = child([sys.executable, "-c", code])
    time.sleep(0.5)
    stubborn.stop()
    assert stubborn.exit_status() == -signal.SIGKILL


def test_signals_at_once_are_one_stop_and_a_later_one_kills(child, monkeypatch):
    web, work = child(SLEEP), child(SLEEP)
    site = supervisor.Supervisor(web, work)
    site._on_signal()
    site._on_signal()  # `make` passes on the SIGTERM that its process group got
    assert (web.exit_status(), work.exit_status()) == (None, None)
    monkeypatch.setattr(supervisor, "SAME_STOP_S", 0.0)
    site._on_signal()
    assert (web.exit_status(), work.exit_status()) == (-signal.SIGKILL, -signal.SIGKILL)


def test_a_port_in_use_is_named(site):
    command = [sys.executable, "manage.py", "serve", "--port", str(site.port)]
    root = Path(__file__).resolve().parents[3]
    ended = subprocess.run(
        command, cwd=root, env=site.environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert f"Port {site.port} of 127.0.0.1 is in use" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--host", "203.0.113.1", "--port", "8000"], "Port 8000 of 203.0.113.1 cannot be used: "),
        (["--port", "99999"], "--port must be 0 to 65535, not 99999."),
    ],
)
def test_an_address_that_cannot_be_used_is_not_called_in_use(capsys, arguments, reason):
    assert supervisor.main(arguments) == 1
    assert capsys.readouterr().err.startswith(reason)


def test_a_site_needs_a_worker(capsys):
    with pytest.raises(SystemExit):
        supervisor.main(["--workers", "0"])
    assert "--workers must be 1 or more" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_background_process_runs_and_is_restarted_when_it_dies(start_site):
    site = start_site()
    first = wait_for(lambda: site.children().get("work"))
    os.kill(first, signal.SIGKILL)
    second = wait_for(lambda: site.children().get("work") not in (None, first) and site.children()["work"])
    assert second != first
    assert site.ask("/robots.txt").startswith(b"HTTP/1.1 200 ")
    assert site.stop() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux ends children with their parent")
def test_nothing_is_left_running_when_the_supervisor_is_killed(start_site):
    site = start_site()
    children = wait_for(lambda: len(site.children()) == 2 and site.children())
    site.process.kill()
    site.process.wait()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children.values()))
    with pytest.raises(OSError):  # noqa: PT011 (refused or reset)
        site.ask("/robots.txt")
