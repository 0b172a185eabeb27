"""What tests of several pages look at."""


def no_sideways_scrolling(page):
    """Whether the page itself is no wider than the window, give or take a rounded pixel."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
