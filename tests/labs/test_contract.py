"""What outside tools rely on: cell ids, functions, points, and that questions stand alone."""

import ast
import contextlib
import importlib
import inspect
import pkgutil

import pytest

from solutions.answer_runs import defined_functions, lab_names, read_lab, run
from solutions.masters import ROOT, owner_of

#: Graded functions with their parameters, lab by lab.
QUESTIONS = {
    "curse_of_dimensionality": {
        "grid_size": "n_values, n_dims",
        "edge_length": "fraction, n_dims",
        "ball_fraction": "n_dims",
        "pairwise_distances": "X",
        "relative_contrast": "X, query",
        "knn_predict": "X_train, y_train, X_test, k",
        "accuracy_by_dimension": "X_train, y_train, X_test, y_test, dims, k",
        "best_dimension": "dims, accuracies",
        "dense_parameter_count": "layer_sizes",
    },
    "pca": {
        "center": "X",
        "covariance": "X_centered",
        "principal_components": "X, k",
        "svd_components": "X, k",
        "project": "X, mean, components",
        "reconstruct": "Z, mean, components",
        "reconstruction_error": "X, X_hat",
        "components_needed": "variances, threshold",
        "loadings": "components, variances",
        "whiten": "Z, variances",
    },
    "quantization": {
        "symmetric_scale": "w, bits=8",
        "quantize_symmetric": "w, scale, bits=8",
        "affine_parameters": "low, high, bits=8",
        "quantize_affine": "x, scale, zero_point, bits=8",
        "dequantize": "q, scale, zero_point=0",
        "quantize_per_channel": "w, axis, bits=8",
        "quantized_dense": "x_q, x_scale, x_zero_point, w_q, w_scale, bias",
        "fake_quantize": "x, low, high, bits=8",
        "convert": "model, mode, samples=None",
        "predict": "tflite_model, X",
        "quantization_aware": "model",
    },
    "pruning": {
        "magnitude_mask": "w, sparsity",
        "block_mask": "w, sparsity, block=(1, 2)",
        "n_of_m_mask": "w, n=2, m=4",
        "polynomial_sparsity": "step, initial, final, begin, end, power=3",
        "sparsity_of": "weights",
        "saliency": "w, hessian_diag",
        "iterative_targets": "final, rounds",
        "lottery_ticket": "initial, trained, sparsity",
        "storage_bound": "size, sparsity, bits=32",
        "prune_model": "model, X, y, final_sparsity, epochs, batch_size",
        "compress": "model",
    },
}
EVERY_LAB = pytest.mark.parametrize("lab", lab_names())
HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"


def cells(lab):
    return read_lab(lab).notebook.cells


def about(cell):
    return cell.metadata.nbgrader


def without(source, markers):
    """The source without what stands between (and on) the marker lines."""
    kept, inside = [], False
    for line in source.split("\n"):
        inside = inside or markers[0] in line
        if not inside:
            kept.append(line)
        inside = inside and markers[1] not in line
    return "\n".join(kept)


def names_stored(source):
    return {
        node.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def names_loaded(source):
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


@EVERY_LAB
def test_lab_asks_for_exactly_the_promised_functions(lab):
    answers = read_lab(lab).answers
    assert set(answers) == set(QUESTIONS[lab])
    for function, cell in answers.items():
        definition = ast.parse(cell).body[0]
        assert ast.unparse(definition.args) == QUESTIONS[lab][function], f"{function}: parameters"


@EVERY_LAB
def test_an_answer_cell_defines_its_function_and_nothing_else(lab):
    for function, cell in read_lab(lab).answers.items():
        assert defined_functions(cell) == [function]
        assert len(ast.parse(cell).body) == 1, f"{function}: more than the function in its cell"


@EVERY_LAB
def test_signature_and_docstring_stay_when_the_solution_goes(lab):
    for function, cell in read_lab(lab).answers.items():
        question = ast.parse(without(cell, SOLUTION)).body[0]
        docstring = ast.get_docstring(question)
        assert question.name == function
        assert docstring, f"{function}: a student sees no docstring"
        assert "Returns" in docstring, f"{function}: the docstring doesn't say what comes back"
        assert len(question.body) == 1, f"{function}: solution code outside the solution block"


@EVERY_LAB
def test_every_function_has_a_visible_and_a_hidden_test(lab):
    for function, tests in read_lab(lab).tests.items():
        assert tests, f"{function}: no tests"
        assert tests[0].grade_id == f"test_{function}", f"{function}: the visible test comes first"
        assert any(HIDDEN[0] in test.source for test in tests), f"{function}: no hidden test"
        for test in tests:
            visible = without(test.source, HIDDEN)
            assert function in names_loaded(visible), f"{test.grade_id}: shows a student nothing"


@EVERY_LAB
def test_points_add_up_to_90_by_machine_and_10_by_hand(lab):
    graded = [about(cell) for cell in cells(lab) if about(cell).grade]
    by_machine = sum(each.points for each in graded if not each.solution)
    written = [each for each in graded if each.solution]
    assert by_machine == 90
    assert sum(each.points for each in written) == 10
    assert len(written) in (1, 2)


@EVERY_LAB
def test_first_code_cell_imports_numpy_and_is_restored_by_graders(lab):
    first = next(cell for cell in cells(lab) if cell.cell_type == "code")
    assert "import numpy as np" in first.source.splitlines()
    assert about(first).locked


@EVERY_LAB
def test_cells_are_named_locked_and_carry_no_outputs(lab):
    ids = [about(cell).grade_id for cell in cells(lab)]
    assert len(ids) == len(set(ids)), "two cells share a grade id: nbgrader refuses the lab"
    for cell in cells(lab):
        assert about(cell).schema_version == 3
        assert cell.id == about(cell).grade_id.replace("_", "-"), "ids change from run to run"
        assert about(cell).locked != about(cell).solution, f"{cell.id}: students could change it"
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None


@EVERY_LAB
def test_no_test_uses_another_answer_or_a_figure_of_the_story(lab):
    answers = read_lab(lab).answers
    allowed = names_stored(read_lab(lab).setup) | imported(read_lab(lab).setup)
    for function, tests in read_lab(lab).tests.items():
        for test in tests:
            used = names_loaded(test.source)
            assert not used & (set(answers) - {function}), f"{test.grade_id} needs another answer"
            unknown = used - names_stored(test.source) - allowed - BUILTINS - {function}
            assert not unknown, f"{test.grade_id} needs names of other cells: {unknown}"


def imported(source):
    nodes = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Import | ast.ImportFrom))
    return {(alias.asname or alias.name).split(".")[0] for node in nodes for alias in node.names}


BUILTINS = set(dir(__import__("builtins")))


@EVERY_LAB
def test_no_test_leaves_behind_a_name_that_an_answer_could_use_by_accident(lab):
    parameters = {
        argument.arg
        for cell in read_lab(lab).answers.values()
        for argument in ast.parse(cell).body[0].args.args
    }
    for tests in read_lab(lab).tests.values():
        for test in tests:
            left = names_stored(test.source) & (parameters | {"np", "checks", "probes"})
            assert not left, f"{test.grade_id} defines {left}: a typo in an answer would go unseen"


@EVERY_LAB
def test_no_test_cell_ends_in_a_value_that_nbgrader_would_take_for_partial_credit(lab):
    for tests in read_lab(lab).tests.values():
        for test in tests:
            for source in (test.source, without(test.source, HIDDEN)):
                last = ast.parse(source).body[-1]
                call = ast.unparse(last.value.func) if isinstance(last, ast.Expr) else ""
                assert not isinstance(last, ast.Expr) or call.startswith("checks.expect_"), test


@EVERY_LAB
def test_helpers_hold_no_graded_function(lab):
    questions = read_lab(lab).answers
    for path in sorted((ROOT / "helpers").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not defined & set(questions), f"{path} answers a question"


#: Packages and modules of helpers that work with arrays, models or files; not data and drawing.
ROOMS = (
    *("checks", "dense_net", "flatbuffers", "measure", "patches", "probes", "samples", "story"),
    *("tflite", "figures.projection", "figures.scree"),
)


def modules_of(room):
    package = importlib.import_module(f"helpers.{room}")
    below = pkgutil.iter_modules(getattr(package, "__path__", []), f"{package.__name__}.")
    return [package, *(importlib.import_module(each.name) for each in below)]


def can_be_called_like(offered, parameters):
    """Whether a function takes the arguments of a question, with or without the optional ones."""
    names = ast.parse(f"def f({parameters}): pass").body[0].args
    most = len(names.args)
    for count in range(most - len(names.defaults), most + 1):
        with contextlib.suppress(TypeError):
            inspect.signature(offered).bind(*range(count))
            return True
    return False


@pytest.mark.parametrize("room", ROOMS)
@EVERY_LAB
def test_no_array_function_of_helpers_passes_a_test_under_another_name(lab, room):
    offers = {
        (name, offered.__module__): offered
        for module in modules_of(room)
        for name, offered in inspect.getmembers(module, inspect.isfunction)
        if offered.__module__.startswith("helpers.")
    }
    assert offers
    for (name, module), offered in offers.items():
        for function in read_lab(lab).answers:
            if can_be_called_like(offered, QUESTIONS[lab][function]):
                cell = f"from {module} import {name} as {function}"
                result = run(lab, function, cell, stop_early=True)
                assert result.earned == 0, f"{module}.{name} passes a test of {function}"
                assert "answer" not in result.messages, result.messages


def test_a_test_id_that_fits_no_function_is_refused():
    with pytest.raises(ValueError, match="test_projection"):
        owner_of("test_projection", ["project"])
    assert owner_of("test_reconstruction_error_shapes", ["reconstruct", "reconstruction_error"])
