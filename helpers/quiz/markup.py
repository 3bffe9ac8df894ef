"""Questions as HTML: one form a question, answered by the script in quiz.js.

JupyterQuiz was tried first. It draws its questions by script, so that their
math can fail to typeset and nothing is left in print or search; its answers to
many-choice questions are radio buttons, its number field has no label and
refuses pasting, and it turns to another host for MathJax.
"""

import hashlib
import html
import json
import re
from functools import cache
from importlib.resources import files
from string import ascii_lowercase

from helpers.quiz.questions import TOLERANCE, ChoiceQuestion, NumberQuestion

#: Math between dollar signs (as in MyST: no blank inside them, no digit
#: after), code between backticks, emphasis between asterisks.
_INLINE = re.compile(
    r"(?<!\\)\$(?P<math>[^\s$](?:[^$]*[^\s$])?)\$(?!\d)|`(?P<code>[^`]+)`|\*(?P<em>[^\s*][^*]*)\*"
)


def quiz_markup(questions) -> str:
    """Return the quiz as HTML, the same for the same questions.

    Raises:
        ValueError: If there is no question, or one isn't made by ``choice`` or ``number``.
    """
    questions = list(questions)
    if not questions:
        raise ValueError("a quiz needs at least one question")
    for question in questions:
        if not isinstance(question, ChoiceQuestion | NumberQuestion):
            raise ValueError(f"{question!r} isn't a question: make it with choice() or number()")
    # Ids come from the content: a rebuilt page is the same page.
    identifier = "quiz-" + hashlib.sha256(repr(questions).encode()).hexdigest()[:10]
    forms = "\n".join(
        _question_markup(question, f"{identifier}-{place}", place, len(questions))
        for place, question in enumerate(questions, start=1)
    )
    # Sphinx tells MathJax to leave the page's text alone but for these classes.
    return (
        f'<div class="quiz tex2jax_process mathjax_process" id="{identifier}">\n'
        f"<style>{_asset('quiz.css')}</style>\n{forms}\n"
        "<noscript><p>Checking the answers needs JavaScript.</p></noscript>\n"
        f"<script>{_asset('quiz.js')}</script>\n</div>"
    )


@cache
def _asset(name: str) -> str:
    return files("helpers.quiz").joinpath(name).read_text(encoding="utf-8")


def _question_markup(question, identifier: str, place: int, count: int) -> str:
    if isinstance(question, ChoiceQuestion):
        kind = "one" if question.number_right == 1 else "several"
        hint = "" if kind == "one" else " <small>(several answers are right)</small>"
        fields = "\n".join(
            _option_markup(answer, kind, identifier, option)
            for option, answer in enumerate(question.answers)
        )
    else:
        kind, hint, fields = "number", "", _number_markup(question, identifier)
    return (
        f'<form class="quiz-question" data-kind="{kind}" autocomplete="off" novalidate>'
        f"<fieldset><legend><small>Question {place} of {count}</small> "
        f"<span>{rich_text(question.text)}</span>{hint}</legend>\n{fields}\n"
        '<div class="quiz-feedback" role="status" aria-live="polite"></div></fieldset></form>'
    )


def _option_markup(answer, kind: str, group: str, place: int) -> str:
    control = "radio" if kind == "one" else "checkbox"
    identifier = f"{group}-{place}"
    # The letter names an option that is a formula only, for those who speak
    # to the computer and for those who talk about the question.
    return (
        f'<label class="quiz-option" for="{identifier}"><input type="{control}" '
        f'id="{identifier}" name="{group}" data-right="{str(answer.right).lower()}"> '
        f"<b>{ascii_lowercase[place]})</b> <span>{rich_text(answer.text)}</span></label>"
        f"<div hidden data-feedback>{rich_text(answer.feedback)}</div>"
    )


def _number_markup(question: NumberQuestion, identifier: str) -> str:
    ranges = [
        [value - TOLERANCE * abs(value), value + TOLERANCE * abs(value)]
        for value, _ in question.known
    ]
    feedback = [text for _, text in question.known] + [question.otherwise]
    hidden = "".join(f"<div hidden data-feedback>{rich_text(text)}</div>" for text in feedback)
    return (
        f'<div class="quiz-number"><label for="{identifier}-0">Your answer, a number:</label> '
        f'<input type="text" inputmode="text" id="{identifier}-0" size="10" '
        f'data-ranges="{html.escape(json.dumps(ranges))}"> '
        f'<button type="submit">Check</button></div>{hidden}'
    )


def rich_text(text: str) -> str:
    """Return an author's text as HTML: escaped, its math, code and emphasis marked up."""
    pieces, end = [], 0
    for found in _INLINE.finditer(text):
        pieces.append(html.escape(text[end : found.start()], quote=False))
        inside = html.escape(found[found.lastgroup], quote=False)
        if found.lastgroup == "math":
            pieces.append(rf'<span class="math">\({inside}\)</span>')
        else:
            pieces.append(f"<{found.lastgroup}>{inside}</{found.lastgroup}>")
        end = found.end()
    pieces.append(html.escape(text[end:], quote=False))
    return "".join(pieces).replace(r"\$", "$")
