export const id = 242;
export const ids = [242];
export const modules = {

/***/ 7242:
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
        (known.abandoned && !wanted.dryRun ? (once(known, 'record') ?? wayBack(known)) : undefined) ??
        once(known, 'check gates') ??
        (wanted.dryRun ? end('unchanged') : undefined) ??
        once(known, 'record') ??
        once(known, 'migrate') ??
        once(known, 'run infrastructure') ??
        (hasFailed(known) ? undefined : wave(services ?? [])) ??
        (hasFailed(known) ? wayBack(known) : undefined) ??
        halted(services ?? []) ??
        afterwards.map(step => once(known, step)).find(Boolean) ??
        (known.proofIsOld ? { do: 'prove', services: names(services ?? []) } : undefined) ??
        end(services?.some(({ changed }) => changed) || ended.migrate === 'succeeded' ? 'succeeded' : 'unchanged'));
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
    return services.some(({ ours }) => ours) && services.some(({ stand }) => stand === 'behind');
}
/** That this run changed nothing is not all there is to say then. */
function asMixed(outcome) {
    return outcome === 'failed-before-change' || outcome === 'superseded' ? 'mixed' : outcome;
}
/** Waves go one after the other; within one, all are deployed and proved side by side. */
function wave(services) {
    const troubled = services.some(({ stand }) => stand !== 'behind' && stand !== 'begun' && stand !== 'proved');
    if (troubled)
        return undefined;
    const open = services.filter(({ stand }) => stand !== 'proved');
    const first = Math.min(...open.map(one => one.wave));
    const now = open.filter(one => one.wave === first);
    const behind = now.filter(({ stand }) => stand === 'behind');
    if (behind.length > 0)
        return { do: 'deploy', services: names(behind) };
    return now.length > 0 ? { do: 'prove', services: names(now) } : undefined;
}
const failures = ['refused', 'failed', 'late', 'returned', 'stuck', 'astray'];
function hasFailed({ ended, services = [] }) {
    return Object.values(ended).includes('failed') || services.some(({ stand }) => failures.includes(stand));
}
/** What may still run the release though it is to run nowhere. What somebody else deployed since is theirs. */
const returnable = ['begun', 'proved', 'failed', 'late', 'paused', 'unknown'];
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
    if (stands.has('superseded'))
        return end(stands.has('proved') || stands.has('begun') ? 'mixed' : 'superseded');
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
    if ([release, before, on('superseded')].filter(Boolean).length > 1)
        return 'mixed';
    if (on('superseded'))
        return 'superseded';
    if (release)
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
    return { ...Object.fromEntries(own), ...releaseVariables(facts) };
}
/** `DEPLOY_IMAGES` has all images as JSON; `DEPLOY_IMAGE_API` and so on has one, for a command line. */
function releaseVariables({ environment, release, commit, images }) {
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

;// CONCATENATED MODULE: ./shared/phases/command/run-command.ts


/** Runs it in the workspace. What it prints stands in the log as it comes, fenced and without credentials. */
async function runCommandPhase({ name, line, facts, until, context }) {
    const { clock, step, stop, command, environment } = context;
    const began = clock.now();
    const [over, late] = [new AbortController(), new AbortController()];
    void clock.sleep(Math.max(0, until - began), over.signal).then(() => {
        if (!over.signal.aborted)
            late.abort();
    });
    const end = await step.group(`Run the ${name}`, () => command(line, {
        folder: environment['GITHUB_WORKSPACE'] ?? '.',
        environment: commandEnvironment(environment, facts),
        signal: AbortSignal.any([stop, late.signal]),
        print: lines => step.foreign(lines),
    }));
    over.abort();
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

// EXTERNAL MODULE: ./shared/phases/deploy/prepare.ts + 1 modules
var prepare = __webpack_require__(5256);
// EXTERNAL MODULE: ./shared/phases/deploy/register.ts
var register = __webpack_require__(6438);
// EXTERNAL MODULE: ./shared/phases/deploy/update.ts
var update = __webpack_require__(7142);
// EXTERNAL MODULE: ./shared/phases/migrate/migrate.ts + 7 modules
var migrate = __webpack_require__(3060);
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
// EXTERNAL MODULE: ./shared/core/preflight.ts
var preflight = __webpack_require__(8599);
// EXTERNAL MODULE: ./shared/core/release-images.ts
var release_images = __webpack_require__(9744);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/aws/pages.ts
var pages = __webpack_require__(2388);
// EXTERNAL MODULE: ./shared/aws/registry.ts
var aws_registry = __webpack_require__(5985);
// EXTERNAL MODULE: ./shared/core/history.ts
var core_history = __webpack_require__(2504);
;// CONCATENATED MODULE: ./shared/core/stay.ts
/**
 * When a service ran these images, by its deployments, newest first. It is proved that it ran them from the end of a
 * successful deployment on; the next one that brings something else ends that when it begins, since tasks are replaced
 * one by one. A deployment that ECS rolled back ends nothing: what ran before it stayed, and takes over again. One that
 * was stopped, or could not be rolled back, may have left tasks of its own. Somebody who went back to what ran before
 * took the release back: how long it had run counts no more.
 */
function staysOf(runs, wanted) {
    const stays = [];
    const earlier = new Set();
    let wentBackTo;
    let from;
    for (const run of runs.toReversed()) {
        if (hasRun(run, wanted)) {
            if (run.end === 'succeeded')
                from ??= run.finishedAt;
        }
        else if (from !== undefined && run.status !== 'ROLLBACK_SUCCESSFUL') {
            if (run.end === 'succeeded' && earlier.has(run.taskDefinition))
                wentBackTo = run.taskDefinition;
            else
                stays.push({ from, until: run.createdAt });
            from = undefined;
        }
        if (from === undefined && run.end === 'succeeded')
            earlier.add(run.taskDefinition);
    }
    if (from !== undefined)
        stays.push({ from, until: undefined });
    return { stays, wentBackTo };
}
/** Whether the service runs these images now, and has for so long, in milliseconds: what was before changes nothing. */
function hasStayed(runs, wanted, { soak, now }) {
    const newest = staysOf(runs, wanted).stays.at(-1);
    return newest !== undefined && newest.until === undefined && lengthOf(newest, now) >= soak;
}
/** Whether a deployment brought all of these images. */
function hasRun({ digests }, wanted) {
    return wanted.every(accepted => accepted.some(digest => digests.includes(digest)));
}
/** The times that all of these have in common. */
function together([first = [], ...others]) {
    return others.reduce((common, stays) => common.flatMap(one => stays.flatMap(other => overlap(one, other) ?? [])), first);
}
function overlap(one, other) {
    const from = Math.max(one.from, other.from);
    const end = Math.min(one.until ?? Infinity, other.until ?? Infinity);
    if (end <= from)
        return undefined;
    return { from, until: end === Infinity ? undefined : end };
}
/** Milliseconds. A clock that is behind AWS's makes no stay shorter than none. */
function lengthOf({ from, until }, now) {
    return Math.max(0, (until ?? now) - from);
}

;// CONCATENATED MODULE: ./shared/core/requirement.ts



/**
 * Whether the very images of a release ran there together for so long. ECS's own history of each service decides; the
 * record in GitHub may say that the release failed there, and stands in for services that may not be read, as in another
 * account.
 */
function judgeRequirement(requirement, now) {
    const { environment, record, services } = requirement;
    if (record.is === 'other')
        return notRecorded(record.state, environment);
    if (services.length === 0) {
        const why = `${environment} has none of the services that are deployed here, so nothing can be proved there`;
        return { is: 'unmet', why, next: 'Name another environment in `requires`, or leave it out.' };
    }
    const troubles = Map.groupBy(services, one => troubleWith(one));
    troubles.delete(undefined);
    if (troubles.size > 0) {
        const lines = [...troubles].map(([why = '', those]) => `${requirement_names(those)} ${why}`);
        const why = `it is not proved in ${environment}: ${lines.join('; ')}`;
        return { is: 'unmet', why, next: `Bring the release to ${environment}, and let it be proved there.` };
    }
    const unread = services.filter(({ seen }) => seen.is === 'unread');
    if (unread.length > 0 && (record.is !== 'success' || record.images !== 'same'))
        return unknown(requirement, unread);
    const stays = services.flatMap(one => (one.seen.is === 'read' ? [staysOf(one.seen.runs, one.wanted).stays] : []));
    const recorded = unread.length > 0 && record.is === 'success' ? [[record.stay]] : [];
    return judgeStays(together([...stays, ...recorded]), requirement, now);
}
function notRecorded(state, environment) {
    const goesOn = ['queued', 'pending', 'waiting', 'in_progress'].includes(state);
    const next = goesOn
        ? `Wait until the promotion to ${environment} is over. If its job was cut off, run it again: what is done is not done twice.`
        : `Bring the release to ${environment}, and let it be proved there.`;
    return { is: 'unmet', why: `GitHub has its deployment to ${environment} recorded as ${state}`, next };
}
/** Why a service proves nothing; continues a sentence that begins with its name. Undefined also where it is not known. */
function troubleWith({ seen, wanted }) {
    if (seen.is === 'absent')
        return seen.why;
    if (seen.is === 'unread')
        return undefined;
    const { runs, desired, running } = seen;
    const { stays, wentBackTo } = staysOf(runs, wanted);
    const runsNow = stays.at(-1) !== undefined && stays.at(-1)?.until === undefined;
    if (runsNow && desired === 0)
        return 'has a desired count of 0: no task runs, so nothing is proved';
    if (runsNow && running === 0)
        return `runs 0 of ${desired} tasks now`;
    if (stays.length > 0)
        return undefined;
    const newest = runs.find(run => hasRun(run, wanted));
    if (!newest)
        return 'did not run these images';
    if (newest.end === 'open')
        return 'is still being brought to these images';
    if (wentBackTo !== undefined)
        return `went back from these images to ${(0,core_service/* revisionName */.pd)(wentBackTo)}`;
    return `did not come to run these images: ECS has their deployment as ${newest.status}`;
}
function unknown({ environment, record }, unread) {
    const [first] = unread.flatMap(({ seen }) => (seen.is === 'unread' ? [seen] : []));
    const why = `what ${requirement_names(unread)} ran in ${environment} could not be read (${first?.why ?? ''}), and ${recordText(record)}`;
    const read = first?.next ?? `Let the role read the services of ${environment}.`;
    return { is: 'unknown', why, next: `${read} Or record the promotions to ${environment} with their images.` };
}
function recordText(record) {
    if (record.is === 'none')
        return 'GitHub has no record of it there';
    if (record.is === 'unread')
        return `its record in GitHub could not be read either (${record.why})`;
    const images = record.is === 'success' && record.images === 'other' ? 'other images' : 'no images';
    return `its record in GitHub names ${images}`;
}
function judgeStays(stays, requirement, now) {
    const { environment, soak } = requirement;
    const long = stays.findLast(stay => lengthOf(stay, now) >= soak);
    if (long)
        return { is: 'met', says: metText(long, requirement, now) };
    const [longest] = stays.toSorted((a, b) => lengthOf(b, now) - lengthOf(a, now));
    if (!longest) {
        const why = `its services ran these images in ${environment} only one after the other, never all at the same time`;
        return { is: 'unmet', why, next: `Bring the whole release to ${environment}, and let it be proved there.` };
    }
    const current = stays.find(({ until }) => until === undefined);
    if (!current) {
        const why = `it was in ${environment} for ${(0,wording/* elapsed */.vk)(lengthOf(longest, now))} of ${(0,wording/* elapsed */.vk)(soak)}, and then something else was deployed there`;
        return { is: 'unmet', why, next: `Bring the release to ${environment} again, for ${(0,wording/* elapsed */.vk)(soak)}.` };
    }
    const possible = nextMinute(current.from + soak);
    return {
        is: 'unmet',
        why: `it has been in ${environment} for ${(0,wording/* elapsed */.vk)(lengthOf(current, now))} of ${(0,wording/* elapsed */.vk)(soak)}, since ${(0,wording/* dayAndTime */.X_)(current.from)}`,
        next: `Run the job again at ${(0,wording/* dayAndTime */.X_)(possible)}, in ${(0,wording/* elapsed */.vk)(possible - now)}: it will have been there long enough then.`,
    };
}
function metText(stay, { environment, services, elsewhere }, now) {
    const { from, until } = stay;
    const when = until === undefined ? `since ${(0,wording/* dayAndTime */.X_)(from)}` : `from ${(0,wording/* dayAndTime */.X_)(from)} to ${(0,wording/* dayAndTime */.X_)(until)}`;
    const recorded = services.filter(({ seen }) => seen.is === 'unread');
    return [
        `${(0,wording/* counted */.hS)(services.length, 'service')} of ${environment} ran these images for ${(0,wording/* elapsed */.vk)(lengthOf(stay, now))}, ${when}`,
        ...(recorded.length > 0 ? [`of ${requirement_names(recorded)} only GitHub's record says so, as ECS could not be read`] : []),
        ...(elsewhere.length > 0 ? [`${elsewhere.join(', ')} is not in ${environment} and was not proved there`] : []),
    ].join('; ');
}
function requirement_names(services) {
    return services.map(({ service }) => service).join(', ');
}
/** Times are told to the minute, and whoever comes at that time must not be too early. */
function nextMinute(at) {
    return Math.ceil(at / 60_000) * 60_000;
}
/**
 * What the states of a deployment, newest first, say of it. GitHub, and whoever writes records, sets a success inactive
 * when another deployment takes its place.
 */
function readStates(states) {
    const index = states.findIndex(({ state }) => state !== 'inactive');
    const told = states[index];
    if (told?.state !== 'success')
        return { is: 'other', state: told?.state ?? states[0]?.state ?? 'without a state' };
    return { is: 'success', stay: { from: told.at, until: states[index - 1]?.at } };
}

// EXTERNAL MODULE: ./shared/core/deployment-record.ts
var deployment_record = __webpack_require__(7423);
;// CONCATENATED MODULE: ./shared/phases/gates/recorded.ts




/** What GitHub's newest deployment of the commit to the required environment says. */
async function recordOf(run) {
    const { github, required } = run;
    if (!github)
        return { is: 'unread', why: 'GitHub is not asked without `github-token`' };
    const found = await github.deploymentsTo(required.environment);
    if (found.is === 'refused')
        return { is: 'unread', why: found.why };
    const index = found.deployments.findIndex(one => isOfCommit(one, run));
    const own = found.deployments[index];
    if (!own)
        return { is: 'none' };
    try {
        const told = readStates(await github.statesOf(own.id));
        if (told.is === 'other')
            return told;
        // Whatever was begun after it may have taken its place, whether or not somebody said so.
        const later = found.deployments[index - 1]?.createdAt ?? Infinity;
        const until = Math.min(told.stay.until ?? Infinity, later);
        const stay = { from: told.stay.from, until: until === Infinity ? undefined : until };
        return { is: 'success', stay, images: imagesIn(own, run) };
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            throw error;
        return { is: 'unread', why: (0,errors/* messageOf */.bD)(error) };
    }
}
function isOfCommit(record, { sha }) {
    const isShort = /^[0-9a-f]{7,39}$/.test(sha) && record.sha.startsWith(sha);
    return isShort || (0,deployment_record/* isRecordOf */.vJ)(record, { name: sha, commits: [sha] });
}
/** Whether it was recorded with the images that are to be deployed now: a tag may have been moved since. */
function imagesIn({ payload }, { images, required }) {
    const recorded = (0,promotion_record/* readPayload */.rD)(payload)?.images ?? {};
    const names = required.services.flatMap(one => one.images.map(({ name }) => name));
    const asked = names.filter(name => images[name] !== undefined);
    if (asked.some(name => recorded[name] === undefined))
        return 'unsaid';
    return asked.every(name => digestIn(recorded[name]) === digestIn(images[name])) ? 'same' : 'other';
}
function digestIn(image = '') {
    return image.slice(image.indexOf('@') + 1);
}

;// CONCATENATED MODULE: ./shared/phases/gates/requirement.ts










/**
 * Reads what ran there and what is recorded of it, and judges. A service that is in that environment alone has nothing of
 * this release; an image that is here alone cannot be proved there, which is said.
 */
async function lookAtRequirement(run) {
    const { required, soak, images, context } = run;
    const shared = required.services.flatMap(({ service, images: declared }) => {
        const references = declared.flatMap(({ name }) => images[name] ?? []);
        return references.length > 0 ? [{ service, references }] : [];
    });
    const [services, record] = await Promise.all([seeServices(shared, run), recordOf(run)]);
    const there = new Set(shared.flatMap(({ references }) => references));
    const elsewhere = Object.keys(images).filter(name => !there.has(images[name] ?? ''));
    const requirement = { environment: required.environment, soak, services, record, elsewhere };
    return judgeRequirement(requirement, context.clock.now());
}
/** Milliseconds for which a read there is tried again: it may be another account, and what is not seen is told soon. */
const patience = 60_000;
async function seeServices(shared, run) {
    const { required, until, context } = run;
    const aws = context.aws({ until, patience, ...(required.region !== undefined && { region: required.region }) });
    const wanted = await wantedOf(shared, run.aws);
    const ecs = await aws.ecs();
    try {
        const names = shared.map(({ service }) => service);
        const { services, absent } = await ecs.describeServices(required.cluster, names);
        return await Promise.all(shared.map(async ({ service: name, references }) => {
            const images = references.map(image => wanted.get(image) ?? []);
            const service = services.find(one => one.name === name);
            const there = service?.status === 'ACTIVE' ? service : undefined;
            const reason = service?.status ?? absent.get(name) ?? 'MISSING';
            const seen = there
                ? await seeService(there, { wanted: images, ecs, run })
                : { is: 'absent', why: `is ${reason} in cluster ${required.cluster}` };
            return { service: name, wanted: images, seen };
        }));
    }
    catch (error) {
        const seen = unread(error);
        return shared.map(({ service }) => ({ service, wanted: [], seen }));
    }
}
async function seeService(service, sight) {
    try {
        const { desired } = service;
        const running = service.deployments.reduce((sum, one) => sum + one.running, 0);
        return { is: 'read', runs: await runsOf(service, sight), desired, running };
    }
    catch (error) {
        return unread(error);
    }
}
/** Cancellation and bugs go on; whatever else AWS says keeps from seeing. */
function unread(error) {
    if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
        throw error;
    return { is: 'unread', why: error.message, next: error.next };
}
/** Deployments of which DescribeServiceRevisions shows the revisions in one call. */
const portion = 20;
/** The deployments of a service, newest first: all, or those that say that it has run these images for long enough. */
async function runsOf(service, { wanted, ecs, run }) {
    const { required, soak, context } = run;
    const now = context.clock.now();
    const since = now - core_history/* historyLasts */.sF;
    const listed = await ecs.listServiceDeployments({ cluster: required.cluster, service: service.name, after: since });
    // ListServiceDeployments documents no order.
    const newestFirst = listed.toSorted((a, b) => b.createdAt - a.createdAt);
    const runs = [];
    for (const few of (0,pages/* batches */.X)(newestFirst, portion)) {
        runs.push(...(await toRuns(few, ecs)));
        if (hasStayed(runs, wanted, { soak, now }))
            return runs;
    }
    return [...runs, ...(await runBefore(since, service, ecs))];
}
/** A revision that ECS does not show ran something that is not known. */
async function toRuns(listed, ecs) {
    const arns = listed.map(({ targetRevision }) => targetRevision);
    const revisions = await ecs.describeServiceRevisions([...new Set(arns)]);
    return listed.map(({ targetRevision, status, createdAt, finishedAt }) => {
        const { taskDefinition = '', digests = new Map(), images = [], } = revisions.find(({ arn }) => arn === targetRevision) ?? {};
        return {
            ...{ taskDefinition, status, createdAt },
            ...(finishedAt !== undefined && { finishedAt }),
            end: (0,core_history/* endOfDeployment */.Ad)(status, { wentOff: false }),
            // ECS may have resolved an index to its platform's image; what the task definition names counts as well.
            digests: [...new Set([...digests.values(), ...digestsIn(images)])],
        };
    });
}
/** What has run for longer than ECS keeps its history: it was completed before that begins. */
async function runBefore(since, service, ecs) {
    const primary = (0,core_service/* primaryOf */.Os)(service);
    if (primary?.rollout !== 'COMPLETED' || primary.createdAt >= since)
        return [];
    const { taskDefinition, createdAt } = primary;
    const { definition } = await ecs.describeTaskDefinition(taskDefinition);
    const digests = digestsIn(definition.containerDefinitions.flatMap(({ image }) => image ?? []));
    return [{ taskDefinition, end: 'succeeded', status: 'SUCCESSFUL', createdAt, finishedAt: since, digests }];
}
function digestsIn(images) {
    return images.flatMap(image => /@(.+)$/.exec(image)?.[1] ?? []);
}
/** A task may have reported the digest of its platform's image: what an index holds counts as it. */
async function wantedOf(shared, aws) {
    const references = [...new Set(shared.flatMap(one => one.references))];
    return new Map(await Promise.all(references.map(async (image) => {
        const { registry, repository, digest = '' } = (0,core_image/* parseImage */.zZ)(image);
        const seen = await (0,aws_registry/* lookInRegistry */.a)(aws, { ...(registry && { registry }), repository, wanted: { digest } });
        const manifest = seen?.is === 'found' ? seen.manifest : undefined;
        return [image, manifest === undefined ? [digest] : (0,core_manifest/* digestsOf */.nw)((0,core_manifest/* readManifest */.WI)(manifest), digest)];
    })));
}

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
    if (!requirement)
        return [];
    const name = `proof in ${requirement.required.environment}`;
    const verdict = await orRefused(name, () => lookAtRequirement({ ...run, ...requirement }));
    if (verdict.is === 'refused')
        return [verdict];
    if (verdict.is === 'met')
        return [{ name, is: 'passed', says: verdict.says }];
    return [{ name, is: 'refused', says: verdict.why, next: verdict.next }];
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
    const seen = await orRefused(name, () => (0,watch/* lookAtAlarms */.dS)(alarms, aws));
    if (seen.is === 'refused')
        return [seen];
    if (seen.is === 'quiet')
        return [{ name, is: 'passed', says: seen.says }];
    return [{ name, is: 'refused', says: seen.why, next: seen.next }];
}
/** What cannot be seen does not let anything pass. */
async function orRefused(name, look) {
    try {
        return await look();
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
            throw error;
        const says = `it could not be seen: ${error.message}`;
        return { name, is: 'refused', says, ...(error.next !== undefined && { next: (0,wording/* capital */.Nx)(error.next) }) };
    }
}

// EXTERNAL MODULE: ./shared/phases/verify/verify.ts + 2 modules
var verify = __webpack_require__(1919);
// EXTERNAL MODULE: ./shared/core/provenance.ts
var provenance = __webpack_require__(8013);
// EXTERNAL MODULE: ./shared/phases/prove/records.ts
var records = __webpack_require__(6720);
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
    const onTheWay = plans.filter(plan => isMarked(plan) || isReturning(plan, promotion));
    if (onTheWay.length === 0)
        return { updates };
    const { failed } = onTheWay.map(plan => (0,provenance/* readProvenance */.Ch)(wantedTags(plan)))[0] ?? {};
    return {
        updates,
        abandoned: true,
        leaving: new Map(plans.filter(plan => wasLeft(plan, promotion)).map(plan => [plan.service.name, targetOf(plan)])),
        troubles: [{ why: `An earlier run was cut off on its way back${since(failed)}` }],
    };
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
    const { failed } = (0,provenance/* readProvenance */.Ch)(running.tags);
    return revision.is === 'keep' && failed !== undefined && (failed.at ?? 0) >= (before?.createdAt ?? 0);
}
/** It was returned from this release, and nobody came to prove that. */
function isReturning(plan, promotion) {
    const { rollback } = (0,provenance/* readProvenance */.Ch)(plan.running.tags);
    return wasLeft(plan, promotion) && rollback !== undefined && !rollback.done;
}
/** The newest revision is of this release and marked as failed, and another one runs. */
function wasLeft(plan, { commit }) {
    const { failed, commit: its } = (0,provenance/* readProvenance */.Ch)(wantedTags(plan));
    return plan.revision.is === 'reuse' && failed !== undefined && its === commit;
}
function wantedTags({ revision, running, newest }) {
    return (revision.is === 'keep' ? running : newest)?.tags ?? [];
}
function targetOf({ service, running, newest }) {
    return {
        service: service.name,
        ...(newest && { taskDefinition: newest.arn }),
        previousTaskDefinition: running.arn,
    };
}
/** Milliseconds. ECS lists a service deployment under a time a little before the deployment's. */
const listingSlack = 60_000;
/** The deployment of this release that an earlier attempt of this run began, where ECS has returned from it. */
async function takenBack(plan, { commit, runUrl }, run) {
    const { revision, newest, service } = plan;
    if (revision.is !== 'reuse' || !newest)
        return undefined;
    const { commit: its, runUrl: by, failed } = (0,provenance/* readProvenance */.Ch)(newest.tags);
    if (its !== commit || by === undefined || by !== runUrl || failed)
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
function standsOf({ plans, updates, leaving, states, returned }, { declared, commit }) {
    return plans.map(plan => {
        const { name } = plan.service;
        const update = updates.get(name);
        const left = leaving.has(name);
        const stand = standOf({ plan, update, left, state: states.get(name), back: returned.get(name) });
        const changed = update?.is === 'deployed' ? update.changed : update?.mayHaveBegun === true;
        const begun = update ? update.is === 'deployed' : hasIt(plan);
        const ours = changed || left || (begun && broughtBy(plan) === commit);
        return { service: name, wave: waveOf(name, declared), stand, ours, changed };
    });
}
/** The commit that the wanted revision was registered for, where it exists already. */
function broughtBy({ revision, running, newest }) {
    const known = revision.is === 'keep' ? running : newest;
    return known && (0,provenance/* readProvenance */.Ch)(known.tags).commit;
}
function waveOf(service, { waves, services }) {
    const { name } = services.find(one => one.service === service) ?? { name: service };
    return Math.max(0, waves.findIndex(wave => wave.includes(name)));
}
function standOf({ plan, update, left, state, back }) {
    if (back)
        return afterReturn[back.outcome] ?? 'stuck';
    if (state)
        return afterProof[state.outcome] ?? 'begun';
    if (left)
        return 'failed';
    if (update?.is === 'not-deployed')
        return afterUpdate[update.outcome] ?? 'refused';
    return update || hasIt(plan) ? 'begun' : 'behind';
}
const afterReturn = {
    succeeded: 'returned',
    unchanged: 'returned',
    superseded: 'superseded',
    unknown: 'astray',
};
const afterProof = {
    succeeded: 'proved',
    'rolled-back': 'returned',
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

// EXTERNAL MODULE: ./shared/core/known-revision.ts
var known_revision = __webpack_require__(477);
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
/** The release that a service runs before it is deployed, or its revision where nothing says a release. */
function releaseOf({ running }) {
    return (0,known_revision/* releaseName */["do"])({ arn: running.arn, provenance: (0,provenance/* readProvenance */.Ch)(running.tags) });
}

;// CONCATENATED MODULE: ./actions/promote/look.ts












/** Finds every image of the release, and stops at one that is missing or must not be deployed. */
async function look_verify(promotion, progress) {
    const { declared, commit, platforms, context } = promotion;
    const { aws } = forward(promotion, progress);
    const named = declared.services.flatMap(({ images }) => images);
    const verified = await (0,verify/* verifyImages */.O)(named, { tag: commit, platforms, allowMissing: false, context, aws });
    const wrong = verified.filter(({ verdict }) => verdict.is !== 'verified');
    const images = Object.fromEntries(verified.flatMap(one => referenceOf(one) ?? []));
    if (wrong.length === 0)
        return { images, ended: endOnce(progress, 'verify', 'succeeded') };
    const unseen = wrong.some(({ verdict }) => verdict.is === 'unknown');
    const lines = wrong.map(one => `  - ${one.image.name}: ${(0,verify/* verdictText */.n)(one)}`);
    const why = [`${wrong.length} of ${(0,wording/* counted */.hS)(verified.length, 'image')} cannot be deployed:`, ...lines].join('\n');
    const ended = endOnce(progress, 'verify', unseen ? 'unknown' : 'failed-before-change');
    return { images, ended, troubles: [...progress.troubles, { why }] };
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
    const [plans, left] = await context.step.group(title, async () => {
        const planned = await planSettled(run);
        return [planned, await whatWasLeft(planned, promotion, run)];
    });
    const seen = { plans, ...left };
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
        base: 'service',
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
    const gates = await lookAtGates({
        ...run,
        // What an earlier attempt of this run began is not somebody else's.
        plans: progress.plans.filter(({ service }) => !progress.updates.has(service.name)),
        alarms: declared.alarms,
        requireRollback,
        requirement,
    });
    const refused = gates.filter(gate => gate.is === 'refused');
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
function record_recordOf(promotion, { images }, until) {
    const { github, runUrl, declared, release, commit, context } = promotion;
    if (!github || runUrl === undefined)
        return undefined;
    return {
        ...{ until, context, github: github(until) },
        environment: declared.environment,
        sha: commit,
        payload: { release: release ?? null, run: runUrl, until: lastMoment(promotion), images },
        // Where a release must have been proved elsewhere first, people work.
        production: declared.requires !== undefined,
        environmentUrl: declared.url,
    };
}
/** Milliseconds: how a promotion ended is written down in this time, whatever it took. */
const record_patience = 10_000;
/** Writes how it ended. A cancelled job has no time for it; the next run of it goes on with the same record. */
async function record_close(promotion, progress, end) {
    const run = record_recordOf(promotion, progress, promotion.context.clock.now() + record_patience);
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
    const run = record_recordOf(promotion, progress, forward(promotion, progress).until);
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
    const run = forward(promotion, progress);
    const { service, container, timeout = usualMigrationTime } = declared.migration ?? {};
    const until = Math.min(run.until, promotion.context.clock.now() + timeout);
    const migration = (0,report/* reportOf */.EI)(await (0,migrate/* migrate */._)({
        ...run,
        ...{ service, container, release, commit, runUrl, timeout, until },
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
    base: 'service',
    variables: {},
    taskRole: undefined,
    executionRole: undefined,
    capacity: 'on-demand',
    onTimeout: 'leave',
    logLines: 1_000,
    force: false,
    rehearsal: false,
};
const commandNames = { 'run infrastructure': 'infrastructure command', 'run smoke test': 'smoke test' };
/** Runs a command of the workspace. A failure counts like that of a service. */
async function runCommand(which, promotion, progress) {
    const { infrastructureCommand, smokeTestCommand, context } = promotion;
    const line = which === 'run infrastructure' ? infrastructureCommand : smokeTestCommand;
    const name = commandNames[which];
    const { until } = forward(promotion, progress);
    const result = await runCommandPhase({
        name,
        line: line ?? '',
        facts: factsOf(promotion, progress.images),
        until,
        context,
    });
    if (result.is === 'passed') {
        // Infrastructure has task definitions, too: what runs then is what the release is brought to.
        const plans = which === 'run infrastructure' ? await (0,prepare/* planAll */.n1)(deployRunOf(promotion, progress)) : progress.plans;
        return { plans, ended: endOnce(progress, which, 'succeeded') };
    }
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
            return await (0,update/* updateServices */.O6)(await (0,register/* registerRevisions */.q)(plans, run), run);
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
                throw error;
            const { outcome, message: why, next } = (0,action/* endOf */.pJ)(error, step);
            return planned.map(plan => ({ is: 'not-deployed', plan, outcome, why, next, mayHaveBegun: false }));
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
        const { newest, revision } = fresh.find(({ service }) => service.name === plan.service.name) ?? plan;
        return { ...plan, newest, revision };
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
async function commitsOf({ github, commit, context }, { plans }) {
    const before = plans
        .map(({ running }) => (0,provenance/* readProvenance */.Ch)(running.tags).commit)
        .find(one => one !== undefined && one !== commit);
    if (!github || before === undefined || context.stop.aborted)
        return undefined;
    return github(context.clock.now() + commits_patience).commitsBetween(before, commit);
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
    const { taskDefinition, deploymentId, previousDeploymentId, previousTaskDefinition } = (0,deploy_deployments/* deploymentOf */.P)(update);
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

// EXTERNAL MODULE: ./shared/core/command-line.ts
var command_line = __webpack_require__(1568);
// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var core_summary = __webpack_require__(1199);
// EXTERNAL MODULE: ./shared/phases/prove/report.ts
var prove_report = __webpack_require__(3174);
;// CONCATENATED MODULE: ./actions/promote/summary.ts










/** A promotion for people, below its outcome: what runs now, why it failed, and what else one may want to know. */
function summaryOf(ended, commits, promotion) {
    const { plans, diagnoses } = ended;
    const parts = [
        headline(ended, commits, promotion),
        plans.length > 0 ? servicesTable(ended, promotion) : '',
        ...[...diagnoses].map(([service, diagnosis]) => (0,prove_report/* diagnosisText */.f7)(service, diagnosis)),
        migrationText(ended, promotion),
        gatesText(ended),
        urlsText(ended),
        commitsText(commits),
        phasesText(ended),
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
            fromText(plan),
            { code: toText(plan, update?.is === 'deployed' ? update.taskDefinition : undefined) },
            { lines: imagesOf(plan) },
            (promotion.dryRun ? plannedWords[stand] : undefined) ?? standWords[stand],
            evidence ? `${evidence.running} of ${evidence.desired}` : '',
            evidence && plan.service.targetGroups.length > 0 ? (0,wording/* counted */.hS)(evidence.healthyTargets, 'target') : '',
            state && began !== undefined ? (0,wording/* elapsed */.vk)(state.at - began) : '',
        ];
    });
    return (0,core_summary/* serviceTable */.oV)(['Service', 'From', 'To', 'Image', 'Now', 'Tasks', 'Healthy', 'After'], rows);
}
function fromText(plan) {
    const [release, revision] = [releaseOf(plan), (0,core_service/* revisionName */.pd)(plan.running.arn)];
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
function migrationText({ migration }, { migrationCommand, dryRun }) {
    if (!migrationCommand)
        return '';
    const command = (0,foreign_text/* markdownText */.p7)((0,command_line/* shownCommand */.h)(migrationCommand));
    if (!migration)
        return dryRun ? `**Migration**: ${command} would run before the services are deployed, unless it has.` : '';
    const { outcome, outputs, summary } = migration;
    if (!(0,core_outcome/* isGreen */.gf)(outcome))
        return `#### Migration: ${outcome}\n\n${summary}`;
    const ended = outcome === 'unchanged' ? 'had ended well before' : 'ended with exit code 0';
    const point = outputs['restore-point'] === '' ? '' : ` Restore point: ${(0,core_summary/* codeSpan */.SS)(outputs['restore-point'])}.`;
    const log = outputs['log-url'] === '' ? '' : ` ${summary_link('Log', outputs['log-url'])}`;
    return `**Migration**: ${command} ${ended}.${point}${log}`;
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
const phaseWords = {
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
    'mark as failed': 'marked',
    return: 'brought back',
};
/** Milliseconds: what took less took nothing, for a reader. */
const leastTime = 1_000;
/** What took time; a step that was taken several times, as by waves, once. */
function phasesText({ phases }) {
    const lengths = new Map();
    for (const { step, began, ended } of phases) {
        const name = phaseWords[step] ?? step;
        lengths.set(name, (lengths.get(name) ?? 0) + ended - began);
    }
    const long = [...lengths].filter(([, length]) => length >= leastTime);
    return long.length === 0 ? '' : `**Took**: ${long.map(([name, length]) => `${name} ${(0,wording/* elapsed */.vk)(length)}`).join(', ')}.`;
}

;// CONCATENATED MODULE: ./actions/promote/report.ts






const noMigration = { 'task-arn': '', 'exit-code': '', 'log-url': '', 'restore-point': '' };
/** How a promotion ended: for the next step, and for people. */
function resultOf(ended, commits, promotion) {
    const { outcome, images, migration, updates, record } = ended;
    const deployments = (0,deploy_deployments/* deploymentsOf */.o)([...updates.values()]);
    const digests = Object.entries(images).map(([name, image]) => [name, image.slice(image.indexOf('@') + 1)]);
    return {
        outcome,
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
        },
        summary: summaryOf(ended, commits, promotion),
    };
}
function messageOf(ended, promotion) {
    const { outcome, plans, troubles } = ended;
    const [name, environment] = [titleOf(promotion), promotion.declared.environment];
    if (promotion.dryRun && outcome === 'unchanged') {
        const changing = plans.filter(({ revision }) => revision.is !== 'keep').length;
        return `Dry run: ${name} could go to ${environment}; ${changing} of ${(0,wording/* counted */.hS)(plans.length, 'service')} would change. Nothing was written.`;
    }
    if (outcome === 'succeeded')
        return `${(0,wording/* capital */.Nx)(environment)} runs ${name}: ${(0,wording/* counted */.hS)(plans.length, 'service')} proved.`;
    if (outcome === 'unchanged')
        return `${(0,wording/* capital */.Nx)(environment)} had ${name} already, and that is proved. Nothing was changed.`;
    const lines = troubles.map(({ why }) => why);
    const told = lines.length > 1 ? lines.map(line => `  - ${line.replaceAll('\n', '\n  ')}`) : lines;
    return [
        `${(0,wording/* capital */.Nx)(name)} was not promoted to ${environment}.`,
        ...endings(ended, promotion),
        ...told,
        ...databaseNote(ended, promotion),
    ].join('\n');
}
const sayings = {
    'failed-before-change': 'This promotion changed no service.',
    'rolled-back': 'Every service runs again what it ran before, and that is proved.',
    'rollback-failed': 'Not every service runs again what it ran before',
    mixed: 'The services are on different releases',
    unknown: 'How things stand could not be seen in full',
    cancelled: 'The job was cancelled. Run it again: it continues from what ECS shows then.',
};
function endings(ended, promotion) {
    const saying = sayings[ended.outcome];
    if (saying === undefined)
        return [];
    const stands = Map.groupBy(standsOf(ended, promotion), ({ stand }) => standWords[stand]);
    const truth = [...stands].map(([words, those]) => `${those.map(({ service }) => service).join(', ')} ${words}`);
    return [saying.endsWith('.') ? saying : `${[saying, ...(truth.length > 0 ? [truth.join('; ')] : [])].join(': ')}.`];
}
/** A migration is never undone, so whoever returned has to know that it stays. */
function databaseNote({ migration, plans, outcome }, promotion) {
    const applied = migration?.outcome === 'succeeded' || migration?.outcome === 'unchanged';
    if (!applied)
        return [];
    const code = {
        'rolled-back': `, the code at ${releasesBefore(plans)}`,
        'failed-before-change': `, the code at ${releasesBefore(plans)}`,
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
/** Without a release, of each service its revision would have to be told. */
function releasesBefore(plans) {
    const releases = new Set(plans.map(plan => releaseOf(plan)));
    return plans.length > 1 && releases.size === plans.length ? 'what ran before' : [...releases].join(', ');
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
var roll_back = __webpack_require__(4692);
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
    // Those that an earlier run left are marked.
    const unmarked = left.filter(({ service }) => !progress.leaving.has(service));
    await (0,mark/* markFailed */.ZY)(unmarked.flatMap(({ taskDefinition }) => taskDefinition ?? []), failed, { ...run, context });
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
    const lost = unknown.map(service => stateOf(service, { outcome: 'unknown', why: unknownBefore }, context.clock.now()));
    const all = [...states, ...lost];
    return {
        returned: new Map([...progress.returned, ...all.map(state => [state.service, state])]),
        troubles: [
            ...progress.troubles,
            ...all.flatMap(({ service, outcome, why, next }) => (0,core_outcome/* isGreen */.gf)(outcome) ? [] : [{ why: `${service} ${why}`, next }]),
        ],
    };
}
const unknownBefore = 'was not returned: what it ran before this release is not known';
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
function returnOf(service, { updates, plans, leaving }) {
    const left = leaving.get(service);
    if (left)
        return left;
    const update = updates.get(service);
    if (update?.is === 'deployed') {
        const target = targetOfDeployed(service, update);
        return target.previousTaskDefinition === undefined ? undefined : target;
    }
    const plan = plans.find(one => one.service.name === service);
    if (update || !plan?.before)
        return undefined;
    const { id: deploymentId, taskDefinition } = plan.before;
    const target = targetOfDeployed(service, { is: 'deployed', plan, taskDefinition, deploymentId, changed: false });
    return target.previousTaskDefinition === undefined ? undefined : target;
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
        ...['deployments', 'changed', 'outcome', 'report', 'deployment-id'],
    ],
    check: ({ release, tag }) => {
        if (release !== undefined && tag !== undefined)
            return ['`release` and `tag` exclude each other'];
        return release === undefined && tag === undefined ? ['`release` or `tag` is required: it says what to promote'] : [];
    },
    async run(given, context, manifest) {
        const promotion = await promotionOf(given, context, manifest);
        const ended = await goOn(promotion);
        const result = resultOf(ended, await commitsOf(promotion, ended), promotion);
        await record_close(promotion, ended, result);
        return result;
    },
});
async function promotionOf(given, context, manifest) {
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
        commit: given.tag ?? (await (0,release/* commitOf */.D)(given.release ?? '', { token, context, until: began + given.timeout })),
        platforms: (0,deploy_manifest_declared.platformsOf)(document).map(core_manifest/* parsePlatform */.FL),
        onFailure: given['on-failure'] ?? declared.onFailure,
        dryRun: given['dry-run'],
        allowFailed: given['allow-failed'],
        requireRollback: given['require-rollback'],
        migrationCommand: given.migrate && declared.migration ? (0,declared_command/* declaredCommand */.g)(declared.migration) : undefined,
        infrastructureCommand: given['infrastructure-command'] ?? declared.infrastructureCommand,
        smokeTestCommand: given['smoke-test-command'] ?? declared.smokeTestCommand,
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
    const { declared, github, migrationCommand, infrastructureCommand, smokeTestCommand } = promotion;
    const wanted = {
        record: github !== undefined,
        migrate: migrationCommand !== undefined,
        'run infrastructure': infrastructureCommand !== undefined,
        'ask health': declared.services.some(({ healthUrl }) => healthUrl !== undefined),
        bake: declared.bake !== undefined || declared.alarms.length > 0,
        'run smoke test': smokeTestCommand !== undefined,
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
        'run infrastructure': () => runCommand('run infrastructure', ...known),
        'ask health': () => askHealth(...known),
        bake: () => runBake(...known),
        'run smoke test': () => runCommand('run smoke test', ...known),
        'mark as failed': () => markAsFailed(...known),
    };
    if (step.do === 'deploy')
        return deploy(step.services, ...known);
    if (step.do === 'prove')
        return prove(step.services, ...known);
    return step.do === 'return' ? bringBack(step.services, ...known) : acts[step.do]();
}


/***/ }),

/***/ 9827:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   MY: () => (/* binding */ ownRecord),
/* harmony export */   PU: () => (/* binding */ isOver),
/* harmony export */   Sm: () => (/* binding */ elders),
/* harmony export */   _s: () => (/* binding */ deploymentStates),
/* harmony export */   g_: () => (/* binding */ keepsTurn),
/* harmony export */   gn: () => (/* binding */ isUnderWay),
/* harmony export */   i$: () => (/* binding */ displaced),
/* harmony export */   r3: () => (/* binding */ shortDescription),
/* harmony export */   rD: () => (/* binding */ readPayload)
/* harmony export */ });
/* harmony import */ var _deployment_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7423);
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5796);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9724);




/** How a deployment stands, in GitHub's words. */
const deploymentStates = ['queued', 'pending', 'in_progress', 'success', 'failure', 'error', 'inactive'];
const over = ['success', 'failure', 'error', 'inactive'];
/** Whether a deployment in this state has ended. */
function isOver(state) {
    return over.includes(state);
}
/** The payload, if a promotion of ours wrote it. */
function readPayload(payload) {
    const { release, run, until, images } = (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_1__/* .payloadOf */ .Md)(payload);
    if (typeof run !== 'string' || typeof until !== 'number' || !(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(images))
        return undefined;
    const texts = Object.entries(images).filter((entry) => typeof entry[1] === 'string');
    return { release: typeof release === 'string' ? release : null, run, until, images: Object.fromEntries(texts) };
}
/** The newest record that this run, or an earlier attempt of it, made; for this commit, where one is named. */
function ownRecord(records, { run, sha }) {
    const own = records.filter(one => (sha === undefined || one.sha === sha) && readPayload(one.payload)?.run === run);
    return own.toSorted((a, b) => b.id - a.id)[0];
}
/**
 * Whether a promotion of ours goes on. A killed one never says that it ended, so its time counts, from when it last
 * began: a run that is run again begins again.
 */
function isUnderWay({ payload, createdAt, states: [last] }, now) {
    const until = readPayload(payload)?.until;
    if (until === undefined || (last && isOver(last.state)))
        return false;
    return now < (last?.at ?? createdAt) + (until - createdAt);
}
/**
 * Whether a run that is run again may go on with its record. One that is over, while others came after it, has had its
 * turn: to bring its release over theirs is a promotion of its own.
 */
function keepsTurn(own, records, now) {
    return isUnderWay(own, now) || !records.some(({ id, payload }) => id > own.id && readPayload(payload) !== undefined);
}
/** Promotions of ours that may have to go before this one, the oldest first: their states tell. */
function elders(records, own) {
    const older = records.filter(({ id, payload }) => id < own && readPayload(payload) !== undefined);
    return older.toSorted((a, b) => a.id - b.id);
}
/**
 * Records that a success takes the place of: what was a success until now, whoever wrote it, and what a killed run of
 * ours left as if it went on.
 */
function displaced(records, own, now) {
    return records.filter(record => {
        const { id, payload, states } = record;
        const state = states[0]?.state ?? '';
        const isAbandoned = readPayload(payload) !== undefined && !isOver(state) && !isUnderWay(record, now);
        return id !== own && (state === 'success' || isAbandoned);
    });
}
/** GitHub's word for how a promotion ended. What is not known is an error there, neither success nor failure. */
function stateOf(outcome) {
    if (outcome === 'succeeded' || outcome === 'unchanged')
        return 'success';
    const errors = ['unknown', 'timed-out', 'cancelled', 'awaiting-approval', 'superseded'];
    return errors.includes(outcome) ? 'error' : 'failure';
}
/** GitHub takes 140 characters. The text may be others': it becomes one line without credentials. */
function shortDescription(text) {
    return (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .shortened */ .vI)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(text), 140);
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
