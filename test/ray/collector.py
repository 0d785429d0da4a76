"""What the collector of the driver takes, without a cluster. Writes what went through it as JSON."""

import asyncio
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "src", "ray"))

from on_cluster import Collector


async def main():
    collector = Collector()
    answers = [await collector.begin("1", "a"), await collector.begin("1", "b")]
    await collector.tell("1", ["stop", []])
    answers.append(await collector.put("1", 1, ["late"], False))
    answers.append(await collector.put("1", 2, ["new"], True))
    answers.append(await collector.put("1", 2, ["later"], False))
    answers.append(await collector.begin("1", "c"))
    for trial in range(2, 1002):
        await collector.begin(str(trial), "a")
    answers.append(await collector.put("2", 1, [], False))
    taken = await collector.take(0)
    print(json.dumps({"answers": answers, "lines": [each["lines"] for each in taken if each["type"] == "lines"]}))


asyncio.run(main())
