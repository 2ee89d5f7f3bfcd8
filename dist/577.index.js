export const id = 577;
export const ids = [577];
export const modules = {

/***/ 9577:
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
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/phases/deploy/adopt.ts
var adopt = __webpack_require__(9689);
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
// EXTERNAL MODULE: ./shared/core/return-point.ts
var return_point = __webpack_require__(6687);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/phases/deploy/deployments.ts
var deployments = __webpack_require__(5027);
;// CONCATENATED MODULE: ./actions/deploy-ecs/moved.ts




/** What an earlier step has deployed of these services, as the output `deployments` has it. */
function movedIn(plans) {
    return (0,deployments/* deploymentsOf */.o)(plans.flatMap(plan => (0,deployments/* asMoved */.CI)(plan) ?? []));
}
/** The same where no service could be planned; nothing where it cannot be seen. */
async function lookForMoved({ aws, cluster, previous }) {
    if (previous.size === 0)
        return {};
    try {
        const { services } = await (await aws.ecs()).describeServices(cluster, [...previous.keys()]);
        const moved = services.flatMap((service) => {
            const [{ moved: isMoved, previous: back = null }, primary] = [(0,return_point/* returnPoint */.V)(service, previous), (0,core_service/* primaryOf */.Os)(service)];
            if (!isMoved || !primary)
                return [];
            const { id: deploymentId, taskDefinition } = primary;
            const was = { previousTaskDefinition: back, previousDeploymentId: null };
            return [[service.name, { taskDefinition, deploymentId, changed: true, ...was }]];
        });
        return Object.fromEntries(moved);
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
            throw error;
        return {};
    }
}

;// CONCATENATED MODULE: ./actions/deploy-ecs/previous.ts


const takes = 'it takes the ARN of a revision, family:number, or null where nobody can say it, such as the output `previous` of the root action';
/** Service → what it ran before, or the output `deployments` of an earlier deploy-ecs, which says that of its services. */
const readPrevious = raw => new Map(Object.entries((0,inputs/* json */.Pq)(raw)).map(([service, value]) => [service, readOne(service, value)]));
function readOne(service, value) {
    const said = isDeployment(value) ? value.previousTaskDefinition : value;
    if (said === null)
        return undefined;
    if (typeof said === 'string' && (0,core_service/* isRevision */.oN)(said))
        return said;
    throw new Error(`has ${(0,inputs/* quote */.hD)(JSON.stringify(said))} for ${service}; ${takes}`);
}
function isDeployment(value) {
    return typeof value === 'object' && value !== null && 'previousTaskDefinition' in value;
}

// EXTERNAL MODULE: ./shared/core/change-text.ts
var change_text = __webpack_require__(7120);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
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
        heading: 'plan',
        message: `Dry run: ${changing} of ${(0,wording/* counted */.hS)(plans.length, 'service')} would change. Nothing was written.`,
        outputs: { deployments: '{}', changed: 'false' },
        summary: `${whereTo(run)}\n\n${(0,summary/* serviceTable */.oV)(['Service', 'Has', 'Would be done', 'Difference'], rows)}`,
    };
}
/** Nothing was deployed, and yet services are not on what they ran before. */
function failedResult(error, moved) {
    const names = Object.keys(moved).join(', ');
    const { outcome, message, next } = error;
    return {
        outcome,
        message: `${message}\n${names}: deployed by an earlier step, and not on what ran before.`,
        next: [next, 'rollback-task-def returns that: give it the output `deployments`.'].filter(Boolean).join(' '),
        outputs: { deployments: JSON.stringify(moved), changed: 'false' },
    };
}
/** What was done, for the next step and for the reader. */
function resultOf(updates, run) {
    const outcome = (0,core_outcome/* together */.bs)(updates.map(outcomeOf));
    const failed = updates.flatMap(update => (update.is === 'deployed' ? [] : [update]));
    // Where it is not known whether a deployment was begun, the careful answer is that one was.
    const changed = updates.some(update => (update.is === 'deployed' ? isChanged(update) : update.mayHaveBegun));
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
        return isChanged(update) ? 'succeeded' : 'unchanged';
    return update.outcome;
}
/** By this step, or by an earlier one since `previous` ran. */
function isChanged({ changed, plan }) {
    return changed || plan.moved;
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
        const earlier = updates.filter(isEarlier).length;
        const parts = [
            ...(begun.length > 0 ? [`ECS has begun ${(0,wording/* counted */.hS)(begun.length, 'deployment')}`] : []),
            ...(earlier > 0 ? [`an earlier step has deployed exactly this to ${(0,wording/* counted */.hS)(earlier, 'service')}`] : []),
        ];
        return `${(0,wording/* capital */.Nx)(parts.join(', and '))}. Whether that works is for wait-healthy to prove.`;
    }
    const underWay = updates.filter(isUnderWay).length;
    const still = underWay > 0
        ? ` ${(0,wording/* counted */.hS)(underWay, 'deployment')} of them, begun earlier, still under way; wait-healthy follows that.`
        : '';
    return `${(0,wording/* counted */.hS)(updates.length, 'service')} had the wanted revision already; nothing was written.${still}`;
}
function isEarlier(update) {
    return update.is === 'deployed' && !update.changed && update.plan.moved;
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
    const result = update.changed
        ? 'begun'
        : isUnderWay(update)
            ? 'under way'
            : isEarlier(update)
                ? 'deployed before'
                : 'unchanged';
    return [service, from, { code: (0,core_service/* revisionName */.pd)(update.taskDefinition) }, images, { code: update.deploymentId }, result];
}

;// CONCATENATED MODULE: ./actions/deploy-ecs/deploy-ecs.ts














const deploy_ecs_inputs = {
    cluster: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    services: (0,inputs/* optional */.lq)(inputs/* list */.p_),
    images: (0,inputs/* optional */.lq)(wanted_images/* wantedImages */.m),
    base: (0,inputs/* otherwise */.fl)(inputs/* text */.Qq, 'service'),
    previous: (0,inputs/* optional */.lq)((0,inputs/* unlessEmpty */.A5)(readPrevious)),
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
        ...(declared?.base !== undefined && { base: declared.base }),
    }),
    translate: (given, declared) => ({
        ...given,
        services: given.services?.map(name => (0,names/* ecsName */.p)(declared, name)),
        images: given.images?.map(image => (0,names/* ecsImage */.F)(declared, image)),
        previous: given.previous && new Map([...given.previous].map(([name, one]) => [(0,names/* ecsName */.p)(declared, name), one])),
    }),
    check: checkInputs,
    async run(given, context) {
        const until = context.clock.now() + given.timeout;
        const deployment = {
            ...given,
            services: servicesOf(given),
            images: given.images ?? [],
            previous: given.previous ?? new Map(),
            force: given['force-new-deployment'],
            allowZero: given['allow-zero'],
            allowFailed: given['allow-failed'],
            runUrl: (0,run_url/* runUrl */.V)(context.environment),
            until,
            context,
            aws: context.aws({ until }),
        };
        const { step } = context;
        const looked = await orMoved(deployment, { plans: undefined, write: !given['dry-run'] }, () => step.group(`Look at ${(0,wording/* counted */.hS)(deployment.services.length, 'service')}`, async () => {
            const prepared = await (0,prepare/* prepare */.iA)(deployment);
            prepared.forEach(plan => step.info(planLine(plan)));
            return prepared;
        }));
        if ('outcome' in looked)
            return looked;
        if (given['dry-run'])
            return dryRun(looked, deployment);
        return orMoved(deployment, { plans: looked, write: true }, async () => {
            await (0,adopt/* adopt */.d)(looked, deployment);
            const revisions = await step.group('Register what is new', () => (0,register/* registerRevisions */.q)(looked, deployment));
            const updates = await step.group('Update services', () => (0,update/* updateServices */.O6)(revisions, deployment));
            return resultOf(updates, deployment);
        });
    },
});
/** Where nothing can be deployed, what an earlier step has deployed is to return all the same: `deployments` says so. */
async function orMoved(deployment, { plans, write }, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ || !write)
            throw error;
        const moved = plans ? movedIn(plans) : await lookForMoved(deployment);
        if (Object.keys(moved).length === 0)
            throw error;
        return failedResult(error, moved);
    }
}
function servicesOf({ services, images = [] }) {
    return services ?? [...new Set(images.map(({ service }) => service))];
}
function checkInputs(given) {
    const services = servicesOf(given);
    const before = [...(given.previous ?? new Map()).keys()];
    const imaged = new Set((given.images ?? []).map(({ service }) => service));
    if (services.length === 0)
        return ['`services` or `images` is required: they say what to deploy'];
    const strangers = [...[...imaged].map(name => ['images', name]), ...before.map(name => ['previous', name])]
        .filter(([, name = '']) => !services.includes(name))
        .map(([input = '', name = '']) => `\`${input}\` names ${name}, which is not among \`services\``);
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

/***/ 9689:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ adopt)
/* harmony export */ });
/* harmony import */ var _core_provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8013);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6251);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);



/**
 * Where an infrastructure tool has made exactly the revision that is wanted, none is registered that could say where it
 * comes from: it is written on the revision that is there. What ran before is found by it after a kill, too. A deployment must
 * not fail for want of a tag.
 */
async function adopt(plans, run) {
    await Promise.all(plans.map(async (plan) => {
        const { moved, revision, running, newest } = plan;
        const there = revision.is === 'reuse' ? newest : moved && revision.is === 'keep' ? running : undefined;
        const isTold = there && Object.keys((0,_core_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .readProvenance */ .Ch)(there.tags)).length > 0;
        if (there && !isTold)
            await describe(there, plan, run);
    }));
}
/** To set a tag twice is to set it once, so a lost reply needs no look. */
async function describe({ arn }, { name, tags }, { aws, context: { step } }) {
    try {
        const own = tags.filter(({ key }) => key.startsWith(_core_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3));
        const ecs = await aws.ecs();
        const change = await ecs.tagTaskDefinition(arn, own);
        if (change.is === 'lost')
            await ecs.tagTaskDefinition(arn, own);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ) || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Cancelled */ .cJ)
            throw error;
        step.info(`${name}: ${(0,_core_service_js__WEBPACK_IMPORTED_MODULE_2__/* .revisionName */ .pd)(arn)} could not be tagged with its release: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
}


/***/ }),

/***/ 5027:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ asMoved),
/* harmony export */   PE: () => (/* binding */ deploymentOf),
/* harmony export */   o: () => (/* binding */ deploymentsOf)
/* harmony export */ });
/* harmony import */ var _core_provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8013);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6251);


/** What the next steps need: wait-healthy follows exactly these deployments, a rollback returns to exactly these revisions. */
function deploymentsOf(updates) {
    return Object.fromEntries(updates.flatMap(update => {
        const deployed = update.is === 'deployed' ? update : stillMoved(update);
        return deployed ? [[update.plan.service.name, deploymentOf(deployed)]] : [];
    }));
}
/** A service that stayed on what was deployed beside this deployment is to return with the others. */
function stillMoved({ plan, outcome, mayHaveBegun }) {
    return mayHaveBegun || outcome === 'superseded' ? undefined : asMoved(plan);
}
/** What was deployed since `previous` ran, as a deployment of this promotion; undefined where nothing was. */
function asMoved(plan) {
    const { moved, before, running } = plan;
    if (!moved || !before)
        return undefined;
    return { is: 'deployed', plan, taskDefinition: running.arn, deploymentId: before.id, changed: false };
}
function deploymentOf(deployed) {
    const { taskDefinition, deploymentId, changed, plan } = deployed;
    return { taskDefinition, deploymentId, changed: changed || plan.moved, ...previousOf(deployed) };
}
/**
 * What to return to, and the deployment that ECS by itself returns to: it runs another revision where something was
 * deployed since. A service that has the revision already was brought to it by an earlier run, which wrote down on the
 * revision what ran before; the deployment of that time is not known any more.
 */
function previousOf({ plan, taskDefinition, deploymentId, changed, }) {
    const { running, before, service, previous, moved } = plan;
    if (!changed && !moved && running.arn === taskDefinition)
        return { previousTaskDefinition: (0,_core_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .readProvenance */ .Ch)(running.tags).previous ?? null, previousDeploymentId: null };
    const { id = deploymentId } = (0,_core_service_js__WEBPACK_IMPORTED_MODULE_1__/* .lastCompleted */ .s4)(service) ?? before ?? {};
    return { previousTaskDefinition: previous ?? null, previousDeploymentId: id === deploymentId ? null : id };
}


/***/ }),

/***/ 7142:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ OvertakenEarly),
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
        throw new OvertakenEarly([...looked.foreign.keys()]);
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
/** Nothing was begun, because somebody else deployed these services. */
class OvertakenEarly extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    services;
    constructor(services) {
        super(`somebody else deployed ${services.join(', ')} while this deployment was prepared; no service was changed`, {
            outcome: 'superseded',
            next: lookAtTheirs,
        });
        this.services = services;
    }
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
