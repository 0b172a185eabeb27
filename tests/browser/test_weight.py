"""What a page of results weighs, what it waits for, and that nothing moves once it is shown."""

MAX_BYTES = 150_000
MAX_SHIFT = 0.001
"""Of the page that moves, as browsers reckon it: a hundredth of what counts as good. Fonts that were swapped in moved 0.13."""
ENTRIES = """() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value; }).observe(
    {type: "layout-shift", buffered: true});
  document.fonts.ready.then(() => setTimeout(() => done({
    shift,
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    files: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map(one => ({
      name: one.name, type: one.initiatorType, size: one.encodedBodySize, blocking: one.renderBlockingStatus,
    })),
  }), 500));
})"""


def is_font(file):
    return file["name"].endswith(".woff2")


def test_a_page_of_results_is_light_and_stands_still(page, archive):
    page.goto(f"{archive}/search/?q=الرئيس&per_page=10")
    assert page.locator(".hit").count() == 10
    found = page.evaluate(ENTRIES)
    assert any(is_font(file) for file in found["files"])
    assert sum(file["size"] for file in found["files"] if not is_font(file)) < MAX_BYTES
    assert found["shift"] < MAX_SHIFT
    waited_for = [file["name"] for file in found["files"] if file["blocking"] == "blocking"]
    assert waited_for
    assert [name for name in waited_for if not name.endswith(".css")] == []
