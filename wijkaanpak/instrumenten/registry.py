"""All instruments of all apps, loaded once when the program starts."""

from collections.abc import Iterable
from pathlib import Path

from wijkaanpak.instrumenten.loader import InstrumentError, load
from wijkaanpak.instrumenten.schema import Instrument

_versions: dict[str, dict[int, Instrument]] = {}


def load_folders(folders: Iterable[Path]) -> None:
    """Load every ``*.yaml`` in these folders, in place of what was loaded before.

    Raises InstrumentError when a file is wrong, a version stands in two files, or a version does not
    say of every id of the version before what became of it.
    """
    found: dict[str, dict[int, Instrument]] = {}
    for path in sorted(path for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")):
        instrument = load(path)
        versions = found.setdefault(instrument.slug, {})
        if instrument.versie in versions:
            raise InstrumentError(f"{path}:1: versie {instrument.versie} van {instrument.slug} bestaat al")
        versions[instrument.versie] = instrument
    for versions in found.values():
        for number, instrument in versions.items():
            _check_transition(versions.get(number - 1), instrument)
    _versions.clear()
    _versions.update(found)


def _check_transition(old: Instrument | None, new: Instrument) -> None:
    name = f"{new.slug} versie {new.versie}"
    if old is None:
        if new.versie > 1 or new.overgangen:
            raise InstrumentError(f"{name}: versie {new.versie - 1} ontbreekt, daar horen de overgangen bij")
        return
    sources = [overgang.oud for overgang in new.overgangen]
    if len(sources) != len(set(sources)) or set(sources) != set(old.punten):
        wrong = sorted(set(old.punten) ^ set(sources)) or sorted({id for id in sources if sources.count(id) > 1})
        raise InstrumentError(f"{name}: elk oud id heeft precies één overgang nodig; kijk naar {', '.join(wrong)}")
    reused = sorted(each.oud for each in new.overgangen if each.oud in new.punten and each.oud not in each.nieuw)
    if reused:
        raise InstrumentError(f"{name}: een id krijgt nooit een andere betekenis; kijk naar {', '.join(reused)}")
    targets = {id for overgang in new.overgangen for id in overgang.nieuw}
    if unknown := sorted(targets - set(new.punten)):
        raise InstrumentError(f"{name}: overgang naar onbekend id {', '.join(unknown)}")


def instrument(slug: str, version: int) -> Instrument:
    """Return one version. Raises KeyError when it is not there."""
    return _versions[slug][version]


def latest(slug: str) -> Instrument:
    """Return the newest version. Raises KeyError when the instrument is not there."""
    return _versions[slug][max(_versions[slug])]


def next_version(slug: str, version: int) -> Instrument | None:
    """Return the version that follows, or None when this is the newest."""
    return _versions[slug].get(version + 1)


def title_in_any_version(slug: str, id: str) -> str:
    """Return the newest title that this id ever had, or the id itself."""
    for number in sorted(_versions[slug], reverse=True):
        if id in _versions[slug][number].punten:
            return _versions[slug][number].punten[id].titel
    return id
