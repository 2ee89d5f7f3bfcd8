export const id = 805;
export const ids = [805];
export const modules = {

/***/ 805:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  notify: () => (/* binding */ notify)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
// EXTERNAL MODULE: ./shared/core/health-report.ts
var health_report = __webpack_require__(9047);
// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
;// CONCATENATED MODULE: ./shared/core/notice.ts





/** How a job ended, in GitHub's words, as far as they are not outcomes too. */
const jobResults = {
    success: '',
    failure: 'The job failed.',
    skipped: 'The job did not run.',
};
/** All the words for it. */
const endings = [...Object.keys(core_outcome/* outcomes */.KI), ...Object.keys(jobResults)];
/** Characters of a line that somebody else wrote; services and causes have many. */
const longest = { title: 200, message: 1_000, name: 100, cause: 500 };
/** The notice of a deployment. One whose outcome nobody gave is called unknown. */
function noticeOf(deployed) {
    const ending = deployed.event === 'start' ? undefined : (deployed.outcome ?? 'unknown');
    const { environment, release, repository, actor, message } = deployed;
    const texts = Object.entries({ environment, release, repository, actor }).flatMap(([name, text]) => text ? [[name, line(text, longest.name)]] : []);
    return {
        event: eventOf(deployed.event, ending),
        ...(ending && { outcome: ending }),
        title: line(deployed.title ?? `${subjectOf(deployed)}: ${ending?.replaceAll('-', ' ') ?? 'begun'}`, longest.title),
        meaning: ending ? meaningOf(ending, deployed.report) : '',
        ...(message && { message: line(message, longest.message) }),
        ...Object.fromEntries(texts),
        services: servicesOf(deployed),
        causes: (deployed.report?.causes ?? []).map(cause => line(cause, longest.cause)),
        links: deployed.links,
    };
}
/** What people see first of a notice. */
function signOfNotice({ outcome }) {
    if (outcome === undefined)
        return '▶️';
    if (isJobResult(outcome))
        return isGood(outcome) ? (0,core_outcome/* signOf */.rL)('succeeded') : '❌';
    return (0,core_outcome/* signOf */.rL)(outcome);
}
/** What became of a service, beside its name. */
function serviceText({ from, to, outcome }) {
    const change = from !== undefined && to !== undefined && from !== to ? `${from} → ${to}` : to;
    return [change, outcome?.replaceAll('-', ' ')].filter(Boolean).join(', ');
}
function line(text, most) {
    return (0,wording/* shortened */.vI)((0,foreign_text/* plainLine */.h0)(text), most);
}
function isJobResult(ending) {
    return Object.hasOwn(jobResults, ending);
}
function isGood(ending) {
    return isJobResult(ending) ? ending === 'success' : (0,core_outcome/* isGreen */.gf)(ending);
}
function eventOf(event, ending) {
    if (ending === undefined)
        return 'start';
    if (isGood(ending))
        return event === 'rollback' ? 'rollback' : 'success';
    return ending === 'rolled-back' ? 'rollback' : 'failure';
}
function subjectOf({ event, environment, release }) {
    if (event === 'rollback')
        return `Rollback${environment ? ` of ${environment}` : ''}${release ? ` to ${release}` : ''}`;
    return `Deployment${release ? ` of ${release}` : ''}${environment ? ` to ${environment}` : ''}`;
}
function meaningOf(ending, report) {
    const proof = report && (0,health_report/* proofText */.Qw)(report);
    if (isGood(ending))
        return proof === undefined ? '' : `${proof}.`;
    return isJobResult(ending) ? jobResults[ending] : core_outcome/* outcomes */.KI[ending];
}
function servicesOf({ services, revisions, report }) {
    const names = new Set([
        ...services,
        ...revisions.map(one => one.service),
        ...(report?.services ?? []).map(one => one.service),
    ]);
    const all = [...names].map((service) => {
        const { taskDefinition, previousTaskDefinition } = revisions.find(one => one.service === service) ?? {};
        const outcome = report?.services.find(one => one.service === service)?.outcome;
        return {
            service: line(service, longest.name),
            ...(previousTaskDefinition && { from: line((0,core_service/* revisionName */.pd)(previousTaskDefinition), longest.name) }),
            ...(taskDefinition && { to: line((0,core_service/* revisionName */.pd)(taskDefinition), longest.name) }),
            ...(outcome && { outcome }),
        };
    });
    const isTroubled = ({ outcome }) => outcome !== undefined && !(0,core_outcome/* isGreen */.gf)(outcome);
    return [...all.filter(isTroubled), ...all.filter(one => !isTroubled(one))];
}

// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
// EXTERNAL MODULE: ./shared/environment-url.ts
var environment_url = __webpack_require__(8667);
// EXTERNAL MODULE: ./shared/run-url.ts
var run_url = __webpack_require__(9843);
// EXTERNAL MODULE: ./shared/core/choice.ts
var choice = __webpack_require__(5661);
// EXTERNAL MODULE: ./shared/core/page-address.ts
var page_address = __webpack_require__(8048);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
// EXTERNAL MODULE: ./shared/phases/prove/targets.ts
var targets = __webpack_require__(5580);
;// CONCATENATED MODULE: ./actions/notify/inputs.ts






const inputs_inputs = {
    environment: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    outcome: (0,inputs/* optional */.lq)((0,choice/* oneOf */.y)(endings)),
    event: (0,inputs/* optional */.lq)((0,choice/* oneOf */.y)(['start', 'rollback'])),
    release: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    title: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    message: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    services: (0,inputs/* optional */.lq)(inputs/* list */.p_),
    deployments: (0,inputs/* optional */.lq)((0,inputs/* unlessEmpty */.A5)(raw => (0,targets/* readTargets */.R)((0,inputs/* json */.Pq)(raw)))),
    report: (0,inputs/* optional */.lq)(raw => (0,health_report/* readHealthReport */.RS)((0,inputs/* json */.Pq)(raw))),
    'environment-url': (0,inputs/* optional */.lq)(page_address/* parsePageAddress */.F),
    // What is wrong with an address is told as any other failure to reach it: it is no reason to fail a deployment.
    'slack-webhook': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'discord-webhook': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    webhook: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'webhook-secret': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'allow-private-urls': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};

;// CONCATENATED MODULE: ./shared/core/fitting-lines.ts
/** Characters for what is said of lines that do not fit. */
const room = 20;
/** The lines, as many as fit into so many characters; how many there are besides is said at the end. */
function fittingLines(lines, most) {
    const all = lines.join('\n');
    if (all.length <= most)
        return all;
    let length = 0;
    const shown = lines.findIndex(line => (length += line.length + 1) > most - room);
    return [...lines.slice(0, shown), `… and ${lines.length - shown} more`].join('\n');
}

;// CONCATENATED MODULE: ./shared/core/discord-message.ts



/*
 * A notice as a message of Discord's webhooks: one embed. Mentions are off for the whole message, and what others wrote
 * stands in code, or has its markdown escaped.
 * https://discord.com/developers/docs/resources/message#embed-object-embed-limits
 */
/** Characters. Discord takes 256, 4,096 and 1,024, and 6,000 in all of them together. */
const discord_message_longest = { title: 250, description: 3_200, services: 1_000 };
const colours = {
    start: 0x36_8c_d6,
    success: 0x2e_a0_43,
    failure: 0xcf_22_2e,
    rollback: 0xd2_99_22,
};
/** The message as a webhook takes it. */
function discordMessage(notice) {
    const { title, meaning, message, causes, links } = notice;
    const said = [escaped(meaning), escaped(message ?? '')].filter(Boolean);
    const room = discord_message_longest.description - said.join('\n').length - 10;
    const description = [...said, ...(causes.length > 0 ? [codeBlock(causes, room)] : [])].join('\n');
    return {
        allowed_mentions: { parse: [] },
        embeds: [
            {
                title: (0,wording/* shortened */.vI)(`${signOfNotice(notice)} ${escaped(title)}`, discord_message_longest.title),
                ...(links.run && { url: links.run }),
                ...(description !== '' && { description }),
                color: colours[notice.event],
                fields: fieldsOf(notice),
            },
        ],
    };
}
function fieldsOf({ environment, release, repository, actor, services, links }) {
    const small = Object.entries({ Environment: environment, Release: release, Repository: repository, By: actor });
    const lines = services.map(service => `${code(service.service)} ${escaped(serviceText(service))}`.trimEnd());
    return [
        ...small.flatMap(([name, text]) => (text ? [{ name, value: code(text), inline: true }] : [])),
        ...(lines.length > 0 ? [{ name: 'Services', value: fittingLines(lines, discord_message_longest.services) }] : []),
        ...(links.environment ? [{ name: 'Address', value: links.environment }] : []),
    ];
}
function code(text) {
    return `\`${text.replaceAll('`', "'")}\``;
}
function codeBlock(lines, most) {
    const inner = fittingLines(lines.map(line => line.replaceAll('`', "'")), most);
    return `\`\`\`\n${inner}\n\`\`\``;
}
/** Also of addresses: Discord makes links of all that stand whole. */
function escaped(text) {
    return text.replace(/[\\*_~`|>#[\]<@]|(?<=:)\/(?=\/)/g, '\\$&');
}

;// CONCATENATED MODULE: ./shared/core/slack-message.ts



/*
 * A notice as a message of Slack's incoming webhooks, in Block Kit. `&`, `<` and `>` are escaped, so that no text is a
 * mention (`<!channel>`) or a link; `verbatim` keeps Slack from making some of what looks like one.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
/** Characters of a block's text; Slack takes 3,000. */
const longestText = 2_900;
/** The message as an incoming webhook takes it. Five blocks at most; Slack takes 50. */
function slackMessage(notice) {
    const { title, meaning, message, services, causes } = notice;
    const heading = [`*${slack_message_escaped(title)}*`, slack_message_escaped(meaning), slack_message_escaped(message ?? '')].filter(Boolean).join('\n');
    const blocks = [
        section(`${signOfNotice(notice)} ${heading}`),
        ...(services.length > 0 ? [section(fittingLines(services.map(serviceLine), longestText))] : []),
        ...(causes.length > 0 ? [section(slack_message_codeBlock(causes))] : []),
        ...contextOf(notice),
    ];
    return { text: `${signOfNotice(notice)} ${slack_message_escaped(title)}`, blocks, unfurl_links: false, unfurl_media: false };
}
function section(text) {
    return { type: 'section', text: mrkdwn((0,wording/* shortened */.vI)(text, longestText)) };
}
function mrkdwn(text) {
    return { type: 'mrkdwn', text, verbatim: true };
}
function serviceLine(service) {
    const text = serviceText(service);
    return `• ${slack_message_code(service.service)}${text === '' ? '' : ` ${slack_message_escaped(text)}`}`;
}
function slack_message_code(text) {
    return `\`${slack_message_escaped(text)}\``;
}
function slack_message_codeBlock(lines) {
    return `\`\`\`\n${fittingLines(lines.map(slack_message_escaped), longestText - 8)}\n\`\`\``;
}
/** Small print: where, by whom, and where to read on. */
function contextOf({ repository, actor, links }) {
    const parts = [
        ...(repository ? [slack_message_escaped(repository)] : []),
        ...(actor ? [`by ${slack_message_escaped(actor)}`] : []),
        ...(links.run ? [slack_message_link(links.run, 'Run')] : []),
        ...(links.environment ? [slack_message_link(links.environment, 'Environment')] : []),
    ];
    return parts.length > 0 ? [{ type: 'context', elements: parts.map(mrkdwn) }] : [];
}
/** A bar would end the address. */
function slack_message_link(url, label) {
    return `<${slack_message_escaped(url).replaceAll('|', '%7C')}|${label}>`;
}
/** Slack has no way to escape a backtick, which would begin or end code. */
function slack_message_escaped(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('`', "'");
}

;// CONCATENATED MODULE: ./shared/core/webhook-message.ts
/** A notice for programs, in the form of Standard Webhooks. `at` is when it was made, in milliseconds since 1970. */
function webhookMessage({ event, ...data }, at) {
    return { type: `deployment.${event}`, timestamp: new Date(at).toISOString(), data };
}

// EXTERNAL MODULE: ./shared/fingerprint.ts
var fingerprint = __webpack_require__(5174);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./shared/webhook-headers.ts

/**
 * The headers of a message by which its receiver knows it, and that nobody else sent it, as Standard Webhooks 1.0.0 has
 * them: HMAC-SHA256 of `id.timestamp.body`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
function webhookHeaders({ id, at, body, secret }) {
    const timestamp = String(Math.floor(at / 1_000));
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
    if (secret === undefined)
        return headers;
    const signature = (0,external_node_crypto_.createHmac)('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
    return { ...headers, 'webhook-signature': `v1,${signature}` };
}
function keyOf(secret) {
    return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
}

;// CONCATENATED MODULE: ./actions/notify/receivers.ts





/** Those whose addresses are given. */
function receiversOf(given) {
    const secret = given['webhook-secret'];
    const all = [
        { who: 'Slack', address: given['slack-webhook'], write: plain(slackMessage) },
        { who: 'Discord', address: given['discord-webhook'], write: plain(discordMessage) },
        { who: 'The webhook', address: given.webhook, write: signed(secret) },
    ];
    return all.flatMap(({ address, ...rest }) => (address === undefined ? [] : [{ address, ...rest }]));
}
const headers = { 'content-type': 'application/json' };
function plain(write) {
    return notice => {
        const body = JSON.stringify(write(notice));
        return () => ({ headers, body });
    };
}
function signed(secret) {
    return (notice, madeAt) => {
        const id = `msg_${(0,fingerprint/* fingerprint */.R)(JSON.stringify(notice)).slice(0, 32)}`;
        const body = JSON.stringify(webhookMessage(notice, madeAt));
        return at => ({ headers: { ...headers, ...webhookHeaders({ id, at, body, secret }) }, body });
    };
}

;// CONCATENATED MODULE: ./shared/core/delivery.ts
/** What webhooks mean by a status; of Slack's and Discord's, what their documentation says. */
const meanings = {
    400: 'the message is not as it takes them',
    401: 'its token is not valid; make a new webhook',
    403: 'it is not allowed to post there',
    404: 'there is no such webhook, or its channel is gone; make a new one',
    405: 'nothing takes messages at this address',
    410: 'the webhook or its channel was closed; make a new one',
};
/** Slack says in one word what is wrong, such as `channel_is_archived`. Any other text could be anything. */
const word = /^[a-z_]{3,40}$/;
/** Judges the answer to a message. `body` is foreign text. */
function judgeDelivery(answer) {
    const { status, retryAfter, body } = answer;
    if (status >= 200 && status < 300)
        return { is: 'delivered' };
    const said = `answered ${status}${word.test(body) ? ` (${body})` : ''}`;
    if (status === 429 || status === 408 || status >= 500) {
        return { is: 'again', why: said, ...(retryAfter !== undefined && { after: retryAfter }) };
    }
    if (status >= 300 && status < 400)
        return { is: 'refused', why: `${said}: it leads elsewhere, which is not followed` };
    const meaning = meanings[status];
    return { is: 'refused', why: meaning === undefined ? said : `${said}: ${meaning}` };
}

// EXTERNAL MODULE: ./shared/core/pace.ts
var pace = __webpack_require__(1553);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
;// CONCATENATED MODULE: ./actions/notify/tell.ts



/** Milliseconds for one answer. */
const answerTime = 10_000;
const mostSends = 4;
/**
 * Sends a message until it is taken, refused for good, or too late. One whose answer was lost is sent again: to read
 * twice that a deployment failed is better than never. Answers why it did not arrive, as the end of a sentence.
 */
async function tell(telling, context) {
    const { address, message, until, allowPrivate } = telling;
    const { post, clock, random, stop } = context;
    const url = URL.parse(address);
    if (url?.protocol !== 'https:')
        return 'was not told: its address does not begin with https://';
    for (let sends = 1;; sends++) {
        const timeoutMs = Math.max(1_000, Math.min(answerTime, until - clock.now()));
        const posted = await post(url, message(clock.now()), { timeoutMs, allowPrivate, signal: stop });
        if (stop.aborted)
            throw new errors/* Cancelled */.cJ();
        const delivery = deliveryOf(posted);
        if (delivery.is === 'delivered')
            return undefined;
        if (delivery.is === 'refused')
            return `was not told: ${delivery.why}`;
        const pause = delivery.after ?? (0,pace/* retryPause */.vX)({ attempt: sends, throttled: true }, random());
        if (sends === mostSends || clock.now() + pause > until)
            return `may not have been told: ${delivery.why}`;
        await clock.sleep(pause, stop);
    }
}
function deliveryOf(posted) {
    if (posted.is === 'answered')
        return judgeDelivery(posted);
    if (posted.is === 'failed')
        return { is: 'again', why: posted.why };
    return { is: 'refused', why: `${posted.why}; only \`allow-private-urls: true\` lets that be asked` };
}

;// CONCATENATED MODULE: ./actions/notify/notify.ts








/** Tells a chat or a program how a deployment stands. Whoever cannot be reached is named, and the step stays green. */
const notify = (0,action/* action */.XI)({
    title: 'Notify',
    inputs: inputs_inputs,
    outputs: [],
    defaults: ({ declared }) => (0,environment_url/* declaredUrl */.K)(declared),
    check: ({ event, outcome }) => event === 'start' && outcome !== undefined
        ? ['`outcome` and `event: start` exclude each other: what begins has no outcome yet']
        : [],
    async run(given, context) {
        for (const name of secrets)
            if (given[name] !== undefined)
                context.step.mask(given[name]);
        if (given.outcome === undefined && given.event !== 'start')
            context.step.warning(withoutOutcome);
        return resultOf(await tellAll(noticeFrom(given, context), given, context));
    },
});
/** Whoever knows an address can post to it: it is a secret, also where nobody told GitHub so. */
const secrets = ['slack-webhook', 'discord-webhook', 'webhook', 'webhook-secret'];
const withoutOutcome = '`outcome` is empty, so the notice says `unknown`. Where the step it comes from may not have run, write `${{ steps.….outputs.outcome || job.status }}`.';
function noticeFrom(given, { environment: variables }) {
    const { event, outcome, title, message, environment, release, report } = given;
    const run = (0,run_url/* runUrl */.V)(variables);
    const address = given['environment-url']?.href;
    return noticeOf({
        ...{ event, outcome, title, message, environment, release, report },
        services: given.services ?? [],
        revisions: given.deployments ?? [],
        repository: variables['GITHUB_REPOSITORY'],
        actor: variables['GITHUB_ACTOR'],
        links: { ...(run !== undefined && { run }), ...(address !== undefined && { environment: address }) },
    });
}
/** Tells all of them at once. */
function tellAll(notice, given, context) {
    const { clock, step } = context;
    const now = clock.now();
    const limits = { until: now + given.timeout, allowPrivate: given['allow-private-urls'] };
    return Promise.all(receiversOf(given).map(async ({ who, address, write }) => {
        const problem = await tell({ ...limits, address, message: write(notice, now) }, context);
        if (problem !== undefined)
            step.warning(`${who} ${problem}.`);
        return { who, problem };
    }));
}
function resultOf(told) {
    const reached = told.filter(({ problem }) => problem === undefined).map(({ who }) => who);
    return {
        outcome: reached.length > 0 ? 'succeeded' : 'unchanged',
        message: told.length === 0 ? 'No webhook is given: nobody was told.' : `Told: ${reached.join(', ') || 'nobody'}.`,
        outputs: {},
        summary: told
            .flatMap(({ who, problem }) => (problem === undefined ? [] : [(0,summary/* prose */.CS)(`${who} ${problem}.`)]))
            .join('\n\n'),
    };
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

/***/ 6251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O6: () => (/* binding */ serviceRevisionOf),
/* harmony export */   Os: () => (/* binding */ primaryOf),
/* harmony export */   Y4: () => (/* binding */ deploymentIdOf),
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

/***/ 5174:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ fingerprint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** 64 hexadecimal digits that stand for a text, the same on every runner. */
function fingerprint(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
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


/***/ })

};
