export const id = 832;
export const ids = [832];
export const modules = {

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

/***/ 832:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   declaredOf: () => (/* binding */ declaredOf),
/* harmony export */   imageGatesOf: () => (/* binding */ imageGatesOf),
/* harmony export */   imagesOf: () => (/* binding */ imagesOf),
/* harmony export */   platformsOf: () => (/* binding */ platformsOf),
/* harmony export */   rateLimitsOf: () => (/* binding */ rateLimitsOf)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(258);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);
/* harmony import */ var _rate_rule_fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1881);



/** What is declared of an environment that the document has. */
function declaredOf(document, environment) {
    const here = document.environments[environment];
    if (!here)
        return undefined;
    const services = servicesOf(document, environment);
    return {
        environment,
        cluster: here.cluster,
        region: here.region,
        url: here.url,
        services,
        base: here.base ?? document.base,
        migration: migrationOf(document, { environment, services }),
        requires: here.requires,
        soak: millisecondsOf(here.soak),
        bake: millisecondsOf(here.bake),
        imageGates: imageGatesOf(document, environment),
        alarms: here.alarms ?? [],
        waves: wavesOf(here.waves ?? [], services),
        onFailure: here['on-failure'] ?? 'rollback',
        infrastructureCommand: here['infrastructure-command'] ?? document['infrastructure-command'],
        smokeTestCommand: here['smoke-test-command'] ?? document['smoke-test-command'],
        publishCommand: here['publish-command'] ?? document['publish-command'],
        webAcl: webAclOf(here['web-acl']),
        rateLimits: rulesOf(rateLimitsOf(document, environment)),
    };
}
/** Every image that is declared, whatever the environment: once by each name. */
function imagesOf(document) {
    return Object.entries(document.services).flatMap(([name, service]) => serviceImages(name, service));
}
/** The gates of images in an environment; those of all where none is named. */
function imageGatesOf(document, environment) {
    const here = environment === undefined ? undefined : document.environments[environment];
    return {
        failOnSeverity: here?.['fail-on-severity'] ?? document['fail-on-severity'],
        attestation: here?.attestation ?? document.attestation,
        requireSignature: here?.['require-signature'] ?? document['require-signature'],
    };
}
/** Platforms that every image must be built for, as they were written. */
function platformsOf({ platform = [] }) {
    return typeof platform === 'string' ? [platform] : platform;
}
function servicesOf(document, environment) {
    const here = document.environments[environment];
    return Object.entries(document.services).flatMap(([name, service]) => {
        const differs = here?.services?.[name] ?? {};
        if (differs === false)
            return [];
        const override = differs === true ? {} : differs;
        const template = override.service ?? here?.service ?? service.service ?? document.service ?? '{name}';
        const path = override.health ?? service.health;
        const url = override.url ?? here?.url;
        return [
            {
                name,
                service: template.replaceAll('{name}', name).replaceAll('{environment}', environment),
                images: serviceImages(name, { ...service, ...(override.container && { container: override.container }) }),
                healthUrl: path === undefined || url === undefined ? undefined : new URL(path, url).href,
                healthJson: service['health-json'],
            },
        ];
    });
}
function serviceImages(name, { image, container, containers = {}, build }) {
    if (image !== undefined)
        return [{ name, container, image: (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ)(image), build: buildOf(build) }];
    return Object.entries(containers).map(([own, given]) => {
        const { image: text, build: how } = typeof given === 'string' ? { image: given, build: undefined } : given;
        return { name: `${name}/${own}`, container: own, image: (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ)(text), build: buildOf(how) };
    });
}
function buildOf(build) {
    if (build === undefined)
        return undefined;
    if (typeof build === 'string')
        return { context: build, dockerfile: undefined, target: undefined };
    return { context: build.context, dockerfile: build.dockerfile, target: build.target };
}
function migrationOf(document, { environment, services }) {
    const differs = document.environments[environment]?.migration;
    if (!document.migration || differs === false)
        return undefined;
    const { service, container, command, timeout } = {
        ...document.migration,
        ...(typeof differs === 'object' && differs),
    };
    const own = services.find(({ name }) => name === service);
    if (!own)
        return undefined;
    return {
        service: own.service,
        container,
        command,
        timeout: millisecondsOf(timeout),
    };
}
function webAclOf(webAcl) {
    if (webAcl === undefined)
        return undefined;
    if (typeof webAcl === 'string')
        return { name: webAcl, scope: undefined, resourceArn: undefined };
    return { name: webAcl.name, scope: webAcl.scope, resourceArn: webAcl['resource-arn'] };
}
/** The limits of an environment by name, as they are written: those of all, with what differs. */
function rateLimitsOf(document, environment) {
    const differs = document.environments[environment]?.['rate-limits'] ?? {};
    const all = Object.entries(document['rate-limits'] ?? {}).flatMap(([name, limit]) => {
        const own = differs[name] ?? {};
        return own === false ? [] : [[name, { ...limit, ...(own === true ? {} : own) }]];
    });
    return Object.fromEntries(all);
}
/** `contradictions` has seen that they can be read. */
function rulesOf(limits) {
    if (Object.keys(limits).length === 0)
        return [];
    const reading = (0,_rate_rule_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readRateRules */ ._b)(limits, 'rate-limits');
    return reading.is === 'read' ? reading.rules : [];
}
function wavesOf(waves, services) {
    const present = services.map(({ name }) => name);
    const named = waves.map(wave => wave.filter(name => present.includes(name)));
    const rest = present.filter(name => !named.flat().includes(name));
    return [...named, rest].filter(wave => wave.length > 0);
}
/** The schema lets nothing pass that is no duration. */
function millisecondsOf(duration) {
    return duration === undefined ? undefined : (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .millisecondsIn */ .C)(duration);
}


/***/ }),

/***/ 1881:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $x: () => (/* binding */ rateContradictions),
/* harmony export */   AJ: () => (/* binding */ readRateName),
/* harmony export */   WN: () => (/* binding */ rateFields),
/* harmony export */   _b: () => (/* binding */ readRateRules),
/* harmony export */   oz: () => (/* binding */ rateRuleOf)
/* harmony export */ });
/* harmony import */ var _choice_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5661);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5796);
/* harmony import */ var _rate_rule_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9199);



/**
 * How each setting of a rate limit is written, in an input or in YAML. Every reader takes text or plain data, and throws
 * an Error whose message continues the name, such as "is 5; it takes …".
 */
const rateFields = {
    limit: readLimit,
    window: readWindow,
    'aggregate-by': (0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .y)(['ip', 'forwarded-ip']),
    header: readHeader,
    fallback: (0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .y)(['match', 'no-match']),
    paths: readPaths,
    methods: readMethods,
    action: (0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .y)(['count', 'block']),
    'response-code': readResponseCode,
};
/** What the fields of one limit cannot mean together; each a sentence. `named` says how its reader knows a field. */
function rateContradictions(fields, named) {
    if (fields['aggregate-by'] === 'forwarded-ip')
        return [];
    return ['header', 'fallback']
        .filter(field => fields[field] !== undefined)
        .map(field => `${named(field)} is only for \`aggregate-by: forwarded-ip\``);
}
/** The limit that the fields mean. `limit` must be among them. */
function rateRuleOf(name, fields) {
    const { limit = 0, window = 300, paths = [], methods = [], action, header = 'X-Forwarded-For' } = fields;
    const by = { is: 'forwarded-ip', header, fallback: fields.fallback ?? 'no-match' };
    return {
        name,
        limit,
        window,
        by: fields['aggregate-by'] === 'forwarded-ip' ? by : { is: 'ip' },
        paths,
        methods,
        action,
        responseCode: fields['response-code'] ?? 429,
    };
}
/** Name of a limit, as it becomes part of names in AWS. Throws as the readers do. */
function readRateName(name) {
    // A rule's name has 128 characters at most [SDK Rule], of which our prefix takes 15.
    if (/^[\w-]{1,113}$/.test(name))
        return name;
    throw new Error(`is ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(name)}; it takes up to 113 letters, digits, - and _`);
}
/**
 * Reads limits by name, `{ login: { limit: 20, window: 60, paths: [/v1/auth/login] } }`. Each mistake is a sentence that
 * begins with its place below `place`.
 */
function readRateRules(data, place) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(data) || Object.keys(data).length === 0) {
        return { is: 'wrong', mistakes: [`\`${place}\` is ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(data)}; it takes rate limits by name`] };
    }
    const readings = Object.entries(data).map(([name, given]) => readOne(name, given, `${place}.${name}`));
    const mistakes = readings.flatMap(reading => (reading.is === 'wrong' ? reading.mistakes : []));
    if (mistakes.length > 0)
        return { is: 'wrong', mistakes };
    return { is: 'read', rules: readings.flatMap(reading => (reading.is === 'read' ? reading.rules : [])) };
}
function readOne(name, given, place) {
    const mistakes = [];
    attempt(() => readRateName(name), place, mistakes);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(given)) {
        return {
            is: 'wrong',
            mistakes: [...mistakes, `\`${place}\` is ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(given)}; it takes \`limit\` and other settings`],
        };
    }
    const fields = {};
    for (const [field, value] of Object.entries(given)) {
        attempt(() => Object.assign(fields, { [field]: readField(field, value) }), `${place}.${field}`, mistakes);
    }
    if (!Object.hasOwn(given, 'limit'))
        mistakes.push(`\`${place}.limit\` is required`);
    mistakes.push(...rateContradictions(fields, field => `\`${place}.${field}\``));
    return mistakes.length > 0 ? { is: 'wrong', mistakes } : { is: 'read', rules: [rateRuleOf(name, fields)] };
}
function readField(field, value) {
    if (!Object.hasOwn(rateFields, field)) {
        throw new Error(`is no setting of a rate limit; those are ${Object.keys(rateFields).join(', ')}`);
    }
    return rateFields[field](value);
}
function attempt(read, place, mistakes) {
    try {
        read();
    }
    catch (error) {
        mistakes.push(`\`${place}\` ${error instanceof Error ? error.message : String(error)}`);
    }
}
function readLimit(value) {
    const limit = numberIn(value);
    // The least that WAF takes; the most is not documented with certainty, so WAF itself is left to refuse it.
    if (Number.isSafeInteger(limit) && limit >= 10)
        return limit;
    throw new Error(`is ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(value)}; it takes a whole number of requests, 10 or more`);
}
/** `60`, `60s` and `1m` are the same. */
function readWindow(value) {
    const [, number, unit] = /^(\d{1,4})(s|m)?$/.exec(String(value)) ?? [];
    const seconds = Number(number) * (unit === 'm' ? 60 : 1);
    const window = _rate_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .windows */ .KF.find(known => known === seconds);
    if (window !== undefined)
        return window;
    throw new Error(`is ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(value)}; it takes 60s, 120s, 300s or 600s, the windows that WAF has`);
}
function readHeader(value) {
    // A field name is a token (RFC 9110, 5.1); WAF takes up to 255 characters [API ForwardedIPConfig].
    if (typeof value === 'string' && /^[\w!#$%&'*+.^`|~-]{1,255}$/.test(value))
        return value;
    throw new Error(`is ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(value)}; it takes the name of a header, such as X-Forwarded-For`);
}
const takesPaths = 'it takes beginnings of paths, such as /v1/auth/login';
const takesMethods = 'it takes HTTP methods, such as POST';
/** Things that a beginning of a path cannot have, as it is compared with what is decoded, normalised and without a query. */
const pathProblems = [
    { found: /^(?!\/)/, says: `which does not begin with /; ${takesPaths}` },
    { found: /[?#]/, says: 'which has a query or a fragment; only the path is compared' },
    { found: /\*/, says: 'which has a *; every path that begins like this is meant anyway' },
    { found: /%/, says: 'which has a %; write the character itself, since paths are compared decoded' },
    { found: /[\p{C}\p{Z}\\]/u, says: `which has a character that no path has; ${takesPaths}` },
    { found: /\/\.{0,2}\/|\/\.{1,2}$/, says: 'which has an empty part, `.` or `..`; paths are compared without them' },
];
function readPaths(value) {
    return [...new Set(textsOf(value, takesPaths).map(readPath))];
}
function readPath(path) {
    const problem = pathProblems.find(({ found }) => found.test(path));
    if (problem)
        throw new Error(`has ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(path)}, ${problem.says}`);
    // [SDK ByteMatchStatement]
    if (Buffer.byteLength(path) > 200)
        throw new Error(`has ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(path)}, which is longer than the 200 bytes that WAF compares`);
    return path.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE'];
function readMethods(value) {
    return [...new Set(textsOf(value, takesMethods).map(readMethod))];
}
function readMethod(text) {
    const method = text.toUpperCase();
    if (knownMethods.includes(method))
        return method;
    throw new Error(`has ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(text)}, which is no HTTP method; those are ${knownMethods.join(', ')}`);
}
/**
 * What WAF can answer with (developer guide, "Supported status codes for custom responses"). Checked here, because WAF
 * gets to see it only when the rule blocks, which may be weeks later.
 */
const responseCodes = [
    [200, 201, 202, 204, 206],
    [300, 301, 302, 303, 304, 307, 308],
    [400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 416, 421, 429],
    [500, 501, 502, 503, 504, 505],
];
function readResponseCode(value) {
    const code = numberIn(value);
    if (responseCodes.flat().includes(code))
        return code;
    throw new Error(`is ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(value)}; it takes a status that WAF can answer with, such as 429, 403 or 503`);
}
/** A list of texts, or a text with commas, spaces or new lines between them. */
function textsOf(value, takes) {
    const texts = typeof value === 'string' ? value.split(/[\s,]+/).filter(part => part !== '') : value;
    if (Array.isArray(texts) && texts.length > 0 && texts.every(text => typeof text === 'string'))
        return texts;
    throw new Error(`is ${(0,_choice_js__WEBPACK_IMPORTED_MODULE_1__/* .shownValue */ .J)(value)}; ${takes}`);
}
function numberIn(value) {
    if (typeof value === 'number')
        return value;
    return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : NaN;
}


/***/ }),

/***/ 9199:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JV: () => (/* binding */ settingsText),
/* harmony export */   KF: () => (/* binding */ windows),
/* harmony export */   NM: () => (/* binding */ isLooser),
/* harmony export */   Rj: () => (/* binding */ fingerprint),
/* harmony export */   T8: () => (/* binding */ statementOf),
/* harmony export */   eC: () => (/* binding */ settingChanges),
/* harmony export */   qU: () => (/* binding */ ownName),
/* harmony export */   sb: () => (/* binding */ readSettings),
/* harmony export */   x2: () => (/* binding */ ruleNameOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5796);

/** Seconds over which WAF counts requests [SDK RateBasedStatement]. */
const windows = [60, 120, 300, 600];
/** The mark of our rules: nobody else's name begins like this, and no rule without it is ever touched. */
const prefix = 'deploy-actions-';
/** Name of the rule in the web ACL, and of its metrics. */
function ruleNameOf(name) {
    return prefix + name;
}
/** What its owner calls a rule of ours; undefined for anybody else's. */
function ownName(ruleName) {
    return typeof ruleName === 'string' && ruleName.startsWith(prefix) ? ruleName.slice(prefix.length) : undefined;
}
/** The rule's statement in WAF's own JSON. */
function statementOf(settings) {
    const { limit, window, by } = settings;
    const scope = scopeOf(settings);
    return {
        RateBasedStatement: {
            Limit: limit,
            EvaluationWindowSec: window,
            AggregateKeyType: by.is === 'ip' ? 'IP' : 'FORWARDED_IP',
            ...(scope && { ScopeDownStatement: scope }),
            ...(by.is === 'forwarded-ip' && { ForwardedIPConfig: forwardedIp(by) }),
        },
    };
}
function forwardedIp({ header, fallback }) {
    return { HeaderName: header, FallbackBehavior: fallback === 'match' ? 'MATCH' : 'NO_MATCH' };
}
/** Requests to any of the paths, with any of the methods. */
function scopeOf({ paths, methods }) {
    const parts = [paths.map(pathMatch), methods.map(methodMatch)].map(each => joined('OrStatement', each));
    return joined('AndStatement', parts.filter(part => part !== undefined));
}
/** WAF refuses to join less than two statements. */
function joined(kind, statements) {
    return statements.length > 1 ? { [kind]: { Statements: statements } } : statements[0];
}
/**
 * A path is compared as the application will read it, whatever it was disguised as: `/v1/%61uth`, `/v1//auth`,
 * `/v1/x/../auth` and `/V1/Auth` all reach the handler of `/v1/auth` in one web framework or another. Where one of them
 * does not, it is a request that nobody sends in earnest. Decoding comes first, as `%2e` and `%2f` are part of the path
 * that is normalised then.
 */
const asTheApplicationReads = ['URL_DECODE', 'NORMALIZE_PATH', 'LOWERCASE'];
function pathMatch(path) {
    return byteMatch(path, {
        FieldToMatch: { UriPath: {} },
        PositionalConstraint: 'STARTS_WITH',
        TextTransformations: asTheApplicationReads.map((Type, Priority) => ({ Priority, Type })),
    });
}
/** Methods are case-sensitive (RFC 9110, 9.1), so they are compared as they are. */
function methodMatch(method) {
    return byteMatch(method, {
        FieldToMatch: { Method: {} },
        PositionalConstraint: 'EXACTLY',
        TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    });
}
/** In WAF's JSON the bytes that are looked for are in Base64. */
function byteMatch(searched, how) {
    return { ByteMatchStatement: { SearchString: Buffer.from(searched).toString('base64'), ...how } };
}
/** What a rule watches, if it is one that `statementOf` could have made; undefined for what is anything else. */
function readSettings(statement) {
    const rate = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(statement) ? statement['RateBasedStatement'] : undefined;
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(rate))
        return undefined;
    const { Limit: limit, EvaluationWindowSec: seconds = 300, ScopeDownStatement: scope } = rate;
    const window = windows.find(known => known === seconds);
    const [by, scopes] = [readAggregation(rate), readScope(scope)];
    if (typeof limit !== 'number' || window === undefined || !by || !scopes)
        return undefined;
    return isEmpty(rate['CustomKeys']) ? { limit, window, by, ...scopes } : undefined;
}
function readAggregation({ AggregateKeyType: type, ForwardedIPConfig: config }) {
    if (type === 'IP')
        return { is: 'ip' };
    if (type !== 'FORWARDED_IP' || !(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(config))
        return undefined;
    const { HeaderName: header, FallbackBehavior: fallback } = config;
    if (typeof header !== 'string')
        return undefined;
    return { is: 'forwarded-ip', header, fallback: fallback === 'MATCH' ? 'match' : 'no-match' };
}
/** Makes the scope anew from the strings that are looked for: it is ours if that is what is there. */
function readScope(scope) {
    const matches = byteMatchesIn(scope);
    const searchedIn = (field) => matches.flatMap(({ FieldToMatch, SearchString }) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(FieldToMatch) && field in FieldToMatch
        ? [Buffer.from(String(SearchString), 'base64').toString()]
        : []);
    const read = { paths: searchedIn('UriPath'), methods: searchedIn('Method') };
    return covers(scope, scopeOf(read)) ? read : undefined;
}
function byteMatchesIn(statement) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(statement))
        return [];
    const { ByteMatchStatement: match, AndStatement, OrStatement } = statement;
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(match))
        return [match];
    const joint = AndStatement ?? OrStatement;
    const inner = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(joint) ? joint['Statements'] : undefined;
    return Array.isArray(inner) ? inner.flatMap(byteMatchesIn) : [];
}
/** Whether all that is wanted is there, and nothing beside it: WAF may show members that are empty. */
function covers(actual, wanted) {
    if (Array.isArray(wanted)) {
        if (!Array.isArray(actual) || actual.length !== wanted.length)
            return false;
        return wanted.every((one, index) => covers(actual[index], one));
    }
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(wanted))
        return wanted === undefined ? isEmpty(actual) : actual === wanted;
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(actual))
        return false;
    const names = new Set([...Object.keys(wanted), ...Object.keys(actual)]);
    return [...names].every(name => covers(actual[name], wanted[name]));
}
function isEmpty(value) {
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
/** What differs between two limits. The order of paths and of methods means nothing. */
function settingChanges(before, after) {
    return shownSettings.flatMap(({ setting, text, key = text }) => key(before) === key(after) ? [] : [{ setting, before: text(before), after: text(after) }]);
}
const shownSettings = [
    { setting: 'limit', text: ({ limit }) => requests(limit) },
    { setting: 'window', text: ({ window }) => `${window}s` },
    {
        setting: 'aggregate-by',
        text: ({ by }) => aggregationText(by),
        key: ({ by }) => aggregationText(by).toLowerCase(),
    },
    { setting: 'paths', text: ({ paths }) => listText(paths), key: ({ paths }) => listText(paths.toSorted()) },
    { setting: 'methods', text: ({ methods }) => listText(methods), key: ({ methods }) => listText(methods.toSorted()) },
];
function requests(limit) {
    return `${limit.toLocaleString('en-US')} requests`;
}
function listText(names) {
    return names.length === 0 ? 'all' : names.join(', ');
}
function aggregationText(by) {
    if (by.is === 'ip')
        return 'each address';
    return `each address in ${by.header} (${by.fallback} where it holds none)`;
}
/** A limit as people say it: `at most 20 requests in 60s from each address, POST to /v1/auth/login`. */
function settingsText({ limit, window, by, paths, methods }) {
    const which = [methods.join(' or '), paths.length > 0 ? `to ${paths.join(' or ')}` : ''].filter(Boolean).join(' ');
    return `at most ${requests(limit)} in ${window}s from ${aggregationText(by)}${which === '' ? '' : `, ${which}`}`;
}
/** Whether the one limit blocks nothing that the other does not: evidence for the other is evidence for it. */
function isLooser(limit, than) {
    return limit.limit > than.limit && settingChanges({ ...limit, limit: than.limit }, than).length === 0;
}
/** Eight hexadecimal digits that tell one limit's settings from another's (FNV-1a, 32 bit). */
function fingerprint(settings) {
    const text = shownSettings.map(({ text, key = text }) => key(settings)).join('\n');
    let hash = 0x811c9dc5;
    for (const byte of Buffer.from(text))
        hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, '0');
}


/***/ })

};
