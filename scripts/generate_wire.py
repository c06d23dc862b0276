"""Write web/src/wire.gen.ts from the pydantic models of coach/server/wire.py.

    python scripts/generate_wire.py [--check]

--check writes nothing and exits 1 when the file is not what the models say.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from coach import events  # noqa: E402
from coach.server import wire, wire_rest, wire_sets  # noqa: E402
from coach.speaking import voice  # noqa: E402
from scoring import question, scorecard  # noqa: E402

TARGET = ROOT / "web" / "src" / "wire.gen.ts"
HEAD = "// Generated from coach/server/wire.py by `make wire`. Change the models there, not this file.\n"

LITERALS: dict[str, Any] = {
    "MoveName": events.MoveName,
    "TurnEndReason": events.TurnEndReason,
    "FinishReason": events.FinishReason,
    "Viseme": voice.Viseme,
    "Kind": question.Kind,
    "Label": scorecard.Label,
    "Component": scorecard.Component,
    "CriterionId": scorecard.CriterionId,
    "BandName": scorecard.BandName,
    "ControlName": wire.ControlName,
    "FloorName": wire.FloorName,
    "HearingName": wire.HearingName,
    "Readiness": wire_rest.Readiness,
    "SpeakerName": wire_rest.SpeakerName,
    "TroubleCode": wire.TroubleCode,
}
UNIONS: dict[str, Any] = {
    "Event": events.Event,
    "ClientMessage": wire.ClientMessage,
    "ServerMessage": wire.ServerMessage,
}

FROM_BROWSER = (*wire.FROM_BROWSER, *wire_sets.FROM_BROWSER)
TO_BROWSER = (*wire.TO_BROWSER, *wire_sets.TO_BROWSER)
Schema = Mapping[str, Any]


def members(union: Any) -> list[str]:
    """Class names of an Annotated union, in the order in which it was written."""
    return [cls.__name__ for cls in get_args(get_args(union)[0])]


def alternatives(names: Iterable[str]) -> str:
    return "".join(f"\n  | {name}" for name in names)


def literal(values: Iterable[Any]) -> str:
    """The name of a known set of literals, else the set itself."""
    written = list(values)
    for name, alias in LITERALS.items():
        if list(get_args(alias)) == written:
            return name
    return " | ".join(json.dumps(value) for value in written)


def either(options: Iterable[Schema]) -> str:
    names = [str(option["$ref"]).rsplit("/", 1)[-1] if "$ref" in option else ts(option) for option in options]
    for union, cls in UNIONS.items():
        if members(cls) == names:
            return union
    return " | ".join(dict.fromkeys(names))


def array(schema: Schema) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(ts(item) for item in schema['prefixItems'])}]"
    item = ts(schema["items"])
    return f"({item})[]" if "|" in item else f"{item}[]"


def mapping(schema: Schema) -> str:
    value = ts(schema["additionalProperties"])
    if "propertyNames" in schema:
        return f"Partial<Record<{ts(schema['propertyNames'])}, {value}>>"
    return f"Record<string, {value}>"


def ts(schema: Schema) -> str:
    """The TypeScript type of a JSON schema. Raises ValueError on a schema that it does not know."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return literal(schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "anyOf" in schema or "oneOf" in schema:
        return either(schema.get("anyOf") or schema["oneOf"])
    kind = schema.get("type")
    if kind == "array":
        return array(schema)
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return mapping(schema)
    simple = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean", "null": "null"}
    if kind not in simple:
        raise ValueError(f"no TypeScript for the schema {json.dumps(schema)}")
    return simple[kind]


def comment(text: str | None, indent: str = "") -> str:
    return f"{indent}/** {' '.join(text.split())} */\n" if text else ""


def interface(name: str, schema: Schema, given: bool) -> str:
    """`given`: the browser writes it, so fields with a default may be left out; what the server writes is complete."""
    required = set(schema.get("required", ()))
    lines = []
    for field, inner in schema.get("properties", {}).items():
        optional = "?" if given and field not in required and "const" not in inner else ""
        lines.append(f"{comment(inner.get('description'), '  ')}  {field}{optional}: {ts(inner)};\n")
    return f"{comment(schema.get('description'))}export interface {name} {{\n{''.join(lines)}}}\n"


def interfaces(models: Iterable[type[BaseModel]], given: bool) -> dict[str, str]:
    mode: Any = "validation" if given else "serialization"
    _, schema = models_json_schema([(model, mode) for model in models])
    return {name: interface(name, body, given) for name, body in schema["$defs"].items()}


def generate() -> str:
    """The whole of wire.gen.ts; the same models give the same text."""
    sent, received = interfaces(FROM_BROWSER, True), interfaces(TO_BROWSER, False)
    if both := sorted(sent.keys() & received.keys()):
        raise ValueError(f"{', '.join(both)} cross the wire both ways; give each direction its own model")
    literals = [f"export type {name} = {' | '.join(map(json.dumps, get_args(a)))};\n" for name, a in LITERALS.items()]
    unions = [f"export type {name} ={alternatives(members(union))};\n" for name, union in UNIONS.items()]
    bodies = {**sent, **received}
    return "\n".join([HEAD, *literals, *(bodies[name] for name in sorted(bodies)), *unions])


def main(arguments: list[str]) -> int:
    text = generate()
    if "--check" in arguments:
        if TARGET.exists() and TARGET.read_text("utf-8") == text:
            return 0
        print("web/src/wire.gen.ts is not what coach/server/wire.py says. Run: make wire", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
