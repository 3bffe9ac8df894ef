"""Keeping the hidden parts of tests out of the pages that students get."""

from __future__ import annotations

from nbgrader.preprocessors import ClearHiddenTests

from grader.questions import is_test

_PLACEHOLDER = "# This test isn't shown."


class HideTests(ClearHiddenTests):
    """Cut hidden tests from a graded notebook, and tracebacks that would quote them.

    What remains of a failure is the message that the test's author wrote.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        """Clear a test cell in place; other cells stay as they are."""
        if not is_test(cell):
            return cell, resources
        source = cell.source
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if cell.source != source:
            cell.source = cell.source.strip() or _PLACEHOLDER
            for output in cell.outputs:
                if output.output_type == "error":
                    output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources
