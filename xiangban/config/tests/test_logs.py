"""Logs are for the operator: they hold places in the code and paths, never a person."""

import logging
import sys

import pytest

from xiangban.config.logs import PlainFormatter

CANARY = "欧阳金丝雀"


def written(name: str, message: str, *arguments: object, failed: bool = False) -> str:
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, sys.exc_info() if failed else None)
    return PlainFormatter().format(record)


def test_the_text_of_an_exception_is_left_out_and_its_place_is_kept() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        line = written("django.request", "Internal Server Error: %s", "/children/", failed=True)
    assert CANARY not in line
    assert "ValueError" in line
    assert "test_logs.py" in line


def test_a_query_string_is_cut_off() -> None:
    line = written("django.request", "Not Found: %s", f"/children/?name={CANARY}")
    assert line.endswith("Not Found: /children/")


def test_a_one_time_link_that_was_refused_cannot_be_used_by_who_reads_the_log() -> None:
    line = written("django.request", "Unprocessable Entity: %s", f"/welcome/{CANARY}/")
    assert line.endswith("Unprocessable Entity: /welcome/…/")


@pytest.mark.parametrize("library", ["allauth.account", "axes.handlers", "django.db.backends", "granian"])
def test_what_libraries_put_into_their_sentences_is_left_out(library: str) -> None:
    assert CANARY not in written(library, "sign-in failed for %s", CANARY)


def test_a_failed_job_is_named_without_what_it_said() -> None:
    line = written("django-q", f"Failed 'access.jobs.export' (two-words) - ValueError: {CANARY}\n  in line 3 {CANARY}")
    assert "access.jobs.export" in line
    assert CANARY not in line
