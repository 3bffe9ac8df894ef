"""Read what a TFLite (LiteRT) file holds: tensors, their types and scales, operators.

The file is a FlatBuffer; it is read by the classes that LiteRT generates from
its schema, https://ai.google.dev/edge/litert/conversion/tensorflow/flatbuffer.
Nothing is executed.
"""

import numpy as np

#: Bytes 4 to 8 of every such file.
IDENTIFIER = b"TFL3"


class NotAFlatbufferError(ValueError):
    """The bytes are no TFLite model; the message says what they are."""


def facts(flatbuffer: bytes) -> dict:
    """Say what is in a TFLite model, in plain data.

    Args:
        flatbuffer: The file's content.

    Returns:
        A dict with

        - "inputs", "outputs", "tensors": lists of dicts, one a tensor of the main graph, with
          "name", "dtype" (as NumPy names it), "shape" (tuple, -1 where it is free), "scales" and
          "zero_points" (lists, empty where the tensor isn't quantized), "axis" (of the scales)
          and "data" (array, or None where the tensor is computed);
        - "operators": list of str, the name of each step of the main graph, in its order.

    Raises:
        NotAFlatbufferError: If it isn't a TFLite model.
    """
    if not isinstance(flatbuffer, bytes | bytearray):
        raise NotAFlatbufferError(
            f"an object of type {type(flatbuffer).__name__} is no TFLite file; bytes are wanted"
        )
    if flatbuffer[4:8] != IDENTIFIER:
        raise NotAFlatbufferError(f"{len(flatbuffer):,} bytes that are no TFLite model")
    try:
        return _facts(flatbuffer)
    except Exception as error:
        # The generated classes follow whatever offsets the bytes hold.
        raise NotAFlatbufferError(f"a damaged TFLite model ({error})") from None


def _facts(flatbuffer: bytes) -> dict:
    from ai_edge_litert.schema_py_generated import ModelT

    model = ModelT.InitFromPackedBuf(flatbuffer, 0)
    graph = model.subgraphs[0]
    tensors = [_tensor(tensor, model.buffers) for tensor in graph.tensors]
    return {
        "inputs": [tensors[index] for index in graph.inputs],
        "outputs": [tensors[index] for index in graph.outputs],
        "tensors": tensors,
        "operators": [_name(model.operatorCodes[step.opcodeIndex]) for step in graph.operators],
    }


def _tensor(tensor, buffers) -> dict:
    quantization = tensor.quantization
    shape = tensor.shapeSignature if tensor.shapeSignature is not None else tensor.shape
    dtype = _dtypes().get(tensor.type, "other")
    return {
        "name": tensor.name.decode() if isinstance(tensor.name, bytes) else str(tensor.name),
        "dtype": dtype,
        "shape": tuple(int(size) for size in shape) if shape is not None else (),
        "scales": _numbers(quantization and quantization.scale, float),
        "zero_points": _numbers(quantization and quantization.zeroPoint, int),
        "axis": int(quantization.quantizedDimension) if quantization else 0,
        "data": _data(buffers[tensor.buffer].data, dtype, tensor.shape),
    }


def _numbers(values, kind) -> list:
    return [kind(value) for value in values] if values is not None else []


def _data(data, dtype: str, shape) -> np.ndarray | None:
    if data is None or not len(data) or dtype == "other":
        return None
    values = np.frombuffer(bytes(data), dtype=dtype)
    return values.reshape(shape) if shape is not None and len(shape) else values


def _dtypes() -> dict[int, str]:
    from ai_edge_litert.schema_py_generated import TensorType

    names = ("float32", "float16", "float64", "int8", "uint8", "int16", "int32", "int64", "bool")
    return {getattr(TensorType, name.upper()): name for name in names}


def _name(code) -> str:
    from ai_edge_litert.schema_py_generated import BuiltinOperator

    # Old files have their code in a field of one byte.
    number = max(code.builtinCode, code.deprecatedBuiltinCode)
    return next(
        (name for name, value in vars(BuiltinOperator).items() if value == number), "unknown"
    )
