#!/usr/bin/env bash
# A week of a made-up world, played in minutes: forty feeds of which a third is ill for a day, a thousand readers with
# different wishes, publications, corrections, reminders, outages of Telegram and three deaths of the process; every
# message that should have been sent is looked for, and every one that was sent must have been expected.
#
#     bash deploy/drills/week.sh [READERS [STORIES]]  # from a checkout with `make .venv/.ready`; five minutes of a core
#
# It touches nothing outside a folder that it makes and removes, and ends with 0 only if all of it held.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec .venv/bin/python -m tests.week "$@"
