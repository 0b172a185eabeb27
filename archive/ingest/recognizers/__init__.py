"""Recognition in processes of its own, since it takes most of the time of an import and one process computes on one core.

- `pool`: hands articles out to the processes, and does again what one that was killed had;
- `connection`: one such process as its owner sees it;
- `forks`: the process from which they are forked, as its owner sees it;
- `process`: its own side and theirs, a program of this package.

The importing process is not forked, as it may have other threads and connections: one process is started afresh, loads what
recognition needs and is forked. They read the database (the names of the authority file) and write nothing. They end when their
owner does, however it ends.
"""
