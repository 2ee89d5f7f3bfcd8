export const id = 172;
export const ids = [172];
export const modules = {

/***/ 5172:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Alarms: () => (/* binding */ Alarms)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_cloudwatch__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4085);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2388);
/* harmony import */ var _raw_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3166);



/** CloudWatch alarms of every type. */
class Alarms {
    client;
    caller;
    constructor(config, caller) {
        this.client = new _aws_sdk_client_cloudwatch__WEBPACK_IMPORTED_MODULE_0__/* .CloudWatchClient */ .WBn(config);
        this.caller = caller;
    }
    /** The alarms of these names. CloudWatch leaves out those that it does not have. */
    async describe(names) {
        const found = await Promise.all(
        // DescribeAlarms takes 100 names at most.
        (0,_pages_js__WEBPACK_IMPORTED_MODULE_1__/* .batches */ .X)(names, 100).map(batch => (0,_pages_js__WEBPACK_IMPORTED_MODULE_1__/* .everyPage */ .L)(token => this.page(batch.join(', '), { AlarmNames: batch }, token))));
        return found.flat();
    }
    /** Names of the first hundred alarms there are, for somebody who looks for another one. */
    async someNames() {
        return (await this.page('all', {}, undefined)).items.map(({ name }) => name);
    }
    page(subject, which, token) {
        return this.caller.read({
            permission: 'cloudwatch:DescribeAlarms',
            subject: `alarms ${subject}`,
            bucket: 'alarm read',
            send: async (abortSignal) => {
                const query = { ...which, AlarmTypes: [...types], MaxRecords: 100, NextToken: token };
                const command = new _aws_sdk_client_cloudwatch__WEBPACK_IMPORTED_MODULE_0__/* .DescribeAlarmsCommand */ .zWD(query);
                const raw = (0,_raw_js__WEBPACK_IMPORTED_MODULE_2__/* .keepRawReply */ .I)(command);
                const reply = await this.client.send(command, { abortSignal });
                // A list that is empty may be left out, but a reply with no bytes at all says nothing of any alarm.
                raw();
                return { items: toAlarms(reply), next: reply.NextToken };
            },
        });
    }
}
/** Only metric alarms would come if nothing were said. */
const types = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'];
function toAlarms({ MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] }) {
    return [...MetricAlarms, ...CompositeAlarms, ...LogAlarms].map(({ AlarmName: name = '', StateValue: state = 'unknown', StateReason: reason }) => ({
        name,
        state,
        ...(reason !== undefined && { reason }),
    }));
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


/***/ })

};
