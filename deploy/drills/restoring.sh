#!/usr/bin/env bash
# A drill for operators: publish, damage, restart, back up, forget, restore; with a bot, a Telegram and facts of its own.
#
#     bash deploy/drills/restoring.sh  # one to three minutes; needs `marsad` on the PATH (else .venv/bin), python3 and curl
#
# It touches nothing outside a folder that it makes and removes (KEEP=1 leaves it), and ends with 0 only if all of it held.
. "$(dirname "$0")/shared.sh"
command -v marsad > /dev/null || PATH="$CHECKOUT/.venv/bin:$PATH"
export MARSAD_KNOWLEDGE__PATH="$KNOWLEDGE" MARSAD_CONFIG="$HOME_OF_DRILL/config.yaml"

# What a reader does: a verb of the playground, and who.
act() { curl -sf -H 'Content-Type: application/json' "$TELEGRAM_API_URL/api/act" -d "$1"; }
says() { act "{\"do\": \"say\", \"person\": \"$1\", \"text\": \"$2\"}" > /dev/null; }

# How many messages with some words a reader has been sent.
heard() {
    curl -sf "$TELEGRAM_API_URL/api/calls" | python3 -c '
import json, sys
chat, words = sys.argv[1:]
sent = [one for one in json.load(sys.stdin)["calls"] if one["method"] == "sendMessage"]
print(sum(words in str(one) and str(chat) in str(one) for one in sent))' "${CHATS[$1]}" "$2"
}
is() { [ "$1" = "$(heard "$2" "$3")" ]; }
expect() { eventually is "$1" "$2" "$3"; }

step "a Telegram of our own, a bot, and two readers who follow everything"
printf '{}\n' > "$MARSAD_CONFIG"
facts "attended" "أولا"
telegram
start
declare -A CHATS
for name in Layla Anna; do
    CHATS[$name]=$(curl -sf -H 'Content-Type: application/json' "$TELEGRAM_API_URL/api/people" \
        -d "{\"first_name\": \"$name\", \"username\": \"${name,,}_drill\", \"language_code\": \"en\"}" |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["person"]["id"])')
    act "{\"do\": \"start\", \"person\": \"${CHATS[$name]}\"}" > /dev/null
    says "${CHATS[$name]}" "/subscribe all"
    expect 1 $name "You now follow"
done

step "publish: the command says what the bot really serves, and both readers are told"
publish "came to" "ثانيا"
expect 1 Layla "came to"
expect 1 Anna "came to"

step "damage and restart: the published file is cut off; the bot starts all the same and tells nobody anything for it"
stop
truncate -s 10000 "$MARSAD_DATA/knowledge/$(cat "$MARSAD_DATA/knowledge/current").sqlite"
start
grep -o '"event": "[^"]*built anew[^"]*"' "$HOME_OF_DRILL/bot.log" || fail "the log does not say what was damaged"
says "${CHATS[Layla]}" "Who took part in the Harbour Talks?"
expect 2 Layla "came to"   # the answer; the news before it
expect 1 Anna "came to"

step "back up, while the bot runs"
COPY=$(marsad db backup)
echo "$COPY"

step "after the copy: Anna has everything deleted, Layla is told of another publication"
says "${CHATS[Anna]}" "/forget"
expect 1 Anna "Delete all of this"
act "{\"do\": \"press\", \"person\": \"${CHATS[Anna]}\", \"label\": \"Delete all of this\"}" > /dev/null
eventually grep -q . "$MARSAD_DATA/state.sqlite.departed"
publish "were at" "ثالثا"
expect 1 Layla "were at"

step "restore: refused while the bot runs (1) and where nobody can say what readers were told (2)"
marsad db restore "$COPY" --as-told && fail "a state was put back below a running bot" || echo "exit $?"
stop
marsad db restore "$COPY" < /dev/null && fail "it did not ask" || echo "exit $?"
marsad db restore "$COPY" --as-told

step "after it: nobody is told anything twice, and Anna, who left, is not told the next news"
start
sleep 5
is 1 Layla "were at" || fail "Layla was told again"
publish "sat at" "رابعا"
expect 1 Layla "sat at"
is 0 Anna "sat at" || fail "Anna was brought back"
is 0 Anna "were at" || fail "Anna was told after she had left"
stop

step "the drill held"
