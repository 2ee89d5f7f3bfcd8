#!/usr/bin/env bash
# Publishes the static frontend of $DEPLOY_COMMIT: ./scripts/publish-frontend.sh BUCKET DOMAIN
# It is built once for each commit and kept, so that production gets the very files that staging had.
set -euo pipefail

bucket=s3://$1
domain=$2
kept=s3://braidmgr-frontend-builds/$DEPLOY_COMMIT

if ! aws s3 ls "$kept/index.html" >/dev/null; then
  (cd frontend && npm ci && npm run build)
  aws s3 cp frontend/dist "$kept" --recursive --exclude index.html --cache-control 'public, max-age=31536000, immutable'
  # It comes last, as it says that the build is whole; and is never cached, as it names the other files.
  aws s3 cp frontend/dist/index.html "$kept/index.html" --cache-control no-cache
fi

# The files of earlier releases stay for pages that are open. index.html, which names the new ones, comes last.
aws s3 cp "$kept" "$bucket" --recursive --exclude index.html
aws s3 cp "$kept/index.html" "$bucket/index.html"

distribution=$(aws cloudfront list-distributions --output json \
  --query "DistributionList.Items[?Aliases.Items && contains(Aliases.Items, '$domain')].Id | [0]" | tr -d '"')
if [[ -z $distribution || $distribution == null ]]; then
  echo "No CloudFront distribution has the alias $domain, so what it keeps of index.html cannot be invalidated." >&2
  exit 1
fi
aws cloudfront create-invalidation --distribution-id "$distribution" --paths / /index.html
