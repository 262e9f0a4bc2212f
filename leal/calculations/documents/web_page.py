"""The words of a web page, as a reader hears them: no scripts, no styles, no hidden words."""

from html.parser import HTMLParser

from .document import Paragraph, tidied, weight

BLOCKS = {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "figcaption", "form"}
BLOCKS |= {
    "ul",
    "ol",
    "dl",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "blockquote",
    "pre",
    "hr",
    "body",
    "html",
    "head",
}
BLOCKS |= {"fieldset", "legend", "details", "summary", "address", "title", "caption", "option", "select", "label"}
KINDS = {"li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell"}
KINDS |= {f"h{level}": "heading" for level in range(1, 7)}
SILENT = {"script", "style", "template", "noscript", "svg", "math", "textarea", "iframe", "object"}


def paragraphs_of_page(text: str) -> list[Paragraph]:
    """The paragraphs of a page, in its order."""
    reader = _Reader()
    reader.feed(text.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    reader.part("text")
    return reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self.words: list[str] = []
        self.starts: list[tuple[int, int]] = []
        self.kind, self.silent, self.weight = "text", 0, 0

    def part(self, kind: str) -> None:
        """Close the paragraph so far and begin one of a kind."""
        words = tidied("".join(self.words))
        if words:
            self.found.append(Paragraph(words, self.kind, tuple(self.starts)))
        self.words, self.starts, self.kind, self.weight = [], [], kind, 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag in BLOCKS or tag in KINDS:
            self.part(KINDS.get(tag, "text"))
        elif tag == "br":
            self.words.append(" ")

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS or tag in KINDS:
            self.part("text")

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        self.words.append(data)
        for number, line in enumerate(data.split("\n"), start=self.getpos()[0]):
            if heavy := weight(line):
                self.starts.append((self.weight, number))
                self.weight += heavy
