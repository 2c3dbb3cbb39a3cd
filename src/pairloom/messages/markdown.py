"""The small Markdown that letters are written in: people's words made harmless, and both parts of a mail.

What a person typed is a plain `str` and is escaped. Text whose marks are meant is `Markdown`.
"""

import re
from collections.abc import Callable, Iterable

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

# A line ends where its writer ended it; pictures would tell their server who reads when.
_reader = MarkdownIt("js-default", {"breaks": True, "linkify": False, "html": False}).disable("image")
_TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
_MARKS = re.compile(r"[\\`*\[\]<>|]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|&(?=#?\w+;)")
_LINE_START = re.compile(r"^([#+=-])|^(\d+)([.)])")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


class Markdown(str):
    """Text whose Markdown is meant, written by us or made by `escape` and `bullets`."""

    __slots__ = ()


def link(address: str) -> Markdown:
    """An address of ours, to be read and to be clicked."""
    return Markdown(f"<{address}>")


def tidy(text: str) -> str:
    """Without characters that show nothing, hide something or turn the writing around; lines trimmed."""
    lines = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def one_line(text: str) -> str:
    """As a header needs it."""
    return " ".join(tidy(text).split())


def escape(text: str) -> Markdown:
    """Markdown that shows exactly `text`: no mark, link, list or heading can be made with it."""
    return Markdown("\n".join(_escape_line(line) for line in tidy(text).split("\n")))


def bullets(items: Iterable[str]) -> Markdown:
    """A list with one point for each item; plain strings are escaped."""
    points = (item if isinstance(item, Markdown) else escape(item) for item in items)
    return Markdown("\n".join("- " + point.replace("\n", "\n  ") for point in points))


def to_html(text: str) -> SafeString:
    """The HTML of a letter's body: few tags, no pictures, links to the web and to mail only."""
    html = nh3.clean(
        _reader.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
    )
    return mark_safe(html)  # noqa: S308 - cleaned the line before


def to_text(text: str) -> str:
    """The same for those who read mail as plain text; addresses of links in round brackets."""
    return _blocks(SyntaxTreeNode(_reader.parse(text)).children).strip("\n") + "\n"


def _escape_line(line: str) -> str:
    marked = _MARKS.sub(lambda found: "\\" + found[0], line)
    return _LINE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", marked)


def _blocks(nodes: Iterable[SyntaxTreeNode], between: str = "\n\n") -> str:
    return between.join(filter(None, (_block(node) for node in nodes)))


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "bullet_list":
            return _list(node, lambda number: "- ")
        case "ordered_list":
            first = int(node.attrs.get("start", 1))
            return _list(node, lambda number: f"{first + number}. ")
        case "blockquote":
            return _indent(_blocks(node.children), "> ", "> ")
        case "code_block" | "fence":
            return _indent(node.content.rstrip("\n"), "    ", "    ")
        case "hr":
            return "* * *"
        case "heading":
            heading = _inline(node)
            return f"{heading}\n{'-' * min(len(heading), 60)}"
        case "table":
            rows = (row for part in node.children for row in part.children)
            return "\n".join(" | ".join(_inline(cell) for cell in row.children) for row in rows)
        case _:
            return _inline(node)


def _list(node: SyntaxTreeNode, marker: Callable[[int], str]) -> str:
    points = []
    for number, item in enumerate(node.children):
        mark = marker(number)
        points.append(_indent(_blocks(item.children, "\n"), mark, " " * len(mark)))
    return "\n".join(points)


def _indent(text: str, first: str, others: str) -> str:
    return first + text.replace("\n", "\n" + others)


def _inline(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "link":
            label = "".join(_inline(child) for child in node.children)
            address = str(node.attrs["href"])
            return label if label in (address, address.removeprefix("mailto:")) else f"{label} ({address})"
        case _:
            return "".join(_inline(child) for child in node.children)
