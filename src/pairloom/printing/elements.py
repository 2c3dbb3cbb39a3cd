"""Builds HTML from elements, so that every text is escaped by the one who writes it out."""

from __future__ import annotations

from xml.etree import ElementTree  # builds only, and parses nothing
from xml.etree.ElementTree import Element

Child = Element | str | None


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element with texts and elements in it; None is left out. `class_` stands for the attribute class."""
    made = Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child and len(made):
            made[-1].tail = (made[-1].tail or "") + child
        elif child:
            made.text = (made.text or "") + child
    return made


def page(*, title: str, language: str, style: str, kind: str, body: list[Element]) -> bytes:
    """A whole page with its style inside. `kind` is the class of its body."""
    root = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", title),
            element("style", style),
        ),
        element("body", *body, class_=kind),
        lang=language,
    )
    written: bytes = ElementTree.tostring(root, encoding="utf-8", method="html")
    return b"<!doctype html>\n" + written
