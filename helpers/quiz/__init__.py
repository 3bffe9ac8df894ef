"""Quizzes at the end of a chapter: questions whose wrong answers teach.

``questions`` checks what an author writes, so that no question goes out
without a right answer or with a wrong one that isn't explained; ``markup``
turns it into plain HTML form fields, which the keyboard, screen readers, print
and search already know. The same output works in the saved page and in
JupyterLab, without a kernel.
"""

from helpers.quiz.markup import quiz_markup
from helpers.quiz.questions import choice, number

__all__ = ["choice", "number", "show"]


def show(*questions) -> None:
    """Display questions made by ``choice`` and ``number`` on the page.

    Raises:
        ValueError: If there is no question.
    """
    from IPython.display import HTML, display

    display(HTML(quiz_markup(questions)))
