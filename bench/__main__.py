"""`make bench`: each thing an issue names, our figure beside a peer's or the limit's in the same run, and the ratio."""

import importlib
import pkgutil
import subprocess
import sys

import bench

NOT_MEASURED = {"bench.beside", "bench.scratch", "bench.selection_peer", "bench.site", "bench.site_urls"}


def main(asked: list[str]) -> int:
    """Run everything measured, or only what is asked for by name, each in a process of its own."""
    rooms = [room.name for room in pkgutil.iter_modules(bench.__path__, "bench.") if not room.name.endswith("__main__")]
    failed = []
    for name in (f"bench.{one}" for one in asked) if asked else rooms:
        if name in NOT_MEASURED:
            continue
        print(f"\n== {name.removeprefix('bench.')}", flush=True)
        if subprocess.run([sys.executable, "-m", "bench", "--one", name], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nCould not be measured: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        importlib.import_module(sys.argv[2]).main()
    else:
        sys.exit(main(sys.argv[1:]))
