#!/usr/bin/env bash
# A drill of a whole life: install the wheel, make a newsroom's folder, run, 400 readers, publish, kill three times,
# upgrade a state of an early release, prune.
#
#     bash deploy/drills/whole-life.sh [WHEEL]  # from a checkout; needs python3, curl, and a package index
#
# It touches nothing outside a folder that it makes and removes (KEEP=1 leaves it), talks to a Telegram of its own, and
# ends with 0 only if all of it held.
. "$(dirname "$0")/shared.sh"
READERS=${READERS:-400}
OPS=${OPS:-9464}

strike() { kill -9 $BOT; wait $BOT 2> /dev/null || true; BOT=""; }

# One figure of /metrics, 0 where it has none yet.
figure() { curl -sf "http://127.0.0.1:$OPS/metrics" | awk -v name="$1" '$1 == name { found = $2 } END { print found + 0 }'; }
at_least() { [ "$(figure "$1" | cut -d. -f1)" -ge "$2" ]; }

# What READERS people do, one after the other but for waiting: they start the bot, and follow everything.
readers() {
    python3 - "$TELEGRAM_API_URL" "$READERS" <<'PYTHON'
import json, sys, urllib.request
root, count = sys.argv[1], int(sys.argv[2])
urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))
def call(path, **what):
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{root}/api/{path}", json.dumps(what).encode(), headers)
    return json.load(urllib.request.urlopen(request))
for number in range(count):
    person = call("people", first_name=f"Reader {number}", username=f"reader_{number}", language_code="en")["person"]["id"]
    call("act", do="start", person=str(person))
    call("act", do="say", person=str(person), text="/subscribe all")
PYTHON
}

# How many chats have been sent the news of a wording, and how many of them more than once. What differs from the wording
# before is bold, word by word; the messages of before are only edited.
heard() {
    curl -sf "$TELEGRAM_API_URL/api/calls" | python3 -c '
import collections, json, re, sys
news = f"Now: Seven states {sys.argv[1]} the Harbour Talks."
sent = (one["given"] for one in json.load(sys.stdin)["calls"] if one["method"] == "sendMessage" and one["status"] == 200)
chats = collections.Counter(one["chat_id"] for one in sent if news in re.sub("<[^>]*>", "", one["text"]))
print(len(chats), sum(count > 1 for count in chats.values()))' "$1"
}

reached() { [ "$(heard "$1")" = "$READERS 0" ]; }

step "install: the wheel in an empty environment"
WHEEL=${1:-}
if [ -z "$WHEEL" ]; then
    git -C "$CHECKOUT" archive --prefix=marsad/ HEAD | tar -x -C "$HOME_OF_DRILL"
    python3 -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$HOME_OF_DRILL" "$HOME_OF_DRILL/marsad" 2> /dev/null ||
        { echo "no package index answers: the wheel is not built"; exit 0; }
    WHEEL=$(ls "$HOME_OF_DRILL"/*.whl)
fi
python3 -m venv "$HOME_OF_DRILL/env"
"$HOME_OF_DRILL/env/bin/pip" install --quiet --disable-pip-version-check --constraint "$CHECKOUT/constraints.txt" "$WHEEL" 2> /dev/null
PATH="$HOME_OF_DRILL/env/bin:$PATH"
cd "$HOME_OF_DRILL"
marsad ask "When is the meeting of the SCO defence ministers?" | sed -n 1p

step "init: a newsroom's own folder, which passes kb check; config check says whether all of it is usable"
NEWSROOM=$HOME_OF_DRILL/newsroom
marsad init "$NEWSROOM" --empty 2> /dev/null
KNOWLEDGE=$NEWSROOM/knowledge
export MARSAD_CONFIG=$NEWSROOM/config.yaml MARSAD_OPS__PORT=$OPS
facts "attended" "أولا"
marsad kb check | sed -n 1,3p
marsad config check

step "run: on a Telegram of our own"
telegram
start
eventually marsad health
marsad health

step "subscribe: $READERS people follow everything"
readers
eventually at_least marsad_subscribers "$READERS"
echo "subscribers: $(figure marsad_subscribers)"

step "publish, and kill the bot three times while it tells them"
publish "came to" "ثانيا"
for share in 1 2 3; do
    told() { [ "$(heard "came to" | cut -d' ' -f1)" -ge $((READERS * share / 5)) ]; }
    eventually told
    strike
    echo "killed when $(heard "came to" | cut -d' ' -f1) had been told"
    start
done
nothing_waits() { [ "$(figure 'marsad_outbox_messages{state="queued"}' | cut -d. -f1)" = 0 ] && sleep 3 &&
    [ "$(figure 'marsad_outbox_messages{state="sending"}' | cut -d. -f1)" = 0 ]; }
eventually nothing_waits
UNCERTAIN=$(marsad outbox list --state uncertain --json | grep -c . || true)
read -r TOLD TWICE <<< "$(heard "came to")"
echo "told $TOLD of $READERS, twice $TWICE, uncertain $UNCERTAIN"
[ "$TWICE" = 0 ] || fail "somebody was told twice"
[ $((TOLD + UNCERTAIN)) -ge "$READERS" ] || fail "somebody was forgotten"
if [ "$UNCERTAIN" != 0 ]; then echo "settled: $(marsad outbox settle --all --reason killed --sent | wc -l)"; fi

step "prune: what nobody stands at any more and is older than a day goes"
stop
start
publish "were at" "ثالثا"
eventually reached "were at"
publish "sat at" "رابعا"
eventually reached "sat at"
eventually nothing_waits
echo "two publications more: each told $READERS of $READERS, nobody twice"
touch -d '3 days ago' "$MARSAD_DATA"/knowledge/k*.sqlite
ls "$MARSAD_DATA"/knowledge/k*.sqlite | wc -l
marsad kb prune
ls "$MARSAD_DATA"/knowledge/k*.sqlite | wc -l
marsad ask "Who took part in the Harbour Talks?" | sed -n 1p

step "scrape: what a monitor sees"
curl -sf "http://127.0.0.1:$OPS/metrics" | grep -E '^marsad_(subscribers|sends_total|outbox_messages|state_errors|flood)' || true
stop

step "upgrade: a state that c79b2e4 made"
export MARSAD_DATA=$HOME_OF_DRILL/early
mkdir -m 700 "$MARSAD_DATA"
python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[2]).executescript(open(sys.argv[1]).read())' \
    "$CHECKOUT/tests/bot/state/made/c79b2e4.sql" "$MARSAD_DATA/state.sqlite"
marsad db upgrade 2> /dev/null
start
eventually at_least marsad_subscribers 2
echo "subscribers: $(figure marsad_subscribers)"
eventually marsad health
stop
ls "$MARSAD_DATA/backups"

step "the drill held"
