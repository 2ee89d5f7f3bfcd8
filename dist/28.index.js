export const id = 28;
export const ids = [28];
export const modules = {

/***/ 2028:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gitHub: () => (/* binding */ gitHub)
});

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js + 22 modules
var github = __webpack_require__(2413);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/core/pace.ts
var pace = __webpack_require__(1553);
;// CONCATENATED MODULE: ./shared/github/patience.ts


/** Milliseconds. `fetch` itself waits five minutes for an answer. */
const patience = 10_000;
/** Asks again on server errors, broken connections and rate limits, until the deadline. */
function patiently(ask, settings) {
    return again(ask, settings, error => isThrottled(error) || isUnheard(error));
}
/** Sends a change again only where GitHub did not look at it, since it was asked too much. */
function patientlyOnce(ask, settings) {
    return again(ask, settings, isThrottled);
}
async function again(ask, settings, heals) {
    const { clock, random, stop, until } = settings;
    for (let attempt = 0;; attempt++) {
        try {
            return await once(ask, settings);
        }
        catch (error) {
            const pause = Math.max((0,pace/* retryPause */.vX)({ attempt, throttled: isThrottled(error) }, random()), askedPause(error));
            if (stop.aborted)
                throw new errors/* Cancelled */.cJ();
            if (!heals(error) || clock.now() + pause > until)
                throw error;
            await clock.sleep(pause, stop);
        }
    }
}
/** Whether GitHub was asked too much, and did not look at the request. */
function isThrottled(error) {
    const status = statusOf(error);
    return status === 429 || (status === 403 && /rate limit/i.test((0,errors/* messageOf */.bD)(error)));
}
/** Whether GitHub may have done what it was asked all the same. */
function isUnheard(error) {
    const status = statusOf(error);
    return status === undefined || status >= 500;
}
/** Milliseconds that GitHub asks to wait after too many requests at once (its secondary limit). */
function askedPause(error) {
    const { response } = Object(error);
    const seconds = Number(response?.headers?.['retry-after'] ?? 0);
    return seconds > 0 ? seconds * 1_000 : 0;
}
/** Asks once, and stops asking after `patience` of silence or when the job is stopped. */
async function once(ask, { clock, stop }) {
    if (stop.aborted)
        throw new errors/* Cancelled */.cJ();
    const [silence, answer] = [new AbortController(), new AbortController()];
    void clock.sleep(patience, AbortSignal.any([stop, answer.signal])).then(() => silence.abort());
    try {
        return await ask({ signal: silence.signal });
    }
    finally {
        answer.abort();
    }
}
/** The HTTP status of a refusal; absent where GitHub could not be heard. */
function statusOf(error) {
    const status = error?.status;
    return typeof status === 'number' ? status : undefined;
}

;// CONCATENATED MODULE: ./shared/github/compare.ts


/** Most commits that are listed; GitHub gives at most 250 on a page ("Compare two commits"). */
const most = 50;
/** What lies between two commits, by GitHub's compare API. */
function comparison({ rest: { repos } }, { repository, read }) {
    return {
        async commitsBetween(base, head) {
            try {
                return await read(async (request) => {
                    const basehead = `${base}...${head}`;
                    const { data } = await repos.compareCommitsWithBasehead({ ...repository, basehead, per_page: most, request });
                    const { commits, ahead_by: ahead, behind_by: behind, html_url: url } = data;
                    const listed = commits.map(({ sha, commit }) => ({
                        sha,
                        title: commit.message.split('\n')[0] ?? '',
                        author: commit.author?.name ?? '',
                    }));
                    return { is: 'found', commits: listed, ahead, behind, url };
                });
            }
            catch (error) {
                if (error instanceof errors/* Cancelled */.cJ)
                    throw error;
                return { is: 'unread', why: refusalText(error) };
            }
        },
    };
}
function refusalText(error) {
    const status = statusOf(error);
    const lacks = (status === 401 || status === 403) && !isThrottled(error);
    return lacks ? `${(0,errors/* messageOf */.bD)(error)}; give the job the permission \`contents: read\`` : (0,errors/* messageOf */.bD)(error);
}

;// CONCATENATED MODULE: ./shared/github/deployments.ts


/** How many deployments of an environment are looked through: one page, of the newest. */
const deployments_most = 100;
/** Deployments by GitHub's deployments API. Only reads. */
function deploymentRecords({ rest: { repos } }, { repository, read }) {
    return {
        async deploymentsTo(environment) {
            try {
                const query = { ...repository, ...(environment !== undefined && { environment }), per_page: deployments_most };
                return await read(async (request) => {
                    const { data } = await repos.listDeployments({ ...query, request });
                    return { is: 'found', deployments: listed(data).map(toRecord) };
                });
            }
            catch (error) {
                if (error instanceof errors/* Cancelled */.cJ)
                    throw error;
                return { is: 'refused', why: deployments_refusalText(error, environment) };
            }
        },
        async statesOf(deployment) {
            const query = { ...repository, deployment_id: deployment, per_page: deployments_most };
            return read(async (request) => {
                const { data } = await repos.listDeploymentStatuses({ ...query, request });
                return listed(data).map(({ state, created_at, description }) => ({
                    state,
                    at: Date.parse(created_at),
                    description: description || '',
                }));
            });
        },
    };
}
/** A reply that was cut off comes as a good one without its data. */
function listed(data) {
    if (!Array.isArray(data))
        throw new Error('the reply is incomplete');
    return data;
}
function toRecord({ creator, created_at, ...rest }) {
    const { id, ref, sha, environment, payload } = rest;
    return { id, ref, sha, environment, payload, creator: creator?.login ?? '', createdAt: Date.parse(created_at) };
}
function deployments_refusalText(error, environment = 'any environment') {
    const status = statusOf(error);
    const lacks = (status === 401 || status === 403 || status === 404) && !isThrottled(error);
    const next = lacks ? '; give the job the permission `deployments: read`, or `deployments: write` to record' : '';
    return `GitHub did not list the deployments to ${environment}: ${(0,errors/* messageOf */.bD)(error)}${next}`;
}

;// CONCATENATED MODULE: ./shared/github/discussions.ts


/** What lists hold on a page, and how many pages of comments are read. */
const perPage = 100;
const mostPages = 10;
/** Milliseconds between two requests that make something people see ("Best practices for using the REST API"). */
const betweenWrites = 1_000;
/** Whoever reads pull requests here is about to write on them. */
const commentPermission = { permission: 'pull-requests: write' };
/** Pull requests and their comments, and the pages of releases. */
function discussions(octokit, conversation, pace) {
    const spaced = { ...conversation, write: spacedOut(conversation.write, pace) };
    return { ...reading(octokit, conversation), ...commenting(octokit, spaced), ...releasePages(octokit, spaced) };
}
/** Keeps a second between the end of a change and the beginning of the next. */
function spacedOut(write, { clock, stop }) {
    let next = 0;
    return async (ask) => {
        await clock.sleep(Math.max(0, next - clock.now()), stop);
        try {
            return await write(ask);
        }
        finally {
            next = clock.now() + betweenWrites;
        }
    };
}
function reading(octokit, { repository, read, write }) {
    const { repos } = octokit.rest;
    return {
        commitsSince: (base, head) => asked('compare the commits', { permission: 'contents: read' }, () => read(async (request) => {
            // Without a page GitHub gives the newest 250 commits, the oldest of them first.
            const { data } = await repos.compareCommitsWithBasehead({
                ...repository,
                basehead: `${base}...${head}`,
                request,
            });
            const commits = discussions_listed(data.commits).map(({ sha }) => sha);
            return { is: 'found', commits: commits.toReversed(), ahead: data.ahead_by, behind: data.behind_by };
        })),
        pullRequestsOf: commit => asked(`list the pull requests of commit ${commit.slice(0, 12)}`, commentPermission, async () => {
            const pulls = await read(async (request) => discussions_listed((await repos.listPullRequestsAssociatedWithCommit({
                ...repository,
                commit_sha: commit,
                per_page: perPage,
                request,
            })).data));
            return { is: 'found', merged: pulls.flatMap(pull => mergedHere(pull, repository)) };
        }),
        async ownLogin() {
            try {
                // The REST API tells this to people's tokens alone. It is asked once: all goes on without it.
                const ask = request => octokit.graphql('query { viewer { login } }', { request });
                const { viewer } = Object(await write(ask));
                return viewer?.login;
            }
            catch (error) {
                if (error instanceof errors/* Cancelled */.cJ)
                    throw error;
                return undefined;
            }
        },
    };
}
/** A fork shares commits with the repository that it comes from, whose numbers mean other pull requests. */
function mergedHere({ number, url, merged_at, merge_commit_sha: commit }, { owner, repo }) {
    const isHere = url.toLowerCase().endsWith(`/repos/${owner}/${repo}/pulls/${number}`.toLowerCase());
    return isHere && merged_at !== null && commit !== null ? [{ number, commit }] : [];
}
function commenting({ rest: { issues } }, { repository, read, write }) {
    return {
        commentsOn: number => asked(`list the comments on #${number}`, commentPermission, async () => {
            const comments = [];
            for (let page = 1; page <= mostPages; page++) {
                const query = { ...repository, issue_number: number, per_page: perPage, page };
                const some = await read(async (request) => discussions_listed((await issues.listComments({ ...query, request })).data));
                comments.push(...some.map(toComment));
                if (some.length < perPage)
                    return { is: 'found', comments, complete: true };
            }
            return { is: 'found', comments, complete: false };
        }),
        addComment: (number, body) => asked(`write on #${number}`, commentPermission, () => write(async (request) => written((await issues.createComment({ ...repository, issue_number: number, body, request })).data))),
        editComment: (id, body) => asked(`edit comment ${id}`, commentPermission, () => write(async (request) => written((await issues.updateComment({ ...repository, comment_id: id, body, request })).data))),
    };
}
function toComment({ id, body = '', user, performed_via_github_app: app }) {
    return { id, body, author: user?.login ?? '', isBot: user?.type === 'Bot', app: app?.slug };
}
function releasePages({ rest: { repos } }, { repository, read, write }) {
    return {
        async releasePage(tag) {
            const found = await asked(`show the release ${tag}`, { permission: 'contents: read' }, async () => {
                const { id, body } = await read(async (request) => whole((await repos.getReleaseByTag({ ...repository, tag, request })).data));
                return { is: 'found', id, body: body ?? '' };
            });
            return found.is === 'refused' && found.status === 404 ? { is: 'missing' } : found;
        },
        editReleasePage: (id, body) => asked('write on the page of the release', { permission: 'contents: write' }, () => write(async (request) => written((await repos.updateRelease({ ...repository, release_id: id, body, request })).data))),
    };
}
/** A reply that was cut off comes as a good one without its data. */
function whole(data) {
    if (Object(data) !== data || data?.id === undefined)
        throw new Error('the reply is incomplete');
    return data;
}
function written(data) {
    whole(data);
    return { is: 'written' };
}
function discussions_listed(data) {
    const list = data;
    if (!Array.isArray(list))
        throw new Error('the reply is incomplete');
    return list;
}
async function asked(what, { permission }, ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            throw error;
        return refusalOf(error, what, permission);
    }
}
function refusalOf(error, what, permission) {
    const status = statusOf(error);
    const why = `GitHub did not ${what}: ${(0,errors/* messageOf */.bD)(error)}`;
    // A conversation that is locked is refused with the same status as a token that may not write.
    const lacks = (status === 401 || status === 403) && !isThrottled(error) && !/locked/i.test((0,errors/* messageOf */.bD)(error));
    return {
        is: 'refused',
        why: lacks ? `${why}; give the job the permission \`${permission}\`` : why,
        everywhere: lacks || isThrottled(error) || isUnheard(error),
        lost: isUnheard(error),
        ...(status !== undefined && { status }),
    };
}

;// CONCATENATED MODULE: ./shared/github/records.ts


/** Writes deployments and their states. Each is sent once: whoever wrote finds out by reading what became of it. */
function deploymentWrites({ rest: { repos } }, { repository, write }) {
    return {
        createDeployment: ({ environment, sha, payload, description, production }) => records_written('record the deployment', () => write(async (request) => {
            const { data } = await repos.createDeployment({
                ...repository,
                ref: sha,
                environment,
                payload: { ...payload },
                description,
                production_environment: production,
                // Neither merges anything nor asks for checks: the commit was released already.
                auto_merge: false,
                required_contexts: [],
                request,
            });
            // A reply that was cut off comes as a good one without its data.
            const { id } = Object(data);
            if (id === undefined)
                throw new Error('the reply names no deployment');
            return id;
        })),
        setDeploymentState: (id, { state, description, logUrl, environmentUrl }) => records_written(`set deployment ${id} to ${state}`, () => write(async (request) => {
            await repos.createDeploymentStatus({
                ...repository,
                deployment_id: id,
                state,
                description,
                // What other deployments are is said of each by itself: GitHub leaves those of production out.
                auto_inactive: false,
                ...(logUrl !== undefined && { log_url: logUrl }),
                ...(environmentUrl !== undefined && { environment_url: environmentUrl }),
                request,
            });
            return id;
        })),
    };
}
async function records_written(what, send) {
    try {
        return { is: 'written', id: await send() };
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            throw error;
        const why = `GitHub did not ${what}: ${(0,errors/* messageOf */.bD)(error)}`;
        if (isUnheard(error))
            return { is: 'lost', why };
        const status = statusOf(error);
        const lacks = (status === 401 || status === 403 || status === 404) && !isThrottled(error);
        return { is: 'refused', why: lacks ? `${why}; give the job the permission \`deployments: write\`` : why };
    }
}

;// CONCATENATED MODULE: ./shared/github/tags.ts







/** A tag object may point to another tag object; more than this many is a circle or a joke. */
const mostTagObjects = 10;
/** Git tags by GitHub's refs API (a release's `target_commitish` is a branch name by default), and deployments. */
function gitHub(settings) {
    const { token, apiUrl, fetch, repository } = settings;
    const octokit = (0,github/* getOctokit */.Q)(token, { ...(apiUrl && { baseUrl: apiUrl }), ...(fetch && { request: { fetch } }) });
    const read = (ask) => patiently(ask, settings);
    const write = (ask) => patientlyOnce(ask, settings);
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
        ...comparison(octokit, { repository, read }),
        ...deploymentRecords(octokit, { repository, read }),
        ...deploymentWrites(octokit, { repository, write }),
        ...discussions(octokit, { repository, read, write }, settings),
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
    if (error instanceof errors/* Cancelled */.cJ)
        throw error;
    const status = statusOf(error);
    if (status === 404)
        return { is: 'missing', why: `${owner}/${repo} has no tag ${tag}, or this token may not see it` };
    return {
        is: 'refused',
        why: `GitHub did not say which commit tag ${tag} of ${owner}/${repo} points to: ${(0,errors/* messageOf */.bD)(error)}`,
        next: status === 401 || status === 403 ? 'Give the job the permission `contents: read`.' : 'Run the job again.',
    };
}


/***/ })

};
