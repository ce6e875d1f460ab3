"""The process that makes one PDF: HTML in on stdin, PDF out on stdout, "stap 1" to "stap 7" on stderr.

``pdf.py`` starts this file by its path with ``python -I``, so that nothing of the program is loaded here: no Django,
no settings, no database. Whoever gets hold of this process through a hole in the renderer finds limits and no secrets.
"""

import argparse
import logging
import re
import resource
import sys
from io import BytesIO

MAX_OUTPUT = 100 * 1024 * 1024
_STEP = re.compile(r"Step (\d+)")
_MISSING = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)

# PDF/UA-1 in a PDF/A file: the identifier, and the schema that PDF/A wants to see for what it does not know itself.
_PDFUA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class _Ears(logging.Handler):
    """Hears from WeasyPrint's log how far it is, and which signs no font of this machine can draw."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0
        self.missing: set[int] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Write "stap 3" to the parent when step 3 begins, once; remember a missing sign."""
        message = record.getMessage()
        if (found := _STEP.match(message)) and int(found[1]) > self.last:
            self.last = int(found[1])
            sys.stderr.write(f"stap {self.last}\n")
            sys.stderr.flush()
        elif found := _MISSING.match(message):
            self.missing.add(int(found[1], 16))


def main() -> int:
    """Return 0 when the PDF is on stdout, 1 when there is none; stderr then says what went wrong, without any text."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--memory", type=int, required=True)
    parser.add_argument("--cpu", type=int, required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    hold_to(options.memory, options.cpu)
    try:
        import weasyprint  # noqa: F401 - loads Pango; before we listen, because it logs steps of its own

        pdf = b"" if options.check else render(sys.stdin.buffer.read().decode())
    except Exception as error:
        sys.stderr.write(f"fout {type(error).__name__}\n")
        return 1
    sys.stdout.buffer.write(pdf)
    sys.stdout.buffer.flush()
    return 0


def hold_to(memory: int, cpu: int) -> None:
    """Hold this process to so many bytes of memory and seconds of processor time; no core dump, no endless output."""
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (limit, limit))


def render(html: str) -> bytes:
    """Return the PDF of this HTML, as PDF/A-3a and PDF/UA-1. Nothing is fetched: only ``data:`` addresses are read.

    A sign that no font has becomes "�": an empty box is not allowed in these formats.
    """
    ears = _Ears()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ears)
    for each in (logger, logger.getChild("progress")):
        each.setLevel(logging.INFO)
    pdf = _to_pdf(html)
    if ears.missing:
        pdf = _to_pdf(html.translate(dict.fromkeys(ears.missing, "\ufffd")))
    return make_universal(pdf)


def _to_pdf(html: str) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    pdf: bytes = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"])).write_pdf(pdf_variant="pdf/a-3a")
    return pdf


def make_universal(pdf: bytes) -> bytes:
    """Return this PDF/A-3a file as a PDF/UA-1 file as well, the same bytes for the same file."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as file:
        xmp = file.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", _PDFUA + b"</rdf:RDF>")
        file.Root.Metadata = pikepdf.Stream(file, xmp, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.TH:
                in_head = pikepdf.Name.THead == item.P.P.S
                item.A.Scope = pikepdf.Name.Column if in_head else pikepdf.Name.Row
        for each in file.Root.get("/AF", ()):  # the one file that goes along: the data of a report
            each.F = each.UF = pikepdf.String("gegevens.json")
            each.AFRelationship = pikepdf.Name.Data
        out = BytesIO()
        file.save(out, deterministic_id=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
