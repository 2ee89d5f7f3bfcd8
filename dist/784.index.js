export const id = 784;
export const ids = [784];
export const modules = {

/***/ 5784:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deployEcs: () => (/* binding */ deployEcs)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/deploy-manifest/names.ts
var names = __webpack_require__(6744);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
// EXTERNAL MODULE: ./shared/phases/deploy/prepare.ts + 1 modules
var prepare = __webpack_require__(5256);
// EXTERNAL MODULE: ./shared/phases/deploy/register.ts
var register = __webpack_require__(6438);
// EXTERNAL MODULE: ./shared/phases/deploy/update.ts
var update = __webpack_require__(7142);
// EXTERNAL MODULE: ./shared/run-url.ts
var run_url = __webpack_require__(9843);
// EXTERNAL MODULE: ./shared/wanted-images.ts
var wanted_images = __webpack_require__(1946);
// EXTERNAL MODULE: ./shared/core/change-text.ts
var change_text = __webpack_require__(7120);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
// EXTERNAL MODULE: ./shared/phases/deploy/deployments.ts
var deployments = __webpack_require__(5027);
;// CONCATENATED MODULE: ./actions/deploy-ecs/report.ts







/** What will be done to a service, as one line of the log. */
function planLine(plan) {
    return [`${plan.service.name}: ${planText(plan)}`, ...plan.changes.map(change_text/* changeText */.k)].join('; ');
}
function planText({ revision, before, force }) {
    if (revision.is === 'register')
        return 'a new revision';
    if (revision.is === 'reuse')
        return `revision ${(0,core_service/* revisionName */.pd)(revision.arn)}, which exists already`;
    if (force)
        return 'a new deployment of the revision it has';
    return before?.rollout === 'IN_PROGRESS'
        ? `nothing; deployment ${before.id} of this revision is under way`
        : 'nothing; it has this revision';
}
/** What would be done, and nothing is. */
function dryRun(plans, run) {
    const rows = plans.map((plan) => [
        plan.service.name,
        { code: (0,core_service/* revisionName */.pd)(plan.running.arn) },
        planText(plan),
        { lines: plan.changes.length > 0 ? plan.changes.map(change_text/* changeText */.k) : ['none'] },
    ]);
    const changing = plans.filter(({ revision, force }) => force || revision.is !== 'keep').length;
    return {
        outcome: 'unchanged',
        message: `Dry run: ${changing} of ${(0,wording/* counted */.hS)(plans.length, 'service')} would change. Nothing was written.`,
        outputs: { deployments: '{}', changed: 'false' },
        summary: `${whereTo(run)}\n\n${(0,summary/* serviceTable */.oV)(['Service', 'Has', 'Would be done', 'Difference'], rows)}`,
    };
}
/** What was done, for the next step and for the reader. */
function resultOf(updates, run) {
    const outcome = (0,core_outcome/* together */.bs)(updates.map(outcomeOf));
    const failed = updates.flatMap(update => (update.is === 'deployed' ? [] : [update]));
    // Where it is not known whether a deployment was begun, the careful answer is that one was.
    const changed = updates.some(update => (update.is === 'deployed' ? update.changed : update.mayHaveBegun));
    return {
        outcome,
        message: sentenceFor(outcome, updates),
        next: failed.flatMap(({ next }) => next ?? [])[0],
        outputs: { deployments: JSON.stringify((0,deployments/* deploymentsOf */.o)(updates)), changed: String(changed) },
        summary: `${whereTo(run)}\n\n${(0,summary/* serviceTable */.oV)(['Service', 'From', 'To', 'Image', 'Deployment', 'Result'], updates.map(rowOf))}`,
    };
}
function whereTo({ cluster, release }) {
    return `${release === undefined ? '' : `Release ${(0,summary/* codeSpan */.SS)(release)} to cluster `}${release === undefined ? 'Cluster ' : ''}${(0,summary/* codeSpan */.SS)(cluster)}.`;
}
function outcomeOf(update) {
    if (update.is === 'deployed')
        return update.changed ? 'succeeded' : 'unchanged';
    return update.outcome;
}
function sentenceFor(outcome, updates) {
    const begun = updates.flatMap(update => update.is === 'deployed' && update.changed ? [update.plan.service.name] : []);
    const failures = updates.flatMap(update => update.is === 'deployed' ? [] : [`${update.plan.service.name}: ${update.why}`]);
    if (failures.length > 0)
        return [
            ...(begun.length > 0 ? [`Begun: ${begun.join(', ')}. Not begun, or not known to be:`] : []),
            ...failures,
        ].join('\n');
    if (outcome !== 'unchanged') {
        return `ECS has begun ${(0,wording/* counted */.hS)(begun.length, 'deployment')}. Whether that works is for wait-healthy to prove.`;
    }
    const underWay = updates.filter(isUnderWay).length;
    const still = underWay > 0
        ? ` ${(0,wording/* counted */.hS)(underWay, 'deployment')} of them, begun earlier, still under way; wait-healthy follows that.`
        : '';
    return `${(0,wording/* counted */.hS)(updates.length, 'service')} had the wanted revision already; nothing was written.${still}`;
}
function isUnderWay(update) {
    return update.is === 'deployed' && !update.changed && update.plan.before?.rollout === 'IN_PROGRESS';
}
function rowOf(update) {
    const { plan } = update;
    const [service, from] = [plan.service.name, { code: (0,core_service/* revisionName */.pd)(plan.running.arn) }];
    const images = {
        lines: plan.changes.filter(({ path }) => path.endsWith('.image')).map(({ after }) => (0,core_image/* shortImage */.Uq)(after)),
    };
    if (update.is !== 'deployed')
        return [service, from, '', images, '', update.outcome];
    const result = update.changed ? 'begun' : isUnderWay(update) ? 'under way' : 'unchanged';
    return [service, from, { code: (0,core_service/* revisionName */.pd)(update.taskDefinition) }, images, { code: update.deploymentId }, result];
}

;// CONCATENATED MODULE: ./actions/deploy-ecs/deploy-ecs.ts










const deploy_ecs_inputs = {
    cluster: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    services: (0,inputs/* optional */.lq)(inputs/* list */.p_),
    images: (0,inputs/* optional */.lq)(wanted_images/* wantedImages */.m),
    base: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    release: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    commit: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'force-new-deployment': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'allow-zero': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'allow-failed': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'dry-run': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
/** Brings services to new images: looks at everything, registers what is new, then updates all side by side. */
const deployEcs = (0,action/* action */.XI)({
    title: 'Deploy to ECS',
    inputs: deploy_ecs_inputs,
    outputs: ['deployments', 'changed', 'outcome'],
    defaults: ({ declared }) => ({
        ...(declared && { cluster: declared.cluster, services: declared.services.map(({ service }) => service) }),
    }),
    translate: (given, declared) => ({
        ...given,
        services: given.services?.map(name => (0,names/* ecsName */.p)(declared, name)),
        images: given.images?.map(image => (0,names/* ecsImage */.F)(declared, image)),
    }),
    check: checkInputs,
    async run(given, context) {
        const until = context.clock.now() + given.timeout;
        const deployment = {
            ...given,
            services: servicesOf(given),
            images: given.images ?? [],
            force: given['force-new-deployment'],
            allowZero: given['allow-zero'],
            allowFailed: given['allow-failed'],
            runUrl: (0,run_url/* runUrl */.V)(context.environment),
            until,
            context,
            aws: context.aws({ until }),
        };
        const plans = await context.step.group(`Look at ${(0,wording/* counted */.hS)(deployment.services.length, 'service')}`, async () => {
            const prepared = await (0,prepare/* prepare */.iA)(deployment);
            prepared.forEach(plan => context.step.info(planLine(plan)));
            return prepared;
        });
        if (given['dry-run'])
            return dryRun(plans, deployment);
        const revisions = await context.step.group('Register what is new', () => (0,register/* registerRevisions */.q)(plans, deployment));
        const updates = await context.step.group('Update services', () => (0,update/* updateServices */.O6)(revisions, deployment));
        return resultOf(updates, deployment);
    },
});
function servicesOf({ services, images = [] }) {
    return services ?? [...new Set(images.map(({ service }) => service))];
}
function checkInputs(given) {
    const services = servicesOf(given);
    const imaged = new Set((given.images ?? []).map(({ service }) => service));
    if (services.length === 0)
        return ['`services` or `images` is required: they say what to deploy'];
    const strangers = [...imaged]
        .filter(service => !services.includes(service))
        .map(name => `\`images\` names ${name}, which is not among \`services\``);
    const idle = given.base === 'service' && !given['force-new-deployment'] ? services.filter(service => !imaged.has(service)) : [];
    return [
        ...strangers,
        ...idle.map(name => `\`images\` has nothing for ${name}: without a new image, another \`base\` or \`force-new-deployment\` there is nothing to deploy`),
    ];
}


/***/ }),

/***/ 7120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ changeText)
/* harmony export */ });
/* harmony import */ var _difference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7764);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9413);


/** One difference for people: images by what tells them apart, everything else as it is. */
function changeText(change) {
    const container = /^containerDefinitions\.(.+)\.image$/.exec(change.path)?.[1];
    if (container === undefined)
        return (0,_difference_js__WEBPACK_IMPORTED_MODULE_0__/* .differenceLines */ .Ze)([change]).join(' ');
    return `image of ${container}: ${(0,_image_js__WEBPACK_IMPORTED_MODULE_1__/* .shortImage */ .Uq)(change.before)} → ${(0,_image_js__WEBPACK_IMPORTED_MODULE_1__/* .shortImage */ .Uq)(change.after)}`;
}


/***/ }),

/***/ 5027:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ deploymentOf),
/* harmony export */   o: () => (/* binding */ deploymentsOf)
/* harmony export */ });
/* harmony import */ var _core_provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8013);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6251);


/** What the next steps need: wait-healthy follows exactly these deployments, a rollback returns to exactly these revisions. */
function deploymentsOf(updates) {
    return Object.fromEntries(updates.flatMap(update => (update.is === 'deployed' ? [[update.plan.service.name, deploymentOf(update)]] : [])));
}
function deploymentOf(deployed) {
    const { taskDefinition, deploymentId, changed } = deployed;
    return { taskDefinition, deploymentId, changed, ...previousOf(deployed) };
}
/**
 * What to return to. A service that has the revision already was brought to it by an earlier run, which wrote down on
 * the revision what ran before; the deployment of that time is not known any more.
 */
function previousOf({ plan, taskDefinition, changed, }) {
    const { running, before, service } = plan;
    if (changed || running.arn !== taskDefinition) {
        const last = (0,_core_service_js__WEBPACK_IMPORTED_MODULE_1__/* .lastCompleted */ .s4)(service) ?? before;
        return { previousTaskDefinition: last?.taskDefinition ?? running.arn, previousDeploymentId: last?.id ?? null };
    }
    return { previousTaskDefinition: (0,_core_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .readProvenance */ .Ch)(running.tags).previous ?? null, previousDeploymentId: null };
}


/***/ }),

/***/ 7913:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ checkImages)
/* harmony export */ });
/* harmony import */ var _aws_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5985);
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9413);
/* harmony import */ var _core_verification_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4585);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9724);




/**
 * Every image is deployed by its digest, so each is looked up once: that turns a tag into the digest it has now, and
 * shows whether the image is there and built for the tasks' platform before anything is registered.
 */
async function checkImages(images, deployment) {
    const looked = new Map();
    for (const { image } of images) {
        const key = (0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image);
        if (!looked.has(key))
            looked.set(key, (0,_aws_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .lookInRegistry */ .a)(deployment.aws, { ...image, wanted: wantedOf(image) }));
    }
    return Promise.all(images.map(async (one) => checked(one, await looked.get((0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(one.image)), deployment)));
}
function wantedOf({ tag = 'latest', digest }) {
    return digest === undefined ? { tag } : { digest };
}
function checked(one, seen, deployment) {
    const { service, image } = one;
    const known = { ...one, digest: image.digest ?? '', tag: image.tag };
    if (!seen)
        return image.digest === undefined ? { ...known, obstacle: unpinned(one) } : known;
    const { registry = '', repository } = image;
    const looked = { name: service, registry, repository, wanted: wantedOf(image), seen };
    const verdict = (0,_core_verification_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeImage */ .x)(looked, one.platform ? [one.platform] : []);
    const tag = image.tag ?? (seen.is === 'found' ? tellingTag(seen.tags, deployment) : undefined);
    if (verdict.is === 'verified')
        return { ...known, digest: verdict.digest, tag };
    if (verdict.is === 'unknown' && image.digest !== undefined) {
        deployment.context.step.warning(`${service}: the image could not be checked before the deployment: ${verdict.why}`);
        return { ...known, tag };
    }
    const next = verdict.is === 'unknown' ? 'Pin the image by its digest, or let the registry be read' : verdict.next;
    return {
        ...known,
        obstacle: {
            service,
            why: `cannot run its image: ${verdict.why}`,
            next: `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .capital */ .Nx)(next)}.`,
        },
    };
}
/** Of the tags an image carries the one that says most: its commit or release, and `latest` only for want of another. */
function tellingTag(tags, { commit, release }) {
    return tags.find(tag => tag === commit || tag === release) ?? tags.find(tag => tag !== 'latest') ?? tags[0];
}
function unpinned({ service, image }) {
    return {
        service,
        why: `is given ${(0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image)} without a digest`,
        next: image.registry === undefined
            ? 'It has no registry: images of Amazon ECR are given as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/repository:tag.'
            : 'Images outside of Amazon ECR have to be given as registry/repository@sha256:….',
    };
}


/***/ }),

/***/ 5256:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ol: () => (/* binding */ failedReleases),
  yv: () => (/* binding */ originOf),
  n1: () => (/* binding */ planAll),
  iA: () => (/* binding */ prepare)
});

// EXTERNAL MODULE: ./shared/core/provenance.ts
var provenance = __webpack_require__(8013);
;// CONCATENATED MODULE: ./shared/core/failed-release.ts

/**
 * The revision marked as failed that this would bring back: the very one, one of the same release, or one with the same
 * images. Undefined if there is none among these.
 */
function failedBefore({ taskDefinition, definition, release }, known) {
    return known.find(one => {
        if (!one.provenance.failed)
            return false;
        const isOfRelease = release !== undefined && one.provenance.release === (0,provenance/* tagValue */.EZ)(release);
        return one.arn === taskDefinition || isOfRelease || imagesOf(one.definition) === imagesOf(definition);
    });
}
function imagesOf({ containerDefinitions }) {
    return JSON.stringify(containerDefinitions.map(({ name, image }) => [name, image]).toSorted());
}

// EXTERNAL MODULE: ./shared/core/preflight.ts
var preflight = __webpack_require__(8599);
// EXTERNAL MODULE: ./shared/core/known-revision.ts
var known_revision = __webpack_require__(477);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/phases/deploy/images.ts
var deploy_images = __webpack_require__(7913);
// EXTERNAL MODULE: ./shared/phases/deploy/revise.ts + 1 modules
var revise = __webpack_require__(7722);
;// CONCATENATED MODULE: ./shared/phases/deploy/prepare.ts









/**
 * Looks at every service, revision and image and decides what to do. Everything that speaks against the deployment is
 * named in one error, before the first write.
 */
async function prepare(deployment) {
    const plans = await planAll(deployment);
    refuse([...plans.flatMap(failedAlready), ...(await failedReleases(plans, deployment))], plans.length);
    plans.forEach(plan => warnOfOthers(plan, deployment));
    return plans;
}
/** The same, but for what earlier deployments say of the release: whoever returns from one has to see it. */
async function planAll(deployment) {
    const { cluster, services: names } = deployment;
    const ecs = await deployment.aws.ecs();
    const { services, absent } = await ecs.describeServices(cluster, names);
    const problems = [
        ...[...absent].map(([name, reason]) => (0,preflight/* absence */.An)(name, reason, cluster)),
        ...services.flatMap(service => (0,preflight/* obstacles */.Bw)(service, { allowZero: deployment.allowZero })),
    ];
    const active = services.filter(({ status }) => status === 'ACTIVE');
    const drafts = await Promise.all(active.map(async (service) => ({ service, draft: await draft(service, deployment) })));
    problems.push(...drafts.flatMap(one => one.draft.assigned.unclear.map(why => (0,preflight/* unclearImage */.M7)(one.service.name, why))));
    const checked = await (0,deploy_images/* checkImages */.B)(drafts.flatMap(one => (0,revise/* imagesOf */.IC)(one.draft)), deployment);
    problems.push(...checked.flatMap(({ obstacle }) => obstacle ?? []));
    refuse(problems, names.length);
    return drafts.map(one => ({
        ...(0,revise/* revise */.LX)(one.draft, checked, deployment),
        service: one.service,
        before: (0,core_service/* primaryOf */.Os)(one.service),
        force: deployment.force,
    }));
}
async function draft(service, deployment) {
    const images = deployment.images.filter(image => image.service === service.name);
    return (0,revise/* draftOf */.bz)(await originOf(service, await deployment.aws.ecs()), () => images, deployment);
}
/** What a new revision for a service comes from. */
async function originOf(service, ecs) {
    const running = await ecs.describeTaskDefinition(service.taskDefinition);
    return { name: service.name, running, previous: (0,core_service/* lastCompleted */.s4)(service)?.taskDefinition ?? running.arn };
}
/** ECS starts no more tasks of a deployment that failed, whatever is mended since; only a new one does. */
function failedAlready({ service, before, revision, force }) {
    if (force || revision.is !== 'keep' || before?.rollout !== 'FAILED')
        return [];
    return [
        {
            service: service.name,
            why: `has ${(0,core_service/* revisionName */.pd)(revision.arn)} already, and its deployment failed: ${before.rolloutReason ?? 'ECS gives no reason'}`,
            next: 'Mend the cause, then set `force-new-deployment: true` for one run, or deploy another release.',
        },
    ];
}
/** Every service that would get back a release which was rolled away from. */
async function failedReleases(plans, deployment) {
    return (await Promise.all(plans.map(plan => bringsBackFailed(plan, deployment)))).flat();
}
/**
 * What was rolled away from is not brought back by whoever promotes without thinking of it. It is known by its mark:
 * on the newest revision, on the one that runs, and on the one from which the service was rolled back to that.
 */
async function bringsBackFailed(plan, { allowFailed, release, aws }) {
    const { service, running, newest, revision, wanted: definition, force } = plan;
    if (allowFailed || (revision.is === 'keep' && !force))
        return [];
    const { rollback } = (0,provenance/* readProvenance */.Ch)(running.tags);
    const left = rollback && (await (0,revise/* describeIfThere */.pX)(rollback.from, await aws.ecs()));
    const known = [running, newest, left].flatMap(one => (one ? [(0,known_revision/* knownRevision */.vD)(one)] : []));
    const taskDefinition = 'arn' in revision ? revision.arn : undefined;
    const failed = failedBefore({ taskDefinition, definition, release }, known);
    if (!failed)
        return [];
    const next = 'Deploy a release that is mended, or bring it back on purpose, with `allow-failed: true` for one run.';
    return [{ service: service.name, why: `would get back ${(0,known_revision/* releaseName */["do"])(failed)}: ${nameOfMarked(failed)}`, next }];
}
function nameOfMarked(failed) {
    return `${(0,core_service/* revisionName */.pd)(failed.arn)} ${(0,known_revision/* markText */.PQ)(failed)}`;
}
/** Somebody else's rollout that is still under way ends with ours; whoever reads the log should know. */
function warnOfOthers({ service, before, revision }, { context }) {
    const ours = 'arn' in revision && before?.taskDefinition === revision.arn;
    if (ours || before?.rollout !== 'IN_PROGRESS')
        return;
    context.step.warning(`${service.name}: deployment ${before.id} of ${(0,core_service/* revisionName */.pd)(before.taskDefinition)} is still under way and will be superseded by this one.`);
}
/** One error for everything that stands against the deployment. */
function refuse(problems, services) {
    if (problems.length === 0)
        return;
    throw new errors/* ActionError */.lZ(`nothing was deployed to ${(0,wording/* counted */.hS)(services, 'service')}:\n${(0,preflight/* obstacleLines */.bk)(problems)}`, {
        outcome: 'failed-before-change',
    });
}


/***/ }),

/***/ 7142:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ beginUpdates),
/* harmony export */   IK: () => (/* binding */ lookAgain),
/* harmony export */   O6: () => (/* binding */ updateServices)
/* harmony export */ });
/* harmony import */ var _core_lost_update_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9600);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6251);
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4266);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);
/* harmony import */ var _wait_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6749);





const lookAtTheirs = 'Look at their deployment. Run the job again if this release is the one that is wanted.';
const runAgain = 'Run the job again: it continues from what ECS shows then.';
/** Updates all services side by side. After a failure no further update is begun; those under way are seen through. */
async function updateServices(registered, deployment) {
    const looked = await lookAgain(registered, deployment);
    if (looked.foreign.size > 0)
        throw overtakenEarly([...looked.foreign.keys()]);
    return beginUpdates(registered, looked, deployment);
}
/**
 * Registering may take a minute with many services. A deployment that somebody began meanwhile is not overwritten. One
 * of the very revision that is wanted is ours: a job that was killed began it, and the first look came from a replica
 * of ECS's state that did not know it yet.
 */
async function lookAgain(registered, { cluster, aws }) {
    const needed = new Map(registered.filter(isNeeded).map(one => [one.plan.service.name, one]));
    const { services } = await (await aws.ecs()).describeServices(cluster, [...needed.keys()]);
    const newer = services.flatMap(service => {
        const [one, primary] = [needed.get(service.name), (0,_core_service_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(service)];
        return one && primary && isNewer(primary, one.plan.before) ? [{ one, primary }] : [];
    });
    const isOurs = ({ one, primary }) => !one.plan.force && primary.taskDefinition === one.taskDefinition;
    const byService = (those) => new Map(those.map(({ one, primary }) => [one.plan.service.name, primary]));
    return { ours: byService(newer.filter(isOurs)), foreign: byService(newer.filter(one => !isOurs(one))) };
}
/** Begins the updates that are needed, after the last look before them. */
async function beginUpdates(registered, { ours }, deployment) {
    const updating = { ecs: await deployment.aws.ecs(), deployment, failure: new AbortController() };
    return Promise.all(registered.map(async (one) => {
        const there = ours.get(one.plan.service.name);
        return there ? unchanged(one, there) : updateOrExplain(one, updating);
    }));
}
function isNewer(now, before) {
    return before !== undefined && now.id !== before.id && now.createdAt > before.createdAt;
}
function overtakenEarly(services) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`somebody else deployed ${services.join(', ')} while this deployment was prepared; no service was changed`, {
        outcome: 'superseded',
        next: lookAtTheirs,
    });
}
function unchanged({ plan, taskDefinition }, { id }) {
    return { is: 'deployed', plan, taskDefinition, deploymentId: id, changed: false };
}
function isNeeded({ plan, taskDefinition }) {
    return plan.force || plan.service.taskDefinition !== taskDefinition;
}
/** A service that deploys has a primary deployment; one that shows none cannot be followed. */
function withoutPrimary(plan) {
    const next = 'Look at the service in the ECS console, and run the job again.';
    return {
        is: 'not-deployed',
        plan,
        outcome: 'unknown',
        why: 'has the revision, but ECS shows no primary deployment',
        next,
        mayHaveBegun: false,
    };
}
async function updateOrExplain(one, updating) {
    const { plan, taskDefinition } = one;
    const { step, stop } = updating.deployment.context;
    if (!isNeeded(one))
        return plan.before ? unchanged(one, plan.before) : withoutPrimary(plan);
    try {
        const deployed = await update(one, updating);
        step.info(`${plan.service.name}: deployment ${deployed.id} of ${(0,_core_service_js__WEBPACK_IMPORTED_MODULE_3__/* .revisionName */ .pd)(taskDefinition)} has begun`);
        return { is: 'deployed', plan, taskDefinition, deploymentId: deployed.id, changed: true };
    }
    catch (error) {
        if (!stop.aborted)
            updating.failure.abort();
        const { outcome, message, next } = (0,_action_js__WEBPACK_IMPORTED_MODULE_0__/* .endOf */ .pJ)(error, step);
        return { is: 'not-deployed', plan, outcome, why: message, next, mayHaveBegun: error instanceof Undecided };
    }
}
async function update({ plan, taskDefinition }, { ecs, deployment, failure }) {
    const { clock, step } = deployment.context;
    const sent = { before: plan.before, taskDefinition, force: plan.force };
    for (;;) {
        const sentAt = clock.now();
        const change = await ecs.updateService({
            cluster: deployment.cluster,
            service: plan.service.name,
            taskDefinition,
            force: plan.force,
            unless: failure.signal,
        });
        const replied = change.is === 'done' ? (0,_core_lost_update_js__WEBPACK_IMPORTED_MODULE_4__/* .findUpdate */ .$w)(change.reply, sent) : undefined;
        if (replied?.is === 'applied')
            return replied.deployment;
        const why = change.is === 'lost'
            ? `the reply to UpdateService was lost (${change.fault.fault.code})`
            : 'the reply does not show the new deployment';
        step.info(`${plan.service.name}: ${why}; looking whether it was done`);
        const seen = await settle(plan.service, sent, { ecs, deployment, sentAt }).catch(undecided);
        if (seen.is === 'applied')
            return seen.deployment;
        if (seen.is === 'overtaken')
            throw overtaken(plan.service, seen.deployment);
        if (plan.force)
            throw lostForced(plan.service);
    }
}
/** Reads until it is sure whether the update was done. Sending it again is safe only then, and only without force. */
async function settle(service, sent, { ecs, deployment, sentAt }) {
    let looks = 0;
    const waited = await (0,_wait_js__WEBPACK_IMPORTED_MODULE_2__/* .wait */ .u)({
        until: deployment.until,
        look: async (now) => {
            const { services } = await ecs.describeServices(deployment.cluster, [service.name]);
            const seen = services[0] ? (0,_core_lost_update_js__WEBPACK_IMPORTED_MODULE_4__/* .findUpdate */ .$w)(services[0], sent) : { is: 'not-seen' };
            if (seen.is !== 'not-seen')
                return { is: 'ended', end: seen };
            return (0,_core_lost_update_js__WEBPACK_IMPORTED_MODULE_4__/* .surelyNotApplied */ .bj)({ looks: ++looks, sentAt, now })
                ? { is: 'ended', end: seen }
                : { is: 'waiting', for: [] };
        },
    }, deployment.context);
    if (waited.is === 'ended')
        return waited.end;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('whether the update was done could not be seen in time', {
        outcome: 'unknown',
        next: runAgain,
    });
}
/** The update was sent, and whether ECS did it is not known. */
class Undecided extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
}
/** From the moment a reply is lost until it is found out what it said, whatever goes wrong leaves it unknown. */
function undecided(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ))
        throw error;
    if (error.outcome === 'cancelled') {
        const why = 'cancelled while ECS was being asked to deploy it: whether it did is not known';
        throw new Undecided(why, { outcome: 'cancelled', next: runAgain });
    }
    const why = `whether ECS began the deployment is not known: its reply was lost, and then: ${error.message}`;
    throw new Undecided(why, { outcome: 'unknown', next: error.next ?? runAgain });
}
function overtaken(service, { id, taskDefinition }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`${service.name} was deployed by somebody else: ${id} of ${(0,_core_service_js__WEBPACK_IMPORTED_MODULE_3__/* .revisionName */ .pd)(taskDefinition)}`, {
        outcome: 'superseded',
        next: lookAtTheirs,
    });
}
/** A forced update of the same revision makes a deployment each time it is sent, so it is never sent twice. */
function lostForced(service) {
    return new Undecided(`whether ECS began the forced deployment of ${service.name} is not known: the reply was lost and no deployment has appeared`, {
        outcome: 'unknown',
        next: 'Look at the deployments of the service. If there is none, run the job again.',
    });
}


/***/ }),

/***/ 1946:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ wantedImages)
/* harmony export */ });
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);
/* harmony import */ var _core_release_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9744);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2635);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8573);




/** Images for services and their containers: `service=image` or `service/container=image`, or a JSON object of them. */
const wantedImages = raw => {
    const entries = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .pairs */ .AS)('service=image or service/container=image lines, or a JSON object of them')(raw);
    return [...entries].map(([key, value]) => ({ ...(0,_core_release_images_js__WEBPACK_IMPORTED_MODULE_1__/* .readImageKey */ .h)(key), image: imageOf(key, value) }));
};
function imageOf(key, value) {
    try {
        return (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ)(value);
    }
    catch (error) {
        throw new Error(`has ${JSON.stringify(key)}, which ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, { cause: error });
    }
}


/***/ })

};
