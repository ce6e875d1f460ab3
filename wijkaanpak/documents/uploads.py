"""Measuring an upload before anyone opens it: size, type by content, and what a zip would unpack to."""

import hashlib
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _

OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"

_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": f"{OOXML}.wordprocessingml.document",
    ".xlsx": f"{OOXML}.spreadsheetml.sheet",
    ".pptx": f"{OOXML}.presentationml.presentation",
    ".odt": f"{ODF}.text",
    ".ods": f"{ODF}.spreadsheet",
    ".odp": f"{ODF}.presentation",
}
_ZIPPED = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_ZIP_MEMBER = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
# What zipfile raises for a zip that is broken, encrypted or packed in a way it does not know.
_BROKEN_ZIP = (zipfile.BadZipFile, RuntimeError, zlib.error, EOFError, ValueError, OverflowError, struct.error)
ACCEPT = ",".join(_TYPES)

ZIP_MAX_UNPACKED = 50 * 1024 * 1024
ZIP_MAX_RATIO = 100
ZIP_MAX_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """What we found: a safe name to show, the type, the size in bytes and the SHA-256."""

    name: str
    mime: str
    size: int
    sha256: str


_TOO_LARGE = "upload_too_large"


def is_too_large(request: HttpRequest | None) -> bool:
    """Whether the upload of this request was refused for its size."""
    return request is not None and request.__dict__.get(_TOO_LARGE, False)


class LimitedUploadHandler(FileUploadHandler):
    """Stops reading a file at the limit, so that 200 MB never reaches the disk.

    The rest is drained and thrown away; the form then says that the file is too large.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Refuse at once what announces itself as far too large."""
        self.received = 0
        if content_length > settings.UPLOAD_MAX_BYTES + 1024 * 1024:
            self._refuse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a chunk on to the next handler, or stop."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self._refuse()
        if is_too_large(self.request):
            raise StopUpload(connection_reset=False)
        return raw_data

    def _refuse(self) -> None:
        self.request.__dict__[_TOO_LARGE] = True

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def inspect_upload(upload: "UploadedFile[Any]") -> UploadFacts:
    """Return the facts of an upload that may be kept.

    Raises ValidationError (on ``bestand``, in Dutch) when it is empty, too large, of another type than
    we take, not what its name says, or a zip that would unpack to far more.
    """
    name = safe_name(upload.name or "")
    suffix = PurePosixPath(name).suffix.lower()
    size = upload.size or 0
    if size == 0:
        raise _refusal(_("Dit bestand is leeg."))
    if size > settings.UPLOAD_MAX_BYTES:
        raise _refusal(too_large())
    if suffix not in _TYPES:
        raise _refusal(_("Dit soort bestand kan niet. Kies een pdf, Word, Excel, PowerPoint, ODF, png of jpg."))
    upload.seek(0)
    head = upload.read(4096)
    if suffix in _ZIPPED:
        _inspect_zip(upload, suffix)
    elif not _starts_like(head, suffix):
        raise _refusal(_not_that_type(suffix))
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return UploadFacts(name, _TYPES[suffix], size, digest.hexdigest())


def too_large() -> str:
    """Return the message for a file over the limit."""
    limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
    return _("Dit bestand is te groot. Een bestand mag hooguit %(mb)s MB zijn.") % {"mb": limit}


def safe_name(name: str) -> str:
    """Return the last part of a file name without control characters, at most 150 characters."""
    base = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(char for char in base if char.isprintable() and char not in '<>:"|?*')
    stem, suffix = PurePosixPath(clean).stem, PurePosixPath(clean).suffix
    return f"{stem[:140]}{suffix[:10]}" or "bestand"


def download_name_for(titel: str, mime: str) -> str:
    """Return a file name made of the title, with the extension that belongs to the type."""
    suffix = next(suffix for suffix, known in _TYPES.items() if known == mime)
    name = safe_name(titel)
    return name if name.lower().endswith(suffix) else f"{name}{suffix}"


def _not_that_type(suffix: str) -> str:
    return _("De inhoud past niet bij de naam. Is het bestand echt een %(type)s?") % {"type": suffix[1:]}


def _starts_like(head: bytes, suffix: str) -> bool:
    """Whether the first bytes are those of a file with this extension."""
    try:
        return any(match.extension == suffix.replace("jpeg", "jpg") for match in puremagic.magic_string(head))
    except puremagic.PureError:
        return False  # nothing known starts like this


def _inspect_zip(upload: "UploadedFile[Any]", suffix: str) -> None:
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = max(sum(entry.compress_size for entry in entries), 1)
            if len(entries) > ZIP_MAX_ENTRIES or unpacked > ZIP_MAX_UNPACKED or unpacked / packed > ZIP_MAX_RATIO:
                raise _refusal(_("Dit bestand pakt veel te groot uit. We nemen het niet aan."))
            names = {entry.filename for entry in entries}
            if suffix in _ZIP_MEMBER:
                fits = _ZIP_MEMBER[suffix] in names
            else:
                fits = (
                    "mimetype" in names
                    and archive.open("mimetype").read(200).decode("ascii", "replace") == _TYPES[suffix]
                )
            if not fits:
                raise _refusal(_not_that_type(suffix))
    except _BROKEN_ZIP as error:
        raise _refusal(_not_that_type(suffix)) from error


def _refusal(message: str) -> ValidationError:
    return ValidationError({"bestand": message})
