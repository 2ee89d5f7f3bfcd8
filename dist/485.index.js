export const id = 485;
export const ids = [485];
export const modules = {

/***/ 3485:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Logs: () => (/* binding */ Logs)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_cloudwatch_logs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2684);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(382);


const mostPages = 5;
/** CloudWatch Logs: what a container printed. */
class Logs {
    client;
    caller;
    constructor(config, caller) {
        this.client = new _aws_sdk_client_cloudwatch_logs__WEBPACK_IMPORTED_MODULE_1__/* .CloudWatchLogsClient */ .TFr(config);
        this.caller = caller;
    }
    /** The last lines of a stream, oldest first. Empty when there is no such stream: the container never printed. */
    async lastLines(stream, most) {
        let token;
        // A page may be empty although more follow; before the first of all the token repeats.
        for (let read = 0; read < mostPages; read++) {
            const page = await this.page(stream, { limit: most, startFromHead: false, nextToken: token });
            if (!page)
                return [];
            if (page.lines.length > 0 || page.before === token)
                return page.lines;
            token = page.before;
        }
        return [];
    }
    /** One page, from the head of the stream or after a token. Undefined while there is no such stream. */
    async pageAfter(stream, token) {
        return this.page(stream, { startFromHead: true, nextToken: token });
    }
    async page({ group, stream }, range) {
        try {
            return await this.read({ group, stream }, range);
        }
        catch (error) {
            if (error instanceof _call_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && error.is('ResourceNotFoundException'))
                return undefined;
            throw error;
        }
    }
    read({ group, stream }, range) {
        return this.caller.read({
            permission: 'logs:GetLogEvents',
            subject: `stream ${stream} of ${group}`,
            bucket: 'log read',
            send: async (abortSignal) => {
                const query = { logGroupName: group, logStreamName: stream, ...range };
                const reply = await this.client.send(new _aws_sdk_client_cloudwatch_logs__WEBPACK_IMPORTED_MODULE_1__/* .GetLogEventsCommand */ .h7S(query), { abortSignal });
                return {
                    lines: (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.events, 'events').map(({ message }) => message ?? ''),
                    before: reply.nextBackwardToken,
                    after: (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.nextForwardToken, 'nextForwardToken'),
                };
            },
        });
    }
}


/***/ })

};
