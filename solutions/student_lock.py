"""The part of ``uv.lock`` that a student's computer needs, in uv's own words.

The course's lock is the one place where versions are chosen. A lock of its
own for students, made by ``uv lock``, would need the network, and could choose
others; so theirs is cut out of the course's.
"""

from __future__ import annotations

import re
import tomllib

_PACKAGE = "[[package]]\n"
# Of the course itself: what its authors and instructors install on top.
_GROUPS = re.compile(
    r"^default-groups = .*\n"
    r"|^\[package\.(?:dev-dependencies|metadata\.requires-dev)\]\n(?:(?!\[).*\n?)*",
    re.M,
)
_EXTRAS = re.compile(r"^\[package\.optional-dependencies\]\n((?:(?!\[).*\n?)*)", re.M)
_EXTRA = re.compile(r"^([\w.-]+) = \[\n(?: .*\n)*\]\n", re.M)
_OVERRIDE = re.compile(r'^    \{ name = "([^"]+)".*\n', re.M)


def student_lock(lock: str) -> tuple[str, set[str]]:
    """Cut the dependency groups out of a lock, and all packages that only they need.

    Args:
        lock: The text of the course's ``uv.lock``.

    Returns:
        The text of the student's, and the names of the packages in it.
    """
    head, *blocks = lock.split(_PACKAGE)
    blocks = [_GROUPS.sub("", block) if _is_course(_parsed(block)) else block for block in blocks]
    packages = [_parsed(block) for block in blocks]
    needed = _reachable(packages)
    kept = [
        _without_extras(block, needed[_key(package)]).rstrip("\n") + "\n"
        for block, package in zip(blocks, packages, strict=True)
        if _key(package) in needed
    ]
    names = {name for name, _ in needed}
    head = _OVERRIDE.sub(lambda line: line[0] if line[1] in names else "", head)
    return head + "\n".join(_PACKAGE + block for block in kept), names


def _parsed(block: str) -> dict:
    return tomllib.loads(_PACKAGE + block)["package"][0]


def _is_course(package: dict) -> bool:
    return "editable" in package["source"]


def _key(package: dict) -> tuple[str, str]:
    return package["name"], package["version"]


def _without_extras(block: str, wanted: set[str]) -> str:
    """Drop a package's extras that nobody asks for any more."""

    def trim(section: re.Match) -> str:
        extras = _EXTRA.sub(lambda extra: extra[0] if extra[1] in wanted else "", section[1])
        return f"[package.optional-dependencies]\n{extras}" if extras.strip() else ""

    return _EXTRAS.sub(trim, block)


def _reachable(packages: list[dict]) -> dict[tuple[str, str], set[str]]:
    """What the course needs, directly or through others: by name and version, the extras.

    The package without an extra counts as the extra "".
    """
    by_name: dict[str, list[dict]] = {}
    for package in packages:
        by_name.setdefault(package["name"], []).append(package)
    todo = [(package, "") for package in packages if _is_course(package)]
    needed: dict[tuple[str, str], set[str]] = {}
    while todo:
        package, extra = todo.pop()
        extras = needed.setdefault(_key(package), set())
        if extra in extras:
            continue
        extras.add(extra)
        todo += [
            (found, wanted)
            for dependency in _dependencies(package, extra)
            for found in by_name[dependency["name"]]
            if dependency.get("version", found["version"]) == found["version"]
            for wanted in ("", *dependency.get("extra", []))
        ]
    return needed


def _dependencies(package: dict, extra: str) -> list[dict]:
    if extra:
        return package.get("optional-dependencies", {}).get(extra, [])
    return package.get("dependencies", [])
