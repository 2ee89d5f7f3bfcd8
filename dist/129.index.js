export const id = 129;
export const ids = [129];
export const modules = {

/***/ 9129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Metrics: () => (/* binding */ Metrics)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_cloudwatch__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4085);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9724);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(382);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2388);




/** CloudWatch metrics. */
class Metrics {
    client;
    caller;
    constructor(config, caller) {
        this.client = new _aws_sdk_client_cloudwatch__WEBPACK_IMPORTED_MODULE_1__/* .CloudWatchClient */ .WBn(config);
        this.caller = caller;
    }
    /** Sums of metrics over time, in no order. Where CloudWatch has no point, nothing was reported: that is no zero of its own. */
    async sums({ metrics, period, resolution }) {
        const names = Object.keys(metrics);
        const queries = names.map((name, index) => ({
            Id: `m${index}`,
            MetricStat: { Metric: toMetric(metrics[name]), Period: resolution, Stat: 'Sum' },
        }));
        const results = await (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .everyPage */ .L)(token => this.page({ queries, period, token }));
        const pointsOf = (index) => results.filter(({ Id }) => Id === `m${index}`).flatMap(toPoints);
        return Object.fromEntries(names.map((name, index) => [name, pointsOf(index)]));
    }
    page({ queries, period, token }) {
        return this.caller.read({
            permission: 'cloudwatch:GetMetricData',
            subject: (0,_core_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(queries.length, 'metric'),
            bucket: 'metric read',
            send: async (abortSignal) => {
                const query = {
                    MetricDataQueries: queries,
                    StartTime: new Date(period.from),
                    EndTime: new Date(period.until),
                    NextToken: token,
                };
                const reply = await this.client.send(new _aws_sdk_client_cloudwatch__WEBPACK_IMPORTED_MODULE_1__/* .GetMetricDataCommand */ .Soe(query), { abortSignal });
                const items = (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.MetricDataResults, 'MetricDataResults');
                const broken = items.find(({ StatusCode: status }) => status !== 'Complete' && status !== 'PartialData');
                // CloudWatch answers 200 and says here that it could not look; the values are then some of them, or none.
                if (broken)
                    throw new _call_js__WEBPACK_IMPORTED_MODULE_0__/* .EmptyReply */ .mh(`the reply says ${broken.StatusCode ?? 'no status'} of ${broken.Label ?? 'a metric'}`);
                return { items, next: reply.NextToken };
            },
        });
    }
}
function toMetric({ namespace, metric, dimensions }) {
    return {
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    };
}
function toPoints({ Timestamps: times = [], Values: values = [] }) {
    return times.map((time, index) => ({ at: time.getTime(), value: values[index] ?? 0 }));
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


/***/ })

};
