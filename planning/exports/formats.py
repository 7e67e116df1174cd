"""The formats that every document can be had in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.text import slugify

from planning.exports.document import Document
from planning.exports.markdown import to_markdown
from planning.exports.pdf import to_pdf
from planning.exports.word import to_docx


class Format(NamedTuple):
    name: str
    type: str
    write: Callable[[Document], bytes]


FORMATS = {
    "pdf": Format("PDF", "application/pdf", to_pdf),
    "docx": Format("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "md": Format("Markdown", "text/markdown; charset=utf-8", to_markdown),
}


def download(document: Document, ending: str) -> HttpResponse:
    """The document as a file, in the format of that ending."""
    made = FORMATS[ending]
    answer = HttpResponse(made.write(document), content_type=made.type)
    name = f"{slugify(document.title) or 'document'}.{ending}"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
