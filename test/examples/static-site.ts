import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pipeline } from '../stage/pipeline.ts'

const build = `[[ $* != 'run build' ]] || { mkdir -p dist; echo "$DEPLOY_COMMIT" | tee dist/index.html > "dist/$DEPLOY_COMMIT.js"; }`

/**
 * What the scripts that publish a frontend start: buckets of S3 are folders, every domain has a distribution, and a build
 * names its commit in each of its files.
 */
export const publishing: Readonly<Record<string, string>> = {
  aws: `
at() { echo "\${1/#s3:\\/\\//$PROGRAMS_HOME/}"; }
case "$1 $2" in
  's3 ls') [[ -e $(at "$3") ]] ;;
  's3 cp')
    from=$(realpath "$(at "$3")") to=$(at "$4")
    if [[ $* == *'--recursive --exclude index.html'* ]]; then
      mkdir -p "$to"
      cd "$from"
      find . -type f ! -name index.html -exec cp {} "$to" ';'
    else
      mkdir -p "$(dirname "$to")"
      cp "$from" "$to"
    fi ;;
  'cloudfront list-distributions') echo '"E2QWRUHAPOMQZL"' ;;
esac`,
  bun: build,
  npm: build,
}

/** The commit whose page is published in a bucket, and those whose files are there. */
export function published(pipeline: Pipeline, bucket: string): { page: string; files: string[] } | undefined {
  const folder = join(pipeline.programs.home, bucket)
  if (!existsSync(folder)) return undefined
  const files = readdirSync(folder).filter(name => name.endsWith('.js'))
  return { page: readFileSync(join(folder, 'index.html'), 'utf8').trim(), files: files.map(name => name.slice(0, -3)) }
}
