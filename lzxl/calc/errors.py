"""What the engine raises: one plain sentence each, whatever LibreOffice itself calls it."""


class CalcError(Exception):
    """Could not be done; the message is a sentence for the person at the screen."""


class CalcMissingError(CalcError):
    """This computer has no LibreOffice, or no bridge to it that fits this Python."""


class CalcEndedError(CalcError):
    """LibreOffice is gone: crashed, ended from outside, or ended by us because it did not answer."""


class CalcRefusedError(CalcError):
    """LibreOffice answered with an error; ``name`` is its type there."""

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.name = name


NO_PROGRAM = "这台电脑没有装 LibreOffice。请安装 libreoffice-calc 和 python3-uno 后再试。"
NO_BRIDGE = "没有找到 Python 与 LibreOffice 之间的接口。请安装 python3-uno 后再试。"
WRONG_PYTHON = "LibreOffice 的接口是为 Python 3.{theirs} 做的,现在运行的是 Python 3.{ours}。请用系统自带的 Python 3.{theirs} 运行。"
ENDED = "LibreOffice 意外结束了,没有做完。请再运行一次;硬盘上的文件保持上一次保存时的样子。"
HUNG = (
    "LibreOffice 超过 {seconds:g} 秒没有回应,已经把它结束,没有做完。请再运行一次;硬盘上的文件保持上一次保存时的样子。"
)
NO_START = "LibreOffice 没有启动成功。请关闭多余的程序后再试,或重新安装 LibreOffice。"
IN_USE = "“{name}”正被另一个程序打开({who}),没有打开。请关闭它再试。"
NOT_OPENED = "“{name}”打不开:不是电子表格,已经损坏,或者密码不对。"
NOT_SAVED = "“{name}”没有保存成:{reason}。"
PROTECTED = "工作表“{name}”受保护,{address} 不能改动。"
REFUSED = "LibreOffice 没有照办:{reason}"
