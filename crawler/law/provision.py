"""What a row of a law's table says."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["exemption", "exclusion", "procedure"]
"""`exemption`: information may be withheld (EIR: exception). `exclusion`: the duty to comply falls away (cost, vexatious, no valid
request, nothing held). `procedure`: rights, duties, notices, appeals."""

Path = tuple[str, ...]
"""A provision's place: section, subsection, paragraph, sub-paragraph, as in `("40", "3A", "a", "i")`."""


@dataclass(frozen=True)
class Provision:
    """One row. `absolute` and `test` stand for exemptions only; `ncnd` says that this limb lifts the duty to confirm or deny.
    A `rare` provision is so seldom cited that a bare "section 60" means another Act: it is believed only when the law is named."""

    path: Path
    heading: str
    kind: Kind
    absolute: bool | None = None
    test: Literal["class", "prejudice"] | None = None
    ncnd: bool = False
    since: str = ""
    until: str = ""
    rare: bool = False


@dataclass(frozen=True)
class Law:
    """A law: `unit` is `s`, `r` or `a` (section, regulation, article); `names` are its printed names, longest first."""

    id: str
    title: str
    unit: str
    names: tuple[str, ...]
    source: str
    provisions: dict[Path, Provision] = field(repr=False)


def table(*rows: Provision) -> dict[Path, Provision]:
    """The rows by path. Raises ValueError for a path given twice."""
    by_path = {row.path: row for row in rows}
    if len(by_path) != len(rows):
        raise ValueError("a provision stands twice in its table")
    return by_path
