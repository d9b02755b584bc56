"""JSON Schemas of the fields, by which programs complete and mark what an editor types.

They are of draft 7, which the language server for YAML knows best: https://json-schema.org/draft-07. A schema knows the
names, the needed ones and the words that may stand; what needs more than the file itself is for ``forewarn check``.
"""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from forewarn.field import ALWAYS, Kind
from forewarn.outputs.handbook.described import Described, Form, described

_TITLES = {
    Kind.ADVISORY: "The fields of an advisory",
    Kind.AREA: "The fields of an area",
    Kind.HELP: "The fields of a help page",
    Kind.CONTACTS: "contacts.yml: whom readers tell",
    Kind.HOME: "The fields of the home page",
}
# Programs read 159 as a number and "no" as a truth value. Here every value is a text, so a schema lets them pass.
_TEXTS = ("string", "number", "boolean")
_NOT_BLANK = r"\S"
_LANGUAGE_TAG = "^[a-z]{2,3}$"

Schema = dict[str, Any]

# When fields are needed that are not always, by the block in which they stand: ``needed`` says the same in words.
_CONDITIONS: Mapping[tuple[Kind, str], Schema] = MappingProxyType(
    {
        (Kind.ADVISORY, "publish"): {
            "if": {"properties": {"status": {"const": "withdrawn"}}, "required": ["status"]},
            "then": {"required": ["reason"]},
            "else": {
                "not": {"properties": {"reason": {"type": "string", "pattern": _NOT_BLANK}}, "required": ["reason"]}
            },
        },
        (Kind.AREA, ""): {"if": {"not": {"required": ["within"]}}, "then": {"required": ["nation", "force"]}},
        (Kind.CONTACTS, "contacts"): {
            "anyOf": [{"required": [name]} for name in ("phone", "text", "email", "link")],
        },
    }
)


def schema_text(kind: Kind) -> str:
    """Give the schema of the fields of a kind of file, as it is written to a file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def schema(kind: Kind) -> Schema:
    """Give the schema of the fields of a kind of file."""
    opening = {"$schema": "http://json-schema.org/draft-07/schema#", "title": _TITLES[kind]}
    return opening | _block(kind, "", described(kind))


def _block(kind: Kind, path: str, inside: Sequence[Described]) -> Schema:
    needed = [each.field.name for each in inside if each.field.needed == ALWAYS]
    made: Schema = {
        "type": "object",
        "properties": {each.field.name: _field(kind, each) for each in inside},
        "additionalProperties": False,
    }
    conditions = _CONDITIONS.get((Kind.CONTACTS if path == "contacts" else kind, path), {})
    return made | ({"required": needed} if needed else {}) | conditions


def _field(kind: Kind, each: Described) -> Schema:
    told: Schema = {"description": each.field.meaning}
    match each.form:
        case Form.TEXT:
            return told | _text(each)
        case Form.TEXTS:
            return told | _texts(each)
        case Form.FIELDS:
            return told | _block(kind, each.field.path, each.below)
        case Form.ITEMS:
            return told | {"type": "array", "minItems": 1, "items": _block(kind, each.field.path, each.below)}
        case Form.TEXT_BY_LANGUAGE:
            return told | _by_language({"type": list(_TEXTS), "pattern": _NOT_BLANK})
        case Form.FIELDS_BY_LANGUAGE:
            return told | _by_language(_block(kind, each.field.path, each.below))


def _text(each: Described) -> Schema:
    """Describe one text. One that is not needed may be empty, which is as good as not being there."""
    if choices := each.field.choices:
        return {"enum": list(choices), "enumDescriptions": list(choices.values())}
    if each.field.needed == ALWAYS:
        return {"type": list(_TEXTS), "pattern": _NOT_BLANK}
    return {"type": [*_TEXTS, "null"]}


def _texts(each: Described) -> Schema:
    """Describe one text or a list. A program offers the words of a choice for both."""
    one = _text(each)
    is_needed = each.field.needed == ALWAYS
    return {"anyOf": [one, {"type": "array", "items": one, **({"minItems": 1} if is_needed else {})}]}


def _by_language(inside: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": _LANGUAGE_TAG}, "additionalProperties": inside}
