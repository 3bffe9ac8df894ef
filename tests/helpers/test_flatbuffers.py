"""The TFLite models kept as files are what their description says."""

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from helpers import flatbuffers, tflite

TYPES = {"float32": "float32", "dynamic": "float32", "float16": "float32", "int8": "int8"}


@pytest.mark.parametrize("name", flatbuffers.NAMES)
def test_types_of_input_output_and_weights(name):
    facts = tflite.facts(flatbuffers.sample(name))
    mode = name.split("_")[1]
    ends = {tensor["dtype"] for tensor in facts["inputs"] + facts["outputs"]}
    assert ends == {TYPES[mode]}
    largest = max(
        (tensor["data"] for tensor in facts["tensors"] if tensor["data"] is not None),
        key=lambda data: data.size,
    )
    assert largest.dtype == {"dynamic": "int8"}.get(mode, mode)


def test_the_copier_returns_every_integer_as_it_came():
    interpreter = Interpreter(model_content=flatbuffers.sample("copier_int8"))
    (source,), (target,) = interpreter.get_input_details(), interpreter.get_output_details()
    assert source["quantization"] == target["quantization"] == (0.0625, -64)
    every = np.repeat(np.arange(-128, 128, dtype=np.int8)[:, None], 3, axis=1)
    interpreter.resize_tensor_input(source["index"], every.shape)
    interpreter.allocate_tensors()
    interpreter.set_tensor(source["index"], every)
    interpreter.invoke()
    np.testing.assert_array_equal(interpreter.get_tensor(target["index"]), every)


def test_the_weights_are_those_in_the_file():
    facts = tflite.facts(flatbuffers.sample("dense_float32"))
    stored = [tensor["data"] for tensor in facts["tensors"] if tensor["shape"] == (32, 32)]
    np.testing.assert_array_equal(stored[0].T, flatbuffers.weights("dense")[0])
    assert [each.shape for each in flatbuffers.weights("image")] == [
        (3, 3, 2, 3),
        (3,),
        (36, 5),
        (5,),
    ]


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ValueError, match="copier_int8"):
        flatbuffers.sample("int8")
