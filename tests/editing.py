"""What a person reads on an edit view that refused a stale save."""

from bs4 import BeautifulSoup


def told(page):
    """The table of a refusal: {field: (stored now, yours)}."""
    rows = BeautifulSoup(page.content, "html.parser").select("#academy-refusal tbody tr")
    cells = [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in rows]
    return {label: (stored, yours) for label, stored, yours in cells}


def box(page):
    """What the box to save on top sends when it is ticked."""
    return BeautifulSoup(page.content, "html.parser").select_one("input[name=academy_over]")["value"]


def save(browser, address, fields, **options):
    """Load a form and send these fields with what it says that it was loaded with."""
    return browser.post(address, {**loaded(browser.get(address)), **fields}, **options)


def loaded(page):
    """What a form says that it was loaded with: that of a row, or of a page."""
    fields = BeautifulSoup(page.content, "html.parser").select("input[name=academy_seen], input[name^=loaded_revision]")
    return {field["name"]: field["value"] for field in fields}
