"""`leal plain FILE`: 0 when nothing is to mend, 1 when something is, 2 when the file cannot be read."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from leal.calculations.plain import published_rules
from leal.calculations.plain.commands import plain

PAGE = Path(__file__).parents[4] / "docs" / "recipes" / "write-plainly.md"

GOOD = "We will write to you within 5 working days.\n"
BAD = "# A heading\n\nWe are here.\nYour application will be processed in a timely manner.\n"


def run(tmp_path, content, *options, name="note.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return CliRunner().invoke(plain, [str(path), *options])


def test_plain_words_end_with_nought(tmp_path):
    done = run(tmp_path, GOOD)

    assert done.exit_code == 0
    assert done.output.startswith("Nothing to mend in 1 sentence.\n")


def test_a_fault_is_told_with_its_line_why_and_what_to_do(tmp_path):
    done = run(tmp_path, BAD)

    assert done.exit_code == 1
    assert done.output.splitlines()[:3] == [
        "line 4: Your application will be processed in a timely manner.",
        "  Promise with no actor: “will be processed”. It says that something will or must be done (in the passive), "
        "and not who will do it. Nobody can be asked. Say who: “we will …”, or the name of the team.",
        "  Nothing can measure it: “in a timely manner”. Nobody can say whether this was kept. Say by when: "
        "a number of days, or a date.",
    ]


def test_the_json_has_every_sentence_and_its_faults(tmp_path):
    told = json.loads(run(tmp_path, BAD, "--json").output)

    assert told["file"] == "note.txt"
    assert told["to_mend"] == 1
    assert [(one["kind"], one["paragraph"], one["line"], one["words"]) for one in told["sentences"]] == [
        ("heading", 1, 1, 2),
        ("text", 2, 3, 3),
        ("text", 2, 4, 9),
    ]
    [first, second] = told["sentences"][2]["faults"]
    assert list(first) == ["rule", "words", "why", "do", "source"]
    assert (first["rule"], second["rule"]) == ("promise-without-actor", "cannot-be-measured")
    assert list(told["reading_ages"][0]) == ["formula", "value", "grade", "age", "note", "source"]


def test_easy_read_is_stricter_and_says_who_must_be_asked(tmp_path):
    text = "You can call us and we will help you.\n"

    assert run(tmp_path, text).exit_code == 0
    done = run(tmp_path, text, "--easy-read")
    assert done.exit_code == 1
    assert done.output.splitlines()[-1] == (
        "A machine can check rules. Only people with learning disabilities can say if it is Easy Read: ask them."
    )


def test_scripts_and_styles_of_a_page_are_not_words(tmp_path):
    silent = "<style>.utilise{}</style><script>utilise('in a timely manner')</script>"
    page = f"<html><head>{silent}</head><p>Be kind.</p></html>"

    assert run(tmp_path, page, name="page.html").exit_code == 0
    assert run(tmp_path, page.replace("Be kind", "Utilise it"), name="page.html").exit_code == 1


def test_code_in_markdown_is_not_words(tmp_path):
    assert run(tmp_path, "Run:\n\n```\nutilise --timely\n```\n", name="page.md").exit_code == 0


def docx(words: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>",
        )
    return made.getvalue()


def test_a_word_document_is_told_by_its_paragraphs(tmp_path):
    done = run(tmp_path, docx("We utilise it."), name="letter.docx")

    assert done.exit_code == 1
    assert done.output.startswith("paragraph 1: We utilise it.\n")


def test_latin_letters_are_read_with_a_warning(tmp_path):
    done = run(tmp_path, "The café is open. We utilise it.\n".encode("latin-1"))

    assert done.exit_code == 1
    assert done.output.startswith("The file is not in UTF-8, so it was read as Windows-1252")


def test_sixteen_bit_text_is_read(tmp_path):
    assert run(tmp_path, GOOD.encode("utf-16")).exit_code == 0


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "note.txt: The file is empty."),
        (b"   \n\n", "note.txt: The file is empty."),
        (b"%PDF-1.7\n%\xe2\xe3", "note.txt: This is a PDF. Give the document it was made from: text, HTML or DOCX."),
        (b"abc\x00def", "note.txt: This is not text"),
    ],
)
def test_what_cannot_be_read_ends_with_two_and_a_sentence(tmp_path, content, sentence):
    done = run(tmp_path, content)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)


def test_a_file_that_is_not_there_ends_with_two():
    done = CliRunner().invoke(plain, ["none.txt"])

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "none.txt: there is no such file. Check the name and the folder.\n"


def test_without_a_file_it_asks_for_one_or_shows_the_rules():
    assert CliRunner().invoke(plain, []).exit_code == 2
    assert CliRunner().invoke(plain, ["--rules"]).output == published_rules()


def test_the_recipe_is_the_published_rules():
    assert PAGE.read_text(encoding="utf-8") == published_rules(), "leal plain --rules > docs/recipes/write-plainly.md"
