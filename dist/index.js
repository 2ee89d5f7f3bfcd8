import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 4266:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Cs: () => (/* binding */ runAction),
/* harmony export */   XI: () => (/* binding */ action),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* harmony import */ var _core_summary_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1199);
/* harmony import */ var _core_outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1676);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2635);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8573);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9273);





/** Inputs of every action: where the manifest is, and for which of its environments this run is. */
const manifestInputs = { config: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq), environment: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq) };
/** Keeps the inputs' types between `inputs` and `run`. */
function action(definition) {
    return { ...definition, inputs: { ...manifestInputs, ...definition.inputs } };
}
/** How long a story may take to write down where it stands once the job is cancelled; the runner kills after 7.5 s. */
const graceAfterStop = 4_000;
/**
 * Runs an action from inputs to outcome. It is the only place that fails a step: a mistake gets a sentence, a failed
 * deployment gets its reason and what to do, a bug gets its stack. Returns the outcome.
 */
async function runAction(definition, context) {
    const { step } = context;
    announce(context);
    const result = await Promise.race([resultOf(definition, context), cutOff(context)]);
    // What was done is done, whether or not it can be written down.
    if (result.summary !== false || !(0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGreen */ .gf)(result.outcome))
        await summarize(definition.title, result, step);
    const unwritten = writeOutputs(definition.outputs, result, step);
    if ((0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGreen */ .gf)(result.outcome) && unwritten === undefined)
        step.info(result.message);
    else
        step.fail([`${result.outcome}: ${result.message}`, result.next, unwritten].filter(Boolean).join('\n'));
    return unwritten === undefined ? result.outcome : (0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .together */ .bs)([result.outcome, 'unknown']);
}
async function summarize(title, result, step) {
    await step
        .summarize(summaryOf(title, result))
        .catch((error) => step.warning(`The job summary could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`));
}
/** Without its outputs the next step knows nothing of what was done. Answers why they could not be written. */
function writeOutputs(names, { outcome, outputs }, step) {
    const values = { ...(names.includes('outcome') && { outcome }), ...outputs };
    try {
        for (const [name, value] of Object.entries(values))
            step.output(name, value ?? '');
        return undefined;
    }
    catch (error) {
        return `The outputs could not be written (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}), so the steps after this one know nothing of it. Mend that and run the job again: nothing is done twice.`;
    }
}
async function resultOf(definition, context) {
    try {
        const manifest = await manifestOf(definition, context);
        const declared = manifest?.declared;
        const values = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readInputs */ .Ko)(definition.inputs, context.step, {
            check: definition.check,
            defaults: defaultsOf(definition, manifest, context),
            translate: given => (declared && definition.translate ? definition.translate(given, declared) : given),
        });
        return await definition.run(values, inRegion(context, declared?.region), manifest);
    }
    catch (error) {
        return { ...endOf(error, context.step), outputs: {} };
    }
}
function manifestOf({ inputs }, { step, environment }) {
    // An action that has the input itself knows what to do with a GitHub environment that no manifest describes.
    const isOptional = inputs['environment'] !== manifestInputs.environment;
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .readManifestFile */ .o)({ config: step.input('config'), name: step.input('environment'), isOptional, environment });
}
/** What the manifest gives, told once: who reads the log knows where a value came from. */
function defaultsOf(definition, manifest, { step }) {
    if (!manifest)
        return {};
    const defaults = definition.defaults?.(manifest) ?? {};
    const taken = Object.keys(defaults).filter(name => defaults[name] !== undefined && step.input(name) === '');
    const where = manifest.declared ? `${manifest.path}, environment ${manifest.declared.environment}` : manifest.path;
    if (taken.length > 0)
        step.info(`From ${where}: ${taken.join(', ')}.`);
    return defaults;
}
function inRegion(context, region) {
    if (region === undefined)
        return context;
    return { ...context, aws: options => context.aws({ region, ...options }) };
}
/** How an error ends an action. */
function endOf(error, step) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageError */ .eb)
        return { outcome: 'failed-before-change', message: error.message, next: undefined };
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ)
        return { outcome: error.outcome, message: error.message, next: error.next };
    step.foreign((error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n'));
    return {
        outcome: 'unknown',
        message: `an unexpected error: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`,
        next: 'This is a mistake in deploy-actions; the lines above belong in the report.',
    };
}
/** A story that does not come to its end after the job was cancelled is ended here. */
async function cutOff({ stop, clock }) {
    await new Promise(resolve => {
        if (stop.aborted)
            resolve();
        else
            stop.addEventListener('abort', () => resolve(), { once: true });
    });
    await clock.sleep(graceAfterStop);
    return { outcome: 'cancelled', message: new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ().message, outputs: {} };
}
function announce({ step, environment }) {
    for (const name of Object.keys(environment).sort()) {
        if (/^AWS_ENDPOINT_URL(_|$)/.test(name) && environment[name]) {
            step.info(`AWS is asked at ${environment[name]}, because ${name} says so.`);
        }
    }
}
function summaryOf(title, { outcome, message, next, summary, heading }) {
    const planned = heading !== undefined && (0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGreen */ .gf)(outcome);
    const head = planned ? `### 📋 ${title}: ${heading}` : `### ${(0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .signOf */ .rL)(outcome)} ${title}: ${outcome}`;
    const parts = [head, paragraphs(message), paragraphs(next ?? ''), summary || _core_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomes */ .KI[outcome]];
    return `${(0,_core_summary_js__WEBPACK_IMPORTED_MODULE_0__/* .withinLimit */ .zl)(parts.filter(Boolean).join('\n\n'))}\n\n`;
}
/** Messages carry names and AWS's words, so they are escaped; their lines and bullets stay. */
function paragraphs(text) {
    return text
        .split('\n')
        .map(line => (line.startsWith('  - ') ? `- ${(0,_core_summary_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(line.slice(4))}` : (0,_core_summary_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(line)))
        .join('\n');
}


/***/ }),

/***/ 382:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ member),
/* harmony export */   Gy: () => (/* binding */ AwsError),
/* harmony export */   WG: () => (/* binding */ isPassing),
/* harmony export */   mh: () => (/* binding */ EmptyReply),
/* harmony export */   sw: () => (/* binding */ Caller)
/* harmony export */ });
/* unused harmony export faultOf */
/* harmony import */ var _core_aws_fault_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4316);
/* harmony import */ var _core_pace_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1553);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2635);



/** AWS said no, or could not be heard. `kind` says which. */
class AwsError extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    fault;
    kind;
    constructor(fault, asked) {
        const kind = (0,_core_aws_fault_js__WEBPACK_IMPORTED_MODULE_0__/* .classify */ .L8)(fault);
        super((0,_core_aws_fault_js__WEBPACK_IMPORTED_MODULE_0__/* .describeFault */ .Qx)(fault, asked), {
            outcome: kind === 'broken' || kind === 'aborted' ? 'unknown' : 'failed-before-change',
            next: (0,_core_aws_fault_js__WEBPACK_IMPORTED_MODULE_0__/* .remedy */ .zL)(fault, asked),
        });
        this.name = 'AwsError';
        this.fault = fault;
        this.kind = kind;
    }
    /** Whether AWS answered with one of these codes. */
    is(...codes) {
        return codes.includes(this.fault.code);
    }
}
/** Whether asking again later may work: throttling, outages and broken connections, not refusals. */
function isPassing(error) {
    return error instanceof AwsError && (0,_core_aws_fault_js__WEBPACK_IMPORTED_MODULE_0__/* .healsByItself */ .SB)(error.kind);
}
/** AWS answered 200 without the member that is the answer. It happens: an empty body reads as an empty reply. */
class EmptyReply extends Error {
    name = 'EmptyReply';
}
/** The main member of a reply, or an `EmptyReply` that names it: what is not there is unknown, not empty. */
function member(value, name) {
    if (value === undefined)
        throw new EmptyReply(`the reply has no \`${name}\``);
    return value;
}
/** How long a change that is under way when the job is cancelled may still take: the runner kills after 7.5 s. */
const graceForChanges = 2_500;
/** How long, in milliseconds, after the deadline an answer is still waited for: that of a last look. */
const lateness = 5_000;
const late = { code: 'TimeoutError', message: 'no answer came before the time of this job was over' };
const crowded = {
    code: 'Throttling',
    message: 'the calls of this run that come before it, at the rate that AWS allows, take until the deadline',
};
/**
 * Asks AWS. The SDK's own retries are off (`maxAttempts: 1`): they would resend changes silently, and end after two
 * seconds of throttling. Reads are asked again until the deadline; changes are sent once.
 */
class Caller {
    limits;
    /** Aborts a while after `stop`, for the changes that are under way then. */
    grace;
    levels = new Map();
    said = new Set();
    constructor(limits) {
        this.limits = limits;
        this.grace = afterGrace(limits);
    }
    /** Reads, as often as it takes until the deadline, unless AWS says no. */
    async read(call) {
        const { clock, until, patience = Infinity, stop } = this.limits;
        const giveUpAt = Math.min(until, clock.now() + patience);
        for (let attempt = 0;; attempt++) {
            const result = await this.attempt(call, { signal: stop, beginBy: until + lateness });
            if (result.is === 'done')
                return result.reply;
            if (!(0,_core_aws_fault_js__WEBPACK_IMPORTED_MODULE_0__/* .healsByItself */ .SB)(result.fault.kind))
                throw result.fault;
            await this.pauseOrThrow(call, { fault: result.fault, attempt, giveUpAt });
        }
    }
    /**
     * Sends a change once. Where it is certain that it was not done (throttled, never sent), it is sent again until the
     * deadline; where that is not certain, the caller gets `lost` and finds out by reading.
     */
    async change(call) {
        const { clock, until } = this.limits;
        const giveUpAt = Math.min(until, clock.now() + (call.patience ?? Infinity));
        for (let attempt = 0;; attempt++) {
            const result = await this.attempt(call, { signal: this.grace, beginBy: until });
            if (result.is === 'done' || !(0,_core_aws_fault_js__WEBPACK_IMPORTED_MODULE_0__/* .surelyNotDone */ .WC)(result.fault.kind))
                return result;
            if (!(0,_core_aws_fault_js__WEBPACK_IMPORTED_MODULE_0__/* .healsByItself */ .SB)(result.fault.kind))
                throw result.fault;
            await this.pauseOrThrow(call, { fault: result.fault, attempt, giveUpAt });
        }
    }
    async attempt(call, { signal, beginBy }) {
        const { clock, until } = this.limits;
        await this.place(call);
        if (clock.now() > beginBy)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .NotBegun */ .TI('the time of this job was over');
        if (call.unless?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .NotBegun */ .TI('something else failed first');
        const limit = limitTo(until + lateness - clock.now(), { signal, clock });
        try {
            return { is: 'done', reply: await call.send(limit.signal) };
        }
        catch (error) {
            if (this.limits.stop.aborted && signal === this.limits.stop)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ();
            return { is: 'lost', fault: new AwsError(limit.isPassed() ? late : faultOf(error), call) };
        }
        finally {
            limit.release();
        }
    }
    async place(call) {
        const { clock, stop, until } = this.limits;
        const { wait, level } = (0,_core_pace_js__WEBPACK_IMPORTED_MODULE_1__/* .takePlace */ .lG)(this.levels.get(call.bucket), _core_pace_js__WEBPACK_IMPORTED_MODULE_1__/* .rates */ .It[call.bucket], clock.now());
        if (clock.now() + wait > until + lateness)
            throw new AwsError(wait > 0 ? crowded : late, call);
        this.levels.set(call.bucket, level);
        if (wait > 0)
            await clock.sleep(wait, stop);
        if (stop.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ();
    }
    async pauseOrThrow(call, { fault, attempt, giveUpAt }) {
        const { clock, random, stop, step } = this.limits;
        const pause = (0,_core_pace_js__WEBPACK_IMPORTED_MODULE_1__/* .retryPause */ .vX)({ attempt, throttled: fault.kind === 'throttled' }, random());
        // A clock that is off is mended by the first answer; an answer that stays bad is a wrong secret key.
        if (clock.now() + pause > giveUpAt || (fault.kind === 'skewed' && attempt >= 2))
            throw fault;
        const news = `${call.permission}: ${fault.fault.code}`;
        if (!this.said.has(news))
            step.info(`${news} (${fault.fault.message}); asking again`);
        this.said.add(news);
        await clock.sleep(pause, stop);
        if (stop.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ();
    }
}
/** A signal that aborts with another one, or after so many milliseconds unless it is released before. */
function limitTo(ms, { signal, clock }) {
    const [released, passed] = [new AbortController(), new AbortController()];
    void clock.sleep(Math.max(0, ms), released.signal).then(() => {
        if (!released.signal.aborted)
            passed.abort();
    });
    return {
        signal: AbortSignal.any([signal, passed.signal]),
        isPassed: () => passed.signal.aborted,
        release: () => released.abort(),
    };
}
function afterGrace({ clock, stop }) {
    const grace = new AbortController();
    stop.addEventListener('abort', () => void clock.sleep(graceForChanges).then(() => grace.abort()), { once: true });
    return grace.signal;
}
/** Reads an SDK error. HTML bodies and cut-off replies come as SyntaxErrors, so the HTTP status is kept beside the name. */
function faultOf(error) {
    const { name, message, code, $metadata, $response, cause } = (error ?? {});
    const socket = [code, cause?.code].find(value => typeof value === 'string' && /^E(?!RR_)[A-Z_]+$/.test(value));
    const status = $metadata?.httpStatusCode ?? $response?.statusCode;
    const requestId = $metadata?.requestId ?? $response?.headers?.['x-amzn-requestid'];
    return {
        // A certificate that does not hold has its name in `code`; the error's own is "Error".
        code: typeof code === 'string' && /CERT|^UNABLE_TO_/.test(code) ? code : (name ?? 'Error'),
        // Where several addresses refused, Node's error has a code and no message.
        message: message || (typeof socket === 'string' ? socket : String(error)),
        ...(typeof socket === 'string' && { socket }),
        // A SyntaxError on a 200 is not an answer that was understood: leave the status out, and it counts as broken.
        ...(status !== undefined && status >= 400 && { status }),
        ...(requestId !== undefined && { requestId }),
    };
}


/***/ }),

/***/ 4316:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L8: () => (/* binding */ classify),
/* harmony export */   Qx: () => (/* binding */ describeFault),
/* harmony export */   SB: () => (/* binding */ healsByItself),
/* harmony export */   WC: () => (/* binding */ surelyNotDone),
/* harmony export */   zL: () => (/* binding */ remedy)
/* harmony export */ });
const kinds = [
    { kind: 'aborted', code: /^AbortError$/ },
    // Node's names for certificates that do not hold.
    { kind: 'untrusted', code: /CERT|^UNABLE_TO_(GET|VERIFY)_/ },
    // A TimeoutError or a reset says nothing about whether the request arrived; a refused connection says that it did not.
    { kind: 'unsent', socket: /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/ },
    // An answer that was cut off is none, whatever its status: a refusal may have been a "later".
    { kind: 'broken', socket: /./ },
    {
        kind: 'throttled',
        code: /^(Throttling(Exception)?|ThrottledException|RequestThrottled(Exception)?|TooManyRequestsException|RequestLimitExceeded|SlowDown)$/,
    },
    { kind: 'throttled', status: status => status === 429 },
    // Not throttling by its name, but by its meaning (hashicorp/terraform-provider-aws#9777).
    { kind: 'throttled', code: /^ClientException$/, message: /too many concurrent attempts to create a new revision/i },
    { kind: 'expired', code: /^(ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId)$/ },
    { kind: 'expired', code: /^CredentialsProviderError$/ },
    // The SDK's own error when no region is configured. It will not be there in a minute either.
    { kind: 'expired', code: /^Error$/, message: /^Region (is missing$|not accepted)/ },
    // An endpoint that is no URL is a mistake of this job, not of AWS.
    { kind: 'expired', code: /^TypeError$/, message: /Invalid URL/ },
    // By its name a matter of the clock, by its words a wrong secret key.
    { kind: 'expired', code: /^(InvalidSignatureException|SignatureDoesNotMatch)$/, message: /does not match/ },
    {
        kind: 'skewed',
        code: /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture|InvalidSignatureException|SignatureDoesNotMatch)$/,
    },
    {
        kind: 'denied',
        code: /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError(Exception)?|NotAuthorized)$/,
    },
    { kind: 'broken', status: status => status >= 500 },
    { kind: 'refused', status: status => status >= 400 },
];
/** What a fault means. The first row that fits decides; what fits none is `broken`, the careful reading. */
function classify(fault) {
    const row = kinds.find(({ code, message, socket, status }) => (code === undefined || code.test(fault.code)) &&
        (message === undefined || message.test(fault.message)) &&
        (socket === undefined || (fault.socket !== undefined && socket.test(fault.socket))) &&
        (status === undefined || (fault.status !== undefined && status(fault.status))));
    return row?.kind ?? 'broken';
}
/** Whether a read may be asked again. */
function healsByItself(kind) {
    return kind === 'throttled' || kind === 'unsent' || kind === 'broken' || kind === 'skewed';
}
/** Whether it is certain that a call which changes something changed nothing. */
function surelyNotDone(kind) {
    return kind !== 'broken' && kind !== 'aborted';
}
/** The fault as one sentence, with everything AWS support would ask for. */
function describeFault(fault, { permission, subject }) {
    const answer = fault.status === undefined ? 'got no usable answer' : 'failed';
    const traces = [
        fault.socket ?? fault.code,
        fault.status === undefined ? '' : `HTTP ${fault.status}`,
        fault.requestId ? `request id ${fault.requestId}` : '',
    ];
    return `${permission} for ${subject} ${answer}: ${fault.message} (${traces.filter(Boolean).join(', ')})`;
}
/** What a person can do about it. */
function remedy(fault, asked) {
    return remedies[fault.code] ?? remediesOfKind[classify(fault)](deniedOf(fault) ?? asked.permission);
}
/** AWS names the action that was denied, which may be another than the one asked for: registering may need PassRole. */
function deniedOf({ message }) {
    const [, permission, resource] = /not authorized to perform: (\S+)(?: on resource: (\S+))?/.exec(message) ?? [];
    return resource === undefined ? permission : `${permission ?? ''} on ${resource}`;
}
const remedies = {
    ClusterNotFoundException: 'Check the name of the cluster, and the region and account of this job: there is no such cluster.',
    ServiceNotFoundException: 'Check the name of the service and of the cluster; `aws ecs list-services` shows what is there.',
    ServiceNotActiveException: 'The service is being deleted. Create it again, or take it out of this deployment.',
    LimitExceededException: 'A quota of this account is reached; the message above says which. Ask AWS for a higher one.',
    WAFLimitsExceededException: 'The web ACL, or what was to be added to it, is larger than WAF allows: take rules out of it.',
    WAFUnavailableEntityException: 'WAF needs minutes until it knows what was just made: run the job again, or check the ARN.',
    WAFNonexistentItemException: 'WAF needs minutes until it knows what was just made: run the job again, or check the name.',
};
const remediesOfKind = {
    denied: permission => `Allow the role of this job the action ${permission}.`,
    expired: () => 'The AWS credentials, the region or the endpoint of this job are missing, wrong or expired: let aws-actions/configure-aws-credentials run before, with a role-duration-seconds longer than this job takes.',
    throttled: () => 'AWS kept throttling this account until the deadline. Look for other pipelines polling the same account, or give more time.',
    unsent: () => 'AWS could not be reached from this runner. Check the region, the network and any proxy.',
    broken: () => 'AWS gave no usable answer until the deadline. See the AWS health dashboard of this region; running the job again is safe.',
    skewed: () => "The clock of this runner differs too much from AWS's. Set it, and run the job again.",
    refused: () => 'AWS refused the request as written; the message above says why.',
    untrusted: () => 'The certificate of the endpoint is not trusted. Where a proxy of your network stands in between, give its authority to Node by NODE_EXTRA_CA_CERTS.',
    aborted: () => 'The job was stopped. Running it again is safe.',
};


/***/ }),

/***/ 258:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ millisecondsIn)
/* harmony export */ });
/** Milliseconds of a duration such as `90s`, `15m` or `1h`; undefined for any other text. */
function millisecondsIn(text) {
    const match = /^(\d{1,6})(s|m|h)$/.exec(text);
    const unit = { s: 1_000, m: 60_000, h: 3_600_000 }[match?.[2] ?? ''];
    if (!match || !unit || Number(match[1]) === 0)
        return undefined;
    return Number(match[1]) * unit;
}


/***/ }),

/***/ 9998:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   Y0: () => (/* binding */ foreignLines),
/* harmony export */   cT: () => (/* binding */ withoutSecrets),
/* harmony export */   h0: () => (/* binding */ plainLine),
/* harmony export */   om: () => (/* binding */ safeLine),
/* harmony export */   p7: () => (/* binding */ markdownText)
/* harmony export */ });
/* harmony import */ var _redaction_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8621);

/**
 * Text that somebody else wrote (a container's log, an AWS message, the name of a tag) before it is shown to a person.
 * Two readers must not obey it: the GitHub runner, which takes lines of a step's output as commands, and the renderer
 * of the job summary, which takes markdown and HTML.
 */
/** Characters that one line may have. */
const LONGEST_LINE = 2_000;
/** Marks every line that is not ours, and keeps it from beginning with anything that acts. */
const BAR = '│ ';
/** What begins a new line for a runner, a terminal or a browser: also VT, FF, NEL and the two of Unicode. */
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const ESC = '\u001b';
const BEL = '\u0007';
/** What opens a string that a terminal keeps to itself, as a window's title: DCS, SOS, OSC, PM, APC. */
const opensString = '\u0090\u0098\u009d-\u009f';
/** Sequences with which a program steers a terminal: colours, cursor, titles. Each run ends where the next begins: linear. */
const terminal = new RegExp([
    `(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `(?:${ESC}[P\\]X^_]|[${opensString}])[^${ESC}${BEL}\u009c${opensString}\n\r]*(?:${BEL}|${ESC}\\\\|\u009c)`,
    `${ESC}[ -/]*[0-~]`,
].join('|'), 'g');
/**
 * Characters that no reader sees: controls, zero-width and bidirectional ones, and whatever Unicode says may be ignored.
 * They must go before commands are looked for: `#`, a zero-width space, `#[` would become `##[` for whoever drops them,
 * and .NET's culture-sensitive search, with which the runner looks for `##[` and `::`, overlooks them.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** Half of a surrogate pair: no character. */
const brokenCharacter = /\p{Cs}/gu;
/**
 * The text as one line that the runner never takes as a command and that never moves a cursor. At most `most`
 * characters; what was cut is counted at its end.
 */
function safeLine(text, { most = LONGEST_LINE } = {}) {
    return cut(withoutCommands(visible(text)), most);
}
/**
 * The lines of a foreign text, each safe, without credentials and behind a bar. Lines that belong together are given
 * together, since a private key spans several. Only the last `most` lines are kept, since a log says at its end what
 * went wrong; the first line then says how many are missing.
 */
function foreignLines(text, { most = Infinity } = {}) {
    const lines = withoutSecrets(text);
    const omitted = Math.max(0, lines.length - most);
    const shown = lines.slice(omitted).map(line => (BAR + cut(withoutCommands(line), LONGEST_LINE)).trimEnd());
    return omitted === 0 ? shown : [`${BAR}… ${count(omitted, 'earlier line')} not shown`, ...shown];
}
/**
 * The lines of a foreign text without credentials. Whatever cuts lines cuts these: half a credential is not recognised.
 */
function withoutSecrets(text) {
    return (0,_redaction_js__WEBPACK_IMPORTED_MODULE_0__/* .redactLines */ .nI)(linesOf([text].flat().join('\n')).map(visible));
}
/** A foreign text as one line without credentials, for readers elsewhere than in the log and the job summary. */
function plainLine(text) {
    return withoutSecrets(text).join(' ').trim();
}
/**
 * The text for a sentence or a table cell of a job summary: it shows as it is, and no markdown, HTML, link, mention or
 * reference in it acts.
 */
function markdownText(text) {
    return cut(visible(text).trim(), LONGEST_LINE)
        .replace(reference, `$&${NUL}`)
        .replace(commit, hexadecimal => hexadecimal.replace(/.{6}(?=.)/g, `$&${NUL}`))
        .replace(markup, entity)
        .replace(firstOfList, (_, digits, mark) => digits + entity(mark))
        .replaceAll(NUL, '<wbr>');
}
/**
 * A fenced block for a job summary, without credentials. The fence is longer than any run of backticks inside, so
 * nothing inside ends it.
 */
function codeBlock(lines, language = '') {
    const shown = (0,_redaction_js__WEBPACK_IMPORTED_MODULE_0__/* .redactLines */ .nI)(lines.map(visible)).map(line => cut(line, LONGEST_LINE));
    const runs = shown.flatMap(line => line.match(/`+/g) ?? []);
    const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
    return [fence + language.replace(/[^\w+-]/g, ''), ...shown, fence].join('\n');
}
/** "1 line", "2 lines", "12,345 lines". */
function count(many, what) {
    return `${many.toLocaleString('en-US')} ${what}${many === 1 ? '' : 's'}`;
}
function linesOf(text) {
    const lines = text.split(lineBreak);
    if (lines.at(-1) === '')
        lines.pop();
    return lines;
}
/** What a reader would see of it, in one line. */
function visible(text) {
    return text
        .replace(terminal, '')
        .replace(lineBreak, ' ')
        .replaceAll('\t', ' ')
        .replace(invisible, '')
        .replace(brokenCharacter, '\ufffd');
}
/**
 * The runner obeys `::name …::` at the beginning of a line (after .NET's TrimStart, whose white space is JavaScript's
 * `\s` once NEL is gone) and `##[name …]` anywhere in it (actions/runner, ActionCommand.cs). A space breaks both, and
 * the reader still sees what was there.
 */
function withoutCommands(line) {
    return line.replace(/^(\s*:)(?=:)/, '$1 ').replaceAll('##[', '## [');
}
/** Never longer than `most`, the remark included, so that cutting twice changes nothing. */
function cut(line, most) {
    if (line.length <= most)
        return line;
    const kept = line.slice(0, Math.max(0, most - 40)).replace(/[\ud800-\udbff]$/, '');
    return `${kept} … (${count(line.length - kept.length, 'more character')})`;
}
function entity(character) {
    return `&#${character.charCodeAt(0)};`;
}
/** An entity is never taken as markup (CommonMark 6.2), so these need no second thought about where they stand. */
const markup = /[&<>\\`*_[\]|~$]|^[-+=#]/g;
/** `1.` and `1)` begin a list. */
const firstOfList = /^(\d{1,9})([.)])/;
/** Stands for a break while the rest is escaped; visible text has none. */
const NUL = '\0';
/**
 * GitHub links mentions, issues, commits, addresses and emoji in the rendered text, where entities are characters again.
 * A `<wbr>` keeps two characters apart there, shows nothing and is not copied.
 */
const reference = /[@:](?=\S)|#(?=\w)|\bwww(?=\.)|\bGH-(?=\d)/gi;
/** Seven digits are enough for a commit, so no run of seven may stay whole. */
const commit = /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/gi;


/***/ }),

/***/ 1676:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KI: () => (/* binding */ outcomes),
/* harmony export */   bs: () => (/* binding */ together),
/* harmony export */   gf: () => (/* binding */ isGreen),
/* harmony export */   rL: () => (/* binding */ signOf)
/* harmony export */ });
/** How an action ended. Every action that changes or waits says exactly one of these. */
const outcomes = {
    succeeded: 'Done; from wait-healthy: and proved.',
    unchanged: 'Nothing was written: it was so already, or it was a dry run.',
    'failed-before-change': 'No service was changed.',
    'rolled-back': 'The deployment failed; what ran before runs again, and that is proved.',
    'rollback-failed': 'The deployment failed, and what ran before has not been restored, or not yet.',
    superseded: 'Somebody deployed after us, or deleted the service; that was left alone.',
    mixed: 'The services are on different releases.',
    'timed-out': 'Not finished in time; it may still finish.',
    'awaiting-approval': 'The deployment is paused at a hook and waits for somebody to continue it.',
    unknown: 'What happened could not be seen.',
    cancelled: 'The workflow was cancelled; no further change was begun.',
};
const signs = {
    succeeded: '✅',
    unchanged: '✅',
    'awaiting-approval': '⏸️',
    cancelled: '⏹️',
    unknown: '❔',
};
/** What people see first of it. */
function signOf(outcome) {
    return signs[outcome] ?? '❌';
}
/** Only these end a step green. */
function isGreen(outcome) {
    return outcome === 'succeeded' || outcome === 'unchanged';
}
/**
 * What must be said of a whole run before anything else is: a run that was cut off, or in which something could not
 * be seen, is never summed up as a failure or a success of its parts.
 */
const overrules = ['cancelled', 'unknown', 'timed-out', 'awaiting-approval'];
/** The outcome of several services together. An empty list is `unchanged`: nothing was asked for. */
function together(parts) {
    const distinct = new Set(parts);
    const overruling = overrules.find(outcome => distinct.has(outcome));
    if (overruling)
        return overruling;
    if ([...distinct].every(isGreen))
        return distinct.has('succeeded') ? 'succeeded' : 'unchanged';
    // What was not changed and what was returned run the same: what they ran before.
    if ([...distinct].every(outcome => outcome === 'rolled-back' || outcome === 'failed-before-change')) {
        return distinct.has('rolled-back') ? 'rolled-back' : 'failed-before-change';
    }
    return distinct.size === 1 ? (parts[0] ?? 'unknown') : 'mixed';
}


/***/ }),

/***/ 1553:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   It: () => (/* binding */ rates),
/* harmony export */   e$: () => (/* binding */ nextPause),
/* harmony export */   lG: () => (/* binding */ takePlace),
/* harmony export */   vX: () => (/* binding */ retryPause)
/* harmony export */ });
/** How long to wait: between two looks, before a retry, and for a place among the API's calls. All in milliseconds. */
const shortest = 1_000;
const longest = 10_000;
/**
 * The pause before the next look. About one second after something changed, growing to ten while nothing moves, with
 * ten percent of jitter so that many jobs do not look in step. `chance` is a number from 0 to 1.
 */
function nextPause({ last, changed }, chance) {
    const pause = changed || last === undefined ? shortest : Math.min(longest, last * 1.5);
    return Math.max(shortest, Math.min(longest, pause * (0.9 + 0.2 * chance)));
}
/** Full jitter: anywhere between nothing and an exponentially growing ceiling. `attempt` counts from 0. */
function retryPause({ attempt, throttled }, chance) {
    const ceiling = Math.min(20_000, (throttled ? 1_000 : 250) * 2 ** Math.min(attempt, 10));
    return Math.ceil(ceiling * chance);
}
/**
 * AWS throttles per account and Region, by these groups of operations ("Request throttling for the Amazon ECS API";
 * the other services' quotas). Others share the account, so one run takes at most half of each burst.
 */
const rates = {
    'service modify': { burst: 25, perSecond: 5 },
    'service read': { burst: 50, perSecond: 20 },
    'service deployment read': { burst: 25, perSecond: 20 },
    'service revision read': { burst: 25, perSecond: 20 },
    'cluster resource read': { burst: 50, perSecond: 20 },
    'cluster resource modify': { burst: 10, perSecond: 10 },
    'task definition modify': { burst: 10, perSecond: 1 },
    'task definition read': { burst: 25, perSecond: 20 },
    'tag modify': { burst: 10, perSecond: 10 },
    'image read': { burst: 50, perSecond: 50 },
    'target read': { burst: 20, perSecond: 10 },
    'log read': { burst: 10, perSecond: 10 },
    'web ACL read': { burst: 2, perSecond: 5 },
    'web ACL modify': { burst: 1, perSecond: 1 },
    'web ACL by resource': { burst: 1, perSecond: 1 },
    'web ACL association': { burst: 1, perSecond: 0.5 },
    'metric read': { burst: 10, perSecond: 10 },
    'alarm read': { burst: 4, perSecond: 4 },
};
/** Takes one place: how long to wait for it, and the bucket afterwards. */
function takePlace(level, { burst, perSecond }, now) {
    const refilled = level ? Math.min(burst, level.tokens + ((now - level.at) / 1_000) * perSecond) : burst;
    const tokens = refilled - 1;
    return { wait: tokens >= 0 ? 0 : Math.ceil((-tokens / perSecond) * 1_000), level: { tokens, at: now } };
}


/***/ }),

/***/ 8621:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ redact),
/* harmony export */   nI: () => (/* binding */ redactLines),
/* harmony export */   zb: () => (/* binding */ openKeyAt)
/* harmony export */ });
/**
 * Takes what looks like a credential out of text that other programs wrote, such as the log of a container. GitHub masks
 * only the exact values it knows; a program prints others. Every pattern runs in linear time, and long lines are cut
 * first, so no log line can make a run hang.
 */
const REDACTED = '[redacted]';
/** Characters of one line that are looked at; the rest is dropped, since nobody has looked at it. */
const LONGEST_LINE = 20_000;
/** Lines between the first and the last line of a private key; 16,384-bit RSA keys have about 200. */
const LONGEST_KEY = 250;
/** Credentials that can be told by their shape, wherever they stand. */
const shapes = [
    // A private key on one line, as JSON has it (`\n` written out). Without its end, everything after it is the key.
    {
        pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----.*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|$)/gs,
        becomes: REDACTED,
    },
    // AWS access key ids: AKIA of a user, ASIA of a session. The secret half has no shape; its name gives it away (below).
    { pattern: /(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g, becomes: REDACTED },
    // JSON web tokens: base64url of `{"`, a dot, base64url.
    { pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}/g, becomes: REDACTED },
    // GitHub, GitLab, npm, Slack, Stripe, Google, SendGrid, OpenAI and Anthropic.
    { pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_|glpat-|npm_)[\w.-]{16,}/g, becomes: REDACTED },
    { pattern: /(?<![A-Za-z0-9])(?:xox[a-z]|xapp)-[\w-]{8,}/g, becomes: REDACTED },
    { pattern: /(?<![A-Za-z0-9])(?:[sr]k_(?:live|test)_\w{12,}|whsec_\w{12,}|AIza[\w-]{35})/g, becomes: REDACTED },
    { pattern: /(?<![A-Za-z0-9])(?:SG\.[\w-]{16,}\.[\w-]{16,}|sk-(?:ant-|proj-)?[\w-]{20,})/g, becomes: REDACTED },
    // Whoever knows a webhook's address may post to it.
    { pattern: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]+/g, becomes: `$1${REDACTED}` },
    { pattern: /(discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{1,20}\/)[\w-]+/g, becomes: `$1${REDACTED}` },
    // `postgres://user:password@host`. A password may hold anything, so it goes to the last `@`; a port is no password.
    { pattern: /(:\/\/[^\s/?#:@"'<>[]{0,256}:)(?!\d{1,5}[/?#])[^\s"'<>]{1,1024}@/g, becomes: `$1${REDACTED}@` },
    // `https://token@host`. Shorter names, as `git` in ssh://git@host, are users.
    { pattern: /(:\/\/)[^\s/?#:@"'<>[\]]{20,1024}@/g, becomes: `$1${REDACTED}@` },
    // "Bearer authentication" is prose; a bearer token has a digit.
    { pattern: /\b(Bearer\s{1,4})(?=[\w.~+/=-]{0,200}\d)[\w.~+/=-]{8,}/gi, becomes: `$1${REDACTED}` },
];
/** A name ends in one of these words: `DB_PASSWORD`, `clientSecret`, `PGPASSWORD`, but not `token_type`. */
const secretWord = /(?:password|passwd|passphrase|passcode|secret|token|credentials?|apikey|signature)$/;
const secretWords = new Set(['pass', 'pwd', 'authorization', 'cookie', 'dsn']);
/** Two last words that make a secret together, while `key` or `url` alone does not. */
const secretPair = /(?:api|access|private|secret|signing|encryption|master|account|auth|shared|session) key$|key base$|connection string$|webhook url$/;
/** Headers whose whole rest of the line is the secret: `Cookie: a=1; b=2`. */
const wholeLine = /(?:authorization|cookie)$/i;
/** Not a secret: brackets, stars, or where a template puts the secret, as in `password=${DB_PASSWORD}`. */
const placeholder = /^(?:[*.{[(]*|\$\{.*|\$\(.*|\$[A-Z_][A-Z0-9_]*|%\(.*|(?:[A-Za-z]+ )?\[redacted\]?\W*)$/;
/** Not a secret: words for none, and references to where it is kept. */
const noSecret = /^(?:x{3,}|null|nil|none|undefined|unset|true|false|yes|no|arn:aws[\w-]*:.*|secretsmanager:.*|ssm:.*)$/i;
/** Words with which a sentence goes on after a colon, as in `token: expired`. */
const prose = /^(?:is|was|are|not|must|cannot|can|has|no|the|a|an|expired|invalid|missing|required|empty|unknown|valid|unauthorized|denied|rejected|revoked|refused|failed|failure|incorrect|wrong|mismatch|enabled|disabled|changed|updated|rotated|found|ok)$/i;
// A name and what separates it from its value: `name=`, `"name": `, `name => `, `--name value`. It takes no value, so
// that in `error: password=x` the name `error` does not eat the other one. Names begin only at word borders: linear.
const named = /(?<![\w.-])(--)?([A-Za-z_][\w.-]{0,127})(?:\\{0,3}["'])?(?:\s{0,8}(=>|:=|={1,2}|:)\s{0,8}|(?<=--[\w.-]{1,128})(\s{1,8}))/g;
/** The line without credentials; what holds none comes back as it is. Keys over several lines need `redactLines`. */
function redact(line) {
    const dropped = line.length - LONGEST_LINE;
    const looked = dropped > 0 ? line.slice(0, LONGEST_LINE) : line;
    const shaped = shapes.reduce((text, { pattern, becomes }) => text.replace(pattern, becomes), looked);
    return redactNamed(shaped) + (dropped > 0 ? ` … (${dropped.toLocaleString('en-US')} more characters)` : '');
}
/** The lines without credentials, also without private keys that span lines, even if the lines begin or end inside one. */
function redactLines(lines) {
    const ofKeys = linesOfKeys(lines);
    return lines.map((line, index) => (ofKeys.has(index) ? REDACTED : redact(line)));
}
/**
 * At which line a private key begins that may go on after the last line; one past the last, if none does. Who shows
 * lines as they come keeps these back: the middle of a key by itself looks like nothing.
 */
function openKeyAt(lines) {
    const begin = lines.findLastIndex(line => keyBegins.test(line));
    if (begin < 0 || keyEnds.test(lines[begin] ?? '') || lines.length - begin > LONGEST_KEY)
        return lines.length;
    // The last line of a key may be short.
    return lines.slice(begin + 1, -1).every(line => keyGoesOn.test(line)) && !keyEnds.test(lines.at(-1) ?? '')
        ? begin
        : lines.length;
}
function redactNamed(line) {
    let done = '';
    let from = 0;
    for (const match of line.matchAll(named)) {
        const start = match.index + match[0].length;
        if (match.index < from || !namesSecret(match, line))
            continue;
        const value = valueAt(line, start, match[3] === ':' && wholeLine.test(match[2] ?? ''));
        const bare = value.replace(/^\\{0,3}["']|\\{0,3}["']$/g, '');
        if (placeholder.test(bare) || noSecret.test(bare))
            continue;
        if ((match[3] ?? ':') === ':' && isProse(value, line.slice(start + value.length)))
            continue;
        done += line.slice(from, start) + value.replace(bare, () => REDACTED);
        from = start + value.length;
    }
    return done + line.slice(from);
}
function namesSecret({ index, 2: name = '', 3: separator }, line) {
    // PWD is a shell's working directory.
    if (/^(?:OLD)?PWD$/.test(name))
        return false;
    // `arn:aws:secretsmanager:…:secret:prod/db` names a secret and does not tell it.
    if (separator === ':' && /[\w:]:$/.test(line.slice(Math.max(0, index - 2), index)))
        return false;
    return isSecretName(name);
}
/** `DB_PASSWORD`, `dbPassword` and `db.password2` are the words `db password`; the last ones tell what it is. */
function isSecretName(name) {
    const words = name
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .split(/[^a-z]+/)
        .filter(word => word !== '');
    const last = words.at(-1) ?? '';
    return secretWord.test(last) || secretWords.has(last) || secretPair.test(words.slice(-2).join(' '));
}
/** The value that begins there, with its quotes. */
function valueAt(line, start, toTheEnd) {
    const rest = line.slice(start);
    const [opening = ''] = /^\\{0,3}["']/.exec(rest) ?? [];
    if (opening.length > 1)
        return upTo(opening, rest);
    if (opening !== '')
        return (opening === '"' ? /^"(?:[^"\\]|\\.)*"?/ : /^'(?:[^'\\]|\\.)*'?/).exec(rest)?.[0] ?? rest;
    if (toTheEnd)
        return /^[^"']*/.exec(rest)?.[0].trimEnd() ?? '';
    const bare = /^[^\s"'&;<>`]*/.exec(rest)?.[0] ?? '';
    // `password=a,user=b` and `(password=a)`: the comma and the bracket belong to the sentence.
    return bare.replace(/,[\w.-]{1,64}[=:].*$/, '').replace(/[,.)\]}]{1,8}$/, '');
}
function upTo(quote, rest) {
    const end = rest.indexOf(quote, quote.length);
    return end < 0 ? rest : rest.slice(0, end + quote.length);
}
/** After a colon words may be a sentence, as in `password: authentication failed`; a secret is rarely one plain word of many. */
function isProse(value, after) {
    const [first = '', ...others] = value.split(' ');
    if (!/^[A-Za-z'’ ]+$/.test(value))
        return false;
    return prose.test(first) || others.length > 0 || /^[\s(]+[A-Za-z'’]+(?![\w'’]|\s*[:=])/.test(after);
}
const keyBegins = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/;
const keyEnds = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/;
/** A line of base64, with whatever a logger put before it. */
const keyGoesOn = /(?:^|\s)[A-Za-z0-9+/]{40,}={0,2}\s*$/;
function linesOfKeys(lines) {
    const found = new Set();
    lines.forEach((line, index) => {
        const begins = keyBegins.test(line);
        // A key that begins and ends on one line is found by its shape.
        if (begins === keyEnds.test(line))
            return;
        for (const inside of begins ? afterBegin(lines, index) : beforeEnd(lines, index))
            found.add(inside);
    });
    return found;
}
function afterBegin(lines, begin) {
    const following = lines.slice(begin + 1, begin + 1 + LONGEST_KEY);
    const end = following.findIndex(line => keyEnds.test(line));
    const other = following.findIndex(line => !keyGoesOn.test(line));
    const length = end >= 0 ? end + 1 : other >= 0 ? other : following.length;
    return Array.from({ length }, (_, offset) => begin + 1 + offset);
}
/** The end of a key whose beginning is not among the lines. The line before the end is short, so it is taken unseen. */
function beforeEnd(lines, end) {
    let first = Math.max(0, end - 1);
    while (first > 0 && keyGoesOn.test(lines[first - 1] ?? ''))
        first--;
    return Array.from({ length: end - first + 1 }, (_, offset) => first + offset);
}


/***/ }),

/***/ 1199:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  SS: () => (/* binding */ codeSpan),
  CS: () => (/* binding */ prose),
  oV: () => (/* binding */ serviceTable),
  zl: () => (/* binding */ withinLimit)
});

;// CONCATENATED MODULE: ./node_modules/markdown-table/index.js
// To do: next major: remove.
/**
 * @typedef {Options} MarkdownTableOptions
 *   Configuration.
 */

/**
 * @typedef Options
 *   Configuration.
 * @property {boolean | null | undefined} [alignDelimiters=true]
 *   Whether to align the delimiters (default: `true`);
 *   they are aligned by default:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   Pass `false` to make them staggered:
 *
 *   ```markdown
 *   | Alpha | B |
 *   | - | - |
 *   | C | Delta |
 *   ```
 * @property {ReadonlyArray<string | null | undefined> | string | null | undefined} [align]
 *   How to align columns (default: `''`);
 *   one style for all columns or styles for their respective columns;
 *   each style is either `'l'` (left), `'r'` (right), or `'c'` (center);
 *   other values are treated as `''`, which doesn’t place the colon in the
 *   alignment row but does align left;
 *   *only the lowercased first character is used, so `Right` is fine.*
 * @property {boolean | null | undefined} [delimiterEnd=true]
 *   Whether to end each row with the delimiter (default: `true`).
 *
 *   > 👉 **Note**: please don’t use this: it could create fragile structures
 *   > that aren’t understandable to some markdown parsers.
 *
 *   When `true`, there are ending delimiters:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there are no ending delimiters:
 *
 *   ```markdown
 *   | Alpha | B
 *   | ----- | -----
 *   | C     | Delta
 *   ```
 * @property {boolean | null | undefined} [delimiterStart=true]
 *   Whether to begin each row with the delimiter (default: `true`).
 *
 *   > 👉 **Note**: please don’t use this: it could create fragile structures
 *   > that aren’t understandable to some markdown parsers.
 *
 *   When `true`, there are starting delimiters:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there are no starting delimiters:
 *
 *   ```markdown
 *   Alpha | B     |
 *   ----- | ----- |
 *   C     | Delta |
 *   ```
 * @property {boolean | null | undefined} [padding=true]
 *   Whether to add a space of padding between delimiters and cells
 *   (default: `true`).
 *
 *   When `true`, there is padding:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there is no padding:
 *
 *   ```markdown
 *   |Alpha|B    |
 *   |-----|-----|
 *   |C    |Delta|
 *   ```
 * @property {((value: string) => number) | null | undefined} [stringLength]
 *   Function to detect the length of table cell content (optional);
 *   this is used when aligning the delimiters (`|`) between table cells;
 *   full-width characters and emoji mess up delimiter alignment when viewing
 *   the markdown source;
 *   to fix this, you can pass this function,
 *   which receives the cell content and returns its “visible” size;
 *   note that what is and isn’t visible depends on where the text is displayed.
 *
 *   Without such a function, the following:
 *
 *   ```js
 *   markdownTable([
 *     ['Alpha', 'Bravo'],
 *     ['中文', 'Charlie'],
 *     ['👩‍❤️‍👩', 'Delta']
 *   ])
 *   ```
 *
 *   Yields:
 *
 *   ```markdown
 *   | Alpha | Bravo |
 *   | - | - |
 *   | 中文 | Charlie |
 *   | 👩‍❤️‍👩 | Delta |
 *   ```
 *
 *   With [`string-width`](https://github.com/sindresorhus/string-width):
 *
 *   ```js
 *   import stringWidth from 'string-width'
 *
 *   markdownTable(
 *     [
 *       ['Alpha', 'Bravo'],
 *       ['中文', 'Charlie'],
 *       ['👩‍❤️‍👩', 'Delta']
 *     ],
 *     {stringLength: stringWidth}
 *   )
 *   ```
 *
 *   Yields:
 *
 *   ```markdown
 *   | Alpha | Bravo   |
 *   | ----- | ------- |
 *   | 中文  | Charlie |
 *   | 👩‍❤️‍👩    | Delta   |
 *   ```
 */

/**
 * @param {string} value
 *   Cell value.
 * @returns {number}
 *   Cell size.
 */
function defaultStringLength(value) {
  return value.length
}

/**
 * Generate a markdown
 * ([GFM](https://docs.github.com/en/github/writing-on-github/working-with-advanced-formatting/organizing-information-with-tables))
 * table.
 *
 * @param {ReadonlyArray<ReadonlyArray<string | null | undefined>>} table
 *   Table data (matrix of strings).
 * @param {Readonly<Options> | null | undefined} [options]
 *   Configuration (optional).
 * @returns {string}
 *   Result.
 */
function markdownTable(table, options) {
  const settings = options || {}
  // To do: next major: change to spread.
  const align = (settings.align || []).concat()
  const stringLength = settings.stringLength || defaultStringLength
  /** @type {Array<number>} Character codes as symbols for alignment per column. */
  const alignments = []
  /** @type {Array<Array<string>>} Cells per row. */
  const cellMatrix = []
  /** @type {Array<Array<number>>} Sizes of each cell per row. */
  const sizeMatrix = []
  /** @type {Array<number>} */
  const longestCellByColumn = []
  let mostCellsPerRow = 0
  let rowIndex = -1

  // This is a superfluous loop if we don’t align delimiters, but otherwise we’d
  // do superfluous work when aligning, so optimize for aligning.
  while (++rowIndex < table.length) {
    /** @type {Array<string>} */
    const row = []
    /** @type {Array<number>} */
    const sizes = []
    let columnIndex = -1

    if (table[rowIndex].length > mostCellsPerRow) {
      mostCellsPerRow = table[rowIndex].length
    }

    while (++columnIndex < table[rowIndex].length) {
      const cell = serialize(table[rowIndex][columnIndex])

      if (settings.alignDelimiters !== false) {
        const size = stringLength(cell)
        sizes[columnIndex] = size

        if (
          longestCellByColumn[columnIndex] === undefined ||
          size > longestCellByColumn[columnIndex]
        ) {
          longestCellByColumn[columnIndex] = size
        }
      }

      row.push(cell)
    }

    cellMatrix[rowIndex] = row
    sizeMatrix[rowIndex] = sizes
  }

  // Figure out which alignments to use.
  let columnIndex = -1

  if (typeof align === 'object' && 'length' in align) {
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = toAlignment(align[columnIndex])
    }
  } else {
    const code = toAlignment(align)

    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = code
    }
  }

  // Inject the alignment row.
  columnIndex = -1
  /** @type {Array<string>} */
  const row = []
  /** @type {Array<number>} */
  const sizes = []

  while (++columnIndex < mostCellsPerRow) {
    const code = alignments[columnIndex]
    let before = ''
    let after = ''

    if (code === 99 /* `c` */) {
      before = ':'
      after = ':'
    } else if (code === 108 /* `l` */) {
      before = ':'
    } else if (code === 114 /* `r` */) {
      after = ':'
    }

    // There *must* be at least one hyphen-minus in each alignment cell.
    let size =
      settings.alignDelimiters === false
        ? 1
        : Math.max(
            1,
            longestCellByColumn[columnIndex] - before.length - after.length
          )

    const cell = before + '-'.repeat(size) + after

    if (settings.alignDelimiters !== false) {
      size = before.length + size + after.length

      if (size > longestCellByColumn[columnIndex]) {
        longestCellByColumn[columnIndex] = size
      }

      sizes[columnIndex] = size
    }

    row[columnIndex] = cell
  }

  // Inject the alignment row.
  cellMatrix.splice(1, 0, row)
  sizeMatrix.splice(1, 0, sizes)

  rowIndex = -1
  /** @type {Array<string>} */
  const lines = []

  while (++rowIndex < cellMatrix.length) {
    const row = cellMatrix[rowIndex]
    const sizes = sizeMatrix[rowIndex]
    columnIndex = -1
    /** @type {Array<string>} */
    const line = []

    while (++columnIndex < mostCellsPerRow) {
      const cell = row[columnIndex] || ''
      let before = ''
      let after = ''

      if (settings.alignDelimiters !== false) {
        const size =
          longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0)
        const code = alignments[columnIndex]

        if (code === 114 /* `r` */) {
          before = ' '.repeat(size)
        } else if (code === 99 /* `c` */) {
          if (size % 2) {
            before = ' '.repeat(size / 2 + 0.5)
            after = ' '.repeat(size / 2 - 0.5)
          } else {
            before = ' '.repeat(size / 2)
            after = before
          }
        } else {
          after = ' '.repeat(size)
        }
      }

      if (settings.delimiterStart !== false && !columnIndex) {
        line.push('|')
      }

      if (
        settings.padding !== false &&
        // Don’t add the opening space if we’re not aligning and the cell is
        // empty: there will be a closing space.
        !(settings.alignDelimiters === false && cell === '') &&
        (settings.delimiterStart !== false || columnIndex)
      ) {
        line.push(' ')
      }

      if (settings.alignDelimiters !== false) {
        line.push(before)
      }

      line.push(cell)

      if (settings.alignDelimiters !== false) {
        line.push(after)
      }

      if (settings.padding !== false) {
        line.push(' ')
      }

      if (
        settings.delimiterEnd !== false ||
        columnIndex !== mostCellsPerRow - 1
      ) {
        line.push('|')
      }
    }

    lines.push(
      settings.delimiterEnd === false
        ? line.join('').replace(/ +$/, '')
        : line.join('')
    )
  }

  return lines.join('\n')
}

/**
 * @param {string | null | undefined} [value]
 *   Value to serialize.
 * @returns {string}
 *   Result.
 */
function serialize(value) {
  return value === null || value === undefined ? '' : String(value)
}

/**
 * @param {string | null | undefined} value
 *   Value.
 * @returns {number}
 *   Alignment.
 */
function toAlignment(value) {
  const code = typeof value === 'string' ? value.codePointAt(0) : 0

  return code === 67 /* `C` */ || code === 99 /* `c` */
    ? 99 /* `c` */
    : code === 76 /* `L` */ || code === 108 /* `l` */
      ? 108 /* `l` */
      : code === 82 /* `R` */ || code === 114 /* `r` */
        ? 114 /* `r` */
        : 0
}

// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __nccwpck_require__(9998);
;// CONCATENATED MODULE: ./shared/core/summary.ts


/** A table for the job summary. Cells are foreign text until proved otherwise: every one is escaped. */
function serviceTable(head, rows) {
    return markdownTable([head, ...rows].map(row => row.map(cellText)));
}
function cellText(cell) {
    if (typeof cell === 'string')
        return (0,foreign_text/* markdownText */.p7)(cell);
    return 'code' in cell ? codeSpan(cell.code) : cell.lines.map(foreign_text/* markdownText */.p7).join('<br>');
}
/** Code where nothing in it could end the span or the cell; else the same as text. */
function codeSpan(text) {
    return /^[\w.:/@-]+$/.test(text) ? `\`${text}\`` : (0,foreign_text/* markdownText */.p7)(text);
}
/** A sentence for the job summary: escaped, but for names set in backticks, which become code. */
function prose(text) {
    return text
        .split(/(`[\w.:/@=, -]+`)/)
        .map((part, index) => (index % 2 === 1 ? part : spaced(part)))
        .join('');
}
/** Escaping trims; the spaces beside a code span stay. */
function spaced(text) {
    const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    return `${before && ' '}${(0,foreign_text/* markdownText */.p7)(inner)}${after && ' '}`;
}
/** Characters. GitHub drops a step's summary of more than 1 MiB whole; a character may take four bytes. */
const longestSummary = 250_000;
/** The markdown, cut at a paragraph where it is too long for a job summary. */
function withinLimit(markdown) {
    if (markdown.length <= longestSummary)
        return markdown;
    const end = markdown.lastIndexOf('\n\n', longestSummary);
    return `${markdown.slice(0, end > 0 ? end : longestSummary)}\n\n_Cut here: the rest stands in the log._`;
}


/***/ }),

/***/ 2635:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TI: () => (/* binding */ NotBegun),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   cJ: () => (/* binding */ Cancelled),
/* harmony export */   eb: () => (/* binding */ UsageError),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/** The workflow asked for something that cannot be done as written. The fix is in the workflow file. */
class UsageError extends Error {
    mistakes;
    constructor(mistakes) {
        super(mistakes.length === 1 ? mistakes[0] : `${mistakes.length} inputs need a change:\n${bullets(mistakes)}`);
        this.name = 'UsageError';
        this.mistakes = mistakes;
    }
}
/**
 * Something went wrong that a person has to act on. The message says what happened and to what, `next` what to do.
 * `outcome` is how the action ends because of it.
 */
class ActionError extends Error {
    outcome;
    next;
    constructor(message, { outcome, next }) {
        super(message);
        this.name = 'ActionError';
        this.outcome = outcome;
        this.next = next;
    }
}
/** The runner asked us to stop: stop waiting, begin no change. */
class Cancelled extends ActionError {
    constructor() {
        super('The workflow was cancelled.', { outcome: 'cancelled' });
        this.name = 'Cancelled';
    }
}
/** A change that was still to be begun, and no longer should be. Nothing was done. */
class NotBegun extends ActionError {
    constructor(because) {
        super(`not begun, because ${because}`, { outcome: 'failed-before-change', next: 'Run the job again.' });
        this.name = 'NotBegun';
    }
}
/** The message of whatever was thrown. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function bullets(lines) {
    return lines.map(line => `  - ${line}`).join('\n');
}


/***/ }),

/***/ 8573:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ unlessEmpty),
/* harmony export */   AS: () => (/* binding */ pairs),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   fl: () => (/* binding */ otherwise),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   mw: () => (/* binding */ required),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p_: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _core_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(258);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2635);


function required(parse) {
    return { parse, required: true };
}
function optional(parse) {
    return { parse: text => (text === '' ? undefined : parse(text)), required: false };
}
/** An input that has this value where neither the workflow nor the manifest gives one. README and action.yml say so. */
function otherwise(parse, value) {
    return { parse: text => parse(text === '' ? value : text), required: false };
}
/**
 * Reads all inputs. Every mistake is reported in one `UsageError`, so that a workflow is mended once, not once per
 * run.
 */
function readInputs(inputs, step, { check = () => [], defaults = {}, translate = values => values } = {}) {
    const mistakes = [];
    const values = {};
    for (const [name, input] of Object.entries(inputs)) {
        const text = step.input(name);
        const given = defaults[name];
        if (text === '' && given !== undefined)
            values[name] = given;
        else if (text === '' && input.required)
            mistakes.push(`\`${name}\` is required`);
        else
            attempt(() => (values[name] = input.parse(text)), name, mistakes);
    }
    if (mistakes.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .eb(mistakes);
    const translated = translate(values);
    mistakes.push(...check(translated));
    if (mistakes.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .eb(mistakes);
    return translated;
}
function attempt(read, name, mistakes) {
    try {
        read();
    }
    catch (error) {
        mistakes.push(`\`${name}\` ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    }
}
const text = raw => raw;
/** A number of milliseconds, written as `90s`, `15m` or `1h`. */
const duration = raw => {
    const milliseconds = (0,_core_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .millisecondsIn */ .C)(raw);
    if (milliseconds === undefined)
        throw new Error(`is ${quote(raw)}; it takes a duration such as 90s, 15m or 1h`);
    return milliseconds;
};
/** `true` or `false`, as YAML's core schema writes them. */
const flag = raw => {
    if (/^(true|True|TRUE)$/.test(raw))
        return true;
    if (/^(false|False|FALSE)$/.test(raw))
        return false;
    throw new Error(`is ${quote(raw)}; it takes true or false`);
};
/** Names separated by commas, spaces or new lines; a name given twice counts once. */
const list = raw => {
    const names = raw.split(/[\s,]+/).filter(name => name !== '');
    if (names.length === 0)
        throw new Error('is empty; it takes names separated by commas, spaces or new lines');
    return [...new Set(names)];
};
/** One a line, such as names that may have spaces in them; one given twice counts once. */
const lines = raw => {
    const given = raw.split('\n').map(line => line.trim());
    return [...new Set(given.filter(line => line !== ''))];
};
/** Each part of a list read by `parse`. */
function listOf(parse) {
    return raw => list(raw).map(parse);
}
/**
 * Pairs, as a JSON object (`{"api": "…"}`) or as `name=value` lines. A line without `=` is a value whose name
 * `nameOf` finds. Names are kept in their order; a name given twice is a mistake.
 */
function pairs(what, nameOf) {
    return raw => {
        const found = new Map();
        for (const [name, value] of raw.startsWith('{') ? jsonPairs(raw, what) : linePairs(raw, what, nameOf)) {
            if (found.has(name))
                throw new Error(`names ${quote(name)} twice`);
            found.set(name, value);
        }
        if (found.size === 0)
            throw new Error(`is empty; it takes ${what}`);
        return found;
    };
}
function jsonPairs(raw, what) {
    const document = json(raw);
    return Object.entries(document).map(([name, value]) => {
        if (typeof value !== 'string')
            throw new Error(`has ${quote(name)}: ${cut(JSON.stringify(value))}; it takes ${what}`);
        return [name, value];
    });
}
function linePairs(raw, what, nameOf) {
    return list(raw).map(part => {
        const at = part.indexOf('=');
        if (at > 0 && at < part.length - 1)
            return [part.slice(0, at), part.slice(at + 1)];
        if (at >= 0 || !nameOf)
            throw new Error(`has ${quote(part)}; it takes ${what}`);
        return [nameOf(part), part];
    });
}
/** A JSON object. */
const json = raw => {
    let document;
    try {
        document = JSON.parse(raw);
    }
    catch (error) {
        throw new Error(`is not JSON: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`, { cause: error });
    }
    if (typeof document !== 'object' || document === null || Array.isArray(document)) {
        throw new Error(`is ${quote(raw)}; it takes a JSON object`);
    }
    return document;
};
/** Nothing for `{}`, which a step writes that came to nothing. */
function unlessEmpty(parse) {
    return raw => (/^\{\s*\}$/.test(raw) ? undefined : parse(raw));
}
/** Quotes what was given, cut so that a whole file pasted by mistake does not fill the log. */
function quote(raw) {
    return JSON.stringify(cut(raw));
}
function cut(raw) {
    return raw.length > 80 ? `${raw.slice(0, 77)}...` : raw;
}


/***/ }),

/***/ 9273:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ readManifestFile),
/* harmony export */   u: () => (/* binding */ fromManifest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2635);
/* harmony import */ var _workspace_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4107);


const usualPlace = '.github/deploy.yml';
/**
 * Reads the manifest where there is one. All its mistakes come at once, each with its line; so does the name of an
 * environment that it does not have.
 */
async function readManifestFile({ config, name, isOptional, environment, }) {
    const path = config === '' ? usualPlace : config;
    if (config === '' && !(await (0,_workspace_js__WEBPACK_IMPORTED_MODULE_1__/* .hasWorkspaceFile */ .K5)(path, environment))) {
        if (name === '' || isOptional)
            return undefined;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .eb([
            `\`environment\` names ${name}, but there is no manifest ${path} in the workspace; is actions/checkout missing?`,
        ]);
    }
    // The schema's validator is loaded only for those who have a manifest.
    const [{ readManifest }, { declaredOf }] = await Promise.all([
        Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(630), __nccwpck_require__.e(832), __nccwpck_require__.e(678)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9678)),
        Promise.all(/* import() */[__nccwpck_require__.e(832), __nccwpck_require__.e(184)]).then(__nccwpck_require__.bind(__nccwpck_require__, 832)),
    ]);
    const reading = readManifest(await (0,_workspace_js__WEBPACK_IMPORTED_MODULE_1__/* .readWorkspaceFile */ .sL)(path, environment));
    if (reading.is === 'wrong')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .eb(reading.mistakes.map(mistake => `${path}, ${mistake}`));
    const { document } = reading;
    if (name === '')
        return { path, document, declared: undefined };
    const declared = declaredOf(document, name);
    const known = Object.keys(document.environments).join(', ');
    if (!declared)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .eb([`\`environment\` names ${name}, which ${path} does not have; it has ${known}`]);
    return { path, document, declared: inItsRegion(declared, path, environment) };
}
/** A value of the manifest read as an input is. What is wrong with it is a mistake of whoever wrote the manifest. */
function fromManifest(key, read) {
    try {
        return read();
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .eb([`\`${key}\` of the manifest ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`]);
    }
}
/** Deploying to another region than the one that was meant is not a thing to find out later. */
function inItsRegion(declared, path, environment) {
    const configured = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
    const { region } = declared;
    if (region === undefined || !configured || configured === region)
        return declared;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .eb([
        `${path} has ${declared.environment} in ${region}, but this job's AWS_REGION is ${configured}; give configure-aws-credentials the region ${region}`,
    ]);
}


/***/ }),

/***/ 4107:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K5: () => (/* binding */ hasWorkspaceFile),
/* harmony export */   dx: () => (/* binding */ writeWorkspaceFile),
/* harmony export */   mY: () => (/* binding */ placeInWorkspace),
/* harmony export */   sL: () => (/* binding */ readWorkspaceFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2635);




/** Bytes; a task definition has at most 64 KiB, a manifest is smaller. */
const largest = 1_048_576;
/** Whether the workspace has a file of that name, wherever it may lead. */
async function hasWorkspaceFile(path, environment) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(environment['GITHUB_WORKSPACE'] ?? '.', path)).catch(() => undefined);
    return found !== undefined;
}
/**
 * Reads a file of the workspace. Links are followed before it is checked that the file lies inside: a pull request
 * must not make a deployment read the runner's files.
 */
async function readWorkspaceFile(path, environment) {
    const workspace = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(environment['GITHUB_WORKSPACE'] ?? '.');
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, path)).catch(() => undefined);
    if (file === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .eb([`the file ${path} is not in the workspace; is actions/checkout missing?`]);
    if (!file.startsWith(workspace + node_path__WEBPACK_IMPORTED_MODULE_2__.sep))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .eb([`the file ${path} lies outside of the workspace`]);
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file);
    // A directory cannot be read; a named pipe would be read for ever.
    if (!found.isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .eb([`${path} is not a file`]);
    const { size } = found;
    if (size > largest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .eb([`the file ${path} has ${size} bytes; ${largest} are the most`]);
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8');
}
/**
 * Where a file of the workspace is to be written. Links are followed before it is checked that its folder lies inside,
 * as far as that exists.
 */
async function placeInWorkspace(path, environment) {
    const workspace = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(environment['GITHUB_WORKSPACE'] ?? '.');
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, path);
    let folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file);
    let real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(folder).catch(() => undefined);
    while (real === undefined) {
        folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder);
        real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(folder).catch(() => undefined);
    }
    const place = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(real, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(folder, file));
    if (!place.startsWith(workspace + node_path__WEBPACK_IMPORTED_MODULE_2__.sep))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .eb([`the file ${path} lies outside of the workspace`]);
    const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(place).catch(() => undefined);
    if (there && !there.isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .eb([`${path} is there and is not a file`]);
    return place;
}
/** Writes a file of the workspace, whole or not at all: whoever reads it meanwhile reads the old one. */
async function writeWorkspaceFile(path, text, environment) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(await placeInWorkspace(path, environment)), { recursive: true });
    // A link may have been made meanwhile; what takes the place of one follows none.
    const place = await placeInWorkspace(path, environment);
    const unfinished = `${place}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(unfinished, text, { flag: 'wx' });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(unfinished, place);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(unfinished, { force: true });
        throw error;
    }
}


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 3934:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns/promises");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 2876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  exec: () => (/* binding */ exec)
});

// UNUSED EXPORTS: getExecOutput

// EXTERNAL MODULE: external "string_decoder"
var external_string_decoder_ = __nccwpck_require__(3193);
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(4434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
// EXTERNAL MODULE: external "assert"
var external_assert_ = __nccwpck_require__(2613);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_.dirname(filePath);
                        const upperName = external_path_.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_.EOL.length);
                n = s.indexOf(external_os_.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __nccwpck_require__(4266);
// EXTERNAL MODULE: ./shared/aws/call.ts
var call = __nccwpck_require__(382);
;// CONCATENATED MODULE: ./shared/aws/services.ts

function awsServices(settings, limits) {
    const caller = new call/* Caller */.sw(limits);
    const client = (region = limits.region) => clientConfig({ ...settings, ...(region !== undefined && { region }) });
    return {
        ecs: once(async () => new (await Promise.all(/* import() */[__nccwpck_require__.e(861), __nccwpck_require__.e(212), __nccwpck_require__.e(686)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7686))).Ecs(client(), caller)),
        ecr: oncePerRegion(async (region) => new (await Promise.all(/* import() */[__nccwpck_require__.e(861), __nccwpck_require__.e(249), __nccwpck_require__.e(454)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1454))).Ecr(client(region), { caller, download: settings.download })),
        loadBalancing: once(async () => new (await Promise.all(/* import() */[__nccwpck_require__.e(861), __nccwpck_require__.e(586), __nccwpck_require__.e(549)]).then(__nccwpck_require__.bind(__nccwpck_require__, 549))).LoadBalancing(client(), caller)),
        logs: oncePerRegion(async (region) => new (await Promise.all(/* import() */[__nccwpck_require__.e(861), __nccwpck_require__.e(303), __nccwpck_require__.e(485)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3485))).Logs(client(region), caller)),
        waf: oncePerRegion(async (region) => new (await Promise.all(/* import() */[__nccwpck_require__.e(861), __nccwpck_require__.e(213), __nccwpck_require__.e(654)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3654))).Waf(client(region), caller)),
        metrics: oncePerRegion(async (region) => new (await Promise.all(/* import() */[__nccwpck_require__.e(861), __nccwpck_require__.e(85), __nccwpck_require__.e(129)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9129))).Metrics(client(region), caller)),
        alarms: oncePerRegion(async (region) => new (await Promise.all(/* import() */[__nccwpck_require__.e(861), __nccwpck_require__.e(85), __nccwpck_require__.e(172)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5172))).Alarms(client(region), caller)),
    };
}
/** Milliseconds. Without `throwOnRequestTimeout` the SDK only warns, and waits for ever. */
const timeouts = { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
function clientConfig({ version, region, requestHandler, credentials }) {
    return {
        maxAttempts: 1,
        customUserAgent: [['deploy-actions', version]],
        // `proxyEnv` makes Node's own agent follow HTTPS_PROXY and NO_PROXY.
        requestHandler: requestHandler ?? {
            ...timeouts,
            httpsAgent: { keepAlive: true, maxSockets: 50, proxyEnv: process.env },
        },
        ...(region !== undefined && { region }),
        ...(credentials !== undefined && { credentials }),
    };
}
function once(make) {
    let made;
    return () => (made ??= make());
}
function oncePerRegion(make) {
    const made = new Map();
    return region => {
        const known = made.get(region) ?? make(region);
        made.set(region, known);
        return known;
    };
}

// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __nccwpck_require__(1676);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return __awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return __awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 5 modules
var lib_exec = __nccwpck_require__(2876);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_.platform();
const arch = external_os_.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __nccwpck_require__(9998);
;// CONCATENATED MODULE: ./shared/github-step.ts



/**
 * The step as GitHub's runner knows it. Every line is made safe before it is printed: names, tags and AWS messages
 * stand in our own lines too, and a line that begins with `::` would be obeyed.
 */
const githubStep = {
    input: name => getInput(name),
    output: (name, value) => setOutput(name, value),
    mask: secret => core_setSecret(secret),
    info: line => info((0,foreign_text/* safeLine */.om)(line)),
    warning: message => warning(message),
    foreign: lines => fenced(lines),
    group: (title, work) => group((0,foreign_text/* safeLine */.om)(title), work),
    summarize: async (markdown) => {
        if (process.env['GITHUB_STEP_SUMMARY'])
            await summary.addRaw(markdown, true).write();
    },
    fail: message => setFailed(message),
};
/** Between `stop-commands` and its token the runner obeys nothing; the token cannot be guessed. */
function fenced(lines) {
    if (lines.length === 0)
        return;
    const token = `${(0,external_node_crypto_.randomUUID)()}${(0,external_node_crypto_.randomUUID)()}`;
    info(`::stop-commands::${token}`);
    // Together: a private key that spans lines is recognised only as a whole.
    for (const line of (0,foreign_text/* foreignLines */.Y0)(lines))
        info(line);
    info(`::${token}::`);
}

;// CONCATENATED MODULE: ./shared/signals.ts
/**
 * Aborts when the runner asks us to stop. It sends SIGINT first, SIGTERM 7.5 s later and kills the process tree
 * another 2.5 s later (actions/runner, ProcessInvoker.cs), so whoever sees this abort has seconds, not minutes.
 */
function stopOnSignals(process) {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => stop.abort());
    return stop.signal;
}

;// CONCATENATED MODULE: ./shared/system-clock.ts
/** The real time. Beside it only the two sockets that are not AWS's time themselves out: see `clocks` in scripts/layers.ts. */
const systemClock = {
    now: () => Date.now(),
    sleep: (ms, signal) => new Promise(resolve => {
        if (signal?.aborted) {
            resolve();
            return;
        }
        const done = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', done);
            resolve();
        };
        const timer = setTimeout(done, ms);
        signal?.addEventListener('abort', done);
    }),
};

;// CONCATENATED MODULE: ./shared/version.ts
/** Told to AWS in the user agent; equal to package.json's, and a test says so. */
const version = '0.1.0';

;// CONCATENATED MODULE: ./actions/catalog.ts
/**
 * Every action by its public name. Each is loaded when it is started, with the clients it needs and no others: loading
 * is most of what a short step does.
 */
const catalog = {
    promote: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(311), __nccwpck_require__.e(832), __nccwpck_require__.e(30), __nccwpck_require__.e(217), __nccwpck_require__.e(155), __nccwpck_require__.e(153), __nccwpck_require__.e(265), __nccwpck_require__.e(818), __nccwpck_require__.e(240), __nccwpck_require__.e(707)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2707))).promote,
    'verify-image': async () => (await Promise.all(/* import() */[__nccwpck_require__.e(311), __nccwpck_require__.e(832), __nccwpck_require__.e(240), __nccwpck_require__.e(971)]).then(__nccwpck_require__.bind(__nccwpck_require__, 333))).verifyImage,
    'run-migration-task': async () => (await Promise.all(/* import() */[__nccwpck_require__.e(311), __nccwpck_require__.e(30), __nccwpck_require__.e(217), __nccwpck_require__.e(153), __nccwpck_require__.e(818), __nccwpck_require__.e(535)]).then(__nccwpck_require__.bind(__nccwpck_require__, 535))).runMigrationTask,
    'deploy-ecs': async () => (await Promise.all(/* import() */[__nccwpck_require__.e(311), __nccwpck_require__.e(30), __nccwpck_require__.e(577)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9577))).deployEcs,
    'rollback-task-def': async () => (await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(311), __nccwpck_require__.e(30), __nccwpck_require__.e(217), __nccwpck_require__.e(155), __nccwpck_require__.e(153), __nccwpck_require__.e(265), __nccwpck_require__.e(97)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9097))).rollbackTaskDef,
    'wait-healthy': async () => (await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(217), __nccwpck_require__.e(155), __nccwpck_require__.e(233)]).then(__nccwpck_require__.bind(__nccwpck_require__, 469))).waitHealthy,
    'record-deployment': async () => (await __nccwpck_require__.e(/* import() */ 592).then(__nccwpck_require__.bind(__nccwpck_require__, 592))).recordDeployment,
    'which-version': async () => (await Promise.all(/* import() */[__nccwpck_require__.e(832), __nccwpck_require__.e(130)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1130))).whichVersion,
    notify: async () => (await __nccwpck_require__.e(/* import() */ 267).then(__nccwpck_require__.bind(__nccwpck_require__, 2267))).notify,
    'waf-rate-limit': async () => (await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(815), __nccwpck_require__.e(721)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9721))).wafRateLimit,
};

;// CONCATENATED MODULE: ./actions/index.ts








/** Starts an action in the real world. `actions/<name>/entry.js` calls it, and it alone ends the process. */
async function main(name) {
    const outcome = await (0,action/* runAction */.Cs)((await catalog[name]()), realWorld());
    // Keep-alive connections would hold the process for seconds.
    process.exit((0,core_outcome/* isGreen */.gf)(outcome) ? 0 : 1);
}
function realWorld() {
    const environment = process.env;
    const outside = { step: githubStep, clock: systemClock, random: Math.random, stop: stopOnSignals(process) };
    return {
        ...outside,
        environment,
        aws: options => awsServices({ version: version, download }, { ...outside, ...options }),
        github: options => lazyGitHub({ ...outside, ...options, environment }),
        post: async (url, message, options) => (await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(450)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9450))).post(url, message, options),
        probe: async (url, options) => (await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(52)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9052))).probe(url, options),
        command: async (line, options) => (await __nccwpck_require__.e(/* import() */ 983).then(__nccwpck_require__.bind(__nccwpck_require__, 2983))).runCommand(line, options),
    };
}
/** Milliseconds. */
const downloadTime = 5_000;
async function download(url) {
    const response = await fetch(url, { signal: AbortSignal.timeout(downloadTime) });
    return response.text();
}
/** Octokit is loaded when GitHub is first asked, which few actions do; one client keeps the pace of all that is written. */
function lazyGitHub({ environment, ...settings }) {
    const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
    let client;
    const load = () => (client ??= Promise.all(/* import() */[__nccwpck_require__.e(413), __nccwpck_require__.e(28)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2028)).then(({ gitHub }) => gitHub({ ...settings, repository: { owner, repo }, apiUrl: environment['GITHUB_API_URL'] })));
    return {
        commitOfTag: async (tag) => (await load()).commitOfTag(tag),
        deploymentsTo: async (name) => (await load()).deploymentsTo(name),
        commitsBetween: async (base, head) => (await load()).commitsBetween(base, head),
        statesOf: async (deployment) => (await load()).statesOf(deployment),
        createDeployment: async (deployment) => (await load()).createDeployment(deployment),
        setDeploymentState: async (deployment, state) => (await load()).setDeploymentState(deployment, state),
        commitsSince: async (base, head) => (await load()).commitsSince(base, head),
        pullRequestsOf: async (commit) => (await load()).pullRequestsOf(commit),
        commentsOn: async (pullRequest) => (await load()).commentsOn(pullRequest),
        addComment: async (pullRequest, body) => (await load()).addComment(pullRequest, body),
        editComment: async (comment, body) => (await load()).editComment(comment, body),
        releasePage: async (tag) => (await load()).releasePage(tag),
        editReleasePage: async (release, body) => (await load()).editReleasePage(release, body),
        ownLogin: async () => (await load()).ownLogin(),
    };
}

var __webpack_exports__main = __webpack_exports__.i;
export { __webpack_exports__main as main };
