export const id = 557;
export const ids = [557];
export const modules = {

/***/ 7557:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verifyImage: () => (/* binding */ verifyImage)
/* harmony export */ });
/* harmony import */ var _shared_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4266);
/* harmony import */ var _shared_core_deploy_manifest_declared_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(832);
/* harmony import */ var _shared_core_image_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9413);
/* harmony import */ var _shared_core_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2083);
/* harmony import */ var _shared_core_summary_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1199);
/* harmony import */ var _shared_core_wording_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9724);
/* harmony import */ var _shared_image_tag_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4062);
/* harmony import */ var _shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8573);
/* harmony import */ var _shared_phases_verify_release_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4247);
/* harmony import */ var _shared_phases_verify_verify_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1919);










const inputs = {
    images: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .required */ .mw)(raw => readImages(raw)),
    tag: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)((0,_shared_image_tag_js__WEBPACK_IMPORTED_MODULE_5__/* .imageTag */ .I)()),
    release: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq),
    platform: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)((0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .listOf */ .c3)(_shared_core_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePlatform */ .FL)),
    'allow-missing': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .flag */ .Jt),
    'github-token': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq),
    timeout: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .duration */ .p0),
};
/** Proves that all images of a release are there and are what their digests say. Writes nothing. */
const verifyImage = (0,_shared_action_js__WEBPACK_IMPORTED_MODULE_0__/* .action */ .XI)({
    title: 'Verify images',
    inputs,
    outputs: ['sha', 'tag', 'images', 'digests', 'missing'],
    defaults: ({ declared, document }) => ({
        images: declared ? declared.services.flatMap(({ images }) => images) : (0,_shared_core_deploy_manifest_declared_js__WEBPACK_IMPORTED_MODULE_1__.imagesOf)(document),
        platform: (0,_shared_core_deploy_manifest_declared_js__WEBPACK_IMPORTED_MODULE_1__.platformsOf)(document).map(_shared_core_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePlatform */ .FL),
    }),
    check: ({ tag, release }) => {
        if (tag !== undefined && release !== undefined)
            return ['`tag` and `release` exclude each other: a release says its tag'];
        return tag === undefined && release === undefined
            ? ['`tag` or `release` is required: it says which images to look for']
            : [];
    },
    async run(given, context) {
        const until = context.clock.now() + given.timeout;
        const token = given['github-token'];
        const commit = given.release === undefined ? undefined : await (0,_shared_phases_verify_release_js__WEBPACK_IMPORTED_MODULE_7__/* .commitOf */ .D)(given.release, { token, context, until });
        const tag = commit ?? given.tag ?? '';
        const verified = await (0,_shared_phases_verify_verify_js__WEBPACK_IMPORTED_MODULE_8__/* .verifyImages */ .O)(given.images, {
            tag,
            platforms: given.platform ?? [],
            allowMissing: given['allow-missing'],
            context,
            aws: context.aws({ until }),
        });
        return resultOf(verified, { tag, sha: commit ?? (isCommit(tag) ? tag : ''), allowMissing: given['allow-missing'] });
    },
});
function readImages(raw) {
    const takes = 'name=repository lines, or repositories';
    return [...(0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .pairs */ .AS)(takes, lastSegment)(raw)].map(([name, value]) => ({ name, image: repositoryOf(name, value) }));
}
function lastSegment(repository) {
    return repository.slice(repository.lastIndexOf('/') + 1);
}
function repositoryOf(name, value) {
    let image;
    try {
        image = (0,_shared_core_image_js__WEBPACK_IMPORTED_MODULE_2__/* .parseImage */ .zZ)(value);
    }
    catch {
        throw new Error(`has ${(0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(value)} for ${name}; it takes a repository, with its registry or without`);
    }
    if (image.tag !== undefined || image.digest !== undefined)
        throw new Error(`has ${(0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(value)} for ${name}; the tag belongs into \`tag\` or \`release\``);
    return image;
}
function isCommit(tag) {
    return /^[0-9a-f]{40}$/.test(tag);
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
            images: byName(all, ({ image, registry }, digest) => (0,_shared_core_image_js__WEBPACK_IMPORTED_MODULE_2__/* .imageText */ .f1)({ registry, repository: image.image.repository, digest })),
            digests: byName(all, (_, digest) => digest),
            missing: JSON.stringify(missing.map(({ image }) => image.name)),
        },
        summary: (0,_shared_core_summary_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceTable */ .oV)(['Image', 'Repository', 'Result', 'Digest', 'Platforms'], all.map(rowOf)),
    };
}
function rowOf({ image, verdict }) {
    const [digest, platforms] = verdict.is === 'verified'
        ? [verdict.digest, verdict.platforms.map(_shared_core_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .platformText */ .VQ).join(', ') || 'not stated']
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
        const what = `${wrong.length} of ${(0,_shared_core_wording_js__WEBPACK_IMPORTED_MODULE_9__/* .counted */ .hS)(all.length, 'image')} ${unseen ? 'could not be checked' : 'cannot be deployed'}:`;
        return [what, ...wrong.map(one => `  - ${one.image.name}: ${(0,_shared_phases_verify_verify_js__WEBPACK_IMPORTED_MODULE_8__/* .verdictText */ .n)(one)}`)].join('\n');
    }
    const names = missing.map(({ image }) => image.name).join(', ');
    if (missing.length > 0)
        return `${(0,_shared_core_wording_js__WEBPACK_IMPORTED_MODULE_9__/* .counted */ .hS)(all.length, 'image')} looked for; to be built: ${names}.`;
    return `All images (${all.length}) with the tag ${tag} are there and verified.`;
}
function byName(all, text) {
    return JSON.stringify(Object.fromEntries(all.flatMap(one => (one.verdict.is === 'verified' ? [[one.image.name, text(one, one.verdict.digest)]] : []))));
}


/***/ }),

/***/ 4062:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ imageTag)
/* harmony export */ });
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8573);

/** The tag of an image. ECR takes letters, digits and `_.-`, at most 128 of them. */
function imageTag(takes = 'the tag of an image, such as a commit') {
    return raw => {
        if (/^\w[\w.-]{0,127}$/.test(raw))
            return raw;
        throw new Error(`is ${(0,_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(raw)}; it takes ${takes}`);
    };
}


/***/ }),

/***/ 4247:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ commitOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2635);

/** The commit of a release, as GitHub knows it. `until` is milliseconds since 1970. */
async function commitOf(release, { token, context, until }) {
    if (token === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('`release` needs `github-token` to ask GitHub for its commit', {
            outcome: 'failed-before-change',
        });
    const found = await context.github({ token, until }).commitOfTag(release);
    if (found.is === 'found') {
        context.step.info(`Release ${release} is commit ${found.commit}.`);
        return found.commit;
    }
    const next = found.is === 'refused' ? found.next : 'Check the name of the release; its tag has to be pushed.';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(found.why, { outcome: found.is === 'refused' ? 'unknown' : 'failed-before-change', next });
}


/***/ }),

/***/ 1919:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ verdictText),
  O: () => (/* binding */ verifyImages)
});

// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var manifest = __webpack_require__(2083);
// EXTERNAL MODULE: ./shared/core/verification.ts
var verification = __webpack_require__(4585);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
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

;// CONCATENATED MODULE: ./shared/phases/verify/look.ts


/** Looks for the tag in every repository, each repository once, and for images of elsewhere by their own. */
async function lookForImages(images, { tag, aws }) {
    const looks = new Map();
    const look = (image) => {
        const key = (0,core_image/* imageText */.f1)(image);
        const known = looks.get(key) ?? lookIn(image, { tag, aws });
        looks.set(key, known);
        return known;
    };
    return Promise.all(images.map(async (image) => ({ image, ...(await look(image.image)) })));
}
/** What is looked for: the tag of the release, unless the image has a tag or a digest of its own. */
function wantedOf(image, tag) {
    return image.digest === undefined ? { tag: image.tag ?? tag } : { digest: image.digest };
}
async function lookIn(image, { tag, aws }) {
    const { registry, repository } = image;
    const home = registry === undefined ? undefined : (0,core_image/* ecrRegistry */.gO)(registry);
    if (registry !== undefined && !home) {
        return {
            registry,
            seen: { is: 'unknown', why: `${registry} is not a registry of Amazon ECR, so it cannot be asked` },
        };
    }
    const ecr = await aws.ecr(home?.region);
    const { registryId, seen } = await ecr.look({ registryId: home?.account, repository, wanted: wantedOf(image, tag) });
    const region = await ecr.region();
    const host = registry ??
        (registryId === undefined ? `the registry of this account in ${region}` : ecrHost({ account: registryId, region }));
    return { registry: host, seen };
}

;// CONCATENATED MODULE: ./shared/phases/verify/verify.ts





/** Looks at every image of a release. Writes nothing. */
function verifyImages(images, run) {
    const title = `Look for ${(0,wording/* counted */.hS)(images.length, 'image')} with the tag ${run.tag}`;
    return run.context.step.group(title, async () => {
        const looked = await lookForImages(images, run);
        return looked.map(one => verify(one, run));
    });
}
function verify(looked, { tag, platforms, allowMissing, context: { step } }) {
    const { image, registry, seen } = looked;
    const { repository } = image.image;
    const taken = takenByDigest(looked);
    const asked = { name: image.name, registry, repository, wanted: wantedOf(image.image, tag), seen };
    const verified = { image, registry, verdict: taken ?? (0,verification/* judgeImage */.x)(asked, platforms) };
    if (taken)
        step.warning(`${image.name}: ${registry} cannot be asked; its image is taken by its digest.`);
    // Missing images may be what is asked for; a repository that is not there is more likely a slip.
    if (seen.is === 'no-repository' && allowMissing)
        step.warning(`${image.name}: ${verdictText(verified)}`);
    // What is wrong is told in full, and once, when the step ends.
    const { verdict } = verified;
    step.info(`${image.name}: ${verdict.is === 'verified' ? verdictText(verified) : verdict.is}`);
    return verified;
}
/** Registries outside of Amazon ECR are not asked; a digest says which image it is, but not that it can be pulled. */
function takenByDigest({ image: { image }, registry }) {
    if (image.digest === undefined || (0,core_image/* ecrRegistry */.gO)(registry))
        return undefined;
    return { is: 'verified', digest: image.digest, platforms: [], attestations: 0 };
}
/** The verdict as a sentence, with what to do where something is to be done. */
function verdictText({ verdict }) {
    if (verdict.is === 'verified') {
        const platforms = verdict.platforms.map(manifest/* platformText */.VQ).join(', ');
        return `${verdict.digest}${platforms === '' ? '' : ` for ${platforms}`}`;
    }
    return 'next' in verdict ? `${verdict.why}. ${(0,wording/* capital */.Nx)(verdict.next)}.` : verdict.why.replace(/[^.]$/, '$&.');
}


/***/ })

};
