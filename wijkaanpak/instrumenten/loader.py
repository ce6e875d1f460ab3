"""Reading instruments from YAML. A fault stops the program and names the file and the line."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from wijkaanpak.instrumenten.schema import Instrument


class InstrumentError(Exception):
    """A file of content can't be used. The message names file, line and fault, one line each."""


def load(path: Path) -> Instrument:
    """Return the instrument in this file.

    Raises InstrumentError for broken YAML, an unknown key, a missing text, an unknown status or a
    double id, with the line where it stands.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InstrumentError(f"{path}:{line}: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InstrumentError(f"{path}:1: {error}") from error
    _refuse_double_keys(path, root)
    _refuse_double_ids(path, root)
    try:
        return Instrument.model_validate(data)
    except ValidationError as error:
        faults = [
            f"{path}:{_line(root, fault['loc'])}: {'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}"
            for fault in _real_faults(error)
        ]
        raise InstrumentError("\n".join(faults)) from error


def _real_faults(error: ValidationError) -> list[Any]:
    """The faults without "too few items" about a list whose items are the fault themselves."""
    places = [fault["loc"] for fault in error.errors()]
    return [
        fault
        for fault in error.errors()
        if fault["type"] != "too_short"
        or not any(place != fault["loc"] and place[: len(fault["loc"])] == fault["loc"] for place in places)
    ]


def _line(node: yaml.Node | None, steps: tuple[Any, ...]) -> int:
    """The line of the deepest node on this path that the file really has."""
    line = 1
    for step in steps:
        found = _child(node, step)
        if found is None:
            break
        node = found
        line = node.start_mark.line + 1
    return line


def _child(node: yaml.Node | None, step: Any) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    return None


def _refuse_double_keys(path: Path, node: yaml.Node | None) -> None:
    """YAML lets a later key silently win; here that would be a lost text."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise InstrumentError(f"{path}:{key.start_mark.line + 1}: dubbele sleutel {key.value!r}")
            seen.add(key.value)
            _refuse_double_keys(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_double_keys(path, item)


def _refuse_double_ids(path: Path, node: yaml.Node | None, seen: dict[str, int] | None = None) -> None:
    seen = {} if seen is None else seen
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "id":
                line = value.start_mark.line + 1
                if value.value in seen:
                    raise InstrumentError(
                        f"{path}:{line}: dubbel id {value.value}, eerder op regel {seen[value.value]}"
                    )
                seen[value.value] = line
            _refuse_double_ids(path, value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_double_ids(path, item, seen)
