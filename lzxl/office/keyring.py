"""The system's own store of secrets (an optional package), under the service ``lzxl``."""

import logging
from importlib import import_module

SERVICE = "lzxl"
_log = logging.getLogger(__name__)


def from_keyring(user: str) -> str:
    """Return the secret kept for ``user``, ``""`` where there is none or no such store."""
    try:
        keyring = import_module("keyring")
    except ImportError:
        return ""
    try:
        return keyring.get_password(SERVICE, user) or ""
    except Exception as error:
        _log.info("keyring: %s", type(error).__name__)
        return ""
