#!/usr/bin/env bash
# Brings the CDK stack of $DEPLOY_ENVIRONMENT up to date, with the images of the release. What ran before is known to the
# promotion, and is what a failure returns to.
set -euo pipefail

cd infra
npm ci
npx cdk deploy "DocPlatform-$DEPLOY_ENVIRONMENT" --require-approval never \
  --context "env=$DEPLOY_ENVIRONMENT" --context "image-tag=$DEPLOY_COMMIT"
