"""What is asked of a page that is open in the browser."""

from itertools import groupby

from playwright.sync_api import Page

from leal.foundations.pages import assets

STANDARD = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = assets.AXE.read_text() if assets.AXE.exists() else ""


def axe(page: Page, rules: dict = STANDARD) -> list[str]:
    """What axe finds wrong, by WCAG 2.2 AA and its own good practice unless told otherwise, in words."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate("runOnly => axe.run({runOnly, resultTypes: ['violations']})", rules)
    return [
        f"{fault['id']}: {fault['help']} ({node['target'][0]})"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def width(page: Page) -> int:
    """How wide the page is, in CSS pixels, whatever the window."""
    return page.evaluate("document.documentElement.scrollWidth")


def stickers_out(page: Page) -> list[str]:
    """Parts that reach past the right edge and are in no frame that scrolls."""
    return page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(part => {
            const box = part.getBoundingClientRect()
            if (!box.width || !box.height || box.right <= innerWidth + 1) return false
            for (let up = part; up; up = up.parentElement)
              if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return false
            return !part.closest('svg')
        }).map(part => `${part.localName}.${part.className} ${part.textContent.trim().slice(0, 40)}`)"""
    )


CONTROLS = """() => {
  const shown = part => part.checkVisibility({visibilityProperty: true}) && !part.closest('[inert]')
  const found = [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex="0"]')]
  const groups = new Set()
  return found.filter(part => {
    if (!shown(part) || part.disabled || part.type === 'hidden' || part.tabIndex < 0) return false
    if (part.type !== 'radio') return true
    const key = part.form?.action + part.name
    if (groups.has(key)) return false
    groups.add(key)
    return true
  }).map((part, place) => {
    const said = part.outerHTML.slice(0, 90)
    part.dataset.place = place
    return said
  })
}"""

LOOKS = """part => {
  const seen = part.type === 'radio' || part.type === 'checkbox'
    ? getComputedStyle(part.nextElementSibling ?? part, '::before') : getComputedStyle(part)
  return [seen.outline, seen.backgroundColor, seen.boxShadow, seen.borderColor, seen.filter].join('|')
}"""

FOCUSED = f"""() => {{
  const part = document.activeElement, box = part.getBoundingClientRect()
  const looks = ({LOOKS})(part)
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  const place = part.type === 'radio'
    ? document.querySelector(`input[name="${{CSS.escape(part.name)}}"][data-place]`)?.dataset.place : part.dataset.place
  return {{place: Number(place ?? -1), looks, inside}}
}}"""

BEFORE = f"""() => [...document.querySelectorAll('[data-place]')]
  .sort((a, b) => a.dataset.place - b.dataset.place).map({LOOKS})"""

# Looked at when the next key goes down: by then the page has scrolled to what was reached, and nobody had to ask.
WATCH = f"""() => {{
  const reached = [], look = () => reached.push(({FOCUSED})())
  document.addEventListener('keydown', look, true)
  window.seenWithTheKeyboard = () => {{
    document.removeEventListener('keydown', look, true)
    look()
    return reached.slice(1)
  }}
}}"""


def keyboard(page: Page) -> list[str]:
    """Controls the Tab key does not reach, reaches out of order, out of sight, or without showing it."""
    # Begin where a visitor begins: before the first control, with nothing reached.
    page.evaluate(
        "const top = document.body; top.tabIndex = -1; top.focus(); top.removeAttribute('tabindex'); scrollTo(0, 0)"
    )
    controls = page.evaluate(CONTROLS)
    plain = page.evaluate(BEFORE)
    faults, reached = [], []
    for place, (focused, *_) in groupby(tabbed(page, len(controls)), lambda focused: focused["place"]):
        if place < 0 or place in reached:
            break
        reached.append(place)
        if not focused["inside"]:
            faults.append(f"out of sight when reached: {controls[place]}")
        if focused["looks"] == plain[place]:
            faults.append(f"does not show that it is reached: {controls[place]}")
    if reached != sorted(reached):
        faults.append(f"reached out of order: {reached}")
    return faults + [f"not reached: {control}" for at, control in enumerate(controls) if at not in reached]


PARTS_OF_A_PLAYER = 8  # A player has controls of its own inside, which the page cannot tell from the player.


def tabbed(page: Page, controls: int) -> list[dict]:
    """What the Tab key reaches, press by press: which control, how it looks, and whether it is in the window."""
    page.evaluate(WATCH)
    players = page.locator("audio[controls], video[controls]").count()
    for _ in range(controls + PARTS_OF_A_PLAYER * players + 1):
        page.keyboard.down("Tab")
    seen = page.evaluate("seenWithTheKeyboard()")
    page.keyboard.up("Tab")
    return seen


def words(page: Page) -> str:
    """The words of the page's own part that can be seen."""
    return " ".join(page.locator("main").inner_text().split())


def shut_on_paper(page: Page) -> list[str]:
    """Folds that stay shut when the page is printed."""
    return page.evaluate(
        """() => [...document.querySelectorAll('details')].filter(fold => {
            const inside = [...fold.children].find(part => part.localName !== 'summary')
            return inside && !inside.checkVisibility()
        }).map(fold => fold.querySelector('summary').textContent.trim())"""
    )
