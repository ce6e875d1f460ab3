"""Handing bytes over as a file to keep."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(data: bytes, mime: str, name: str) -> HttpResponse:
    """Return these bytes as a download under a name; a browser never opens them as a page of ours."""
    header = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(data, content_type=mime, headers={"Content-Disposition": header})
