"""Signed tokens for links by itsdangerous; the secret is made once and kept beside the record, for its owner only."""

from __future__ import annotations

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.errors import StoreError

_SALT = "coach.report"


class SignedLinks:
    """Fits `Links`. `key`: the file of the secret, made with mode 0600 when first needed."""

    def __init__(self, key: Path) -> None:
        self._key = key

    def sign(self, attempt_id: str, share_id: str) -> str:
        """Raises StoreError where the secret cannot be kept."""
        return str(self._serializer.dumps([attempt_id, share_id]))

    def read(self, token: str) -> tuple[str, str] | None:
        """Attempt and share of a token that was signed here, else None."""
        from itsdangerous import BadData

        try:
            attempt_id, share_id = self._serializer.loads(token)
        except (BadData, TypeError, ValueError):
            return None
        return str(attempt_id), str(share_id)

    @cached_property
    def _serializer(self) -> Any:
        from itsdangerous import URLSafeSerializer

        return URLSafeSerializer(self._secret(), salt=_SALT)

    def _secret(self) -> str:
        try:
            self._key.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return self._kept()
        except OSError as wrong:
            raise StoreError(f"the key of shared links cannot be kept: {wrong.strerror}; check the folder") from wrong
        made = secrets.token_urlsafe(32)
        with os.fdopen(file, "w", encoding="ascii") as out:
            out.write(made)
        return made

    def _kept(self) -> str:
        secret = self._key.read_text("ascii").strip()
        if not secret:
            raise StoreError(
                f"the key of shared links ({self._key.name}) is empty; remove the file, old links end then"
            )
        return secret
