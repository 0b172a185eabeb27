"""Recognition in processes of its own, since it takes most of the time of an import and one process computes on one core.

- `pool`: hands articles out to the processes, and does again what one that was killed had;
- `connection`: one such process as its owner sees it; `process`: its own side, a program of this package.

The processes are started afresh, not forked: the importing process may have other threads and connections. They read the
database (the names of the authority file) and write nothing. They end when their owner does, however it ends.
"""
