"""Answers that differ from the master's, taken from a lab's proof."""

from __future__ import annotations

import importlib

from solutions.proof import Variant
from solutions.sample_lab import SampleClassError


def written_differently(lab: str, functions: list[str]) -> dict[str, str]:
    """For each function the first right answer of the lab's proof, as the cell's text."""
    return {name: _first(lab, name, is_right=True).cell for name in functions}


def first_mistake(lab: str, function: str) -> Variant:
    """The first mistake that the lab's proof lists for a function."""
    return _first(lab, function, is_right=False)


def _first(lab: str, function: str, *, is_right: bool) -> Variant:
    variants = importlib.import_module(f"solutions.{lab}.variants").proof.variants
    for variant in variants:
        if variant.function == function and variant.is_right == is_right:
            return variant
    kind = "right" if is_right else "wrong"
    raise SampleClassError(f"solutions/{lab}/variants.py has no {kind} answer to {function}")
