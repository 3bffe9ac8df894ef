"""Show, on a page, the code of a helper that the page's idea lives in."""

import inspect

#: What fits a phone's screen and the book's column.
LONGEST_LINE = 75


def show_source(*objects) -> None:
    """Display the source of functions or classes as highlighted code.

    For what a page and its recorded experiment share: it stands in one place,
    and the reader sees what really ran.

    Raises:
        ValueError: If a line is longer than fits the page.
    """
    from IPython.display import Markdown, display

    code = "\n\n\n".join(inspect.getsource(each).rstrip() for each in objects)
    long = [line for line in code.splitlines() if len(line) > LONGEST_LINE]
    if long:
        raise ValueError(f"over {LONGEST_LINE} characters, cut off on a page: {long}")
    display(Markdown(f"```python\n{code}\n```"))
