"""OpenSearch as a subject: our engine `opensearch` with the same queries as the others, against a running cluster.

The cluster's own processor time is added to indexing, read from its statistics. These are too coarse for single queries,
so queries are always timed by the wall clock, the network round trip included.
"""

from typing import Any

from bench.engines.own_engines import OwnEngine


class OpenSearchCluster(OwnEngine):
    served = True

    def __init__(self, engine: Any) -> None:
        """`engine` is the engine `opensearch`; its client reads the cluster's statistics."""
        super().__init__(engine)
        self.client = engine.client

    def server_seconds(self) -> float:
        nodes = self.client.nodes.stats(metric="process")["nodes"].values()
        return sum(float(node["process"]["cpu"]["total_in_millis"]) for node in nodes) / 1000
