"""Types → JSON Schema (2020-12, the dialect of OpenAPI 3.1): of answers (`answers`) and of declared parameters."""

import types
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from archive.web.query_string.parameter import DATE_PATTERN, MOMENT_PATTERN, Parameter

Json = dict[str, Any]
Schemas = dict[str, Json]
COMPONENTS = "#/components/schemas/"
_SCALARS: dict[object, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    object: {},
}


def answer_schema(answer: Any, components: Schemas) -> Json:
    """The schema of a type; those of its TypedDicts are added to `components`. Raises TypeError for one it cannot describe."""
    origin, arguments = get_origin(answer), get_args(answer)
    if origin is Annotated:
        return _annotated(answer_schema(arguments[0], components), arguments[1:])
    if answer in _SCALARS:
        return dict(_SCALARS[answer])
    if is_typeddict(answer):
        return _component(answer, components)
    if origin is NotRequired:
        return answer_schema(arguments[0], components)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": answer_schema(arguments[0], components)}
    if origin is dict:
        return {"type": "object"}
    if origin in (Union, types.UnionType):
        return _union([answer_schema(one, components) for one in arguments])
    raise TypeError(f"No schema for {answer!r}.")


def _component(answer: Any, components: Schemas) -> Json:
    name = answer.__name__
    if name not in components:
        components[name] = {}  # while its properties are described, which may refer to it
        hints = get_type_hints(answer, include_extras=True)
        properties = {key: answer_schema(hint, components) for key, hint in hints.items()}
        required = [key for key in hints if key in answer.__required_keys__]
        components[name] = {"type": "object", "properties": properties, "required": required}
    return {"$ref": COMPONENTS + name}


def _annotated(described: Json, metadata: tuple[Any, ...]) -> Json:
    for one in metadata:
        described = {**described, **({"description": one} if isinstance(one, str) else one)}
    if not described.get("$ref", COMPONENTS).startswith(COMPONENTS):
        return {"$ref": COMPONENTS + described["$ref"]}
    return described


def _union(members: list[Json]) -> Json:
    if all(set(one) == {"enum"} or one == {"type": "null"} for one in members):
        return {"enum": [value for one in members for value in one.get("enum", [None])]}
    if all(set(one) == {"type"} for one in members):
        return {"type": [one["type"] for one in members]}
    return {"anyOf": members}


def parameter_schema(parameter: Parameter) -> Json:
    """What a value of the parameter may be, as the parser checks it."""
    match parameter.shape:
        case "keys":
            items = {"type": "string", "maxLength": parameter.max_length}
            return {"type": "array", "items": items, "maxItems": parameter.max_values}
        case "number":
            bounds: Json = {"type": "integer", "minimum": 1, "maximum": parameter.maximum}
            return {**bounds, "default": int(parameter.default)} if parameter.default else bounds
        case "first_day" | "last_day":
            return {"type": "string", "pattern": DATE_PATTERN}
        case "moment":
            return {"type": "string", "pattern": MOMENT_PATTERN}
        case "text" | "cursor":
            return {"type": "string", "maxLength": parameter.max_length}
        case _:
            known: Json = {"type": "string", "enum": list(parameter.choices)}
            return {**known, "default": parameter.default} if parameter.default else known


def understood_schema(parameter: Parameter) -> Json:
    """How an answer repeats the parameter as it was understood: null for what was not given."""
    match parameter.shape:
        case "keys":
            return {"type": "array", "items": {"type": "string"}}
        case "number":
            return {"type": "integer"}
        case "flag":
            return {"type": "boolean"}
        case "first_day" | "last_day":
            return {"type": ["string", "null"], "format": "date"}
        case "moment":
            return {"type": ["string", "null"], "format": "date-time"}
        case "text" | "cursor":
            return {"type": ["string", "null"]}
        case _:
            return {"enum": [*parameter.choices, *([] if parameter.default else [None])]}


def understood_query(parameters: tuple[Parameter, ...]) -> Json:
    """The schema of `query` in an answer."""
    return {
        "type": "object",
        "description": "Every parameter as understood.",
        "properties": {parameter.name: understood_schema(parameter) for parameter in parameters},
        "required": [parameter.name for parameter in parameters],
    }
