"""All tests that need an OpenSearch server: `make test-opensearch`.

Starts one node, unless ARCHIVE_OPENSEARCH_URL names a server to use; runs the tests marked `opensearch` and the suite that all
engines keep to; stops the node. Tests of several nodes start their own. Fails where the server does not start.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

from cluster import Cluster, ClusterError  # noqa: E402

RUNS = (
    ("-m", "opensearch", "tests"),
    ("tests/search/contract", "--engines", "opensearch"),
)


def main() -> int:
    with ExitStack() as stack:
        url = os.environ.get("ARCHIVE_OPENSEARCH_URL") or stack.enter_context(Cluster()).url
        print(f"OpenSearch at {url.rpartition('@')[2]}", flush=True)
        environment = os.environ | {"ARCHIVE_OPENSEARCH_URL": url}
        wanted = sys.argv[1:]
        runs = (("-m", "opensearch", *wanted),) if wanted else RUNS
        results = [_pytest(arguments, environment) for arguments in runs]
    return max(results)


def _pytest(arguments: tuple[str, ...], environment: dict[str, str]) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ClusterError as problem:
        sys.exit(f"No OpenSearch, no test: {problem}")
