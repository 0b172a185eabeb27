"""A real OpenSearch cluster for the tests: jars are downloaded, nodes run on loopback and are stopped by process id.

Order of steps: the jars that `jars.sha256` pins are fetched once into a folder that git ignores, and checked; each node is
one Java process with a heap of its own and a temporary data folder; the cluster stands when its health says so. A node
stops when the pipe on its standard input closes, so none outlives the tests, not even when these are killed.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

HERE = Path(__file__).parent
JARS = HERE.parent.parent / ".venv" / "opensearch"
MIRROR = os.environ.get("MAVEN_MIRROR", "https://repo1.maven.org/maven2").rstrip("/")
MIN_JAVA_VERSION = 17
START_TIMEOUT_S = 120
JVM = ("-Xms128m", "-Xmx512m", "-Xss1m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true")


class ClusterError(RuntimeError):
    """The server cannot be downloaded or does not start; the message says what to do."""


def class_path() -> str:
    """The jars: downloaded if they are missing, and checked against their checksums."""
    lines = (HERE / "jars.sha256").read_text(encoding="ascii").splitlines()
    pinned = [line.split() for line in lines if line and not line.startswith("#")]
    JARS.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda pin: _jar(*pin), pinned))
    return os.pathsep.join(map(str, paths))


def _jar(digest: str, where: str) -> Path:
    path = JARS / Path(where).name
    if not path.exists():
        try:
            with urllib.request.urlopen(f"{MIRROR}/{where}", timeout=60) as answer:
                content = answer.read()
        except OSError as error:
            raise ClusterError(
                f"{MIRROR}/{where} cannot be fetched: {error}. MAVEN_MIRROR names another mirror."
            ) from error
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(content)
        part.replace(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        path.unlink()
        raise ClusterError(f"{where} is not the file that jars.sha256 pins; it was removed, try again.")
    return path


def java() -> str:
    """The JDK's launcher. Raises ClusterError if there is none, or an old one."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else None)
    if found is None:
        raise ClusterError(
            "OpenSearch needs a JDK (17 or newer): apt install openjdk-17-jdk-headless, or set JAVA_HOME."
        )
    output = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', output)
    if version is None or int(version[1]) < MIN_JAVA_VERSION:
        raise ClusterError(
            f"OpenSearch needs Java {MIN_JAVA_VERSION} or newer, and {found} is: {output.splitlines()[:1]}"
        )
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Node:
    """One server. It may be killed and restarted: its folder and ports stay."""

    def __init__(self, name: str, home: Path) -> None:
        self.name = name
        self.home = home
        self.http, self.transport = free_port(), free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}"

    def start(self, settings: dict[str, str]) -> None:
        (self.home / "config").mkdir(parents=True, exist_ok=True)
        given = {
            "path.home": str(self.home),
            "node.name": self.name,
            "network.host": "127.0.0.1",
            "http.port": str(self.http),
            "transport.port": str(self.transport),
            **settings,
        }
        arguments = [f"{name}={value}" for name, value in given.items()]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [java(), *JVM, "-cp", class_path(), str(HERE / "OpenSearchNode.java"), *arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.home,
            )

    def log(self) -> str:
        return (self.home / "log").read_text(encoding="utf-8", errors="replace")[-4_000:]

    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self, *, kill: bool = False) -> None:
        """Stop it, waiting some seconds at most; `kill`: at once, as if the machine broke."""
        process, self.process = self.process, None
        if process is None:
            return
        if kill:
            process.send_signal(signal.SIGKILL)
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Cluster:
    """`size` nodes as one cluster; a context manager."""

    def __init__(self, nodes: int = 1) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="opensearch-"))
        self.nodes = [Node(f"node-{number}", self.folder / f"node-{number}") for number in range(nodes)]
        self.settings = {
            "cluster.name": self.folder.name,
            "cluster.initial_cluster_manager_nodes": ",".join(node.name for node in self.nodes),
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{node.transport}" for node in self.nodes),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            # a node that was killed is missed after seconds
            "cluster.fault_detection.follower_check.interval": "1s",
            "cluster.fault_detection.leader_check.interval": "1s",
            "node.processors": "2",
        }

    @property
    def url(self) -> str:
        """The addresses of all nodes in the format of ARCHIVE_OPENSEARCH_URL."""
        return "http://" + ",".join(f"127.0.0.1:{node.http}" for node in self.nodes)

    def __enter__(self) -> "Cluster":
        try:
            for node in self.nodes:
                node.start(self.settings)
            self.wait(len(self.nodes))
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, node: Node) -> None:
        node.start(self.settings)

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def wait(self, nodes: int, *, status: str = "yellow") -> None:
        """Wait until this number of nodes has formed a cluster and it is yellow or green."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            for node in self.nodes:
                if node.process is None:
                    continue
                if node.died():
                    raise ClusterError(f"{node.name} did not start:\n{node.log()}")
                path = f"/_cluster/health?wait_for_nodes={nodes}&wait_for_status={status}&timeout=2s"
                with contextlib.suppress(OSError, ValueError):
                    health = ask(node.url + path)
                    if not health["timed_out"] and health["number_of_nodes"] == nodes:
                        return
            time.sleep(0.2)
        raise ClusterError("The cluster does not stand:\n" + "\n".join(node.log() for node in self.nodes))

    def manager(self) -> Node:
        """The elected cluster manager."""
        for node in self.nodes:
            if node.process is not None:
                with contextlib.suppress(OSError):
                    (row,) = ask(node.url + "/_cat/cluster_manager?format=json")
                    return next(found for found in self.nodes if found.name == row["node"])
        raise ClusterError("No node says who manages the cluster.")


def ask(url: str) -> dict[str, object]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)
