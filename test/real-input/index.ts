/**
 * Documents in the form that AWS and registries answer, made of what public samples really combine: input for tests that
 * must not be fitted to our own ideas of it. `sources.md` says whence each is.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { JsonObject } from '../simulator/operation.ts'

export interface Tag {
  key: string
  value: string
}

/** A task definition in JSON as it is on the wire: timestamps are epoch seconds, members may be newer than the SDK. */
export interface DescribedTaskDefinition extends JsonObject {
  taskDefinitionArn: string
  family: string
  revision: number
  containerDefinitions: DescribedContainer[]
}

export interface DescribedContainer extends JsonObject {
  name: string
  image: string
}

/** One reply of DescribeTaskDefinition with `include: ["TAGS"]`. */
export interface TaskDefinitionSample {
  /** The file's name without `.json`. */
  name: string
  taskDefinition: DescribedTaskDefinition
  tags: Tag[]
}

/** One document as a registry serves it, byte for byte: its digest is the SHA-256 of `text`. */
export interface ImageIndexSample {
  /** The file's name without `.json`. */
  name: string
  text: string
}

export const taskDefinitions: readonly TaskDefinitionSample[] = documents('task-definitions').map(({ name, text }) => {
  const { taskDefinition, tags } = JSON.parse(text) as { taskDefinition: DescribedTaskDefinition; tags?: Tag[] }
  return { name, taskDefinition, tags: tags ?? [] }
})

export const imageIndexes: readonly ImageIndexSample[] = documents('image-indexes')

function documents(folder: string): { name: string; text: string }[] {
  const directory = new URL(`./${folder}/`, import.meta.url)
  return readdirSync(directory)
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length))
    .sort()
    .map(name => ({ name, text: readFileSync(new URL(`${name}.json`, directory), 'utf8') }))
}
