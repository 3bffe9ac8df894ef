"""The questions of a quiz, checked as they are written."""

import math
from dataclasses import dataclass

#: A numeric answer counts when it is this close to the value, relative to it.
TOLERANCE = 0.005


@dataclass(frozen=True)
class Answer:
    """One option of a question: its text, whether it is right, what to say of it."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class ChoiceQuestion:
    """A question with options; one of them is right, or several."""

    text: str
    answers: tuple[Answer, ...]

    @property
    def number_right(self) -> int:
        """How many options are right."""
        return sum(answer.right for answer in self.answers)


@dataclass(frozen=True)
class NumberQuestion:
    """A question whose answer is a number; ``known`` pairs values with feedback, right first."""

    text: str
    known: tuple[tuple[float, str], ...]
    otherwise: str


def choice(question: str, *answers: tuple[str, bool, str]) -> ChoiceQuestion:
    """Return a question with one right answer, or several.

    Args:
        question: Text; math between dollar signs, code between backticks, emphasis between
            asterisks.
        answers: Two or more (text, whether it is right, feedback).

    Raises:
        ValueError: If the question or a text is empty, fewer than two answers are given, two
            are alike, none or all are right, or a feedback is missing.
    """
    _require(question, "the question is empty", question)
    made = tuple(Answer(*answer) for answer in answers)
    right = sum(answer.right for answer in made)
    if len(made) < 2 or not 0 < right < len(made):
        raise ValueError(
            f"{question!r} needs right and wrong answers, got {right} right of {len(made)}"
        )
    if len({answer.text for answer in made}) < len(made):
        raise ValueError(f"{question!r} offers the same answer twice")
    for answer in made:
        _require(answer.text, "an answer is empty", question)
        _require(answer.feedback, f"the answer {answer.text!r} has no feedback", question)
    return ChoiceQuestion(question, made)


def number(
    question: str, value: float, right: str, *mistakes: tuple[float, str], otherwise: str
) -> NumberQuestion:
    """Return a question whose answer is a number.

    Args:
        question: What is asked.
        value: The right answer; answers within 0.5 % of it count.
        right: Feedback for the right answer.
        mistakes: Any number of (value, feedback): what a known misconception leads to, and
            what to say of it.
        otherwise: Feedback for every other number.

    Raises:
        ValueError: If a value isn't finite, a mistake counts as the answer or as another
            mistake, or a text is empty.
    """
    _require(question, "the question is empty", question)
    known = ((value, right), *mistakes)
    for place, (wrong, feedback) in enumerate(known):
        if not math.isfinite(wrong):
            raise ValueError(f"{question!r}: {wrong} isn't a finite number")
        _require(feedback, f"{wrong} has no feedback", question)
        for earlier, _ in known[:place]:
            if abs(wrong - earlier) <= TOLERANCE * (abs(wrong) + abs(earlier)):
                raise ValueError(f"{question!r}: {wrong} can't be told from {earlier}")
    _require(otherwise, "there is no feedback for other numbers", question)
    return NumberQuestion(question, known, otherwise)


def _require(text: str, fault: str, question: str) -> None:
    if not text.strip():
        raise ValueError(f"{question!r}: {fault}")
