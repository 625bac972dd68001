"""The scope file to the entries that tell messages outside the library from questions to it."""

import hashlib
import re
import tomllib
from pathlib import Path

from assistant.library.entries import Entry

SCOPE_FILE = Path(__file__).with_name("scope.toml")


def scope_entries() -> tuple[Entry, ...]:
    """Example messages of each kind: off topic, another exercise, greeting, thanks, …"""
    written = tomllib.loads(SCOPE_FILE.read_text(encoding="utf-8"))
    found = []
    for group in written["scope"]:
        topic = re.sub(r"[^a-z0-9]+", "-", group["topic"].lower()).strip("-")
        for number, text in enumerate(group["asks"]):
            found.append(Entry(f"scope/{group['kind']}/{topic}/{number}", text, text))
    return tuple(found)


def scope_hash() -> str:
    return hashlib.sha256(SCOPE_FILE.read_bytes()).hexdigest()
