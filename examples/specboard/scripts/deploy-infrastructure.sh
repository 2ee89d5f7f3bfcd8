#!/usr/bin/env bash
# Brings the CDK stack of $DEPLOY_ENVIRONMENT up to date. The stack takes the image of each service from the context
# `<service>-image`, and is given what runs now, not the release: that is deployed next, by digest, and can be returned
# from. A stack that deployed the release itself would leave nothing that ran before.
set -euo pipefail

cluster=doc-platform-$DEPLOY_ENVIRONMENT
context=(--context "env=$DEPLOY_ENVIRONMENT")

for service in api frontend mcp; do
  revision=$(aws ecs describe-services --cluster "$cluster" --services "$service" \
    --query 'services[0].taskDefinition' --output text)
  image=$(aws ecs describe-task-definition --task-definition "$revision" \
    --query "taskDefinition.containerDefinitions[?name=='$service'].image | [0]" --output text)
  if [[ -z $image || $image == None ]]; then
    echo "$revision has no container $service, so it is not known what the stack should keep running." >&2
    exit 1
  fi
  echo "$service keeps $image"
  context+=(--context "$service-image=$image")
done

cd infra
npm ci
npx cdk deploy "DocPlatform-$DEPLOY_ENVIRONMENT" --require-approval never "${context[@]}"
