"""A quiz teaches on every wrong answer, is the same at every build, and breaks no page."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from helpers import quiz
from helpers.quiz.markup import quiz_markup, rich_text


def one():
    return quiz.choice("Is $x^2$ big?", ("yes", True, "It is."), ("no", False, "Square it."))


def several():
    return quiz.choice(
        "Even?", ("2", True, "Yes."), ("3", False, "Odd."), ("4", True, "Yes, twice two.")
    )


def numeric():
    return quiz.number("2 + 2?", 4, "Yes.", (22, "That is joining."), otherwise="Add.")


def soup(*questions):
    return BeautifulSoup(quiz_markup(questions), "html.parser")


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ([], "got 0 right of 0"),
        ([("yes", True, "Yes.")], "needs right and wrong"),
        ([("yes", True, "Yes."), ("sure", True, "Yes.")], "got 2 right of 2"),
        ([("yes", False, "No."), ("sure", False, "No.")], "got 0 right of 2"),
        ([("yes", True, "Yes."), ("no", False, " ")], "'no' has no feedback"),
        ([("yes", True, "Yes."), (" ", False, "No.")], "an answer is empty"),
        ([("yes", True, "Yes."), ("yes", False, "No.")], "same answer twice"),
    ],
)
def test_a_question_that_cannot_teach_is_refused(answers, fault):
    with pytest.raises(ValueError, match=fault):
        quiz.choice("Is it?", *answers)


@pytest.mark.parametrize(
    ("value", "mistakes", "otherwise", "fault"),
    [
        (4, [(4.02, "close")], "Add.", "can't be told from"),
        (4, [(5, "one off"), (5.01, "also")], "Add.", "can't be told from"),
        (0, [(0, "none")], "Add.", "can't be told from"),
        (4, [(5, "")], "Add.", "5 has no feedback"),
        (4, [], " ", "other numbers"),
        (float("nan"), [], "Add.", "finite"),
        (float("inf"), [], "Add.", "finite"),
    ],
)
def test_a_numeric_question_that_cannot_teach_is_refused(value, mistakes, otherwise, fault):
    with pytest.raises(ValueError, match=fault):
        quiz.number("How many?", value, "Yes.", *mistakes, otherwise=otherwise)


def test_a_choice_without_a_question_is_refused():
    with pytest.raises(ValueError, match="the question is empty"):
        quiz.choice("", ("yes", True, "Yes."), ("no", False, "No."))


def test_a_numeric_question_without_a_question_is_refused():
    with pytest.raises(ValueError, match="the question is empty"):
        quiz.number(" ", 4, "Yes.", otherwise="Add.")


@pytest.mark.parametrize(
    ("questions", "fault"), [((), "at least one"), (("2 + 2?",), "choice\\(\\)")]
)
def test_a_quiz_of_nothing_is_refused(questions, fault):
    with pytest.raises(ValueError, match=fault):
        quiz.show(*questions)


def test_one_right_answer_makes_radio_buttons_and_several_make_checkboxes():
    page = soup(one(), several())
    kinds = [
        {control["type"] for control in form.select("input")}
        for form in page.select(".quiz-question")
    ]
    assert kinds == [{"radio"}, {"checkbox"}], "readers can't tick all that is right"
    groups = [{control["name"] for control in form.select("input")} for form in page.select("form")]
    assert [len(group) for group in groups] == [1, 1]
    assert not groups[0] & groups[1], "answering one question unticks another"


def test_every_answer_carries_its_feedback():
    page = soup(one(), several(), numeric())
    said = [[tag.text for tag in form.select("[data-feedback]")] for form in page.select("form")]
    assert said == [
        ["It is.", "Square it."],
        ["Yes.", "Odd.", "Yes, twice two."],
        ["Yes.", "That is joining.", "Add."],
    ]


def test_every_field_and_question_has_a_name_and_a_live_region():
    page = soup(one(), several(), numeric())
    for form in page.select(".quiz-question"):
        assert form.fieldset.legend.text.strip()
        assert form.select_one(".quiz-feedback")["aria-live"] == "polite"
        for control in form.select("input"):
            assert page.select(f"label[for={control['id']}]"), f"{control['id']} has no label"


def test_ids_are_unique_across_quizzes():
    text = quiz_markup([one(), several(), numeric()]) + quiz_markup([several(), one()])
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), "a label ticks an answer of another quiz"


def test_the_same_questions_give_the_same_page():
    assert quiz_markup([one(), numeric()]) == quiz_markup([one(), numeric()])


def test_a_quiz_asks_no_other_host():
    assert not re.findall(r"https?://|//\w+\.\w+/", quiz_markup([one(), several(), numeric()]))


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (
            "$x^2$ and $y_1$",
            r'<span class="math">\(x^2\)</span> and <span class="math">\(y_1\)</span>',
        ),
        ("`X @ W`", "<code>X @ W</code>"),
        ("*all* of it", "<em>all</em> of it"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("from $5 to $6", "from $5 to $6"),
        (r"\$5 and \$6", "$5 and $6"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("$a < b$", r'<span class="math">\(a &lt; b\)</span>'),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
    ],
)
def test_authors_text_is_marked_up(text, markup):
    assert rich_text(text) == markup


@given(st.text())
def test_no_text_breaks_out_of_the_quiz(text):
    hostile = "</form><script>" + text
    page = soup(
        quiz.choice(hostile, ("yes" + hostile, True, hostile), ("no" + hostile, False, hostile)),
        quiz.number(hostile, 4, hostile, otherwise=hostile),
    )
    assert len(page.select("form")) == 2
    assert len(page.select("script")) == 1


@given(st.floats(-1e9, 1e9), st.floats(-0.004, 0.004))
def test_answers_within_half_a_percent_count(value, error):
    page = soup(quiz.number("How much?", value, "Yes.", otherwise="No."))
    low, high = json.loads(page.select_one("[data-ranges]")["data-ranges"])[0]
    assert low <= value * (1 + error) <= high
    assert high - low <= 0.01001 * abs(value), "answers further off count as right, too"
    assert low <= value <= high, "the exact answer is refused"
