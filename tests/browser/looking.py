"""What a page is held to, asked of the page itself: names, headings, targets, width, dark."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What can differ where the same elements, in the same colours, stand in larger letters.
OF_LAYOUT = ["target-size", "scrollable-region-focusable", "link-in-text-block"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
ONLY_FAULTS = {"resultTypes": ["violations"]}  # what is in order is not told in full
SIZES = ("text-large", "text-huge")
Letters = float | str

_RUN = """async (options) => (await axe.run(options)).violations.map(
  one => one.id + ": " + one.nodes.slice(0, 2).map(node => node.html.slice(0, 120)).join(" | "))"""

# On a phone what stands by itself takes a thumb: 44 px (WCAG 2.5.5), all else 24 px (2.5.8), as on
# an advocate's desk. Links within a sentence are excepted, names of sources and what is printed.
_FAULTS = """() => {
  const faults = [], all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (node) => node.checkVisibility() && node.getClientRects().length > 0;
  const told = (node) => node.outerHTML.slice(0, 100);
  if (document.documentElement.lang !== "zh-CN") faults.push("lang");
  // A sheet of paper shown on a page is a document of its own, with its own title.
  const titles = all("h1").filter((node) => !node.closest(".paper"));
  if (titles.length !== 1) faults.push(titles.length + " h1");
  let level = 1; // a summary of faults, or danger, may stand above the h1 with an h2
  for (const node of all("h1, h2, h3, h4, h5, h6").filter(shown)) {
    const here = Number(node.tagName[1]);
    if (here > level + 1) faults.push(`h${level} to h${here}: ${node.textContent.trim()}`);
    level = here;
  }
  if (all("main").length !== 1) faults.push("main");
  if (!all("header, .leave").length && location.pathname !== "/leave/done/") faults.push("no bar");
  for (const node of all("input:not([type=hidden]), textarea, select").filter(shown)) {
    const labels = [...(node.labels || [])].map((label) => label.innerText.trim()).join("");
    if (!(labels || node.ariaLabel)) faults.push("no name: " + told(node));
    const off = !node.matches("textarea, [type=text]");
    const own = ["off", "username", "one-time-code"]; // an advocate's, who may keep them
    if (!off && !own.includes(node.autocomplete) && node.form?.autocomplete !== "off")
      faults.push("autocomplete: " + node.name);
    if (!off && node.autocapitalize !== "none" && node.autocapitalize !== "off")
      faults.push("autocapitalize: " + node.name);
  }
  for (const node of all("a, button, summary").filter(shown))
    if (!(node.innerText.trim() || node.ariaLabel)) faults.push("no name: " + told(node));
  const alone = (node) => !node.closest(".sources, .paper, .entry h3") &&
    node.parentElement.innerText.trim() === node.innerText.trim();
  const desk = location.pathname.startsWith("/desk/") || document.querySelector("main.page-intake");
  const least = desk ? 24 : 44;
  const controls = "a, button, input:not([type=hidden]), select, textarea, summary";
  for (const node of all(controls).filter(shown)) {
    const inline = node.tagName === "A" && getComputedStyle(node).display === "inline";
    const small = node.closest(".sources, .paper") ? 24 : least;
    const whole = node.closest("label.choice, .choice label") || node;
    const box = whole.getBoundingClientRect();
    const hidden = node.matches(".visually-hidden, .skip");
    if (!hidden && (!inline || alone(node)) && (box.width < 24 || box.height < small))
      faults.push(`${box.width.toFixed()}x${box.height.toFixed()}: ${told(node)}`);
  }
  return faults;
}"""

_EXCESS = """sizes => sizes.map(letters => {
  const root = document.documentElement, chosen = typeof letters === "string";
  root.classList.remove("text-large", "text-huge");
  root.style.removeProperty("font-size");
  if (chosen) root.classList.add(letters);
  else root.style.setProperty("font-size", letters * 0.18 + "px", "important");
  return root.scrollWidth - innerWidth;
})"""


def barriers(page: Page) -> list[str]:
    """What axe has against the page in its usual letters, in both larger ones and in the dark."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(_RUN, {"runOnly": RULES, **ONLY_FAULTS})
    for size in SIZES:
        page.evaluate("size => document.documentElement.classList.add(size)", size)
        layout: Any = {"runOnly": {"type": "rule", "values": OF_LAYOUT}, **ONLY_FAULTS}
        found += [f"{size}: {one}" for one in page.evaluate(_RUN, layout)]
        page.evaluate("size => document.documentElement.classList.remove(size)", size)
    page.emulate_media(color_scheme="dark")
    colours: Any = {"runOnly": {"type": "rule", "values": OF_COLOUR}, **ONLY_FAULTS}
    found += [f"dark: {one}" for one in page.evaluate(_RUN, colours)]
    page.emulate_media(color_scheme="light")
    return found


def flaws(page: Page) -> list[str]:
    """Names, headings, landmarks, language, inputs of phones, targets of 24 px."""
    found: list[str] = page.evaluate(_FAULTS)
    return found


def excess(page: Page, width: int, letters: Letters = 100) -> int:
    """By how many px the page is wider than the screen, in letters of so many percent of 18 px,
    or of a size that the site itself offers (one of SIZES)."""
    return excesses(page, width, [letters])[0]


def excesses(page: Page, width: int, sizes: Sequence[Letters]) -> list[int]:
    """The same for several sizes of letters on one screen, which takes its width once."""
    page.set_viewport_size({"width": width, "height": 740})
    return [int(over) for over in page.evaluate(_EXCESS, list(sizes))]
