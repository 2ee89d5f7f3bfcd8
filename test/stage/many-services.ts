/** A manifest of many services, one container each; all share an image but those that have one of their own. */
export function manyServices(names: readonly string[], own: Readonly<Record<string, string>> = {}): string {
  const services = names.map(name => `  ${name}: { image: ${own[name] ?? 'shop/api'}, container: app }`)
  return ['services:', ...services, 'environments:', '  production: { cluster: prod }', ''].join('\n')
}
