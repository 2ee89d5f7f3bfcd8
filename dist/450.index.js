export const id = 450;
export const ids = [450];
export const modules = {

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

/***/ 7533:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EN: () => (/* binding */ bodyOf),
/* harmony export */   RN: () => (/* binding */ inTime),
/* harmony export */   sO: () => (/* binding */ addressesOf),
/* harmony export */   tN: () => (/* binding */ send)
/* harmony export */ });
/* harmony import */ var node_dns_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3934);
/* harmony import */ var node_dns_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_dns_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _core_foreign_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9998);
/* harmony import */ var _core_health_url_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2412);






/** Does the work in the time that it may take. What goes wrong is an answer, too. `silence` says what its lack means. */
async function inTime(options, work, silence = '') {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
    try {
        return await work(signal);
    }
    catch (error) {
        if (error instanceof Refusal)
            return { is: 'refused', why: error.message };
        if (options.signal?.aborted)
            return { is: 'failed', why: 'it was cancelled' };
        if (timeout.aborted)
            return { is: 'failed', why: `no answer within ${options.timeoutMs / 1000} s${silence}` };
        return { is: 'failed', why: whyFailed(error) };
    }
}
/** An address that must not be asked. */
class Refusal extends Error {
}
/** The addresses of a URL's host, all of them allowed. */
function addressesOf(url, options, signal) {
    return unlessAborted(allowedAddresses(url, options), signal);
}
async function allowedAddresses(url, { allowPrivate, lookup = systemLookup }) {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_3__.isIP)(host);
    const addresses = family === 0 ? await lookup(host) : [{ address: host, family }];
    if (addresses.length === 0)
        throw new Error(`${host} has no address`);
    if (allowPrivate)
        return [...addresses];
    for (const { address } of addresses) {
        const problem = (0,_core_health_url_js__WEBPACK_IMPORTED_MODULE_5__/* .addressProblem */ .cg)(address);
        if (problem !== undefined)
            throw new Refusal(`not asked, because ${address} is ${problem}`);
    }
    return [...addresses];
}
const systemLookup = host => (0,node_dns_promises__WEBPACK_IMPORTED_MODULE_0__.lookup)(host, { all: true });
/** Sends one request, and gives the answer as soon as its head is there. */
function send(url, { addresses, signal, headers, body }) {
    const request = url.protocol === 'https:' ? node_https__WEBPACK_IMPORTED_MODULE_2__.request : node_http__WEBPACK_IMPORTED_MODULE_1__.request;
    return new Promise((resolve, reject) => {
        request(url, {
            method: body === undefined ? 'GET' : 'POST',
            // An agent of its own, so that nothing else's connection is used and none stays open.
            agent: false,
            lookup: pinned(addresses),
            signal,
            headers: { 'user-agent': 'deploy-actions', accept: '*/*', 'accept-encoding': 'identity', ...headers },
        })
            .on('response', resolve)
            .on('error', reject)
            .end(body);
    });
}
/** Answers with the addresses that were checked, whatever the resolver would say now. */
function pinned(addresses) {
    return (_host, { all }, callback) => {
        const [first = { address: '', family: 4 }] = addresses;
        if (all === true)
            callback(null, [...addresses]);
        else
            callback(null, first.address, first.family);
    };
}
/** The body of an answer, or the beginning of one that is too long. */
async function bodyOf(response) {
    const chunks = [];
    let size = 0;
    for await (const chunk of response) {
        chunks.push(chunk);
        size += chunk.length;
        // Leaving the loop closes the connection.
        if (size >= _core_health_url_js__WEBPACK_IMPORTED_MODULE_5__/* .longestBody */ .Pj)
            break;
    }
    return Buffer.concat(chunks).subarray(0, _core_health_url_js__WEBPACK_IMPORTED_MODULE_5__/* .longestBody */ .Pj).toString('utf8');
}
/** Name resolution cannot be aborted, so it is left alone. */
function unlessAborted(work, signal) {
    return new Promise((resolve, reject) => {
        const abort = () => reject(new Error('aborted'));
        if (signal.aborted)
            abort();
        signal.addEventListener('abort', abort, { once: true });
        work.then(resolve, reject);
    });
}
const failures = {
    ECONNREFUSED: 'the connection was refused; nothing listens on that port',
    ECONNRESET: 'the connection was closed before an answer came',
    EPIPE: 'the connection was closed before an answer came',
    ENOTFOUND: 'there is no such host name; check its spelling and its DNS record',
    EAI_AGAIN: 'the host name could not be resolved just now',
    EHOSTUNREACH: 'there is no way to that host',
    ENETUNREACH: 'there is no way to that network',
    ETIMEDOUT: 'the connection could not be made in time; a security group or a firewall may drop it',
    EPROTO: 'the TLS handshake failed; the port may speak plain http',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    CERT_NOT_YET_VALID: 'its certificate is not valid yet',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified; the server may not send the intermediate one',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not trusted',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
};
function whyFailed(error) {
    const { code = '', message } = rootOf(error);
    return failures[code] ?? (0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_4__/* .safeLine */ .om)(code === '' ? message : `${message} (${code})`, { most: 300 });
}
/** Node tries several addresses and then throws all their errors as one. Whatever is thrown is read as an error. */
function rootOf(error) {
    const { code, message, errors } = Object(error);
    if (errors?.[0] !== undefined)
        return rootOf(errors[0]);
    return { message: message ?? String(error), ...(code === undefined ? {} : { code }) };
}


/***/ }),

/***/ 9450:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _exchange_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7533);

/** Sends a message to a URL once, over HTTP. Redirects are told and not followed: the message is for nobody else. */
function post(url, message, options) {
    return (0,_exchange_js__WEBPACK_IMPORTED_MODULE_0__/* .inTime */ .RN)(options, async (signal) => {
        const addresses = await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_0__/* .addressesOf */ .sO)(url, options, signal);
        const headers = { ...message.headers, 'content-length': Buffer.byteLength(message.body) };
        const response = await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_0__/* .send */ .tN)(url, { addresses, signal, headers, body: message.body });
        const pause = Number(response.headers['retry-after']);
        return {
            is: 'answered',
            status: response.statusCode ?? 0,
            ...(pause > 0 && { retryAfter: Math.ceil(pause * 1_000) }),
            // The status says whether it was taken, whatever becomes of the rest.
            body: await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_0__/* .bodyOf */ .EN)(response).catch(() => ''),
        };
    });
}


/***/ })

};
