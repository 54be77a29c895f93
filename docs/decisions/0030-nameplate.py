"""Make lib/pictures/nameplate.ttf and nameplate-sans.ttf, in which names and titles are drawn, from public/fonts.

    python3 docs/decisions/0030-nameplate.py public/fonts lib/pictures/nameplate.ttf serif
    python3 docs/decisions/0030-nameplate.py public/fonts lib/pictures/nameplate-sans.ttf sans

Needs fontTools 4.38 or newer, with brotli.
"""

import os
import sys
import tempfile

from fontTools import merge
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

fonts, target, kind = sys.argv[1:]
label = "Broadsheet Nameplate" + (" Sans" if kind == "sans" else "")
folder = tempfile.mkdtemp()
parts = []
for name in [kind + part for part in ["", "-latin", "-vietnamese", "-greek", "-cyrillic"]]:
    font = TTFont(os.path.join(fonts, f"{name}.woff2"))
    font = instancer.instantiateVariableFont(font, {"wght": 600})
    # Names need no other forms of letters, and merged tables of them contradict each other.
    for tag in ["GSUB", "GDEF", "STAT", "vhea", "vmtx", "DSIG", "gasp"] + (["GPOS"] if name != kind else []):
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
        record.string = label
    if record.nameID == 6:
        record.string = label.replace(" ", "")
font.save(target)
print(os.path.getsize(target))
