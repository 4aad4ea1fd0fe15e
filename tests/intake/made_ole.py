"""OLE2 files (compound files, version 3) for tests: storages and streams by path, small streams in the mini stream."""

import struct
from collections.abc import Mapping

SECTOR, MINI, CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NONE = 0xFFFFFFFF


def _padded(data: bytes, size: int) -> bytes:
    return data + b"\0" * (-len(data) % size)


class _Node:
    def __init__(self, name: str, kind: int, content: bytes = b"") -> None:
        self.name, self.kind, self.content = name, kind, content
        self.children: dict[str, _Node] = {}
        self.number = self.left = self.right = self.child = _NONE
        self.start, self.size = _END, len(content)


def made_ole(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file with these streams (``storage/stream`` → content)."""
    root = _Node("Root Entry", 5)
    for path, content in streams.items():
        *folders, name = path.split("/")
        node = root
        for folder in folders:
            node = node.children.setdefault(folder, _Node(folder, 1))
        node.children[name] = _Node(name, 2, content)
    nodes = _numbered(root)
    return _laid_out(root, nodes)


def _numbered(root: _Node) -> list[_Node]:
    nodes = [root]
    root.number = 0
    queue = [root]
    while queue:
        parent = queue.pop(0)
        children = sorted(parent.children.values(), key=lambda node: (len(node.name), node.name.upper()))
        for child in children:
            child.number = len(nodes)
            nodes.append(child)
        queue += children
        parent.child = _tree(children)
    return nodes


def _tree(children: list[_Node]) -> int:
    """Link siblings as a balanced tree and return its top."""
    if not children:
        return _NONE
    middle = len(children) // 2
    top = children[middle]
    top.left, top.right = _tree(children[:middle]), _tree(children[middle + 1 :])
    return top.number


def _laid_out(root: _Node, nodes: list[_Node]) -> bytes:
    mini_fat: list[int] = []
    mini = b""
    for node in nodes:
        if node.kind == 2 and 0 < node.size < CUTOFF:
            node.start = len(mini_fat)
            mini += _padded(node.content, MINI)
            mini_fat += _chain(len(mini_fat), -(-node.size // MINI))
    root.content, root.size = mini, len(mini)
    fat: list[int] = []
    body = b""

    def put(content: bytes) -> int:
        nonlocal body
        if not content:
            return _END
        start = len(fat)
        body += _padded(content, SECTOR)
        fat.extend(_chain(start, -(-len(content) // SECTOR)))
        return start

    for node in nodes:
        if node.kind == 5 or (node.kind == 2 and node.size >= CUTOFF):
            node.start = put(node.content)
    mini_start = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat) + b"\xff" * (-4 * len(mini_fat) % SECTOR))
    directory = put(_directory(nodes))
    tables = 1
    while len(fat) + tables > tables * SECTOR // 4:
        tables += 1
    first = len(fat)
    fat += [_FAT] * tables
    fat += [_FREE] * (tables * SECTOR // 4 - len(fat))
    body += struct.pack(f"<{len(fat)}I", *fat)
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, directory, 0, CUTOFF),
        *(mini_start, -(-4 * len(mini_fat) // SECTOR), _END, 0),
    )
    listed = [*range(first, first + tables), *[_FREE] * (109 - tables)]
    return head + struct.pack("<109I", *listed) + body


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END]


def _directory(nodes: list[_Node]) -> bytes:
    entries = b"".join(map(_entry, nodes))
    empty = b"\0" * 66 + b"\0\0" + struct.pack("<III", _NONE, _NONE, _NONE) + b"\0" * 48
    return entries + empty * (-len(nodes) % 4)


def _entry(node: _Node) -> bytes:
    name = node.name.encode("utf-16-le") + b"\0\0"
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name), node.kind, 1)
        + struct.pack("<III", node.left, node.right, node.child)
        + b"\0" * 36
        + struct.pack("<IQ", node.start if node.kind != 1 else 0, node.size if node.kind != 1 else 0)
    )
