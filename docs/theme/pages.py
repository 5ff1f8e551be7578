"""What the site adds to docs/: pages that stand elsewhere in the project, and links that lead to files.

A hook of MkDocs; nothing of Sayso imports it.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

ROOT = Path(__file__).parents[2]
PAGES = {
    "README.md": "index.md",
    "MODEL.md": "model.md",
    "CONTRIBUTING.md": "contribute.md",
    "CHANGELOG.md": "changes.md",
    "SECURITY.md": "security.md",
    "bench/RESULTS.md": "results.md",
    "examples/README.md": "examples.md",
}
"""Pages of the project that the site shows, by where they stand in it."""

_LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<target>[^)#:\s]+)(?P<anchor>#[^)\s]*)?\)")
_NOT_RUN = re.compile(r"^```console-[a-z]+$", re.MULTILINE)


def on_config(config: Any) -> Any:
    """List the decisions, and leave out pages of the plan that nobody has written yet."""
    there = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")} | set(PAGES.values())
    config["nav"] = [entry for entry in (_there(entry, there) for entry in config["nav"]) if entry]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that stand outside docs/."""
    from mkdocs.structure.files import File

    for source, page in PAGES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_linked(text, source)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Lead links to other pages of the site, and show the names of files that are none."""
    own = {site: source for source, site in PAGES.items()}
    shown = markdown if page.file.src_uri in own else _linked(markdown, f"docs/{page.file.src_uri}")
    return _NOT_RUN.sub("```console", shown)


def _there(entry: Any, there: set[str]) -> Any:
    if isinstance(entry, str):
        return sorted(name for name in there if name.startswith("decisions/")) if entry == "decisions/*" else entry
    ((title, held),) = entry.items()
    if isinstance(held, str):
        return entry if held in there else None
    kept: list[Any] = []
    for one in held:
        found = _there(one, there)
        kept += found if isinstance(found, list) else [found] if found else []
    return {title: kept}


def _linked(markdown: str, source: str) -> str:
    """Rewrite the links of a page that stands at ``source`` in the project."""
    site = PAGES.get(source, source.removeprefix("docs/"))

    def led(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), link["target"]))
        words, anchor = link["words"], link["anchor"] or ""
        page = PAGES.get(target, target.removeprefix("docs/") if target.startswith("docs/") else None)
        if page == "decisions":
            page = "decisions/001-claims-are-views.md"
        if page is None:
            return words if words.startswith("`") or posixpath.basename(target) in words else f"{words} (`{target}`)"
        return f"[{words}]({posixpath.relpath(page, posixpath.dirname(site) or '.')}{anchor})"

    return _LINK.sub(led, markdown)
