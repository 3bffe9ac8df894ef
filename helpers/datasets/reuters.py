"""The Reuters-21578 archive: 22 SGML files, parsed to newswires with topics.

The files are SGML of a fixed, flat form (its README describes every element),
so a few regular expressions read them without a general SGML parser.
"""

import html
import re
from dataclasses import dataclass

from helpers.datasets.errors import MalformedError
from helpers.datasets.reuters_members import REUTERS_MEMBERS
from helpers.datasets.tarball import read_members

_OPEN = "<REUTERS "
_WIRE = re.compile(r"<REUTERS [^>]*>(.*?)</REUTERS>", re.DOTALL)
_TOPICS = re.compile(r"<TOPICS>(.*?)</TOPICS>", re.DOTALL)
_TOPIC = re.compile(r"<D>(.*?)</D>", re.DOTALL)
_TEXT = re.compile(r"<TEXT\b[^>]*>(.*?)</TEXT>", re.DOTALL)
_BODY = re.compile(r"<BODY>(.*?)</BODY>", re.DOTALL)
_TITLE = re.compile(r"<TITLE>(.*?)</TITLE>", re.DOTALL)
_TAG = re.compile(r"</?[A-Z]+\b[^>]*>")
# The agency signs nearly every wire; the word says nothing about its topic.
_SIGNATURE = re.compile(r"\breuters?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@dataclass(frozen=True)
class Newswires:
    """Texts, as lists of words, with the topic of each."""

    words: list[list[str]]
    topics: list[str]


def parse_archive(data: bytes) -> Newswires:
    """Return every newswire of the archive that has a topic, in its order.

    Raises:
        MalformedError: For a broken archive, a missing file, or SGML that isn't
            of the collection's form; the message names the member.
    """
    words: list[list[str]] = []
    topics: list[str] = []
    for name, content in read_members(data, REUTERS_MEMBERS).items():
        try:
            wires = parse_sgml(content)
        except MalformedError as error:
            raise MalformedError(f"in its member {name}, {error}") from error
        words += wires.words
        topics += wires.topics
    return Newswires(words, topics)


def parse_sgml(content: bytes) -> Newswires:
    """Return the newswires with a topic of one SGML file.

    A wire's topic is the first that its editors gave it. Its text is the body;
    wires without one (briefs are a headline only) give their title, or what
    else stands in TEXT. The encoding is Latin-1: one file has a byte that
    isn't valid UTF-8.

    Raises:
        MalformedError: For a file without newswires, an unclosed one, or one without TOPICS
            or TEXT.
    """
    document = content.decode("latin-1")
    wires = _WIRE.findall(document)
    n_opened = document.count(_OPEN)
    if not n_opened:
        raise MalformedError("there is no <REUTERS> element")
    if len(wires) != n_opened:
        raise MalformedError(f"{n_opened} newswires are opened, but {len(wires)} are closed")
    words: list[list[str]] = []
    topics: list[str] = []
    for number, wire in enumerate(wires, start=1):
        topic, text = _topic(wire, number), _text(wire, number)
        if topic:
            words.append(split_words(text))
            topics.append(topic)
    return Newswires(words, topics)


def split_words(text: str) -> list[str]:
    """Return the words of a text: lower case, letters and digits, punctuation dropped.

    The transmission codes of the wires (control characters) go the same way.
    """
    return _WORD.findall(_SIGNATURE.sub("", text).lower())


def _topic(wire: str, number: int) -> str:
    element = _TOPICS.search(wire)
    if element is None:
        raise MalformedError(f"newswire {number} has no <TOPICS>")
    topic = _TOPIC.search(element[1])
    return html.unescape(topic[1]).strip() if topic else ""


def _text(wire: str, number: int) -> str:
    text = _TEXT.search(wire)
    if text is None:
        raise MalformedError(f"newswire {number} has no <TEXT>")
    best = _BODY.search(text[1]) or _TITLE.search(text[1])
    return html.unescape(_TAG.sub(" ", best[1] if best else text[1]))
