#!/bin/sh
# Migrates the database of an environment: ./scripts/run-migrations.sh ENVIRONMENT
# Runs inside of the backend's image, as a task in the VPC: Dockerfile.backend copies it, and the database is reachable
# from nowhere else. Alembic stands for whatever migrates here; what counts is that its exit code is this one's.
set -eu

echo "Migrating ${1:?takes an environment}, from:"
alembic current
exec alembic upgrade head
