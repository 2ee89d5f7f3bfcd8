import { describe, expect, test } from '@jest/globals'
import { catalog } from '../../actions/catalog.ts'
import type { Inputs } from '../../shared/inputs.ts'
import { readmeProblems } from '../../scripts/readme-tables.ts'
import { publicActions, readText, startableActions, type ActionMetadata } from '../../scripts/repository.ts'

interface Entry {
  inputs: Inputs
  outputs: readonly string[]
}

const loaded = Object.entries(catalog).map(async ([name, load]): Promise<[string, Entry]> => [name, await load()])
const actions: Record<string, Entry | undefined> = Object.fromEntries(await Promise.all(loaded))
const names = Object.keys(catalog).sort()

test('the catalog, the folders with an action.yml and the folders with an entry name the same actions', () => {
  expect(publicActions().map(({ name }) => name)).toEqual(names)
  expect(startableActions()).toEqual(names)
})

test('the root action is the same as the one in its folder, but for where its program is', () => {
  const [atRoot, inFolder] = ['action.yml', 'promote/action.yml'].map(path => readText(path).split('\n'))
  const differing = inFolder?.flatMap((line, index) => (line === atRoot?.[index] ? [] : [[line, atRoot?.[index]]]))
  expect(atRoot).toHaveLength(inFolder?.length ?? 0)
  expect(differing).toEqual([['  main: ../actions/promote/entry.js', '  main: actions/promote/entry.js']])
})

test('the tables of every README are those of its action.yml', () => {
  expect(readmeProblems()).toEqual([])
})

describe.each(publicActions())('$name', ({ name, metadata }) => {
  const entry = actions[name] ?? { inputs: {}, outputs: [] }
  const inputs = Object.entries(metadata.inputs ?? {})

  test('documents exactly the inputs it reads', () => {
    expect(inputs.map(([input]) => input).sort()).toEqual(Object.keys(entry.inputs).sort())
  })

  test('documents exactly the outputs it writes', () => {
    expect(Object.keys(metadata.outputs ?? {}).sort()).toEqual([...entry.outputs].sort())
  })

  test('accepts its own defaults', () => {
    const refused = inputs.flatMap(([input, { default: text }]) => refusal(entry.inputs[input]?.parse, input, text))
    expect(refused).toEqual([])
  })

  test('requires the inputs that its action.yml calls required, if only without a manifest, and those that always have a value', () => {
    const documented = inputs.filter(
      ([, { required, default: text = '', description = '' }]) =>
        required === true || text !== '' || description.trimEnd().endsWith('Required without a manifest.'),
    )
    const required = Object.keys(entry.inputs).filter(input => entry.inputs[input]?.required === true)
    expect(documented.map(([input]) => input)).toEqual(expect.arrayContaining(required))
    const called = inputs.filter(([, { required }]) => required === true).map(([input]) => input)
    expect(required).toEqual(expect.arrayContaining(called))
  })

  test('writes its defaults as text, as the runner passes them', () => {
    const others = inputs.filter(([, { default: text }]) => text !== undefined && typeof text !== 'string')
    expect(others.map(([input]) => input)).toEqual([])
  })

  test('explains itself, each input and each output in a sentence', () => {
    expect(withoutSentence(metadata)).toEqual([])
  })

  test('has a badge', () => {
    expect(metadata.branding).toEqual({ icon: expect.any(String), color: expect.any(String) })
  })

  test('runs on the newest Node that the runner has', () => {
    expect(metadata.runs.using).toBe('node24')
  })
})

function refusal(parse: ((text: string) => unknown) | undefined, input: string, text: string | undefined): string[] {
  // An expression is filled in by the runner, before the action reads it.
  if (parse === undefined || text === undefined || text === '' || text.includes('${{')) return []
  try {
    parse(text)
    return []
  } catch (error) {
    return [`${input} ${String(error)}`]
  }
}

/** What has no description that begins like a sentence and ends like one. */
function withoutSentence({ name, description, inputs = {}, outputs = {} }: ActionMetadata): string[] {
  const parts: [string, string | undefined][] = [
    [name, description],
    ...Object.entries({ ...inputs, ...outputs }).map(([part, said]): [string, string | undefined] => [
      part,
      said.description,
    ]),
  ]
  return parts.filter(([, text = '']) => !/^[A-Z`*][\s\S]*[.`)]\s*$/.test(text)).map(([part]) => part)
}
