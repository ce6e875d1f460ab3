"""axe-core on an open page, at the width it has."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Axe().axe_script
_RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
}"""


def violations(page: Page) -> Any:
    """Return every rule that this page breaks, with the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    return page.evaluate(_RUN)


def require_accessible(page: Page) -> None:
    """Raise AssertionError when axe finds anything, or when the page scrolls sideways."""
    found = violations(page)
    assert found == [], f"{page.viewport_size}: {found}"
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("window.innerWidth"), f"{page.viewport_size}: {width}"
