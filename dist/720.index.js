export const id = 720;
export const ids = [720];
export const modules = {

/***/ 7720:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verifyImage: () => (/* binding */ verifyImage)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var manifest = __webpack_require__(2083);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/core/verification.ts
var verification = __webpack_require__(4585);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
;// CONCATENATED MODULE: ./shared/core/ecr-host.ts
/** The first part of a region's name tells its partition, and that the domain of its registries. */
const domains = [
    [/^cn-/, 'amazonaws.com.cn'],
    [/^eusc-/, 'amazonaws.eu'],
    [/^us-iso-/, 'c2s.ic.gov'],
    [/^us-isob-/, 'sc2s.sgov.gov'],
    [/^eu-isoe-/, 'cloud.adc-e.uk'],
    [/^us-isof-/, 'csp.hci.ic.gov'],
];
/** The host of an account's private registry in Amazon ECR. */
function ecrHost({ account, region }) {
    const domain = domains.find(([prefix]) => prefix.test(region))?.[1] ?? 'amazonaws.com';
    return `${account}.dkr.ecr.${region}.${domain}`;
}

;// CONCATENATED MODULE: ./actions/verify-image/look.ts


/** Looks for the tag in every repository, each repository once. */
async function lookForImages(images, { tag, aws }) {
    const repositories = new Map();
    const look = (image) => {
        const key = `${image.registry ?? ''}/${image.repository}`;
        const known = repositories.get(key) ?? lookIn(image, { tag, aws });
        repositories.set(key, known);
        return known;
    };
    return Promise.all(images.map(async (image) => ({ image, ...(await look(image.image)) })));
}
async function lookIn({ registry, repository }, { tag, aws }) {
    const home = registry === undefined ? undefined : (0,core_image/* ecrRegistry */.gO)(registry);
    if (registry !== undefined && !home) {
        return {
            registry,
            seen: { is: 'unknown', why: `${registry} is not a registry of Amazon ECR, so it cannot be asked` },
        };
    }
    const ecr = await aws.ecr(home?.region);
    const { registryId, seen } = await ecr.look({ registryId: home?.account, repository, wanted: { tag } });
    const region = await ecr.region();
    const host = registry ??
        (registryId === undefined ? `the registry of this account in ${region}` : ecrHost({ account: registryId, region }));
    return { registry: host, seen };
}

;// CONCATENATED MODULE: ./actions/verify-image/verify-image.ts









const verify_image_inputs = {
    images: (0,inputs/* required */.mw)(raw => imagesOf(raw)),
    tag: (0,inputs/* optional */.lq)(tagOf),
    release: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    platform: (0,inputs/* optional */.lq)((0,inputs/* listOf */.c3)(manifest/* parsePlatform */.FL)),
    'allow-missing': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'github-token': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
/** Proves that all images of a release are there and are what their digests say. Writes nothing. */
const verifyImage = (0,action/* action */.XI)({
    title: 'Verify images',
    inputs: verify_image_inputs,
    outputs: ['sha', 'tag', 'images', 'digests', 'missing'],
    check: ({ tag, release }) => {
        if (tag !== undefined && release !== undefined)
            return ['`tag` and `release` exclude each other: a release says its tag'];
        return tag === undefined && release === undefined
            ? ['`tag` or `release` is required: it says which images to look for']
            : [];
    },
    async run(given, context) {
        const until = context.clock.now() + given.timeout;
        const commit = given.release === undefined ? undefined : await commitOf(given.release, { given, context, until });
        const tag = commit ?? given.tag ?? '';
        const aws = context.aws({ until });
        const verified = await context.step.group(`Look for ${(0,wording/* counted */.h)(given.images.length, 'image')} with the tag ${tag}`, () => verifyAll(tag, { given, context, aws }));
        return resultOf(verified, { tag, sha: commit ?? (isCommit(tag) ? tag : ''), allowMissing: given['allow-missing'] });
    },
});
function imagesOf(raw) {
    const takes = 'name=repository lines, or repositories';
    return [...(0,inputs/* pairs */.AS)(takes, lastSegment)(raw)].map(([name, value]) => ({ name, image: repositoryOf(name, value) }));
}
function lastSegment(repository) {
    return repository.slice(repository.lastIndexOf('/') + 1);
}
function repositoryOf(name, value) {
    let image;
    try {
        image = (0,core_image/* parseImage */.zZ)(value);
    }
    catch {
        throw new Error(`has ${(0,inputs/* quote */.hD)(value)} for ${name}; it takes a repository, with its registry or without`);
    }
    if (image.tag !== undefined || image.digest !== undefined)
        throw new Error(`has ${(0,inputs/* quote */.hD)(value)} for ${name}; the tag belongs into \`tag\` or \`release\``);
    return image;
}
/** ECR takes letters, digits and `_.-`, at most 128 of them. */
function tagOf(raw) {
    if (!/^\w[\w.-]{0,127}$/.test(raw))
        throw new Error(`is ${(0,inputs/* quote */.hD)(raw)}; it takes the tag of an image, such as a commit`);
    return raw;
}
function isCommit(tag) {
    return /^[0-9a-f]{40}$/.test(tag);
}
async function commitOf(release, { given, context, until }) {
    const token = given['github-token'];
    if (token === undefined)
        throw new errors/* ActionError */.lZ('`release` needs `github-token` to ask GitHub for its commit', {
            outcome: 'failed-before-change',
        });
    const found = await context.github({ token, until }).commitOfTag(release);
    if (found.is === 'found') {
        context.step.info(`Release ${release} is commit ${found.commit}.`);
        return found.commit;
    }
    const next = found.is === 'refused' ? found.next : 'Check the name of the release; its tag has to be pushed.';
    throw new errors/* ActionError */.lZ(found.why, { outcome: found.is === 'refused' ? 'unknown' : 'failed-before-change', next });
}
async function verifyAll(tag, { given, context, aws }) {
    const looked = await lookForImages(given.images, { tag, aws });
    return looked.map(({ image, registry, seen }) => {
        const verdict = (0,verification/* judgeImage */.x)({ name: image.name, registry, repository: image.image.repository, wanted: { tag }, seen }, given.platform ?? []);
        const verified = { image, registry, verdict };
        // Missing images may be what is asked for; a repository that is not there is more likely a slip.
        if (seen.is === 'no-repository' && given['allow-missing'])
            context.step.warning(`${image.name}: ${sentenceOf(verified)}`);
        // What is wrong is told in full, and once, when the step ends.
        context.step.info(`${image.name}: ${verdict.is === 'verified' ? sentenceOf(verified) : verdict.is}`);
        return verified;
    });
}
function sentenceOf({ verdict }) {
    if (verdict.is === 'verified')
        return `${verdict.digest}${verdict.platforms.length > 0 ? ` for ${verdict.platforms.map(manifest/* platformText */.VQ).join(', ')}` : ''}`;
    return 'next' in verdict ? `${verdict.why}. ${(0,wording/* capital */.N)(verdict.next)}.` : verdict.why.replace(/[^.]$/, '$&.');
}
function resultOf(all, { tag, sha, allowMissing }) {
    const missing = all.filter(({ verdict }) => verdict.is === 'missing');
    const wrong = all.filter(({ verdict }) => verdict.is !== 'verified' && !(allowMissing && verdict.is === 'missing'));
    return {
        outcome: outcomeOf(wrong),
        message: sentenceFor(all, { wrong, missing, tag }),
        outputs: {
            sha,
            tag,
            images: byName(all, ({ image, registry }, digest) => (0,core_image/* imageText */.f1)({ registry, repository: image.image.repository, digest })),
            digests: byName(all, (_, digest) => digest),
            missing: JSON.stringify(missing.map(({ image }) => image.name)),
        },
        summary: (0,summary/* serviceTable */.oV)(['Image', 'Repository', 'Result', 'Digest', 'Platforms'], all.map(rowOf)),
    };
}
function rowOf({ image, verdict }) {
    const [digest, platforms] = verdict.is === 'verified'
        ? [verdict.digest, verdict.platforms.map(manifest/* platformText */.VQ).join(', ') || 'not stated']
        : ['', ''];
    return [image.name, { code: image.image.repository }, verdict.is, { code: digest }, platforms];
}
function outcomeOf(wrong) {
    if (wrong.length === 0)
        return 'succeeded';
    return wrong.some(({ verdict }) => verdict.is === 'unknown') ? 'unknown' : 'failed-before-change';
}
function sentenceFor(all, { wrong, missing, tag }) {
    if (wrong.length > 0) {
        const unseen = wrong.every(({ verdict }) => verdict.is === 'unknown');
        const what = `${wrong.length} of ${(0,wording/* counted */.h)(all.length, 'image')} ${unseen ? 'could not be checked' : 'cannot be deployed'}:`;
        return [what, ...wrong.map(one => `  - ${one.image.name}: ${sentenceOf(one)}`)].join('\n');
    }
    const names = missing.map(({ image }) => image.name).join(', ');
    if (missing.length > 0)
        return `${(0,wording/* counted */.h)(all.length, 'image')} looked for; to be built: ${names}.`;
    return `All images (${all.length}) with the tag ${tag} are there and verified.`;
}
function byName(all, text) {
    return JSON.stringify(Object.fromEntries(all.flatMap(one => (one.verdict.is === 'verified' ? [[one.image.name, text(one, one.verdict.digest)]] : []))));
}


/***/ })

};
