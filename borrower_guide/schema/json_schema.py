"""The JSON Schema of the case format: `python -m borrower_guide.schema.json_schema`."""

import json
import sys

from borrower_guide.schema.case import Case

ADDRESS = "https://json-schema.org/draft/2020-12/schema"


def case_schema() -> str:
    """`docs/case.schema.json` as text, generated from the types and their Chinese labels."""
    schema = {"$schema": ADDRESS, **Case.model_json_schema(mode="validation")}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(case_schema())
