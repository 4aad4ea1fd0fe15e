"""A real Chromium without a window, each time with a profile of its own; nothing goes over the network."""

import shutil
import subprocess
from pathlib import Path

import pytest

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def chromium(page: Path, profile: Path, *options: str) -> str:
    """Open a page and return what Chromium prints."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("没有装 Chromium,请运行 make test (apt-get install chromium)")
    command = [program, *_FLAGS, f"--user-data-dir={profile}", *options, page.as_uri()]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


def dom(page: Path, profile: Path, *options: str) -> str:
    """Return the page as the browser understands it."""
    return chromium(page, profile, "--dump-dom", *options)


def picture(page: Path, profile: Path, target: Path, width: int, height: int) -> Path:
    """Draw the page and return the picture."""
    chromium(page, profile, f"--screenshot={target}", f"--window-size={width},{height}")
    return target
