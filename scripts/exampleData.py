"""Writes the files of examples/datasets: one small table of fruit in each format, arrays, and pictures by class.

Usage: python scripts/exampleData.py   (needs numpy, pyarrow and pillow)
The numbers are made up with a fixed seed: the files come out the same each time.
"""

import json
import pathlib

import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
from PIL import Image, ImageDraw

FOLDER = pathlib.Path(__file__).parent.parent / "examples" / "datasets"
KINDS = {"lemon": (110, 62, 78, "yellow"), "apple": (170, 76, 72, "red"), "pear": (165, 66, 98, "green")}

rng = np.random.default_rng(7)


def rows():
    for index in range(150):
        kind = list(KINDS)[index % 3]
        weight, width, height, colour = KINDS[kind]
        scatter = rng.normal(1, 0.06, 3)
        other = list(KINDS.values())[(index * 7) % 3][3]
        yield {
            "weight": round(weight * scatter[0], 1),
            "width": round(width * scatter[1], 1),
            "height": round(height * scatter[2], 1),
            "colour": colour if index % 10 else other,
            "kind": kind,
        }


def text(table):
    names = list(table[0])
    for ending, mark in (("csv", ","), ("tsv", "\t")):
        lines = [mark.join(names)] + [mark.join(str(row[name]) for name in names) for row in table]
        (FOLDER / f"fruit.{ending}").write_text("\n".join(lines) + "\n")
    (FOLDER / "fruit.json").write_text(json.dumps(table, indent=1) + "\n")
    (FOLDER / "fruit.ndjson").write_text("".join(json.dumps(row) + "\n" for row in table))


def columns(table):
    whole = pa.Table.from_pylist(table)
    pa.parquet.write_table(whole, FOLDER / "fruit.parquet", compression="snappy")
    pa.feather.write_feather(whole, FOLDER / "fruit.arrow", compression="uncompressed")


def arrays(table):
    x = np.array([[row["weight"] / 200, row["width"] / 100, row["height"] / 100] for row in table], dtype=np.float32)
    y = np.array([list(KINDS).index(row["kind"]) for row in table], dtype=np.int32)
    np.save(FOLDER / "fruit-inputs.npy", x)
    np.save(FOLDER / "fruit-kinds.npy", y)
    np.savez_compressed(FOLDER / "fruit.npz", x=x, y=y)


def pictures():
    for kind in ("disc", "square"):
        (FOLDER / "shapes" / kind).mkdir(parents=True, exist_ok=True)
        for index in range(16):
            image = Image.new("L", (16, 16), int(rng.integers(0, 60)))
            left, top = (int(value) for value in rng.integers(1, 5, 2))
            box = (left, top, left + 9, top + 9)
            draw = ImageDraw.Draw(image)
            (draw.ellipse if kind == "disc" else draw.rectangle)(box, fill=int(rng.integers(180, 255)))
            ending = "jpg" if index % 4 == 3 else "png"
            image.save(FOLDER / "shapes" / kind / f"{index + 1:02}.{ending}")


FOLDER.mkdir(parents=True, exist_ok=True)
fruit = list(rows())
text(fruit)
columns(fruit)
arrays(fruit)
pictures()
