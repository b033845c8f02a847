#!/usr/bin/env python3
"""Turns layouts stated by a C compiler into the tables that the library embeds.

The input is JSON made from MuJoCo's headers (mjmodel.h, mjdata.h, mjvisualize.h, mjrender.h) on x86-64 Linux: offsetof and sizeof of every
field as gcc states them, and rows and columns of every array as mjxmacro.h declares them.

    generate.py layout-222.json 2.2.2 'Debian libmujoco-dev 2.2.2-3' > mujoco-2.2.2.layout
"""
import json
import sys

STRUCTS = ["mjOption", "mjStatistic", "mjVisual", "mjModel", "mjData", "mjContact", "mjWarningStat", "mjvPerturb", "mjvCamera", "mjvGLCamera",
           "mjvGeom", "mjvOption", "mjvScene", "mjrRect", "mjrContext"]
WARNINGS = ["INERTIA", "CONTACTFULL", "CNSTRFULL", "VGEOMFULL", "BADQPOS", "BADQVEL", "BADQACC", "BADCTRL"]

source = json.load(open(sys.argv[1]))
# mjtWarning lost its fourth member when scenes began to count their own geoms.
warnings = WARNINGS if source["consts"]["mjNWARNING"] == 8 else [w for w in WARNINGS if w != "VGEOMFULL"]

print(f"# Structures of MuJoCo {sys.argv[2]}, stated by gcc for x86-64 Linux from the headers of {sys.argv[3]}; made by generate.py.")
print("# version NUMBER | const NAME VALUE | struct NAME SIZE | FIELD TYPE OFFSET SIZE [ROWS COLUMNS]")
print(f"version {source['version']}")
for i, warning in enumerate(warnings):
    print(f"const mjWARN_{warning} {i}")
for name in ("mjNWARNING", "mjNRNDFLAG", "mjNVISFLAG"):
    print(f"const {name} {source['consts'][name]}")
for name in STRUCTS:
    struct = source["structs"][name]
    print(f"struct {name} {struct['size']}")
    for field, ctype, _, offset, size in struct["fields"]:
        dims = source["dims"].get(f"{name}.{field}")
        print(" ".join([field, ctype.replace(" ", "_"), str(offset), str(size), *(dims[1:] if dims else [])]))
