"""The proof of a lab's graders: right answers that must pass, wrong ones that must not.

Each lab's ``variants.py`` makes one ``Proof`` and fills it. Ordinary functions
become answer cells: their source is taken, the name replaced by the graded
function's. ``tests/labs`` runs every answer through the very cells that grade
students. Nothing here is ever released.

    proof = Proof()

    @proof.right("center")
    def by_a_loop(X): ...

    @proof.wrong("center", "takes the median", feedback="median of each column")
    def median(X): ...
"""

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """One answer to one question.

    Attributes:
        function: The graded function that it answers.
        name: What is particular about it, unique for the function.
        cell: Source of the answer cell.
        is_right: Whether it must earn full points.
        misconception: What a wrong answer gets wrong, in one line.
        feedback: What the failing tests must say, all of it.
    """

    function: str
    name: str
    cell: str
    is_right: bool
    misconception: str = ""
    feedback: tuple[str, ...] = ()


class Proof:
    """The variants of one lab, in the order in which they were listed."""

    def __init__(self) -> None:
        """Start with none."""
        self.variants: list[Variant] = []

    def right(self, function: str) -> Callable:
        """Decorate a correct answer to ``function``, written differently from the master's."""

        def take(answer: Callable) -> Callable:
            self.right_cell(function, answer.__name__, _as_cell(answer, function))
            return answer

        return take

    def wrong(self, function: str, misconception: str, feedback: str | tuple[str, ...]) -> Callable:
        """Decorate a plausible mistake; ``feedback`` is what its tests must say."""

        def take(answer: Callable) -> Callable:
            cell = _as_cell(answer, function)
            self.wrong_cell(function, answer.__name__, misconception, feedback, cell)
            return answer

        return take

    def right_cell(self, function: str, name: str, cell: str) -> None:
        """Add a correct answer as the text of its whole cell, with imports for instance."""
        self._add(Variant(function, name, textwrap.dedent(cell).strip(), is_right=True))

    def wrong_cell(
        self,
        function: str,
        name: str,
        misconception: str,
        feedback: str | tuple[str, ...],
        cell: str,
    ) -> None:
        """Add a mistake as the text of its whole cell."""
        words = (feedback,) if isinstance(feedback, str) else tuple(feedback)
        cell = textwrap.dedent(cell).strip()
        self._add(Variant(function, name, cell, False, misconception, words))

    def _add(self, variant: Variant) -> None:
        if any(
            (old.function, old.name) == (variant.function, variant.name) for old in self.variants
        ):
            raise ValueError(
                f"{variant.function} has two variants named {variant.name!r}: rename one, so that "
                "a failing test says which it is"
            )
        self.variants.append(variant)


def _as_cell(answer: Callable, function: str) -> str:
    """The answer's source without its decorator, under the graded function's name."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(answer)))
    definition = tree.body[0]
    definition.decorator_list = []
    definition.name = function
    return ast.unparse(tree)
