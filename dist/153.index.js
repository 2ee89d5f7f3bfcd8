export const id = 153;
export const ids = [153];
export const modules = {

/***/ 9153:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gw: () => (/* binding */ networkText),
/* harmony export */   v4: () => (/* binding */ launchOf),
/* harmony export */   xC: () => (/* binding */ launchText)
/* harmony export */ });
/**
 * How a task is launched that is no part of a service. On Fargate it gets on-demand capacity, even where the service
 * runs on Spot: a migration that is cut off half-way costs more than its minutes.
 */
function launchOf(question) {
    const { definition, service, capacity } = question;
    const network = question.network ?? service?.network;
    const awsvpc = definition['networkMode'] === 'awsvpc';
    if (awsvpc && !network)
        return problem('has a network interface of its own and no subnets for it', 'Give `subnets` (and `security-groups`), or a `service` from which they are taken.');
    const place = awsvpc && network ? { network } : {};
    if (onFargate(question))
        return { is: 'launch', launch: { ...fargate(capacity), ...versionOf(service), ...place } };
    if (capacity === 'spot')
        return problem('does not run on Fargate, of which `capacity: spot` is', 'Leave `capacity` out.');
    const { launchType, capacityProviders } = service ?? {};
    const own = capacityProviders ? { capacityProviders } : launchType === undefined ? {} : { launchType };
    return { is: 'launch', launch: { ...own, ...place } };
}
function problem(why, next) {
    return { is: 'problem', why, next };
}
const ofFargate = new Set(['FARGATE', 'FARGATE_SPOT']);
/** A service says it by its launch type or its strategy; without either the task definition does. */
function onFargate({ service, definition }) {
    if (service?.capacityProviders)
        return service.capacityProviders.every(share => ofFargate.has(share.capacityProvider));
    if (service?.launchType !== undefined)
        return service.launchType === 'FARGATE';
    const { requiresCompatibilities } = definition;
    return Array.isArray(requiresCompatibilities) && requiresCompatibilities.includes('FARGATE');
}
/** The launch type means on-demand capacity and needs no provider in the cluster; Spot is had by its provider alone. */
function fargate(capacity) {
    return capacity === 'spot'
        ? { capacityProviders: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }
        : { launchType: 'FARGATE' };
}
function versionOf(service) {
    return service?.platformVersion === undefined ? {} : { platformVersion: service.platformVersion };
}
/** On what it runs, for a person: `Fargate, on demand, platform 1.4.0`. */
function launchText({ launchType, capacityProviders, platformVersion }) {
    const version = platformVersion === undefined ? '' : `, platform ${platformVersion}`;
    if (launchType === 'FARGATE')
        return `Fargate, on demand${version}`;
    if (capacityProviders)
        return `${capacityProviders.map(share => share.capacityProvider).join(', ')}${version}`;
    return launchType ?? 'as the cluster has it';
}
/** Where it runs, for a person. */
function networkText({ subnets, securityGroups, assignPublicIp }) {
    const groups = securityGroups.length > 0 ? securityGroups.join(', ') : 'the default security group';
    const address = assignPublicIp === undefined ? '' : assignPublicIp ? ', public address' : ', no public address';
    return `${subnets.join(', ')}; ${groups}${address}`;
}


/***/ }),

/***/ 7848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AB: () => (/* binding */ hasRoom),
/* harmony export */   IS: () => (/* binding */ voidedTag),
/* harmony export */   Ly: () => (/* binding */ isoTime),
/* harmony export */   Qx: () => (/* binding */ leavingRoom),
/* harmony export */   T3: () => (/* binding */ readRecords),
/* harmony export */   bs: () => (/* binding */ together),
/* harmony export */   oC: () => (/* binding */ begunTag),
/* harmony export */   pc: () => (/* binding */ endedTag)
/* harmony export */ });
/* harmony import */ var _migration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4200);
/* harmony import */ var _provenance_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8013);


const names = { up: 'migration', down: 'down' };
const tagKey = ({ direction, key }, kind) => `${_provenance_js__WEBPACK_IMPORTED_MODULE_1__/* .PREFIX */ .H3}${names[direction]}-${kind}:${key}`;
function begunTag(name, { attempt, at, about }) {
    return { key: tagKey(name, 'begun'), value: [attempt, isoTime(at), (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .aboutText */ .np)(about)].join(' ') };
}
function endedTag(name, { attempt, as, began, task, about }) {
    return { key: tagKey(name, 'ended'), value: [attempt, as, isoTime(began), task, (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .aboutText */ .np)(about)].join(' ') };
}
function voidedTag(name, attempt) {
    return { key: tagKey(name, 'voided'), value: String(attempt) };
}
/** What the tags of one revision tell of the migrations whose keys begin so. */
function readRecords(tags, scope) {
    const found = tags.flatMap(tag => {
        const named = /^deploy-actions:(migration|down)-(begun|ended|voided):([\w-]+)$/.exec(tag.key);
        const [, name, kind, key = ''] = named ?? [];
        if (!key.startsWith(scope))
            return [];
        const direction = name === names.down ? 'down' : 'up';
        const record = read[kind](tag.value);
        return Object.keys(record).length > 0 ? [{ direction, key, record }] : [];
    });
    return together(found);
}
const read = {
    begun: value => {
        const [, attempt, at = '', about = ''] = /^(\d+) (\S+) (.+)$/.exec(value) ?? [];
        return attempt === undefined ? {} : { begun: { attempt: Number(attempt), at: Date.parse(at), about } };
    },
    ended: value => {
        const found = /^(\d+) (succeeded|failed|unknown) (\S+) (\S+) (.+)$/.exec(value);
        if (!found)
            return {};
        const [, attempt, as, began = '', task = '', about = ''] = found;
        return {
            ended: { attempt: Number(attempt), as: as, began: Date.parse(began), task, about },
        };
    },
    voided: value => (/^\d+$/.test(value) ? { voided: Number(value) } : {}),
};
/** What several revisions, or several tags, tell together: of each migration its newest attempts. */
function together(records) {
    const groups = Map.groupBy(records, ({ direction, key }) => `${direction} ${key}`);
    return [...groups.values()].flatMap(group => {
        const [first] = group;
        return first ? [{ direction: first.direction, key: first.key, record: merged(group.map(one => one.record)) }] : [];
    });
}
function merged(records) {
    const begun = latest(records.flatMap(record => record.begun ?? []));
    const ended = latest(records.flatMap(record => record.ended ?? []));
    const voided = records.flatMap(record => record.voided ?? []);
    return { ...(begun && { begun }), ...(ended && { ended }), ...(voided.length > 0 && { voided: Math.max(...voided) }) };
}
function latest(attempts) {
    return attempts.toSorted((a, b) => b.attempt - a.attempt)[0];
}
/** As many as AWS allows a resource, those that begin with `aws:` not counted. */
const mostTags = 50;
/** Of a migration: its beginning, its end, and words on the revision. */
const ownTags = 3;
/** A new revision leaves room for those, and for what a rollback marks. */
const tagsToBeginWith = 44;
/** Whether a revision with these tags can take the record of a migration, too. */
function hasRoom(tags, name) {
    const isRecorded = tags.some(({ key }) => key === tagKey(name, 'begun'));
    return isRecorded || tags.filter(({ key }) => !/^aws:/i.test(key)).length + ownTags <= mostTags;
}
/** The tags of a new revision, without the last of ours where records would find no room; those of others stay. */
function leavingRoom(tags) {
    const foreign = tags.filter(({ key }) => !key.startsWith(_provenance_js__WEBPACK_IMPORTED_MODULE_1__/* .PREFIX */ .H3)).length;
    return tags.slice(0, Math.max(tagsToBeginWith, foreign));
}
/** `2026-11-20T09:00:00Z`: whole seconds, rounded down. */
function isoTime(ms) {
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}


/***/ }),

/***/ 4200:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hn: () => (/* binding */ taskTags),
/* harmony export */   IC: () => (/* binding */ migrationOf),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   SL: () => (/* binding */ clusterName),
/* harmony export */   Vs: () => (/* binding */ startedByMigration),
/* harmony export */   b6: () => (/* binding */ mayMigrate),
/* harmony export */   bv: () => (/* binding */ downToOf),
/* harmony export */   dT: () => (/* binding */ imageOf),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   iN: () => (/* binding */ startedByRehearsal),
/* harmony export */   np: () => (/* binding */ aboutText),
/* harmony export */   oY: () => (/* binding */ downText),
/* harmony export */   t8: () => (/* binding */ containerOf),
/* harmony export */   tx: () => (/* binding */ attemptOf),
/* harmony export */   wn: () => (/* binding */ subjectName)
/* harmony export */ });
/* harmony import */ var _provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8013);

/** The identity as one text, whatever order its members were given in. */
function identityText({ variables, ...identity }) {
    const { cluster, family, subject, container, command, taskRole, executionRole } = identity;
    const sorted = Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([cluster, family, subject, container, command, sorted, taskRole, executionRole]);
}
/** A cluster's name, where its ARN may have been given. */
function clusterName(cluster) {
    return cluster.slice(cluster.lastIndexOf('/') + 1);
}
/** What `startedBy` begins with; RunTask takes letters, digits, `-`, `/` and `_`, at most 128 of them. */
const migrations = 'deploy-actions/migration/';
const rehearsals = 'deploy-actions/rehearsal/';
const down = 'down/';
/** By which a migration's tasks are found again, whoever started them. */
function startedByMigration(key, direction = 'up') {
    return migrations + (direction === 'down' ? down : '') + key;
}
/** Which migration of ours a task is of; nothing for any other task. */
function migrationOf({ startedBy = '' }) {
    if (!startedBy.startsWith(migrations))
        return undefined;
    const name = startedBy.slice(migrations.length);
    return name.startsWith(down) ? { direction: 'down', key: name.slice(down.length) } : { direction: 'up', key: name };
}
/** Of a command that is tried without being the migration: found by nobody, and in nobody's way. */
function startedByRehearsal(key) {
    return rehearsals + key;
}
/** Whether it may change the database: a migration of ours, or whatever else runs in a family that has no service. */
function mayMigrate({ startedBy = '', group }, { ownFamily }) {
    if (startedBy.startsWith(migrations))
        return true;
    return ownFamily && !startedBy.startsWith(rehearsals) && !group.startsWith('service:');
}
const attemptTag = `${_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3}attempt`;
const imageTag = `${_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3}image`;
const containerTag = `${_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3}container`;
const downToTag = `${_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3}down-to`;
/** What a task of a migration carries: for people, and for the next run. */
function taskTags(provenance, { attempt, image, container, downTo }) {
    return [
        ...(0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .provenanceTags */ .Xy)(provenance),
        { key: attemptTag, value: String(attempt) },
        { key: imageTag, value: aboutText(image) },
        { key: containerTag, value: (0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(container) },
        ...(downTo === undefined ? [] : [{ key: downToTag, value: aboutText(downTo) }]),
    ];
}
/** Characters of a tag's 256 that a record has for it, beside number, word, time and id of a task. */
const longestAbout = 160;
/** An image, or what is gone back to, as tags hold it. What is too long loses its beginning: a digest stands at the end. */
function aboutText(text) {
    return (0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(text.slice(-longestAbout));
}
/** Counts from 1; a failed attempt may be followed by the next. */
function attemptOf({ tags }) {
    return Number(valueOf(attemptTag, tags) ?? 1);
}
/** The image that the migration's container ran, as it stands in tags. */
function imageOf({ tags }) {
    return valueOf(imageTag, tags);
}
/** The container whose exit code counts. */
function containerOf({ tags }) {
    return valueOf(containerTag, tags);
}
/** What a task that goes down goes back to. */
function downToOf({ tags }) {
    return valueOf(downToTag, tags);
}
function valueOf(name, tags) {
    return tags.find(({ key }) => key === name)?.value;
}
/** Of which release or commit a migration is, for a person: `of release v1.9.0`, `down to v1.2.2`. */
function subjectOf(task) {
    const { release, commit } = (0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .readProvenance */ .Ch)(task.tags);
    if (migrationOf(task)?.direction === 'down')
        return downText(downToOf(task));
    return `of ${subjectName({ release, commit, image: 'an unknown release' })}`;
}
/** `release v1.2.0`, `commit 4f2c…`, or the image itself. */
function subjectName({ release, commit, image }) {
    if (release)
        return `release ${release}`;
    return commit ? commitName(commit) : image;
}
/** `down to v1.2.2`. */
function downText(to = 'an unknown release') {
    return `down to ${/^[0-9a-f]{40}$/.test(to) ? commitName(to) : to}`;
}
function commitName(commit) {
    return `commit ${commit.slice(0, 12)}`;
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

/***/ 2153:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ planMigration),
  O: () => (/* binding */ scopeOf)
});

// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/launch.ts
var core_launch = __webpack_require__(9153);
// EXTERNAL MODULE: ./shared/core/migration.ts
var migration = __webpack_require__(4200);
// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
// EXTERNAL MODULE: ./shared/core/task-definition.ts
var task_definition = __webpack_require__(5957);
;// CONCATENATED MODULE: ./shared/core/migration-container.ts


/** The named container, or else the only essential one. Whether it may run a migration is judged in the same go. */
function migrationContainer(definition, name) {
    const { containerDefinitions: containers } = definition;
    const candidates = name === undefined ? containers.filter(isEssential) : containers.filter(one => one.name === name);
    const [chosen] = candidates;
    if (!chosen)
        return problem((0,task_definition/* noSuchContainer */.AF)(definition, name ?? ''), 'Correct `container`.');
    if (candidates.length > 1)
        return problem(`has several essential containers: ${namesOf(candidates)}`, 'Say by `container` which one runs the migration: its exit code counts, and no other.');
    const unfit = rules.find(({ applies }) => applies(chosen));
    return unfit ? problem(unfit.why(chosen), unfit.next) : { is: 'container', name: chosen.name };
}
const rules = [
    {
        // The task goes on without it, so its end would not be the task's.
        applies: container => !isEssential(container),
        why: ({ name }) => `has the container ${name}, which is not essential: the task would not end with it`,
        next: 'Make it essential, or run the migration in an essential container.',
    },
    {
        // ECS starts such a container again when it ends, with exit code 0, too, unless the code is to be ignored
        // (ContainerRestartPolicy); what the ends before the last one were, nobody learns.
        applies: ({ restartPolicy }) => (0,json/* isJsonObject */.O)(restartPolicy) && restartPolicy['enabled'] === true,
        why: ({ name }) => `has the container ${name} with a restart policy: ECS would run the migration again and again`,
        next: 'Give the migration a task definition of its own without `restartPolicy` (input `task-definition`).',
    },
];
function isEssential({ essential }) {
    return essential !== false;
}
function namesOf(containers) {
    return containers.map(({ name }) => name).join(', ');
}
function problem(why, next) {
    return { is: 'problem', why, next };
}

// EXTERNAL MODULE: ./shared/core/migration-record.ts
var migration_record = __webpack_require__(7848);
// EXTERNAL MODULE: ./shared/core/preflight.ts
var preflight = __webpack_require__(8599);
// EXTERNAL MODULE: ./shared/core/provenance.ts
var provenance = __webpack_require__(8013);
// EXTERNAL MODULE: ./shared/core/difference.ts + 1 modules
var difference = __webpack_require__(7764);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/fingerprint.ts
var fingerprint = __webpack_require__(5174);
// EXTERNAL MODULE: ./shared/phases/deploy/images.ts
var deploy_images = __webpack_require__(7913);
// EXTERNAL MODULE: ./shared/phases/deploy/prepare.ts + 1 modules
var prepare = __webpack_require__(5256);
// EXTERNAL MODULE: ./shared/phases/deploy/revise.ts + 1 modules
var revise = __webpack_require__(7722);
;// CONCATENATED MODULE: ./shared/phases/migrate/plan.ts













/**
 * Looks at the service, the task definition and the images, and decides what is to run and where. Everything that
 * speaks against it is named in one error, before the first write.
 */
async function planMigration(run) {
    const ecs = await run.aws.ecs();
    const service = await serviceOf(run, ecs);
    // ECS starts no task of a revision that was deregistered: like a forced deployment it needs an ACTIVE one.
    const revising = { ...run, force: true };
    const origin = await originFor(run, { service, ecs });
    const draft = await (0,revise/* draftOf */.bz)(origin, base => wantedImages(base, { run, name: origin.name }), revising);
    const checked = await (0,deploy_images/* checkImages */.B)((0,revise/* imagesOf */.IC)(draft), revising);
    const { container, launch, problems } = examine(draft, { run, service });
    refuse([...problems, ...checked.flatMap(({ obstacle }) => obstacle ?? [])], run);
    const wanted = (0,revise/* revise */.LX)(draft, checked, revising);
    const image = wanted.wanted.containerDefinitions.find(({ name }) => name === container)?.image ?? '';
    refuse(namelessRelease(image, { run, name: origin.name }), run);
    const identity = identify({ wanted, container, image }, run);
    const revised = withRoom(run.direction === 'down' ? ofItsRelease(wanted) : wanted, identity.name);
    refuse(run.rehearsal ? [] : tooManyTags(revised, identity.name), run);
    const { bar, roles } = { bar: barOf(revised, run), roles: rolesOf(revised.wanted, run) };
    return { revised, container, image, launch, roles, bar, ...identity, ownFamily: run.taskDefinition !== undefined };
}
async function serviceOf({ service: name, cluster, ...run }, ecs) {
    if (name === undefined)
        return undefined;
    const { services, absent } = await ecs.describeServices(cluster, [name]);
    const [service] = services;
    if (!service || service.status !== 'ACTIVE') {
        refuse([(0,preflight/* absence */.An)(name, absent.get(name) ?? service?.status ?? 'not shown', cluster)], run);
    }
    return service;
}
async function originFor({ taskDefinition }, { service, ecs }) {
    if (service && taskDefinition === undefined)
        return (0,prepare/* originOf */.yv)(service, ecs);
    const running = await ecs.describeTaskDefinition(taskDefinition ?? '');
    return { name: running.definition.family, running, previous: running.arn };
}
/**
 * The images for the containers. A service is given its images as deploy-ecs gives them to it, so that the revision is
 * the same; a task definition of its own gets those of the release that its containers run.
 */
function wantedImages(base, { run, name }) {
    const { image, images, container, taskDefinition } = run;
    if (image) {
        const chosen = migrationContainer(base, container);
        return chosen.is === 'container' ? [{ service: name, container: chosen.name, image }] : [];
    }
    if (taskDefinition === undefined)
        return images.filter(({ service }) => service === name);
    return base.containerDefinitions.flatMap(({ name: own, image: runs = '' }) => {
        const [fitting] = images.filter(one => isOfRepository(runs, one.image));
        return fitting ? [{ service: name, container: own, image: fitting.image }] : [];
    });
}
/** The same repository, also where it was replicated to another region or account. */
function isOfRepository(text, image) {
    try {
        const runs = (0,core_image/* parseImage */.zZ)(text);
        return (0,core_image/* sameRepository */.RB)(runs, image) || runs.repository === image.repository;
    }
    catch {
        return false;
    }
}
function examine(draft, { run, service }) {
    const { name, base, assigned } = draft;
    const container = migrationContainer(base, run.container);
    const { capacity, network } = run;
    const launch = (0,core_launch/* launchOf */.v4)({ definition: base, service, network, capacity });
    const unfit = [container, launch].flatMap(one => (one.is === 'problem' ? [{ service: name, ...one }] : []));
    const unused = run.images.length > 0 && assigned.changes.length + assigned.unclear.length === 0;
    return {
        container: container.is === 'container' ? container.name : '',
        launch: launch.is === 'launch' ? launch.launch : {},
        problems: [
            ...unfit,
            ...assigned.unclear.map(why => (0,preflight/* unclearImage */.M7)(name, why)),
            ...(unused ? [withoutImage(name, run)] : []),
        ],
    };
}
function withoutImage(name, { images }) {
    const given = images.map(({ service, container }) => (container === undefined ? service : `${service}/${container}`));
    return {
        service: name,
        why: `gets none of the images, which are for ${given.join(', ')}`,
        next: 'Add the one it is to run, or give `image` instead of `images`.',
    };
}
/** What tells one release from the next must not be a tag that is moved. */
function namelessRelease(image, { run, name }) {
    if (run.release || run.commit || run.rehearsal || (0,core_image/* isDigest */.Bc)(image.split('@')[1] ?? ''))
        return [];
    return [
        {
            service: name,
            why: `runs ${image}, and neither a release nor a commit nor a digest tells one migration from the next`,
            next: 'Give `release` or `commit`, or the image with its digest.',
        },
    ];
}
/** Which migration it is, whoever runs it. */
function identify({ wanted: { wanted }, container, image }, run) {
    const { direction = 'up', release, commit, command, variables, taskRole, executionRole } = run;
    const to = release ?? commit ?? image;
    const isUp = direction === 'up';
    const cluster = (0,migration/* clusterName */.SL)(run.cluster);
    const subject = isUp ? to : `down to ${to}`;
    const scope = scopeOf(run.cluster);
    const identity = { cluster, family: wanted.family, subject, container, command, variables, taskRole, executionRole };
    const key = scope + (0,fingerprint/* fingerprint */.R)((0,migration/* identityText */.Ky)(identity)).slice(0, 24);
    return {
        subject: isUp ? (0,migration/* subjectName */.wn)({ release, commit, image }) : (0,migration/* downText */.oY)(to),
        name: { direction, key },
        about: isUp ? image : to,
        scope,
        startedBy: run.rehearsal ? (0,migration/* startedByRehearsal */.iN)(key) : (0,migration/* startedByMigration */.Vs)(key, direction),
    };
}
/** With what the keys of all migrations of a cluster begin: a family may be that of several. */
function scopeOf(cluster) {
    return (0,fingerprint/* fingerprint */.R)((0,migration/* clusterName */.SL)(cluster)).slice(0, 8);
}
/** What goes down runs what is there. A copy of that, where ECS starts no more of it, is of the same release. */
function ofItsRelease(revised) {
    const { tags } = revised.running;
    return { ...revised, tags: (0,provenance/* mergeTags */.kE)(tags, (0,provenance/* provenanceTags */.Xy)((0,provenance/* copiedProvenance */.M4)((0,provenance/* readProvenance */.Ch)(tags)))) };
}
/**
 * The revision, or an equal one that can take one more record. A task definition that stays the same over many releases
 * has the records of all of them, and AWS allows 50 tags.
 */
function withRoom(revised, name) {
    const { wanted, running, newest, revision } = revised;
    const tags = (0,migration_record/* leavingRoom */.Qx)(revised.tags);
    const planned = revision.is === 'keep' ? running : newest;
    if (revision.is === 'register' || (planned && (0,migration_record/* hasRoom */.AB)(planned.tags, name)))
        return { ...revised, tags };
    if (newest && (0,migration_record/* hasRoom */.AB)(newest.tags, name) && (0,difference/* sameDefinition */.uD)(wanted, newest.definition))
        return { ...revised, revision: { is: 'reuse', arn: newest.arn } };
    return { ...revised, revision: { is: 'register', definition: wanted }, tags };
}
/** Tags of others are nobody's to take away. */
function tooManyTags({ name, revision, tags }, migration) {
    if (revision.is !== 'register' || (0,migration_record/* hasRoom */.AB)(tags, migration))
        return [];
    return [
        {
            service: name,
            why: `has a task definition with ${tags.length} tags, which leaves no room for the record of a migration: AWS allows 50`,
            next: 'Take tags away from it that nobody needs, for 3 more.',
        },
    ];
}
/** Only what is newer knows what it added. */
function barOf({ name, running }, run) {
    const { direction, release, commit } = run;
    if (direction !== 'down')
        return undefined;
    const runs = (0,provenance/* readProvenance */.Ch)(running.tags);
    const isThere = release === undefined ? runs.commit === commit : runs.release === (0,provenance/* tagValue */.EZ)(release);
    if (!isThere)
        return undefined;
    return {
        why: `${name} runs ${release ?? commit} already, whose image does not know the migrations that are to be taken back`,
        next: 'Name the revision of the newer release by `task-definition`, such as `my-app-api:42`: its image knows them.',
    };
}
function rolesOf({ taskRoleArn, executionRoleArn }, run) {
    const named = (role) => (typeof role === 'string' ? role : undefined);
    return { task: run.taskRole ?? named(taskRoleArn), execution: run.executionRole ?? named(executionRoleArn) };
}
/** One error for everything that stands against the migration. */
function refuse(problems, { rehearsal }) {
    if (problems.length === 0)
        return;
    const what = rehearsal ? 'the dry-run command' : 'the migration';
    throw new errors/* ActionError */.lZ(`${what} was not started:\n${(0,preflight/* obstacleLines */.bk)(problems)}`, { outcome: 'failed-before-change' });
}


/***/ })

};
