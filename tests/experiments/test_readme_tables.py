"""Measured tables are put where the README has a place for them, and nowhere else."""

import pytest

from experiments.readme_tables import marks, put_table


def test_only_what_stands_between_the_marks_is_replaced(tmp_path):
    begin, end = marks("speed")
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{begin}\nold\n{end}\nafter\n")
    put_table("speed", r"new \1", readme)
    assert readme.read_text() == f"before\n{begin}\nnew \\1\n{end}\nafter\n"


def test_a_readme_without_the_marks_is_named(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("\n".join(marks("another table")))
    with pytest.raises(ValueError, match="no place for the table"):
        put_table("speed", "new", readme)
