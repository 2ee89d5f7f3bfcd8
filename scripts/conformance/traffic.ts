/** Judges recorded AWS calls by AWS's own models. */
import type { Exchange } from './recorder.ts'
import { departures, elementNames, mayFailWith, type ServiceModel } from './service-model.ts'

/**
 * Where the replies of AWS itself depart from its models: a web ACL without a description has an empty one, which no
 * request may have (https://docs.aws.amazon.com/cli/latest/reference/wafv2/get-web-acl.html#examples).
 */
const departuresOfAws = /^\w+WebACL\w* reply\.\S+\.Description has a length of 0,/

/** What a recorded call was, once its protocol is known. */
interface Call {
  model: ServiceModel
  operation: string
  exchange: Exchange
}

/** Everything in the traffic that AWS would not say or take, each said once. */
export function trafficProblems(exchanges: readonly Exchange[], models: readonly ServiceModel[]): string[] {
  const problems = exchanges.filter(isAws).flatMap(exchange => {
    const call = callOf(exchange, models)
    if (!call) return [`no service has the call ${exchange.target ?? exchange.requestBody.slice(0, 80)}`]
    return call.model.metadata.protocol === 'query' ? queryProblems(call) : jsonProblems(call)
  })
  // Items of a list share their problems: `[0]` and `[1]` are the same mistake.
  const told = problems.map(problem => problem.replaceAll(/\[\d+\]/g, '[]'))
  return [...new Set(told)].filter(problem => !departuresOfAws.test(problem))
}

/** Names of the operations that were called, as `Service.Operation`, in the order of the alphabet. */
export function operationsIn(exchanges: readonly Exchange[], models: readonly ServiceModel[]): string[] {
  return [...new Set(exchanges.flatMap(exchange => callOf(exchange, models)?.operation ?? []))].sort()
}

/** GitHub's REST API and health probes are asked on paths; AWS is asked by POST bodies on `/`. */
function isAws({ target, path }: Exchange): boolean {
  return target !== undefined || path === '/'
}

function callOf(exchange: Exchange, models: readonly ServiceModel[]): Call | undefined {
  const [prefix, operation = ''] = exchange.target?.split('.') ?? []
  const form = new URLSearchParams(exchange.target === undefined ? exchange.requestBody : '')
  const named = operation || (form.get('Action') ?? '')
  const model = models.find(({ metadata, operations }) =>
    exchange.target === undefined
      ? metadata.protocol === 'query' && metadata.apiVersion === form.get('Version') && named in operations
      : metadata.targetPrefix === prefix && named in operations,
  )
  return model && { model, operation: named, exchange }
}

function jsonProblems({ model, operation, exchange }: Call): string[] {
  const { input, output } = model.operations[operation] ?? {}
  const reply = JSON.parse(exchange.replyBody || '{}') as Record<string, unknown>
  const asked = input
    ? departures(model, input.shape, JSON.parse(exchange.requestBody || '{}'), `${operation} request`)
    : []
  if (exchange.status >= 500) return []
  if (exchange.status !== 200)
    return [...unknownError({ model, operation, exchange }, String(reply.__type).split('#').at(-1) ?? '')]
  return [...asked, ...(output ? departures(model, output.shape, reply, `${operation} reply`) : [])]
}

function queryProblems({ model, operation, exchange }: Call): string[] {
  if (exchange.status >= 500) return []
  if (exchange.status !== 200) {
    const code = /<Code>([^<]*)<\/Code>/.exec(exchange.replyBody)?.[1] ?? 'no code at all'
    return unknownError({ model, operation, exchange }, code)
  }
  const known = elementNames(model, operation)
  const used = new Set([...exchange.replyBody.matchAll(/<([A-Za-z]\w*)/g)].map(([, name = '']) => name))
  return [...used].filter(name => !known.has(name)).map(name => `${operation} reply has <${name}>, which AWS does not`)
}

function unknownError({ model, operation }: Call, code: string): string[] {
  return mayFailWith(model, operation, code) ? [] : [`${operation} answers ${code}, which is not one of its errors`]
}
