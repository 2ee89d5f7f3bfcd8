/** The first part of a region's name tells its partition, and that the domain of its registries. */
const domains: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^eusc-/, 'amazonaws.eu'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
]

/** The host of an account's private registry in Amazon ECR. */
export function ecrHost({ account, region }: { account: string; region: string }): string {
  const domain = domains.find(([prefix]) => prefix.test(region))?.[1] ?? 'amazonaws.com'
  return `${account}.dkr.ecr.${region}.${domain}`
}
