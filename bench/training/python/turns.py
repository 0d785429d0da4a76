"""Answers requests for turns: one line of JSON in, one marked line out. Whatever libraries print goes to stderr."""

import json
import os
import resource
import sys
import traceback

ANSWERS = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


def serve(take_turn):
    """take_turn(net, turn) returns what is to be answered beside the process's memory."""
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = take_turn(request["net"], request["turn"])
            answer["peakMemory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        except Exception as error:
            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}"[:500]}
        ANSWERS.write(f"@bench {json.dumps(answer)}\n")
