"""Make public/fonts/newsreader.woff2 from the variable font of the npm package.

    python3 docs/decisions/0002-typeface.py SOURCE.woff2 public/fonts/newsreader.woff2

Needs fontTools 4.38 or newer, with brotli. See 0002-typeface.md.
"""

import io
import os
import sys

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LIMIT = 25_000  # bytes: what a reader may be asked to download
AXES = {"opsz": 20, "wght": (400, 700)}
FEATURES = ["kern", "liga", "onum", "lnum", "tnum", "pnum", "rvrn"]
TEXT = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœ"
    + "\u00a0–—‘’‚“”„…•·€£§©†°«»¡¿²³¼½¾×÷−"
)
NEAR = 20  # of 2,000 units: a single pair this close to its class's value is dropped
STEP = 10  # kerning is rounded to this


def reload(font):
    """The instancer of fontTools 4.38 leaves tables that the subsetter cannot read until they are written."""
    data = io.BytesIO()
    font.flavor = None
    font.save(data)
    data.seek(0)
    return TTFont(data, recalcTimestamp=False)


def value(record):
    return getattr(record, "XAdvance", 0) if record else 0


def simplify(record):
    """Kerning of the regular weight for all weights: the bold deltas alone are 5 kB."""
    if record:
        for device in ("XPlaDevice", "YPlaDevice", "XAdvDevice", "YAdvDevice"):
            if hasattr(record, device):
                delattr(record, device)
        if hasattr(record, "XAdvance"):
            record.XAdvance = round(record.XAdvance / STEP) * STEP


def by_class(tables, left, right):
    for table in tables:
        if left in table.Coverage.glyphs:
            row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
            return value(row.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1)
    return 0


def lighten_kerning(font):
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
                    if abs(value(pair.Value1) - by_class(classes, glyph, pair.SecondGlyph)) >= NEAR
                ]
                pair_set.PairValueCount = len(pair_set.PairValueRecord)
                for pair in pair_set.PairValueRecord:
                    simplify(pair.Value1)
                if pair_set.PairValueRecord:
                    kept.append((glyph, pair_set))
            table.Coverage.glyphs = [glyph for glyph, _ in kept]
            table.PairSet = [pair_set for _, pair_set in kept]
            table.PairSetCount = len(kept)
        for table in classes:
            for row in table.Class1Record:
                for cell in row.Class2Record:
                    simplify(cell.Value1)


def add_arrows(font):
    """The font has no arrows; a fallback font's would be of another weight, or a coloured picture."""
    t, y = 46, 439  # half a stroke; the height of the minus sign's middle
    d = 65  # the same half stroke, seen along a diagonal

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
            first, *rest = clockwise(contour)
            pen.moveTo(first)
            for point in rest:
                pen.lineTo(point)
            pen.closePath()
        order.append(name)
        font["glyf"].glyphs[name] = pen.glyph()
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (1640 if code != 0x2197 else 1500, font["glyf"][name].xMin)
        font["gvar"].variations[name] = []
        for table in font["cmap"].tables:
            table.cmap[code] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    if hasattr(font["glyf"], "_reverseGlyphOrder"):
        font["glyf"]._reverseGlyphOrder = {}


def rename(font):
    names = font["name"]
    for identifier, text in {1: "Newsreader", 4: "Newsreader Regular", 6: "Newsreader-Regular"}.items():
        names.setName(text, identifier, 3, 1, 0x409)
    names.setName("Version 1.003; subset, arrows added, for Broadsheet", 5, 3, 1, 0x409)
    names.setName("This Font Software is licensed under the SIL Open Font License, Version 1.1.", 13, 3, 1, 0x409)


def main(source, target):
    font = reload(instancer.instantiateVariableFont(TTFont(source, recalcTimestamp=False), AXES, optimize=True))
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    # HVAR repeats what gvar says of the widths; STAT speaks of the axis that is gone.
    options.drop_tables += ["STAT", "HVAR"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=TEXT)
    subsetter.subset(font)
    lighten_kerning(font)
    add_arrows(font)
    rename(font)
    font.flavor = "woff2"
    font.save(target)
    size = os.path.getsize(target)
    print(f"{target}: {size} bytes, {len(font.getGlyphOrder())} glyphs, {len(font.getBestCmap())} characters")
    if size > LIMIT:
        sys.exit(f"more than {LIMIT} bytes")


main(*sys.argv[1:])
