export const id = 971;
export const ids = [971];
export const modules = {

/***/ 333:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verifyImage: () => (/* binding */ verifyImage)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/deploy-manifest/declared.ts
var deploy_manifest_declared = __webpack_require__(832);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var manifest = __webpack_require__(2083);
// EXTERNAL MODULE: ./shared/phases/verify/checks.ts + 3 modules
var checks = __webpack_require__(5820);
// EXTERNAL MODULE: ./shared/phases/verify/release.ts
var release = __webpack_require__(4247);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
;// CONCATENATED MODULE: ./shared/core/tag-mutability.ts
/** Whether a tag may be moved to another image. */
function mayMove({ mutability, exclusions }, tag) {
    const excluded = mutability.endsWith('_WITH_EXCLUSION') && exclusions.some(pattern => fitsPattern(pattern, tag));
    return mutability.startsWith('MUTABLE') !== excluded;
}
/** Whether a text is what a pattern with `*` for any characters says, as a whole. */
function fitsPattern(pattern, text) {
    const [first = '', ...others] = pattern.split('*');
    const last = others.pop();
    if (last === undefined)
        return text === first;
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
        return false;
    let rest = text.slice(first.length, text.length - last.length);
    for (const part of others) {
        const at = rest.indexOf(part);
        if (at < 0)
            return false;
        rest = rest.slice(at + part.length);
    }
    return true;
}

// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
;// CONCATENATED MODULE: ./shared/core/lifecycle-risk.ts



/** Releases that a rule should leave, so that there is one to return to. */
const fewest = 5;
const day = 86_400_000;
/** Days that a release may well stay in production. */
const longStay = 30;
/** Milliseconds in which an end is called near. */
const near = 7 * day;
/**
 * What a lifecycle policy, by its document, threatens a release with: that it goes soon, or that what a rollback needs is
 * gone by then. A part of a sentence without a full stop; undefined where it threatens nothing, or cannot be read.
 */
function lifecycleRisk(policy, image, now) {
    const rules = readRules(policy).toSorted((a, b) => a.priority - b.priority);
    // The first rule that an image fits decides about it alone, even where it lets it stay (Amazon ECR, "How lifecycle
    // policy rules are evaluated").
    const rule = rules.find(one => fits(one, image));
    return rule && risks[String(rule.countType)]?.(rule, image, now);
}
const risks = {
    imageCountMoreThan: (rule, { manifests }) => {
        // A rule for any images counts the manifests of platforms and attestations beside their index.
        const size = rule.tagStatus === 'any' ? manifests : 1;
        const releases = Math.floor(rule.count / size);
        if (releases >= fewest)
            return undefined;
        const each = size > 1 ? `, and a release has ${size}` : '';
        return `lifecycle rule ${rule.priority} leaves ${(0,wording/* counted */.hS)(rule.count, 'image')}${each}: older releases cannot be returned to`;
    },
    sinceImagePushed: (rule, { pushedAt }, now) => {
        const end = pushedAt === undefined ? undefined : pushedAt + rule.count * day;
        const days = `${(0,wording/* counted */.hS)(rule.count, 'day')} after the push`;
        if (end !== undefined && end - now < near)
            return `lifecycle rule ${rule.priority} ${does(rule)} this release ${days}, at ${(0,wording/* dayAndTime */.X_)(end)} or within a day after it: then no task can be started with it`;
        if (rule.count >= longStay)
            return undefined;
        return `lifecycle rule ${rule.priority} ${does(rule)} images ${days}: a release that runs for longer can neither be started again nor returned to`;
    },
    sinceImagePulled: rule => rule.count < longStay
        ? `lifecycle rule ${rule.priority} ${does(rule)} images that no task was started with for ${(0,wording/* counted */.hS)(rule.count, 'day')}: a release that just keeps running is not pulled`
        : undefined,
};
function does({ archives }) {
    return archives ? 'archives' : 'expires';
}
function fits({ tagStatus, patterns, storageClass }, { tags }) {
    if (storageClass === 'archive')
        return false;
    if (tagStatus === 'any')
        return true;
    if (tagStatus !== 'tagged' || patterns.length === 0)
        return false;
    return patterns.every(pattern => tags.some(tag => fitsPattern(pattern, tag)));
}
function readRules(policy) {
    let document;
    try {
        document = JSON.parse(policy);
    }
    catch {
        return [];
    }
    const rules = (0,json/* isJsonObject */.O)(document) ? document['rules'] : undefined;
    return Array.isArray(rules) ? rules.filter(json/* isJsonObject */.O).flatMap(rule => readRule(rule) ?? []) : [];
}
function readRule({ rulePriority, selection, action }) {
    if (!(0,json/* isJsonObject */.O)(selection) || typeof rulePriority !== 'number')
        return undefined;
    const { countNumber, countType, tagStatus, storageClass } = selection;
    if (typeof countNumber !== 'number' || countNumber < 1)
        return undefined;
    const archives = (0,json/* isJsonObject */.O)(action) && action['type'] === 'transition';
    return {
        ...{ priority: rulePriority, tagStatus, storageClass, countType, archives },
        count: countNumber,
        patterns: [...texts(selection['tagPatternList']), ...texts(selection['tagPrefixList']).map(prefix => `${prefix}*`)],
    };
}
function texts(value) {
    return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

// EXTERNAL MODULE: ./shared/core/verification.ts
var verification = __webpack_require__(4585);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
;// CONCATENATED MODULE: ./shared/phases/verify/settings.ts





/** Reads which tags may move, by repository as `mutabilityOf` finds it. What may not be read is left out, and told. */
async function readMutability(images, run) {
    const homes = images.flatMap(one => homeOf(one) ?? []);
    const registries = Map.groupBy(homes, ({ account = '', region = '' }) => `${account} ${region}`);
    const leftOut = leavesOut('which tags may be moved', run);
    const found = await Promise.all([...registries.values()].map(async (those) => {
        const [{ account, region }] = those;
        const repositories = [...new Set(those.map(({ repository }) => repository))];
        const read = await leftOut(async () => (await run.aws.ecr(region)).tagMutability({ registryId: account, repositories }));
        return [...(read ?? [])].map(([repository, settings]) => ({ account, region, repository, settings }));
    }));
    const known = new Map(found.flat().map(one => [keyOf(one), one.settings]));
    const keys = new Map(images.flatMap(one => {
        const home = homeOf(one);
        return home ? [[one.image.image, keyOf(home)]] : [];
    }));
    return image => known.get(keys.get(image) ?? '');
}
/** Says what about the repositories may hurt a release later: tags that may be moved, and images that go. */
async function tellRisks(images, tag, run) {
    const found = images.filter(({ seen, verdict }) => seen.is === 'found' && verdict.is === 'verified');
    const [mutabilityOf, risks] = await Promise.all([readMutability(found, run), readRisks(found, run)]);
    const movable = found.filter(({ image: { image } }) => {
        const settings = mutabilityOf(image);
        return image.digest === undefined && settings !== undefined && mayMove(settings, image.tag ?? tag);
    });
    const { step } = run.context;
    if (movable.length > 0)
        step.info(`Tags can be moved in ${namesOf(movable.map(({ image }) => image.image.repository))}: deploy by digest, as the outputs have it.`);
    for (const [risk, repositories] of risks)
        step.warning(`${namesOf(repositories)}: ${risk}.`);
}
/** What lifecycle policies threaten, each with the repositories that it is about. */
async function readRisks(images, run) {
    const now = run.context.clock.now();
    const leftOut = leavesOut('lifecycle policies', run);
    const found = await Promise.all([...byRepository(images).values()].map(async ({ home: { account, region, repository }, seen }) => {
        const policy = await leftOut(async () => (await run.aws.ecr(region)).lifecyclePolicy({ registryId: account, repository }));
        if (policy === undefined || seen.is !== 'found')
            return [];
        const kept = { tags: seen.tags, pushedAt: seen.pushedAt, manifests: (0,verification/* manifestsOf */.oF)(seen.manifest) };
        const risk = lifecycleRisk(policy, kept, now);
        return risk === undefined ? [] : [{ risk, repository }];
    }));
    const groups = Map.groupBy(found.flat(), ({ risk }) => risk);
    return new Map([...groups].map(([risk, those]) => [risk, those.map(({ repository }) => repository)]));
}
function byRepository(images) {
    const entries = images.flatMap(one => {
        const home = homeOf(one);
        return home ? [[keyOf(home), { home, seen: one.seen }]] : [];
    });
    return new Map(entries);
}
/** What only warns never fails: what cannot be read is told once, however many repositories it is about. */
function leavesOut(what, { context }) {
    let isTold = false;
    return async (read) => {
        try {
            return await read();
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
                throw error;
            if (!isTold)
                context.step.info(`Left out, ${what}: ${error.message}.`);
            isTold = true;
            return undefined;
        }
    };
}
/** Where an image is, or would be, in Amazon ECR; undefined where there is no such repository. */
function homeOf({ image: { image }, registry, seen }) {
    if (seen.is !== 'found' && seen.is !== 'missing')
        return undefined;
    const { account, region } = (0,core_image/* ecrRegistry */.gO)(image.registry ?? registry) ?? {};
    if (image.registry !== undefined && account === undefined)
        return undefined;
    // Nothing was found that would tell the account: then it is that of the job.
    return { account, region, repository: image.repository };
}
function keyOf({ account = '', region = '', repository }) {
    return [account, region, repository].join(' ');
}
/** Repositories that a line names. */
const most = 5;
function namesOf(repositories) {
    const distinct = [...new Set(repositories)];
    const more = distinct.length - most;
    return more <= 0 ? distinct.join(', ') : `${distinct.slice(0, most).join(', ')} and ${more} more`;
}

// EXTERNAL MODULE: ./shared/phases/verify/verify.ts + 2 modules
var verify = __webpack_require__(1919);
;// CONCATENATED MODULE: ./shared/core/build-list.ts

/** What is to be built of what is missing, one entry for each repository; and what nothing says how to build. */
function buildList(missing, { declared, tag, platforms, latestMoves }) {
    const byHome = Map.groupBy(missing, ({ image }) => build_list_homeOf(image));
    const entries = [...byHome].map(([home, [first, ...sharing]]) => {
        const how = declared.find(one => build_list_homeOf(one.image) === home && one.build !== undefined)?.build;
        const { registry = '', repository } = first?.image ?? { repository: home };
        const names = [first, ...sharing].flatMap(one => one?.name ?? []);
        if (how === undefined || first === undefined || isElsewhere(first.image))
            return { names };
        const { context, dockerfile = '', target = '' } = how;
        const where = { name: first.name, repository, registry };
        const build = { ...where, context, dockerfile, target, platforms: platforms.join(','), tag };
        return { names, build: { ...build, latest: latestMoves(first.image) } };
    });
    return {
        builds: entries.flatMap(({ build }) => build ?? []),
        unbuildable: entries.flatMap(({ names, build }) => (build ? [] : names)),
    };
}
/** An image with a tag or a digest of its own is not of this release. */
function isElsewhere({ tag, digest }) {
    return tag !== undefined || digest !== undefined;
}
function build_list_homeOf(image) {
    return (0,core_image/* imageText */.f1)(image);
}

;// CONCATENATED MODULE: ./actions/verify-image/build.ts




/** How to build what is missing, as the manifest says; nothing without one. */
async function buildsOf(verified, run) {
    const { manifest, tag, allowMissing, context } = run;
    const missing = verified.filter(({ verdict }) => verdict.is === 'missing');
    if (missing.length === 0 || !manifest)
        return [];
    const { document } = manifest;
    const mutabilityOf = await readMutability(missing, run);
    const { builds, unbuildable } = buildList(missing.map(({ image }) => image), {
        declared: (0,deploy_manifest_declared.imagesOf)(document),
        tag,
        platforms: (0,deploy_manifest_declared.platformsOf)(document),
        latestMoves: image => {
            const settings = mutabilityOf(image);
            return settings !== undefined && mayMove(settings, 'latest');
        },
    });
    if (allowMissing && unbuildable.length > 0)
        context.step.warning(`Nothing says how to build ${unbuildable.join(', ')}: ${manifest.path} has no \`build\` for it, so whoever builds it has to know.`);
    return builds;
}

// EXTERNAL MODULE: ./shared/core/attestation.ts
var attestation = __webpack_require__(5010);
// EXTERNAL MODULE: ./shared/core/choice.ts
var choice = __webpack_require__(5661);
// EXTERNAL MODULE: ./shared/core/scan-verdict.ts
var scan_verdict = __webpack_require__(3107);
// EXTERNAL MODULE: ./shared/image-tag.ts
var image_tag = __webpack_require__(4062);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
;// CONCATENATED MODULE: ./actions/verify-image/inputs.ts







const inputs_inputs = {
    images: (0,inputs/* required */.mw)(raw => readImages(raw)),
    tag: (0,inputs/* optional */.lq)((0,image_tag/* imageTag */.I)()),
    release: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    platform: (0,inputs/* optional */.lq)((0,inputs/* listOf */.c3)(manifest/* parsePlatform */.FL)),
    'allow-missing': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'fail-on-severity': (0,inputs/* optional */.lq)((0,choice/* oneOf */.y)(scan_verdict/* severities */.gO)),
    'require-signature': (0,inputs/* optional */.lq)(inputs/* flag */.Jt),
    attestation: (0,inputs/* optional */.lq)(attestation/* parseWorkflow */.hM),
    'attestation-repo': (0,inputs/* optional */.lq)(attestation/* parseRepository */.SU),
    'proven-in': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    soak: (0,inputs/* optional */.lq)(inputs/* duration */.p0),
    'github-token': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
/** Mistakes that lie between inputs. */
function mistakes({ tag, release, soak, ...given }) {
    const both = tag !== undefined && release !== undefined;
    const neither = tag === undefined && release === undefined;
    const strayRepository = given['attestation-repo'] !== undefined && given.attestation === undefined;
    return [
        ...(both ? ['`tag` and `release` exclude each other: a release says its tag'] : []),
        ...(neither ? ['`tag` or `release` is required: it says which images to look for'] : []),
        ...(soak !== undefined && given['proven-in'] === undefined
            ? ['`soak` needs `proven-in`: it says where the release is to be proved for so long']
            : []),
        ...(strayRepository ? ['`attestation-repo` needs `attestation`: it says which workflow must have signed'] : []),
    ];
}
/** Gates that the manifest may give. */
const gateNames = ['fail-on-severity', 'require-signature', 'attestation', 'proven-in', 'soak'];
/**
 * The inputs with the gates that are to be asked. Who only looks for what is to be built asks none that the manifest has
 * for those who deploy: what was just built is not scanned, nor proved anywhere.
 */
function askedOf(given, { step }) {
    if (!given['allow-missing'])
        return given;
    const unasked = gateNames.filter(name => given[name] !== undefined && step.input(name) === '');
    if (unasked.length === 0)
        return given;
    step.info(`Not checked while images may be missing: ${unasked.join(', ')}.`);
    return { ...given, ...Object.fromEntries(unasked.map(name => [name, undefined])) };
}
/** What the images must meet beside being there. */
function imageGates(given, { environment }) {
    const { attestation: workflow } = given;
    const repository = given['attestation-repo'] ?? environment['GITHUB_REPOSITORY'] ?? '';
    return {
        failOnSeverity: given['fail-on-severity'],
        requireSignature: given['require-signature'] ?? false,
        attester: workflow === undefined ? undefined : { workflow, repository },
    };
}
function readImages(raw) {
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

// EXTERNAL MODULE: ./shared/phases/gates/proof.ts + 4 modules
var proof = __webpack_require__(6206);
// EXTERNAL MODULE: ./shared/core/image-checks.ts
var image_checks = __webpack_require__(1939);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
;// CONCATENATED MODULE: ./actions/verify-image/report.ts






const outputs = ['sha', 'tag', 'images', 'digests', 'missing', 'builds'];
function resultOf(all, findings) {
    const { sha, tag, allowMissing, proof, builds } = findings;
    const missing = all.filter(({ verdict }) => verdict.is === 'missing');
    const wrong = all.filter(({ verdict }) => verdict.is !== 'verified' && !(allowMissing && verdict.is === 'missing'));
    return {
        outcome: outcomeOf(wrong, proof),
        message: sentenceFor(all, { wrong, missing, tag, proof }),
        outputs: {
            sha,
            tag,
            images: JSON.stringify(referencesOf(all)),
            digests: JSON.stringify(byName(all, (_, digest) => digest)),
            missing: JSON.stringify(missing.map(({ image }) => image.name)),
            builds: JSON.stringify(builds),
        },
        summary: [imagesTable(all), ...(proof ? [proofTable(proof)] : [])].join('\n\n'),
    };
}
/** Image name → `registry/repository@sha256:…`, of those that were verified. */
function referencesOf(all) {
    return byName(all, ({ image, registry }, digest) => (0,core_image/* imageText */.f1)({ registry, repository: image.image.repository, digest }));
}
/** With a column for every gate that was asked for. */
function imagesTable(all) {
    const asked = image_checks/* checkNames */.LN.filter(name => all.some(({ checks }) => checks.some(check => check.name === name)));
    const head = ['Image', 'Repository', 'Result', ...asked.map(wording/* capital */.Nx), 'Digest', 'Platforms'];
    return (0,summary/* serviceTable */.oV)(head, all.map(one => rowOf(one, asked)));
}
function rowOf({ image, seen, verdict, checks }, asked) {
    const digest = verdict.is === 'verified' ? verdict.digest : seen.is === 'found' ? seen.digest : '';
    const platforms = verdict.is === 'verified' ? verdict.platforms.map(manifest/* platformText */.VQ).join(', ') || 'not stated' : '';
    const shown = asked.map(name => checks.find(check => check.name === name)?.shown ?? '');
    return [image.name, { code: image.image.repository }, verdict.is, ...shown, { code: digest }, platforms];
}
function proofTable({ name, is, says }) {
    return (0,summary/* serviceTable */.oV)(['Gate', '', 'What was seen'], [[name, is, says]]);
}
function outcomeOf(wrong, proof) {
    if (wrong.some(({ verdict }) => verdict.is === 'unknown'))
        return 'unknown';
    return wrong.length > 0 || proof?.is === 'refused' ? 'failed-before-change' : 'succeeded';
}
function sentenceFor(all, { wrong, missing, tag, proof }) {
    const unproved = proof?.is === 'refused' ? [`${(0,wording/* capital */.Nx)(proof.name)}: ${proof.says}. ${proof.next ?? ''}`.trim()] : [];
    if (wrong.length > 0)
        return [...wrongLines(all, wrong), ...unproved].join('\n');
    if (unproved.length > 0)
        return unproved.join('\n');
    const names = missing.map(({ image }) => image.name).join(', ');
    if (missing.length > 0)
        return `${(0,wording/* counted */.hS)(all.length, 'image')} looked for; to be built: ${names}.`;
    return `All images (${all.length}) with the tag ${tag} are there and verified.`;
}
function wrongLines(all, wrong) {
    const unseen = wrong.every(({ verdict }) => verdict.is === 'unknown');
    const what = `${wrong.length} of ${(0,wording/* counted */.hS)(all.length, 'image')} ${unseen ? 'could not be checked' : 'cannot be deployed'}:`;
    return [what, ...wrong.map(one => `  - ${one.image.name}: ${(0,verify/* verdictText */.n)(one)}`)];
}
function byName(all, text) {
    return Object.fromEntries(all.flatMap(one => (one.verdict.is === 'verified' ? [[one.image.name, text(one, one.verdict.digest)]] : [])));
}

;// CONCATENATED MODULE: ./actions/verify-image/prove.ts




/** Whether these very images were proved where they have to be; undefined where nothing is asked. */
async function prove(verified, run) {
    const { given, context } = run;
    const environment = given['proven-in'];
    if (environment === undefined)
        return undefined;
    const name = `proof in ${environment}`;
    const required = requiredOf(environment, run);
    const absent = verified.filter(({ verdict }) => verdict.is === 'missing').map(({ image }) => image.name);
    if (absent.length > 0) {
        const says = `what is not there was proved nowhere: ${absent.join(', ')}`;
        return { name, is: 'refused', says, next: `Build it, bring it to ${environment}, and let it be proved there.` };
    }
    const images = referencesOf(verified);
    // Nothing can be proved of images that could not be seen, and that is told already.
    if (Object.keys(images).length === 0)
        return undefined;
    const token = given['github-token'];
    const search = {
        ...{ sha: run.sha, soak: given.soak ?? 0, images, until: run.until, context, aws: run.aws },
        github: token === undefined ? undefined : context.github({ token, until: run.until }),
    };
    const gate = await context.step.group(`Look for the ${name}`, () => required
        ? (0,proof/* proofGate */.A)({ ...search, required, cluster: required.cluster })
        : (0,proof/* recordedProofGate */.S)({ ...search, environment }));
    context.step.info(`${gate.is}: ${gate.name}: ${gate.says}`);
    return gate;
}
/** That environment as the manifest has it; undefined where there is no manifest, and records alone can tell. */
function requiredOf(environment, { manifest }) {
    if (!manifest)
        return undefined;
    const required = (0,deploy_manifest_declared.declaredOf)(manifest.document, environment);
    if (required)
        return required;
    const known = Object.keys(manifest.document.environments).join(', ');
    throw new errors/* UsageError */.eb([`\`proven-in\` names ${environment}, which ${manifest.path} does not have; it has ${known}`]);
}

;// CONCATENATED MODULE: ./actions/verify-image/verify-image.ts











/** Milliseconds for which reads are tried again that only serve warnings. */
const patience = 15_000;
/** Proves that all images of a release are there and are what their digests say. Writes nothing. */
const verifyImage = (0,action/* action */.XI)({
    title: 'Verify images',
    inputs: inputs_inputs,
    outputs: outputs,
    defaults: ({ declared, document }) => {
        const gates = (0,deploy_manifest_declared.imageGatesOf)(document, declared?.environment);
        return {
            images: declared ? declared.services.flatMap(({ images }) => images) : (0,deploy_manifest_declared.imagesOf)(document),
            platform: (0,deploy_manifest_declared.platformsOf)(document).map(manifest/* parsePlatform */.FL),
            'fail-on-severity': gates.failOnSeverity,
            'require-signature': gates.requireSignature,
            attestation: gates.attestation,
            'proven-in': declared?.requires,
            soak: declared?.soak,
        };
    },
    check: mistakes,
    async run(all, context, manifest) {
        const given = askedOf(all, context);
        const until = context.clock.now() + given.timeout;
        const token = given['github-token'];
        const commit = given.release === undefined ? undefined : await (0,release/* commitOf */.D)(given.release, { token, context, until });
        const tag = commit ?? given.tag ?? '';
        const [platforms, allowMissing] = [given.platform ?? [], given['allow-missing']];
        const run = { tag, platforms, allowMissing, context, aws: context.aws({ until }) };
        const found = await (0,verify/* verifyImages */.O)(given.images, run);
        const settings = { ...run, manifest, aws: context.aws({ until, patience }) };
        const builds = await buildsOf(found, settings);
        if (!allowMissing)
            await tellRisks(found, tag, settings);
        const proof = await prove(found, { ...run, given, manifest, sha: tag, until });
        const verified = await (0,checks/* checkImages */.B)(found, { ...run, gates: imageGates(given, context), until, token });
        return resultOf(verified, { tag, sha: commit ?? (isCommit(tag) ? tag : ''), allowMissing, proof, builds });
    },
});
function isCommit(tag) {
    return /^[0-9a-f]{40}$/.test(tag);
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

/***/ 7423:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Md: () => (/* binding */ payloadOf),
/* harmony export */   vJ: () => (/* binding */ isRecordOf),
/* harmony export */   x_: () => (/* binding */ recordedRevisions)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5796);

/** Whether a deployment was one of the release. */
function isRecordOf({ ref, sha, payload }, sought) {
    const { release } = payloadOf(payload);
    return ref === sought.name || release === sought.name || sought.commits.includes(sha);
}
/** Service → the revision it was brought to. */
function recordedRevisions({ payload }) {
    const { deployments } = payloadOf(payload);
    return new Map(Object.entries((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(deployments) ? deployments : {}).flatMap(([service, entry]) => {
        const taskDefinition = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(entry) ? entry['taskDefinition'] : undefined;
        return typeof taskDefinition === 'string' ? [[service, taskDefinition]] : [];
    }));
}
/** What a payload holds; nothing where it is no object. */
function payloadOf(payload) {
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(payload))
        return payload;
    try {
        const parsed = typeof payload === 'string' ? JSON.parse(payload) : undefined;
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(parsed) ? parsed : {};
    }
    catch {
        return {};
    }
}


/***/ }),

/***/ 2504:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ad: () => (/* binding */ endOfDeployment),
/* harmony export */   Gh: () => (/* binding */ laterThan),
/* harmony export */   Je: () => (/* binding */ isReturning),
/* harmony export */   Jm: () => (/* binding */ isBehind),
/* harmony export */   YP: () => (/* binding */ standingOf),
/* harmony export */   lZ: () => (/* binding */ wayBack),
/* harmony export */   sF: () => (/* binding */ historyLasts)
/* harmony export */ });
/** What ECS's own records say of the revisions that a service has run. Times are milliseconds since 1970. */
/** ECS's records are kept for 90 days ("View service history using Amazon ECS service deployments"); less a day. */
const historyLasts = 89 * 86_400_000;
/**
 * How a status ends. A deployment that ECS stopped may have failed where no rollback is configured, or have given way to
 * another: the status does not tell, so whoever read its circuit breaker and alarms says whether one of them went off.
 */
function endOfDeployment(status, { wentOff }) {
    if (status === 'SUCCESSFUL')
        return 'succeeded';
    if (status === 'STOPPED')
        return wentOff ? 'failed' : 'stopped';
    return status === 'ROLLBACK_SUCCESSFUL' || status === 'ROLLBACK_FAILED' ? 'failed' : 'open';
}
/** A revision stands as its newest deployment that came to an end of its own. */
function standingOf(taskDefinition, { deployments, since }, registeredAt) {
    const own = deployments.filter(deployment => deployment.taskDefinition === taskDefinition);
    const telling = own.find(({ end }) => end === 'succeeded' || end === 'failed');
    if (telling?.end === 'succeeded')
        return { is: 'succeeded', at: telling.createdAt };
    if (telling)
        return { is: 'failed', at: telling.createdAt, status: telling.status };
    return registeredAt !== undefined && registeredAt > since ? { is: 'untried' } : { is: 'unknown' };
}
/** The revisions that were deployed after one last ran well, newest first; all that are known where it is not. */
function laterThan(taskDefinition, { deployments }) {
    const own = deployments.findIndex(one => one.taskDefinition === taskDefinition && one.end === 'succeeded');
    const later = own < 0 ? deployments : deployments.slice(0, own);
    return [...new Set(later.map(one => one.taskDefinition))].filter(name => name !== taskDefinition);
}
/** Milliseconds between the times that two of ECS's own records give one event. */
const clockSlack = 5_000;
/**
 * Whether a look at the service is older than the history: it shows another deployment than the newest one, though that
 * was neither stopped nor rolled back. Replicas of ECS's state lag by seconds.
 */
function isBehind(primary, history) {
    const [newest] = history.deployments;
    if (!primary || !newest || /^(ROLLBACK|STOP)/.test(newest.status))
        return false;
    return newest.taskDefinition !== primary.taskDefinition && newest.createdAt > primary.createdAt + clockSlack;
}
/** Whether ECS is bringing the service back to this revision at the moment, because the newest deployment failed. */
function isReturning(to, { deployments: [newest] }) {
    return newest?.status === 'ROLLBACK_IN_PROGRESS' && newest.taskDefinition !== to;
}
/**
 * The way back from a revision: the successful ones that ran before it, newest first. Whoever went back from C to B,
 * by whatever means, left C: from B the way leads to what ran before B first did, never to C again.
 */
function wayBack(from, { deployments }) {
    const way = [];
    let left = deployments.filter(({ end }) => end === 'succeeded').map(({ taskDefinition }) => taskDefinition);
    for (let here = from; here !== undefined; here = left[0]) {
        if (here !== from)
            way.push(here);
        left = left.slice(left.lastIndexOf(here) + 1);
    }
    return way;
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


/***/ })

};
