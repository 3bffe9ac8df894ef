"""Running a notebook so that one answer that never ends costs only its own question."""

from __future__ import annotations

import copy
import subprocess
from collections import Counter
from time import monotonic

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_locked
from traitlets import Integer, default

from grader.questions import is_test, question_of_cells

TIMED_OUT = "CellTimeoutError"
KERNEL_DIED = "KernelDiedError"
OUT_OF_TIME = "NotebookTimeoutError"

# Patience for the cells of a question never falls below this share of
# the configured time-out.
_LEAST_PATIENCE = 0.1


class BoundedExecute(Execute):
    """nbgrader's ``Execute``, bounded in time and output, that outlives its kernel.

    It reads the same configuration as ``Execute`` and gives the same outputs
    for notebooks that end. Where a cell runs out of time, further cells of the
    same question, and cells of no question, get half the patience each time;
    the author's cells above the first of the student's may take all of it.
    Where the kernel dies or ignores the interrupt, a new one is started, the
    cells so far (tests and the cell to blame excepted) are run again, and the
    notebook goes on.
    """

    total_timeout = Integer(
        help="Seconds a whole notebook may run; 20 times the time-out of a cell by default."
    ).tag(config=True)
    max_output = Integer(
        1_000_000, help="Characters of printed output kept of one cell; the rest is dropped."
    ).tag(config=True)

    @default("total_timeout")
    def _total_timeout_default(self) -> int:
        return 20 * (self.timeout or 30)

    def preprocess(self, nb, resources=None, km=None):
        """Run all cells of ``nb`` in place; see ``Execute``."""
        self.start_over(nb)
        return super().preprocess(nb, resources, km)

    def start_over(self, nb: NotebookNode) -> None:
        """Start the clock for a notebook, with nothing held against any question yet."""
        self._deadline = monotonic() + self.total_timeout
        self._questions = question_of_cells(nb)
        self._students_first = _first_student_cell(nb)
        self._timeouts: Counter[str | None] = Counter()
        self._never_again: set[int] = set()
        self._printed: dict[int, int] = {}

    def preprocess_cell(self, cell, resources, index):
        """Run one cell; whatever happens to the kernel, the next cell can be run."""
        if index == 0:
            # Starting the kernel is no time of the student's.
            self._deadline = monotonic() + self.total_timeout
        if cell.cell_type != "code":
            return cell, resources
        if monotonic() >= self._deadline:
            _fail(cell, OUT_OF_TIME, f"not run: the notebook took over {self.total_timeout} s")
            return cell, resources
        patience = self.patience(index)
        try:
            self._run(cell, resources, index, patience)
        except DeadKernelError:
            _fail(cell, KERNEL_DIED, "the kernel died while this cell ran")
            self._replace_kernel(resources, index)
        except CellTimeoutError:
            # The interrupt was ignored: nothing else could run in this kernel.
            _fail(cell, TIMED_OUT, f"no reply within {patience:g} s")
            self.hold_against(index)
            self._replace_kernel(resources, index)
        else:
            self._after(cell, index, patience)
        return cell, resources

    def start_new_kernel(self, **kwargs):
        """Start the kernel without letting it write on the instructor's terminal."""
        kwargs |= {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        super().start_new_kernel(**kwargs)

    def output(self, outs, msg, display_id, cell_index):
        """Keep a cell's output up to ``max_output`` characters of printed text."""
        if msg["msg_type"] == "stream":
            seen = self._printed.get(cell_index, 0)
            text = msg["content"]["text"]
            self._printed[cell_index] = seen + len(text)
            if seen >= self.max_output:
                return None
            msg["content"]["text"] = text[: self.max_output - seen]
        return super().output(outs, msg, display_id, cell_index)

    def _run(self, cell: NotebookNode, resources, index: int, patience: float) -> None:
        self.timeout_func = lambda _: patience
        super().preprocess_cell(cell, resources, index)

    def hold_against(self, index: int) -> None:
        """Note that the cell at this index ran out of time: its question gets less from now on."""
        self._timeouts[self._questions[index]] += 1

    def patience(self, index: int) -> float:
        """Seconds that the cell at this index may run now."""
        left = max(self._deadline - monotonic(), 0.1)
        if index < self._students_first:
            # The author's own set-up: slow imports on a busy machine are
            # not the student's endless loop.
            return left
        question = self._questions[index]
        # A cell of no question may use any answer, the ones that hang too.
        lost = self._timeouts.total() if question is None else self._timeouts[question]
        share = max(0.5**lost, _LEAST_PATIENCE)
        return min((self.timeout or self.total_timeout) * share, left)

    def _after(self, cell: NotebookNode, index: int, patience: float) -> None:
        for output in cell.outputs:
            if output.output_type == "error" and output.ename == TIMED_OUT:
                output.update(_error(TIMED_OUT, f"no reply within {patience:g} s"))
                self.hold_against(index)
                self._never_again.add(index)

    def _replace_kernel(self, resources, index: int) -> None:
        self._never_again.add(index)
        self._new_kernel()
        position = 0
        while position < index and monotonic() < self._deadline:
            if self._replayable(position) and not self._replay(resources, position):
                # This cell, too, cannot be trusted: once more without it.
                self._never_again.add(position)
                self._new_kernel()
                position = 0
                continue
            position += 1

    def _new_kernel(self) -> None:
        run_sync(self.km.shutdown_kernel)(now=True)
        self.kc.stop_channels()
        self.km = self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()

    def _replayable(self, index: int) -> bool:
        cell = self.nb.cells[index]
        return cell.cell_type == "code" and not is_test(cell) and index not in self._never_again

    def _replay(self, resources, index: int) -> bool:
        original = self.nb.cells[index]
        try:
            self._run(copy.deepcopy(original), resources, index, self.patience(index))
        except (DeadKernelError, CellTimeoutError):
            return False
        finally:
            self.nb.cells[index] = original
        return True


def _first_student_cell(notebook: NotebookNode) -> int:
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and not (is_locked(cell) and not is_test(cell)):
            return index
    return len(notebook.cells)


def _error(name: str, text: str) -> NotebookNode:
    line = f"\x1b[0;31m{name}\x1b[0m: {text}"
    return new_output("error", ename=name, evalue=text, traceback=[line])


def _fail(cell: NotebookNode, name: str, text: str) -> None:
    # A test cell without an error counts as passed, so the error goes in
    # even where the cell never ran.
    cell.outputs = [*cell.get("outputs", []), _error(name, text)]
