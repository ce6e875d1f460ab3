"""Documents to test with: one that looks like a real agreement, and any document at all."""

from hypothesis import strategies as st

from wijkaanpak.documents.inhoud import Alinea, Feiten, Inhoud, Lijst, Sectie, Tabel, Tekenvakken

OVEREENKOMST = Inhoud(
    titel="Samenwerkingsovereenkomst",
    ondertitel="Samen werken aan veilig opgroeien in De Vaart",
    gemeente="Linderode",
    kleur="#7b2d8b",
    kenmerk="WA-2026-0147",
    versie=3,
    datum="9 november 2026",
    feiten=(("Wijk", "De Vaart, Linderode"), ("Looptijd", "1 feb 2026 – 1 aug 2027"), ("Projectleider", "Anna de Wit")),
    secties=(
        Sectie(
            "partners",
            "Wie werken samen",
            (
                Tabel(
                    "Partners",
                    ("Organisatie", "Rol in het project", "Tekent namens de organisatie"),
                    (
                        ("Gemeente Linderode", "Opdrachtgever", "Yvonne de Ruiter, wethouder"),
                        ("Wijkteam De Vaart", "Lokaal team, spil van de aanpak", "Hanna Westra, manager"),
                    ),
                ),
            ),
        ),
        Sectie("waarom", "Waarom wij dit doen", (Alinea("Elk kind groeit veilig op.\n\nEén verhaal,\néén keer."),)),
        Sectie("inzet", "Wat wij inzetten", (Lijst(("Een halve dag per week", "Elke maand een leerbijeenkomst")),)),
        Sectie("vijf", "Vijf afspraken vooraf", (Feiten((("Privacy", "Zonder namen."), ("Klachten", "Bij wie"))),)),
        Sectie(
            "tekenen",
            "Ondertekening",
            (
                Alinea("Wij zijn het eens."),
                Tekenvakken(
                    (("Gemeente Linderode", "Yvonne de Ruiter", "wethouder"), ("Wijkteam", "Hanna", "manager"))
                ),
            ),
        ),
    ),
)


def texts_of(inhoud: Inhoud) -> list[str]:
    """Return every text that someone typed or that stands for it in this document."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for name, each in value.items():
                if name not in {"soort", "sleutel", "kleur"}:
                    collect(each)
        elif isinstance(value, list | tuple):
            for each in value:
                collect(each)

    collect(inhoud.to_json())
    return found


def documents(text: st.SearchStrategy[str]) -> st.SearchStrategy[Inhoud]:
    """Return any document, made of texts of this kind."""

    def some(things: st.SearchStrategy) -> st.SearchStrategy:
        return st.lists(things, max_size=3).map(tuple)

    pairs = st.tuples(text, text)
    blokken = st.one_of(
        st.builds(Alinea, text),
        st.builds(Lijst, some(text)),
        st.builds(Feiten, some(pairs)),
        st.builds(Tabel, text, some(text), some(some(text))),
        st.builds(Tekenvakken, some(st.tuples(text, text, text))),
    )
    secties = st.builds(Sectie, text, text, some(blokken))
    return st.builds(
        Inhoud, text, text, text, text, text, st.integers(min_value=1), text, feiten=some(pairs), secties=some(secties)
    )


ANY = documents(st.text(max_size=12))
ALIKE = documents(st.sampled_from(["", "a", "b", "a\n\nb"]))
