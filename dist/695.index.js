export const id = 695;
export const ids = [695];
export const modules = {

/***/ 2695:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gitHub: () => (/* binding */ gitHub)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2413);
/* harmony import */ var _core_pace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1553);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2635);



/** A tag object may point to another tag object; more than this many is a circle or a joke. */
const mostTagObjects = 10;
/** Milliseconds. `fetch` itself waits five minutes for an answer. */
const patience = 10_000;
/** Git tags by GitHub's refs API. A release's `target_commitish` is never asked: it is a branch name by default. */
function gitHub(settings) {
    const { token, apiUrl, fetch, repository } = settings;
    const octokit = (0,_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .getOctokit */ .Q)(token, { ...(apiUrl && { baseUrl: apiUrl }), ...(fetch && { request: { fetch } }) });
    const read = (ask) => patiently(ask, settings);
    return {
        async commitOfTag(tag) {
            try {
                const ref = { ...repository, ref: `tags/${tag}` };
                let { type, sha } = await read(async (request) => target(await octokit.rest.git.getRef({ ...ref, request })));
                for (let depth = 0; type === 'tag' && depth < mostTagObjects; depth++) {
                    const object = { ...repository, tag_sha: sha };
                    ({ type, sha } = await read(async (request) => target(await octokit.rest.git.getTag({ ...object, request }))));
                }
                if (type === 'commit')
                    return { is: 'found', commit: sha };
                return { is: 'missing', why: `tag ${tag} points to a ${type}, not to a commit` };
            }
            catch (error) {
                return lookupOfError(error, tag, repository);
            }
        },
    };
}
/** What a ref or a tag points to. A reply that was cut off comes as a good one without its data. */
function target({ data }) {
    const object = data?.object;
    if (!object)
        throw new Error('the reply is incomplete');
    return object;
}
function lookupOfError(error, tag, { owner, repo }) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ)
        throw error;
    const status = statusOf(error);
    if (status === 404)
        return { is: 'missing', why: `${owner}/${repo} has no tag ${tag}, or this token may not see it` };
    return {
        is: 'refused',
        why: `GitHub did not say which commit tag ${tag} of ${owner}/${repo} points to: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`,
        next: status === 401 || status === 403 ? 'Give the job the permission `contents: read`.' : 'Run the job again.',
    };
}
/** Asks again on server errors, broken connections and rate limits, until the deadline. */
async function patiently(ask, settings) {
    const { clock, random, stop, until } = settings;
    for (let attempt = 0;; attempt++) {
        try {
            return await once(ask, settings);
        }
        catch (error) {
            const status = statusOf(error);
            const throttled = status === 429 || (status === 403 && /rate limit/i.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)));
            const pause = (0,_core_pace_js__WEBPACK_IMPORTED_MODULE_1__/* .retryPause */ .vX)({ attempt, throttled }, random());
            const heals = throttled || status === undefined || status >= 500;
            if (stop.aborted)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ();
            if (!heals || clock.now() + pause > until)
                throw error;
            await clock.sleep(pause, stop);
        }
    }
}
/** Asks once, and stops asking after `patience` of silence or when the job is stopped. */
async function once(ask, { clock, stop }) {
    if (stop.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Cancelled */ .cJ();
    const [silence, answer] = [new AbortController(), new AbortController()];
    void clock.sleep(patience, AbortSignal.any([stop, answer.signal])).then(() => silence.abort());
    try {
        return await ask({ signal: silence.signal });
    }
    finally {
        answer.abort();
    }
}
function statusOf(error) {
    const status = error?.status;
    return typeof status === 'number' ? status : undefined;
}


/***/ })

};
