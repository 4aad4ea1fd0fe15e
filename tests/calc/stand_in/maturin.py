"""Answers pip in place of the Rust build tool: pip asks for a package's metadata before it hands out its sources."""

from pathlib import Path


def prepare_metadata_for_build_wheel(folder: str, config_settings: object = None) -> str:
    """Return the metadata that the sources bring along; the package is unpacked, never built."""
    del config_settings
    told = Path("PKG-INFO").read_text(encoding="utf-8")
    version = next(line.split()[1] for line in told.splitlines() if line.startswith("Version:"))
    made = Path(folder) / f"xlwings-{version}.dist-info"
    made.mkdir()
    (made / "METADATA").write_text(told, encoding="utf-8")
    (made / "WHEEL").write_text("Wheel-Version: 1.0\n", encoding="utf-8")
    return made.name
