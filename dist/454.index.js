export const id = 454;
export const ids = [454];
export const modules = {

/***/ 1454:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ecr: () => (/* binding */ Ecr)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8249);
/* harmony import */ var _core_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2083);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2635);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(382);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2388);






const mediaTypes = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
];
/** How many pages of 1,000 images are listed to say which ones are there: ECR does not list the newest first. */
const mostPages = 10;
/** Repositories that one call describes at most. */
const mostRepositories = 100;
/** Amazon ECR: calls, pages, translates. Decides nothing. */
class Ecr {
    client;
    caller;
    download;
    constructor(config, outside) {
        this.client = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .ECRClient */ .S70(config);
        this.caller = outside.caller;
        this.download = outside.download;
    }
    region() {
        return this.client.config.region();
    }
    /**
     * Looks for an image: two calls if it is there (BatchGetImage has the manifest, DescribeImages the status), and a
     * listing if it is not. A registry that says no is what was seen, so that a run can tell it of each of its images.
     */
    async look(search) {
        try {
            const { image, failure } = await this.getImage(search);
            if (failure)
                return { registryId: undefined, seen: { is: 'unknown', why: failure } };
            const detail = image?.imageId?.imageDigest && (await this.describe(search, image.imageId.imageDigest));
            const seen = detail ? found(detail, image) : seenIn(await this.list(search), search, image);
            return { registryId: image?.registryId, seen: await this.withPlatform(seen, search) };
        }
        catch (error) {
            return { registryId: undefined, seen: await this.seenOfError(error, search) };
        }
    }
    /** The digests of images that carry one of these tags, and of their platforms' images; none where there is none. */
    async digestsOfTags({ registryId, repository, tags }) {
        return this.caller.read({
            permission: 'ecr:BatchGetImage',
            subject: `repository ${repository}`,
            bucket: 'image read',
            send: async (abortSignal) => {
                const imageIds = tags.map(imageTag => ({ imageTag }));
                const query = { registryId, repositoryName: repository, imageIds, acceptedMediaTypes: mediaTypes };
                const { images } = await this.client.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .BatchGetImageCommand */ .P8n(query), { abortSignal });
                return (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)(images, 'images').flatMap(({ imageId, imageManifest }) => imageId?.imageDigest ? (0,_core_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestsOf */ .nw)((0,_core_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .readManifest */ .WI)(imageManifest ?? ''), imageId.imageDigest) : []);
            },
        });
    }
    /** The scan of an image with all of its findings. A registry that says no is what was seen. */
    async scan(search) {
        try {
            const pages = await (0,_pages_js__WEBPACK_IMPORTED_MODULE_5__/* .everyPage */ .L)(nextToken => this.scanPage(search, nextToken));
            return scanOf(pages);
        }
        catch (error) {
            if (error instanceof _call_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy && error.is('ScanNotFoundException'))
                return { is: 'none' };
            return unread(error);
        }
    }
    async scanPage({ registryId, repository, digest }, nextToken) {
        return this.caller.read({
            permission: 'ecr:DescribeImageScanFindings',
            subject: `repository ${repository}`,
            bucket: 'image read',
            send: async (abortSignal) => {
                const imageId = { imageDigest: digest };
                const query = { registryId, repositoryName: repository, imageId, maxResults: 1_000, nextToken };
                const reply = await this.client.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .DescribeImageScanFindingsCommand */ .TQ0(query), { abortSignal });
                (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)(reply.imageScanStatus?.status, 'imageScanStatus');
                return { items: [reply], next: reply.nextToken };
            },
        });
    }
    /** How far ECR's own signing of an image is. A registry that says no is what was seen. */
    async signing({ registryId, repository, digest }) {
        try {
            return await this.caller.read({
                permission: 'ecr:DescribeImageSigningStatus',
                subject: `repository ${repository}`,
                bucket: 'image read',
                send: async (abortSignal) => {
                    const query = { registryId, repositoryName: repository, imageId: { imageDigest: digest } };
                    const reply = await this.client.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .DescribeImageSigningStatusCommand */ .feV(query), { abortSignal });
                    const signings = (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)(reply.signingStatuses, 'signingStatuses').map(({ signingProfileArn = '', status = '', failureCode, failureReason }) => ({
                        profile: signingProfileArn,
                        status,
                        failure: [failureCode, failureReason].filter(Boolean).join(': '),
                    }));
                    return { is: 'read', signings };
                },
            });
        }
        catch (error) {
            return unread(error);
        }
    }
    /** Which tags may be moved in these repositories, all of which have to be there; by name. */
    async tagMutability({ registryId, repositories, }) {
        const found = await Promise.all((0,_pages_js__WEBPACK_IMPORTED_MODULE_5__/* .batches */ .X)(repositories, mostRepositories).map(repositoryNames => this.caller.read({
            permission: 'ecr:DescribeRepositories',
            subject: repositoryNames.length === 1 ? `repository ${repositoryNames.join()}` : 'several repositories',
            bucket: 'image read',
            send: async (abortSignal) => {
                const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .DescribeRepositoriesCommand */ .pE_({ registryId, repositoryNames });
                const reply = await this.client.send(command, { abortSignal });
                return (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)(reply.repositories, 'repositories').map(({ repositoryName = '', imageTagMutability = '', imageTagMutabilityExclusionFilters = [] }) => {
                    const exclusions = imageTagMutabilityExclusionFilters.flatMap(({ filter }) => filter ?? []);
                    return [repositoryName, { mutability: imageTagMutability, exclusions }];
                });
            },
        })));
        return new Map(found.flat());
    }
    /** The document of a repository's lifecycle policy; undefined where it has none. */
    async lifecyclePolicy({ registryId, repository }) {
        try {
            return await this.caller.read({
                permission: 'ecr:GetLifecyclePolicy',
                subject: `repository ${repository}`,
                bucket: 'image read',
                send: async (abortSignal) => {
                    const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .GetLifecyclePolicyCommand */ .O0C({ registryId, repositoryName: repository });
                    return (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)((await this.client.send(command, { abortSignal })).lifecyclePolicyText, 'lifecyclePolicyText');
                },
            });
        }
        catch (error) {
            if (error instanceof _call_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy && error.is('LifecyclePolicyNotFoundException'))
                return undefined;
            throw error;
        }
    }
    async getImage({ registryId, repository, wanted }) {
        const imageId = 'tag' in wanted ? { imageTag: wanted.tag } : { imageDigest: wanted.digest };
        return this.caller.read({
            permission: 'ecr:BatchGetImage',
            subject: `repository ${repository}`,
            bucket: 'image read',
            send: async (abortSignal) => {
                const query = { registryId, repositoryName: repository, imageIds: [imageId], acceptedMediaTypes: mediaTypes };
                const { images, failures } = await this.client.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .BatchGetImageCommand */ .P8n(query), { abortSignal });
                const [[image], [failed]] = [(0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)(images, 'images'), failures ?? []];
                const failure = failed && failureText(failed);
                return { ...(image && { image }), ...(failure && { failure }) };
            },
        });
    }
    /** Undefined for an image that is not ACTIVE: DescribeImages hides it. */
    async describe(search, digest) {
        try {
            return (await this.describeImages(search, { imageIds: [{ imageDigest: digest }] })).items[0];
        }
        catch (error) {
            if (error instanceof _call_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy && error.is('ImageNotFoundException'))
                return undefined;
            throw error;
        }
    }
    /** The images of a repository, whatever their status. */
    async list(search) {
        const query = { filter: { imageStatus: 'ANY' }, maxResults: 1_000 };
        return (0,_pages_js__WEBPACK_IMPORTED_MODULE_5__/* .everyPage */ .L)(nextToken => this.describeImages(search, { ...query, nextToken }), mostPages);
    }
    async describeImages({ registryId, repository }, query) {
        return this.caller.read({
            permission: 'ecr:DescribeImages',
            subject: `repository ${repository}`,
            bucket: 'image read',
            send: async (abortSignal) => {
                const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .DescribeImagesCommand */ .ji5({ registryId, repositoryName: repository, ...query });
                const { imageDetails, nextToken } = await this.client.send(command, { abortSignal });
                return { items: (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)(imageDetails, 'imageDetails'), next: nextToken };
            },
        });
    }
    /** A single image states its platform in its configuration, a blob beside the manifest, not in the manifest. */
    async withPlatform(seen, search) {
        if (seen.is !== 'found' || seen.manifest === undefined)
            return seen;
        const manifest = (0,_core_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .readManifest */ .WI)(seen.manifest);
        const digest = manifest.is === 'image' ? manifest.configuration : undefined;
        const platform = digest === undefined ? undefined : (0,_core_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .readConfiguration */ .TD)(await this.blob(search, digest));
        return platform ? { ...seen, platform } : seen;
    }
    /** The text of a small blob; empty where it may not be read or is not what its digest says. */
    async blob({ registryId, repository }, digest) {
        try {
            const url = await this.caller.read({
                permission: 'ecr:GetDownloadUrlForLayer',
                subject: `repository ${repository}`,
                bucket: 'image read',
                send: async (abortSignal) => {
                    const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .GetDownloadUrlForLayerCommand */ .pKL({
                        registryId,
                        repositoryName: repository,
                        layerDigest: digest,
                    });
                    return (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)((await this.client.send(command, { abortSignal })).downloadUrl, 'downloadUrl');
                },
            });
            const text = await this.download(url);
            return sha256(text) === digest ? text : '';
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ)
                throw error;
            return '';
        }
    }
    async seenOfError(error, search) {
        if (!(error instanceof _call_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy) || error.kind === 'expired')
            throw error;
        if (error.is('RepositoryNotFoundException'))
            return { is: 'no-repository', repositories: await this.repositories(search) };
        return { is: 'unknown', why: [error.message, error.next].filter(Boolean).join('. ') };
    }
    /** The names of the repositories that can be seen; none where they may not be listed. */
    async repositories({ registryId }) {
        try {
            return await (0,_pages_js__WEBPACK_IMPORTED_MODULE_5__/* .everyPage */ .L)(nextToken => this.caller.read({
                permission: 'ecr:DescribeRepositories',
                subject: 'the registry',
                bucket: 'image read',
                send: async (abortSignal) => {
                    const reply = await this.client.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .DescribeRepositoriesCommand */ .pE_({ registryId, nextToken, maxResults: 1_000 }), { abortSignal });
                    const names = (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .member */ .Dc)(reply.repositories, 'repositories').flatMap(({ repositoryName }) => repositoryName ?? []);
                    return { items: names, next: reply.nextToken };
                },
            }));
        }
        catch (error) {
            if (error instanceof _call_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy && error.kind === 'denied')
                return [];
            throw error;
        }
    }
}
/** Failures that only say that it is not there, or not to be had: the listing tells more. */
const absences = ['ImageNotFound', 'ImageInaccessible'];
/** Why an image that may well be there was not given: a key that may not be used, an upstream registry that is away. */
function failureText({ failureCode, failureReason }) {
    return absences.includes(failureCode)
        ? undefined
        : `ECR did not give it: ${failureCode ?? ''} ${failureReason ?? ''}`.trim();
}
/** What a listing of the repository shows of the image. */
function seenIn(details, { wanted }, image) {
    const isWanted = ({ imageTags, imageDigest }) => 'tag' in wanted ? (imageTags ?? []).includes(wanted.tag) : imageDigest === wanted.digest;
    const detail = details.find(isWanted);
    return detail ? found(detail, image) : { is: 'missing', newest: details.map(pushed) };
}
function found(detail, image) {
    return {
        is: 'found',
        digest: detail.imageDigest ?? '',
        ...(detail.imageStatus && { status: detail.imageStatus }),
        ...pushed(detail),
        ...manifestOf(image),
    };
}
function pushed({ imageTags, imagePushedAt }) {
    return { tags: imageTags ?? [], ...(imagePushedAt && { pushedAt: imagePushedAt.getTime() }) };
}
/** The manifest, and the digest its bytes really have: what travels by digest is checked by digest. */
function manifestOf(image) {
    const manifest = image?.imageManifest;
    if (manifest === undefined)
        return {};
    return { manifest, manifestHash: sha256(manifest) };
}
function sha256(text) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex')}`;
}
/** Cancellation, expired credentials and bugs go on; whatever else AWS says keeps from seeing. */
function unread(error) {
    if (!(error instanceof _call_js__WEBPACK_IMPORTED_MODULE_3__/* .AwsError */ .Gy) || error.kind === 'expired')
        throw error;
    return { is: 'unread', why: error.message, next: error.next };
}
/** The pages of one scan. Its status may change from one to the next: the last one is the newest. */
function scanOf(pages) {
    const { status = '', description = '' } = pages.at(-1)?.imageScanStatus ?? {};
    if (status !== 'COMPLETE' && status !== 'ACTIVE')
        return { is: 'not-done', status, description };
    const found = pages.flatMap(({ imageScanFindings }) => imageScanFindings ?? []);
    // A scan that is over and shows nothing at all, not even an empty list, says nothing.
    if (found.length < pages.length)
        return { is: 'unread', why: `ECR says ${status}, and did not give its findings` };
    return {
        is: 'done',
        findings: found.flatMap(({ findings = [], enhancedFindings = [] }) => [
            ...findings.map(basicFinding),
            ...enhancedFindings.map(enhancedFinding),
        ]),
        counts: found[0]?.findingSeverityCounts ?? {},
    };
}
function basicFinding({ name = '', severity, attributes = [] }) {
    const attribute = (wanted) => attributes.find(({ key }) => key === wanted)?.value ?? '';
    return {
        ...{ name, severity: severity ?? '', isOpen: true },
        package: attribute('package_name'),
        version: attribute('package_version'),
        fixedIn: attribute('fixed_in_version'),
    };
}
/** A finding of Amazon Inspector; one that its owner suppressed, or that is closed, is not open. */
function enhancedFinding(found) {
    const { severity = '', status = 'ACTIVE', title = '', packageVulnerabilityDetails: details } = found;
    const [affected] = details?.vulnerablePackages ?? [];
    const { name = '', version = '', fixedInVersion = '' } = affected ?? {};
    return {
        name: details?.vulnerabilityId ?? title,
        ...{ severity, package: name, version },
        fixedIn: fixedInVersion === 'NotAvailable' ? '' : fixedInVersion,
        isOpen: status !== 'SUPPRESSED' && status !== 'CLOSED',
    };
}


/***/ }),

/***/ 2388:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ everyPage),
/* harmony export */   X: () => (/* binding */ batches)
/* harmony export */ });
/** Cuts a list into batches of at most `size`, as the API's limits want. */
function batches(items, size) {
    const cut = [];
    for (let from = 0; from < items.length; from += size)
        cut.push(items.slice(from, from + size));
    return cut;
}
/** Follows `nextToken` to the end, or for at most so many pages. */
async function everyPage(page, most = Infinity) {
    const all = [];
    let token;
    for (let read = 0; read < most; read++) {
        const { items, next } = await page(token);
        all.push(...items);
        if (!next)
            break;
        token = next;
    }
    return all;
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


/***/ })

};
