# What the drills share, to be sourced: a folder, a Telegram, a bot and facts of their own, and waiting.
#
# Nothing outside that folder is touched, and it is removed at the end (KEEP=1 leaves it).
set -euo pipefail
CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
HOME_OF_DRILL=$(mktemp -d)
KNOWLEDGE=$HOME_OF_DRILL/knowledge
BOT="" TELEGRAM=""
unset TELEGRAM_BOT_TOKEN TELEGRAM_BOT_TOKEN_FILE TELEGRAM_API_URL DATABASE_URL
export MARSAD_DATA=$HOME_OF_DRILL/data NO_PROXY=127.0.0.1

step() { printf '\n== %3d s  %s\n' "$SECONDS" "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; tail -n 5 "$HOME_OF_DRILL"/*.log >&2; exit 1; }
finish() {
    kill $BOT $TELEGRAM 2> /dev/null || true
    wait
    [ -n "${KEEP:-}" ] || rm -rf "$HOME_OF_DRILL"
}
trap finish EXIT

# Wait up to a minute and a half until a command succeeds.
eventually() {
    for _ in $(seq 450); do "$@" > /dev/null 2>&1 && return; sleep 0.2; done
    fail "this did not come true: $*"
}

telegram() {
    MARSAD_DATA=$HOME_OF_DRILL/telegram MARSAD_OPS__PORT=0 marsad playground --port 0 --no-open \
        > "$HOME_OF_DRILL/telegram.env" 2> "$HOME_OF_DRILL/telegram.log" & TELEGRAM=$!
    eventually grep -q TELEGRAM_BOT_TOKEN "$HOME_OF_DRILL/telegram.env"
    export $(grep '^TELEGRAM_' "$HOME_OF_DRILL/telegram.env")
}

start() {
    : > "$HOME_OF_DRILL/bot.log"
    marsad run --telegram 2>> "$HOME_OF_DRILL/bot.log" & BOT=$!
    eventually grep -q 'marsad: ready' "$HOME_OF_DRILL/bot.log"
}
stop() { kill $BOT; wait $BOT || fail "the bot ended with $?"; BOT=""; }

# The facts: one meeting, of which one sentence is worded anew with each publication.
facts() {
    local log=$KNOWLEDGE/seeds/log.txt sha
    mkdir -p "$KNOWLEDGE/facts/meetings" "$KNOWLEDGE/seeds"
    printf 'Seven states took part in the Harbour Talks.' > "$log"
    sha=$(python3 -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$log")
    printf 'sources:\n  log: {file: log.txt, sha256: %s, language: en, received: 2024-01-02}\n' "$sha" > "$KNOWLEDGE/seeds/sources.yaml"
    cat > "$KNOWLEDGE/facts/meetings/harbour-talks.yaml" <<YAML
type: talks
names: {ar: محادثات الميناء, en: Harbour Talks}
summary: {ar: محادثات للتدريب., en: Talks for a drill.}
statements:
  attendance:
    property: participant
    wording: {ar: حضر المحادثات سبع دول $2, en: Seven states $1 the Harbour Talks.}
    citations: [{source: log, quote: Seven states took part in the Harbour Talks}]
YAML
}
publish() { facts "$1" "$2"; marsad kb publish --yes --now | tail -2; }
