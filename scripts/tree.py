"""Write the tree of CONTRIBUTING.md, a line a file, from the files' own docstrings.

    python scripts/tree.py [--check]

--check changes nothing and exits 1 where the tree is stale.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- tree: `python scripts/tree.py` writes it -->\n", "<!-- end of tree -->"
WIDTH = 122


def main() -> int:
    text = PAGE.read_text("utf-8")
    written = re.sub(f"(?s){re.escape(BEGIN)}.*?{END}", lambda _: f"{BEGIN}{tree()}{END}", text)
    if written == text:
        return 0
    if "--check" in sys.argv[1:]:
        print("CONTRIBUTING.md: the tree is stale; run: python scripts/tree.py", file=sys.stderr)
        return 1
    PAGE.write_text(written, "utf-8")
    return 0


def tree() -> str:
    lines = [""]
    for package in ("scoring", "coach"):
        for folder in sorted(
            [ROOT / package, *(f for f in (ROOT / package).rglob("*") if (f / "__init__.py").exists())]
        ):
            lines += _folder(folder)
    return "\n".join([*lines, ""])


def _folder(folder: Path) -> list[str]:
    lines = [_cut(f"    {folder.relative_to(ROOT)}/".ljust(28) + _about(folder / "__init__.py"))]
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            lines.append(_cut(f"      {path.stem}".ljust(28) + _about(path)))
    return [*lines, ""]


def _about(path: Path) -> str:
    """The first sentence of the module's docstring."""
    about = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return re.split(r"\.\s|\.$|\n\n", about.replace("\n", " "), maxsplit=1)[0]


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else line[: WIDTH - 2].rsplit(" ", 1)[0] + " …"


if __name__ == "__main__":
    sys.exit(main())
