"""Chinese for the words that the command-line library itself says: help headings and usage errors."""

import gettext
import os
from pathlib import Path
from typing import Any

_DOMAIN = "lzxl"


def install() -> None:
    """Let gettext find our catalogue; call before typer is imported, as it looks its texts up then."""
    os.environ.setdefault("LANGUAGE", "zh_CN")
    gettext.bindtextdomain(_DOMAIN, str(Path(__file__).with_name("locale")))
    gettext.textdomain(_DOMAIN)


def commands() -> tuple[type[Any], type[Any]]:
    """Return the command and group types whose help pages say 用法 and name ``--help`` in Chinese."""
    from typer.core import TyperCommand, TyperGroup

    class Chinese:
        """What both share: the line of usage, and the option for help."""

        def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
            formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法:")

        def get_help_option(self, ctx: Any) -> Any:
            option = super().get_help_option(ctx)  # type: ignore[misc]  # the library's class comes next
            if option is not None:
                option.help = "显示这份说明。"
            return option

    return type("Command", (Chinese, TyperCommand), {}), type("Group", (Chinese, TyperGroup), {})


def usage_errors() -> tuple[type[Exception], ...]:
    """Return the exception types of a wrong call: typer's own, or click's where typer builds on it."""
    from typer import BadParameter

    return tuple(base for base in BadParameter.__mro__ if issubclass(base, Exception) and base is not Exception)


def in_chinese(misuse: Exception) -> str:
    """Return one Chinese sentence for a usage error, with the command that shows help."""
    context: Any = getattr(misuse, "ctx", None)
    command = context.command_path if context is not None else "lzxl"
    kind = type(misuse).__name__
    if kind == "NoArgsIsHelpError":
        return "请写明要办的事,例如 lzxl consolidate。"
    return f"{_CAUSE.get(kind, _other)(misuse)}用法见:{command} --help"


def _parameter(misuse: Any) -> str:
    parameter = getattr(misuse, "param", None)
    return str(getattr(parameter, "metavar", None) or getattr(parameter, "name", "") or "")


def _other(misuse: Any) -> str:
    """Say what the library says as: No such command 'x'. Did you mean 'y'?"""
    message = str(getattr(misuse, "message", ""))
    said, _, hint = message.partition(" Did you mean")
    name, like = (text.partition("'")[2].rpartition("'")[0] for text in (said, hint))
    if not name:
        return "命令写得不对。"
    meant = "、".join(f"“{one}”" for one in like.split("', '") if one)
    return f"没有“{name}”这个命令" + (f";是不是{meant}?" if meant else "。")


_CAUSE: dict[str, Any] = {
    "NoSuchOption": lambda misuse: f"没有“{misuse.option_name}”这个选项。",
    "MissingParameter": lambda misuse: f"少了“{_parameter(misuse)}”。",
    "BadParameter": lambda misuse: f"“{_parameter(misuse)}”的值不对。",
    "BadOptionUsage": lambda misuse: f"选项“{misuse.option_name}”后面要跟一个值。",
}
