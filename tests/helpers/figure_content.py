"""Read an interactive figure out of its HTML."""

import json
import re


def content(page: str) -> dict:
    """Its data, layout, frames and readouts."""
    script = re.search(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    return json.loads(script.group(1))
