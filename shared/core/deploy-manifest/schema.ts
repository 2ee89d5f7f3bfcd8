import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { signerWorkflow } from '../attestation.ts'
import { severities } from '../scan-verdict.ts'

/*
 * The manifest, `.github/deploy.yml`, as a JSON Schema: validation, types, the editor's help and the reference page
 * come from it. `title` continues "it takes …" in a message; `description` is for the reader of the page.
 */

const name = {
  type: 'string',
  title: 'a name of letters, digits, `.`, `_` and `-`',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$',
} as const satisfies JSONSchema

const duration = {
  type: 'string',
  title: 'a duration such as 90s, 15m or 1h',
  pattern: '^[1-9][0-9]{0,5}(s|m|h)$',
} as const satisfies JSONSchema

const template = {
  type: 'string',
  title: 'a service name, in which `{name}` and `{environment}` may stand',
  pattern: '^([A-Za-z0-9_-]|\\{(name|environment)\\})+$',
} as const satisfies JSONSchema

const image = {
  type: 'string',
  title: 'a repository (its tag is then the commit), or an image with its tag or digest that was built elsewhere',
  minLength: 1,
} as const satisfies JSONSchema

const build = {
  type: ['string', 'object'],
  title: 'the folder to build, or `context`, `dockerfile` and `target`',
  description: 'How the image is built. Without it the image is built elsewhere.',
  minLength: 1,
  properties: {
    context: { type: 'string', title: 'a folder', description: 'The folder that is sent to the build.', minLength: 1 },
    dockerfile: {
      type: 'string',
      title: 'the path of a file',
      description: 'The Dockerfile, from the root of the repository. Default is `Dockerfile` in the context.',
      minLength: 1,
    },
    target: { type: 'string', title: 'the name of a stage', description: 'The stage to build.', minLength: 1 },
  },
  required: ['context'],
  additionalProperties: false,
} as const satisfies JSONSchema

const healthPath = {
  type: 'string',
  title: 'a path that begins with `/`',
  description: 'Asked at the `url` of the environment once the services are proved.',
  pattern: '^/[^\\s]*$',
} as const satisfies JSONSchema

const url = {
  type: 'string',
  title: 'an address that begins with https://',
  pattern: '^https?://[^\\s]+$',
} as const satisfies JSONSchema

const shellLine = { type: 'string', title: 'a command line', minLength: 1 } as const satisfies JSONSchema

const command = {
  type: ['string', 'array'],
  title: 'a command line, or a list of its words',
  minLength: 1,
  items: { type: 'string', title: 'a word' },
  minItems: 1,
} as const satisfies JSONSchema

const base = {
  type: 'string',
  title: '`service`, `latest`, or the path of a task definition file, in which `{service}` may stand',
  description:
    'What new revisions are made of: the revision that the service runs (`service`), the newest one of its family (`latest`), as where Terraform registers them and ignores which one is deployed, or a file. Default is `service`.',
  minLength: 1,
} as const satisfies JSONSchema

const infrastructureCommand = {
  ...shellLine,
  description:
    'Run between the migration and the deployment, in the checkout of the release, such as `npx cdk deploy`.',
} as const satisfies JSONSchema

const smokeTestCommand = {
  ...shellLine,
  description: 'Run once the services are proved. A failure counts like that of a service.',
} as const satisfies JSONSchema

const publishCommand = {
  ...shellLine,
  description:
    'Run last of all, once everything is proved, for what is no container, such as a static site. It should be safe to run twice.',
} as const satisfies JSONSchema

const imageGates = {
  'fail-on-severity': {
    type: 'string',
    title: '`critical`, `high`, `medium`, `low` or `informational`',
    description: 'Images with findings of this severity or a worse one are refused, and so are those without a scan.',
    enum: severities,
  },
  attestation: {
    type: 'string',
    title: 'a workflow such as my-org/my-repo/.github/workflows/build.yml',
    description: 'The workflow that must have attested every image that is built here.',
    pattern: signerWorkflow,
  },
  'require-signature': {
    type: 'boolean',
    title: 'true or false',
    description: 'Whether Amazon ECR’s managed signing must have signed every image.',
  },
} as const satisfies Readonly<Record<string, JSONSchema>>

const migrationMembers = {
  service: {
    ...name,
    description: 'The service whose network, roles and revision the migration uses, by its name here.',
  },
  container: { ...name, description: 'The container whose exit code counts. Default is the only essential one.' },
  command: { ...command, description: 'What runs in that container.' },
  timeout: { ...duration, description: 'How long the migration may take. Default is 30m.' },
} as const satisfies Readonly<Record<string, JSONSchema>>

const texts = (title: string, item: string) =>
  ({
    type: ['string', 'array'],
    title,
    minLength: 1,
    items: { type: 'string', title: item, minLength: 1 },
    minItems: 1,
  }) as const

const rateLimitMembers = {
  limit: {
    type: 'integer',
    title: 'a whole number of requests, 10 or more',
    description: 'How many requests are allowed in the window, by each address.',
    minimum: 10,
  },
  window: {
    type: ['integer', 'string'],
    title: '60, 120, 300 or 600 seconds',
    description: 'The time in which requests are counted. Default is 300 seconds.',
  },
  'aggregate-by': {
    type: 'string',
    title: '`ip` or `forwarded-ip`',
    description: 'What is counted: the address that the request comes from, or the one in a header. Default is `ip`.',
    enum: ['ip', 'forwarded-ip'],
  },
  header: { type: 'string', title: 'the name of a header', description: 'The header of a forwarded address.' },
  fallback: {
    type: 'string',
    title: '`match` or `no-match`',
    description: 'What an address in the header that is none counts as.',
    enum: ['match', 'no-match'],
  },
  paths: { ...texts('beginnings of paths', 'the beginning of a path'), description: 'The paths that are limited.' },
  methods: { ...texts('HTTP methods', 'an HTTP method'), description: 'The methods that are limited.' },
  action: {
    type: 'string',
    title: '`count` or `block`',
    description: 'What happens above the limit. Default is what there is, and `count` for a new rule.',
    enum: ['count', 'block'],
  },
  'response-code': {
    type: 'integer',
    title: 'an HTTP status from 400 to 599',
    description: 'With what a blocked request is answered. Default is 429.',
    minimum: 400,
    maximum: 599,
  },
} as const satisfies Readonly<Record<string, JSONSchema>>

const webAcl = {
  type: ['string', 'object'],
  title: 'the name of a web ACL, or `name`, `scope` and `resource-arn`',
  description: 'The web ACL whose rules `rate-limits` are.',
  minLength: 1,
  properties: {
    name: { type: 'string', title: 'the name or ARN of a web ACL', minLength: 1 },
    scope: {
      type: 'string',
      title: '`REGIONAL` or `CLOUDFRONT`',
      description: 'Default is `REGIONAL`, which is that of load balancers.',
      enum: ['REGIONAL', 'CLOUDFRONT'],
    },
    'resource-arn': {
      type: 'string',
      title: 'the ARN of a load balancer',
      description: 'What the web ACL is to protect.',
      minLength: 1,
    },
  },
  required: ['name'],
  additionalProperties: false,
} as const satisfies JSONSchema

const service = {
  type: 'object',
  title: 'a service with its `image`',
  properties: {
    image: { ...image, description: 'The image of the container that has the service’s name, or of the only one.' },
    build,
    container: { ...name, description: 'The container that gets the image, where the service has several.' },
    containers: {
      type: 'object',
      title: 'containers with their images',
      description: 'Images of several containers, by the containers’ names, instead of `image`.',
      minProperties: 1,
      propertyNames: name,
      additionalProperties: {
        type: ['string', 'object'],
        title: 'an image, or `image` and `build`',
        minLength: 1,
        properties: { image, build },
        required: ['image'],
        additionalProperties: false,
      },
    },
    service: { ...template, description: 'The name of the ECS service.' },
    health: healthPath,
    'health-json': {
      type: 'string',
      title: 'a member of JSON, such as `version` or `build.commit`',
      description: 'The member of what the health path answers that says the commit: so the new version has answered.',
      pattern: '^[^\\s.]+(\\.[^\\s.]+)*$',
    },
  },
  additionalProperties: false,
} as const satisfies JSONSchema

const environmentService = {
  type: ['object', 'boolean'],
  title: 'what differs in this environment, or false where the service is not in it',
  properties: {
    service: { ...template, description: 'The name of the ECS service in this environment.' },
    container: { ...name, description: 'The container that gets the image.' },
    health: { ...healthPath, description: 'The health path in this environment.' },
    url: { ...url, description: 'Where the service answers, if not at the `url` of the environment.' },
  },
  additionalProperties: false,
} as const satisfies JSONSchema

const environment = {
  type: 'object',
  title: 'an environment with its `cluster`',
  properties: {
    cluster: { type: 'string', title: 'the name or ARN of an ECS cluster', minLength: 1 },
    region: {
      type: 'string',
      title: 'an AWS region such as eu-west-1',
      description: 'The region that the environment is in. A job whose AWS_REGION is another one is refused.',
      pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$',
    },
    url: { ...url, description: 'Where the environment answers.' },
    service: { ...template, description: 'The names of the ECS services in this environment.' },
    services: {
      type: 'object',
      title: 'services with what differs',
      description: 'What differs in this environment, by service; `false` leaves a service out.',
      propertyNames: name,
      additionalProperties: environmentService,
    },
    requires: { ...name, description: 'The environment in which a release must have been proved before.' },
    soak: { ...duration, description: 'How long it must have been proved there.' },
    bake: { ...duration, description: 'How long the services are watched once they are proved.' },
    ...imageGates,
    alarms: {
      type: 'array',
      title: 'names of CloudWatch alarms',
      description: 'Alarms that must be quiet before, and while the services are watched.',
      items: { type: 'string', title: 'the name of an alarm', minLength: 1, maxLength: 255 },
      uniqueItems: true,
    },
    base,
    waves: {
      type: 'array',
      title: 'lists of services',
      description: 'Services that are deployed and proved one list after the other; those not named come last.',
      items: { type: 'array', title: 'names of services', items: name, minItems: 1 },
    },
    'on-failure': {
      type: 'string',
      title: '`rollback` or `leave`',
      description: 'Whether everything returns when a service fails. Default is `rollback`.',
      enum: ['rollback', 'leave'],
    },
    migration: {
      type: ['object', 'boolean'],
      title: 'what differs of the migration, or false where none runs',
      description: 'What differs of the migration in this environment; `false` runs none.',
      properties: migrationMembers,
      additionalProperties: false,
    },
    'web-acl': webAcl,
    'rate-limits': {
      type: 'object',
      title: 'rate limits with what differs',
      description: 'What differs of the rate limits in this environment; `false` leaves one out.',
      propertyNames: name,
      additionalProperties: {
        type: ['object', 'boolean'],
        title: 'what differs of the limit, or false where there is none',
        properties: rateLimitMembers,
        additionalProperties: false,
      },
    },
    'infrastructure-command': infrastructureCommand,
    'smoke-test-command': smokeTestCommand,
    'publish-command': publishCommand,
  },
  required: ['cluster'],
  additionalProperties: false,
} as const satisfies JSONSchema

export const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'a manifest with `services` and `environments`',
  description: 'What is released together, and where to.',
  type: 'object',
  properties: {
    services: {
      type: 'object',
      title: 'services by name',
      description: 'The services that are released together.',
      minProperties: 1,
      propertyNames: name,
      additionalProperties: service,
    },
    service: {
      ...template,
      description: 'How the ECS services are called. Default is `{name}`.',
    },
    platform: {
      type: ['string', 'array'],
      title: 'a platform such as linux/amd64, or a list of them',
      description: 'Platforms that every image must be built for.',
      minLength: 1,
      items: { type: 'string', title: 'a platform such as linux/amd64', minLength: 1 },
      minItems: 1,
    },
    ...imageGates,
    base,
    migration: {
      type: 'object',
      title: 'a migration with its `service` and `command`',
      description: 'What runs once per release and environment, before the services are deployed.',
      properties: migrationMembers,
      required: ['service', 'command'],
      additionalProperties: false,
    },
    'rate-limits': {
      type: 'object',
      title: 'rate limits by name',
      description: 'How many requests AWS WAF lets through, by name.',
      propertyNames: name,
      additionalProperties: {
        type: 'object',
        title: 'a rate limit with its `limit`',
        properties: rateLimitMembers,
        required: ['limit'],
        additionalProperties: false,
      },
    },
    'infrastructure-command': infrastructureCommand,
    'smoke-test-command': smokeTestCommand,
    'publish-command': publishCommand,
    environments: {
      type: 'object',
      title: 'environments by name',
      description: 'Where releases go. They differ in configuration alone.',
      minProperties: 1,
      propertyNames: name,
      additionalProperties: environment,
    },
  },
  required: ['services', 'environments'],
  additionalProperties: false,
} as const satisfies JSONSchema

/** A manifest as it was written, valid by the schema. */
export type ManifestDocument = FromSchema<typeof schema>
