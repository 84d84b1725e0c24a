"""Every fault has the exit code that DESIGN names for it."""

from __future__ import annotations

import pytest

from antidistill import errors
from antidistill.errors import AntidistillError, Exit

CODES = {
    "DONE": 0,
    "WOULD_CHANGE": 1,
    "USAGE": 2,
    "UNEXPECTED": 3,
    "REFUSED": 4,
    "PARTLY_FAILED": 5,
}
FAULTS = {
    errors.AntidistillError: 3,
    errors.UsageFault: 2,
    errors.UnreadableInput: 2,
    errors.BrokenData: 2,
    errors.Refused: 4,
    errors.OutputFault: 3,
    errors.VaultFault: 2,
    errors.EngineFault: 3,
}


def test_the_exit_codes_are_those_of_the_command_line() -> None:
    assert {e.name: e.value for e in Exit} == CODES


@pytest.mark.parametrize(("fault", "code"), FAULTS.items(), ids=lambda v: getattr(v, "__name__", v))
def test_a_fault_carries_its_exit_code(fault: type[AntidistillError], code: int) -> None:
    assert fault("a calm line").exit_code == code
    assert str(fault("a calm line")) == "a calm line"


def test_no_fault_goes_unlisted() -> None:
    here = {c for c in AntidistillError.__subclasses__() if c.__module__ == errors.__name__}
    assert {*here, AntidistillError} == set(FAULTS)


@pytest.mark.parametrize("fault", AntidistillError.__subclasses__(), ids=lambda c: str(c.__name__))
def test_every_fault_has_a_code_of_the_command_line(fault: type[AntidistillError]) -> None:
    assert fault.exit_code in set(Exit) - {Exit.DONE, Exit.WOULD_CHANGE}
