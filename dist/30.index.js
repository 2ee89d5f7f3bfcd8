export const id = 30;
export const ids = [30];
export const modules = {

/***/ 6744:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ ecsImage),
/* harmony export */   p: () => (/* binding */ ecsName)
/* harmony export */ });
/** The ECS name of a service that the manifest has by this name; any other name stays as it is. */
function ecsName({ services }, name) {
    return services.find(service => service.name === name)?.service ?? name;
}
/** An image for a service of the manifest, as one for the ECS service, and for the container that the manifest names. */
function ecsImage(declared, wanted) {
    const { service, container, image } = wanted;
    const own = declared.services.find(({ name }) => name === service);
    if (!own)
        return wanted;
    const named = container ?? own.images.find(({ name }) => name === service)?.container;
    return { service: own.service, image, ...(named !== undefined && { container: named }) };
}


/***/ }),

/***/ 7764:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iv: () => (/* binding */ difference),
  Ze: () => (/* binding */ differenceLines),
  uD: () => (/* binding */ sameDefinition)
});

// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
;// CONCATENATED MODULE: ./shared/core/definition-shape.ts

const definition_shape_hidden = { is: 'hidden' };
const shown = shownOr(undefined);
const map = object({});
const variables = { is: 'named', item: definition_shape_hidden };
const mounts = { is: 'list', item: object({ readOnly: { is: 'hidden', absent: false } }) };
function object(members) {
    return { is: 'object', members };
}
function shownOr(absent) {
    return { is: 'shown', absent, text: plainText };
}
function spelled(spelling) {
    return { is: 'shown', spelling, text: plainText };
}
// The defaults are those of the API reference (RegisterTaskDefinition, ContainerDefinition and their parts); ECS writes
// most of them into what it describes.
const container = object({
    image: shown,
    cpu: shownOr(0),
    memory: shown,
    memoryReservation: shown,
    essential: shownOr(true),
    portMappings: { is: 'shown', text: portsText },
    healthCheck: object({ interval: shownOr(30), timeout: shownOr(5), retries: shownOr(3), startPeriod: shownOr(0) }),
    startTimeout: shown,
    stopTimeout: shown,
    privileged: shown,
    readonlyRootFilesystem: shown,
    versionConsistency: shownOr('enabled'),
    environment: variables,
    secrets: variables,
    mountPoints: mounts,
    volumesFrom: mounts,
    linuxParameters: object({ capabilities: map }),
    logConfiguration: object({ logDriver: shown, options: map, secretOptions: variables }),
    firelensConfiguration: object({ type: shown, options: map }),
    dockerLabels: map,
});
const volume = object({
    host: map,
    dockerVolumeConfiguration: object({ driverOpts: map, labels: map }),
    efsVolumeConfiguration: object({
        rootDirectory: { is: 'hidden', absent: '/' },
        transitEncryption: shownOr('DISABLED'),
        authorizationConfig: object({ iam: shownOr('DISABLED') }),
    }),
});
const definitionShape = object({
    family: shown,
    cpu: spelled(units(/^(\d*\.?\d+) *vcpu$/i)),
    memory: spelled(units(/^(\d*\.?\d+) *gb$/i)),
    networkMode: shown,
    pidMode: shown,
    ipcMode: shown,
    taskRoleArn: shown,
    executionRoleArn: shown,
    requiresCompatibilities: spelled(asSet),
    runtimePlatform: object({ cpuArchitecture: shown, operatingSystemFamily: shown }),
    ephemeralStorage: object({ sizeInGiB: shown }),
    enableFaultInjection: shownOr(false),
    containerDefinitions: { is: 'named', item: container },
    volumes: { is: 'named', item: volume },
    proxyConfiguration: object({ type: shown, containerName: shown, properties: variables }),
});
/** ECS turns the task's size into units when it registers it: `1 vCPU` and `2 GB` come back as `1024` and `2048`. */
function units(pattern) {
    return value => {
        if (!isPlain(value))
            return value;
        const [, number] = pattern.exec(String(value)) ?? [];
        return number === undefined ? String(value) : String(Number(number) * 1024);
    };
}
function asSet(value) {
    return Array.isArray(value) && value.every(isPlain) ? [...new Set(value)].toSorted() : value;
}
/** `8080/tcp, 80:8080/tcp, 9000-9010/udp`; undefined if they are not ports. */
function portsText(portMappings) {
    const ports = Array.isArray(portMappings) ? portMappings.map(portText) : [undefined];
    return ports.includes(undefined) ? undefined : ports.join(', ');
}
function portText(mapping) {
    const { containerPort, containerPortRange, hostPort, protocol } = (0,json/* isJsonObject */.O)(mapping) ? mapping : {};
    const port = containerPort ?? containerPortRange;
    if (!isPlain(port) || !isPlain(protocol))
        return undefined;
    return `${isPlain(hostPort) && hostPort !== port ? `${String(hostPort)}:` : ''}${String(port)}/${String(protocol)}`;
}
/** What is not plain is not what its shape expected: it is not shown. */
function plainText(value) {
    if (Array.isArray(value) && value.every(isPlain))
        return value.join(', ');
    return isPlain(value) ? String(value) : undefined;
}
function isPlain(value) {
    return ['string', 'number', 'boolean'].includes(typeof value);
}

// EXTERNAL MODULE: ./shared/core/task-definition.ts
var task_definition = __webpack_require__(5957);
;// CONCATENATED MODULE: ./shared/core/difference.ts



/**
 * What differs between two task definitions, as ECS understands them: the order of members and of variables, read-only
 * members, tags, and the difference between a default and nothing do not count.
 */
function difference(before, after) {
    return compare(definitionShape, { before: comparable(before), after: comparable(after) }, []);
}
/** Whether registering the one would give a revision that runs as the other does, so that it can be spared. */
function sameDefinition(a, b) {
    return difference(a, b).length === 0;
}
function comparable(described) {
    const { containerDefinitions, networkMode } = described;
    return {
        ...(0,task_definition/* registrable */.ZV)(described),
        containerDefinitions: containerDefinitions.map(one => ({
            ...one,
            portMappings: withDefaults(one['portMappings'], networkMode),
        })),
        tags: undefined,
    };
}
/** With `awsvpc` and `host` there is but one port, so ECS fills in the other; with `bridge`, 0 and none mean any. */
function withDefaults(portMappings, networkMode) {
    if (!Array.isArray(portMappings))
        return portMappings;
    return portMappings.map((mapping) => {
        if (!(0,json/* isJsonObject */.O)(mapping))
            return mapping;
        const { protocol, hostPort, containerPort } = mapping;
        const host = networkMode === 'awsvpc' || networkMode === 'host' ? containerPort : undefined;
        return { ...mapping, protocol: protocol ?? 'tcp', hostPort: hostPort === 0 ? host : (hostPort ?? host) };
    });
}
function compare(shape, given, path) {
    const pair = { before: orAbsent(given.before), after: orAbsent(given.after) };
    switch (shape.is) {
        case 'object':
            return bothAre(json/* isJsonObject */.O, pair) ? compareMembers(shape.members, pair, path) : compareWhole(definition_shape_hidden, pair, path);
        case 'named':
            return bothAre(isNamed, pair) ? compareNamed(shape.item, pair, path) : compareWhole(definition_shape_hidden, pair, path);
        case 'list':
            return bothAre(isList, pair) && sameItems(shape.item, pair) ? [] : compareWhole(definition_shape_hidden, pair, path);
        case 'hidden':
        case 'shown':
            return compareWhole(shape, pair, path);
    }
}
function orAbsent(value) {
    return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}
/** Whether both are what their shape expects, as far as they are there. What is not is compared whole. */
function bothAre(isExpected, pair) {
    return [pair.before, pair.after].every(value => value === undefined || isExpected(value));
}
function isList(value) {
    return Array.isArray(value);
}
function isNamed(value) {
    if (!Array.isArray(value) || !value.every(json/* isJsonObject */.O))
        return false;
    const names = value.map(item => item['name']);
    return names.every(name => typeof name === 'string') && new Set(names).size === names.length;
}
function compareMembers(members, { before, after }, path) {
    const names = union(Object.keys(before ?? {}), Object.keys(after ?? {}));
    const changes = names.flatMap(name => {
        const shape = own(members, name) ?? definition_shape_hidden;
        return compare(shape, { before: own(before, name), after: own(after, name) }, [...path, name]);
    });
    return changes.map(change => oneSided(change, { before, after }));
}
/** Of what was not there at all, nothing is changed from its default: it is added. The same the other way round. */
function oneSided(change, pair) {
    const { path, before, after } = change;
    if (pair.before === undefined)
        return { path, kind: 'added', ...(after !== undefined && { after }) };
    if (pair.after === undefined)
        return { path, kind: 'removed', ...(before !== undefined && { before }) };
    return change;
}
function compareNamed(item, { before, after }, path) {
    const [was, is] = [byName(before), byName(after)];
    return union([...was.keys()], [...is.keys()]).flatMap(name => {
        const pair = { before: was.get(name), after: is.get(name) };
        const where = [...path, name];
        const itself = compareExistence(pair, where);
        return itself.length > 0 && item.is !== 'object' ? itself : [...itself, ...compare(item, pair, where)];
    });
}
function byName(items = []) {
    return new Map(items.map(({ name, ...rest }) => [name, rest]));
}
function compareExistence({ before, after }, path) {
    if (before === undefined)
        return [{ path: pathText(path), kind: 'added' }];
    if (after === undefined)
        return [{ path: pathText(path), kind: 'removed' }];
    return [];
}
function sameItems(item, { before = [], after = [] }) {
    if (before.length !== after.length)
        return false;
    return before.every((one, index) => compare(item, { before: one, after: after[index] }, []).length === 0);
}
function compareWhole(shape, pair, path) {
    const [before, after] = [meant(shape, pair.before), meant(shape, pair.after)];
    if (canonicalText(before) === canonicalText(after))
        return [];
    const [was, is] = [shownText(shape, before), shownText(shape, after)];
    const values = was === is ? {} : { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    return [{ path: pathText(path), kind, ...values }];
}
function meant(shape, value) {
    if (value === undefined)
        return shape.absent;
    return shape.is === 'shown' && shape.spelling ? shape.spelling(value) : value;
}
/** JSON in which members that are null, an empty list or absent are alike, and the order of members is one. */
function canonicalText(value) {
    return JSON.stringify([value], (_, part) => {
        if (!(0,json/* isJsonObject */.O)(part))
            return part;
        const members = Object.entries(part).filter(([, member]) => orAbsent(member) !== undefined);
        return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    });
}
function shownText(shape, value) {
    if (shape.is !== 'shown' || value === undefined)
        return undefined;
    const text = shape.text(value);
    return text === undefined ? undefined : oneLine(text);
}
function own(object, name) {
    return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}
function union(a, b) {
    return [...new Set([...a, ...b])];
}
function pathText(path) {
    return oneLine(path.join('.'));
}
/** Names and values come from files and replies: what would end a line or hide in it is spelled out. */
function oneLine(text) {
    return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
const SIGNS = { added: '+', removed: '-', changed: '~' };
/** The differences for people, a line each: `~ containerDefinitions.api.image: … → …`. */
function differenceLines(changes) {
    return changes.map(({ path, kind, before, after }) => {
        const values = [before, after].filter(value => value !== undefined);
        if (kind === 'changed' && values.length < 2)
            return `${SIGNS[kind]} ${path} (changed)`;
        return `${SIGNS[kind]} ${path}${values.length > 0 ? `: ${values.join(' → ')}` : ''}`;
    });
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

/***/ 8599:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ absence),
/* harmony export */   Bw: () => (/* binding */ obstacles),
/* harmony export */   M7: () => (/* binding */ unclearImage),
/* harmony export */   bk: () => (/* binding */ obstacleLines)
/* harmony export */ });
/* unused harmony exports lowerBound, upperBound */
/** One line each, for an error that names them all. */
function obstacleLines(problems) {
    return problems.map(({ service, why, next }) => `  - ${service} ${why}. ${next}`).join('\n');
}
/** A service that ECS does not show, and the reason that ECS gives for that, such as MISSING. */
function absence(service, reason, cluster) {
    return {
        service,
        why: `is ${reason} in cluster ${cluster}`,
        next: 'Check the name, the cluster and the region; `aws ecs list-services` shows what is there.',
    };
}
/** An image of which it cannot be said which container is to get it. */
function unclearImage(service, why) {
    return {
        service,
        why: `cannot take the image: ${why}`,
        next: 'Name the container: `service/container=image`.',
    };
}
/** What a service says of itself before anything is written: why a new revision cannot be rolled out to it. */
function obstacles(service, { allowZero }) {
    return rules
        .filter(({ applies }) => applies(service, allowZero))
        .map(({ why, next }) => ({ service: service.name, why: why(service), next: next(service) }));
}
const rules = [
    {
        applies: ({ status }) => status !== 'ACTIVE',
        why: ({ status }) => `is ${status}: it is deleted or being deleted`,
        next: () => 'Create the service again, or take it out of `services`.',
    },
    {
        // These controllers reject a new task definition in UpdateService.
        applies: ({ controller }) => controller !== 'ECS',
        why: ({ controller }) => `is deployed by ${controller}, which takes new revisions only from its own tool`,
        next: ({ controller }) => controller === 'CODE_DEPLOY'
            ? 'Deploy it with CodeDeploy, or move it to the ECS deployment controller (native blue/green replaces CodeDeploy).'
            : 'Deploy it with the tool that owns its task sets, or move it to the ECS deployment controller.',
    },
    {
        applies: ({ scheduling, launchType }) => scheduling === 'DAEMON' && launchType === 'FARGATE',
        why: () => 'is a DAEMON service on Fargate, which ECS does not support',
        next: () => 'Make it a REPLICA service.',
    },
    {
        applies: ({ scheduling, launchType }) => scheduling === 'DAEMON' && launchType !== 'FARGATE',
        why: () => 'is a DAEMON service: its task count follows the instances, so a rollout of it cannot be proved',
        next: () => 'Deploy it by your infrastructure tool.',
    },
    {
        applies: ({ scheduling, desired }, allowZero) => scheduling !== 'DAEMON' && desired === 0 && !allowZero,
        why: () => 'has a desired count of 0: no task would start, so nothing could be proved',
        next: () => 'Scale it up, or set `allow-zero: true` to register the revision for later.',
    },
    {
        applies: service => service.strategy === 'ROLLING' && isDeadlocked(service),
        why: ({ desired, minimumHealthyPercent, maximumPercent }) => `could neither start nor stop a task: of ${desired} at least ${lowerBound(desired, minimumHealthyPercent)} must run (minimumHealthyPercent ${minimumHealthyPercent}) and at most ${upperBound(desired, maximumPercent)} may (maximumPercent ${maximumPercent})`,
        next: () => 'Lower minimumHealthyPercent or raise maximumPercent of the service.',
    },
];
/** Tasks that must stay: ceil(desired × minimum healthy percent). */
function lowerBound(desired, minimumHealthyPercent) {
    return Math.ceil((desired * minimumHealthyPercent) / 100);
}
/** Tasks that may run: floor(desired × maximum percent). */
function upperBound(desired, maximumPercent) {
    return Math.floor((desired * maximumPercent) / 100);
}
function isDeadlocked({ desired, minimumHealthyPercent, maximumPercent, scheduling }) {
    if (desired === 0 || scheduling === 'DAEMON')
        return false;
    return upperBound(desired, maximumPercent) <= desired && lowerBound(desired, minimumHealthyPercent) >= desired;
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

/***/ 9744:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ assignImages),
/* harmony export */   h: () => (/* binding */ readImageKey)
/* harmony export */ });
/* harmony import */ var _task_definition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5957);

/** `api` or `api/proxy`. */
function readImageKey(key) {
    const slash = key.indexOf('/');
    return slash < 0 ? { service: key } : { service: key.slice(0, slash), container: key.slice(slash + 1) };
}
/** Which container of a service's definition gets which image. Two images for one container are a mistake. */
function assignImages(definition, wanted) {
    const assigned = { changes: [], unclear: [] };
    for (const { container, image } of wanted) {
        const choice = (0,_task_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .containerFor */ .tJ)(definition, image, container);
        if (choice.is === 'unclear')
            assigned.unclear.push(choice.why);
        else if (assigned.changes.some(change => change.container === choice.name))
            assigned.unclear.push(`container ${choice.name} is given two images`);
        else
            assigned.changes.push({ container: choice.name, image });
    }
    return assigned;
}


/***/ }),

/***/ 6687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ returnPoint)
/* harmony export */ });
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6251);

/**
 * What was said to have run before counts: an infrastructure tool may have deployed the service since. Where nothing was
 * said, it is the deployment that completed last.
 */
function returnPoint(service, before) {
    const { name, taskDefinition } = service;
    if (!before.has(name))
        return { previous: (0,_service_js__WEBPACK_IMPORTED_MODULE_0__/* .lastCompleted */ .s4)(service)?.taskDefinition ?? taskDefinition, moved: false };
    const said = before.get(name);
    if (said === undefined)
        return { previous: undefined, moved: true };
    const previous = said.startsWith('arn:') ? said : besides(taskDefinition, said);
    return { previous, moved: (0,_service_js__WEBPACK_IMPORTED_MODULE_0__/* .revisionName */ .pd)(previous) !== (0,_service_js__WEBPACK_IMPORTED_MODULE_0__/* .revisionName */ .pd)(taskDefinition) };
}
/** The ARN of a revision, made from that of another one of the same account and region. */
function besides(arn, name) {
    return `${arn.slice(0, arn.lastIndexOf('/') + 1)}${name}`;
}


/***/ }),

/***/ 3983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ revisionNumber),
/* harmony export */   X: () => (/* binding */ planRevision)
/* harmony export */ });
/* harmony import */ var _difference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7764);

/**
 * How a service gets the revision it is to run. Equal revisions are not registered again, so a rerun leaves no orphans.
 * An INACTIVE revision cannot start a new deployment: for a forced one it is registered anew.
 */
function planRevision({ wanted, running, newest, force }) {
    const usable = !force || running.definition['status'] !== 'INACTIVE';
    if (usable && (0,_difference_js__WEBPACK_IMPORTED_MODULE_0__/* .sameDefinition */ .uD)(wanted, running.definition))
        return { is: 'keep', arn: running.arn };
    if (newest && (0,_difference_js__WEBPACK_IMPORTED_MODULE_0__/* .sameDefinition */ .uD)(wanted, newest.definition))
        return { is: 'reuse', arn: newest.arn };
    return { is: 'register', definition: wanted };
}
/** The number of a revision, from its ARN or `family:number`. */
function revisionNumber(arn) {
    return Number(arn.slice(arn.lastIndexOf(':') + 1));
}


/***/ }),

/***/ 5957:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AF: () => (/* binding */ noSuchContainer),
/* harmony export */   Qm: () => (/* binding */ readDefinitionFile),
/* harmony export */   ZV: () => (/* binding */ registrable),
/* harmony export */   nS: () => (/* binding */ withImages),
/* harmony export */   tJ: () => (/* binding */ containerFor),
/* harmony export */   zT: () => (/* binding */ wantedPlatform)
/* harmony export */ });
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5796);
/* harmony import */ var _provenance_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8013);



/** What DescribeTaskDefinition tells and RegisterTaskDefinition does not take. */
const READ_ONLY = new Set([
    'compatibilities',
    'deleteRequestedAt',
    'deregisteredAt',
    'registeredAt',
    'registeredBy',
    'requiresAttributes',
    'revision',
    'status',
    'taskDefinitionArn',
]);
/**
 * A described task definition as it can be registered again. Everything but the read-only members stays as it is and
 * where it is, null too: AWS reads a null member as one that is absent.
 */
function registrable(described) {
    const { family, containerDefinitions } = described;
    return { ...without(described, READ_ONLY), family, containerDefinitions };
}
function without(object, members) {
    return Object.fromEntries(Object.entries(object).filter(([member]) => !members.has(member)));
}
/**
 * A copy that is equal but for the images.
 *
 * @throws Error if there is no such container.
 */
function withImages(definition, changes) {
    const images = new Map(changes.map(({ container, image }) => [container, image]));
    for (const name of images.keys()) {
        if (!definition.containerDefinitions.some(container => container.name === name)) {
            throw new Error(noSuchContainer(definition, name));
        }
    }
    const containerDefinitions = definition.containerDefinitions.map(container => {
        const image = images.get(container.name);
        return image === undefined ? container : { ...container, image };
    });
    return { ...definition, containerDefinitions };
}
/** The container that an image is meant for: the one that was named, or else the one that can only be meant. */
function containerFor(definition, image, name) {
    const containers = definition.containerDefinitions;
    if (name !== undefined) {
        if (containers.some(container => container.name === name))
            return { is: 'container', name };
        return { is: 'unclear', why: noSuchContainer(definition, name) };
    }
    for (const { fits, what } of choices) {
        const fitting = containers.filter(container => fits(container, image));
        const [first] = fitting;
        if (first === undefined)
            continue;
        if (fitting.length === 1)
            return { is: 'container', name: first.name };
        const names = fitting.map(container => container.name).join(', ');
        return { is: 'unclear', why: `${definition.family} has several containers that ${what(image)}: ${names}` };
    }
    return { is: 'unclear', why: `${definition.family} has no containers` };
}
/** Signs that a container is the one, best first. The first that any container shows decides. */
const choices = [
    { fits: (container, image) => hasImage(container, image), what: image => `run ${image.repository}` },
    {
        // The same repository in another Region or account, to where images are replicated or moved.
        fits: (container, { repository }) => imageOf(container)?.repository === repository,
        what: image => `run ${image.repository}`,
    },
    { fits: container => (container['essential'] ?? true) === true, what: () => 'are essential' },
    { fits: () => true, what: () => 'may be meant' },
];
function hasImage(container, image) {
    const current = imageOf(container);
    return current !== undefined && (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .sameRepository */ .RB)(current, image);
}
/** Files often hold a placeholder for the image, which is then no reference. */
function imageOf({ image }) {
    try {
        return image === undefined ? undefined : (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ)(image);
    }
    catch {
        return undefined;
    }
}
function noSuchContainer({ family, containerDefinitions }, name) {
    const names = containerDefinitions.map(container => container.name).join(', ');
    return `${family} has no container ${JSON.stringify(name)}; its containers: ${names}`;
}
const ARCHITECTURES = new Map([
    ['X86_64', 'amd64'],
    ['ARM64', 'arm64'],
]);
/** Build of each Windows release, which an image must match ("Windows container version compatibility", Microsoft). */
const WINDOWS_BUILDS = new Map([
    ['2016', '10.0.14393'],
    ['2019', '10.0.17763'],
    ['2004', '10.0.19041'],
    ['20H2', '10.0.19042'],
    ['2022', '10.0.20348'],
    ['2025', '10.0.26100'],
]);
/**
 * The platform that the tasks run on. Where the definition does not say, Fargate takes Linux on x86; on instances it is
 * theirs, which cannot be known here.
 */
function wantedPlatform(definition) {
    const { requiresCompatibilities, runtimePlatform } = definition;
    const onFargate = Array.isArray(requiresCompatibilities) && requiresCompatibilities.includes('FARGATE');
    const isStated = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(runtimePlatform) && Object.keys(runtimePlatform).length > 0;
    return isStated || onFargate ? statedPlatform(definition) : undefined;
}
function statedPlatform(definition) {
    const { cpuArchitecture, operatingSystemFamily } = platformMembers(definition);
    const architecture = ARCHITECTURES.get(cpuArchitecture) ?? cpuArchitecture.toLowerCase();
    const [, release] = /^WINDOWS_SERVER_([0-9A-Z]+)_/.exec(operatingSystemFamily) ?? [];
    if (release === undefined)
        return { os: operatingSystemFamily.toLowerCase(), architecture };
    const osVersion = WINDOWS_BUILDS.get(release);
    return { os: 'windows', architecture, ...(osVersion && { osVersion }) };
}
function platformMembers({ runtimePlatform }) {
    const { cpuArchitecture, operatingSystemFamily } = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(runtimePlatform) ? runtimePlatform : {};
    return {
        cpuArchitecture: typeof cpuArchitecture === 'string' ? cpuArchitecture : 'X86_64',
        operatingSystemFamily: typeof operatingSystemFamily === 'string' ? operatingSystemFamily : 'LINUX',
    };
}
/**
 * Reads a task definition file that is already parsed: a task definition, or one inside `{ "taskDefinition": … }` with
 * its tags beside it, as `aws ecs describe-task-definition` prints it.
 *
 * @throws Error whose message completes a sentence that begins with the file's name.
 */
function readDefinitionFile(parsed) {
    const printed = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(parsed) && (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(parsed['taskDefinition']);
    const { taskDefinition, tags } = printed ? parsed : { taskDefinition: parsed };
    assertTaskDefinition(taskDefinition);
    const { tags: own, ...definition } = registrable(taskDefinition);
    return { definition: withSizesAsText(definition), tags: (0,_provenance_js__WEBPACK_IMPORTED_MODULE_1__/* .readTags */ .g$)(tags ?? own) };
}
/** The API takes the task's size as text only; in YAML `cpu: 256` is a number. */
function withSizesAsText(definition) {
    const sizes = ['cpu', 'memory'].filter(size => typeof definition[size] === 'number');
    return { ...definition, ...Object.fromEntries(sizes.map(size => [size, String(definition[size])])) };
}
function assertTaskDefinition(value) {
    const problem = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(value) ? problemOf(value) : 'it takes an object with `family` and `containerDefinitions`';
    if (problem !== undefined)
        throw new Error(`is not a task definition: ${problem}`);
}
function problemOf({ family, containerDefinitions }) {
    if (typeof family !== 'string' || family === '')
        return '`family` is missing';
    if (!Array.isArray(containerDefinitions) || containerDefinitions.length === 0) {
        return '`containerDefinitions` is missing';
    }
    return containerDefinitions.every(isContainer) ? undefined : 'a container takes a `name`, and text as its `image`';
}
function isContainer(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(value))
        return false;
    const { name, image } = value;
    return typeof name === 'string' && name !== '' && (image === undefined || typeof image === 'string');
}


/***/ }),

/***/ 7913:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ checkImages)
/* harmony export */ });
/* harmony import */ var _aws_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5985);
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9413);
/* harmony import */ var _core_verification_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4585);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9724);




/**
 * Every image is deployed by its digest, so each is looked up once: that turns a tag into the digest it has now, and
 * shows whether the image is there and built for the tasks' platform before anything is registered.
 */
async function checkImages(images, deployment) {
    const looked = new Map();
    for (const { image } of images) {
        const key = (0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image);
        if (!looked.has(key))
            looked.set(key, (0,_aws_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .lookInRegistry */ .a1)(deployment.aws, { ...image, wanted: wantedOf(image) }));
    }
    return Promise.all(images.map(async (one) => checked(one, await looked.get((0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(one.image)), deployment)));
}
function wantedOf({ tag = 'latest', digest }) {
    return digest === undefined ? { tag } : { digest };
}
function checked(one, seen, deployment) {
    const { service, image } = one;
    const known = { ...one, digest: image.digest ?? '', tag: image.tag };
    if (!seen)
        return image.digest === undefined ? { ...known, obstacle: unpinned(one) } : known;
    const { registry = '', repository } = image;
    const looked = { name: service, registry, repository, wanted: wantedOf(image), seen };
    const verdict = (0,_core_verification_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeImage */ .xQ)(looked, one.platform ? [one.platform] : []);
    const tag = image.tag ?? (seen.is === 'found' ? tellingTag(seen.tags, deployment) : undefined);
    if (verdict.is === 'verified')
        return { ...known, digest: verdict.digest, tag };
    if (verdict.is === 'unknown' && image.digest !== undefined) {
        deployment.context.step.warning(`${service}: the image could not be checked before the deployment: ${verdict.why}`);
        return { ...known, tag };
    }
    const next = verdict.is === 'unknown' ? 'Pin the image by its digest, or let the registry be read' : verdict.next;
    return {
        ...known,
        obstacle: {
            service,
            why: `cannot run its image: ${verdict.why}`,
            next: `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .capital */ .Nx)(next)}.`,
        },
    };
}
/** Of the tags an image carries the one that says most: its commit or release, and `latest` only for want of another. */
function tellingTag(tags, { commit, release }) {
    return tags.find(tag => tag === commit || tag === release) ?? tags.find(tag => tag !== 'latest') ?? tags[0];
}
function unpinned({ service, image }) {
    return {
        service,
        why: `is given ${(0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image)} without a digest`,
        next: image.registry === undefined
            ? 'It has no registry: images of Amazon ECR are given as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/repository:tag.'
            : 'Images outside of Amazon ECR have to be given as registry/repository@sha256:….',
    };
}


/***/ }),

/***/ 5256:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ol: () => (/* binding */ failedReleases),
  yv: () => (/* binding */ originOf),
  n1: () => (/* binding */ planAll),
  iA: () => (/* binding */ prepare)
});

// EXTERNAL MODULE: ./shared/core/provenance.ts
var provenance = __webpack_require__(8013);
;// CONCATENATED MODULE: ./shared/core/failed-release.ts

/**
 * The revision marked as failed that this would bring back: the very one, one of the same release, or one with the same
 * images. Undefined if there is none among these.
 */
function failedBefore({ taskDefinition, definition, release }, known) {
    return known.find(one => {
        if (!one.provenance.failed)
            return false;
        const isOfRelease = release !== undefined && one.provenance.release === (0,provenance/* tagValue */.EZ)(release);
        return one.arn === taskDefinition || isOfRelease || imagesOf(one.definition) === imagesOf(definition);
    });
}
function imagesOf({ containerDefinitions }) {
    return JSON.stringify(containerDefinitions.map(({ name, image }) => [name, image]).toSorted());
}

// EXTERNAL MODULE: ./shared/core/preflight.ts
var preflight = __webpack_require__(8599);
// EXTERNAL MODULE: ./shared/core/known-revision.ts
var known_revision = __webpack_require__(477);
// EXTERNAL MODULE: ./shared/core/return-point.ts
var return_point = __webpack_require__(6687);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/phases/deploy/images.ts
var deploy_images = __webpack_require__(7913);
// EXTERNAL MODULE: ./shared/phases/deploy/revise.ts + 1 modules
var revise = __webpack_require__(7722);
;// CONCATENATED MODULE: ./shared/phases/deploy/prepare.ts










/**
 * Looks at every service, revision and image and decides what to do. Everything that speaks against the deployment is
 * named in one error, before the first write.
 */
async function prepare(deployment) {
    const plans = await planAll(deployment);
    refuse([...plans.flatMap(failedAlready), ...(await failedReleases(plans, deployment))], plans.length);
    plans.forEach(plan => warnOfOthers(plan, deployment));
    return plans;
}
/** The same, but for what earlier deployments say of the release: whoever returns from one has to see it. */
async function planAll(deployment) {
    const { cluster, services: names } = deployment;
    const ecs = await deployment.aws.ecs();
    const { services, absent } = await ecs.describeServices(cluster, names);
    const problems = [
        ...[...absent].map(([name, reason]) => (0,preflight/* absence */.An)(name, reason, cluster)),
        ...services.flatMap(service => (0,preflight/* obstacles */.Bw)(service, { allowZero: deployment.allowZero })),
    ];
    const active = services.filter(({ status }) => status === 'ACTIVE');
    const drafts = await Promise.all(active.map(async (service) => ({ service, draft: await draft(service, deployment) })));
    problems.push(...drafts.flatMap(one => one.draft.assigned.unclear.map(why => (0,preflight/* unclearImage */.M7)(one.service.name, why))));
    const checked = await (0,deploy_images/* checkImages */.B)(drafts.flatMap(one => (0,revise/* imagesOf */.IC)(one.draft)), deployment);
    problems.push(...checked.flatMap(({ obstacle }) => obstacle ?? []));
    refuse(problems, names.length);
    return drafts.map(one => ({
        ...(0,revise/* revise */.LX)(one.draft, checked, deployment),
        ...(0,return_point/* returnPoint */.V)(one.service, deployment.previous),
        service: one.service,
        before: (0,core_service/* primaryOf */.Os)(one.service),
        force: deployment.force,
    }));
}
async function draft(service, deployment) {
    const images = deployment.images.filter(image => image.service === service.name);
    return (0,revise/* draftOf */.bz)(await originOf(service, await deployment.aws.ecs(), deployment.previous), () => images, deployment);
}
/** What a new revision for a service comes from. */
async function originOf(service, ecs, before = new Map()) {
    const running = await ecs.describeTaskDefinition(service.taskDefinition);
    return { name: service.name, running, previous: (0,return_point/* returnPoint */.V)(service, before).previous };
}
/** ECS starts no more tasks of a deployment that failed, whatever is mended since; only a new one does. */
function failedAlready({ service, before, revision, force }) {
    if (force || revision.is !== 'keep' || before?.rollout !== 'FAILED')
        return [];
    return [
        {
            service: service.name,
            why: `has ${(0,core_service/* revisionName */.pd)(revision.arn)} already, and its deployment failed: ${before.rolloutReason ?? 'ECS gives no reason'}`,
            next: 'Mend the cause, then set `force-new-deployment: true` for one run, or deploy another release.',
        },
    ];
}
/** Every service that would get back a release which was rolled away from. */
async function failedReleases(plans, deployment) {
    return (await Promise.all(plans.map(plan => bringsBackFailed(plan, deployment)))).flat();
}
/**
 * What was rolled away from is not brought back by whoever promotes without thinking of it. It is known by its mark:
 * on the newest revision, on the one that runs, and on the one from which the service was rolled back to that.
 */
async function bringsBackFailed(plan, { allowFailed, release, aws }) {
    const { service, running, newest, revision, wanted: definition, force } = plan;
    if (allowFailed || (revision.is === 'keep' && !force))
        return [];
    const { rollback } = (0,provenance/* readProvenance */.Ch)(running.tags);
    const left = rollback && (await (0,revise/* describeIfThere */.pX)(rollback.from, await aws.ecs()));
    const known = [running, newest, left].flatMap(one => (one ? [(0,known_revision/* knownRevision */.vD)(one)] : []));
    const taskDefinition = 'arn' in revision ? revision.arn : undefined;
    const failed = failedBefore({ taskDefinition, definition, release }, known);
    if (!failed)
        return [];
    const next = 'Deploy a release that is mended, or bring it back on purpose, with `allow-failed: true` for one run.';
    return [{ service: service.name, why: `would get back ${(0,known_revision/* releaseName */["do"])(failed)}: ${nameOfMarked(failed)}`, next }];
}
function nameOfMarked(failed) {
    return `${(0,core_service/* revisionName */.pd)(failed.arn)} ${(0,known_revision/* markText */.PQ)(failed)}`;
}
/** Somebody else's rollout that is still under way ends with ours; whoever reads the log should know. */
function warnOfOthers({ service, before, revision }, { context }) {
    const ours = 'arn' in revision && before?.taskDefinition === revision.arn;
    if (ours || before?.rollout !== 'IN_PROGRESS')
        return;
    context.step.warning(`${service.name}: deployment ${before.id} of ${(0,core_service/* revisionName */.pd)(before.taskDefinition)} is still under way and will be superseded by this one.`);
}
/** One error for everything that stands against the deployment. */
function refuse(problems, services) {
    if (problems.length === 0)
        return;
    throw new errors/* ActionError */.lZ(`nothing was deployed to ${(0,wording/* counted */.hS)(services, 'service')}:\n${(0,preflight/* obstacleLines */.bk)(problems)}`, {
        outcome: 'failed-before-change',
    });
}


/***/ }),

/***/ 6438:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ registerRevisions)
/* harmony export */ });
/* harmony import */ var _core_lost_update_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9600);
/* harmony import */ var _core_revision_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3983);
/* harmony import */ var _core_difference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7764);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6251);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2635);
/* harmony import */ var _wait_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6749);






/**
 * Registers the revisions that do not exist yet. Families side by side, the revisions of one family one after the
 * other: ECS refuses concurrent ones, and services that share a family may share the revision. After a failure nothing
 * more is registered, and what was is told.
 */
async function registerRevisions(plans, run) {
    const registering = { ecs: await run.aws.ecs(), run, made: [], failure: new AbortController() };
    const families = Map.groupBy(plans, plan => (plan.revision.is === 'register' ? plan.revision.definition.family : ''));
    const ends = await Promise.allSettled([...families.values()].map(family => registerFamily(family, registering)));
    const failed = ends.find(end => end.status === 'rejected');
    if (failed)
        throw withoutDeployment(failed.reason, registering);
    const byPlan = new Map(ends.flatMap(end => (end.status === 'fulfilled' ? end.value : [])).map(one => [one.plan, one]));
    return plans.flatMap(plan => byPlan.get(plan) ?? []);
}
async function registerFamily(plans, registering) {
    const registered = [];
    for (const plan of plans)
        registered.push({ plan, taskDefinition: await revisionFor(plan, registering) });
    return registered;
}
async function revisionFor(plan, registering) {
    const { revision } = plan;
    if (revision.is !== 'register')
        return revision.arn;
    const equal = registering.made.find(({ definition }) => (0,_core_difference_js__WEBPACK_IMPORTED_MODULE_1__/* .sameDefinition */ .uD)(definition, revision.definition));
    if (equal)
        return equal.arn;
    try {
        const arn = await register(plan, revision.definition, registering);
        registering.made.push({ definition: revision.definition, arn });
        return arn;
    }
    catch (error) {
        registering.failure.abort();
        throw error;
    }
}
/** The failure, with what it leaves behind: revisions that nothing runs. */
function withoutDeployment(error, { made }) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ))
        return error;
    const names = made.map(({ arn }) => (0,_core_service_js__WEBPACK_IMPORTED_MODULE_4__/* .revisionName */ .pd)(arn)).join(', ');
    const left = names === '' ? '' : ` Registered and not deployed: ${names}; the next run reuses what is equal.`;
    const { outcome, next } = error;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`No service was changed: ${error.message}${left}`, {
        outcome,
        ...(next !== undefined && { next }),
    });
}
async function register(plan, definition, registering) {
    const { ecs, run, failure } = registering;
    const { clock, step } = run.context;
    for (;;) {
        const sentAt = clock.now();
        const change = await ecs.registerTaskDefinition({ definition, tags: plan.tags, unless: failure.signal });
        if (change.is === 'done') {
            step.info(`${plan.name}: registered ${(0,_core_service_js__WEBPACK_IMPORTED_MODULE_4__/* .revisionName */ .pd)(change.reply)}`);
            return change.reply;
        }
        const lost = `the reply to RegisterTaskDefinition was lost (${change.fault.fault.code})`;
        step.info(`${plan.name}: ${lost}; looking whether it was done`);
        const found = await findRegistered(plan, definition, { ecs, run, sentAt });
        if (found) {
            step.info(`${plan.name}: it was done: ${(0,_core_service_js__WEBPACK_IMPORTED_MODULE_4__/* .revisionName */ .pd)(found)}`);
            return found;
        }
    }
}
/**
 * A registration whose reply was lost: the revision among those newer than the newest one known before, or undefined
 * once it is sure that there is none. RegisterTaskDefinition has no idempotency token.
 */
async function findRegistered({ newest, name }, definition, { ecs, run, sentAt }) {
    const known = newest && newest.definition.family === definition.family ? (0,_core_revision_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .revisionNumber */ .P)(newest.arn) : 0;
    let looks = 0;
    const waited = await (0,_wait_js__WEBPACK_IMPORTED_MODULE_3__/* .wait */ .u)({
        until: run.until,
        look: async (now) => {
            const arns = (await ecs.newestRevisions(definition.family, 10)).filter(arn => (0,_core_revision_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .revisionNumber */ .P)(arn) > known);
            const revisions = await Promise.all(arns.map(arn => ecs.describeTaskDefinition(arn)));
            const equal = revisions.find(revision => (0,_core_difference_js__WEBPACK_IMPORTED_MODULE_1__/* .sameDefinition */ .uD)(definition, revision.definition));
            if (equal)
                return { is: 'ended', end: equal.arn };
            return (0,_core_lost_update_js__WEBPACK_IMPORTED_MODULE_5__/* .surelyNotApplied */ .bj)({ looks: ++looks, sentAt, now })
                ? { is: 'ended', end: undefined }
                : { is: 'waiting', for: [] };
        },
    }, run.context);
    if (waited.is === 'ended')
        return waited.end;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${name}: whether a revision of ${definition.family} was registered could not be seen in time`, {
        outcome: 'failed-before-change',
        next: 'No service was changed. Run the job again: a revision that was registered is reused.',
    });
}


/***/ }),

/***/ 7722:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pX: () => (/* binding */ describeIfThere),
  bz: () => (/* binding */ draftOf),
  IC: () => (/* binding */ imagesOf),
  LX: () => (/* binding */ revise)
});

// EXTERNAL MODULE: ./shared/aws/call.ts
var call = __webpack_require__(382);
// EXTERNAL MODULE: ./shared/core/difference.ts + 1 modules
var difference = __webpack_require__(7764);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/provenance.ts
var provenance = __webpack_require__(8013);
// EXTERNAL MODULE: ./shared/core/release-images.ts
var release_images = __webpack_require__(9744);
// EXTERNAL MODULE: ./shared/core/revision-plan.ts
var revision_plan = __webpack_require__(3983);
// EXTERNAL MODULE: ./shared/core/task-definition.ts
var task_definition = __webpack_require__(5957);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/workspace.ts
var workspace = __webpack_require__(4107);
;// CONCATENATED MODULE: ./shared/phases/deploy/base-file.ts



/** The task definition file that `base` names for this service; absent where the base is what ECS has. */
async function readBaseFile(service, { base, context }) {
    if (base === 'service' || base === 'latest')
        return undefined;
    const path = base.replaceAll('{service}', service);
    const text = await (0,workspace/* readWorkspaceFile */.sL)(path, context.environment);
    // YAML reads JSON, too. It is loaded only for those who have a file.
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    try {
        return (0,task_definition/* readDefinitionFile */.Qm)(parse(text, { maxAliasCount: 10 }));
    }
    catch (error) {
        throw new errors/* UsageError */.eb([`\`base\` names ${path}, which is no task definition: ${(0,errors/* messageOf */.bD)(error)}`]);
    }
}

;// CONCATENATED MODULE: ./shared/phases/deploy/revise.ts








/** Finds what the new revision is made of, and which container gets which image. */
async function draftOf(origin, wanted, run) {
    const { running } = origin;
    const file = await readBaseFile(origin.name, run);
    const newest = await describeIfThere(file?.definition.family ?? running.definition.family, await run.aws.ecs());
    const there = run.base === 'latest' && newest ? newest : running;
    const base = file?.definition ?? there.definition;
    return { ...origin, newest, base, baseTags: file?.tags ?? there.tags, assigned: (0,release_images/* assignImages */.g)(base, wanted(base)) };
}
/** A revision, or the newest ACTIVE one of a family; absent where there is none, which ECS refuses to describe. */
async function describeIfThere(name, ecs) {
    try {
        return await ecs.describeTaskDefinition(name);
    }
    catch (error) {
        if (error instanceof call/* AwsError */.Gy && error.kind === 'refused')
            return undefined;
        throw error;
    }
}
/** The images that are looked up before the revision is decided on. */
function imagesOf({ name, base, assigned }) {
    return assigned.changes.map(change => ({ service: name, ...change, platform: (0,task_definition/* wantedPlatform */.zT)(base) }));
}
/** Decides on the revision, once the digests of its images are known. */
function revise(draft, checked, run) {
    const { name, running, newest } = draft;
    const own = checked.filter(({ service }) => service === name);
    const images = own.map(({ container, image, digest }) => ({ container, image: (0,core_image/* pin */.y_)(image, digest) }));
    const wanted = (0,task_definition/* registrable */.ZV)((0,task_definition/* withImages */.nS)(draft.base, images));
    return {
        name,
        running,
        newest,
        wanted,
        revision: (0,revision_plan/* planRevision */.X)({ wanted, running, newest, force: run.force }),
        tags: (0,provenance/* mergeTags */.kE)(draft.baseTags, (0,provenance/* provenanceTags */.Xy)(provenanceOf(draft, own, run))),
        changes: (0,difference/* difference */.iv)(running.definition, wanted),
    };
}
function provenanceOf({ previous }, images, { release, commit, runUrl }) {
    const imageTags = Object.fromEntries(images.flatMap(({ container, tag }) => (tag === undefined ? [] : [[container, tag]])));
    return {
        ...(release && { release }),
        ...(commit && { commit }),
        ...(runUrl && { runUrl }),
        imageTags,
        ...(previous !== undefined && { previous }),
    };
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
