export const id = 751;
export const ids = [751];
export const modules = {

/***/ 6751:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deployEcs: () => (/* binding */ deployEcs)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
;// CONCATENATED MODULE: ./shared/core/provenance.ts

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
/** The tags in a reply or a file; what is not one is left out. A tag may be without a value. */
function readTags(value) {
    const tags = Array.isArray(value) ? value.filter(json/* isJsonObject */.O) : [];
    return tags.flatMap(({ key, value: text = '' }) => typeof key === 'string' && typeof text === 'string' ? [{ key, value: text }] : []);
}

;// CONCATENATED MODULE: ./shared/core/task-definition.ts



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
    return current !== undefined && (0,core_image/* sameRepository */.RB)(current, image);
}
/** Files often hold a placeholder for the image, which is then no reference. */
function imageOf({ image }) {
    try {
        return image === undefined ? undefined : (0,core_image/* parseImage */.zZ)(image);
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
    const isStated = (0,json/* isJsonObject */.O)(runtimePlatform) && Object.keys(runtimePlatform).length > 0;
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
    const { cpuArchitecture, operatingSystemFamily } = (0,json/* isJsonObject */.O)(runtimePlatform) ? runtimePlatform : {};
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
    const printed = (0,json/* isJsonObject */.O)(parsed) && (0,json/* isJsonObject */.O)(parsed['taskDefinition']);
    const { taskDefinition, tags } = printed ? parsed : { taskDefinition: parsed };
    assertTaskDefinition(taskDefinition);
    const { tags: own, ...definition } = registrable(taskDefinition);
    return { definition: withSizesAsText(definition), tags: readTags(tags ?? own) };
}
/** The API takes the task's size as text only; in YAML `cpu: 256` is a number. */
function withSizesAsText(definition) {
    const sizes = ['cpu', 'memory'].filter(size => typeof definition[size] === 'number');
    return { ...definition, ...Object.fromEntries(sizes.map(size => [size, String(definition[size])])) };
}
function assertTaskDefinition(value) {
    const problem = (0,json/* isJsonObject */.O)(value) ? problemOf(value) : 'it takes an object with `family` and `containerDefinitions`';
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
    if (!(0,json/* isJsonObject */.O)(value))
        return false;
    const { name, image } = value;
    return typeof name === 'string' && name !== '' && (image === undefined || typeof image === 'string');
}

;// CONCATENATED MODULE: ./shared/core/release-images.ts

/** `api` or `api/proxy`. */
function readImageKey(key) {
    const slash = key.indexOf('/');
    return slash < 0 ? { service: key } : { service: key.slice(0, slash), container: key.slice(slash + 1) };
}
/** Which container of a service's definition gets which image. Two images for one container are a mistake. */
function assignImages(definition, wanted) {
    const assigned = { changes: [], unclear: [] };
    for (const { container, image } of wanted) {
        const choice = containerFor(definition, image, container);
        if (choice.is === 'unclear')
            assigned.unclear.push(choice.why);
        else if (assigned.changes.some(change => change.container === choice.name))
            assigned.unclear.push(`container ${choice.name} is given two images`);
        else
            assigned.changes.push({ container: choice.name, image });
    }
    return assigned;
}

// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
;// CONCATENATED MODULE: ./shared/run-url.ts
/** The page of this workflow run, from the variables that the runner sets; absent outside of a run. */
function runUrl(environment) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt, } = environment;
    if (!server || !repository || !run)
        return undefined;
    return `${server}/${repository}/actions/runs/${run}${attempt && attempt !== '1' ? `/attempts/${attempt}` : ''}`;
}

// EXTERNAL MODULE: ./shared/aws/call.ts + 1 modules
var call = __webpack_require__(7270);
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
        ...registrable(described),
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

;// CONCATENATED MODULE: ./shared/core/preflight.ts
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

;// CONCATENATED MODULE: ./shared/core/revision-plan.ts

/**
 * How a service gets the revision it is to run. Equal revisions are not registered again, so a rerun leaves no orphans.
 * An INACTIVE revision cannot start a new deployment: for a forced one it is registered anew.
 */
function planRevision({ wanted, running, newest, force }) {
    const usable = !force || running.definition['status'] !== 'INACTIVE';
    if (usable && sameDefinition(wanted, running.definition))
        return { is: 'keep', arn: running.arn };
    if (newest && sameDefinition(wanted, newest.definition))
        return { is: 'reuse', arn: newest.arn };
    return { is: 'register', definition: wanted };
}
/** The number of a revision, from its ARN or `family:number`. */
function revisionNumber(arn) {
    return Number(arn.slice(arn.lastIndexOf(':') + 1));
}

// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./shared/workspace.ts



/** Bytes; a task definition has at most 64 KiB, a manifest is smaller. */
const largest = 1_048_576;
/**
 * Reads a file of the workspace. Links are followed before it is checked that the file lies inside: a pull request
 * must not make a deployment read the runner's files.
 */
async function readWorkspaceFile(path, environment) {
    const workspace = await (0,promises_.realpath)(environment['GITHUB_WORKSPACE'] ?? '.');
    const file = await (0,promises_.realpath)((0,external_node_path_.resolve)(workspace, path)).catch(() => undefined);
    if (file === undefined)
        throw new errors/* UsageError */.eb([`the file ${path} is not in the workspace; is actions/checkout missing?`]);
    if (!file.startsWith(workspace + external_node_path_.sep))
        throw new errors/* UsageError */.eb([`the file ${path} lies outside of the workspace`]);
    const found = await (0,promises_.stat)(file);
    // A directory cannot be read; a named pipe would be read for ever.
    if (!found.isFile())
        throw new errors/* UsageError */.eb([`${path} is not a file`]);
    const { size } = found;
    if (size > largest)
        throw new errors/* UsageError */.eb([`the file ${path} has ${size} bytes; ${largest} are the most`]);
    return (0,promises_.readFile)(file, 'utf8');
}

;// CONCATENATED MODULE: ./actions/deploy-ecs/base-file.ts



/** The task definition file that `base` names for this service; absent where the base is what ECS has. */
async function readBaseFile(service, { base, context }) {
    if (base === 'service' || base === 'latest')
        return undefined;
    const path = base.replaceAll('{service}', service);
    const text = await readWorkspaceFile(path, context.environment);
    // YAML reads JSON, too. It is loaded only for those who have a file.
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    try {
        return readDefinitionFile(parse(text, { maxAliasCount: 10 }));
    }
    catch (error) {
        throw new errors/* UsageError */.eb([`\`base\` names ${path}, which is no task definition: ${(0,errors/* messageOf */.bD)(error)}`]);
    }
}

// EXTERNAL MODULE: ./shared/aws/registry.ts
var registry = __webpack_require__(5985);
// EXTERNAL MODULE: ./shared/core/verification.ts
var verification = __webpack_require__(4585);
;// CONCATENATED MODULE: ./actions/deploy-ecs/images.ts




/**
 * Every image is deployed by its digest, so each is looked up once: that turns a tag into the digest it has now, and
 * shows whether the image is there and built for the tasks' platform before anything is registered.
 */
async function checkImages(images, deployment) {
    const looked = new Map();
    for (const { image } of images) {
        const key = (0,core_image/* imageText */.f1)(image);
        if (!looked.has(key))
            looked.set(key, (0,registry/* lookInRegistry */.a)(deployment.aws, { ...image, wanted: wantedOf(image) }));
    }
    return Promise.all(images.map(async (one) => checked(one, await looked.get((0,core_image/* imageText */.f1)(one.image)), deployment)));
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
    const verdict = (0,verification/* judgeImage */.x)(looked, one.platform ? [one.platform] : []);
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
            next: `${(0,wording/* capital */.N)(next)}.`,
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
        why: `is given ${(0,core_image/* imageText */.f1)(image)} without a digest`,
        next: image.registry === undefined
            ? 'It has no registry: images of Amazon ECR are given as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/repository:tag.'
            : 'Images outside of Amazon ECR have to be given as registry/repository@sha256:….',
    };
}

;// CONCATENATED MODULE: ./actions/deploy-ecs/prepare.ts













/**
 * Looks at every service, revision and image and decides what to do. Everything that speaks against the deployment is
 * named in one error, before the first write.
 */
async function prepare(deployment) {
    const { cluster, services: names } = deployment;
    const ecs = await deployment.aws.ecs();
    const { services, absent } = await ecs.describeServices(cluster, names);
    const problems = [
        ...[...absent].map(([name, reason]) => absence(name, reason, cluster)),
        ...services.flatMap(service => obstacles(service, { allowZero: deployment['allow-zero'] })),
    ];
    const drafts = await Promise.all(services.filter(({ status }) => status === 'ACTIVE').map(service => draft(service, ecs, deployment)));
    problems.push(...drafts.flatMap(({ service, assigned }) => assigned.unclear.map(why => unclearImage(service, why))));
    const images = drafts.flatMap(imagesOf);
    const checked = await checkImages(images, deployment);
    problems.push(...checked.flatMap(({ obstacle }) => obstacle ?? []));
    refuse(problems, names.length);
    const plans = drafts.map(one => planOf(one, checked, deployment));
    refuse(plans.flatMap(failedAlready), names.length);
    plans.forEach(plan => warnOfOthers(plan, deployment));
    return plans;
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
/** Somebody else's rollout that is still under way ends with ours; whoever reads the log should know. */
function warnOfOthers({ service, before, revision }, { context }) {
    const ours = 'arn' in revision && before?.taskDefinition === revision.arn;
    if (ours || before?.rollout !== 'IN_PROGRESS')
        return;
    context.step.warning(`${service.name}: deployment ${before.id} of ${(0,core_service/* revisionName */.pd)(before.taskDefinition)} is still under way and will be superseded by this one.`);
}
async function draft(service, ecs, deployment) {
    const running = await ecs.describeTaskDefinition(service.taskDefinition);
    const family = running.definition.family;
    const file = await readBaseFile(service.name, deployment);
    const newest = await newestOf(file?.definition.family ?? family, ecs);
    const base = file?.definition ?? (deployment.base === 'latest' && newest ? newest.definition : running.definition);
    const baseTags = file?.tags ?? (deployment.base === 'latest' && newest ? newest.tags : running.tags);
    const wanted = (deployment.images ?? []).filter(image => image.service === service.name);
    return { service, running, newest, base, baseTags, assigned: assignImages(base, wanted) };
}
/** Absent for a family without an ACTIVE revision, which ECS refuses to describe. */
async function newestOf(family, ecs) {
    try {
        return await ecs.describeTaskDefinition(family);
    }
    catch (error) {
        if (error instanceof call/* AwsError */.Gy && error.kind === 'refused')
            return undefined;
        throw error;
    }
}
function imagesOf({ service, base, assigned }) {
    return assigned.changes.map(change => ({ service: service.name, ...change, platform: wantedPlatform(base) }));
}
function planOf(one, checked, deployment) {
    const own = checked.filter(({ service }) => service === one.service.name);
    const images = own.map(({ container, image, digest }) => ({ container, image: (0,core_image/* pin */.y_)(image, digest) }));
    const force = deployment['force-new-deployment'];
    const wanted = registrable(withImages(one.base, images));
    return {
        service: one.service,
        running: one.running,
        newest: one.newest,
        before: (0,core_service/* primaryOf */.Os)(one.service),
        revision: planRevision({ wanted, running: one.running, newest: one.newest, force }),
        tags: mergeTags(one.baseTags, provenanceTags(provenanceOf(one, own, deployment))),
        changes: difference(one.running.definition, wanted),
        force,
    };
}
function provenanceOf({ service, running }, images, { release, commit, runUrl }) {
    const imageTags = Object.fromEntries(images.flatMap(({ container, tag }) => (tag === undefined ? [] : [[container, tag]])));
    return {
        ...(release && { release }),
        ...(commit && { commit }),
        ...(runUrl && { runUrl }),
        imageTags,
        previous: (0,core_service/* lastCompleted */.s4)(service)?.taskDefinition ?? running.arn,
    };
}
function absence(service, reason, cluster) {
    return {
        service,
        why: `is ${reason} in cluster ${cluster}`,
        next: 'Check the name, the cluster and the region; `aws ecs list-services` shows what is there.',
    };
}
function unclearImage(service, why) {
    return {
        service: service.name,
        why: `cannot take the image: ${why}`,
        next: 'Name the container: `service/container=image`.',
    };
}
/** One error for everything that stands against the deployment. */
function refuse(problems, services) {
    if (problems.length === 0)
        return;
    const lines = problems.map(({ service, why, next }) => `  - ${service} ${why}. ${next}`);
    throw new errors/* ActionError */.lZ(`nothing was deployed to ${(0,wording/* counted */.h)(services, 'service')}:\n${lines.join('\n')}`, {
        outcome: 'failed-before-change',
    });
}

;// CONCATENATED MODULE: ./shared/core/lost-update.ts

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
    const primary = (0,core_service/* primaryOf */.Os)(service);
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

// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
;// CONCATENATED MODULE: ./actions/deploy-ecs/register.ts






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
    const equal = registering.made.find(({ definition }) => sameDefinition(definition, revision.definition));
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
    if (!(error instanceof errors/* ActionError */.lZ))
        return error;
    const names = made.map(({ arn }) => (0,core_service/* revisionName */.pd)(arn)).join(', ');
    const left = names === '' ? '' : ` Registered and not deployed: ${names}; the next run reuses what is equal.`;
    const { outcome, next } = error;
    return new errors/* ActionError */.lZ(`No service was changed: ${error.message}${left}`, {
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
            step.info(`${plan.service.name}: registered ${(0,core_service/* revisionName */.pd)(change.reply)}`);
            return change.reply;
        }
        const lost = `the reply to RegisterTaskDefinition was lost (${change.fault.fault.code})`;
        step.info(`${plan.service.name}: ${lost}; looking whether it was done`);
        const found = await findRegistered(plan, definition, { ecs, run, sentAt });
        if (found) {
            step.info(`${plan.service.name}: it was done: ${(0,core_service/* revisionName */.pd)(found)}`);
            return found;
        }
    }
}
/**
 * A registration whose reply was lost: the revision among those newer than the newest one known before, or undefined
 * once it is sure that there is none. RegisterTaskDefinition has no idempotency token.
 */
async function findRegistered({ newest, service }, definition, { ecs, run, sentAt }) {
    const known = newest && newest.definition.family === definition.family ? revisionNumber(newest.arn) : 0;
    let looks = 0;
    const waited = await (0,wait/* wait */.u)({
        until: run.until,
        look: async (now) => {
            const arns = (await ecs.newestRevisions(definition.family, 10)).filter(arn => revisionNumber(arn) > known);
            const revisions = await Promise.all(arns.map(arn => ecs.describeTaskDefinition(arn)));
            const equal = revisions.find(revision => sameDefinition(definition, revision.definition));
            if (equal)
                return { is: 'ended', end: equal.arn };
            return surelyNotApplied({ looks: ++looks, sentAt, now })
                ? { is: 'ended', end: undefined }
                : { is: 'waiting', for: [] };
        },
    }, run.context);
    if (waited.is === 'ended')
        return waited.end;
    throw new errors/* ActionError */.lZ(`${service.name}: whether a revision of ${definition.family} was registered could not be seen in time`, {
        outcome: 'failed-before-change',
        next: 'No service was changed. Run the job again: a revision that was registered is reused.',
    });
}

// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
;// CONCATENATED MODULE: ./actions/deploy-ecs/report.ts







/** What will be done to a service, as one line of the log. */
function planLine(plan) {
    return [`${plan.service.name}: ${planText(plan)}`, ...plan.changes.map(changeText)].join('; ');
}
function planText({ revision, before, force }) {
    if (revision.is === 'register')
        return 'a new revision';
    if (revision.is === 'reuse')
        return `revision ${(0,core_service/* revisionName */.pd)(revision.arn)}, which exists already`;
    if (force)
        return 'a new deployment of the revision it has';
    return before?.rollout === 'IN_PROGRESS'
        ? `nothing; deployment ${before.id} of this revision is under way`
        : 'nothing; it has this revision';
}
/** Images by what tells them apart; everything else as it is. */
function changeText(change) {
    const container = /^containerDefinitions\.(.+)\.image$/.exec(change.path)?.[1];
    if (container === undefined)
        return differenceLines([change]).join(' ');
    return `image of ${container}: ${(0,core_image/* shortImage */.Uq)(change.before)} → ${(0,core_image/* shortImage */.Uq)(change.after)}`;
}
/** What would be done, and nothing is. */
function dryRun(plans, run) {
    const rows = plans.map((plan) => [
        plan.service.name,
        { code: (0,core_service/* revisionName */.pd)(plan.running.arn) },
        planText(plan),
        { lines: plan.changes.length > 0 ? plan.changes.map(changeText) : ['none'] },
    ]);
    const changing = plans.filter(({ revision, force }) => force || revision.is !== 'keep').length;
    return {
        outcome: 'unchanged',
        message: `Dry run: ${changing} of ${(0,wording/* counted */.h)(plans.length, 'service')} would change. Nothing was written.`,
        outputs: { deployments: '{}', changed: 'false' },
        summary: `${whereTo(run)}\n\n${(0,summary/* serviceTable */.oV)(['Service', 'Has', 'Would be done', 'Difference'], rows)}`,
    };
}
/** What was done, for the next step and for the reader. */
function resultOf(updates, run) {
    const outcome = (0,core_outcome/* together */.bs)(updates.map(outcomeOf));
    const failed = updates.flatMap(update => (update.is === 'deployed' ? [] : [update]));
    // Where it is not known whether a deployment was begun, the careful answer is that one was.
    const changed = updates.some(update => (update.is === 'deployed' ? update.changed : update.mayHaveBegun));
    return {
        outcome,
        message: sentenceFor(outcome, updates),
        next: failed.flatMap(({ next }) => next ?? [])[0],
        outputs: { deployments: JSON.stringify(deploymentsOf(updates)), changed: String(changed) },
        summary: `${whereTo(run)}\n\n${(0,summary/* serviceTable */.oV)(['Service', 'From', 'To', 'Image', 'Deployment', 'Result'], updates.map(rowOf))}`,
    };
}
function whereTo({ cluster, release }) {
    return `${release === undefined ? '' : `Release ${(0,summary/* codeSpan */.SS)(release)} to cluster `}${release === undefined ? 'Cluster ' : ''}${(0,summary/* codeSpan */.SS)(cluster)}.`;
}
function outcomeOf(update) {
    if (update.is === 'deployed')
        return update.changed ? 'succeeded' : 'unchanged';
    return update.outcome;
}
function sentenceFor(outcome, updates) {
    const begun = updates.flatMap(update => update.is === 'deployed' && update.changed ? [update.plan.service.name] : []);
    const failures = updates.flatMap(update => update.is === 'deployed' ? [] : [`${update.plan.service.name}: ${update.why}`]);
    if (failures.length > 0)
        return [
            ...(begun.length > 0 ? [`Begun: ${begun.join(', ')}. Not begun, or not known to be:`] : []),
            ...failures,
        ].join('\n');
    if (outcome !== 'unchanged') {
        return `ECS has begun ${(0,wording/* counted */.h)(begun.length, 'deployment')}. Whether that works is for wait-healthy to prove.`;
    }
    const underWay = updates.filter(isUnderWay).length;
    const still = underWay > 0
        ? ` ${(0,wording/* counted */.h)(underWay, 'deployment')} of them, begun earlier, still under way; wait-healthy follows that.`
        : '';
    return `${(0,wording/* counted */.h)(updates.length, 'service')} had the wanted revision already; nothing was written.${still}`;
}
function isUnderWay(update) {
    return update.is === 'deployed' && !update.changed && update.plan.before?.rollout === 'IN_PROGRESS';
}
/** What the next steps need: wait-healthy follows exactly these deployments, a rollback returns to exactly these revisions. */
function deploymentsOf(updates) {
    return Object.fromEntries(updates.flatMap(update => {
        if (update.is !== 'deployed')
            return [];
        const { plan, taskDefinition, deploymentId, changed } = update;
        return [[plan.service.name, { taskDefinition, deploymentId, changed, ...previousOf(update) }]];
    }));
}
/**
 * What to return to. A service that has the revision already was brought to it by an earlier run, which wrote down on
 * the revision what ran before; the deployment of that time is not known any more.
 */
function previousOf({ plan, taskDefinition, changed }) {
    const { running, before, service } = plan;
    if (changed || running.arn !== taskDefinition) {
        const last = (0,core_service/* lastCompleted */.s4)(service) ?? before;
        return { previousTaskDefinition: last?.taskDefinition ?? running.arn, previousDeploymentId: last?.id ?? null };
    }
    return { previousTaskDefinition: readProvenance(running.tags).previous ?? null, previousDeploymentId: null };
}
function rowOf(update) {
    const { plan } = update;
    const [service, from] = [plan.service.name, { code: (0,core_service/* revisionName */.pd)(plan.running.arn) }];
    const images = {
        lines: plan.changes.filter(({ path }) => path.endsWith('.image')).map(({ after }) => (0,core_image/* shortImage */.Uq)(after)),
    };
    if (update.is !== 'deployed')
        return [service, from, '', images, '', update.outcome];
    const result = update.changed ? 'begun' : isUnderWay(update) ? 'under way' : 'unchanged';
    return [service, from, { code: (0,core_service/* revisionName */.pd)(update.taskDefinition) }, images, { code: update.deploymentId }, result];
}

;// CONCATENATED MODULE: ./actions/deploy-ecs/update.ts





const lookAtTheirs = 'Look at their deployment. Run the job again if this release is the one that is wanted.';
const runAgain = 'Run the job again: it continues from what ECS shows then.';
/** Updates all services side by side. After a failure no further update is begun; those under way are seen through. */
async function updateServices(registered, deployment) {
    const ecs = await deployment.aws.ecs();
    const begun = await lookAgain(registered, ecs, deployment);
    const updating = { ecs, deployment, failure: new AbortController() };
    return Promise.all(registered.map(async (one) => {
        const there = begun.get(one.plan.service.name);
        return there ? unchanged(one, there) : updateOrExplain(one, updating);
    }));
}
/**
 * Registering may take a minute with many services. A deployment that somebody began meanwhile is not overwritten. One
 * of the very revision that is wanted is ours: a job that was killed began it, and the first look came from a replica
 * of ECS's state that did not know it yet. Those are returned, by service.
 */
async function lookAgain(registered, ecs, { cluster }) {
    const needed = new Map(registered.filter(isNeeded).map(one => [one.plan.service.name, one]));
    const { services } = await ecs.describeServices(cluster, [...needed.keys()]);
    const newer = services.flatMap(service => {
        const [one, primary] = [needed.get(service.name), (0,core_service/* primaryOf */.Os)(service)];
        return one && primary && isNewer(primary, one.plan.before) ? [{ one, primary }] : [];
    });
    const foreign = newer.filter(({ one, primary }) => one.plan.force || primary.taskDefinition !== one.taskDefinition);
    if (foreign.length > 0)
        throw overtakenEarly(foreign.map(({ one }) => one.plan.service.name));
    return new Map(newer.map(({ one, primary }) => [one.plan.service.name, primary]));
}
function isNewer(now, before) {
    return before !== undefined && now.id !== before.id && now.createdAt > before.createdAt;
}
function overtakenEarly(services) {
    return new errors/* ActionError */.lZ(`somebody else deployed ${services.join(', ')} while this deployment was prepared; no service was changed`, {
        outcome: 'superseded',
        next: lookAtTheirs,
    });
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
        step.info(`${plan.service.name}: deployment ${deployed.id} of ${(0,core_service/* revisionName */.pd)(taskDefinition)} has begun`);
        return { is: 'deployed', plan, taskDefinition, deploymentId: deployed.id, changed: true };
    }
    catch (error) {
        if (!stop.aborted)
            updating.failure.abort();
        const { outcome, message, next } = (0,action/* endOf */.pJ)(error, step);
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
        const replied = change.is === 'done' ? findUpdate(change.reply, sent) : undefined;
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
    const waited = await (0,wait/* wait */.u)({
        until: deployment.until,
        look: async (now) => {
            const { services } = await ecs.describeServices(deployment.cluster, [service.name]);
            const seen = services[0] ? findUpdate(services[0], sent) : { is: 'not-seen' };
            if (seen.is !== 'not-seen')
                return { is: 'ended', end: seen };
            return surelyNotApplied({ looks: ++looks, sentAt, now })
                ? { is: 'ended', end: seen }
                : { is: 'waiting', for: [] };
        },
    }, deployment.context);
    if (waited.is === 'ended')
        return waited.end;
    throw new errors/* ActionError */.lZ('whether the update was done could not be seen in time', {
        outcome: 'unknown',
        next: runAgain,
    });
}
/** The update was sent, and whether ECS did it is not known. */
class Undecided extends errors/* ActionError */.lZ {
}
/** From the moment a reply is lost until it is found out what it said, whatever goes wrong leaves it unknown. */
function undecided(error) {
    if (!(error instanceof errors/* ActionError */.lZ))
        throw error;
    if (error.outcome === 'cancelled') {
        const why = 'cancelled while ECS was being asked to deploy it: whether it did is not known';
        throw new Undecided(why, { outcome: 'cancelled', next: runAgain });
    }
    const why = `whether ECS began the deployment is not known: its reply was lost, and then: ${error.message}`;
    throw new Undecided(why, { outcome: 'unknown', next: error.next ?? runAgain });
}
function overtaken(service, { id, taskDefinition }) {
    return new errors/* ActionError */.lZ(`${service.name} was deployed by somebody else: ${id} of ${(0,core_service/* revisionName */.pd)(taskDefinition)}`, {
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

;// CONCATENATED MODULE: ./actions/deploy-ecs/deploy-ecs.ts











const deploy_ecs_inputs = {
    cluster: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    services: (0,inputs/* optional */.lq)(inputs/* list */.p_),
    images: (0,inputs/* optional */.lq)(raw => deploy_ecs_imagesOf(raw)),
    base: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    release: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    commit: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'force-new-deployment': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'allow-zero': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'dry-run': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
/** Brings services to new images: looks at everything, registers what is new, then updates all side by side. */
const deployEcs = (0,action/* action */.XI)({
    title: 'Deploy to ECS',
    inputs: deploy_ecs_inputs,
    outputs: ['deployments', 'changed', 'outcome'],
    check: checkInputs,
    async run(given, context) {
        const until = context.clock.now() + given.timeout;
        const deployment = {
            ...given,
            services: servicesOf(given),
            until,
            context,
            aws: context.aws({ until }),
            runUrl: runUrl(context.environment),
        };
        const plans = await context.step.group(`Look at ${(0,wording/* counted */.h)(deployment.services.length, 'service')}`, async () => {
            const prepared = await prepare(deployment);
            prepared.forEach(plan => context.step.info(planLine(plan)));
            return prepared;
        });
        if (given['dry-run'])
            return dryRun(plans, deployment);
        const revisions = await context.step.group('Register what is new', () => registerRevisions(plans, deployment));
        const updates = await context.step.group('Update services', () => updateServices(revisions, deployment));
        return resultOf(updates, deployment);
    },
});
function deploy_ecs_imagesOf(raw) {
    const entries = (0,inputs/* pairs */.AS)('service=image or service/container=image lines, or a JSON object of them')(raw);
    return [...entries].map(([key, value]) => ({ ...readImageKey(key), image: deploy_ecs_imageOf(key, value) }));
}
function deploy_ecs_imageOf(key, value) {
    try {
        return (0,core_image/* parseImage */.zZ)(value);
    }
    catch (error) {
        throw new Error(`has ${JSON.stringify(key)}, which ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}
function servicesOf({ services, images = [] }) {
    return services ?? [...new Set(images.map(({ service }) => service))];
}
function checkInputs(given) {
    const services = servicesOf(given);
    const imaged = new Set((given.images ?? []).map(({ service }) => service));
    if (services.length === 0)
        return ['`services` or `images` is required: they say what to deploy'];
    const strangers = [...imaged]
        .filter(service => !services.includes(service))
        .map(name => `\`images\` names ${name}, which is not among \`services\``);
    const idle = given.base === 'service' && !given['force-new-deployment'] ? services.filter(service => !imaged.has(service)) : [];
    return [
        ...strangers,
        ...idle.map(name => `\`images\` has nothing for ${name}: without a new image, another \`base\` or \`force-new-deployment\` there is nothing to deploy`),
    ];
}


/***/ }),

/***/ 5985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ lookInRegistry)
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


/***/ }),

/***/ 6251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O6: () => (/* binding */ serviceRevisionOf),
/* harmony export */   Os: () => (/* binding */ primaryOf),
/* harmony export */   pd: () => (/* binding */ revisionName),
/* harmony export */   s4: () => (/* binding */ lastCompleted),
/* harmony export */   vu: () => (/* binding */ isDeploymentOf)
/* harmony export */ });
/** What can be seen of ECS services, in our own words and only the members that decisions need. Times are milliseconds. */
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
/** The ARN of the service revision of a deployment, made from that of another deployment of the same service. */
function serviceRevisionOf(deploymentId, { targetRevision }) {
    return `${targetRevision.slice(0, targetRevision.lastIndexOf('/'))}/${numberOf(deploymentId)}`;
}
function numberOf(deploymentId) {
    return deploymentId.slice(deploymentId.indexOf('/') + 1);
}


/***/ }),

/***/ 6749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ wait),
/* harmony export */   v: () => (/* binding */ elapsed)
/* harmony export */ });
/* harmony import */ var _core_pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1553);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);


const minute = 60_000;
/**
 * The one loop that waits: look, judge, sleep. It logs changes, not polls, and a sign of life every minute; it looks
 * once more at the deadline; it throws `Cancelled` as soon as the job is stopped.
 */
async function wait({ look, until }, { clock, random, stop, step }) {
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
            step.info(`still waiting after ${elapsed(clock.now() - began)}`);
            spokeAt = clock.now();
        }
        if (news.length > 0)
            spokeAt = clock.now();
        pause = (0,_core_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .nextPause */ .e$)({ last: pause, changed: news.length > 0 }, random());
        known = seen.for;
        await clock.sleep(Math.max(0, Math.min(pause, until - clock.now())), stop);
    }
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


/***/ })

};
