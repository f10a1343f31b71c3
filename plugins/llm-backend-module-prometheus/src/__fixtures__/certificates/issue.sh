#!/usr/bin/env bash
# Issues the certificates of the tests anew, for a hundred years. The keys open
# nothing: they are known to everybody who can read this repository.
set -euo pipefail
cd "$(dirname "$0")"

key() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key.pem" 2>/dev/null
}

# An authority of its own, which the tests trust or not.
authority() {
  key "$1"
  openssl req -x509 -new -key "$1.key.pem" -days 36500 -subj "/CN=$1" \
    -addext 'basicConstraints=critical,CA:TRUE' -out "$1.pem"
}

# A certificate of the authority: name, then the name in the certificate.
certificate() {
  key "$1"
  openssl req -new -key "$1.key.pem" -subj "/CN=$2" |
    openssl x509 -req -CA authority.pem -CAkey authority.key.pem -days 36500 \
      -set_serial "0x$(openssl rand -hex 8)" -out "$1.pem" \
      -extfile <(echo "subjectAltName=DNS:$2") 2>/dev/null
}

authority authority
authority stranger
certificate server prometheus.internal
certificate client portal
rm authority.key.pem stranger.key.pem
