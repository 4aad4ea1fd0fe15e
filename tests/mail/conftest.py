"""The servers of this folder's tests: one Dovecot for all, an SMTP server each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import PASSWORD, USER, Imap, Smtp, dovecot, smtp_server


@pytest.fixture(scope="session")
def running_imap() -> Iterator[Imap]:
    with dovecot() as imap:
        yield imap


@pytest.fixture
def imap(running_imap: Imap, monkeypatch: pytest.MonkeyPatch) -> Imap:
    running_imap.empty()
    monkeypatch.setenv("SSL_CERT_FILE", str(running_imap.cert))
    return running_imap


@pytest.fixture
def smtp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Smtp]:
    folder = tmp_path / "smtp"
    folder.mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "localhost.crt"))
    with smtp_server(folder) as server:
        yield server


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password in the environment, for this account on this computer; no keyring."""
    import sys

    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setenv("LZXL_MAIL_PASSWORD", PASSWORD)
    monkeypatch.setenv("LZXL_MAIL_FOR", f"{USER}@localhost;{USER}@127.0.0.1")
