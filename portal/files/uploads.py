"""What a request may bring: looked at before the first byte is read, and kept where nothing is left of it afterwards.

Django's own handlers write a body of any size to the disk before a page can refuse it. Only pages that say so take
files at all; what others are sent is read past.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from portal.files.opener import MAX_BYTES

View = TypeVar("View", bound=Callable[..., Any])
# Of the files of one form, with what the form says beside them.
TOGETHER = 2 * MAX_BYTES
BESIDE = 5_000_000
IN_MEMORY = 1_000_000
# So much of a body that is too large is read and dropped, for a browser shows the answer only once it has sent it all.
READ_PAST = 250_000_000
FILES_TOO_LARGE = (
    f"Together, the files are larger than {TOGETHER // 1_000_000} MB, the limit. Nothing was changed. "
    "Upload them one at a time, or split them."
)


class FilesTooLarge(RequestDataTooBig):
    """The body of a request is larger than what its page takes with files."""


def takes_files(view: View, together: int = TOGETHER) -> View:
    """Mark a view, above its other decorators, as one that takes files of so many bytes together."""
    view.takes_files = together  # type: ignore[attr-defined]
    return view


class Uploads(FileUploadHandler):
    """The one upload handler. A file is in memory or in a temporary one without a name, gone with the process."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: Mapping[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse a body that is too large by what it says of its size: more than that is never read."""
        match = getattr(self.request, "resolver_match", None)
        self.taken: int = getattr(match and match.func, "takes_files", 0)
        if content_length > (self.taken + BESIDE if self.taken else settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
            _read_past(input_data, content_length)
            raise FilesTooLarge if self.taken else RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not self.taken:
            raise SkipFile
        self.file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed with the request)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()


def _read_past(body: IO[bytes], size: int) -> None:
    if size <= READ_PAST:
        while body.read(Uploads.chunk_size):
            pass
