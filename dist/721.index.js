export const id = 721;
export const ids = [721];
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

/***/ 9721:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wafRateLimit: () => (/* binding */ wafRateLimit)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
;// CONCATENATED MODULE: ./shared/core/metric.ts
const minute = 60_000;
const hour = 60 * minute;
/** Seconds between the points that are asked for: minutes of some hours, else five minutes, which CloudWatch keeps for 63 days. */
function resolutionFor({ from, until }) {
    return until - from <= 3 * hour ? 60 : 300;
}
/** How long CloudWatch keeps sums of five minutes, in milliseconds. */
const longestPeriod = 63 * 24 * hour;
/**
 * The period without a first span that began before it: its sum would count what belongs to the time before. Undefined
 * where not one whole span is left.
 */
function wholeSpans({ from, until }, resolution) {
    const span = resolution * 1_000;
    const begin = Math.ceil(from / span) * span;
    return until - begin >= span ? { from: begin, until } : undefined;
}
function total(points) {
    return points.reduce((sum, { value }) => sum + value, 0);
}
/** Points of several metrics as those of one: what was reported for the same span is added up. */
function added(metrics) {
    const sums = new Map();
    for (const { at, value } of metrics.flat())
        sums.set(at, (sums.get(at) ?? 0) + value);
    return [...sums].map(([at, value]) => ({ at, value }));
}
/** The points added up by spans of so many milliseconds. */
function bySpan(points, span) {
    return added([points.map(({ at, value }) => ({ at: Math.floor(at / span) * span, value }))]);
}
/** The largest value; 0 if nothing was reported. */
function most(points) {
    return points.reduce((largest, { value }) => Math.max(largest, value), 0);
}

;// CONCATENATED MODULE: ./shared/core/rate-traffic.ts

/** Every request ends by one of these. */
const ends = ['AllowedRequests', 'BlockedRequests', 'CaptchaRequests', 'ChallengeRequests', 'MonetizeRequests'];
const endsByDefault = ['AllowedRequests', 'BlockedRequests'];
/** The metrics that tell what a rule did, and to how many of all requests. */
function trafficMetrics({ webAcl, rule, region }) {
    const metric = (of, name) => [
        `${of} ${name}`,
        {
            namespace: 'AWS/WAFV2',
            metric: name,
            dimensions: { WebACL: webAcl, Rule: of, ...(region !== undefined && { Region: region }) },
        },
    ];
    return Object.fromEntries([
        metric(rule, 'CountedRequests'),
        metric(rule, 'BlockedRequests'),
        ...ends.map(name => metric('ALL', name)),
        ...endsByDefault.map(name => metric('Default_Action', name)),
    ]);
}
/**
 * Reads what `trafficMetrics` asked for. Whether `ALL` includes requests that only met the default action is not said
 * clearly: where it does, that number is all of them, and where it does not, the larger of both is too few. So a share
 * of all requests is never made too small.
 */
function readTraffic(points, { rule, action }) {
    const of = (part, names) => added(names.map(name => points[`${part} ${name}`] ?? []));
    const byDefault = new Map(of('Default_Action', endsByDefault).map(({ at, value }) => [at, value]));
    const ended = new Map(of('ALL', ends).map(({ at, value }) => [at, value]));
    const times = new Set([...ended.keys(), ...byDefault.keys()]);
    return {
        over: of(rule, [action === 'count' ? 'CountedRequests' : 'BlockedRequests']),
        all: [...times].map(at => ({ at, value: Math.max(ended.get(at) ?? 0, byDefault.get(at) ?? 0) })),
    };
}
/** Milliseconds; a peak is one of so long. */
const peakSpan = 300_000;
function summed({ over, all }, period) {
    return { period, over: total(over), all: total(all), peak: most(bySpan(over, peakSpan)) };
}
/** From 0 to 1; undefined where there was no request, so that nothing can be said of a share. */
function shareOf({ over, all }) {
    return all > 0 ? over / all : undefined;
}
/** `0.51 %`; what is less than can be told so is not called nothing. */
function shareText(share) {
    if (share > 0 && share < 0.0001)
        return 'less than 0.01 %';
    return `${(share * 100).toLocaleString('en-US', { maximumSignificantDigits: share < 0.01 ? 2 : 3 })} %`;
}
/** Reads a share as people write it. Throws an Error whose message continues the name of the input. */
function readShare(text) {
    const [, number] = /^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(text) ?? [];
    if (number !== undefined && Number(number) <= 100)
        return Number(number) / 100;
    throw new Error(`is ${JSON.stringify(text.slice(0, 80))}; it takes a share of all requests, such as 1% or 0.05%`);
}
/** `81,000`. */
function numberText(number) {
    return number.toLocaleString('en-US');
}

// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
;// CONCATENATED MODULE: ./shared/core/rate-promotion.ts


const applyFirst = 'Run this action with `mode: apply`: the rule then counts, and its soak begins.';
/** Whether a rule may go from Count to Block. What is unknown speaks against it. */
function judgePromotion({ live, isAsWanted, traffic }, gate) {
    if (!live)
        return { is: 'refused', why: 'it is not there', next: applyFirst };
    if (!isAsWanted)
        return { is: 'refused', why: 'its settings are not those that are wanted', next: applyFirst };
    if (live.action === 'block')
        return { is: 'blocks', since: live.since };
    if (live.action === 'other') {
        const next = 'Run this action with `mode: apply` and `action: count`: its soak begins then.';
        return { is: 'refused', why: 'it neither counts nor blocks: somebody gave it another action', next };
    }
    if (live.since === undefined) {
        return { is: 'refused', why: 'since when it counts with these settings is not known', next: applyFirst };
    }
    if (live.since + gate.soak > gate.now)
        return { is: 'early', at: live.since + gate.soak };
    return judgeTraffic(traffic, gate);
}
function judgeTraffic(traffic, { maxShare, soak }) {
    if (traffic.is === 'unseen') {
        const next = 'See to that, and run this action again.';
        return { is: 'refused', why: `what it would have blocked is not known: ${traffic.why}`, next };
    }
    const share = shareOf(traffic.what);
    if (share === undefined) {
        const next = 'Find out which web ACL stands before what serves your traffic; `resource-arn` tells.';
        return { is: 'refused', why: `no request at all was seen in the last ${(0,wording/* elapsed */.vk)(soak)}`, next };
    }
    if (share <= maxShare)
        return { is: 'ready' };
    const { over, all } = traffic.what;
    const blocked = `${numberText(over)} of ${numberText(all)} requests (${shareText(share)})`;
    const why = `it would have blocked ${blocked}, and max-would-block allows ${shareText(maxShare)}`;
    const next = 'Look at whose requests these are: where they are welcome, raise the limit; where not, raise `max-would-block`.';
    return { is: 'refused', why, next };
}
/** Times are told in whole minutes; whoever comes at the time that was told must not be too early. */
const almostAMinute = 59_999;
/** When a soak ends, for people. */
function soakEndText(at) {
    return (0,wording/* dayAndTime */.X_)(at + almostAMinute);
}
/** Why a rule is not promoted, as a sentence goes on after "promoted". */
function notPromotedText(promotion) {
    if (promotion.is === 'refused')
        return `, because ${promotion.why}`;
    return ` yet: that is possible from ${soakEndText(promotion.at)}, the end of its soak`;
}
/** What `promote` would do to a rule that counts, as a sentence goes on after its name. */
function outlookText(promotion) {
    if (promotion.is === 'blocks')
        return 'blocks already';
    return promotion.is === 'ready' ? 'may be promoted now' : `may not be promoted${notPromotedText(promotion)}`;
}

// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
// EXTERNAL MODULE: ./shared/core/rate-rule.ts
var rate_rule = __webpack_require__(9199);
;// CONCATENATED MODULE: ./shared/core/rate-mark.ts


/*
 * WAF does not say when a rule was changed, and its metrics do not either: they report what is not zero, so a rule that
 * never matched has none (developer guide, "AWS WAF metrics and dimensions"). So our rules say it themselves, by a label:
 * it is written by the same request as the change, every later writer of the web ACL carries it on, and it does nothing
 * but stand in the logs of requests over the limit. It names the action and the settings that it is about: where
 * somebody changed them by hand, it no longer fits, and since when is unknown.
 */
const label = /^deploy-actions:(count|block):([0-9a-f]{8}):(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
/** The rule's labels with this mark in place of an older one; those of others stay. */
function marked(labels, { action, settings, since }) {
    const others = listOf(labels).filter(one => !label.test(nameIn(one)));
    const time = new Date(since).toISOString().replace(/[-:]|\.\d+/g, '');
    return [...others, { Name: `deploy-actions:${action}:${(0,rate_rule/* fingerprint */.Rj)(settings)}:${time}` }];
}
/** Since when a rule with these labels does this, in milliseconds since 1970; undefined where that is not known. */
function markedSince(labels, { action, settings }) {
    const found = listOf(labels).flatMap(one => label.exec(nameIn(one)) ?? []);
    const [, marked, print, year, month, day, hour, minute, second] = found;
    if (marked !== action || print !== (0,rate_rule/* fingerprint */.Rj)(settings))
        return undefined;
    const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(time) ? undefined : time;
}
function listOf(labels) {
    return Array.isArray(labels) ? labels : [];
}
function nameIn(one) {
    return (0,json/* isJsonObject */.O)(one) && typeof one['Name'] === 'string' ? one['Name'] : '';
}

;// CONCATENATED MODULE: ./shared/core/web-acl.ts



/** What a web ACL shows and UpdateWebACL does not take [SDK UpdateWebACLRequest]. */
const readOnly = new Set([
    'ARN',
    'Capacity',
    'LabelNamespace',
    'PreProcessFirewallManagerRuleGroups',
    'PostProcessFirewallManagerRuleGroups',
    'ManagedByFirewallManager',
    'RetrofittedByFirewallManager',
]);
/** What GetWebACL may show where there is nothing, and UpdateWebACL refuses [API: at least one character, one entry]. */
const refusedWhereEmpty = new Set(['Description', 'CustomResponseBodies', 'TokenDomains']);
/**
 * The request that replaces a web ACL by this document. UpdateWebACL replaces it whole, so everything is sent that can
 * be, members that nobody here knows included.
 */
function updateRequest(document, { scope, lockToken }) {
    const members = Object.entries(document).filter(([name, value]) => !readOnly.has(name) && !(refusedWhereEmpty.has(name) && Object.keys(value ?? {}).length === 0));
    return { ...Object.fromEntries(members), Scope: scope, LockToken: lockToken };
}
/** Its rules; a web ACL without any may show none. */
function rulesOf({ Rules: rules }) {
    return Array.isArray(rules) ? rules.filter(json/* isJsonObject */.O) : [];
}
/** A web ACL holds so many rate-based rules of its own (developer guide, "AWS WAF quotas"; it cannot be raised). */
const mostRateRules = 10;
/** Web ACL capacity units (developer guide, "AWS WAF quotas"): so many at most, and so many in the basic price. */
const mostCapacity = 5_000;
const includedCapacity = 1_500;
/** Names of the rate-based rules, ours and those of others. */
function rateRulesOf(document) {
    return rulesOf(document)
        .filter(({ Statement: statement }) => (0,json/* isJsonObject */.O)(statement) && 'RateBasedStatement' in statement)
        .map(({ Name: name }) => String(name));
}
/** Our rules that are there, by what their owner calls them. */
function ownRulesOf(document) {
    return rulesOf(document).flatMap(({ Name: name }) => (0,rate_rule/* ownName */.qU)(name) ?? []);
}
/** Whether Firewall Manager has a hand in it: it may show less of it, and changes parts of it by itself. */
function isManagedByFirewallManager(document) {
    return document['ManagedByFirewallManager'] === true || document['RetrofittedByFirewallManager'] === true;
}
/** Our rule of that name, if it is there. */
function findRule(document, name) {
    const raw = rulesOf(document).find(rule => rule['Name'] === (0,rate_rule/* ruleNameOf */.x2)(name));
    if (!raw)
        return undefined;
    const [action, settings] = [actionIn(raw), (0,rate_rule/* readSettings */.sb)(raw['Statement'])];
    const since = settings && action !== 'other' ? markedSince(raw['RuleLabels'], { action, settings }) : undefined;
    return { raw, action, responseCode: responseCodeIn(raw), settings, since };
}
function actionIn({ Action: action }) {
    if (!(0,json/* isJsonObject */.O)(action))
        return 'other';
    return 'Count' in action ? 'count' : 'Block' in action ? 'block' : 'other';
}
/** WAF answers so where nothing else is said. */
const usualResponse = 403;
function responseCodeIn({ Action: action }) {
    const block = (0,json/* isJsonObject */.O)(action) ? action['Block'] : undefined;
    const response = (0,json/* isJsonObject */.O)(block) ? block['CustomResponse'] : undefined;
    const code = (0,json/* isJsonObject */.O)(response) ? response['ResponseCode'] : undefined;
    return typeof code === 'number' ? code : usualResponse;
}
/** Metric name of a web ACL or of a rule: the value of its dimension in CloudWatch. */
function metricNameOf({ VisibilityConfig: visibility }) {
    const name = (0,json/* isJsonObject */.O)(visibility) ? visibility['MetricName'] : undefined;
    return typeof name === 'string' ? name : undefined;
}
/** Other rules that report under the metric name of ours: what is counted there is theirs, too. */
function metricSharers(document, name) {
    const ours = (0,rate_rule/* ruleNameOf */.x2)(name);
    return rulesOf(document)
        .filter(rule => rule['Name'] !== ours && metricNameOf(rule) === ours)
        .map(rule => String(rule['Name']));
}

;// CONCATENATED MODULE: ./shared/core/waf-names.ts
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const webAclArn = new RegExp(`^arn:[\\w-]+:wafv2:([\\w-]+):\\d{12}:(regional|global)/webacl/([\\w-]+)/(${uuid})$`);
/** Reads what an input or a manifest names. Throws an Error whose message continues "`web-acl` …". */
function readWebAclName(text) {
    const [, region = '', scope, name = '', id = ''] = webAclArn.exec(text) ?? [];
    if (scope !== undefined)
        return { is: 'arn', text, region, scope: scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL', name, id };
    if (new RegExp(`^${uuid}$`).test(text))
        return { is: 'id', text };
    // [API WebACL.Name]
    if (/^[\w-]{1,128}$/.test(text))
        return { is: 'name', text };
    throw new Error(`is ${JSON.stringify(text.slice(0, 200))}; it takes the name, the id or the ARN of a web ACL`);
}
/** What is often taken for a resource that a regional web ACL can protect, and is none. */
const mistakenArns = [
    { found: /^(?!arn:)/, says: 'which is no ARN' },
    {
        found: /^arn:[\w-]+:cloudfront:/,
        says: 'a distribution, which names its web ACL itself: set its `WebACLId` (Terraform: `web_acl_id`) to the ARN of the web ACL',
    },
    { found: /:elasticloadbalancing:.*:targetgroup\//, says: 'a target group; it takes its load balancer' },
    { found: /:elasticloadbalancing:.*:listener/, says: 'a listener; it takes its load balancer' },
    {
        found: /:elasticloadbalancing:.*:loadbalancer\/(?!app\/)/,
        says: 'no Application Load Balancer, and WAF protects no others',
    },
    { found: /:wafv2:/, says: 'of WAF itself; it takes what the web ACL protects' },
];
/** ARN of what a regional web ACL protects. Throws as above. New kinds of resources are left to WAF to judge. */
function readResourceArn(text) {
    const mistake = mistakenArns.find(({ found }) => found.test(text));
    if (!mistake)
        return text;
    throw new Error(`is ${JSON.stringify(text.slice(0, 200))}, ${mistake.says}; it takes the ARN of an Application Load Balancer, or of an API Gateway stage`);
}
/** A resource as a line of the log names it: `app/production/50dc6c495c0c9188`, `restapis/abc/stages/prod`. */
function resourceName(arn) {
    return arn
        .split(':')
        .slice(5)
        .join(':')
        .replace(/^\/|^loadbalancer\//, '');
}

// EXTERNAL MODULE: ./shared/aws/call.ts
var call = __webpack_require__(382);
// EXTERNAL MODULE: ./shared/core/lost-update.ts
var lost_update = __webpack_require__(9600);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
// EXTERNAL MODULE: ./node_modules/ipaddr.js/lib/ipaddr.js
var ipaddr = __webpack_require__(8280);
var ipaddr_default = /*#__PURE__*/__webpack_require__.n(ipaddr);
// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
;// CONCATENATED MODULE: ./shared/core/rate-sample.ts


/** WAF samples the last three hours, and of each period only the first 5,000 requests [SDK GetSampledRequests]. */
const longestSample = 10_800_000;
const samplePart = 1_800_000;
/** The parts of a period for which to ask for samples, so that its last minutes are among them. In whole minutes. */
function sampleParts({ from, until }) {
    const begin = Math.floor(Math.max(from, until - longestSample) / rate_sample_minute) * rate_sample_minute;
    const begins = Array.from({ length: Math.ceil((until - begin) / samplePart) }, (_, index) => begin + index * samplePart);
    return begins.map(at => ({ from: at, until: Math.min(at + samplePart, until) }));
}
const rate_sample_minute = 60_000;
function summarizeSample(samples, view) {
    const own = samples.flatMap(({ requests }) => requests.filter(({ action }) => action.toLowerCase() === view.action));
    const addresses = own.map(request => addressOf(request, view.by));
    return {
        requests: own.length,
        // "If PopulationSize is less than MaxItems, the sample includes every request" [SDK GetSampledRequestsResponse].
        isWhole: view.reachesBack && samples.every(({ requests, population }) => population <= requests.length),
        addresses: new Set(addresses).size,
        origins: tally(addresses.map(address => (view.showAddresses ? address : networkOf(address)))),
        paths: tally(own.map(({ method, path }) => `${method} ${plainPath(path)}`)),
    };
}
function tally(things) {
    const counts = new Map();
    for (const thing of things)
        counts.set(thing, (counts.get(thing) ?? 0) + 1);
    return [...counts].toSorted(([one, often], [other, oftener]) => oftener - often || (one < other ? -1 : 1));
}
/** The address that the limit is for: the client's own, or the first in the header (developer guide, "Forwarded IP"). */
function addressOf({ address, headers }, by) {
    return by.is === 'ip' ? address : (headers.get(by.header.toLowerCase())?.split(',')[0]?.trim() ?? '');
}
/**
 * An address without what tells one person from the neighbours: `203.0.113.x`, `2001:db8:1::/48`. The log of a public
 * repository is public, and an address is personal data.
 */
function networkOf(address) {
    if (!ipaddr_default().isValid(address))
        return 'no address';
    const parsed = ipaddr_default().process(address);
    if (parsed.kind() === 'ipv4')
        return parsed.toString().replace(/\d+$/, 'x');
    return `${ipaddr_default().IPv6.networkAddressFromCIDR(`${parsed.toString()}/48`).toString()}/48`;
}
/**
 * A path without what is only in this one: numbers, ids, tokens and whatever looks like a credential become `*`. So the
 * requests to one handler are one line, and the token in a link for a new password stays out of the log.
 */
function plainPath(path) {
    const [line = ''] = (0,foreign_text/* withoutSecrets */.cT)(path);
    const parts = line.split('/').map(part => (isParticular(part) ? '*' : part));
    return parts.length > mostParts ? `${parts.slice(0, mostParts).join('/')}/…` : parts.join('/');
}
/** The first is what comes before the first slash: nothing. */
const mostParts = 7;
function isParticular(part) {
    return /^\d+$|[@%=]/.test(part) || part.length > 32 || (part.length >= 8 && /\d/.test(part));
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/evidence.ts







/** What is known of a rule over the soak, as far as it did the same all the time. Undefined for one that is no limit. */
async function gatherEvidence(run, rule) {
    const { action, settings, since } = rule.live;
    if (action === 'other' || !settings)
        return undefined;
    const now = run.context.clock.now();
    const period = { from: Math.max(now - run.soak, since ?? 0), until: now };
    const [traffic, sample, overNow] = await Promise.all([
        trafficOf(run, rule, { action, period }),
        sampleOf(run, rule, { action, period }),
        overNowOf(run, rule),
    ]);
    return { action, traffic, sample, overNow };
}
/** How many requests a rule counted or blocked in a period, and of how many. */
async function trafficOf(run, rule, { action, period }) {
    const { document, name, webAcl } = rule;
    const sharers = metricSharers(document, name);
    if (sharers.length > 0)
        return unseen(`${sharers.join(', ')} reports under the same metric name`);
    const resolution = resolutionFor(period);
    const whole = wholeSpans(period, resolution);
    if (!whole)
        return unseen('it began only a moment ago');
    const metered = { webAcl: metricNameOf(document) ?? webAcl.name, rule: (0,rate_rule/* ruleNameOf */.x2)(name), region: regionIn(webAcl) };
    const seen = await seeing(run, async () => {
        const metrics = await run.evidence.metrics(run.region);
        const points = await metrics.sums({ metrics: trafficMetrics(metered), period: whole, resolution });
        return summed(readTraffic(points, { rule: metered.rule, action }), period);
    });
    const isHidden = seen.is === 'seen' && seen.what.over === 0 && action === 'count' && isManagedByFirewallManager(document);
    return isHidden
        ? unseen('Firewall Manager manages this web ACL, and then the metrics of rules that count are not shown')
        : seen;
}
/** The metrics of CloudFront's web ACLs have no region. */
function regionIn({ arn, scope }) {
    return scope === 'CLOUDFRONT' ? undefined : arn.split(':')[3];
}
function sampleOf(run, { webAcl, name, live }, deed) {
    const by = live.settings?.by ?? { is: 'ip' };
    return seeing(run, async () => {
        const waf = await run.evidence.waf(run.region);
        const ask = (part) => waf.sampledRequests({ webAcl, rule: (0,rate_rule/* ruleNameOf */.x2)(name) }, part);
        const parts = sampleParts(deed.period);
        const samples = await Promise.all(parts.map(ask));
        const reachesBack = parts.some(({ from }) => from <= deed.period.from);
        return summarizeSample(samples, { by, action: deed.action, reachesBack, showAddresses: run.showAddresses });
    });
}
function overNowOf(run, { webAcl, name }) {
    return seeing(run, async () => {
        const waf = await run.evidence.waf(run.region);
        return (await waf.addressesOverLimit({ webAcl, rule: (0,rate_rule/* ruleNameOf */.x2)(name) })).length;
    });
}
/** Looks, and where AWS does not let us, says why: without evidence much can still be done. */
async function seeing({ context }, see) {
    try {
        return { is: 'seen', what: await see() };
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ || !(error instanceof call/* AwsError */.Gy) || context.stop.aborted)
            throw error;
        return unseen(error.kind === 'denied' ? `that is denied. ${error.next ?? ''}` : error.message);
    }
}
function unseen(why) {
    return { is: 'unseen', why };
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/patience.ts


/** With these WAF refuses what it does not know yet: that takes "a few seconds to a number of minutes" [SDK]. */
const notYetKnown = ['WAFUnavailableEntityException', 'WAFNonexistentItemException'];
/** Asks again while WAF does not know what it is asked about, and ends with its refusal if that goes on. */
async function onceKnown({ context }, { ask, what, until }) {
    let refusal;
    const waited = await (0,wait/* wait */.u)({
        until,
        look: async () => {
            try {
                return { is: 'ended', end: await ask() };
            }
            catch (error) {
                if (!(error instanceof call/* AwsError */.Gy) || !error.is(...notYetKnown))
                    throw error;
                refusal = error;
                return { is: 'waiting', for: [`WAF does not know ${what} yet (${error.fault.code}); asking again`] };
            }
        },
    }, context);
    if (waited.is === 'ended')
        return waited.end;
    throw refusal;
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/undecided.ts

/** Something was sent, and what became of it is not known, or was undone by somebody at once. */
class MayBeChanged extends errors/* ActionError */.lZ {
}
const runAgain = 'Run the job again: it goes on from what WAF shows then.';
/** From the moment a reply is lost until it is found out what it said, whatever goes wrong leaves it unknown. */
function undecided(change) {
    return error => {
        if (!(error instanceof errors/* ActionError */.lZ))
            throw error;
        if (error.outcome === 'cancelled') {
            const message = `cancelled while WAF was asked for ${change}: whether it was made is not known`;
            throw new MayBeChanged(message, { outcome: 'cancelled', next: runAgain });
        }
        const message = `whether ${change} was made is not known: its reply was lost, and then: ${error.message}`;
        throw new MayBeChanged(message, { outcome: 'unknown', next: error.next ?? runAgain });
    };
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/protection.ts








/** How long a resource may be unknown to WAF before its ARN counts as wrong, in milliseconds. */
const newResource = 120_000;
async function lookAtProtection(run, webAcl) {
    const { resource, context } = run;
    if (resource === undefined) {
        await tellProtected(run, webAcl);
        return { is: 'unasked' };
    }
    const until = Math.min(run.until, context.clock.now() + newResource);
    const ask = () => protectionOf(run, webAcl, resource);
    try {
        const protection = await onceKnown(run, { ask, what: resourceName(resource), until });
        context.step.info(protectionText(protection));
        return protection;
    }
    catch (error) {
        const isUnknown = error instanceof call/* AwsError */.Gy && error.is(...notYetKnown);
        throw isUnknown ? await unknownResource(run, webAcl, resource) : error;
    }
}
async function protectionOf({ waf }, webAcl, resource) {
    const found = await waf.webAclOf(resource);
    if (!found)
        return { is: 'none', resource };
    return found.arn === webAcl.arn ? { is: 'ours', resource } : { is: 'other', resource, name: found.name };
}
/** As a sentence of the web ACL; empty where nothing was asked. */
function protectionText(protection) {
    if (protection.is === 'unasked')
        return '';
    const what = resourceName(protection.resource);
    if (protection.is === 'ours')
        return `It protects ${what}.`;
    return `It does not protect ${what}: ${protection.is === 'none' ? 'no web ACL does' : `web ACL ${protection.name} does`}.`;
}
/** For whom no resource is named. */
async function tellProtected(run, webAcl) {
    const { step } = run.context;
    if (webAcl.scope === 'CLOUDFRONT') {
        step.info(`A distribution names its web ACL itself: its \`WebACLId\` (Terraform: \`web_acl_id\`) is ${webAcl.arn}.`);
        return;
    }
    const seen = await loadBalancers(run, webAcl);
    if (seen.is === 'unseen')
        step.info(`Which load balancers it protects is not known: ${seen.why}`);
    else
        step.info(`It protects ${seen.what.map(resourceName).join(', ') || 'no load balancer'}.`);
}
function loadBalancers(run, webAcl) {
    return seeing(run, async () => (await run.evidence.waf(run.region)).loadBalancersOf(webAcl));
}
/** A resource that WAF does not know is answered with those that the web ACL protects. */
async function unknownResource(run, webAcl, resource) {
    const seen = await loadBalancers(run, webAcl);
    const there = seen.is === 'seen' ? seen.what : [];
    const known = there.length > 0 ? ` Web ACL ${webAcl.name} protects ${there.join(', ')}.` : '';
    return new errors/* ActionError */.lZ(`WAF does not know ${resource}.${known}`, {
        outcome: 'failed-before-change',
        next: 'Check the ARN in `resource-arn`, and the region and the account of this job.',
    });
}
/** Why the resource cannot be protected; a resource has one web ACL, and it is not taken from another one unasked. */
function refuseToMove(protection, { replace }) {
    if (protection.is !== 'other' || replace)
        return;
    const { name, resource } = protection;
    throw new errors/* ActionError */.lZ(`${resourceName(resource)} is protected by another web ACL, ${name}, and was left with it`, {
        outcome: 'failed-before-change',
        next: `Name that web ACL in \`web-acl\` if the limits belong there, or set \`replace: true\` to take the place of ${name}.`,
    });
}
/** Lets the web ACL protect the resource. Answers whether that was still to be done. */
async function protect(run, webAcl, resource) {
    const { step } = run.context;
    let isLost = false;
    for (;;) {
        // AssociateWebACL has no condition: whoever came between this look and the call is replaced without a word.
        const looked = protectionOf(run, webAcl, resource);
        const before = await (isLost ? looked.catch(undecided('the association')) : looked);
        if (before.is === 'ours')
            return isLost;
        refuseToMove(before, run);
        if (before.is === 'other')
            step.info(`${resourceName(resource)} is taken from web ACL ${before.name}: \`replace\` allows it.`);
        const ask = () => run.waf.associate(webAcl, resource);
        const sent = await onceKnown(run, { ask, what: `web ACL ${webAcl.name}`, until: run.until });
        if (sent.is === 'done')
            return seeProtected(run, webAcl, resource);
        step.info(`the reply to AssociateWebACL was lost (${sent.fault.fault.code}); looking whether it was done`);
        isLost = true;
    }
}
/** Reads until the association shows, which is its proof. */
async function seeProtected(run, webAcl, resource) {
    const until = Math.min(run.until, run.context.clock.now() + lost_update/* settleTime */.rW);
    const waited = await (0,wait/* wait */.u)({
        until,
        look: async () => {
            const seen = await protectionOf(run, webAcl, resource);
            return seen.is === 'ours' ? { is: 'ended', end: seen } : { is: 'waiting', for: [protectionText(seen)] };
        },
    }, run.context).catch(undecided('the association'));
    if (waited.is === 'ended')
        return true;
    throw new MayBeChanged(`WAF took the association, but does not show it. ${waited.for.join(' ')}`, {
        outcome: 'unknown',
        next: 'Look at the web ACL of the resource in the console. Somebody else may have changed it at the same time.',
    });
}

// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
;// CONCATENATED MODULE: ./shared/core/rate-evidence.ts


/** The evidence for people, a sentence a line, each without its end. */
function evidenceLines({ action, traffic, sample, overNow }) {
    const would = verbs[action];
    return [
        traffic.is === 'seen'
            ? trafficText(traffic.what, { would, sample })
            : `what ${would.notSeen} is not known: ${traffic.why}`,
        ...(sample.is === 'seen' ? sampleLines(sample.what, traffic) : [`no sampled requests: ${sample.why}`]),
        overNow.is === 'seen'
            ? `over the limit now: ${overNow.what === 0 ? 'nobody' : addresses(overNow.what)}`
            : `who is over the limit now is not known: ${overNow.why}`,
    ];
}
const verbs = {
    count: { one: 'would have been blocked', many: 'would have been blocked', notSeen: 'it would have blocked' },
    block: { one: 'was blocked', many: 'were blocked', notSeen: 'it blocked' },
};
/** `in the last 3h 412 requests of 3 addresses would have been blocked, of 81,000 (0.51 %)`. */
function trafficText(traffic, { would, sample }) {
    const { period, over, all } = traffic;
    const when = `in the last ${(0,wording/* elapsed */.vk)(period.until - period.from)}`;
    const share = shareOf(traffic);
    if (share === undefined)
        return `${when} no request at all was seen`;
    const of = `of ${numberText(all)} (${shareText(share)})`;
    if (over === 0)
        return `${when} no request ${would.one}, ${of}`;
    const whose = sample.is === 'seen' ? whoseText(sample.what) : '';
    return `${when} ${numberText(over)} request${over === 1 ? '' : 's'}${whose} ${over === 1 ? would.one : would.many}, ${of}`;
}
function whoseText({ requests, isWhole, addresses: number }) {
    return requests === 0 ? '' : ` of ${isWhole ? '' : 'at least '}${addresses(number)}`;
}
function addresses(number) {
    return number === 1 ? '1 address' : `${numberText(number)} addresses`;
}
function sampleLines({ requests, paths, origins }, traffic) {
    const isMissed = requests === 0 && traffic.is === 'seen' && traffic.what.over > 0;
    if (requests === 0)
        return isMissed ? ['none of them is among the requests that WAF sampled'] : [];
    return [`top paths of ${numberText(requests)} sampled requests: ${topOf(paths)}`, `they came from ${topOf(origins)}`];
}
/** `POST /v1/auth/login 380, GET / 12 and 3 others`. */
function topOf(tally, most = 5) {
    const shown = tally.slice(0, most).map(([thing, times]) => `${thing} ${numberText(times)}`);
    const rest = tally.length - shown.length;
    return `${shown.join(', ')}${rest > 0 ? ` and ${(0,wording/* counted */.hS)(rest, 'other')}` : ''}`;
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/tell.ts





/** Says what the web ACL is, and what of it is worth knowing before it is changed. */
function tellWebAcl({ rules, context }, { scope, arn }, document) {
    const { step } = context;
    if (scope === 'CLOUDFRONT')
        step.info('What belongs to CloudFront is in us-east-1, whatever the region of this job.');
    step.info(arn);
    const [all, rate, capacity] = [rulesOf(document).length, rateRulesOf(document).length, document['Capacity']];
    const used = typeof capacity === 'number' ? `, and uses ${capacity} of ${mostCapacity} WCU` : '';
    step.info(`It has ${(0,wording/* counted */.hS)(all, 'rule')}, ${rate === 0 ? 'none' : rate} of them rate-based${used}.`);
    if (isManagedByFirewallManager(document)) {
        step.info('Firewall Manager manages it, too: the rule groups that it puts first and last stay as they are.');
    }
    const wanted = new Set(rules.map(({ name }) => name));
    const others = ownRulesOf(document).filter(name => !wanted.has(name));
    if (others.length > 0)
        step.info(`Limits that are not of this run, and are left alone: ${others.join(', ')}.`);
}
/** Says what a limit is, how it differs from what is wanted, and what it has seen. */
function tellRule({ context: { step } }, { rule, live, change, evidence, promotion }) {
    const lines = [
        `${standingText(live)}${(0,rate_rule/* settingsText */.JV)(live?.settings ?? rule)}`,
        ...(change?.settings ?? []).map(difference => `~ ${differenceText(difference)}`),
        ...(evidence ? evidenceLines(evidence) : []),
        ...(live?.action === 'count' && isAsWanted(change) ? [outlookText(promotion)] : []),
    ];
    for (const line of lines)
        step.info(`${rule.name}: ${line}`);
    for (const warning of warningsOf(rule))
        step.warning(`${rule.name}: ${warning}`);
}
/** Whether nothing would be changed but what it does, and since when that is known. */
function isAsWanted(change) {
    return change === undefined || change.settings.every(({ setting }) => setting === 'action');
}
/** What a limit does, up to what it watches. */
function standingText(live) {
    if (!live)
        return 'is not there; wanted: ';
    if (!live.settings)
        return 'is there, but watches something else; wanted: ';
    const since = live.since === undefined ? 'since nobody knows when' : `since ${(0,wording/* dayAndTime */.X_)(live.since)}`;
    return `${deedOf(live)} ${since}: `;
}
/** `counts`, `blocks with 429`, or that there is none. */
function deedOf(live) {
    if (!live)
        return 'is not there';
    if (live.action === 'other')
        return 'neither counts nor blocks';
    return live.action === 'count' ? 'counts' : `blocks with ${live.responseCode}`;
}
function differenceText({ setting, before, after }) {
    return `${setting}: ${before} → ${after}`;
}
/** What WAF does with a forwarded address surprises people [SDK ForwardedIPConfig; developer guide, "Forwarded IP"]. */
function warningsOf({ by }) {
    if (by.is === 'ip')
        return [];
    return [
        `a request without ${by.header} is not limited at all`,
        `whoever reaches the load balancer without your proxy in between can write any address into ${by.header}: let it take requests from the proxy alone`,
    ];
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/report.ts









/** What was done, for the next step and for the reader. */
function resultOf({ webAcl }, { rules, changed, association }) {
    const { outcome = 'unchanged', says } = association;
    const sentences = rules.map(rule => `${rule.looked.rule.name} ${rule.says}.`);
    return {
        // What was so already says nothing of the rest.
        outcome: (0,core_outcome/* together */.bs)([...rules.map(rule => rule.outcome), outcome].filter(one => one !== 'unchanged')),
        message: [...sentences, ...(outcome === 'unchanged' ? [] : [says])].join('\n'),
        next: [...rules, association].flatMap(({ next }) => next ?? [])[0],
        outputs: outputsOf(rules, changed),
        summary: summaryOf(webAcl, rules, says),
    };
}
/** Where the story ended before its end: what was seen is told nevertheless. */
function brokenOff(error, looked, step) {
    // Where it is not known whether something was changed, the careful answer is that it was.
    const changed = error instanceof MayBeChanged;
    const rules = looked?.rules.map(one => ({ looked: one, does: changed ? 'not known' : deedOf(one.live) })) ?? [];
    return {
        ...(0,action/* endOf */.pJ)(error, step),
        outputs: outputsOf(rules, changed),
        summary: looked ? summaryOf(looked.webAcl, rules, protectionText(looked.protection)) : 'No web ACL was changed.',
    };
}
function outputsOf(rules, changed) {
    return { changed: String(changed), 'would-block': JSON.stringify(wouldBlock(rules)) };
}
function summaryOf({ scope, name }, rules, protects) {
    return [
        `${scope} web ACL ${(0,summary/* codeSpan */.SS)(name)}. ${(0,summary/* prose */.CS)(protects)}`.trim(),
        (0,summary/* serviceTable */.oV)(['Limit', 'Wanted', 'Over the limit', 'Of all requests', 'Now'], rules.map(rowOf)),
        ...rules.flatMap(originOf),
    ].join('\n\n');
}
function rowOf({ looked: { rule, evidence }, does }) {
    const traffic = evidence?.traffic.is === 'seen' ? evidence.traffic.what : undefined;
    const share = traffic && shareOf(traffic);
    return [
        rule.name,
        (0,rate_rule/* settingsText */.JV)(rule),
        traffic ? `${numberText(traffic.over)}${share === undefined ? '' : ` (${shareText(share)})`}` : '',
        traffic ? `${numberText(traffic.all)} in ${(0,wording/* elapsed */.vk)(traffic.period.until - traffic.period.from)}` : '',
        does,
    ];
}
/** Where the requests over a limit went and came from, as far as WAF sampled them. */
function originOf({ looked: { rule, evidence } }) {
    if (evidence?.sample.is !== 'seen' || evidence.sample.what.requests === 0)
        return [];
    const { requests, paths, origins } = evidence.sample.what;
    const rows = [
        ...paths.slice(0, 10).map(([path, times]) => [path, numberText(times)]),
        ...origins.slice(0, 10).map(([address, times]) => [`from ${address}`, numberText(times)]),
    ];
    return [
        `${(0,summary/* prose */.CS)(rule.name)}: ${numberText(requests)} sampled requests over the limit`,
        (0,summary/* serviceTable */.oV)(['Request', 'Times'], rows),
    ];
}
/** The output `would-block`: numbers and times alone, since what is sent to a web site is nobody's to pass on. */
function wouldBlock(rules) {
    return Object.fromEntries(rules.map(({ looked }) => [looked.rule.name, looked.evidence && inNumbers(looked, looked.evidence)]));
}
function inNumbers({ live }, { action, traffic, sample, overNow }) {
    const time = (at) => (at === undefined ? null : new Date(at).toISOString());
    return {
        action,
        since: time(live?.since),
        ...(traffic.is === 'seen' && {
            from: time(traffic.what.period.from),
            until: time(traffic.what.period.until),
            requests: traffic.what.over,
            of: traffic.what.all,
            share: shareOf(traffic.what) ?? null,
        }),
        ...(sample.is === 'seen' && { sampled: sample.what.requests, addresses: sample.what.addresses }),
        ...(overNow.is === 'seen' && { addressesOverLimitNow: overNow.what }),
    };
}

// EXTERNAL MODULE: ./shared/core/pace.ts
var pace = __webpack_require__(1553);
;// CONCATENATED MODULE: ./shared/core/rate-rule-change.ts




/**
 * The document with our rules as they are wanted, and what changes. Everything else in it stays as it is. `now` is
 * written on what begins now, in milliseconds since 1970.
 */
function withRules(document, wanted, now) {
    const changes = [];
    let rules = Array.isArray(document['Rules']) ? document['Rules'] : [];
    for (const rule of wanted) {
        const change = changeOf(rule, { live: findRule({ Rules: rules }, rule.name), priority: freePriority(rules), now });
        if (!change)
            continue;
        changes.push(change);
        rules = replaced(rules, change);
    }
    return { document: changes.length === 0 ? document : { ...document, Rules: rules }, changes };
}
function replaced(rules, { before, rule }) {
    return before ? rules.map(one => (one === before.raw ? rule : one)) : [...rules, rule];
}
function changeOf(wanted, { live, priority, now }) {
    const action = actionFor(wanted, live);
    const kept = keptOf(wanted, { live, action });
    if (Object.values(kept).every(is => is))
        return undefined;
    // Of what is no limit of our kind, only its place stays.
    const raw = live?.settings ? live.raw : {};
    const rule = {
        ...raw,
        Name: (0,rate_rule/* ruleNameOf */.x2)(wanted.name),
        Priority: live?.raw['Priority'] ?? priority,
        ...(!kept.settings && { Statement: (0,rate_rule/* statementOf */.T8)(wanted) }),
        ...(!kept.action && { Action: actionJson(action, wanted) }),
        VisibilityConfig: { ...(raw['VisibilityConfig'] ?? {}), ...visibilityOf(wanted.name) },
        ...(!kept.mark &&
            action !== 'other' && { RuleLabels: marked(raw['RuleLabels'], { action, settings: wanted, since: now }) }),
    };
    const settings = live ? differences(wanted, { live, action, kept }) : [];
    const is = !live ? 'added' : settings.length === 0 ? 'marked' : 'changed';
    return { name: wanted.name, is, settings, rule, before: live };
}
/**
 * What the rule will do. If nothing is said, a rule that is there as wanted goes on with what it does; one with other
 * settings counts again, since what was seen of the old ones says nothing of the new. But for a higher limit: what that
 * blocks, the lower one blocked as well.
 */
function actionFor(wanted, live) {
    if (wanted.action)
        return wanted.action;
    if (!live?.settings)
        return 'count';
    const isSame = (0,rate_rule/* settingChanges */.eC)(live.settings, wanted).length === 0;
    return isSame || (live.action === 'block' && (0,rate_rule/* isLooser */.NM)(wanted, live.settings)) ? live.action : 'count';
}
function keptOf(wanted, { live, action }) {
    const metrics = live !== undefined && isMeasured(live.raw, wanted.name);
    if (!live?.settings)
        return { settings: false, action: false, metrics, mark: false };
    const settings = (0,rate_rule/* settingChanges */.eC)(live.settings, wanted).length === 0;
    const doesIt = live.action === action;
    return {
        settings,
        action: doesIt && (action !== 'block' || live.responseCode === wanted.responseCode),
        metrics,
        // What was not measured is no evidence, so where that is mended the time begins anew. Of an action that somebody else
        // gave it nothing is said.
        mark: action === 'other' || (settings && doesIt && metrics && live.since !== undefined),
    };
}
function differences(wanted, { live, action, kept }) {
    const something = { setting: 'statement', before: 'something else', after: (0,rate_rule/* settingsText */.JV)(wanted) };
    const [does, will] = [actionText(live.action, live.responseCode), actionText(action, wanted.responseCode)];
    return [
        ...(live.settings ? (0,rate_rule/* settingChanges */.eC)(live.settings, wanted) : [something]),
        ...(does === will ? [] : [{ setting: 'action', before: does, after: will }]),
        ...(kept.metrics ? [] : [{ setting: 'metrics and samples', before: 'off, or under another name', after: 'on' }]),
    ];
}
/** `count`, or `block with 429`. */
function actionText(action, responseCode) {
    return action === 'block' ? `block with ${responseCode}` : action === 'other' ? 'something else' : 'count';
}
function actionJson(action, { responseCode }) {
    if (action !== 'block')
        return { Count: {} };
    return { Block: responseCode === usualResponse ? {} : { CustomResponse: { ResponseCode: responseCode } } };
}
/** Without metrics and samples there is no evidence. */
function visibilityOf(name) {
    return { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: (0,rate_rule/* ruleNameOf */.x2)(name) };
}
function isMeasured({ VisibilityConfig: visibility }, name) {
    const wanted = Object.entries(visibilityOf(name));
    return (0,json/* isJsonObject */.O)(visibility) && wanted.every(([member, value]) => visibility[member] === value);
}
/** The largest that WAF takes: a signed 32-bit integer. */
const lastPriority = 2_147_483_647;
/**
 * A priority that no rule has: after all others, so that what they allow or block is none of this rule's business and
 * nothing of theirs changes.
 */
function freePriority(rules) {
    const taken = new Set(rules.map(rule => ((0,json/* isJsonObject */.O)(rule) ? Number(rule['Priority']) : NaN)));
    const last = Math.max(-1, ...[...taken].filter(Number.isFinite));
    let free = Math.min(lastPriority, last + 1);
    while (taken.has(free))
        free--;
    return free;
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/room.ts



/** WAF refuses what is too much without a word on what or by how much; so it is found out before. */
async function ensureRoom(run, revision) {
    ensureNumber(revision);
    await ensureCapacity(run, revision);
}
function ensureNumber({ webAcl, before, after, changes }) {
    if (rateRulesOf(after).length <= mostRateRules)
        return;
    const added = changes.filter(({ is }) => is === 'added').map(({ name }) => name);
    const [names, limit] = [rateRulesOf(before), mostRateRules];
    throw new errors/* ActionError */.lZ(`web ACL ${webAcl.name} has ${names.length} rate-based rules (${names.join(', ')}), and ${limit} are the most: there is no room for ${added.join(', ')}`, {
        outcome: 'failed-before-change',
        next: 'Delete one that is not needed any more, or bring two of them together. AWS does not raise this quota.',
    });
}
async function ensureCapacity(run, { webAcl, changes, before }) {
    const heavier = changes.filter(({ rule, before: live }) => rule['Statement'] !== live?.raw['Statement']);
    const used = before['Capacity'];
    if (heavier.length === 0 || typeof used !== 'number')
        return;
    const replaced = heavier.map(({ before: live }) => live?.raw).filter(raw => raw !== undefined);
    const { step } = run.context;
    const waf = await run.evidence.waf(run.region);
    const seen = await seeing(run, async () => ({
        needed: await waf.checkCapacity(webAcl.scope, heavier.map(({ rule }) => rule)),
        freed: replaced.length === 0 ? 0 : await waf.checkCapacity(webAcl.scope, replaced),
    }));
    if (seen.is === 'unseen') {
        step.warning(`Whether there is room for the limits could not be asked: ${seen.why}`);
        return;
    }
    const { needed, freed } = seen.what;
    const total = used - freed + needed;
    if (total > mostCapacity)
        throw tooHeavy(webAcl, { used, needed, freed });
    if (total > includedCapacity && used <= includedCapacity) {
        step.warning(`Web ACL ${webAcl.name} will use ${total} WCU; more than ${includedCapacity} cost extra.`);
    }
}
function tooHeavy({ name }, { used, needed, freed }) {
    const less = freed > 0 ? `, of which ${freed} become free` : '';
    return new errors/* ActionError */.lZ(`the limits need ${needed} WCU; web ACL ${name} uses ${used} of ${mostCapacity}${less}`, {
        outcome: 'failed-before-change',
        next: 'Give fewer `paths` (each takes 32 WCU), or take rules out of the web ACL.',
    });
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/write.ts










/** Others write, too; whoever loses so often is not in a race but in a queue that does not end. */
const mostRaces = 8;
/**
 * Brings a revision into the web ACL and proves it by reading. UpdateWebACL replaces the whole web ACL, so it is sent
 * with the token of the very document that was revised: if anybody wrote in between, WAF refuses, and the newer document
 * is revised instead. By that token a lost reply does no harm either: what was written is found by reading, and what was
 * not is sent again.
 */
async function writeRules(run, writing) {
    const { webAcl, wanted, guard } = writing;
    let { read } = writing;
    let lost = [];
    for (let attempt = 0;; attempt++) {
        const { document, changes } = withRules(read.document, wanted, run.context.clock.now());
        if (changes.length === 0)
            return { changes: lost, document: read.document };
        guard?.(read.document);
        if (attempt === mostRaces)
            throw lost.length > 0 ? unproved(webAcl) : outraced(webAcl);
        await ensureRoom(run, { webAcl, changes, before: read.document, after: document });
        const answer = await send(run, webAcl, updateRequest(document, { scope: webAcl.scope, lockToken: read.lockToken }));
        if (answer.is === 'done') {
            const proof = await readBack(run, writing, { old: read.lockToken, next: answer.reply });
            return { changes, document: proof };
        }
        if (answer.is === 'lost')
            lost = changes;
        read = await readAgain(run, webAcl, { answer, attempt });
    }
}
async function send(run, webAcl, request) {
    try {
        const ask = () => run.waf.updateWebAcl({ webAcl, request });
        return await onceKnown(run, { ask, what: `all that web ACL ${webAcl.name} refers to`, until: run.until });
    }
    catch (error) {
        if (error instanceof call/* AwsError */.Gy && error.is('WAFOptimisticLockException'))
            return { is: 'outdated' };
        throw error;
    }
}
async function readAgain({ waf, context }, webAcl, { answer, attempt }) {
    const { clock, random, stop, step } = context;
    if (answer.is === 'lost') {
        step.info(`the reply to UpdateWebACL was lost (${answer.fault.fault.code}); looking whether it was done`);
        return waf.getWebAcl(webAcl).catch(undecided('the change'));
    }
    step.info('somebody changed the web ACL meanwhile; reading it again');
    await clock.sleep((0,pace/* retryPause */.vX)({ attempt, throttled: true }, random()), stop);
    return waf.getWebAcl(webAcl);
}
function outraced({ name }) {
    return new errors/* ActionError */.lZ(`others changed web ACL ${name} each of the ${mostRaces} times that it was to be changed`, {
        outcome: 'failed-before-change',
        next: 'Nothing of theirs was overwritten. Find out who keeps writing to it, and run the job again.',
    });
}
/** Reads until it shows what was written. */
async function readBack(run, { webAcl, wanted }, tokens) {
    const began = run.context.clock.now();
    let looks = 0;
    const look = async (now) => {
        const { document, lockToken } = await run.waf.getWebAcl(webAcl);
        const isThere = withRules(document, wanted, now).changes.length === 0;
        if (isThere)
            return { is: 'ended', end: { is: 'proved', document } };
        // Another token may be an older one, of a replica that lags; one that stays is a newer one.
        const isForeign = lockToken !== tokens.old && lockToken !== tokens.next;
        const isSettled = ++looks >= lost_update/* settleLooks */.SD && now - began >= lost_update/* settleTime */.rW;
        return isForeign && isSettled
            ? { is: 'ended', end: { is: 'overtaken' } }
            : { is: 'waiting', for: ['WAF took the change, but does not show it yet'] };
    };
    const waited = await (0,wait/* wait */.u)({ until: run.until, look }, run.context).catch(undecided('the change'));
    if (waited.is === 'ended' && waited.end.is === 'proved')
        return waited.end.document;
    throw waited.is === 'ended' ? overtaken(webAcl) : unproved(webAcl);
}
function overtaken({ name }) {
    return new MayBeChanged(`somebody changed the limits in web ACL ${name} right after they were written`, {
        outcome: 'superseded',
        next: 'Look at what they changed. Run the job again if the limits are to be as this workflow says.',
    });
}
function unproved({ name }) {
    return new MayBeChanged(`whether the change of web ACL ${name} was made could not be seen in time`, {
        outcome: 'unknown',
        next: 'Run the job again: it changes nothing if the limits are as wanted.',
    });
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/apply.ts










/** Makes it so: the rules first, so that what is protected meets them from the beginning. */
async function applyLimits(run, looked) {
    refuseToMove(looked.protection, run);
    looked.rules.forEach(one => warnOfReturn(run, one));
    const written = await bring(run, looked);
    const association = await associate(run, looked);
    return resultOf(looked, {
        rules: looked.rules.map(one => applied(run, one, written)),
        changed: written.changes.length > 0 || association.isMade,
        association,
    });
}
/** An explicit `action: count` ends what a promotion began; whoever wrote it may not know. */
function warnOfReturn({ context }, { rule, live, change }) {
    if (live?.action !== 'block' || !change?.settings.some(({ setting }) => setting === 'action'))
        return;
    if (rule.action === 'block')
        return;
    const why = rule.action === 'count'
        ? 'because of `action: count`; leave `action` out to keep what a promotion made of it'
        : 'because what it watches is changed, and nothing is known of that yet; `action: block` would keep it blocking';
    context.step.warning(`${rule.name}: blocks, and goes back to Count, ${why}`);
}
async function bring(run, { webAcl, read, rules }) {
    const { step } = run.context;
    if (rules.every(({ change }) => !change))
        return { changes: [], document: read.document };
    return step.group(`Change web ACL ${webAcl.name}`, async () => {
        const written = await writeRules(run, { webAcl, read, wanted: run.rules });
        for (const { name, is, rule } of written.changes)
            step.info(`${name}: ${is}, priority ${String(rule['Priority'])}`);
        step.info('Read back: it is as wanted.');
        return written;
    });
}
async function associate(run, { webAcl, protection }) {
    if (protection.is === 'unasked')
        return { says: '', isMade: false };
    if (protection.is === 'ours')
        return { outcome: 'unchanged', says: protectionText(protection), isMade: false };
    const { resource } = protection;
    const { step } = run.context;
    try {
        const title = `Let it protect ${resourceName(resource)}`;
        const isMade = await step.group(title, () => protect(run, webAcl, resource));
        return { outcome: isMade ? 'succeeded' : 'unchanged', says: protectionText({ is: 'ours', resource }), isMade };
    }
    catch (error) {
        const { outcome, message, next } = (0,action/* endOf */.pJ)(error, step);
        return { outcome, says: (0,wording/* capital */.Nx)(message), next, isMade: error instanceof MayBeChanged };
    }
}
function applied(run, looked, { changes, document }) {
    const live = findRule(document, looked.rule.name);
    const change = changes.find(({ name }) => name === looked.rule.name);
    const does = deedOf(live);
    const outlook = live?.action === 'count' && live.since !== undefined ? `; its soak ends ${soakEndText(live.since + run.soak)}` : '';
    return change
        ? { looked, outcome: 'succeeded', says: `${changeText(change)} and ${does}${outlook}`, does }
        : { looked, outcome: 'unchanged', says: `${does}, as before${outlook}`, does };
}
function changeText({ is, settings }) {
    if (is === 'marked')
        return 'was marked with the time';
    return is === 'added' ? 'was added' : `was changed (${settings.map(differenceText).join('; ')})`;
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/check.ts



const makeItSo = 'Run this action with `mode: apply`. Where another tool owns the rules, change them there, or change what this workflow wants.';
/** Says whether all is as wanted, and changes nothing. */
function checkLimits(_, looked) {
    return resultOf(looked, {
        rules: looked.rules.map(checked),
        changed: false,
        association: checkedAssociation(looked),
    });
}
function checked(looked) {
    const { change, live } = looked;
    const does = deedOf(live);
    // Since when a rule does what it does matters to its promotion alone.
    if (!change || change.is === 'marked')
        return { looked, outcome: 'unchanged', says: 'is as wanted', does };
    const differs = change.settings.map(({ setting, before, after }) => `${setting} is ${before}, not ${after}`);
    const says = change.is === 'added' ? does : `is not as wanted: ${differs.join('; ')}`;
    return { looked, outcome: 'failed-before-change', says, does, next: makeItSo };
}
function checkedAssociation({ protection }) {
    const says = protectionText(protection);
    if (protection.is === 'unasked')
        return { says };
    return protection.is === 'ours'
        ? { outcome: 'unchanged', says }
        : { outcome: 'failed-before-change', says, next: makeItSo };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./shared/core/choice.ts
var choice = __webpack_require__(5661);
// EXTERNAL MODULE: ./shared/core/rate-rule-fields.ts
var rate_rule_fields = __webpack_require__(1881);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
// EXTERNAL MODULE: ./shared/manifest.ts
var manifest = __webpack_require__(9273);
;// CONCATENATED MODULE: ./actions/waf-rate-limit/inputs.ts









const inputs_inputs = {
    'web-acl': (0,inputs/* required */.mw)(readWebAclName),
    scope: (0,inputs/* otherwise */.fl)((0,choice/* oneOf */.y)(['REGIONAL', 'CLOUDFRONT']), 'REGIONAL'),
    mode: (0,inputs/* required */.mw)((0,choice/* oneOf */.y)(['check', 'apply', 'promote'])),
    rule: (0,inputs/* optional */.lq)(rate_rule_fields/* readRateName */.AJ),
    limit: (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN.limit),
    window: (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN.window),
    'aggregate-by': (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN['aggregate-by']),
    header: (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN.header),
    fallback: (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN.fallback),
    paths: (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN.paths),
    methods: (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN.methods),
    action: (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN.action),
    'response-code': (0,inputs/* optional */.lq)(rate_rule_fields/* rateFields */.WN['response-code']),
    rules: (0,inputs/* optional */.lq)(readRules),
    'resource-arn': (0,inputs/* optional */.lq)(readResourceArn),
    replace: (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    soak: (0,inputs/* required */.mw)(inputs/* duration */.p0),
    'max-would-block': (0,inputs/* required */.mw)(readShare),
    watch: (0,inputs/* optional */.lq)(inputs/* duration */.p0),
    alarms: (0,inputs/* optional */.lq)(inputs/* lines */.Mn),
    'show-addresses': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
function readRules(raw) {
    const reading = (0,rate_rule_fields/* readRateRules */._b)(plainData(raw), 'rules');
    if (reading.is === 'read')
        return reading.rules;
    throw new Error(`has mistakes: ${reading.mistakes.join('; ')}`);
}
/** YAML reads JSON, too. What is no plain data, such as a list within itself, has no JSON. */
function plainData(raw) {
    try {
        return JSON.parse(JSON.stringify((0,dist.parse)(raw, { maxAliasCount: 10 })));
    }
    catch (error) {
        const [line = ''] = (0,errors/* messageOf */.bD)(error).split('\n');
        throw new Error(`is not YAML: ${line}`, { cause: error });
    }
}
/** What the manifest says of an environment; its rules are those of `rate-limits`, unless a rule is given here. */
function defaultsOf({ webAcl, rateLimits }) {
    return {
        ...(webAcl && {
            'web-acl': (0,manifest/* fromManifest */.u)('web-acl', () => readWebAclName(webAcl.name)),
            ...(webAcl.scope && { scope: webAcl.scope }),
            ...(webAcl.resourceArn !== undefined && {
                'resource-arn': (0,manifest/* fromManifest */.u)('web-acl.resource-arn', () => readResourceArn(webAcl.resourceArn ?? '')),
            }),
        }),
        ...(rateLimits.length > 0 && { rules: rateLimits }),
    };
}
/** A rule that is given by its fields takes the place of those of the manifest. */
function withOwnRule(given, declared) {
    return given.rule !== undefined && given.rules === declared.rateLimits ? { ...given, rules: undefined } : given;
}
/** The limits that are wanted; `checkInputs` has seen that there are some. */
function rulesIn({ rules, rule = '', ...fields }) {
    return rules ?? [(0,rate_rule_fields/* rateRuleOf */.oz)(rule, fields)];
}
/** Mistakes that lie between inputs. */
function checkInputs(given) {
    const found = mistakes.filter(({ is }) => is(given)).map(({ says }) => says);
    return [...found, ...(given.rules ? strayFields(given) : (0,rate_rule_fields/* rateContradictions */.$x)(given, name => `\`${name}\``))];
}
/** Milliseconds. */
const shortestWatch = 300_000;
const mistakes = [
    {
        is: ({ rule, rules }) => rule === undefined && rules === undefined,
        says: '`rule` or `rules` is required: they say which limits there are to be',
    },
    {
        is: ({ limit, rules }) => limit === undefined && rules === undefined,
        says: '`limit` is required: it says how many requests are allowed',
    },
    {
        is: ({ scope, 'web-acl': webAcl }) => webAcl.is === 'arn' && webAcl.scope !== scope,
        says: '`web-acl` and `scope` contradict each other: an ARN with `:global/` is of scope CLOUDFRONT, one with `:regional/` of scope REGIONAL',
    },
    {
        is: ({ scope, 'resource-arn': resource }) => scope === 'CLOUDFRONT' && resource !== undefined,
        says: '`resource-arn` is only for scope REGIONAL: a distribution names its web ACL itself, by `WebACLId` (Terraform: `web_acl_id`)',
    },
    {
        is: ({ replace, 'resource-arn': resource }) => replace && resource === undefined,
        says: '`replace` is only for `resource-arn`, which says what may change its web ACL',
    },
    {
        is: ({ alarms = [], watch }) => alarms.length > 0 && watch === undefined,
        says: '`alarms` is only for `watch`, which says for how long they are looked at',
    },
    {
        is: ({ watch = Infinity }) => watch < shortestWatch,
        says: '`watch` is shorter than 5m; WAF reports once a minute and later, so that would see next to nothing',
    },
    {
        is: ({ soak }) => soak > longestPeriod,
        says: '`soak` is longer than 1512h (63 days); CloudWatch does not keep what it needs for longer',
    },
];
function strayFields({ rule, ...given }) {
    const fields = Object.keys(rate_rule_fields/* rateFields */.WN).filter(name => given[name] !== undefined);
    return [...(rule === undefined ? [] : ['rule']), ...fields].map(name => `\`${name}\` and \`rules\` exclude each other: \`rules\` says everything of each limit`);
}

// EXTERNAL MODULE: ./shared/core/nearest.ts
var nearest = __webpack_require__(7874);
;// CONCATENATED MODULE: ./actions/waf-rate-limit/find.ts



/** The web ACL that is meant, as it is. One that is not there is answered with those that are. */
async function readWebAcl(run) {
    const webAcl = await findWebAcl(run);
    try {
        return { webAcl, read: await run.waf.getWebAcl(webAcl) };
    }
    catch (error) {
        if (!(error instanceof call/* AwsError */.Gy) || !error.is('WAFNonexistentItemException'))
            throw error;
        throw await notThere(run, await run.waf.listWebAcls(run.scope));
    }
}
async function findWebAcl(run) {
    const { webAcl, scope, waf } = run;
    if (webAcl.is === 'arn')
        return { name: webAcl.name, id: webAcl.id, arn: webAcl.text, scope };
    const all = await waf.listWebAcls(scope);
    const found = all.find(one => one[webAcl.is] === webAcl.text);
    if (!found)
        throw await notThere(run, all);
    return found;
}
async function notThere(run, there) {
    const { webAcl, scope } = run;
    const wanted = webAcl.is === 'arn' ? webAcl.name : webAcl.text;
    const names = (0,nearest/* nearestFirst */.F)(wanted, there.map(({ name }) => name));
    const known = names.length > 0 ? `There are ${names.slice(0, mostNames).join(', ')}` : 'There are none';
    const more = names.length > mostNames ? ` and ${names.length - mostNames} others` : '';
    return new errors/* ActionError */.lZ(`there is no web ACL ${webAcl.text} of scope ${scope}${placeOf(run)}. ${known}${more}.`, {
        outcome: 'failed-before-change',
        next: (await elsewhere(run)) ?? 'Check the name of the web ACL, and the region and the account of this job.',
    });
}
const mostNames = 20;
function placeOf({ region, context }) {
    const where = region ?? context.environment['AWS_REGION'] ?? context.environment['AWS_DEFAULT_REGION'];
    return where === undefined ? '' : ` in ${where}`;
}
const otherScope = { REGIONAL: 'CLOUDFRONT', CLOUDFRONT: 'REGIONAL' };
/** Whether the other scope has it: the two are easily confused. */
async function elsewhere({ webAcl, scope, evidence }) {
    const other = otherScope[scope];
    try {
        const waf = await evidence.waf(other === 'CLOUDFRONT' ? 'us-east-1' : undefined);
        const all = await waf.listWebAcls(other);
        const found = all.some(({ name, id }) => [name, id].includes(webAcl.text));
        return found ? `Scope ${other} has a web ACL of that name: set \`scope: ${other}\` if that is meant.` : undefined;
    }
    catch (error) {
        if (error instanceof call/* AwsError */.Gy)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/look.ts







async function look(run) {
    const { webAcl, read } = await readWebAcl(run);
    tellWebAcl(run, webAcl, read.document);
    const protection = await lookAtProtection(run, webAcl);
    const rules = [];
    for (const rule of run.rules) {
        const looked = await lookAtRule(run, rule, { webAcl, document: read.document });
        tellRule(run, looked);
        rules.push(looked);
    }
    return { webAcl, read, protection, rules };
}
async function lookAtRule(run, rule, place) {
    const now = run.context.clock.now();
    const live = findRule(place.document, rule.name);
    const [change] = withRules(place.document, [rule], now).changes;
    const evidence = live && (await gatherEvidence(run, { ...place, name: rule.name, live }));
    return { rule, live, change, evidence, promotion: judge(run, { rule, live, evidence }, place.document) };
}
function judge({ context, soak, maxShare }, { rule, live, evidence }, document) {
    const now = context.clock.now();
    // What it does is what a promotion is about; all else has to be as wanted.
    const [change] = withRules(document, [{ ...rule, action: undefined }], now).changes;
    const isAsWanted = change === undefined || change.is === 'marked';
    const traffic = evidence?.traffic ?? { is: 'unseen', why: 'it was not looked at' };
    return judgePromotion({ live, isAsWanted, traffic }, { now, soak, maxShare });
}

// EXTERNAL MODULE: ./shared/core/alarm.ts
var alarm = __webpack_require__(7253);
;// CONCATENATED MODULE: ./actions/waf-rate-limit/alarms.ts



/** Alarms that are not there would never go off, and one that is on already would say nothing of the switch. */
async function ensureSilent(run) {
    const { alarms: names, evidence, region } = run;
    if (names.length === 0)
        return;
    const alarms = await evidence.alarms(region);
    const found = await alarms.describe(names);
    const missing = (0,alarm/* missingAlarms */.VK)(names, found);
    if (missing.length > 0)
        throw alarms_notThere(missing, await alarms.someNames());
    const on = (0,alarm/* ringing */.DF)(found);
    if (on.length > 0) {
        throw new errors/* ActionError */.lZ(`nothing was promoted, because ${on.map(alarmText).join('; ')}`, {
            outcome: 'failed-before-change',
            next: 'Run the job again when the alarm is off.',
        });
    }
}
function alarmText({ name, reason }) {
    return `alarm ${name} is in ALARM${reason === undefined ? '' : ` (${reason})`}`;
}
function alarms_notThere(missing, there) {
    const known = (0,wording/* capital */.Nx)((0,alarm/* nearText */.cb)(missing, there));
    return new errors/* ActionError */.lZ(`CloudWatch has no alarm ${missing.join(', ')}. ${known}.`, {
        outcome: 'failed-before-change',
        next: 'Check the names in `alarms`, one a line, and the region of this job.',
    });
}

;// CONCATENATED MODULE: ./shared/core/rate-watch.ts

/** Blocked clients try again, so somewhat more than what was counted is no surprise. */
const retries = 2;
/** How many requests a rule may block in five minutes before that is more than its evidence foretold. */
function mostForetold({ peak }, limit) {
    return Math.max(retries * peak, limit);
}
/** What would be more than was foretold, as a sentence goes on after the rule's name. */
function foretoldText({ counted, limit, maxShare }) {
    const most = numberText(mostForetold(counted, limit));
    return `in Count at most ${numberText(counted.peak)} requests of any 5m were over the limit; it goes back to Count if it blocks more than ${most} in 5m, and more than ${shareText(maxShare)} of all`;
}
/** Why a rule blocks more than its evidence foretold, as above; undefined while it does not. */
function jumpOf({ counted, blocked, limit, maxShare }) {
    const share = shareOf(blocked);
    if (blocked.peak <= mostForetold(counted, limit) || share === undefined || share <= maxShare)
        return undefined;
    return `blocked ${numberText(blocked.peak)} requests in 5m and ${shareText(share)} of all, where in Count at most ${numberText(counted.peak)} of any 5m were over the limit`;
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/return.ts




/** Returns the rules that are watched to Count, and says how that ended for each. */
async function returnToCount(run, watch, why) {
    const { step } = run.context;
    step.info(`${why}; back to Count`);
    try {
        await writeCount(run, watch);
        step.info('Read back: what was switched counts again.');
        return one => ({
            ...one,
            outcome: 'rolled-back',
            says: `counts again, because ${why}`,
            does: 'counts',
            next: lookFirst,
        });
    }
    catch (error) {
        const { outcome, message, next } = (0,action/* endOf */.pJ)(error, step);
        const isAnEnd = outcome === 'superseded' || outcome === 'cancelled';
        return one => ({
            ...one,
            outcome: isAnEnd ? outcome : 'rollback-failed',
            says: `was to count again, because ${why}; that was not done: ${message}`,
            next: next ?? 'Set its action to Count in the console.',
        });
    }
}
async function writeCount(run, { webAcl, rules }) {
    const read = await run.waf.getWebAcl(webAcl);
    const wanted = rules.map(({ rule }) => ({ ...rule, action: 'count' }));
    await writeRules(run, { webAcl, read, wanted, guard: document => rules.forEach(one => ensureOurs(one, document)) });
}
const lookFirst = 'Look at what was blocked before the next promotion; its soak begins anew.';
/** What somebody else has made of the rule meanwhile is theirs. */
function ensureOurs({ name, since }, document) {
    const live = findRule(document, name);
    if (live?.action === 'block' && live.since === since)
        return;
    throw new errors/* ActionError */.lZ(`somebody else has changed ${name}, and that was left alone`, {
        outcome: 'superseded',
        next: 'Look at the rule in the console.',
    });
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/watch.ts










/**
 * Looks on after rules were let block, by this run or by one before it that did not come to the end of its watch, and
 * returns them to Count when an alarm goes off or more is blocked than was foretold.
 */
async function watchAfter(run, promoted) {
    const rules = await rulesToWatch(run, promoted);
    if (rules.length === 0)
        return promoted.ends;
    const { webAcl, ends } = promoted;
    const watch = { webAcl, rules, until: Math.max(...rules.map(({ since }) => since)) + (run.watch ?? 0) };
    const title = `Watch ${rules.map(({ name }) => name).join(', ')} until ${(0,wording/* dayAndTime */.X_)(watch.until)}`;
    const end = await run.context.step.group(title, () => watchAndReturn(run, watch));
    return ends.map(one => (rules.some(({ rule }) => rule === one.looked.rule) ? end(one) : one));
}
async function rulesToWatch(run, { webAcl, document, ends }) {
    const { watch, soak, context } = run;
    if (watch === undefined)
        return [];
    const rules = ends.map(async ({ looked: { rule } }) => {
        const live = findRule(document, rule.name);
        if (live?.action !== 'block' || live.since === undefined || live.since + watch <= context.clock.now())
            return [];
        const [since, inForce] = [live.since, { webAcl, document, name: rule.name, live }];
        const counted = await trafficOf(run, inForce, { action: 'count', period: { from: since - soak, until: since } });
        return [{ ...inForce, rule, since, counted }];
    });
    return (await Promise.all(rules)).flat();
}
async function watchAndReturn(run, watch) {
    const { step } = run.context;
    try {
        const sight = await lookOn(run, watch);
        if (sight.is === 'alarmed')
            return await returnToCount(run, watch, sight.why);
        return sight.is === 'calm' ? calm : watch_unseen(sight.why);
    }
    catch (error) {
        const { outcome, message } = (0,action/* endOf */.pJ)(error, step);
        return one => ({ ...one, outcome, says: `${one.says}, and was not watched to the end: ${message}`, next: watchOn });
    }
}
const watchOn = 'Run the job again: it watches the rest of the time.';
function calm(one) {
    return { ...one, says: `${one.says}; nothing spoke against it while it was watched` };
}
function watch_unseen(why) {
    return one => ({
        ...one,
        outcome: 'unknown',
        says: `${one.says}, but how that goes was not seen: ${why}`,
        next: watchOn,
    });
}
/** WAF reports once a minute, so metrics are not asked for more often. In milliseconds. */
const metricPause = 55_000;
async function lookOn(run, { rules, until }) {
    for (const rule of rules)
        run.context.step.info(`${rule.name}: ${limitsText(run, rule)}`);
    let metered = { at: 0, sights: [], lines: [] };
    const look = async (now) => {
        if (now - metered.at >= metricPause)
            metered = await lookAtTraffic(run, rules, now);
        const sights = [await lookAtAlarms(run), ...metered.sights];
        const end = sights.find(({ is }) => is === 'alarmed') ?? (now >= until ? lastSight(sights) : undefined);
        return end ? { is: 'ended', end } : { is: 'waiting', for: metered.lines };
    };
    const waited = await (0,wait/* wait */.u)({ until, look }, run.context);
    return waited.is === 'ended' ? waited.end : lastSight(metered.sights);
}
function lastSight(sights) {
    return sights.find(({ is }) => is === 'unseen') ?? { is: 'calm' };
}
async function lookAtAlarms(run) {
    if (run.alarms.length === 0)
        return { is: 'calm' };
    const seen = await seeing(run, async () => (await run.evidence.alarms(run.region)).describe(run.alarms));
    if (seen.is === 'unseen')
        return seen;
    const [on, missing] = [(0,alarm/* ringing */.DF)(seen.what), (0,alarm/* missingAlarms */.VK)(run.alarms, seen.what)];
    if (missing.length > 0)
        return { is: 'unseen', why: `CloudWatch has no alarm ${missing.join(', ')}` };
    return on.length > 0 ? { is: 'alarmed', why: on.map(alarmText).join('; ') } : { is: 'calm' };
}
async function lookAtTraffic(run, rules, now) {
    const looks = await Promise.all(rules.map(async (rule) => {
        const blocked = await trafficOf(run, rule, { action: 'block', period: { from: rule.since, until: now } });
        return { sight: sightOf(run, rule, blocked), line: `${rule.name}: ${blockedText(blocked)}` };
    }));
    return { at: now, sights: looks.map(({ sight }) => sight), lines: looks.map(({ line }) => line) };
}
function sightOf({ maxShare }, { name, rule, counted }, blocked) {
    if (counted.is === 'unseen')
        return counted;
    if (blocked.is === 'unseen')
        return blocked;
    const jump = jumpOf({ counted: counted.what, blocked: blocked.what, limit: rule.limit, maxShare });
    return jump === undefined ? { is: 'calm' } : { is: 'alarmed', why: `${name} ${jump}` };
}
function limitsText({ maxShare }, { rule, counted }) {
    if (counted.is === 'unseen')
        return `what it had counted is not known: ${counted.why}`;
    return foretoldText({ counted: counted.what, limit: rule.limit, maxShare });
}
function blockedText(blocked) {
    if (blocked.is === 'unseen')
        return `not seen: ${blocked.why}`;
    const share = shareOf(blocked.what);
    if (share === undefined)
        return 'no request is reported yet';
    return `blocked ${numberText(blocked.what.over)} of ${numberText(blocked.what.all)} requests (${shareText(share)})`;
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/promote.ts











/** Lets those rules block that have counted long enough and little enough, and looks on. */
async function promoteLimits(run, looked) {
    ensureProtected(looked);
    const ready = looked.rules.filter(({ promotion }) => promotion.is === 'ready');
    if (ready.length > 0)
        await ensureSilent(run);
    const switched = await switchToBlock(run, looked, ready);
    const ends = looked.rules.map(one => promoted(one, switched));
    return resultOf(looked, {
        rules: await watchAfter(run, { webAcl: looked.webAcl, document: switched.document, ends }),
        changed: switched.changes.length > 0,
        association: { says: protectionText(looked.protection) },
    });
}
/** What a web ACL counts that stands before nothing is no evidence. */
function ensureProtected({ protection, webAcl }) {
    if (protection.is === 'unasked' || protection.is === 'ours')
        return;
    throw new errors/* ActionError */.lZ(`web ACL ${webAcl.name} does not protect ${resourceName(protection.resource)}, so nothing was promoted`, {
        outcome: 'failed-before-change',
        next: 'Run this action with `mode: apply` first, which associates them.',
    });
}
async function switchToBlock(run, { webAcl, read }, ready) {
    if (ready.length === 0)
        return { changes: [], document: read.document };
    const { step } = run.context;
    return step.group(`Let ${ready.map(({ rule }) => rule.name).join(', ')} block`, async () => {
        const written = await writeRules(run, {
            webAcl,
            read,
            wanted: ready.map(({ rule }) => ({ ...rule, action: 'block' })),
            guard: document => ready.forEach(one => ensureJudged(one, document)),
        });
        for (const { name } of written.changes)
            step.info(`${name}: blocks`);
        step.info('Read back: it is as wanted.');
        return written;
    });
}
/** The evidence is that of the rule as it was judged, and no other one is switched. */
function ensureJudged({ rule, live }, document) {
    const now = findRule(document, rule.name);
    const isSame = now?.settings && (0,rate_rule/* settingChanges */.eC)(now.settings, rule).length === 0 && now.since === live?.since;
    if (isSame && now.action !== 'other')
        return;
    throw new errors/* ActionError */.lZ(`somebody changed ${rule.name} while it was judged, so nothing was promoted`, {
        outcome: 'superseded',
        next: 'Run the job again: it judges the rule as it is then.',
    });
}
function promoted(looked, { changes, document }) {
    const { promotion, rule } = looked;
    const live = findRule(document, rule.name);
    const does = deedOf(live);
    if (promotion.is === 'early' || promotion.is === 'refused') {
        const next = promotion.is === 'refused' ? promotion.next : undefined;
        return { looked, outcome: 'failed-before-change', says: `is not promoted${notPromotedText(promotion)}`, does, next };
    }
    return changes.some(({ name }) => name === rule.name)
        ? { looked, outcome: 'succeeded', says: `${does} now`, does }
        : { looked, outcome: 'unchanged', says: `${does} already`, does };
}

;// CONCATENATED MODULE: ./actions/waf-rate-limit/waf-rate-limit.ts







const modes = { check: checkLimits, apply: applyLimits, promote: promoteLimits };
/** Brings rate limits into a web ACL, and from Count to Block once what they counted speaks for it. */
const wafRateLimit = (0,action/* action */.XI)({
    title: 'Limit request rates',
    inputs: inputs_inputs,
    outputs: ['outcome', 'changed', 'would-block'],
    defaults: ({ declared }) => (declared ? defaultsOf(declared) : {}),
    translate: withOwnRule,
    check: checkInputs,
    async run(given, context) {
        const run = await runOf(given, context);
        let looked;
        try {
            looked = await context.step.group(`Look at web ACL ${run.webAcl.text}`, () => look(run));
            return await modes[given.mode](run, looked);
        }
        catch (error) {
            return brokenOff(error, looked, context.step);
        }
    },
});
/** Milliseconds for which one look at metrics, samples and alarms is tried again: that must not use up the time. */
const evidencePatience = 20_000;
async function runOf(given, context) {
    const until = context.clock.now() + given.timeout + (given.mode === 'promote' ? (given.watch ?? 0) : 0);
    const region = regionOf(given);
    return {
        webAcl: given['web-acl'],
        scope: given.scope,
        region,
        rules: rulesIn(given),
        resource: given['resource-arn'],
        replace: given.replace,
        soak: given.soak,
        maxShare: given['max-would-block'],
        watch: given.watch,
        alarms: given.alarms ?? [],
        showAddresses: given['show-addresses'],
        until,
        context,
        waf: await context.aws({ until }).waf(region),
        evidence: context.aws({ until, patience: evidencePatience }),
    };
}
/** What belongs to CloudFront is in us-east-1; an ARN says where its web ACL is. */
function regionOf({ scope, 'web-acl': webAcl }) {
    if (scope === 'CLOUDFRONT')
        return 'us-east-1';
    return webAcl.is === 'arn' ? webAcl.region : undefined;
}


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

/***/ 5796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ isJsonObject)
/* harmony export */ });
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 9600:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $w: () => (/* binding */ findUpdate),
/* harmony export */   SD: () => (/* binding */ settleLooks),
/* harmony export */   bj: () => (/* binding */ surelyNotApplied),
/* harmony export */   rW: () => (/* binding */ settleTime)
/* harmony export */ });
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6251);

/**
 * Replicas of ECS's state lag; how far is not documented. Only what is still not to be seen after this many
 * milliseconds counts as not done, and only after several looks that agree.
 */
const settleTime = 35_000;
const settleLooks = 3;
/**
 * What a look at the service says of an update whose reply was lost, or of one whose reply is in hand. UpdateService
 * has no idempotency token: the deployment it made is the new PRIMARY of the wanted revision.
 */
function findUpdate(service, { before, taskDefinition, force }) {
    const primary = (0,_service_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (!primary || (primary.id === before?.id && (force || primary.taskDefinition !== taskDefinition)))
        return { is: 'not-seen' };
    // A replica may still show a deployment from before the one that was there when we sent ours, even of this revision.
    if (before && Math.max(primary.createdAt, primary.updatedAt) < before.createdAt)
        return { is: 'not-seen' };
    if (primary.taskDefinition === taskDefinition)
        return { is: 'applied', deployment: primary };
    return before && primary.createdAt < before.createdAt ? { is: 'not-seen' } : { is: 'overtaken', deployment: primary };
}
/** Whether a change that has not been seen may be called not done. */
function surelyNotApplied({ looks, sentAt, now }) {
    return looks >= settleLooks && now - sentAt >= settleTime;
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


/***/ }),

/***/ 6251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O6: () => (/* binding */ serviceRevisionOf),
/* harmony export */   Os: () => (/* binding */ primaryOf),
/* harmony export */   Y4: () => (/* binding */ deploymentIdOf),
/* harmony export */   oN: () => (/* binding */ isRevision),
/* harmony export */   pd: () => (/* binding */ revisionName),
/* harmony export */   s4: () => (/* binding */ lastCompleted),
/* harmony export */   vu: () => (/* binding */ isDeploymentOf)
/* harmony export */ });
/** The deployment that ECS brings the service to. */
function primaryOf(service) {
    return service.deployments.find(deployment => deployment.status === 'PRIMARY');
}
/** What to return to: the newest deployment that completed. One that is under way may yet fail. */
function lastCompleted({ deployments }) {
    const completed = deployments.filter(({ rollout }) => rollout === 'COMPLETED');
    return completed.toSorted((a, b) => b.createdAt - a.createdAt)[0];
}
/** Whether this names one revision, by its ARN or as `family:number`. A family alone is its newest one, whichever that is. */
function isRevision(text) {
    return /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[\w-]{1,255}:[1-9]\d*$/.test(text);
}
/** `api:42` of `arn:aws:ecs:…:task-definition/api:42`. */
function revisionName(taskDefinition) {
    return taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);
}
/**
 * Whether this is the service deployment of that deployment. Nothing else joins the two APIs than that the number in
 * `ecs-svc/N` is the id of the service revision it targets, `service-revision/<cluster>/<service>/N`.
 */
function isDeploymentOf({ targetRevision }, deploymentId) {
    return targetRevision.endsWith(`/${numberOf(deploymentId)}`);
}
/** The id of the deployment that a service deployment is the record of. */
function deploymentIdOf({ targetRevision }) {
    return `ecs-svc/${targetRevision.slice(targetRevision.lastIndexOf('/') + 1)}`;
}
/** The ARN of the service revision of a deployment, made from that of another deployment of the same service. */
function serviceRevisionOf(deploymentId, { targetRevision }) {
    return `${targetRevision.slice(0, targetRevision.lastIndexOf('/'))}/${numberOf(deploymentId)}`;
}
function numberOf(deploymentId) {
    return deploymentId.slice(deploymentId.indexOf('/') + 1);
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


/***/ }),

/***/ 6749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ wait)
/* harmony export */ });
/* harmony import */ var _core_pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1553);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9724);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);



const minute = 60_000;
/**
 * The one loop that waits: look, judge, sleep. It logs changes, not polls, and a sign of life every minute; it looks
 * once more at the deadline; it throws `Cancelled` as soon as the job is stopped.
 */
async function wait({ look, until, longestPause = Infinity }, { clock, random, stop, step }) {
    const began = clock.now();
    let known = [];
    let spokeAt = began;
    let pause;
    for (;;) {
        if (stop.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Cancelled */ .cJ();
        const seen = await look(clock.now());
        if (seen.is === 'ended')
            return seen;
        if (clock.now() >= until)
            return { is: 'timed-out', for: seen.for };
        const news = seen.for.filter(line => !known.includes(line));
        news.forEach(line => step.info(line));
        if (news.length === 0 && clock.now() - spokeAt >= minute) {
            step.info(`still waiting after ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .elapsed */ .vk)(clock.now() - began)}`);
            spokeAt = clock.now();
        }
        if (news.length > 0)
            spokeAt = clock.now();
        pause = (0,_core_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .nextPause */ .e$)({ last: pause, changed: news.length > 0 }, random());
        known = seen.for;
        await clock.sleep(Math.max(0, Math.min(pause, longestPause, until - clock.now())), stop);
    }
}


/***/ })

};
