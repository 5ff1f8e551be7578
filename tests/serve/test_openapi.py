"""Whatever the description of the workbench's addresses allows is answered, never by an error of ours."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

import sayso
from sayso.serve.app import make_app
from sayso.serve.settings import Settings

EXAMPLES = 12
"""Requests tried of each address."""
SETTINGS = settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
HOST = {"Host": "127.0.0.1"}


@pytest.fixture(scope="module")
def described(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    """Describe a workbench of a copy of the demo's case, which may be changed."""
    copy = tmp_path_factory.mktemp("described") / "demo.sayso"
    with sayso.open(demo_case) as case:
        case.backup(copy)
    app = make_app(partial(sayso.open, copy), Settings())
    return schemathesis.openapi.from_asgi("/openapi.json", app, headers=HOST)


def test_every_address_answers_whatever_it_is_asked(described: schemathesis.BaseSchema) -> None:
    """Errors of ours alone are faults here; what an address refuses, and how, other tests say."""
    tried = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @SETTINGS
        @given(operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            nonlocal tried
            tried += 1
            case.validate_response(case.call(headers=HOST), checks=[schemathesis.checks.not_a_server_error])

        ask()
    assert tried >= 3 * EXAMPLES
