"""What every page must be: each rule reads a page and says in sentences what is wrong with it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import html5lib
from bs4 import BeautifulSoup, Comment, Doctype, Tag
from html5lib.constants import E as PARSE_ERRORS

Rule = Callable[["Page"], Iterator[str]]
RULES: list[Rule] = []


@dataclass(frozen=True)
class Page:
    """A page as it was sent: its text, its parts, and the policy it came with."""

    html: str
    policy: str = ""

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html5lib")


def rule(check: Callable[[BeautifulSoup], Iterator[str]]) -> Callable[[BeautifulSoup], Iterator[str]]:
    RULES.append(check)
    return check


def complaints(page: Page) -> list[str]:
    """Everything that is wrong with a page, in words."""
    soup = page.soup
    return [*parse_errors(page.html), *policy(page.policy), *(found for check in RULES for found in check(soup))]


def parse_errors(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    lines = html.splitlines()
    for (line, column), code, details in parser.errors:
        near = lines[line - 1][max(0, column - 60) : column + 20] if line <= len(lines) else ""
        yield f"not valid HTML, line {line}: {PARSE_ERRORS[code] % details} Near: {near}"


def policy(given: str) -> Iterator[str]:
    if "default-src 'self'" not in given:
        yield "sent without default-src 'self'"
    if "unsafe-" in given:
        yield "the policy allows what is unsafe"


def words_of(tag: Tag) -> str:
    """What a screen reader says for a part: its label, or its words without what is hidden."""
    if label := tag.get("aria-label"):
        return label.strip()
    parts = [
        text
        for text in tag.find_all(string=True)
        if not isinstance(text, Comment) and not any(up.get("aria-hidden") == "true" for up in text.parents if up)
    ]
    pictures = [image.get("alt", "") for image in tag.find_all("img")]
    return re.sub(r"\s+", " ", " ".join([*parts, *pictures])).strip()


@rule
def language(soup: BeautifulSoup) -> Iterator[str]:
    if not soup.html.get("lang"):
        yield "html has no lang"


@rule
def title(soup: BeautifulSoup) -> Iterator[str]:
    title = soup.head.title.get_text() if soup.head.title else ""
    if not re.fullmatch(r"\S.* – \S.*", title):
        yield f"the title is “{title}”, not “Page – Charter”"
    has_errors = bool(soup.find(class_="ds_error-summary"))
    if has_errors != title.startswith("Error: "):
        yield "a page with errors, and only such a page, has a title that begins “Error: ”"


@rule
def headings(soup: BeautifulSoup) -> Iterator[str]:
    found = soup.find_all(re.compile(r"^h[1-6]$"))
    levels = [int(heading.name[1]) for heading in found]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1, not one"
    for before, heading, level in zip([0, *levels], found, levels, strict=False):
        if level > before + 1 and before:
            yield f"h{level} “{words_of(heading)}” follows h{before}"
        if not words_of(heading):
            yield f"an h{level} is empty"


@rule
def frame(soup: BeautifulSoup) -> Iterator[str]:
    if len(soup.find_all("main")) != 1:
        yield "not exactly one main"
    if not soup.find("meta", attrs={"name": "viewport", "content": re.compile("width=device-width")}):
        yield "no viewport for small screens"


@rule
def labels(soup: BeautifulSoup) -> Iterator[str]:
    labelled = {label.get("for") for label in soup.find_all("label") if words_of(label)}
    for control in soup.find_all(["input", "select", "textarea"]):
        named = control.get("aria-label") or control.get("aria-labelledby") or control.find_parent("label")
        quiet = control.get("type") in {"hidden", "submit", "button", "image", "reset"}
        if not quiet and not named and control.get("id") not in labelled:
            yield f"{control.name} “{control.get('name')}” has no label"
    for button in soup.find_all("button"):
        if not words_of(button):
            yield "a button says nothing"
    for group in soup.find_all("fieldset"):
        if not group.find("legend"):
            yield "a fieldset has no legend"


@rule
def ids(soup: BeautifulSoup) -> Iterator[str]:
    found = Counter(tag["id"] for tag in soup.find_all(id=True))
    yield from (f"id “{name}” stands {times} times" for name, times in found.items() if times > 1)
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for tag in soup.find_all(attrs={attribute: True}):
            for name in tag[attribute].split():
                if name not in found:
                    yield f"{attribute} points at “{name}”, which is not there"
    for link in soup.find_all(["a", "use"], href=re.compile("^#.")):
        if link["href"][1:] not in found:
            yield f"a link points at “{link['href']}”, which is not there"


@rule
def links(soup: BeautifulSoup) -> Iterator[str]:
    leads = defaultdict(set)
    for link in soup.find_all("a", href=True):
        leads[words_of(link)].add(link["href"])
    if "" in leads:
        yield f"a link says nothing: {sorted(leads.pop(''))}"
    for words, addresses in leads.items():
        if len(addresses) > 1:
            yield f"“{words}” leads to {sorted(addresses)}"
        if words.lower() in {"here", "click here", "more", "read more", "link", "this page"}:
            yield f"a link says only “{words}”"


NOT_PROSE = {"script", "style", "code", "pre", "kbd", "samp", "textarea", "noscript", "template"}
NOT_PRINTED = {
    "a straight quotation mark": re.compile(r"[\"']"),
    "a hyphen for a dash": re.compile(r"\s--?\s|--"),
    "three full stops for an ellipsis": re.compile(r"\.\.\."),
    "a hyphen between years": re.compile(r"\b(?:19|20)\d\d-(?:\d\d|(?:19|20)\d\d)\b(?!-)"),
}


@rule
def print_marks(soup: BeautifulSoup) -> Iterator[str]:
    texts = [
        str(text)
        for text in soup.find_all(string=True)
        if not isinstance(text, Comment | Doctype) and not any(up.name in NOT_PROSE for up in text.parents)
    ]
    spoken = [
        tag[name] for name in ("alt", "aria-label", "title", "data-label") for tag in soup.find_all(attrs={name: True})
    ]
    for text in [*texts, *spoken]:
        for what, mark in NOT_PRINTED.items():
            if found := mark.search(text):
                yield f"{what}: “{text[max(0, found.start() - 30) : found.end() + 30].strip()}”"


FILES = re.compile(r"\.(pdf|csv|ods|xlsx|json|txt|zip|docx|odt|brf|mp3|mp4|epub)$", re.IGNORECASE)
SAID = re.compile(r"\([^()]*\b[A-Za-z]+, \d[\d.,]* (bytes|kB|MB)\)")


@rule
def downloads(soup: BeautifulSoup) -> Iterator[str]:
    for link in soup.find_all("a", href=True):
        if (link.has_attr("download") or FILES.search(link["href"].split("?")[0])) and not SAID.search(words_of(link)):
            yield f"a file without its format and size: “{words_of(link)}”"


@rule
def pictures(soup: BeautifulSoup) -> Iterator[str]:
    for image in soup.find_all("img"):
        if not image.has_attr("alt"):
            yield f"a picture without alt: {image.get('src')}"
    for drawing in soup.find_all("svg"):
        role = "group" if drawing.find("a") else "img"  # an image hides the links inside it from those who hear it
        named = drawing.get("role") == role and (drawing.get("aria-labelledby") or drawing.get("aria-label"))
        if drawing.get("aria-hidden") != "true" and not named:
            yield "a drawing is neither named nor hidden"


@rule
def tables(soup: BeautifulSoup) -> Iterator[str]:
    for table in soup.find_all("table"):
        if not table.caption or not words_of(table.caption):
            yield "a table without a caption"
        headers = table.find_all("th")
        if not headers or any(header.get("scope") not in {"col", "row", "colgroup", "rowgroup"} for header in headers):
            yield "a table whose headers have no scope"


@rule
def lists(soup: BeautifulSoup) -> Iterator[str]:
    allowed = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}}
    for found in soup.find_all(list(allowed)):
        if (
            strays := {child.name for child in found.find_all(recursive=False)}
            - allowed[found.name]
            - {"script", "template"}
        ):
            yield f"{sorted(strays)} directly inside {found.name}"
        if not found.find_all(recursive=False):
            yield f"an empty {found.name}"


@rule
def nothing_inline(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(True):
        if tag.name == "style" or tag.has_attr("style"):
            yield f"a style inside the page, at {tag.name}"
        if tag.name == "script" and not tag.get("src"):
            yield "a script inside the page"
        handlers = [name for name in tag.attrs if re.fullmatch(r"on[a-z]+", name)]
        if handlers or str(tag.get("href", "")).startswith("javascript:"):
            yield f"a script in an attribute of {tag.name}"


@rule
def keyboard(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(tabindex=True):
        if tag["tabindex"] not in {"0", "-1"}:
            yield f"a tabindex of {tag['tabindex']}"
    if soup.find(autofocus=True):
        yield "autofocus takes the reader from where they are"
    if soup.find("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)}):
        yield "a page that reloads by itself"


@rule
def forms(soup: BeautifulSoup) -> Iterator[str]:
    for form in soup.find_all("form"):
        if form.get("method", "get").lower() == "post" and not form.find(
            "input", attrs={"name": "csrfmiddlewaretoken"}
        ):
            yield "a form that is posted without its token"
        nameless = [
            c for c in form.find_all(["input", "select", "textarea"]) if not c.get("name") and c.get("type") != "submit"
        ]
        if nameless:
            yield "a control without a name, whose answer would be lost"
