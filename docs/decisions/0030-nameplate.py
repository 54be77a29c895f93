"""Make lib/pictures/nameplate.ttf, in which names are drawn, from the serifs of public/fonts.

    python3 docs/decisions/0030-nameplate.py public/fonts lib/pictures/nameplate.ttf

Needs fontTools 4.38 or newer, with brotli.
"""

import os
import sys
import tempfile

from fontTools import merge
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

fonts, target = sys.argv[1:]
folder = tempfile.mkdtemp()
parts = []
for name in ["serif", "serif-latin", "serif-vietnamese", "serif-greek", "serif-cyrillic"]:
    font = TTFont(os.path.join(fonts, f"{name}.woff2"))
    font = instancer.instantiateVariableFont(font, {"wght": 600})
    # Names need no other forms of letters, and merged tables of them contradict each other.
    for tag in ["GSUB", "GDEF", "STAT", "vhea", "vmtx", "DSIG", "gasp"] + (["GPOS"] if name != "serif" else []):
        if tag in font:
            del font[tag]
    scale_upem(font, 1000)
    font.flavor = None
    part = os.path.join(folder, f"{name}.ttf")
    font.save(part)
    parts.append(part)
font = merge.Merger().merge(parts)
for record in font["name"].names:
    if record.nameID in (1, 3, 4, 16):
        record.string = "Broadsheet Nameplate"
    if record.nameID == 6:
        record.string = "BroadsheetNameplate"
font.save(target)
print(os.path.getsize(target))
