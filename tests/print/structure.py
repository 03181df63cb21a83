"""What a reader of PDF/UA (ISO 14289-1) leans on, in each of the files named: a line for each fault.

Everything drawn is in the structure or said to be an artifact, and the structure leads back to it; headings in order,
cells under their rows, heads with their scope, pictures with words, fields with names, and a title for the window."""

import sys

import pypdf
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

DRAWS = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do", b"sh", b"INLINE IMAGE"}
ABOVE = {"/TR": {"/Table", "/THead", "/TBody", "/TFoot"}, "/TH": {"/TR"}, "/TD": {"/TR"}, "/LI": {"/L"}}


def number_tree(node, found):
    node = node.get_object()
    pairs = node.get("/Nums", [])
    for at in range(0, len(pairs), 2):
        found[int(pairs[at])] = pairs[at + 1].get_object()
    for kid in node.get("/Kids", []):
        number_tree(kid, found)
    return found


def elements(node, parent, page, found):
    """The elements with the type of each one's parent; the marks and the objects that they hold."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for kid in node:
            elements(kid, parent, page, found)
    elif isinstance(node, int):
        found["marks"].add((page, int(node)))
    elif isinstance(node, DictionaryObject):
        own = node["/Pg"].indirect_reference.idnum if "/Pg" in node else page
        if node.get("/Type") == "/MCR":
            found["marks"].add((own, int(node["/MCID"])))
        elif node.get("/Type") == "/OBJR":
            found["objects"].add(node.raw_get("/Obj").idnum)
        else:
            found["all"].append((node.get("/S"), node, parent))
            if "/K" in node:
                elements(node.raw_get("/K"), node.get("/S"), own, found)
    return found


def attributes(node):
    value = node.get("/A", ArrayObject())
    return [one.get_object() for one in (value if isinstance(value, ArrayObject) else [value])]


def drawn(page, reader):
    """The marks on a page, and how much is drawn outside of any."""
    marks, open_marks, loose = set(), [], 0
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if operator == b"BDC" else None
            mark = properties.get("/MCID") if isinstance(properties, DictionaryObject) else None
            open_marks.append(mark is not None or operands[0] == "/Artifact")
            if mark is not None:
                marks.add(int(mark))
        elif operator == b"EMC":
            open_marks.pop()
        elif operator in DRAWS and not any(open_marks):
            loose += 1
    return marks, loose


def faults(path):
    reader = pypdf.PdfReader(path)
    root = reader.trailer["/Root"]
    if "/Lang" not in root:
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window does not show the title"
    tree = root["/StructTreeRoot"]
    leads_back = number_tree(tree["/ParentTree"], {})
    found = elements(tree.raw_get("/K"), None, None, {"all": [], "marks": set(), "objects": set()})
    last = 0
    for kind, node, parent in found["all"]:
        if kind and kind[:2] == "/H" and kind[2:].isdigit():
            if int(kind[2:]) > last + 1:
                yield f"a heading of level {kind[2:]} after one of {last}"
            last = int(kind[2:])
        if kind in ABOVE and parent not in ABOVE[kind]:
            yield f"{kind} in {parent}"
        if kind == "/TH" and not any("/Scope" in one for one in attributes(node)):
            yield "a head of a table without scope"
        if kind == "/Figure" and not node.get("/Alt"):
            yield "a picture without words"
    if last == 0:
        yield "no heading"
    for number, page in enumerate(reader.pages, 1):
        marks, loose = drawn(page, reader)
        if loose:
            yield f"page {number}: {loose} things are neither in the structure nor artifacts"
        for mark in marks:
            if (page.indirect_reference.idnum, mark) not in found["marks"]:
                yield f"page {number}: mark {mark} is in no element"
        parents = leads_back.get(int(page.get("/StructParents", -1)), [])
        if any(mark >= len(parents) for mark in marks):
            yield f"page {number}: not every mark leads back to its element"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: the tab key does not follow the structure"
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            if reference.idnum not in found["objects"]:
                yield f"page {number}: a field or a link is in no element"
            if int(annotation.get("/StructParent", -1)) not in leads_back:
                yield f"page {number}: a field or a link does not lead back to its element"
            if annotation.get("/Subtype") == "/Widget":
                field = annotation if "/TU" in annotation else annotation.get("/Parent", {})
                if not field.get("/TU"):
                    yield f"page {number}: a field without a name"
                if "/AP" not in annotation:
                    yield f"page {number}: a field that is not drawn"
            elif "/Contents" not in annotation:
                yield f"page {number}: a link without words"


for path in sys.argv[1:]:
    for fault in sorted(set(faults(path))):
        print(f"{path}: {fault}")
