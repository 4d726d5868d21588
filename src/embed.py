"""Writes the files given as a C table of struct sql_file: embed.py OUTPUT FILE..."""
import os
import sys

with open(sys.argv[1], "w", encoding="ascii") as out:
    out.write('#include "sql_files.h"\n\n')
    paths = sorted(sys.argv[2:], key=os.path.basename)
    for number, path in enumerate(paths):
        with open(path, "rb") as source:
            data = source.read()
        out.write(f"static const char text_{number}[] = {{")
        for at, byte in enumerate(data + b"\0"):
            out.write(("\n" if at % 20 == 0 else " ") + f"{byte if byte < 128 else byte - 256},")
        out.write("\n};\n")
    out.write("\nconst struct sql_file sql_files[] = {\n")
    for number, path in enumerate(paths):
        name = os.path.basename(path)
        out.write(f'    {{"{name}", text_{number}, sizeof text_{number} - 1}},\n')
    out.write("};\nconst size_t n_sql_files = sizeof sql_files / sizeof *sql_files;\n")
