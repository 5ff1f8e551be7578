"""The colours of plots: those of the style sheet, by their names, for light and dark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

STYLES = Path(__file__).with_name("static") / "sayso.css"
_BLOCK = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")


@cache
def palette(*, dark: bool) -> Mapping[str, str]:
    """Read the colours out of the style sheet's first (light) or second (dark) block.

    >>> palette(dark=False).keys() == palette(dark=True).keys()
    True
    """
    light, night = _BLOCK.findall(STYLES.read_text(encoding="utf-8"))[:2]
    return dict(_TOKEN.findall(night if dark else light))
