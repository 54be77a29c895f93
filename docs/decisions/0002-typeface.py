"""Make the fonts of public/fonts from the variable fonts of three npm packages.

    python3 docs/decisions/0002-typeface.py FOLDER public/fonts

FOLDER holds the packages, unpacked: `newsreader`, `source-serif-4`, `source-sans-3`.
Needs fontTools 4.38 or newer, with brotli. See 0002-typeface.md.
"""

import io
import os
import sys

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LIMIT = 25_000  # bytes: what a reader may be asked to download for a script
FEATURES = ["kern", "liga", "onum", "lnum", "tnum", "pnum", "rvrn", "locl"]
BASIC = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0xC0, 0x100)))
    + "ıŒœ\u00a0–—‘’‚“”„‹›…•·€£§©†°«»¡¿²³¼½¾×÷−"
)
# Drawn as others are: hyphens that do and do not break, and a narrow space that does not.
ALIASES = {0x2010: 0x2D, 0x2011: 0x2D}
NARROW_SPACE = 0x202F


def letters(*ranges):
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


LATIN = letters((0x100, 0x130), (0x132, 0x151), (0x154, 0x19F), (0x1B1, 0x24F), (0x259, 0x259), (0x1E00, 0x1E9F))
VIETNAMESE = letters((0x1A0, 0x1B0), (0x1EA0, 0x1EFF), (0x20AB, 0x20AB))
GREEK = letters((0x370, 0x3FF))
CYRILLIC = letters((0x400, 0x45F), (0x490, 0x491), (0x4B0, 0x4B1), (0x2116, 0x2116))
MORE_CYRILLIC = letters((0x460, 0x48F), (0x492, 0x4AF), (0x4B2, 0x4FF), (0x20B4, 0x20B4))

# Of each: the package, the axes as they are cut, and the size as a part of the package's own.
NEWSREADER = ("newsreader", "opsz", {"opsz": 20, "wght": (400, 400, 700)}, 1)
# Newsreader's x-height and stems: its 400 is the other's 415, its 700 the other's 706.
BESIDE_NEWSREADER = ("source-serif-4", "opsz", {"opsz": 36, "wght": (415, 415, 706)}, 0.925)
SANS = ("source-sans-3", "wght", {"wght": (400, 400, 700)}, 1)

FILES = {
    "serif": (NEWSREADER, "latin", BASIC),
    "serif-latin": (NEWSREADER, "latin-ext", LATIN),
    "serif-vietnamese": (NEWSREADER, "vietnamese", VIETNAMESE),
    "serif-greek": (BESIDE_NEWSREADER, "greek", GREEK),
    "serif-cyrillic": (BESIDE_NEWSREADER, "cyrillic", CYRILLIC),
    "serif-cyrillic-more": (BESIDE_NEWSREADER, "cyrillic-ext", MORE_CYRILLIC),
    "sans": (SANS, "latin", BASIC),
    "sans-latin": (SANS, "latin-ext", LATIN),
    "sans-vietnamese": (SANS, "vietnamese", VIETNAMESE),
    "sans-greek": (SANS, "greek", GREEK),
    "sans-cyrillic": (SANS, "cyrillic", CYRILLIC),
    "sans-cyrillic-more": (SANS, "cyrillic-ext", MORE_CYRILLIC),
}
ARROWS = {"serif": 46, "sans": 64}  # half of their strokes, in 2,000th of an em
NEAR = 0.012  # of an em: a single pair this close to its class's value is dropped
STEP = 0.01  # of an em: kerning is rounded to this


def reload(font):
    """The instancer of fontTools 4.38 leaves tables that the subsetter cannot read until they are written."""
    data = io.BytesIO()
    font.flavor = None
    font.save(data)
    data.seek(0)
    return TTFont(data, recalcTimestamp=False)


def value(record):
    return getattr(record, "XAdvance", 0) if record else 0


def simplify(record, step):
    """Kerning of the regular weight for all weights: the bold deltas alone are 5 kB."""
    if record:
        for device in ("XPlaDevice", "YPlaDevice", "XAdvDevice", "YAdvDevice"):
            if hasattr(record, device):
                delattr(record, device)
        if hasattr(record, "XAdvance"):
            record.XAdvance = round(record.XAdvance / step) * step


def by_class(tables, left, right):
    for table in tables:
        if left in table.Coverage.glyphs:
            row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
            return value(row.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1)
    return 0


def lighten_kerning(font):
    if "GPOS" not in font:
        return
    near, step = (round(part * font["head"].unitsPerEm) for part in (NEAR, STEP))
    for lookup in font["GPOS"].table.LookupList.Lookup:
        tables = [getattr(table, "ExtSubTable", table) for table in lookup.SubTable]
        pairs = [table for table in tables if table.LookupType == 2]
        classes = [table for table in pairs if table.Format == 2]
        for table in pairs:
            table.ValueFormat1 &= 0x0F
            table.ValueFormat2 &= 0x0F
            if table.Format == 2:
                continue
            kept = []
            for glyph, pair_set in zip(table.Coverage.glyphs, table.PairSet):
                pair_set.PairValueRecord = [
                    pair
                    for pair in pair_set.PairValueRecord
                    if abs(value(pair.Value1) - by_class(classes, glyph, pair.SecondGlyph)) >= near
                ]
                pair_set.PairValueCount = len(pair_set.PairValueRecord)
                for pair in pair_set.PairValueRecord:
                    simplify(pair.Value1, step)
                if pair_set.PairValueRecord:
                    kept.append((glyph, pair_set))
            table.Coverage.glyphs = [glyph for glyph, _ in kept]
            table.PairSet = [pair_set for _, pair_set in kept]
            table.PairSetCount = len(kept)
        for table in classes:
            for row in table.Class1Record:
                for cell in row.Class2Record:
                    simplify(cell.Value1, step)


def add_arrows(font, half):
    """No font here has all; a fallback font's would be of another weight, or a coloured picture."""
    scale = font["head"].unitsPerEm / 2000
    minus = font["glyf"][font.getBestCmap()[0x2212]]
    y = round((minus.yMax + minus.yMin) / 2 / scale)
    t, d = half, round(half * 2**0.5)  # half a stroke; the same, seen along a diagonal

    def right(x):
        return x

    def left(x):
        return 1640 - x

    def horizontal(flip):
        stem = [(140, y - t), (1400, y - t), (1400, y + t), (140, y + t)]
        head = [(1500, y), (1090, y + 410), (1090 - d, y + 410 - d), (1500 - 2 * d, y)]
        tail = [(1500, y), (1500 - 2 * d, y), (1090 - d, y - 410 + d), (1090, y - 410)]
        return [[(flip(px), py) for px, py in shape] for shape in (stem, head, tail)]

    def diagonal():
        stem = [(260 - d, 60), (260, 60 - d), (1190 + d, 990), (1190, 990 + d)]
        top = [(520, 1100), (1300, 1100), (1300, 1100 - 2 * t), (520, 1100 - 2 * t)]
        side = [(1300, 1100), (1300, 320), (1300 - 2 * t, 320), (1300 - 2 * t, 1100)]
        return [stem, top, side]

    def hooked():
        """Back from a note to its place in the text: left, with a rise at the end."""
        rise = [(1500 - 2 * t, y - t), (1500, y - t), (1500, y + 520), (1500 - 2 * t, y + 520)]
        stem, head, tail = horizontal(left)
        stem = [(x if x < 820 else 1500, py) for x, py in stem]
        return [stem, head, tail, rise]

    def clockwise(shape):
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(shape, shape[1:] + shape[:1]))
        return shape if area < 0 else shape[::-1]

    shapes = {0x2192: horizontal(right), 0x2190: horizontal(left), 0x2197: diagonal(), 0x21A9: hooked()}
    order = font.getGlyphOrder()
    for code, contours in shapes.items():
        name = f"uni{code:04X}"
        pen = TTGlyphPen(None)
        for contour in contours:
            first, *rest = [(round(px * scale), round(py * scale)) for px, py in clockwise(contour)]
            pen.moveTo(first)
            for point in rest:
                pen.lineTo(point)
            pen.closePath()
        order.append(name)
        font["glyf"].glyphs[name] = pen.glyph()
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (round((1640 if code != 0x2197 else 1500) * scale), font["glyf"][name].xMin)
        font["gvar"].variations[name] = []
        for table in font["cmap"].tables:
            table.cmap[code] = name
    take_order(font, order)


def add_aliases(font):
    """Signs that look like others cost a line of the table of characters."""
    by_code = font.getBestCmap()
    space = by_code[0x20]
    name = f"uni{NARROW_SPACE:04X}"
    order = [*font.getGlyphOrder(), name]
    font["glyf"].glyphs[name] = font["glyf"][space]
    font["hmtx"][name] = (font["head"].unitsPerEm // 8, 0)
    font["gvar"].variations[name] = []
    take_order(font, order)
    for table in font["cmap"].tables:
        table.cmap |= {code: by_code[like] for code, like in ALIASES.items()} | {NARROW_SPACE: name}


def take_order(font, order):
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    if hasattr(font["glyf"], "_reverseGlyphOrder"):
        font["glyf"]._reverseGlyphOrder = {}


def cut(source, axes):
    """The weights that are left are called 400 to 700, whatever the package calls them."""
    font = reload(instancer.instantiateVariableFont(TTFont(source, recalcTimestamp=False), axes, optimize=True))
    weight = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
    if (weight.minValue, weight.maxValue) != (400, 700):
        weight.minValue = weight.defaultValue = 400
        weight.maxValue = 700
        # From the lightest to the heaviest in even steps, as Newsreader's.
        del font["avar"]
    return font


def resize(font, size):
    """All of a font is told in parts of an em: with more parts it is smaller. A line is as high as Newsreader's."""
    if size == 1:
        return
    em = round(font["head"].unitsPerEm / size)
    font["head"].unitsPerEm = em
    ascent, descent = round(0.735 * em), -round(0.265 * em)
    font["hhea"].ascent = font["OS/2"].sTypoAscender = ascent
    font["hhea"].descent = font["OS/2"].sTypoDescender = descent
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0


def rename(font, package, name):
    names = font["name"]
    # "Source" is a reserved name: what is changed is called otherwise.
    family = "Newsreader" if package == "newsreader" else f"Broadsheet {name.title().replace('-', ' ')}"
    for identifier, text in {1: family, 4: f"{family} Regular", 6: f"{family.replace(' ', '')}-Regular"}.items():
        names.setName(text, identifier, 3, 1, 0x409)
    version = "1.003" if package == "newsreader" else "1"
    names.setName(f"Version {version}; a subset, changed, for Broadsheet", 5, 3, 1, 0x409)
    names.setName("This Font Software is licensed under the SIL Open Font License, Version 1.1.", 13, 3, 1, 0x409)


def make(packages, name, target):
    (package, kind, axes, size), part, text = FILES[name]
    font = cut(os.path.join(packages, package, "files", f"{package}-{part}-{kind}-normal.woff2"), axes)
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    # HVAR repeats what gvar says of the widths, MVAR moves underlines; STAT speaks of the axis that is gone.
    options.drop_tables += ["STAT", "HVAR", "MVAR"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    lighten_kerning(font)
    if text == BASIC:
        add_arrows(font, ARROWS[name])
        add_aliases(font)
    resize(font, size)
    rename(font, package, name)
    font.flavor = "woff2"
    font.save(target)
    bytes_ = os.path.getsize(target)
    print(f"{target}: {bytes_} bytes, {len(font.getGlyphOrder())} glyphs, {len(font.getBestCmap())} characters")
    return bytes_


def main(packages, folder):
    sizes = {name: make(packages, name, os.path.join(folder, f"{name}.woff2")) for name in FILES}
    too_large = [name for name, size in sizes.items() if size > LIMIT]
    if too_large:
        sys.exit(f"more than {LIMIT} bytes: {', '.join(too_large)}")


main(*sys.argv[1:])
