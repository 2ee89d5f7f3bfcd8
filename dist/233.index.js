export const id = 233;
export const ids = [233,184];
export const modules = {

/***/ 469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   waitHealthy: () => (/* binding */ waitHealthy)
/* harmony export */ });
/* harmony import */ var _shared_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4266);
/* harmony import */ var _shared_core_deploy_manifest_names_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6744);
/* harmony import */ var _shared_core_health_url_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2412);
/* harmony import */ var _shared_core_summary_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1199);
/* harmony import */ var _shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8573);
/* harmony import */ var _shared_phases_prove_conclude_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3285);
/* harmony import */ var _shared_phases_prove_report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3174);
/* harmony import */ var _shared_phases_prove_health_urls_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5953);
/* harmony import */ var _shared_phases_prove_run_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5751);
/* harmony import */ var _shared_phases_prove_targets_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5580);










const inputs = {
    cluster: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq),
    services: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_),
    deployments: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(raw => (0,_shared_phases_prove_targets_js__WEBPACK_IMPORTED_MODULE_8__/* .readTargets */ .R)((0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .json */ .Pq)(raw))),
    'health-urls': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)((0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)((address) => ({ url: (0,_shared_core_health_url_js__WEBPACK_IMPORTED_MODULE_1__/* .parseHealthUrl */ .Dk)(address) }))),
    'health-json': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(_shared_core_health_url_js__WEBPACK_IMPORTED_MODULE_1__/* .parseMemberPath */ .bT),
    'health-value': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq),
    'health-status': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)(_shared_core_health_url_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStatusRanges */ .C2),
    'health-timeout': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .duration */ .p0),
    'allow-private-urls': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt),
    alarms: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_),
    bake: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .duration */ .p0),
    'allow-zero': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt),
    'fail-fast': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt),
    timeout: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .duration */ .p0),
};
/** Follows exactly the given deployments to their end, and proves what runs then. */
const waitHealthy = (0,_shared_action_js__WEBPACK_IMPORTED_MODULE_0__/* .action */ .XI)({
    title: 'Wait until healthy',
    inputs,
    outputs: ['outcome', 'report'],
    defaults: ({ declared }) => (declared ? defaultsOf(declared) : {}),
    translate: (given, declared) => ({
        ...given,
        services: given.services?.map(name => (0,_shared_core_deploy_manifest_names_js__WEBPACK_IMPORTED_MODULE_9__/* .ecsName */ .p)(declared, name)) ?? servicesOf(given, declared),
    }),
    check: given => [...checkTargets(given.services, given.deployments), ...checkUrls(given), ...checkMembers(given)],
    async run(given, context) {
        const { cluster, timeout } = given;
        const until = context.clock.now() + timeout;
        const conclusion = await (0,_shared_phases_prove_conclude_js__WEBPACK_IMPORTED_MODULE_4__/* .conclude */ .E)({
            cluster,
            targets: given.deployments ?? (given.services ?? []).map(service => ({ service })),
            health: healthOf(given),
            alarms: given.alarms ?? [],
            bake: given.bake ?? 0,
            allowZero: given['allow-zero'],
            failFast: given['fail-fast'],
            timeout,
            until,
            context,
            aws: context.aws({ until: until + (given.bake ?? 0), patience: _shared_phases_prove_run_js__WEBPACK_IMPORTED_MODULE_7__/* .lookPatience */ .b }),
        });
        return {
            outcome: conclusion.outcome,
            ...(0,_shared_phases_prove_conclude_js__WEBPACK_IMPORTED_MODULE_4__/* .wordsOf */ .Z)(conclusion),
            outputs: { report: JSON.stringify((0,_shared_phases_prove_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportOf */ .EI)(conclusion)) },
            summary: `Cluster ${(0,_shared_core_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(cluster)}.\n\n${(0,_shared_phases_prove_report_js__WEBPACK_IMPORTED_MODULE_5__/* .summaryOf */ .YG)(conclusion)}`,
        };
    },
});
function defaultsOf(declared) {
    const { cluster, alarms, bake } = declared;
    // The manifest says which member tells the commit; which commit that is, says the workflow.
    const urls = (0,_shared_phases_prove_health_urls_js__WEBPACK_IMPORTED_MODULE_6__/* .healthUrlsOf */ .O)(declared, '');
    return {
        cluster,
        ...(urls.length > 0 && { 'health-urls': urls }),
        ...(alarms.length > 0 && { alarms }),
        ...(bake !== undefined && { bake }),
    };
}
/** Without `services` and `deployments` all services of the environment are followed. */
function servicesOf({ deployments }, { services }) {
    return deployments ? undefined : services.map(({ service }) => service);
}
function healthOf(given) {
    return {
        urls: (given['health-urls'] ?? []).map(one => withMember(one, given)),
        status: given['health-status'],
        timeout: given['health-timeout'],
        allowPrivate: given['allow-private-urls'],
    };
}
/** What is asked for here comes before what the manifest says of each address. */
function withMember({ url, member }, given) {
    const path = given['health-json'] ?? member?.path;
    return { url, ...(path !== undefined && { member: { path, value: given['health-value'] ?? '' } }) };
}
function checkMembers({ 'health-urls': urls = [], 'health-json': path, 'health-value': value }) {
    const asked = path !== undefined || urls.some(({ member }) => member);
    if (path !== undefined && urls.length === 0)
        return ['`health-json` needs `health-urls`: their answers are looked at'];
    if (asked && value === undefined) {
        const whose = path === undefined ? '`health-json` of the manifest' : '`health-json`';
        return [`${whose} needs \`health-value\`: what that member has to be, such as the commit that was deployed`];
    }
    if (asked || value === undefined)
        return [];
    return ['`health-value` needs `health-json`: the member of the answers that has to have this value'];
}
function checkTargets(services, deployments) {
    if (services && deployments)
        return ['`services` and `deployments` exclude each other: `deployments` names its services'];
    return (services ?? deployments) ? [] : ['`services` or `deployments` is required: they say what to wait for'];
}
/** An address that stands in the URL itself can be refused before anything is waited for. */
function checkUrls({ 'health-urls': urls = [], 'allow-private-urls': allowed }) {
    return urls.flatMap(({ url }) => {
        const problem = allowed ? undefined : (0,_shared_core_health_url_js__WEBPACK_IMPORTED_MODULE_1__/* .literalAddressProblem */ .vo)(url);
        return problem === undefined
            ? []
            : [
                `\`health-urls\` names ${(0,_shared_core_health_url_js__WEBPACK_IMPORTED_MODULE_1__/* .shownUrl */ .zA)(url)}, which is ${problem}; only \`allow-private-urls: true\` lets that be asked`,
            ];
    });
}


/***/ }),

/***/ 5985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uj: () => (/* binding */ signingInRegistry),
/* harmony export */   a1: () => (/* binding */ lookInRegistry),
/* harmony export */   oQ: () => (/* binding */ digestsInRegistry),
/* harmony export */   wN: () => (/* binding */ scanInRegistry)
/* harmony export */ });
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);

/** Looks for an image in the registry that its reference names; undefined where that is not Amazon ECR. */
async function lookInRegistry(aws, { registry, repository, wanted }) {
    const home = registry === undefined ? undefined : (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return undefined;
    const ecr = await aws.ecr(home.region);
    return (await ecr.look({ registryId: home.account, repository, wanted })).seen;
}
/** The digests of the images that carry one of these tags; undefined where the registry is not Amazon ECR. */
async function digestsInRegistry(aws, { registry, repository, tags }) {
    const home = registry === undefined ? undefined : (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return undefined;
    return (await aws.ecr(home.region)).digestsOfTags({ registryId: home.account, repository, tags });
}
/** The scan of an image in the registry where it was found. */
async function scanInRegistry(aws, { registry, repository, digest }) {
    const home = (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return { is: 'unread', ...elsewhere(registry) };
    return (await aws.ecr(home.region)).scan({ registryId: home.account, repository, digest });
}
/** How far the signing of an image is in the registry where it was found. */
async function signingInRegistry(aws, { registry, repository, digest }) {
    const home = (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return { is: 'unread', ...elsewhere(registry) };
    return (await aws.ecr(home.region)).signing({ registryId: home.account, repository, digest });
}
function elsewhere(registry) {
    return {
        why: `it is in ${registry}, which is not Amazon ECR`,
        next: 'Copy the image into Amazon ECR, and name it there.',
    };
}


/***/ }),

/***/ 6744:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ ecsImage),
/* harmony export */   p: () => (/* binding */ ecsName)
/* harmony export */ });
/** The ECS name of a service that the manifest has by this name; any other name stays as it is. */
function ecsName({ services }, name) {
    return services.find(service => service.name === name)?.service ?? name;
}
/** An image for a service of the manifest, as one for the ECS service, and for the container that the manifest names. */
function ecsImage(declared, wanted) {
    const { service, container, image } = wanted;
    const own = declared.services.find(({ name }) => name === service);
    if (!own)
        return wanted;
    const named = container ?? own.images.find(({ name }) => name === service)?.container;
    return { service: own.service, image, ...(named !== undefined && { container: named }) };
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

/***/ 6251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O6: () => (/* binding */ serviceRevisionOf),
/* harmony export */   Os: () => (/* binding */ primaryOf),
/* harmony export */   Y4: () => (/* binding */ deploymentIdOf),
/* harmony export */   oN: () => (/* binding */ isRevision),
/* harmony export */   pd: () => (/* binding */ revisionName),
/* harmony export */   s4: () => (/* binding */ lastCompleted),
/* harmony export */   vu: () => (/* binding */ isDeploymentOf)
/* harmony export */ });
/** The deployment that ECS brings the service to. */
function primaryOf(service) {
    return service.deployments.find(deployment => deployment.status === 'PRIMARY');
}
/** What to return to: the newest deployment that completed. One that is under way may yet fail. */
function lastCompleted({ deployments }) {
    const completed = deployments.filter(({ rollout }) => rollout === 'COMPLETED');
    return completed.toSorted((a, b) => b.createdAt - a.createdAt)[0];
}
/** Whether this names one revision, by its ARN or as `family:number`. A family alone is its newest one, whichever that is. */
function isRevision(text) {
    return /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[\w-]{1,255}:[1-9]\d*$/.test(text);
}
/** `api:42` of `arn:aws:ecs:…:task-definition/api:42`. */
function revisionName(taskDefinition) {
    return taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);
}
/**
 * Whether this is the service deployment of that deployment. Nothing else joins the two APIs than that the number in
 * `ecs-svc/N` is the id of the service revision it targets, `service-revision/<cluster>/<service>/N`.
 */
function isDeploymentOf({ targetRevision }, deploymentId) {
    return targetRevision.endsWith(`/${numberOf(deploymentId)}`);
}
/** The id of the deployment that a service deployment is the record of. */
function deploymentIdOf({ targetRevision }) {
    return `ecs-svc/${targetRevision.slice(targetRevision.lastIndexOf('/') + 1)}`;
}
/** The ARN of the service revision of a deployment, made from that of another deployment of the same service. */
function serviceRevisionOf(deploymentId, { targetRevision }) {
    return `${targetRevision.slice(0, targetRevision.lastIndexOf('/'))}/${numberOf(deploymentId)}`;
}
function numberOf(deploymentId) {
    return deploymentId.slice(deploymentId.indexOf('/') + 1);
}


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


/***/ }),

/***/ 5580:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readTargets)
/* harmony export */ });
/** Reads `deployments` as deploy-ecs gives it. Throws an Error that continues "`deployments` …". */
function readTargets(document) {
    const entries = Object.entries(document);
    if (entries.length === 0)
        throw new Error('names no service; it takes the output `deployments` of deploy-ecs');
    return entries.map(([service, value]) => readTarget(service, value));
}
function readTarget(service, value) {
    const ids = (typeof value === 'object' && value !== null ? value : {});
    const deploymentId = textOf(ids['deploymentId']);
    const taskDefinition = textOf(ids['taskDefinition']);
    if (!deploymentId || !taskDefinition) {
        throw new Error(`has no deploymentId or no taskDefinition for ${service}; it takes the output \`deployments\` of deploy-ecs`);
    }
    const previousDeploymentId = textOf(ids['previousDeploymentId']);
    const previousTaskDefinition = textOf(ids['previousTaskDefinition']);
    return {
        service,
        deploymentId,
        taskDefinition,
        ...(previousDeploymentId && { previousDeploymentId }),
        ...(previousTaskDefinition && { previousTaskDefinition }),
        ...(typeof ids['changed'] === 'boolean' && { changed: ids['changed'] }),
    };
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 6749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ wait)
/* harmony export */ });
/* harmony import */ var _core_pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1553);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9724);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);



const minute = 60_000;
/**
 * The one loop that waits: look, judge, sleep. It logs changes, not polls, and a sign of life every minute; it looks
 * once more at the deadline; it throws `Cancelled` as soon as the job is stopped.
 */
async function wait({ look, until, longestPause = Infinity }, { clock, random, stop, step }) {
    const began = clock.now();
    let known = [];
    let spokeAt = began;
    let pause;
    for (;;) {
        if (stop.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Cancelled */ .cJ();
        const seen = await look(clock.now());
        if (seen.is === 'ended')
            return seen;
        if (clock.now() >= until)
            return { is: 'timed-out', for: seen.for };
        const news = seen.for.filter(line => !known.includes(line));
        news.forEach(line => step.info(line));
        if (news.length === 0 && clock.now() - spokeAt >= minute) {
            step.info(`still waiting after ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .elapsed */ .vk)(clock.now() - began)}`);
            spokeAt = clock.now();
        }
        if (news.length > 0)
            spokeAt = clock.now();
        pause = (0,_core_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .nextPause */ .e$)({ last: pause, changed: news.length > 0 }, random());
        known = seen.for;
        await clock.sleep(Math.max(0, Math.min(pause, longestPause, until - clock.now())), stop);
    }
}


/***/ })

};
