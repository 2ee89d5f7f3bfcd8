export const id = 240;
export const ids = [240];
export const modules = {

/***/ 5010:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EW: () => (/* binding */ signerWorkflow),
/* harmony export */   SU: () => (/* binding */ parseRepository),
/* harmony export */   hM: () => (/* binding */ parseWorkflow),
/* harmony export */   p0: () => (/* binding */ verifyCommand),
/* harmony export */   qX: () => (/* binding */ judgeAttestation),
/* harmony export */   tY: () => (/* binding */ verifyEnvironment)
/* harmony export */ });
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5796);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9724);



const owner = '[A-Za-z0-9][A-Za-z0-9_-]*';
const name = '[A-Za-z0-9._-]+';
const signerWorkflow = `^${owner}/${name}/\\.github/workflows/${name}\\.ya?ml$`;
/** Reads a signer workflow. Throws an Error whose message continues the name of the input. */
function parseWorkflow(raw) {
    if (new RegExp(signerWorkflow).test(raw))
        return raw;
    throw new Error(`is ${JSON.stringify((0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(raw, 80))}; it takes a workflow such as my-org/my-repo/.github/workflows/build.yml, without @ and a branch or tag`);
}
/** Reads the name of a repository in GitHub. Throws an Error whose message continues the name of the input. */
function parseRepository(raw) {
    if (new RegExp(`^${owner}/${name}$`).test(raw))
        return raw;
    throw new Error(`is ${JSON.stringify((0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(raw, 80))}; it takes a repository in GitHub, such as my-org/my-repo`);
}
/** The words of the command that verifies an image, given as `registry/repository@sha256:…`. No shell sees them. */
function verifyCommand(image, { workflow, repository }) {
    const who = ['--repo', repository, '--signer-workflow', workflow];
    return ['gh', 'attestation', 'verify', `oci://${image}`, ...who, '--format', 'json'];
}
/** An action's own, tokens that are not for gh, and what would let it print for a person. */
const withheld = /^(INPUT_|STATE_|ACTIONS_|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|TOKEN|ENTERPRISE_TOKEN)$|GH_)/i;
/** The environment of that command: the step's, with its token, and credentials of the registry where they are. */
function verifyEnvironment(runner, token) {
    const own = Object.entries(runner).flatMap(([key, value]) => value === undefined || withheld.test(key) ? [] : [[key, value]]);
    const host = hostOf(runner['GITHUB_SERVER_URL']);
    return {
        ...Object.fromEntries(own),
        ...(host !== undefined && { GH_HOST: host }),
        ...{ GH_TOKEN: token, GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1' },
    };
}
/** Where another GitHub than github.com is used. */
function hostOf(serverUrl) {
    const host = serverUrl && URL.canParse(serverUrl) ? new URL(serverUrl).host : undefined;
    return host === 'github.com' ? undefined : host;
}
/** What gh says of an image. Only what it names as verified passes. */
function judgeAttestation(seen, attester) {
    if (seen.is === 'late') {
        const why = 'gh had not verified its attestation when there was no more time';
        return { is: 'unknown', shown: 'not seen', why, next: 'run this again, or give it more time (`timeout`)' };
    }
    if (seen.is === 'not-started') {
        const why = `gh could not be started: ${own(seen.why)}`;
        return { is: 'unknown', shown: 'not seen', why, next: install };
    }
    if (seen.code === 0)
        return judgeResults(resultsIn(seen.lines), attester);
    const text = seen.lines.join('\n');
    const reason = reasons.find(({ code, said }) => code === seen.code || said?.test(text));
    const last = own(seen.lines.findLast(line => line.trim() !== '') ?? '');
    if (!reason) {
        const why = `gh could not verify its attestation and ended with code ${seen.code}${last ? `: ${last}` : ''}`;
        return { is: 'unknown', shown: 'not seen', why, next: 'look at what gh printed, above, and run this again' };
    }
    return { is: reason.is, shown: reason.shown, why: reason.why(attester), next: reason.next };
}
const install = "install the GitHub CLI, gh, on this runner, 2.67.0 or newer; it is there on GitHub's own runners (https://cli.github.com)";
/** Why gh did not verify, by its code and words (cli/cli, pkg/cmd/attestation). The first row that fits tells. */
const reasons = [
    {
        code: 127,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'gh, which verifies attestations, is not on this runner',
        next: install,
    },
    {
        said: /unknown (command|flag|shorthand flag)/,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'the gh of this runner is too old to verify its attestation',
        next: install,
    },
    {
        code: 4,
        said: /set the GH_TOKEN|gh auth login|HTTP 401/,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'GitHub did not take the token with which gh asked for its attestation',
        next: 'give `github-token` a token of this job, which is the default, or another one that is valid',
    },
    {
        said: /registry authorization failed|no basic auth credentials|401 Unauthorized/i,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'gh is not logged in to its registry',
        next: 'let aws-actions/amazon-ecr-login run before, with `registries` for those of other accounts',
    },
    {
        said: /token was denied access|DENIED|403 Forbidden/,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'its registry did not let gh read it',
        next: 'allow the role that logged in to the registry ecr:BatchGetImage and ecr:GetDownloadUrlForLayer',
    },
    {
        said: /failed to fetch remote image|MANIFEST_UNKNOWN/,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'gh could not read it from its registry',
        next: 'look at what gh printed, above, and run this again',
    },
    {
        said: /rate limit|HTTP 429/i,
        is: 'unknown',
        shown: 'not seen',
        why: () => 'GitHub limits how often it may be asked for attestations, and that was too often',
        next: 'run this again in some minutes',
    },
    {
        said: /HTTP 403/,
        is: 'unknown',
        shown: 'not seen',
        why: ({ repository }) => `GitHub did not let gh read the attestations of ${repository}`,
        next: 'give the job the permission `attestations: read`, and a token of that repository where it is another one (`github-token`)',
    },
    {
        said: /no attestations found|HTTP 404/i,
        is: 'refused',
        shown: 'none',
        why: ({ repository }) => `${repository} has no attestation of it, or none that this token may see`,
        next: 'attest it where it is built (actions/attest, by its digest), and give this job the permission `attestations: read`; where another repository builds it, say which (`attestation-repo`)',
    },
    {
        said: /no attestations were verified|verifying with issuer|certificate identity|expected SAN|expected Source\w+ to be|expected Issuer|no matching/i,
        is: 'refused',
        shown: 'of somebody else',
        why: ({ workflow, repository }) => `it is attested, but not by ${workflow} for ${repository}`,
        next: 'find out who built it before it is deployed. If the workflow that signs was renamed, or is a reusable one, say its path (`attestation`)',
    },
];
/** Lines of JSON among what was printed: one entry for each attestation that was verified. */
function resultsIn(lines) {
    const arrays = [...lines, lines.join('\n')].flatMap(line => {
        try {
            const value = JSON.parse(line);
            return Array.isArray(value) ? [value] : [];
        }
        catch {
            return [];
        }
    });
    return arrays[0] ?? [];
}
/**
 * Versions of gh before 2.67.0 end well where nothing was verified (CVE-2025-25204), and every version takes the path of
 * the workflow as the beginning of a regular expression; so what it verified is looked at.
 */
function judgeResults(results, { workflow, repository }) {
    if (results.length === 0) {
        const why = 'gh ended well, but named no attestation that it verified';
        return {
            is: 'refused',
            shown: 'none',
            why,
            next: 'use gh 2.67.0 or newer, and look at whether the image was attested',
        };
    }
    const certificates = results.map(certificateOf);
    const signed = certificates.filter(({ buildSignerURI: uri }) => typeof uri !== 'string' || isBy(uri, workflow));
    if (signed.length === 0) {
        const [stranger] = certificates.map(({ buildSignerURI: uri }) => own(String(uri)));
        const why = `it is attested by ${stranger ?? ''}, not by ${workflow} for ${repository}`;
        return { is: 'refused', shown: 'of somebody else', why, next: 'find out who built it before it is deployed' };
    }
    const source = signed.flatMap(({ sourceRepositoryDigest: sha }) => (typeof sha === 'string' ? [own(sha)] : []))[0];
    const file = workflow.slice(workflow.lastIndexOf('/') + 1);
    return { is: 'passed', shown: source === undefined ? file : `${file}, of commit ${source.slice(0, 12)}` };
}
/** `https://github.com/owner/repository/.github/workflows/build.yml@refs/heads/main` */
function isBy(uri, workflow) {
    const [, path = ''] = /^https:\/\/[^/]+\/([^@]+)@/.exec(uri) ?? [];
    return path.toLowerCase() === workflow.toLowerCase();
}
function certificateOf(result) {
    return ['verificationResult', 'signature', 'certificate'].reduce((value, key) => {
        const inner = value[key];
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(inner) ? inner : {};
    }, (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(result) ? result : {});
}
function own(text) {
    return (0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(text), 200);
}


/***/ }),

/***/ 1939:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LN: () => (/* binding */ checkNames),
/* harmony export */   Ve: () => (/* binding */ gatesAsked),
/* harmony export */   cX: () => (/* binding */ withChecks),
/* harmony export */   og: () => (/* binding */ gatesOf)
/* harmony export */ });
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9724);

/** What is looked at, in the order in which it is told. */
const checkNames = ['scan findings', 'signature', 'attestation'];
/** Those that are asked for. */
function gatesAsked({ failOnSeverity, requireSignature, attester }) {
    const asked = {
        'scan findings': failOnSeverity !== undefined,
        signature: requireSignature,
        attestation: attester !== undefined,
    };
    return checkNames.filter(name => asked[name]);
}
/**
 * The verdict on an image with what its gates say against it, everything at once. Something refused is certain; a gate
 * that was asked for and not looked at lets nothing pass.
 */
function withChecks(verdict, checks, asked) {
    if (verdict.is !== 'verified')
        return verdict;
    const unlooked = asked.filter(name => !checks.some(check => check.name === name)).map(notLookedAt);
    const against = [...checks, ...unlooked].flatMap(check => check.is === 'refused' || check.is === 'unknown' ? [check] : []);
    if (against.length === 0)
        return verdict;
    const why = against.map(one => one.why).join('; and ');
    const [first = '', ...more] = new Set(against.map(one => one.next));
    const next = [first, ...more.map(_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .capital */ .Nx)].join('. ');
    if (against.some(({ is }) => is === 'refused'))
        return { is: 'refused', why, next };
    return { is: 'unknown', why: `${why}. ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .capital */ .Nx)(next)}` };
}
function notLookedAt(name) {
    return { name, is: 'unknown', shown: 'not seen', why: `its ${name} was not looked at`, next: 'run this again' };
}
/** Every gate that was asked for, by what became of it for each image. */
function gatesOf(images) {
    return checkNames.flatMap(name => {
        const found = images.flatMap(image => image.checks.filter(check => check.name === name).map(check => ({ image: image.name, check })));
        if (found.length === 0)
            return [];
        const against = found.filter(({ check }) => check.is === 'refused' || check.is === 'unknown');
        const told = (against.length > 0 ? against : found).map(({ image, check }) => `${image}: ${check.shown}`);
        const shown = told.length > most ? [...told.slice(0, most), `and ${told.length - most} more`] : told;
        const says = `${(0,_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(found.length, 'image')}; ${shown.join('; ')}`;
        return [{ name, is: against.length > 0 ? 'refused' : 'passed', says }];
    });
}
/** Images that a line names. */
const most = 8;


/***/ }),

/***/ 9827:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   MY: () => (/* binding */ ownRecord),
/* harmony export */   PU: () => (/* binding */ isOver),
/* harmony export */   Sm: () => (/* binding */ elders),
/* harmony export */   _s: () => (/* binding */ deploymentStates),
/* harmony export */   g_: () => (/* binding */ keepsTurn),
/* harmony export */   gn: () => (/* binding */ isUnderWay),
/* harmony export */   i$: () => (/* binding */ displaced),
/* harmony export */   r3: () => (/* binding */ shortDescription),
/* harmony export */   rD: () => (/* binding */ readPayload)
/* harmony export */ });
/* harmony import */ var _deployment_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7423);
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5796);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9724);




/** How a deployment stands, in GitHub's words. */
const deploymentStates = ['queued', 'pending', 'in_progress', 'success', 'failure', 'error', 'inactive'];
const over = ['success', 'failure', 'error', 'inactive'];
/** Whether a deployment in this state has ended. */
function isOver(state) {
    return over.includes(state);
}
/** The payload, if a promotion of ours wrote it. */
function readPayload(payload) {
    const { release, run, until, images } = (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_1__/* .payloadOf */ .Md)(payload);
    if (typeof run !== 'string' || typeof until !== 'number' || !(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(images))
        return undefined;
    const texts = Object.entries(images).filter((entry) => typeof entry[1] === 'string');
    return { release: typeof release === 'string' ? release : null, run, until, images: Object.fromEntries(texts) };
}
/** The newest record that this run, or an earlier attempt of it, made; for this commit, where one is named. */
function ownRecord(records, { run, sha }) {
    const own = records.filter(one => (sha === undefined || one.sha === sha) && readPayload(one.payload)?.run === run);
    return own.toSorted((a, b) => b.id - a.id)[0];
}
/**
 * Whether a promotion of ours goes on. A killed one never says that it ended, so its time counts, from when it last
 * began: a run that is run again begins again.
 */
function isUnderWay({ payload, createdAt, states: [last] }, now) {
    const until = readPayload(payload)?.until;
    if (until === undefined || (last && isOver(last.state)))
        return false;
    return now < (last?.at ?? createdAt) + (until - createdAt);
}
/**
 * Whether a run that is run again may go on with its record. One that is over, while others came after it, has had its
 * turn: to bring its release over theirs is a promotion of its own.
 */
function keepsTurn(own, records, now) {
    return isUnderWay(own, now) || !records.some(({ id, payload }) => id > own.id && readPayload(payload) !== undefined);
}
/** Promotions of ours that may have to go before this one, the oldest first: their states tell. */
function elders(records, own) {
    const older = records.filter(({ id, payload }) => id < own && readPayload(payload) !== undefined);
    return older.toSorted((a, b) => a.id - b.id);
}
/**
 * Records that a success takes the place of: what was a success until now, whoever wrote it, and what a killed run of
 * ours left as if it went on.
 */
function displaced(records, own, now) {
    return records.filter(record => {
        const { id, payload, states } = record;
        const state = states[0]?.state ?? '';
        const isAbandoned = readPayload(payload) !== undefined && !isOver(state) && !isUnderWay(record, now);
        return id !== own && (state === 'success' || isAbandoned);
    });
}
/** GitHub's word for how a promotion ended. What is not known is an error there, neither success nor failure. */
function stateOf(outcome) {
    if (outcome === 'succeeded' || outcome === 'unchanged')
        return 'success';
    const errors = ['unknown', 'timed-out', 'cancelled', 'awaiting-approval', 'superseded'];
    return errors.includes(outcome) ? 'error' : 'failure';
}
/** GitHub takes 140 characters. The text may be others': it becomes one line without credentials. */
function shortDescription(text) {
    return (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .shortened */ .vI)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(text), 140);
}


/***/ }),

/***/ 3107:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CV: () => (/* binding */ judgeScans),
/* harmony export */   gO: () => (/* binding */ severities),
/* harmony export */   sJ: () => (/* binding */ lateScan)
/* harmony export */ });
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9724);


/** Severities that findings may be refused from, the worst first. */
const severities = ['critical', 'high', 'medium', 'low', 'informational'];
/** Whether an image may be deployed, where findings of this severity and worse refuse it. */
function judgeScans(image, threshold) {
    const parts = partsOf(image);
    const scans = [...parts.map(({ scan }) => scan), ...(image.index ? [image.index] : [])];
    const found = foundIn(scans.filter(scan => scan.is === 'done'));
    const shown = countsText(found.counts);
    if (refuses(found, threshold))
        return { is: 'refused', shown, ...refusalText(found, threshold) };
    const problem = parts.flatMap(part => problemWith(part, image) ?? [])[0];
    if (problem)
        return problem;
    const open = parts.find(({ scan }) => isUnderWay(scan, image));
    if (open)
        return { is: 'waiting', for: `the scan of ${nameOf(open)} is ${statusOf(open.scan)}` };
    return { is: 'passed', shown };
}
/** The verdict on a scan that was still under way when there was no more time. */
function lateScan(waitedFor) {
    const next = 'run this again when it is done, or give it more time (`timeout`)';
    return {
        is: 'refused',
        shown: 'not scanned yet',
        why: `${waitedFor}, and there was no more time to wait for it`,
        next,
    };
}
/** Where a registry scans an index as a whole, that stands for the only image in it; of several it tells nothing. */
function partsOf({ parts, index }) {
    const [only, ...more] = parts;
    if (only?.scan.is !== 'none' || more.length > 0 || index?.is !== 'done')
        return parts;
    return [{ ...only, scan: index }];
}
function foundIn(scans) {
    const open = scans.flatMap(({ findings }) => findings.filter(({ isOpen }) => isOpen));
    const findings = [...new Map(open.map(one => [keyOf(one), one])).values()].toSorted(worstFirst);
    const words = [
        ...new Set([...findings.map(wordOf), ...scans.flatMap(({ counts }) => Object.keys(counts).map(small))]),
    ];
    const counts = words.map(word => {
        const listed = findings.filter(one => wordOf(one) === word).length;
        return [word, listed + Math.max(0, ...scans.map(scan => unlisted(scan, word)))];
    });
    return { findings, counts: new Map(counts.filter(([, count]) => count > 0)) };
}
/** Findings that the registry counts and does not list: they count as open. */
function unlisted({ findings, counts }, word) {
    const counted = Object.entries(counts).reduce((sum, [name, count]) => sum + (small(name) === word ? count : 0), 0);
    return counted - findings.filter(one => wordOf(one) === word).length;
}
const small = (word) => word.toLowerCase();
const wordOf = ({ severity }) => small(severity);
const keyOf = (one) => JSON.stringify([one.name, one.package, one.version, one.severity]);
/** 0 is the worst. What nobody has rated comes after all that somebody has. */
function rankOf(word) {
    const rank = severities.findIndex(known => known === word);
    return rank < 0 ? severities.length : rank;
}
/** The worst first; of one severity, those that can be mended. */
function worstFirst(a, b) {
    return (rankOf(wordOf(a)) - rankOf(wordOf(b)) ||
        Number(b.fixedIn !== '') - Number(a.fixedIn !== '') ||
        a.name.localeCompare(b.name, 'en'));
}
/** The lowest severity lets nothing pass, also not what nobody has rated. */
function reaches(word, threshold) {
    return threshold === 'informational' || rankOf(word) <= rankOf(threshold);
}
function refuses({ counts }, threshold) {
    return [...counts.keys()].some(word => reaches(word, threshold));
}
/** As many findings as a message names. */
const named = 5;
function refusalText({ findings, counts }, threshold) {
    const over = findings.filter(one => reaches(wordOf(one), threshold));
    const total = [...counts].reduce((sum, [word, count]) => sum + (reaches(word, threshold) ? count : 0), 0);
    const shown = over.slice(0, named).map(findingText);
    const more = total - shown.length;
    const rest = more > 0 ? [shown.length > 0 ? `and ${more} more` : `${more} that ECR does not list`] : [];
    const mends = over.some(({ fixedIn }) => fixedIn !== '');
    return {
        why: `scanning found ${countsText(counts)}, and \`fail-on-severity\` is ${threshold}: ${[...shown, ...rest].join('; ')}`,
        next: `${mends ? 'update what has a fix' : 'update the base image and the packages'}, and build again. Where scanning is enhanced, what does not apply to you can be suppressed in Amazon Inspector`,
    };
}
function findingText(finding) {
    const [name, affected, version, fixedIn] = [finding.name, finding.package, finding.version, finding.fixedIn].map(own);
    const where = affected ? ` in ${[affected, version].filter(Boolean).join(' ')}` : '';
    return `${name || 'a finding without a name'} (${own(wordOf(finding))})${where}${fixedIn ? `, fixed in ${fixedIn}` : ''}`;
}
/** A text of others as a part of a sentence of ours. */
function own(text) {
    return (0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(text), 80);
}
/** `2 critical, 1 high`. */
function countsText(counts) {
    const worst = [...counts].toSorted(([a], [b]) => rankOf(a) - rankOf(b) || a.localeCompare(b, 'en'));
    return worst.map(([word, count]) => `${count} ${own(word)}`).join(', ') || 'nothing found';
}
const underWay = ['PENDING', 'IN_PROGRESS'];
/** Milliseconds after a push in which a scan may not have begun yet. */
const soon = 120_000;
function isUnderWay(scan, { age = Infinity }) {
    return scan.is === 'not-done' ? underWay.includes(scan.status) : scan.is === 'none' && age < soon;
}
function statusOf(scan) {
    return scan.is === 'not-done' ? scan.status : 'not begun';
}
function nameOf({ platform }) {
    return platform === '' ? 'the image' : `its image for ${platform}`;
}
/** Why a scan tells nothing; undefined where it tells, or will. */
function problemWith(part, image) {
    const { scan, digest } = part;
    if (scan.is === 'done' || isUnderWay(scan, image))
        return undefined;
    const name = nameOf(part);
    if (scan.is === 'unread') {
        const next = (scan.next ?? 'run this again').replace(/\.$/, '');
        return { is: 'unknown', shown: 'not seen', why: `the scan of ${name} could not be seen: ${scan.why}`, next };
    }
    const again = `\`aws ecr start-image-scan --repository-name ${image.repository} --image-id imageDigest=${digest}\``;
    if (scan.is === 'none') {
        const next = `let the registry scan what is pushed to ${image.repository} (basic or enhanced scanning), and scan this image: ${again}`;
        return { is: 'refused', shown: 'no scan', why: `${name} was never scanned, which is not the same as clean`, next };
    }
    const status = own(scan.status);
    const description = own(scan.description).replace(/\.$/, '');
    const told = `${status}${description ? `, ${description}` : ''}`;
    const known = ends.get(scan.status);
    if (!known) {
        const next = 'look at it in the registry; this status is new to these actions';
        return { is: 'unknown', shown: status, why: `the scan of ${name} has the status ${told}`, next };
    }
    return { is: 'refused', shown: known.shown, why: `${name} ${known.why} (${told})`, next: known.next(again) };
}
/** How a scan may end without findings to go by. */
const ends = new Map([
    [
        'FAILED',
        {
            shown: 'scan failed',
            why: 'could not be scanned',
            next: again => `scan it again (${again}); where that fails as well, build on a base image that can be scanned`,
        },
    ],
    [
        'UNSUPPORTED_IMAGE',
        {
            shown: 'cannot be scanned',
            why: 'cannot be scanned',
            next: () => 'build on an operating system that the registry can scan; enhanced scanning knows more than basic',
        },
    ],
    [
        'FINDINGS_UNAVAILABLE',
        {
            shown: 'findings lost',
            why: 'was scanned, but its findings are not there any more',
            next: again => `scan it again (${again}), or push it again where scanning is enhanced`,
        },
    ],
    [
        'SCAN_ELIGIBILITY_EXPIRED',
        {
            shown: 'scan expired',
            why: 'is not scanned any more, so what is known of it is old',
            next: () => 'raise the re-scan duration of Amazon Inspector, or build the release again',
        },
    ],
    [
        'IMAGE_ARCHIVED',
        {
            shown: 'archived',
            why: 'is archived, and is not scanned there',
            next: () => 'restore it in the registry (UpdateImageStorageClass), or build it again',
        },
    ],
    [
        'LIMIT_EXCEEDED',
        {
            shown: 'not scanned',
            why: 'was not scanned, because a quota of scans was reached',
            next: again => `scan it again when the quota allows (${again})`,
        },
    ],
]);


/***/ }),

/***/ 7078:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ commandInTime)
/* harmony export */ });
/** Runs a command in the workspace, and ends it when its time is over or the job is cancelled. */
async function commandInTime({ command, until, ...options }, { clock, stop, command: run, environment }) {
    const [over, late] = [new AbortController(), new AbortController()];
    void clock.sleep(Math.max(0, until - clock.now()), over.signal).then(() => {
        if (!over.signal.aborted)
            late.abort();
    });
    const folder = environment['GITHUB_WORKSPACE'] ?? '.';
    const end = await run(command, { ...options, folder, signal: AbortSignal.any([stop, late.signal]) });
    over.abort();
    return end;
}


/***/ }),

/***/ 8413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ orRefused)
/* harmony export */ });
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9724);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2635);


/** What cannot be seen does not let anything pass. */
async function orRefused(name, look) {
    try {
        return await look();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ) || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Cancelled */ .cJ)
            throw error;
        const says = `it could not be seen: ${error.message}`;
        return { name, is: 'refused', says, ...(error.next !== undefined && { next: (0,_core_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .capital */ .Nx)(error.next) }) };
    }
}


/***/ }),

/***/ 6206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ proofGate),
  S: () => (/* binding */ recordedProofGate)
});

// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
;// CONCATENATED MODULE: ./shared/core/stay.ts
/**
 * When a service ran these images, by its deployments, newest first. It is proved that it ran them from the end of a
 * successful deployment on; the next one that brings something else ends that when it begins, since tasks are replaced
 * one by one. A deployment that ECS rolled back ends nothing: what ran before it stayed, and takes over again. One that
 * was stopped, or could not be rolled back, may have left tasks of its own. Somebody who went back to what ran before
 * took the release back: how long it had run counts no more.
 */
function staysOf(runs, wanted) {
    const stays = [];
    const earlier = new Set();
    let wentBackTo;
    let from;
    for (const run of runs.toReversed()) {
        if (hasRun(run, wanted)) {
            if (run.end === 'succeeded')
                from ??= run.finishedAt;
        }
        else if (from !== undefined && run.status !== 'ROLLBACK_SUCCESSFUL') {
            if (run.end === 'succeeded' && earlier.has(run.taskDefinition))
                wentBackTo = run.taskDefinition;
            else
                stays.push({ from, until: run.createdAt });
            from = undefined;
        }
        if (from === undefined && run.end === 'succeeded')
            earlier.add(run.taskDefinition);
    }
    if (from !== undefined)
        stays.push({ from, until: undefined });
    return { stays, wentBackTo };
}
/** Whether the service runs these images now, and has for so long, in milliseconds: what was before changes nothing. */
function hasStayed(runs, wanted, { soak, now }) {
    const newest = staysOf(runs, wanted).stays.at(-1);
    return newest !== undefined && newest.until === undefined && lengthOf(newest, now) >= soak;
}
/** Whether a deployment brought all of these images. */
function hasRun({ digests }, wanted) {
    return wanted.every(accepted => accepted.some(digest => digests.includes(digest)));
}
/** The times that all of these have in common. */
function together([first = [], ...others]) {
    return others.reduce((common, stays) => common.flatMap(one => stays.flatMap(other => overlap(one, other) ?? [])), first);
}
function overlap(one, other) {
    const from = Math.max(one.from, other.from);
    const end = Math.min(one.until ?? Infinity, other.until ?? Infinity);
    if (end <= from)
        return undefined;
    return { from, until: end === Infinity ? undefined : end };
}
/** Milliseconds. A clock that is behind AWS's makes no stay shorter than none. */
function lengthOf({ from, until }, now) {
    return Math.max(0, (until ?? now) - from);
}

// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
;// CONCATENATED MODULE: ./shared/core/requirement.ts



/**
 * Whether the very images of a release ran there together for so long. ECS's own history of each service decides; the
 * record in GitHub may say that the release failed there, and stands in for services that may not be read, as in another
 * account.
 */
function judgeRequirement(requirement, now) {
    const { environment, record, services } = requirement;
    if (record.is === 'other')
        return notRecorded(record.state, environment);
    if (services.length === 0) {
        const why = `${environment} has none of the services that are deployed here, so nothing can be proved there`;
        return { is: 'unmet', why, next: 'Name another environment in `requires`, or leave it out.' };
    }
    const troubles = Map.groupBy(services, one => troubleWith(one));
    troubles.delete(undefined);
    if (troubles.size > 0) {
        const lines = [...troubles].map(([why = '', those]) => `${names(those)} ${why}`);
        const why = `it is not proved in ${environment}: ${lines.join('; ')}`;
        return { is: 'unmet', why, next: `Bring the release to ${environment}, and let it be proved there.` };
    }
    const unread = services.filter(({ seen }) => seen.is === 'unread');
    if (unread.length > 0 && (record.is !== 'success' || record.images !== 'same'))
        return unknown(requirement, unread);
    const stays = services.flatMap(one => (one.seen.is === 'read' ? [staysOf(one.seen.runs, one.wanted).stays] : []));
    const recorded = unread.length > 0 && record.is === 'success' ? [[record.stay]] : [];
    return judgeStays(together([...stays, ...recorded]), requirement, now);
}
function notRecorded(state, environment) {
    const goesOn = ['queued', 'pending', 'waiting', 'in_progress'].includes(state);
    const next = goesOn
        ? `Wait until the promotion to ${environment} is over. If its job was cut off, run it again: what is done is not done twice.`
        : `Bring the release to ${environment}, and let it be proved there.`;
    return { is: 'unmet', why: `GitHub has its deployment to ${environment} recorded as ${state}`, next };
}
/** Why a service proves nothing; continues a sentence that begins with its name. Undefined also where it is not known. */
function troubleWith({ seen, wanted }) {
    if (seen.is === 'absent')
        return seen.why;
    if (seen.is === 'unread')
        return undefined;
    const { runs, desired, running } = seen;
    const { stays, wentBackTo } = staysOf(runs, wanted);
    const runsNow = stays.at(-1) !== undefined && stays.at(-1)?.until === undefined;
    if (runsNow && desired === 0)
        return 'has a desired count of 0: no task runs, so nothing is proved';
    if (runsNow && running === 0)
        return `runs 0 of ${desired} tasks now`;
    if (stays.length > 0)
        return undefined;
    const newest = runs.find(run => hasRun(run, wanted));
    if (!newest)
        return 'did not run these images';
    if (newest.end === 'open')
        return 'is still being brought to these images';
    if (wentBackTo !== undefined)
        return `went back from these images to ${(0,core_service/* revisionName */.pd)(wentBackTo)}`;
    return `did not come to run these images: ECS has their deployment as ${newest.status}`;
}
function unknown({ environment, record }, unread) {
    const [first] = unread.flatMap(({ seen }) => (seen.is === 'unread' ? [seen] : []));
    const why = `what ${names(unread)} ran in ${environment} could not be read (${first?.why ?? ''}), and ${recordText(record)}`;
    const read = first?.next ?? `Let the role read the services of ${environment}.`;
    return { is: 'unknown', why, next: `${read} Or record the promotions to ${environment} with their images.` };
}
function recordText(record) {
    if (record.is === 'none')
        return 'GitHub has no record of it there';
    if (record.is === 'unread')
        return `its record in GitHub could not be read either (${record.why})`;
    const images = record.is === 'success' && record.images === 'other' ? 'other images' : 'no images';
    return `its record in GitHub names ${images}`;
}
function judgeStays(stays, requirement, now) {
    const { environment, soak } = requirement;
    const long = stays.findLast(stay => lengthOf(stay, now) >= soak);
    if (long)
        return { is: 'met', says: metText(long, requirement, now) };
    const [longest] = stays.toSorted((a, b) => lengthOf(b, now) - lengthOf(a, now));
    if (!longest) {
        const why = `its services ran these images in ${environment} only one after the other, never all at the same time`;
        return { is: 'unmet', why, next: `Bring the whole release to ${environment}, and let it be proved there.` };
    }
    const current = stays.find(({ until }) => until === undefined);
    if (!current) {
        const why = `it was in ${environment} for ${(0,wording/* elapsed */.vk)(lengthOf(longest, now))} of ${(0,wording/* elapsed */.vk)(soak)}, and then something else was deployed there`;
        return { is: 'unmet', why, next: `Bring the release to ${environment} again, for ${(0,wording/* elapsed */.vk)(soak)}.` };
    }
    const possible = nextMinute(current.from + soak);
    return {
        is: 'unmet',
        why: `it has been in ${environment} for ${(0,wording/* elapsed */.vk)(lengthOf(current, now))} of ${(0,wording/* elapsed */.vk)(soak)}, since ${(0,wording/* dayAndTime */.X_)(current.from)}`,
        next: `Run the job again at ${(0,wording/* dayAndTime */.X_)(possible)}, in ${(0,wording/* elapsed */.vk)(possible - now)}: it will have been there long enough then.`,
    };
}
function metText(stay, { environment, services, elsewhere }, now) {
    const { from, until } = stay;
    const when = until === undefined ? `since ${(0,wording/* dayAndTime */.X_)(from)}` : `from ${(0,wording/* dayAndTime */.X_)(from)} to ${(0,wording/* dayAndTime */.X_)(until)}`;
    const recorded = services.filter(({ seen }) => seen.is === 'unread');
    return [
        `${(0,wording/* counted */.hS)(services.length, 'service')} of ${environment} ran these images for ${(0,wording/* elapsed */.vk)(lengthOf(stay, now))}, ${when}`,
        ...(recorded.length > 0 ? [`of ${names(recorded)} only GitHub's record says so, as ECS could not be read`] : []),
        ...(elsewhere.length > 0 ? [`${elsewhere.join(', ')} is not in ${environment} and was not proved there`] : []),
    ].join('; ');
}
function names(services) {
    return services.map(({ service }) => service).join(', ');
}
/** Times are told to the minute, and whoever comes at that time must not be too early. */
function nextMinute(at) {
    return Math.ceil(at / 60_000) * 60_000;
}
/**
 * What the states of a deployment, newest first, say of it. GitHub, and whoever writes records, sets a success inactive
 * when another deployment takes its place.
 */
function readStates(states) {
    const index = states.findIndex(({ state }) => state !== 'inactive');
    const told = states[index];
    if (told?.state !== 'success')
        return { is: 'other', state: told?.state ?? states[0]?.state ?? 'without a state' };
    return { is: 'success', stay: { from: told.at, until: states[index - 1]?.at } };
}

// EXTERNAL MODULE: ./shared/phases/gates/gate.ts
var gate = __webpack_require__(8413);
// EXTERNAL MODULE: ./shared/core/deployment-record.ts
var deployment_record = __webpack_require__(7423);
// EXTERNAL MODULE: ./shared/core/promotion-record.ts
var promotion_record = __webpack_require__(9827);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
;// CONCATENATED MODULE: ./shared/phases/gates/recorded.ts




/** What GitHub's newest deployment of the commit to the required environment says. */
async function recordOf(run) {
    const { github, environment } = run;
    if (!github)
        return { is: 'unread', why: 'GitHub is not asked without `github-token`' };
    const found = await github.deploymentsTo(environment);
    if (found.is === 'refused')
        return { is: 'unread', why: found.why };
    const index = found.deployments.findIndex(one => isOfCommit(one, run));
    const own = found.deployments[index];
    if (!own)
        return { is: 'none' };
    try {
        const told = readStates(await github.statesOf(own.id));
        if (told.is === 'other')
            return told;
        // Whatever was begun after it may have taken its place, whether or not somebody said so.
        const later = found.deployments[index - 1]?.createdAt ?? Infinity;
        const until = Math.min(told.stay.until ?? Infinity, later);
        const stay = { from: told.stay.from, until: until === Infinity ? undefined : until };
        return { is: 'success', stay, images: imagesIn(own, run) };
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            throw error;
        return { is: 'unread', why: (0,errors/* messageOf */.bD)(error) };
    }
}
function isOfCommit(record, { sha }) {
    const isShort = /^[0-9a-f]{7,39}$/.test(sha) && record.sha.startsWith(sha);
    return isShort || (0,deployment_record/* isRecordOf */.vJ)(record, { name: sha, commits: [sha] });
}
/** Whether it was recorded with the images that are to be deployed now: a tag may have been moved since. */
function imagesIn({ payload }, { images, names }) {
    const recorded = (0,promotion_record/* readPayload */.rD)(payload)?.images ?? {};
    if (names === undefined)
        return digestsIn(Object.values(recorded), Object.values(images));
    const asked = names.filter(name => images[name] !== undefined);
    if (asked.some(name => recorded[name] === undefined))
        return 'unsaid';
    return asked.every(name => digestIn(recorded[name]) === digestIn(images[name])) ? 'same' : 'other';
}
/** By digests alone, since two workflows may call an image differently. */
function digestsIn(recorded, wanted) {
    if (recorded.length === 0)
        return 'unsaid';
    const known = new Set(recorded.map(digestIn));
    return wanted.every(image => known.has(digestIn(image))) ? 'same' : 'other';
}
function digestIn(image = '') {
    return image.slice(image.indexOf('@') + 1);
}

// EXTERNAL MODULE: ./shared/aws/pages.ts
var pages = __webpack_require__(2388);
// EXTERNAL MODULE: ./shared/aws/registry.ts
var aws_registry = __webpack_require__(5985);
// EXTERNAL MODULE: ./shared/core/history.ts
var core_history = __webpack_require__(2504);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var core_manifest = __webpack_require__(2083);
;// CONCATENATED MODULE: ./shared/phases/gates/requirement.ts










/**
 * Reads what ran there and what is recorded of it, and judges. A service that is in that environment alone has nothing of
 * this release; an image that is here alone cannot be proved there, which is said.
 */
async function lookAtRequirement(run) {
    const { required, soak, images, context } = run;
    const shared = required.services.flatMap(({ service, images: declared }) => {
        const references = declared.flatMap(({ name }) => images[name] ?? []);
        return references.length > 0 ? [{ service, references }] : [];
    });
    const names = required.services.flatMap(one => one.images.map(({ name }) => name));
    const search = { ...run, environment: required.environment, names };
    const [services, record] = await Promise.all([seeServices(shared, run), recordOf(search)]);
    const there = new Set(shared.flatMap(({ references }) => references));
    const elsewhere = Object.keys(images).filter(name => !there.has(images[name] ?? ''));
    const requirement = { environment: required.environment, soak, services, record, elsewhere };
    return judgeRequirement(requirement, context.clock.now());
}
/** Milliseconds for which a read there is tried again: it may be another account, and what is not seen is told soon. */
const patience = 60_000;
async function seeServices(shared, run) {
    const { required, until, context } = run;
    const aws = context.aws({ until, patience, ...(required.region !== undefined && { region: required.region }) });
    const wanted = await wantedOf(shared, run.aws);
    const ecs = await aws.ecs();
    try {
        const names = shared.map(({ service }) => service);
        const { services, absent } = await ecs.describeServices(required.cluster, names);
        return await Promise.all(shared.map(async ({ service: name, references }) => {
            const images = references.map(image => wanted.get(image) ?? []);
            const service = services.find(one => one.name === name);
            const there = service?.status === 'ACTIVE' ? service : undefined;
            const reason = service?.status ?? absent.get(name) ?? 'MISSING';
            const seen = there
                ? await seeService(there, { wanted: images, ecs, run })
                : { is: 'absent', why: `is ${reason} in cluster ${required.cluster}` };
            return { service: name, wanted: images, seen };
        }));
    }
    catch (error) {
        const seen = unread(error);
        return shared.map(({ service }) => ({ service, wanted: [], seen }));
    }
}
async function seeService(service, sight) {
    try {
        const { desired } = service;
        const running = service.deployments.reduce((sum, one) => sum + one.running, 0);
        return { is: 'read', runs: await runsOf(service, sight), desired, running };
    }
    catch (error) {
        return unread(error);
    }
}
/** Cancellation and bugs go on; whatever else AWS says keeps from seeing. */
function unread(error) {
    if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ)
        throw error;
    return { is: 'unread', why: error.message, next: error.next };
}
/** Deployments of which DescribeServiceRevisions shows the revisions in one call. */
const portion = 20;
/** The deployments of a service, newest first: all, or those that say that it has run these images for long enough. */
async function runsOf(service, { wanted, ecs, run }) {
    const { required, soak, context } = run;
    const now = context.clock.now();
    const since = now - core_history/* historyLasts */.sF;
    const listed = await ecs.listServiceDeployments({ cluster: required.cluster, service: service.name, after: since });
    // ListServiceDeployments documents no order.
    const newestFirst = listed.toSorted((a, b) => b.createdAt - a.createdAt);
    const runs = [];
    for (const few of (0,pages/* batches */.X)(newestFirst, portion)) {
        runs.push(...(await toRuns(few, ecs)));
        if (hasStayed(runs, wanted, { soak, now }))
            return runs;
    }
    return [...runs, ...(await runBefore(since, service, ecs))];
}
/** A revision that ECS does not show ran something that is not known. */
async function toRuns(listed, ecs) {
    const arns = listed.map(({ targetRevision }) => targetRevision);
    const revisions = await ecs.describeServiceRevisions([...new Set(arns)]);
    return listed.map(({ targetRevision, status, createdAt, finishedAt }) => {
        const { taskDefinition = '', digests = new Map(), images = [], } = revisions.find(({ arn }) => arn === targetRevision) ?? {};
        return {
            ...{ taskDefinition, status, createdAt },
            ...(finishedAt !== undefined && { finishedAt }),
            end: (0,core_history/* endOfDeployment */.Ad)(status, { wentOff: false }),
            // ECS may have resolved an index to its platform's image; what the task definition names counts as well.
            digests: [...new Set([...digests.values(), ...requirement_digestsIn(images)])],
        };
    });
}
/** What has run for longer than ECS keeps its history: it was completed before that begins. */
async function runBefore(since, service, ecs) {
    const primary = (0,core_service/* primaryOf */.Os)(service);
    if (primary?.rollout !== 'COMPLETED' || primary.createdAt >= since)
        return [];
    const { taskDefinition, createdAt } = primary;
    const { definition } = await ecs.describeTaskDefinition(taskDefinition);
    const digests = requirement_digestsIn(definition.containerDefinitions.flatMap(({ image }) => image ?? []));
    return [{ taskDefinition, end: 'succeeded', status: 'SUCCESSFUL', createdAt, finishedAt: since, digests }];
}
function requirement_digestsIn(images) {
    return images.flatMap(image => /@(.+)$/.exec(image)?.[1] ?? []);
}
/** A task may have reported the digest of its platform's image: what an index holds counts as it. */
async function wantedOf(shared, aws) {
    const references = [...new Set(shared.flatMap(one => one.references))];
    return new Map(await Promise.all(references.map(async (image) => {
        const { registry, repository, digest = '' } = (0,core_image/* parseImage */.zZ)(image);
        const seen = await (0,aws_registry/* lookInRegistry */.a1)(aws, { ...(registry && { registry }), repository, wanted: { digest } });
        const manifest = seen?.is === 'found' ? seen.manifest : undefined;
        return [image, manifest === undefined ? [digest] : (0,core_manifest/* digestsOf */.nw)((0,core_manifest/* readManifest */.WI)(manifest), digest)];
    })));
}

;// CONCATENATED MODULE: ./shared/phases/gates/proof.ts




/** Whether a release was proved in another environment of the manifest: by what its services ran, and by its record. */
function proofGate(run) {
    return gateOf(run.required.environment, () => lookAtRequirement(run));
}
/** The same where there is no manifest: the record in GitHub is all there is, and it must have these very digests. */
function recordedProofGate(run) {
    return gateOf(run.environment, () => lookAtRecord(run));
}
const unasked = {
    is: 'unread',
    why: 'without a manifest nothing says which services it has',
    next: 'Give these actions a manifest with that environment.',
};
async function lookAtRecord(run) {
    const { environment, soak, images, context } = run;
    const record = await recordOf({ ...run, names: undefined });
    const services = Object.keys(images).map(service => ({ service, wanted: [], seen: unasked }));
    return judgeRequirement({ environment, soak, services, record, elsewhere: [] }, context.clock.now());
}
async function gateOf(environment, look) {
    const name = `proof in ${environment}`;
    const verdict = await (0,gate/* orRefused */.o)(name, look);
    if (verdict.is === 'refused')
        return verdict;
    if (verdict.is === 'met')
        return { name, is: 'passed', says: verdict.says };
    return { name, is: 'refused', says: verdict.why, next: verdict.next };
}


/***/ }),

/***/ 5820:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ checkImages)
});

// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/image-checks.ts
var image_checks = __webpack_require__(1939);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/aws/pages.ts
var pages = __webpack_require__(2388);
// EXTERNAL MODULE: ./shared/core/attestation.ts
var attestation = __webpack_require__(5010);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/phases/command/in-time.ts
var in_time = __webpack_require__(7078);
;// CONCATENATED MODULE: ./shared/phases/verify/attestations.ts





const attestations_name = 'attestation';
/** Processes of gh at a time. */
const atOnce = 4;
/** Attestations of all images, by their keys, each verified once by gh. Those that were built elsewhere have none of ours. */
async function checkAttestations(targets, run) {
    const { attester } = run.gates;
    const checks = new Map();
    if (!attester)
        return checks;
    for (const few of (0,pages/* batches */.X)([...targets], atOnce)) {
        const found = await Promise.all(few.map(async ([key, target]) => ({ key, check: await checkAttestation(target, attester, run) })));
        for (const { key, check } of found)
            checks.set(key, [check]);
    }
    return checks;
}
async function checkAttestation(target, attester, run) {
    if (target.isBuiltElsewhere)
        return { name: attestations_name, is: 'left-out', shown: 'built elsewhere' };
    if (run.token === undefined) {
        const why = 'gh needs a token to ask GitHub for its attestation';
        return { name: attestations_name, is: 'unknown', shown: 'not seen', why, next: 'give `github-token`' };
    }
    const seen = await verifyWithGh(target, { ...run, attester, token: run.token });
    const verdict = (0,attestation/* judgeAttestation */.qX)(seen, attester);
    // Who reads of a refusal wants to see gh's own words; those of a success are long and say nothing more.
    if (verdict.is !== 'passed' && seen.is === 'ended')
        run.context.step.foreign(seen.lines.map(attestations_short).slice(-20));
    return { name: attestations_name, ...verdict };
}
/** Runs gh with its words as arguments. The token is in that process's environment, and nowhere else. */
async function verifyWithGh({ registry, repository, digest }, { attester, token, until, context }) {
    const command = (0,attestation/* verifyCommand */.p0)((0,core_image/* imageText */.f1)({ registry, repository, digest }), attester);
    const environment = (0,attestation/* verifyEnvironment */.tY)(context.environment, token);
    const lines = [];
    const print = (printed) => void lines.push(...printed);
    const end = await (0,in_time/* commandInTime */.O)({ command, until, environment, print }, context);
    if (context.stop.aborted)
        throw new errors/* Cancelled */.cJ();
    if (end.is === 'ended')
        return { ...end, lines };
    return end.is === 'not-started' ? end : { is: 'late' };
}
/** What gh prints as JSON is one line of many thousand characters. */
function attestations_short(line) {
    return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}

// EXTERNAL MODULE: ./shared/aws/registry.ts
var registry = __webpack_require__(5985);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var core_manifest = __webpack_require__(2083);
// EXTERNAL MODULE: ./shared/core/scan-verdict.ts
var scan_verdict = __webpack_require__(3107);
// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
;// CONCATENATED MODULE: ./shared/core/signature-verdict.ts


/** Whether Amazon ECR has signed an image. Every profile that is to sign it must have done so. */
function judgeSigning(seen) {
    if (seen.is === 'unread') {
        const next = (seen.next ?? 'run this again').replace(/\.$/, '');
        return { is: 'unknown', shown: 'not seen', why: `its signature could not be seen: ${seen.why}`, next };
    }
    if (seen.signings.length === 0) {
        const next = 'add a signing rule of the registry that fits this repository (PutSigningConfiguration), and push the image again';
        return { is: 'refused', shown: 'not signed', why: 'Amazon ECR has not signed it', next };
    }
    const failed = seen.signings.find(({ status }) => status === 'FAILED');
    if (failed)
        return refusal(failed);
    const open = seen.signings.find(({ status }) => status === 'IN_PROGRESS');
    if (open)
        return { is: 'waiting', for: `its signature by ${profileOf(open)} is IN_PROGRESS` };
    const strange = seen.signings.find(({ status }) => status !== 'COMPLETE');
    if (strange) {
        const why = `its signature by ${profileOf(strange)} has the status ${own(strange.status) || 'none'}`;
        return { is: 'unknown', shown: 'unknown', why, next: 'look at it in the registry' };
    }
    return { is: 'passed', shown: seen.signings.map(profileOf).join(', ') };
}
/** The verdict on a signature that was still being made when there was no more time. */
function lateSignature(waitedFor) {
    const next = 'run this again when it is done, or give it more time (`timeout`)';
    return {
        is: 'refused',
        shown: 'not signed yet',
        why: `${waitedFor}, and there was no more time to wait for it`,
        next,
    };
}
function refusal(failed) {
    const failure = own(failed.failure);
    return {
        is: 'refused',
        shown: 'failed',
        why: `Amazon ECR could not sign it by ${profileOf(failed)}${failure ? ` (${failure})` : ''}`,
        next: 'look at the signing profile and at what the role that pushes may sign with (signer:SignPayload), and push the image again',
    };
}
/** The last part of its ARN. */
function profileOf({ profile }) {
    return own(profile.slice(profile.lastIndexOf('/') + 1)) || 'a profile without a name';
}
function own(text) {
    return (0,wording/* shortened */.vI)((0,foreign_text/* plainLine */.h0)(text), 120);
}

// EXTERNAL MODULE: ./shared/core/verification.ts
var verification = __webpack_require__(4585);
// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
;// CONCATENATED MODULE: ./shared/phases/verify/registry-checks.ts






/** Scans and signatures of all images, by their keys; what is under way is waited for, all of it at once. */
async function checkInRegistry(targets, run) {
    const ended = new Map([...targets.keys()].map(key => [key, []]));
    const end = ({ key, name }, verdict) => {
        if (verdict.is !== 'waiting')
            ended.get(key)?.push({ name, ...verdict });
    };
    let open = opens(targets, run).map(one => ({ one, waitsFor: '' }));
    await (0,wait/* wait */.u)({
        until: run.until,
        look: async () => {
            const seen = await Promise.all(open.map(async ({ one }) => ({ one, verdict: await one.look() })));
            for (const { one, verdict } of seen)
                end(one, verdict);
            open = seen.flatMap(({ one, verdict }) => (verdict.is === 'waiting' ? [{ one, waitsFor: verdict.for }] : []));
            if (open.length === 0)
                return { is: 'ended', end: undefined };
            return { is: 'waiting', for: open.map(({ one, waitsFor }) => `${one.target.names.join(', ')}: ${waitsFor}`) };
        },
    }, run.context);
    for (const { one, waitsFor } of open)
        end(one, one.late(waitsFor));
    return ended;
}
function opens(targets, run) {
    const { failOnSeverity, requireSignature } = run.gates;
    return [...targets].flatMap(([key, target]) => [
        ...(failOnSeverity === undefined
            ? []
            : [
                {
                    key,
                    target,
                    name: 'scan findings',
                    look: () => lookAtScan(target, failOnSeverity, run),
                    late: scan_verdict/* lateScan */.sJ,
                },
            ]),
        ...(requireSignature
            ? [{ key, target, name: 'signature', look: () => lookAtSignature(target, run), late: lateSignature }]
            : []),
    ]);
}
/** A registry scans what can run: the image, or those inside of an index; a few also have a scan of the index. */
async function lookAtScan(target, threshold, run) {
    const { digest, manifest, pushedAt, repository } = target;
    const inside = (0,verification/* partsOfIndex */.YV)(manifest, run.platforms);
    const parts = inside.length > 0
        ? inside.map(one => ({ digest: one.digest, platform: (0,core_manifest/* platformText */.VQ)(one.platform) }))
        : [{ digest, platform: '' }];
    const scanOf = (part) => (0,registry/* scanInRegistry */.wN)(run.aws, { ...target, digest: part });
    const [index, ...scans] = await Promise.all([
        inside.length > 0 ? scanOf(digest) : undefined,
        ...parts.map(async (part) => ({ ...part, scan: await scanOf(part.digest) })),
    ]);
    const age = pushedAt === undefined ? undefined : run.context.clock.now() - pushedAt;
    const image = { repository, parts: scans, index, age };
    return (0,scan_verdict/* judgeScans */.CV)(image, threshold);
}
async function lookAtSignature(target, { aws }) {
    return judgeSigning(await (0,registry/* signingInRegistry */.Uj)(aws, target));
}

;// CONCATENATED MODULE: ./shared/phases/verify/checks.ts





/** Looks at what verified images must meet beside being there, each image once; their verdicts then say all of it. */
async function checkImages(all, run) {
    const asked = (0,image_checks/* gatesAsked */.Ve)(run.gates);
    if (asked.length === 0)
        return [...all];
    const targets = targetsOf(all);
    const { step, clock } = run.context;
    // Where the release is refused already, nothing is waited for.
    const isRefused = all.some(({ verdict: { is } }) => is !== 'verified' && !(run.allowMissing && is === 'missing'));
    const until = isRefused ? Math.min(run.until, clock.now()) : run.until;
    const found = await step.group(`Check ${asked.join(', ')} of ${(0,wording/* counted */.hS)(targets.size, 'image')}`, async () => {
        const attested = await checkAttestations(targets, run);
        const inRegistry = await checkInRegistry(targets, { ...run, until });
        const checks = new Map([...targets.keys()].map(key => [key, inOrder([...(inRegistry.get(key) ?? []), ...(attested.get(key) ?? [])])]));
        for (const [key, { names }] of targets)
            for (const check of checks.get(key) ?? [])
                step.info(`${names.join(', ')}: ${check.name}: ${checkText(check)}`);
        return checks;
    });
    return all.map(one => {
        const checks = found.get(keyOf(one)) ?? [];
        return { ...one, checks, verdict: (0,image_checks/* withChecks */.cX)(one.verdict, checks, asked) };
    });
}
function inOrder(checks) {
    return checks.toSorted((a, b) => image_checks/* checkNames */.LN.indexOf(a.name) - image_checks/* checkNames */.LN.indexOf(b.name));
}
function checkText({ is, shown }) {
    if (is === 'left-out')
        return `not asked for: ${shown}`;
    return `${is}: ${shown}`;
}
/** By what a task definition would name them: services that share an image share its checks. */
function targetsOf(all) {
    const groups = Map.groupBy(all.filter(({ verdict }) => verdict.is === 'verified'), keyOf);
    return new Map([...groups].flatMap(([key, those]) => (those[0] ? [[key, targetOf(those[0], those)]] : [])));
}
function targetOf({ image: { image }, registry, seen, verdict }, all) {
    const found = seen.is === 'found' ? seen : undefined;
    return {
        names: all.map(one => one.image.name),
        registry,
        repository: image.repository,
        digest: verdict.is === 'verified' ? verdict.digest : '',
        manifest: found?.manifest,
        pushedAt: found?.pushedAt,
        isBuiltElsewhere: image.tag !== undefined || image.digest !== undefined,
    };
}
function keyOf({ image: { image }, registry, verdict }) {
    const digest = verdict.is === 'verified' ? verdict.digest : '';
    const own = image.tag !== undefined || image.digest !== undefined ? ' built elsewhere' : '';
    return (0,core_image/* imageText */.f1)({ registry, repository: image.repository, ...(digest && { digest }) }) + own;
}


/***/ }),

/***/ 4247:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ commitOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2635);

/** The commit of a release, as GitHub knows it. `until` is milliseconds since 1970. */
async function commitOf(release, { token, context, until }) {
    if (token === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('`release` needs `github-token` to ask GitHub for its commit', {
            outcome: 'failed-before-change',
        });
    const found = await context.github({ token, until }).commitOfTag(release);
    if (found.is === 'found') {
        context.step.info(`Release ${release} is commit ${found.commit}.`);
        return found.commit;
    }
    const next = found.is === 'refused' ? found.next : 'Check the name of the release; its tag has to be pushed.';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(found.why, { outcome: found.is === 'refused' ? 'unknown' : 'failed-before-change', next });
}


/***/ }),

/***/ 1919:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ verdictText),
  O: () => (/* binding */ verifyImages)
});

// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/manifest.ts
var manifest = __webpack_require__(2083);
// EXTERNAL MODULE: ./shared/core/verification.ts
var verification = __webpack_require__(4585);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
;// CONCATENATED MODULE: ./shared/core/ecr-host.ts
/** The first part of a region's name tells its partition, and that the domain of its registries. */
const domains = [
    [/^cn-/, 'amazonaws.com.cn'],
    [/^eusc-/, 'amazonaws.eu'],
    [/^us-iso-/, 'c2s.ic.gov'],
    [/^us-isob-/, 'sc2s.sgov.gov'],
    [/^eu-isoe-/, 'cloud.adc-e.uk'],
    [/^us-isof-/, 'csp.hci.ic.gov'],
];
/** The host of an account's private registry in Amazon ECR. */
function ecrHost({ account, region }) {
    const domain = domains.find(([prefix]) => prefix.test(region))?.[1] ?? 'amazonaws.com';
    return `${account}.dkr.ecr.${region}.${domain}`;
}

;// CONCATENATED MODULE: ./shared/phases/verify/look.ts


/** Looks for the tag in every repository, each repository once, and for images of elsewhere by their own. */
async function lookForImages(images, { tag, aws }) {
    const looks = new Map();
    const look = (image) => {
        const key = (0,core_image/* imageText */.f1)(image);
        const known = looks.get(key) ?? lookIn(image, { tag, aws });
        looks.set(key, known);
        return known;
    };
    return Promise.all(images.map(async (image) => ({ image, ...(await look(image.image)) })));
}
/** What is looked for: the tag of the release, unless the image has a tag or a digest of its own. */
function wantedOf(image, tag) {
    return image.digest === undefined ? { tag: image.tag ?? tag } : { digest: image.digest };
}
async function lookIn(image, { tag, aws }) {
    const { registry, repository } = image;
    const home = registry === undefined ? undefined : (0,core_image/* ecrRegistry */.gO)(registry);
    if (registry !== undefined && !home) {
        return {
            registry,
            seen: { is: 'unknown', why: `${registry} is not a registry of Amazon ECR, so it cannot be asked` },
        };
    }
    const ecr = await aws.ecr(home?.region);
    const { registryId, seen } = await ecr.look({ registryId: home?.account, repository, wanted: wantedOf(image, tag) });
    const region = await ecr.region();
    const host = registry ??
        (registryId === undefined ? `the registry of this account in ${region}` : ecrHost({ account: registryId, region }));
    return { registry: host, seen };
}

;// CONCATENATED MODULE: ./shared/phases/verify/verify.ts





/** Looks at every image of a release. Writes nothing. */
function verifyImages(images, run) {
    const title = `Look for ${(0,wording/* counted */.hS)(images.length, 'image')} with the tag ${run.tag}`;
    return run.context.step.group(title, async () => {
        const looked = await lookForImages(images, run);
        return looked.map(one => verify(one, run));
    });
}
function verify(looked, { tag, platforms, allowMissing, context: { step } }) {
    const { image, registry, seen } = looked;
    const { repository } = image.image;
    const taken = takenByDigest(looked);
    const asked = { name: image.name, registry, repository, wanted: wantedOf(image.image, tag), seen };
    const verified = { image, registry, seen, verdict: taken ?? (0,verification/* judgeImage */.xQ)(asked, platforms), checks: [] };
    if (taken)
        step.warning(`${image.name}: ${registry} cannot be asked; its image is taken by its digest.`);
    // Missing images may be what is asked for; a repository that is not there is more likely a slip.
    if (seen.is === 'no-repository' && allowMissing)
        step.warning(`${image.name}: ${verdictText(verified)}`);
    // What is wrong is told in full, and once, when the step ends.
    const { verdict } = verified;
    step.info(`${image.name}: ${verdict.is === 'verified' ? verdictText(verified) : verdict.is}`);
    return verified;
}
/** Registries outside of Amazon ECR are not asked; a digest says which image it is, but not that it can be pulled. */
function takenByDigest({ image: { image }, registry }) {
    if (image.digest === undefined || (0,core_image/* ecrRegistry */.gO)(registry))
        return undefined;
    return { is: 'verified', digest: image.digest, platforms: [], attestations: 0 };
}
/** The verdict as a sentence, with what to do where something is to be done. */
function verdictText({ verdict }) {
    if (verdict.is === 'verified') {
        const platforms = verdict.platforms.map(manifest/* platformText */.VQ).join(', ');
        return `${verdict.digest}${platforms === '' ? '' : ` for ${platforms}`}`;
    }
    return 'next' in verdict ? `${verdict.why}. ${(0,wording/* capital */.Nx)(verdict.next)}.` : verdict.why.replace(/[^.]$/, '$&.');
}


/***/ })

};
