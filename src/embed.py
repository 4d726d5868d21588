"""Writes the files given as a C table: embed.py OUTPUT PREFIX FILE…

The table is PREFIX_files, declared in PREFIX_files.h."""
import os
import sys

with open(sys.argv[1], "w", encoding="ascii") as out:
    prefix = sys.argv[2]
    out.write(f'#include "{prefix}_files.h"\n\n')
    paths = sorted(sys.argv[3:], key=os.path.basename)
    for number, path in enumerate(paths):
        with open(path, "rb") as source:
            data = source.read()
        out.write(f"static const char text_{number}[] = {{")
        for at, byte in enumerate(data + b"\0"):
            out.write(("\n" if at % 20 == 0 else " ") + f"{byte if byte < 128 else byte - 256},")
        out.write("\n};\n")
    out.write(f"\nconst struct embedded_file {prefix}_files[] = {{\n")
    for number, path in enumerate(paths):
        name = os.path.basename(path)
        out.write(f'    {{"{name}", text_{number}, sizeof text_{number} - 1}},\n')
    out.write(f"}};\nconst size_t n_{prefix}_files = sizeof {prefix}_files / sizeof *{prefix}_files;\n")
