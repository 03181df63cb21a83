"""What must hold of a Word file, read without Word: its parts, ids, tables, styles, lists (ISO/IEC 29500-1)."""

import sys
import xml.etree.ElementTree as tree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


# What stands in an element must stand in this order (annex A of the standard); what is not named here is not written.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs bidi spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs strike color sz szCs u lang",
    "pBdr": "top left bottom right",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW tcBorders vAlign",
    "style": "name basedOn next qFormat pPr rPr tblPr tcPr",
    "lvl": "start numFmt suff lvlText lvlJc pPr rPr",
    "sectPr": "footerReference pgSz pgMar cols docGrid",
    "sdtPr": "alias tag id showingPlcHdr richText text dropDownList checkbox",
    "settings": "zoom defaultTabStop compat",
}


def check_order(name, element):
    order = ORDERS.get(element.tag.split("}")[-1])
    if order is None:
        return
    places = [order.split().index(part.tag.split("}")[-1]) for part in element]
    assert places == sorted(places), f"{name}: the order in {element.tag}"


def check(path):
    file = zipfile.ZipFile(path)
    names = file.namelist()
    assert file.testzip() is None and len(names) == len(set(names)), "the zip"
    assert all(part.date_time == (1980, 1, 1, 0, 0, 0) for part in file.infolist()), "times"
    parts = {name: tree.fromstring(file.read(name)) for name in names}
    types = parts["[Content_Types].xml"]
    for part in types.iter():
        name = part.get("PartName")
        assert name is None or name.lstrip("/") in names, f"no part {name}"
    for name, relations in parts.items():
        if name.endswith(".rels"):
            folder = name.split("_rels/")[0]
            for relation in relations:
                assert folder + relation.get("Target") in names, relation.get("Target")
    document, styles = parts["word/document.xml"], parts["word/styles.xml"]
    body = document.find(W + "body")
    assert body[-1].tag == W + "sectPr" and body[-2].tag in (W + "p", W + "sdt"), "the end of the document"
    assert body[-1].find(W + "footerReference") is not None and body[-1].find(W + "pgSz") is not None

    known = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    for use in ("pStyle", "rStyle", "tblStyle"):
        for element in document.iter(W + use):
            assert element.get(W + "val") in known, element.get(W + "val")
    lists = {number.get(W + "numId") for number in parts["word/numbering.xml"].iter(W + "num")}
    for element in document.iter(W + "numId"):
        assert element.get(W + "val") in lists, "a list"

    for name, element, key in [
        ("word/numbering.xml", "abstractNum", "abstractNumId"),
        ("word/numbering.xml", "num", "numId"),
        ("word/styles.xml", "style", "styleId"),
    ]:
        found = [one.get(W + key) for one in parts[name].iter(W + element)]
        assert len(found) == len(set(found)), f"two of one {key}"
    for name, part in parts.items():
        for element in part.iter():
            check_order(name, element)

    controls = list(document.iter(W + "sdt"))
    ids = [control.find(f"{W}sdtPr/{W}id").get(W + "val") for control in controls]
    assert len(ids) == len(set(ids)), "ids of controls"
    for control in controls:
        properties = control.find(W + "sdtPr")
        for name in ("alias", "tag"):
            value = properties.find(W + name).get(W + "val")
            assert 0 < len(value.encode("utf-16-le")) // 2 <= 64, f"{name}: {value}"
        sorts = [W + "text", W + "richText", W + "dropDownList", W14 + "checkbox"]
        assert sum(properties.find(sort) is not None for sort in sorts) == 1, "what sort of control"
        assert len(control.find(W + "sdtContent")) > 0, "an empty control"

    for table in document.iter(W + "tbl"):
        rows = table.findall(W + "tr")
        columns = len(table.find(W + "tblGrid"))
        assert rows and columns, "an empty table"
        for row in rows:
            cells = row.findall(W + "tc")
            assert len(cells) == columns, "cells that fit no column"
            assert all(cell[-1].tag == W + "p" for cell in cells), "a cell must end with a paragraph"

    levels = [
        int(style.get(W + "val")[-1])
        for style in document.iter(W + "pStyle")
        if style.get(W + "val").startswith("Heading")
    ]
    assert levels.count(1) == 1 and levels[0] == 1, "one title"
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:])), "a heading is skipped"

    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    title = parts["docProps/core.xml"].find("{http://purl.org/dc/elements/1.1/}title")
    heads = sum(1 for _ in document.iter(W + "tblHeader"))
    ticks = sum(1 for _ in document.iter(W14 + "checkbox"))
    choices = sum(1 for _ in document.iter(W + "dropDownList"))
    texts = sum(1 for sort in ("text", "richText") for _ in document.iter(W + sort))
    print(f"{title.text}|{language.get(W + 'val')}|{len(levels)}|{heads}|{ticks}|{choices}|{texts}")


for path in sys.argv[1:]:
    check(path)
