"""Columns of a products file whose headers say nothing: which holds the products, which hold people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planning.imports.columns.contents import Profile, profiles
from planning.imports.opening.read import Table

# Headers that say that a cell holds several: “Products”, “Products Owned”.
_SEVERAL = re.compile(
    r"\b(products|product areas|product names|produkte|produits|productos|produtos|prodotti|producten)\b|\bproduct\(s\)"
    r"|(プロダクト|製品|产品|產品|제품)(一覧|列表|清单|목록)",
    re.I,
)


def holds_several(header: str) -> bool:
    """Whether a header says that its cells list products."""
    return bool(_SEVERAL.search(header))


_WORD = re.compile(
    r"\b(product|produkt|produit|producto|produto|prodotto|tuote|produkti)s?\b|製品|产品|產品|제품", re.I
)


def place_by_header(table: Table, found: Sequence[str | None]) -> int | None:
    """The first unknown column whose header speaks of a product and whose cells are texts of their own, be they like
    names of people or not (“Digital product”: “Web Shop”); None where there is none."""
    looks = profiles(table)
    unknown = (i for i, name in enumerate(found) if name is None and _WORD.search(table.headers[i]))
    return next(
        (i for i in unknown if looks[i].filled >= 0.9 and looks[i].distinct >= 0.8 and _has_words(looks[i])), None
    )


def place_product(table: Table, found: Sequence[str | None]) -> int | None:
    """The first unknown column with a text of its own in nearly every row; None where there is none."""
    looks = profiles(table)
    return next((i for i, look in enumerate(looks) if found[i] is None and _like_product(look)), None)


def _like_product(look: Profile) -> bool:
    odd = look.emails > 0.2 or look.dates > 0.2 or look.numbers > 0.5 or look.yes_no > 0.5 or look.statuses > 0.5
    return look.filled >= 0.9 and look.distinct >= 0.8 and look.names < 0.7 and not odd and _has_words(look)


def _has_words(look: Profile) -> bool:
    """Whether most cells hold a letter: shares such as “60%” are no products."""
    return look.share("words", lambda cell: any(map(str.isalpha, cell))) > 0.5


def people_columns(table: Table, found: Sequence[str | None]) -> list[int]:
    """Unknown columns whose cells read as names or addresses of people, whatever they are to the product."""
    looks = profiles(table)
    return [i for i, look in enumerate(looks) if found[i] is None and max(look.names, look.emails) >= 0.6]
