"""What the README says of waiting times is what was measured."""

import json

from experiments import course_speed, readme_tables


def test_the_readme_states_the_recorded_times_and_their_machine():
    record = json.loads(course_speed.RESULTS.read_text())
    table = course_speed.as_table(record["rows"], record["machine"])
    assert table in readme_tables.README.read_text(), "run `make bench`"


def test_every_promised_limit_was_measured_and_kept():
    rows = json.loads(course_speed.RESULTS.read_text())["rows"]
    limits = {row["limit"] for row in rows if row["limit"]}
    assert limits == {60, 360, 10, 900, 1000}
    missed = [row["name"] for row in rows if row["limit"] and row["value"] > row["limit"]]
    assert not missed


def test_the_table_says_what_a_row_holds():
    rows = [{"name": "the book, cold", "value": 41.7, "unit": "s", "limit": 90}]
    table = course_speed.as_table(rows, {"cores": "2", "processor": "P", "python": "3.11"})
    assert "| the book, cold | 42 s | 90 s |" in table
    assert table.endswith("on 2 cores of P, Python 3.11.")
