export const id = 535;
export const ids = [535];
export const modules = {

/***/ 535:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runMigrationTask: () => (/* binding */ runMigrationTask)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/deploy-manifest/names.ts
var names = __webpack_require__(6744);
// EXTERNAL MODULE: ./shared/phases/migrate/declared-command.ts
var declared_command = __webpack_require__(3207);
// EXTERNAL MODULE: ./shared/phases/migrate/migrate.ts + 4 modules
var migrate = __webpack_require__(7352);
// EXTERNAL MODULE: ./shared/phases/migrate/report.ts
var report = __webpack_require__(5483);
// EXTERNAL MODULE: ./shared/run-url.ts
var run_url = __webpack_require__(9843);
// EXTERNAL MODULE: ./shared/core/choice.ts
var choice = __webpack_require__(5661);
// EXTERNAL MODULE: ./shared/core/command-line.ts
var command_line = __webpack_require__(1568);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
// EXTERNAL MODULE: ./shared/wanted-images.ts
var wanted_images = __webpack_require__(1946);
;// CONCATENATED MODULE: ./actions/run-migration-task/inputs.ts





const inputs_inputs = {
    direction: (0,inputs/* required */.mw)((0,choice/* oneOf */.y)(['up', 'down'])),
    cluster: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    service: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    'task-definition': (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    subnets: (0,inputs/* optional */.lq)(inputs/* list */.p_),
    'security-groups': (0,inputs/* optional */.lq)(inputs/* list */.p_),
    'assign-public-ip': (0,inputs/* optional */.lq)(inputs/* flag */.Jt),
    images: (0,inputs/* optional */.lq)(wanted_images/* wantedImages */.m),
    image: (0,inputs/* optional */.lq)(core_image/* parseImage */.zZ),
    base: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    container: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    command: (0,inputs/* optional */.lq)(raw => given((0,command_line/* readCommand */.U)(raw))),
    'environment-variables': (0,inputs/* optional */.lq)(raw => readVariables(raw)),
    'task-role': (0,inputs/* optional */.lq)(raw => readRole(raw)),
    'execution-role': (0,inputs/* optional */.lq)(raw => readRole(raw)),
    capacity: (0,inputs/* required */.mw)((0,choice/* oneOf */.y)(['on-demand', 'spot'])),
    release: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    commit: (0,inputs/* optional */.lq)(inputs/* text */.Qq),
    force: (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'on-timeout': (0,inputs/* required */.mw)((0,choice/* oneOf */.y)(['leave', 'stop'])),
    'log-lines': (0,inputs/* required */.mw)(raw => readCount(raw)),
    'dry-run': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'dry-run-command': (0,inputs/* optional */.lq)(command_line/* readCommand */.U),
    timeout: (0,inputs/* otherwise */.fl)(inputs/* duration */.p0, '30m'),
};
function given(words) {
    return { words, by: 'input' };
}
const variablesTake = 'it takes NAME=value lines, or a JSON object of texts';
/** Values may have any characters in them; as JSON line breaks, too. */
const readVariables = raw => {
    const entries = raw.startsWith('{') ? Object.entries((0,inputs/* json */.Pq)(raw)) : raw.split('\n').filter(Boolean).map(readLine);
    const wrong = entries.find(([name, value]) => !/^\w+$/.test(name) || typeof value !== 'string');
    // The value may be a secret.
    if (wrong)
        throw new Error(`has ${(0,inputs/* quote */.hD)(wrong[0])}, which is not a name with a text; ${variablesTake}`);
    return Object.fromEntries(entries);
};
function readLine(line) {
    const at = line.indexOf('=');
    return at < 0 ? ['a line without `=`', undefined] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}
const readRole = raw => {
    if (/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(raw))
        return raw;
    throw new Error(`is ${(0,inputs/* quote */.hD)(raw)}; it takes the ARN of a role`);
};
const readCount = raw => {
    if (/^\d{1,7}$/.test(raw))
        return Number(raw);
    throw new Error(`is ${(0,inputs/* quote */.hD)(raw)}; it takes a number of lines, such as 1000`);
};
/** Mistakes that lie between inputs. */
function checkInputs(given) {
    return rules.filter(({ applies }) => applies(given)).map(({ says }) => says);
}
const rules = [
    {
        applies: given => !given.service && !given['task-definition'],
        says: '`service` or `task-definition` is required: they say what to run',
    },
    {
        applies: given => Boolean(given.images && given.image),
        says: '`images` and `image` exclude each other',
    },
    {
        applies: given => Boolean(given.service) && placeInputs.some(name => given[name] !== undefined),
        says: '`subnets`, `security-groups` and `assign-public-ip` are taken from `service`; they are for a `task-definition` without one',
    },
    {
        applies: given => !given.subnets && Boolean(given['security-groups'] ?? given['assign-public-ip']),
        says: '`security-groups` and `assign-public-ip` need `subnets`',
    },
    {
        applies: given => Boolean(given['task-definition']) && isOther(given.base),
        says: '`base` is for the revision of a `service`; `task-definition` says itself which one is meant',
    },
    ...[
        {
            applies: ({ command }) => command?.by !== 'input',
            says: '`command` is required with `direction: down`: it takes the migrations back, and that of the manifest brings them',
        },
        {
            applies: ({ images, image }) => Boolean(images ?? image),
            says: '`images` and `image` are not for `direction: down`: it runs with the image that runs now, which knows the migrations that are to be taken back',
        },
        {
            applies: ({ base, ...given }) => isOther(base) && !given['task-definition'],
            says: '`base` is not for `direction: down`: it runs with the revision that runs now',
        },
        {
            applies: ({ release, commit }) => !release && !commit,
            says: '`release` or `commit` is required with `direction: down`: it says what is gone back to',
        },
    ].map(({ applies, says }) => ({ applies: one => one.direction === 'down' && applies(one), says })),
];
/** `service` may be said where it is meant anyway. */
function isOther(base) {
    return base !== undefined && base !== 'service';
}
const placeInputs = ['subnets', 'security-groups', 'assign-public-ip'];

;// CONCATENATED MODULE: ./actions/run-migration-task/run-migration-task.ts







/** Runs a release's migration once, or one that takes migrations back, and tells how it ended by its own exit code. */
const runMigrationTask = (0,action/* action */.XI)({
    title: 'Run the migration',
    inputs: inputs_inputs,
    outputs: ['task-arn', 'exit-code', 'outcome', 'log-url', 'restore-point'],
    defaults: ({ declared }) => ({
        ...(declared && { cluster: declared.cluster }),
        ...(declared?.migration && defaultsOf(declared.migration)),
    }),
    translate: (given, declared) => ({
        ...given,
        service: given.service && (0,names/* ecsName */.p)(declared, given.service),
        base: given.base ?? baseOf(given, declared),
        images: given.images?.map(image => (0,names/* ecsImage */.F)(declared, image)),
    }),
    check: checkInputs,
    async run(given, context) {
        const run = runOf(given, context);
        if (given['dry-run'] && !run.rehearsal)
            return (0,report/* foreseenReport */.sW)(await (0,migrate/* foresee */.S)(run), run);
        return (0,report/* reportOf */.EI)(await (0,migrate/* migrate */._)(run));
    },
});
/** A task definition that is named is what it is, and what takes migrations back runs with what runs now. */
function baseOf(given, { base }) {
    return given['task-definition'] !== undefined || given.direction === 'down' ? undefined : base;
}
function defaultsOf(migration) {
    const { service, container, timeout } = migration;
    return {
        service,
        command: { words: (0,declared_command/* declaredCommand */.g)(migration), by: 'manifest' },
        ...(container && { container }),
        ...(timeout !== undefined && { timeout }),
    };
}
function runOf(given, context) {
    const until = context.clock.now() + given.timeout;
    const tried = given['dry-run'] ? given['dry-run-command'] : undefined;
    return {
        ...given,
        taskDefinition: given['task-definition'],
        base: given.base ?? 'service',
        network: networkOf(given),
        images: given.images ?? [],
        command: tried ?? given.command?.words,
        variables: given['environment-variables'] ?? {},
        taskRole: given['task-role'],
        executionRole: given['execution-role'],
        onTimeout: given['on-timeout'],
        logLines: given['log-lines'],
        rehearsal: tried !== undefined,
        runUrl: (0,run_url/* runUrl */.V)(context.environment),
        until,
        context,
        aws: context.aws({ until }),
    };
}
function networkOf(given) {
    const { subnets, 'security-groups': securityGroups = [], 'assign-public-ip': assignPublicIp } = given;
    return subnets && { subnets, securityGroups, ...(assignPublicIp !== undefined && { assignPublicIp }) };
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

/***/ 1946:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ wantedImages)
/* harmony export */ });
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);
/* harmony import */ var _core_release_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9744);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2635);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8573);




/** Images for services and their containers: `service=image` or `service/container=image`, or a JSON object of them. */
const wantedImages = raw => {
    const entries = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .pairs */ .AS)('service=image or service/container=image lines, or a JSON object of them')(raw);
    return [...entries].map(([key, value]) => ({ ...(0,_core_release_images_js__WEBPACK_IMPORTED_MODULE_1__/* .readImageKey */ .h)(key), image: imageOf(key, value) }));
};
function imageOf(key, value) {
    try {
        return (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ)(value);
    }
    catch (error) {
        throw new Error(`has ${JSON.stringify(key)}, which ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, { cause: error });
    }
}


/***/ })

};
