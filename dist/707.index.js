export const id = 707;
export const ids = [707];
export const modules = {

/***/ 2707:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  promote: () => (/* binding */ promote)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/choice.ts
var choice = __webpack_require__(5661);
// EXTERNAL MODULE: ./shared/core/deploy-manifest/declared.ts
var deploy_manifest_declared = __webpack_require__(832);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var core_manifest = __webpack_require__(2083);
// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
;// CONCATENATED MODULE: ./shared/core/promotion.ts

/**
 * What a promotion does next. It decides from what is so, not from what it did: a run that continues a killed one sees
 * the same and does the same.
 */
function nextStep(known) {
    const { wanted, ended, services, cancelled } = known;
    if (cancelled)
        return end('cancelled');
    return (once(known, 'verify') ??
        once(known, 'look') ??
        (known.abandoned ? goOnBack(known) : undefined) ??
        once(known, 'check gates') ??
        (wanted.dryRun ? end('unchanged') : undefined) ??
        once(known, 'record') ??
        once(known, 'migrate') ??
        once(known, 'run infrastructure') ??
        (hasFailed(known) ? undefined : wave(services ?? [])) ??
        (hasFailed(known) ? wayBack(known) : undefined) ??
        halted(services ?? []) ??
        afterwards.map(step => once(known, step)).find(Boolean) ??
        proveAgain(known) ??
        once(known, 'publish') ??
        end(services?.some(({ changed }) => changed) || ended.migrate === 'succeeded' ? 'succeeded' : 'unchanged'));
}
/** What an earlier run was cut off on is finished before anything else; a dry run can only say so. */
function goOnBack(known) {
    const { wanted, services = [] } = known;
    if (wanted.dryRun)
        return end(halfway(services) ? 'mixed' : 'failed-before-change');
    return once(known, 'record') ?? wayBack(known);
}
/** Only what is proved is published, and green is only what was proved just now: in the time between, others may deploy. */
function proveAgain({ proofIsOld, services = [] }) {
    return proofIsOld ? { do: 'prove', services: names(services) } : undefined;
}
/** What is done once all services are proved. */
const afterwards = ['ask health', 'bake', 'run smoke test'];
/** Does what is wanted and has not been done. What could not be done ends the promotion; what failed, fails it. */
function once({ wanted, ended, services = [] }, step) {
    const outcome = ended[step];
    if (outcome === undefined)
        return isOptional(step) && !wanted.steps.includes(step) ? undefined : { do: step };
    return outcome === 'failed' || (0,core_outcome/* isGreen */.gf)(outcome) ? undefined : end(halfway(services) ? asMixed(outcome) : outcome);
}
function isOptional(step) {
    const always = ['verify', 'look', 'check gates', 'mark as failed'];
    return !always.includes(step);
}
/** An earlier run brought the release to some services only. */
function halfway(services) {
    return services.some(({ ours }) => ours) && services.some(({ stand }) => isToDeploy(stand));
}
/** That this run changed nothing is not all there is to say then. */
function asMixed(outcome) {
    return outcome === 'failed-before-change' || outcome === 'superseded' ? 'mixed' : outcome;
}
/** Waves go one after the other; within one, all are deployed and proved side by side. */
function wave(services) {
    const troubled = services.some(({ stand }) => !isToDeploy(stand) && stand !== 'begun' && stand !== 'proved');
    if (troubled)
        return undefined;
    const open = services.filter(({ stand }) => stand !== 'proved');
    const first = Math.min(...open.map(one => one.wave));
    const now = open.filter(one => one.wave === first);
    const behind = now.filter(({ stand }) => isToDeploy(stand));
    if (behind.length > 0)
        return { do: 'deploy', services: names(behind) };
    return now.length > 0 ? { do: 'prove', services: names(now) } : undefined;
}
function isToDeploy(stand) {
    return stand === 'behind' || stand === 'moved';
}
const failures = ['refused', 'failed', 'late', 'returned', 'stuck', 'astray'];
function hasFailed({ ended, services = [] }) {
    return Object.values(ended).includes('failed') || services.some(({ stand }) => failures.includes(stand));
}
/** What may run the release still, or what came with it. What somebody else deployed since is theirs. */
const returnable = ['moved', 'begun', 'proved', 'failed', 'late', 'paused', 'unknown'];
/**
 * The last wave returns first. Before any does, the release is marked as failed: a run that is killed now is continued
 * on its way back, not on its way forward, and what ECS took back by itself is not brought back unasked either.
 */
function wayBack(known) {
    const { wanted, services = [] } = known;
    const ours = services.filter(one => one.ours && one.stand !== 'superseded');
    if (wanted.onFailure === 'leave' || ours.length === 0)
        return end(endOfFailure(services));
    const open = ours.filter(({ stand }) => returnable.includes(stand));
    const marks = once(known, 'mark as failed');
    if (marks || open.length === 0)
        return marks ?? end(endOfFailure(services));
    const last = Math.max(...open.map(one => one.wave));
    return { do: 'return', services: names(open.filter(one => one.wave === last)) };
}
/** Nothing failed, and yet it cannot go on. */
function halted(services) {
    const stands = new Set(services.map(({ stand }) => stand));
    if (stands.has('unknown'))
        return end('unknown');
    const isOurs = stands.has('moved') || stands.has('proved') || stands.has('begun');
    if (stands.has('superseded'))
        return end(isOurs ? 'mixed' : 'superseded');
    return stands.has('paused') ? end('awaiting-approval') : undefined;
}
/** How a promotion ended that failed: by what its services run now. */
function endOfFailure(services) {
    const on = (...stands) => services.some(({ stand }) => stands.includes(stand));
    if (on('unknown', 'astray'))
        return 'unknown';
    if (on('stuck'))
        return 'rollback-failed';
    const release = on('begun', 'proved', 'failed', 'late', 'paused');
    const before = on('behind', 'refused', 'returned');
    const moved = on('moved');
    if ([release, before, moved, on('superseded')].filter(Boolean).length > 1)
        return 'mixed';
    if (on('superseded'))
        return 'superseded';
    if (release || moved)
        return services.every(({ stand }) => stand === 'late') ? 'timed-out' : 'rollback-failed';
    return on('returned') ? 'rolled-back' : 'failed-before-change';
}
function names(services) {
    return services.map(({ service }) => service);
}
function end(outcome) {
    return { do: 'end', outcome };
}

// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/image-tag.ts
var image_tag = __webpack_require__(4062);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
// EXTERNAL MODULE: ./shared/phases/migrate/declared-command.ts
var declared_command = __webpack_require__(3207);
// EXTERNAL MODULE: ./shared/phases/verify/release.ts
var release = __webpack_require__(4247);
// EXTERNAL MODULE: ./shared/run-url.ts
var run_url = __webpack_require__(9843);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
;// CONCATENATED MODULE: ./shared/core/command-environment.ts
/** An action's own inputs, among them a token, and the files through which a step writes its outputs. */
const withheld = /^(INPUT_|STATE_|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$)/i;
/** The environment of a command: the step's, without what is the action's own, and the release in `DEPLOY_…`. */
function commandEnvironment(runner, facts) {
    const own = Object.entries(runner).flatMap(([name, value]) => value === undefined || withheld.test(name) ? [] : [[name, value]]);
    return { ...Object.fromEntries(own), ...commandVariables(facts) };
}
/** `DEPLOY_IMAGES` has all images as JSON; `DEPLOY_IMAGE_API` and so on has one, for a command line. */
function commandVariables({ environment, release, commit, images }) {
    const each = Object.entries(images).map(([name, image]) => [`DEPLOY_IMAGE_${variableName(name)}`, image]);
    return {
        DEPLOY_ENVIRONMENT: environment,
        DEPLOY_RELEASE: release ?? '',
        DEPLOY_COMMIT: commit,
        DEPLOY_IMAGES: JSON.stringify(images),
        ...Object.fromEntries(each),
    };
}
function variableName(name) {
    return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

// EXTERNAL MODULE: ./shared/phases/command/in-time.ts
var in_time = __webpack_require__(7078);
;// CONCATENATED MODULE: ./shared/phases/command/run-command.ts



/** Runs it in the workspace. What it prints stands in the log as it comes, fenced and without credentials. */
async function runCommandPhase({ name, line, facts, until, context }) {
    const { clock, step, stop } = context;
    const began = clock.now();
    const environment = commandEnvironment(context.environment, facts);
    const print = (lines) => step.foreign(lines);
    const end = await step.group(`Run the ${name}`, () => (0,in_time/* commandInTime */.O)({ command: line, until, environment, print }, context));
    const took = (0,wording/* elapsed */.vk)(clock.now() - began);
    if (end.is === 'ended' && end.code === 0) {
        step.info(`The ${name} passed after ${took}.`);
        return { is: 'passed' };
    }
    if (stop.aborted)
        return { is: 'cancelled', why: `the ${name} was ended after ${took}, because the job was cancelled` };
    const next = `Its output stands in the log under “Run the ${name}”.`;
    if (end.is === 'ended')
        return { is: 'failed', why: `the ${name} ended with code ${end.code} after ${took}`, next };
    if (end.is === 'not-started')
        return { is: 'failed', why: `the ${name} could not be started: ${end.why}`, next: 'Is actions/checkout missing?' };
    return { is: 'failed', why: `the ${name} was not done after ${took} and was ended`, next };
}

// EXTERNAL MODULE: ./shared/phases/deploy/adopt.ts
var adopt = __webpack_require__(9689);
// EXTERNAL MODULE: ./shared/phases/deploy/prepare.ts + 1 modules
var prepare = __webpack_require__(5256);
// EXTERNAL MODULE: ./shared/phases/deploy/register.ts
var register = __webpack_require__(6438);
// EXTERNAL MODULE: ./shared/phases/deploy/update.ts
var update = __webpack_require__(7142);
// EXTERNAL MODULE: ./shared/phases/migrate/migrate.ts + 4 modules
var migrate = __webpack_require__(7352);
// EXTERNAL MODULE: ./shared/phases/migrate/report.ts
var report = __webpack_require__(5483);
// EXTERNAL MODULE: ./shared/core/promotion-record.ts
var promotion_record = __webpack_require__(9827);
// EXTERNAL MODULE: ./shared/phases/record/make.ts
var make = __webpack_require__(7215);
// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
// EXTERNAL MODULE: ./shared/phases/record/see.ts
var see = __webpack_require__(8622);
;// CONCATENATED MODULE: ./shared/phases/record/turn.ts



/** Milliseconds between two looks: all jobs of a repository share the 1,000 requests an hour of a workflow's token. */
const pace = 30_000;
/** A list without our own record is older than it, and may lack one before it. So often it is asked for again. */
const enoughLooks = 3;
/** Waits until no older promotion to the environment goes on. */
async function awaitTurn(id, run) {
    const line = new Line(id, run);
    const waited = await (0,wait/* wait */.u)({ until: run.until, look: now => line.look(now) }, run.context);
    return waited.is === 'ended' ? { is: 'ours' } : { is: 'not-ours', why: waited.for.join('; ') };
}
/** Those before us, as last seen. */
class Line {
    id;
    run;
    before;
    looks = 0;
    asked = 0;
    last = { is: 'waiting', for: [] };
    constructor(id, run) {
        this.id = id;
        this.run = run;
    }
    async look(now) {
        if (this.last.is === 'waiting' && this.last.for.length > 0 && now - this.asked < pace)
            return this.last;
        this.asked = now;
        this.last = await this.ask(now);
        return this.last;
    }
    async ask(now) {
        if (!this.before) {
            const { environment, github } = this.run;
            const found = await github.deploymentsTo(environment);
            if (found.is === 'refused')
                return waitsFor(found.why);
            const isFresh = found.deployments.some(({ id }) => id === this.id);
            if (!isFresh && ++this.looks < enoughLooks)
                return { is: 'waiting', for: [] };
            this.before = (0,promotion_record/* elders */.Sm)(found.deployments, this.id).slice(-see/* most */.q);
        }
        const states = await Promise.all(this.before.map(({ id }) => (0,see/* statesOf */.k)(id, this.run)));
        // Of what GitHub does not show it is not known that it is over.
        this.before = this.before.filter((record, index) => {
            const seen = states[index];
            return !seen || (0,promotion_record/* isUnderWay */.gn)({ ...record, states: seen }, now);
        });
        const [first] = this.before;
        return first ? waitsFor(this.textOf(first)) : { is: 'ended', end: undefined };
    }
    textOf({ payload }) {
        const { environment, payload: own } = this.run;
        const other = (0,promotion_record/* readPayload */.rD)(payload);
        return `another promotion to ${environment} goes on: ${other?.release ?? 'an unnamed release'} by ${other?.run ?? 'another run'} (ours is ${own.release ?? own.run})`;
    }
}
function waitsFor(what) {
    return { is: 'waiting', for: [what] };
}

// EXTERNAL MODULE: ./shared/phases/record/write.ts
var write = __webpack_require__(2146);
;// CONCATENATED MODULE: ./shared/phases/record/record.ts




/**
 * Writes that the promotion has begun, and waits for its turn: while an older promotion to the same environment goes
 * on, this one has not changed anything. A run that is run again goes on with its own record.
 */
async function openRecord(run) {
    const { step } = run.context;
    const made = await (0,make/* makeRecord */.U)(run, { begins: true });
    if (made.is !== 'made')
        return { is: 'unwritten', why: made.why };
    const { id } = made;
    const begun = await (0,write/* writeState */.J)(id, { state: 'in_progress', description: 'Promotion has begun' }, run);
    if (begun.is !== 'written')
        step.warning(`${begun.why}.`);
    const turn = await awaitTurn(id, run);
    if (turn.is === 'ours')
        return { is: 'open', id };
    await closeRecord(id, { outcome: 'superseded', message: 'Another promotion did not end' }, run);
    return { is: 'not-our-turn', why: `${turn.why}; nothing was changed` };
}
/** Writes how the promotion ended. What cannot be written is told: what is so in AWS is so without it. */
async function closeRecord(id, { outcome, message }, run) {
    const state = { state: (0,promotion_record/* stateOf */.L4)(outcome), description: (0,promotion_record/* shortDescription */.r3)(message) };
    const { step } = run.context;
    const written = await (0,write/* writeState */.J)(id, state, run);
    if (written.is === 'written')
        written.problems.forEach(problem => step.warning(`${problem}.`));
    else
        step.warning(`${written.why}. GitHub shows the deployment as still under way.`);
}

// EXTERNAL MODULE: ./shared/phases/watch/watch.ts
var watch = __webpack_require__(8524);
// EXTERNAL MODULE: ./shared/core/deploy-manifest/names.ts
var deploy_manifest_names = __webpack_require__(6744);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/image-checks.ts
var image_checks = __webpack_require__(1939);
// EXTERNAL MODULE: ./shared/core/preflight.ts
var preflight = __webpack_require__(8599);
// EXTERNAL MODULE: ./shared/core/release-images.ts
var release_images = __webpack_require__(9744);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/phases/gates/gate.ts
var gate = __webpack_require__(8413);
// EXTERNAL MODULE: ./shared/phases/gates/proof.ts + 4 modules
var proof = __webpack_require__(6206);
// EXTERNAL MODULE: ./shared/core/claim.ts
var claim = __webpack_require__(3848);
// EXTERNAL MODULE: ./shared/phases/roll-back/images.ts
var roll_back_images = __webpack_require__(6819);
;// CONCATENATED MODULE: ./shared/phases/gates/way-back.ts




/**
 * Whether what runs now could be returned to: images expire without regard to what runs. What cannot be asked, as other
 * registries, is only told.
 */
async function wayBackGate(run) {
    const name = 'way back';
    const check = new roll_back_images/* ImageCheck */.q(run);
    const found = await Promise.all(run.plans.map(plan => lookBack(plan, check, run)));
    const obstacles = found.flatMap(one => one.obstacles);
    const notes = [...new Set(found.flatMap(one => one.notes))];
    const [first] = obstacles;
    if (!first)
        return { name, is: 'passed', says: ['what runs now can be pulled again', ...notes].join('; ') };
    const says = [...obstacles.map(({ service, why }) => `${service} ${why}`), ...notes].join('; ');
    return { name, is: run.requireRollback ? 'refused' : 'warned', says, next: first.next };
}
const next = 'Restore that image, and keep the images of what runs out of lifecycle policies.';
async function lookBack(plan, check, run) {
    const { service, running: target } = plan;
    try {
        const digests = await digestsNow(plan, run);
        const { obstacles, warnings } = await check.of(service.name, { name: (0,core_service/* revisionName */.pd)(target.arn), target, digests });
        return {
            // Here nobody can name another release to go back to.
            obstacles: obstacles.map(one => ({ ...one, next })),
            notes: warnings.map(text => `${service.name}: ${text.replace(/\.$/, '')}`),
        };
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
            throw error;
        const why = `may not be able to go back to ${(0,core_service/* revisionName */.pd)(target.arn)}: ${error.message}`;
        return { obstacles: [{ service: service.name, why, next: error.next ?? next }], notes: [] };
    }
}
/** What the running tasks' containers have behind their tags, which may lead elsewhere by now. */
async function digestsNow({ service, running }, { aws, cluster }) {
    if ((0,claim/* unpinnedContainers */.G)(running.definition).length === 0)
        return new Map();
    const tasks = await (await aws.ecs()).runningTasks(cluster, service.name);
    const own = tasks.filter(({ taskDefinition }) => taskDefinition === running.arn);
    return new Map(own.flatMap(({ containers }) => containers.flatMap(({ name, digest }) => (digest === undefined ? [] : [[name, digest]]))));
}

;// CONCATENATED MODULE: ./shared/phases/gates/gates.ts





/** Looks at everything at once, so that all that stands in the way is told together. What cannot be seen refuses. */
async function lookAtGates(run) {
    const { step } = run.context;
    return step.group('Check the gates', async () => {
        const looks = await Promise.all([requirementGate(run), alarmsGate(run), wayBackGate(run)]);
        const gates = [othersGate(run), ...looks.flat()];
        for (const { name, is, says } of gates)
            if (is === 'warned')
                step.warning(`${name}: ${says}.`);
            else
                step.info(`${is}: ${name}: ${says}`);
        return gates;
    });
}
async function requirementGate({ requirement, ...run }) {
    return requirement ? [await (0,proof/* proofGate */.A)({ ...run, ...requirement })] : [];
}
/** A deployment of the very revision that is wanted is ours, of a run that was cut off. */
function othersGate({ plans }) {
    const name = 'other deployments';
    const others = plans.flatMap(({ service, before, revision }) => {
        const ours = 'arn' in revision && before?.taskDefinition === revision.arn;
        return before?.rollout === 'IN_PROGRESS' && !ours
            ? [`${service.name} is on its way to ${(0,core_service/* revisionName */.pd)(before.taskDefinition)} (${before.id})`]
            : [];
    });
    if (others.length === 0)
        return { name, is: 'passed', says: 'none is under way' };
    const next = 'Wait until it is over, or stop it, and run the job again.';
    return { name, is: 'refused', says: `somebody else deploys: ${others.join('; ')}`, next };
}
/**
 * ECS ignores an alarm that is in ALARM when a deployment begins ("How CloudWatch alarms detect deployment failures"), so
 * such a deployment would be watched by nobody.
 */
async function alarmsGate({ alarms, aws }) {
    if (alarms.length === 0)
        return [];
    const name = 'alarms';
    const seen = await (0,gate/* orRefused */.o)(name, () => (0,watch/* lookAtAlarms */.dS)(alarms, aws));
    if (seen.is === 'refused')
        return [seen];
    if (seen.is === 'quiet')
        return [{ name, is: 'passed', says: seen.says }];
    return [{ name, is: 'refused', says: seen.why, next: seen.next }];
}

// EXTERNAL MODULE: ./shared/phases/verify/checks.ts + 3 modules
var checks = __webpack_require__(5820);
// EXTERNAL MODULE: ./shared/phases/verify/verify.ts + 2 modules
var verify = __webpack_require__(1919);
// EXTERNAL MODULE: ./shared/core/continued-rollback.ts
var continued_rollback = __webpack_require__(1467);
;// CONCATENATED MODULE: ./shared/core/brought-meanwhile.ts

/*
 * What was deployed beside a promotion's own deployments, such as by its infrastructure command. ECS does not say who
 * began a deployment; what deploy-actions brings says it of itself.
 */
/** Milliseconds that the clocks of runners and of AWS may differ. */
const clockSlack = 60_000;
/** Whether another run brought it, by a promotion or a rollback: that is somebody else's. */
function isOtherRuns({ provenance, registeredAt = 0 }, { since, runUrl }) {
    const { rollback, runUrl: by } = provenance;
    const began = since - clockSlack;
    if (rollback && rollback.at >= began)
        return !(0,continued_rollback/* isSameRun */.M)(rollback.runUrl, runUrl);
    return by !== undefined && registeredAt >= began && !(0,continued_rollback/* isSameRun */.M)(by, runUrl);
}
/** Whether this run brought it, in this attempt or an earlier one. */
function isOwnRuns({ rollback, runUrl: by }, runUrl) {
    return (0,continued_rollback/* isSameRun */.M)(by, runUrl) || (0,continued_rollback/* isSameRun */.M)(rollback?.runUrl, runUrl);
}
/**
 * Whether an earlier attempt of this run, which was cut off, left the service on what its infrastructure command had
 * deployed, and what ran before. Nothing of that is written anywhere but in the history of ECS.
 */
function judgeFound(found, attempt, runUrl) {
    const { deployedAt, provenance, listed, recorded } = found;
    const isOfAnybody = isOwnRuns(provenance, runUrl) || isOtherRuns(found, { since: attempt.began, runUrl });
    if (deployedAt < attempt.began || isOfAnybody)
        return { is: 'stayed' };
    if (deployedAt > attempt.until)
        return { is: 'unknown', why: 'it was deployed after an earlier attempt of this run' };
    if (recorded !== undefined)
        return { is: 'moved', from: recorded };
    if (!listed)
        return { is: 'unknown', why: 'the history of its deployments cannot be read' };
    const meanwhile = listed.filter(({ createdAt, own }) => createdAt >= attempt.began && !own);
    if (new Set(meanwhile.map(({ taskDefinition }) => taskDefinition)).size > 1)
        return { is: 'unknown', why: 'it was deployed several times since an earlier attempt of this run began' };
    const [before] = listed
        .filter(({ createdAt, status }) => createdAt < attempt.began && status === 'SUCCESSFUL')
        .toSorted((a, b) => b.createdAt - a.createdAt);
    if (!before)
        return { is: 'unknown', why: 'the history of its deployments does not reach back so far' };
    return { is: 'moved', from: before.taskDefinition };
}

// EXTERNAL MODULE: ./shared/core/history.ts
var core_history = __webpack_require__(2504);
// EXTERNAL MODULE: ./shared/core/known-revision.ts
var known_revision = __webpack_require__(477);
// EXTERNAL MODULE: ./shared/core/provenance.ts
var core_provenance = __webpack_require__(8013);
// EXTERNAL MODULE: ./shared/phases/deploy/revise.ts + 1 modules
var revise = __webpack_require__(7722);
// EXTERNAL MODULE: ./shared/phases/prove/records.ts
var records = __webpack_require__(6720);
;// CONCATENATED MODULE: ./actions/promote/before.ts









/**
 * What the services ran before this promotion changed anything. That is what they run at the first look, unless an
 * earlier attempt of the same run was cut off after its infrastructure command had deployed something.
 */
async function originsOf(plans, promotion, { progress, run }) {
    // After a wait for its turn, what was found out of an earlier attempt holds of what nobody has deployed since.
    const seen = new Map(progress.plans.map(plan => [plan.service.name, plan]));
    const isAsSeen = ({ service, before }) => seen.get(service.name)?.before?.id === before?.id;
    const verdicts = seen.size > 0 ? new Map() : await judgeAll(plans, promotion, run);
    const origins = await Promise.all(plans.map(async (plan) => {
        const { name } = plan.service;
        const known = progress.before.get(name);
        if (known && isAsSeen(plan))
            return [name, known, progress.moved.has(name)];
        const verdict = verdicts.get(name) ?? { is: 'stayed' };
        if (verdict.is === 'unknown')
            return [name, verdict, true];
        return [name, await beforeOf(plan, verdict, { promotion, run }), verdict.is === 'moved'];
    }));
    tell(origins, promotion);
    const moved = plans.filter(({ service }) => origins.some(([name, , isMoved]) => isMoved && name === service.name));
    return {
        before: new Map(origins.map(([name, before]) => [name, before])),
        moved: new Map(moved.flatMap(({ service, before }) => (before ? [[service.name, before]] : []))),
    };
}
function tell(origins, { context: { step } }) {
    for (const [name, before, isMoved] of origins) {
        if (before.is === 'unknown')
            step.warning(`${name}: what it ran before this promotion is not known: ${before.why}.`);
        else if (isMoved)
            step.info(`${name}: an earlier attempt left it on what was deployed beside the release.`);
    }
}
async function beforeOf({ revision, running, previous = running.arn }, verdict, { promotion, run }) {
    const wanted = verdict.is === 'moved' ? verdict.from : revision.is === 'keep' ? running.arn : previous;
    const there = wanted === running.arn ? running : await (0,revise/* describeIfThere */.pX)(wanted, await run.aws.ecs());
    const { arn, tags } = there ?? { arn: wanted, tags: [] };
    const { commit, previous: recorded } = (0,core_provenance/* readProvenance */.Ch)(tags);
    return { is: 'known', arn, tags, returnsTo: commit === promotion.commit ? (recorded ?? arn) : arn };
}
/** Only a command deploys beside us, and only what nobody of ours has brought can be of it. */
async function judgeAll(plans, promotion, run) {
    const { infrastructureCommand, runUrl } = promotion;
    const suspects = plans.filter(({ running }) => !isOwnRuns((0,core_provenance/* readProvenance */.Ch)(running.tags), runUrl));
    if (infrastructureCommand === undefined || suspects.length === 0)
        return new Map();
    const attempt = await earlierAttempt(promotion, run);
    if (attempt.is === 'none')
        return new Map();
    const verdicts = await Promise.all(suspects.map(async (plan) => {
        if (attempt.is === 'unseen')
            return judgeUnseen(plan, attempt, run);
        const found = await foundOf(plan, { attempt, promotion, run });
        return judgeFound(found, attempt, runUrl);
    }));
    return new Map(suspects.flatMap(({ service }, index) => (verdicts[index] ? [[service.name, verdicts[index]]] : [])));
}
/** Milliseconds: a promotion does not wait for GitHub to find out what may have been before. */
const patience = 30_000;
/** GitHub's record of this run was made before anything was changed, so its time parts what ran before from the rest. */
async function earlierAttempt({ github, runUrl, declared, context }, run) {
    const isFirst = (context.environment['GITHUB_RUN_ATTEMPT'] ?? '1') === '1';
    const unseen = (why) => (isFirst ? { is: 'none' } : { is: 'unseen', why });
    if (!github || runUrl === undefined)
        return unseen('GitHub is not asked what an earlier attempt has recorded');
    const asked = github(Math.min(run.until, context.clock.now() + patience));
    const found = await asked.deploymentsTo(declared.environment);
    if (found.is === 'refused')
        return unseen(`GitHub does not say when an earlier attempt began (${found.why})`);
    const own = (0,promotion_record/* ownRecord */.MY)(found.deployments, { run: runUrl, sha: undefined });
    if (!own)
        return unseen('no record tells when an earlier attempt began');
    const [last] = (await (0,see/* statesOf */.k)(own.id, { github: asked })) ?? [];
    const lasts = ((0,promotion_record/* readPayload */.rD)(own.payload)?.until ?? own.createdAt) - own.createdAt;
    const until = last && (0,promotion_record/* isOver */.PU)(last.state) ? last.at : (last?.at ?? own.createdAt) + lasts;
    return { is: 'seen', began: own.createdAt, until };
}
/** Milliseconds: GitHub lets a run be run again for so long. */
const runsAgainWithin = 30 * 86_400_000;
/** Without the time of the earlier attempt, what bears a mark of ours or is older than any run was surely not its. */
function judgeUnseen({ running, before }, { why }, { context }) {
    const { release, commit, rollback } = (0,core_provenance/* readProvenance */.Ch)(running.tags);
    const isOfUs = release !== undefined || commit !== undefined || rollback !== undefined;
    const isOld = (before?.createdAt ?? 0) < context.clock.now() - runsAgainWithin;
    return isOfUs || isOld ? { is: 'stayed' } : { is: 'unknown', why };
}
async function foundOf(plan, search) {
    const { running, newest, before, service } = plan;
    const { attempt, promotion } = search;
    const deployedAt = before?.createdAt ?? 0;
    const ofNewest = (0,core_provenance/* readProvenance */.Ch)(newest?.tags ?? []);
    const isOurs = isOwnRuns(ofNewest, promotion.runUrl) && ofNewest.commit === promotion.commit;
    return {
        provenance: (0,core_provenance/* readProvenance */.Ch)(running.tags),
        registeredAt: (0,known_revision/* knownRevision */.vD)(running).registeredAt,
        deployedAt,
        recorded: isOurs ? ofNewest.previous : undefined,
        listed: deployedAt < attempt.began ? [] : await listedOf(service.name, search),
    };
}
/** Milliseconds before the attempt in which what ran then is looked for first. */
const recently = 14 * 86_400_000;
/** The deployments of a service up to the last that was completed before the attempt, as far as ECS remembers. */
async function listedOf(service, search) {
    const { began } = search.attempt;
    try {
        const recent = await listSince(service, began - recently, search);
        const isThere = recent.some(({ createdAt, status }) => createdAt < began && status === 'SUCCESSFUL');
        return isThere ? recent : await listSince(service, search.run.context.clock.now() - core_history/* historyLasts */.sF, search);
    }
    catch (error) {
        if ((0,records/* isRefusal */.v)(error))
            return undefined;
        throw error;
    }
}
async function listSince(service, after, { promotion, run, attempt }) {
    const ecs = await run.aws.ecs();
    const listed = await ecs.listServiceDeployments({ cluster: run.cluster, service, after });
    const revisions = await ecs.describeServiceRevisions([...new Set(listed.map(one => one.targetRevision))]);
    const named = listed.map(({ targetRevision, status, createdAt }) => {
        const { taskDefinition = '' } = revisions.find(({ arn }) => arn === targetRevision) ?? {};
        return { taskDefinition, status, createdAt };
    });
    return Promise.all(named.map(async (one) => {
        const isRead = one.createdAt >= attempt.began && one.taskDefinition !== '';
        const revision = isRead ? await (0,revise/* describeIfThere */.pX)(one.taskDefinition, ecs) : undefined;
        return { ...one, own: revision !== undefined && isOwnRuns((0,core_provenance/* readProvenance */.Ch)(revision.tags), promotion.runUrl) };
    }));
}
/** What the plans of services are told that were moved: what is to be returned to. */
function previousOf({ before, moved }) {
    return new Map([...moved.keys()].map(name => {
        const one = before.get(name);
        return [name, one?.is === 'known' ? one.returnsTo : undefined];
    }));
}
/** The output `previous`: service → ARN of what it ran before, or null where nobody can say it. */
function previousJson({ before }) {
    const entries = [...before].map(([name, one]) => [name, one.is === 'known' ? one.arn : null]);
    return entries.length === 0 ? '' : JSON.stringify(Object.fromEntries(entries));
}
/** What people call what a service ran before this promotion, and its revision; undefined where nobody can say it. */
function beforeNames({ running, service }, { before, moved }) {
    const one = moved.has(service.name) ? before.get(service.name) : undefined;
    if (one?.is === 'unknown')
        return undefined;
    const { arn, tags } = one ?? running;
    const provenance = (0,core_provenance/* readProvenance */.Ch)(tags);
    return { release: (0,known_revision/* releaseName */["do"])({ arn, provenance }), revision: (0,core_service/* revisionName */.pd)(arn), commit: provenance.commit };
}

;// CONCATENATED MODULE: ./actions/promote/promotion.ts
/** When the promotion is over at the latest, milliseconds since 1970: forward, baked, and brought back. */
function lastMoment({ limits, declared }) {
    return limits.began + limits.timeout + (declared.bake ?? 0) + limits.rollbackTimeout;
}
/** The way forward as its phases take it. The bake time comes on top, but only for what follows it. */
function forward(promotion, { ended }) {
    const { limits, declared } = promotion;
    const baked = ended.bake === undefined ? 0 : (declared.bake ?? 0);
    return phaseRun(promotion, limits.began + limits.timeout + baked);
}
/** The way back has its own time: it is needed most when the way forward took too long. */
function promotion_wayBack(promotion, { phases }) {
    const { context, limits } = promotion;
    const began = phases.find(({ step }) => step === 'return')?.began ?? context.clock.now();
    return phaseRun(promotion, began + limits.rollbackTimeout);
}
function phaseRun(promotion, until) {
    const { declared, context } = promotion;
    return { cluster: declared.cluster, until, context, aws: awsOf(promotion, { until }) };
}
function awsOf({ context }, options) {
    return context.aws(options);
}
function factsOf({ declared, release, commit }, images) {
    return { environment: declared.environment, release, commit, images };
}
/** The same as the beginning of a sentence may have it: `release v1.3.0`, `commit 969282d285ab`. */
function titleOf(promotion) {
    return `${promotion.release === undefined ? 'commit' : 'release'} ${nameOf(promotion)}`;
}
function nameOf({ release, commit }) {
    return release ?? commit.slice(0, 12);
}

;// CONCATENATED MODULE: ./actions/promote/left.ts







/**
 * What an earlier run of this release left when it was cut off: on its way back, which is gone on, or with services that
 * ECS took back by itself, which are not deployed once more.
 */
async function whatWasLeft(plans, promotion, run) {
    if (promotion.allowFailed)
        return {};
    const taken = await Promise.all(plans.map(plan => takenBack(plan, promotion, run)));
    const updates = new Map(taken.flatMap(one => (one ? [[one.plan.service.name, one]] : [])));
    const all = await Promise.all(plans.map(async (plan) => ({ plan, left: await leftBy(plan, promotion, run) })));
    const onTheWay = all.filter(({ plan, left }) => isMarked(plan) || (left && isReturning(plan)));
    if (onTheWay.length === 0) {
        return promotion.dryRun && updates.size > 0 ? willGoBack([...updates.keys()], plans, promotion) : { updates };
    }
    const [failed] = onTheWay.flatMap(({ plan, left }) => (0,core_provenance/* readProvenance */.Ch)((left ?? plan.running).tags).failed ?? []);
    const why = `An earlier run was cut off on its way back${since(failed)}`;
    return {
        updates,
        abandoned: true,
        leaving: new Map(all.flatMap(({ plan, left }) => (left ? [[plan.service.name, targetOf(plan, left, promotion)]] : []))),
        troubles: [{ why, next: promotion.dryRun ? howToFinish(plans, promotion) : undefined }],
    };
}
/** A run proves the services that ECS took back, finds it out and returns the others; a dry run can only say so. */
function willGoBack(taken, plans, promotion) {
    const name = nameOf(promotion);
    const why = `${taken.join(', ')}: an earlier attempt of this run deployed ${name}, and ECS took it back`;
    const next = `Run this action for ${name} once without \`dry-run\`, which returns every service then${orByHand(plans, promotion)}. To deploy it once more all the same, set \`allow-failed: true\`.`;
    return { abandoned: true, troubles: [{ why, next }] };
}
function howToFinish(plans, promotion) {
    return `First finish the way back: run this action for ${nameOf(promotion)} once without \`dry-run\`, which does that and nothing else${orByHand(plans, promotion)}.`;
}
/** Where those that are not on the release run one that has a name. */
function orByHand(plans, { commit }) {
    const others = plans.map(({ running }) => (0,core_provenance/* readProvenance */.Ch)(running.tags)).filter(one => one.commit !== commit);
    const [before, ...more] = new Set(others.flatMap(({ release }) => release ?? []));
    return before === undefined || more.length > 0 ? '' : `, or \`rollback-task-def\` with \`release: ${before}\``;
}
function since(failed) {
    if (!failed)
        return '';
    return `${failed.at === undefined ? '' : `, which began ${(0,wording/* dayAndTime */.X_)(failed.at)}`}: ${failed.why}`;
}
/**
 * It runs what was marked as failed since it was deployed: the mark is set before the first service is returned. What
 * somebody brought back on purpose was marked before.
 */
function isMarked({ revision, running, before }) {
    const { failed } = (0,core_provenance/* readProvenance */.Ch)(running.tags);
    return revision.is === 'keep' && failed !== undefined && (failed.at ?? 0) >= (before?.createdAt ?? 0);
}
/** It was returned, and nobody came to prove that. */
function isReturning({ running }) {
    return (0,core_provenance/* readProvenance */.Ch)(running.tags).rollback?.done === false;
}
/**
 * What the service was returned from: a revision of this release that is marked as failed, or about to be, while another
 * one runs; or what an earlier attempt of this run had brought beside the release.
 */
async function leftBy(plan, { commit, runUrl }, run) {
    const { revision, running, newest } = plan;
    const { rollback } = (0,core_provenance/* readProvenance */.Ch)(running.tags);
    const isOpen = rollback?.done === false;
    if (newest && newest.arn !== running.arn && (isOpen || revision.is === 'reuse')) {
        const { failed, commit: its } = (0,core_provenance/* readProvenance */.Ch)(newest.tags);
        // A rollback marks what it goes back to before it begins, and what it left once it has begun.
        const isLeft = failed !== undefined || (isOpen && rollback.from === (0,core_service/* revisionName */.pd)(newest.arn));
        if (isLeft && its === commit)
            return newest;
    }
    if (!isOpen || !(0,continued_rollback/* isSameRun */.M)(rollback.runUrl, runUrl) || rollback.from === (0,core_service/* revisionName */.pd)(running.arn))
        return undefined;
    return (0,revise/* describeIfThere */.pX)(rollback.from, await run.aws.ecs());
}
function targetOf({ service, running }, left, { commit }) {
    const { failed, commit: its } = (0,core_provenance/* readProvenance */.Ch)(left.tags);
    return {
        service: service.name,
        taskDefinition: left.arn,
        previousTaskDefinition: running.arn,
        // It is marked already, or it is not the release.
        isBlameless: failed !== undefined || its !== commit,
    };
}
/** Milliseconds. ECS lists a service deployment under a time a little before the deployment's. */
const listingSlack = 60_000;
/** The deployment of this release that an earlier attempt of this run began, where ECS has returned from it. */
async function takenBack(plan, { commit, runUrl }, run) {
    const { revision, newest, service } = plan;
    if (revision.is !== 'reuse' || !newest)
        return undefined;
    const { commit: its, runUrl: by, failed } = (0,core_provenance/* readProvenance */.Ch)(newest.tags);
    if (its !== commit || !(0,continued_rollback/* isSameRun */.M)(by, runUrl) || failed)
        return undefined;
    const last = await lastDeployment(plan, run);
    if (last?.taskDefinition !== revision.arn || !last.status.startsWith('ROLLBACK'))
        return undefined;
    const deploymentId = (0,core_service/* deploymentIdOf */.Y4)(last);
    run.context.step.info(`${service.name}: an earlier attempt began deployment ${deploymentId}, and ECS took it back`);
    return { is: 'deployed', plan, taskDefinition: revision.arn, deploymentId, changed: false };
}
/** The service's newest deployment since the revision was registered; undefined where that may not be read. */
async function lastDeployment({ service, newest }, { aws, cluster }) {
    const registeredAt = newest?.definition['registeredAt'];
    const after = typeof registeredAt === 'number' ? registeredAt * 1_000 - listingSlack : 0;
    try {
        const ecs = await aws.ecs();
        const listed = await ecs.listServiceDeployments({ cluster, service: service.name, after });
        const last = listed.toSorted((a, b) => b.createdAt - a.createdAt)[0];
        if (!last)
            return undefined;
        const [revision] = await ecs.describeServiceRevisions([last.targetRevision]);
        return { ...last, taskDefinition: revision?.taskDefinition };
    }
    catch (error) {
        if ((0,records/* isRefusal */.v)(error))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./actions/promote/progress.ts

const nothingYet = {
    ended: {},
    images: {},
    plans: [],
    before: new Map(),
    moved: new Map(),
    gates: [],
    record: undefined,
    migration: undefined,
    updates: new Map(),
    leaving: new Map(),
    states: new Map(),
    returned: new Map(),
    diagnoses: new Map(),
    urls: [],
    baked: undefined,
    abandoned: false,
    troubles: [],
    phases: [],
};
/** Milliseconds after which somebody may have deployed since the services were proved. */
const proofLasts = 15_000;
function isProofOld({ states }, now) {
    return [...states.values()].some(({ at }) => now - at > proofLasts);
}
/** A step that is done once came to its end. */
function endOnce(progress, step, outcome) {
    return { ...progress.ended, [step]: outcome };
}
/** How every service stands, by what was seen last. */
function standsOf({ plans, before, moved, updates, leaving, states, returned }, { declared, commit }) {
    return plans.map(plan => {
        const { name } = plan.service;
        const update = updates.get(name);
        const [left, isMoved] = [leaving.has(name), moved.has(name)];
        const seen = { plan, update, left, isMoved, state: states.get(name), back: returned.get(name) };
        const stand = standOf({ ...seen, before: before.get(name) });
        const changed = isMoved || (update?.is === 'deployed' ? update.changed : update?.mayHaveBegun === true);
        const begun = update ? update.is === 'deployed' : hasIt(plan);
        const ours = changed || left || (begun && broughtBy(plan) === commit);
        return { service: name, wave: waveOf(name, declared), stand, ours, changed };
    });
}
/** The commit that the wanted revision was registered for, where it exists already. */
function broughtBy({ revision, running, newest }) {
    const known = revision.is === 'keep' ? running : newest;
    return known && (0,core_provenance/* readProvenance */.Ch)(known.tags).commit;
}
function waveOf(service, { waves, services }) {
    const { name } = services.find(one => one.service === service) ?? { name: service };
    return Math.max(0, waves.findIndex(wave => wave.includes(name)));
}
function standOf(seen) {
    const { plan, update, left, isMoved, state, back } = seen;
    if (back)
        return afterReturn[back.outcome] ?? 'stuck';
    if (state)
        return state.outcome === 'rolled-back' ? afterRollback(state, seen) : (afterProof[state.outcome] ?? 'begun');
    if (left)
        return 'failed';
    if (update?.is === 'not-deployed')
        return afterUpdate[update.outcome] ?? (isMoved ? 'failed' : 'refused');
    if (update || hasIt(plan))
        return 'begun';
    return isMoved ? 'moved' : 'behind';
}
/** ECS itself returns to what was completed last, which may have been deployed by the infrastructure command. */
function afterRollback({ runs }, { isMoved, before }) {
    return isMoved && !(before?.is === 'known' && before.arn === runs) ? 'failed' : 'returned';
}
const afterReturn = {
    succeeded: 'returned',
    unchanged: 'returned',
    superseded: 'superseded',
    unknown: 'astray',
};
const afterProof = {
    succeeded: 'proved',
    'rollback-failed': 'failed',
    superseded: 'superseded',
    'timed-out': 'late',
    'awaiting-approval': 'paused',
    unknown: 'unknown',
};
const afterUpdate = { superseded: 'superseded', unknown: 'unknown' };
/** Whether the service was on the wanted revision before this run did anything. */
function hasIt({ revision, service, force }) {
    return !force && 'arn' in revision && revision.arn === service.taskDefinition;
}
/** A step after which nobody knows how its services stand. */
function unseen(step, { states, returned }, { why, at }) {
    const lost = step.services.map((service) => [service, { service, outcome: 'unknown', why, at }]);
    return step.do === 'return'
        ? { returned: new Map([...returned, ...lost]) }
        : { states: new Map([...states, ...lost]) };
}

;// CONCATENATED MODULE: ./actions/promote/look.ts















/** Finds every image of the release, and stops at one that is missing or must not be deployed. */
async function look_verify(promotion, progress) {
    const { declared, commit, platforms, context } = promotion;
    const { aws, until } = forward(promotion, progress);
    const named = declared.services.flatMap(({ images }) => images);
    const run = { tag: commit, platforms, allowMissing: false, context, aws };
    const token = context.step.input('github-token') || undefined;
    const found = await (0,verify/* verifyImages */.O)(named, run);
    const verified = await (0,checks/* checkImages */.B)(found, { ...run, gates: imageGatesOf(promotion), until, token });
    const gates = (0,image_checks/* gatesOf */.og)(verified.map(({ image, checks }) => ({ name: image.name, checks })));
    const wrong = verified.filter(({ verdict }) => verdict.is !== 'verified');
    const images = Object.fromEntries(verified.flatMap(one => referenceOf(one) ?? []));
    if (wrong.length === 0)
        return { images, gates, ended: endOnce(progress, 'verify', 'succeeded') };
    const unseen = wrong.some(({ verdict }) => verdict.is === 'unknown');
    const lines = wrong.map(one => `  - ${one.image.name}: ${(0,verify/* verdictText */.n)(one)}`);
    const why = [`${wrong.length} of ${(0,wording/* counted */.hS)(verified.length, 'image')} cannot be deployed:`, ...lines].join('\n');
    const ended = endOnce(progress, 'verify', unseen ? 'unknown' : 'failed-before-change');
    return { images, gates, ended, troubles: [...progress.troubles, { why }] };
}
/** What the manifest asks of the images. What is built for this repository is attested for it. */
function imageGatesOf({ declared, context }) {
    const { failOnSeverity, attestation: workflow, requireSignature = false } = declared.imageGates;
    const repository = context.environment['GITHUB_REPOSITORY'] ?? '';
    return { failOnSeverity, requireSignature, attester: workflow === undefined ? undefined : { workflow, repository } };
}
function referenceOf({ image, registry, verdict }) {
    if (verdict.is !== 'verified')
        return undefined;
    return [[image.name, (0,core_image/* imageText */.f1)({ registry, repository: image.image.repository, digest: verdict.digest })]];
}
/** Looks at every service: what it runs, what it would run, and where an earlier run that was cut off left it. */
async function look(promotion, progress) {
    const { declared, context, allowFailed } = promotion;
    const run = deployRunOf(promotion, progress);
    const title = `Look at ${(0,wording/* counted */.hS)(declared.services.length, 'service')}`;
    const { plans, origins, left } = await context.step.group(title, async () => {
        const found = await planSettled(run);
        const origins = await originsOf(found, promotion, { progress, run });
        const plans = origins.moved.size > 0 ? await (0,prepare/* planAll */.n1)({ ...run, previous: previousOf(origins) }) : found;
        return { plans, origins, left: await whatWasLeft(plans, promotion, run) };
    });
    const seen = { plans, ...origins, ...left };
    if (left.abandoned === true)
        return { ...seen, ended: endOnce(progress, 'look', 'succeeded') };
    const marked = await (0,prepare/* failedReleases */.Ol)(plans, { ...run, allowFailed });
    if (marked.length === 0)
        return { ...seen, ended: endOnce(progress, 'look', 'succeeded') };
    const why = `This release was rolled away from, and is not brought back unasked:\n${(0,preflight/* obstacleLines */.bk)(marked)}`;
    return {
        ...seen,
        ended: endOnce(progress, 'look', 'failed-before-change'),
        troubles: [...progress.troubles, { why }],
    };
}
/** Milliseconds. */
const settlesWithin = 60_000;
/** The plans once deployments are complete that ECS takes some seconds to call so, though all of their tasks run. */
async function planSettled(run) {
    const { clock } = run.context;
    let plans = [];
    await (0,wait/* wait */.u)({
        until: Math.min(run.until, clock.now() + settlesWithin),
        look: async () => {
            plans = await (0,prepare/* planAll */.n1)(run);
            const open = plans.filter(isSettling).map(({ service }) => service.name);
            const settled = { is: 'ended', end: undefined };
            return open.length === 0 ? settled : { is: 'waiting', for: open.map(name => `${name}: ${settling}`) };
        },
    }, run.context);
    return plans;
}
const settling = 'ECS has not called its last deployment complete yet, though all of its tasks run';
function isSettling({ before, service, revision }) {
    if (before?.rollout !== 'IN_PROGRESS' || revision.is === 'keep')
        return false;
    const { running, desired, pending } = before;
    return service.deployments.length === 1 && running === desired && pending === 0;
}
function deployRunOf(promotion, progress) {
    const { declared, release, commit, runUrl } = promotion;
    return {
        ...forward(promotion, progress),
        ...{ release, commit, runUrl },
        services: declared.services.map(({ service }) => service),
        images: wantedImages(promotion, progress.images),
        base: declared.base ?? 'service',
        previous: previousOf(progress),
        force: false,
        allowZero: false,
        allowFailed: true,
    };
}
/** The images as the services of ECS get them. */
function wantedImages({ declared }, images) {
    return Object.entries(images).map(([name, image]) => (0,deploy_manifest_names/* ecsImage */.F)(declared, { ...(0,release_images/* readImageKey */.h)(name), image: (0,core_image/* parseImage */.zZ)(image) }));
}
/** Everything that must be so before anything is changed. */
async function checkGates(promotion, progress) {
    const { declared, required, commit, requireRollback, github } = promotion;
    const run = forward(promotion, progress);
    const requirement = required && {
        required,
        soak: declared.soak ?? 0,
        images: progress.images,
        sha: commit,
        github: github?.(run.until),
    };
    const looked = await lookAtGates({
        ...run,
        // What an earlier attempt of this run began is not somebody else's.
        plans: progress.plans.filter(({ service }) => !progress.updates.has(service.name)),
        alarms: declared.alarms,
        requireRollback,
        requirement,
    });
    const gates = [...progress.gates, ...looked];
    const refused = looked.filter(gate => gate.is === 'refused');
    if (refused.length === 0)
        return { gates, ended: endOnce(progress, 'check gates', 'succeeded') };
    return {
        gates,
        ended: endOnce(progress, 'check gates', 'failed-before-change'),
        troubles: [...progress.troubles, ...refused.map(troubleOf)],
    };
}
function troubleOf({ name, says, next }) {
    return { why: `${(0,wording/* capital */.Nx)(name)}: ${says}`, next };
}

;// CONCATENATED MODULE: ./actions/promote/record.ts




/** How the promotion is recorded in GitHub; undefined where GitHub is not asked. */
function recordOf(promotion, { images }, until) {
    const { github, runUrl, declared, release, commit, context } = promotion;
    if (!github || runUrl === undefined)
        return undefined;
    const { GITHUB_ACTOR: actor } = context.environment;
    return {
        ...{ until, context, github: github(until) },
        environment: declared.environment,
        sha: commit,
        payload: { release: release ?? null, run: runUrl, ...(actor && { actor }), until: lastMoment(promotion), images },
        // Where a release must have been proved elsewhere first, people work.
        production: declared.requires !== undefined,
        environmentUrl: declared.url,
    };
}
/** Milliseconds: how a promotion ended is written down in this time, whatever it took. */
const record_patience = 10_000;
/** Writes how it ended. A cancelled job has no time for it; the next run of it goes on with the same record. */
async function record_close(promotion, progress, end) {
    const run = recordOf(promotion, progress, promotion.context.clock.now() + record_patience);
    if (!run || promotion.dryRun || promotion.context.stop.aborted)
        return;
    const id = progress.record ?? (await leftOpen(run));
    if (id !== undefined)
        await closeRecord(id, end, run);
}
/** The record of an earlier attempt that was cut off: while it is open, all other promotions wait. */
async function leftOpen(run) {
    const { github, environment, payload } = run;
    const found = await github.deploymentsTo(environment);
    const own = found.is === 'refused' ? undefined : (0,promotion_record/* ownRecord */.MY)(found.deployments, { run: payload.run, sha: undefined });
    const [last] = (own && (await (0,see/* statesOf */.k)(own.id, run))) ?? [];
    return last && !(0,promotion_record/* isOver */.PU)(last.state) ? own?.id : undefined;
}

;// CONCATENATED MODULE: ./actions/promote/act.ts
















/** Milliseconds: who waited longer for his turn finds another world than he had looked at. */
const looksLast = 15_000;
/**
 * Writes down that the promotion begins, and waits for its turn; after a wait everything is looked at anew. Without a
 * record it goes on, and says so.
 */
async function record(promotion, progress) {
    const { step, clock } = promotion.context;
    const began = clock.now();
    const run = recordOf(promotion, progress, forward(promotion, progress).until);
    if (!run)
        return { ended: endOnce(progress, 'record', 'unchanged') };
    const opened = await openRecord(run);
    if (opened.is === 'open') {
        step.info(`Recorded as deployment ${opened.id} in GitHub.`);
        const ended = endOnce(progress, 'record', 'succeeded');
        const waited = clock.now() - began > looksLast;
        return { record: opened.id, ended: waited ? withoutLooks(ended) : ended };
    }
    if (opened.is === 'unwritten') {
        step.warning(`${opened.why}. GitHub will not show this promotion, and another one is not kept waiting for it.`);
        return { ended: endOnce(progress, 'record', 'unchanged') };
    }
    const next = 'Run the job again once the other promotion is over.';
    return {
        ended: endOnce(progress, 'record', 'superseded'),
        troubles: [...progress.troubles, { why: (0,wording/* capital */.Nx)(opened.why), next }],
    };
}
function withoutLooks(ended) {
    const kept = { ...ended };
    delete kept.look;
    delete kept['check gates'];
    return kept;
}
/** Runs the migration once per release and environment. */
async function runMigration(promotion, progress) {
    const { declared, release, commit, runUrl, migrationCommand } = promotion;
    const { base = 'service' } = declared;
    const run = forward(promotion, progress);
    const { service, container, timeout = usualMigrationTime } = declared.migration ?? {};
    const until = Math.min(run.until, promotion.context.clock.now() + timeout);
    const migration = (0,report/* reportOf */.EI)(await (0,migrate/* migrate */._)({
        ...run,
        ...{ service, container, release, commit, runUrl, timeout, until, base },
        ...unsaid,
        command: migrationCommand,
        images: wantedImages(promotion, progress.images),
    }));
    const { outcome, message, next } = migration;
    const troubles = outcome === 'succeeded' || outcome === 'unchanged' ? [] : [{ why: message, next }];
    return { migration, ended: endOnce(progress, 'migrate', outcome), troubles: [...progress.troubles, ...troubles] };
}
/** Milliseconds. */
const usualMigrationTime = 1_800_000;
/** What run-migration-task can be told and a manifest cannot. */
const unsaid = {
    taskDefinition: undefined,
    network: undefined,
    image: undefined,
    variables: {},
    taskRole: undefined,
    executionRole: undefined,
    capacity: 'on-demand',
    onTimeout: 'leave',
    logLines: 1_000,
    force: false,
    rehearsal: false,
};
/** What each command is called, and which it is. */
const commands = {
    'run smoke test': { name: 'smoke test', lineOf: ({ smokeTestCommand }) => smokeTestCommand },
    publish: { name: 'publish command', lineOf: ({ publishCommand }) => publishCommand },
};
/** Runs a command of the workspace. A failure counts like that of a service. */
async function runCommand(which, promotion, progress) {
    const { name, lineOf } = commands[which];
    const { until, context } = forward(promotion, progress);
    const facts = factsOf(promotion, progress.images);
    const result = await runCommandPhase({ name, line: lineOf(promotion) ?? '', facts, until, context });
    if (result.is === 'passed')
        return { ended: endOnce(progress, which, 'succeeded') };
    const next = result.is === 'failed' ? result.next : undefined;
    return {
        ended: endOnce(progress, which, result.is === 'failed' ? 'failed' : 'cancelled'),
        troubles: [...progress.troubles, { why: (0,wording/* capital */.Nx)(result.why), next }],
    };
}
/** Registers and begins the deployments of these services. What was refused stands as such: nothing is thrown. */
async function deploy(services, promotion, progress) {
    const { step } = promotion.context;
    const planned = progress.plans.filter(({ service }) => services.includes(service.name));
    const run = forward(promotion, progress);
    const updates = await step.group(`Deploy ${services.join(', ')}`, async () => {
        try {
            const plans = await withNewestRevisions(planned, promotion, progress);
            await (0,adopt/* adopt */.d)(plans, run);
            return await (0,update/* updateServices */.O6)(await (0,register/* registerRevisions */.q)(plans, run), run);
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
                throw error;
            const { outcome, message: why, next } = (0,action/* endOf */.pJ)(error, step);
            // What the infrastructure command deployed is not somebody else's, though nothing is deployed over it then.
            const isTheirs = ({ moved, name }) => !moved || !(error instanceof update/* OvertakenEarly */.$t) || error.services.includes(name);
            return planned.map(plan => {
                const own = isTheirs(plan) ? outcome : 'failed-before-change';
                return { is: 'not-deployed', plan, outcome: own, why, next, mayHaveBegun: false };
            });
        }
    });
    return {
        updates: new Map([...progress.updates, ...updates.map(update => [update.plan.service.name, update])]),
        troubles: [...progress.troubles, ...troublesOf(updates)],
    };
}
/**
 * The migration has registered the revision of its service since the services were looked at. Everything else of a plan
 * stays: a deployment that somebody began since is found by it.
 */
async function withNewestRevisions(plans, promotion, progress) {
    const services = plans.map(({ service }) => service.name);
    const fresh = await (0,prepare/* planAll */.n1)({ ...deployRunOf(promotion, progress), services });
    return plans.map(plan => {
        const { newest, revision, before } = fresh.find(({ service }) => service.name === plan.service.name) ?? plan;
        // What was made of another deployment is not for this plan: a replica may be late, or somebody else was there.
        return before?.id === plan.before?.id ? { ...plan, newest, revision } : plan;
    });
}
/** What is so of several services is told once. */
function troublesOf(updates) {
    const refused = updates.filter(update => update.is === 'not-deployed');
    return [...Map.groupBy(refused, ({ why }) => why)].map(([why, those]) => ({
        why: `${those.map(({ plan }) => plan.service.name).join(', ')}: ${why}`,
        next: those[0]?.next,
    }));
}
/** Watches the proved services for the bake time. */
async function runBake(promotion, progress) {
    const { declared } = promotion;
    const begun = { ended: endOnce(progress, 'bake', 'succeeded') };
    const end = await (0,watch/* bake */.Wq)({ ...forward(promotion, begun), alarms: declared.alarms, bake: declared.bake ?? 0 });
    const outcomes = {
        quiet: 'succeeded',
        ringing: 'failed',
        unknown: 'unknown',
        cancelled: 'cancelled',
    };
    const ended = endOnce(progress, 'bake', outcomes[end.is]);
    if (end.is === 'quiet')
        return { baked: end, ended };
    const next = 'next' in end ? end.next : undefined;
    return { baked: end, ended, troubles: [...progress.troubles, { why: (0,wording/* capital */.Nx)(end.why), next }] };
}

;// CONCATENATED MODULE: ./actions/promote/commits.ts

/** Milliseconds: nobody waits for a list of commits. */
const commits_patience = 5_000;
/** What this release brings: the commits since what ran before. Undefined where that is not known, or nothing new. */
async function commitsOf({ github, commit, context }, ended) {
    const before = ended.plans
        .map(plan => beforeNames(plan, ended)?.commit)
        .find(one => one !== undefined && one !== commit);
    if (!github || before === undefined || context.stop.aborted)
        return undefined;
    return github(context.clock.now() + commits_patience).commitsBetween(before, commit);
}

// EXTERNAL MODULE: ./shared/core/lost-update.ts
var lost_update = __webpack_require__(9600);
;// CONCATENATED MODULE: ./actions/promote/infrastructure.ts















/**
 * Runs the infrastructure command. Infrastructure has task definitions, too: what runs then is what the release is
 * brought to, and what ran before the command is what a failure returns to, also where the command itself fails.
 */
async function runInfrastructure(promotion, progress) {
    const { clock } = promotion.context;
    const began = clock.now();
    const { until, context } = forward(promotion, progress);
    const facts = factsOf(promotion, progress.images);
    const line = promotion.infrastructureCommand ?? '';
    const result = await runCommandPhase({ name: 'infrastructure command', line, facts, until, context });
    if (result.is === 'cancelled')
        return { ended: endOnce(progress, 'run infrastructure', 'cancelled'), troubles: withTrouble(result, progress) };
    const looked = await lookAgain(result, { began, promotion, progress });
    if ('why' in looked)
        return infrastructure_unseen(looked.why, result, progress);
    const { moved, others } = looked;
    infrastructure_tell(looked, progress, promotion);
    const planned = await planAnew(promotion, { ...progress, moved });
    if (planned.is === 'planned')
        await (0,adopt/* adopt */.d)(planned.plans, infrastructure_afterwards(promotion));
    const isOver = result.is === 'passed' && planned.is === 'planned';
    return {
        moved,
        ...(planned.is === 'planned' && { plans: planned.plans }),
        updates: new Map([...progress.updates, ...othersIn(others)]),
        ended: endOnce(progress, 'run infrastructure', isOver ? 'succeeded' : endOf(result, planned, looked)),
        troubles: [...withTrouble(result, progress), ...infrastructure_troublesOf(planned, result), ...others.map(infrastructure_troubleOf)],
    };
}
/** Milliseconds. The command may have taken all the time there was, and the way back needs to know what it did. */
const lookTime = 90_000;
/** Milliseconds in which a replica of ECS's state may not know yet what a command did that passed. */
const replicasLag = 12_000;
async function lookAgain(result, { began, promotion, progress }) {
    const { clock } = promotion.context;
    const ended = clock.now();
    const { cluster, context, aws, until } = infrastructure_afterwards(promotion);
    const names = progress.plans.map(({ service }) => service.name);
    let looks = 0;
    let seen = [];
    try {
        const ecs = await aws.ecs();
        const settled = { is: 'ended', end: undefined };
        await (0,wait/* wait */.u)({
            until,
            look: async (now) => {
                seen = (await ecs.describeServices(cluster, names)).services;
                looks++;
                const open = names.filter(name => !isNew(name, seen, progress));
                const isLate = (0,lost_update/* surelyNotApplied */.bj)({ looks, sentAt: ended, now });
                // What a failed command did is told nowhere else; after one that passed, the deployment looks once more.
                const isSure = result.is === 'passed' ? now - ended >= replicasLag : isLate;
                return open.length === 0 || isSure ? settled : { is: 'waiting', for: [] };
            },
        }, context);
        return await judge(seen, { began, promotion, progress });
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
            throw error;
        return { why: `what the infrastructure command did to the services could not be seen: ${(0,errors/* messageOf */.bD)(error)}` };
    }
}
function isNew(name, services, { plans }) {
    const then = plans.find(({ service }) => service.name === name)?.before;
    const now = services.find(service => service.name === name);
    return now !== undefined && (0,core_service/* primaryOf */.Os)(now)?.id !== then?.id;
}
/** What another run of deploy-actions brought in these minutes is not the command's. All else counts as its work. */
async function judge(services, { began, promotion, progress }) {
    const { runUrl } = promotion;
    const { aws } = infrastructure_afterwards(promotion);
    const moved = new Map(progress.moved);
    const others = [];
    for (const service of services.filter(({ name }) => isNew(name, services, progress))) {
        const [primary, plan] = [(0,core_service/* primaryOf */.Os)(service), progress.plans.find(one => one.service.name === service.name)];
        if (!primary || !plan)
            continue;
        const revision = await (0,revise/* describeIfThere */.pX)(primary.taskDefinition, await aws.ecs());
        const provenance = (0,core_provenance/* readProvenance */.Ch)(revision?.tags ?? []);
        const registeredAt = revision && (0,known_revision/* knownRevision */.vD)(revision).registeredAt;
        const before = progress.before.get(service.name);
        if (isOtherRuns({ provenance, registeredAt }, { since: began, runUrl }))
            others.push(leftTo(primary, plan));
        else if (before?.is === 'known' && before.arn === primary.taskDefinition)
            moved.delete(service.name);
        else
            moved.set(service.name, primary);
    }
    return { moved, others };
}
function leftTo({ id, taskDefinition }, plan) {
    return {
        is: 'not-deployed',
        plan,
        outcome: 'superseded',
        why: `another run deployed it while the infrastructure command ran (${id} of ${(0,core_service/* revisionName */.pd)(taskDefinition)}), and it was left alone`,
        next: 'Look at their deployment. Run the job again if this release is the one that is wanted.',
        mayHaveBegun: false,
    };
}
function othersIn(others) {
    return others.map(update => [update.plan.service.name, update]);
}
function infrastructure_tell({ moved }, progress, { context: { step }, onFailure }) {
    for (const [name, { id, taskDefinition }] of moved) {
        if (progress.moved.get(name)?.id === id)
            continue;
        const before = progress.before.get(name);
        const from = before?.is === 'known' ? ` from ${(0,core_service/* revisionName */.pd)(before.arn)}` : '';
        const back = before?.is === 'known' && onFailure === 'rollback'
            ? `, and is returned to what it ran before if anything fails`
            : '';
        step.info(`${name}: was brought${from} to ${(0,core_service/* revisionName */.pd)(taskDefinition)} (${id}) while the infrastructure command ran. That counts as its work${back}.`);
    }
}
async function planAnew(promotion, progress) {
    try {
        const { aws, until, context } = infrastructure_afterwards(promotion);
        const run = { ...deployRunOf(promotion, progress), aws, until };
        const began = context.clock.now();
        let looks = 0;
        let plans = [];
        await (0,wait/* wait */.u)({
            until,
            look: async (now) => {
                plans = await (0,prepare/* planAll */.n1)(run);
                // A replica of ECS's state may not know yet what another one has shown.
                const stale = plans.filter(({ service, before }) => isStale(before, progress.moved.get(service.name)));
                const isOver = stale.length === 0 || (0,lost_update/* surelyNotApplied */.bj)({ looks: ++looks, sentAt: began, now });
                return isOver ? { is: 'ended', end: undefined } : { is: 'waiting', for: [] };
            },
        }, context);
        return { is: 'planned', plans };
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
            throw error;
        return { is: 'unplanned', error };
    }
}
function isStale(before, moved) {
    return moved !== undefined && (before?.createdAt ?? 0) < moved.createdAt;
}
function infrastructure_afterwards(promotion) {
    const { clock } = promotion.context;
    const until = clock.now() + lookTime;
    return { cluster: promotion.declared.cluster, context: promotion.context, until, aws: awsOf(promotion, { until }) };
}
/** Where services were changed, a failure has to return them. */
function endOf(result, planned, { moved }) {
    if (result.is !== 'passed' || moved.size > 0 || planned.is === 'planned')
        return 'failed';
    return planned.error.outcome;
}
function withTrouble(result, { troubles }) {
    if (result.is === 'passed')
        return [...troubles];
    return [...troubles, { why: (0,wording/* capital */.Nx)(result.why), next: result.is === 'failed' ? result.next : undefined }];
}
/** A command that failed explains itself; that nothing can be planned then is no news. */
function infrastructure_troublesOf(planned, result) {
    if (planned.is === 'planned' || result.is !== 'passed')
        return [];
    return [{ why: (0,wording/* capital */.Nx)(planned.error.message), next: planned.error.next }];
}
function infrastructure_troubleOf({ plan, why, next }) {
    return { why: `${plan.service.name}: ${why}`, next };
}
function infrastructure_unseen(why, result, progress) {
    const next = 'Look at the services in the ECS console: the command may have deployed them. Then run the job again.';
    return {
        ended: endOnce(progress, 'run infrastructure', 'unknown'),
        troubles: [...withTrouble(result, progress), { why: (0,wording/* capital */.Nx)(why), next }],
    };
}

// EXTERNAL MODULE: ./shared/core/change-text.ts
var change_text = __webpack_require__(7120);
// EXTERNAL MODULE: ./shared/core/command-line.ts
var command_line = __webpack_require__(1568);
// EXTERNAL MODULE: ./shared/core/redaction.ts
var redaction = __webpack_require__(8621);
;// CONCATENATED MODULE: ./actions/promote/plan.ts







/** What this promotion consists of, for a workflow that shows its phases as steps of its own: known as far as it was looked at. */
function planOf(seen, promotion) {
    const { plans, abandoned } = seen;
    const { declared, release, commit, migrationCommand, onFailure } = promotion;
    const checksVersion = declared.services.some(({ healthUrl, healthJson }) => healthUrl && healthJson);
    return {
        environment: declared.environment,
        cluster: declared.cluster,
        url: declared.url ?? '',
        release: release ?? '',
        commit,
        migrate: migrationCommand !== undefined,
        'infrastructure-command': promotion.infrastructureCommand ?? '',
        'smoke-test-command': promotion.smokeTestCommand ?? '',
        'publish-command': promotion.publishCommand ?? '',
        'on-failure': onFailure,
        base: declared.base ?? 'service',
        'health-value': checksVersion ? commit : '',
        'in-one-step': declared.waves.length > 1 || abandoned,
        unfinished: abandoned,
        // Whether anything would change is not known before the services were looked at.
        changed: plans.length === 0 ? null : plans.some(isChanging),
        services: Object.fromEntries(plans.map(plan => [plan.service.name, changeOf(plan, seen, promotion)])),
    };
}
function changeOf(plan, seen, promotion) {
    return {
        from: beforeNames(plan, seen)?.release ?? null,
        to: nameOf(promotion),
        changes: isChanging(plan),
        taskDefinition: plan.running.arn,
        differences: differencesOf(plan),
    };
}
/** What differs between the revision that runs and the one that is to run; of variables and secrets only names. */
function differencesOf({ changes }) {
    return changes.map(change_text/* changeText */.k);
}
/** What the infrastructure command deployed is changed, too. */
function isChanging({ revision, moved }) {
    return moved || revision.is !== 'keep';
}
/** What a command of the promotion is told, as lines for `GITHUB_ENV`. */
function variablesOf({ images }, promotion) {
    const variables = Object.entries(commandVariables(factsOf(promotion, images)));
    // A name or a value of several lines would be variables of its own.
    return variables.map(([name, value]) => `${name}=${value.replace(/\s+/g, ' ')}`).join('\n');
}
/** What would be done, in its order: a line each, for the log of a dry run and its summary. */
function planLines(promotion) {
    const { declared, migrationCommand, infrastructureCommand, smokeTestCommand, publishCommand } = promotion;
    const urls = [...new Set(declared.services.flatMap(({ healthUrl }) => healthUrl ?? []))];
    const [migration, infrastructure, smokeTest, publish] = [
        migrationCommand && (0,command_line/* shownCommand */.h)(migrationCommand),
        ...[infrastructureCommand, smokeTestCommand, publishCommand].map(line => line && (0,redaction/* redact */.E$)(line)),
    ].map(line => line && asCode(line));
    return [
        migration && `migrate, unless that was done for this release before: ${migration}`,
        infrastructure && `run the infrastructure command: ${infrastructure}`,
        ...declared.waves.map(wave => waveText(wave, promotion)),
        urls.length > 0 && `ask ${urls.join(', ')}`,
        watchText(promotion),
        smokeTest && `run the smoke test: ${smokeTest}`,
        publish && `run the publish command: ${publish}`,
    ].flatMap(line => line || []);
}
/** A command of several lines is known by its first. */
function asCode(command) {
    const [first = '', ...more] = command.trim().split('\n');
    const line = more.length > 0 ? `${first} …` : first;
    return /^[\w.:/@=, -]+$/.test(line) ? `\`${line}\`` : line;
}
function returnText({ onFailure }) {
    return onFailure === 'leave' ? 'everything is left as it is then' : 'every service returns to what it runs now';
}
function waveText(wave, promotion) {
    const names = promotion.declared.services.filter(({ name }) => wave.includes(name)).map(({ service }) => service);
    return `bring ${names.join(', ')} to ${nameOf(promotion)}${names.length > 1 ? ' side by side' : ''}, and prove that`;
}
function watchText({ declared: { bake, alarms } }) {
    if (bake === undefined && alarms.length === 0)
        return undefined;
    const how = bake === undefined ? 'look' : `watch for ${(0,wording/* elapsed */.vk)(bake)}`;
    return alarms.length > 0 ? `${how}, at the alarms ${alarms.join(', ')}` : how;
}

// EXTERNAL MODULE: ./shared/phases/deploy/deployments.ts
var deploy_deployments = __webpack_require__(5027);
// EXTERNAL MODULE: ./shared/phases/prove/conclude.ts + 8 modules
var conclude = __webpack_require__(3285);
// EXTERNAL MODULE: ./shared/phases/prove/health-urls.ts
var health_urls = __webpack_require__(5953);
// EXTERNAL MODULE: ./shared/phases/prove/run.ts
var prove_run = __webpack_require__(5751);
;// CONCATENATED MODULE: ./actions/promote/prove.ts







/**
 * Follows the deployments of these services to their end. Those that were proved before are looked at again with them:
 * a promotion is proved at one time, not wave by wave.
 */
async function prove(services, promotion, progress) {
    const proved = [...progress.states.values()].filter(({ outcome }) => outcome === 'succeeded');
    const all = new Set([...proved.map(({ service }) => service), ...services]);
    const conclusion = await (0,conclude/* conclude */.E)(waitRunOf([...all], promotion, progress));
    return {
        states: new Map([...progress.states, ...conclusion.states.map(state => [state.service, state])]),
        diagnoses: new Map([...progress.diagnoses, ...conclusion.diagnoses]),
        troubles: [...progress.troubles, ...conclusion.states.flatMap(prove_troubleOf)],
    };
}
function prove_troubleOf({ service, outcome, why, next }) {
    return (0,core_outcome/* isGreen */.gf)(outcome) ? [] : [{ why: `${service} ${why}`, next }];
}
function waitRunOf(services, promotion, progress) {
    const run = forward(promotion, progress);
    return {
        ...run,
        aws: awsOf(promotion, { until: run.until, patience: prove_run/* lookPatience */.b }),
        targets: services.map(service => prove_targetOf(service, progress)),
        ...prove_run/* servicesAlone */.G,
        allowZero: false,
        failFast: true,
        timeout: promotion.limits.timeout,
    };
}
/** A service that had the revision before is followed by the deployment that it has. */
function prove_targetOf(service, { updates, plans }) {
    const update = updates.get(service);
    if (update?.is === 'deployed')
        return targetOfDeployed(service, update);
    const { before } = plans.find(plan => plan.service.name === service) ?? {};
    return { service, ...(before && { deploymentId: before.id, taskDefinition: before.taskDefinition }) };
}
function targetOfDeployed(service, update) {
    const { taskDefinition, deploymentId, previousDeploymentId, previousTaskDefinition } = (0,deploy_deployments/* deploymentOf */.PE)(update);
    return {
        ...{ service, taskDefinition, deploymentId },
        ...(previousDeploymentId !== null && { previousDeploymentId }),
        ...(previousTaskDefinition !== null && { previousTaskDefinition }),
    };
}
/** Milliseconds that a health URL may take to answer as wanted. */
const healthTime = 120_000;
/** Asks the health URLs of the environment until they answer. */
async function askHealth(promotion, progress) {
    const run = waitRunOf([], promotion, progress);
    const urls = await (0,health_urls/* checkHealthUrls */.j)({
        ...run,
        health: {
            urls: (0,health_urls/* healthUrlsOf */.O)(promotion.declared, promotion.commit),
            status: [{ from: 200, to: 299 }],
            timeout: healthTime,
            allowPrivate: false,
        },
    });
    const wrong = urls.filter(({ outcome }) => !(0,core_outcome/* isGreen */.gf)(outcome));
    if (wrong.length === 0) {
        return { urls, ended: endOnce(progress, 'ask health', 'succeeded') };
    }
    return {
        urls,
        ended: endOnce(progress, 'ask health', endOfUrls(wrong)),
        troubles: [...progress.troubles, ...wrong.map(({ url, why }) => ({ why: `${url}: ${why}` }))],
    };
}
function endOfUrls(wrong) {
    if (wrong.some(({ outcome }) => outcome === 'cancelled'))
        return 'cancelled';
    return wrong.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'failed';
}

// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var core_summary = __webpack_require__(1199);
// EXTERNAL MODULE: ./shared/phases/prove/report.ts
var prove_report = __webpack_require__(3174);
;// CONCATENATED MODULE: ./shared/core/timeline.ts
/** Mermaid draws no more without complaint, and nobody reads more. */
const mostBars = 30;
/**
 * What took how long, as a Gantt chart that GitHub draws from Mermaid (https://mermaid.js.org/syntax/gantt.html), in the
 * reader's own time. Empty where there is nothing to compare.
 */
function timeline(bars) {
    if (bars.length < 2)
        return '';
    const lines = bars.slice(0, mostBars).map(({ name, began, ended, failed }) => {
        // A bar of no length is not drawn.
        const end = Math.max(ended, began + 1);
        return `    ${plain(name)} :${failed ? 'crit' : 'done'}, ${Math.round(began)}, ${Math.round(end)}`;
    });
    return ['```mermaid', 'gantt', '    dateFormat x', '    axisFormat %H:%M:%S', ...lines, '```'].join('\n');
}
/** Colons, semicolons and hashes have a meaning in the chart, and so have some words at the beginning of a line. */
function plain(name) {
    const letters = name.replaceAll(/[^A-Za-z0-9().,'-]+/g, ' ').trim();
    return /^(section|title|click|todayMarker|excludes|includes|dateFormat|axisFormat|tickInterval)\b/i.test(letters)
        ? `· ${letters}`
        : letters;
}

;// CONCATENATED MODULE: ./actions/promote/took.ts



const words = {
    verify: 'verified',
    look: 'looked',
    'check gates': 'gates checked',
    record: 'waited for its turn',
    migrate: 'migrated',
    'run infrastructure': 'infrastructure',
    deploy: 'deployed',
    prove: 'proved',
    'ask health': 'health URLs',
    bake: 'baked',
    'run smoke test': 'smoke test',
    publish: 'published',
    'mark as failed': 'marked',
    return: 'brought back',
};
/** Milliseconds: what took less took nothing, for a reader. */
const leastTime = 1_000;
/** What took time: in a sentence, where a step that was taken several times counts once, and as a timeline. */
function tookText({ phases, outcome }) {
    const long = phases.filter(({ began, ended }) => ended - began >= leastTime);
    if (long.length === 0)
        return '';
    const lengths = new Map();
    for (const phase of long)
        lengths.set(took_nameOf(phase), (lengths.get(took_nameOf(phase)) ?? 0) + phase.ended - phase.began);
    const took = [...lengths].map(([name, length]) => `${name} ${(0,wording/* elapsed */.vk)(length)}`).join(', ');
    const turn = turningPoint(phases, outcome);
    const bars = long.map(phase => ({
        ...{ name: took_nameOf(phase), began: phase.began, ended: phase.ended },
        failed: phase === turn || (phase.step === 'return' && outcome !== 'rolled-back'),
    }));
    return [`**Took**: ${took}.`, timeline(bars)].filter(Boolean).join('\n\n');
}
function took_nameOf({ step }) {
    return words[step] ?? step;
}
/** The step that the way forward ended with, where it did not end well. */
function turningPoint(phases, outcome) {
    if ((0,core_outcome/* isGreen */.gf)(outcome))
        return undefined;
    return phases.findLast(({ step }) => step !== 'return' && step !== 'mark as failed');
}

;// CONCATENATED MODULE: ./actions/promote/summary.ts













/** A promotion for people, below its outcome: what runs now, why it failed, and what else one may want to know. */
function summaryOf(ended, commits, promotion) {
    const { plans, diagnoses } = ended;
    const parts = [
        headline(ended, commits, promotion),
        plans.length > 0 ? servicesTable(ended, promotion) : '',
        ...[...diagnoses].map(([service, diagnosis]) => (0,prove_report/* diagnosisText */.f7)(service, diagnosis)),
        migrationText(ended, promotion),
        planText(ended, promotion),
        differencesText(ended, promotion),
        gatesText(ended),
        urlsText(ended),
        commitsText(commits),
        tookText(ended),
    ];
    return parts.filter(Boolean).join('\n\n');
}
function headline({ phases }, commits, promotion) {
    const { declared, commit, release, runUrl } = promotion;
    const what = release === undefined ? (0,core_summary/* codeSpan */.SS)(nameOf(promotion)) : `${(0,core_summary/* codeSpan */.SS)(release)} (${(0,core_summary/* codeSpan */.SS)(commit.slice(0, 12))})`;
    const took = (phases.at(-1)?.ended ?? promotion.limits.began) - promotion.limits.began;
    return [
        `${what} → ${(0,core_summary/* codeSpan */.SS)(declared.environment)}, cluster ${(0,core_summary/* codeSpan */.SS)(declared.cluster)}`,
        (0,wording/* elapsed */.vk)(took),
        ...(declared.url === undefined ? [] : [summary_link(declared.environment, declared.url)]),
        ...(runUrl === undefined ? [] : [summary_link('this run', runUrl)]),
        ...(commits?.is === 'found' ? [summary_link('compare', commits.url)] : []),
    ].join(' · ');
}
/** Nothing in the address can end the link. */
function summary_link(text, url) {
    const safe = url.replace(/[()<>\s]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
    return `[${(0,foreign_text/* markdownText */.p7)(text)}](${safe})`;
}
/** What people read of how a service stands. */
const standWords = {
    behind: 'not touched',
    refused: 'not deployed',
    moved: 'on what the infrastructure command brought',
    begun: 'begun, not proved',
    proved: 'proved',
    failed: 'failed',
    late: 'not proved in time',
    paused: 'waits at a hook',
    superseded: 'somebody else’s',
    unknown: 'unknown',
    returned: 'returned',
    stuck: 'not returned',
    astray: 'unknown',
};
/** In a plan. */
const plannedWords = { behind: 'to be deployed', begun: 'runs it already' };
function servicesTable(ended, promotion) {
    const { plans, updates, states, returned, phases } = ended;
    const stands = new Map(standsOf(ended, promotion).map(one => [one.service, one.stand]));
    const rows = plans.map((plan) => {
        const { name } = plan.service;
        const state = returned.get(name) ?? states.get(name);
        const { evidence } = state ?? {};
        const stand = stands.get(name) ?? 'behind';
        const update = updates.get(name);
        const began = phases.find(({ step, services }) => step === 'deploy' && services.includes(name))?.began;
        return [
            name,
            fromText(plan, ended),
            { code: toText(plan, update?.is === 'deployed' ? update.taskDefinition : undefined) },
            { lines: imagesOf(plan) },
            (promotion.dryRun ? plannedWords[stand] : undefined) ?? standWords[stand],
            evidence ? `${evidence.running} of ${evidence.desired}` : '',
            evidence && plan.service.targetGroups.length > 0 ? (0,wording/* counted */.hS)(evidence.healthyTargets, 'target') : '',
            state && began !== undefined ? (0,wording/* elapsed */.vk)(state.at - began) : '',
        ];
    });
    const head = ['Service', 'From', 'To', 'Image', 'Now', 'Tasks', 'Healthy', 'After'];
    // What only a rollout has is in no plan.
    const shown = promotion.dryRun ? 5 : head.length;
    return (0,core_summary/* serviceTable */.oV)(head.slice(0, shown), rows.map(row => row.slice(0, shown)));
}
function fromText(plan, origins) {
    const before = beforeNames(plan, origins);
    if (!before)
        return 'not known';
    const { release, revision } = before;
    return release === revision ? revision : `${release} (${revision})`;
}
function toText({ revision }, deployed) {
    const arn = deployed ?? ('arn' in revision ? revision.arn : undefined);
    return arn === undefined ? 'a new revision' : (0,core_service/* revisionName */.pd)(arn);
}
/** Those that the release brings; what else runs beside them is the task definition's. */
function imagesOf({ wanted, running }) {
    const before = new Map(running.definition.containerDefinitions.map(({ name, image }) => [name, image]));
    const all = wanted.containerDefinitions.map(({ name, image = '' }) => ({ image, isNew: before.get(name) !== image }));
    const brought = all.filter(({ isNew }) => isNew);
    return (brought.length > 0 ? brought : all).map(({ image }) => (0,core_image/* shortImage */.Uq)(image));
}
function migrationText({ migration }, { migrationCommand }) {
    if (!migrationCommand || !migration)
        return '';
    const command = (0,foreign_text/* markdownText */.p7)((0,command_line/* shownCommand */.h)(migrationCommand));
    const { outcome, outputs, summary } = migration;
    if (!(0,core_outcome/* isGreen */.gf)(outcome))
        return `#### Migration: ${outcome}\n\n${summary}`;
    const ended = outcome === 'unchanged' ? 'had ended well before' : 'ended with exit code 0';
    const point = outputs['restore-point'] === '' ? '' : ` Restore point: ${(0,core_summary/* codeSpan */.SS)(outputs['restore-point'])}.`;
    const log = outputs['log-url'] === '' ? '' : ` ${summary_link('Log', outputs['log-url'])}`;
    return `**Migration**: ${command} ${ended}.${point}${log}`;
}
/** What a dry run would have done. */
function planText({ outcome }, promotion) {
    if (!promotion.dryRun || !(0,core_outcome/* isGreen */.gf)(outcome))
        return '';
    const steps = planLines(promotion).map((line, index) => `${index + 1}. ${(0,core_summary/* prose */.CS)(line)}`);
    return ['It would, in this order:', ...steps, '', `If anything fails, ${returnText(promotion)}.`].join('\n');
}
/** What the table of services does not show: where the base is not what runs, more than the images may change. */
function differencesText({ plans }, { dryRun }) {
    const rows = plans.map((plan) => [plan.service.name, { lines: differencesOf(plan) }]);
    const isMore = plans.some(({ changes }) => changes.some(({ path }) => !path.endsWith('.image')));
    return dryRun && isMore ? (0,core_summary/* serviceTable */.oV)(['Service', 'Difference'], rows) : '';
}
function gatesText({ gates }) {
    if (gates.length === 0)
        return '';
    if (gates.every(({ is }) => is === 'passed')) {
        return `**Gates** passed: ${gates.map(({ name, says }) => `${(0,foreign_text/* markdownText */.p7)(name)} (${(0,foreign_text/* markdownText */.p7)(says)})`).join(', ')}.`;
    }
    const rows = gates.map(({ name, is, says }) => [name, is, says]);
    return (0,core_summary/* serviceTable */.oV)(['Gate', '', 'What was seen'], rows);
}
function urlsText({ urls }) {
    if (urls.length === 0)
        return '';
    const rows = urls.map(({ url, outcome, why }) => [url, outcome, why]);
    return (0,core_summary/* serviceTable */.oV)(['URL', 'Outcome', 'Answer'], rows);
}
/** A release may have hundreds. */
const mostCommits = 20;
function commitsText(commits) {
    if (commits?.is !== 'found')
        return '';
    const { ahead, behind } = commits;
    const older = behind > 0 ? `What ran before has ${(0,wording/* counted */.hS)(behind, 'commit')} that this release does not have.` : '';
    if (ahead === 0)
        return older;
    const lines = commits.commits
        .slice(0, mostCommits)
        .map(({ sha, title, author }) => `- ${(0,core_summary/* codeSpan */.SS)(sha.slice(0, 12))} ${(0,foreign_text/* markdownText */.p7)(title)} (${(0,foreign_text/* markdownText */.p7)(author)})`);
    const more = ahead > lines.length ? [`- and ${ahead - lines.length} more`] : [];
    const heading = `#### ${(0,wording/* counted */.hS)(ahead, 'commit')} since what ran before`;
    return [heading, older, [...lines, ...more].join('\n')].filter(Boolean).join('\n\n');
}

;// CONCATENATED MODULE: ./actions/promote/message.ts






/** How a promotion ended, in sentences for the log and the summary. */
function messageOf(ended, promotion) {
    const { outcome, plans, troubles } = ended;
    const [name, environment] = [titleOf(promotion), promotion.declared.environment];
    if (promotion.dryRun && outcome === 'unchanged')
        return planned(ended, promotion);
    if (outcome === 'succeeded')
        return `${(0,wording/* capital */.Nx)(environment)} runs ${name}: ${(0,wording/* counted */.hS)(plans.length, 'service')} proved.`;
    if (outcome === 'unchanged')
        return `${(0,wording/* capital */.Nx)(environment)} had ${name} already, and that is proved. ${whatRan(ended)}`;
    const lines = troubles.map(({ why }) => why);
    const told = lines.length > 1 ? lines.map(line => `  - ${line.replaceAll('\n', '\n  ')}`) : lines;
    return [
        promotion.dryRun
            ? `Dry run: ${name} would not go to ${environment}. Nothing was written.`
            : `${(0,wording/* capital */.Nx)(name)} was not promoted to ${environment}.`,
        ...endings(ended, promotion),
        ...told,
        ...databaseNote(ended, promotion),
        ...publishedNote(ended, promotion),
    ].join('\n');
}
/** What a dry run says that found nothing in the way. */
function planned({ plans }, promotion) {
    const [name, environment] = [titleOf(promotion), promotion.declared.environment];
    const changing = plans.filter(isChanging).length;
    const change = changing > 0
        ? `${name} would go to ${environment}: ${changing} of ${(0,wording/* counted */.hS)(plans.length, 'service')} would change`
        : `${environment} has ${name} already: no service would change`;
    return `Dry run: ${change}. Nothing was written.`;
}
/** Commands are run again where nothing else is to be done. */
function whatRan({ ended }) {
    const changing = { 'run infrastructure': 'infrastructure command', publish: 'publish command' };
    const ran = Object.keys(changing).filter(step => ended[step] === 'succeeded');
    if (ran.length === 0)
        return 'Nothing was changed.';
    return `No service was changed; the ${ran.map(step => changing[step]).join(' and the ')} ran.`;
}
const sayings = {
    'failed-before-change': 'This promotion changed no service.',
    'rolled-back': 'Every service runs again what it ran before, and that is proved.',
    'rollback-failed': 'Not every service runs again what it ran before',
    mixed: 'The services are on different releases',
    unknown: 'How things stand could not be seen in full',
    cancelled: 'The job was cancelled. Run it again: it continues from what ECS shows then.',
};
/** A dry run is not said to have changed nothing twice; what was to be left is not said to have not returned. */
function sayingOf({ outcome }, { dryRun, onFailure }) {
    if (dryRun && outcome === 'failed-before-change')
        return undefined;
    return outcome === 'rollback-failed' && onFailure === 'leave' ? 'Every service was left as it is' : sayings[outcome];
}
function endings(ended, promotion) {
    const saying = sayingOf(ended, promotion);
    if (saying === undefined)
        return [];
    const stands = Map.groupBy(standsOf(ended, promotion), ({ stand }) => standWords[stand]);
    const truth = [...stands].map(([words, those]) => `${those.map(({ service }) => service).join(', ')} ${words}`);
    return [saying.endsWith('.') ? saying : `${[saying, ...(truth.length > 0 ? [truth.join('; ')] : [])].join(': ')}.`];
}
/** A migration is never undone, so whoever returned has to know that it stays. */
function databaseNote(ended, promotion) {
    const { migration, outcome } = ended;
    const applied = migration?.outcome === 'succeeded' || migration?.outcome === 'unchanged';
    if (!applied)
        return [];
    const before = releasesBefore(ended, promotion);
    const code = {
        'rolled-back': `, the code at ${before}`,
        'failed-before-change': `, the code at ${before}`,
        'rollback-failed': '',
        mixed: '',
    };
    const there = code[outcome];
    if (there === undefined)
        return [];
    return [
        `The database is at ${nameOf(promotion)}${there}: the migration stays applied, so what ran before must work with it.`,
    ];
}
/** Nothing undoes what was published, so whoever returned has to publish again what was there before. */
function publishedNote(progress, promotion) {
    const { ended, outcome } = progress;
    if (ended.publish === undefined)
        return [];
    const name = nameOf(promotion);
    const stays = ended.publish === 'succeeded'
        ? `What the publish command published of ${name} stays`
        : `The publish command may have published a part of ${name}, and that stays`;
    return [`${stays}: nothing undoes it. ${howToPublish(outcome, releasesBefore(progress, promotion), promotion)}`];
}
function howToPublish(outcome, before, { onFailure }) {
    if (outcome === 'rolled-back')
        return `To publish ${before} again, run its publish command again; promoting it once more does that.`;
    const stayed = outcome === 'cancelled' || (outcome === 'rollback-failed' && onFailure === 'leave');
    return stayed
        ? 'Running the job again runs that command again.'
        : 'Run the publish command of the release that is to stay.';
}
/** Without a release, of each service its revision would have to be told. */
function releasesBefore({ plans, ...origins }, { commit }) {
    const names = plans.map(plan => beforeNames(plan, origins));
    const releases = new Set(names.map(one => one?.release));
    const hadIt = names.some(one => one === undefined || one.commit === commit);
    const unclear = hadIt || (plans.length > 1 && releases.size === plans.length);
    return unclear ? 'what ran before' : [...releases].join(', ');
}

;// CONCATENATED MODULE: ./actions/promote/report.ts







const noMigration = { 'task-arn': '', 'exit-code': '', 'log-url': '', 'restore-point': '' };
/** How a promotion ended: for the next step, and for people. */
function resultOf(ended, commits, promotion) {
    const { outcome, images, migration, record } = ended;
    const deployments = (0,deploy_deployments/* deploymentsOf */.o)(updatesOf(ended));
    const digests = Object.entries(images).map(([name, image]) => [name, image.slice(image.indexOf('@') + 1)]);
    return {
        outcome,
        ...(promotion.dryRun && { heading: 'plan' }),
        message: messageOf(ended, promotion),
        next: (0,core_outcome/* isGreen */.gf)(outcome) ? undefined : adviceOf(ended),
        outputs: {
            sha: /^[0-9a-f]{40}$/.test(promotion.commit) ? promotion.commit : '',
            tag: promotion.commit,
            images: JSON.stringify(images),
            digests: JSON.stringify(Object.fromEntries(digests)),
            ...(migration?.outputs ?? noMigration),
            deployments: JSON.stringify(deployments),
            changed: String(standsOf(ended, promotion).some(({ changed }) => changed)),
            report: JSON.stringify(reportOf(ended, promotion)),
            'deployment-id': record === undefined ? '' : String(record),
            plan: JSON.stringify(planOf(ended, promotion)),
            previous: previousJson(ended),
            variables: variablesOf(ended, promotion),
        },
        summary: summaryOf(ended, commits, promotion),
    };
}
/** What the infrastructure command deployed is a deployment of this promotion, too. */
function updatesOf({ plans, moved, updates }) {
    const others = plans.filter(({ service }) => moved.has(service.name) && !updates.has(service.name));
    return [...updates.values(), ...others.flatMap(plan => (0,deploy_deployments/* asMoved */.CI)(plan) ?? [])];
}
/** What stopped knows best. */
function adviceOf({ troubles, diagnoses }) {
    const diagnosed = [...diagnoses.values()].flatMap(({ next }) => next);
    return [...diagnosed, ...troubles.flatMap(({ next }) => next ?? [])][0];
}
/** The same for machines. Free text in it is AWS's; treat it as such. */
function reportOf(ended, promotion) {
    const { outcome, gates, states, returned, urls, baked, phases, troubles } = ended;
    const services = standsOf(ended, promotion).map(({ service, stand, changed }) => {
        const { evidence, why } = returned.get(service) ?? states.get(service) ?? {};
        return [service, { stand, changed, why, ...evidence }];
    });
    return {
        ...{ outcome, gates, urls, troubles },
        bake: baked,
        release: promotion.release,
        commit: promotion.commit,
        environment: promotion.declared.environment,
        services: Object.fromEntries(services),
        phases: phases.map(({ step, services: those, began, ended: end }) => ({
            step,
            services: those,
            seconds: Math.round((end - began) / 1_000),
        })),
    };
}

// EXTERNAL MODULE: ./shared/phases/roll-back/roll-back.ts + 17 modules
var roll_back = __webpack_require__(1416);
// EXTERNAL MODULE: ./shared/phases/roll-back/mark.ts
var mark = __webpack_require__(8552);
;// CONCATENATED MODULE: ./actions/promote/way-back.ts








/** Marks the release as failed on every revision of it that was deployed. */
async function markAsFailed(promotion, progress) {
    const marked = standsOf(progress, promotion).filter(({ ours }) => ours);
    const left = marked.flatMap(({ service }) => returnOf(service, progress) ?? []);
    const begun = progress.plans.flatMap(({ before }) => before?.createdAt ?? 0);
    const { context, ...run } = promotion_wayBack(promotion, progress);
    const reason = reasonOf(progress);
    const failed = {
        // ECS's clock counts: a mark from before the deployment would not be of it.
        at: Math.max(context.clock.now(), ...begun),
        why: `promotion of ${nameOf(promotion)} failed${reason === undefined ? '' : `: ${reason}`}`,
    };
    await (0,mark/* markFailed */.ZY)(left.filter(({ isBlameless }) => isBlameless !== true).flatMap(({ taskDefinition }) => taskDefinition ?? []), failed, { ...run, context });
    return { ended: endOnce(progress, 'mark as failed', 'succeeded') };
}
function reasonOf({ troubles }) {
    return troubles[0]?.why.split('\n')[0]?.replace(/[.:]$/, '');
}
/** Returns these services to the very revisions that they ran before, and proves that. */
async function bringBack(services, promotion, progress) {
    const { context, runUrl, limits } = promotion;
    const known = services.flatMap(service => returnOf(service, progress) ?? []);
    const unknown = services.filter(service => !known.some(one => one.service === service));
    const states = await returnAll(known, {
        ...promotion_wayBack(promotion, progress),
        ...{ reason: reasonOf(progress), runUrl, dryRun: false, wait: true, force: false, allowZero: true },
        github: undefined,
        timeout: limits.rollbackTimeout,
        to: { is: 'deployments', deployments: known },
    });
    const lost = unknown.map(service => stateOf(service, { outcome: 'unknown', ...unknownBefore(service, progress) }, context.clock.now()));
    const all = [...states, ...lost];
    return {
        returned: new Map([...progress.returned, ...all.map(state => [state.service, state])]),
        troubles: [
            ...progress.troubles,
            ...all.flatMap(({ service, outcome, why, next }) => (0,core_outcome/* isGreen */.gf)(outcome) ? [] : [{ why: `${service} ${why}`, next }]),
        ],
    };
}
function unknownBefore(service, { before }) {
    const one = before.get(service);
    const because = one?.is === 'unknown' ? `: ${one.why}` : '';
    const why = `was not returned: what it ran before this release is not known${because}`;
    return { why, next: 'Name the release that it is to run with `rollback-task-def` and `release`.' };
}
async function returnAll(known, run) {
    if (known.length === 0)
        return [];
    try {
        return (0,roll_back/* statesOf */.kY)(await (0,roll_back/* carryOut */.u0)(run), run.context.clock.now());
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
            throw error;
        const { outcome, message, next } = (0,action/* endOf */.pJ)(error, run.context.step);
        // Whatever kept it from being changed, it was to be returned and was not.
        const end = {
            outcome: outcome === 'unknown' ? outcome : 'rollback-failed',
            why: `was not returned: ${message}`,
            next,
        };
        return known.map(({ service }) => stateOf(service, end, run.context.clock.now()));
    }
}
function stateOf(service, end, at) {
    return { service, ...end, at };
}
/** What brings the service back; undefined where it is not known what it ran before. */
function returnOf(service, { updates, plans, leaving, before, moved }) {
    const left = leaving.get(service);
    if (left)
        return left;
    const beside = moved.get(service);
    const update = updates.get(service);
    if (update?.is === 'deployed') {
        const target = targetOfDeployed(service, update);
        return target.previousTaskDefinition === undefined ? undefined : target;
    }
    const plan = plans.find(one => one.service.name === service);
    if (plan && beside && update?.mayHaveBegun !== true)
        return returnOfMoved(plan, beside, before.get(service));
    if (update || !plan?.before)
        return undefined;
    const { id: deploymentId, taskDefinition } = plan.before;
    const target = targetOfDeployed(service, { is: 'deployed', plan, taskDefinition, deploymentId, changed: false });
    return target.previousTaskDefinition === undefined ? undefined : target;
}
/** What the infrastructure command deployed is what failed only where it is the release. */
function returnOfMoved({ service, revision, running }, { id: deploymentId, taskDefinition }, before) {
    if (before?.is !== 'known')
        return undefined;
    const isRelease = revision.is === 'keep' && running.arn === taskDefinition;
    const previousTaskDefinition = before.returnsTo;
    return { service: service.name, deploymentId, taskDefinition, previousTaskDefinition, isBlameless: !isRelease };
}

;// CONCATENATED MODULE: ./actions/promote/promote.ts






















const promote_inputs = {
    environment: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    release: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    tag: (0,inputs/* optional */.lq)((0,image_tag/* imageTag */.I)('the commit that the images are tagged with')),
    migrate: (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'on-failure': (0,inputs/* optional */.lq)((0,choice/* oneOf */.y)(['rollback', 'leave'])),
    'infrastructure-command': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'smoke-test-command': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'publish-command': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'allow-failed': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'require-rollback': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'dry-run': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
    'rollback-timeout': (0,inputs/* required */.mw)(inputs/* duration */.p0),
    'github-token': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
};
/** Takes a release to an environment: all of its services, or none. */
const promote = (0,action/* action */.XI)({
    title: 'Promote',
    inputs: promote_inputs,
    outputs: [
        ...['sha', 'tag', 'images', 'digests', 'task-arn', 'exit-code', 'log-url', 'restore-point'],
        ...['deployments', 'changed', 'outcome', 'report', 'deployment-id', 'plan', 'previous', 'variables'],
    ],
    check: ({ release, tag }) => {
        if (release !== undefined && tag !== undefined)
            return ['`release` and `tag` exclude each other'];
        return release === undefined && tag === undefined ? ['`release` or `tag` is required: it says what to promote'] : [];
    },
    async run(given, context, manifest) {
        const asked = askedOf(given, context, manifest);
        const commit = given.tag ?? (await commitOrEnd(given, asked));
        if (typeof commit !== 'string')
            return commit;
        const promotion = { ...asked, commit };
        const ended = await goOn(promotion);
        if (promotion.dryRun && (0,core_outcome/* isGreen */.gf)(ended.outcome))
            await tellPlan(ended, promotion);
        const result = resultOf(ended, await commitsOf(promotion, ended), promotion);
        await record_close(promotion, ended, result);
        return result;
    },
});
async function tellPlan({ plans }, promotion) {
    const { step } = promotion.context;
    const tell = (title, lines) => step.group(title, () => {
        lines.forEach(line => step.info(line));
        return Promise.resolve();
    });
    const differences = plans.map(plan => `${plan.service.name}: ${differencesOf(plan).join('; ') || 'none'}`);
    await tell('What would differ', differences);
    await tell('What would be done, in this order', [
        ...planLines(promotion),
        `if anything fails, ${returnText(promotion)}`,
    ]);
}
/** The commit of the release; or how the promotion ends because it is not known. What is asked for can be told even then. */
async function commitOrEnd(given, asked) {
    const { context, limits } = asked;
    const until = limits.began + limits.timeout;
    try {
        return await (0,release/* commitOf */.D)(given.release ?? '', { token: given['github-token'], context, until });
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ))
            throw error;
        const plan = planOf(nothingYet, { ...asked, commit: '' });
        return { ...(0,action/* endOf */.pJ)(error, context.step), outputs: { plan: JSON.stringify(plan) } };
    }
}
function askedOf(given, context, manifest) {
    if (!manifest?.declared) {
        throw new errors/* UsageError */.eb([
            'there is no manifest .github/deploy.yml in the workspace, which says what is promoted; is actions/checkout missing?',
        ]);
    }
    const { declared, document } = manifest;
    const began = context.clock.now();
    const token = given['github-token'];
    const limits = { timeout: given.timeout, rollbackTimeout: given['rollback-timeout'], began };
    return {
        declared,
        required: declared.requires === undefined ? undefined : (0,deploy_manifest_declared.declaredOf)(document, declared.requires),
        release: given.release,
        platforms: (0,deploy_manifest_declared.platformsOf)(document).map(core_manifest/* parsePlatform */.FL),
        onFailure: given['on-failure'] ?? declared.onFailure,
        dryRun: given['dry-run'],
        allowFailed: given['allow-failed'],
        requireRollback: given['require-rollback'],
        migrationCommand: given.migrate && declared.migration ? (0,declared_command/* declaredCommand */.g)(declared.migration) : undefined,
        infrastructureCommand: given['infrastructure-command'] ?? declared.infrastructureCommand,
        smokeTestCommand: given['smoke-test-command'] ?? declared.smokeTestCommand,
        publishCommand: given['publish-command'] ?? declared.publishCommand,
        github: token === undefined ? undefined : until => context.github({ token, until }),
        // All attempts of a run go on with the same record.
        runUrl: (0,run_url/* runUrl */.V)({ ...context.environment, GITHUB_RUN_ATTEMPT: undefined }),
        limits,
        context,
    };
}
/** Does what comes next until there is nothing more to do. What is next is decided from what is known, and nowhere else. */
async function goOn(promotion) {
    let progress = nothingYet;
    for (;;) {
        const step = nextStep(knownOf(promotion, progress));
        if (step.do === 'end')
            return { ...progress, outcome: step.outcome };
        progress = await take(step, promotion, progress);
    }
}
function knownOf(promotion, progress) {
    const { dryRun, onFailure, context } = promotion;
    const { ended, abandoned, plans } = progress;
    return {
        wanted: { dryRun, onFailure, steps: stepsOf(promotion) },
        cancelled: context.stop.aborted,
        ended,
        abandoned,
        proofIsOld: isProofOld(progress, context.clock.now()),
        ...(plans.length > 0 && { services: standsOf(progress, promotion) }),
    };
}
/** Steps that this environment has. */
function stepsOf(promotion) {
    const { declared, github, migrationCommand } = promotion;
    const { infrastructureCommand, smokeTestCommand, publishCommand } = promotion;
    const wanted = {
        record: github !== undefined,
        migrate: migrationCommand !== undefined,
        'run infrastructure': infrastructureCommand !== undefined,
        'ask health': declared.services.some(({ healthUrl }) => healthUrl !== undefined),
        bake: declared.bake !== undefined || declared.alarms.length > 0,
        'run smoke test': smokeTestCommand !== undefined,
        publish: publishCommand !== undefined,
    };
    return Object.keys(wanted).filter(step => wanted[step]);
}
/** Takes one step, and keeps the time. What goes wrong in it is a part of the progress; a bug is not. */
async function take(step, promotion, progress) {
    const { clock } = promotion.context;
    const began = clock.now();
    const news = await attempt(step, promotion, progress);
    const services = 'services' in step ? step.services : [];
    const phases = [...progress.phases, { step: step.do, services, began, ended: clock.now() }];
    return { ...progress, ...news, phases };
}
async function attempt(step, promotion, progress) {
    try {
        return await act(step, promotion, progress);
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ))
            throw error;
        // The next decision sees that the job is cancelled, and ends.
        if (error instanceof errors/* Cancelled */.cJ)
            return {};
        const { outcome, message, next } = (0,action/* endOf */.pJ)(error, promotion.context.step);
        const troubles = [...progress.troubles, { why: message, next }];
        if (!('services' in step))
            return { troubles, ended: endOnce(progress, step.do, outcome) };
        return { troubles, ...unseen(step, progress, { why: message, at: promotion.context.clock.now() }) };
    }
}
function act(step, promotion, progress) {
    const known = [promotion, progress];
    const acts = {
        verify: () => look_verify(...known),
        look: () => look(...known),
        'check gates': () => checkGates(...known),
        record: () => record(...known),
        migrate: () => runMigration(...known),
        'run infrastructure': () => runInfrastructure(...known),
        'ask health': () => askHealth(...known),
        bake: () => runBake(...known),
        'run smoke test': () => runCommand('run smoke test', ...known),
        publish: () => runCommand('publish', ...known),
        'mark as failed': () => markAsFailed(...known),
    };
    if (step.do === 'deploy')
        return deploy(step.services, ...known);
    if (step.do === 'prove')
        return prove(step.services, ...known);
    return step.do === 'return' ? bringBack(step.services, ...known) : acts[step.do]();
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

/***/ 7215:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ makeRecord)
/* harmony export */ });
/* harmony import */ var _core_lost_update_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9600);
/* harmony import */ var _core_promotion_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9827);
/* harmony import */ var _wait_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6749);
/* harmony import */ var _see_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8622);




/** A deployment is sent again only where GitHub surely does not have it, and no more often than this. */
const mostSends = 3;
/**
 * The record of this run: the one that it or an earlier attempt of it made, or a new one. A run that begins again after
 * others had their turn gets a new one; whoever only tells how it ended never does.
 */
async function makeRecord(run, { begins }) {
    const { payload, sha, github, environment, context } = run;
    const found = await github.deploymentsTo(environment);
    if (found.is === 'refused')
        return found;
    const { deployments } = found;
    const own = (0,_core_promotion_record_js__WEBPACK_IMPORTED_MODULE_0__/* .ownRecord */ .MY)(deployments, { run: payload.run, sha });
    const states = own && begins ? await (0,_see_js__WEBPACK_IMPORTED_MODULE_2__/* .statesOf */ .k)(own.id, run) : undefined;
    const now = context.clock.now();
    if (own && (!states || (0,_core_promotion_record_js__WEBPACK_IMPORTED_MODULE_0__/* .keepsTurn */ .g_)({ ...own, states }, deployments, now)))
        return { is: 'made', ...own };
    if (sha === undefined)
        return {
            is: 'refused',
            why: `this run has recorded no deployment to ${environment} yet, and no commit is given to record one of`,
        };
    return create({ ...run, sha }, deployments);
}
async function create(run, before) {
    const { github, environment, sha, payload, production } = run;
    const description = (0,_core_promotion_record_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDescription */ .r3)(payload.release ?? sha);
    for (let sends = 1;; sends++) {
        const made = await github.createDeployment({ environment, sha, payload, production, description });
        if (made.is === 'written')
            return { is: 'made', id: made.id, sha, payload };
        if (made.is === 'refused')
            return made;
        const found = await searchFor(run, before);
        if (found.is === 'found')
            return { is: 'made', id: found.id, sha, payload };
        if (found.is === 'unseen' || sends === mostSends)
            return made;
    }
}
/** What became of a deployment whose reply was lost. */
async function searchFor(run, before) {
    const { github, environment, sha, payload, context, until } = run;
    const sentAt = context.clock.now();
    const newest = Math.max(0, ...before.map(({ id }) => id));
    let looks = 0;
    const waited = await (0,_wait_js__WEBPACK_IMPORTED_MODULE_1__/* .wait */ .u)({
        until,
        look: async (now) => {
            const found = await github.deploymentsTo(environment);
            if (found.is === 'refused')
                return { is: 'ended', end: { is: 'unseen' } };
            const fresh = found.deployments.filter(({ id }) => id > newest);
            const own = (0,_core_promotion_record_js__WEBPACK_IMPORTED_MODULE_0__/* .ownRecord */ .MY)(fresh, { run: payload.run, sha });
            if (own)
                return { is: 'ended', end: { is: 'found', id: own.id } };
            const isAbsent = (0,_core_lost_update_js__WEBPACK_IMPORTED_MODULE_3__/* .surelyNotApplied */ .bj)({ looks: ++looks, sentAt, now });
            return isAbsent ? { is: 'ended', end: { is: 'absent' } } : { is: 'waiting', for: [] };
        },
    }, context);
    return waited.is === 'ended' ? waited.end : { is: 'unseen' };
}


/***/ }),

/***/ 8622:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ statesOf),
/* harmony export */   q: () => (/* binding */ most)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2635);

/** The states of a deployment; undefined where GitHub does not show them: of that nothing is concluded. */
async function statesOf(id, { github }) {
    try {
        return await github.statesOf(id);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Cancelled */ .cJ)
            throw error;
        return undefined;
    }
}
/** How many deployments are looked at side by side: an environment has one promotion at a time, and some that failed. */
const most = 15;


/***/ }),

/***/ 2146:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ writeState)
/* harmony export */ });
/* harmony import */ var _aws_pages_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2388);
/* harmony import */ var _core_promotion_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9827);
/* harmony import */ var _wait_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6749);
/* harmony import */ var _see_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8622);




/**
 * Gives the record its state. After a success the environment has this deployment alone, in production too: there
 * GitHub by itself ends none (`auto_inactive`).
 */
async function writeState(id, state, run) {
    const set = await setState(id, withLinks(state, run), run);
    if (set.is !== 'set')
        return set;
    const others = state.state === 'success' ? await retireOthers(id, run) : { displaced: [], problems: [] };
    return { is: 'written', changed: set.changed, ...others };
}
function withLinks(state, { payload, environmentUrl }) {
    return { ...state, logUrl: payload.run, environmentUrl };
}
/** To say a state twice does no harm, so a lost one is said again; no more often than this. */
const mostSends = 3;
async function setState(id, state, run) {
    const { github, context, until } = run;
    let sends = 0;
    let why = '';
    const waited = await (0,_wait_js__WEBPACK_IMPORTED_MODULE_1__/* .wait */ .u)({
        until,
        look: async () => {
            // A promotion that begins again says so again: its time counts from then.
            if ((sends > 0 || (0,_core_promotion_record_js__WEBPACK_IMPORTED_MODULE_0__/* .isOver */ .PU)(state.state)) && (await (0,_see_js__WEBPACK_IMPORTED_MODULE_2__/* .statesOf */ .k)(id, run))?.[0]?.state === state.state)
                return { is: 'ended', end: { is: 'set', changed: sends > 0 } };
            if (sends === mostSends)
                return { is: 'ended', end: { is: 'lost', why } };
            const written = await github.setDeploymentState(id, state);
            sends++;
            if (written.is === 'written')
                return { is: 'ended', end: { is: 'set', changed: true } };
            if (written.is === 'refused')
                return { is: 'ended', end: written };
            why = written.why;
            return { is: 'waiting', for: [] };
        },
    }, context);
    return waited.is === 'ended' ? waited.end : { is: 'lost', why };
}
async function retireOthers(id, run) {
    const { github, environment } = run;
    const found = await github.deploymentsTo(environment);
    if (found.is === 'refused')
        return { displaced: [], problems: [found.why] };
    const { others, unseen } = await othersIn(found.deployments, id, run);
    const retired = { state: 'inactive', description: 'Another deployment took its place' };
    const ends = await Promise.all(others.map(other => setState(other.id, retired, run)));
    return {
        displaced: others.filter((_, index) => ends[index]?.is === 'set').map(other => other.id),
        problems: [
            ...(unseen > 0 ? [`GitHub did not show how ${unseen} other deployments to ${environment} stand`] : []),
            ...ends.flatMap(end => (end.is === 'set' ? [] : [end.why])),
        ],
    };
}
/** Looks back, a portion at a time, to the last success: that one ended all before it. */
async function othersIn(deployments, own, run) {
    const seen = [];
    let unseen = 0;
    for (const portion of (0,_aws_pages_js__WEBPACK_IMPORTED_MODULE_3__/* .batches */ .X)(deployments.filter(({ id }) => id !== own), _see_js__WEBPACK_IMPORTED_MODULE_2__/* .most */ .q)) {
        const states = await Promise.all(portion.map(({ id }) => (0,_see_js__WEBPACK_IMPORTED_MODULE_2__/* .statesOf */ .k)(id, run)));
        const visible = portion.flatMap((record, index) => {
            const its = states[index];
            return its ? [{ ...record, states: its }] : [];
        });
        unseen += portion.length - visible.length;
        seen.push(...visible);
        if (visible.some(one => one.states.some(({ state }) => state === 'success')))
            break;
    }
    return { others: (0,_core_promotion_record_js__WEBPACK_IMPORTED_MODULE_0__/* .displaced */ .i$)(seen, own, run.context.clock.now()), unseen };
}


/***/ })

};
