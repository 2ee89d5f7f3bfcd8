#!/usr/bin/env bash
# Asks an environment from outside what nobody but its users asks: ./scripts/smoke-tests.sh staging
set -euo pipefail

case ${1:?takes staging or production} in
  staging) host=staging.braidmgr.com ;;
  production) host=app.braidmgr.com ;;
  *)
    echo "There is no environment $1; it takes staging or production." >&2
    exit 2
    ;;
esac

ask() {
  curl --silent --show-error --output /dev/null --max-time 10 --retry 5 --retry-delay 3 --retry-all-errors "$@"
}

echo "The API answers through CloudFront, by TLS 1.3: https://$host/health"
ask --fail --tlsv1.3 "https://$host/health"

echo "Nothing is served without TLS: http://$host/health"
where=$(ask --location --write-out '%{url_effective}' "http://$host/health")
if [[ $where != https://* ]]; then
  echo "http://$host/health was answered without TLS; it has to lead to https." >&2
  exit 1
fi

echo "$1 passed."
