"""The process that `isolated` starts: a name, bounds and a file on stdin, one line of JSON on stdout."""

from __future__ import annotations

import json
import resource
import sys

from knowledge.documents.reading import read
from knowledge.errors import UnreadableFile


def main() -> None:
    """Read within the bounds, and say what was found or what is wrong."""
    name = sys.stdin.buffer.readline().decode().rstrip("\n")
    seconds, memory = map(int, sys.stdin.buffer.readline().split())
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        record = read(name, sys.stdin.buffer.read()).to_json()
    except UnreadableFile as error:
        record = {"error": str(error)}
    except MemoryError:
        record = {"error": "takes too much memory to read; split it into parts"}
    except RecursionError:
        record = {"error": "is nested too deeply"}
    sys.stdout.write(json.dumps(record))


if __name__ == "__main__":
    main()
