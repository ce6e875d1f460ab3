"""Reading PDFs in tests: what a validator says, the tags, the text, and everything that is in the file."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import page
import pikepdf
import pypdf


def failures(pdf: bytes, profile: str) -> list[str]:
    """Return the rules of this profile that the PDF breaks.

    The validator takes a compressed stream that happens to end in a carriage return for too short: it gets a copy
    without compression.
    """
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        file.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    report = page.validate_pdf_bytes(out.getvalue(), profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def tags(pdf: bytes) -> Counter[str]:
    """Return how often every tag occurs in the structure of the PDF; a TH with its scope."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return Counter(_walk(file.Root.StructTreeRoot.K))


def _walk(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _walk(each)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        name = str(node.S)[1:]
        yield name + (str(node.A.Scope) if name == "TH" else "")
        yield from _walk(node.get("/K"))


def text(pdf: bytes) -> str:
    """Return the text on the pages, without spaces and line ends."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return "".join("".join(each.extract_text().split()) for each in pages)


def everything(pdf: bytes) -> bytes:
    """Return the file, all that is packed in it (attachments too) and its text, to look for what may not be there."""
    parts = [pdf, text(pdf).encode()]
    with pikepdf.open(BytesIO(pdf)) as file:
        parts += [item.read_raw_bytes() for item in file.objects if isinstance(item, pikepdf.Stream)]
        parts += [item.read_bytes() for item in file.objects if isinstance(item, pikepdf.Stream)]
        parts += [attachment.get_file().read_bytes() for attachment in file.attachments.values()]
    return b"\n".join(parts)
