export const id = 155;
export const ids = [155];
export const modules = {

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 7253:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DF: () => (/* binding */ ringing),
/* harmony export */   So: () => (/* binding */ quietText),
/* harmony export */   VK: () => (/* binding */ missingAlarms),
/* harmony export */   aR: () => (/* binding */ ringingText),
/* harmony export */   cb: () => (/* binding */ nearText),
/* harmony export */   qq: () => (/* binding */ missingText)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7874);
/* harmony import */ var _redaction_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8621);


/** Those that are in alarm. */
function ringing(alarms) {
    return alarms.filter(({ state }) => state === 'ALARM');
}
/** Those that were asked for and are not there. CloudWatch leaves them out without a word. */
function missingAlarms(names, alarms) {
    const there = new Set(alarms.map(({ name }) => name));
    return names.filter(name => !there.has(name));
}
/** So many names are enough to find the right one among. */
const mostNames = 10;
/** What to say of alarms that are not there, in a sentence without a full stop. */
function missingText(missing, there) {
    return `CloudWatch has no alarm ${missing.join(', ')} in this region; ${nearText(missing, there)}`;
}
/** Those of the names there are that were probably meant. */
function nearText([first = ''], there) {
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .nearestFirst */ .F)(first, there).slice(0, mostNames);
    return near.length > 0 ? `there are ${near.join(', ')}` : 'there are none';
}
/** What an alarm that goes off says. */
function ringingText({ name, reason }) {
    return `alarm ${name} is in ALARM${reason === undefined ? '' : `: ${(0,_redaction_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E$)(reason).replace(/\.$/, '')}`}`;
}
/** How alarms stand of which none goes off. One without enough data goes off when it has them, and not before. */
function quietText(alarms) {
    const states = [...Map.groupBy(alarms, ({ state }) => state)];
    return states.map(([state, those]) => `${those.map(({ name }) => name).join(', ')} ${state}`).join('; ');
}


/***/ }),

/***/ 3848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ unpinnedContainers),
/* harmony export */   _: () => (/* binding */ claimOf)
/* harmony export */ });
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5796);


/**
 * What the tasks of a deployment must run. A container whose image is pinned is held to that digest; of the others
 * `resolved` says which digest ECS resolved for the deployment, where that can be known.
 */
function claimOf(definition, { taskDefinition, deploymentId, resolved, }) {
    const digests = new Map();
    for (const { name, image } of definition.containerDefinitions) {
        const digest = pinnedDigest(image) ?? resolved.get(name);
        if (digest !== undefined)
            digests.set(name, [digest]);
    }
    return { taskDefinition, deploymentId, digests, checked: checkedContainers(definition) };
}
/** ECS looks at the health of essential containers only ("Determine Amazon ECS task health"). */
function checkedContainers({ containerDefinitions }) {
    return containerDefinitions
        .filter(({ essential, healthCheck }) => essential !== false && (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O)(healthCheck))
        .map(({ name }) => name);
}
/** Containers whose image could be another one tomorrow. */
function unpinnedContainers(definition) {
    return definition.containerDefinitions
        .filter(({ image }) => pinnedDigest(image) === undefined)
        .map(({ name }) => name);
}
function pinnedDigest(image) {
    try {
        return image === undefined ? undefined : (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ)(image).digest;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 2412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ parseStatusRanges),
/* harmony export */   Dk: () => (/* binding */ parseHealthUrl),
/* harmony export */   Pj: () => (/* binding */ longestBody),
/* harmony export */   _n: () => (/* binding */ judgeAnswer),
/* harmony export */   bT: () => (/* binding */ parseMemberPath),
/* harmony export */   cg: () => (/* binding */ addressProblem),
/* harmony export */   qJ: () => (/* binding */ judgeMember),
/* harmony export */   vo: () => (/* binding */ literalAddressProblem),
/* harmony export */   zA: () => (/* binding */ shownUrl)
/* harmony export */ });
/* harmony import */ var ipaddr_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8280);
/* harmony import */ var ipaddr_js__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(ipaddr_js__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9998);
/* harmony import */ var _redaction_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8621);



/** Bytes of an answer that are read. */
const longestBody = 64 * 1_024;
const takesUrl = 'it takes addresses such as https://example.com/health';
/** What keeps a URL from being asked, and the sentence that says so. */
const urlProblems = [
    { found: url => !/^https?:$/.test(url.protocol), says: `which is neither https nor http; ${takesUrl}` },
    {
        // It would be printed with every answer, and a password in a workflow file is no secret.
        found: url => url.username !== '' || url.password !== '',
        says: 'which has a user or a password in it; health checks are asked without a login',
    },
    { found: url => url.href.length > 2_000, says: 'which is longer than 2,000 characters' },
];
/**
 * The address of a health check; https unless the text says otherwise. Throws an Error whose message completes the
 * sentence "`health-urls` …".
 */
function parseHealthUrl(text) {
    const trimmed = text.trim();
    const has = `has ${JSON.stringify((0,_redaction_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(trimmed, { most: 200 })))}`;
    const url = urlOf(trimmed);
    if (!url)
        throw new Error(`${has}, which is no address; ${takesUrl}`);
    const problem = urlProblems.find(({ found }) => found(url));
    if (problem)
        throw new Error(`${has}, ${problem.says}`);
    url.hash = '';
    return url;
}
function urlOf(text) {
    // URL takes white space and braces into a host or a path, where they are what a template left behind.
    if (text === '' || /[\s{}<>\\]/.test(text))
        return null;
    return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
}
/**
 * Statuses such as `200`, `200-299` or `2xx`, separated by commas, spaces or new lines. Throws an Error whose message
 * completes the sentence "`health-status` …".
 */
function parseStatusRanges(text) {
    const parts = text.split(/[\s,]+/).filter(part => part !== '');
    if (parts.length === 0)
        throw new Error('is empty; it takes statuses such as 200, 200-299 or 2xx');
    return parts.map(parseStatusRange);
}
function parseStatusRange(text) {
    const [, hundreds, first, last = first] = /^(?:([1-5])xx|(\d{3})(?:-(\d{3}))?)$/i.exec(text) ?? [];
    const from = hundreds === undefined ? Number(first) : Number(hundreds) * 100;
    const to = hundreds === undefined ? Number(last) : from + 99;
    if (from >= 100 && to <= 599 && from <= to)
        return { from, to };
    throw new Error(`has ${JSON.stringify((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(text, { most: 100 }))}; it takes statuses from 100 to 599, such as 200, 200-299 or 2xx`);
}
/** What an answer that was not wanted usually means behind a load balancer. */
const meanings = {
    400: 'the program does not accept the request; it may allow only certain host names',
    401: 'it asks for a login; let the health path answer without one',
    403: 'it is forbidden; a login, a list of allowed addresses or a web ACL stands before it',
    404: 'nothing is at this path; check the path, and that a rule of the load balancer sends it to this service',
    405: 'it cannot be asked with GET',
    429: 'a rate limit refused the request',
    500: 'the program failed while it answered; read its log',
    502: 'the load balancer got no proper answer from the task; it crashed, closed the connection, or speaks another protocol',
    503: 'the load balancer has no healthy task for it, or the program says that it is not ready',
    504: 'the task did not answer the load balancer in time; check its security group and what it waits for',
};
/** Whether a health check's answer is one of those wanted, and else why not, in a sentence without its end. */
function judgeAnswer({ status, location }, wanted) {
    if (wanted.some(({ from, to }) => status >= from && status <= to))
        return { is: 'healthy' };
    const answered = `answered ${status}, not ${wanted.map(shownRange).join(' or ')}`;
    const meaning = status >= 300 && status < 400 ? redirection(location) : meanings[status];
    return { is: 'unhealthy', why: meaning === undefined ? answered : `${answered}: ${meaning}` };
}
/**
 * The path of a member in a JSON document, such as `version` or `build.commit`. Throws an Error whose message completes
 * the sentence "`health-json` …".
 */
function parseMemberPath(text) {
    if (/^[^\s.]+(\.[^\s.]+)*$/.test(text) && text.length <= 200)
        return text;
    const has = JSON.stringify((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(text, { most: 100 }));
    throw new Error(`is ${has}; it takes a member of the JSON that is answered, such as version or build.commit`);
}
/** Whether a member of the answer has the wanted value, and else why not: it shows which version answers. */
function judgeMember(body, { path, value }) {
    const found = memberOf(body, path);
    if (found.is === 'unread')
        return { is: 'unhealthy', why: found.why };
    if (sameVersion(found.text, value))
        return { is: 'healthy' };
    const shown = (0,_redaction_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(found.text, { most: 80 }));
    return { is: 'unhealthy', why: `says ${JSON.stringify(shown)} in \`${path}\`, not ${value}: another version answers` };
}
function memberOf(body, path) {
    if (new TextEncoder().encode(body).length >= longestBody)
        return { is: 'unread', why: `answered more than ${longestBody / 1_024} KiB, of which \`${path}\` is not read` };
    let at;
    try {
        at = JSON.parse(body);
    }
    catch {
        return { is: 'unread', why: `answered something that is not JSON, so it does not say \`${path}\`` };
    }
    for (const name of path.split('.'))
        at = at instanceof Object && Object.hasOwn(at, name) ? at[name] : undefined;
    if (typeof at === 'string' || typeof at === 'number')
        return { is: 'read', text: String(at) };
    return {
        is: 'unread',
        why: `answered JSON in which \`${path}\` is ${at === undefined ? 'not there' : 'neither text nor number'}`,
    };
}
/** Programs often know a commit by its first digits only. */
function sameVersion(one, other) {
    if (one === other)
        return true;
    const areCommits = [one, other].every(text => /^[0-9a-f]{7,40}$/.test(text));
    return areCommits && (one.startsWith(other) || other.startsWith(one));
}
function redirection(location) {
    if (location === undefined)
        return undefined;
    const target = (0,_redaction_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(location, { most: 200 }));
    return `it redirects to ${target}; name the address that answers itself, or accept the redirect in \`health-status\``;
}
function shownRange({ from, to }) {
    if (from === to)
        return String(from);
    return from % 100 === 0 && to === from + 99 ? `${from / 100}xx` : `${from}-${to}`;
}
/** Why an address that stands in a URL itself, or `localhost`, must not be asked; undefined for all other names. */
function literalAddressProblem({ hostname }) {
    const host = hostname.replace(/^\[|\]$/g, '');
    if (host === 'localhost' || host.endsWith('.localhost'))
        return addressProblem('127.0.0.1');
    return /^[\d.]+$|:/.test(host) ? addressProblem(host) : undefined;
}
/** The address without its query, which may hold a key. */
function shownUrl({ origin, pathname, search }) {
    return (0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(origin + pathname + (search === '' ? '' : '?…'), { most: 200 });
}
/** Addresses behind which AWS hands out credentials to whoever asks. */
const credentialServices = {
    '169.254.169.254': 'the instance metadata service, which hands out credentials',
    '169.254.170.2': 'the credentials service of ECS',
    '169.254.170.23': 'the credentials service of EKS',
    'fd00:ec2::254': 'the instance metadata service, which hands out credentials',
    'fd00:ec2::23': 'the credentials service of EKS',
};
/** By the names that ipaddr.js gives to the registered ranges. */
const ranges = {
    unspecified: 'an unspecified address, which means the runner itself',
    loopback: 'a loopback address: the runner itself',
    linkLocal: 'a link-local address',
    private: 'a private address',
    uniqueLocal: 'a private address',
    carrierGradeNat: 'an address of a carrier’s inner network (100.64.0.0/10)',
    multicast: 'a multicast address',
    broadcast: 'the broadcast address',
};
/**
 * Why an address must not be asked, in words that complete "it is …"; `undefined` for a public one. Whoever can name a
 * health URL could otherwise make a self-hosted runner ask what only it can reach.
 */
function addressProblem(ip) {
    if (!ipaddr_js__WEBPACK_IMPORTED_MODULE_0___default().isValid(ip))
        return 'not an IP address';
    const given = ipaddr_js__WEBPACK_IMPORTED_MODULE_0___default().parse(ip);
    const mapped = given instanceof (ipaddr_js__WEBPACK_IMPORTED_MODULE_0___default().IPv6) && given.isIPv4MappedAddress();
    const address = mapped ? given.toIPv4Address() : given;
    const service = credentialServices[address.toString()];
    if (service !== undefined)
        return service;
    const range = address.range();
    if (range !== 'unicast')
        return ranges[range] ?? 'an address of a reserved range';
    return mapped ? 'an IPv4 address written as IPv6' : undefined;
}


/***/ }),

/***/ 7874:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ nearestFirst)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);

/** The names, those first that look most like the one that somebody wrote. */
function nearestFirst(written, names) {
    return names.toSorted((one, other) => (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(written, one) - (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(written, other));
}


/***/ }),

/***/ 3285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ conclude),
  Z: () => (/* binding */ wordsOf)
});

// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
// EXTERNAL MODULE: ./shared/phases/watch/watch.ts
var watch = __webpack_require__(8524);
// EXTERNAL MODULE: ./shared/core/log-stream.ts
var log_stream = __webpack_require__(8031);
// EXTERNAL MODULE: ./shared/core/redaction.ts
var redaction = __webpack_require__(8621);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/core/stop-reasons.ts
var stop_reasons = __webpack_require__(6290);
;// CONCATENATED MODULE: ./shared/core/target-health.ts
/** What a load balancer says of one target (ELB, "health checks for your target groups"), for a person. */
const target_health_wait = 'Nothing needs to be done: wait.';
const reasons = {
    'Elb.RegistrationInProgress': { means: 'The load balancer is taking the task in.', next: target_health_wait },
    'Elb.InitialHealthChecking': {
        means: 'The task waits for enough good health checks.',
        next: 'If it stays so, the health check neither passes nor fails: compare its interval and its thresholds with the time the program takes to start.',
    },
    'Elb.InternalError': {
        means: 'The load balancer itself failed.',
        next: 'Wait. If it lasts, look at the AWS Health Dashboard.',
    },
    'Target.ResponseCodeMismatch': {
        means: 'The program answers the health check, but with a status that the target group does not accept.',
        next: 'Ask for the health check path yourself and read the log of the program at that moment. A 404 or a redirect means the path is wrong, 401 or 403 that it asks for a login, 5xx that the program is not well. Correct the program, or the path and the success codes of the target group.',
    },
    'Target.Timeout': {
        means: 'The health check got no answer in time.',
        next: 'Check that the security group of the tasks lets the security group of the load balancer in on the container port, that the program listens on 0.0.0.0 and not only on localhost, and that it answers faster than the timeout of the health check.',
    },
    'Target.FailedHealthChecks': {
        means: 'The load balancer could not connect, or did not understand the answer.',
        next: 'Check that the container port of the service is the port on which the program listens, that it has started by then, and that the protocol of the target group (HTTP or HTTPS) is the one it speaks.',
    },
    'Target.NotRegistered': {
        means: 'The task is not in the target group.',
        next: 'ECS registers a task once it runs. If it stays so, check that the service still names this target group, and that the service-linked role of ECS exists.',
    },
    'Target.NotInUse': {
        means: 'No load balancer sends this target anything: no listener uses the target group, or the zone of the task is not enabled.',
        next: 'Check that a listener rule forwards to this target group, and that the load balancer has a subnet in the availability zone of the task.',
    },
    'Target.InvalidState': { means: 'The target is stopped or gone.', next: 'Look at why the task stopped.' },
    'Target.IpUnusable': {
        means: 'The address of the task is in use by a load balancer, so it cannot be a target.',
        next: 'Give the tasks subnets of their own.',
    },
    'Target.DeregistrationInProgress': {
        means: 'The task is leaving: requests that are under way may end, new ones go elsewhere.',
        next: 'Nothing needs to be done. How long this takes is the deregistration delay of the target group (300 seconds unless changed).',
    },
    'Target.HealthCheckDisabled': {
        means: 'The target group has no health check, so nobody knows whether the task is well.',
        next: 'Turn the health check of the target group on.',
    },
};
const states = {
    healthy: { means: 'The load balancer finds the task healthy.', next: 'Nothing needs to be done.' },
    initial: { means: 'The task waits for its first health checks.', next: target_health_wait },
    draining: { means: 'The task is leaving.', next: target_health_wait },
    unhealthy: {
        means: 'The health check fails, and the load balancer does not say why.',
        next: 'Ask for the health check path yourself, and check port, path and security groups.',
    },
    unused: {
        means: 'The load balancer sends this target nothing.',
        next: 'Check that a listener rule forwards to this target group.',
    },
    unavailable: {
        means: 'The load balancer does not know how the task is.',
        next: 'Check that the health check of the target group is on.',
    },
};
const unknown = {
    means: 'The load balancer reports a state that is not known here.',
    next: 'Look at the targets of the target group in the EC2 console.',
};
/** `Health checks failed with these codes: [503]` */
const codes = /codes: \[([\d, ]{1,64})\]/;
/** Says what the health of a target means, and what to check. Both are free of foreign text. */
function explainTarget({ state, reason = '', description = '' }) {
    const advice = reasons[reason] ?? states[state] ?? unknown;
    const answered = codes.exec(description)?.[1];
    if (reason !== 'Target.ResponseCodeMismatch' || answered === undefined)
        return advice;
    return { ...advice, means: `${advice.means.slice(0, -1)}: it answers ${answered}.` };
}

;// CONCATENATED MODULE: ./shared/core/service-events.ts


const atTarget = (reason) => (match) => explainTarget({ state: 'unhealthy', reason, ...(match[1] === undefined ? {} : { description: match[1] }) });
// The first row that matches counts. Reasons within an event are the same as those of stopped tasks.
const rows = [
    {
        seen: /unable to stop or start tasks during a deployment because of the service deployment configuration/,
        advice: {
            means: 'The deployment cannot move: with this number of tasks, `minimumHealthyPercent` forbids to stop one and `maximumPercent` forbids to start one.',
            next: 'Set `maximumPercent` of the service to 200, or lower `minimumHealthyPercent`. Waiting does not help.',
        },
    },
    {
        seen: /operations are being throttled/,
        advice: {
            means: 'AWS limits how fast ECS may act in this account. The deployment is slower, but it goes on.',
            next: 'Wait. If it lasts, find what else calls ECS in this account and region.',
        },
    },
    {
        seen: /unable to consistently start tasks successfully/,
        advice: {
            means: 'Tasks stop again and again soon after they start, so ECS waits longer before each new attempt, up to 27 minutes.',
            next: 'Read why the tasks stopped. A new deployment resets the waiting.',
        },
    },
    {
        seen: /(?:under protection|protected tasks)/,
        advice: {
            means: 'Old tasks are protected against scale-in, so ECS may not stop them, and the deployment waits.',
            next: 'Wait until the protection ends, or end it with UpdateTaskProtection.',
        },
    },
    {
        seen: /TARGET GROUP IS NOT FOUND/,
        advice: {
            means: 'The target group of the service was deleted, so no task of it can become healthy.',
            next: 'Create the target group anew and give it to the service, or create the service anew.',
        },
    },
    {
        seen: /TARGET IS NOT FOUND/,
        advice: {
            means: 'The load balancer does not know the task: it was taken out of the target group, or was never taken in.',
            next: 'Look at the targets in the EC2 console. Something besides ECS may be changing the target group.',
        },
    },
    {
        seen: /due to \(reason (Health checks failed with these codes[^)]*)\)/,
        advice: atTarget('Target.ResponseCodeMismatch'),
    },
    { seen: /due to \(reason Request timed out/, advice: atTarget('Target.Timeout') },
    { seen: /is unhealthy in|is not healthy in/, advice: atTarget('Target.FailedHealthChecks') },
    {
        seen: /due to an unhealthy status/,
        advice: {
            means: 'Tasks became unhealthy, and ECS started others in their place.',
            next: 'Read why the tasks stopped and what the load balancer says of them.',
        },
    },
    {
        seen: /deployment failed: alarm detected/,
        advice: {
            means: 'A CloudWatch alarm of the deployment went off, so ECS gave the deployment up.',
            next: 'Look at the alarms of the service and at what they measure: they saw what the health checks did not.',
        },
    },
    {
        seen: /deployment failed: tasks? failed to start/,
        advice: {
            means: 'Too many tasks of the new revision failed, so the circuit breaker of ECS gave the deployment up.',
            next: 'Read why the tasks stopped.',
        },
    },
    {
        seen: /deployment failed/,
        advice: { means: 'ECS gave the deployment up.', next: 'Read the end of the event, and why the tasks stopped.' },
    },
    {
        seen: /rolling back to deployment/,
        advice: {
            means: 'ECS returns the service to the deployment that completed last.',
            next: 'Read why the tasks of the new revision stopped. The old ones keep serving.',
        },
    },
    {
        seen: /IAM (?:permissions policies|trust relationship)/,
        advice: {
            means: 'A role of the service or of its tasks was changed, and ECS can no longer use it.',
            next: 'Compare the policies and the trust policy of the task execution role, the task role and the role of the service with what worked before.',
        },
    },
];
/** Events that carry a reason of their own behind them. */
const withReason = /(?:unable to place|could not launch|failed to launch|unable to reach steady state|provisioning capacity limit|failed container health checks|ECS was unable to assume)/;
/** What the event means and what to do about it; `undefined` for one that reports ordinary work. */
function explainEvent(message) {
    for (const { seen, advice } of rows) {
        const match = seen.exec(message);
        if (match)
            return typeof advice === 'function' ? advice(match) : advice;
    }
    return withReason.test(message) ? adviceOf(message) : undefined;
}
/** The name of a service may contain any word, so it is left out of what is looked at. */
const ofService = /^\(?service \(?[\w-]+\)? ?/;
function adviceOf(message) {
    const cause = (0,stop_reasons/* causeOf */.r)(message.replace(ofService, ''));
    if (cause)
        return { means: `${cause.saw}. ${cause.means}`, next: cause.next };
    return {
        means: 'ECS could not start a task, for a reason that is not known here.',
        next: 'Read the end of the event. ECS keeps trying.',
    };
}

// EXTERNAL MODULE: ./shared/core/stopped-task.ts
var stopped_task = __webpack_require__(6104);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
;// CONCATENATED MODULE: ./shared/phases/prove/diagnose.ts








/** Milliseconds. The job's own deadline may have passed; it must end within 15 s of it. */
const patience = 8_000;
const mostGroups = 3;
const mostLogLines = 20;
const mostEvents = 3;
/** Says why services failed: stopped tasks by reason, their last log lines, sick targets, telling events. */
async function diagnose(failed, waiting) {
    const { context, cluster, until } = waiting;
    const aws = context.aws({ until: Math.min(context.clock.now(), until) + patience });
    const found = await Promise.all(failed.map(async (state) => [state.service, await diagnoseService(state, { aws, cluster })]));
    for (const [service, diagnosis] of found)
        print(service, diagnosis, waiting);
    return new Map(found);
}
async function diagnoseService(state, place) {
    const unread = [];
    const attempt = async (what, look) => {
        try {
            return await look();
        }
        catch (error) {
            unread.push(`${what}: ${(0,errors/* messageOf */.bD)(error)}`);
            return [];
        }
    };
    const services = await attempt('the service', async () => (await (await place.aws.ecs()).describeServices(place.cluster, [state.service])).services);
    const stops = await attempt('stopped tasks', () => stoppedTasks(state, place, unread));
    const targets = await attempt('target groups', () => sickTargets(services[0], place.aws));
    const seen = [...stops, ...targets];
    // Events repeat in other words what tasks and targets say better; alone they are all there is.
    const findings = seen.length > 0 ? seen : services.flatMap(service => tellingEvents(service, state));
    return {
        findings,
        unread,
        next: findings.slice(0, 1).map(({ seen: what, next }) => `${state.service}: ${what} ${next}`),
    };
}
async function stoppedTasks(state, { aws, cluster }, unread) {
    const ecs = await aws.ecs();
    const stopped = await ecs.stoppedTasks({ cluster, service: state.service, startedBy: state.deploymentId });
    if (stopped.unread > 0)
        unread.push(`${stopped.unread} of the stopped tasks of the service`);
    const groups = (0,stopped_task/* groupStops */.xS)(stopped.tasks).filter(({ explanation }) => explanation.kind !== 'replaced');
    return Promise.all(groups.slice(0, mostGroups).map(async ({ explanation, tasks }) => {
        const log = await lastLog(tasks, aws).catch((error) => void unread.push(`logs: ${(0,errors/* messageOf */.bD)(error)}`));
        if (log && 'why' in log)
            unread.push(`logs: ${log.why}`);
        return {
            seen: `${(0,wording/* counted */.hS)(tasks.length, 'task')} of ${(0,core_service/* revisionName */.pd)(tasks[0]?.taskDefinition ?? '')} stopped: ${explanation.what}`,
            means: explanation.means,
            next: explanation.next,
            ...(log && 'lines' in log && { log }),
        };
    }));
}
/** The last lines of the container that ended a task; the newest task of a group speaks for it. */
async function lastLog(tasks, aws) {
    const [task] = (0,stopped_task/* newestFirst */.ll)(tasks);
    const container = task && (0,stopped_task/* explainStop */.cV)(task).container;
    if (!task || container === undefined)
        return undefined;
    const { definition } = await (await aws.ecs()).describeTaskDefinition(task.taskDefinition);
    const place = (0,log_stream/* logPlace */.a)(definition, { container, taskArn: task.taskArn });
    if (place.is === 'elsewhere')
        return { why: place.why };
    const lines = await (await aws.logs(place.region)).lastLines(place, mostLogLines);
    if (lines.length === 0)
        return { why: `${container} printed nothing` };
    return {
        container,
        task: task.taskArn.slice(task.taskArn.lastIndexOf('/') + 1),
        lines,
    };
}
async function sickTargets(service, aws) {
    const groups = service?.targetGroups.flatMap(({ arns }) => arns) ?? [];
    if (groups.length === 0)
        return [];
    const targets = await (await aws.loadBalancing()).targetHealth(groups);
    const sick = targets.filter(({ state }) => state !== 'healthy' && state !== 'draining' && state !== 'initial');
    const byReason = Map.groupBy(sick, ({ state, reason = '', description = '' }) => `${state} ${reason} ${description}`);
    return [...byReason.values()].map(alike => {
        const first = alike[0] ?? { group: '', target: '', port: 0, state: 'unknown' };
        const names = alike.map(({ target, port }) => `${target}:${port}`).join(', ');
        const advice = explainTarget(first);
        return {
            seen: `${(0,wording/* counted */.hS)(alike.length, 'target')} ${first.state} (${names}): ${first.description ?? first.reason ?? 'no reason given'}`,
            ...advice,
        };
    });
}
/** Events that say something of their own; the newest wording of each kind. */
function tellingEvents(service, { deploymentId }) {
    const since = service.deployments.find(({ id }) => id === deploymentId)?.createdAt ?? 0;
    const findings = service.events
        .filter(({ at }) => at >= since)
        .flatMap(({ message }) => {
        const advice = explainEvent(message);
        return advice ? [{ seen: (0,redaction/* redact */.E$)(message), ...advice }] : [];
    });
    return [...new Map(findings.reverse().map(finding => [finding.means, finding])).values()]
        .reverse()
        .slice(0, mostEvents);
}
function print(service, { findings, unread }, { context: { step } }) {
    for (const { seen, means, next, log } of findings) {
        step.info(`${service}: ${seen}`);
        step.info(`  ${means}`);
        step.info(`  What to do: ${next}`);
        if (log) {
            step.info(`  The last lines of ${log.container} in task ${log.task}:`);
            step.foreign(log.lines);
        }
    }
    if (findings.length === 0 && unread.length === 0)
        step.info(`${service}: ECS shows no stopped task, sick target or telling event of this deployment.`);
    for (const note of unread)
        step.info(`${service}: not seen: ${note}`);
}

// EXTERNAL MODULE: ./shared/aws/call.ts
var call = __webpack_require__(382);
;// CONCATENATED MODULE: ./shared/core/rollout.ts

function firstLook(now) {
    return { began: now, newest: 0, contradictions: 0 };
}
/** Contradictions in a row before they are believed. */
const enough = 3;
/** Milliseconds between the times that two of ECS's own records give one event. */
const clockSlack = 5_000;
/** Milliseconds a deployment may stay invisible after its UpdateService reply named it. */
const visibilityLag = 60_000;
/**
 * Where the followed deployment stands. The service deployment decides where it can be read: it has an explicit end.
 * Otherwise the deployment's own rollout state does. Events decide nothing.
 */
function judgeRollout(followed, seen, memory) {
    const newest = newestTime(seen.service);
    // A look from before our deployment is old, too, even if it is the first.
    const known = Math.max(memory.newest, (seen.record?.createdAt ?? 0) - clockSlack);
    // A deleted service may have lost all its dates; what bears no date cannot be called an old look.
    const dated = newest > 0 || seen.service.status === 'ACTIVE';
    if (dated && newest < known)
        return { rollout: { is: 'moving', on: 'waiting for ECS to show its newest state' }, memory };
    const view = viewOf(followed, seen, memory);
    const reading = read(view);
    const again = memory.doubt === reading.rollout.is;
    const contradictions = reading.sure ? 0 : again ? memory.contradictions + 1 : 1;
    const believed = reading.sure || contradictions >= enough;
    return {
        rollout: believed ? reading.rollout : { is: 'moving', on: 'looking again' },
        memory: {
            ...memory,
            ...createdAt(view),
            newest: Math.max(newest, memory.newest),
            contradictions,
            doubt: reading.rollout.is,
        },
    };
}
function viewOf(followed, { service, record, now }, memory) {
    const own = service.deployments.find(({ id }) => id === followed.deploymentId);
    const primary = (0,core_service/* primaryOf */.Os)(service);
    const born = own?.createdAt ?? memory.createdAt ?? record?.createdAt;
    const older = primary !== undefined &&
        (primary.id === followed.previousDeploymentId || (born !== undefined && primary.createdAt < born));
    return {
        service,
        record,
        own,
        primary,
        primaryIs: !primary ? 'absent' : primary.id === followed.deploymentId ? 'own' : older ? 'older' : 'newer',
        born,
        awaited: born === undefined && now - memory.began < visibilityLag,
        mayReturn: service.circuitBreaker.rollback && now - (own?.updatedAt ?? 0) < visibilityLag,
    };
}
function createdAt({ own }) {
    return own ? { createdAt: own.createdAt } : {};
}
function read(view) {
    const { service, record } = view;
    if (service.status !== 'ACTIVE')
        return unsure({ is: 'superseded', why: `The service is ${service.status}: it is being deleted.` });
    return record ? readRecord(view, record) : readDeployments(view);
}
function readRecord(view, record) {
    switch (record.status) {
        case 'SUCCESSFUL':
            if (view.primaryIs === 'newer')
                return unsure({ is: 'superseded', why: supersededBy(view) });
            // A successful deployment gives way only to a newer one: an older primary is a stale look.
            if (view.primaryIs === 'older')
                return sure({ is: 'moving', on: 'ECS calls it successful; waiting for the service to show it' });
            return sure({ is: 'completed' });
        case 'ROLLBACK_REQUESTED':
        case 'ROLLBACK_IN_PROGRESS':
            return sure({ is: 'rolling-back', why: causeOf(record) });
        case 'ROLLBACK_SUCCESSFUL':
            return readReturned(view, record);
        case 'ROLLBACK_FAILED':
            return sure({ is: 'failed', why: `${causeOf(record)} The rollback failed too.` });
        case 'STOPPED':
            return readStopped(view, record);
        case 'STOP_REQUESTED':
            return sure({ is: 'moving', on: 'ECS is stopping it' });
        default:
            return readProgress(view, record);
    }
}
function readReturned(view, record) {
    const why = causeOf(record);
    if (view.primaryIs === 'newer')
        return unsure({ is: 'superseded', why: `${why} It was rolled back, then ${supersededBy(view)}` });
    // What was rolled back is not the primary any more: this look at the service is older than the one at its deployment.
    return sure({ is: view.primaryIs === 'own' ? 'rolling-back' : 'returned', why });
}
function readStopped(view, record) {
    if (view.primaryIs === 'newer')
        return unsure({ is: 'superseded', why: supersededBy(view) });
    if (view.primaryIs === 'older')
        return unsure({ is: 'returned', why: causeOf(record) });
    const failed = {
        is: 'failed',
        why: `${sentence(view.own?.rolloutReason ?? causeOf(record))} ECS did not roll it back.`,
    };
    if (view.own?.rollout === 'FAILED')
        return sure(failed);
    // A look at the service that shows it going on is older than the one at its deployment.
    if (view.own?.rollout)
        return sure({ is: 'moving', on: 'ECS stopped it; waiting for the service to show it' });
    return unsure(failed);
}
function readProgress(view, record) {
    const hook = record.pausedAt[0];
    if (!hook)
        return sure({ is: 'moving', on: progressOf(view) });
    const until = hook.expiresAt === undefined ? '' : ` until ${new Date(hook.expiresAt).toISOString()}`;
    // Somebody may have continued it a moment ago, and a replica not know it yet.
    return unsure({
        is: 'paused',
        why: `It is paused at ${record.stage ?? 'a stage'} by hook ${hook.hook} and waits${until} for somebody to continue it.`,
    });
}
/** Without the service deployment: what the deployment says of itself. */
function readDeployments(view) {
    const { own, primary, primaryIs } = view;
    if (own?.rollout === 'FAILED')
        return readFailed(view, own);
    if (primaryIs === 'own') {
        if (own?.rollout === 'COMPLETED')
            return sure({ is: 'completed' });
        const on = progressOf(view);
        return sure(own?.rollout === undefined
            ? { is: 'moving', on: `${on} · ECS gives no rollout state`, opaque: true }
            : { is: 'moving', on });
    }
    if (view.awaited)
        return sure({ is: 'moving', on: 'waiting for ECS to show the new deployment' });
    if (primary && primaryIs === 'older')
        return unsure(readReturn(primary, 'ECS returned to the deployment before it.'));
    if (view.born === undefined)
        return unsure({ is: 'unseen', why: `ECS shows no such deployment; it runs ${runningNow(view)}.` });
    return unsure({ is: 'superseded', why: supersededBy(view) });
}
function readFailed(view, own) {
    const why = sentence(own.rolloutReason ?? 'ECS calls the deployment failed');
    if (view.primary && view.primaryIs === 'older')
        return sure(readReturn(view.primary, why));
    if (view.primaryIs === 'newer')
        return unsure({ is: 'superseded', why: `${why} Then ${supersededBy(view)}` });
    if (view.mayReturn)
        return sure({ is: 'moving', on: `${why} Waiting for ECS to roll it back` });
    return unsure({ is: 'failed', why: `${why} ECS did not roll it back.` });
}
function readReturn(previous, why) {
    return previous.rollout === 'COMPLETED' ? { is: 'returned', why } : { is: 'rolling-back', why };
}
function runningNow({ primary }) {
    return primary ? (0,core_service/* revisionName */.pd)(primary.taskDefinition) : 'nothing';
}
function supersededBy({ primary }) {
    if (!primary)
        return 'it is no longer among the deployments of the service.';
    return `deployment ${primary.id} of ${(0,core_service/* revisionName */.pd)(primary.taskDefinition)} took its place.`;
}
function causeOf({ statusReason, rollbackReason, triggeredAlarms }) {
    const alarms = triggeredAlarms.length > 0 ? ` Alarms: ${triggeredAlarms.join(', ')}.` : '';
    return `${sentence(rollbackReason ?? statusReason ?? 'ECS gave no reason')}${alarms}`;
}
function sentence(text) {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}
/** One line that changes only when something moved: it is logged when it changes. */
function progressOf({ service, own, record }) {
    const others = service.deployments
        .filter(deployment => deployment !== own)
        .reduce((sum, { running }) => sum + running, 0);
    const breaker = record?.breaker;
    const parts = [
        own && `${own.running} of ${service.desired} new tasks running`,
        own && own.pending > 0 && `${own.pending} starting`,
        others > 0 && `${others} old`,
        own && own.failed > 0 && `${own.failed} failed`,
        breaker && breaker.failures > 0 && `circuit breaker ${breaker.failures}/${breaker.threshold}`,
        record?.stage && `stage ${record.stage}`,
    ];
    return parts.filter(Boolean).join(' · ') || 'waiting for ECS to begin';
}
/** The newest time a look mentions. ECS moves `updatedAt` with every change of a deployment. */
function newestTime(service) {
    return Math.max(0, ...service.deployments.map(({ updatedAt }) => updatedAt), ...service.events.slice(0, 1).map(({ at }) => at));
}
function sure(rollout) {
    return { rollout, sure: true };
}
function unsure(rollout) {
    return { rollout, sure: false };
}

;// CONCATENATED MODULE: ./shared/phases/prove/path.ts


/** The path of a service of which nothing has been seen yet. */
function startPath(target, now) {
    const rollout = { is: 'moving', on: 'waiting for ECS' };
    return { target, memory: firstLook(now), rollout, proofs: 0, absences: 0, failedTasks: 0 };
}
/** Without ids the deployment that is there at the first look is the one that is followed. */
function begin(path, service) {
    if (path.followed || !service)
        return;
    const { deploymentId, taskDefinition, previousDeploymentId } = path.target;
    const primary = (0,core_service/* primaryOf */.Os)(service);
    const own = deploymentId && taskDefinition ? { id: deploymentId, taskDefinition } : primary;
    if (!own)
        return;
    const previous = previousDeploymentId ?? service.deployments.find(({ id }) => id !== own.id)?.id;
    path.followed = {
        deploymentId: own.id,
        taskDefinition: own.taskDefinition,
        ...(previous !== undefined && previous !== own.id && { previousDeploymentId: previous }),
    };
}
/** From now on it is followed again; `proofs` of those it needs are taken as there. */
function reopen(path, proofs) {
    path.proofs = proofs;
    delete path.state;
}
/** What is still waited for, as one line that changes when something moved. */
function lineOf(path) {
    return `${path.target.service}: ${describe(path)}`;
}
/** Where a service stands. */
function describe({ rollout, trouble, proofs, unread }) {
    if (unread !== undefined)
        return `could not be read just now: ${unread}`;
    const where = path_wording[rollout.is](rollout, proofs);
    return trouble ? `${where} · ${trouble}` : where;
}
const path_wording = {
    completed: (_, proofs) => (proofs > 0 ? 'healthy; looking once more' : 'ECS calls it done; proving it'),
    moving: ({ on }) => on,
    'rolling-back': ({ why }) => `rolling back: ${why}`,
    returned: ({ why }) => `rolled back; proving it: ${why}`,
    failed: ({ why }) => why,
    superseded: ({ why }) => why,
    paused: ({ why }) => why,
    unseen: ({ why }) => why,
};

// EXTERNAL MODULE: ./shared/aws/registry.ts
var registry = __webpack_require__(5985);
// EXTERNAL MODULE: ./shared/core/claim.ts
var claim = __webpack_require__(3848);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var manifest = __webpack_require__(2083);
;// CONCATENATED MODULE: ./shared/core/proof.ts


/**
 * Whether every running task is the wanted one and healthy. It is asked after ECS says that it is done, because ECS
 * may say so while old tasks still run (earlySuccessCriteria) or before a task is replaced again.
 */
function prove(claim, seen) {
    const { service } = seen;
    const running = seen.tasks.filter(task => task.lastStatus === 'RUNNING' && task.desiredStatus === 'RUNNING');
    const wanted = running.filter(task => isWanted(task, claim));
    const because = [
        ...strangers(running, claim),
        ...(wanted.length === service.desired ? [] : [`${wanted.length} of ${service.desired} tasks run it`]),
        ...wanted.flatMap(task => taskFlaws(task, claim)),
        ...service.targetGroups.flatMap(group => targetFlaws(group.arns, wanted, seen.targets)),
    ];
    if (because.length > 0)
        return { is: 'open', because: [...new Set(because)] };
    return { is: 'proved', evidence: evidenceOf(claim, { service, wanted, targets: seen.targets }) };
}
function isWanted(task, { taskDefinition, deploymentId }) {
    return task.taskDefinition === taskDefinition && task.startedBy === deploymentId;
}
function strangers(running, claim) {
    const others = running.filter(task => !isWanted(task, claim));
    if (others.length === 0)
        return [];
    const revisions = [...new Set(others.map(task => (0,core_service/* revisionName */.pd)(task.taskDefinition)))].join(', ');
    return [
        `${(0,wording/* counted */.hS)(others.length, 'task')} of another deployment still run${others.length === 1 ? 's' : ''} (${revisions})`,
    ];
}
function taskFlaws(task, { digests, checked }) {
    const id = task.arn.slice(task.arn.lastIndexOf('/') + 1);
    const flaws = [];
    if (task.health === 'UNHEALTHY')
        flaws.push(`task ${id} is UNHEALTHY`);
    else if (!checked.every(name => isHealthy(task, name)))
        flaws.push(`task ${id} is not HEALTHY yet`);
    for (const [container, accepted] of digests) {
        const digest = task.containers.find(({ name }) => name === container)?.digest;
        if (digest === undefined)
            flaws.push(`ECS does not say which image container ${container} of task ${id} runs`);
        else if (!accepted.includes(digest))
            flaws.push(`container ${container} of task ${id} runs ${digest}, not the wanted image`);
    }
    return flaws;
}
/** The container's own word: the task's is UNKNOWN as long as any essential container has no health check. */
function isHealthy(task, container) {
    return task.containers.some(({ name, health }) => name === container && health === 'HEALTHY');
}
/**
 * Tasks in `awsvpc` mode are targets by their IP; each must be healthy in one of the groups. On instances targets
 * are instance ids, several tasks to one: there as many healthy targets as tasks are wanted, and none unhealthy.
 */
function targetFlaws(groups, wanted, all) {
    const targets = all.filter(({ group }) => groups.includes(group));
    if (wanted.every(task => task.ips.length > 0)) {
        return wanted.flatMap(task => {
            const own = targets.filter(({ target }) => task.ips.includes(target));
            return own.some(({ state }) => state === 'healthy') ? [] : [ipFlaw(task, own)];
        });
    }
    const living = targets.filter(({ state }) => state !== 'draining');
    const healthy = living.filter(({ state }) => state === 'healthy');
    const sick = living.filter(({ state }) => state !== 'healthy');
    return [
        ...sick.map(({ target, port, state, reason }) => `target ${target}:${port} is ${state}${reason ? ` (${reason})` : ''}`),
        ...(healthy.length < wanted.length ? [`${healthy.length} of ${wanted.length} targets are healthy`] : []),
    ];
}
function ipFlaw(task, targets) {
    const target = targets[0];
    if (!target)
        return `task address ${task.ips.join(', ')} is not registered with its load balancer`;
    return `target ${target.target}:${target.port} is ${target.state}${target.reason ? ` (${target.reason})` : ''}`;
}
function evidenceOf(claim, { service, wanted, targets }) {
    const digests = {};
    for (const container of claim.digests.keys()) {
        const digest = wanted[0]?.containers.find(({ name }) => name === container)?.digest;
        if (digest !== undefined)
            digests[container] = digest;
    }
    const groups = service.targetGroups.flatMap(({ arns }) => arns);
    const healthyTargets = targets.filter(({ group, state }) => groups.includes(group) && state === 'healthy').length;
    return { running: wanted.length, desired: service.desired, digests, healthyTargets };
}

;// CONCATENATED MODULE: ./shared/phases/prove/prove.ts








/** Asks ECS and the load balancers what really runs, and holds it against what should. */
class Prover {
    waiting;
    /** By deployment id: what its tasks must run does not change. */
    claims = new Map();
    /** By image: the digests of an index that was asked about. */
    indexes = new Map();
    constructor(waiting) {
        this.waiting = waiting;
    }
    async prove({ service, record, followed }) {
        const { aws, cluster } = this.waiting;
        const [{ claim, definition }, tasks, targets] = await Promise.all([
            this.claim({ service, record, followed }),
            (await aws.ecs()).runningTasks(cluster, service.name),
            service.targetGroups.length === 0
                ? []
                : (await aws.loadBalancing()).targetHealth(service.targetGroups.flatMap(({ arns }) => arns)),
        ]);
        const proof = prove(claim, { service, tasks, targets });
        if (proof.is === 'proved')
            return proof;
        const widened = await this.widen(claim, definition, tasks);
        this.claims.set(followed.deploymentId, { claim: widened, definition });
        return prove(widened, { service, tasks, targets });
    }
    async claim(question) {
        const { deploymentId } = question.followed;
        const known = this.claims.get(deploymentId);
        if (known)
            return known;
        const made = await this.makeClaim(question);
        // A replica may not know the service revision yet: what could not be resolved is asked again next time.
        if ((0,claim/* unpinnedContainers */.G)(made.definition).every(name => made.claim.digests.has(name)))
            this.claims.set(deploymentId, made);
        return made;
    }
    async makeClaim({ record, followed }) {
        const { deploymentId, taskDefinition } = followed;
        const ecs = await this.waiting.aws.ecs();
        const { definition } = await ecs.describeTaskDefinition(taskDefinition);
        const unpinned = (0,claim/* unpinnedContainers */.G)(definition);
        const resolved = unpinned.length > 0 && record
            ? await this.resolved((0,core_service/* serviceRevisionOf */.O6)(deploymentId, record))
            : new Map();
        return { claim: (0,claim/* claimOf */._)(definition, { taskDefinition, deploymentId, resolved }), definition };
    }
    /** What ECS resolved the tags of unpinned containers to. Their digests are proved only where this may be read. */
    async resolved(serviceRevisionArn) {
        try {
            const [revision] = await (await this.waiting.aws.ecs()).describeServiceRevisions([serviceRevisionArn]);
            return revision?.digests ?? new Map();
        }
        catch (error) {
            if (!(error instanceof call/* AwsError */.Gy) || error.kind !== 'denied')
                throw error;
            this.waiting.context.step.warning(`${error.message} Containers without a pinned image are not compared. ${error.next ?? ''}`);
            return new Map();
        }
    }
    /**
     * A task may report the digest of its platform's image where the wanted digest is the index's: then the registry is
     * asked for the index's images. A container whose registry cannot be asked is not held to its digest, and this is said.
     */
    async widen(claim, definition, tasks) {
        const own = tasks.filter(({ startedBy }) => startedBy === claim.deploymentId);
        const digests = new Map(claim.digests);
        for (const [container, accepted] of claim.digests) {
            const [wanted = ''] = accepted;
            if (accepted.length > 1 || runEverywhere(own, container, accepted))
                continue;
            const image = definition.containerDefinitions.find(({ name }) => name === container)?.image ?? '';
            const all = await this.digestsOfIndex(image, wanted);
            if (all)
                digests.set(container, all);
            else
                digests.delete(container);
        }
        return { ...claim, digests };
    }
    digestsOfIndex(image, digest) {
        const known = this.indexes.get(image) ?? this.askForIndex(image, digest);
        this.indexes.set(image, known);
        return known.catch((error) => {
            this.indexes.delete(image);
            throw error;
        });
    }
    async askForIndex(image, digest) {
        const found = await (0,registry/* lookInRegistry */.a1)(this.waiting.aws, { ...(0,core_image/* parseImage */.zZ)(image), wanted: { digest } });
        if (found?.is === 'found' && found.manifest !== undefined)
            return (0,manifest/* digestsOf */.nw)((0,manifest/* readManifest */.WI)(found.manifest), digest);
        if (found?.is === 'unknown')
            throw new errors/* ActionError */.lZ(found.why, { outcome: 'unknown' });
        if (found)
            return [digest];
        const why = 'is not in Amazon ECR, so it cannot be asked which images it has; what runs of it is not compared';
        this.waiting.context.step.warning(`${image} ${why}.`);
        return undefined;
    }
}
function runEverywhere(tasks, container, accepted) {
    return tasks
        .flatMap(task => task.containers.filter(({ name }) => name === container))
        .every(({ digest }) => digest !== undefined && accepted.includes(digest));
}

// EXTERNAL MODULE: ./shared/phases/prove/records.ts
var records = __webpack_require__(6720);
;// CONCATENATED MODULE: ./shared/phases/prove/follow.ts









/** Rollouts that need no proof to be over. */
const endings = {
    failed: { outcome: 'rollback-failed', says: 'failed', next: 'Deploy a release that works, or roll back.' },
    superseded: {
        outcome: 'superseded',
        says: 'was superseded',
        next: 'Somebody else deployed after this run; look at their deployment.',
    },
    unseen: {
        outcome: 'unknown',
        says: 'does not have the deployment that was to be followed',
        next: 'Check `cluster` and the region, and where `deployments` comes from.',
    },
    paused: {
        outcome: 'awaiting-approval',
        says: 'waits',
        next: 'Continue it (`aws ecs continue-service-deployment`), then run this job again.',
    },
};
/** What it means that ECS returned from a deployment to what ran before it. `runs` is what was proved then. */
const returns = {
    deployment: {
        outcome: 'rolled-back',
        why: (runs, cause) => `was rolled back by ECS and ${runs} again: ${cause}`,
    },
    rollback: {
        outcome: 'rollback-failed',
        why: (runs, cause) => `could not go back: ECS undid that, and the service ${runs} as before: ${cause}`,
    },
    return: { outcome: 'succeeded', why: runs => `${runs} again` },
};
/** What it means that a deployment was completed. */
const completions = {
    deployment: { outcome: 'succeeded', why: runs => runs },
    rollback: { outcome: 'succeeded', why: runs => `${runs} again` },
    return: {
        outcome: 'rollback-failed',
        why: runs => `could not go back: the deployment that was told to stop was completed, and the service ${runs}`,
    },
};
/** Replicas differ: one good look may be a lucky one. */
const enoughProofs = 2;
const enoughAbsences = 3;
/** One failure may be of its moment: a role or a secret that is seconds old, an image that is still replicated. */
const enoughFailures = 2;
/** Milliseconds after which a proof is too old to be reported: somebody may have deployed since. */
const proofLasts = 15_000;
/** Follows several services at once: one look is a few calls for all of them. */
class Follower {
    waiting;
    paths;
    prover;
    records;
    /** Why the last look saw nothing. */
    blindness;
    constructor(waiting) {
        this.waiting = waiting;
        this.prover = new Prover(waiting);
        this.records = new records/* Records */.t(waiting);
        this.paths = waiting.targets.map(target => startPath(target, waiting.context.clock.now()));
    }
    /** Looks at all services that have not come to their end. An AWS that is away for a while ends nothing. */
    async look(now) {
        try {
            this.blindness = undefined;
            await this.lookAtAll(now);
            if (this.open().length === 0 && this.doubtOld(now))
                await this.lookAtAll(now);
        }
        catch (error) {
            if (!(0,call/* isPassing */.WG)(error))
                throw error;
            this.blindness = error;
        }
        const left = this.open();
        if (left.length === 0 && !this.blindness)
            return { is: 'ended', end: undefined };
        return {
            is: 'waiting',
            for: this.blindness ? [`AWS cannot be read just now: ${this.blindness.message}`] : left.map(lineOf),
        };
    }
    async lookAtAll(now) {
        const ecs = await this.waiting.aws.ecs();
        const watched = this.paths.filter(({ state }) => !state || state.evidence);
        const names = watched.map(({ target }) => target.service);
        const { services, absent } = await ecs.describeServices(this.waiting.cluster, names);
        const seen = new Map(services.map(service => [service.name, service]));
        this.doubtChanged(seen);
        const open = this.open();
        open.forEach(path => begin(path, seen.get(path.target.service)));
        const records = await this.records.of(open, seen);
        await Promise.all(open.map(async (path) => {
            const service = seen.get(path.target.service);
            if (service)
                await this.advanceOrSay(path, { service, records, now, ecs });
            else
                this.missing(path, absent.get(path.target.service) ?? 'MISSING');
        }));
    }
    allProved() {
        return this.paths.every(({ state }) => state?.outcome === 'succeeded');
    }
    states() {
        return this.paths.flatMap(({ state }) => state ?? []);
    }
    /** Ended services of which somebody will ask why. */
    failures() {
        // What could not be seen was told as it came; looking for its reasons would ask the same in vain.
        const told = ['succeeded', 'superseded', 'awaiting-approval', 'cancelled', 'unknown'];
        return this.states().filter(({ outcome }) => !told.includes(outcome));
    }
    /** The deadline has passed. What ECS does not say, or could not be heard saying, is unknown, not late. */
    timeOut() {
        const limit = (0,wording/* elapsed */.vk)(this.waiting.timeout);
        for (const path of this.open()) {
            const { rollout, unread } = path;
            const unheard = this.blindness?.message ?? unread;
            const unknown = unheard ?? (rollout.is === 'returned' || (rollout.is === 'moving' && rollout.opaque));
            this.settle(path, unknown ? 'unknown' : 'timed-out', {
                why: `was not done after ${limit}: ${unheard ?? describe(path)}`,
                next: 'ECS goes on with it. Run the job again to follow it further, with a longer `timeout` if it was only slow.',
            });
        }
    }
    cancel() {
        for (const path of this.open())
            this.settle(path, 'cancelled', { why: `was still under way: ${describe(path)}`, next: 'ECS goes on with it.' });
    }
    /** AWS does not let us see: then nothing is known, whatever ECS is doing. */
    giveUp(error) {
        for (const path of this.open())
            this.settle(path, 'unknown', { why: `could not be followed: ${error.message}`, next: error.next });
    }
    open() {
        return this.paths.filter(({ state }) => !state);
    }
    /** Somebody may deploy a proved service while others are still on their way: then the proof is of yesterday. */
    doubtChanged(seen) {
        for (const path of this.paths) {
            const service = seen.get(path.target.service);
            if (path.state?.evidence && service && (0,core_service/* primaryOf */.Os)(service)?.id !== path.proved)
                reopen(path, 0);
        }
    }
    /** Old proofs are renewed at the end, so that all of a report are of one time. Answers whether there were any. */
    doubtOld(now) {
        const old = this.paths.filter(({ state }) => state?.evidence && now - state.at > proofLasts);
        old.forEach(path => reopen(path, enoughProofs - 1));
        return old.length > 0;
    }
    /** What cannot be read of one service says nothing of the others. */
    async advanceOrSay(path, look) {
        try {
            delete path.unread;
            await this.advance(path, look);
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ || isExpired(error))
                throw error;
            path.proofs = 0;
            if ((0,call/* isPassing */.WG)(error))
                path.unread = error.message;
            else
                this.settle(path, 'unknown', { why: `could not be followed: ${error.message}`, next: error.next });
        }
    }
    async advance(path, look) {
        const { service, records, now } = look;
        const { followed } = path;
        if (!followed) {
            if (service.controller !== 'ECS')
                this.settle(path, 'unknown', foreignController(service));
            return;
        }
        const record = records.find(({ arn }) => arn === path.record);
        Object.assign(path, judgeRollout(followed, { service, record, now }, path.memory));
        await this.watchFailures(path, service, look.ecs);
        if (!path.state)
            await this.act(path, { service, record });
    }
    /** What follows from where the rollout stands. */
    async act(path, look) {
        const { rollout, followed } = path;
        if (rollout.is === 'completed') {
            if (followed)
                await this.proveEnd(path, { ...look, followed, ending: completions[purposeOf(path)] });
        }
        else if (rollout.is === 'returned') {
            const back = (0,core_service/* primaryOf */.Os)(look.service);
            const previous = back && { deploymentId: back.id, taskDefinition: back.taskDefinition };
            if (previous)
                await this.proveEnd(path, { ...look, followed: previous, ending: returns[purposeOf(path)] });
        }
        else if (rollout.is === 'moving' || rollout.is === 'rolling-back') {
            path.proofs = 0;
        }
        else {
            const { outcome, says, next } = endings[rollout.is];
            this.settle(path, outcome, { why: `${says}: ${rollout.why}`, next });
        }
    }
    async proveEnd(path, end) {
        const { service, ending } = end;
        if (service.desired === 0) {
            this.settleEmpty(path, ending);
            return;
        }
        const proof = await this.prover.prove(end);
        path.proofs = proof.is === 'proved' ? path.proofs + 1 : 0;
        const cause = path.rollout.is === 'returned' ? path.rollout.why : undefined;
        if (proof.is === 'open') {
            path.rollout =
                cause === undefined
                    ? { is: 'moving', on: `ECS calls it done, but ${proof.because.join('; ')}` }
                    : { is: 'returned', why: cause };
            path.trouble = cause === undefined ? undefined : proof.because.join('; ');
        }
        else if (path.proofs >= enoughProofs) {
            const runs = `runs ${(0,core_service/* revisionName */.pd)(end.followed.taskDefinition)} on ${proof.evidence.running} of ${proof.evidence.desired} tasks`;
            path.proved = end.followed.deploymentId;
            const why = ending.why(runs, cause ?? '');
            this.settle(path, ending.outcome, { why, evidence: proof.evidence, runs: end.followed.taskDefinition });
        }
    }
    settleEmpty(path, { outcome }) {
        const allowed = this.waiting.allowZero && outcome === 'succeeded';
        this.settle(path, allowed ? 'succeeded' : 'unknown', {
            why: 'has a desired count of 0: no task runs, so nothing is proved',
            next: allowed ? undefined : 'Scale it up, or set `allow-zero: true`.',
        });
    }
    /** Asks what died as soon as ECS counts another failed task; with `fail-fast` what cannot heal ends the wait. */
    async watchFailures(path, service, ecs) {
        const own = service.deployments.find(({ id }) => id === path.followed?.deploymentId);
        if (!own)
            return;
        // What failed before this wait began may have been mended since.
        path.failedBefore ??= own.failed;
        if (own.failed <= Math.max(path.failedTasks, path.failedBefore))
            return;
        path.failedTasks = own.failed;
        const { tasks } = await ecs.stoppedTasks({
            cluster: this.waiting.cluster,
            service: service.name,
            startedBy: own.id,
        });
        const [newest] = (0,stopped_task/* newestFirst */.ll)(tasks)
            .map(stopped_task/* explainStop */.cV)
            .filter(({ kind }) => kind !== 'replaced');
        if (!newest)
            return;
        path.trouble = newest.what;
        const failures = own.failed - path.failedBefore;
        if (this.endsEarly(path, service) && failures >= enoughFailures && own.running === 0 && (0,stopped_task/* cannotHeal */.kp)(newest)) {
            const goesOn = service.circuitBreaker.rollback
                ? 'What ran before is not restored yet: ECS will do that when its circuit breaker trips.'
                : 'ECS goes on trying until somebody stops it.';
            this.settle(path, 'rollback-failed', { why: `cannot succeed: ${newest.what} ${goesOn}`, next: newest.next });
        }
    }
    /** What was told to stop may fail; and where ECS undoes a rollback by itself, it is waited for what is there then. */
    endsEarly({ target: { purpose } }, { circuitBreaker }) {
        const awaitsEcs = purpose === 'return' || (purpose === 'rollback' && circuitBreaker.rollback);
        return this.waiting.failFast && !awaitsEcs;
    }
    missing(path, reason) {
        path.absences++;
        if (path.absences < enoughAbsences)
            return;
        const next = 'Check the name, the cluster and the region.';
        const wasThere = path.memory.newest > 0;
        this.settle(path, wasThere ? 'superseded' : 'unknown', {
            why: `is ${reason} in cluster ${this.waiting.cluster}`,
            next,
        });
    }
    settle(path, outcome, end) {
        const { target, followed } = path;
        const { clock, step } = this.waiting.context;
        const wanted = target.purpose === 'return'
            ? { deploymentId: target.previousDeploymentId, taskDefinition: target.previousTaskDefinition }
            : { deploymentId: followed?.deploymentId, taskDefinition: followed?.taskDefinition };
        path.state = { service: target.service, outcome, ...end, ...wanted, at: clock.now() };
        if (path.told !== outcome)
            step.info(`${outcome}: ${target.service} ${end.why}`);
        path.told = outcome;
    }
}
function purposeOf({ target }) {
    return target.purpose ?? 'deployment';
}
/** Credentials that no longer hold concern every service. */
function isExpired(error) {
    return error instanceof call/* AwsError */.Gy && error.kind === 'expired';
}
/** Such services have no deployments that DescribeServices would show. */
function foreignController({ controller }) {
    return { why: `is deployed by ${controller}, which alone knows how it goes`, next: 'Wait for it with that tool.' };
}

// EXTERNAL MODULE: ./shared/phases/prove/health-urls.ts
var health_urls = __webpack_require__(5953);
// EXTERNAL MODULE: ./shared/phases/prove/report.ts
var report = __webpack_require__(3174);
;// CONCATENATED MODULE: ./shared/phases/prove/conclude.ts








/** Follows the deployments to their end, proves what runs then, asks the health URLs, and explains what failed. */
async function conclude(waiting) {
    const { context, targets } = waiting;
    const began = context.clock.now();
    await (0,watch/* warnOfAlarms */.Q)(waiting.alarms, waiting);
    const follower = new Follower(waiting);
    await context.step.group(`Wait for ${targets.map(({ service }) => service).join(', ')}`, () => follow(follower, waiting));
    const urls = follower.allProved() ? await (0,health_urls/* checkHealthUrls */.j)(waiting) : [];
    const answered = urls.every(url => (0,core_outcome/* isGreen */.gf)(url.outcome));
    const baked = follower.allProved() && answered && isWatched(waiting) ? await (0,watch/* bake */.Wq)(waiting) : undefined;
    // That takes minutes, and somebody may have deployed since: what is reported is looked at again.
    if (urls.length > 0 || baked)
        await follow(follower, { ...waiting, until: waiting.until + waiting.bake });
    const diagnoses = await explain(follower, waiting);
    const states = follower.states();
    const outcome = outcomeOf(states, { urls, baked });
    return { outcome, states, urls, baked, diagnoses, began, ended: context.clock.now() };
}
function isWatched({ alarms, bake: length }) {
    return alarms.length > 0 || length > 0;
}
/** An alarm tells of all services: none of them is as it was wanted, and none was returned. */
const ofBake = {
    ringing: 'rollback-failed',
    unknown: 'unknown',
    cancelled: 'cancelled',
};
/** A URL that answers is no service: beside one that was superseded it would make the run `mixed`. */
function outcomeOf(states, { urls, baked }) {
    const proved = states.every(({ outcome }) => (0,core_outcome/* isGreen */.gf)(outcome));
    if (proved && baked && baked.is !== 'quiet')
        return ofBake[baked.is];
    return (0,core_outcome/* together */.bs)([...states, ...urls.filter(url => !(0,core_outcome/* isGreen */.gf)(url.outcome))].map(one => one.outcome));
}
/** A cancelled wait is written down as what it is, with what was seen so far. */
async function follow(follower, { until, longestPause, context }) {
    try {
        const waited = await (0,wait/* wait */.u)({ look: now => follower.look(now), until, longestPause }, context);
        if (waited.is === 'timed-out')
            follower.timeOut();
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            follower.cancel();
        else if (error instanceof errors/* ActionError */.lZ)
            follower.giveUp(error);
        else
            throw error;
    }
}
/** Failures are explained by what stopped; there is no time for that once the job is being cancelled. */
async function explain(follower, waiting) {
    const failed = follower.failures();
    if (failed.length === 0 || waiting.context.stop.aborted)
        return new Map();
    return waiting.context.step.group('Why it failed', () => diagnose(failed, waiting));
}
const mixedAdvice = 'Bring all services to one release again: deploy this one once it is mended, or the one before it to those that have the new one.';
/** The conclusion as an action says it: one sentence, and what to do where something is to be done. */
function wordsOf(conclusion, adviceOnMixed = mixedAdvice) {
    const { outcome, states, diagnoses, baked } = conclusion;
    const alarmed = baked && 'next' in baked ? baked.next : undefined;
    const cause = alarmed ?? [...diagnoses.values()].flatMap(({ next }) => next)[0] ?? states.flatMap(({ next }) => next ?? [])[0];
    const advice = [cause, outcome === 'mixed' ? adviceOnMixed : undefined].filter(Boolean).join(' ');
    return { message: (0,report/* sentenceFor */.dD)(conclusion), next: (0,core_outcome/* isGreen */.gf)(outcome) || advice === '' ? undefined : advice };
}


/***/ }),

/***/ 5953:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ healthUrlsOf),
/* harmony export */   j: () => (/* binding */ checkHealthUrls)
/* harmony export */ });
/* harmony import */ var _core_health_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2412);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);
/* harmony import */ var _wait_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6749);



/** The addresses that the manifest names for an environment, each once; `commit` is what their answers must say. */
function healthUrlsOf({ services }, commit) {
    const asked = services.flatMap(({ healthUrl, healthJson }) => healthUrl === undefined ? [] : [{ healthUrl, healthJson }]);
    const distinct = new Map(asked.map(one => [`${one.healthUrl} ${one.healthJson ?? ''}`, one]));
    return [...distinct.values()].map(({ healthUrl, healthJson }) => ({
        url: (0,_core_health_url_js__WEBPACK_IMPORTED_MODULE_0__/* .parseHealthUrl */ .Dk)(healthUrl),
        ...(healthJson !== undefined && { member: { path: healthJson, value: commit } }),
    }));
}
/** Milliseconds for one answer. */
const answerTime = 10_000;
/** Asks each URL until it answers as wanted. The services are proved by then; this proves the way to them. */
async function checkHealthUrls(waiting) {
    const { context, health } = waiting;
    if (health.urls.length === 0)
        return [];
    const until = Math.min(context.clock.now() + health.timeout, waiting.until);
    return context.step.group('Ask health URLs', () => Promise.all(health.urls.map(url => checkUrl(url, until, waiting))));
}
async function checkUrl(asked, until, waiting) {
    const state = { url: (0,_core_health_url_js__WEBPACK_IMPORTED_MODULE_0__/* .shownUrl */ .zA)(asked.url), ...(await answerOf(asked, until, waiting)) };
    waiting.context.step.info(`${state.outcome}: ${state.url} ${state.why}`);
    return state;
}
async function answerOf(asked, until, waiting) {
    try {
        const waited = await (0,_wait_js__WEBPACK_IMPORTED_MODULE_2__/* .wait */ .u)({ until, look: () => ask(asked, waiting) }, waiting.context);
        if (waited.is === 'ended')
            return waited.end;
        return { outcome: 'timed-out', why: waited.for.join('; ').replace(`${(0,_core_health_url_js__WEBPACK_IMPORTED_MODULE_0__/* .shownUrl */ .zA)(asked.url)}: `, '') };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Cancelled */ .cJ)
            return { outcome: 'cancelled', why: 'was not asked to the end' };
        throw error;
    }
}
async function ask({ url, member }, waiting) {
    const { probe, stop } = waiting.context;
    const { status: wanted, allowPrivate } = waiting.health;
    // Where a redirect is what is wanted, it must be seen, not followed.
    const follow = !wanted.some(({ from, to }) => from < 400 && to >= 300);
    const answer = await probe(url, {
        timeoutMs: answerTime,
        allowPrivate,
        follow,
        signal: stop,
    });
    if (answer.is === 'refused')
        return {
            is: 'ended',
            end: { outcome: 'unknown', why: `${answer.why}; only \`allow-private-urls: true\` lets that be asked` },
        };
    if (answer.is === 'failed')
        return { is: 'waiting', for: [`${(0,_core_health_url_js__WEBPACK_IMPORTED_MODULE_0__/* .shownUrl */ .zA)(url)}: ${answer.why}`] };
    const verdict = (0,_core_health_url_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeAnswer */ ._n)(answer, wanted);
    const told = verdict.is === 'healthy' && member ? (0,_core_health_url_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeMember */ .qJ)(answer.body, member) : verdict;
    if (told.is === 'unhealthy')
        return { is: 'waiting', for: [`${(0,_core_health_url_js__WEBPACK_IMPORTED_MODULE_0__/* .shownUrl */ .zA)(url)}: ${told.why}`] };
    const version = member ? `, and \`${member.path}\` is ${member.value}` : '';
    return { is: 'ended', end: { outcome: 'succeeded', why: `answered ${answer.status}${version}` } };
}


/***/ }),

/***/ 6720:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ Records),
/* harmony export */   v: () => (/* binding */ isRefusal)
/* harmony export */ });
/* harmony import */ var _aws_call_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(382);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6251);


/** Milliseconds. ECS lists a service deployment under a time a little before the deployment's. */
const listingSlack = 60_000;
/** How far back a deployment is looked for that the service no longer shows. */
const day = 86_400_000;
/** ECS's own records of the followed deployments: they have an explicit end. */
class Records {
    waiting;
    readable = true;
    constructor(waiting) {
        this.waiting = waiting;
    }
    /** Those of these services, as far as they are listed and may be read. Without them DescribeServices has to do. */
    async of(paths, seen) {
        if (!this.readable)
            return [];
        try {
            const unknown = paths.filter(({ record }) => !record);
            await Promise.all(unknown.map(path => this.find(path, seen.get(path.target.service))));
            const ecs = await this.waiting.aws.ecs();
            return await ecs.describeServiceDeployments(paths.flatMap(({ record }) => record ?? []));
        }
        catch (error) {
            if (!isRefusal(error))
                throw error;
            this.readable = false;
            this.waiting.context.step.warning(`${error.message} The rollout is followed by DescribeServices alone, which says less. ${error.next ?? ''}`);
            return [];
        }
    }
    async find(path, service) {
        const id = path.followed?.deploymentId;
        if (!service || id === undefined)
            return;
        const own = service.deployments.find(deployment => deployment.id === id);
        const ecs = await this.waiting.aws.ecs();
        const listed = await ecs.listServiceDeployments({
            cluster: this.waiting.cluster,
            service: service.name,
            after: own ? own.createdAt - listingSlack : path.memory.began - day,
        });
        const found = listed.find(record => (0,_core_service_js__WEBPACK_IMPORTED_MODULE_1__/* .isDeploymentOf */ .vu)(record, id));
        if (found)
            path.record = found.arn;
    }
}
/** The role may not read service deployments, or this partition of AWS does not have them. */
function isRefusal(error) {
    return error instanceof _aws_call_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && (error.kind === 'denied' || error.is('UnsupportedFeatureException'));
}


/***/ }),

/***/ 3174:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EI: () => (/* binding */ reportOf),
/* harmony export */   YG: () => (/* binding */ summaryOf),
/* harmony export */   dD: () => (/* binding */ sentenceFor),
/* harmony export */   f7: () => (/* binding */ diagnosisText)
/* harmony export */ });
/* harmony import */ var _core_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _core_outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1676);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6251);
/* harmony import */ var _core_summary_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1199);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9724);





/** The output `report`: what is known of each service, for machines. Free text in it is AWS's; treat it as such. */
function reportOf({ states, urls, baked, diagnoses, began, ended }) {
    const services = states.map(({ service, evidence, at, next, ...state }) => {
        const findings = diagnoses
            .get(service)
            ?.findings.map(({ seen, means, next: advice }) => ({ seen, means, next: advice }));
        return [service, { ...state, ...evidence, next, seconds: seconds(at - began), findings }];
    });
    return { services: Object.fromEntries(services), urls, bake: baked, seconds: seconds(ended - began) };
}
/** The same for people: one table, then what failed and why. */
function summaryOf({ states, urls, baked, diagnoses, began, ended }) {
    const parts = [
        (0,_core_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .serviceTable */ .oV)(['Service', 'Outcome', 'Wanted', 'Runs', 'Tasks', 'Image', 'Healthy targets', 'After'], states.map(state => rowOf(state, began))),
        urls.length > 0
            ? (0,_core_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .serviceTable */ .oV)(['URL', 'Outcome', 'Answer'], urls.map(({ url, outcome, why }) => [url, outcome, why]))
            : '',
        ...states.flatMap(state => {
            const diagnosis = diagnoses.get(state.service);
            return diagnosis ? [diagnosisText(state.service, diagnosis)] : [];
        }),
        baked ? `Watched: ${(0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownText */ .p7)(baked.is === 'quiet' ? baked.says : baked.why)}.` : '',
        `Waited ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .elapsed */ .vk)(ended - began)}.`,
    ];
    return parts.filter(Boolean).join('\n\n');
}
function rowOf({ service, outcome, taskDefinition, evidence, runs, at }, began) {
    const digests = [...new Set(Object.values(evidence?.digests ?? {}))];
    return [
        service,
        outcome,
        { code: taskDefinition === undefined ? '' : (0,_core_service_js__WEBPACK_IMPORTED_MODULE_4__/* .revisionName */ .pd)(taskDefinition) },
        { code: runs === undefined ? '' : (0,_core_service_js__WEBPACK_IMPORTED_MODULE_4__/* .revisionName */ .pd)(runs) },
        evidence ? `${evidence.running} of ${evidence.desired}` : '',
        digests.length === 1 ? { code: digests.map(shortDigest).join() } : digests.map(shortDigest).join(', '),
        evidence ? String(evidence.healthyTargets) : '',
        (0,_core_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .elapsed */ .vk)(at - began),
    ];
}
/** Why a service failed: what was seen, what it means, and the last lines of what stopped. */
function diagnosisText(service, { findings, unread }) {
    const parts = findings.flatMap(({ seen, means, next, log }) => [
        `**${(0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownText */ .p7)(seen)}**`,
        `${(0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownText */ .p7)(means)} ${(0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownText */ .p7)(next)}`,
        ...(log
            ? [`Last lines of ${(0,_core_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(log.container)}, task ${(0,_core_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(log.task)}:`, (0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .codeBlock */ .DV)(logTail(log.lines))]
            : []),
    ]);
    const notes = unread.map(note => `_Not seen: ${(0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownText */ .p7)(note)}_`);
    return [`#### Why ${(0,_core_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(service)} failed`, ...parts, ...notes].join('\n\n');
}
/** The log holds more of what a container said; in the summary fifty services must have room. */
const summaryLines = 10;
const summaryWidth = 300;
/** Services that still fit into one sentence; the table has them all. */
const few = 5;
/** What went wrong; with services on different releases, what each of them runs. */
function sentenceFor({ outcome, states, urls, baked }) {
    const told = outcome === 'mixed' ? states : states.filter(state => !(0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGreen */ .gf)(state.outcome));
    const failed = urls.filter(url => !(0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGreen */ .gf)(url.outcome));
    const spoilt = baked && baked.is !== 'quiet' ? [baked.why] : [];
    const lines = [...alike(told), ...failed.map(({ url, why }) => `${url}: ${why}`), ...spoilt];
    const heading = outcome === 'mixed' ? 'The services are on different releases:' : 'Not proved:';
    if (told.length === 0 && lines.length > 0)
        return `${provedText(states)} Only this is not as wanted: ${lines.join('; ')}`;
    if (lines.length > 1)
        return [heading, ...lines.map(line => `  - ${line}`)].join('\n');
    return lines[0] ?? provedText(states);
}
/** What is so of several services is said once. */
function alike(states) {
    const groups = Map.groupBy(states, ({ why }) => why);
    return [...groups].map(([why, those]) => `${those.map(({ service }) => service).join(', ')} ${why}`);
}
/** What was proved, and what was let pass unproved. */
function provedText(states) {
    const proved = states.filter(({ evidence }) => evidence);
    const empty = states.filter(({ evidence }) => !evidence).map(({ service }) => service);
    const each = proved.map(({ service, why }) => `${service} ${why}`).join('; ');
    const all = `all ${proved.length} services run what was wanted and are healthy`;
    return [
        ...(proved.length > 0 ? [`Proved: ${proved.length > few ? all : each}.`] : []),
        ...(empty.length > 0
            ? [`Not proved, because no task of theirs runs and \`allow-zero\` lets that pass: ${empty.join(', ')}.`]
            : []),
    ].join(' ');
}
function logTail(lines) {
    return (0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutSecrets */ .cT)(lines)
        .slice(-summaryLines)
        .map(line => line.slice(0, summaryWidth));
}
/** `sha256:` and twelve digits tell images apart for a reader. */
function shortDigest(digest) {
    return digest.slice(0, 'sha256:'.length + 12);
}
function seconds(ms) {
    return Math.round(ms / 1_000);
}


/***/ }),

/***/ 5751:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ servicesAlone),
/* harmony export */   b: () => (/* binding */ lookPatience)
/* harmony export */ });
/** Milliseconds for which one read of a look is tried again, so that one that fails does not blind the others. */
const lookPatience = 20_000;
/** For whoever proves services and nothing else. */
const servicesAlone = {
    health: { urls: [], status: [], timeout: 0, allowPrivate: false },
    alarms: [],
    bake: 0,
};


/***/ }),

/***/ 8524:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ warnOfAlarms),
/* harmony export */   Wq: () => (/* binding */ bake),
/* harmony export */   dS: () => (/* binding */ lookAtAlarms)
/* harmony export */ });
/* harmony import */ var _aws_call_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(382);
/* harmony import */ var _core_alarm_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7253);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9724);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2635);
/* harmony import */ var _wait_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6749);





/** Asks CloudWatch once. */
async function lookAtAlarms(names, aws) {
    const cloudWatch = await aws.alarms();
    const alarms = await cloudWatch.describe(names);
    const missing = (0,_core_alarm_js__WEBPACK_IMPORTED_MODULE_1__/* .missingAlarms */ .VK)(names, alarms);
    if (missing.length > 0) {
        const why = (0,_core_alarm_js__WEBPACK_IMPORTED_MODULE_1__/* .missingText */ .qq)(missing, await othersOf(cloudWatch));
        return { is: 'missing', why, next: missingAdvice };
    }
    const loud = (0,_core_alarm_js__WEBPACK_IMPORTED_MODULE_1__/* .ringing */ .DF)(alarms);
    if (loud.length === 0)
        return { is: 'quiet', says: (0,_core_alarm_js__WEBPACK_IMPORTED_MODULE_1__/* .quietText */ .So)(alarms) };
    const next = 'Look at what the alarm watches before anything else is deployed.';
    return { is: 'ringing', why: loud.map(_core_alarm_js__WEBPACK_IMPORTED_MODULE_1__/* .ringingText */ .aR).join('; '), next };
}
/**
 * Says so if an alarm is in ALARM, or cannot be read, before anything is waited for. That ends nothing yet: the alarm may
 * have been there before the release, or be its first sign.
 */
async function warnOfAlarms(names, { aws, context }) {
    const { step } = context;
    if (names.length === 0)
        return;
    try {
        const seen = await lookAtAlarms(names, aws);
        if (seen.is === 'missing')
            step.warning(`${seen.why}. ${seen.next}`);
        if (seen.is === 'ringing')
            step.warning(`${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .capital */ .Nx)(seen.why)}. Whether the release did that cannot be told; it has to be quiet in the end.`);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ))
            throw error;
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ))
            step.warning([error.message, error.next].filter(Boolean).join(' '));
    }
}
/** The second half is DescribeAlarms' own word of itself: it leaves composite alarms out for narrower permissions. */
const missingAdvice = 'Correct the names in `alarms`, or the region. A composite alarm is shown only to a role that may do cloudwatch:DescribeAlarms with every resource.';
/** Only for the message: a role may be allowed to see the named alarms and no others. */
async function othersOf(cloudWatch) {
    try {
        return await cloudWatch.someNames();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ) || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ)
            throw error;
        return [];
    }
}
/** Milliseconds for which a read of the alarms is tried again before it is said that they cannot be read. */
const patience = 20_000;
/**
 * Watches until the time is over or an alarm goes off. CloudWatch evaluates an alarm once a minute, or every ten
 * seconds at most, and the loop looks as often: one that goes off and calms down is seen. What cannot be seen at the end
 * is unknown, not quiet.
 */
async function bake({ alarms, bake: length, context }) {
    const { clock, step } = context;
    const began = clock.now();
    const until = began + length;
    const title = length > 0 ? `Bake for ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .elapsed */ .vk)(length)}, until ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .dayAndTime */ .X_)(until)}` : 'Look at the alarms';
    try {
        return await step.group(title, async () => {
            const aws = context.aws({ until, patience });
            const waited = await (0,_wait_js__WEBPACK_IMPORTED_MODULE_3__/* .wait */ .u)({ until, look: () => lookOnce(alarms, aws) }, context);
            const end = waited.is === 'ended' ? timed(waited.end, clock.now() - began) : endOfTime(waited.for, length);
            step.info(end.is === 'quiet' ? end.says : end.why);
            return end;
        });
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ)
            return { is: 'cancelled', why: 'the job was cancelled in the bake time' };
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ)
            return { is: 'unknown', why: error.message, next: error.next };
        throw error;
    }
}
/** When an alarm goes off tells whether it was there from the start. */
function timed(end, after) {
    if (end.is !== 'ringing' || after < 1_000)
        return end;
    return { ...end, why: `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .elapsed */ .vk)(after)} into the bake time ${end.why}` };
}
const unreadable = 'the alarms cannot be read just now';
async function lookOnce(alarms, aws) {
    if (alarms.length === 0)
        return { is: 'waiting', for: ['no alarm is named'] };
    try {
        const seen = await lookAtAlarms(alarms, aws);
        if (seen.is === 'ringing')
            return { is: 'ended', end: seen };
        if (seen.is === 'missing')
            return { is: 'ended', end: { ...seen, is: 'unknown' } };
        return { is: 'waiting', for: [seen.says] };
    }
    catch (error) {
        if (!(0,_aws_call_js__WEBPACK_IMPORTED_MODULE_0__/* .isPassing */ .WG)(error))
            throw error;
        return { is: 'waiting', for: [`${unreadable}: ${error.message}`] };
    }
}
function endOfTime(seen, length) {
    const doubt = seen.find(line => line.startsWith(unreadable));
    if (doubt !== undefined)
        return { is: 'unknown', why: doubt, next: 'Look at the alarms, and run the job again.' };
    const time = length > 0 ? `quiet for ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .elapsed */ .vk)(length)}` : 'quiet';
    return { is: 'quiet', says: `${time}: ${seen.join('; ')}` };
}


/***/ })

};
