export const id = 678;
export const ids = [678,184];
export const modules = {

/***/ 5010:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EW: () => (/* binding */ signerWorkflow),
/* harmony export */   SU: () => (/* binding */ parseRepository),
/* harmony export */   hM: () => (/* binding */ parseWorkflow),
/* harmony export */   p0: () => (/* binding */ verifyCommand),
/* harmony export */   qX: () => (/* binding */ judgeAttestation),
/* harmony export */   tY: () => (/* binding */ verifyEnvironment)
/* harmony export */ });
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5796);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9724);



const owner = '[A-Za-z0-9][A-Za-z0-9_-]*';
const name = '[A-Za-z0-9._-]+';
const signerWorkflow = `^${owner}/${name}/\\.github/workflows/${name}\\.ya?ml$`;
/** Reads a signer workflow. Throws an Error whose message continues the name of the input. */
function parseWorkflow(raw) {
    if (new RegExp(signerWorkflow).test(raw))
        return raw;
    throw new Error(`is ${JSON.stringify((0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(raw, 80))}; it takes a workflow such as my-org/my-repo/.github/workflows/build.yml, without @ and a branch or tag`);
}
/** Reads the name of a repository in GitHub. Throws an Error whose message continues the name of the input. */
function parseRepository(raw) {
    if (new RegExp(`^${owner}/${name}$`).test(raw))
        return raw;
    throw new Error(`is ${JSON.stringify((0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(raw, 80))}; it takes a repository in GitHub, such as my-org/my-repo`);
}
/** The words of the command that verifies an image, given as `registry/repository@sha256:…`. No shell sees them. */
function verifyCommand(image, { workflow, repository }) {
    const who = ['--repo', repository, '--signer-workflow', workflow];
    return ['gh', 'attestation', 'verify', `oci://${image}`, ...who, '--format', 'json'];
}
/** An action's own, tokens that are not for gh, and what would let it print for a person. */
const withheld = /^(INPUT_|STATE_|ACTIONS_|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|TOKEN|ENTERPRISE_TOKEN)$|GH_)/i;
/** The environment of that command: the step's, with its token, and credentials of the registry where they are. */
function verifyEnvironment(runner, token) {
    const own = Object.entries(runner).flatMap(([key, value]) => value === undefined || withheld.test(key) ? [] : [[key, value]]);
    const host = hostOf(runner['GITHUB_SERVER_URL']);
    return {
        ...Object.fromEntries(own),
        ...(host !== undefined && { GH_HOST: host }),
        ...{ GH_TOKEN: token, GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1' },
    };
}
/** Where another GitHub than github.com is used. */
function hostOf(serverUrl) {
    const host = serverUrl && URL.canParse(serverUrl) ? new URL(serverUrl).host : undefined;
    return host === 'github.com' ? undefined : host;
}
/** What gh says of an image. Only what it names as verified passes. */
function judgeAttestation(seen, attester) {
    if (seen.is === 'late') {
        const why = 'gh had not verified its attestation when there was no more time';
        return { is: 'unknown', shown: 'not seen', why, next: 'run this again, or give it more time (`timeout`)' };
    }
    if (seen.is === 'not-started') {
        const why = `gh could not be started: ${own(seen.why)}`;
        return { is: 'unknown', shown: 'not seen', why, next: install };
    }
    if (seen.code === 0)
        return judgeResults(resultsIn(seen.lines), attester);
    const text = seen.lines.join('\n');
    const reason = reasons.find(({ code, said }) => code === seen.code || said?.test(text));
    const last = own(seen.lines.findLast(line => line.trim() !== '') ?? '');
    if (!reason) {
        const why = `gh could not verify its attestation and ended with code ${seen.code}${last ? `: ${last}` : ''}`;
        return { is: 'unknown', shown: 'not seen', why, next: 'look at what gh printed, above, and run this again' };
    }
    return { is: reason.is, shown: reason.shown, why: reason.why(attester), next: reason.next };
}
const install = "install the GitHub CLI, gh, on this runner, 2.67.0 or newer; it is there on GitHub's own runners (https://cli.github.com)";
/** Why gh did not verify, by its code and words (cli/cli, pkg/cmd/attestation). The first row that fits tells. */
const reasons = [
    {
        code: 127,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'gh, which verifies attestations, is not on this runner',
        next: install,
    },
    {
        said: /unknown (command|flag|shorthand flag)/,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'the gh of this runner is too old to verify its attestation',
        next: install,
    },
    {
        code: 4,
        said: /set the GH_TOKEN|gh auth login|HTTP 401/,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'GitHub did not take the token with which gh asked for its attestation',
        next: 'give `github-token` a token of this job, which is the default, or another one that is valid',
    },
    {
        said: /registry authorization failed|no basic auth credentials|401 Unauthorized/i,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'gh is not logged in to its registry',
        next: 'let aws-actions/amazon-ecr-login run before, with `registries` for those of other accounts',
    },
    {
        said: /token was denied access|DENIED|403 Forbidden/,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'its registry did not let gh read it',
        next: 'allow the role that logged in to the registry ecr:BatchGetImage and ecr:GetDownloadUrlForLayer',
    },
    {
        said: /failed to fetch remote image|MANIFEST_UNKNOWN/,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'gh could not read it from its registry',
        next: 'look at what gh printed, above, and run this again',
    },
    {
        said: /rate limit|HTTP 429/i,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'GitHub limits how often it may be asked for attestations, and that was too often',
        next: 'run this again in some minutes',
    },
    {
        said: /HTTP 403/,
        is: 'unknown',
        shown: 'not seen',
        why: ({ repository }) => `GitHub did not let gh read the attestations of ${repository}`,
        next: 'give the job the permission `attestations: read`, and a token of that repository where it is another one (`github-token`)',
    },
    {
        said: /no attestations found|HTTP 404/i,
        is: 'refused',
        shown: 'none',
        why: ({ repository }) => `${repository} has no attestation of it, or none that this token may see`,
        next: 'attest it where it is built (actions/attest, by its digest), and give this job the permission `attestations: read`; where another repository builds it, say which (`attestation-repo`)',
    },
    {
        said: /no attestations were verified|verifying with issuer|certificate identity|expected SAN|expected Source\w+ to be|expected Issuer|no matching/i,
        is: 'refused',
        shown: 'of somebody else',
        why: ({ workflow, repository }) => `it is attested, but not by ${workflow} for ${repository}`,
        next: 'find out who built it before it is deployed. If the workflow that signs was renamed, or is a reusable one, say its path (`attestation`)',
    },
];
/** Lines of JSON among what was printed: one entry for each attestation that was verified. */
function resultsIn(lines) {
    const arrays = [...lines, lines.join('\n')].flatMap(line => {
        try {
            const value = JSON.parse(line);
            return Array.isArray(value) ? [value] : [];
        }
        catch {
            return [];
        }
    });
    return arrays[0] ?? [];
}
/**
 * Versions of gh before 2.67.0 end well where nothing was verified (CVE-2025-25204), and every version takes the path of
 * the workflow as the beginning of a regular expression; so what it verified is looked at.
 */
function judgeResults(results, { workflow, repository }) {
    if (results.length === 0) {
        const why = 'gh ended well, but named no attestation that it verified';
        return {
            is: 'refused',
            shown: 'none',
            why,
            next: 'use gh 2.67.0 or newer, and look at whether the image was attested',
        };
    }
    const certificates = results.map(certificateOf);
    const signed = certificates.filter(({ buildSignerURI: uri }) => typeof uri !== 'string' || isBy(uri, workflow));
    if (signed.length === 0) {
        const [stranger] = certificates.map(({ buildSignerURI: uri }) => own(String(uri)));
        const why = `it is attested by ${stranger ?? ''}, not by ${workflow} for ${repository}`;
        return { is: 'refused', shown: 'of somebody else', why, next: 'find out who built it before it is deployed' };
    }
    const source = signed.flatMap(({ sourceRepositoryDigest: sha }) => (typeof sha === 'string' ? [own(sha)] : []))[0];
    const file = workflow.slice(workflow.lastIndexOf('/') + 1);
    return { is: 'passed', shown: source === undefined ? file : `${file}, of commit ${source.slice(0, 12)}` };
}
/** `https://github.com/owner/repository/.github/workflows/build.yml@refs/heads/main` */
function isBy(uri, workflow) {
    const [, path = ''] = /^https:\/\/[^/]+\/([^@]+)@/.exec(uri) ?? [];
    return path.toLowerCase() === workflow.toLowerCase();
}
function certificateOf(result) {
    return ['verificationResult', 'signature', 'certificate'].reduce((value, key) => {
        const inner = value[key];
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(inner) ? inner : {};
    }, (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(result) ? result : {});
}
function own(text) {
    return (0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(text), 200);
}


/***/ }),

/***/ 9678:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readManifest: () => (/* binding */ readManifest)
});

// EXTERNAL MODULE: ./node_modules/ajv/dist/ajv.js
var ajv = __webpack_require__(2463);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./shared/core/choice.ts
var choice = __webpack_require__(5661);
// EXTERNAL MODULE: ./shared/core/nearest.ts
var nearest = __webpack_require__(7874);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var manifest = __webpack_require__(2083);
// EXTERNAL MODULE: ./shared/core/rate-rule-fields.ts
var rate_rule_fields = __webpack_require__(1881);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/deploy-manifest/declared.ts
var deploy_manifest_declared = __webpack_require__(832);
;// CONCATENATED MODULE: ./shared/core/deploy-manifest/meaning.ts




/** What a document that is valid by the schema cannot mean. */
function contradictions(document) {
    return [
        ...Object.keys(document.services).flatMap(name => serviceProblems(document, name)),
        ...Object.keys(document.services).flatMap(name => healthProblems(document, name)),
        ...buildProblems(document),
        ...platformProblems(document),
        ...migrationProblems(document),
        ...Object.keys(document.environments).flatMap(name => environmentProblems(document, name)),
    ];
}
function serviceProblems({ services }, name) {
    const path = ['services', name];
    const { image, containers, container, build } = services[name] ?? {};
    if (image === undefined && containers === undefined)
        return [{ path, says: `\`services.${name}\` has no \`image\`, and no \`containers\` with theirs` }];
    if (image !== undefined && containers !== undefined)
        return [{ path, says: `\`services.${name}\` has \`image\` and \`containers\`; it takes one of them` }];
    const stray = Object.entries({ container, build }).filter(([, value]) => containers !== undefined && value !== undefined);
    return [
        ...stray.map(([key]) => ({
            path: [...path, key],
            says: `\`services.${name}.${key}\` belongs to \`image\`; each of \`containers\` has its own`,
        })),
        ...(image === undefined ? [] : imageProblems([...path, 'image'], image, build !== undefined)),
        ...Object.entries(containers ?? {}).flatMap(([own, given]) => typeof given === 'string'
            ? imageProblems([...path, 'containers', own], given, false)
            : imageProblems([...path, 'containers', own, 'image'], given.image, given.build !== undefined)),
    ];
}
function healthProblems({ services, environments }, name) {
    const { health, 'health-json': member } = services[name] ?? {};
    const elsewhere = Object.values(environments).map(({ services: differs }) => differs?.[name]);
    const isAsked = health !== undefined || elsewhere.some(one => typeof one === 'object' && one.health !== undefined);
    if (member === undefined || isAsked)
        return [];
    const path = ['services', name, 'health-json'];
    return [{ path, says: `\`${path.join('.')}\` needs \`health\`: the path that answers with it` }];
}
function imageProblems(path, text, built) {
    const place = `\`${path.join('.')}\``;
    const complaint = complaintOf(() => (0,core_image/* parseImage */.zZ)(text));
    if (complaint !== undefined)
        return [{ path, says: `${place} ${complaint}` }];
    const { registry, tag, digest } = (0,core_image/* parseImage */.zZ)(text);
    if (registry !== undefined && !(0,core_image/* ecrRegistry */.gO)(registry) && digest === undefined) {
        const says = `${place} is in ${registry}, where this release cannot look; it takes such an image with its digest, …@sha256:…`;
        return [{ path, says }];
    }
    if (!built || (tag === undefined && digest === undefined))
        return [];
    const says = `${place} has a tag or a digest, and is built here; what is built here is tagged with its commit`;
    return [{ path, says }];
}
/** One repository gets one image of a commit, so there is one way to build it. */
function buildProblems(document) {
    if (serviceProblemsOf(document))
        return [];
    const built = (0,deploy_manifest_declared.imagesOf)(document).filter(({ build }) => build !== undefined);
    const byHome = Map.groupBy(built, ({ image }) => (0,core_image/* imageText */.f1)(image));
    return [...byHome].flatMap(([home, [first, ...others]]) => others
        .filter(({ build }) => !isSameBuild(build, first?.build))
        .map(({ name }) => ({
        path: ['services', name.replace(/\/.*/, '')],
        says: `\`services.${name.replace('/', '.containers.')}\` builds ${home} in another way than ${first?.name ?? ''} does; one repository has one image of a commit`,
    })));
}
function isSameBuild(a, b) {
    return a?.context === b?.context && a?.dockerfile === b?.dockerfile && a?.target === b?.target;
}
function platformProblems(document) {
    return (0,deploy_manifest_declared.platformsOf)(document).flatMap(text => {
        const complaint = complaintOf(() => (0,manifest/* parsePlatform */.FL)(text));
        return complaint === undefined ? [] : [{ path: ['platform'], says: `\`platform\` ${complaint}` }];
    });
}
/** What a parser throws continues a sentence that begins with the name of what was given. */
function complaintOf(parse) {
    try {
        parse();
        return undefined;
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
function migrationProblems({ migration, services, environments }) {
    const overrides = Object.entries(environments).flatMap(([name, { migration: own }]) => typeof own === 'object' && own.service !== undefined
        ? [{ path: ['environments', name, 'migration', 'service'], service: own.service }]
        : []);
    const named = [...(migration ? [{ path: ['migration', 'service'], service: migration.service }] : []), ...overrides];
    return named
        .filter(({ service }) => !Object.hasOwn(services, service))
        .map(one => stranger(one.path, one.service, services));
}
function environmentProblems(document, name) {
    const here = document.environments[name];
    if (!here)
        return [];
    const path = ['environments', name];
    const { services = {}, waves = [], requires, soak, migration } = here;
    const inWaves = waves.flat();
    return [
        ...Object.keys(services)
            .filter(service => !Object.hasOwn(document.services, service))
            .map(service => stranger([...path, 'services', service], service, document.services)),
        ...inWaves
            .filter(service => !Object.hasOwn(document.services, service))
            .map(service => stranger([...path, 'waves'], service, document.services)),
        ...inWaves
            .filter((service, index) => inWaves.indexOf(service) !== index)
            .map(service => ({
            path: [...path, 'waves'],
            says: `\`${[...path, 'waves'].join('.')}\` names ${service} twice`,
        })),
        ...requirementProblems(document, name),
        ...rateLimitProblems(document, name),
        ...(soak !== undefined && requires === undefined
            ? [
                {
                    path: [...path, 'soak'],
                    says: `\`${[...path, 'soak'].join('.')}\` needs \`requires\`: it says where the release is to be proved for so long`,
                },
            ]
            : []),
        ...(migration !== undefined && migration !== false && !document.migration
            ? [
                {
                    path: [...path, 'migration'],
                    says: `\`${path.join('.')}.migration\` changes a migration that is not there`,
                },
            ]
            : []),
        ...namingProblems(document, name),
    ];
}
function requirementProblems({ environments }, name) {
    const path = ['environments', name, 'requires'];
    const seen = [name];
    for (let next = environments[name]?.requires; next !== undefined; next = environments[next]?.requires) {
        if (!Object.hasOwn(environments, next))
            return seen.length > 1 ? [] : [stranger(path, next, environments)];
        if (next === name)
            return [{ path, says: `\`${path.join('.')}\` goes in a circle: ${[...seen, next].join(' → ')}` }];
        if (seen.includes(next))
            return [];
        seen.push(next);
    }
    return [];
}
/** What the schema cannot say of rate limits; and limits of an environment that has nothing to limit with. */
function rateLimitProblems(document, name) {
    const path = ['environments', name, 'rate-limits'];
    const here = document.environments[name];
    const strangers = Object.keys(here?.['rate-limits'] ?? {}).filter(limit => !Object.hasOwn(document['rate-limits'] ?? {}, limit));
    const limits = (0,deploy_manifest_declared.rateLimitsOf)(document, name);
    const reading = here?.['web-acl'] === undefined || Object.keys(limits).length === 0
        ? undefined
        : (0,rate_rule_fields/* readRateRules */._b)(limits, 'rate-limits');
    const without = { path, says: `\`${path.join('.')}\` needs \`web-acl\`: it says whose rules they are` };
    return [
        ...strangers.map(limit => stranger([...path, limit], limit, document['rate-limits'] ?? {})),
        ...(here?.['rate-limits'] !== undefined && here['web-acl'] === undefined ? [without] : []),
        ...(reading?.is === 'wrong' ? reading.mistakes.map(says => ({ path: ['rate-limits'], says })) : []),
    ];
}
/** Two services of one ECS name, none at all, and paths that nobody can ask. */
function namingProblems(document, name) {
    if (serviceProblemsOf(document))
        return [];
    const path = ['environments', name];
    const declared = (0,deploy_manifest_declared.declaredOf)(document, name);
    if (!declared)
        return [];
    const byName = Map.groupBy(declared.services, ({ service }) => service);
    const alike = [...byName].filter(([, those]) => those.length > 1);
    return [
        ...alike.map(([service, those]) => ({
            path,
            says: `\`${path.join('.')}\` calls ${those.map(one => one.name).join(' and ')} both ${service}; put \`{name}\` into \`service\``,
        })),
        ...(declared.services.length === 0 ? [{ path, says: `\`${path.join('.')}\` leaves every service out` }] : []),
    ];
}
function serviceProblemsOf(document) {
    return Object.keys(document.services).some(name => serviceProblems(document, name).length > 0);
}
function stranger(path, name, known) {
    return {
        path,
        says: `\`${path.join('.')}\` names ${name}, which is not there; there are ${Object.keys(known).join(', ')}`,
    };
}

// EXTERNAL MODULE: ./shared/core/attestation.ts
var attestation = __webpack_require__(5010);
// EXTERNAL MODULE: ./shared/core/scan-verdict.ts
var scan_verdict = __webpack_require__(3107);
;// CONCATENATED MODULE: ./shared/core/deploy-manifest/schema.ts


/*
 * The manifest, `.github/deploy.yml`, as a JSON Schema: validation, types, the editor's help and the reference page
 * come from it. `title` continues "it takes …" in a message; `description` is for the reader of the page.
 */
const schema_name = {
    type: 'string',
    title: 'a name of letters, digits, `.`, `_` and `-`',
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$',
};
const duration = {
    type: 'string',
    title: 'a duration such as 90s, 15m or 1h',
    pattern: '^[1-9][0-9]{0,5}(s|m|h)$',
};
const template = {
    type: 'string',
    title: 'a service name, in which `{name}` and `{environment}` may stand',
    pattern: '^([A-Za-z0-9_-]|\\{(name|environment)\\})+$',
};
const schema_image = {
    type: 'string',
    title: 'a repository (its tag is then the commit), or an image with its tag or digest that was built elsewhere',
    minLength: 1,
};
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
};
const healthPath = {
    type: 'string',
    title: 'a path that begins with `/`',
    description: 'Asked at the `url` of the environment once the services are proved.',
    pattern: '^/[^\\s]*$',
};
const url = {
    type: 'string',
    title: 'an address that begins with https://',
    pattern: '^https?://[^\\s]+$',
};
const shellLine = { type: 'string', title: 'a command line', minLength: 1 };
const command = {
    type: ['string', 'array'],
    title: 'a command line, or a list of its words',
    minLength: 1,
    items: { type: 'string', title: 'a word' },
    minItems: 1,
};
const base = {
    type: 'string',
    title: '`service`, `latest`, or the path of a task definition file, in which `{service}` may stand',
    description: 'What new revisions are made of: the revision that the service runs (`service`), the newest one of its family (`latest`), as where Terraform registers them and ignores which one is deployed, or a file. Default is `service`.',
    minLength: 1,
};
const infrastructureCommand = {
    ...shellLine,
    description: 'Run between the migration and the deployment, in the checkout of the release, such as `npx cdk deploy`.',
};
const smokeTestCommand = {
    ...shellLine,
    description: 'Run once the services are proved. A failure counts like that of a service.',
};
const publishCommand = {
    ...shellLine,
    description: 'Run last of all, once everything is proved, for what is no container, such as a static site. It should be safe to run twice.',
};
const imageGates = {
    'fail-on-severity': {
        type: 'string',
        title: '`critical`, `high`, `medium`, `low` or `informational`',
        description: 'Images with findings of this severity or a worse one are refused, and so are those without a scan.',
        enum: scan_verdict/* severities */.gO,
    },
    attestation: {
        type: 'string',
        title: 'a workflow such as my-org/my-repo/.github/workflows/build.yml',
        description: 'The workflow that must have attested every image that is built here.',
        pattern: attestation/* signerWorkflow */.EW,
    },
    'require-signature': {
        type: 'boolean',
        title: 'true or false',
        description: 'Whether Amazon ECR’s managed signing must have signed every image.',
    },
};
const migrationMembers = {
    service: {
        ...schema_name,
        description: 'The service whose network, roles and revision the migration uses, by its name here.',
    },
    container: { ...schema_name, description: 'The container whose exit code counts. Default is the only essential one.' },
    command: { ...command, description: 'What runs in that container.' },
    timeout: { ...duration, description: 'How long the migration may take. Default is 30m.' },
};
const texts = (title, item) => ({
    type: ['string', 'array'],
    title,
    minLength: 1,
    items: { type: 'string', title: item, minLength: 1 },
    minItems: 1,
});
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
};
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
};
const service = {
    type: 'object',
    title: 'a service with its `image`',
    properties: {
        image: { ...schema_image, description: 'The image of the container that has the service’s name, or of the only one.' },
        build,
        container: { ...schema_name, description: 'The container that gets the image, where the service has several.' },
        containers: {
            type: 'object',
            title: 'containers with their images',
            description: 'Images of several containers, by the containers’ names, instead of `image`.',
            minProperties: 1,
            propertyNames: schema_name,
            additionalProperties: {
                type: ['string', 'object'],
                title: 'an image, or `image` and `build`',
                minLength: 1,
                properties: { image: schema_image, build },
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
};
const environmentService = {
    type: ['object', 'boolean'],
    title: 'what differs in this environment, or false where the service is not in it',
    properties: {
        service: { ...template, description: 'The name of the ECS service in this environment.' },
        container: { ...schema_name, description: 'The container that gets the image.' },
        health: { ...healthPath, description: 'The health path in this environment.' },
        url: { ...url, description: 'Where the service answers, if not at the `url` of the environment.' },
    },
    additionalProperties: false,
};
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
            propertyNames: schema_name,
            additionalProperties: environmentService,
        },
        requires: { ...schema_name, description: 'The environment in which a release must have been proved before.' },
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
            items: { type: 'array', title: 'names of services', items: schema_name, minItems: 1 },
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
            propertyNames: schema_name,
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
};
const schema = {
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
            propertyNames: schema_name,
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
            propertyNames: schema_name,
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
            propertyNames: schema_name,
            additionalProperties: environment,
        },
    },
    required: ['services', 'environments'],
    additionalProperties: false,
};

;// CONCATENATED MODULE: ./shared/core/deploy-manifest/read.ts







/** More is no configuration: a few lines of aliases can stand for gigabytes. */
const mostAliases = 10;
/**
 * Reads a manifest. Every mistake is a sentence that begins with its line and column, and all come at once. The
 * document is plain data: keys that would reach an object's prototype are ordinary names or refused ones.
 */
function readManifest(text) {
    const lines = new dist/* LineCounter */.HN();
    const yaml = (0,dist/* parseDocument */.Tp)(text, { version: '1.2', schema: 'core', lineCounter: lines, prettyErrors: false });
    const placed = ({ at, says }) => {
        const { line, col } = lines.linePos(at);
        return `line ${line}, column ${col}: ${says}`;
    };
    const unreadable = [...yaml.errors, ...yaml.warnings].map(({ pos, message }) => ({ at: pos[0], says: message }));
    if (unreadable.length > 0)
        return { is: 'wrong', mistakes: unreadable.map(placed) };
    const plain = plainData(yaml);
    if (plain.is === 'wrong')
        return plain;
    const validate = new ajv.Ajv({ allErrors: true, allowUnionTypes: true, verbose: true }).compile(schema);
    const mistakes = validate(plain.document)
        ? contradictions(plain.document).map(({ path, says }) => ({ at: startOf(nearestNode(yaml, path)), says }))
        : (validate.errors ?? []).flatMap(error => mistakeOf(yaml, error));
    if (mistakes.length === 0)
        return { is: 'read', document: plain.document };
    return { is: 'wrong', mistakes: [...new Set(mistakes.toSorted((a, b) => a.at - b.at).map(placed))] };
}
function plainData(yaml) {
    try {
        return { is: 'plain', document: yaml.toJS({ maxAliasCount: mostAliases }) };
    }
    catch {
        return { is: 'wrong', mistakes: [`it has more than ${mostAliases} aliases; write out what they stand for`] };
    }
}
function mistakeOf(yaml, error) {
    const { keyword, params, instancePath, parentSchema, propertyName, data } = error;
    const path = pathOf(instancePath);
    const node = path.length === 0 ? yaml.contents : yaml.getIn(path, true);
    const takes = `it takes ${String(parentSchema?.['title'] ?? 'something else')}`;
    const { additionalProperty, missingProperty } = params;
    if (propertyName !== undefined)
        return [
            { at: keyOffset(node, propertyName), says: `${placeText(path)} names ${(0,choice/* shownValue */.J)(propertyName)}; ${takes}` },
        ];
    if (additionalProperty !== undefined) {
        const unknown = placeText([...path, additionalProperty]);
        const says = `${unknown} is not known here; ${read_nearest(additionalProperty, parentSchema)}`;
        return [{ at: keyOffset(node, additionalProperty), says }];
    }
    const place = placeText(path);
    if (missingProperty !== undefined)
        return [{ at: startOf(node), says: `${place} has no \`${missingProperty}\`` }];
    // The name itself was told above, with what it takes.
    if (keyword === 'propertyNames')
        return [];
    if (keyword === 'uniqueItems')
        return [{ at: startOf(node), says: `${place} says the same twice` }];
    return [{ at: startOf(node), says: `${place} is ${(0,choice/* shownValue */.J)(data)}; ${takes}` }];
}
function read_nearest(key, parentSchema) {
    const known = Object.keys((parentSchema?.['properties'] ?? {}));
    const [best] = (0,nearest/* nearestFirst */.F)(key, known);
    const near = best !== undefined && (0,mod/* distance */.Io)(key, best) <= Math.max(2, key.length / 3);
    return `${near ? `did you mean \`${best}\`? ` : ''}It takes ${known.map(one => `\`${one}\``).join(', ')}`;
}
function pathOf(instancePath) {
    const parts = instancePath.split('/').slice(1);
    return parts.map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
function placeText(path) {
    return path.length === 0 ? 'the manifest' : `\`${path.join('.')}\``;
}
/** The node at a path, or the nearest around it that is there. */
function nearestNode(yaml, path) {
    const node = path.length === 0 ? yaml.contents : yaml.getIn(path, true);
    return (0,dist/* isNode */.Ll)(node) || path.length === 0 ? node : nearestNode(yaml, path.slice(0, -1));
}
function keyOffset(node, key) {
    const pair = (0,dist/* isMap */.jh)(node) ? node.items.find(item => (0,dist/* isScalar */.jn)(item.key) && String(item.key.value) === key) : undefined;
    return startOf(pair?.key);
}
function startOf(node) {
    return (0,dist/* isNode */.Ll)(node) ? (node.range?.[0] ?? 0) : 0;
}


/***/ }),

/***/ 9413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   RB: () => (/* binding */ sameRepository),
/* harmony export */   Uq: () => (/* binding */ shortImage),
/* harmony export */   f1: () => (/* binding */ imageText),
/* harmony export */   gO: () => (/* binding */ ecrRegistry),
/* harmony export */   y_: () => (/* binding */ pin),
/* harmony export */   zZ: () => (/* binding */ parseImage)
/* harmony export */ });
// The grammar of github.com/distribution/reference. ECR adds that a repository has at most 256 characters.
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$/;
const LONGEST_REPOSITORY = 256;
const REGISTRY = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/**
 * Reads an image reference.
 *
 * @throws Error whose message completes a sentence that begins with the name of what was given: `` `image` `` + `is
 * "Foo Bar"; it takes …`.
 */
function parseImage(text) {
    const [named = '', digest, ...more] = text.split('@');
    const { registry, path } = splitRegistry(named);
    const [repository = '', tag, ...rest] = path.split(':');
    const valid = more.length === 0 &&
        rest.length === 0 &&
        repository.length <= LONGEST_REPOSITORY &&
        REPOSITORY.test(repository) &&
        (registry === undefined || REGISTRY.test(registry)) &&
        (tag === undefined || TAG.test(tag)) &&
        (digest === undefined || isDigest(digest));
    if (!valid) {
        throw new Error(`is ${JSON.stringify(text)}; it takes repository, repository:tag or registry/repository@sha256:… (lower case)`);
    }
    return { ...(registry && { registry }), repository, ...(tag && { tag }), ...(digest && { digest }) };
}
/** Docker's rule: what precedes the first slash is a host only if it looks like one. */
function splitRegistry(named) {
    const slash = named.indexOf('/');
    const first = named.slice(0, Math.max(slash, 0));
    const isHost = /[.:]/.test(first) || first === 'localhost';
    return isHost ? { registry: first, path: named.slice(slash + 1) } : { path: named };
}
/** Whether the text is a content digest, `sha256:…` or `sha512:…`. */
function isDigest(text) {
    return DIGEST.test(text);
}
/** The reference as text, as {@link parseImage} reads it. */
function imageText({ registry, repository, tag, digest }) {
    const host = registry === undefined ? '' : `${registry}/`;
    return `${host}${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
/** For a line of a log: the repository without its registry, and twelve digits of a commit or digest. */
function shortImage(text = 'none') {
    const withoutRegistry = text.replace(/^[^/]*[.:][^/]*\//, '');
    return withoutRegistry.replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, '$1');
}
/**
 * The text that is registered in a task definition: `registry/repository@sha256:…`. The tag stays out of it: beside a
 * digest it decides nothing, and it would read as if it did when it is moved later.
 *
 * @throws Error if the digest is not one.
 */
function pin({ registry, repository }, digest) {
    if (!isDigest(digest))
        throw new Error(`${repository} cannot be pinned to ${JSON.stringify(digest)}: it is no digest`);
    return imageText({ ...(registry && { registry }), repository, digest });
}
/** Whether both name the same repository of the same registry, whatever the tag, the digest and the spelling. */
function sameRepository(a, b) {
    return home(a) === home(b);
}
const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);
/** One spelling for each repository: hosts have several names, and Docker Hub's official images have a short form. */
function home({ registry, repository }) {
    const host = registry?.toLowerCase() ?? 'docker.io';
    if (DOCKER_HUB.has(host))
        return `docker.io/${repository.includes('/') ? repository : `library/${repository}`}`;
    const ecr = ecrRegistry(host);
    return ecr ? `ecr:${ecr.account}:${ecr.region}/${repository}` : `${host}/${repository}`;
}
// One for each partition of AWS, and the dual-stack (`dkr-ecr.<region>.on.aws`) ones. A closed list on purpose: a host
// that only begins like ECR's is somebody else's. Source: host pattern of awslabs/amazon-ecr-credential-helper.
const ECR_DOMAINS = new Set([
    'amazonaws.com',
    'amazonaws.com.cn',
    'amazonaws.eu',
    'on.aws',
    'on.amazonwebservices.com.cn',
    'c2s.ic.gov',
    'sc2s.sgov.gov',
    'cloud.adc-e.uk',
    'csp.hci.ic.gov',
]);
/** Account, region and domain of an ECR host, FIPS and dual-stack hosts included; undefined for any other host. */
function ecrRegistry(host) {
    const [, account, region, domain] = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(.+)$/.exec(host) ?? [];
    if (account === undefined || region === undefined || domain === undefined || !ECR_DOMAINS.has(domain))
        return undefined;
    return { account, region, domain };
}


/***/ }),

/***/ 5796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ isJsonObject)
/* harmony export */ });
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 2083:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   TD: () => (/* binding */ readConfiguration),
/* harmony export */   VQ: () => (/* binding */ platformText),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   k8: () => (/* binding */ runsOn),
/* harmony export */   nw: () => (/* binding */ digestsOf),
/* harmony export */   xu: () => (/* binding */ serves)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5796);

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';
const DOCKER_IMAGE = 'application/vnd.docker.distribution.manifest.v2+json';
// A registry holds more than images (charts, signatures, bundles). Only these configurations and layers are images'.
const CONFIGURATIONS = new Set([
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
]);
const LAYER = /^application\/vnd\.(?:oci\.image\.layer|docker\.image\.rootfs)\./;
/** What a platform is called when the index does not name it; BuildKit writes it for attestations. */
const UNKNOWN = 'unknown';
/** Reads the manifest that a registry holds under a digest: Docker's and OCI's, of one image or of an index. */
function readManifest(text) {
    const manifest = parse(text);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(manifest))
        return { is: 'unreadable', why: 'it is not a JSON object' };
    if (manifest['schemaVersion'] === 1)
        return { is: 'unreadable', why: 'it is of the withdrawn schema version 1' };
    // In OCI manifests `mediaType` is optional; then the members tell what it is.
    const mediaType = textOf(manifest['mediaType']);
    const read = readers.get(mediaType ?? (Array.isArray(manifest['manifests']) ? OCI_INDEX : OCI_IMAGE));
    return read ? read(manifest) : { is: 'unreadable', why: `its media type is ${JSON.stringify(mediaType)}` };
}
const readers = new Map([
    [OCI_INDEX, manifest => readIndex(manifest, OCI_INDEX)],
    [DOCKER_INDEX, manifest => readIndex(manifest, DOCKER_INDEX)],
    [OCI_IMAGE, manifest => readImage(manifest, OCI_IMAGE)],
    [DOCKER_IMAGE, manifest => readImage(manifest, DOCKER_IMAGE)],
]);
function readImage(manifest, mediaType) {
    const configuration = manifest['config'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(configuration))
        return { is: 'unreadable', why: 'it has no configuration' };
    const foreign = foreignType(manifest, configuration);
    if (foreign !== undefined) {
        return { is: 'unreadable', why: `it is no container image but holds ${JSON.stringify(foreign)}` };
    }
    const digest = textOf(configuration['digest']);
    return { is: 'image', mediaType, ...(digest !== undefined && { configuration: digest }) };
}
/** What a manifest holds if it is no container image: older signatures and attestations show it in their layers only. */
function foreignType({ artifactType, layers }, configuration) {
    const type = textOf(artifactType) ?? textOf(configuration['mediaType']);
    if (type !== undefined && !CONFIGURATIONS.has(type))
        return type;
    const contents = (Array.isArray(layers) ? layers.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O) : []).map(layer => textOf(layer['mediaType']));
    return contents.some(content => content === undefined || LAYER.test(content)) ? undefined : contents[0];
}
function readIndex(index, mediaType) {
    const entries = index['manifests'];
    if (!Array.isArray(entries))
        return { is: 'unreadable', why: 'it lists no manifests' };
    const descriptors = entries.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O);
    const images = descriptors.filter(descriptor => !isAttached(descriptor)).map(readDescriptor);
    const complete = images.filter(image => image !== undefined);
    if (descriptors.length < entries.length || complete.length < images.length) {
        return { is: 'unreadable', why: 'it lists a manifest without a digest' };
    }
    return { is: 'index', mediaType, images: complete, attestations: descriptors.length - complete.length };
}
/** Whether an entry of an index is about another entry: an attestation of BuildKit, a signature, an SBOM. */
function isAttached({ platform, annotations, artifactType }) {
    const refers = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(annotations) && 'vnd.docker.reference.type' in annotations;
    const nowhere = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(platform) && platform['os'] === UNKNOWN && platform['architecture'] === UNKNOWN;
    return refers || nowhere || (typeof artifactType === 'string' && !CONFIGURATIONS.has(artifactType));
}
function readDescriptor({ digest, platform }) {
    if (typeof digest !== 'string')
        return undefined;
    return { digest, platform: readPlatform(platform) ?? { os: UNKNOWN, architecture: UNKNOWN } };
}
/**
 * The platform that an image's configuration states, from the text that its manifest's `configuration` names; undefined
 * if it states none.
 */
function readConfiguration(text) {
    return readPlatform(parse(text));
}
/** An index's `platform` and an image's configuration name the members alike. */
function readPlatform(stated) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(stated))
        return undefined;
    const os = textOf(stated['os']);
    const architecture = textOf(stated['architecture']);
    const variant = textOf(stated['variant']);
    const osVersion = textOf(stated['os.version']);
    if (os === undefined || architecture === undefined)
        return undefined;
    return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** `linux/arm64/v8`; with a Windows version, as containerd writes it, `windows(10.0.20348)/amd64`. */
function platformText({ os, architecture, variant, osVersion }) {
    const system = osVersion === undefined ? os : `${os}(${osVersion})`;
    return [system, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}
/**
 * Reads a platform as {@link platformText} writes it.
 *
 * @throws Error whose message completes a sentence that begins with the name of what was given.
 */
function parsePlatform(text) {
    const match = /^([a-z]+)(?:\(([\w. -]+)\))?\/([a-z0-9_]+)(?:\/([a-z0-9]+))?$/i.exec(text);
    const [, os, osVersion, architecture, variant] = match ?? [];
    if (os === undefined || architecture === undefined) {
        throw new Error(`is ${JSON.stringify(text)}; it takes a platform such as linux/amd64 or linux/arm64`);
    }
    return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) };
}
/** Whether the manifest holds an image that runs on the wanted platform. */
function serves(manifest, wanted) {
    if (manifest.is !== 'index')
        return 'unknown';
    if (manifest.images.some(({ platform }) => runsOn(platform, wanted)))
        return 'yes';
    return manifest.images.some(({ platform }) => platform.os === UNKNOWN) ? 'unknown' : 'no';
}
/**
 * Whether an image built for `built` runs on `wanted`, as containerd decides it (its `platforms` package): an older
 * variant runs on a newer one, arm64 means arm64/v8, Windows images need the host's build. Not followed is that it also
 * takes 32-bit images on 64-bit hosts: nobody who deploys one means to.
 */
function runsOn(built, wanted) {
    const [image, host] = [normal(built), normal(wanted)];
    return (image.os === host.os &&
        image.architecture === host.architecture &&
        variantRuns(image.variant, host.variant) &&
        sameBuild(image.osVersion, host.osVersion));
}
const ARCHITECTURES = new Map([
    ['x86_64', 'amd64'],
    ['x86-64', 'amd64'],
    ['aarch64', 'arm64'],
    ['i386', '386'],
]);
/** The variant that is meant when none is written. */
const VARIANTS = new Map([
    ['amd64', 'v1'],
    ['arm64', 'v8'],
    ['arm', 'v7'],
]);
function normal({ os, architecture, variant, osVersion }) {
    const lower = architecture.toLowerCase();
    const name = ARCHITECTURES.get(lower) ?? lower;
    return { os: os.toLowerCase(), architecture: name, variant: variant?.toLowerCase() ?? VARIANTS.get(name), osVersion };
}
function variantRuns(built, wanted) {
    if (built === wanted)
        return true;
    const [lower, upper] = [versionOf(built), versionOf(wanted)];
    return lower !== undefined && upper !== undefined && lower <= upper;
}
function versionOf(variant) {
    const [, digits] = /^v?(\d+)$/.exec(variant ?? '') ?? [];
    return digits === undefined ? undefined : Number(digits);
}
/** `10.0.20348.2527` and `10.0.20348.1`: what follows the build is its updates. */
function sameBuild(built, wanted) {
    const build = (version) => version.split('.').slice(0, 3).join('.');
    return built === undefined || wanted === undefined || build(built) === build(wanted);
}
/**
 * Every digest under which a task that runs this image may report it: its own, and the images of an index. Which of
 * them Fargate reports for an image of several platforms is not documented.
 *
 * @param own digest of the manifest itself.
 */
function digestsOf(manifest, own) {
    const children = manifest.is === 'index' ? manifest.images.map(image => image.digest) : [];
    return [...new Set([own, ...children])];
}


/***/ }),

/***/ 7874:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ nearestFirst)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);

/** The names, those first that look most like the one that somebody wrote. */
function nearestFirst(written, names) {
    return names.toSorted((one, other) => (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(written, one) - (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(written, other));
}


/***/ }),

/***/ 3107:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CV: () => (/* binding */ judgeScans),
/* harmony export */   gO: () => (/* binding */ severities),
/* harmony export */   sJ: () => (/* binding */ lateScan)
/* harmony export */ });
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9724);


/** Severities that findings may be refused from, the worst first. */
const severities = ['critical', 'high', 'medium', 'low', 'informational'];
/** Whether an image may be deployed, where findings of this severity and worse refuse it. */
function judgeScans(image, threshold) {
    const parts = partsOf(image);
    const scans = [...parts.map(({ scan }) => scan), ...(image.index ? [image.index] : [])];
    const found = foundIn(scans.filter(scan => scan.is === 'done'));
    const shown = countsText(found.counts);
    if (refuses(found, threshold))
        return { is: 'refused', shown, ...refusalText(found, threshold) };
    const problem = parts.flatMap(part => problemWith(part, image) ?? [])[0];
    if (problem)
        return problem;
    const open = parts.find(({ scan }) => isUnderWay(scan, image));
    if (open)
        return { is: 'waiting', for: `the scan of ${nameOf(open)} is ${statusOf(open.scan)}` };
    return { is: 'passed', shown };
}
/** The verdict on a scan that was still under way when there was no more time. */
function lateScan(waitedFor) {
    const next = 'run this again when it is done, or give it more time (`timeout`)';
    return {
        is: 'refused',
        shown: 'not scanned yet',
        why: `${waitedFor}, and there was no more time to wait for it`,
        next,
    };
}
/** Where a registry scans an index as a whole, that stands for the only image in it; of several it tells nothing. */
function partsOf({ parts, index }) {
    const [only, ...more] = parts;
    if (only?.scan.is !== 'none' || more.length > 0 || index?.is !== 'done')
        return parts;
    return [{ ...only, scan: index }];
}
function foundIn(scans) {
    const open = scans.flatMap(({ findings }) => findings.filter(({ isOpen }) => isOpen));
    const findings = [...new Map(open.map(one => [keyOf(one), one])).values()].toSorted(worstFirst);
    const words = [
        ...new Set([...findings.map(wordOf), ...scans.flatMap(({ counts }) => Object.keys(counts).map(small))]),
    ];
    const counts = words.map(word => {
        const listed = findings.filter(one => wordOf(one) === word).length;
        return [word, listed + Math.max(0, ...scans.map(scan => unlisted(scan, word)))];
    });
    return { findings, counts: new Map(counts.filter(([, count]) => count > 0)) };
}
/** Findings that the registry counts and does not list: they count as open. */
function unlisted({ findings, counts }, word) {
    const counted = Object.entries(counts).reduce((sum, [name, count]) => sum + (small(name) === word ? count : 0), 0);
    return counted - findings.filter(one => wordOf(one) === word).length;
}
const small = (word) => word.toLowerCase();
const wordOf = ({ severity }) => small(severity);
const keyOf = (one) => JSON.stringify([one.name, one.package, one.version, one.severity]);
/** 0 is the worst. What nobody has rated comes after all that somebody has. */
function rankOf(word) {
    const rank = severities.findIndex(known => known === word);
    return rank < 0 ? severities.length : rank;
}
/** The worst first; of one severity, those that can be mended. */
function worstFirst(a, b) {
    return (rankOf(wordOf(a)) - rankOf(wordOf(b)) ||
        Number(b.fixedIn !== '') - Number(a.fixedIn !== '') ||
        a.name.localeCompare(b.name, 'en'));
}
/** The lowest severity lets nothing pass, also not what nobody has rated. */
function reaches(word, threshold) {
    return threshold === 'informational' || rankOf(word) <= rankOf(threshold);
}
function refuses({ counts }, threshold) {
    return [...counts.keys()].some(word => reaches(word, threshold));
}
/** As many findings as a message names. */
const named = 5;
function refusalText({ findings, counts }, threshold) {
    const over = findings.filter(one => reaches(wordOf(one), threshold));
    const total = [...counts].reduce((sum, [word, count]) => sum + (reaches(word, threshold) ? count : 0), 0);
    const shown = over.slice(0, named).map(findingText);
    const more = total - shown.length;
    const rest = more > 0 ? [shown.length > 0 ? `and ${more} more` : `${more} that ECR does not list`] : [];
    const mends = over.some(({ fixedIn }) => fixedIn !== '');
    return {
        why: `scanning found ${countsText(counts)}, and \`fail-on-severity\` is ${threshold}: ${[...shown, ...rest].join('; ')}`,
        next: `${mends ? 'update what has a fix' : 'update the base image and the packages'}, and build again. Where scanning is enhanced, what does not apply to you can be suppressed in Amazon Inspector`,
    };
}
function findingText(finding) {
    const [name, affected, version, fixedIn] = [finding.name, finding.package, finding.version, finding.fixedIn].map(own);
    const where = affected ? ` in ${[affected, version].filter(Boolean).join(' ')}` : '';
    return `${name || 'a finding without a name'} (${own(wordOf(finding))})${where}${fixedIn ? `, fixed in ${fixedIn}` : ''}`;
}
/** A text of others as a part of a sentence of ours. */
function own(text) {
    return (0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(text), 80);
}
/** `2 critical, 1 high`. */
function countsText(counts) {
    const worst = [...counts].toSorted(([a], [b]) => rankOf(a) - rankOf(b) || a.localeCompare(b, 'en'));
    return worst.map(([word, count]) => `${count} ${own(word)}`).join(', ') || 'nothing found';
}
const underWay = ['PENDING', 'IN_PROGRESS'];
/** Milliseconds after a push in which a scan may not have begun yet. */
const soon = 120_000;
function isUnderWay(scan, { age = Infinity }) {
    return scan.is === 'not-done' ? underWay.includes(scan.status) : scan.is === 'none' && age < soon;
}
function statusOf(scan) {
    return scan.is === 'not-done' ? scan.status : 'not begun';
}
function nameOf({ platform }) {
    return platform === '' ? 'the image' : `its image for ${platform}`;
}
/** Why a scan tells nothing; undefined where it tells, or will. */
function problemWith(part, image) {
    const { scan, digest } = part;
    if (scan.is === 'done' || isUnderWay(scan, image))
        return undefined;
    const name = nameOf(part);
    if (scan.is === 'unread') {
        const next = (scan.next ?? 'run this again').replace(/\.$/, '');
        return { is: 'unknown', shown: 'not seen', why: `the scan of ${name} could not be seen: ${scan.why}`, next };
    }
    const again = `\`aws ecr start-image-scan --repository-name ${image.repository} --image-id imageDigest=${digest}\``;
    if (scan.is === 'none') {
        const next = `let the registry scan what is pushed to ${image.repository} (basic or enhanced scanning), and scan this image: ${again}`;
        return { is: 'refused', shown: 'no scan', why: `${name} was never scanned, which is not the same as clean`, next };
    }
    const status = own(scan.status);
    const description = own(scan.description).replace(/\.$/, '');
    const told = `${status}${description ? `, ${description}` : ''}`;
    const known = ends.get(scan.status);
    if (!known) {
        const next = 'look at it in the registry; this status is new to these actions';
        return { is: 'unknown', shown: status, why: `the scan of ${name} has the status ${told}`, next };
    }
    return { is: 'refused', shown: known.shown, why: `${name} ${known.why} (${told})`, next: known.next(again) };
}
/** How a scan may end without findings to go by. */
const ends = new Map([
    [
        'FAILED',
        {
            shown: 'scan failed',
            why: 'could not be scanned',
            next: again => `scan it again (${again}); where that fails as well, build on a base image that can be scanned`,
        },
    ],
    [
        'UNSUPPORTED_IMAGE',
        {
            shown: 'cannot be scanned',
            why: 'cannot be scanned',
            next: () => 'build on an operating system that the registry can scan; enhanced scanning knows more than basic',
        },
    ],
    [
        'FINDINGS_UNAVAILABLE',
        {
            shown: 'findings lost',
            why: 'was scanned, but its findings are not there any more',
            next: again => `scan it again (${again}), or push it again where scanning is enhanced`,
        },
    ],
    [
        'SCAN_ELIGIBILITY_EXPIRED',
        {
            shown: 'scan expired',
            why: 'is not scanned any more, so what is known of it is old',
            next: () => 'raise the re-scan duration of Amazon Inspector, or build the release again',
        },
    ],
    [
        'IMAGE_ARCHIVED',
        {
            shown: 'archived',
            why: 'is archived, and is not scanned there',
            next: () => 'restore it in the registry (UpdateImageStorageClass), or build it again',
        },
    ],
    [
        'LIMIT_EXCEEDED',
        {
            shown: 'not scanned',
            why: 'was not scanned, because a quota of scans was reached',
            next: again => `scan it again when the quota allows (${again})`,
        },
    ],
]);


/***/ }),

/***/ 9724:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KW: () => (/* binding */ age),
/* harmony export */   Nx: () => (/* binding */ capital),
/* harmony export */   X_: () => (/* binding */ dayAndTime),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   vI: () => (/* binding */ shortened),
/* harmony export */   vk: () => (/* binding */ elapsed)
/* harmony export */ });
/** `1 service`, `3 services`. */
function counted(number, thing) {
    return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
/** The text as the beginning of a sentence. */
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** The text with at most so many characters; what was cut is an ellipsis. */
function shortened(text, most) {
    if (text.length <= most)
        return text;
    // A character outside the basic plane is two units long; half of it would be no text.
    return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
const day = 86_400_000;
/** How long ago something was: `3 days`, and shorter times as durations. */
function age(ms) {
    return ms >= 2 * day ? counted(Math.floor(ms / day), 'day') : elapsed(ms);
}
/** `2026-11-20 09:14Z`, for a time in milliseconds since 1970. */
function dayAndTime(at) {
    return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}
/** A duration as people say it: `45s`, `3m 20s`, `1h 5m`. */
function elapsed(ms) {
    const seconds = Math.round(ms / 1_000);
    if (seconds < 60)
        return `${seconds}s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m ${seconds % 60}s`;
    return minutes % 60 === 0 ? `${Math.floor(minutes / 60)}h` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}


/***/ })

};
