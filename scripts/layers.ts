/** Who may import whom, and who may look at a clock: the layers of the sources, as rules. */
import { posix } from 'node:path'
import ts from 'typescript'

export interface Source {
  /** From the repository's root. */
  path: string
  text: string
}

interface Layer {
  /** Which files it holds. The first layer that matches a file is its layer. */
  files: RegExp
  /** What they may import: paths from the root, and bare names of packages and of Node's modules. */
  imports: readonly RegExp[]
  /** Ends the sentence "… imports …, but". */
  because: string
}

const core = /^shared\/core\//
const types = /^shared\/(ports|errors)\.ts$/
const runner = /^@actions\/core$/
/** Packages that turn data into data, and know nothing of the outside. */
const pure = /^(ajv|fastest-levenshtein|ipaddr\.js|json-schema-to-ts|markdown-table|shell-quote|yaml)$/
/** Any package or module of Node's, but not the runner's toolkit: only the step may write to the runner. */
const clients = /^(?!\.|shared\/|actions\/|test\/|scripts\/|@actions\/core$)/

const layers: readonly Layer[] = [
  { files: core, imports: [core, pure], because: 'the core decides from plain data' },
  {
    files: /^shared\/(aws|github)\//,
    imports: [core, types, /^shared\/(aws|github)\//, clients],
    because: 'what talks to AWS and GitHub knows only the core, the ports and its clients',
  },
  {
    files: /^shared\/github-step\.ts$/,
    imports: [core, types, runner, clients],
    because: 'the step knows only the core, the ports and the runner',
  },
  {
    files: /^shared\/no-http-client\//,
    imports: [],
    because: 'what stands in for a package that is not used does nothing',
  },
  {
    files: /^shared\/[^/]+\.ts$/,
    imports: [/^shared\/(?!phases\/)/, clients],
    because: 'what the actions share knows no action, and writes to the runner through the step',
  },
  {
    files: /^shared\/phases\//,
    imports: [/^shared\/(?!github-step|system-clock)/, pure],
    because: 'a phase is told its outside by the context it is run in, and knows no action',
  },
  {
    files: /^actions\/[^/]+\.ts$/,
    imports: [/^shared\//, /^actions\//, clients],
    because: 'actions are put together from actions/ and shared/ alone',
  },
  {
    files: /^actions\/[^/]+\/entry\.js$/,
    imports: [/^dist\/index\.js$/],
    because: 'an entry does nothing but start the bundle',
  },
  {
    files: /^actions\//,
    imports: [/^shared\/(?!github-step|system-clock)/, /^actions\//, pure],
    because: 'an action is told its outside by the context it is run in',
  },
]

/** Names that read time or chance, or wait. A test runs an hour in a millisecond because nothing else uses them. */
const worldly = [
  'Date.now',
  'new Date()',
  'performance.now',
  'process.hrtime',
  'Math.random',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'AbortSignal.timeout',
  'node:timers',
  'node:timers/promises',
]

/** The only files that may: those that make the real outside, its clock and its sockets. */
const clocks = /^(actions\/index|shared\/(system-clock|exchange))\.ts$/

/** Globals of the outside, which the core may not touch either. */
const outside = ['process', 'console', 'fetch', 'globalThis']

/** Everything in the sources that breaks a layer's rule, each a sentence. */
export function layerProblems(sources: readonly Source[]): string[] {
  return sources.flatMap(source => {
    const layer = layers.find(({ files }) => files.test(source.path))
    if (!layer) return [`${source.path} belongs to no layer; put it where its readers look for it`]
    const { imports, names } = read(source)
    return [
      ...imports
        .filter(name => !layer.imports.some(allowed => allowed.test(name)))
        .map(name => `${source.path} imports ${name}, but ${layer.because}`),
      ...[...names, ...imports]
        .filter(name => worldly.includes(name) && !clocks.test(source.path))
        .map(name => `${source.path} uses ${name}, but time and chance come from the context`),
      ...names
        .filter(name => outside.includes(name) && core.test(source.path))
        .map(name => `${source.path} uses ${name}, but ${layer.because}`),
    ]
  })
}

interface Reading {
  /** Relative imports as paths from the root, others as written. Each once. */
  imports: string[]
  /** Those of the names above that are used. Each once. */
  names: string[]
}

function read({ path, text }: Source): Reading {
  const imports = new Set<string>()
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    const imported = importedBy(node)
    if (imported !== undefined)
      imports.add(imported.startsWith('.') ? posix.join(posix.dirname(path), imported) : imported)
    const name = nameUsedBy(node)
    if (name !== undefined) names.add(name)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return { imports: [...imports], names: [...names] }
}

/** What a node imports: `import … from`, `export … from`, `import()` and `import('…').Type`. */
function importedBy(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return literal(node.arguments[0])
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal)
  return undefined
}

function literal(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteral(node) ? node.text : undefined
}

function nameUsedBy(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return `${node.expression.getText()}.${node.name.text}`
  if (ts.isNewExpression(node))
    return `new ${node.expression.getText()}(${(node.arguments ?? []).map(a => a.getText()).join()})`
  return ts.isIdentifier(node) && isReference(node) ? node.text : undefined
}

/** `setTimeout` used as a value, not `options.setTimeout`, a member's own name or the name of something declared. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  return (
    ts.isExpression(parent) ||
    ts.isStatement(parent) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === node)
  )
}
