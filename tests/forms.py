"""What a browser would send of a form on a page."""

from bs4 import Tag

from .visit import Opened


def written(page: Opened) -> dict[str, str | list[str]]:
    """The fields of the page's posted form as they stand, by their names."""
    form: Tag = page.main.find("form", method="post")
    sent: dict[str, str | list[str]] = {}
    for field in form.find_all("input", type=lambda kind: kind not in {"checkbox", "radio", "submit"}):
        sent[field["name"]] = field.get("value", "")
    for area in form.find_all("textarea"):
        sent[area["name"]] = area.get_text().removeprefix("\n")
    for choice in form.find_all("select"):
        chosen = choice.find("option", selected=True)
        sent[choice["name"]] = chosen["value"] if chosen else ""
    for box in form.find_all("input", type="radio", checked=True):
        sent[box["name"]] = box["value"]
    for box in form.find_all("input", type="checkbox", checked=True):
        sent.setdefault(box["name"], []).append(box["value"])
    return sent
