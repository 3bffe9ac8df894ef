"""From the Reuters archive to word ids, on small archives made here."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import tar_gz

from helpers.datasets import newswires, reuters, tarball
from helpers.datasets.errors import MalformedError

WIRE = (
    '<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" OLDID="5544" NEWID="1">\n'
    "<TOPICS>{topics}</TOPICS>\n<TEXT{kind}>&#2;\n{text}</TEXT>\n</REUTERS>\n"
)
BODY = "<TITLE>RAIN</TITLE><DATELINE> SALVADOR - </DATELINE><BODY>{}</BODY>"


def sgml(*wires):
    head = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'
    return (head + "".join(WIRE.format(**wire) for wire in wires)).encode("latin-1")


def wire(topics="<D>cocoa</D>", kind="", text="<BODY>Showers</BODY>"):
    return {"topics": topics, "kind": kind, "text": text}


class TestReuters:
    def test_the_first_topic_counts_and_wires_without_one_are_left_out(self):
        wires = reuters.parse_sgml(
            sgml(wire("<D>grain</D><D>wheat</D>"), wire(""), wire("<D>earn</D>"))
        )
        assert wires.topics == ["grain", "earn"]

    def test_words_are_lower_case_without_punctuation_codes_or_signature(self):
        text = BODY.format(
            "The company's U.S. unit\nlost 1,750 dlrs &lt;XYZ> ca\xfcon.\n Reuter\n&#3;"
        )
        (words,) = reuters.parse_sgml(sgml(wire(text=text))).words
        expected = "the company's u s unit lost 1 750 dlrs xyz ca on"
        assert " ".join(words) == expected

    def test_the_agency_s_name_stays_within_a_text(self):
        assert reuters.split_words("Reuters said so. Reuter\x03") == ["reuters", "said", "so"]

    def test_a_brief_gives_its_title_and_an_unformatted_wire_its_text(self):
        brief = wire(kind=' TYPE="BRIEF"', text="******<TITLE>FED SAYS\n</TITLE>Blah blah blah.\n")
        raw = wire(kind=' TYPE="UNPROC"', text="Shr 34 cts vs 1.19\n")
        assert reuters.parse_sgml(sgml(brief, raw)).words == [
            ["fed", "says"],
            ["shr", "34", "cts", "vs", "1", "19"],
        ]

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            (b"</REUTERS>", b"", "opened"),
            (b"<REUTERS ", b"<NEWS ", "no <REUTERS>"),
            (b"</TOPICS>", b"", "newswire 1 has no <TOPICS>"),
            (b"</TEXT>", b"", "newswire 1 has no <TEXT>"),
        ],
    )
    def test_damage_is_named(self, old, new, words):
        with pytest.raises(MalformedError, match=words):
            reuters.parse_sgml(sgml(wire()).replace(old, new))

    def test_an_archive_names_the_member_that_is_damaged(self, monkeypatch):
        monkeypatch.setattr(reuters, "REUTERS_MEMBERS", {"a.sgm": "", "b.sgm": ""})
        archive = tar_gz({"b.sgm": b"nothing", "./x/a.sgm": sgml(wire()), "README": b""})
        with pytest.raises(MalformedError, match=r"member b\.sgm"):
            reuters.parse_archive(archive)

    def test_an_archive_is_read_in_the_collection_s_order(self, monkeypatch):
        monkeypatch.setattr(reuters, "REUTERS_MEMBERS", {"a.sgm": "", "b.sgm": ""})
        members = {"b.sgm": sgml(wire("<D>tea</D>")), "dir/a.sgm": sgml(wire())}
        assert reuters.parse_archive(tar_gz(members)).topics == ["cocoa", "tea"]


class TestTarball:
    def test_missing_members_and_broken_archives_are_named(self):
        archive = tar_gz({"a": b"1" * 50_000, "b": b"2"})
        assert tarball.read_members(archive, ["b", "a"]) == {"b": b"2", "a": b"1" * 50_000}
        with pytest.raises(MalformedError, match="lacks c"):
            tarball.read_members(archive, ["a", "c"])
        for broken in (b"", b"<html>", archive[:40], archive[:-30]):
            with pytest.raises(MalformedError):
                tarball.read_members(broken, ["a", "b"])


class TestEncoding:
    def test_ids_rank_words_by_frequency_then_alphabet(self):
        vocabulary = newswires.build_vocabulary([["b", "a", "c"], ["c", "c"]], 5)
        assert vocabulary == ("<pad>", "<start>", "<unknown>", "c", "a")

    def test_short_texts_are_padded_in_front_and_long_ones_keep_their_end(self):
        vocabulary = (*newswires.SPECIAL_WORDS, "a", "b")
        texts = [["a"], ["a", "b", "zzz", "a"], ["b"] * 6, []]
        X = newswires.encode(texts, vocabulary, 4)
        assert X.dtype == np.int32
        assert X.tolist() == [[0, 0, 1, 3], [3, 4, 2, 3], [4, 4, 4, 4], [0, 0, 0, 1]]

    @given(
        texts=st.lists(st.lists(st.sampled_from("abcdefg"), max_size=8), min_size=1, max_size=8),
        n_words=st.integers(4, 12),
        length=st.integers(1, 10),
    )
    def test_ids_read_back_give_the_end_of_the_text(self, texts, n_words, length):
        vocabulary = newswires.build_vocabulary(texts, n_words)
        X = newswires.encode(texts, vocabulary, length)
        assert X.shape == (len(texts), length)
        assert X.max() < n_words, "an id outside the embedding would crash the model"
        for row, text in zip(X, texts, strict=True):
            full = ["<start>", *(w if w in vocabulary else "<unknown>" for w in text)]
            expected = ["<pad>"] * (length - len(full)) + full[-length:]
            assert [vocabulary[i] for i in row] == expected

    def test_the_vocabulary_knows_no_word_of_the_test_part(self):
        topics = [f"t{i % 5}" for i in range(50)]
        wires = reuters.Newswires([[f"w{i}"] for i in range(50)], topics)
        parts = newswires.newswire_parts(wires, 1000, 3, "ids")
        assert len(parts["vocabulary"]) == 3 + 40
        assert (parts["splits"]["test"].X[:, -1] == newswires.UNKNOWN).all()

    def test_rare_topics_are_dropped_and_class_0_is_the_most_frequent(self, monkeypatch):
        monkeypatch.setattr(newswires, "N_TOPICS", 2)
        topics = ["rare"] * 2 + ["common"] * 10 + ["middle"] * 5
        wires = reuters.Newswires([[t] for t in topics], topics)
        parts = newswires.newswire_parts(wires, 10, 1, "text")
        assert parts["target_names"] == ("common", "middle")
        for part in parts["splits"].values():
            assert [parts["target_names"][i] for i in part.y] == part.X.tolist()
        assert sum(len(part.y) for part in parts["splits"].values()) == 15
