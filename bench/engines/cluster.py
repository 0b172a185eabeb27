"""OpenSearch as a subject: the same engine and questions as the others', answered by a server that is already there.

The work is done in the server's processes. What they take while it indexes is asked of them and counted; a query is too short
for that, so queries are timed by the time of day whatever the clock, with the way there and back in them.
"""

from typing import Any

from bench.engines.engines import EngineSubject


class ClusterSubject(EngineSubject):
    served = True

    def __init__(self, engine: Any) -> None:
        """The engine `opensearch`, whose client is asked beside it."""
        super().__init__(engine)
        self.client = engine.client

    def elsewhere(self) -> float:
        nodes = self.client.nodes.stats(metric="process")["nodes"].values()
        return sum(float(node["process"]["cpu"]["total_in_millis"]) for node in nodes) / 1000
