"""Read what a TFLite (LiteRT) file holds: tensors, their types and scales, operators.

The file is a FlatBuffer; it is read by the classes that LiteRT generates from
its schema, https://ai.google.dev/edge/litert/conversion/tensorflow/flatbuffer.
Nothing is executed.
"""

import math

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
          and "data" (array, or None where the tensor is computed; that of a tensor stored
          sparsely has its zeros filled in);
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
        "data": _data(buffers[tensor.buffer].data, dtype, tensor.shape, tensor.sparsity),
    }


def _numbers(values, kind) -> list:
    return [kind(value) for value in values] if values is not None else []


def _data(data, dtype: str, shape, sparsity) -> np.ndarray | None:
    if data is None or not len(data) or dtype == "other":
        return None
    values = np.frombuffer(bytes(data), dtype=dtype)
    if sparsity is not None:
        return _filled(values, sparsity, shape)
    return values.reshape(shape) if shape is not None and len(shape) else values


def _filled(values: np.ndarray, sparsity, shape) -> np.ndarray:
    """Put the stored values of a sparse tensor to their places among zeros.

    It is stored as a tree: one level for each axis, and one for each axis of a block where
    whole blocks are stored. https://arxiv.org/abs/1804.10112 describes such formats.
    """
    order, blocked = sparsity.traversalOrder, sparsity.blockMap
    levels = dict(zip(map(int, order), sparsity.dimMetadata, strict=True))
    dense = [level.denseSize for level in levels.values() if level.arraySegments is None]
    if math.prod(dense) > math.prod(map(int, shape)):
        # A forged file could ask for any amount of memory here.
        raise ValueError("a sparse tensor with more entries than its shape")
    # Of a block's axis, the index counts blocks; that within the block is added.
    steps = np.ones(len(shape), dtype=int)
    for number, axis in enumerate(blocked if blocked is not None else []):
        steps[axis] = levels[len(shape) + number].denseSize
    places, index = np.zeros(1, dtype=int), np.zeros((len(shape), 1), dtype=int)
    for axis, level in levels.items():
        parents, places, inner = _children(places, level)
        index = index[:, parents]
        if axis < len(shape):
            index[axis] += steps[axis] * inner
        else:
            index[blocked[axis - len(shape)]] += inner
    filled = np.zeros(shape, dtype=values.dtype)
    filled[tuple(index)] = values[places]
    return filled


def _children(places: np.ndarray, level) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Go one level down the tree: for each child its parent, its own place and its index."""
    if level.arraySegments is None:
        size = level.denseSize
        inner = np.tile(np.arange(size), len(places))
        parents = np.repeat(np.arange(len(places)), size)
        return parents, places[parents] * size + inner, inner
    segments = np.asarray(level.arraySegments.values, dtype=int)
    ranges = [np.arange(segments[place], segments[place + 1]) for place in places]
    children = np.concatenate(ranges)
    parents = np.repeat(np.arange(len(places)), [len(each) for each in ranges])
    return parents, children, np.asarray(level.arrayIndices.values, dtype=int)[children]


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
