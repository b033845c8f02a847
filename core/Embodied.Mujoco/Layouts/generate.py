#!/usr/bin/env python3
"""Makes the table that the library embeds for one version of MuJoCo, from that version's headers.

The C compiler states offset and size of every field and the value of every constant; mjxmacro.h declares rows and columns of every array.

    generate.py /usr/include 2.2.2 'Debian libmujoco-dev 2.2.2-3' > mujoco-2.2.2.layout

Needs gcc on x86-64 Linux and a folder that holds mujoco/mujoco.h.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

STRUCTS = ["mjOption", "mjStatistic", "mjVisual", "mjModel", "mjData", "mjContact", "mjWarningStat", "mjvPerturb", "mjvCamera", "mjvGLCamera",
           "mjvGeom", "mjvOption", "mjvScene", "mjrRect", "mjrContext"]
WARNINGS = ["INERTIA", "CONTACTFULL", "CNSTRFULL", "VGEOMFULL", "BADQPOS", "BADQVEL", "BADQACC", "BADCTRL"]
CONSTANTS = ["mjNWARNING", "mjNRNDFLAG", "mjNVISFLAG"]

# The arrays of one structure, in the words of mjxmacro.h: X(type, name, rows, columns).
ARRAYS = """
#include <mujoco/mjxmacro.h>
#define X(type, name, rows, columns) @array STRUCT.name rows | columns@
#undef XNV
#define XNV X
#undef XMJV
#define XMJV X
#undef MJ_M
#define MJ_M(n) n
#undef MJ_D
#define MJ_D(n) n
"""


def gcc(include, source, *arguments):
    return subprocess.run(["gcc", f"-I{include}", "-xc", "-", *arguments], input=source, text=True, capture_output=True, check=True).stdout


def fields_of(body, prefix=""):
    """Yields (name, type) of the declarations in a structure's body; members of nested structures are dotted."""
    at = 0
    while match := re.compile(r"\s*(struct\s*\w*\s*\{|[^;{]+;)").match(body, at):
        text = match.group(1)
        at = match.end()
        if text.endswith("{"):
            depth, start = 1, at
            while depth:
                depth += {"{": 1, "}": -1}.get(body[at], 0)
                at += 1
            name = re.compile(r"\s*(\w+)\s*;").match(body, at)
            yield from fields_of(body[start:at - 1], f"{prefix}{name.group(1)}.")
            at = name.end()
        else:
            kind, name = re.match(r"(.*?[\s*])(\w+)\s*(?:\[[^;]*\])?\s*;", " ".join(text.split())).groups()
            yield prefix + name, re.sub(r"\s*\*", "*", kind.replace("struct ", "")).strip().replace("_*", "*").replace(" ", "_")


def arrays_of(include, struct, macro):
    text = gcc(include, ARRAYS.replace("STRUCT", struct) + macro, "-E", "-P")
    for name, rows, columns in re.findall(r"@array (\S+) (.*?) \| (.*?)@", text):
        yield name, (re.sub(r"[\s()]", "", rows), re.sub(r"[\s()]", "", columns))


def main(include, version, headers):
    source = gcc(include, "#include <stddef.h>\n#include <mujoco/mujoco.h>\n", "-E", "-P")
    bodies = {name: re.search(r"struct %s_\s*\{(.*?)\}\s*%s;|struct %s_\s*\{(.*?)\n\};" % (name, name, name), source, re.S) for name in STRUCTS}
    fields = {name: list(fields_of(next(g for g in match.groups() if g))) for name, match in bodies.items()}
    arrays = dict(arrays_of(include, "mjModel", "MJMODEL_POINTERS")) | dict(arrays_of(include, "mjData", "MJDATA_POINTERS"))

    lines = ["#include <stddef.h>", "#include <stdio.h>", "#include <mujoco/mujoco.h>", "int main(void) {",
             r'printf("version %d\n", mjVERSION_HEADER);']
    for warning in WARNINGS:
        # mjtWarning lost its fourth member when scenes began to count their own geoms.
        if f"mjWARN_{warning}" in source:
            lines.append(rf'printf("const mjWARN_{warning} %d\n", mjWARN_{warning});')
    lines += [rf'printf("const {name} %d\n", (int){name});' for name in CONSTANTS]
    sizes = {name for name, _ in fields["mjModel"]}
    for struct in STRUCTS:
        lines.append(rf'printf("struct {struct} %zu\n", sizeof({struct}));')
        for name, kind in fields[struct]:
            rows, columns = arrays.get(f"{struct}.{name}", ("", ""))
            values, holes = [], []
            for dimension in filter(None, (rows, columns)):
                # Sizes of the model stay names; constants of the headers become numbers.
                factors = [f if f in sizes or f.isdigit() else "%d" for f in dimension.split("*")]
                values += [f"(int){f}" for f in dimension.split("*") if f not in sizes and not f.isdigit()]
                holes.append(" " + "*".join(factors))
            given = ", ".join([f"offsetof({struct}, {name})", f"sizeof((({struct}*)0)->{name})", *values])
            lines.append(rf'printf("{name} {kind} %zu %zu{"".join(holes)}\n", {given});')
    lines.append("}")

    print(f"# Structures of MuJoCo {version}, stated by gcc for x86-64 Linux from the headers of {headers}; made by generate.py.")
    print("# version NUMBER | const NAME VALUE | struct NAME SIZE | FIELD TYPE OFFSET SIZE [ROWS COLUMNS]")
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "layout"
        gcc(include, "\n".join(lines), "-o", str(program))
        print(subprocess.run([program], text=True, capture_output=True, check=True).stdout, end="")


main(*sys.argv[1:])
