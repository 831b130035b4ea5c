"""A :class:`Plan` to JSON and back, field by field from the types themselves.

Reading follows the annotations of the dataclasses, so a field added to one of them is
stored without a change here.  A value equal to its field's default is left out.  An
assignment that several provisions share is written once, and shared again when read.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hoidap.index.passage import Passage
from hoidap.ingest.plan import Assignment, Plan, Provision

Decoder = Callable[[Any], Any]


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Return ``plan`` as objects that :func:`json.dumps` takes.

    The record has the fields of :class:`Plan` and ``assignments``, a list into which the
    ``assignment`` of a provision points.
    """
    places: dict[int, int] = {}
    assignments: list[Assignment] = []
    provisions = []
    for provision in plan.provisions:
        record = _encode(provision, without=("assignment",))
        shared = provision.assignment
        if shared is not None:
            if id(shared) not in places:
                places[id(shared)] = len(assignments)
                assignments.append(shared)
            record["assignment"] = places[id(shared)]
        provisions.append(record)
    return {
        **_encode(plan, without=("provisions",)),
        "provisions": provisions,
        "assignments": [_encode(assignment) for assignment in assignments],
    }


def plan_from_json(record: dict[str, Any]) -> Plan:
    """Return the plan that :func:`plan_to_json` made ``record`` of.

    :raises ValueError: If ``record`` is not one.
    """
    try:
        plan_fields = dict(record)
        assignments = [_decoder(Assignment)(item) for item in plan_fields.pop("assignments")]
        read = _dataclass_decoder(Provision, ready=("assignment",))
        provisions = []
        for item in plan_fields["provisions"]:
            place = item.get("assignment")
            shared = None if place is None else assignments[place]
            provisions.append(read({**item, "assignment": shared}))
        plan_fields["provisions"] = tuple(provisions)
        plan: Plan = _dataclass_decoder(Plan, ready=("provisions",))(plan_fields)
    except (AttributeError, KeyError, IndexError, TypeError) as error:
        raise ValueError(f"not a plan: {error!r}") from error
    return plan


def _encode(value: Any, without: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    """Return any field's ``value`` as JSON objects, fields at their default left out."""
    if is_dataclass(value):
        return {
            field.name: _encode(content)
            for field in fields(value)
            if field.name not in without
            and (content := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no JSON form for {type(value).__name__}")


@lru_cache(maxsize=64)
def _decoder(kind: Any) -> Decoder:  # noqa: ANN401 - any annotation
    """Return the function that reads a value annotated as ``kind``."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_decoder(kind)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (Union, types.UnionType):
        (inner,) = [argument for argument in arguments if argument is not types.NoneType]
        read = _decoder(inner)
        return lambda value: None if value is None else read(value)
    if kind is date:
        return date.fromisoformat
    expected = str if origin is Literal else kind

    def check(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, expected):
            raise TypeError(f"{value!r} is not {expected.__name__}")
        return value

    return check


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    """Return the reader of ``tuple[X, ...]`` or of a tuple of fixed length."""
    if arguments[-1] is Ellipsis:
        read = _decoder(arguments[0])
        return lambda values: tuple([read(value) for value in values])
    readers = [_decoder(argument) for argument in arguments]

    def read_fixed(values: Any) -> Any:  # noqa: ANN401
        if len(values) != len(readers):
            raise TypeError(f"{values!r} has not {len(readers)} values")
        return tuple([read(value) for read, value in zip(readers, values, strict=True)])

    return read_fixed


@lru_cache(maxsize=64)
def _dataclass_decoder(kind: Any, ready: tuple[str, ...] = ()) -> Decoder:  # noqa: ANN401
    """Return the reader of the dataclass ``kind``; fields in ``ready`` are passed on."""
    hints = get_type_hints(kind)
    readers = {
        field.name: (lambda value: value)
        if field.name in ready
        else _decoder(hints[field.name])
        for field in fields(kind)
    }
    required = {
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }

    def read(record: Any) -> Any:  # noqa: ANN401
        if not required <= record.keys():
            raise KeyError(*sorted(required - record.keys()))
        return kind(**{name: readers[name](value) for name, value in record.items()})

    return read


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the index keeps it.

    ``sha256`` is its file's, in hexadecimal; ``text`` is what spans count in.
    """

    name: str
    sha256: str
    text: str
    plan: Plan


def dump_documents(documents: Iterable[Document]) -> bytes:
    """Return ``documents`` as JSON, one a line, in UTF-8."""
    return _dump(
        {
            "name": document.name,
            "sha256": document.sha256,
            "text": document.text,
            "plan": plan_to_json(document.plan),
        }
        for document in documents
    )


def load_documents(data: bytes) -> list[Document]:
    """Return the documents that :func:`dump_documents` wrote.

    :raises ValueError: If ``data`` is something else.
    """
    try:
        return [
            Document(
                record["name"], record["sha256"], record["text"], plan_from_json(record["plan"])
            )
            for record in _load(data)
        ]
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a document: {error!r}") from error


def dump_passages(passages: Iterable[Passage]) -> bytes:
    """Return ``passages`` as JSON, one a line, in UTF-8."""
    return _dump(asdict(passage) for passage in passages)


def load_passages(data: bytes) -> list[Passage]:
    """Return the passages that :func:`dump_passages` wrote.

    :raises ValueError: If ``data`` is something else.
    """
    try:
        return [Passage(**record) for record in _load(data)]
    except TypeError as error:
        raise ValueError(f"not a passage: {error!r}") from error


def _dump(records: Iterable[dict[str, Any]]) -> bytes:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return "".join(lines).encode("utf-8")


def _load(data: bytes) -> Iterator[Any]:
    # Not splitlines(): a text may hold other line separators, and JSON leaves them be.
    return (json.loads(line) for line in data.split(b"\n") if line)
