"""plot.py GROWTH SVG: called by trades.sh. How times grow with the number of trades, both axes in powers of
ten: a panel for each question, a line for each way."""
import math
import sys

WAYS = [("from the rows", "#1f6fb4"), ("from rollups", "#2c9a4b"), ("asked before", "#8064a2"),
        ("PostgreSQL 15", "#c0504d")]
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 320, 240, 54, 40, 30


def read(path):
    questions = {}
    with open(path, encoding="ascii") as file:
        for line in file:
            name, trades, *times = line.rstrip("\n").split("\t")
            questions.setdefault(name, []).append((int(trades), [float(t) for t in times]))
    return questions


def scale(values, low_at, high_at):
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)
    powers = list(range(low, high + 1))
    return powers, lambda value: low_at + (math.log10(value) - low) / (high - low) * (high_at - low_at)


def short(power):
    return f"{10 ** power:,}" if 0 <= power < 4 else {-1: "0.1", -2: "0.01"}.get(power, f"1e{power}")


def panel(name, points, at):
    powers_x, x = scale([trades for trades, _ in points], at + LEFT, at + WIDTH - 12)
    powers_y, y = scale([t for _, times in points for t in times], HEIGHT - BOTTOM, TOP)
    yield f'<text x="{at + LEFT}" y="18" font-weight="bold">{name}</text>'
    for power in powers_x:
        yield f'<text x="{x(10 ** power):.0f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{short(power)}</text>'
    for power in powers_y:
        level = y(10 ** power)
        yield f'<line x1="{at + LEFT}" x2="{at + WIDTH - 12}" y1="{level:.1f}" y2="{level:.1f}" stroke="#ddd"/>'
        yield f'<text x="{at + LEFT - 6}" y="{level + 4:.1f}" text-anchor="end">{short(power)}</text>'
    for way, (_, colour) in enumerate(WAYS):
        line = " ".join(f"{x(trades):.1f},{y(times[way]):.1f}" for trades, times in points)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
    yield f'<text x="{at + (LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - 6}" text-anchor="middle">trades</text>'


def main():
    growth, path = sys.argv[1:]
    questions = read(growth)
    width = WIDTH * len(questions)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT + 24}" '
             'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>']
    for i, (name, points) in enumerate(questions.items()):
        parts += panel(f"{name}, milliseconds", points, i * WIDTH)
    for i, (way, colour) in enumerate(WAYS):
        parts.append(f'<text x="{LEFT + i * 120}" y="{HEIGHT + 14}" fill="{colour}">{way}</text>')
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts + ["</svg>"]) + "\n")


if __name__ == "__main__":
    main()
