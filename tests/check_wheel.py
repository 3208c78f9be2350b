"""Build the wheel, install it in an empty environment and run the main job there, in an empty folder.

What works from the checkout may still miss its data once it is installed; this is the user's first minute.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path

SERVED = (
    *("", "query", "ontology", "vocabulary/countries", "graph?centre=ah-tk-20982099-101", "sparql?query=ASK%7B%7D"),
    *("assets/vis-network.min.js", "assets/theme.css", "static/site.css", "static/prism/prism-core.min.js"),
    "fonts/source-serif-4-latin-wght-normal.woff2",
)
ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Return 0 if the installed wheel builds the samples and answers a shipped query."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        run([sys.executable, "-m", "build", "--wheel", "--outdir", str(here), str(ROOT)], here)
        (wheel,) = here.glob("*.whl")
        venv.create(here / "env", with_pip=True)
        python = here / "env" / "bin" / "python"
        run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], here)
        empty = here / "empty"
        empty.mkdir()
        command = str(here / "env" / "bin" / "kamergraaf")
        run([command, "demo", "--store", "store", "--output", "graph.html"], empty)
        answer = run([command, "query", "--store", "store", "--format", "csv", "who-asks-what"], empty)
        run([command, "export", "--store", "store", "--profile", "eli-ep", "-o", "eli-ep.ttl"], empty)
        run([command, "export", "--store", "store", "--format", "jsonld", "-o", "graph.jsonld"], empty)
        # Measures need no library of the extra "analysis", unless a picture, a frame or Parquet is wanted.
        run([command, "analyse", "waiting", "--store", "store"], empty)
        rows = answer.strip().splitlines()
        if len(rows) < 2 or not (empty / "graph.html").stat().st_size:
            print(f"the installed wheel answered only: {answer!r}", file=sys.stderr)
            return 1
        missing = unserved(command, empty)
        if missing:
            print(f"the installed wheel does not serve {missing}", file=sys.stderr)
            return 1
        print(
            f"wheel: {wheel.name} serves the explorer, builds the samples and answers a query with {len(rows) - 1} rows"
        )
    return 0


def unserved(command: str, folder: Path) -> list[str]:
    """Return which of the pages and files of the explorer the installed wheel does not serve."""
    serving = [command, "serve", "--store", "store", "--port", "0"]
    process = subprocess.Popen(serving, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    address = process.stdout.readline().strip()
    try:
        return [path for path in SERVED if not answered(f"{address}{path}")]
    finally:
        process.terminate()
        process.wait(timeout=30)


def answered(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return bool(answer.read())
    except OSError as error:
        print(f"{address}: {error}", file=sys.stderr)
        return False


def run(command: list[str], folder: Path) -> str:
    """Run ``command`` in ``folder`` and return its output; stop with its errors if it fails."""
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
