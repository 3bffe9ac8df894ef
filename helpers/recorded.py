"""Read what ``experiments/`` measured on the real data, with its provenance.

heart = recorded.load("heart_thal")
heart.runs          # one row a run: its setting and its results
heart.note()        # one sentence for the page: data, seeds, machine, command
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

RESULTS = Path(__file__).parents[1] / "book" / "results"


@dataclass(frozen=True)
class Recording:
    """A recorded measurement: ``content`` is the file, as JSON gives it."""

    content: dict[str, Any]

    @cached_property
    def runs(self) -> "pd.DataFrame":
        """One row a run on the real data; columns are the setting's names and the results'.

        A result that is a list, such as a training curve, stays one value.
        """
        import pandas as pd

        rows = [{**run["setting"], **run["result"]} for run in self.content["runs"]]
        return pd.DataFrame(rows)

    def provenance(self) -> str:
        """Return one sentence: on what it was recorded, how often, where, when, by what."""
        content = self.content
        title, machine = content["data"]["title"], content["machine"]
        seeds = len({run["setting"]["seed"] for run in content["runs"]})
        times = f"{seeds} seeds" if seeds > 1 else "1 seed"
        return (
            f"Recorded on the real data ({title}) with {times}, on {content['date']}, on "
            f"{machine['cores']} cores of {machine['processor']}, TensorFlow "
            f"{content['versions']['tensorflow']}, scikit-learn "
            f"{content['versions']['scikit-learn']}, by `{content['command']}`."
        )

    def note(self):
        """Return the provenance for display on a page, small below its figure."""
        from IPython.display import Markdown

        return Markdown(self.provenance())


def load(name: str) -> Recording:
    """Return the recorded measurement of this name.

    Raises:
        FileNotFoundError: If there is none, or the book's folder isn't beside ``helpers``.
    """
    path = RESULTS / f"{name}.json"
    if not path.exists():
        raise FileNotFoundError(
            f"no recorded measurement {path}: run this in a clone of the course, where "
            f"`python -m experiments {name}` makes it"
        )
    return Recording(json.loads(path.read_text(encoding="utf-8")))


def load_all() -> dict[str, Recording]:
    """Return every recorded measurement of the book, by name.

    Other files of results, such as the course's own times, say so by having no "experiment".
    """
    contents = [json.loads(path.read_text(encoding="utf-8")) for path in RESULTS.glob("*.json")]
    found = {content["experiment"]: content for content in contents if "experiment" in content}
    return {name: Recording(found[name]) for name in sorted(found)}
