"""The sheets of benches/sheets.rs by another program, in one process: `sheets_peers.py typst|weasyprint FOLDER`.

Prints how many seconds it took, how many of a processor's, the program's own start left out, and how many sheets came out.
"""

import pathlib
import sys
import time


def by_typst(folder):
    """The same templates, fonts and data, and the same promise of accessibility."""
    import typst

    data = sorted((folder / "data").glob("*.json"))
    root = folder / "print"
    start = time.perf_counter()
    for one in data:
        (root / "data.json").write_bytes(one.read_bytes())
        pdf = typst.compile(
            str(root / "main.typ"),
            root=str(root),
            font_paths=[str(root / "fonts")],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
        )
        (folder / "out" / f"{one.stem}.pdf").write_bytes(pdf)
    return time.perf_counter() - start, len(data)


def by_weasyprint(folder):
    """The same texts, lines and boxes as a page of HTML, with the same fonts, and the same promise of accessibility.

    Fonts and style sheet are read once.
    """
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    pages = sorted((folder / "html").glob("*.html"))
    start = time.perf_counter()
    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=str(folder / "sheet.css"), font_config=fonts)
    for one in pages:
        document = weasyprint.HTML(filename=str(one)).render(stylesheets=[style], font_config=fonts)
        if len(document.pages) != 1:
            sys.exit(f"{one}: {len(document.pages)} pages")
        document.write_pdf(str(folder / "out" / f"{one.stem}.pdf"), pdf_variant="pdf/ua-1")
    return time.perf_counter() - start, len(pages)


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    (folder / "out").mkdir(exist_ok=True)
    before = time.process_time()
    seconds, count = {"typst": by_typst, "weasyprint": by_weasyprint}[program](folder)
    print(f"{seconds:.3f} {time.process_time() - before:.3f} {count}")


main()
