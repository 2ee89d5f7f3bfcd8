export const id = 130;
export const ids = [130,184];
export const modules = {

/***/ 1130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  whichVersion: () => (/* binding */ whichVersion)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/deploy-manifest/declared.ts
var deploy_manifest_declared = __webpack_require__(832);
// EXTERNAL MODULE: ./shared/core/deployment-record.ts
var deployment_record = __webpack_require__(7423);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/core/known-revision.ts
var known_revision = __webpack_require__(477);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/core/versions/records.ts
var versions_records = __webpack_require__(6466);
// EXTERNAL MODULE: ./shared/core/versions/version.ts
var versions_version = __webpack_require__(6076);
;// CONCATENATED MODULE: ./shared/core/versions/drift.ts





/** Milliseconds after which a deployment that still goes on is no longer one that goes on: ECS bakes for a day at most. */
const longest = 86_400_000;
/** What does not fit together in an environment whose services were read. Each kind is told once, of all services. */
function driftOf(compared) {
    const { services, recorded, underWay, now } = compared;
    const there = services.filter(one => one.is === 'there');
    const settled = underWay ? [] : there.filter(({ rollout }) => rollout !== 'in-progress');
    return [
        ...missing(services, underWay !== undefined),
        ...each(there, now),
        ...notRecorded(settled, recorded),
        ...mixed(settled, recorded),
        ...otherRevision(settled),
    ];
}
/** What stands in the way of seeing. */
function unread(kind, { why, next }) {
    return { is: 'unknown', kind, services: [], says: why, next };
}
function missing(services, expected) {
    const absent = services.filter(one => one.is === 'absent');
    if (absent.length === 0 || absent.length === services.length)
        return [];
    const says = `${absent.map(({ service, reason }) => `${service} is ${reason}`).join(', ')} in ECS, though the manifest has it here`;
    return [{ is: expected ? 'note' : 'drift', kind: 'missing', services: absent.map(({ name }) => name), says }];
}
/** What each service shows by itself; those that show the same kind of thing are told together. */
function each(services, now) {
    const verdicts = services.flatMap(service => {
        const verdict = standing(service, now);
        return verdict ? [{ ...verdict, service }] : [];
    });
    return [...Map.groupBy(verdicts, ({ kind }) => kind)].flatMap(([kind, those]) => {
        const [first] = those;
        if (!first)
            return [];
        const services = those.map(({ service }) => service.name);
        return [{ is: first.is, kind, services, says: those.map(({ says }) => says).join('; '), next: first.next }];
    });
}
function standing(service, now) {
    const { name, rollout, running, desired, taskDefinition, since } = service;
    const revision = (0,core_service/* revisionName */.pd)(taskDefinition);
    const { failed } = service.provenance;
    if (rollout === 'in-progress' && now - since > longest)
        return {
            is: 'drift',
            kind: 'stuck',
            says: `${name} has been on its way to ${revision} for ${(0,wording/* age */.KW)(now - since)}`,
            next: lookAtIt,
        };
    if (rollout === 'in-progress')
        return {
            is: 'note',
            kind: 'in-progress',
            says: `${name} has been on its way to ${revision} since ${(0,wording/* dayAndTime */.X_)(since)}; ${running} of ${(0,wording/* counted */.hS)(desired, 'task')} run`,
        };
    if (rollout === 'failed')
        return {
            is: 'drift',
            kind: 'failed-deployment',
            says: `the deployment of ${revision} to ${name} failed`,
            next: lookAtIt,
        };
    if (failed)
        return { is: 'drift', kind: 'marked-failed', says: `${name} runs ${revision}, which ${(0,known_revision/* markText */.PQ)(service)}` };
    if (running < desired)
        return {
            is: 'drift',
            kind: 'too-few-tasks',
            says: `${name} runs ${running} of ${(0,wording/* counted */.hS)(desired, 'task')}`,
            next: lookAtIt,
        };
    return undefined;
}
const lookAtIt = 'The events of the service in the ECS console say why.';
function notRecorded(services, recorded) {
    const others = services.filter(({ match }) => match === 'other');
    if (!recorded || others.length === 0)
        return [];
    const groups = Map.groupBy(others, ({ version, taskDefinition }) => (0,versions_version/* isKnown */.qE)(version) ? (0,versions_version/* versionText */.KA)(version) : (0,core_service/* revisionName */.pd)(taskDefinition));
    const runs = [...groups].map(([what, those]) => `${names(those)} run${those.length === 1 ? 's' : ''} ${what}`);
    const was = (0,versions_version/* versionText */.KA)((0,versions_records/* recordedVersion */.ZN)(recorded));
    // The same release by name, of other images: a tag was moved, or somebody deployed by hand.
    const other = groups.has(was) ? ', with other images than were recorded' : '';
    return [
        {
            is: 'drift',
            kind: 'not-recorded',
            services: others.map(({ name }) => name),
            says: `${was} was recorded, but ${runs.join('; ')}${other}`,
            next: 'Promote the release that is wanted, or record what was deployed.',
        },
    ];
}
/** A service that runs what was recorded is of that release, though its revision may be older: nothing changed in it. */
function effectiveVersion({ match, version }, recorded) {
    return match === 'same' && recorded ? (0,versions_records/* recordedVersion */.ZN)(recorded) : version;
}
/** The services by what they run, as far as that is known. */
function byVersion(services, recorded) {
    const groups = [];
    for (const service of services) {
        const version = effectiveVersion(service, recorded);
        if (!(0,versions_version/* isKnown */.qE)(version))
            continue;
        const group = groups.find(one => (0,versions_version/* isSame */.Ft)(one.version, version) ?? false);
        if (!group)
            groups.push({ version, services: [service] });
        else {
            group.services.push(service);
            // One may know the release, the other the commit.
            group.version = { ...version, ...group.version };
        }
    }
    return groups;
}
function mixed(services, recorded) {
    const groups = byVersion(services, recorded);
    if (groups.length < 2)
        return [];
    const says = groups.map(({ version, services: those }) => `${(0,versions_version/* versionText */.KA)(version)}: ${names(those)}`).join('; ');
    // Those that are to move: all that are not of what was recorded, or else of what most are.
    const goal = recorded && groups.find(({ version }) => (0,versions_version/* isSame */.Ft)(version, (0,versions_records/* recordedVersion */.ZN)(recorded)) === true);
    const [largest] = groups.toSorted((a, b) => b.services.length - a.services.length);
    const strays = groups.filter(group => group !== (goal ?? largest));
    return [
        {
            is: 'drift',
            kind: 'mixed',
            services: strays.flatMap(group => group.services.map(({ name }) => name)),
            says: `the services are on ${groups.length} releases: ${says}`,
            next: 'Promote one release to all of them.',
        },
    ];
}
/** The images are those of the record: something else made a revision with them, such as an infrastructure tool. */
function otherRevision(services) {
    const others = services.flatMap(({ name, match, taskDefinition, recordedRevision }) => match === 'same' && recordedRevision !== undefined
        ? [
            {
                name,
                says: `${name} runs ${(0,core_service/* revisionName */.pd)(taskDefinition)}, and ${(0,core_service/* revisionName */.pd)(recordedRevision)} was recorded`,
            },
        ]
        : []);
    if (others.length === 0)
        return [];
    const says = `the images are those that were recorded, in other revisions: ${others.map(one => one.says).join('; ')}`;
    return [{ is: 'note', kind: 'other-revision', services: others.map(({ name }) => name), says }];
}
function names(services) {
    return services.map(({ name }) => name).join(', ');
}

;// CONCATENATED MODULE: ./shared/core/versions/board.ts





/** What is seen of an environment, judged. `most` promotions are told. */
function environmentOf(seen, { now, most }) {
    const records = seen.records.is === 'read' ? seen.records.records : [];
    const services = seen.services.is === 'read' ? seen.services.services : [];
    const recorded = (0,versions_records/* currentOf */.$c)(records);
    const underWay = (0,versions_records/* underWayIn */.H8)(records, now);
    const drift = driftOf({ environment: seen.name, services, recorded, underWay, now });
    const stand = standOf(seen, recorded);
    const [newest] = records;
    return {
        name: seen.name,
        place: seen.place,
        requires: seen.requires,
        stand,
        outcome: newest && (0,versions_records/* endOf */.pJ)(newest, now),
        services: services.map(service => ({
            ...service,
            effective: service.is === 'there' ? effectiveVersion(service, recorded) : {},
            findings: drift.filter(finding => finding.services.includes(service.name)),
        })),
        findings: [
            ...drift,
            ...recordFindings(seen, { underWay, records, now }),
            ...unreadFindings(seen),
            ...standFindings(seen, stand, recorded),
        ],
        history: (0,versions_records/* historyOf */.om)(records, (0,versions_records/* rollbacksOf */.NV)(services.filter(one => one.is === 'there')), { now, most }),
        waiting: undefined,
    };
}
function standOf({ services, records }, recorded) {
    const there = services.is === 'read' ? services.services.filter(one => one.is === 'there') : [];
    if (there.length > 0)
        return standOfServices(there, recorded);
    // What was recorded, and is not there, is somewhere else or nowhere.
    if (recorded)
        return services.is === 'read' ? { is: 'unknown' } : { is: 'recorded', ...standOfRecord(recorded) };
    if (records.is === 'unread' || services.is === 'unread')
        return { is: 'unknown' };
    return services.is === 'read' || records.records.length === 0 ? { is: 'never' } : { is: 'unknown' };
}
function standOfServices(services, recorded) {
    const groups = byVersion(services, recorded);
    const [first] = groups;
    if (!first)
        return { is: 'unnamed' };
    if (groups.length > 1)
        return { is: 'mixed', versions: groups.map(({ version }) => version) };
    const { version } = first;
    if (recorded && first.services.some(({ match }) => match === 'same'))
        return { is: 'runs', ...standOfRecord(recorded), version: { ...version, ...(0,versions_records/* recordedVersion */.ZN)(recorded) } };
    const since = Math.max(...first.services.map(one => one.since));
    const run = first.services.find(({ provenance }) => provenance.runUrl !== undefined)?.provenance.runUrl;
    return { is: 'runs', version, since, by: '', run };
}
function standOfRecord(recorded) {
    const { run } = (0,deployment_record/* payloadOf */.Md)(recorded.payload);
    return {
        version: (0,versions_records/* recordedVersion */.ZN)(recorded),
        since: (0,versions_records/* successAt */.DJ)(recorded),
        by: (0,versions_records/* actorOf */.dn)(recorded),
        run: typeof run === 'string' ? run : undefined,
    };
}
function recordFindings({ name }, { records, underWay, now }) {
    if (underWay) {
        const by = (0,versions_records/* actorOf */.dn)(underWay);
        const says = `a promotion of ${(0,versions_version/* versionText */.KA)((0,versions_records/* recordedVersion */.ZN)(underWay))} to ${name} has been going on since ${(0,wording/* dayAndTime */.X_)(underWay.createdAt)}${by && `, by ${by}`}`;
        return [{ is: 'note', kind: 'in-progress', services: [], says }];
    }
    const [newest] = records;
    if (!newest || (0,versions_records/* endOf */.pJ)(newest, now) !== 'cut-off')
        return [];
    const says = `the promotion of ${(0,versions_version/* versionText */.KA)((0,versions_records/* recordedVersion */.ZN)(newest))} that began at ${(0,wording/* dayAndTime */.X_)(newest.createdAt)} never said how it ended`;
    const next = 'Run its job again: it goes on where it was cut off.';
    return [{ is: 'note', kind: 'cut-off', services: [], says, next }];
}
function unreadFindings({ services, records }) {
    return [
        ...(services.is === 'unread' ? [unread('services-unread', services.lack)] : []),
        ...(services.is === 'read' ? services.lacks.map(lack => unread('services-unread', lack)) : []),
        ...(records.is === 'unread' ? [unread('records-unread', records.lack)] : []),
    ];
}
function standFindings(seen, stand, recorded) {
    const { name, services, records } = seen;
    const there = services.is === 'read' ? services.services.filter(one => one.is === 'there') : [];
    if (stand.is === 'never')
        return [{ is: 'note', kind: 'never-deployed', services: [], says: `nothing was ever deployed to ${name}` }];
    if (recorded && services.is === 'read' && there.length === 0) {
        const says = `${(0,versions_version/* versionText */.KA)((0,versions_records/* recordedVersion */.ZN)(recorded))} was recorded, but cluster ${seen.place?.cluster ?? ''} has none of the services`;
        return [{ is: 'drift', kind: 'missing', services: services.services.map(one => one.name), says }];
    }
    if (there.length === 0)
        return [];
    if (records.is === 'read' && !recorded)
        return [
            {
                is: 'note',
                kind: 'no-record',
                services: [],
                says: `GitHub has no record of what is in ${name}, so what runs is compared with nothing`,
            },
        ];
    const silent = there.filter(({ match, rollout }) => match === 'unsaid' && rollout !== 'in-progress');
    if (!recorded || silent.length === 0)
        return [];
    const says = `nothing says whether ${silent.map(one => one.name).join(', ')} is what was recorded: neither the record nor the revision names a release or an image that could be compared`;
    return [{ is: 'note', kind: 'not-compared', services: silent.map(one => one.name), says }];
}
function verdictOf({ findings, services, place }) {
    if (findings.some(({ is }) => is === 'drift'))
        return 'drift';
    if (findings.some(({ is }) => is === 'unknown') || place === undefined)
        return 'unknown';
    return services.length === 0 ? 'unknown' : 'none';
}
function verdictOfAll(environments) {
    const verdicts = new Set(environments.map(verdictOf));
    if (verdicts.has('drift'))
        return 'drift';
    return verdicts.has('unknown') || environments.length === 0 ? 'unknown' : 'none';
}
/** The commit that an environment is at, by which it is compared with others. */
function commitOf({ stand }) {
    return stand.is === 'runs' || stand.is === 'recorded' ? stand.version.commit : undefined;
}
/** What people read of where an environment stands. */
function standText({ stand }) {
    if (stand.is === 'runs' || stand.is === 'recorded')
        return (0,versions_version/* versionText */.KA)(stand.version);
    if (stand.is === 'mixed')
        return stand.versions.map(versions_version/* versionText */.KA).join(', ');
    return { unnamed: 'an unknown version', never: 'nothing yet', unknown: 'unknown' }[stand.is];
}

// EXTERNAL MODULE: ./shared/core/versions/links.ts
var links = __webpack_require__(1989);
;// CONCATENATED MODULE: ./shared/core/html.ts
/** Markup that this project wrote. Whatever else is put into it is text, and becomes nothing but text. */
class Html {
    markup;
    constructor(markup) {
        this.markup = markup;
    }
}
/** Markup with values in it. A value in an attribute stands in double quotes. */
function html(written, ...values) {
    return new Html(written.reduce((text, next, index) => text + markupOf(values[index - 1]) + next));
}
function markupOf(value) {
    if (value === undefined)
        return '';
    if (value instanceof Html)
        return value.markup;
    if (typeof value === 'string' || typeof value === 'number')
        return escaped(String(value));
    return value.map(({ markup }) => markup).join('');
}
/** What could end a text or a quoted value, as references that a browser shows as they were. */
function escaped(text) {
    return text.replace(/[&<>"'`]/g, mark => `&#${mark.charCodeAt(0)};`);
}

// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
;// CONCATENATED MODULE: ./shared/core/versions/words.ts



/** What people read of how a promotion ended. */
const endWords = {
    'under-way': 'under way',
    'cut-off': 'cut off',
    inactive: 'removed',
};
function endText(ended) {
    return endWords[ended] ?? ended;
}
const looks = {
    good: { sign: '✓', word: 'as recorded' },
    drift: { sign: '!', word: 'drift' },
    moving: { sign: '↻', word: 'under way' },
    unknown: { sign: '?', word: 'not seen in full' },
    none: { sign: '–', word: 'nothing there' },
};
function lookOf(environment) {
    const { findings, stand } = environment;
    const verdict = verdictOf(environment);
    if (verdict === 'drift')
        return 'drift';
    if (findings.some(({ kind }) => kind === 'in-progress'))
        return 'moving';
    if (stand.is === 'never')
        return 'none';
    if (verdict === 'unknown' || findings.some(({ kind }) => kind === 'no-record' || kind === 'not-compared'))
        return 'unknown';
    return 'good';
}
/** What is said beside the sign. Without a record there is nothing to be as. */
function lookWord(environment) {
    const look = lookOf(environment);
    if (look === 'unknown' && environment.stand.is === 'recorded')
        return 'by GitHub’s record alone';
    if (look === 'unknown' && environment.findings.some(({ kind }) => kind === 'no-record'))
        return 'not recorded';
    return looks[look].word;
}
/** `Production runs v1.4.0 since 2026-11-20 09:14Z; 3 commits wait.` Foreign text is made a plain line. */
function sentenceOf(environment) {
    const parts = [standSentence(environment), driftSentence(environment), waitingSentence(environment)];
    return `${parts.filter(part => part !== '').join('; ')}.`;
}
function standSentence(environment) {
    const { name, stand } = environment;
    const who = (0,wording/* capital */.Nx)(shown(name));
    const what = shown(standText(environment));
    if (stand.is === 'runs')
        return `${who} runs ${what} since ${(0,wording/* dayAndTime */.X_)(stand.since)}`;
    if (stand.is === 'recorded')
        return `${who} has ${what} since ${(0,wording/* dayAndTime */.X_)(stand.since)}, by GitHub's record`;
    if (stand.is === 'mixed')
        return `${who} runs ${stand.versions.length} releases at once: ${what}`;
    if (stand.is === 'unnamed')
        return `${who} runs services whose release nothing says`;
    return stand.is === 'never' ? `${who} was never deployed to` : `What ${shown(name)} runs is not known`;
}
function driftSentence({ findings }) {
    const drift = findings.filter(({ is, kind }) => is === 'drift' && kind !== 'mixed').length;
    return drift === 0 ? '' : `${(0,wording/* counted */.hS)(drift, 'finding')} of drift`;
}
function waitingSentence({ waiting }) {
    if (waiting?.is !== 'compared' || waiting.ahead === 0)
        return '';
    return `${(0,wording/* counted */.hS)(waiting.ahead, 'commit')} wait${waiting.ahead === 1 ? 's' : ''}`;
}
/** More environments than this get a line each. */
const mostInOneLine = 3;
function boardText({ environments }) {
    const sentences = environments.map(sentenceOf);
    if (sentences.length <= mostInOneLine)
        return sentences.join(' ');
    return [`${(0,wording/* counted */.hS)(environments.length, 'environment')}:`, ...sentences.map(one => `  - ${one}`)].join('\n');
}
/** Characters; names of environments and releases are foreign, and may be as long as their makers liked. */
const words_longest = 80;
function shown(text, most = words_longest) {
    return (0,wording/* shortened */.vI)((0,foreign_text/* plainLine */.h0)(text), most);
}

;// CONCATENATED MODULE: ./shared/core/versions/page-parts.ts




/** Text of others: its direction is its own, and what does not show is left out. */
function foreign(text, most) {
    return html `<bdi>${shown(text, most)}</bdi>`;
}
function time(at) {
    return html `<time datetime="${new Date(at).toISOString()}">${(0,wording/* dayAndTime */.X_)(at)}</time>`;
}
/** `url` is one that this project made. */
function page_parts_link(url, text) {
    return url === undefined ? undefined : html `<a href="${url}">${foreign(text)}</a>`;
}
/** A part that follows another one in a line. */
function trail(part) {
    return part && html ` · ${part}`;
}
function commitLink(sha, links) {
    if (sha === undefined)
        return undefined;
    const short = html `<code>${shown(sha.slice(0, 12))}</code>`;
    const url = links.commit(sha);
    return url === undefined ? short : html `<a href="${url}">${short}</a>`;
}
function badge(environment) {
    const look = lookOf(environment);
    return html `<span class="badge ${look}">${sign(look)}${lookWord(environment)}</span>`;
}
/** A mark that shows without colour; the word beside it says the same to those who do not see it. */
function sign(look) {
    return html `<span class="sign" aria-hidden="true">${looks[look].sign}</span>`;
}
/** Whether something of the service is not as it should be. */
function isTroubled(service) {
    return service?.findings.some(({ is }) => is === 'drift') ?? false;
}
function releaseOf(service) {
    if (service.is === 'absent')
        return html `<span class="soft">none</span>`;
    return (0,versions_version/* isKnown */.qE)(service.effective) ? foreign((0,versions_version/* versionText */.KA)(service.effective)) : html `<span class="soft">unknown</span>`;
}
const troubles = {
    'not-recorded': 'not what was recorded',
    mixed: 'on another release',
    missing: 'missing in ECS',
    'failed-deployment': 'deployment failed',
    'too-few-tasks': 'too few tasks',
    'marked-failed': 'marked as failed',
    stuck: 'stuck',
};
/** What is to be said of a service beside its release. */
function markOf(service) {
    const drift = service.findings.filter(({ is }) => is === 'drift').map(({ kind }) => kind);
    // What is not what was recorded is mostly on another release for that very reason.
    const told = drift.filter(kind => kind !== 'mixed' || !drift.includes('not-recorded'));
    const words = (0,wording/* capital */.Nx)(told.map(kind => troubles[kind] ?? kind).join(', '));
    if (words !== '')
        return html `<span class="mark drift">${sign('drift')} ${words}</span>`;
    if (service.is !== 'there' || service.rollout !== 'in-progress')
        return undefined;
    return html `<span class="mark moving">${sign('moving')} ${(0,wording/* capital */.Nx)(looks.moving.word)}</span>`;
}
/** The roles say what the elements are, also where they are laid out as a list. */
function table({ caption, style, head }, rows) {
    const columns = head.map(name => html `<th role="columnheader" scope="col">${foreign(name)}</th>`);
    return html `<table role="table" class="${style}">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows}
    </tbody>
  </table>`;
}
function row(name, cells, style = '') {
    return html `<tr role="row" class="${style}">
    <th role="rowheader" scope="row">${name}</th>
    ${cells}
  </tr>`;
}
/** `column` is its heading, which stands before it where the table is laid out as a list. */
function cell(column, content, style = '') {
    const inner = content && html `<div class="cell">${content}</div>`;
    // Whatever stood between the tags would make it seem not empty.
    return html `<td role="cell" class="${style}" data-column="${shown(column)}">${inner}</td>`;
}

// EXTERNAL MODULE: ./shared/core/console-url.ts
var console_url = __webpack_require__(6973);
;// CONCATENATED MODULE: ./shared/core/versions/page-section.ts






/** All that is known of one environment. `anchor` is the id by which the page leads to it. */
function environmentSection(environment, anchor, links) {
    const { name, findings, history } = environment;
    return html `<section class="panel environment" id="${anchor}" aria-labelledby="${anchor}-name">
    <header>
      <h2 id="${anchor}-name">${foreign(name)}</h2>
      ${badge(environment)}
      <p class="small soft">
        ${placeText(environment)}${trail(page_parts_link(links.deployments(name), 'deployments in GitHub'))}
      </p>
    </header>
    ${part(undefined, findings.length > 0
        ? html `<ul class="findings">
            ${findings.map(findingItem)}
          </ul>`
        : undefined)}
    ${part('Services', servicesTable(environment, links))} ${part('Waiting', commitsList(environment, links))}
    ${part('History', history.length > 0
        ? html `<ol class="timeline">
            ${history.map(one => timelineItem(one, links))}
          </ol>`
        : undefined)}
  </section>`;
}
function part(heading, content) {
    return content && html `<div>${heading === undefined ? undefined : html `<h3>${heading}</h3>`}${content}</div>`;
}
function placeText({ place }) {
    if (!place)
        return html `Known from GitHub alone`;
    const region = place.region === undefined ? undefined : html `, ${foreign(place.region)}`;
    return html `Cluster ${foreign(place.cluster)}${region}`;
}
const findingWords = {
    drift: { mark: '!', word: 'Drift' },
    unknown: { mark: '?', word: 'Not seen' },
    note: { mark: 'i', word: 'Note' },
};
/** Characters of a finding, which may tell of many services. */
const longestText = 2_000;
function findingItem({ is, says, next }) {
    const { mark, word } = findingWords[is];
    const end = /[.!?]$/.test(says) ? '' : '.';
    return html `<li class="finding ${is}">
    <span class="sign" aria-hidden="true">${mark}</span>
    <span><b>${word}:</b> ${foreign(says, longestText)}${end}</span>
    ${next === undefined ? undefined : html `<span class="next">${foreign(next, longestText)}</span>`}
  </li>`;
}
function servicesTable({ services, place, stand }, links) {
    if (services.length === 0 || stand.is === 'never')
        return undefined;
    const head = ['Service', 'Release', 'Commit', 'Image', 'Tasks', 'Since'];
    const rows = services.map(service => row(serviceName(service, place), serviceCells(service, links), isTroubled(service) ? 'drift' : ''));
    return table({ caption: 'What each service runs', style: 'services narrow', head }, rows);
}
function serviceCells(service, links) {
    const release = cell('Release', html `<span>${releaseOf(service)}</span>${markOf(service)}`);
    if (service.is === 'absent')
        return [release, ...['Commit', 'Image', 'Tasks', 'Since'].map(name => cell(name, undefined))];
    const { effective, images, running, desired, since } = service;
    return [
        release,
        cell('Commit', commitLink(effective.commit, links)),
        cell('Image', images.length > 0 ? html `${imagesOf(service)}` : undefined),
        cell('Tasks', html `${running} of ${desired}`, 'nowrap'),
        cell('Since', time(since)),
    ];
}
function serviceName(service, place) {
    const { name } = service;
    const own = name === service.service ? undefined : service.service;
    if (service.is === 'absent' || !place)
        return html `${foreign(name)}${under(own)}`;
    const { taskDefinition } = service;
    const url = (0,console_url/* serviceUrl */.R)({ cluster: place.cluster, service: service.service, taskDefinition });
    return html `${page_parts_link(url, name) ?? foreign(name)}${under((0,core_service/* revisionName */.pd)(taskDefinition))}`;
}
function under(text) {
    return text === undefined ? undefined : html `<div class="under">${foreign(text)}</div>`;
}
/** What the tasks run, by digest; where that could not be read, what the revision names. */
function imagesOf({ images, digests }) {
    return images.map(({ container, image }) => {
        const run = digests?.get(container) ?? [];
        const known = run.length > 0 ? run : image.digest === undefined ? [] : [image.digest];
        const codes = known.map(digest => html `<code title="${shown(digest)}">${shown(digest.slice(0, shortDigest))}</code>`);
        const tag = known.length === 0 && image.tag !== undefined ? html `<code>${shown(image.tag, 20)}</code>` : undefined;
        return html `<span class="small">${foreign(image.repository)}</span>${codes}${tag}`;
    });
}
/** `sha256:` and twelve digits. */
const shortDigest = 19;
/** Subjects that are shown of what waits. */
const mostCommits = 20;
function commitsList({ waiting }, links) {
    if (waiting?.is !== 'compared' || waiting.ahead === 0)
        return undefined;
    const { ahead, commits, base, head } = waiting;
    const items = commits.slice(0, mostCommits).map(({ sha, title, author }) => html `<li>
        ${commitLink(sha, links)}
        <span>${foreign(title, 200)} <span class="soft">${foreign(author)}</span></span>
      </li>`);
    const left = ahead - items.length;
    const compare = trail(page_parts_link(links.compare(base, head), 'compare'));
    const more = left > 0 ? html `<li class="soft">and ${left} more${compare}</li>` : undefined;
    return html `<ul class="commits">
    ${items}${more}
  </ul>`;
}
const endLooks = {
    succeeded: 'good',
    unchanged: 'good',
    done: 'good',
    'under-way': 'moving',
    inactive: 'none',
    cancelled: 'unknown',
    unknown: 'unknown',
    'timed-out': 'unknown',
    'awaiting-approval': 'unknown',
    superseded: 'unknown',
    'cut-off': 'unknown',
};
function timelineItem({ is, at, version, ended, by, run, says }, links) {
    const look = endLooks[ended] ?? 'drift';
    const name = page_parts_link(links.release(version.release), (0,versions_version/* versionText */.KA)(version)) ?? foreign((0,versions_version/* versionText */.KA)(version));
    const parts = [
        time(at),
        html `<b
      >${is === 'rollback' ? html `<span class="sign" aria-hidden="true">↩</span> Back to ` : undefined}${name}</b
    >`,
        html `<span class="mark">${sign(look)} ${endText(ended)}</span>`,
        version.release === undefined ? undefined : commitLink(version.commit, links),
        by === '' ? undefined : html `<span>by ${foreign(by)}</span>`,
        page_parts_link(links.run(run), 'run'),
    ];
    return html `<li class="${look}">
    <div class="event">${parts.flatMap(one => (one ? [one] : []))}</div>
    ${says === '' ? undefined : html `<p class="soft">${foreign(says, 200)}</p>`}
  </li>`;
}

;// CONCATENATED MODULE: ./shared/core/versions/page-style.ts

/** How the page looks: light and dark, on a phone, on a desk and on paper. It loads nothing. */
const style = new Html(`
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --panel: #ffffff; --ink: #15191f; --soft: #57606d; --line: #dde1e7; --faint: #eef0f4; --link: #0b57c2;
  --good: #116a3a; --good-back: #e3f5ea; --drift: #a81e22; --drift-back: #fdeaea; --moving: #0b57c2;
  --moving-back: #e6effc; --unknown: #7a4b00; --unknown-back: #fdf1dc; --none: #57606d; --none-back: #eef0f4;
  --shadow: 0 1px 2px rgb(21 25 31 / 6%), 0 4px 16px rgb(21 25 31 / 5%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --panel: #171b22; --ink: #e8ebf0; --soft: #a0a9b6; --line: #2b313b; --faint: #20252e; --link: #84b6ff;
    --good: #6fd79b; --good-back: #12301f; --drift: #ff9d9d; --drift-back: #3d171a; --moving: #8fbcff;
    --moving-back: #14294a; --unknown: #f3c06b; --unknown-back: #362609; --none: #a0a9b6; --none-back: #20252e;
    --shadow: none;
  }
}
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --panel: #fff; --ink: #000; --soft: #444; --line: #bbb; --faint: #fff; --link: #000; --good: #000;
    --good-back: #fff; --drift: #000; --drift-back: #fff; --moving: #000; --moving-back: #fff; --unknown: #000;
    --unknown-back: #fff; --none: #444; --none-back: #fff; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.frame { max-width: 74rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3rem); }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; }
ul, ol { padding: 0; list-style: none; }
h1 { font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; }
h3 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; color: var(--soft); }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.top { display: grid; gap: .5rem; margin-bottom: clamp(1.5rem, 4vw, 2.5rem); }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.badge {
  display: inline-flex; align-items: center; gap: .4em; padding: .1rem .6rem .1rem .45rem; border-radius: 1rem;
  border: 1px solid currentcolor; font-size: .8rem; font-weight: 600; line-height: 1.5;
}
.sign { display: inline-block; min-width: 1em; text-align: center; font-weight: 700; }
.good { --tone: var(--good); --back: var(--good-back); }
.drift { --tone: var(--drift); --back: var(--drift-back); }
.moving { --tone: var(--moving); --back: var(--moving-back); }
.unknown { --tone: var(--unknown); --back: var(--unknown-back); }
.none, .note { --tone: var(--none); --back: var(--none-back); }
.badge, .finding .sign, .mark { color: var(--tone); }
.badge { background: var(--back); }

.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); margin-bottom: 2.5rem; }
.card, .panel { background: var(--panel); border: 1px solid var(--line); border-radius: .75rem; box-shadow: var(--shadow); min-width: 0; }
.card { display: flex; flex-direction: column; gap: .75rem; padding: 1.1rem 1.25rem 1.25rem; border-top: 4px solid var(--tone); }
.card header { display: flex; flex-wrap: wrap; gap: .35rem .75rem; align-items: center; justify-content: space-between; }
.card h2 { font-size: 1rem; min-width: 0; }
.card h2 a { color: inherit; text-decoration: none; }
.card h2 a:hover { text-decoration: underline; }
.release { font-size: clamp(1.5rem, 6vw, 2rem); font-weight: 700; line-height: 1.15; letter-spacing: -.02em; }
.release.long { font-size: 1.15rem; letter-spacing: 0; }
.release.nothing { color: var(--soft); font-weight: 500; }
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .15rem .75rem; font-size: .875rem; }
.facts dt { color: var(--soft); }
.waiting { margin-top: auto; padding-top: .75rem; border-top: 1px solid var(--line); font-size: .875rem; }
.waiting b { font-size: 1.05rem; }

section { margin-bottom: 2.5rem; min-width: 0; }
section > h2 { margin-bottom: .75rem; }
.environment { padding: clamp(1rem, 3vw, 1.75rem); }
.environment > * + * { margin-top: 1.25rem; }
.environment > header { display: flex; flex-wrap: wrap; gap: .4rem .9rem; align-items: center; }
.environment > header .small { flex-basis: 100%; }
.environment h3 { margin-bottom: .6rem; }

.findings { display: grid; gap: .5rem; }
.finding { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .1rem .7rem; padding: .6rem .8rem; border-left: 4px solid var(--tone); border-radius: .25rem .5rem .5rem .25rem; background: var(--back); }
.finding b { color: var(--tone); }
.finding .next { grid-column: 2; color: var(--soft); font-size: .875rem; }

table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .55rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { font-size: .78rem; font-weight: 600; color: var(--soft); border-bottom-width: 2px; white-space: nowrap; }
.matrix thead th { white-space: normal; }
tbody tr:last-child > * { border-bottom: 0; }
tbody th a { text-decoration: none; }
tbody th a:hover { text-decoration: underline; }
.under { color: var(--soft); font-size: .8rem; font-weight: 400; }
tbody th { font-weight: 600; }
td.nowrap { white-space: nowrap; }
.cell { display: grid; gap: .1rem; min-width: 0; }
.mark { font-weight: 600; font-size: .85rem; }
tr.drift > th, td.drift { box-shadow: inset 3px 0 0 var(--tone); background: var(--back); }
.matrix { table-layout: fixed; }

.commits { display: grid; gap: .35rem; font-size: .9rem; }
.commits li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .75rem; }
.timeline { border-left: 2px solid var(--line); margin-left: .45rem; }
.timeline > li { position: relative; padding: 0 0 1rem 1.35rem; font-size: .9rem; }
.timeline > li:last-child { padding-bottom: 0; }
.timeline > li::before { content: ""; position: absolute; left: -.45rem; top: .4rem; width: .7rem; height: .7rem; border-radius: 50%; background: var(--panel); border: 3px solid var(--tone); }
.event { display: flex; flex-wrap: wrap; gap: .1rem .7rem; align-items: baseline; }
.event b { font-size: 1rem; }
footer { color: var(--soft); font-size: .8rem; border-top: 1px solid var(--line); padding-top: 1rem; }

@media print {
  .frame { max-width: none; padding: 0; }
  .card, .finding, tr, .timeline > li { break-inside: avoid; }
  .environment { border: 0; padding: 0; break-before: page; }
  h2, h3, thead { break-after: avoid; }
  a { text-decoration: none; }
  table { font-size: .78rem; }
  th, td { padding: .35rem .4rem; }
}
@media screen and (max-width: 48rem) { ${stacked('.narrow')} }
@media screen and (max-width: 74rem) { ${stacked('.wide')} }
@media screen { ${stacked('.widest')} }
`);
/** A table as a list of its rows, each cell behind the name of its column: what is too wide is never scrolled. */
function stacked(table) {
    return `
  ${table}, ${table} :is(tbody, tr, th, td) { display: block; width: auto; }
  ${table} thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  ${table} tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }
  ${table} tr.drift { padding: .75rem; border-left: 4px solid var(--tone); background: var(--back); }
  ${table} tr:last-child { border-bottom: 0; }
  ${table}.matrix tr { padding: .75rem 1rem; }
  ${table} :is(th, td) { padding: .1rem 0; border: 0; }
  ${table} tr > :is(th, td, td.drift) { box-shadow: none; background: none; }
  ${table} td { display: grid; grid-template-columns: minmax(5rem, 32%) minmax(0, 1fr); gap: .75rem; }
  ${table} td.nowrap { white-space: normal; }
  ${table} td:empty { display: none; }
  ${table} td::before { content: attr(data-column); color: var(--soft); font-size: .85rem; }`;
}

;// CONCATENATED MODULE: ./shared/core/versions/page.ts







/**
 * Which version is where, as a page that stands alone: it loads nothing and runs nothing, and every name in it is shown
 * as it is and does nothing.
 */
function versionPage({ environments, at }, { links, run }) {
    const repository = links.repository?.replace(/^https:\/\/[^/]+\//, '');
    const home = repository === undefined ? undefined : page_parts_link(links.repository, repository);
    const placed = environments.map((environment, index) => ({ environment, anchor: `environment-${index + 1}` }));
    return html `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>Which version is where${repository === undefined ? '' : ` · ${repository}`}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <div class="frame">
          <header class="top">
            ${home && html `<p class="soft">${home}</p>`}
            <h1>Which version is where</h1>
            <p class="soft">As of ${time(at)}${trail(page_parts_link(links.run(run), 'the run that looked'))}</p>
          </header>
          <main>
            ${environments.length === 0 ? html `<p>No environment is known.</p>` : undefined}
            <div class="cards">${placed.map(({ environment, anchor }) => card(environment, anchor, links))}</div>
            ${matrix(environments)}
            ${placed.map(({ environment, anchor }) => environmentSection(environment, anchor, links))}
          </main>
          <footer>Read from Amazon ECS and from GitHub’s deployments. All times are UTC.</footer>
        </div>
      </body>
    </html>`.markup;
}
function card(environment, anchor, links) {
    const text = shown(standText(environment));
    return html `<article class="card ${lookOf(environment)}">
    <header>
      <h2><a href="#${anchor}">${foreign(environment.name)}</a></h2>
      ${badge(environment)}
    </header>
    <p class="release ${releaseStyle(environment, text)}">${foreign(text)}</p>
    <dl class="facts">${facts(environment, links)}</dl>
    ${waitingLine(environment, links)}
  </article>`;
}
/** Characters that stand in a card in large letters. */
const mostLarge = 14;
function releaseStyle({ stand: { is } }, text) {
    if (is === 'never' || is === 'unknown' || is === 'unnamed')
        return 'nothing';
    return text.length > mostLarge ? 'long' : '';
}
function facts({ stand, services }, links) {
    const told = stand.is === 'runs' || stand.is === 'recorded' ? stand : undefined;
    const run = page_parts_link(links.run(told?.run), 'run');
    const by = told && told.by !== '' ? html `${foreign(told.by)}${trail(run)}` : run;
    const troubled = services.filter(isTroubled).length;
    const known = [
        // Without a release the commit stands above already.
        ['Commit', told?.version.release === undefined ? undefined : commitLink(told.version.commit, links)],
        ['Since', told && time(told.since)],
        ['By', by],
        [
            'Services',
            services.length === 0 ? undefined : html `${services.length}${troubled === 0 ? '' : `, ${troubled} with drift`}`,
        ],
    ];
    return known.flatMap(([name, value]) => value
        ? [
            html `<dt>${name}</dt>
            <dd>${value}</dd>`,
        ]
        : []);
}
function waitingLine({ waiting }, links) {
    if (!waiting)
        return undefined;
    const from = foreign(waiting.from);
    if (waiting.is === 'unknown')
        return html `<p class="waiting">What waits in ${from} is not known.</p>`;
    const { ahead, behind, base, head } = waiting;
    if (ahead === 0 && behind === 0)
        return html `<p class="waiting">Same as ${from}: nothing waits.</p>`;
    const many = html `<b>${(0,wording/* counted */.hS)(ahead, 'commit')}</b> of ${from} ${ahead === 1 ? 'waits' : 'wait'}.`;
    const other = html `${(0,wording/* counted */.hS)(behind, 'commit')} here ${behind === 1 ? 'is' : 'are'} not in ${from}.`;
    const compare = trail(page_parts_link(links.compare(base, head), 'compare'));
    return html `<p class="waiting">${ahead > 0 ? many : undefined} ${behind > 0 ? other : undefined}${compare}</p>`;
}
/** Which screens are narrow for a table of so many columns: there it is laid out as a list of its rows. */
function widthOf(columns) {
    if (columns <= 4)
        return 'narrow';
    return columns <= 12 ? 'wide' : 'widest';
}
/** Of a single environment its own section says it all. */
function matrix(environments) {
    const names = [...new Set(environments.flatMap(({ services }) => services.map(({ name }) => name)))];
    if (names.length === 0 || environments.length < 2)
        return undefined;
    const head = ['Service', ...environments.map(({ name }) => name)];
    const rows = names.map(name => row(foreign(name), environments.map(one => matrixCell(name, one))));
    const caption = 'The release of each service in each environment';
    return html `<section aria-labelledby="services">
    <h2 id="services">Services</h2>
    <div class="panel">${table({ caption, style: `matrix ${widthOf(environments.length)}`, head }, rows)}</div>
  </section>`;
}
function matrixCell(name, environment) {
    const service = environment.services.find(one => one.name === name);
    return cell(environment.name, matrixText(service), isTroubled(service) ? 'drift' : '');
}
function matrixText(service) {
    if (!service)
        return html `<span class="soft">not part of it</span>`;
    return html `<span>${releaseOf(service)}</span>${markOf(service)}`;
}

// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/aws/pages.ts
var pages = __webpack_require__(2388);
;// CONCATENATED MODULE: ./shared/phases/versions/records.ts



/** Deployments whose states are read side by side. GitHub takes a hundred requests at once, of all environments. */
const portion = 5;
/** Deployments that are looked at, unless more are shown: a token has 1,000 requests an hour for all that it does. */
const enough = 50;
/**
 * The deployments that GitHub has of an environment: so many as are shown, and on to the last success, which may lie
 * behind many failures.
 */
async function readRecords(environment, { github, history }) {
    const found = await github.deploymentsTo(environment);
    if (found.is === 'refused')
        return { is: 'unread', lack: { why: found.why } };
    const seen = [];
    try {
        const telling = (0,versions_records/* tellingOf */.Nr)(found.deployments).slice(0, Math.max(history, enough));
        for (const few of (0,pages/* batches */.X)(telling, portion)) {
            if (seen.length >= history && (0,versions_records/* currentOf */.$c)(seen))
                break;
            seen.push(...(await Promise.all(few.map(one => withStates(one, github)))));
        }
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            throw error;
        const why = `GitHub did not show how the deployments to ${environment} stand: ${(0,errors/* messageOf */.bD)(error)}`;
        return { is: 'unread', lack: { why } };
    }
    return { is: 'read', records: seen };
}
async function withStates(record, { statesOf }) {
    return { ...record, states: await statesOf(record.id) };
}

// EXTERNAL MODULE: ./shared/aws/registry.ts
var aws_registry = __webpack_require__(5985);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var manifest = __webpack_require__(2083);
// EXTERNAL MODULE: ./shared/core/provenance.ts
var core_provenance = __webpack_require__(8013);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
// EXTERNAL MODULE: ./shared/core/promotion-record.ts
var promotion_record = __webpack_require__(9827);
;// CONCATENATED MODULE: ./shared/core/versions/match.ts






/**
 * Compares by what is most telling: the images by digest, then what was proved of the service, then its revision, then
 * the commit that it says it is of.
 */
function matchOf(service, recorded, kin = new Map()) {
    const verdicts = [
        () => byImages(service, imagesIn(recorded), kin),
        () => byProof(service, recorded),
        () => byRevision(service, recorded),
        () => match_byVersion(service.version, (0,versions_records/* recordedVersion */.ZN)(recorded)),
    ];
    for (const verdict of verdicts) {
        const match = verdict();
        if (match !== 'unsaid')
            return match;
    }
    return 'unsaid';
}
/** Whether it runs a revision other than the recorded one, such as one that an infrastructure tool made. */
function isOtherRevision({ service, taskDefinition }, recorded) {
    const revision = (0,deployment_record/* recordedRevisions */.x_)(recorded).get(service);
    return revision === undefined || nameOf(revision) === nameOf(taskDefinition) ? undefined : revision;
}
/** The images of the record whose index must be read before it can be told whether a service runs one of them. */
function unclearImages({ images, digests }, recorded) {
    const known = imagesIn(recorded);
    return images
        .filter(({ image }) => image.digest === undefined)
        .flatMap(({ container, image }) => {
        const wanted = known.filter(one => (0,core_image/* sameRepository */.RB)(one, image));
        const runs = digests?.get(container) ?? [];
        return runs.every(digest => wanted.some(one => one.digest === digest)) ? [] : wanted;
    });
}
function byImages({ images, digests }, recorded, kin) {
    const verdicts = images.map(({ container, image }) => {
        const wanted = recorded.filter(one => (0,core_image/* sameRepository */.RB)(one, image)).flatMap(({ digest }) => digest ?? []);
        const runs = image.digest === undefined ? (digests?.get(container) ?? []) : [image.digest];
        if (wanted.length === 0 || runs.length === 0)
            return 'unsaid';
        const accepted = wanted.flatMap(digest => [digest, ...(kin.get(digest) ?? [])]);
        if (runs.every(digest => accepted.includes(digest)))
            return 'same';
        // What a task reports may be the platform's image in an index that could not be read.
        return image.digest !== undefined || wanted.every(digest => kin.has(digest)) ? 'other' : 'unsaid';
    });
    return together(verdicts);
}
function byProof({ service, images, digests }, { payload }) {
    const { proof } = (0,deployment_record/* payloadOf */.Md)(payload);
    const own = (0,json/* isJsonObject */.O)(proof) ? proof[service] : undefined;
    const proved = (0,json/* isJsonObject */.O)(own) && (0,json/* isJsonObject */.O)(own['digests']) ? own['digests'] : {};
    const verdicts = images.map(({ container }) => {
        const [digest, runs = []] = [proved[container], digests?.get(container)];
        if (typeof digest !== 'string' || runs.length === 0)
            return 'unsaid';
        return runs.every(one => one === digest) ? 'same' : 'other';
    });
    return together(verdicts);
}
function byRevision({ service, taskDefinition }, recorded) {
    const revision = (0,deployment_record/* recordedRevisions */.x_)(recorded).get(service);
    if (revision === undefined)
        return 'unsaid';
    return nameOf(revision) === nameOf(taskDefinition) ? 'same' : 'other';
}
function match_byVersion(runs, recorded) {
    const same = (0,versions_version/* isSame */.Ft)(runs, recorded);
    return same === undefined ? 'unsaid' : same ? 'same' : 'other';
}
/** A revision may be named by its ARN or as `family:number`. */
function nameOf(taskDefinition) {
    return taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);
}
function together(verdicts) {
    if (verdicts.includes('other'))
        return 'other';
    return verdicts.includes('same') ? 'same' : 'unsaid';
}
/** What is no image reference is left out. */
function imagesIn({ payload }) {
    return Object.values((0,promotion_record/* readPayload */.rD)(payload)?.images ?? {}).flatMap(text => {
        try {
            return [(0,core_image/* parseImage */.zZ)(text)];
        }
        catch {
            return [];
        }
    });
}

;// CONCATENATED MODULE: ./shared/phases/versions/services.ts








/** What runs in an environment, compared with what was recorded of it. What may not be read is said once. */
async function readServices(place, recorded, run) {
    const aws = run.aws(place.region);
    const lacks = new Lacks();
    try {
        const ecs = await aws.ecs();
        const { services, absent } = await ecs.describeServices(place.cluster, place.services.map(({ service }) => service));
        const reading = { ecs, cluster: place.cluster, lacks };
        const seen = await Promise.all(place.services.map(async (declared) => {
            const service = services.find(one => one.name === declared.service);
            if (service?.status === 'ACTIVE')
                return { is: 'there', ...(await readService(service, declared, reading)) };
            const reason = service?.status ?? absent.get(declared.service) ?? 'MISSING';
            return { is: 'absent', name: declared.name, service: declared.service, reason };
        }));
        return { is: 'read', services: await compared(seen, recorded, { aws, lacks }), lacks: lacks.all() };
    }
    catch (error) {
        return { is: 'unread', lack: lackOf(error) };
    }
}
/** What may not be read, each once: a role that may not do something may not do it for any service. */
class Lacks {
    known = new Map();
    /** What is read, or undefined where AWS does not let it. */
    async orNothing(permission, read) {
        if (this.known.has(permission))
            return undefined;
        try {
            return await read();
        }
        catch (error) {
            this.add(permission, lackOf(error));
            return undefined;
        }
    }
    add(permission, lack) {
        if (!this.known.has(permission))
            this.known.set(permission, lack);
    }
    all() {
        return [...this.known.values()];
    }
}
/** Cancellation and bugs go on; whatever else AWS says keeps from seeing. */
function lackOf(error) {
    if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
        throw error;
    return { why: error.message, next: error.next };
}
async function readService(service, declared, reading) {
    const { ecs, cluster, lacks } = reading;
    const primary = (0,core_service/* primaryOf */.Os)(service);
    const taskDefinition = primary?.taskDefinition ?? service.taskDefinition;
    const [revision, tasks] = await Promise.all([
        lacks.orNothing('ecs:DescribeTaskDefinition', () => ecs.describeTaskDefinition(taskDefinition)),
        lacks.orNothing('ecs:ListTasks', () => ecs.runningTasks(cluster, service.name)),
    ]);
    const provenance = (0,core_provenance/* readProvenance */.Ch)(revision?.tags ?? []);
    const images = revision ? (0,known_revision/* imagesIn */.o$)(revision) : [];
    const own = declared.images.map(({ image }) => image.repository);
    return {
        ...{ name: declared.name, service: service.name, taskDefinition, provenance, images },
        version: (0,versions_version/* versionOf */.E4)(provenance, images, own),
        digests: tasks && digestsIn(tasks.filter(task => task.taskDefinition === taskDefinition)),
        since: primary?.createdAt ?? 0,
        running: service.deployments.reduce((sum, one) => sum + one.running, 0),
        desired: service.desired,
        rollout: rolloutOf(service),
        ...{ match: 'unsaid', recordedRevision: undefined },
    };
}
function digestsIn(tasks) {
    const found = new Map();
    for (const { containers } of tasks)
        for (const { name, digest } of containers)
            if (digest !== undefined)
                found.set(name, (found.get(name) ?? new Set()).add(digest));
    return new Map([...found].map(([name, digests]) => [name, [...digests]]));
}
function rolloutOf(service) {
    const rollout = (0,core_service/* primaryOf */.Os)(service)?.rollout;
    if (rollout === 'COMPLETED')
        return 'completed';
    if (rollout === 'FAILED')
        return 'failed';
    return rollout === 'IN_PROGRESS' ? 'in-progress' : 'unsaid';
}
async function compared(seen, recorded, registry) {
    if (!recorded)
        return [...seen];
    const unclear = seen.flatMap(one => (one.is === 'there' ? unclearImages(one, recorded) : []));
    const kin = await kinOf(unclear, registry);
    return seen.map(one => {
        if (one.is !== 'there')
            return one;
        return { ...one, match: matchOf(one, recorded, kin), recordedRevision: isOtherRevision(one, recorded) };
    });
}
/** ECS may report of a task the digest of its platform's image, where the record has that of the index. */
async function kinOf(images, { aws, lacks }) {
    const byDigest = new Map(images.flatMap(image => (image.digest === undefined ? [] : [[image.digest, image]])));
    const entries = await Promise.all([...byDigest].map(async ([digest, { registry, repository }]) => {
        const image = { ...(registry !== undefined && { registry }), repository, wanted: { digest } };
        const found = await lacks.orNothing('ecr:BatchGetImage', () => (0,aws_registry/* lookInRegistry */.a1)(aws, image));
        if (found?.is === 'unknown')
            lacks.add('ecr:BatchGetImage', { why: `${repository}: ${found.why}` });
        if (found?.is !== 'found' || found.manifest === undefined)
            return [];
        return [[digest, (0,manifest/* digestsOf */.nw)((0,manifest/* readManifest */.WI)(found.manifest), digest)]];
    }));
    return new Map(entries.flat());
}

;// CONCATENATED MODULE: ./shared/phases/versions/look.ts





/** Which version is in each of these environments. All are looked at side by side; nothing is written. */
async function lookAtVersions(wanted, run) {
    const { clock, step } = run.context;
    const at = clock.now();
    const seen = await step.group('Look at what runs where', () => Promise.all(wanted.map(one => see(one, run))));
    const judged = seen.map(one => environmentOf(one, { now: at, most: run.history }));
    const environments = await Promise.all(judged.map(async (one) => ({ ...one, waiting: await waitingFor(one, judged, run) })));
    return { at, environments };
}
async function see({ name, place, requires }, run) {
    const records = await readRecords(name, run);
    const recorded = records.is === 'read' ? (0,versions_records/* currentOf */.$c)(records.records) : undefined;
    const services = place ? await readServices(place, recorded, run) : { is: 'unasked' };
    return { name, place: place && { cluster: place.cluster, region: place.region }, requires, services, records };
}
/** What lies between an environment and the one that its releases come from; undefined where that was not looked at. */
async function waitingFor(environment, all, { github }) {
    const source = all.find(({ name }) => name === environment.requires);
    if (!source)
        return undefined;
    const [base, head] = [commitOf(environment), commitOf(source)];
    const from = source.name;
    if (environment.stand.is === 'never' || source.stand.is === 'never')
        return undefined;
    if (!(0,versions_version/* isCommit */.WM)(base) || !(0,versions_version/* isCommit */.WM)(head)) {
        const missing = (0,versions_version/* isCommit */.WM)(base) ? from : environment.name;
        return { is: 'unknown', from, why: `it is not known which one commit ${missing} is at` };
    }
    if (base === head)
        return { is: 'compared', from, base, head, ahead: 0, behind: 0, commits: [] };
    const compared = await github.commitsBetween(base, head);
    if (compared.is === 'unread')
        return { is: 'unknown', from, why: `GitHub did not compare the commits: ${compared.why}` };
    const { ahead, behind, commits } = compared;
    return { is: 'compared', from, base, head, ahead, behind, commits };
}

// EXTERNAL MODULE: ./shared/run-url.ts
var run_url = __webpack_require__(9843);
// EXTERNAL MODULE: ./shared/workspace.ts
var workspace = __webpack_require__(4107);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
;// CONCATENATED MODULE: ./actions/which-version/inputs.ts

const inputs_inputs = {
    // A GitHub environment that no manifest describes has records all the same.
    environment: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    environments: (0,inputs/* optional */.lq)(inputs/* list */.p_),
    history: (0,inputs/* required */.mw)(readCount),
    page: (0,inputs/* optional */.lq)(readPage),
    'fail-on-drift': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'github-token': (0,inputs/* required */.mw)(inputs/* text */.Qq),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
/** GitHub lists so many deployments at once. */
const mostHistory = 100;
function readCount(raw) {
    if (/^\d{1,3}$/.test(raw) && Number(raw) <= mostHistory)
        return Number(raw);
    throw new Error(`is ${(0,inputs/* quote */.hD)(raw)}; it takes a whole number from 0 to ${mostHistory}`);
}
/** What is written there replaces what was there: the name of a source file is a slip. */
function readPage(raw) {
    if (/\.html?$/i.test(raw))
        return raw;
    throw new Error(`is ${(0,inputs/* quote */.hD)(raw)}; it takes the path of a file that ends in .html`);
}
function checkInputs({ environment, environments }) {
    return environment !== undefined && environments !== undefined
        ? ['`environment` and `environments` exclude each other: one names a single environment, the other several']
        : [];
}

;// CONCATENATED MODULE: ./actions/which-version/outputs.ts

/** `true`, `false`, or `unknown` where nothing is wrong as far as could be seen, and not everything could. */
function driftOutput({ environments }) {
    return { drift: 'true', none: 'false', unknown: 'unknown' }[verdictOfAll(environments)];
}
/** Which version is where, by environment. What is not known is null, so that every member is always there. */
function versionsOutput({ environments }) {
    return JSON.stringify(Object.fromEntries(environments.map(one => [one.name, environmentJson(one)])));
}
function environmentJson({ stand, outcome, place, services, findings, waiting }) {
    const one = stand.is === 'runs' || stand.is === 'recorded' ? stand : undefined;
    return {
        // Whether that is what runs, or what was recorded, or why there is no one version.
        basis: stand.is,
        ...versionJson(one?.version ?? {}),
        since: one ? timeJson(one.since) : null,
        by: one?.by || null,
        outcome: outcome ?? null,
        region: place?.region ?? null,
        services: Object.fromEntries(services.map(service => [service.name, serviceJson(service)])),
        drift: findings.filter(({ is }) => is === 'drift').map(({ kind, services, says }) => ({ kind, services, says })),
        notes: findings.filter(({ is }) => is !== 'drift').map(({ kind, services, says }) => ({ kind, services, says })),
        waiting: waiting ? waitingJson(waiting) : null,
    };
}
function serviceJson(service) {
    if (service.is === 'absent')
        return { service: service.service, missing: service.reason };
    const { taskDefinition, since, running, desired, digests, rollout, match } = service;
    return {
        service: service.service,
        ...versionJson(service.effective),
        taskDefinition,
        digests: digests ? Object.fromEntries(digests) : null,
        since: timeJson(since),
        running,
        desired,
        rollout,
        recorded: { same: true, other: false, unsaid: null }[match],
    };
}
function waitingJson(waiting) {
    if (waiting.is === 'unknown')
        return { from: waiting.from, commits: null, why: waiting.why };
    return { from: waiting.from, commits: waiting.ahead, behind: waiting.behind };
}
function versionJson({ release = null, commit = null }) {
    return { release, commit };
}
function timeJson(at) {
    return new Date(at).toISOString();
}

// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
;// CONCATENATED MODULE: ./actions/which-version/summary.ts








/** Which version is where, for people: all environments in one table, and then each. */
function summaryOf({ environments }, links) {
    return [overview(environments), ...environments.map(one => details(one, links))].join('\n\n');
}
function overview(environments) {
    const rows = environments.map((one) => [
        shown(one.name),
        releaseCell(one),
        commitCell(one),
        'since' in one.stand ? (0,wording/* dayAndTime */.X_)(one.stand.since) : '',
        'by' in one.stand ? shown(one.stand.by) : '',
        one.services.length > 0
            ? `${one.services.filter(({ is }) => is === 'there').length} of ${one.services.length}`
            : '',
        one.waiting ? waitingText(one.waiting) : '',
        `${looks[lookOf(one)].sign} ${lookWord(one)}`,
    ]);
    return (0,summary/* serviceTable */.oV)(['Environment', 'Release', 'Commit', 'Since', 'By', 'Services', 'Waiting', ''], rows);
}
/** What is known by its commit alone has that beside it. */
function releaseCell(environment) {
    const { stand } = environment;
    return 'version' in stand ? shown(stand.version.release ?? '') : shown(standText(environment));
}
function commitCell({ stand }) {
    const commit = 'version' in stand ? stand.version.commit : undefined;
    return commit === undefined ? '' : { code: commit.slice(0, 12) };
}
function waitingText(waiting) {
    if (waiting.is === 'unknown')
        return 'not known';
    const { ahead, behind, from } = waiting;
    if (ahead === 0 && behind === 0)
        return `none, same as ${shown(from)}`;
    const all = [
        ...(ahead > 0 ? [`${(0,wording/* counted */.hS)(ahead, 'commit')} of ${shown(from)}`] : []),
        ...(behind > 0 ? [`${behind} not in ${shown(from)}`] : []),
    ];
    return all.join('; ');
}
function details(environment, links) {
    const { place } = environment;
    const where = [
        ...(place ? [`cluster ${(0,summary/* codeSpan */.SS)(place.cluster)}`] : []),
        ...(place?.region === undefined ? [] : [(0,summary/* codeSpan */.SS)(place.region)]),
        summary_link('deployments', links.deployments(environment.name)),
    ];
    const parts = [
        `#### ${(0,foreign_text/* markdownText */.p7)(shown(environment.name))}: ${(0,foreign_text/* markdownText */.p7)(shown(standText(environment)))}`,
        where.filter(Boolean).join(' · '),
        findingsText(environment),
        summary_servicesTable(environment.services),
        commitsText(environment, links),
        historyText(environment.history, links),
    ];
    return parts.filter(Boolean).join('\n\n');
}
const findingSigns = { drift: '❌', unknown: '❔', note: 'ℹ️' };
function findingsText({ findings }) {
    return findings
        .map(({ is, says, next }) => `- ${findingSigns[is]} ${[says, next].flatMap(text => sentence(text)).join(' ')}`)
        .join('\n');
}
/** Findings quote names and AWS's words. */
function sentence(text) {
    if (text === undefined || text === '')
        return [];
    const shownText = (0,summary/* prose */.CS)(shown(text, 1_000));
    return [/[.!?]$/.test(shownText) ? shownText : `${shownText}.`];
}
function summary_servicesTable(services) {
    if (services.length === 0)
        return '';
    const head = ['Service', 'Release', 'Commit', 'Revision', 'Image', 'Tasks', 'Since', ''];
    return (0,summary/* serviceTable */.oV)(head, services.map(serviceRow));
}
function serviceRow(service) {
    if (service.is === 'absent')
        return [service.name, '', '', '', '', '', '', `! ${service.reason}`];
    const { name, effective, taskDefinition, running, desired, since } = service;
    return [
        name,
        (0,versions_version/* isKnown */.qE)(effective) ? shown(effective.release ?? '') : 'unknown',
        effective.commit === undefined ? '' : { code: effective.commit.slice(0, 12) },
        { code: (0,core_service/* revisionName */.pd)(taskDefinition) },
        { lines: summary_imagesOf(service) },
        `${running} of ${desired}`,
        (0,wording/* dayAndTime */.X_)(since),
        serviceMark(service),
    ];
}
/** What the tasks run, and where that could not be read, what the revision names. */
function summary_imagesOf({ images, digests }) {
    return images.map(({ container, image }) => {
        const [digest = image.digest] = digests?.get(container) ?? [];
        return (0,core_image/* shortImage */.Uq)((0,core_image/* imageText */.f1)({ ...image, ...(digest !== undefined && { digest }) }));
    });
}
function serviceMark(service) {
    const kinds = service.findings.filter(({ is }) => is === 'drift').map(({ kind }) => kind.replaceAll('-', ' '));
    if (kinds.length > 0)
        return `! ${kinds.join(', ')}`;
    if (service.is === 'there' && service.rollout === 'in-progress')
        return `${looks.moving.sign} ${looks.moving.word}`;
    return '';
}
/** Subjects that are shown of what waits. */
const summary_mostCommits = 10;
function commitsText({ name, waiting }, links) {
    if (waiting?.is === 'unknown')
        return (0,summary/* prose */.CS)(`What waits for ${shown(name)} is not known: ${shown(waiting.why, 500)}.`);
    if (!waiting || waiting.ahead === 0)
        return '';
    const { from, base, head, ahead, commits } = waiting;
    const lines = commits
        .slice(0, summary_mostCommits)
        .map(({ sha, title, author }) => `- ${(0,summary/* codeSpan */.SS)(sha.slice(0, 12))} ${(0,foreign_text/* markdownText */.p7)(shown(title, 200))} (${(0,foreign_text/* markdownText */.p7)(shown(author))})`);
    const more = ahead > lines.length ? [`- and ${ahead - lines.length} more`] : [];
    const compare = summary_link('compare', links.compare(base, head));
    const heading = `**${(0,wording/* counted */.hS)(ahead, 'commit')} of ${(0,foreign_text/* markdownText */.p7)(shown(from))} ${ahead === 1 ? 'waits' : 'wait'}**`;
    return [[heading, compare].filter(Boolean).join(' · '), [...lines, ...more].join('\n')].join('\n\n');
}
function historyText(history, links) {
    if (history.length === 0)
        return '';
    const lines = history.map(one => promotionLine(one, links));
    return `<details><summary>History</summary>\n\n${lines.join('\n')}\n\n</details>`;
}
function promotionLine({ is, at, version, ended, by, run, says }, links) {
    const parts = [
        `${(0,wording/* dayAndTime */.X_)(at)} ${is === 'rollback' ? 'back to ' : ''}**${(0,foreign_text/* markdownText */.p7)(shown((0,versions_version/* versionText */.KA)(version)))}**`,
        (0,foreign_text/* markdownText */.p7)(endText(ended)),
        ...(by === '' ? [] : [`by ${(0,foreign_text/* markdownText */.p7)(shown(by))}`]),
        summary_link('run', links.run(run)),
        (0,foreign_text/* markdownText */.p7)(shown(says, 140)),
    ];
    return `- ${parts.filter(Boolean).join(' · ')}`;
}
/** Made of addresses of our own alone: nothing in one can end the link. */
function summary_link(text, url) {
    return url === undefined ? '' : `[${text}](${url})`;
}

;// CONCATENATED MODULE: ./actions/which-version/which-version.ts













/** Shows which version is where, from what ECS runs and what GitHub has recorded. Writes nothing in either. */
const whichVersion = (0,action/* action */.XI)({
    title: 'Which version is where',
    inputs: inputs_inputs,
    outputs: ['versions', 'drift'],
    defaults: ({ declared, document }) => ({
        ...(declared === undefined && { environments: Object.keys(document.environments) }),
    }),
    check: checkInputs,
    async run(given, context, manifest) {
        if (given.page !== undefined)
            await (0,workspace/* placeInWorkspace */.mY)(given.page, context.environment);
        const run = runOf(given, context);
        const board = await lookAtVersions(await wantedOf(given, manifest, run), run);
        warn(board, context);
        return {
            ...judged(board, given),
            ...(await writePage({ board, given, context })),
            outputs: { versions: versionsOutput(board), drift: driftOutput(board) },
            summary: summaryOf(board, linksIn(context)),
        };
    },
});
function runOf({ timeout, history, 'github-token': token }, context) {
    const until = context.clock.now() + timeout;
    const known = new Map();
    return {
        history,
        aws: region => {
            const aws = known.get(region) ?? context.aws({ until, patience, ...(region !== undefined && { region }) });
            known.set(region, aws);
            return aws;
        },
        github: context.github({ token, until }),
        context,
    };
}
/** Milliseconds for which one read is tried again: what is not seen is said, and the rest is shown. */
const patience = 60_000;
/** The environments that are looked at, and where they are. */
async function wantedOf({ environment, environments, 'fail-on-drift': failOnDrift }, manifest, { github }) {
    const named = environment === undefined ? environments : [environment];
    if (manifest)
        return (named ?? []).map(name => declaredIn(manifest, name, named ?? []));
    if (failOnDrift)
        throw new errors/* UsageError */.eb([
            '`fail-on-drift` needs a manifest: it says which services are to run where; is actions/checkout missing?',
        ]);
    const names = named ?? (await recordedNames(github));
    return names.map(name => ({ name, requires: undefined, place: undefined }));
}
function declaredIn({ document, path }, name, all) {
    const declared = (0,deploy_manifest_declared.declaredOf)(document, name);
    if (declared) {
        const { cluster, region, services, requires } = declared;
        return { name, requires, place: { cluster, region, services } };
    }
    const known = Object.keys(document.environments);
    const strange = all.filter(one => !known.includes(one)).join(', ');
    throw new errors/* UsageError */.eb([`\`environments\` names ${strange}, which ${path} does not have; it has ${known.join(', ')}`]);
}
/** Without a manifest GitHub's records say which environments there are, those first that were deployed to last. */
async function recordedNames(github) {
    const found = await github.deploymentsTo(undefined);
    if (found.is === 'found')
        return [...new Set(found.deployments.map(({ environment }) => environment))];
    throw new errors/* ActionError */.lZ(`there is no manifest, and ${found.why}`, {
        outcome: 'unknown',
        next: 'Check the repository out before this step, or name the `environments`.',
    });
}
function judged({ environments }, { 'fail-on-drift': failOnDrift }) {
    const message = environments.length === 0 ? nothingKnown : boardText({ environments });
    const verdict = verdictOfAll(environments);
    if (!failOnDrift || verdict === 'none')
        return { outcome: 'succeeded', message };
    const troubled = environments.filter(one => verdictOf(one) === verdict);
    const findings = troubled.flatMap(({ name, findings }) => findings.filter(({ is }) => is === verdict).map(finding => ({ ...finding, name })));
    const lines = findings.map(({ name, says }) => `  - ${shown(name)}: ${shown(says, longestFinding)}`);
    return {
        outcome: verdict === 'drift' ? 'failed-before-change' : 'unknown',
        message: [
            `${verdict === 'drift' ? 'There is drift' : 'Whether there is drift could not be seen'}:`,
            ...lines,
            message,
        ].join('\n'),
        next: findings.find(({ next }) => next !== undefined)?.next,
    };
}
const nothingKnown = 'No environment is known: there is no manifest, and GitHub has no deployment recorded.';
/** Characters. */
const longestFinding = 1_000;
/** Annotations are few: what all environments have in common is said once. */
function warn({ environments }, { step }) {
    const warnings = environments.flatMap(({ name, findings }) => findings.flatMap(({ is, says, next }) => {
        if (is === 'note')
            return [];
        const text = shown([`${says}.`, next].filter(Boolean).join(' '), longestFinding);
        return [is === 'drift' ? `Drift in ${shown(name)}: ${text}` : text];
    }));
    for (const warning of new Set(warnings))
        step.warning(warning);
}
/** Writes the page, if one is wanted. One that cannot be written makes the step red; what was seen is shown all the same. */
async function writePage({ board, given: { page }, context }) {
    if (page === undefined)
        return {};
    const { environment, step } = context;
    const html = versionPage(board, { links: linksIn(context), run: (0,run_url/* runUrl */.V)(environment) });
    try {
        await (0,workspace/* writeWorkspaceFile */.dx)(page, html, environment);
        step.info(`The page is in ${page}.`);
        return {};
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            throw error;
        return {
            outcome: 'failed-before-change',
            message: `the page ${page} could not be written: ${(0,errors/* messageOf */.bD)(error)}`,
            next: 'What was seen stands in the job summary. Name another `page`, in a folder that this job may write to.',
        };
    }
}
function linksIn({ environment }) {
    return (0,links/* linksOf */.h)({ server: environment['GITHUB_SERVER_URL'], repository: environment['GITHUB_REPOSITORY'] });
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

/***/ 5985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uj: () => (/* binding */ signingInRegistry),
/* harmony export */   a1: () => (/* binding */ lookInRegistry),
/* harmony export */   oQ: () => (/* binding */ digestsInRegistry),
/* harmony export */   wN: () => (/* binding */ scanInRegistry)
/* harmony export */ });
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);

/** Looks for an image in the registry that its reference names; undefined where that is not Amazon ECR. */
async function lookInRegistry(aws, { registry, repository, wanted }) {
    const home = registry === undefined ? undefined : (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return undefined;
    const ecr = await aws.ecr(home.region);
    return (await ecr.look({ registryId: home.account, repository, wanted })).seen;
}
/** The digests of the images that carry one of these tags; undefined where the registry is not Amazon ECR. */
async function digestsInRegistry(aws, { registry, repository, tags }) {
    const home = registry === undefined ? undefined : (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return undefined;
    return (await aws.ecr(home.region)).digestsOfTags({ registryId: home.account, repository, tags });
}
/** The scan of an image in the registry where it was found. */
async function scanInRegistry(aws, { registry, repository, digest }) {
    const home = (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return { is: 'unread', ...elsewhere(registry) };
    return (await aws.ecr(home.region)).scan({ registryId: home.account, repository, digest });
}
/** How far the signing of an image is in the registry where it was found. */
async function signingInRegistry(aws, { registry, repository, digest }) {
    const home = (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return { is: 'unread', ...elsewhere(registry) };
    return (await aws.ecr(home.region)).signing({ registryId: home.account, repository, digest });
}
function elsewhere(registry) {
    return {
        why: `it is in ${registry}, which is not Amazon ECR`,
        next: 'Copy the image into Amazon ECR, and name it there.',
    };
}


/***/ }),

/***/ 6973:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ logStreamUrl),
/* harmony export */   R: () => (/* binding */ serviceUrl)
/* harmony export */ });
/** The hosts of the AWS console, by partition. */
const hosts = {
    'aws-cn': 'console.amazonaws.cn',
    'aws-us-gov': 'console.amazonaws-us-gov.com',
};
/** The page of a log stream in the AWS console. Nothing in it can end a Markdown link. */
function logStreamUrl({ region, group, stream, arn }) {
    const host = hosts[arn.split(':')[1] ?? ''] ?? 'console.aws.amazon.com';
    const path = `logsV2:log-groups/log-group/${twiceEncoded(group)}/log-events/${twiceEncoded(stream)}`;
    return `https://${region}.${host}/cloudwatch/home?region=${region}#${path}`;
}
/** The page of an ECS service in the AWS console. Undefined where the ARN of its revision says no region. */
function serviceUrl({ cluster, service, taskDefinition }) {
    const [, partition = '', , region = ''] = taskDefinition.split(':');
    if (!/^[a-z]{2}(-[a-z0-9]+)+$/.test(region))
        return undefined;
    const host = hosts[partition] ?? 'console.aws.amazon.com';
    const name = encoded(cluster.slice(cluster.lastIndexOf('/') + 1));
    return `https://${region}.${host}/ecs/v2/clusters/${name}/services/${encoded(service)}/health?region=${region}`;
}
/** What follows the `#` is decoded twice by the console, which writes `$` for the second `%`. */
function twiceEncoded(text) {
    return encodeURIComponent(encoded(text)).replaceAll('%', '$');
}
function encoded(text) {
    return encodeURIComponent(text).replace(/[!'()*~]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
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

/***/ 9413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   RB: () => (/* binding */ sameRepository),
/* harmony export */   Uq: () => (/* binding */ shortImage),
/* harmony export */   f1: () => (/* binding */ imageText),
/* harmony export */   gO: () => (/* binding */ ecrRegistry),
/* harmony export */   y_: () => (/* binding */ pin),
/* harmony export */   zZ: () => (/* binding */ parseImage)
/* harmony export */ });
// The grammar of github.com/distribution/reference. ECR adds that a repository has at most 256 characters.
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$/;
const LONGEST_REPOSITORY = 256;
const REGISTRY = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/**
 * Reads an image reference.
 *
 * @throws Error whose message completes a sentence that begins with the name of what was given: `` `image` `` + `is
 * "Foo Bar"; it takes …`.
 */
function parseImage(text) {
    const [named = '', digest, ...more] = text.split('@');
    const { registry, path } = splitRegistry(named);
    const [repository = '', tag, ...rest] = path.split(':');
    const valid = more.length === 0 &&
        rest.length === 0 &&
        repository.length <= LONGEST_REPOSITORY &&
        REPOSITORY.test(repository) &&
        (registry === undefined || REGISTRY.test(registry)) &&
        (tag === undefined || TAG.test(tag)) &&
        (digest === undefined || isDigest(digest));
    if (!valid) {
        throw new Error(`is ${JSON.stringify(text)}; it takes repository, repository:tag or registry/repository@sha256:… (lower case)`);
    }
    return { ...(registry && { registry }), repository, ...(tag && { tag }), ...(digest && { digest }) };
}
/** Docker's rule: what precedes the first slash is a host only if it looks like one. */
function splitRegistry(named) {
    const slash = named.indexOf('/');
    const first = named.slice(0, Math.max(slash, 0));
    const isHost = /[.:]/.test(first) || first === 'localhost';
    return isHost ? { registry: first, path: named.slice(slash + 1) } : { path: named };
}
/** Whether the text is a content digest, `sha256:…` or `sha512:…`. */
function isDigest(text) {
    return DIGEST.test(text);
}
/** The reference as text, as {@link parseImage} reads it. */
function imageText({ registry, repository, tag, digest }) {
    const host = registry === undefined ? '' : `${registry}/`;
    return `${host}${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
/** For a line of a log: the repository without its registry, and twelve digits of a commit or digest. */
function shortImage(text = 'none') {
    const withoutRegistry = text.replace(/^[^/]*[.:][^/]*\//, '');
    return withoutRegistry.replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, '$1');
}
/**
 * The text that is registered in a task definition: `registry/repository@sha256:…`. The tag stays out of it: beside a
 * digest it decides nothing, and it would read as if it did when it is moved later.
 *
 * @throws Error if the digest is not one.
 */
function pin({ registry, repository }, digest) {
    if (!isDigest(digest))
        throw new Error(`${repository} cannot be pinned to ${JSON.stringify(digest)}: it is no digest`);
    return imageText({ ...(registry && { registry }), repository, digest });
}
/** Whether both name the same repository of the same registry, whatever the tag, the digest and the spelling. */
function sameRepository(a, b) {
    return home(a) === home(b);
}
const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);
/** One spelling for each repository: hosts have several names, and Docker Hub's official images have a short form. */
function home({ registry, repository }) {
    const host = registry?.toLowerCase() ?? 'docker.io';
    if (DOCKER_HUB.has(host))
        return `docker.io/${repository.includes('/') ? repository : `library/${repository}`}`;
    const ecr = ecrRegistry(host);
    return ecr ? `ecr:${ecr.account}:${ecr.region}/${repository}` : `${host}/${repository}`;
}
// One for each partition of AWS, and the dual-stack (`dkr-ecr.<region>.on.aws`) ones. A closed list on purpose: a host
// that only begins like ECR's is somebody else's. Source: host pattern of awslabs/amazon-ecr-credential-helper.
const ECR_DOMAINS = new Set([
    'amazonaws.com',
    'amazonaws.com.cn',
    'amazonaws.eu',
    'on.aws',
    'on.amazonwebservices.com.cn',
    'c2s.ic.gov',
    'sc2s.sgov.gov',
    'cloud.adc-e.uk',
    'csp.hci.ic.gov',
]);
/** Account, region and domain of an ECR host, FIPS and dual-stack hosts included; undefined for any other host. */
function ecrRegistry(host) {
    const [, account, region, domain] = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(.+)$/.exec(host) ?? [];
    if (account === undefined || region === undefined || domain === undefined || !ECR_DOMAINS.has(domain))
        return undefined;
    return { account, region, domain };
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

/***/ 477:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PQ: () => (/* binding */ markText),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   "do": () => (/* binding */ releaseName),
/* harmony export */   o$: () => (/* binding */ imagesIn),
/* harmony export */   vD: () => (/* binding */ knownRevision)
/* harmony export */ });
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);
/* harmony import */ var _provenance_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8013);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6251);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9724);




function knownRevision(revision) {
    const { registeredAt, status } = revision.definition;
    return {
        ...revision,
        provenance: (0,_provenance_js__WEBPACK_IMPORTED_MODULE_1__/* .readProvenance */ .Ch)(revision.tags),
        // The raw reply counts seconds.
        ...(typeof registeredAt === 'number' && { registeredAt: Math.round(registeredAt * 1_000) }),
        active: status === undefined || status === 'ACTIVE',
    };
}
/** What people call a revision: its release, or else its commit, or else itself. */
function releaseName({ arn, provenance: { release, commit }, }) {
    return release ?? commit?.slice(0, 12) ?? (0,_service_js__WEBPACK_IMPORTED_MODULE_2__/* .revisionName */ .pd)(arn);
}
/** Why a revision must not be brought back unasked, as it was recorded on it. */
function markText({ provenance: { failed } }) {
    const when = failed?.at === undefined ? '' : ` ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .dayAndTime */ .X_)(failed.at)}`;
    return `was marked as failed${when}: ${failed?.why ?? ''}`;
}
/** The images of a revision's containers; one that is no reference is left out. */
function imagesIn({ definition }) {
    return definition.containerDefinitions.flatMap(({ name, image = '' }) => {
        try {
            return [{ container: name, image: (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ)(image) }];
        }
        catch {
            return [];
        }
    });
}
/** `registry/repository`, whatever its tag and digest. */
function repositoryOf({ registry, repository }) {
    return (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .imageText */ .f1)({ ...(registry && { registry }), repository });
}


/***/ }),

/***/ 2083:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   TD: () => (/* binding */ readConfiguration),
/* harmony export */   VQ: () => (/* binding */ platformText),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   k8: () => (/* binding */ runsOn),
/* harmony export */   nw: () => (/* binding */ digestsOf),
/* harmony export */   xu: () => (/* binding */ serves)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5796);

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';
const DOCKER_IMAGE = 'application/vnd.docker.distribution.manifest.v2+json';
// A registry holds more than images (charts, signatures, bundles). Only these configurations and layers are images'.
const CONFIGURATIONS = new Set([
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
]);
const LAYER = /^application\/vnd\.(?:oci\.image\.layer|docker\.image\.rootfs)\./;
/** What a platform is called when the index does not name it; BuildKit writes it for attestations. */
const UNKNOWN = 'unknown';
/** Reads the manifest that a registry holds under a digest: Docker's and OCI's, of one image or of an index. */
function readManifest(text) {
    const manifest = parse(text);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(manifest))
        return { is: 'unreadable', why: 'it is not a JSON object' };
    if (manifest['schemaVersion'] === 1)
        return { is: 'unreadable', why: 'it is of the withdrawn schema version 1' };
    // In OCI manifests `mediaType` is optional; then the members tell what it is.
    const mediaType = textOf(manifest['mediaType']);
    const read = readers.get(mediaType ?? (Array.isArray(manifest['manifests']) ? OCI_INDEX : OCI_IMAGE));
    return read ? read(manifest) : { is: 'unreadable', why: `its media type is ${JSON.stringify(mediaType)}` };
}
const readers = new Map([
    [OCI_INDEX, manifest => readIndex(manifest, OCI_INDEX)],
    [DOCKER_INDEX, manifest => readIndex(manifest, DOCKER_INDEX)],
    [OCI_IMAGE, manifest => readImage(manifest, OCI_IMAGE)],
    [DOCKER_IMAGE, manifest => readImage(manifest, DOCKER_IMAGE)],
]);
function readImage(manifest, mediaType) {
    const configuration = manifest['config'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(configuration))
        return { is: 'unreadable', why: 'it has no configuration' };
    const foreign = foreignType(manifest, configuration);
    if (foreign !== undefined) {
        return { is: 'unreadable', why: `it is no container image but holds ${JSON.stringify(foreign)}` };
    }
    const digest = textOf(configuration['digest']);
    return { is: 'image', mediaType, ...(digest !== undefined && { configuration: digest }) };
}
/** What a manifest holds if it is no container image: older signatures and attestations show it in their layers only. */
function foreignType({ artifactType, layers }, configuration) {
    const type = textOf(artifactType) ?? textOf(configuration['mediaType']);
    if (type !== undefined && !CONFIGURATIONS.has(type))
        return type;
    const contents = (Array.isArray(layers) ? layers.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O) : []).map(layer => textOf(layer['mediaType']));
    return contents.some(content => content === undefined || LAYER.test(content)) ? undefined : contents[0];
}
function readIndex(index, mediaType) {
    const entries = index['manifests'];
    if (!Array.isArray(entries))
        return { is: 'unreadable', why: 'it lists no manifests' };
    const descriptors = entries.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O);
    const images = descriptors.filter(descriptor => !isAttached(descriptor)).map(readDescriptor);
    const complete = images.filter(image => image !== undefined);
    if (descriptors.length < entries.length || complete.length < images.length) {
        return { is: 'unreadable', why: 'it lists a manifest without a digest' };
    }
    return { is: 'index', mediaType, images: complete, attestations: descriptors.length - complete.length };
}
/** Whether an entry of an index is about another entry: an attestation of BuildKit, a signature, an SBOM. */
function isAttached({ platform, annotations, artifactType }) {
    const refers = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(annotations) && 'vnd.docker.reference.type' in annotations;
    const nowhere = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(platform) && platform['os'] === UNKNOWN && platform['architecture'] === UNKNOWN;
    return refers || nowhere || (typeof artifactType === 'string' && !CONFIGURATIONS.has(artifactType));
}
function readDescriptor({ digest, platform }) {
    if (typeof digest !== 'string')
        return undefined;
    return { digest, platform: readPlatform(platform) ?? { os: UNKNOWN, architecture: UNKNOWN } };
}
/**
 * The platform that an image's configuration states, from the text that its manifest's `configuration` names; undefined
 * if it states none.
 */
function readConfiguration(text) {
    return readPlatform(parse(text));
}
/** An index's `platform` and an image's configuration name the members alike. */
function readPlatform(stated) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(stated))
        return undefined;
    const os = textOf(stated['os']);
    const architecture = textOf(stated['architecture']);
    const variant = textOf(stated['variant']);
    const osVersion = textOf(stated['os.version']);
    if (os === undefined || architecture === undefined)
        return undefined;
    return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** `linux/arm64/v8`; with a Windows version, as containerd writes it, `windows(10.0.20348)/amd64`. */
function platformText({ os, architecture, variant, osVersion }) {
    const system = osVersion === undefined ? os : `${os}(${osVersion})`;
    return [system, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}
/**
 * Reads a platform as {@link platformText} writes it.
 *
 * @throws Error whose message completes a sentence that begins with the name of what was given.
 */
function parsePlatform(text) {
    const match = /^([a-z]+)(?:\(([\w. -]+)\))?\/([a-z0-9_]+)(?:\/([a-z0-9]+))?$/i.exec(text);
    const [, os, osVersion, architecture, variant] = match ?? [];
    if (os === undefined || architecture === undefined) {
        throw new Error(`is ${JSON.stringify(text)}; it takes a platform such as linux/amd64 or linux/arm64`);
    }
    return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) };
}
/** Whether the manifest holds an image that runs on the wanted platform. */
function serves(manifest, wanted) {
    if (manifest.is !== 'index')
        return 'unknown';
    if (manifest.images.some(({ platform }) => runsOn(platform, wanted)))
        return 'yes';
    return manifest.images.some(({ platform }) => platform.os === UNKNOWN) ? 'unknown' : 'no';
}
/**
 * Whether an image built for `built` runs on `wanted`, as containerd decides it (its `platforms` package): an older
 * variant runs on a newer one, arm64 means arm64/v8, Windows images need the host's build. Not followed is that it also
 * takes 32-bit images on 64-bit hosts: nobody who deploys one means to.
 */
function runsOn(built, wanted) {
    const [image, host] = [normal(built), normal(wanted)];
    return (image.os === host.os &&
        image.architecture === host.architecture &&
        variantRuns(image.variant, host.variant) &&
        sameBuild(image.osVersion, host.osVersion));
}
const ARCHITECTURES = new Map([
    ['x86_64', 'amd64'],
    ['x86-64', 'amd64'],
    ['aarch64', 'arm64'],
    ['i386', '386'],
]);
/** The variant that is meant when none is written. */
const VARIANTS = new Map([
    ['amd64', 'v1'],
    ['arm64', 'v8'],
    ['arm', 'v7'],
]);
function normal({ os, architecture, variant, osVersion }) {
    const lower = architecture.toLowerCase();
    const name = ARCHITECTURES.get(lower) ?? lower;
    return { os: os.toLowerCase(), architecture: name, variant: variant?.toLowerCase() ?? VARIANTS.get(name), osVersion };
}
function variantRuns(built, wanted) {
    if (built === wanted)
        return true;
    const [lower, upper] = [versionOf(built), versionOf(wanted)];
    return lower !== undefined && upper !== undefined && lower <= upper;
}
function versionOf(variant) {
    const [, digits] = /^v?(\d+)$/.exec(variant ?? '') ?? [];
    return digits === undefined ? undefined : Number(digits);
}
/** `10.0.20348.2527` and `10.0.20348.1`: what follows the build is its updates. */
function sameBuild(built, wanted) {
    const build = (version) => version.split('.').slice(0, 3).join('.');
    return built === undefined || wanted === undefined || build(built) === build(wanted);
}
/**
 * Every digest under which a task that runs this image may report it: its own, and the images of an index. Which of
 * them Fargate reports for an image of several platforms is not documented.
 *
 * @param own digest of the manifest itself.
 */
function digestsOf(manifest, own) {
    const children = manifest.is === 'index' ? manifest.images.map(image => image.digest) : [];
    return [...new Set([own, ...children])];
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

/***/ 8013:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ch: () => (/* binding */ readProvenance),
/* harmony export */   EZ: () => (/* binding */ tagValue),
/* harmony export */   H3: () => (/* binding */ PREFIX),
/* harmony export */   M4: () => (/* binding */ copiedProvenance),
/* harmony export */   Xy: () => (/* binding */ provenanceTags),
/* harmony export */   g$: () => (/* binding */ readTags),
/* harmony export */   kE: () => (/* binding */ mergeTags)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5796);

/** Every tag of ours begins so, and no other tag is touched. */
const PREFIX = 'deploy-actions:';
const LONGEST_VALUE = 256;
const MOST_TAGS = 50;
/** The tags, most important first: where a revision has no room for all, the last are left out. */
const entries = [
    { key: 'release', write: ({ release }) => release && tagValue(release), read: release => ({ release }) },
    { key: 'commit', write: ({ commit }) => commit && tagValue(commit), read: commit => ({ commit }) },
    { key: 'previous', write: ({ previous }) => previous && whole(previous), read: previous => ({ previous }) },
    { key: 'image-tags', write: ({ imageTags }) => imageTags && pairsText(imageTags), read: readPairs },
    { key: 'run', write: ({ runUrl }) => runUrl && whole(runUrl), read: runUrl => ({ runUrl }) },
    { key: 'failed', write: ({ failed }) => failed && tagValue(failedText(failed)), read: readFailed },
    { key: 'rollback', write: ({ rollback }) => rollback && whole(rollbackText(rollback)), read: readRollback },
    { key: 'migration', write: ({ migration }) => migration && tagValue(migration), read: migration => ({ migration }) },
];
/**
 * A text as a tag's value can hold it: AWS allows letters, digits, space and `+ - = . _ : / @`, at most 256 of them.
 * Every other character becomes `_`, what is too long is cut.
 */
function tagValue(text) {
    const allowed = text.replace(/[^\p{L}\p{N} +\-=._:/@]/gu, '_');
    // A character outside the basic plane is two units long; half of it would be no text.
    return allowed
        .slice(0, LONGEST_VALUE)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim();
}
/** Half a URL or ARN leads nowhere, or somewhere else: it is kept whole or not at all. */
function whole(text) {
    return tagValue(text) === text ? text : undefined;
}
/** `api=4f2c… worker=4f2c…`, as many as there is room for. */
function pairsText(imageTags) {
    const pairs = Object.entries(imageTags).map(([container, tag]) => tagValue(`${container}=${tag}`));
    return pairs.toSorted().reduce((text, pair) => {
        const longer = text === '' ? pair : `${text} ${pair}`;
        return longer.length <= LONGEST_VALUE ? longer : text;
    }, '');
}
function readPairs(value) {
    const pairs = value.split(' ').map(pair => /^([^=]+)=(.+)$/.exec(pair));
    return { imageTags: Object.fromEntries(pairs.flatMap(pair => (pair ? [[pair[1] ?? '', pair[2] ?? '']] : []))) };
}
function failedText({ at, why }) {
    return at === undefined ? why : `${new Date(at).toISOString()} ${why}`;
}
function readFailed(value) {
    const [, time = '', why = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ?(.*)$/.exec(value) ?? [];
    const at = Date.parse(time);
    return { failed: Number.isNaN(at) ? { why: value } : { at, why } };
}
function rollbackText({ from, at, done, runUrl }) {
    const by = runUrl === undefined ? '' : ` by ${runUrl}`;
    return `${done ? 'done' : 'begun'} ${new Date(at).toISOString()} from ${from}${by}`;
}
function readRollback(value) {
    const [, state, time = '', from = '', runUrl] = /^(done|begun) (\S+) from (\S+)(?: by (\S+))?$/.exec(value) ?? [];
    const at = Date.parse(time);
    if (state === undefined || Number.isNaN(at))
        return {};
    return { rollback: { from, at, done: state === 'done', ...(runUrl !== undefined && { runUrl }) } };
}
/** The tags that record where a revision comes from. What is not known gets none. */
function provenanceTags(provenance) {
    return entries.flatMap(({ key, write }) => {
        const value = write(provenance);
        return value ? [{ key: PREFIX + key, value }] : [];
    });
}
/**
 * The tags for a new revision: those of somebody else as they are, and ours in place of older ones of ours. AWS allows
 * 50; foreign ones take precedence. Tags of AWS's own (`aws:…`) cannot be written and are left out.
 */
function mergeTags(existing, provenance) {
    const foreign = existing.filter(({ key }) => !key.startsWith(PREFIX) && !/^aws:/i.test(key));
    return [...foreign, ...provenance].slice(0, Math.max(MOST_TAGS, foreign.length));
}
/** What the tags of a revision tell of where it comes from; nothing if it is not ours. */
function readProvenance(tags) {
    const values = new Map(tags.map(({ key, value }) => [key, value]));
    return entries.reduce((known, { key, read }) => {
        const value = values.get(PREFIX + key);
        return value ? { ...known, ...read(value) } : known;
    }, {});
}
/** Where a copy of a revision comes from: it is of the same release, but what befell the original is not its own. */
function copiedProvenance(provenance) {
    const copied = { ...provenance };
    delete copied.failed;
    delete copied.rollback;
    return copied;
}
/** The tags in a reply or a file; what is not one is left out. A tag may be without a value. */
function readTags(value) {
    const tags = Array.isArray(value) ? value.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O) : [];
    return tags.flatMap(({ key, value: text = '' }) => typeof key === 'string' && typeof text === 'string' ? [{ key, value: text }] : []);
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
