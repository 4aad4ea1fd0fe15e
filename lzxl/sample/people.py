"""The people (人员) of the made-up office: 150 invented names, derived by counting."""

from dataclasses import dataclass

from lzxl.sample.units import SAMPLE_UNITS, TOP, SampleUnit

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
_MIDDLE = "样例试仿拟"  # the character that shows the name as made up
_LAST = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a unit's role: ``role`` names the risk points that it may have, ``""`` where it owes no table."""

    name: str
    duties: str = ""
    role: str = ""
    rank: str = "中层"
    key: bool = False


def _plain(*names: str, key: tuple[str, ...] = ()) -> tuple[Post, ...]:
    return tuple(Post(name, rank="一般", key=name in key) for name in names)


POSTS = {
    "leader": (
        Post("党委书记、主任", "主持全面工作", "director", "主任", key=True),
        Post("副主任", "分管财务和资产", "leader", "班子成员", key=True),
        Post("副主任", "分管业务和项目", "leader", "班子成员", key=True),
        Post("纪检组长", "分管监察和人事", "leader", "班子成员", key=True),
    ),
    "office": (
        Post("科室负责人", "主持科室工作,审核本科室经办事项", "office", key=True),
        Post("副科长", "协助负责人,分管内务和{fund}台账", "office2"),
        *_plain("科员", "科员", "办事员"),
    ),
    "coop": (
        Post("社主任", "负责全社经营、{goods}购销和安全生产", "coop", key=True),
        Post("社副主任", "分管{asset}和日常购销", "coop2", key=True),
        *_plain("会计", "出纳", "仓库保管员", "购销员", "营业员", key=("会计", "出纳")),
    ),
    "firm": (
        Post("经理", "主持公司经营,签订{goods}购销合同", "firm", key=True),
        Post("副经理", "分管{asset}和客户往来", "firm2", key=True),
        Post("财务部经理", "负责资金收付和{fund}核算", "finance", key=True),
        *_plain("采购员", "业务员", "会计", "仓库保管员", key=("采购员",)),
    ),
    "market": (
        Post("市场主任", "负责招商、租赁和市场秩序", "market", key=True),
        Post("市场副主任", "分管{fund}收取和设施维护", "market2", key=True),
        *_plain("收费员", "管理员", "会计", key=("收费员",)),
    ),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A person as declared: ``place`` counts within the unit from 0 (the head)."""

    id: str
    name: str
    home: SampleUnit
    place: int
    post: Post

    @property
    def duties(self) -> str:
        """岗位职责, in the unit's own words."""
        return self.post.duties.format(**words(self.home))


def words(home: SampleUnit) -> dict[str, str]:
    """Return the words that fill the braces of a unit's texts."""
    return {name: getattr(home.words, name) for name in home.words.__slots__}


def _name(number: int) -> str:
    """Return the ``number``-th name (from 0): no two alike below 150; every fourth has two characters."""
    row, column = divmod(number, len(SURNAMES))
    return SURNAMES[column] + _MIDDLE[row] + ("" if number % 4 == 3 else _LAST[(number * 3 + row) % 10])


NAMESAKES = {("U13", 5): ("U09", 4)}  # this person bears the name of that one: two people, one name


def _members() -> dict[str, Member]:
    members: dict[str, Member] = {}
    names: dict[tuple[str, int], str] = {}
    for home in SAMPLE_UNITS.values():
        for place in range(home.size):
            key = (home.id, place)
            names[key] = names.get(NAMESAKES.get(key, key), _name(len(members)))
            number = f"P{len(members) + 1:03}"
            members[number] = Member(number, names[key], home, place, POSTS[home.role][place])
    return members


MEMBERS = _members()
_BY_PLACE = {(member.home.id, member.place): member for member in MEMBERS.values()}


def member(unit: str, place: int = 0) -> Member:
    """Return the person at a place of a unit, the head by default."""
    return _BY_PLACE[unit, place]


def leader(home: SampleUnit) -> Member:
    """Return the unit's leader of the office (分管领导, 联系领导)."""
    return member(TOP, home.leader)


def owing(home: SampleUnit) -> list[Member]:
    """Return the unit's people who owe a position table 二(二)1."""
    return [person for person in MEMBERS.values() if person.home is home and person.post.role]
