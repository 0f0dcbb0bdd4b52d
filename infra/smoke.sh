#!/usr/bin/env bash
# A form becomes a contact: defines a form of its own, posts it, waits for the contact, erases it again.
#
#   infra/smoke.sh https://clientbase-abc.azurewebsites.net
#
# FUNCTION_KEY is the app's function key, STAFF_KEY an owner's key where staff are configured (both empty on one's own machine).
set -euo pipefail

url=${1:?usage: infra/smoke.sh URL}
tries=${SMOKE_TRIES:-60}
email="smoke-$(date -u +%s)-$RANDOM@example.com"
headers=(-H "x-functions-key: ${FUNCTION_KEY:-}")
[ -z "${STAFF_KEY:-}" ] || headers+=(-H "Authorization: Bearer $STAFF_KEY")

# What the keyed routes answer; keys go in headers, since addresses are logged.
keyed() { curl --fail --silent --show-error --max-time 60 "${headers[@]}" -H 'Content-Type: application/json' "$@"; }

curl --fail --silent --show-error --retry 12 --retry-delay 10 --retry-all-errors "$url/api/health" > /dev/null
keyed -X PUT "$url/api/forms/smoke" > /dev/null \
  -d '{"kind":"contact","title":{"ru":"Проверка","en":"Smoke test"},"fields":[{"name":"email","required":true}]}'
curl --fail --silent --show-error --max-time 60 "$url/api/forms/smoke" -H 'Content-Type: application/json' > /dev/null \
  -d "{\"email\":\"$email\",\"firstName\":\"Smoke\",\"consent_processing\":true}"

for ((attempt = 1; attempt <= tries; attempt++)); do
  contact=$(keyed "$url/api/contacts?email=$email" | jq --raw-output '.items[0].id // empty')
  [ -z "$contact" ] || break
  sleep 1
done
[ -n "$contact" ] || { echo "The form was accepted and no contact came of it in $tries tries: is the queue worked on?" >&2; exit 1; }

keyed -X DELETE "$url/api/contacts/$contact" | jq --exit-status '.erased' > /dev/null
echo "A form became contact $contact in $attempt tries, and was erased again."
