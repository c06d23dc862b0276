"""espeak-ng from its wheel. Loading it is for the voice's own processes only: it changes the working folder."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

from coach.errors import VoiceError

MEND = "pip install --force-reinstall pyttsx3 espeakng-loader"


def load_espeak() -> tuple[Any, bytes]:
    """The library and the path of its voices, which is relative: espeak cuts paths at 160 characters.

    `ESPEAK_DATA_PATH` then says the same to others that load it. Raises VoiceError.
    """
    try:
        import espeakng_loader

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        voices = Path(espeakng_loader.get_data_path())
        os.chdir(voices.parent)
    except (ImportError, OSError, RuntimeError) as error:
        raise VoiceError(f"espeak-ng cannot be loaded ({error}); {MEND}") from error
    os.environ["ESPEAK_DATA_PATH"] = voices.name
    return library, voices.name.encode()
