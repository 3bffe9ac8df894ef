"""A downloader for pooch that goes on where an interrupted download stopped."""

import os
import time
from pathlib import Path
from typing import Any

import requests
import urllib3
from tqdm import tqdm

CHUNK = 1 << 16
TIMEOUT = (10, 60)  # seconds to connect, and between two chunks
FRUITLESS_ATTEMPTS = 3
PAUSE = 1.0

# What a cut or silent connection looks like: requests wraps some of
# urllib3's errors, but not those of the raw stream that is read below.
BROKEN_CONNECTION = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
    urllib3.exceptions.HTTPError,
)


class ResumingDownloader:
    """Download to ``part`` with Range requests, then move it where pooch wants it.

    ``part`` outlives a failure, so that the next attempt, also of another
    process or another day, asks only for the rest. A server that ignores Range
    sends everything again, which replaces what was there.

    Attributes:
        has_resumed: Whether bytes of an earlier attempt are in the result. If
            its digest is wrong, those may be to blame.
    """

    def __init__(self, part: Path, label: str):
        """Keep unfinished downloads in ``part``; show ``label`` beside the progress bar."""
        self.part = part
        self.label = label
        self.has_resumed = False

    def __call__(self, url: str, output_file: Any, pooch: Any, check_only: bool = False) -> None:
        """Download ``url`` to the path ``output_file``: pooch's downloader interface.

        Raises:
            requests.HTTPError: the server refuses.
            requests.ConnectionError: the connection broke several times in a
                row without a new byte.
        """
        farthest, fruitless = self._size(), 0
        while True:
            try:
                self._transfer(url)
                break
            except BROKEN_CONNECTION as error:
                fruitless = 0 if self._size() > farthest else fruitless + 1
                farthest = max(farthest, self._size())
                if fruitless == FRUITLESS_ATTEMPTS:
                    raise requests.ConnectionError(
                        f"the connection broke after {farthest:,} bytes ({error})"
                    ) from error
                time.sleep(PAUSE * fruitless)
        os.replace(self.part, output_file)

    def _size(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    def _transfer(self, url: str) -> None:
        start = self._size()
        # Compression on the way would change the bytes that are hashed.
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with requests.get(url, headers=headers, stream=True, timeout=TIMEOUT) as response:
            if start and not self._is_usable(response, start):
                # The part is longer than the file, or belongs to another one.
                self.part.unlink()
                raise requests.ConnectionError("the server cannot go on from there")
            response.raise_for_status()
            resumed = response.status_code == requests.codes.partial_content
            self.has_resumed |= resumed
            self._save(response, start if resumed else 0)

    @staticmethod
    def _is_usable(response: requests.Response, start: int) -> bool:
        if response.status_code == requests.codes.requested_range_not_satisfiable:
            return False
        if response.status_code != requests.codes.partial_content:
            return True
        return response.headers.get("Content-Range", "").startswith(f"bytes {start}-")

    def _save(self, response: requests.Response, start: int) -> None:
        announced = response.headers.get("Content-Length")
        total = start + int(announced) if announced else None
        with (
            self.part.open("ab" if start else "wb") as out,
            tqdm(
                total=total,
                initial=start,
                desc=self.label,
                unit="B",
                unit_scale=True,
                disable=None,  # no bar where nobody watches, such as in a log
            ) as bar,
        ):
            # A body shorter than announced raises urllib3's IncompleteRead.
            for chunk in response.raw.stream(CHUNK, decode_content=False):
                out.write(chunk)
                bar.update(len(chunk))
