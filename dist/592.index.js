export const id = 592;
export const ids = [592];
export const modules = {

/***/ 592:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  recordDeployment: () => (/* binding */ recordDeployment)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/deployment-record.ts
var deployment_record = __webpack_require__(7423);
// EXTERNAL MODULE: ./shared/core/promotion-record.ts
var promotion_record = __webpack_require__(9827);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/environment-url.ts
var environment_url = __webpack_require__(8667);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/phases/record/make.ts
var make = __webpack_require__(7215);
// EXTERNAL MODULE: ./shared/phases/record/write.ts
var write = __webpack_require__(2146);
// EXTERNAL MODULE: ./shared/core/health-report.ts
var health_report = __webpack_require__(9047);
// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
;// CONCATENATED MODULE: ./actions/record-deployment/description.ts


/** What people read beside the state. */
function descriptionOf({ description, state: { state, outcome }, report }) {
    if (description !== undefined)
        return description;
    if (state === 'success')
        return (report && (0,health_report/* proofText */.Qw)(report)) ?? 'Deployed';
    if (state !== 'failure' && state !== 'error')
        return unended[state];
    const why = report?.causes[0] ?? (outcome && core_outcome/* outcomes */.KI[outcome]);
    return [outcome, why].filter(Boolean).join(': ') || 'Failed';
}
const unended = {
    queued: 'Waits to begin',
    pending: 'Waits to begin',
    in_progress: 'Deployment has begun',
    inactive: 'No longer deployed',
};

// EXTERNAL MODULE: ./shared/core/choice.ts
var choice = __webpack_require__(5661);
// EXTERNAL MODULE: ./shared/core/page-address.ts
var page_address = __webpack_require__(8048);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
// EXTERNAL MODULE: ./shared/phases/prove/targets.ts
var targets = __webpack_require__(5580);
;// CONCATENATED MODULE: ./actions/record-deployment/inputs.ts







const inputs_inputs = {
    environment: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    state: (0,inputs/* required */.mw)(readStanding),
    sha: (0,inputs/* optional */.lq)(readCommit),
    release: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    images: (0,inputs/* optional */.lq)((0,inputs/* unlessEmpty */.A5)(readImages)),
    deployments: (0,inputs/* optional */.lq)((0,inputs/* unlessEmpty */.A5)(raw => (0,targets/* readTargets */.R)((0,inputs/* json */.Pq)(raw)))),
    report: (0,inputs/* optional */.lq)(raw => (0,health_report/* readHealthReport */.RS)((0,inputs/* json */.Pq)(raw))),
    'environment-url': (0,inputs/* optional */.lq)(page_address/* parsePageAddress */.F),
    description: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    production: (0,inputs/* optional */.lq)(inputs/* flag */.Jt),
    required: (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'github-token': (0,inputs/* required */.mw)(inputs/* text */.Qq),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
function readStanding(raw) {
    const outcome = Object.hasOwn(core_outcome/* outcomes */.KI, raw) ? raw : undefined;
    return { state: outcome ? (0,promotion_record/* stateOf */.L4)(outcome) : (0,choice/* oneOf */.y)(promotion_record/* deploymentStates */._s)(raw), outcome };
}
/** GitHub would take a branch, too, and record whatever it is at by then. */
function readCommit(raw) {
    if (/^[0-9a-f]{40}$/.test(raw))
        return raw;
    throw new Error(`is ${(0,inputs/* quote */.hD)(raw)}; it takes the full SHA of a commit`);
}
function readImages(raw) {
    const images = (0,inputs/* pairs */.AS)('the output `images` or `digests` of verify-image')(raw);
    for (const [name, image] of images)
        if (!/(?:^|@)sha256:[0-9a-f]{64}$/.test(image))
            throw new Error(`has ${(0,inputs/* quote */.hD)(image)} for ${name}, which is not pinned by a digest`);
    return Object.fromEntries(images);
}
/** What is needed only where the run has no record yet cannot be known before GitHub is asked. */
function checkInputs({ sha, release, state: { state } }) {
    return sha === undefined && release === undefined && !(0,promotion_record/* isOver */.PU)(state)
        ? ['`sha` or `release` is required: the record is one of a commit']
        : [];
}

// EXTERNAL MODULE: ./shared/phases/verify/release.ts
var verify_release = __webpack_require__(4247);
// EXTERNAL MODULE: ./shared/run-url.ts
var run_url = __webpack_require__(9843);
;// CONCATENATED MODULE: ./actions/record-deployment/run.ts




/** Milliseconds. A record that is never closed keeps promotions of the root action waiting for so long. */
const usualTime = 3_600_000;
/** What is recorded, and on which commit. */
async function recordRun(given, context) {
    const { environment, release, timeout, production, 'github-token': token } = given;
    const now = context.clock.now();
    const until = now + timeout;
    const sha = given.sha ?? (release === undefined ? undefined : await (0,verify_release/* commitOf */.D)(release, { token, context, until }));
    return {
        ...{ environment, sha, until, context },
        payload: payloadOf(given, {
            ...{ run: pageOf(context), until: now + usualTime },
            ...(context.environment['GITHUB_ACTOR'] && { actor: context.environment['GITHUB_ACTOR'] }),
        }),
        production: production ?? environment === 'production',
        environmentUrl: given['environment-url']?.href,
        github: context.github({ token, until }),
    };
}
/** The same for all attempts of a run, so that they go on with one record; it leads to the newest of them. */
function pageOf({ environment }) {
    const page = (0,run_url/* runUrl */.V)({ ...environment, GITHUB_RUN_ATTEMPT: undefined });
    if (page !== undefined)
        return page;
    throw new errors/* ActionError */.lZ('this is no run of a GitHub workflow: GITHUB_REPOSITORY or GITHUB_RUN_ID is not set', {
        outcome: 'failed-before-change',
    });
}
function payloadOf(given, from) {
    const { release = null, images = {}, deployments, report } = given;
    const proof = report && (0,health_report/* proofOf */.oX)(report);
    return {
        ...{ release, ...from, images },
        ...(deployments && { deployments: Object.fromEntries(deployments.map(revisionsOf)) }),
        ...(proof && { proof }),
    };
}
function revisionsOf({ service, taskDefinition = '', previousTaskDefinition }) {
    return [service, { taskDefinition, ...(previousTaskDefinition !== undefined && { previousTaskDefinition }) }];
}

;// CONCATENATED MODULE: ./actions/record-deployment/record-deployment.ts












/** Records in GitHub what is deployed where: one deployment a run, on the commit that is released. */
const recordDeployment = (0,action/* action */.XI)({
    title: 'Record the deployment',
    inputs: inputs_inputs,
    outputs: ['deployment-id'],
    defaults: ({ declared }) => (0,environment_url/* declaredUrl */.K)(declared),
    check: checkInputs,
    async run(given, context) {
        try {
            return await record(given, context);
        }
        catch (error) {
            if (given.required || !(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
                throw error;
            context.step.warning([`${error.message}.`, error.next].filter(Boolean).join(' '));
            return {
                outcome: 'unchanged',
                message: `GitHub does not show how ${given.environment} stands; \`required: false\` lets that pass.`,
                outputs: {},
                summary: (0,summary/* prose */.CS)(`${error.message}.`),
            };
        }
    },
});
async function record(given, context) {
    const { environment, deployments, state } = given;
    const run = await recordRun(given, context);
    const made = await (0,make/* makeRecord */.U)(run, { begins: !(0,promotion_record/* isOver */.PU)(state.state) });
    if (made.is !== 'made')
        throw unrecorded(made);
    const { id, sha, payload } = made;
    if (deployments && (0,deployment_record/* recordedRevisions */.x_)({ payload }).size === 0)
        context.step.info(tooLate(id));
    const described = { state: state.state, description: (0,promotion_record/* shortDescription */.r3)(descriptionOf(given)) };
    const written = await (0,write/* writeState */.J)(id, described, run);
    if (written.is !== 'written')
        throw unrecorded({ is: 'lost', why: written.why });
    written.problems.forEach(problem => context.step.warning(`${problem}.`));
    const name = (0,promotion_record/* readPayload */.rD)(payload)?.release ?? sha.slice(0, 12);
    const others = written.displaced.length;
    const displaced = others > 0 ? ` It took the place of ${(0,wording/* counted */.hS)(others, 'other deployment')}.` : '';
    return {
        outcome: written.changed || others > 0 ? 'succeeded' : 'unchanged',
        message: `Deployment ${id} of ${name} to ${environment} is recorded as ${state.state}.${displaced}`,
        outputs: { 'deployment-id': String(id) },
        // GitHub shows it where people look for it.
        summary: false,
    };
}
function unrecorded({ is, why }) {
    return new errors/* ActionError */.lZ(why, {
        outcome: is === 'lost' ? 'unknown' : 'failed-before-change',
        next: 'Run the job again once that is mended: it goes on with the same record. `required: false` goes on without one.',
    });
}
function tooLate(id) {
    return `Deployment ${id} was recorded without \`deployments\`, and GitHub lets nobody add them. Rollbacks find the revisions by their tags.`;
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

/***/ 5661:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ shownValue),
/* harmony export */   y: () => (/* binding */ oneOf)
/* harmony export */ });
/** Reads one of several words. Throws an Error whose message continues the name of what it is, "is "soon"; it takes …". */
function oneOf(words) {
    return value => {
        const word = words.find(known => known === value);
        if (word !== undefined)
            return word;
        throw new Error(`is ${shownValue(value)}; it takes ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`);
    };
}
/** A value as a message quotes it, cut so that a whole file pasted by mistake does not fill the log. */
function shownValue(value) {
    const text = JSON.stringify(value ?? null);
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
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

/***/ 9047:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qw: () => (/* binding */ proofText),
/* harmony export */   RS: () => (/* binding */ readHealthReport),
/* harmony export */   oX: () => (/* binding */ proofOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5796);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1676);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9724);



/** Reads the output `report`. What is not as it should be is left out: a report never stops those who pass it on. */
function readHealthReport(document) {
    const services = entriesOf(document['services']);
    const urls = Array.isArray(document['urls']) ? document['urls'].filter(_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O) : [];
    const watched = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O)(document['bake']) ? textOf(document['bake']['why']) : undefined;
    return {
        services: services.map(([service, told]) => ({ service, outcome: outcomeOf(told), evidence: evidenceOf(told) })),
        causes: [
            ...services.filter(([, told]) => !(0,_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGreen */ .gf)(outcomeOf(told))).flatMap(([service, told]) => causes(service, told)),
            ...urls.filter(told => !(0,_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGreen */ .gf)(outcomeOf(told))).map(({ url, why }) => `${textOf(url)}: ${textOf(why)}`),
            ...(watched ? [watched] : []),
        ],
    };
}
/** Of every service what was proved; undefined unless all were. */
function proofOf({ services }) {
    const proved = services.flatMap(({ service, evidence, outcome }) => evidence && (0,_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGreen */ .gf)(outcome) ? [[service, evidence]] : []);
    return proved.length > 0 && proved.length === services.length ? Object.fromEntries(proved) : undefined;
}
/** `Proved: 3 services, 7 tasks`, where all were. */
function proofText(report) {
    const proved = Object.values(proofOf(report) ?? {});
    const tasks = proved.reduce((sum, { running }) => sum + running, 0);
    return proved.length === 0 ? undefined : `Proved: ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(proved.length, 'service')}, ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(tasks, 'task')}`;
}
function entriesOf(value) {
    return Object.entries((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O)(value) ? value : {}).filter((entry) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O)(entry[1]));
}
function outcomeOf({ outcome }) {
    return typeof outcome === 'string' && Object.hasOwn(_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomes */ .KI, outcome) ? outcome : 'unknown';
}
function causes(service, { findings, why }) {
    const seen = (Array.isArray(findings) ? findings.filter(_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O) : []).map(finding => textOf(finding['seen']));
    const found = seen.filter(text => text !== '').map(text => `${service}: ${text}`);
    return found.length > 0 ? found : [`${service} ${textOf(why)}`];
}
function evidenceOf({ running, desired, digests, healthyTargets }) {
    if (typeof running !== 'number' || typeof desired !== 'number' || typeof healthyTargets !== 'number')
        return undefined;
    const known = Object.entries((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O)(digests) ? digests : {});
    return {
        running,
        desired,
        digests: Object.fromEntries(known.map(([name, digest]) => [name, textOf(digest)])),
        healthyTargets,
    };
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
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

/***/ 9600:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $w: () => (/* binding */ findUpdate),
/* harmony export */   SD: () => (/* binding */ settleLooks),
/* harmony export */   bj: () => (/* binding */ surelyNotApplied),
/* harmony export */   rW: () => (/* binding */ settleTime)
/* harmony export */ });
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6251);

/**
 * Replicas of ECS's state lag; how far is not documented. Only what is still not to be seen after this many
 * milliseconds counts as not done, and only after several looks that agree.
 */
const settleTime = 35_000;
const settleLooks = 3;
/**
 * What a look at the service says of an update whose reply was lost, or of one whose reply is in hand. UpdateService
 * has no idempotency token: the deployment it made is the new PRIMARY of the wanted revision.
 */
function findUpdate(service, { before, taskDefinition, force }) {
    const primary = (0,_service_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (!primary || (primary.id === before?.id && (force || primary.taskDefinition !== taskDefinition)))
        return { is: 'not-seen' };
    // A replica may still show a deployment from before the one that was there when we sent ours, even of this revision.
    if (before && Math.max(primary.createdAt, primary.updatedAt) < before.createdAt)
        return { is: 'not-seen' };
    if (primary.taskDefinition === taskDefinition)
        return { is: 'applied', deployment: primary };
    return before && primary.createdAt < before.createdAt ? { is: 'not-seen' } : { is: 'overtaken', deployment: primary };
}
/** Whether a change that has not been seen may be called not done. */
function surelyNotApplied({ looks, sentAt, now }) {
    return looks >= settleLooks && now - sentAt >= settleTime;
}


/***/ }),

/***/ 8048:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parsePageAddress)
/* harmony export */ });
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _redaction_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8621);


/** Characters, so that it fits wherever it is shown. */
const longest = 500;
const takes = 'it takes an address such as https://example.com';
/** The address of a page that people open. Throws an Error whose message continues "`environment-url` …". */
function parsePageAddress(text) {
    const url = /[\s{}<>\\]/.test(text) ? null : URL.parse(text);
    const is = `is ${JSON.stringify((0,_redaction_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E$)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .safeLine */ .om)(text, { most: 200 })))}`;
    if (!url || !/^https?:$/.test(url.protocol))
        throw new Error(`${is}; ${takes}`);
    if (url.username !== '' || url.password !== '')
        throw new Error(`${is}; everybody would see its user or password`);
    if (url.href.length > longest)
        throw new Error(`${is}, which is longer than ${longest} characters`);
    return url;
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

/***/ 6251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O6: () => (/* binding */ serviceRevisionOf),
/* harmony export */   Os: () => (/* binding */ primaryOf),
/* harmony export */   Y4: () => (/* binding */ deploymentIdOf),
/* harmony export */   oN: () => (/* binding */ isRevision),
/* harmony export */   pd: () => (/* binding */ revisionName),
/* harmony export */   s4: () => (/* binding */ lastCompleted),
/* harmony export */   vu: () => (/* binding */ isDeploymentOf)
/* harmony export */ });
/** The deployment that ECS brings the service to. */
function primaryOf(service) {
    return service.deployments.find(deployment => deployment.status === 'PRIMARY');
}
/** What to return to: the newest deployment that completed. One that is under way may yet fail. */
function lastCompleted({ deployments }) {
    const completed = deployments.filter(({ rollout }) => rollout === 'COMPLETED');
    return completed.toSorted((a, b) => b.createdAt - a.createdAt)[0];
}
/** Whether this names one revision, by its ARN or as `family:number`. A family alone is its newest one, whichever that is. */
function isRevision(text) {
    return /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[\w-]{1,255}:[1-9]\d*$/.test(text);
}
/** `api:42` of `arn:aws:ecs:…:task-definition/api:42`. */
function revisionName(taskDefinition) {
    return taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);
}
/**
 * Whether this is the service deployment of that deployment. Nothing else joins the two APIs than that the number in
 * `ecs-svc/N` is the id of the service revision it targets, `service-revision/<cluster>/<service>/N`.
 */
function isDeploymentOf({ targetRevision }, deploymentId) {
    return targetRevision.endsWith(`/${numberOf(deploymentId)}`);
}
/** The id of the deployment that a service deployment is the record of. */
function deploymentIdOf({ targetRevision }) {
    return `ecs-svc/${targetRevision.slice(targetRevision.lastIndexOf('/') + 1)}`;
}
/** The ARN of the service revision of a deployment, made from that of another deployment of the same service. */
function serviceRevisionOf(deploymentId, { targetRevision }) {
    return `${targetRevision.slice(0, targetRevision.lastIndexOf('/'))}/${numberOf(deploymentId)}`;
}
function numberOf(deploymentId) {
    return deploymentId.slice(deploymentId.indexOf('/') + 1);
}


/***/ }),

/***/ 9724:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KW: () => (/* binding */ age),
/* harmony export */   Nx: () => (/* binding */ capital),
/* harmony export */   X_: () => (/* binding */ dayAndTime),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   vI: () => (/* binding */ shortened),
/* harmony export */   vk: () => (/* binding */ elapsed)
/* harmony export */ });
/** `1 service`, `3 services`. */
function counted(number, thing) {
    return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
/** The text as the beginning of a sentence. */
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** The text with at most so many characters; what was cut is an ellipsis. */
function shortened(text, most) {
    if (text.length <= most)
        return text;
    // A character outside the basic plane is two units long; half of it would be no text.
    return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
const day = 86_400_000;
/** How long ago something was: `3 days`, and shorter times as durations. */
function age(ms) {
    return ms >= 2 * day ? counted(Math.floor(ms / day), 'day') : elapsed(ms);
}
/** `2026-11-20 09:14Z`, for a time in milliseconds since 1970. */
function dayAndTime(at) {
    return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}
/** A duration as people say it: `45s`, `3m 20s`, `1h 5m`. */
function elapsed(ms) {
    const seconds = Math.round(ms / 1_000);
    if (seconds < 60)
        return `${seconds}s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m ${seconds % 60}s`;
    return minutes % 60 === 0 ? `${Math.floor(minutes / 60)}h` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}


/***/ }),

/***/ 8667:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ declaredUrl)
/* harmony export */ });
/* harmony import */ var _core_page_address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8048);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);


/** The input `environment-url` where the workflow does not give it: the `url` that the manifest has. */
function declaredUrl(declared) {
    if (declared?.url === undefined)
        return {};
    try {
        return { 'environment-url': (0,_core_page_address_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePageAddress */ .F)(declared.url) };
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UsageError */ .eb([`\`url\` of ${declared.environment} in the manifest ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`]);
    }
}


/***/ }),

/***/ 5580:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readTargets)
/* harmony export */ });
/** Reads `deployments` as deploy-ecs gives it. Throws an Error that continues "`deployments` …". */
function readTargets(document) {
    const entries = Object.entries(document);
    if (entries.length === 0)
        throw new Error('names no service; it takes the output `deployments` of deploy-ecs');
    return entries.map(([service, value]) => readTarget(service, value));
}
function readTarget(service, value) {
    const ids = (typeof value === 'object' && value !== null ? value : {});
    const deploymentId = textOf(ids['deploymentId']);
    const taskDefinition = textOf(ids['taskDefinition']);
    if (!deploymentId || !taskDefinition) {
        throw new Error(`has no deploymentId or no taskDefinition for ${service}; it takes the output \`deployments\` of deploy-ecs`);
    }
    const previousDeploymentId = textOf(ids['previousDeploymentId']);
    const previousTaskDefinition = textOf(ids['previousTaskDefinition']);
    return {
        service,
        deploymentId,
        taskDefinition,
        ...(previousDeploymentId && { previousDeploymentId }),
        ...(previousTaskDefinition && { previousTaskDefinition }),
        ...(typeof ids['changed'] === 'boolean' && { changed: ids['changed'] }),
    };
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
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

/***/ 9843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ runUrl)
/* harmony export */ });
/** The page of this workflow run, from the variables that the runner sets; absent outside of a run. */
function runUrl(environment) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt, } = environment;
    if (!server || !repository || !run)
        return undefined;
    return `${server}/${repository}/actions/runs/${run}${attempt && attempt !== '1' ? `/attempts/${attempt}` : ''}`;
}


/***/ }),

/***/ 6749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ wait)
/* harmony export */ });
/* harmony import */ var _core_pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1553);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9724);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);



const minute = 60_000;
/**
 * The one loop that waits: look, judge, sleep. It logs changes, not polls, and a sign of life every minute; it looks
 * once more at the deadline; it throws `Cancelled` as soon as the job is stopped.
 */
async function wait({ look, until, longestPause = Infinity }, { clock, random, stop, step }) {
    const began = clock.now();
    let known = [];
    let spokeAt = began;
    let pause;
    for (;;) {
        if (stop.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Cancelled */ .cJ();
        const seen = await look(clock.now());
        if (seen.is === 'ended')
            return seen;
        if (clock.now() >= until)
            return { is: 'timed-out', for: seen.for };
        const news = seen.for.filter(line => !known.includes(line));
        news.forEach(line => step.info(line));
        if (news.length === 0 && clock.now() - spokeAt >= minute) {
            step.info(`still waiting after ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .elapsed */ .vk)(clock.now() - began)}`);
            spokeAt = clock.now();
        }
        if (news.length > 0)
            spokeAt = clock.now();
        pause = (0,_core_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .nextPause */ .e$)({ last: pause, changed: news.length > 0 }, random());
        known = seen.for;
        await clock.sleep(Math.max(0, Math.min(pause, longestPause, until - clock.now())), stop);
    }
}


/***/ })

};
