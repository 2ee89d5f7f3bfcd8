export const id = 184;
export const ids = [184];
export const modules = {

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


/***/ })

};
