"""All tests that need an OpenSearch server: `make test-opensearch`.

Starts one node, unless ARCHIVE_OPENSEARCH_URL names a server to use; runs the tests marked `opensearch`, among them the suite
that all engines keep to; stops the node. Tests of several nodes start their own. Fails where the server does not start.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

IN_TWO_PROCESSES = ("--numprocesses", "2", "--dist", "loadscope", "--no-loadscope-reorder")

from cluster import Cluster, ClusterError  # noqa: E402


def main() -> int:
    with ExitStack() as stack:
        url = os.environ.get("ARCHIVE_OPENSEARCH_URL") or stack.enter_context(Cluster()).url
        print(f"OpenSearch at {url.rpartition('@')[2]}", flush=True)
        environment = os.environ | {"ARCHIVE_OPENSEARCH_URL": url}
        command = [sys.executable, "-m", "pytest", "-m", "opensearch", *IN_TWO_PROCESSES, *(sys.argv[1:] or ["tests"])]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ClusterError as problem:
        sys.exit(f"No OpenSearch, no test: {problem}")
