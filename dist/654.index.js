export const id = 654;
export const ids = [654];
export const modules = {

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

/***/ 3166:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ keepRawReply),
/* harmony export */   d: () => (/* binding */ sendRaw)
/* harmony export */ });
/**
 * Documents that pass through us untouched. The SDK drops members it does not know, in both directions and silently
 * (measured; a new task definition member would be lost), so these documents travel beside it as raw JSON.
 */
/** Keeps the bytes of the reply; ask for them after `send`. */
function keepRawReply(command) {
    let bytes;
    const middleware = (next) => async (argument) => {
        const result = await next(argument);
        const response = result.response;
        bytes = await bytesOf(response.body);
        response.body = bytes;
        return result;
    };
    add(command, middleware, { step: 'deserialize', priority: 'low', name: 'keepRawReply' });
    return () => parseExactly(new TextDecoder().decode(bytes));
}
/** A number that JavaScript would write in another way (`1.0`, or one too large for it) stays the text that it was. */
function parseExactly(text) {
    const { parse, rawJSON } = JSON;
    const exact = (value, source = String(value)) => (String(value) === source ? value : rawJSON(source));
    const document = parse(text, (_, value, { source }) => (typeof value === 'number' ? exact(value, source) : value));
    return document;
}
/** Sends this document instead of what the SDK made of it; it is signed after that. */
function sendRaw(command, document) {
    const middleware = (next) => argument => {
        ;
        argument.request.body = new TextEncoder().encode(JSON.stringify(document));
        return next(argument);
    };
    // `build`, high: after the SDK's serializer, before content-length and signature are computed.
    add(command, middleware, { step: 'build', priority: 'high', name: 'sendRaw' });
}
function add(command, middleware, options) {
    command.middlewareStack.add(middleware, options);
}
async function bytesOf(body) {
    if (body instanceof Uint8Array)
        return body;
    const chunks = [];
    for await (const chunk of body)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}


/***/ }),

/***/ 3654:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Waf: () => (/* binding */ Waf)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8213);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(382);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2388);
/* harmony import */ var _raw_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3166);




/** AWS WAF: calls, pages, translates. Decides nothing. */
class Waf {
    client;
    caller;
    constructor(config, caller) {
        this.client = new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .WAFV2Client */ .m5V(config);
        this.caller = caller;
    }
    /** Every web ACL of the scope in this region. */
    async listWebAcls(scope) {
        return (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .everyPage */ .L)(NextMarker => this.caller.read({
            permission: 'wafv2:ListWebACLs',
            subject: `scope ${scope}`,
            bucket: 'web ACL read',
            send: async (abortSignal) => {
                const query = { Scope: scope, Limit: 100, NextMarker };
                const reply = await this.client.send(new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .ListWebACLsCommand */ .vbB(query), { abortSignal });
                const items = (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.WebACLs, 'WebACLs').map(({ Name = '', Id = '', ARN = '' }) => ({
                    name: Name,
                    id: Id,
                    arn: ARN,
                    scope,
                }));
                return { items, next: reply.NextMarker };
            },
        }));
    }
    async getWebAcl(webAcl) {
        return this.caller.read({
            permission: 'wafv2:GetWebACL',
            subject: subjectOf(webAcl),
            bucket: 'web ACL read',
            send: async (abortSignal) => {
                const command = new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .GetWebACLCommand */ .mRK({ Name: webAcl.name, Id: webAcl.id, Scope: webAcl.scope });
                const raw = (0,_raw_js__WEBPACK_IMPORTED_MODULE_3__/* .keepRawReply */ .I)(command);
                const reply = await this.client.send(command, { abortSignal });
                (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.WebACL, 'WebACL');
                return { document: raw()['WebACL'], lockToken: (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.LockToken, 'LockToken') };
            },
        });
    }
    /** Replaces the web ACL by the document as it is, members this SDK does not know included. Answers the new token. */
    async updateWebAcl({ webAcl, request }) {
        return this.caller.change({
            permission: 'wafv2:UpdateWebACL',
            subject: subjectOf(webAcl),
            bucket: 'web ACL modify',
            send: async (abortSignal) => {
                const command = new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .UpdateWebACLCommand */ .DuQ({
                    Name: webAcl.name,
                    Id: webAcl.id,
                    Scope: webAcl.scope,
                    LockToken: undefined,
                    DefaultAction: undefined,
                    VisibilityConfig: undefined,
                });
                (0,_raw_js__WEBPACK_IMPORTED_MODULE_3__/* .sendRaw */ .d)(command, request);
                const reply = await this.client.send(command, { abortSignal });
                return (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.NextLockToken, 'NextLockToken');
            },
        });
    }
    /** Web ACL capacity units that these rules need, as raw JSON. */
    async checkCapacity(scope, rules) {
        return this.caller.read({
            permission: 'wafv2:CheckCapacity',
            subject: rules.map(rule => String(rule['Name'])).join(', '),
            bucket: 'web ACL read',
            send: async (abortSignal) => {
                const command = new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .CheckCapacityCommand */ ._kA({ Scope: scope, Rules: [] });
                (0,_raw_js__WEBPACK_IMPORTED_MODULE_3__/* .sendRaw */ .d)(command, { Scope: scope, Rules: rules });
                const reply = await this.client.send(command, { abortSignal });
                return (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.Capacity, 'Capacity');
            },
        });
    }
    /** The web ACL that protects a resource; undefined if none does. */
    async webAclOf(resourceArn) {
        return this.caller.read({
            permission: 'wafv2:GetWebACLForResource',
            subject: resourceArn,
            bucket: 'web ACL by resource',
            send: async (abortSignal) => {
                const command = new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .GetWebACLForResourceCommand */ .FOQ({ ResourceArn: resourceArn });
                const raw = (0,_raw_js__WEBPACK_IMPORTED_MODULE_3__/* .keepRawReply */ .I)(command);
                const { WebACL } = await this.client.send(command, { abortSignal });
                // None is an answer, but no answer is not none: the bytes of a reply that is empty cannot be read.
                raw();
                return WebACL && { name: WebACL.Name ?? '', arn: (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(WebACL.ARN, 'WebACL.ARN') };
            },
        });
    }
    /** ARNs of the load balancers that the web ACL protects. */
    async loadBalancersOf({ arn, ...webAcl }) {
        return this.caller.read({
            permission: 'wafv2:ListResourcesForWebACL',
            subject: subjectOf(webAcl),
            bucket: 'web ACL by resource',
            send: async (abortSignal) => {
                const query = { WebACLArn: arn, ResourceType: 'APPLICATION_LOAD_BALANCER' };
                const reply = await this.client.send(new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .ListResourcesForWebACLCommand */ .c3v(query), { abortSignal });
                return (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.ResourceArns, 'ResourceArns');
            },
        });
    }
    /** A resource has one web ACL at most: this one takes the place of another without a word. */
    async associate({ arn, ...webAcl }, resourceArn) {
        return this.caller.change({
            permission: 'wafv2:AssociateWebACL',
            subject: `${subjectOf(webAcl)} and ${resourceArn}`,
            bucket: 'web ACL association',
            send: async (abortSignal) => {
                const query = { WebACLArn: arn, ResourceArn: resourceArn };
                await this.client.send(new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .AssociateWebACLCommand */ .YBt(query), { abortSignal });
            },
        });
    }
    /** A sample of at most 500 of the first 5,000 requests that matched a rule in a period of the last three hours. */
    async sampledRequests({ webAcl, rule }, { from, until }) {
        return this.caller.read({
            permission: 'wafv2:GetSampledRequests',
            subject: `rule ${rule} of ${subjectOf(webAcl)}`,
            bucket: 'web ACL read',
            send: async (abortSignal) => {
                const reply = await this.client.send(new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .GetSampledRequestsCommand */ .yrN({
                    WebAclArn: webAcl.arn,
                    RuleMetricName: rule,
                    Scope: webAcl.scope,
                    TimeWindow: { StartTime: new Date(from), EndTime: new Date(until) },
                    MaxItems: 500,
                }), { abortSignal });
                return {
                    requests: (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.SampledRequests, 'SampledRequests').map(toSampledRequest),
                    population: (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.PopulationSize, 'PopulationSize'),
                };
            },
        });
    }
    /** The addresses that are over the limit of a rate-based rule now, at most 10,000. */
    async addressesOverLimit({ webAcl, rule }) {
        return this.caller.read({
            permission: 'wafv2:GetRateBasedStatementManagedKeys',
            subject: `rule ${rule} of ${subjectOf(webAcl)}`,
            bucket: 'web ACL read',
            send: async (abortSignal) => {
                const command = new _aws_sdk_client_wafv2__WEBPACK_IMPORTED_MODULE_1__/* .GetRateBasedStatementManagedKeysCommand */ .nKx({
                    Scope: webAcl.scope,
                    WebACLName: webAcl.name,
                    WebACLId: webAcl.id,
                    RuleName: rule,
                });
                const raw = (0,_raw_js__WEBPACK_IMPORTED_MODULE_3__/* .keepRawReply */ .I)(command);
                const { ManagedKeysIPV4: four, ManagedKeysIPV6: six } = await this.client.send(command, { abortSignal });
                // Where no key is over the limit both may be missing, but not the reply itself.
                raw();
                return [...(four?.Addresses ?? []), ...(six?.Addresses ?? [])];
            },
        });
    }
}
function subjectOf({ name, scope }) {
    return `${scope} web ACL ${name}`;
}
function toSampledRequest({ Request: request, Action: action = '' }) {
    const headers = (request?.Headers ?? []).map(({ Name = '', Value = '' }) => [Name.toLowerCase(), Value]);
    return {
        action,
        address: request?.ClientIP ?? '',
        method: request?.Method ?? '',
        path: request?.URI ?? '',
        headers: new Map(headers),
    };
}


/***/ })

};
