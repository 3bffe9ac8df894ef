"""Interactive figures, math and quizzes answer the reader, by mouse and by keyboard."""

import pytest
from book_browser import PHONE, element, wait
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


def test_math_is_typeset_in_prose_and_in_the_quiz(specimen_page):
    left = specimen_page.execute_script(
        "return [...document.querySelectorAll('.math')]"
        ".filter((m) => !m.querySelector('mjx-container')).map((m) => m.textContent)"
    )
    assert not left, f"readers see TeX source: {left}"
    assert specimen_page.find_elements(By.CSS_SELECTOR, ".quiz-option mjx-container")
    broken = specimen_page.find_elements(By.CSS_SELECTOR, "mjx-merror")
    assert not broken, "a formula is shown as an error"


def drawn(window, number):
    """Return the shapes of an interactive figure as drawn now."""
    return window.execute_script(
        "return [...document.querySelectorAll('.fig-interactive')[arguments[0]]"
        ".querySelectorAll('.trace path, .hm image, .annotation')]"
        ".map((s) => s.getAttribute('d') || s.getAttribute('href') || s.outerHTML).join()",
        number,
    )


def test_a_slider_moves_its_figure_by_keyboard(specimen_page):
    slider = element(specimen_page, ".fig-interactive input[type=range]")
    readout = element(specimen_page, ".fig-readout")
    before = drawn(specimen_page, 0)
    slider.send_keys(Keys.ARROW_RIGHT)
    assert readout.text == "The line rises by 1 m a meter.", "the sentence stays behind the slider"
    assert drawn(specimen_page, 0) != before, "the slider moves and the drawing doesn't"
    assert slider.get_attribute("aria-valuetext") == "1", "a screen reader hears the old value"
    slider.send_keys(Keys.END)
    assert readout.text == "The line rises by 3 m a meter."
    slider.send_keys(Keys.HOME)
    assert drawn(specimen_page, 0) == before, "back at the start, the drawing differs"


def test_a_slider_that_plays_runs_to_its_end_and_can_be_stopped(specimen_page):
    button = element(specimen_page, ".fig-play")
    readout = element(specimen_page, ".fig-readout")
    button.click()
    assert button.text == "Pause"
    assert readout.get_attribute("aria-live") == "off", "a screen reader has to say every frame"
    wait(specimen_page, "return document.querySelector('.fig-play').textContent === 'Play'", "on")
    assert readout.text == "The line rises by 3 m a meter."
    assert readout.get_attribute("aria-live") == "polite"
    button.click()
    assert "rises by 0 m" in readout.text, "at its end it doesn't begin again"
    element(specimen_page, ".fig-interactive input[type=range]").send_keys(Keys.ARROW_RIGHT)
    assert button.text == "Play", "it runs away from the reader who takes the slider"
    # Somebody who can't aim well can hit it.
    assert button.size["height"] >= 24


def test_nothing_plays_for_readers_who_ask_for_less_motion(specimen_page):
    feature = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    specimen_page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
    try:
        assert not element(specimen_page, ".fig-play").is_displayed()
        element(specimen_page, ".fig-interactive input[type=range]").send_keys(Keys.ARROW_RIGHT)
        assert "rises by 1 m" in element(specimen_page, ".fig-readout").text
    finally:
        specimen_page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_two_controls_of_one_figure_work_together(specimen_page):
    figure = element(specimen_page, ".fig-interactive", 1)
    readout = figure.find_element(By.CSS_SELECTOR, ".fig-readout")
    assert readout.text == "1 at the edge, power 2.", "the figure ignores its start values"
    other = drawn(specimen_page, 0)
    before = drawn(specimen_page, 1)
    figure.find_element(By.CSS_SELECTOR, "select").send_keys(Keys.ARROW_DOWN)
    figure.find_element(By.CSS_SELECTOR, "input").send_keys(Keys.ARROW_RIGHT)
    assert readout.text == "-1 at the edge, power 3."
    assert drawn(specimen_page, 1) != before
    assert drawn(specimen_page, 0) == other, "a control moves another figure too"


def test_a_frame_keeps_what_it_does_not_change(specimen_page):
    element(specimen_page, ".fig-interactive input[type=range]").send_keys(Keys.ARROW_RIGHT)
    titles = specimen_page.execute_script(
        "return [...document.querySelectorAll('.fig-interactive')[0]"
        ".querySelectorAll('.xtitle, .ytitle, .annotation-text')].map((t) => t.textContent)"
    )
    assert set(titles) == {"x (m)", "y (m)", "end"}, "the axes lose their names as it moves"
    color = specimen_page.execute_script(
        "return getComputedStyle(document.querySelector('.fig-interactive .js-line')).stroke"
    )
    assert color == "rgb(0, 63, 115)", "a line loses its color as it gets wider"


def test_figures_follow_the_theme_switch_and_the_window(specimen_page):
    def line_color():
        return specimen_page.execute_script(
            "return getComputedStyle(document.querySelector('.fig-interactive .js-line')).stroke"
        )

    light = line_color()
    switch = element(specimen_page, ".theme-switch-button")
    for _ in range(3):
        switch.click()
        if specimen_page.execute_script("return document.documentElement.dataset.theme") == "dark":
            break
    assert light == "rgb(0, 63, 115)"
    wait(
        specimen_page,
        "return getComputedStyle(document.querySelector('.fig-interactive .js-line')).stroke"
        " === 'rgb(108, 184, 238)'",
        "the drawing keeps its light colors on a dark page",
    )
    specimen_page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": PHONE[0], "height": PHONE[1], "deviceScaleFactor": 1, "mobile": False},
    )
    wait(
        specimen_page,
        "return [...document.querySelectorAll('.fig-plot')].every("
        "(p) => p.querySelector('.main-svg').getBoundingClientRect().width <= p.clientWidth + 1)",
        "a figure drawn on a wide window is cut off on a narrow one",
    )


def feedback(window, number):
    """Return the text below a question, and whether it counts as right."""
    status = window.find_elements(By.CSS_SELECTOR, ".quiz-feedback")[number]
    return status.text, status.get_attribute("data-right")


def test_a_quiz_answers_the_mouse(specimen_page):
    element(specimen_page, ".quiz-option", 1).click()
    text, right = feedback(specimen_page, 0)
    assert right == "false"
    assert text.startswith("Not quite. No:"), f"a wrong answer teaches nothing: {text!r}"
    element(specimen_page, ".quiz-option", 0).click()
    text, right = feedback(specimen_page, 0)
    assert right == "true"
    assert text.startswith("Right. Yes:")
    status = element(specimen_page, ".quiz-feedback")
    assert status.find_elements(By.CSS_SELECTOR, "mjx-container"), "the feedback shows TeX source"


def test_a_quiz_answers_the_keyboard(specimen_page):
    options = specimen_page.find_elements(By.CSS_SELECTOR, ".quiz-question input")
    options[0].send_keys(Keys.SPACE)
    assert feedback(specimen_page, 0)[1] == "true"
    options[0].send_keys(Keys.ARROW_DOWN)
    assert feedback(specimen_page, 0)[1] == "false", "arrow keys don't move among the answers"


def test_a_question_with_several_right_answers_counts_them(specimen_page):
    two, three, four = specimen_page.find_elements(
        By.CSS_SELECTOR, ".quiz-option input[type=checkbox]"
    )
    two.send_keys(Keys.SPACE)
    assert "1 of 2 right answers ticked" in feedback(specimen_page, 1)[0]
    three.send_keys(Keys.SPACE)
    text, right = feedback(specimen_page, 1)
    assert right == "false"
    assert "Three halves to 1.5." in text
    assert "1 wrong" in text
    three.send_keys(Keys.SPACE)
    four.send_keys(Keys.SPACE)
    assert "2 of 2 right answers ticked" in feedback(specimen_page, 1)[0]
    for box in (two, four):
        box.send_keys(Keys.SPACE)
    assert feedback(specimen_page, 1) == ("", None), "feedback stays after the last tick is gone"


@pytest.mark.parametrize(
    ("typed", "right", "says"),
    [
        ("25", "true", "A quarter"),
        ("25 %", "true", "A quarter"),
        ("50/2", "true", "A quarter"),
        ("0.25", "false", "That is the share"),
        ("24", "false", "Multiply by 100"),
        ("\u221225", "false", "Multiply by 100"),
        ("many", "false", "Type a number"),
        ("", "false", "Type a number"),
        ("1/0", "false", "Type a number"),
    ],
)
def test_a_numeric_question_reads_what_people_type(specimen_page, typed, right, says):
    field = element(specimen_page, ".quiz-number input")
    field.send_keys(typed, Keys.ENTER)
    text, was_right = feedback(specimen_page, 2)
    assert was_right == right, f"{typed!r} is taken wrongly: {text!r}"
    assert says in text
    assert field.get_attribute("value") == typed, "the typed answer is lost"


def test_the_whole_quiz_can_be_reached_and_read_without_a_script(specimen):
    soup = specimen.soup("book/specimen")
    for form in soup.select(".quiz-question"):
        assert form.legend.text.strip(), "a question has no name for a screen reader"
        for control in form.select("input"):
            assert form.select(f"label[for={control['id']}]"), "a field has no label"
