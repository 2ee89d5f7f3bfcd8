export const id = 265;
export const ids = [265];
export const modules = {

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

/***/ 1467:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ isSameRun),
/* harmony export */   w: () => (/* binding */ isContinued)
/* harmony export */ });
/**
 * Whether a service is where a rollback brought it that is not over, so that another one must not go further back. It
 * is over once its run told how it ended, of all services that went back together; to run that job again is to want
 * the same once more.
 */
function isContinued(mark, { others, runUrl }) {
    if (!mark)
        return false;
    const isOpen = others.some(other => other !== undefined && !other.done && other.at === mark.at);
    return !mark.done || isOpen || isOtherAttempt(mark.runUrl, runUrl);
}
/** Whether both are attempts of one workflow run, and not the same. */
function isOtherAttempt(one, other) {
    return one !== other && isSameRun(one, other);
}
/** Whether both are pages of one workflow run, whichever attempt. */
function isSameRun(one, other) {
    return one !== undefined && other !== undefined && withoutAttempt(one) === withoutAttempt(other);
}
function withoutAttempt(url) {
    return url.replace(/\/attempts\/\d+$/, '');
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

/***/ 6819:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ ImageCheck)
/* harmony export */ });
/* harmony import */ var _aws_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5985);
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9413);
/* harmony import */ var _core_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2083);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6251);
/* harmony import */ var _core_task_definition_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5957);
/* harmony import */ var _core_verification_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4585);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9724);







/** Asks the registries whether the images of targets can be pulled now. Each image is looked for once. */
class ImageCheck {
    run;
    looked = new Map();
    constructor(run) {
        this.run = run;
    }
    /** All containers of a target: one that cannot be started keeps the others from running. */
    async of(service, found) {
        const containers = found.target.definition.containerDefinitions;
        const all = await Promise.all(containers.map(async ({ name, image }) => {
            const reference = referenceOf(image);
            const ran = found.digests.get(name);
            return reference ? this.check({ service, found, container: name, image: reference, ran }) : noReference(name);
        }));
        return {
            obstacles: all.flatMap(({ obstacle }) => obstacle ?? []),
            pins: all.flatMap(one => one.pin ?? []),
            warnings: all.flatMap(({ warning }) => warning ?? []),
        };
    }
    async check(one) {
        const { image, ran } = one;
        if (image.digest !== undefined)
            return this.judge(one, { digest: image.digest });
        const tag = image.tag ?? 'latest';
        if (ran === undefined)
            return { ...unresolved(one), ...(await this.judge(one, { tag })) };
        const seen = await this.look(image, { tag });
        if (!seen)
            return outside(image);
        if (seen.is === 'found' && holds(seen, ran))
            return this.judge(one, { tag });
        return this.asItRan(one, ran);
    }
    /** The tag was moved, or is gone. What ran is still what is to run. */
    async asItRan(one, digest) {
        const answer = await this.judge(one, { digest });
        if (answer.obstacle)
            return answer;
        const { container, image } = one;
        return {
            pin: { container, image: (0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .pin */ .y_)(image, digest) },
            warning: `The tag ${(0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .shortImage */ .Uq)((0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image))} leads to another image by now; ${container} gets the one it ran, by its digest.`,
        };
    }
    async judge({ service, found, image }, wanted) {
        const seen = await this.look(image, wanted);
        if (!seen)
            return outside(image);
        const { registry = '', repository } = image;
        const platform = (0,_core_task_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .wantedPlatform */ .zT)(found.target.definition);
        const verdict = (0,_core_verification_js__WEBPACK_IMPORTED_MODULE_4__/* .judgeImage */ .xQ)({ name: service, registry, repository, wanted, seen }, platform ? [platform] : []);
        if (verdict.is === 'verified')
            return {};
        if (verdict.is === 'unknown')
            return { warning: `Whether its image can be pulled is not known: ${verdict.why}.` };
        const [name, own] = [found.name, (0,_core_service_js__WEBPACK_IMPORTED_MODULE_5__/* .revisionName */ .pd)(found.target.arn)];
        const revision = name === own ? name : `${name} (${own})`;
        const next = `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .capital */ .Nx)(verdict.next)}; or name another release.`;
        return { obstacle: { service, why: `cannot go back to ${revision}: ${verdict.why}`, next } };
    }
    look(image, wanted) {
        const key = `${(0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image)} ${JSON.stringify(wanted)}`;
        const known = this.looked.get(key) ?? (0,_aws_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .lookInRegistry */ .a1)(this.run.aws, { ...image, wanted });
        this.looked.set(key, known);
        return known;
    }
}
function referenceOf(image) {
    try {
        return image === undefined ? undefined : (0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .parseImage */ .zZ)(image);
    }
    catch {
        return undefined;
    }
}
/** ECS resolves a tag to the digest of an index, or of the platform's image in it. */
function holds(seen, digest) {
    return (0,_core_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestsOf */ .nw)((0,_core_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readManifest */ .WI)(seen.manifest ?? ''), seen.digest).includes(digest);
}
function noReference(container) {
    return { warning: `The image of ${container} could not be understood, so it was not checked.` };
}
function outside(image) {
    return {
        warning: `Whether ${(0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .shortImage */ .Uq)((0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image))} can be pulled is not known: it is not in Amazon ECR.`,
    };
}
function unresolved({ container, image }) {
    const text = (0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .shortImage */ .Uq)((0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image));
    return {
        warning: `The container ${container} gets what ${text} is now: nothing says which image that was when it last ran.`,
    };
}


/***/ }),

/***/ 8552:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Re: () => (/* binding */ markLeft),
/* harmony export */   T4: () => (/* binding */ closeMarks),
/* harmony export */   ZY: () => (/* binding */ markFailed),
/* harmony export */   sS: () => (/* binding */ markTargets)
/* harmony export */ });
/* harmony import */ var _core_provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8013);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6251);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);



/**
 * Writes on the revisions that are gone back to what is about to happen: a run that is killed is continued by the next
 * one, which finds it there. A rollback must not fail for want of a tag.
 */
async function markTargets(ways, run) {
    const marks = ways.flatMap(({ does, mark, plan: { revision } }) => mark && does !== 'stays' && 'arn' in revision ? [[revision.arn, { rollback: mark }]] : []);
    const refused = await tagAll(new Map(marks), run);
    if (refused !== undefined)
        run.context.step.warning(`If this run is killed, the next one may go back further. ${refused}`);
}
/** Marks what was left as failed, so that nobody brings it back without meaning to. Answers whether that was done. */
async function markLeft(ways, run) {
    const marks = ways.flatMap(way => way.leaves === undefined ? [] : [[way.leaves, { failed: failedMark(way, run) }]]);
    const refused = await tagAll(new Map(marks), run);
    if (refused === undefined)
        return true;
    const open = 'What was left could not be marked as failed: nothing keeps a promotion from bringing it back.';
    run.context.step.warning(`${open} ${refused}`);
    return false;
}
/** Marks revisions as failed before they are left: a run that is killed on its way back is continued on it. */
async function markFailed(revisions, failed, outside) {
    const refused = await tagAll(new Map(revisions.map(arn => [arn, { failed }])), outside);
    if (refused !== undefined)
        outside.context.step.warning(`The release could not be marked as failed: a run that is killed now may deploy it again. ${refused}`);
}
/** Writes down that the rollbacks came to their end; `arn` is the revision that was gone back to. */
async function closeMarks(ended, run) {
    const { context, until } = run;
    // The job's own deadline may have passed; it must end within 15 s of it.
    const aws = context.aws({ until: Math.min(context.clock.now(), until) + patience });
    const marks = ended.flatMap(({ arn, way: { mark } }) => mark ? [[arn, { rollback: { ...mark, done: true } }]] : []);
    await tagAll(new Map(marks), { aws, context });
}
/** Services may share a revision, which is tagged once. Says why one of them could not be tagged. */
async function tagAll(marks, outside) {
    const refusals = await Promise.all([...marks].map(([arn, mark]) => tag(arn, mark, outside)));
    return refusals.find(why => why !== undefined);
}
/** The deployment's own time is ECS's: a runner whose clock is late must not mark a revision before it was deployed. */
function failedMark({ name, plan: { before } }, { reason, context }) {
    const why = `rolled back to ${name}${reason === undefined ? '' : `: ${reason}`}`;
    return { at: Math.max(context.clock.now(), before?.createdAt ?? 0), why };
}
const mostAttempts = 3;
/** Milliseconds. */
const patience = 10_000;
/** Says why it could not be done. To set a tag twice is to set it once, so a lost reply needs no look. */
async function tag(arn, mark, { aws, context: { step } }) {
    try {
        const ecs = await aws.ecs();
        let lost;
        for (let attempt = 0; attempt < mostAttempts; attempt++) {
            const change = await ecs.tagTaskDefinition(arn, (0,_core_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .provenanceTags */ .Xy)(mark));
            if (change.is === 'done')
                return undefined;
            lost = change.fault;
        }
        return lost?.message;
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ) || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Cancelled */ .cJ)
            throw error;
        step.info(`${(0,_core_service_js__WEBPACK_IMPORTED_MODULE_2__/* .revisionName */ .pd)(arn)} could not be tagged: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
        return [error.message, error.next].filter(Boolean).join(' ');
    }
}


/***/ }),

/***/ 1416:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u0: () => (/* binding */ carryOut),
  Fu: () => (/* binding */ rollBack),
  kY: () => (/* binding */ statesOf)
});

// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/phases/prove/conclude.ts + 8 modules
var conclude = __webpack_require__(3285);
// EXTERNAL MODULE: ./shared/phases/prove/run.ts
var prove_run = __webpack_require__(5751);
// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/phases/deploy/register.ts
var register = __webpack_require__(6438);
// EXTERNAL MODULE: ./shared/phases/deploy/update.ts
var update = __webpack_require__(7142);
// EXTERNAL MODULE: ./shared/phases/roll-back/mark.ts
var mark = __webpack_require__(8552);
// EXTERNAL MODULE: ./shared/aws/call.ts
var call = __webpack_require__(382);
// EXTERNAL MODULE: ./shared/core/lost-update.ts
var lost_update = __webpack_require__(9600);
// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
// EXTERNAL MODULE: ./shared/phases/prove/records.ts
var records = __webpack_require__(6720);
;// CONCATENATED MODULE: ./shared/phases/roll-back/stop.ts





/** Tells ECS to return from the deployment that is under way, and looks whether it does. */
async function stop({ service }, stops, run) {
    const { step, clock } = run.context;
    const ecs = await run.aws.ecs();
    const sentAt = clock.now();
    const change = await tell(ecs, stops);
    if (change.is === 'barred')
        return { is: 'not-returning', why: change.why };
    if (change.is === 'lost') {
        const lost = `the reply to StopServiceDeployment was lost (${change.fault.fault.code})`;
        step.info(`${service.name}: ${lost}; looking whether it was done`);
    }
    let looks = 0;
    const waited = await (0,wait/* wait */.u)({
        until: run.until,
        look: async (now) => {
            const [record] = await ecs.describeServiceDeployments([stops.arn]);
            const seen = record && read(record, stops);
            if (seen)
                return { is: 'ended', end: seen };
            const isIgnored = (0,lost_update/* surelyNotApplied */.bj)({ looks: ++looks, sentAt, now });
            return isIgnored ? { is: 'ended', end: notHeeded } : { is: 'waiting', for: [] };
        },
    }, run.context);
    return waited.is === 'ended' ? waited.end : notHeeded;
}
const notHeeded = { is: 'not-returning', why: 'ECS did not stop it' };
/** A deployment that has come to its end meanwhile cannot be stopped; nor may every role do it. */
async function tell(ecs, { arn }) {
    try {
        return await ecs.stopServiceDeployment({ arn });
    }
    catch (error) {
        if ((0,records/* isRefusal */.v)(error))
            return { is: 'barred', why: [error.message, error.next].filter(Boolean).join(' ') };
        if (error instanceof call/* AwsError */.Gy && error.is('ConflictException', 'ServiceDeploymentNotFoundException'))
            return { is: 'over' };
        throw error;
    }
}
/** What ECS's record of the deployment says; undefined while it says nothing yet. */
function read({ status, returnsTo }, { to }) {
    if (status === 'PENDING' || status === 'IN_PROGRESS' || status === 'ROLLBACK_REQUESTED')
        return undefined;
    const isBack = returnsTo !== undefined && (0,core_service/* isDeploymentOf */.vu)({ targetRevision: returnsTo }, to.id);
    if (isBack && (status === 'ROLLBACK_IN_PROGRESS' || status === 'ROLLBACK_SUCCESSFUL'))
        return { is: 'returning' };
    return {
        is: 'not-returning',
        why: `ECS calls it ${status}, and does not return to ${(0,core_service/* revisionName */.pd)(to.taskDefinition)}`,
    };
}

;// CONCATENATED MODULE: ./shared/phases/roll-back/begin.ts







/** Whether neither the service nor anything that is written on its revisions was changed. */
function isUntouched({ changed, way }) {
    return !changed && way.leaves === undefined && way.mark === undefined;
}
/** Begins all rollbacks side by side: by returning from what is under way, or by a deployment. */
async function begin(ways, run) {
    const plans = ways.map(({ plan }) => plan);
    const registered = await (0,register/* registerRevisions */.q)(plans, run);
    const ready = registered.flatMap((one, index) => {
        const way = ways[index];
        return way ? [{ way, registered: one }] : [];
    });
    const looked = await (0,update/* lookAgain */.IK)(registered, run);
    const taken = takenByOthers(ready, looked, run);
    const mine = ready.filter(({ way }) => !taken.some(one => one.way === way));
    await (0,mark/* markTargets */.sS)(mine.map(({ way }) => way), run);
    const isReturning = ({ way }) => way.stops !== undefined && !looked.ours.has(way.service.name);
    const [returned, updated] = await Promise.all([
        Promise.all(mine.filter(isReturning).map(one => returnOrExplain(one, { looked, run }))),
        updateAll(mine.filter(one => !isReturning(one)), { looked, run }),
    ]);
    return [...taken, ...returned, ...updated];
}
/**
 * What somebody else began since the first look is not overwritten. Where exactly the services of one deployment are
 * to go back, the others still do; else no service is changed, so that all stay on one release.
 */
function takenByOthers(ready, { foreign }, { to, force }) {
    if (force || foreign.size === 0)
        return [];
    if (to.is !== 'deployments')
        throw overtaken([...foreign.keys()]);
    return ready.flatMap(({ way }) => {
        const theirs = foreign.get(way.service.name);
        return theirs ? [leftTo(theirs, way)] : [];
    });
}
const lookAtTheirs = 'Look at their deployment. Run this again to roll that back, or set `force: true` to overwrite it.';
function overtaken(services) {
    return new errors/* ActionError */.lZ(`somebody else deployed ${services.join(', ')} while this rollback was prepared; no service was changed`, { outcome: 'superseded', next: lookAtTheirs });
}
function leftTo({ id, taskDefinition }, way) {
    const why = `was deployed by somebody else meanwhile (${id} of ${(0,core_service/* revisionName */.pd)(taskDefinition)}), and was left alone`;
    return { is: 'not-going', way, service: way.service.name, outcome: 'superseded', why, next: lookAtTheirs };
}
async function returnOrExplain(one, outlook) {
    const { way } = one;
    try {
        return way.stops ? await returnOrUpdate(one, way.stops, outlook) : await begin_update(one, outlook);
    }
    catch (error) {
        const { outcome, message: why, next } = (0,action/* endOf */.pJ)(error, outlook.run.context.step);
        return { is: 'not-going', way, service: way.service.name, outcome, why, next };
    }
}
/** Where ECS does not return, a deployment of the wanted revision takes the place of what is under way. */
async function returnOrUpdate(one, { from, to, arn }, { run }) {
    const { way, registered } = one;
    const { step } = run.context;
    const stopped = await stop(way, { from, to, arn }, run);
    if (stopped.is === 'returning') {
        const where = `${to.id} of ${(0,core_service/* revisionName */.pd)(to.taskDefinition)}`;
        step.info(`${way.service.name}: ECS returns from deployment ${from.id} to ${where}`);
        return { is: 'going', way, taskDefinition: to.taskDefinition, deploymentId: to.id, changed: true, from };
    }
    step.info(`${way.service.name}: ECS does not return from deployment ${from.id}: ${stopped.why}`);
    const looked = await (0,update/* lookAgain */.IK)([registered], run);
    const [theirs] = run.force ? [] : looked.foreign.values();
    return theirs ? leftTo(theirs, way) : begin_update(one, { looked, run });
}
async function begin_update(one, outlook) {
    const [updated] = await updateAll([one], outlook);
    return (updated ?? { is: 'not-going', way: one.way, service: one.way.service.name, outcome: 'unknown', why: 'was lost' });
}
async function updateAll(ready, { looked, run }) {
    const overwriting = ready.map(({ registered }) => {
        const theirs = looked.foreign.get(registered.plan.service.name);
        return theirs ? { ...registered, plan: { ...registered.plan, before: theirs } } : registered;
    });
    const updates = await (0,update/* beginUpdates */.Cm)(overwriting, looked, run);
    return updates.flatMap((updated, index) => {
        const way = ready[index]?.way;
        return way ? [begunOf(way, updated)] : [];
    });
}
function begunOf(way, updated) {
    if (updated.is === 'deployed') {
        const { taskDefinition, deploymentId, changed } = updated;
        return { is: 'going', way, taskDefinition, deploymentId, changed };
    }
    const { outcome, why, next } = updated;
    return { is: 'not-going', way, service: way.service.name, outcome, why, next };
}

// EXTERNAL MODULE: ./shared/core/continued-rollback.ts
var continued_rollback = __webpack_require__(1467);
// EXTERNAL MODULE: ./shared/core/preflight.ts
var preflight = __webpack_require__(8599);
// EXTERNAL MODULE: ./shared/core/history.ts
var core_history = __webpack_require__(2504);
// EXTERNAL MODULE: ./shared/core/known-revision.ts
var known_revision = __webpack_require__(477);
// EXTERNAL MODULE: ./shared/core/difference.ts + 1 modules
var difference = __webpack_require__(7764);
// EXTERNAL MODULE: ./shared/core/provenance.ts
var core_provenance = __webpack_require__(8013);
;// CONCATENATED MODULE: ./shared/core/rollback-target.ts






/** What a target was found by. */
const bases = {
    release: 'its tag deploy-actions:release',
    commit: 'its tag deploy-actions:commit',
    'image-tags': 'its tag deploy-actions:image-tags',
    digest: 'the digest of its image',
    'image-tag': 'the tag of its image',
    record: 'the record of its deployment in GitHub',
    history: 'the history of its deployments in ECS',
    completed: 'the deployment that ECS calls completed',
    previous: 'the tag deploy-actions:previous of what replaced it',
    named: '`task-definitions`',
    deployments: '`deployments`, as what ran before',
    unfinished: 'the rollback to it, which had not come to its end',
};
/** Side by side; some are read in vain. */
const readAtOnce = 5;
/** The newest candidate on the way back that ran well, was not rolled away from, and is not what runs now. */
function chooseLastGood(knowledge) {
    const { candidates, current } = knowledge;
    const left = [current];
    const passed = [];
    for (const [index, candidate] of candidates.entries()) {
        const { taskDefinition, read } = candidate;
        const certain = certainObjection(candidate, knowledge);
        if (certain === undefined && read === undefined)
            return unreadFrom(index, knowledge);
        const why = certain ?? objection(candidate, knowledge) ?? sameAs(candidate, left);
        if (why === undefined && isRead(read))
            return found(candidate, read, candidate.basis);
        if (isRead(read))
            left.push(read);
        if (taskDefinition !== current.arn)
            passed.push({ taskDefinition, why: why ?? 'could not be read' });
    }
    return { is: 'none', passed };
}
/** The newest candidate that is of the release. */
function chooseRelease(sought, knowledge) {
    const passed = [];
    const left = [];
    let another;
    for (const [index, candidate] of knowledge.candidates.entries()) {
        const { taskDefinition, read } = candidate;
        if (read === undefined)
            return unreadFrom(index, knowledge);
        const basis = isRead(read) ? basisOf(sought, candidate, read) : undefined;
        if (!basis || !isRead(read))
            continue;
        const why = objection(candidate, knowledge) ?? sameAs(candidate, left);
        if (why !== undefined) {
            passed.push({ taskDefinition, why });
            left.push(read);
        }
        else if (bearsAnother(sought, read))
            another ??= found(candidate, read, basis);
        else
            return found(candidate, read, basis);
    }
    return another ?? { is: 'none', passed };
}
/** The very candidate that is named, unless something speaks against it. One that never ran here is trusted to a name. */
function chooseNamed(taskDefinition, knowledge) {
    const candidate = knowledge.candidates.find(one => one.taskDefinition === taskDefinition);
    if (candidate?.read === undefined)
        return { is: 'unread', taskDefinitions: [taskDefinition] };
    const why = untriedHere(candidate, knowledge) ? strangeness(candidate, knowledge) : objection(candidate, knowledge);
    if (why === undefined && isRead(candidate.read))
        return found(candidate, candidate.read, candidate.basis);
    return { is: 'none', passed: [{ taskDefinition, why: why ?? 'could not be read' }] };
}
/** Whether nothing says that the candidate ever ran well in this service. */
function untriedHere(candidate, knowledge) {
    const { is } = standingIn(candidate, knowledge);
    return (is === 'untried' || is === 'unknown') && candidate.taskDefinition !== knowledge.current.arn;
}
/** A slip of the pen would bring one service's program to another. */
function strangeness(candidate, knowledge) {
    const { read } = candidate;
    if (!isRead(read))
        return objection(candidate, knowledge);
    if (isMarked(read, { is: 'unknown' }))
        return (0,known_revision/* markText */.PQ)(read);
    const [own, other] = [knowledge.current.definition.family, read.definition.family];
    return own === other ? undefined : `is of the family ${other}, not of ${own}, and is not known to have run in it`;
}
function found({ digests }, target, basis) {
    return { is: 'found', target, basis, digests };
}
function isRead(read) {
    return read !== undefined && read !== 'gone';
}
function unreadFrom(index, { candidates }) {
    const unread = candidates.slice(index).filter(({ read }) => read === undefined);
    return { is: 'unread', taskDefinitions: unread.slice(0, readAtOnce).map(({ taskDefinition }) => taskDefinition) };
}
/** What the history alone says against a candidate on the way back, so that it need not be read. */
function certainObjection(candidate, { current, history }) {
    if (candidate.taskDefinition === current.arn)
        return 'runs now';
    const standing = history && (0,core_history/* standingOf */.YP)(candidate.taskDefinition, history, undefined);
    return standing?.is === 'failed' ? failedText(standing) : undefined;
}
/** What speaks against going back to a candidate; undefined if nothing does. */
function objection(candidate, knowledge) {
    const { read, taskDefinition } = candidate;
    if (read === 'gone')
        return 'does not exist any more';
    const isCurrent = taskDefinition === knowledge.current.arn;
    if (isCurrent && knowledge.currentFailed)
        return 'runs now, and its deployment failed';
    const standing = standingIn(candidate, knowledge);
    if (read && isMarked(read, standing))
        return (0,known_revision/* markText */.PQ)(read);
    if (standing.is === 'failed' && !isCurrent)
        return failedText(standing);
    return standing.is === 'untried' && !isCurrent ? 'was registered, but never ran in this service' : undefined;
}
/** ECS's history decides; where it says nothing, what others recorded. */
function standingIn({ taskDefinition, vouchedAt, read }, { history }) {
    const registeredAt = isRead(read) ? read.registeredAt : undefined;
    const standing = history ? (0,core_history/* standingOf */.YP)(taskDefinition, history, registeredAt) : { is: 'unknown' };
    const isSilent = standing.is === 'unknown' || standing.is === 'untried';
    return isSilent && vouchedAt !== undefined ? { is: 'succeeded', at: vouchedAt } : standing;
}
/** A revision that somebody brought back after it was rolled away from, and that succeeded then, is good again. */
function isMarked({ provenance: { failed } }, standing) {
    if (!failed)
        return false;
    return failed.at === undefined || standing.is !== 'succeeded' || standing.at <= failed.at;
}
function failedText({ at, status }) {
    return `failed when it was last deployed, ${(0,wording/* dayAndTime */.X_)(at)} (${status})`;
}
/** A copy of what was left is no way back. */
function sameAs({ read }, left) {
    const twin = isRead(read) ? left.find(({ definition }) => (0,difference/* sameDefinition */.uD)(definition, read.definition)) : undefined;
    return twin && `is the same as ${(0,core_service/* revisionName */.pd)(twin.arn)}`;
}
/** By which sign a revision is of the release, the surest first. */
function basisOf(sought, candidate, read) {
    const { release, commit, imageTags } = read.provenance;
    if (sought.release !== undefined && release === (0,core_provenance/* tagValue */.EZ)(sought.release))
        return 'release';
    if (commit !== undefined && sought.commits.includes(commit))
        return 'commit';
    if (Object.values(imageTags ?? {}).some(tag => sought.imageTags.includes(tag)))
        return 'image-tags';
    if (hasDigests(sought, candidate, read))
        return 'digest';
    if ((0,known_revision/* imagesIn */.o$)(read).some(({ image }) => image.tag !== undefined && sought.imageTags.includes(image.tag)))
        return 'image-tag';
    return candidate.basis === 'record' ? 'record' : undefined;
}
/** Two releases may be of one commit; the one that bears the wanted name goes before. */
function bearsAnother({ release }, { provenance }) {
    return release !== undefined && provenance.release !== undefined && provenance.release !== (0,core_provenance/* tagValue */.EZ)(release);
}
/** Every container whose repository has an image of the release runs that image, and at least one does. */
function hasDigests({ digests }, candidate, read) {
    const held = (0,known_revision/* imagesIn */.o$)(read).flatMap(({ container, image }) => {
        const wanted = digests.get((0,known_revision/* repositoryOf */._M)(image));
        const digest = image.digest ?? candidate.digests.get(container);
        return wanted ? [digest !== undefined && wanted.has(digest)] : [];
    });
    return held.length > 0 && held.every(Boolean);
}
/** What could be gone back to instead, newest first; each release once. */
function alternatives(knowledge) {
    const all = knowledge.candidates.flatMap(candidate => {
        const { read, taskDefinition } = candidate;
        if (!isRead(read) || taskDefinition === knowledge.current.arn || objection(candidate, knowledge))
            return [];
        const standing = standingIn(candidate, knowledge);
        return [{ name: (0,known_revision/* releaseName */["do"])(read), at: standing.is === 'succeeded' ? standing.at : (read.registeredAt ?? 0) }];
    });
    const newestFirst = all.toSorted((a, b) => b.at - a.at);
    return newestFirst.filter(({ name }, index) => newestFirst.findIndex(other => other.name === name) === index);
}

;// CONCATENATED MODULE: ./shared/phases/roll-back/reasons.ts



const inMotion = {
    why: 'is just being deployed: ECS shows the new deployment in one place and not yet in another',
    next: 'Run this again in a minute.',
};
function doesNotExist(name) {
    return {
        why: `cannot go back to ${(0,core_service/* revisionName */.pd)(name)}, which does not exist, or not any more`,
        next: 'Name a revision as family:number, or the release with `release`.',
    };
}
function isBarred(passed) {
    return {
        why: `cannot go back: ${passedText(passed)}`,
        next: `Name another revision, or a release; ${bringBack}`,
    };
}
function noWayBack(past, passed) {
    const unread = past.unreadable === undefined ? '' : ` ECS's history could not be read: ${past.unreadable}`;
    const others = passed.length > 0 ? ` (${passedText(passed)})` : '';
    return {
        why: `has nothing to go back to: nothing that ran well before ${(0,core_service/* revisionName */.pd)(past.current.arn)} is left${others}`,
        next: `If there is an older release, name it with \`release\`.${unread}`,
    };
}
function notThere(past, identity, passed) {
    const { name } = identity.byName();
    const found = passed.length > 0 ? `cannot go back to ${name}: ${passedText(passed)}` : `has no revision of ${name}`;
    const history = past.unreadable === undefined ? [] : [`ECS's history could not be read: ${past.unreadable}`];
    const barred = passed.length > 0 ? [bringBack] : [];
    const limit = past.isExhausted() ? [onlyNewest] : [];
    return { why: found, next: [alternativesText(past), ...barred, ...limit, ...history].join(' ') };
}
const bringBack = 'deploy-ecs brings back what failed, with `allow-failed: true`.';
const onlyNewest = 'Only the newest revisions were looked at; name an older one with `task-definitions`.';
/** As many as a reader takes in. */
const few = 8;
/** What could be gone back to instead, and how long ago it ran or was registered. */
function alternativesText(past) {
    const all = alternatives(past.knowledge());
    if (all.length === 0)
        return 'There is nothing else to go back to.';
    const names = all.slice(0, few).map(({ name, at }) => (at > 0 ? `${name} (${(0,wording/* age */.KW)(past.now() - at)} ago)` : name));
    return `It could go back to ${names.join(', ')}${all.length > few ? ` and ${all.length - few} more` : ''}.`;
}
function passedText(passed) {
    const told = passed.slice(0, few).map(({ taskDefinition, why }) => `${(0,core_service/* revisionName */.pd)(taskDefinition)} ${why}`);
    return [...told, ...(passed.length > few ? [`and ${passed.length - few} more`] : [])].join('; ');
}

;// CONCATENATED MODULE: ./shared/phases/roll-back/find.ts





/** Service deployments that are read at once: as many as one call describes; for the way back, a good part of it. */
const portions = { release: 20, wayBack: 100 };
/** The last one that ran well; or the present one, where a rollback to it has not come to its end (`isContinued`). */
async function findLastGood(past, isContinued) {
    if (isContinued)
        return { ...stays(past), basis: 'unfinished' };
    const search = { past, choose: () => chooseLastGood(past.knowledgeOfWayBack()), isSettled: isFound };
    let choice = await searchIn(past.deployments(portions.wayBack), search);
    const { history } = past.knowledge();
    if (history && (0,core_history/* isBehind */.Jm)((0,core_service/* primaryOf */.Os)(past.service), history))
        return missing(past, inMotion);
    if (history && (0,core_history/* isReturning */.Je)(past.current.arn, history))
        return { ...stays(past), basis: 'unfinished' };
    if (!history)
        choice = await searchIn(past.recorded(), search);
    const found = foundOr(choice, passed => missing(past, noWayBack(past, passed)));
    return found.is === 'target' ? { ...found, notes: returnedNotes(past) } : found;
}
/** Whoever wants to get rid of a release may not know that ECS did so already. */
function returnedNotes(past) {
    const newest = past.knowledge().history?.deployments[0];
    if (newest?.end !== 'failed' || newest.taskDefinition === past.current.arn)
        return [];
    const failed = (0,core_service/* revisionName */.pd)(newest.taskDefinition);
    return [`ECS itself went back from ${failed} to ${(0,core_service/* revisionName */.pd)(past.current.arn)} before; this goes further back.`];
}
/** The newest revision of a release, by the signs that cost least first. */
async function findRelease(past, identity) {
    past.add(past.current.arn, { basis: 'history' });
    let sought = identity.byName();
    const search = { past, choose: () => chooseRelease(sought, past.knowledge()), isSettled: isFoundOrBarred };
    const deployments = past.deployments(portions.release);
    const steps = [
        () => searchOnceIn(deployments, search),
        async () => {
            sought = await identity.inFull(past.current);
            return searchIn(deployments, search);
        },
        async () => {
            const recorded = (await identity.recorded(sought)).get(past.service.name);
            const revision = recorded && (await past.revision(recorded.taskDefinition));
            if (revision && revision !== 'gone')
                past.add(revision.arn, { basis: 'record', vouchedAt: recorded.at });
            return decide(search);
        },
        () => searchIn(past.family(), search),
    ];
    let choice = { is: 'none', passed: [] };
    for (const step of steps)
        if (!isFoundOrBarred(choice))
            choice = await step();
    const found = foundOr(choice, passed => missing(past, notThere(past, identity, passed)));
    // Not every revision says of itself which release it is.
    return found.is === 'target' ? { ...found, name: sought.name } : found;
}
/** The very revision that was named. */
async function findNamed(past, { name, revisions }) {
    const read = await revisions.read(name);
    if (read === 'gone')
        return missing(past, doesNotExist(name));
    past.add(read.arn, { basis: 'named' });
    const search = { past, choose: () => chooseNamed(read.arn, past.knowledge()), isSettled: isFound };
    const choice = await searchOnceIn(past.deployments(portions.wayBack), search);
    const candidate = past.knowledge().candidates.find(({ taskDefinition }) => taskDefinition === read.arn);
    const untried = candidate && untriedHere(candidate, past.knowledge());
    const found = foundOr(choice, passed => missing(past, isBarred(passed)));
    if (found.is === 'missing' || !untried)
        return found.is === 'missing' ? found : { ...found, basis: 'named' };
    return { ...found, basis: 'named', warnings: [`Nothing says that ${(0,core_service/* revisionName */.pd)(read.arn)} ever ran well in it.`] };
}
/** The present revision: it is where the service is to be. */
function stays(past) {
    const { current } = past;
    return {
        is: 'target',
        target: current,
        name: (0,known_revision/* releaseName */["do"])(current),
        basis: 'history',
        digests: new Map(),
        notes: [],
        warnings: [],
    };
}
/** Reads on until the choice is settled, or there is no more to read. */
async function searchIn(source, search) {
    let choice = await decide(search);
    while (!search.isSettled(choice) && !search.past.isExhausted()) {
        const isOver = (await source.next()).done;
        choice = await decide(search);
        if (isOver)
            break;
    }
    return choice;
}
async function searchOnceIn(source, search) {
    await source.next();
    return decide(search);
}
/** Has read what the choice needs of the candidates that are known. */
async function decide({ past, choose }) {
    for (;;) {
        const choice = choose();
        if (choice.is !== 'unread')
            return choice;
        if (past.isExhausted())
            return { is: 'none', passed: [] };
        await past.read(choice.taskDefinitions);
    }
}
function isFound({ is }) {
    return is === 'found';
}
/** A release that is there, and must not be gone back to, need not be looked for elsewhere. */
function isFoundOrBarred(choice) {
    return choice.is === 'found' || (choice.is === 'none' && choice.passed.length > 0);
}
function foundOr(choice, otherwise) {
    if (choice.is !== 'found')
        return otherwise(choice.is === 'none' ? choice.passed : []);
    const { target, basis, digests } = choice;
    return { is: 'target', target, name: (0,known_revision/* releaseName */["do"])(target), basis, digests, notes: [], warnings: [] };
}
function missing({ service }, reason) {
    return { is: 'missing', obstacle: { service: service.name, ...reason } };
}

;// CONCATENATED MODULE: ./shared/phases/roll-back/displaced.ts




/**
 * A deployment that was begun a moment ago may not be the PRIMARY one yet in what a replica of ECS's state shows: then
 * an older one is there, which looks as if ECS had returned to it. It is looked at until that is sure.
 */
async function placeOf(service, { deploymentId }, run) {
    const began = run.context.clock.now();
    let seen = service;
    let looks = 0;
    const waited = await (0,wait/* wait */.u)({
        until: run.until,
        look: async (now) => {
            if (looks++ > 0)
                seen = (await look(service.name, run)) ?? seen;
            if ((0,core_service/* primaryOf */.Os)(seen)?.id === deploymentId)
                return { is: 'ended', end: { service: seen, isOurs: true } };
            const settled = (0,lost_update/* surelyNotApplied */.bj)({ looks, sentAt: began, now }) || (await isDisplaced(seen, deploymentId, run));
            return settled ? { is: 'ended', end: { service: seen, isOurs: false } } : { is: 'waiting', for: [] };
        },
    }, run.context);
    return waited.is === 'ended' ? waited.end : { service: seen, isOurs: false };
}
async function look(name, { aws, cluster }) {
    return (await (await aws.ecs()).describeServices(cluster, [name])).services[0];
}
/** Whether ECS shows that the deployment had its time: it is there in another place, or its record says how it ended. */
async function isDisplaced(service, deploymentId = '', run) {
    if (service.deployments.some(({ id }) => id === deploymentId))
        return true;
    const oldest = Math.min(...service.deployments.map(({ createdAt }) => createdAt));
    try {
        const ecs = await run.aws.ecs();
        const listed = await ecs.listServiceDeployments({ cluster: run.cluster, service: service.name, after: oldest });
        const own = listed.find(one => (0,core_service/* isDeploymentOf */.vu)(one, deploymentId));
        return own !== undefined && /^(ROLLBACK|STOP)/.test(own.status);
    }
    catch (error) {
        if ((0,records/* isRefusal */.v)(error))
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./shared/aws/pages.ts
var pages = __webpack_require__(2388);
;// CONCATENATED MODULE: ./shared/phases/roll-back/past.ts





/** Milliseconds before the present deployment in which what is looked for is looked for first. */
const recently = 14 * 86_400_000;
/** Most of a family's revisions that are read for one service; one that is older has to be named. */
const mostRevisions = 100;
const unknownDigests = new Map();
/** The past of a service, of which nothing is known yet but what it runs. */
async function pastOf(service, outside) {
    const current = await outside.revisions.read(service.taskDefinition);
    if (current !== 'gone')
        return new Past({ service, current }, outside);
    throw new errors/* ActionError */.lZ(`${service.name} runs ${(0,core_service/* revisionName */.pd)(service.taskDefinition)}, which ECS does not describe`, {
        outcome: 'failed-before-change',
        next: 'Look at the service in the ECS console.',
    });
}
/** What is found out of one service's past, a portion at a time: the newest first, and no more than is needed. */
class Past {
    service;
    current;
    /** Why ECS's history of the service could not be read. */
    unreadable;
    run;
    revisions;
    candidates = new Map();
    history;
    constructor({ service, current }, { run, revisions }) {
        this.service = service;
        this.current = current;
        this.run = run;
        this.revisions = revisions;
    }
    /** Everything that is known, the newest candidates first. */
    knowledge() {
        const { current, history, service } = this;
        const currentFailed = (0,core_service/* primaryOf */.Os)(service)?.rollout === 'FAILED';
        return { current, currentFailed, history, candidates: [...this.candidates.values()] };
    }
    /** The same, but only what leads back from the current revision. */
    knowledgeOfWayBack() {
        const known = this.knowledge();
        if (!known.history)
            return known;
        const way = (0,core_history/* wayBack */.lZ)(this.current.arn, known.history);
        return { ...known, candidates: way.flatMap(arn => this.candidates.get(arn) ?? []) };
    }
    /** Has these revisions read. */
    async read(taskDefinitions) {
        await Promise.all(taskDefinitions.map(async (name) => {
            const candidate = this.candidates.get(name);
            if (candidate)
                candidate.read = await this.revisions.read(name);
        }));
    }
    revision(taskDefinition) {
        return this.revisions.read(taskDefinition);
    }
    /** Adds a candidate. To one that is known already only a record's word that it ran well adds something. */
    add(taskDefinition, { basis, vouchedAt }) {
        const vouched = vouchedAt !== undefined && { basis, vouchedAt };
        const known = this.candidates.get(taskDefinition);
        if (known)
            Object.assign(known, vouched);
        else
            this.candidates.set(taskDefinition, {
                ...{ taskDefinition, basis, digests: unknownDigests, ...vouched },
                ...(taskDefinition === this.current.arn && { read: this.current }),
            });
    }
    /** Milliseconds since 1970. */
    now() {
        return this.run.context.clock.now();
    }
    /** Whether more than enough was read. */
    isExhausted() {
        return [...this.candidates.values()].filter(({ read }) => read !== undefined).length >= mostRevisions;
    }
    /**
     * Reads ECS's records of the service's deployments, newest first, so many at a time, and yields after each portion.
     * ListServiceDeployments documents no order, so all of a period are listed before any is taken for the newest.
     */
    async *deployments(portion) {
        const ecs = await this.run.aws.ecs();
        try {
            for (const period of this.periods())
                yield* this.deploymentsSince(period, { portion, ecs });
        }
        catch (error) {
            if (!(0,records/* isRefusal */.v)(error))
                throw error;
            this.history = undefined;
            this.unreadable = [error.message, error.next].filter(Boolean).join(' ');
        }
    }
    async *deploymentsSince(period, { portion, ecs }) {
        const { cluster } = this.run;
        const listed = await ecs.listServiceDeployments({ cluster, service: this.service.name, after: period });
        const before = this.history?.since ?? Infinity;
        const fresh = listed.filter(({ createdAt }) => createdAt < before);
        const portions = (0,pages/* batches */.X)(fresh.toSorted((a, b) => b.createdAt - a.createdAt), portion);
        for (const each of portions) {
            await this.take(ecs, each);
            yield;
        }
        this.remember([], period);
    }
    /** From when on deployments are listed, in milliseconds since 1970: first the recent ones, then all there are. */
    periods() {
        const all = this.now() - core_history/* historyLasts */.sF;
        const recent = ((0,core_service/* primaryOf */.Os)(this.service)?.createdAt ?? this.now()) - recently;
        return recent > all ? [recent, all] : [all];
    }
    async take(ecs, listed) {
        const stopped = listed.filter(({ status }) => status === 'STOPPED').map(({ arn }) => arn);
        const [revisions, records] = await Promise.all([
            ecs.describeServiceRevisions([...new Set(listed.map(({ targetRevision }) => targetRevision))]),
            ecs.describeServiceDeployments(stopped),
        ]);
        const gaveUp = records.filter(({ breaker, triggeredAlarms }) => breaker?.status === 'TRIGGERED' || triggeredAlarms[0]);
        const wentOff = new Set(gaveUp.map(({ arn }) => arn));
        const found = listed.flatMap(({ arn, status, targetRevision, createdAt }) => {
            const revision = revisions.find(one => one.arn === targetRevision);
            const end = (0,core_history/* endOfDeployment */.Ad)(status, { wentOff: wentOff.has(arn) });
            return revision ? [{ ...revision, end, status, createdAt }] : [];
        });
        this.remember(found, Math.min(...listed.map(({ createdAt }) => createdAt)));
    }
    remember(found, since) {
        this.history = { deployments: [...(this.history?.deployments ?? []), ...found], since };
        for (const { taskDefinition, digests } of found) {
            this.add(taskDefinition, { basis: 'history' });
            const candidate = this.candidates.get(taskDefinition);
            if (candidate && candidate.digests.size === 0)
                candidate.digests = digests;
        }
    }
    /**
     * What can be known of the way back without ECS's history: what the service itself shows as completed, and what
     * deploy-ecs wrote down to have run before each revision.
     */
    *recorded() {
        for (const { rollout, taskDefinition, createdAt } of this.service.deployments)
            if (rollout === 'COMPLETED')
                this.add(taskDefinition, { basis: 'completed', vouchedAt: createdAt });
        yield;
        let { previous } = this.current.provenance;
        while (previous !== undefined && !this.candidates.has(previous)) {
            this.add(previous, { basis: 'previous', vouchedAt: 0 });
            yield;
            const { read } = this.candidates.get(previous) ?? {};
            previous = read === undefined || read === 'gone' ? undefined : read.provenance.previous;
        }
    }
    /** The ACTIVE revisions of the current revision's family, newest first, a page at a time. */
    async *family() {
        const ecs = await this.run.aws.ecs();
        const { family } = this.current.definition;
        let token;
        do {
            const { items, next } = await ecs.revisionsPage({ family, most: 100, token });
            items.forEach(arn => this.add(arn, { basis: 'history' }));
            yield;
            token = next;
        } while (token !== undefined);
    }
}

;// CONCATENATED MODULE: ./shared/phases/roll-back/find-previous.ts








/**
 * What ran before a deployment of deploy-ecs, for exactly the services that still have it. One that ECS took back by
 * itself is where it is to be; one that somebody else deployed since is left alone.
 */
async function findPrevious(seen, { to, run, revisions }) {
    const begun = to.deployments.find(({ service }) => service === seen.name) ?? { service: seen.name };
    const { service, isOurs } = await placeOf(seen, begun, run);
    const past = await pastOf(service, { run, revisions });
    if (begun.changed === false && !isOfThisRun(past, run))
        return { is: 'headed', past, found: untouched(past) };
    const { previousTaskDefinition: previous } = begun;
    if (previous === undefined)
        return missing(past, unknownPrevious);
    const target = await revisions.read(previous);
    if (target === 'gone')
        return missing(past, doesNotExist(previous));
    const isBack = !isOurs && (0,difference/* sameDefinition */.uD)(past.current.definition, target.definition);
    const isTakenBack = !isOurs && isAt(service, begun.previousDeploymentId);
    if (!isOurs && !isBack && !isTakenBack && !run.force)
        return find_previous_overtaken(service, begun);
    if (past.current.provenance.rollback?.from === (0,core_service/* revisionName */.pd)(previous))
        return missing(past, toAndFro(past, previous));
    const leaves = await leftRevision(begun, { isBack, target, revisions });
    const found = {
        is: 'target',
        target,
        name: (0,known_revision/* releaseName */["do"])(target),
        basis: 'deployments',
        digests: new Map(),
        notes: isBack ? ['ECS took it back by itself.'] : isTakenBack ? [takenBackHalfway(past)] : [],
        warnings: [],
    };
    const { isBlameless = false } = begun;
    return { is: 'headed', past, found, isBlameless, ...(leaves !== undefined && { leaves }) };
}
function isAt(service, deploymentId) {
    return deploymentId !== undefined && (0,core_service/* primaryOf */.Os)(service)?.id === deploymentId;
}
/** ECS knows nothing of what ran before that. */
function takenBackHalfway({ current }) {
    return `ECS took it back to ${(0,core_service/* revisionName */.pd)(current.arn)} by itself, which was deployed meanwhile; this goes further back.`;
}
/**
 * What is marked as failed. Not what was only deployed anew, nor, where nothing else is to be done, what is marked
 * already.
 */
async function leftRevision({ taskDefinition }, { isBack, target, revisions }) {
    if (taskDefinition === target.arn)
        return undefined;
    if (taskDefinition === undefined || !isBack)
        return taskDefinition;
    const left = await revisions.read(taskDefinition);
    return left === 'gone' || left.provenance.failed ? undefined : taskDefinition;
}
/**
 * A service that deploy-ecs found as it was wanted is none of this promotion's, unless an earlier attempt of the same
 * run brought it there.
 */
function isOfThisRun({ current }, { runUrl }) {
    return (0,continued_rollback/* isSameRun */.M)(current.provenance.runUrl, runUrl);
}
function untouched(past) {
    return { ...stays(past), basis: 'deployments', notes: ['It was not changed by that deployment.'] };
}
function find_previous_overtaken(service, { deploymentId = 'the deployment' }) {
    const primary = (0,core_service/* primaryOf */.Os)(service);
    const theirs = primary ? `${primary.id} of ${(0,core_service/* revisionName */.pd)(primary.taskDefinition)}` : 'no deployment';
    return {
        is: 'left',
        left: {
            service: service.name,
            outcome: 'superseded',
            why: `has ${theirs} in place of ${deploymentId}, and was left alone`,
            next: 'Somebody else deployed it since; look at their deployment. `force: true` would overwrite it.',
        },
    };
}
const unknownPrevious = {
    why: 'cannot go back: `deployments` does not say what ran before',
    next: 'Name the release with `release`, or the revision with `task-definitions`.',
};
/** What a rollback gives as `deployments` leads back to what it left. */
function toAndFro({ current }, previous) {
    return {
        why: `cannot go back to ${(0,core_service/* revisionName */.pd)(previous)}: it is what ${(0,core_service/* revisionName */.pd)(current.arn)} was rolled back from`,
        next: `Name the release that is wanted with \`release\`; ${bringBack}`,
    };
}

// EXTERNAL MODULE: ./shared/aws/registry.ts
var registry = __webpack_require__(5985);
// EXTERNAL MODULE: ./shared/core/deployment-record.ts
var deployment_record = __webpack_require__(7423);
;// CONCATENATED MODULE: ./shared/phases/roll-back/identity.ts





/** Milliseconds. GitHub only helps to find a release: a rollback does not wait for it until its time is over. */
const patience = 30_000;
/** Finds out by what a release can be told: its commit, its images, its deployments in GitHub. Each is asked once. */
class Identity {
    /** What was not to be had, a sentence each: told where the release is not found. */
    notes = new Set();
    run;
    to;
    github;
    digests = new Map();
    commit;
    records;
    constructor(to, run) {
        this.run = run;
        this.to = to;
        const until = Math.min(run.until, run.context.clock.now() + patience);
        this.github = run.github && run.context.github({ token: run.github.token, until });
    }
    /** What tells the release without asking anybody. */
    byName() {
        if (this.to.is === 'tag') {
            const { tag } = this.to;
            return { name: tag, commits: [tag], imageTags: [tag], digests: new Map() };
        }
        const { release } = this.to;
        return { name: release, release, commits: [], imageTags: [release], digests: new Map() };
    }
    /** The same with its commit, and the digests of its images in the repositories that this revision uses. */
    async inFull(current) {
        const named = this.byName();
        const commit = await (this.commit ??= this.askForCommit());
        const found = commit === undefined ? [] : [commit];
        const [commits, tags] = [
            [...named.commits, ...found],
            [...named.imageTags, ...found],
        ];
        const repositories = new Map((0,known_revision/* imagesIn */.o$)(current).map(({ image }) => [(0,known_revision/* repositoryOf */._M)(image), image]));
        const digests = await Promise.all([...repositories].map(async ([name, image]) => {
            const asked = this.digests.get(name) ?? this.askForDigests({ ...image, tags });
            this.digests.set(name, asked);
            return [name, await asked];
        }));
        const held = digests.filter(([, those]) => those.size > 0);
        return { ...named, commits, imageTags: tags, digests: new Map(held) };
    }
    /** The revisions that GitHub's records of an environment name for this release, by service. */
    recorded(sought) {
        return (this.records ??= this.askForRecords(sought));
    }
    async askForCommit() {
        if (this.to.is === 'tag')
            return undefined;
        if (!this.github) {
            this.notes.add('GitHub was not asked for its commit, for want of `github-token`.');
            return undefined;
        }
        const found = await this.github.commitOfTag(this.to.release);
        if (found.is === 'found')
            return found.commit;
        this.notes.add(`${found.why}.`);
        return undefined;
    }
    async askForDigests(image) {
        try {
            return new Set(await (0,registry/* digestsInRegistry */.oQ)(this.run.aws, image));
        }
        catch (error) {
            if (!(error instanceof call/* AwsError */.Gy) || error.kind === 'expired')
                throw error;
            if (!error.is('RepositoryNotFoundException'))
                this.notes.add(error.message);
            return new Set();
        }
    }
    async askForRecords(sought) {
        const environment = this.run.github?.environment;
        if (!this.github || environment === undefined)
            return new Map();
        const lookup = await this.github.deploymentsTo(environment);
        if (lookup.is === 'refused') {
            this.notes.add(`${lookup.why}.`);
            return new Map();
        }
        const record = await this.firstSuccess(lookup.deployments.filter(one => (0,deployment_record/* isRecordOf */.vJ)(one, sought)));
        if (!record)
            return new Map();
        const revisions = (0,deployment_record/* recordedRevisions */.x_)(record);
        return new Map([...revisions].map(([service, taskDefinition]) => [service, { taskDefinition, at: record.createdAt }]));
    }
    /** A success is set inactive when the next one comes, so all states of a deployment count, not the last. */
    async firstSuccess(records) {
        for (const record of records) {
            const states = await this.github?.statesOf(record.id).catch((error) => this.withoutStates(error));
            if (states?.some(({ state }) => state === 'success'))
                return record;
        }
        return undefined;
    }
    withoutStates(error) {
        if (error instanceof errors/* Cancelled */.cJ)
            throw error;
        this.notes.add('GitHub did not say what became of the deployments of this release.');
        return [];
    }
}

// EXTERNAL MODULE: ./shared/phases/roll-back/images.ts
var roll_back_images = __webpack_require__(6819);
// EXTERNAL MODULE: ./shared/core/migration.ts
var migration = __webpack_require__(4200);
// EXTERNAL MODULE: ./shared/core/migration-record.ts
var migration_record = __webpack_require__(7848);
;// CONCATENATED MODULE: ./shared/core/migration-stay.ts



/**
 * The migrations of later releases that stay applied when the code goes back. One that was taken back is left out; where
 * that is not certain, it is said.
 */
function stayingMigrations({ later, target, scope }) {
    const ups = later.flatMap(upOf);
    const records = later.flatMap(({ tags }) => (0,migration_record/* readRecords */.T3)(tags, scope));
    const downs = (0,migration_record/* together */.bs)(records).flatMap(downOf);
    return ups.flatMap(up => {
        // A migration brings everything up to its release, so a later one brings this one again.
        const at = Math.max(...ups.filter(one => one.order >= up.order).map(one => one.at));
        const since = downs.filter(down => down.at > at);
        const ends = since.map(down => endOf(up, down, { later, target }));
        if (ends.includes('taken back'))
            return [];
        const [doubt] = since.filter((_, index) => ends[index] === 'in doubt');
        return [{ release: up.release, what: doubt ? `${up.what}, unless ${doubtText(doubt)}` : up.what }];
    });
}
function upOf(revision) {
    const { migration: what } = revision.provenance;
    if (what === undefined)
        return [];
    const order = orderOf(revision);
    const [, how, at = ''] = /^(\w+) (\d{4}-\S+Z) /.exec(what) ?? [];
    const told = Date.parse(at);
    if (how === undefined || Number.isNaN(told))
        return [{ release: (0,known_revision/* releaseName */["do"])(revision), what, at: order, order }];
    // What follows names the release, which is told anyway.
    return [{ release: (0,known_revision/* releaseName */["do"])(revision), what: `${how} ${at}`, at: told, order }];
}
/** A new release has a new revision. */
function orderOf({ registeredAt = 0 }) {
    return registeredAt;
}
function downOf({ direction, record: { begun, ended, voided = 0 } }) {
    if (direction === 'up')
        return [];
    const isOpen = begun && begun.attempt > Math.max(ended?.attempt ?? 0, voided);
    return [
        ...(ended ? [{ to: ended.about, is: ended.as, at: ended.began }] : []),
        ...(isOpen ? [{ to: begun.about, is: 'unknown', at: begun.at }] : []),
    ];
}
/** What one that went down made of one that went up before it. */
function endOf(up, { to, is }, { later, target }) {
    const isOf = ({ provenance: { release, commit } }) => release === to || commit === to;
    const there = later.filter(isOf);
    // The release that it went down to keeps its own migration, and those of the ones before.
    const keeps = !isOf(target) && there.length > 0 && up.order <= Math.min(...there.map(orderOf));
    if (keeps)
        return 'applied';
    return is === 'succeeded' && (isOf(target) || there.length > 0) ? 'taken back' : 'in doubt';
}
function doubtText({ to, is, at }) {
    const it = `the migration ${(0,migration/* downText */.oY)(to)}, begun at ${(0,migration_record/* isoTime */.Ly)(at)}, took it back`;
    const but = { succeeded: '', failed: ': it ran and failed', unknown: ': how it ended is not known' };
    return it + but[is];
}

// EXTERNAL MODULE: ./shared/phases/migrate/plan.ts + 1 modules
var plan = __webpack_require__(2153);
;// CONCATENATED MODULE: ./shared/phases/roll-back/migrations.ts



/** So many later revisions are asked; whoever goes back further knows that the database is another one. */
const most = 20;
/**
 * What migrations of the releases after the target did: a rollback brings back the program, not the data. What was taken
 * back in this cluster does not stay.
 */
async function laterMigrations({ past, found: { target, basis }, leaves }, cluster) {
    const { history, current } = past.knowledge();
    const isThere = target.arn === current.arn;
    if (isThere && leaves === undefined)
        return { known: [], complete: true };
    const after = history && !isThere ? (0,core_history/* laterThan */.Gh)(target.arn, history) : [];
    const arns = [...new Set([leaves ?? current.arn, ...after])];
    const asked = await Promise.all(arns.slice(0, most).map(arn => past.revision(arn)));
    const later = asked.flatMap(revision => (revision === 'gone' ? [] : [revision]));
    // What ran before a deployment has nothing between it and that deployment.
    const all = history !== undefined || basis === 'deployments';
    return {
        known: stayingMigrations({ later, target, scope: (0,plan/* scopeOf */.O)(cluster) }),
        complete: all && arns.length <= most,
    };
}

// EXTERNAL MODULE: ./shared/phases/deploy/revise.ts + 1 modules
var revise = __webpack_require__(7722);
;// CONCATENATED MODULE: ./shared/phases/roll-back/revisions.ts


/** The revisions that a run has read. A revision does not change, so each is read once, also for several services. */
class Revisions {
    aws;
    known = new Map();
    constructor(aws) {
        this.aws = aws;
    }
    /** `gone` where ECS does not know it any more. */
    read(name) {
        const known = this.known.get(name) ?? this.describe(name);
        this.known.set(name, known);
        return known;
    }
    async describe(name) {
        const revision = await (0,revise/* describeIfThere */.pX)(name, await this.aws.ecs());
        return revision ? (0,known_revision/* knownRevision */.vD)(revision) : 'gone';
    }
}

;// CONCATENATED MODULE: ./shared/phases/roll-back/run.ts
function servicesOf(to) {
    if (to.is === 'revisions')
        return [...to.revisions.keys()];
    return to.is === 'deployments' ? to.deployments.map(({ service }) => service) : to.services;
}

// EXTERNAL MODULE: ./shared/core/revision-plan.ts
var revision_plan = __webpack_require__(3983);
// EXTERNAL MODULE: ./shared/core/task-definition.ts
var task_definition = __webpack_require__(5957);
;// CONCATENATED MODULE: ./shared/phases/roll-back/way.ts







/** Decides how a service gets where it is to be. */
async function planWay(one, run) {
    const { service, current, found, checked, migrations } = one;
    const { target, name, basis } = found;
    const wanted = (0,task_definition/* registrable */.ZV)((0,task_definition/* withImages */.nS)(target.definition, checked.pins));
    const copy = copyOf(one);
    const newest = copy && (await (0,revise/* describeIfThere */.pX)(wanted.family, await run.aws.ecs()));
    const revision = copy
        ? (0,revision_plan/* planRevision */.X)({ wanted, running: current, newest, force: false })
        : { is: target.arn === current.arn ? 'keep' : 'reuse', arn: target.arn };
    const stops = revision.is === 'reuse' && !copy ? await stopOf(service, target, run) : undefined;
    const does = revision.is === 'keep' ? 'stays' : stops ? 'returns' : 'updates';
    const leaves = one.isBlameless ? undefined : (one.leaves ?? (does === 'stays' ? one.unmarked : current.arn));
    const mark = markOf(one, does, run);
    return {
        ...{ service, current, target, name, basis, does, migrations },
        notes: found.notes,
        warnings: [...found.warnings, ...checked.warnings],
        plan: planOf(one, { wanted, revision, newest, mark }),
        ...(stops && { stops }),
        ...(copy && does === 'updates' && { copy }),
        ...(leaves !== undefined && { leaves }),
        ...(mark && { mark }),
    };
}
/** An INACTIVE revision starts no deployment, and a tag that was moved does not bring back what ran. */
function copyOf({ current, found: { target }, checked: { pins } }) {
    if (target.arn === current.arn)
        return undefined;
    if (pins.length > 0)
        return 'pinned';
    return target.active ? undefined : 'inactive';
}
/** A rollback that was not finished keeps its mark until it is. */
function markOf({ current, at }, does, { runUrl }) {
    if (does !== 'stays')
        return { from: (0,core_service/* revisionName */.pd)(current.arn), at, done: false, ...(runUrl !== undefined && { runUrl }) };
    const { rollback } = current.provenance;
    return rollback && !rollback.done ? rollback : undefined;
}
function planOf({ service, current, found: { target } }, { wanted, revision, newest, mark }) {
    const provenance = { ...(0,core_provenance/* copiedProvenance */.M4)(target.provenance), ...(mark && { rollback: mark }) };
    return {
        name: service.name,
        service,
        running: current,
        newest,
        wanted,
        before: (0,core_service/* primaryOf */.Os)(service),
        ...{ previous: current.arn, moved: false },
        revision,
        tags: (0,core_provenance/* mergeTags */.kE)(target.tags, (0,core_provenance/* provenanceTags */.Xy)(provenance)),
        changes: (0,difference/* difference */.iv)(current.definition, wanted),
        force: false,
    };
}
/** One that is being rolled back already goes on with that. */
const stoppable = new Set(['PENDING', 'IN_PROGRESS', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS']);
/** Milliseconds. ECS lists a service deployment under a time a little before the deployment's. */
const listingSlack = 60_000;
/**
 * Stopping is quicker than deploying, since the old tasks still run; but ECS then returns to the deployment that was
 * last completed, so it is told to stop only where that is the one that is wanted.
 */
async function stopOf(service, target, run) {
    const [from, to] = [(0,core_service/* primaryOf */.Os)(service), (0,core_service/* lastCompleted */.s4)(service)];
    if (from?.rollout !== 'IN_PROGRESS' || !to || to.id === from.id || to.taskDefinition !== target.arn)
        return undefined;
    try {
        const after = from.createdAt - listingSlack;
        const ecs = await run.aws.ecs();
        const listed = await ecs.listServiceDeployments({ cluster: run.cluster, service: service.name, after });
        const record = listed.find(one => (0,core_service/* isDeploymentOf */.vu)(one, from.id));
        return record && stoppable.has(record.status) ? { arn: record.arn, from, to } : undefined;
    }
    catch (error) {
        if ((0,records/* isRefusal */.v)(error))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./shared/phases/roll-back/prepare.ts













/**
 * Looks at every service, finds where it is to go back to, and whether it can. What speaks against the rollback of any
 * service is named in one error, before the first write.
 */
async function prepare(run) {
    const { to } = run;
    const identity = to.is === 'release' || to.is === 'tag' ? new Identity(to, run) : undefined;
    const { problems, findings } = await findAll({ run, identity, revisions: new Revisions(run.aws), marks: [] });
    const headed = findings.flatMap(finding => (finding.is === 'headed' ? [finding] : []));
    const images = new roll_back_images/* ImageCheck */.q(run);
    const checked = await Promise.all(headed.map(async (one) => ({ ...one, checked: await checkedImages(one, images) })));
    const all = [
        ...problems,
        ...findings.flatMap(finding => (finding.is === 'missing' ? [finding.obstacle] : [])),
        ...(to.is === 'last-good' ? splits(headed) : []),
        ...checked.flatMap(one => one.checked.obstacles),
    ];
    refuse(all, { services: servicesOf(to).length, notes: identity?.notes });
    const at = run.context.clock.now();
    const ways = await Promise.all(checked.map(async (one) => {
        const { past, found, leaves, isBlameless = false, checked: own } = one;
        const { service, current } = past;
        const migrations = await laterMigrations(one, run.cluster);
        const unmarked = await leftUnmarked(past);
        const heading = { service, current, found, checked: own, migrations, leaves, isBlameless, unmarked, at };
        return planWay(heading, run);
    }));
    return { ways, left: findings.flatMap(finding => (finding.is === 'left' ? [finding.left] : [])) };
}
async function findAll(search) {
    const { cluster, to, aws, allowZero } = search.run;
    const { services, absent } = await (await aws.ecs()).describeServices(cluster, servicesOf(to));
    const active = services.filter(({ status }) => status === 'ACTIVE');
    const running = await Promise.all(active.map(({ taskDefinition }) => search.revisions.read(taskDefinition)));
    const marks = running.map(current => (current === 'gone' ? undefined : current.provenance.rollback));
    return {
        problems: [
            ...[...absent].map(([name, reason]) => (0,preflight/* absence */.An)(name, reason, cluster)),
            ...services.flatMap(service => (0,preflight/* obstacles */.Bw)(service, { allowZero })),
        ],
        findings: await Promise.all(active.map(service => find(service, { ...search, marks }))),
    };
}
async function find(service, search) {
    const { run, revisions } = search;
    const { to } = run;
    if (to.is === 'deployments')
        return findPrevious(service, { to, run, revisions });
    const past = await pastOf(service, { run, revisions });
    const found = await findIn(past, search);
    return found.is === 'missing' ? found : { is: 'headed', past, found };
}
function findIn(past, { run: { to, runUrl }, revisions, identity, marks }) {
    if (identity)
        return findRelease(past, identity);
    const mark = past.current.provenance.rollback;
    if (to.is !== 'revisions')
        return findLastGood(past, (0,continued_rollback/* isContinued */.w)(mark, { others: marks, runUrl }));
    return findNamed(past, { name: to.revisions.get(past.service.name) ?? '', revisions });
}
/** What an unfinished rollback left and had no time to mark. */
async function leftUnmarked(past) {
    const { rollback } = past.current.provenance;
    const left = rollback && !rollback.done ? await past.revision(rollback.from) : 'gone';
    return left === 'gone' || left.provenance.failed ? undefined : left.arn;
}
/** What runs already needs no image. */
async function checkedImages({ past, found }, images) {
    return found.target.arn === past.current.arn
        ? { obstacles: [], pins: [], warnings: [] }
        : images.of(past.service.name, found);
}
/** Services that are on one release now would not be afterwards: then a person has to say which one is wanted. */
function splits(headed) {
    const releases = (of) => new Set(headed.flatMap(one => of(one).provenance.release ?? []));
    const [now, then] = [releases(({ past }) => past.current), releases(({ found }) => found.target)];
    if (now.size > 1 || then.size < 2)
        return [];
    return headed.map(({ past, found: { name } }) => ({
        service: past.service.name,
        why: `would go back to ${name}, and not all others with it`,
        next: 'Name the release that all are to go back to with `release`.',
    }));
}
/** One error for everything that stands against the rollback. `notes` is what is so of all services. */
function refuse(problems, { services, notes = new Set() }) {
    if (problems.length === 0)
        return;
    const barred = new Set(problems.map(({ service }) => service)).size;
    const heading = `no service was changed, because ${barred} of ${(0,wording/* counted */.hS)(services, 'service')} cannot go back:`;
    throw new errors/* ActionError */.lZ(`${heading}\n${(0,preflight/* obstacleLines */.bk)(problems)}`, {
        outcome: 'failed-before-change',
        ...(notes.size > 0 && { next: [...notes].join(' ') }),
    });
}

// EXTERNAL MODULE: ./shared/core/change-text.ts
var change_text = __webpack_require__(7120);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
;// CONCATENATED MODULE: ./shared/phases/roll-back/plan-report.ts






/** The plan for the log: what will become of each service, and what people should know of it. */
function planLines({ ways, left }, { context }) {
    const now = context.clock.now();
    return [
        ...ways.flatMap(way => [`${way.service.name}: ${headline(way, now)}`, ...details(way).map(line => `  ${line}`)]),
        ...left.map(({ service, why }) => `${service}: ${why}`),
        ...migrationLines(ways),
    ];
}
function headline({ current, target, name, does }, now) {
    const there = [name, ...factsOf(target, { name, now })].join(', ');
    return does === 'stays' ? `stays on ${there}` : `${(0,known_revision/* releaseName */["do"])(current)} → ${there}`;
}
/** What tells a revision beside its release: `prod-api:41`, `commit 4f2c…`, `registered 3 days ago`. */
function factsOf({ arn, provenance, registeredAt }, { name, now }) {
    const own = (0,core_service/* revisionName */.pd)(arn);
    const commit = provenance.commit?.slice(0, 12);
    return [
        ...(own === name ? [] : [own]),
        ...(commit === undefined || commit === name ? [] : [`commit ${commit}`]),
        ...(registeredAt === undefined ? [] : [`registered ${(0,wording/* age */.KW)(now - registeredAt)} ago`]),
    ];
}
function details(way) {
    const found = `found by ${bases[way.basis]}`;
    return [found, ...(way.does === 'stays' ? [] : changesOf(way)), ...howOf(way), ...way.notes];
}
function changesOf({ plan }) {
    return plan.changes.length > 0 ? plan.changes.map(change_text/* changeText */.k) : ['no difference but the revision'];
}
const copies = {
    inactive: name => `as an equal copy: ${name} was deregistered, and ECS starts no deployment of it`,
    pinned: name => `as a copy of ${name} that names the image it ran by its digest`,
};
function howOf({ stops, copy, target }) {
    return [
        ...(stops ? [`by returning from deployment ${stops.from.id}, which is still under way`] : []),
        ...(copy ? [copies[copy]((0,core_service/* revisionName */.pd)(target.arn))] : []),
    ];
}
function migrationLines(ways) {
    const known = new Map(ways.flatMap(({ migrations }) => migrations.known.map(one => [one.release, one.what])));
    const names = ways.flatMap(({ service, migrations }) => (migrations.complete ? [] : [service.name])).join(', ');
    return [
        ...[...known].map(([release, what]) => `The migration of ${release} stays applied: ${what}`),
        ...(names === '' ? [] : [`Migrations of later releases are not fully known for ${names}: not all could be read.`]),
    ];
}
/** The plan as a table for the job summary. */
function planTable(ways, { context }) {
    const now = context.clock.now();
    const rows = ways.map((way) => {
        const { current, target, name, does, basis } = way;
        const isStaying = does === 'stays';
        const described = (one, known) => ({
            lines: [known, ...factsOf(one, { name: known, now })],
        });
        return [
            way.service.name,
            isStaying ? '' : described(current, (0,known_revision/* releaseName */["do"])(current)),
            described(target, name),
            bases[basis],
            { lines: isStaying ? ['stays as it is'] : [...changesOf(way), ...howOf(way)] },
        ];
    });
    return (0,summary/* serviceTable */.oV)(['Service', 'From', 'To', 'Found by', 'What differs'], rows);
}
/** What people should know of it, a paragraph each. */
function remarks(ways) {
    return [...migrationLines(ways), ...sayings(ways, 'notes'), ...sayings(ways, 'warnings')].map(summary/* prose */.CS);
}
/** What could not be made sure of before anything is changed. */
function warningsOf({ ways }) {
    return sayings(ways, 'warnings');
}
/** What is said of several services is said once. */
function sayings(ways, kind) {
    const all = ways.flatMap(({ service, [kind]: own }) => own.map(text => ({ text, name: service.name })));
    const groups = Map.groupBy(all, ({ text }) => text);
    return [...groups].map(([text, those]) => `${those.map(({ name }) => name).join(', ')}: ${text}`);
}
/** The output `plan`: what was decided for each service before anything was written. */
function planJson({ ways, left }, { cluster }) {
    const services = ways.map(way => [
        way.service.name,
        {
            does: way.does,
            from: revisionJson(way.current),
            to: revisionJson(way.target),
            by: bases[way.basis],
            copy: way.copy,
            changes: changesOf(way),
            migrations: way.migrations.known,
            migrationsKnown: way.migrations.complete,
            notes: way.notes,
            warnings: way.warnings,
        },
    ]);
    const alone = left.map(({ service, outcome, why }) => [service, { does: 'left', outcome, why }]);
    return JSON.stringify({ cluster, services: Object.fromEntries([...services, ...alone]) });
}
function revisionJson({ arn, definition, provenance: { release, commit }, registeredAt }) {
    const images = definition.containerDefinitions.map(({ name, image }) => [name, image]);
    return {
        taskDefinition: arn,
        release,
        commit,
        images: Object.fromEntries(images),
        registeredAt: registeredAt === undefined ? undefined : new Date(registeredAt).toISOString(),
    };
}
/** ` to v1.4.1`, where all go to one release. */
function releaseText(ways, preposition = 'to') {
    const [name, ...others] = new Set(ways.map(way => way.name));
    return name !== undefined && others.length === 0 ? ` ${preposition} ${name}` : '';
}
/** The outputs `release` and `sha`: where all services go, as far as one release and one commit are known of all. */
function goalOf({ ways, left }, { to }) {
    const told = to.is === 'release' ? to.release : undefined;
    const one = (each) => {
        const [first = '', ...others] = new Set(ways.map(way => each(way) ?? ''));
        return others.length > 0 || left.length > 0 ? '' : first;
    };
    const sha = one(({ target }) => target.provenance.commit);
    return {
        release: one(({ target }) => told ?? target.provenance.release),
        sha: /^[0-9a-f]{40}$/.test(sha) ? sha : '',
    };
}

// EXTERNAL MODULE: ./shared/phases/prove/report.ts
var report = __webpack_require__(3174);
;// CONCATENATED MODULE: ./shared/phases/roll-back/report.ts









/** What would be done, and nothing is. */
function dryRun(prepared, run) {
    const { ways, left } = prepared;
    const going = ways.filter(({ does }) => does !== 'stays').length;
    const outcome = (0,core_outcome/* together */.bs)([...left.map(one => one.outcome), ...ways.map(() => 'unchanged')]);
    return {
        outcome,
        heading: 'plan',
        message: `Dry run: ${going} of ${(0,wording/* counted */.hS)(ways.length + left.length, 'service')} would go back${releaseText(ways)}. Nothing was written.`,
        ...nextOf(left),
        outputs: { deployments: '{}', plan: planJson(prepared, run), ...goalOf(prepared, run) },
        summary: [whereIn(run), planTable(ways, run), ...remarks(ways)].join('\n\n'),
    };
}
const mixedAdvice = 'Bring all services to one release again: run this with `release`, and the one that all of them can run.';
/** What was done, for the next step and for the reader. */
function resultOf(ended, run) {
    const { begun, left, conclusion } = ended;
    const ways = begun.map(({ way }) => way);
    const outcome = conclusion?.outcome ?? (0,core_outcome/* together */.bs)([...left, ...begun].map(unprovedOutcome));
    const { message, next } = conclusion ? (0,conclude/* wordsOf */.Z)(conclusion, mixedAdvice) : unprovedWords(ended);
    return {
        outcome,
        message: (0,core_outcome/* isGreen */.gf)(outcome) ? `${greenWords(ended)} ${message}` : message,
        next,
        outputs: {
            deployments: deploymentsJson(ended),
            plan: planJson({ ways, left }, run),
            ...goalOf({ ways, left }, run),
        },
        summary: [
            whereIn(run),
            ...(conclusion ? [(0,report/* summaryOf */.YG)(conclusion)] : []),
            planTable(ways, run),
            ...remarks(ways),
            ...markRemark(ended),
        ].join('\n\n'),
    };
}
function unprovedOutcome(one) {
    if (!('is' in one) || one.is === 'not-going')
        return one.outcome;
    return isUntouched(one) ? 'unchanged' : 'succeeded';
}
function greenWords({ begun }) {
    const ways = begun.map(({ way }) => way);
    const isChanged = begun.some(one => one.is === 'going' && one.changed);
    if (isChanged)
        return `Rolled back${releaseText(ways)}.`;
    return `${(0,wording/* counted */.hS)(ways.length, 'service')} ${ways.length === 1 ? 'was' : 'were'}${releaseText(ways, 'on')} already.`;
}
function unprovedWords({ begun, left }) {
    const not = [...left, ...begun.filter(one => one.is === 'not-going')];
    const going = begun.filter(one => one.is === 'going');
    if (not.length === 0) {
        const changed = going.filter(one => one.changed).length;
        const begunText = `ECS has begun to bring ${(0,wording/* counted */.hS)(changed, 'service')} back; whether that works is for wait-healthy to prove.`;
        return { message: changed > 0 ? begunText : 'Nothing was proved.', next: undefined };
    }
    const lines = not.map(({ service, why }) => `  - ${service} ${why}`);
    const names = going.map(({ way }) => way.service.name).join(', ');
    return {
        message: [names ? `Begun: ${names}. Not begun, or not known to be:` : 'No service went back:', ...lines].join('\n'),
        ...nextOf(not),
    };
}
function nextOf(those) {
    return { next: those.flatMap(({ next }) => next ?? [])[0] };
}
/** As deploy-ecs gives it, so that wait-healthy takes it; `outcome` is there where it was followed. */
function deploymentsJson({ begun, conclusion }) {
    const going = begun.filter(one => one.is === 'going');
    return JSON.stringify(Object.fromEntries(going.map(({ way, taskDefinition, deploymentId, changed, from }) => {
        const state = conclusion?.states.find(({ service }) => service === way.service.name);
        const before = changed ? (from ?? way.plan.before) : undefined;
        const previous = {
            previousTaskDefinition: changed ? way.current.arn : null,
            previousDeploymentId: before?.id ?? null,
        };
        const end = state && { outcome: state.outcome, runs: state.runs ?? null };
        return [way.service.name, { taskDefinition, deploymentId, changed, ...previous, ...end }];
    })));
}
function whereIn({ cluster }) {
    return `Cluster ${(0,summary/* codeSpan */.SS)(cluster)}.`;
}
function markRemark({ begun, marked }) {
    const names = begun.flatMap(one => (one.is === 'going' ? nameOfLeft(one) : []));
    if (names.length === 0 || !marked)
        return [];
    const told = [...new Set(names)].join(', ');
    return [(0,summary/* prose */.CS)(`Marked as failed: ${told}. deploy-ecs brings that back only with \`allow-failed: true\`.`)];
}
function nameOfLeft({ way: { current, leaves } }) {
    if (leaves === undefined)
        return [];
    return [leaves === current.arn ? (0,known_revision/* releaseName */["do"])(current) : (0,core_service/* revisionName */.pd)(leaves)];
}

;// CONCATENATED MODULE: ./shared/phases/roll-back/roll-back.ts










/**
 * Brings services back: finds the revision of each, looks whether all of them can go back, marks what is left, and
 * follows what was begun until it is proved. One service that cannot go back leaves all as they are.
 */
async function rollBack(run) {
    return run.dryRun ? dryRun(await findWays(run), run) : resultOf(await carryOut(run), run);
}
async function findWays(run) {
    const { step } = run.context;
    const services = servicesOf(run.to);
    return step.group(`Find the way back of ${(0,wording/* counted */.hS)(services.length, 'service')}`, async () => {
        const found = await prepare(run);
        planLines(found, run).forEach(line => step.info(line));
        warningsOf(found).forEach(line => step.warning(line));
        return found;
    });
}
/** Does it, whatever `dryRun` says. Throws an ActionError where nothing could be begun. */
async function carryOut(run) {
    const { step, stop } = run.context;
    const { ways, left } = await findWays(run);
    const begun = await step.group('Go back', () => begin(ways, run));
    const going = begun.filter(one => one.is === 'going');
    const marked = await (0,mark/* markLeft */.Re)(going.map(({ way }) => way), run);
    const conclusion = run.wait && going.length > 0 ? await proveAll(begun, left, run) : undefined;
    // Whoever was told the end of a rollback asks for another one when he asks again; after a kill nobody was.
    if (!stop.aborted)
        await (0,mark/* closeMarks */.T4)(going.map(({ way, taskDefinition: arn }) => ({ way, arn })), run);
    return { begun, left, marked, conclusion };
}
/** How every service stands at the end of a rollback that was followed. */
function statesOf({ begun, left, conclusion }, now) {
    if (conclusion)
        return conclusion.states;
    return [...begun.filter(one => one.is === 'not-going'), ...left].map(one => stateOf(one, now));
}
/** Milliseconds between two looks at most: whoever rolls back wants to know soon that it is over. */
const longestPause = 2_000;
async function proveAll(begun, left, run) {
    const { context, until, cluster, allowZero, timeout } = run;
    const going = begun.filter(one => one.is === 'going');
    const conclusion = await (0,conclude/* conclude */.E)({
        ...{ context, until, cluster, allowZero, timeout },
        targets: going.map(targetOf),
        ...prove_run/* servicesAlone */.G,
        failFast: true,
        longestPause,
        aws: context.aws({ until, patience: prove_run/* lookPatience */.b }),
    });
    const now = context.clock.now();
    const stayed = new Set(going.filter(isUntouched).map(({ way }) => way.service.name));
    const proved = conclusion.states.map(state => (stayed.has(state.service) ? asUnchanged(state) : state));
    const others = [...begun.filter(one => one.is === 'not-going'), ...left].map(one => stateOf(one, now));
    const states = [...proved, ...others];
    return { ...conclusion, states, outcome: (0,core_outcome/* together */.bs)(states.map(({ outcome }) => outcome)) };
}
function targetOf({ way, taskDefinition, deploymentId, from }) {
    const { name } = way.service;
    if (!from)
        return { service: name, deploymentId, taskDefinition, purpose: 'rollback' };
    return {
        service: name,
        deploymentId: from.id,
        taskDefinition: from.taskDefinition,
        previousDeploymentId: deploymentId,
        previousTaskDefinition: taskDefinition,
        purpose: 'return',
    };
}
function asUnchanged(state) {
    return state.outcome === 'succeeded' ? { ...state, outcome: 'unchanged' } : state;
}
function stateOf({ service, outcome, why, next }, at) {
    return { service, outcome, why, next, at };
}


/***/ })

};
