"""Make lib/pictures/nameplate-arabic.ttf and -hebrew.ttf, in which names in those scripts are drawn.

    python3 docs/decisions/0030-scripts.py FOLDER lib/pictures

FOLDER holds the WOFF2 files named below, from @fontsource/noto-naskh-arabic and @fontsource-variable/noto-serif-hebrew 5.3.0.
Needs fontTools 4.38 or newer, with brotli.
"""

import os
import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

source, target = sys.argv[1:]
scripts = {
    "arabic": ("noto-naskh-arabic-arabic-600-normal.woff2", [*range(0x600, 0x700), *range(0x750, 0x780), *range(0x200C, 0x2010)]),
    "hebrew": ("noto-serif-hebrew-hebrew-wght-normal.woff2", [*range(0x590, 0x600), *range(0xFB1D, 0xFB50)]),
}
for script, (file, letters) in scripts.items():
    font = TTFont(os.path.join(source, file))
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": 600})
    options = Options(layout_features=["*"], hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 16):
            record.string = f"Broadsheet Nameplate {script.title()}"
        if record.nameID == 2:
            record.string = "Regular"
        if record.nameID == 6:
            record.string = f"BroadsheetNameplate{script.title()}"
    font["OS/2"].usWeightClass = 400
    font.flavor = None
    path = os.path.join(target, f"nameplate-{script}.ttf")
    font.save(path)
    print(path, os.path.getsize(path))
