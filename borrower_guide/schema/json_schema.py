"""The JSON Schema of the case format: `python -m borrower_guide.schema.json_schema`."""

import json
import sys

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from borrower_guide.schema.case import Case

ADDRESS = "https://json-schema.org/draft/2020-12/schema"


class _NullIsAbsent(GenerateJsonSchema):
    """Whatever may be left out may be null."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        told = super().default_schema(schema)
        if told.get("default") is None:
            return told
        default = told.pop("default")
        return {"anyOf": [told, {"type": "null"}], "default": default}


def case_schema() -> str:
    """`docs/case.schema.json` as text, generated from the types and their Chinese labels."""
    types = Case.model_json_schema(mode="validation", schema_generator=_NullIsAbsent)
    schema = {"$schema": ADDRESS, **types}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(case_schema())
