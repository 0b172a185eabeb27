"""The troubles, each tried on a copy of an archive. A trial yields what it saw, line by line, and leaves the archive whole."""

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import copytree

from bench.reliability.tried_site import QUERY, TriedSite

MORE_PAGES = (
    f"/search/export.csv?q={QUERY}",
    "/search/feed/",
    "/api/v1/suggest?q=ab",
    "/stories/",
    "/takedown/",
    "/admin/login/",
)
WRITING = (
    ("rebuild_index", "--noinput", "--verbosity=0"),
    ("update_index", "--verbosity=0"),
    ("compile_stems",),
    ("watch_feeds", "--all"),
    ("send_alerts",),
    ("find_versions",),
    ("reread",),
)
"""Commands that write, or that do what the background process does."""
PAGES = ("/", f"/search/?q={QUERY}", f"/api/v1/search?q={QUERY}")
DAY_S = 24 * 3600
Seen = Iterator[str]


def full_disk(checkout: Path, archive: Path, folder: Path, records: Path) -> Seen:
    """A file system of its own, filled while the site runs."""
    with file_system(folder, archive, spare_kb=6_000) as data, TriedSite(checkout, data) as site:
        yield f"before: {site.asked(*PAGES)}; save: {site.save()}"
        filling = fill(data)
        yield f"full: {site.asked(*PAGES, '/readyz', '/metrics')}"
        yield f"full: save: {site.save(1)}"
        yield f"full: {site.run('ingest', str(records))}"
        yield f"full: {site.run('backup', str(data / 'backup.zip'))}"
        filling.unlink()
        yield f"with room again: save: {site.save(2)}; {site.run('ingest', str(records))}; {site.until_ready()}"
        yield from whole(site)


def read_only_folder(checkout: Path, archive: Path, folder: Path, records: Path) -> Seen:
    """The file system is read-only when the site is to start."""
    with file_system(folder, archive, spare_kb=6_000) as data:
        site = TriedSite(checkout, data)
        subprocess.run(["mount", "-o", "remount,ro", str(data)], check=True)
        for command in (("prepare",), ("serve", "--port", str(site.port)), ("ingest", str(records)), ("verify",)):
            yield site.run(*command)
        subprocess.run(["mount", "-o", "remount,rw", str(data)], check=True)
        with site:
            yield f"writable again: {site.asked(*PAGES)}; save: {site.save()}"
            yield from whole(site)


def read_only_meanwhile(checkout: Path, archive: Path, folder: Path, records: Path) -> Seen:
    """The file system becomes read-only while the site runs, as after an error of the disk, and writable again."""
    data, switch = copytree(archive, folder / "data"), folder / "switch"
    switch.write_bytes(b"\0")
    site = TriedSite(checkout, data)
    site.environment |= {
        "LD_PRELOAD": str(preloaded(folder, "unwritable.c")),
        "KHIZANA_UNWRITABLE": str(switch),
        "KHIZANA_UNWRITABLE_FOLDER": str(data),
    }
    parts = split(records, folder, 4)
    with site:
        yield f"before: {site.asked(*PAGES)}; save: {site.save()}; handed in: {site.hand_in(parts[0])}, {site.uploaded()}"
        _set(switch, 1)
        yield f"read-only: {site.asked(*PAGES, *MORE_PAGES, '/readyz', '/metrics')}"
        yield f"read-only: save: {site.save(1)}; load: {site.load_uploads()}; hand in: {site.hand_in(parts[1])}"
        for command in (("ingest", str(parts[2])), ("backup", str(folder / "read-only.zip")), *WRITING, ("verify",)):
            yield f"read-only: {site.run(*command)}"
        time.sleep(35)
        yield f"read-only for a while: {site.asked(*PAGES, '/readyz')}; save: {site.save(1)}"
        _set(switch, 0)
        yield f"writable: {site.until_ready()}; save: {site.save(2)}; load: {site.load_uploads()}, {site.uploaded()}"
        yield f"writable: hand in: {site.hand_in(parts[1])}; {site.uploaded()}"
        for command in (("ingest", str(parts[2])), ("backup", str(folder / "writable.zip")), *WRITING):
            yield f"writable: {site.run(*command)}"
        yield f"{site.until_ready()}; jobs that failed: {site.jobs()}"
        yield from whole(site)


def corrupt_index(checkout: Path, archive: Path, folder: Path, records: Path) -> Seen:
    """A byte is flipped in the largest file of the index while the site runs."""
    with TriedSite(checkout, copytree(archive, folder / "data")) as site:
        largest = max(site.data.glob("index*/*/*"), key=lambda path: path.stat().st_size)
        with largest.open("r+b") as file:
            file.seek(largest.stat().st_size // 2)
            byte = file.read(1)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte[0] ^ 0xFF]))
        os.utime(largest)
        yield f"at once: {site.asked(*PAGES)}; save: {site.save()}"
        yield f"by itself: {site.until_ready()}; {site.asked(*PAGES)}"
        yield from whole(site)


def corrupt_page(checkout: Path, archive: Path, folder: Path, records: Path) -> Seen:
    """A page of the database that holds articles' texts is overwritten; a backup is put back."""
    data = copytree(archive, folder / "data")
    site = TriedSite(checkout, data)
    yield site.run("backup", str(folder / "sound.zip"))
    damage_page(data / "archive.sqlite3")
    yield f"damaged: {site.run('verify')}; {site.run('backup', str(folder / 'damaged.zip'))}"
    with suppress(Exception), site:
        yield f"served: {site.asked(*PAGES, '/readyz')}; save: {site.save()}"
    site.saved.clear()
    yield f"put back: {site.run('restore', '--replace', str(folder / 'sound.zip'))}"
    with TriedSite(checkout, data) as again:
        yield f"then: {again.asked(*PAGES)}; save: {again.save()}"
        yield from whole(again)


def held_lock(checkout: Path, archive: Path, folder: Path, records: Path) -> Seen:
    """Another program holds the database's write lock for 45 s."""
    with TriedSite(checkout, copytree(archive, folder / "data")) as site:
        yield f"before: save: {site.save()}"
        with closing(sqlite3.connect(site.data / "archive.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield f"held: {site.asked(*PAGES, '/readyz')}"
            yield f"held: save: {site.save(1)}"
            other.execute("ROLLBACK")
        yield f"free: save: {site.save(2)}"
        yield from whole(site)


def moved_clock(checkout: Path, archive: Path, folder: Path, records: Path) -> Seen:
    """The clock of all processes of the site is set forward by a day, back by two, and ten years back."""
    library, shift = preloaded(folder, "moved_clock.c"), folder / "shift"
    shift.write_bytes((0).to_bytes(8, "little", signed=True))
    site = TriedSite(checkout, copytree(archive, folder / "data"))
    site.environment |= {"LD_PRELOAD": str(library), "KHIZANA_CLOCK": str(shift)}
    with site:
        yield f"right: save: {site.save()}"
        for number, (name, seconds) in enumerate(
            (("a day ahead", DAY_S), ("a day behind", -DAY_S), ("ten years behind", -3650 * DAY_S), ("right again", 0))
        ):
            with shift.open("r+b") as file:
                file.write(seconds.to_bytes(8, "little", signed=True))
            yield f"{name}: {site.asked(*PAGES, '/readyz')}; save: {site.save(number)}; lost: {len(site.lost())}"
        yield from whole(site)


def killed_processes(checkout: Path, archive: Path, folder: Path, records: Path) -> Seen:
    """SIGKILL to each web worker, to the background process during an import, and to the import; then a stopped one."""
    with TriedSite(checkout, copytree(archive, folder / "data")) as site:
        yield f"before: save: {site.save()}"
        for pid in site.pids("web worker"):
            os.kill(pid, signal.SIGKILL)
        yield f"web workers killed: {site.until_ready()}; {site.asked(*PAGES)}; save: {site.save(1)}"
        python = site.checkout / ".venv" / "bin" / "python"
        importing = subprocess.Popen(
            [str(python), "manage.py", "ingest", str(records)],
            cwd=site.checkout,
            env=site.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(8)
        for pid in site.pids("background"):
            os.kill(pid, signal.SIGKILL)
        importing.kill()
        importing.wait()
        yield f"background process and import killed: {site.ask('/readyz')}; save: {site.save(2)}; {site.until_ready()}"
        yield f"imported again: {site.run('ingest', str(records))}"
        for pid in site.pids("background"):
            os.kill(pid, signal.SIGSTOP)
        time.sleep(35)
        yield f"background process stopped for 35 s: {site.asked('/readyz')}"
        for pid in site.pids("background"):
            os.kill(pid, signal.SIGCONT)
        yield f"goes on: {site.until_ready()}"
        yield from whole(site)


TRIALS: dict[str, Callable[[Path, Path, Path, Path], Seen]] = {
    trial.__name__.replace("_", "-"): trial
    for trial in (
        full_disk,
        read_only_folder,
        read_only_meanwhile,
        corrupt_index,
        corrupt_page,
        held_lock,
        moved_clock,
        killed_processes,
    )
}


def whole(site: TriedSite) -> Seen:
    """What is lost, and what `verify` says, of a site that runs."""
    lost = site.lost()
    yield f"lost: {len(lost)} of {len(site.saved)} saved changes {', '.join(lost)}".rstrip()
    yield site.run("verify")


@contextmanager
def file_system(folder: Path, archive: Path, *, spare_kb: int) -> Iterator[Path]:
    """A copy of the archive on a file system of its own, in memory. Needs root."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    used = sum(path.stat().st_blocks for path in archive.rglob("*")) // 2
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={used + spare_kb}k,mode=700", "tmpfs", str(data)], check=True)
    try:
        copytree(archive, data, dirs_exist_ok=True)
        yield data
    finally:
        subprocess.run(["umount", "-l", str(data)], check=True)


def preloaded(folder: Path, source: str) -> Path:
    """A library made of one of our C files."""
    library = (folder / source).with_suffix(".so")
    path = str(Path(__file__).with_name(source))
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), path, "-ldl"], check=True)
    return library


def split(records: Path, folder: Path, number: int) -> list[Path]:
    """The lines of a file in so many files."""
    lines = records.read_text(encoding="utf-8").splitlines(keepends=True)
    parts = [folder / f"part-{place}.jsonl" for place in range(number)]
    for place, part in enumerate(parts):
        part.write_text("".join(lines[place::number]), encoding="utf-8")
    return parts


def _set(switch: Path, value: int) -> None:
    with switch.open("r+b") as file:
        file.write(bytes([value]))


def fill(folder: Path) -> Path:
    """A file that takes all room."""
    path = folder / "filling"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return path


def damage_page(database: Path) -> None:
    """Overwrite a page of the table of paragraphs."""
    with closing(sqlite3.connect(database)) as opened:
        (size,) = opened.execute("PRAGMA page_size").fetchone()
        (root,) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'catalog_paragraph'").fetchone()
    with database.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)
