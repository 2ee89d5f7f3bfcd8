export const id = 267;
export const ids = [267];
export const modules = {

/***/ 2267:
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

// EXTERNAL MODULE: ./shared/environment-url.ts
var environment_url = __webpack_require__(8667);
// EXTERNAL MODULE: ./shared/run-url.ts
var run_url = __webpack_require__(9843);
// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
// EXTERNAL MODULE: ./shared/core/page-address.ts
var page_address = __webpack_require__(8048);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
// EXTERNAL MODULE: ./shared/core/versions/version.ts
var versions_version = __webpack_require__(6076);
;// CONCATENATED MODULE: ./shared/core/promotion-comment.ts






const opening = '<!-- deploy-actions:promotion';
const closing = '<!-- /deploy-actions:promotion -->';
/** Characters: of a name, and of a section; GitHub takes 65,536 for a comment. */
const promotion_comment_longest = { name: 100, section: 30_000 };
const mostLines = 20;
/** The last instant of the year 9999. */
const latest = 253_402_300_799_999;
/** A line of what is known; its texts are made plain and short, so that they are read back as they were written. */
function promotionLine(line, links) {
    const { environment, release, commit, since, left } = line;
    const run = links.run(line.run);
    const url = pageOf(line.url);
    return {
        environment: promotion_comment_name(environment),
        ...(release && { release: promotion_comment_name(release) }),
        ...{ commit, since },
        ...(left && { left: { ...left, by: promotion_comment_name(left.by) } }),
        ...(run !== undefined && { run }),
        ...(url !== undefined && { url: url.href }),
    };
}
/** The lines of a comment or of a release's body; those that cannot be read are left out. */
function linesIn(body, links) {
    const { data } = sectionIn(body) ?? {};
    const byEnvironment = new Map(entriesOf(data).flatMap(entry => readLine(entry, links)));
    return [...byEnvironment.values()].slice(-mostLines);
}
/** Whether there is a section of ours, or what is left of one. */
function isMarked(body) {
    return sectionIn(body) !== undefined;
}
/**
 * The lines once a commit came to an environment. What said so already says the same again, with the time it has,
 * unless something else ran there since: `before` is when that came. What left after this keeps saying so.
 */
function arrived(lines, line, before) {
    const known = lines.find(({ environment }) => environment === line.environment);
    if (!known)
        return [...lines, line];
    const stays = known.commit === line.commit && (before === undefined || known.since >= before);
    const now = known.left ? (known.left.at > line.since ? known : line) : stays ? { ...line, ...known } : line;
    return lines.map(one => (one === known ? now : one));
}
/** The lines once something else came to an environment that they say the change is in; else the same. */
function departed(lines, { left, ...by }, links) {
    return lines.map(line => {
        if (line.left || line.environment !== promotion_comment_name(by.environment))
            return line;
        const { environment, release, commit, since } = line;
        const from = { environment, ...(release !== undefined && { release }), commit, since, left };
        return promotionLine({ ...from, ...(by.run !== undefined && { run: by.run }) }, links);
    });
}
/**
 * The text with the section for these lines in place of its own one, or at its end. All around it stays as it is.
 * Undefined where it says this already.
 */
function withSection(body, lines) {
    if (lines.length === 0)
        return undefined;
    const section = fittingSection(lines);
    const { start, end } = sectionIn(body) ?? {};
    if (start !== undefined && end !== undefined) {
        const same = body.slice(start, end).replaceAll('\r\n', '\n') === section;
        return same ? undefined : body.slice(0, start) + section + body.slice(end);
    }
    return body.trim() === '' ? section : `${body}\n\n${section}`;
}
/** The last section of a text. */
function sectionIn(body) {
    const lastEnd = body.lastIndexOf(closing);
    const whole = lastEnd < 0 ? -1 : body.lastIndexOf(opening, lastEnd);
    const start = whole < 0 ? body.lastIndexOf(opening) : whole;
    if (start < 0)
        return undefined;
    const from = start + opening.length;
    const to = body.indexOf('-->', from);
    return {
        data: to < 0 ? '' : body.slice(from, to).trim(),
        start,
        end: whole < 0 ? undefined : lastEnd + closing.length,
    };
}
/** What does not fit is left out, the lines of the longest ago first. */
function fittingSection(lines) {
    const oldest = lines.toSorted((a, b) => changedAt(a) - changedAt(b));
    for (let dropped = Math.max(0, lines.length - mostLines);; dropped++) {
        const gone = new Set(oldest.slice(0, dropped));
        const section = sectionOf(lines.filter(line => !gone.has(line)));
        if (section.length <= promotion_comment_longest.section || dropped >= lines.length - 1)
            return section;
    }
}
function changedAt({ since, left }) {
    return left?.at ?? since;
}
function sectionOf(lines) {
    const data = Buffer.from(JSON.stringify(lines.map(inOrder))).toString('base64');
    return [`${opening} ${data} -->`, '**Deployments**', '', ...lines.map(lineText), '', closing].join('\n');
}
/** The same members always in the same order, so that equal lines are equal texts. */
function inOrder({ environment, release, commit, since, left, run, url }) {
    return { environment, release, commit, since, left: left && [left.at, left.how, left.by], run, url };
}
function lineText({ environment, release, commit, since, left, run, url }) {
    const where = (0,summary/* codeSpan */.SS)(environment);
    const what = (0,summary/* codeSpan */.SS)((0,versions_version/* versionText */.KA)({ ...(release !== undefined && { release }), commit }));
    const when = left
        ? `Was in ${where} from ${(0,wording/* dayAndTime */.X_)(since)} until ${(0,wording/* dayAndTime */.X_)(left.at)} with ${what}, ${left.how} ${(0,summary/* codeSpan */.SS)(left.by)}`
        : `In ${where} since ${(0,wording/* dayAndTime */.X_)(since)} with ${what}`;
    const host = url === undefined ? undefined : URL.parse(url)?.host;
    const pages = [run && promotion_comment_link(run, 'run'), url && host && promotion_comment_link(url, (0,wording/* shortened */.vI)(host, 60))].filter(Boolean);
    return `- ${when}${pages.length > 0 ? ` (${pages.join(', ')})` : ''}`;
}
/** A link to an address that holds nothing that would end it. */
function promotion_comment_link(url, label) {
    const address = url.replace(/[\\`$<>]/g, mark => `%${mark.charCodeAt(0).toString(16)}`).replaceAll('&', '&amp;');
    return `[${(0,foreign_text/* markdownText */.p7)(label)}](<${address}>)`;
}
function entriesOf(data) {
    try {
        const entries = JSON.parse(Buffer.from(data ?? '', 'base64').toString());
        return Array.isArray(entries) ? entries : [];
    }
    catch {
        return [];
    }
}
function readLine(entry, links) {
    if (!(0,json/* isJsonObject */.O)(entry))
        return [];
    const { environment, release, commit, since, left, run, url } = entry;
    if (!isName(environment) || typeof commit !== 'string' || !(0,versions_version/* isCommit */.WM)(commit) || !isTime(since))
        return [];
    const gone = readLeft(left);
    if (left !== undefined && !gone)
        return [];
    const line = promotionLine({
        ...{ environment, commit, since },
        ...(isName(release) && { release }),
        ...(gone && { left: gone }),
        ...(typeof run === 'string' && { run }),
        ...(typeof url === 'string' && { url }),
    }, links);
    return [[line.environment, line]];
}
function readLeft(left) {
    const [at, how, by] = Array.isArray(left) ? left : [];
    const isHow = how === 'rolled back to' || how === 'replaced by';
    return isTime(at) && isHow && isName(by) ? { at, how, by } : undefined;
}
function isName(value) {
    return typeof value === 'string' && promotion_comment_name(value) !== '';
}
function isTime(value) {
    return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= latest;
}
/** A foreign name as one short line. */
function promotion_comment_name(text) {
    return (0,wording/* shortened */.vI)((0,foreign_text/* plainLine */.h0)(text), promotion_comment_longest.name);
}
function pageOf(url) {
    try {
        return url === undefined ? undefined : (0,page_address/* parsePageAddress */.F)(url);
    }
    catch {
        return undefined;
    }
}
/** Whose comments are those that a job writes with its own token. */
const jobApp = 'github-actions';
/**
 * Our comment: the oldest that is marked and that this token's own account wrote, or the job's. Anybody may write our
 * marker, so one of somebody else is never taken. `login` is the token's, where that is known.
 */
function ownComment(comments, login) {
    const isJobs = ({ author, isBot, app = jobApp }) => author === `${jobApp}[bot]` && isBot && app === jobApp;
    return comments.find(one => isMarked(one.body) && (isJobs(one) || (login !== undefined && one.author === login)));
}

// EXTERNAL MODULE: ./shared/core/versions/links.ts
var versions_links = __webpack_require__(1989);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/core/promotion-record.ts
var promotion_record = __webpack_require__(9827);
// EXTERNAL MODULE: ./shared/core/versions/records.ts
var records = __webpack_require__(6466);
;// CONCATENATED MODULE: ./shared/core/arrival.ts


/** Reads it from the deployments to the environment, newest first: all of them, or as many as settle it. */
function arrivalOf(deployments, sought) {
    const stays = deployments.flatMap(stayOf);
    const own = stays.findIndex((stay, index) => isMeant(stay, index, sought));
    const isOther = ({ commit }) => commit !== sought.commit;
    const earlier = stays.slice(Math.max(0, own));
    const before = earlier.find(isOther);
    // A commit that is deployed again has been there since it first came.
    const first = own < 0 ? undefined : (before ? earlier.slice(0, earlier.indexOf(before)) : earlier).at(-1);
    const after = stays.slice(0, Math.max(0, own)).find(isOther);
    return { ...(first && { since: first.since }), ...(before && { before }), ...(after && { after }) };
}
/** Whether older deployments would change nothing. */
function isSettled({ since, before }) {
    return since !== undefined && before !== undefined;
}
function isMeant({ commit, run }, index, sought) {
    if (commit !== sought.commit)
        return false;
    return !sought.returns || index === 0 || (run !== undefined && run === sought.run);
}
function stayOf({ sha, payload, states }) {
    const success = states.findLast(({ state }) => state === 'success');
    const { release } = (0,records/* recordedVersion */.ZN)({ sha, payload });
    const run = (0,promotion_record/* readPayload */.rD)(payload)?.run;
    if (!success)
        return [];
    return [
        { commit: sha, since: success.at, ...(release !== undefined && { release }), ...(run !== undefined && { run }) },
    ];
}

// EXTERNAL MODULE: ./shared/phases/record/see.ts
var see = __webpack_require__(8622);
;// CONCATENATED MODULE: ./actions/notify/look-back.ts



/** How many deployments are looked at, one after the other; mostly the two newest tell it. */
const mostDeployments = 20;
/** What GitHub's deployments tell of how a commit came to an environment, or why they tell nothing. */
async function lookBack(environment, sought, github) {
    const found = await github.deploymentsTo(environment);
    if (found.is === 'refused')
        return { arrival: {}, problem: found.why };
    const seen = [];
    let arrival = {};
    for (const deployment of (0,records/* tellingOf */.Nr)(found.deployments).slice(0, mostDeployments)) {
        const states = await (0,see/* statesOf */.k)(deployment.id, { github });
        if (!states)
            return { arrival: {}, problem: `GitHub did not show how deployment ${deployment.id} stands` };
        seen.push({ ...deployment, states });
        arrival = arrivalOf(seen, sought);
        if (isSettled(arrival))
            break;
    }
    return { arrival };
}

// EXTERNAL MODULE: ./shared/core/lost-update.ts
var lost_update = __webpack_require__(9600);
// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
;// CONCATENATED MODULE: ./actions/notify/comment.ts



/** Our comment on a pull request as it is now, or the place for one. */
async function lookAtComment(number, promoted) {
    const { github } = promoted;
    const own = await findOwn(number, promoted);
    if (own.is === 'refused')
        return own;
    const { comment } = own;
    return comment
        ? {
            is: 'seen',
            body: comment.body,
            write: body => github.editComment(comment.id, body),
            // To write the same again does no harm.
            settle: () => Promise.resolve(true),
        }
        : {
            is: 'seen',
            body: '',
            write: body => github.addComment(number, body),
            settle: () => settle(number, promoted),
        };
}
async function findOwn(number, { github }) {
    const found = await github.commentsOn(number);
    if (found.is === 'refused')
        return found;
    const marked = found.comments.filter(({ body }) => isMarked(body));
    const byJob = ownComment(marked, undefined);
    const comment = byJob ?? (marked.length > 0 ? ownComment(marked, await github.ownLogin()) : undefined);
    return comment || found.complete ? { is: 'found', comment } : tooMany;
}
const tooMany = {
    is: 'refused',
    why: 'it has more comments than are looked through, and ours may be among them',
    everywhere: false,
    lost: false,
};
/** Waits until a comment whose reply was lost is seen, or is surely not there: a second one would be worse than none. */
async function settle(number, promoted) {
    const { until, context } = promoted;
    const sentAt = context.clock.now();
    let looks = 0;
    const waited = await (0,wait/* wait */.u)({
        until,
        look: async (now) => {
            const own = await findOwn(number, promoted);
            if (own.is === 'refused')
                return { is: 'ended', end: false };
            const isKnown = own.comment !== undefined || (0,lost_update/* surelyNotApplied */.bj)({ looks: ++looks, sentAt, now });
            return isKnown ? { is: 'ended', end: true } : { is: 'waiting', for: [] };
        },
    }, context);
    return waited.is === 'ended' && waited.end;
}

// EXTERNAL MODULE: ./shared/aws/pages.ts
var pages = __webpack_require__(2388);
;// CONCATENATED MODULE: ./actions/notify/merged.ts

/** How many commits are looked through: GitHub limits what a job's token may ask in an hour. */
const mostCommits = 100;
/** How many pull requests are written on in one run, a second apart. */
const mostPullRequests = 30;
/** Commits whose pull requests are asked for at once. */
const atOnce = 5;
/** The pull requests whose merge commits are among these, as many as are written on and one more. */
async function mergedWith({ commits, ahead }, { github }) {
    const merges = new Set(commits);
    const looked = commits.slice(0, mostCommits);
    const numbers = new Set();
    const problems = [];
    for (const batch of (0,pages/* batches */.X)(looked, atOnce)) {
        const found = await Promise.all(batch.map(commit => github.pullRequestsOf(commit)));
        const merged = found.flatMap(one => (one.is === 'found' ? one.merged : []));
        for (const { number, commit } of merged)
            if (merges.has(commit))
                numbers.add(number);
        const refused = found.find((one) => one.is === 'refused');
        if (refused)
            problems.push(`Not all pull requests are known: ${refused.why}`);
        if (refused || numbers.size > mostPullRequests)
            return { numbers: [...numbers], problems };
    }
    if (ahead > looked.length)
        problems.push(`Only the newest ${looked.length} of ${ahead} commits were looked through for pull requests`);
    return { numbers: [...numbers], problems };
}

;// CONCATENATED MODULE: ./actions/notify/promoted.ts

/** What becomes of a text about a change that came with the commit, and of one about a change that left. */
function changesOf({ line, arrival, left, links }) {
    return {
        arrives: body => withSection(body, arrived(linesIn(body, links), line, arrival.before?.since)),
        departs: body => left && withSection(body, departed(linesIn(body, links), { ...line, left }, links)),
    };
}

;// CONCATENATED MODULE: ./actions/notify/revise.ts
/** A change is sent again only where a look shows that it was not made, and no more often than this. */
const mostSends = 3;
/** Changes a text unless it says so already. Each attempt goes by what is there then. */
async function revise(look, change) {
    for (let sends = 1;; sends++) {
        const seen = await look();
        if (seen.is !== 'seen')
            return seen;
        const body = change(seen.body);
        if (body === undefined)
            return { is: sends > 1 ? 'written' : 'known' };
        const sent = await seen.write(body);
        if (sent.is === 'written' || !sent.lost || sends === mostSends || !(await seen.settle()))
            return sent;
    }
}

;// CONCATENATED MODULE: ./actions/notify/pull-requests.ts





/** Says on the pull requests that came where they are, and on those that left that they are there no more. */
async function tellPullRequests(promoted) {
    const { line, range } = promoted;
    const { arrives, departs } = changesOf(promoted);
    const came = await mergedWith(range ?? { commits: [line.commit], ahead: 1 }, promoted);
    const gone = await goneWith(promoted);
    const revisions = [
        ...came.numbers.map(number => ({ number, change: arrives })),
        ...gone.numbers.filter(number => !came.numbers.includes(number)).map(number => ({ number, change: departs })),
    ];
    const problems = [...came.problems, ...gone.problems];
    if (revisions.length === 0 && problems.length === 0)
        return [{ is: 'nothing-new', why: 'No merged pull request came with this commit, and none left' }];
    return [...(await reviseAll(revisions, promoted)), ...problems.map(problem)];
}
/** The pull requests of what ran before that what runs now does not hold. */
async function goneWith(promoted) {
    const { line, range, arrival, left, github } = promoted;
    if (!left || !arrival.before || !range || range.behind === 0)
        return { numbers: [], problems: [] };
    const gone = await github.commitsSince(line.commit, arrival.before.commit);
    return gone.is === 'found' ? mergedWith(gone, promoted) : { numbers: [], problems: [gone.why] };
}
/** Revises one after the other. What would be refused everywhere is tried once, and how many it concerns is said. */
async function reviseAll(all, promoted) {
    const revisions = all.slice(0, mostPullRequests);
    const ends = [];
    for (const { number, change } of revisions) {
        ends.push({ number, end: await reviseOne({ number, change }, promoted) });
        const last = ends.at(-1)?.end;
        if (last?.is === 'refused' && last.everywhere)
            break;
    }
    const leftOut = revisions.length - ends.length;
    return [
        ...toldOf(ends),
        ...(leftOut > 0 ? [problem(`${(0,wording/* counted */.hS)(leftOut, 'other pull request')} left out for the same reason`)] : []),
        ...(all.length > revisions.length
            ? [problem(`No more than ${mostPullRequests} pull requests are written on in one run; older ones were left out`)]
            : []),
    ];
}
async function reviseOne({ number, change }, promoted) {
    const { context, until } = promoted;
    if (context.clock.now() >= until)
        return { is: 'refused', why: 'the `timeout` is over', everywhere: true, lost: false };
    const end = await revise(() => lookAtComment(number, promoted), change);
    if (end.is === 'written')
        context.step.info(`Written on #${number}.`);
    return end;
}
function toldOf(ends) {
    const written = ends.filter(({ end }) => end.is === 'written').length;
    const known = ends.filter(({ end }) => end.is === 'known').length;
    return [
        ...(written > 0 ? [{ is: 'told', who: (0,wording/* counted */.hS)(written, 'pull request') }] : []),
        ...(known > 0
            ? [{ is: 'nothing-new', why: `There is nothing new for ${(0,wording/* counted */.hS)(known, 'pull request')}` }]
            : []),
        ...ends.flatMap(({ number, end }) => end.is === 'refused'
            ? [problem(`Pull request #${number} ${end.lost ? 'may not have been' : 'was not'} written on: ${end.why}`)]
            : []),
    ];
}
function problem(why) {
    return { is: 'not-told', why };
}

;// CONCATENATED MODULE: ./actions/notify/release-pages.ts


/** Says on the release's page where it is, and on that of the release before it that it is there no more. */
async function tellReleasePages(promoted) {
    const { release, arrival } = promoted;
    if (release === undefined)
        return [{ is: 'not-told', why: 'No page of a release was written on: `release` is empty' }];
    const { arrives, departs } = changesOf(promoted);
    const own = await revisePage(release, arrives, promoted);
    const before = arrival.before?.release;
    if (before === undefined || before === release || own.is === 'refused')
        return release_pages_toldOf(release, own);
    const other = await revisePage(before, departs, promoted);
    // Most releases have no page that would have to be corrected.
    return [...release_pages_toldOf(release, own), ...(other.is === 'known' || other.is === 'absent' ? [] : release_pages_toldOf(before, other))];
}
async function revisePage(tag, change, { github }) {
    const look = async () => {
        const page = await github.releasePage(tag);
        if (page.is === 'missing')
            return { is: 'absent' };
        if (page.is === 'refused')
            return page;
        const write = (body) => github.editReleasePage(page.id, body);
        // To write the same again does no harm.
        return { is: 'seen', body: page.body, write, settle: () => Promise.resolve(true) };
    };
    return revise(look, change);
}
function release_pages_toldOf(tag, end) {
    if (end.is === 'written')
        return [{ is: 'told', who: `the page of ${tag}` }];
    if (end.is === 'known')
        return [{ is: 'nothing-new', why: `There is nothing new for the page of ${tag}` }];
    if (end.is === 'absent')
        return [{ is: 'not-told', why: `${tag} has no published release with a page, or the token may not see it` }];
    const was = end.lost ? 'may not have been' : 'was not';
    return [{ is: 'not-told', why: `The page of ${tag} ${was} written on: ${end.why}` }];
}

;// CONCATENATED MODULE: ./actions/notify/comments.ts









/** Says on pull requests and on the release's page where a change is by now. Whatever goes wrong there is told. */
async function comment(given, context) {
    const { comment: places = [], outcome, event, 'github-token': token } = given;
    if (places.length === 0)
        return [];
    // A job's word for its end proves nothing.
    const isProved = outcome === 'succeeded' || outcome === 'unchanged';
    if (event === 'start' || !isProved)
        return [nothingFor(given, 'only what has succeeded is told there')];
    if (token === undefined)
        return [notTold(given, 'there is no `github-token`')];
    try {
        return await commentOn(given, { token, context });
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            throw error;
        return [notTold(given, (0,errors/* messageOf */.bD)(error))];
    }
}
async function commentOn(given, { token, context }) {
    const { environment = '', event, timeout, comment: places = [] } = given;
    const until = context.clock.now() + timeout;
    const github = context.github({ token, until });
    const found = await commitOf(given, github);
    if (found.is !== 'found')
        return [notTold(given, found.why)];
    const { commit } = found;
    const sought = { commit, run: comments_pageOf(context), returns: event === 'rollback' };
    const { arrival, problem } = await lookBack(environment, sought, github);
    const told = problem === undefined ? [] : [littleKnown(problem)];
    if (sought.returns && !arrival.before && problem === undefined)
        told.push(nothingLeft(environment));
    const overtaken = await overtakenBy(commit, arrival, github);
    if (overtaken !== undefined)
        return [...told, nothingFor(given, `by now ${environment} runs ${overtaken}`)];
    const range = arrival.before && (await github.commitsSince(arrival.before.commit, commit));
    if (range?.is === 'refused')
        told.push(littleKnown(range.why));
    const promoted = { ...storyOf(given, { commit, arrival, range, context }), github, until, context };
    if (places.includes('pull-requests'))
        told.push(...(await tellPullRequests(promoted)));
    if (places.includes('release'))
        told.push(...(await tellReleasePages(promoted)));
    return told;
}
const placeNames = { 'pull-requests': 'pull requests', release: 'the page of the release' };
function placesOf({ comment = [] }) {
    return comment.map(place => placeNames[place]).join(' and ');
}
function nothingFor(given, why) {
    return { is: 'nothing-new', why: `Nothing is written on ${placesOf(given)}: ${why}` };
}
function notTold(given, why) {
    return { is: 'not-told', why: `${(0,wording/* capital */.Nx)(placesOf(given))} may not have been written on: ${why}` };
}
function littleKnown(why) {
    return { is: 'not-told', why: `${why}; so of pull requests only those of the released commit itself are known` };
}
function nothingLeft(environment) {
    const why = `No deployment to ${environment} in GitHub tells what ran before, so nothing is said of what left with it`;
    return { is: 'not-told', why };
}
async function commitOf({ sha, release }, github) {
    if (sha !== undefined)
        return { is: 'found', commit: sha };
    if (release === undefined)
        return { is: 'missing', why: 'neither `sha` nor `release` is given' };
    return github.commitOfTag(release);
}
/** The page of the run as the deployments of all its attempts name it. */
function comments_pageOf({ environment }) {
    return (0,run_url/* runUrl */.V)({ ...environment, GITHUB_RUN_ATTEMPT: undefined });
}
/** What the environment runs by now, if that may not hold the commit: to say that it is there would be wrong. */
async function overtakenBy(commit, { after }, github) {
    if (!after)
        return undefined;
    const between = await github.commitsSince(commit, after.commit);
    if (between.is === 'found' && between.behind === 0)
        return undefined;
    return `${nameOf(after)}, which ${between.is === 'found' ? 'does' : 'may'} not hold this commit`;
}
function nameOf({ commit, release }) {
    return (0,versions_version/* versionText */.KA)({ commit, ...(release !== undefined && { release }) });
}
/** What there is to say, without the means to say it. */
function storyOf({ environment = '', release, event, 'environment-url': address }, { commit, arrival, range, context }) {
    const { environment: variables, clock } = context;
    const links = (0,versions_links/* linksOf */.h)({ server: variables['GITHUB_SERVER_URL'], repository: variables['GITHUB_REPOSITORY'] });
    const [since, run] = [arrival.since ?? clock.now(), (0,run_url/* runUrl */.V)(variables)];
    const version = { commit, ...(release !== undefined && { release }) };
    const known = range?.is === 'found' ? range : undefined;
    const isReturn = event === 'rollback' || known?.ahead === 0;
    return {
        line: promotionLine({ environment, ...version, since, ...(run && { run }), ...(address && { url: address.href }) }, links),
        ...{ release, arrival, links, range: known },
        left: arrival.after
            ? undefined
            : { at: since, how: isReturn ? 'rolled back to' : 'replaced by', by: (0,versions_version/* versionText */.KA)(version) },
    };
}

// EXTERNAL MODULE: ./shared/core/choice.ts
var choice = __webpack_require__(5661);
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
    comment: (0,inputs/* optional */.lq)((0,inputs/* listOf */.c3)((0,choice/* oneOf */.y)(['pull-requests', 'release']))),
    sha: (0,inputs/* optional */.lq)(readCommit),
    'github-token': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
function readCommit(raw) {
    if ((0,versions_version/* isCommit */.WM)(raw))
        return raw;
    throw new Error(`is ${(0,inputs/* quote */.hD)(raw)}; it takes the full SHA of a commit`);
}
/** Whether there is a commit to tell of may be known only while the workflow runs: what lacks then is told, not red. */
function checkInputs({ event, outcome, comment, environment }) {
    return [
        ...(event === 'start' && outcome !== undefined
            ? ['`outcome` and `event: start` exclude each other: what begins has no outcome yet']
            : []),
        ...(comment && environment === undefined ? ['`comment` needs `environment`: it says where a change is'] : []),
    ];
}

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
;// CONCATENATED MODULE: ./actions/notify/tell.ts



/** Milliseconds for one answer. */
const answerTime = 10_000;
const tell_mostSends = 4;
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
        if (sends === tell_mostSends || clock.now() + pause > until)
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

;// CONCATENATED MODULE: ./actions/notify/told.ts

/** One sentence a kind: whom it reached, and where there was nothing to say. */
function toldText(told) {
    const reached = told.flatMap(one => (one.is === 'told' ? [one.who] : []));
    const rest = told.flatMap(one => (one.is === 'nothing-new' ? [`${one.why}.`] : []));
    return [`Told: ${reached.join(', ') || 'nobody'}.`, ...rest].join(' ');
}
function problemsIn(told) {
    return told.flatMap(one => (one.is === 'not-told' ? [(0,summary/* prose */.CS)(`${one.why}.`)] : [])).join('\n\n');
}

;// CONCATENATED MODULE: ./actions/notify/notify.ts









/** Tells people and programs how a deployment stands. Whoever cannot be reached is named, and the step stays green. */
const notify = (0,action/* action */.XI)({
    title: 'Notify',
    inputs: inputs_inputs,
    outputs: [],
    defaults: ({ declared }) => (0,environment_url/* declaredUrl */.K)(declared),
    check: checkInputs,
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
async function tellAll(notice, given, context) {
    const { clock, step } = context;
    const now = clock.now();
    const limits = { until: now + given.timeout, allowPrivate: given['allow-private-urls'] };
    const told = await Promise.all([
        ...receiversOf(given).map(async ({ who, address, write }) => {
            const problem = await tell({ ...limits, address, message: write(notice, now) }, context);
            return warned(problem === undefined ? [{ is: 'told', who }] : [{ is: 'not-told', why: `${who} ${problem}` }], step);
        }),
        comment(given, context).then(ends => warned(ends, step)),
    ]);
    return told.flat();
}
function warned(told, step) {
    for (const one of told)
        if (one.is === 'not-told')
            step.warning(`${one.why}.`);
    return told;
}
function resultOf(told) {
    return {
        outcome: told.some(({ is }) => is === 'told') ? 'succeeded' : 'unchanged',
        message: told.length === 0 ? 'No webhook is given: nobody was told.' : toldText(told),
        outputs: {},
        summary: problemsIn(told) || false,
    };
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

/***/ 1989:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ linksOf)
/* harmony export */ });
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6076);

/** `server` such as `https://github.com`, `repository` such as `owner/name`, as the runner gives them. */
function linksOf({ server = '', repository = '', }) {
    const isSound = /^https:\/\/[a-z0-9.-]+(:\d+)?$/i.test(server) && /^[\w.-]+\/[\w.-]+$/.test(repository);
    const home = isSound ? `${server}/${repository}` : undefined;
    const page = (path) => home === undefined || path === undefined ? undefined : `${home}/${path}`;
    return {
        repository: home,
        commit: sha => page((0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isCommit */ .WM)(sha) ? `commit/${sha}` : undefined),
        release: name => page(name === undefined ? undefined : `releases/tag/${encoded(name)}`),
        run: address => page(home === undefined ? undefined : runPath(address, home)),
        compare: (base, head) => page((0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isCommit */ .WM)(base) && (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isCommit */ .WM)(head) ? `compare/${base}...${head}` : undefined),
        deployments: environment => page(`deployments/${encoded(environment)}`),
    };
}
function runPath(address, home) {
    const begin = `${home}/`;
    const path = address?.startsWith(begin) ? address.slice(begin.length) : '';
    return /^actions\/runs\/\d{1,20}(\/attempts\/\d{1,6})?$/.test(path) ? path : undefined;
}
/** Also what could end a link in Markdown. Half a character is none. */
function encoded(text) {
    return encodeURIComponent(text.toWellFormed()).replace(/[!'()*~]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}


/***/ }),

/***/ 6466:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $c: () => (/* binding */ currentOf),
/* harmony export */   DJ: () => (/* binding */ successAt),
/* harmony export */   H8: () => (/* binding */ underWayIn),
/* harmony export */   NV: () => (/* binding */ rollbacksOf),
/* harmony export */   Nr: () => (/* binding */ tellingOf),
/* harmony export */   ZN: () => (/* binding */ recordedVersion),
/* harmony export */   dn: () => (/* binding */ actorOf),
/* harmony export */   om: () => (/* binding */ historyOf),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* harmony import */ var _deployment_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7423);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1676);
/* harmony import */ var _promotion_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9827);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6251);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6076);





/**
 * Those that tell something: GitHub makes a deployment of its own for a job with an environment, on the commit that the
 * workflow runs on, which need not be what was deployed. Where these actions record, only their records count.
 */
function tellingOf(listed) {
    const ours = listed.filter(({ payload }) => (0,_promotion_record_js__WEBPACK_IMPORTED_MODULE_1__/* .readPayload */ .rD)(payload) !== undefined);
    return (ours.length > 0 ? ours : listed).toSorted((a, b) => b.id - a.id);
}
/** The deployment that is in the environment, as it was recorded. */
function currentOf(records) {
    return records.find(({ states: [last] }) => last?.state === 'success');
}
/** The promotion that goes on at the moment. */
function underWayIn(records, now) {
    return records.find(record => endOf(record, now) === 'under-way');
}
/** When the deployment was said to be a success. */
function successAt({ states, createdAt }) {
    return states.find(({ state }) => state === 'success')?.at ?? createdAt;
}
/** What was deployed, by the record. A ref that reads like a version is the tag that was asked for; others are branches. */
function recordedVersion({ ref, sha, payload, }) {
    const { release } = (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_2__/* .payloadOf */ .Md)(payload);
    const named = typeof release === 'string' && release !== '' ? release : undefined;
    const tag = named ?? (ref !== undefined && /^v?\d+\.\d/.test(ref) ? ref : undefined);
    return { ...(tag !== undefined && { release: tag }), ...((0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isCommit */ .WM)(sha) && { commit: sha }) };
}
/** Whoever promoted: a workflow's own token hides who started it, so the record's word comes first. */
function actorOf({ creator, payload }) {
    const { actor } = (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_2__/* .payloadOf */ .Md)(payload);
    return typeof actor === 'string' && actor !== '' ? actor : creator;
}
/** The promotions and rollbacks of an environment, newest first. */
function historyOf(records, rollbacks, { now, most }) {
    const known = records.map((record, index) => toPromotion(record, { older: records.slice(index + 1), rollbacks, now }));
    const runs = new Set(known.flatMap(({ run }) => (run === undefined ? [] : [runOf(run)])));
    const others = rollbacks.filter(({ run }) => run === undefined || !runs.has(runOf(run)));
    return [...known, ...others].toSorted((a, b) => b.at - a.at).slice(0, most);
}
function toPromotion(record, { older, rollbacks, now }) {
    const run = runIn(record);
    const marked = run !== undefined && rollbacks.some(one => one.run !== undefined && runOf(one.run) === runOf(run));
    const [ended, says] = [endOf(record, now), toldOf(record)?.description ?? ''];
    // A promotion that failed bears the same marks where it brought everything back itself.
    const wentBack = marked && wasSuccess(record);
    const named = record.states.some(({ description }) => /^rollback\b/i.test(description));
    return {
        is: wentBack || named || isReturn(record, older) ? 'rollback' : 'promotion',
        at: record.createdAt,
        version: recordedVersion(record),
        ended,
        by: actorOf(record),
        run,
        // The outcome stands before it already.
        says: says.startsWith(`${ended}: `) ? says.slice(ended.length + 2) : says,
    };
}
/** Attempts of a run are one run. */
function runOf(url) {
    return url.replace(/\/attempts\/\d+$/, '');
}
function runIn({ payload }) {
    const { run } = (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_2__/* .payloadOf */ .Md)(payload);
    return typeof run === 'string' ? run : undefined;
}
/** Whether it brought back what had been there before something else. */
function isReturn(record, older) {
    if (!wasSuccess(record))
        return false;
    const [before, ...earlier] = older.filter(wasSuccess).map(recordedVersion);
    const own = recordedVersion(record);
    return before !== undefined && (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isSame */ .Ft)(before, own) === false && earlier.some(one => (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isSame */ .Ft)(one, own) === true);
}
function wasSuccess(record) {
    return toldOf(record)?.state === 'success';
}
/** The last state that tells how it ended: a success is set inactive when the next one comes. */
function toldOf({ states }) {
    return states.find(({ state }) => state !== 'inactive');
}
/** GitHub has few words; what record-deployment says begins with the outcome. */
function endOf(record, now) {
    const told = toldOf(record);
    if (told?.state === 'success')
        return 'succeeded';
    if (told && (0,_promotion_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isOver */ .PU)(told.state))
        return outcomeIn(told.description) ?? (told.state === 'failure' ? 'failed' : 'unknown');
    if (record.states[0]?.state === 'inactive')
        return told ? 'cut-off' : 'inactive';
    const ours = (0,_promotion_record_js__WEBPACK_IMPORTED_MODULE_1__/* .readPayload */ .rD)(record.payload) !== undefined;
    if (ours)
        return (0,_promotion_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnderWay */ .gn)(record, now) ? 'under-way' : 'cut-off';
    return told ? 'under-way' : 'unknown';
}
function outcomeIn(description) {
    const [word = ''] = /^[a-z-]+(?=:|$)/.exec(description) ?? [];
    return Object.hasOwn(_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomes */ .KI, word) ? word : undefined;
}
/** Rollbacks as the revisions that run now were marked by them: services that went back together share the time. */
function rollbacksOf(services) {
    const marked = services.filter(({ provenance: { rollback } }) => rollback !== undefined);
    const together = Map.groupBy(marked, ({ provenance: { rollback } }) => rollback?.at ?? 0);
    return [...together].flatMap(([at, those]) => {
        const [first] = those;
        if (!first)
            return [];
        const from = those.map(({ service, provenance }) => `${service} from ${(0,_service_js__WEBPACK_IMPORTED_MODULE_4__/* .revisionName */ .pd)(provenance.rollback?.from ?? '')}`);
        return [
            {
                is: 'rollback',
                at,
                version: first.version,
                ended: those.every(({ provenance }) => provenance.rollback?.done === true)
                    ? 'done'
                    : 'cut-off',
                by: '',
                run: first.provenance.rollback?.runUrl,
                says: `Went back: ${from.join(', ')}`,
            },
        ];
    });
}


/***/ }),

/***/ 6076:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ versionOf),
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   KA: () => (/* binding */ versionText),
/* harmony export */   WM: () => (/* binding */ isCommit),
/* harmony export */   qE: () => (/* binding */ isKnown)
/* harmony export */ });
function isCommit(text) {
    return text !== undefined && /^[0-9a-f]{40}$/.test(text);
}
function isKnown({ release, commit }) {
    return release !== undefined || commit !== undefined;
}
/** `v1.4.0`, or else the first digits of the commit. */
function versionText({ release, commit }) {
    return release ?? commit?.slice(0, 12) ?? 'an unknown version';
}
/** Whether two are the same. Undefined where what is known of them cannot be compared. */
function isSame(one, other) {
    if (one.commit !== undefined && other.commit !== undefined)
        return one.commit === other.commit;
    if (one.release !== undefined && other.release !== undefined)
        return one.release === other.release;
    return undefined;
}
/**
 * What a revision says of itself: by the tags that these actions write, or else by the tag of its image, which is the
 * commit where images are built once. `own` are the repositories that belong to the release.
 */
function versionOf({ release, commit, imageTags = {} }, images, own) {
    const ours = images.filter(({ image }) => own.length === 0 || own.includes(image.repository));
    const tags = [commit, ...Object.values(imageTags), ...ours.map(({ image }) => image.tag)];
    const found = tags.find(tag => isCommit(tag));
    return { ...(release !== undefined && { release }), ...(found !== undefined && { commit: found }) };
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
