"""Real servers on loopback: Dovecot for IMAP, aiosmtpd for SMTP, with a certificate made for the occasion."""

import asyncio
import getpass
import grp
import ipaddress
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

USER, PASSWORD = "office@example.com", "Shou-Quan-Ma-7391"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """Make a certificate for this computer; return the files of certificate and key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / f"{name}.crt", folder / f"{name}.key"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    key_file.chmod(0o600)
    return cert_file, key_file


# ---------------------------------------------------------------- IMAP


@dataclass
class Imap:
    """A running Dovecot. ``port``: STARTTLS; ``tls_port``: encrypted from the start; ``log``: what it wrote."""

    folder: Path
    port: int
    tls_port: int
    cert: Path

    @property
    def log(self) -> str:
        """What the server has written so far."""
        path = self.folder / "dovecot.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def ends_with(self, words: str) -> bool:
        """Whether the last line of the log has ``words``, soon: what it says of a session comes when the client is gone."""
        end = time.monotonic() + 10
        while words not in self.log.splitlines()[-1] and time.monotonic() < end:
            time.sleep(0.05)
        return words in self.log.splitlines()[-1]

    @contextmanager
    def client(self) -> Iterator[Any]:
        """Yield another client's connection: what a person does with the mailbox."""
        from imapclient import IMAPClient

        context = ssl.create_default_context(cafile=str(self.cert))
        client = IMAPClient("localhost", self.tls_port, ssl_context=context)
        client.login(USER, PASSWORD)
        try:
            yield client
        finally:
            client.logout()

    def deliver(self, *messages: bytes, to: str = "INBOX") -> None:
        """Put messages into a folder."""
        with self.client() as client:
            if not client.folder_exists(to):
                client.create_folder(to)
            for message in messages:
                client.append(
                    to, message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), msg_time=datetime(2026, 9, 8, 12)
                )

    def empty(self) -> None:
        """Remove all folders and messages, and what somebody was not allowed to do with them."""
        for rights in (self.folder / "mail").rglob("dovecot-acl"):
            rights.unlink()
        with self.client() as client:
            for _, _, name in client.list_folders():
                if name != "INBOX":
                    client.delete_folder(name)
            client.select_folder("INBOX")
            client.delete_messages(client.search())
            client.expunge()


def _owner() -> tuple[int, int]:
    """Return whose the mailbox is; Dovecot gives none to root."""
    nobody = pwd.getpwnam("nobody")
    return (os.getuid(), os.getgid()) if os.getuid() else (nobody.pw_uid, nobody.pw_gid)


def _configuration(folder: Path, port: int, tls_port: int, cert: Path, key: Path, version: str) -> str:
    me, group = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    internal, login, internal_group = (me, me, group) if os.getuid() else ("dovecot", "dovenull", "dovecot")
    uid, gid = _owner()
    common = f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {internal_group}
first_valid_uid = 0
first_valid_gid = 0
ssl = required
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""
    users = folder / "users"
    users.write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    if version.startswith("2.3"):
        return f"""{common}
ssl_cert = <{cert}
ssl_key = <{key}
ssl_dh =
disable_plaintext_auth = yes
imap_id_log = *
mail_location = maildir:{folder}/mail
mail_plugins = acl
plugin {{
  acl = vfile
}}
passdb {{
  driver = passwd-file
  args = username_format=%u {users}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
"""
    return f"""dovecot_config_version = {version}
dovecot_storage_version = {version}
{common}
ssl_server_cert_file = {cert}
ssl_server_key_file = {key}
auth_allow_cleartext = no
mail_driver = maildir
mail_path = {folder}/mail
mail_plugins {{
  acl = yes
}}
acl_driver = vfile
passdb passwd-file {{
  passwd_file_path = {users}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/home
  }}
}}
"""


@contextmanager
def dovecot() -> Iterator[Imap]:
    """Run Dovecot in a folder of its own as whoever runs the tests (for root it takes users of its package)."""
    with tempfile.TemporaryDirectory(prefix="lzxl-dovecot-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield from _running(folder)


def _running(folder: Path) -> Iterator[Imap]:
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.fail("Dovecot is missing: apt-get install dovecot-imapd (make test does it)")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[0]
    cert, key = certificate(folder)
    port, tls_port = free_port(), free_port()
    for name in ("run", "state", "mail", "home"):
        (folder / name).mkdir()
        if name in ("mail", "home"):
            os.chown(folder / name, *_owner())
    settings = folder / "dovecot.conf"
    settings.write_text(_configuration(folder, port, tls_port, cert, key, version.split("-")[0]))
    imap = Imap(folder, port, tls_port, cert)
    server = subprocess.Popen([program, "-F", "-c", str(settings)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        _await(tls_port, server, lambda: imap.log)
        yield imap
    finally:
        server.terminate()
        server.wait(20)
        if server.stdout:
            server.stdout.close()


def _await(port: int, server: "subprocess.Popen[bytes]", log: Any) -> None:
    for _ in range(200):
        if server.poll() is not None:
            out = server.stdout.read().decode("utf-8", "replace") if server.stdout else ""
            pytest.fail(f"Dovecot did not start: {out}\n{log()}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"Dovecot does not answer:\n{log()}")


# ---------------------------------------------------------------- SMTP


@dataclass
class Smtp:
    """A running SMTP server: what it got, and what it refuses (answers by recipient, or by ``MAIL``, ``DATA``)."""

    port: int = 0
    got: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    logins: list[tuple[str, bool]] = field(default_factory=list)
    hang_up_after_data: bool = False

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Take or refuse a sender."""
        if "MAIL" in self.refuse:
            return self.refuse["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Take or refuse a recipient."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take or refuse a message; or take it and hang up before the answer."""
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        self.got.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        if self.hang_up_after_data:
            server.transport.abort()
        return "250 taken"


@contextmanager
def smtp_server(folder: Path, *, tls: bool = True, encrypted: bool = True) -> Iterator[Smtp]:
    """Run an SMTP server that wants a login: encrypted from the start, or by STARTTLS where ``tls`` is off."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, LoginPassword

    cert, key = certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    smtp = Smtp()

    def authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> Any:
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        smtp.logins.append((data.login.decode(), right))
        return AuthResult(success=right, handled=right)

    smtp.port = free_port()
    controller = Controller(
        smtp,
        hostname="127.0.0.1",
        port=smtp.port,
        ssl_context=context if tls else None,
        tls_context=context if not tls and encrypted else None,
        require_starttls=not tls and encrypted,
        auth_required=True,
        auth_require_tls=not tls and encrypted,
        authenticator=authenticate,
        loop=asyncio.new_event_loop(),
    )
    controller.start()
    try:
        yield smtp
    finally:
        controller.stop()
