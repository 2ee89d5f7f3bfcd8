import type { JsonObject } from '../operation.ts'
import type { World } from '../world.ts'
import { tagsOf } from './image-id.ts'
import type { Finding, Repository, Severity, StoredImage } from './model.ts'

interface Found {
  repository: Repository
  image: StoredImage
  finding: Finding
  /** When it was found, milliseconds since 1970. */
  at: number
}

/** A finding of basic scanning. */
export function basicFinding(_: World, { finding: { name, severity, package: affected, version } }: Found): JsonObject {
  return {
    name,
    description: `A weakness of ${affected}`,
    uri: `https://cve.mitre.org/cgi-bin/cvename.cgi?name=${name}`,
    severity,
    attributes: [
      { key: 'package_version', value: version },
      { key: 'package_name', value: affected },
    ],
  }
}

/** A finding of Amazon Inspector. */
export function enhancedFinding(world: World, { repository, image, finding, at }: Found): JsonObject {
  const { name, severity, package: affected, version } = finding
  const seen = at / 1000
  return {
    awsAccountId: world.account,
    description: `A weakness of ${affected}`,
    findingArn: world.arn('inspector2', `finding/${image.digest.slice(-32)}${name.toLowerCase()}`),
    firstObservedAt: seen,
    lastObservedAt: seen,
    updatedAt: seen,
    packageVulnerabilityDetails: {
      vulnerabilityId: name,
      source: 'NVD',
      sourceUrl: `https://nvd.nist.gov/vuln/detail/${name}`,
      vulnerablePackages: [{ name: affected, version, arch: 'X86_64', packageManager: 'OS' }],
    },
    resources: [
      {
        id: `${world.arn('ecr', `repository/${repository.name}`)}/${image.digest}`,
        type: 'AWS_ECR_CONTAINER_IMAGE',
        details: { awsEcrContainerImage: container(world, repository, image) },
      },
    ],
    score: scores[severity],
    severity,
    status: 'ACTIVE',
    title: `${name} - ${affected}`,
    type: 'PACKAGE_VULNERABILITY',
    fixAvailable: 'NO',
  }
}

/** Tags are on the index, so that the image that was scanned has none. */
function container(world: World, repository: Repository, image: StoredImage): JsonObject {
  return {
    architecture: image.platform?.split('/')[1],
    platform: 'DEBIAN_13',
    imageHash: image.digest,
    imageTags: tagsOf(repository, image.digest),
    pushedAt: image.pushedAt / 1000,
    registry: world.account,
    repositoryName: repository.name,
  }
}

const scores: Readonly<Record<Severity, number>> = {
  CRITICAL: 9.8,
  HIGH: 7.5,
  MEDIUM: 5.5,
  LOW: 3.1,
  INFORMATIONAL: 0,
  UNDEFINED: 0,
  UNTRIAGED: 0,
}
