"""The help pages fit in the page around them."""

import pytest

from wijkaanpak.web.hulp import Pagina, all_pages


@pytest.mark.parametrize("pagina", all_pages(), ids=lambda pagina: pagina.slug)
def test_a_help_page_leaves_the_first_heading_to_the_page_around_it(pagina: Pagina) -> None:
    assert "<h1" not in pagina.html
