"""Role content as documents: plain values, one for each unit, that load into rows and are dumped from them.

A unit is what is edited and published as one: a role with all that belongs to it, a pairing, a function, a source, or
a title pattern that belongs to no role. Its name is like `role/product-manager`. A `Document` is all of the content:
its units by name, in order. Dumping what was loaded gives the same document, to the letter.
"""

from roles.documents.dumping import dump
from roles.documents.files import from_file, from_folder, from_json, from_text, to_json, to_text
from roles.documents.loading import BadContent, load
from roles.documents.units import Document, Unit, digest, unit_of

__all__ = [
    "BadContent",
    "Document",
    "Unit",
    "digest",
    "dump",
    "from_file",
    "from_folder",
    "from_json",
    "from_text",
    "load",
    "to_json",
    "to_text",
    "unit_of",
]
