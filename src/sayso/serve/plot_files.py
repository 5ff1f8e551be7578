"""BokehJS as the installed package brings it, served from here: no other address is asked for it."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter()

LIBRARY = f"/plots/bokeh-{version('bokeh')}.js"
"""Where pages find BokehJS; another version has another address, so browsers may keep it."""
FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}


@router.get(LIBRARY, include_in_schema=False)
def library() -> FileResponse:
    """Serve BokehJS."""
    return FileResponse(_path(), media_type="text/javascript; charset=utf-8", headers=FOR_GOOD)


def _path() -> Path:
    spec = find_spec("bokeh")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "server" / "static" / "js" / "bokeh.min.js"
