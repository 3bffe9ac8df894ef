"""The parsers of the publishers' formats, on small files made here."""

import contextlib
import gzip
import io
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.io import savemat

from helpers.datasets import idx, olivetti, tables
from helpers.datasets.errors import MalformedError


def idx_bytes(array):
    """Write an idx file: the inverse of the parser, from the format's description."""
    code = {d.newbyteorder("="): c for c, d in idx.DTYPES.items()}[array.dtype]
    head = struct.pack(">HBB", 0, code, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    return head + array.astype(array.dtype.newbyteorder(">")).tobytes()


idx_arrays = st.sampled_from([d.newbyteorder("=") for d in idx.DTYPES.values()]).flatmap(
    lambda dtype: hnp.arrays(
        dtype, hnp.array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=5)
    )
)


class TestIdx:
    @given(array=idx_arrays, zipped=st.booleans())
    def test_every_array_comes_back_as_it_was_written(self, array, zipped):
        data = idx_bytes(array)
        back = idx.parse_idx(gzip.compress(data) if zipped else data)
        assert back.dtype == array.dtype
        np.testing.assert_array_equal(back, array)
        assert back.flags.writeable, "images could not be normalized in place"

    @given(array=idx_arrays, data=st.data())
    def test_a_truncated_file_is_never_read_as_something_else(self, array, data):
        whole = idx_bytes(array)
        cut = data.draw(st.integers(0, len(whole) - 1))
        with pytest.raises(MalformedError):
            idx.parse_idx(whole[:cut])

    @given(data=st.binary(max_size=64))
    def test_arbitrary_bytes_give_an_array_or_a_clear_error(self, data):
        with contextlib.suppress(MalformedError):
            assert isinstance(idx.parse_idx(data), np.ndarray)

    def test_known_bytes_are_read_in_c_order_and_big_endian(self):
        data = bytes.fromhex("00000b02 00000002 00000003 0001 0002 0003 0100 0200 ffff")
        np.testing.assert_array_equal(idx.parse_idx(data), [[1, 2, 3], [256, 512, -1]])

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "header"),
            (b"<html>not found</html>", "no idx header"),
            (b"\x00\x00\x07\x01" + bytes(4), "no idx header"),
            (idx_bytes(np.zeros(3, np.uint8)) + b"!", "has 12"),
            (gzip.compress(idx_bytes(np.zeros(3, np.uint8)), mtime=0)[:-4], "gzip"),
            (b"\x1f\x8b" + bytes(30), "gzip"),
            (b"\x00\x00\x08\x02" + bytes(3), "ends early"),
        ],
    )
    def test_damage_is_named(self, data, words):
        with pytest.raises(MalformedError, match=words):
            idx.parse_idx(data)

    def test_images_of_another_dtype_or_shape_are_refused(self):
        with pytest.raises(MalformedError, match="int32"):
            idx.parse_images(idx_bytes(np.zeros((2, 3, 3), np.int32)))
        with pytest.raises(MalformedError, match=r"\(4,\)"):
            idx.parse_images(idx_bytes(np.zeros(4, np.uint8)))

    def test_labels_are_checked_and_become_int64(self):
        labels = idx.parse_labels(idx_bytes(np.array([0, 9, 4], np.uint8)))
        assert labels.dtype == np.int64
        assert labels.tolist() == [0, 9, 4]
        with pytest.raises(MalformedError, match="10"):
            idx.parse_labels(idx_bytes(np.array([0, 10], np.uint8)))
        with pytest.raises(MalformedError, match="float64"):
            idx.parse_labels(idx_bytes(np.zeros(2)))


def mat_bytes(**variables):
    stream = io.BytesIO()
    savemat(stream, variables)
    return stream.getvalue()


class TestOlivetti:
    def test_faces_stand_upright_in_the_file_s_order(self):
        faces = np.random.default_rng(0).integers(0, 256, (400, 64, 64), dtype=np.uint8)
        columns = np.stack([face.ravel(order="F") for face in faces], axis=1)
        np.testing.assert_array_equal(olivetti.parse_olivetti(mat_bytes(faces=columns)), faces)

    def test_each_of_40_people_has_10_faces_in_a_row(self):
        assert olivetti.people().tolist() == [i // 10 for i in range(400)]

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "MATLAB"),
            (b"\x00" * 500, "MATLAB"),
            (b"<html>sorry</html>" * 20, "MATLAB"),
            (mat_bytes(other=np.zeros(3)), "'faces'"),
            (mat_bytes(faces=np.zeros((4096, 10), np.uint8)), r"\(4096, 10\)"),
            (mat_bytes(faces=np.zeros((4096, 400))), "float64"),
        ],
    )
    def test_damage_is_named(self, data, words):
        with pytest.raises(MalformedError, match=words):
            olivetti.parse_olivetti(data)

    def test_a_truncated_file_is_refused_wherever_it_ends(self):
        whole = mat_bytes(faces=np.ones((4096, 400), np.uint8))
        for cut in (50, 127, 128, 140, 200, 5000, len(whole) - 1):
            with pytest.raises(MalformedError):
                olivetti.parse_olivetti(whole[:cut])


HEART = """age,sex,cp,trestbps,chol,fbs,restecg,thalach,exang,oldpeak,slope,ca,thal,target
63,1,1,145,233,1,2,150,0,2.3,3,0,fixed,0
67,1,4,160,286,0,2,108,1,1.5,2,3,normal,1
53,0,4,128,216,0,2,115,0,0,1,0,1,0
"""


class TestHeart:
    def test_columns_and_dtypes_are_the_schema_s(self):
        X, y = tables.parse_heart(HEART.replace("\n", "\r\n").encode())
        assert X.dtypes.astype(str).to_dict() == tables.HEART_DTYPES
        assert y.tolist() == [0, 1, 0]
        assert y.dtype == np.int64
        assert X.loc[0, "oldpeak"] == 2.3
        assert X["thal"].tolist() == ["fixed", "normal", "1"], "thal must stay a string category"

    def test_column_order_doesn_t_matter(self):
        rows = [",".join(line.split(",")[::-1]) for line in HEART.splitlines()]
        X, y = tables.parse_heart("\n".join(rows).encode())
        assert list(X) == list(tables.HEART_DTYPES)
        assert y.tolist() == [0, 1, 0]

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            (",thal,", ",thall,", "lacks the column 'thal'.*unknown column 'thall'"),
            ("67,1,", "old,1,", "'age' should hold whole numbers, but line 3 has 'old'"),
            ("67,1,", "67.5,1,", "'age' should hold whole numbers, but line 3 has '67.5'"),
            (",2.3,", ",inf,", "'oldpeak' should hold numbers, but line 2 has 'inf'"),
            (",233,", ",,", "'chol' is empty in line 2"),
            (",normal,1", ",normal", "line 3 has 13 fields, but line 1 has 14"),
            (",fixed,0", ",fixed,0,9", "line 2 has 15 fields"),
            (",thal,target", ",ca,target", "lacks the column 'thal' and has the column 'ca' twice"),
            ("fixed", '"fixed', "CSV"),
        ],
    )
    def test_damage_is_named_with_column_and_line(self, old, new, words):
        with pytest.raises(MalformedError, match=words):
            tables.parse_heart(HEART.replace(old, new).encode())

    @pytest.mark.parametrize("data", [b"", b"\n", HEART.splitlines()[0].encode(), b"\xff\xfe\x00"])
    def test_a_file_without_rows_is_refused(self, data):
        with pytest.raises(MalformedError):
            tables.parse_heart(data)

    def test_widths_count_a_slot_for_missing_and_one_for_unknown_text(self):
        X, _ = tables.parse_heart(HEART.encode())
        columns = {column.name: column for column in tables.heart_schema(X)}
        assert columns["age"].width == 1
        assert columns["cp"].categories == (1, 4)
        assert columns["cp"].width == 2
        assert columns["thal"].categories == ("1", "fixed", "normal")
        assert columns["thal"].width == 3 + 2


TAXI = """11.3,2011-01-28 20:42:59 UTC,-73.999022,40.739146,-73.990369,40.717866,1,0
7,2013-06-27 04:28:06 UTC,-73.98744365,40.729221,-73.979013,40.758641,2,1
"""


class TestTaxi:
    def test_columns_and_dtypes_are_the_schema_s(self):
        X, y = tables.parse_taxi(TAXI.encode())
        assert X.dtypes.astype(str).to_dict() == tables.TAXI_DTYPES
        assert y.dtype == np.float64
        assert y.tolist() == [11.3, 7.0]
        assert X["pickup_datetime"].dt.hour.tolist() == [20, 4]
        assert "key" not in X, "a row number must not become a feature"

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            (",1,0\n", ",0\n", "line 2 has 8 fields, but line 1 has 7"),
            ("2013-06-27", "2013-13-27", "'pickup_datetime' should hold times.* line 2"),
            ("-73.999022", "west", "'pickup_longitude' should hold numbers, but line 1"),
            (",2,1\n", ",2.5,1\n", "'passenger_count' should hold whole numbers, but line 2"),
            ("7,2013", ",2013", "'fare_amount' is empty in line 2"),
        ],
    )
    def test_damage_is_named_with_column_and_line(self, old, new, words):
        with pytest.raises(MalformedError, match=words):
            tables.parse_taxi(TAXI.replace(old, new, 1).encode())

    def test_a_missing_column_is_noticed_though_there_is_no_header(self):
        with pytest.raises(MalformedError, match=r"8 columns fare_amount.*but has 7"):
            tables.parse_taxi(TAXI.replace(",1,0\n", ",0\n").replace(",2,1\n", ",1\n").encode())
