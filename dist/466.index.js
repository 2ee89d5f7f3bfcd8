export const id = 466;
export const ids = [466];
export const modules = {

/***/ 6591:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {



/* unused reexport */ __webpack_require__(5335);
exports.parse = __webpack_require__(2696);


/***/ }),

/***/ 2696:
/***/ ((module) => {



/**
 * @import {
 * 	ControlOperator,
 * 	Env,
 * 	GlobPattern,
 * 	ParseEntry,
 * } from './parse' */

// '<(' and '>(' are process substitution operators and
// can be parsed the same as control operator
var CONTROL = /** @type {const} */ ('(?:') + /** @type {const} */ ([
	'\\|\\|',
	'\\&(?:\\&|>>?)', // `&&`, `&>`, and `&>>`
	';;\\&?', // `;;` and `;;&`
	'[;|]\\&', // `;&` and `|&`
	'\\<\\(',
	'\\<\\<\\<',
	'\\<\\<-',
	'\\<\\<(?!\\()', // `<<(` stays `<` and `<(`, as zsh reads it; other shells reject it
	'>>',
	'>[&|(]', // `>&`, `>|`, and `>(`
	'<[&>]', // `<&` and `<>`
	'[&;()|<>]'
]).join(/** @type {const} */ ('|')) + /** @type {const} */ (')');
var controlRE = new RegExp('^' + CONTROL + '$');
var META = /** @type {const} */ ('|&;()<> \\t');
var SINGLE_QUOTE = /** @type {const} */ ('\'([^\']*?)\'');
// bash ANSI-C quoting, `$'...'`: a backslash escapes the next character, including `'`
var ANSI_C_BODY = '(?:\\\\[\\s\\S]|[^\\\\\'])*?';
var ANSI_C_QUOTE = '\\$\'' + ANSI_C_BODY + '\'';
var ansiCAt = new RegExp('\\$\'' + ANSI_C_BODY + '(?:(\')|\\\\?$)', 'g');
var ANSI_C_LETTERS = 'abeEfnrtv';
var ANSI_C_CHARS = '\x07\b\x1B\x1B\f\n\r\t\v';
var hash = /^#$/;

var SQ = /** @type {const} */ ("'");
var DQ = /** @type {const} */ ('"');
var DS = /** @type {const} */ ('$');

var TOKEN = '';
var mult = /** @type {const} */ (0x100000000); // Math.pow(16, 8);
for (var i = 0; i < 4; i++) {
	TOKEN += (mult * Math.random()).toString(16);
}
var startsWithToken = new RegExp('^' + TOKEN);

/**
 * @param {string} s
 * @param {RegExp} r
 */
function matchAll(s, r) {
	var origIndex = r.lastIndex;

	var matches = [];
	var matchObj;

	while ((matchObj = r.exec(s))) {
		matches[matches.length] = matchObj;
		if (r.lastIndex === matchObj.index) {
			r.lastIndex += 1;
		}
	}

	r.lastIndex = origIndex;

	return matches;
}

/**
 * @param {Env} env
 * @param {string} pre
 * @param {string} key
 */
function getVar(env, pre, key) {
	var r = typeof env === 'function' ? env(key) : env[key];
	if (typeof r === 'undefined' && key != '') {
		r = '';
	} else if (typeof r === 'undefined') {
		r = '$';
	}

	if (typeof r === 'object') {
		return pre + TOKEN + JSON.stringify(r) + TOKEN;
	}
	return pre + r;
}

var ansiCEscape = /\\([0-7]{1,3}|x[\dA-Fa-f]{1,2}|u[\dA-Fa-f]{1,4}|U[\dA-Fa-f]{1,8}|c(?:\\\\|[\s\S])|[abeEfnrtv\\'"?])/g;

/**
 * @param {string} m
 * @param {string} escape
 */
function expandAnsiCEscape(m, escape) {
	var kind = escape.charAt(0);
	if (kind === 'c') {
		var ctrl = escape.charAt(1);
		return ctrl === '?' ? '\x7F' : String.fromCharCode(ctrl.charCodeAt(0) & 0x1F);
	}
	if (kind === 'x' || kind === 'u' || kind === 'U') {
		var cp = parseInt(escape.slice(1), 16);
		if (cp > 0x10FFFF) {
			return m;
		}
		return String.fromCharCode.apply(null, cp > 0xFFFF ? [0xD7C0 + (cp >> 10), 0xDC00 + (cp & 0x3FF)] : [cp]);
	}
	if (kind >= '0' && kind <= '7') {
		return String.fromCharCode(parseInt(escape, 8) & 0xFF);
	}
	var letter = ANSI_C_LETTERS.indexOf(escape);
	return letter < 0 ? escape : ANSI_C_CHARS.charAt(letter);
}

/** @param {string} body */
function expandAnsiC(body) {
	return body.replace(ansiCEscape, expandAnsiCEscape).split('\0')[0]; // like bash, a NUL ends the string
}

/**
 * @param {string} s
 * @param {number} i
 */
function closesAnsiC(s, i) {
	ansiCAt.lastIndex = i;
	return !!(/** @type {RegExpExecArray} */ (ansiCAt.exec(s)))[1];
}

/**
 * @param {string} string
 * @param {Env} [env]
 * @param {{ escape?: string, splitUnquoted?: boolean | string }} [opts]
 * @returns {ParseEntry[]}
 */
function parseInternal(string, env, opts) {
	if (!opts) {
		opts = {};
	}
	var BS = opts.escape || '\\';
	var ifs = opts.splitUnquoted === true ? ' \t\n' : (typeof opts.splitUnquoted === 'string' ? opts.splitUnquoted : '');
	var BAREWORD = '(\\' + BS + '[\'"$\\' + BS + META + ']|\\$\\$|\\$(?!' + ANSI_C_QUOTE.slice(2) + ')|[^\\s\'"$' + META + '])+';
	var DOUBLE_QUOTE = '"(?:\\' + BS + '[\\s\\S]|[^"\\' + BS + '])*"';

	var chunker = new RegExp([
		'(' + CONTROL + ')', // control chars
		'(' + ANSI_C_QUOTE + '|' + BAREWORD + '|' + DOUBLE_QUOTE + '|' + SINGLE_QUOTE + ')+'
	].join('|'), 'g');

	var matches = matchAll(string, chunker);

	if (matches.length === 0) {
		return [];
	}
	if (!env) {
		env = {};
	}

	var commented = false;

	return matches.map(function (match) {
		var s = match[0];
		if (!s || commented) {
			return void undefined;
		}
		if (controlRE.test(s)) {
			return /** @type {ControlOperator} */ ({ op: s });
		}

		// Hand-written scanner/parser for Bash quoting rules:
		//
		// 1. inside single quotes, all characters are printed literally.
		// 2. inside double quotes, all characters are printed literally
		//    except variables prefixed by '$' and backslashes followed by
		//    either a double quote or another backslash.
		// 3. outside of any quotes, backslashes are treated as escape
		//    characters and not printed (unless they are themselves escaped)
		// 4. quote context can switch mid-token if there is no whitespace
		//     between the two quote contexts (e.g. all'one'"token" parses as
		//     "allonetoken")
		/** @type {string | boolean} */
		var quote = false;
		var esc = false;
		var out = '';
		/** @type {string[]} */
		var words = [];
		var sawQuote = false;
		/** @type {number | null} */
		var pendingNw = null;
		var isGlob = false;
		/** @type {number} */
		var i;

		function parseEnvVar() {
			i += 1;
			/** @type {number | RegExpMatchArray | null} */
			var varend;
			/** @type {string} */
			var varname;
			var char = s.charAt(i);

			if (char === '{') {
				i += 1;
				if (s.charAt(i) === '}') {
					throw new Error('Bad substitution: ' + s.slice(i - 2, i + 1));
				}
				// match braces by depth so a nested `${` keeps its inner `}` from ending the outer substitution
				var depth = 1;
				varend = i;
				while (depth > 0 && varend < s.length) {
					if (s.charAt(varend) === '{' && s.charAt(varend - 1) === '$') {
						depth += 1;
					} else if (s.charAt(varend) === '}') {
						depth -= 1;
					}
					varend += 1;
				}
				if (depth !== 0) {
					throw new Error('Bad substitution: ' + s.slice(i));
				}
				varend -= 1;
				varname = s.slice(i, varend);
				i = varend;
			} else if ((/[*@#?$!-]/).test(char)) {
				varname = char;
			} else {
				var slicedFromI = s.slice(i);
				varend = slicedFromI.match(/[^\w\d_]/);
				if (!varend) {
					varname = slicedFromI;
					i = s.length;
				} else {
					varname = slicedFromI.slice(0, varend.index);
					i += /** @type {number} */ (varend.index) - 1;
				}
			}
			return getVar(/** @type {NonNullable<typeof env>} */ (env), '', varname);
		}

		function flushRun() {
			if (pendingNw === null) {
				return;
			}
			if (pendingNw === 0) {
				if (out !== '') {
					words[words.length] = out;
					out = '';
				}
			} else {
				words[words.length] = out;
				out = '';
				for (var fe = 1; fe < pendingNw; fe += 1) {
					words[words.length] = '';
				}
			}
			pendingNw = null;
		}

		for (i = 0; i < s.length; i++) {
			var c = s.charAt(i);
			if (ifs && c !== DS) {
				flushRun();
			}
			isGlob = isGlob || (!quote && (c === '*' || c === '?'));
			if (esc) {
				out += c;
				esc = false;
			} else if (quote) {
				if (c === quote) {
					quote = false;
				} else if (quote == SQ) {
					out += c;
				} else { // Double quote
					if (c === BS) {
						i += 1;
						c = s.charAt(i);
						if (c === DQ || c === BS || c === DS) {
							out += c;
						} else {
							out += BS + c;
						}
					} else if (c === DS) {
						out += parseEnvVar();
					} else {
						out += c;
					}
				}
			} else if (c === DQ || c === SQ) {
				quote = c;
				sawQuote = true;
			} else if (controlRE.test(c)) {
				return /** @type {ControlOperator} */ ({ op: s });
			} else if (hash.test(c)) {
				commented = true;
				var commentObj = { comment: string.slice(match.index + i + 1) };
				if (out.length) {
					return /** @type {const} */ ([out, commentObj]);
				}
				return /** @type {const} */ ([commentObj]);
			} else if (c === BS) {
				esc = true;
			} else if (c === DS && s.charAt(i + 1) === SQ && closesAnsiC(s, i)) {
				flushRun();
				sawQuote = true;
				out += expandAnsiC(s.slice(i + 2, ansiCAt.lastIndex - 1));
				i = ansiCAt.lastIndex - 1;
			} else if (c === DS) {
				var value = parseEnvVar();
				if (!ifs) {
					out += value;
				} else {
					for (var vi = 0; vi < value.length; vi += 1) {
						var vc = value.charAt(vi);
						if (ifs.indexOf(vc) < 0) {
							flushRun();
							out += vc;
						} else if (pendingNw === null) {
							pendingNw = vc === ' ' || vc === '\t' || vc === '\n' ? 0 : 1;
						} else if (vc !== ' ' && vc !== '\t' && vc !== '\n') {
							pendingNw += 1;
						}
					}
				}
			} else {
				out += c;
			}
		}

		if (isGlob) {
			return /** @type {GlobPattern} */ ({ op: 'glob', pattern: out });
		}

		if (ifs) {
			if (pendingNw !== null && pendingNw > 0) {
				words[words.length] = out;
				out = '';
				for (var te = 1; te < pendingNw; te += 1) {
					words[words.length] = '';
				}
			}
			if (out !== '' || (sawQuote && words.length === 0)) {
				words[words.length] = out;
			}
			return words;
		}

		return out;
	}).reduce(function (prev, arg) { // finalize parsed arguments
		if (typeof arg === 'undefined') {
			return prev;
		}
		/** @type {ParseEntry[]} */ ([]).concat(arg).forEach(function (entry) {
			prev[prev.length] = entry;
		});
		return prev;
	}, /** @type {ParseEntry[]} */ ([]));
}

/** @type {typeof import('./parse')} */
module.exports = function parse(s, env, opts) {
	var mapped = parseInternal(s, env, opts);
	if (typeof env !== 'function') {
		return mapped;
	}
	return mapped.reduce(function (acc, s) {
		if (typeof s === 'object') {
			acc[acc.length] = s;
			return acc;
		}
		var xs = s.split(RegExp('(' + TOKEN + '.*?' + TOKEN + ')', 'g'));
		if (xs.length === 1) {
			acc[acc.length] = xs[0];
			return acc;
		}
		xs.filter(Boolean).forEach(function (x) {
			acc[acc.length] = startsWithToken.test(x)
				? JSON.parse(x.split(TOKEN)[1])
				: x;
		});
		return acc;
	}, /** @type {ParseEntry[]} */ ([]));
};


/***/ }),

/***/ 5335:
/***/ ((module) => {



/** @import { ControlOperator } from './parse' */

/** @type {ControlOperator['op'][]} */
var OPS = /** @type {const} */ ([
	'||',
	'&&',
	';;&',
	';;',
	';&',
	'|&',
	'<(',
	'>(',
	'<<<',
	'<<-',
	'<<',
	'>>',
	'>&',
	'>|',
	'&>>',
	'&>',
	'<&',
	'<>',
	'&',
	';',
	'(',
	')',
	'|',
	'<',
	'>'
]);
var LINE_TERMINATORS = /[\n\r\u2028\u2029]/;
var GLOB_SHELL_SPECIAL = /[\s#!"$&'():;<=>@\\^`|~]/g;

/** @type {typeof import('./quote')} */
module.exports = function quote(xs) {
	var sawComment = false;
	return xs.map(function (s) {
		if (sawComment && typeof s === 'string' && LINE_TERMINATORS.test(s)) {
			throw new TypeError('a token after a `comment` must not contain line terminators');
		}
		if (s === '') {
			return /** @type {const} */ ('\'\'');
		}
		if (s && typeof s === 'object') {
			if ('op' in s && s.op === 'glob') {
				if (typeof s.pattern !== 'string') {
					throw new TypeError('glob token requires a string `pattern`');
				}
				if (LINE_TERMINATORS.test(s.pattern)) {
					throw new TypeError('glob `pattern` must not contain line terminators');
				}
				if (s.pattern === '') {
					return /** @type {const} */ ('\'\'');
				}
				return s.pattern.replace(GLOB_SHELL_SPECIAL, '\\$&');
			}
			if ('op' in s && typeof s.op === 'string') {
				if (OPS.indexOf(s.op) < 0) {
					throw new TypeError('invalid `op` value: ' + JSON.stringify(s.op));
				}
				return s.op.replace(/[\s\S]/g, '\\$&');
			}
			if ('comment' in s && typeof s.comment === 'string') {
				if (LINE_TERMINATORS.test(s.comment)) {
					throw new TypeError('`comment` must not contain line terminators');
				}
				sawComment = true;
				return '#' + s.comment;
			}
			throw new TypeError('unrecognized object token shape');
		}
		if ((/'/).test(s) && (/!/).test(s)) {
			return "'" + s.replace(/'/g, "'\"'\"'") + "'";
		}
		if ((/["\s\\]/).test(s) && !(/'/).test(s)) {
			return "'" + s + "'";
		}
		if ((/["'\s]/).test(s)) {
			return '"' + s.replace(/(["\\$`])/g, '\\$1') + '"';
		}
		return String(s).replace(/([A-Za-z]:)?([#!"$&'()*,:;<=>?@[\\\]^`{|}~])/g, '$1\\$2');
	}).join(' ');
};


/***/ }),

/***/ 1568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readCommand),
/* harmony export */   h: () => (/* binding */ shownCommand)
/* harmony export */ });
/* harmony import */ var shell_quote__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6591);
/* harmony import */ var _redaction_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8621);


/** What a command input takes, to end a sentence with. */
const takes = 'it takes a JSON array of words, such as ["alembic","upgrade","head"], or words as a shell splits them';
/**
 * Reads a command as ECS takes it: words, which no shell sees. A text that begins with `[` is a JSON array; any other is
 * split as a shell splits it, with its quotes. What only a shell can do is refused: left as it stands, the command would
 * be another one than it looks.
 *
 * @throws Error whose message continues "`command` …".
 */
function readCommand(raw) {
    const words = raw.startsWith('[') ? fromJson(raw) : fromShell(raw);
    if (words[0] === undefined || words[0] === '')
        throw new Error(`is empty; ${takes}`);
    return words;
}
function fromJson(raw) {
    let words;
    try {
        words = JSON.parse(raw);
    }
    catch (error) {
        throw new Error(`begins like a JSON array and is none (${error.message}); ${takes}`, { cause: error });
    }
    if (Array.isArray(words) && words.every(word => typeof word === 'string'))
        return words;
    throw new Error(`is an array of something else than texts; ${takes}`);
}
function fromShell(raw) {
    const broken = mistakes.find(({ seen, within }) => seen.test(within(raw)));
    if (broken)
        throw new Error(broken.says);
    const special = specials.find(({ seen, within }) => seen.test(within(raw)));
    if (special)
        throw needsShell(special.what);
    // A variable becomes an object, so that it can be told from a word.
    const words = (0,shell_quote__WEBPACK_IMPORTED_MODULE_0__.parse)(raw, name => ({ variable: name })).map(entry => {
        if (typeof entry === 'string')
            return entry;
        if ('variable' in entry)
            throw needsShell(`\`$${String(entry.variable)}\``);
        if ('comment' in entry)
            throw needsShell('`#`');
        throw needsShell(entry.op === 'glob' ? `the pattern \`${entry.pattern}\`` : `\`${entry.op}\``);
    });
    if (/^\w+=/.test(words[0] ?? ''))
        throw needsShell('a variable set before the command');
    return words;
}
function needsShell(what) {
    return new Error(`has ${what}, which only a shell understands, and none is started; quote it if it is meant as it stands, or name the shell: ["sh","-c","…"]`);
}
const outsideQuotes = (raw) => raw.replace(/\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"/g, '_');
/** Between double quotes a shell still runs what stands in backticks. */
const outsideSingleQuotes = (raw) => raw.replace(/\\[^]|'[^']*'/g, '_');
/** A backslash at the end of a line joins it with the next. */
const withEscapes = (raw) => raw.replace(/'[^']*'|"(?:\\[^]|[^"\\])*"/g, '_');
/** What no shell would take either, and what `shell-quote` would drop. */
const mistakes = [
    { seen: /['"]/, within: outsideQuotes, says: 'has a quote that is not closed' },
    { seen: /\\$/, within: outsideQuotes, says: 'ends in a backslash' },
    { seen: /[\r\n]/, within: withEscapes, says: 'has several lines; it takes one command, on one line' },
];
/** What `shell-quote` takes as it stands and a shell does not. */
const specials = [
    { seen: /`/, within: outsideSingleQuotes, what: 'a backtick' },
    { seen: /(?:^|\s)~/, within: outsideQuotes, what: '`~`' },
    { seen: /\{[^}]*(?:,|\.\.)[^}]*\}/, within: outsideQuotes, what: 'a list in braces' },
    { seen: /\[[^\]]*\]/, within: outsideQuotes, what: 'a pattern in brackets' },
];
/** The words as a person would type them, for the log; without what looks like a credential. */
function shownCommand(words) {
    return (0,_redaction_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E$)(words.map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' '));
}


/***/ }),

/***/ 9153:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gw: () => (/* binding */ networkText),
/* harmony export */   v4: () => (/* binding */ launchOf),
/* harmony export */   xC: () => (/* binding */ launchText)
/* harmony export */ });
/**
 * How a task is launched that is no part of a service. On Fargate it gets on-demand capacity, even where the service
 * runs on Spot: a migration that is cut off half-way costs more than its minutes.
 */
function launchOf(question) {
    const { definition, service, capacity } = question;
    const network = question.network ?? service?.network;
    const awsvpc = definition['networkMode'] === 'awsvpc';
    if (awsvpc && !network)
        return problem('has a network interface of its own and no subnets for it', 'Give `subnets` (and `security-groups`), or a `service` from which they are taken.');
    const place = awsvpc && network ? { network } : {};
    if (onFargate(question))
        return { is: 'launch', launch: { ...fargate(capacity), ...versionOf(service), ...place } };
    if (capacity === 'spot')
        return problem('does not run on Fargate, of which `capacity: spot` is', 'Leave `capacity` out.');
    const { launchType, capacityProviders } = service ?? {};
    const own = capacityProviders ? { capacityProviders } : launchType === undefined ? {} : { launchType };
    return { is: 'launch', launch: { ...own, ...place } };
}
function problem(why, next) {
    return { is: 'problem', why, next };
}
const ofFargate = new Set(['FARGATE', 'FARGATE_SPOT']);
/** A service says it by its launch type or its strategy; without either the task definition does. */
function onFargate({ service, definition }) {
    if (service?.capacityProviders)
        return service.capacityProviders.every(share => ofFargate.has(share.capacityProvider));
    if (service?.launchType !== undefined)
        return service.launchType === 'FARGATE';
    const { requiresCompatibilities } = definition;
    return Array.isArray(requiresCompatibilities) && requiresCompatibilities.includes('FARGATE');
}
/** The launch type means on-demand capacity and needs no provider in the cluster; Spot is had by its provider alone. */
function fargate(capacity) {
    return capacity === 'spot'
        ? { capacityProviders: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }
        : { launchType: 'FARGATE' };
}
function versionOf(service) {
    return service?.platformVersion === undefined ? {} : { platformVersion: service.platformVersion };
}
/** On what it runs, for a person: `Fargate, on demand, platform 1.4.0`. */
function launchText({ launchType, capacityProviders, platformVersion }) {
    const version = platformVersion === undefined ? '' : `, platform ${platformVersion}`;
    if (launchType === 'FARGATE')
        return `Fargate, on demand${version}`;
    if (capacityProviders)
        return `${capacityProviders.map(share => share.capacityProvider).join(', ')}${version}`;
    return launchType ?? 'as the cluster has it';
}
/** Where it runs, for a person. */
function networkText({ subnets, securityGroups, assignPublicIp }) {
    const groups = securityGroups.length > 0 ? securityGroups.join(', ') : 'the default security group';
    const address = assignPublicIp === undefined ? '' : assignPublicIp ? ', public address' : ', no public address';
    return `${subnets.join(', ')}; ${groups}${address}`;
}


/***/ }),

/***/ 5493:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ decide),
/* harmony export */   t: () => (/* binding */ lookIntoDatabase)
/* harmony export */ });
/* harmony import */ var _migration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4200);
/* harmony import */ var _migration_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7848);
/* harmony import */ var _migration_verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7212);
/* harmony import */ var _one_off_task_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4724);
/* harmony import */ var _provenance_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8013);





/**
 * Milliseconds for which an attempt whose end was not seen may simply be sent again: its client token stands for the
 * task it started for at least an hour, so that no second one starts (ECS_Idempotency). A quarter of it is kept back,
 * for clocks that differ.
 */
const tokenIsGood = 45 * 60_000;
/**
 * What to do about a migration, by what is seen of it. Whoever sees the same decides the same, the number of the
 * attempt included, from which its client token is made: so two who start it at once start one task.
 */
function decide({ own, others, record }, question) {
    const running = own.filter(task => !(0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_4__/* .hasStopped */ .Ex)(task)).toSorted((a, b) => (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .attemptOf */ .tx)(b) - (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .attemptOf */ .tx)(a))[0];
    if (running)
        return followed(running, question);
    const [other] = others;
    if (other)
        return inTheWay(other);
    const last = latest([...own.map(task => ended(task, question)), ...recorded(record)]);
    if (!last)
        return anew(1, 'no earlier attempt is known');
    return decideBy[last.is](last, question);
}
const decideBy = {
    succeeded: ({ number, task, began, image: ran }, { force, image }) => {
        if (force)
            return anew(number + 1, `\`force\` is set, though attempt ${number} ended well`);
        if (isOther(ran, image))
            return otherImage(`it ended well with ${ran}`, image);
        return { do: 'nothing', task, began };
    },
    failed: ({ number }) => anew(number + 1, `attempt ${number} was seen to fail`),
    unknown: ({ number, task }, { force }) => {
        if (force)
            return anew(number + 1, `\`force\` is set, though nobody knows how attempt ${number} ended`);
        return unknown(`its task ${task} was cut off, and whether it was done by then cannot be known`);
    },
    begun: ({ number, began }, { force, now }) => {
        const since = `it was about to begin at ${(0,_migration_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTime */ .Ly)(began)}`;
        if (now - began < tokenIsGood) {
            return {
                do: 'start',
                attempt: number,
                resumes: true,
                why: `${since}, and no task of it shows; sent again, it is still one task`,
            };
        }
        if (force)
            return anew(number + 1, `\`force\` is set, though nobody knows whether attempt ${number} ran`);
        return unknown(`${since}, its end was not seen, and ECS, which forgets stopped tasks after an hour, knows nothing of it any more`);
    },
};
function anew(attempt, why) {
    return { do: 'start', attempt, resumes: false, why };
}
function ended(task, { container }) {
    const { is } = (0,_migration_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeMigration */ .aC)(task, container);
    return { number: (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .attemptOf */ .tx)(task), is, task: (0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_4__/* .taskId */ .BS)(task.taskArn), began: task.createdAt, image: (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .imageOf */ .dT)(task) };
}
function recorded({ begun, ended }) {
    return [
        ...(ended
            ? [{ number: ended.attempt, is: ended.as, task: ended.task, began: ended.began, image: ended.image }]
            : []),
        ...(begun ? [{ number: begun.attempt, is: 'begun', task: '', began: begun.at, image: begun.image }] : []),
    ];
}
/** The latest attempt; of one that is told of several times, the first told: tasks, ends, beginnings. */
function latest(attempts) {
    return attempts.toSorted((a, b) => b.number - a.number)[0];
}
function followed(task, { image }) {
    const running = (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .imageOf */ .dT)(task);
    if (!isOther(running, image))
        return { do: 'follow', task };
    return otherImage(`its task ${(0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_4__/* .taskId */ .BS)(task.taskArn)} runs with ${running}`, image);
}
/** What was read from a tag is compared with what a tag would hold. */
function isOther(known, image) {
    return known !== undefined && known !== (0,_provenance_js__WEBPACK_IMPORTED_MODULE_3__/* .tagValue */ .EZ)(image);
}
function otherImage(what, image) {
    return {
        do: 'refuse',
        known: true,
        why: `${what}, and is now asked for with ${image}: one release cannot have two images`,
        next: 'Look which image is the right one. To migrate with this one all the same, set `force: true` for one run, once nothing runs any more.',
    };
}
function inTheWay(task) {
    return {
        do: 'refuse',
        known: true,
        why: `another migration is running: task ${(0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_4__/* .taskId */ .BS)(task.taskArn)} of ${(0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .subjectOf */ .et)(task)}, begun at ${(0,_migration_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTime */ .Ly)(task.createdAt)}`,
        next: 'Wait for its end, then run the job again. A `concurrency` group lets jobs wait for each other.',
    };
}
/** What to do about a migration of which nobody knows how far it came. */
const lookIntoDatabase = 'Look into the database which of its migrations are applied, and mend what is half-done. If it has to run (again), set `force: true` for one run.';
function unknown(why) {
    return { do: 'refuse', known: false, why, next: lookIntoDatabase };
}


/***/ }),

/***/ 7848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ly: () => (/* binding */ isoTime),
/* harmony export */   aE: () => (/* binding */ readRecord),
/* harmony export */   bs: () => (/* binding */ together),
/* harmony export */   oC: () => (/* binding */ begunTag),
/* harmony export */   pc: () => (/* binding */ endedTag)
/* harmony export */ });
/* harmony import */ var _provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8013);

const begunKey = (key) => `${_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3}migration-begun:${key}`;
const endedKey = (key) => `${_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3}migration-ended:${key}`;
function begunTag(key, { attempt, at, image }) {
    return { key: begunKey(key), value: [attempt, isoTime(at), (0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(image)].join(' ') };
}
function endedTag(key, { attempt, as, began, task, image }) {
    return { key: endedKey(key), value: [attempt, as, isoTime(began), task, (0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(image)].join(' ') };
}
/** What the tags of one revision tell of the migration with this key. */
function readRecord(tags, key) {
    const valueOf = (name) => tags.find(tag => tag.key === name)?.value ?? '';
    const begun = /^(\d+) (\S+) (\S+)$/.exec(valueOf(begunKey(key)));
    const ended = /^(\d+) (succeeded|failed|unknown) (\S+) (\S+) (\S+)$/.exec(valueOf(endedKey(key)));
    return {
        ...(begun && { begun: { attempt: Number(begun[1]), at: Date.parse(begun[2] ?? ''), image: begun[3] ?? '' } }),
        ...(ended && {
            ended: {
                attempt: Number(ended[1]),
                as: ended[2],
                began: Date.parse(ended[3] ?? ''),
                task: ended[4] ?? '',
                image: ended[5] ?? '',
            },
        }),
    };
}
/** What several revisions tell together: of each, the newest attempt. */
function together(records) {
    const begun = latest(records.flatMap(record => record.begun ?? []));
    const ended = latest(records.flatMap(record => record.ended ?? []));
    return { ...(begun && { begun }), ...(ended && { ended }) };
}
function latest(attempts) {
    return attempts.toSorted((a, b) => b.attempt - a.attempt)[0];
}
/** `2026-11-20T09:00:00Z`: whole seconds, rounded down. */
function isoTime(ms) {
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}


/***/ }),

/***/ 7212:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ay: () => (/* binding */ mayStartAgain),
/* harmony export */   On: () => (/* binding */ nextAfter),
/* harmony export */   Y3: () => (/* binding */ troubled),
/* harmony export */   aC: () => (/* binding */ judgeMigration),
/* harmony export */   bg: () => (/* binding */ mayPass)
/* harmony export */ });
/* harmony import */ var _stopped_task_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6104);

/** Stop codes of a task that was told to end, whatever its containers were about. */
const interrupted = new Set(['UserInitiated', 'SpotInterruption', 'TerminationNotice']);
/**
 * Judges a task that has stopped by the exit code of its migration's container, and by nothing else. An exit code that
 * is absent is not 0: `containers` may be empty for a task that never started. A program that ends with 0 because it
 * was told to end has not shown that it was done.
 */
function judgeMigration(task, container) {
    const exitCode = task.containers.find(({ name }) => name === container)?.exitCode;
    if (exitCode === undefined) {
        const explanation = (0,_stopped_task_js__WEBPACK_IMPORTED_MODULE_0__/* .explainStop */ .cV)(task);
        return neverRan(task) ? { is: 'failed', ran: false, explanation } : { is: 'unknown', explanation };
    }
    if (exitCode !== 0)
        return { is: 'failed', ran: true, exitCode, explanation: explainEnd(task, container) };
    if (task.stopCode === 'EssentialContainerExited')
        return { is: 'succeeded' };
    return { is: 'unknown', exitCode, explanation: explainEnd(task, container) };
}
/** Certain only where nothing of the task ever came to run: an exit code of any container speaks against it. */
function neverRan({ stopCode = '', startedAt, containers }) {
    const toldOrFailed = stopCode === 'TaskFailedToStart' || interrupted.has(stopCode);
    return toldOrFailed && startedAt === undefined && containers.every(({ exitCode }) => exitCode === undefined);
}
/** Why it ended, as the migration's container tells it, unless another one took the task down with it. */
function explainEnd(task, container) {
    const [own] = task.containers.filter(({ name }) => name === container);
    if (!own || (isCalledOff(own) && troubled(task, container).length > 0))
        return (0,_stopped_task_js__WEBPACK_IMPORTED_MODULE_0__/* .explainStop */ .cV)(task);
    return (0,_stopped_task_js__WEBPACK_IMPORTED_MODULE_0__/* .explainStop */ .cV)({ ...task, containers: [own] });
}
/** As programs end that ECS tells to end, because an essential container of their task did: SIGTERM, then SIGKILL. */
function isCalledOff({ exitCode, reason }) {
    return reason === undefined && (exitCode === 0 || exitCode === 137 || exitCode === 143);
}
/** Containers beside the migration's that ended otherwise than one that is told to end. */
function troubled({ containers }, container) {
    return containers.filter(one => one.name !== container && one.exitCode !== undefined && !isCalledOff(one));
}
/** Of these it cannot be said for certain that the container was not started after all, or somebody wanted the end. */
const final = new Set(['container-start', 'container-timeout', 'stopped-by-hand', 'other']);
/** Whether it may be started again without anybody changing anything: it never ran, and the cause may pass. */
function mayStartAgain(verdict) {
    return verdict.is === 'failed' && !verdict.ran && mayPass(verdict.explanation);
}
/** Whether what kept a task from starting may pass by itself. */
function mayPass(cause) {
    return cause !== undefined && cause.heals && !final.has(cause.kind);
}
const readWhatItDid = 'Read its log, look which of its migrations are applied, and mend what is left half-done. Then run the job again: a migration that failed may run again.';
/** What to do, where the advice for a service's tasks does not fit: nobody starts a migration's task again by itself. */
const advice = {
    'stopped-by-hand': `CloudTrail shows who called StopTask. ${readWhatItDid}`,
    'spot-interruption': `${readWhatItDid} Without \`capacity: spot\` this does not happen.`,
    'host-maintenance': readWhatItDid,
    'program-failed': readWhatItDid,
    'program-crashed': readWhatItDid,
    'program-terminated': `Another container of the task may have ended first; the warnings name it. ${readWhatItDid}`,
    'program-killed': `CloudWatch shows the use of memory; if it reached the limit, raise \`memory\` of the task. ${readWhatItDid}`,
    'out-of-memory': `Raise \`memory\` in the task definition, or let the migration work in smaller pieces. ${readWhatItDid}`,
    capacity: 'Run the job again later, or with a longer `timeout`; subnets in further zones help, too.',
    quota: 'Stop what is not needed, or ask for more under Service Quotas, AWS Fargate. Then run the job again.',
    addresses: 'Look at the available addresses of the subnets in the VPC console. Then run the job again.',
    'image-throttled': 'Run the job again later. To be rid of it, keep the image in your own ECR (a pull through cache works).',
    'aws-throttled': 'Run the job again later. If it lasts, look for another tool that polls the same account.',
    'never-started': 'Run the job again. If it lasts, open the task in the ECS console: it may name the reason.',
};
/** What a person can do about a migration that ended so. */
function nextAfter({ kind, next }) {
    return advice[kind] ?? next;
}


/***/ }),

/***/ 4200:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hn: () => (/* binding */ taskTags),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   SL: () => (/* binding */ clusterName),
/* harmony export */   Vs: () => (/* binding */ startedByMigration),
/* harmony export */   b6: () => (/* binding */ mayMigrate),
/* harmony export */   dT: () => (/* binding */ imageOf),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   iN: () => (/* binding */ startedByRehearsal),
/* harmony export */   tx: () => (/* binding */ attemptOf),
/* harmony export */   wn: () => (/* binding */ subjectName)
/* harmony export */ });
/* harmony import */ var _provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8013);

/** The identity as one text, whatever order its members were given in. */
function identityText({ variables, ...identity }) {
    const { cluster, family, subject, container, command, taskRole, executionRole } = identity;
    const sorted = Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([cluster, family, subject, container, command, sorted, taskRole, executionRole]);
}
/** A cluster's name, where its ARN may have been given. */
function clusterName(cluster) {
    return cluster.slice(cluster.lastIndexOf('/') + 1);
}
/** What `startedBy` begins with; RunTask takes letters, digits, `-`, `/` and `_`, at most 128 of them. */
const migrations = 'deploy-actions/migration/';
const rehearsals = 'deploy-actions/rehearsal/';
/** By which a migration's tasks are found again, whoever started them. */
function startedByMigration(key) {
    return migrations + key;
}
/** Of a command that is tried without being the migration: found by nobody, and in nobody's way. */
function startedByRehearsal(key) {
    return rehearsals + key;
}
/** Whether it may change the database: a migration of ours, or whatever else runs in a family that has no service. */
function mayMigrate({ startedBy = '', group }, { ownFamily }) {
    if (startedBy.startsWith(migrations))
        return true;
    return ownFamily && !startedBy.startsWith(rehearsals) && !group.startsWith('service:');
}
const attemptTag = `${_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3}attempt`;
const imageTag = `${_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3}image`;
/** What a task of a migration carries: for people, and for the next run. */
function taskTags(provenance, { attempt, image }) {
    return [
        ...(0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .provenanceTags */ .Xy)(provenance),
        { key: attemptTag, value: String(attempt) },
        { key: imageTag, value: (0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(image) },
    ];
}
/** Counts from 1; a failed attempt may be followed by the next. */
function attemptOf({ tags }) {
    return Number(tags.find(({ key }) => key === attemptTag)?.value ?? 1);
}
/** The image that the migration's container ran, as it stands in tags. */
function imageOf({ tags }) {
    return tags.find(({ key }) => key === imageTag)?.value;
}
/** Of which release or commit a migration is, for a person. */
function subjectOf({ tags }) {
    const { release, commit } = (0,_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .readProvenance */ .Ch)(tags);
    return subjectName({ release, commit, image: 'an unknown release' });
}
/** `release v1.2.0`, `commit 4f2c…`, or the image itself. */
function subjectName({ release, commit, image }) {
    if (release)
        return `release ${release}`;
    return commit ? `commit ${commit.slice(0, 12)}` : image;
}


/***/ }),

/***/ 4724:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BS: () => (/* binding */ taskId),
/* harmony export */   Ex: () => (/* binding */ hasStopped),
/* harmony export */   hY: () => (/* binding */ hasEnded)
/* harmony export */ });
function hasStopped({ lastStatus }) {
    return lastStatus === 'STOPPED';
}
/** Whether a container's end is known, which comes some seconds before its task is STOPPED. */
function hasEnded({ containers }, container) {
    return containers.some(({ name, exitCode }) => name === container && exitCode !== undefined);
}
/** The last part of a task's ARN. */
function taskId(taskArn) {
    return taskArn.slice(taskArn.lastIndexOf('/') + 1);
}


/***/ }),

/***/ 5174:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ fingerprint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** 64 hexadecimal digits that stand for a text, the same on every runner. */
function fingerprint(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}


/***/ }),

/***/ 7913:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ checkImages)
/* harmony export */ });
/* harmony import */ var _aws_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5985);
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9413);
/* harmony import */ var _core_verification_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4585);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9724);




/**
 * Every image is deployed by its digest, so each is looked up once: that turns a tag into the digest it has now, and
 * shows whether the image is there and built for the tasks' platform before anything is registered.
 */
async function checkImages(images, deployment) {
    const looked = new Map();
    for (const { image } of images) {
        const key = (0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image);
        if (!looked.has(key))
            looked.set(key, (0,_aws_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .lookInRegistry */ .a)(deployment.aws, { ...image, wanted: wantedOf(image) }));
    }
    return Promise.all(images.map(async (one) => checked(one, await looked.get((0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(one.image)), deployment)));
}
function wantedOf({ tag = 'latest', digest }) {
    return digest === undefined ? { tag } : { digest };
}
function checked(one, seen, deployment) {
    const { service, image } = one;
    const known = { ...one, digest: image.digest ?? '', tag: image.tag };
    if (!seen)
        return image.digest === undefined ? { ...known, obstacle: unpinned(one) } : known;
    const { registry = '', repository } = image;
    const looked = { name: service, registry, repository, wanted: wantedOf(image), seen };
    const verdict = (0,_core_verification_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeImage */ .x)(looked, one.platform ? [one.platform] : []);
    const tag = image.tag ?? (seen.is === 'found' ? tellingTag(seen.tags, deployment) : undefined);
    if (verdict.is === 'verified')
        return { ...known, digest: verdict.digest, tag };
    if (verdict.is === 'unknown' && image.digest !== undefined) {
        deployment.context.step.warning(`${service}: the image could not be checked before the deployment: ${verdict.why}`);
        return { ...known, tag };
    }
    const next = verdict.is === 'unknown' ? 'Pin the image by its digest, or let the registry be read' : verdict.next;
    return {
        ...known,
        obstacle: {
            service,
            why: `cannot run its image: ${verdict.why}`,
            next: `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .capital */ .Nx)(next)}.`,
        },
    };
}
/** Of the tags an image carries the one that says most: its commit or release, and `latest` only for want of another. */
function tellingTag(tags, { commit, release }) {
    return tags.find(tag => tag === commit || tag === release) ?? tags.find(tag => tag !== 'latest') ?? tags[0];
}
function unpinned({ service, image }) {
    return {
        service,
        why: `is given ${(0,_core_image_js__WEBPACK_IMPORTED_MODULE_1__/* .imageText */ .f1)(image)} without a digest`,
        next: image.registry === undefined
            ? 'It has no registry: images of Amazon ECR are given as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/repository:tag.'
            : 'Images outside of Amazon ECR have to be given as registry/repository@sha256:….',
    };
}


/***/ }),

/***/ 5256:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ol: () => (/* binding */ failedReleases),
  yv: () => (/* binding */ originOf),
  n1: () => (/* binding */ planAll),
  iA: () => (/* binding */ prepare)
});

// EXTERNAL MODULE: ./shared/core/provenance.ts
var provenance = __webpack_require__(8013);
;// CONCATENATED MODULE: ./shared/core/failed-release.ts

/**
 * The revision marked as failed that this would bring back: the very one, one of the same release, or one with the same
 * images. Undefined if there is none among these.
 */
function failedBefore({ taskDefinition, definition, release }, known) {
    return known.find(one => {
        if (!one.provenance.failed)
            return false;
        const isOfRelease = release !== undefined && one.provenance.release === (0,provenance/* tagValue */.EZ)(release);
        return one.arn === taskDefinition || isOfRelease || imagesOf(one.definition) === imagesOf(definition);
    });
}
function imagesOf({ containerDefinitions }) {
    return JSON.stringify(containerDefinitions.map(({ name, image }) => [name, image]).toSorted());
}

// EXTERNAL MODULE: ./shared/core/preflight.ts
var preflight = __webpack_require__(8599);
// EXTERNAL MODULE: ./shared/core/known-revision.ts
var known_revision = __webpack_require__(477);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/phases/deploy/images.ts
var deploy_images = __webpack_require__(7913);
// EXTERNAL MODULE: ./shared/phases/deploy/revise.ts + 1 modules
var revise = __webpack_require__(7722);
;// CONCATENATED MODULE: ./shared/phases/deploy/prepare.ts









/**
 * Looks at every service, revision and image and decides what to do. Everything that speaks against the deployment is
 * named in one error, before the first write.
 */
async function prepare(deployment) {
    const plans = await planAll(deployment);
    refuse([...plans.flatMap(failedAlready), ...(await failedReleases(plans, deployment))], plans.length);
    plans.forEach(plan => warnOfOthers(plan, deployment));
    return plans;
}
/** The same, but for what earlier deployments say of the release: whoever returns from one has to see it. */
async function planAll(deployment) {
    const { cluster, services: names } = deployment;
    const ecs = await deployment.aws.ecs();
    const { services, absent } = await ecs.describeServices(cluster, names);
    const problems = [
        ...[...absent].map(([name, reason]) => (0,preflight/* absence */.An)(name, reason, cluster)),
        ...services.flatMap(service => (0,preflight/* obstacles */.Bw)(service, { allowZero: deployment.allowZero })),
    ];
    const active = services.filter(({ status }) => status === 'ACTIVE');
    const drafts = await Promise.all(active.map(async (service) => ({ service, draft: await draft(service, deployment) })));
    problems.push(...drafts.flatMap(one => one.draft.assigned.unclear.map(why => (0,preflight/* unclearImage */.M7)(one.service.name, why))));
    const checked = await (0,deploy_images/* checkImages */.B)(drafts.flatMap(one => (0,revise/* imagesOf */.IC)(one.draft)), deployment);
    problems.push(...checked.flatMap(({ obstacle }) => obstacle ?? []));
    refuse(problems, names.length);
    return drafts.map(one => ({
        ...(0,revise/* revise */.LX)(one.draft, checked, deployment),
        service: one.service,
        before: (0,core_service/* primaryOf */.Os)(one.service),
        force: deployment.force,
    }));
}
async function draft(service, deployment) {
    const images = deployment.images.filter(image => image.service === service.name);
    return (0,revise/* draftOf */.bz)(await originOf(service, await deployment.aws.ecs()), () => images, deployment);
}
/** What a new revision for a service comes from. */
async function originOf(service, ecs) {
    const running = await ecs.describeTaskDefinition(service.taskDefinition);
    return { name: service.name, running, previous: (0,core_service/* lastCompleted */.s4)(service)?.taskDefinition ?? running.arn };
}
/** ECS starts no more tasks of a deployment that failed, whatever is mended since; only a new one does. */
function failedAlready({ service, before, revision, force }) {
    if (force || revision.is !== 'keep' || before?.rollout !== 'FAILED')
        return [];
    return [
        {
            service: service.name,
            why: `has ${(0,core_service/* revisionName */.pd)(revision.arn)} already, and its deployment failed: ${before.rolloutReason ?? 'ECS gives no reason'}`,
            next: 'Mend the cause, then set `force-new-deployment: true` for one run, or deploy another release.',
        },
    ];
}
/** Every service that would get back a release which was rolled away from. */
async function failedReleases(plans, deployment) {
    return (await Promise.all(plans.map(plan => bringsBackFailed(plan, deployment)))).flat();
}
/**
 * What was rolled away from is not brought back by whoever promotes without thinking of it. It is known by its mark:
 * on the newest revision, on the one that runs, and on the one from which the service was rolled back to that.
 */
async function bringsBackFailed(plan, { allowFailed, release, aws }) {
    const { service, running, newest, revision, wanted: definition, force } = plan;
    if (allowFailed || (revision.is === 'keep' && !force))
        return [];
    const { rollback } = (0,provenance/* readProvenance */.Ch)(running.tags);
    const left = rollback && (await (0,revise/* describeIfThere */.pX)(rollback.from, await aws.ecs()));
    const known = [running, newest, left].flatMap(one => (one ? [(0,known_revision/* knownRevision */.vD)(one)] : []));
    const taskDefinition = 'arn' in revision ? revision.arn : undefined;
    const failed = failedBefore({ taskDefinition, definition, release }, known);
    if (!failed)
        return [];
    const next = 'Deploy a release that is mended, or bring it back on purpose, with `allow-failed: true` for one run.';
    return [{ service: service.name, why: `would get back ${(0,known_revision/* releaseName */["do"])(failed)}: ${nameOfMarked(failed)}`, next }];
}
function nameOfMarked(failed) {
    return `${(0,core_service/* revisionName */.pd)(failed.arn)} ${(0,known_revision/* markText */.PQ)(failed)}`;
}
/** Somebody else's rollout that is still under way ends with ours; whoever reads the log should know. */
function warnOfOthers({ service, before, revision }, { context }) {
    const ours = 'arn' in revision && before?.taskDefinition === revision.arn;
    if (ours || before?.rollout !== 'IN_PROGRESS')
        return;
    context.step.warning(`${service.name}: deployment ${before.id} of ${(0,core_service/* revisionName */.pd)(before.taskDefinition)} is still under way and will be superseded by this one.`);
}
/** One error for everything that stands against the deployment. */
function refuse(problems, services) {
    if (problems.length === 0)
        return;
    throw new errors/* ActionError */.lZ(`nothing was deployed to ${(0,wording/* counted */.hS)(services, 'service')}:\n${(0,preflight/* obstacleLines */.bk)(problems)}`, {
        outcome: 'failed-before-change',
    });
}


/***/ }),

/***/ 3207:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ declaredCommand)
/* harmony export */ });
/* harmony import */ var _core_command_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1568);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9273);


/** The words of the command that the manifest declares. */
function declaredCommand({ command }) {
    return typeof command === 'string' ? (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .fromManifest */ .u)('migration.command', () => (0,_core_command_line_js__WEBPACK_IMPORTED_MODULE_0__/* .readCommand */ .U)(command)) : command;
}


/***/ }),

/***/ 3060:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ foresee),
  _: () => (/* binding */ migrate)
});

;// CONCATENATED MODULE: ./shared/core/console-url.ts
/** The hosts of the AWS console, by partition. */
const hosts = {
    'aws-cn': 'console.amazonaws.cn',
    'aws-us-gov': 'console.amazonaws-us-gov.com',
};
/** The page of a log stream in the AWS console. Nothing in it can end a Markdown link. */
function logStreamUrl({ region, group, stream, arn }) {
    const host = hosts[arn.split(':')[1] ?? ''] ?? 'console.aws.amazon.com';
    const path = `logsV2:log-groups/log-group/${twiceEncoded(group)}/log-events/${twiceEncoded(stream)}`;
    return `https://${region}.${host}/cloudwatch/home?region=${region}#${path}`;
}
/** What follows the `#` is decoded twice by the console, which writes `$` for the second `%`. */
function twiceEncoded(text) {
    return encodeURIComponent(encoded(text)).replaceAll('%', '$');
}
function encoded(text) {
    return encodeURIComponent(text).replace(/[!'()*~]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
// EXTERNAL MODULE: ./shared/core/log-stream.ts
var log_stream = __webpack_require__(8031);
// EXTERNAL MODULE: ./shared/core/migration.ts
var core_migration = __webpack_require__(4200);
// EXTERNAL MODULE: ./shared/core/migration-verdict.ts
var migration_verdict = __webpack_require__(7212);
// EXTERNAL MODULE: ./shared/core/redaction.ts
var redaction = __webpack_require__(8621);
// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/core/one-off-task.ts
var one_off_task = __webpack_require__(4724);
// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
;// CONCATENATED MODULE: ./shared/phases/migrate/follow.ts




/** States in which no container runs yet. */
const preparing = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING']);
/** Follows a task until it has stopped, and shows its log as it comes. */
async function follow(arn, { run, log }) {
    let seen;
    const ecs = await run.aws.ecs();
    const waited = await (0,wait/* wait */.u)({
        until: run.until,
        look: async () => {
            const [task] = await ecs.oneOffTasks(run.cluster, [arn]);
            // For a while after RunTask it may be MISSING: that proves nothing.
            if (!task)
                return { is: 'waiting', for: ['ECS does not show it yet.'] };
            const isNew = seen?.lastStatus !== task.lastStatus;
            seen = task;
            if ((0,one_off_task/* hasStopped */.Ex)(task))
                return { is: 'ended', end: task };
            // A new state is told before what is printed in it.
            if (!isNew && !preparing.has(task.lastStatus))
                await log.read();
            return { is: 'waiting', for: [`It is ${task.lastStatus}.`] };
        },
    }, run.context);
    return waited.is === 'ended' ? { is: 'stopped', task: waited.end } : { is: 'timed-out', task: seen };
}
/** Milliseconds: a job ends within 15 s of its deadline. */
const timeToStop = 9_000;
/** Tells a task to stop, and looks for a moment whether its program has ended. */
async function stopTask(task, { run, container }) {
    const { cluster, timeout, context } = run;
    const until = context.clock.now() + timeToStop;
    const ecs = await context.aws({ until }).ecs();
    const reason = `deploy-actions: the migration took longer than ${(0,wording/* elapsed */.vk)(timeout)}`;
    try {
        const change = await ecs.stopTask({ cluster, task, reason });
        // Once more: a task that is being stopped already is left to that.
        if (change.is === 'lost')
            await ecs.stopTask({ cluster, task, reason });
        const waited = await (0,wait/* wait */.u)({
            until,
            look: async () => {
                const [seen] = await ecs.oneOffTasks(cluster, [task]);
                return seen && (0,one_off_task/* hasEnded */.hY)(seen, container) ? { is: 'ended', end: seen } : { is: 'waiting', for: [] };
            },
        }, context);
        return waited.is === 'ended' ? { is: 'stopped', task: waited.end } : { is: 'asked' };
    }
    catch (error) {
        if (context.stop.aborted)
            throw error;
        return { is: 'not-asked', why: (0,errors/* messageOf */.bD)(error) };
    }
}

// EXTERNAL MODULE: ./shared/aws/call.ts
var call = __webpack_require__(382);
// EXTERNAL MODULE: ./shared/core/migration-history.ts
var migration_history = __webpack_require__(5493);
// EXTERNAL MODULE: ./shared/core/migration-record.ts
var migration_record = __webpack_require__(7848);
// EXTERNAL MODULE: ./shared/core/pace.ts
var pace = __webpack_require__(1553);
// EXTERNAL MODULE: ./shared/core/provenance.ts
var provenance = __webpack_require__(8013);
// EXTERNAL MODULE: ./shared/fingerprint.ts
var fingerprint = __webpack_require__(5174);
;// CONCATENATED MODULE: ./shared/phases/migrate/ledger.ts









/** Revisions of a family in which the record of a migration is looked for: the newest ones, a page of a list. */
const mostRevisions = 100;
/** Since the first look somebody may have registered a few more, and recorded on them. */
const mostSince = 5;
/** Milliseconds. The end is written even where it was seen at the last moment. */
const patience = 8_000;
/** The ledger of a migration: tasks, as long as ECS knows them, and the tags of the revisions that ran it. */
class MigrationLedger {
    run;
    plan;
    /** Revisions in which a record was found or written. */
    recorded = new Set();
    hasLooked = false;
    constructor(run, plan) {
        this.run = run;
        this.plan = plan;
    }
    async next() {
        const { container, image } = this.plan;
        const { force, context } = this.run;
        return (0,migration_history/* decide */.L)(await this.look(), { container, image, force, now: context.clock.now() });
    }
    token(attempt) {
        return (0,fingerprint/* fingerprint */.R)(`${this.plan.startedBy} ${attempt}`);
    }
    async look() {
        const { cluster, aws } = this.run;
        const { startedBy, ownFamily, revised } = this.plan;
        const ecs = await aws.ecs();
        const [tasks, record] = await Promise.all([ecs.tasksOfFamily(cluster, revised.wanted.family), this.record(ecs)]);
        return {
            own: tasks.filter(task => task.startedBy === startedBy),
            others: tasks.filter(task => task.startedBy !== startedBy && !(0,one_off_task/* hasStopped */.Ex)(task) && (0,core_migration/* mayMigrate */.b6)(task, { ownFamily })),
            record,
        };
    }
    /** What the revisions tell. The migration may have run in another one than that of today. */
    async record(ecs) {
        const { running, wanted } = this.plan.revised;
        const newest = await ecs.newestRevisions(wanted.family, this.hasLooked ? mostSince : mostRevisions);
        const known = running.definition.family === wanted.family ? [running.arn] : [];
        const arns = [...new Set([...newest, ...known, ...this.recorded])];
        const found = await Promise.all(arns.map(async (arn) => ({ arn, record: await this.recordOn(arn, ecs) })));
        for (const { arn, record } of found)
            if (record.begun ?? record.ended)
                this.recorded.add(arn);
        this.hasLooked = true;
        return (0,migration_record/* together */.bs)(found.map(({ record }) => record));
    }
    /** Nothing on one that is being deleted, which ECS refuses to describe. */
    async recordOn(arn, ecs) {
        try {
            return (0,migration_record/* readRecord */.aE)((await ecs.describeTaskDefinition(arn)).tags, this.plan.key);
        }
        catch (error) {
            if (error instanceof call/* AwsError */.Gy && error.kind === 'refused')
                return {};
            throw error;
        }
    }
    async begin({ number, taskDefinition }) {
        const { key, image } = this.plan;
        const tag = (0,migration_record/* begunTag */.oC)(key, { attempt: number, at: this.run.context.clock.now(), image });
        this.recorded.add(taskDefinition);
        await write(await this.run.aws.ecs(), { taskDefinition, tags: [tag], run: this.run, until: this.run.until });
    }
    async end(task, verdict) {
        const { createdAt: began, taskDefinition } = task;
        const migration = `${verdict.is} ${(0,migration_record/* isoTime */.Ly)(began)} ${this.plan.subject}`;
        const ran = verdict.is !== 'failed' || verdict.ran;
        const ended = { attempt: (0,core_migration/* attemptOf */.tx)(task), as: verdict.is, began, task: (0,one_off_task/* taskId */.BS)(task.taskArn) };
        await this.writeEnd(ended, { taskDefinition, words: ran ? (0,provenance/* provenanceTags */.Xy)({ migration }) : [] });
    }
    async withdraw({ number, taskDefinition }) {
        const ended = { attempt: number, as: 'failed', began: this.run.context.clock.now(), task: 'none' };
        await this.writeEnd(ended, { taskDefinition, words: [] });
    }
    async writeEnd(ended, { taskDefinition, words }) {
        const { context } = this.run;
        const until = context.clock.now() + patience;
        const { key, image } = this.plan;
        this.recorded.add(taskDefinition);
        try {
            const tags = [(0,migration_record/* endedTag */.pc)(key, { ...ended, image }), ...words];
            await write(await context.aws({ until }).ecs(), { taskDefinition, tags, run: this.run, until });
        }
        catch (error) {
            if (context.stop.aborted)
                throw error;
            context.step.warning(`What became of the migration could not be recorded on its revision: ${(0,errors/* messageOf */.bD)(error)} For about an hour ECS itself still shows the task; a run after that will ask for \`force\`.`);
        }
    }
}
/** A tag that is written twice is the same tag, so after a lost reply it is sent again. */
async function write(ecs, { taskDefinition, tags, run, until }) {
    const { clock, random, stop } = run.context;
    for (let attempt = 0;; attempt++) {
        const change = await ecs.tagTaskDefinition(taskDefinition, tags);
        if (change.is === 'done')
            return;
        const pause = (0,pace/* retryPause */.vX)({ attempt, throttled: false }, random());
        if (clock.now() + pause > until)
            throw change.fault;
        await clock.sleep(pause, stop);
    }
}
/** Of a command that is only tried: every run tries it anew, and nothing is kept. */
class Rehearsal {
    name;
    attempt = 1;
    constructor({ runUrl, context }, { startedBy }) {
        this.name = `${startedBy} ${runUrl ?? context.clock.now()}`;
    }
    token(attempt) {
        return (0,fingerprint/* fingerprint */.R)(`${this.name} ${attempt}`);
    }
    next() {
        return Promise.resolve({ do: 'start', attempt: this.attempt, resumes: false, why: 'it is a dry run' });
    }
    begin({ number }) {
        this.attempt = number;
        return Promise.resolve();
    }
    end() {
        this.attempt++;
        return Promise.resolve();
    }
    withdraw() {
        return Promise.resolve();
    }
}

// EXTERNAL MODULE: ./shared/core/aws-fault.ts
var aws_fault = __webpack_require__(4316);
;// CONCATENATED MODULE: ./shared/core/log-window.ts

const emptyWindow = { shown: 0, held: [], tail: [], omitted: 0, last: [] };
/** Lines that are known at the end whatever was shown, for whoever explains a failure. */
const mostLast = 30;
/** How many lines beyond the bound are kept for the end: what went wrong stands there. */
const mostTail = 50;
/** What is to be shown of new lines, of at most `most` in all. */
function addLines(window, lines, most) {
    const all = [...window.held, ...lines];
    const held = all.slice((0,redaction/* openKeyAt */.zb)(all));
    return take({ ...window, held, last: [...window.last, ...lines].slice(-mostLast) }, all.slice(0, all.length - held.length), most);
}
/** What is still to be shown at the end: what was kept back, how many lines are left out then, and the last ones. */
function closeWindow(window, most) {
    const { window: whole, show } = take({ ...window, held: [] }, window.held, most);
    return { show, omitted: whole.omitted, tail: whole.tail };
}
function take(window, lines, most) {
    const tailRoom = Math.min(mostTail, Math.floor(most / 2));
    const show = lines.slice(0, Math.max(0, most - tailRoom - window.shown));
    const beyond = [...window.tail, ...lines.slice(show.length)];
    const tail = tailRoom === 0 ? [] : beyond.slice(-tailRoom);
    const omitted = window.omitted + beyond.length - tail.length;
    return { window: { ...window, shown: window.shown + show.length, tail, omitted }, show };
}

;// CONCATENATED MODULE: ./shared/phases/migrate/log.ts




/** Milliseconds. */
const times = {
    /** For which one page is tried again: the task is looked at in between. */
    patience: 3_000,
    /** After a page could not be had, before the next try. */
    recovery: 20_000,
    /** Without a new line, after which a log is taken to be complete. CloudWatch promises no bound. */
    quiet: 10_000,
    /** For which the end of a log is waited for at most, and how far beyond the deadline. */
    longest: 30_000,
    overtime: 8_000,
};
/** A stream of 200 MB has so many pages; what a migration prints between two looks has a few. */
const mostPages = 200;
/**
 * Shows what the migration's container prints: while it runs, and whole at the end. It never decides and never blocks:
 * what cannot be read is said, and that is all.
 */
class MigrationLog {
    run;
    place;
    aws;
    title;
    window = emptyWindow;
    token;
    /** Why nothing more will be read. */
    given;
    /** The last page could not be read: why, and when. */
    trouble;
    constructor(run, { place, container }) {
        this.run = run;
        this.place = place;
        this.title = `The log of ${container}`;
        this.aws = run.context.aws({ until: run.until + times.overtime, patience: times.patience });
        if (place.is === 'elsewhere')
            this.given = place.why;
    }
    /** The last lines of all: foreign text. */
    get lastLines() {
        return this.run.logLines === 0 ? [] : this.window.last;
    }
    /** Shows what is there by now, and says whether there was anything new. */
    async read() {
        const now = this.run.context.clock.now();
        if (this.given !== undefined || (this.trouble && now - this.trouble.at < times.recovery))
            return false;
        try {
            const isNew = await this.readPages();
            this.trouble = undefined;
            return isNew;
        }
        catch (error) {
            if (!(error instanceof call/* AwsError */.Gy))
                throw error;
            if ((0,aws_fault/* healsByItself */.SB)(error.kind))
                this.trouble = { why: error.message, at: now };
            else
                this.given = [error.message, error.next].filter(Boolean).join(' ');
            return false;
        }
    }
    async readPages() {
        if (this.place.is === 'elsewhere')
            return false;
        const logs = await this.aws.logs(this.place.region);
        let isNew = false;
        for (let read = 0; read < mostPages; read++) {
            const page = await logs.pageAfter(this.place, this.token);
            // A page may be empty although more follow: only the token that repeats is the end, for now.
            if (!page || page.after === this.token)
                break;
            this.token = page.after;
            this.show(page.lines);
            isNew ||= page.lines.length > 0;
        }
        return isNew;
    }
    show(lines) {
        const { step } = this.run.context;
        const { window, show } = addLines(this.window, lines, this.run.logLines);
        if (this.window.shown === 0 && show.length > 0)
            step.info(`${this.title}:`);
        this.window = window;
        step.foreign(show);
    }
    /** Shows the rest once the container has ended: until nothing more has come for a while, or time is up. */
    async finish() {
        const { context, until } = this.run;
        if (this.given === undefined) {
            const began = context.clock.now();
            let news = began;
            const end = Math.min(began + times.longest, Math.max(began, until) + times.overtime);
            await (0,wait/* wait */.u)({
                until: end,
                look: async (now) => {
                    if (await this.read())
                        news = now;
                    const isOver = this.given !== undefined || now - news >= times.quiet;
                    return isOver ? { is: 'ended', end: undefined } : { is: 'waiting', for: [] };
                },
            }, context);
        }
        this.close();
    }
    /** Shows what was kept back for the end. Nothing is read after that. */
    close() {
        const { step } = this.run.context;
        const { show, omitted, tail } = closeWindow(this.window, this.run.logLines);
        step.foreign(show);
        if (omitted > 0)
            step.info(`… ${omitted.toLocaleString('en-US')} lines are left out here; \`log-lines\` is ${this.run.logLines}.`);
        step.foreign(tail);
        const nothing = this.window.last.length === 0;
        if (this.given !== undefined)
            step.info(`Its log cannot be shown: ${this.given.replace(/\.?$/, '.')}`);
        else if (this.trouble)
            step.warning(`The log may lack its end: ${this.trouble.why}`);
        else if (nothing)
            step.info(`${this.title}: nothing was printed.`);
    }
}

// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
// EXTERNAL MODULE: ./shared/core/launch.ts
var core_launch = __webpack_require__(9153);
// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
// EXTERNAL MODULE: ./shared/core/task-definition.ts
var task_definition = __webpack_require__(5957);
;// CONCATENATED MODULE: ./shared/core/migration-container.ts


/** The named container, or else the only essential one. Whether it may run a migration is judged in the same go. */
function migrationContainer(definition, name) {
    const { containerDefinitions: containers } = definition;
    const candidates = name === undefined ? containers.filter(isEssential) : containers.filter(one => one.name === name);
    const [chosen] = candidates;
    if (!chosen)
        return problem((0,task_definition/* noSuchContainer */.AF)(definition, name ?? ''), 'Correct `container`.');
    if (candidates.length > 1)
        return problem(`has several essential containers: ${namesOf(candidates)}`, 'Say by `container` which one runs the migration: its exit code counts, and no other.');
    const unfit = rules.find(({ applies }) => applies(chosen));
    return unfit ? problem(unfit.why(chosen), unfit.next) : { is: 'container', name: chosen.name };
}
const rules = [
    {
        // The task goes on without it, so its end would not be the task's.
        applies: container => !isEssential(container),
        why: ({ name }) => `has the container ${name}, which is not essential: the task would not end with it`,
        next: 'Make it essential, or run the migration in an essential container.',
    },
    {
        // ECS starts such a container again when it ends, with exit code 0, too, unless the code is to be ignored
        // (ContainerRestartPolicy); what the ends before the last one were, nobody learns.
        applies: ({ restartPolicy }) => (0,json/* isJsonObject */.O)(restartPolicy) && restartPolicy['enabled'] === true,
        why: ({ name }) => `has the container ${name} with a restart policy: ECS would run the migration again and again`,
        next: 'Give the migration a task definition of its own without `restartPolicy` (input `task-definition`).',
    },
];
function isEssential({ essential }) {
    return essential !== false;
}
function namesOf(containers) {
    return containers.map(({ name }) => name).join(', ');
}
function problem(why, next) {
    return { is: 'problem', why, next };
}

// EXTERNAL MODULE: ./shared/core/preflight.ts
var preflight = __webpack_require__(8599);
// EXTERNAL MODULE: ./shared/phases/deploy/images.ts
var deploy_images = __webpack_require__(7913);
// EXTERNAL MODULE: ./shared/phases/deploy/prepare.ts + 1 modules
var prepare = __webpack_require__(5256);
// EXTERNAL MODULE: ./shared/phases/deploy/revise.ts + 1 modules
var revise = __webpack_require__(7722);
;// CONCATENATED MODULE: ./shared/phases/migrate/plan.ts










/**
 * Looks at the service, the task definition and the images, and decides what is to run and where. Everything that
 * speaks against it is named in one error, before the first write.
 */
async function planMigration(run) {
    const ecs = await run.aws.ecs();
    const service = await serviceOf(run, ecs);
    // ECS starts no task of a revision that was deregistered: like a forced deployment it needs an ACTIVE one.
    const revising = { ...run, force: true };
    const origin = await originFor(run, { service, ecs });
    const draft = await (0,revise/* draftOf */.bz)(origin, base => wantedImages(base, { run, name: origin.name }), revising);
    const checked = await (0,deploy_images/* checkImages */.B)((0,revise/* imagesOf */.IC)(draft), revising);
    const { container, launch, problems } = examine(draft, { run, service });
    refuse([...problems, ...checked.flatMap(({ obstacle }) => obstacle ?? [])], run);
    const revised = (0,revise/* revise */.LX)(draft, checked, revising);
    const image = revised.wanted.containerDefinitions.find(({ name }) => name === container)?.image ?? '';
    refuse(namelessRelease(image, { run, name: origin.name }), run);
    return { ...identify({ revised, container, image }, run), launch, roles: rolesOf(revised.wanted, run) };
}
async function serviceOf({ service: name, cluster, ...run }, ecs) {
    if (name === undefined)
        return undefined;
    const { services, absent } = await ecs.describeServices(cluster, [name]);
    const [service] = services;
    if (!service || service.status !== 'ACTIVE') {
        refuse([(0,preflight/* absence */.An)(name, absent.get(name) ?? service?.status ?? 'not shown', cluster)], run);
    }
    return service;
}
async function originFor({ taskDefinition }, { service, ecs }) {
    if (service && taskDefinition === undefined)
        return (0,prepare/* originOf */.yv)(service, ecs);
    const running = await ecs.describeTaskDefinition(taskDefinition ?? '');
    return { name: running.definition.family, running, previous: running.arn };
}
/**
 * The images for the containers. A service is given its images as deploy-ecs gives them to it, so that the revision is
 * the same; a task definition of its own gets those of the release that its containers run.
 */
function wantedImages(base, { run, name }) {
    const { image, images, container, taskDefinition } = run;
    if (image) {
        const chosen = migrationContainer(base, container);
        return chosen.is === 'container' ? [{ service: name, container: chosen.name, image }] : [];
    }
    if (taskDefinition === undefined)
        return images.filter(({ service }) => service === name);
    return base.containerDefinitions.flatMap(({ name: own, image: runs = '' }) => {
        const [fitting] = images.filter(one => isOfRepository(runs, one.image));
        return fitting ? [{ service: name, container: own, image: fitting.image }] : [];
    });
}
/** The same repository, also where it was replicated to another region or account. */
function isOfRepository(text, image) {
    try {
        const runs = (0,core_image/* parseImage */.zZ)(text);
        return (0,core_image/* sameRepository */.RB)(runs, image) || runs.repository === image.repository;
    }
    catch {
        return false;
    }
}
function examine(draft, { run, service }) {
    const { name, base, assigned } = draft;
    const container = migrationContainer(base, run.container);
    const { capacity, network } = run;
    const launch = (0,core_launch/* launchOf */.v4)({ definition: base, service, network, capacity });
    const unfit = [container, launch].flatMap(one => (one.is === 'problem' ? [{ service: name, ...one }] : []));
    const unused = run.images.length > 0 && assigned.changes.length + assigned.unclear.length === 0;
    return {
        container: container.is === 'container' ? container.name : '',
        launch: launch.is === 'launch' ? launch.launch : {},
        problems: [
            ...unfit,
            ...assigned.unclear.map(why => (0,preflight/* unclearImage */.M7)(name, why)),
            ...(unused ? [withoutImage(name, run)] : []),
        ],
    };
}
function withoutImage(name, { images }) {
    const given = images.map(({ service, container }) => (container === undefined ? service : `${service}/${container}`));
    return {
        service: name,
        why: `gets none of the images, which are for ${given.join(', ')}`,
        next: 'Add the one it is to run, or give `image` instead of `images`.',
    };
}
/** What tells one release from the next must not be a tag that is moved. */
function namelessRelease(image, { run, name }) {
    if (run.release || run.commit || run.rehearsal || (0,core_image/* isDigest */.Bc)(image.split('@')[1] ?? ''))
        return [];
    return [
        {
            service: name,
            why: `runs ${image}, and neither a release nor a commit nor a digest tells one migration from the next`,
            next: 'Give `release` or `commit`, or the image with its digest.',
        },
    ];
}
function identify({ revised, container, image }, run) {
    const { release, commit, command, variables, taskRole, executionRole } = run;
    const { family } = revised.wanted;
    const subject = (0,core_migration/* subjectName */.wn)({ release, commit, image });
    const cluster = (0,core_migration/* clusterName */.SL)(run.cluster);
    const identity = { cluster, family, subject: release ?? commit ?? image, container, command, variables };
    const key = (0,fingerprint/* fingerprint */.R)((0,core_migration/* identityText */.Ky)({ ...identity, taskRole, executionRole })).slice(0, 32);
    return {
        revised,
        container,
        image,
        subject,
        key,
        startedBy: run.rehearsal ? (0,core_migration/* startedByRehearsal */.iN)(key) : (0,core_migration/* startedByMigration */.Vs)(key),
        ownFamily: run.taskDefinition !== undefined,
    };
}
function rolesOf({ taskRoleArn, executionRoleArn }, run) {
    const named = (role) => (typeof role === 'string' ? role : undefined);
    return { task: run.taskRole ?? named(taskRoleArn), execution: run.executionRole ?? named(executionRoleArn) };
}
/** One error for everything that stands against the migration. */
function refuse(problems, { rehearsal }) {
    if (problems.length === 0)
        return;
    const what = rehearsal ? 'the dry-run command' : 'the migration';
    throw new errors/* ActionError */.lZ(`${what} was not started:\n${(0,preflight/* obstacleLines */.bk)(problems)}`, { outcome: 'failed-before-change' });
}

// EXTERNAL MODULE: ./shared/phases/migrate/report.ts
var report = __webpack_require__(5483);
// EXTERNAL MODULE: ./shared/phases/migrate/start.ts
var start = __webpack_require__(5173);
;// CONCATENATED MODULE: ./shared/phases/migrate/migrate.ts














/** Looks, and writes nothing. */
async function foresee(run) {
    const plan = await look(run);
    return { plan, decision: await new MigrationLedger(run, plan).next() };
}
async function look(run) {
    const { step } = run.context;
    return step.group(`Look at ${run.taskDefinition ?? run.service ?? 'what is there'}`, async () => {
        const plan = await planMigration(run);
        (0,report/* planLines */.HN)(plan, run).forEach(line => step.info(line));
        return plan;
    });
}
/**
 * Runs a migration once: looks whether it runs or has run, starts it if not, shows its log, and judges it by the exit
 * code of its container. What speaks against it from the start is thrown; from then on its end is told.
 */
async function migrate(run) {
    const plan = await look(run);
    const ledger = run.rehearsal ? new Rehearsal(run, plan) : new MigrationLedger(run, plan);
    const story = { run, plan, ledger, inDoubt: false, ...untold };
    const end = await carryOut(story).catch((error) => brokenOff(error, story));
    const { inDoubt, taskArn, taskDefinition, restorePoint, logUrl, log } = story;
    return { run, plan, end, inDoubt, taskArn, taskDefinition, restorePoint, logUrl, lastLines: log?.lastLines ?? [] };
}
const untold = {
    revision: undefined,
    announced: undefined,
    setback: undefined,
    taskArn: undefined,
    taskDefinition: undefined,
    restorePoint: undefined,
    logUrl: undefined,
    log: undefined,
};
/** What went wrong is told with all that is known by then; a mistake of ours is not one of these. */
async function brokenOff(error, { run, log, ledger, announced, inDoubt }) {
    if (!(error instanceof errors/* ActionError */.lZ))
        throw error;
    log?.close();
    if (run.context.stop.aborted)
        return { is: 'cancelled' };
    // Else nobody would know, a day later, that it never began.
    if (announced && !inDoubt)
        await ledger.withdraw(announced);
    return { is: 'broken', error };
}
/** Milliseconds between a task that never started and the next. */
const respite = 15_000;
async function carryOut(story) {
    const { clock } = story.run.context;
    for (;;) {
        const begun = await (0,start/* begin */.qN)(story);
        if (begun.do !== 'follow')
            return withoutStart(begun, story);
        const end = await see(begun, story);
        const left = story.run.until - clock.now();
        if (end.is !== 'judged' || !(0,migration_verdict/* mayStartAgain */.Ay)(end.verdict) || left < respite)
            return end;
        const { what } = end.verdict.explanation;
        story.taskArn = story.logUrl = undefined;
        await (0,start/* pause */.v7)(`${what} Nothing of it ran; trying again in ${(0,wording/* elapsed */.vk)(respite)}.`, respite, story);
    }
}
function withoutStart(begun, story) {
    if (begun.do === 'refuse')
        return { ...begun, is: 'refused' };
    const { plan, run } = story;
    // What ECS has forgotten is told by the record, which has the task's id.
    const taskArn = `${arnPrefix(plan.revised.running.arn)}:task/${(0,core_migration/* clusterName */.SL)(run.cluster)}/${begun.task}`;
    story.taskArn = taskArn;
    story.logUrl = urlOf(placeOf(taskArn, plan), taskArn);
    story.restorePoint = begun.began;
    return { is: 'done-before' };
}
/** Shows a task to its end, or to ours. */
async function see({ arn, task }, story) {
    const { run, plan } = story;
    story.taskArn = arn;
    story.taskDefinition = task?.taskDefinition ?? story.revision;
    const ecs = await run.aws.ecs();
    // A task that was there already may be of another revision.
    const definition = task && (await ecs.describeTaskDefinition(task.taskDefinition)).definition;
    const place = placeOf(arn, plan, definition);
    const log = new MigrationLog(run, { place, container: plan.container });
    story.log = log;
    story.logUrl = urlOf(place, arn);
    const followed = await follow(arn, { run, log });
    story.restorePoint = followed.task?.createdAt ?? story.restorePoint;
    if (followed.is === 'stopped')
        return judge(followed.task, story);
    if (!followed.task)
        throw new errors/* ActionError */.lZ('ECS did not show it until the deadline', { outcome: 'unknown' });
    log.close();
    return outOfTime(followed.task, story);
}
async function outOfTime(task, { run, plan, ledger }) {
    if (run.onTimeout === 'leave')
        return { is: 'timed-out', task, then: 'left' };
    const then = await stopTask(task.taskArn, { run, container: plan.container });
    if (then.is !== 'stopped')
        return { is: 'timed-out', task, then };
    const verdict = (0,migration_verdict/* judgeMigration */.aC)(then.task, plan.container);
    await ledger.end(then.task, verdict);
    // It may have ended by itself at the last moment.
    return verdict.is === 'succeeded' ? { is: 'judged', task: then.task, verdict } : { is: 'timed-out', task, then };
}
/** The end is written down first: what is shown after it is of use, but the record is what the next run goes by. */
async function judge(task, story) {
    const { plan, run, ledger, log } = story;
    const verdict = (0,migration_verdict/* judgeMigration */.aC)(task, plan.container);
    const never = verdict.is === 'failed' && !verdict.ran;
    if (never)
        story.restorePoint = story.logUrl = undefined;
    try {
        await ledger.end(task, verdict);
        if (!never)
            await log?.finish();
    }
    catch (error) {
        // Cancelled by now, the end was seen all the same.
        if (!run.context.stop.aborted)
            throw error;
        log?.close();
    }
    for (const { name, exitCode, reason } of (0,migration_verdict/* troubled */.Y3)(task, plan.container)) {
        const why = reason === undefined ? '' : ` (${(0,redaction/* redact */.E$)((0,foreign_text/* safeLine */.om)(reason))})`;
        run.context.step.warning(`Container ${name} ended with exit code ${exitCode}${why}. It does not decide: ${plan.container} does.`);
    }
    return { is: 'judged', task, verdict };
}
function placeOf(taskArn, { container, revised }, definition = revised.wanted) {
    return (0,log_stream/* logPlace */.a)(definition, { container, taskArn });
}
function urlOf(place, arn) {
    if (place.is === 'elsewhere')
        return undefined;
    return logStreamUrl({ ...place, region: place.region ?? arn.split(':')[3] ?? '', arn });
}
/** Partition, service, region and account: `arn:aws:ecs:eu-west-1:123456789012`. */
function arnPrefix(arn) {
    return arn.split(':').slice(0, 5).join(':');
}


/***/ }),

/***/ 5483:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EI: () => (/* binding */ reportOf),
/* harmony export */   HN: () => (/* binding */ planLines),
/* harmony export */   sW: () => (/* binding */ foreseenReport)
/* harmony export */ });
/* harmony import */ var _core_command_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1568);
/* harmony import */ var _core_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9998);
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9413);
/* harmony import */ var _core_launch_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9153);
/* harmony import */ var _core_migration_history_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5493);
/* harmony import */ var _core_migration_record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7848);
/* harmony import */ var _core_migration_verdict_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7212);
/* harmony import */ var _core_one_off_task_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4724);
/* harmony import */ var _core_outcome_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1676);
/* harmony import */ var _core_service_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6251);
/* harmony import */ var _core_summary_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1199);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(9724);
/* harmony import */ var _start_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5173);













/** What will run and where, a line each, for the log. */
function planLines(plan, run) {
    return factsOf(plan, run).map(([what, said]) => `${what}: ${said}`);
}
function factsOf({ revised, container, image, launch, roles }, run) {
    const { revision, wanted } = revised;
    const existing = revision.is === 'register' ? undefined : (0,_core_service_js__WEBPACK_IMPORTED_MODULE_10__/* .revisionName */ .pd)(revision.arn);
    const variables = Object.keys(run.variables);
    return [
        ['Command', run.command ? (0,_core_command_line_js__WEBPACK_IMPORTED_MODULE_0__/* .shownCommand */ .h)(run.command) : 'as the task definition or the image has it'],
        ['Container', container],
        ['Revision', existing === undefined ? `a new one of ${wanted.family}` : `${existing}, which exists already`],
        ['Image', (0,_core_image_js__WEBPACK_IMPORTED_MODULE_2__/* .shortImage */ .Uq)(image)],
        ['Runs on', (0,_core_launch_js__WEBPACK_IMPORTED_MODULE_3__/* .launchText */ .xC)(launch)],
        ['Network', launch.network ? (0,_core_launch_js__WEBPACK_IMPORTED_MODULE_3__/* .networkText */ .gw)(launch.network) : 'that of the instance'],
        ['Task role', roles.task ?? 'none'],
        ['Execution role', roles.execution ?? 'none'],
        // Their values may be secret.
        ...(variables.length > 0 ? [['Variables set', variables.join(', ')]] : []),
    ];
}
/** A dry run: what would be done, and nothing is. */
function foreseenReport({ plan, decision }, run) {
    const rows = [...factsOf(plan, run), ['Would be done', foreseenText(decision)]];
    return {
        outcome: 'unchanged',
        message: `Dry run of ${nameOf({ plan, run })}: ${foreseenText(decision)}. Nothing was started or written.`,
        next: undefined,
        outputs: { 'task-arn': '', 'exit-code': '', 'log-url': '', 'restore-point': '' },
        summary: tableOf(run, rows),
    };
}
function foreseenText(decision) {
    switch (decision.do) {
        case 'start':
            return `attempt ${decision.attempt} would be started, because ${decision.why}`;
        case 'follow':
            return `task ${(0,_core_one_off_task_js__WEBPACK_IMPORTED_MODULE_11__/* .taskId */ .BS)(decision.task.taskArn)}, which runs, would be followed`;
        case 'nothing':
            return `nothing would be started, because it ended well; it began at ${(0,_core_migration_record_js__WEBPACK_IMPORTED_MODULE_5__/* .isoTime */ .Ly)(decision.began)}`;
        case 'refuse':
            return `it would be refused, because ${decision.why}`;
    }
}
/** The end of a migration. */
function reportOf(migrated) {
    const { outcome, message, next } = wordsOf(migrated.end, migrated);
    const { taskArn = '', logUrl = '', restorePoint } = migrated;
    return {
        outcome,
        message,
        next,
        outputs: {
            'task-arn': taskArn,
            'exit-code': String(exitCodeOf(migrated.end) ?? ''),
            'log-url': logUrl,
            'restore-point': restorePoint === undefined ? '' : (0,_core_migration_record_js__WEBPACK_IMPORTED_MODULE_5__/* .isoTime */ .Ly)(restorePoint),
        },
        summary: summaryOf(migrated, outcome),
    };
}
function exitCodeOf(end) {
    if (end.is === 'done-before')
        return 0;
    if (end.is !== 'judged')
        return undefined;
    return end.verdict.is === 'succeeded' ? 0 : end.verdict.exitCode;
}
function wordsOf(end, migrated) {
    switch (end.is) {
        case 'judged':
            return judgedWords(end, nameOf(migrated));
        case 'done-before':
            return doneBeforeWords(migrated);
        case 'refused':
            return refusedWords(end, nameOf(migrated));
        case 'timed-out':
            return timedOutWords(end, migrated);
        case 'cancelled':
            return cancelledWords(migrated);
        case 'broken':
            return brokenWords(end.error, migrated);
    }
}
/** The migration by its release; a command that is only tried is none. */
function nameOf({ plan, run }) {
    return run.rehearsal ? 'the dry-run command' : `the migration of ${plan.subject}`;
}
const halfChanged = 'The database may be half-changed. No service was changed.';
const asItWas = 'The database is as it was, and no service was changed.';
function judgedWords({ verdict, task }, it) {
    if (verdict.is === 'succeeded') {
        const { createdAt, startedAt = createdAt, endedAt = createdAt } = task;
        const message = `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .capital */ .Nx)(it)} ended with exit code 0 after ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .elapsed */ .vk)(endedAt - startedAt)}.`;
        return { outcome: 'succeeded', message };
    }
    const why = `${verdict.explanation.what} ${verdict.explanation.means}`;
    if (verdict.is === 'unknown') {
        const message = `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .capital */ .Nx)(it)} was cut off, and how far it came is not known: ${why} ${halfChanged}`;
        return { outcome: 'unknown', message, next: _core_migration_history_js__WEBPACK_IMPORTED_MODULE_4__/* .lookIntoDatabase */ .t };
    }
    const message = verdict.ran
        ? `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .capital */ .Nx)(it)} ran and failed: ${why} ${halfChanged}`
        : `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .capital */ .Nx)(it)} never started: ${why} ${asItWas}`;
    return { outcome: 'failed-before-change', message, next: (0,_core_migration_verdict_js__WEBPACK_IMPORTED_MODULE_6__/* .nextAfter */ .On)(verdict.explanation) };
}
function doneBeforeWords(migrated) {
    const { restorePoint = 0 } = migrated;
    return {
        outcome: 'unchanged',
        message: `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .capital */ .Nx)(nameOf(migrated))} ended well before: it began at ${(0,_core_migration_record_js__WEBPACK_IMPORTED_MODULE_5__/* .isoTime */ .Ly)(restorePoint)} as task ${idOf(migrated)}. Nothing was started.`,
    };
}
function refusedWords({ known, why, next }, it) {
    return known
        ? { outcome: 'failed-before-change', message: `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .capital */ .Nx)(it)} is not started: ${why}.`, next }
        : { outcome: 'unknown', message: `Whether ${it} has run is not known: ${why}. Nothing was started.`, next };
}
function timedOutWords({ task: seen, then }, migrated) {
    const { run } = migrated;
    const [done, doing] = seen.startedAt === undefined ? ['begun', `to begin, being ${seen.lastStatus}`] : ['ended', 'running'];
    const what = `${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .capital */ .Nx)(nameOf(migrated))} had not ${done} after ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .elapsed */ .vk)(run.timeout)}`;
    const task = `task ${idOf(migrated)}`;
    if (then === 'left') {
        return { outcome: 'timed-out', message: `${what} and was left ${doing}: ${task}.`, next: adoptOrEnd(migrated) };
    }
    const stopped = {
        stopped: `and was stopped: ${task}. ${halfChanged}`,
        asked: `and was told to stop: ${task}, which may still run until its stop timeout is over. ${halfChanged}`,
        'not-asked': `and could not be stopped: ${task} may still be running${then.is === 'not-asked' ? ` (${then.why})` : ''}.`,
    };
    return {
        outcome: 'timed-out',
        message: `${what} ${stopped[then.is]}`,
        next: then.is === 'not-asked' ? adoptOrEnd(migrated) : readLog,
    };
}
const readLog = 'Read its log, look which of its migrations are applied, and mend what is left half-done. Then run the job again, with a longer `timeout`: a migration that was seen to fail may run again.';
/** How to go on with a task that was left running. */
function adoptOrEnd({ run, taskArn = '' }) {
    return `Run the job again: it follows the same task, shows its log from the start and starts no second one. To end it, which may leave the database half-changed: \`aws ecs stop-task --cluster ${run.cluster} --task ${(0,_core_one_off_task_js__WEBPACK_IMPORTED_MODULE_11__/* .taskId */ .BS)(taskArn)}\``;
}
function cancelledWords(migrated) {
    const { taskArn, inDoubt } = migrated;
    const it = nameOf(migrated);
    const outcome = 'cancelled';
    if (taskArn !== undefined) {
        const message = `The workflow was cancelled, and ${it} was left running: task ${idOf(migrated)}.`;
        return { outcome, message, next: adoptOrEnd(migrated) };
    }
    if (!inDoubt)
        return { outcome, message: `The workflow was cancelled before ${it} was started.` };
    const message = `The workflow was cancelled while ${it} was being started: whether it runs is not known.`;
    return { outcome, message, next: _start_js__WEBPACK_IMPORTED_MODULE_9__/* .runAgain */ .qL };
}
/** Once a task runs, or may run, no error says how the migration ended. */
function brokenWords({ outcome, message, next }, migrated) {
    const { taskArn, inDoubt } = migrated;
    const it = nameOf(migrated);
    if (taskArn !== undefined) {
        return {
            outcome: 'unknown',
            message: `How ${it} ended could not be seen: task ${idOf(migrated)} was started, and then: ${message}`,
            next: [next, _start_js__WEBPACK_IMPORTED_MODULE_9__/* .runAgain */ .qL].filter(Boolean).join(' '),
        };
    }
    if (inDoubt)
        return { outcome: 'unknown', message: `Whether ${it} was started is not known: ${message}`, next: next ?? _start_js__WEBPACK_IMPORTED_MODULE_9__/* .runAgain */ .qL };
    return { outcome, message: `This run did not start ${it}: ${message}`, next };
}
function idOf({ taskArn = '' }) {
    return (0,_core_one_off_task_js__WEBPACK_IMPORTED_MODULE_11__/* .taskId */ .BS)(taskArn);
}
/** The log holds all of it; a summary says what went wrong. */
const summaryLines = 20;
const summaryWidth = 300;
function summaryOf(migrated, outcome) {
    const { run, plan, end, taskArn, taskDefinition, restorePoint, logUrl, lastLines } = migrated;
    const exitCode = exitCodeOf(end);
    const rows = [
        ...(taskArn === undefined ? [] : [['Task', (0,_core_one_off_task_js__WEBPACK_IMPORTED_MODULE_11__/* .taskId */ .BS)(taskArn)]]),
        ...(exitCode === undefined ? [] : [['Exit code', String(exitCode)]]),
        ...(restorePoint === undefined ? [] : [['Restore point', (0,_core_migration_record_js__WEBPACK_IMPORTED_MODULE_5__/* .isoTime */ .Ly)(restorePoint)]]),
        ...(taskDefinition === undefined ? [] : [['Revision', (0,_core_service_js__WEBPACK_IMPORTED_MODULE_10__/* .revisionName */ .pd)(taskDefinition)]]),
        ...factsOf(plan, run).filter(([what]) => what !== 'Revision' || taskDefinition === undefined),
    ];
    const parts = [
        tableOf(run, rows),
        logUrl === undefined ? '' : `[The whole log in CloudWatch](${logUrl})`,
        (0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_7__/* .isGreen */ .gf)(outcome) || lastLines.length === 0 ? '' : `Its last lines:\n\n${(0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .codeBlock */ .DV)(logTail(lastLines))}`,
    ];
    return parts.filter(Boolean).join('\n\n');
}
function tableOf({ cluster, release }, rows) {
    const where = `Cluster ${(0,_core_summary_js__WEBPACK_IMPORTED_MODULE_8__/* .codeSpan */ .SS)(cluster)}.`;
    const table = (0,_core_summary_js__WEBPACK_IMPORTED_MODULE_8__/* .serviceTable */ .oV)(['', release === undefined ? 'What runs' : `Release ${release}`], rows.map(([what, said]) => [what, { code: said }]));
    return `${where}\n\n${table}`;
}
function logTail(lines) {
    return (0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutSecrets */ .cT)(lines)
        .slice(-summaryLines)
        .map(line => line.slice(0, summaryWidth));
}


/***/ }),

/***/ 5173:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   qL: () => (/* binding */ runAgain),
/* harmony export */   qN: () => (/* binding */ begin),
/* harmony export */   v7: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var _aws_call_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(382);
/* harmony import */ var _core_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9998);
/* harmony import */ var _core_migration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4200);
/* harmony import */ var _core_migration_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7848);
/* harmony import */ var _core_migration_verdict_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7212);
/* harmony import */ var _core_one_off_task_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4724);
/* harmony import */ var _core_redaction_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8621);
/* harmony import */ var _core_stop_reasons_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6290);
/* harmony import */ var _core_wording_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9724);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2635);
/* harmony import */ var _deploy_register_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6438);











/** Milliseconds that a look may be old when RunTask is sent, or sent again while ECS throttles. */
const freshness = 15_000;
/**
 * Looks what is there, and starts what is to be started, until a task runs or it is clear that none is to. Whatever
 * takes time between a look and RunTask makes it look again: what it decided on may have changed.
 */
async function begin(migrating) {
    const { clock, step } = migrating.run.context;
    for (;;) {
        const looked = clock.now();
        const decision = await migrating.ledger.next();
        if (decision.do === 'follow')
            return found(decision.task, migrating);
        if (decision.do !== 'start')
            return decision;
        if (migrating.revision === undefined) {
            migrating.revision = await revisionOf(migrating);
            if (migrating.plan.revised.revision.is === 'register')
                continue;
        }
        const attempt = { number: decision.attempt, taskDefinition: migrating.revision };
        if (!decision.resumes)
            await announce(attempt, migrating);
        if (clock.now() - looked > freshness)
            continue;
        const isOwn = decision.resumes && migrating.announced?.number === attempt.number;
        step.info(isOwn ? `Starting attempt ${attempt.number}.` : `Starting attempt ${attempt.number}: ${decision.why}.`);
        migrating.restorePoint = clock.now();
        const arn = await send(attempt, migrating);
        if (arn === undefined)
            continue;
        step.info(`Task ${(0,_core_one_off_task_js__WEBPACK_IMPORTED_MODULE_9__/* .taskId */ .BS)(arn)} was started.`);
        return { do: 'follow', arn };
    }
}
function found(task, migrating) {
    const name = `Task ${(0,_core_one_off_task_js__WEBPACK_IMPORTED_MODULE_9__/* .taskId */ .BS)(task.taskArn)}`;
    const there = `of this migration is there already, begun at ${(0,_core_migration_record_js__WEBPACK_IMPORTED_MODULE_3__/* .isoTime */ .Ly)(task.createdAt)}: nothing is started, it is followed.`;
    migrating.run.context.step.info(migrating.inDoubt ? `${name} was started.` : `${name} ${there}`);
    Object.assign(migrating, settled);
    return { do: 'follow', arn: task.taskArn, task };
}
/** Once there is a task, it alone tells. */
const settled = { announced: undefined, inDoubt: false };
async function revisionOf({ plan, run }) {
    const [registered] = await (0,_deploy_register_js__WEBPACK_IMPORTED_MODULE_8__/* .registerRevisions */ .q)([plan.revised], run);
    if (!registered)
        throw new Error('no revision was registered');
    return registered.taskDefinition;
}
async function announce(attempt, migrating) {
    migrating.announced = attempt;
    await migrating.ledger.begin(attempt);
}
/** Sends RunTask once, and answers the task's ARN. Without one it has waited as long as it takes before the next look. */
async function send(attempt, migrating) {
    const sent = await sendOnce(attempt, migrating);
    if (sent.is === 'started')
        return sent.arn;
    if (sent.is === 'not-placed')
        await giveUp(sent.reasons, attempt, migrating);
    else
        await pause(sent.because, shortly, migrating);
    return undefined;
}
/** Milliseconds. */
const shortly = 2_000;
/** Once a reply was lost, only a reply to the same token resolves the doubt: it stands for one task. */
async function sendOnce(attempt, migrating) {
    const ecs = await migrating.run.aws.ecs();
    const doubt = migrating.inDoubt;
    migrating.inDoubt = true;
    try {
        const change = await ecs.runTask(startOf(attempt, migrating));
        if (change.is === 'lost') {
            const { code } = change.fault.fault;
            return {
                is: 'not-clear',
                because: `The reply to RunTask was lost (${code}); looking whether a task was started.`,
            };
        }
        migrating.inDoubt = false;
        return answered(change.reply, migrating);
    }
    catch (error) {
        // Whatever is thrown here was certainly not done.
        migrating.inDoubt = doubt;
        return refused(error);
    }
}
function answered(reply, migrating) {
    if (reply.is === 'not-placed')
        return reply;
    // An earlier request with this token could not be placed.
    if (reply.is === 'token-taken' && reply.tasks.length === 0)
        return { is: 'not-placed', reasons: [] };
    migrating.announced = undefined;
    if (reply.is === 'started')
        return reply;
    return {
        is: 'not-clear',
        because: `Somebody else has begun this attempt: task ${reply.tasks.map(_core_one_off_task_js__WEBPACK_IMPORTED_MODULE_9__/* .taskId */ .BS).join(', ')}.`,
    };
}
function refused(error) {
    if ((0,_aws_call_js__WEBPACK_IMPORTED_MODULE_0__/* .isPassing */ .WG)(error))
        return { is: 'not-clear', because: `${error.message}; looking again.` };
    // RunTask tells of a lack of capacity in its reply; of some kinds of it by an error.
    if (error instanceof _aws_call_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && error.kind === 'refused' && (0,_core_migration_verdict_js__WEBPACK_IMPORTED_MODULE_4__/* .mayPass */ .bg)((0,_core_stop_reasons_js__WEBPACK_IMPORTED_MODULE_6__/* .causeOf */ .r)(error.fault.message))) {
        return { is: 'not-placed', reasons: [error.fault.message] };
    }
    throw error;
}
/**
 * Milliseconds between an attempt that ECS could not place and the next, which has a token of its own: whether one may
 * be used again is not documented. Somebody who looked before the next attempt was announced may still be about to send
 * this one; after so long that has happened, and shows.
 */
const untilNobodySends = 90_000;
async function giveUp(reasons, attempt, migrating) {
    const said = reasons.map(reason => (0,_core_redaction_js__WEBPACK_IMPORTED_MODULE_5__/* .redact */ .E$)((0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(reason))).join('; ') || 'ECS gives no reason';
    const causes = reasons.map(reason => (0,_core_stop_reasons_js__WEBPACK_IMPORTED_MODULE_6__/* .causeOf */ .r)(reason));
    const [cause] = causes;
    migrating.setback = `${cause?.saw ?? 'ECS could not place the task'}: ${said.replace(/\.?$/, '.')}`;
    if (causes.length > 0 && !causes.some(_core_migration_verdict_js__WEBPACK_IMPORTED_MODULE_4__/* .mayPass */ .bg)) {
        const next = cause ? (0,_core_migration_verdict_js__WEBPACK_IMPORTED_MODULE_4__/* .nextAfter */ .On)(cause) : readReasons;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .ActionError */ .lZ(migrating.setback, { outcome: 'failed-before-change', next });
    }
    await announce({ ...attempt, number: attempt.number + 1 }, migrating);
    const again = `Nothing was started; trying again in ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_10__/* .elapsed */ .vk)(untilNobodySends)}.`;
    await pause(`${migrating.setback} ${again}`, untilNobodySends, migrating);
}
const readReasons = 'The Amazon ECS Developer Guide explains it under "API failure reasons". Then run the job again.';
/** Waits before the next look, unless there would be no time left for it. */
async function pause(because, ms, { run, inDoubt, setback }) {
    const { clock, stop, step } = run.context;
    step.info(because);
    if (clock.now() + ms > run.until) {
        const why = setback ?? because;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .ActionError */ .lZ(inDoubt ? `it could not be seen in time. ${why}` : `it could not be started in ${(0,_core_wording_js__WEBPACK_IMPORTED_MODULE_10__/* .elapsed */ .vk)(run.timeout)}: ${why}`, { outcome: inDoubt ? 'unknown' : 'failed-before-change', next: runAgain });
    }
    await clock.sleep(ms, stop);
    if (stop.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .Cancelled */ .cJ();
}
const runAgain = 'Run the job again: it looks first, and never starts what runs or has run.';
function startOf({ number, taskDefinition }, { run, plan, ledger }) {
    const { release, commit, runUrl, command, variables, taskRole, executionRole } = run;
    const provenance = { ...(release && { release }), ...(commit && { commit }), ...(runUrl && { runUrl }) };
    return {
        cluster: run.cluster,
        taskDefinition,
        launch: plan.launch,
        overrides: { container: plan.container, command, variables, taskRole, executionRole },
        startedBy: plan.startedBy,
        token: ledger.token(number),
        tags: (0,_core_migration_js__WEBPACK_IMPORTED_MODULE_2__/* .taskTags */ .Hn)(provenance, { attempt: number, image: plan.image }),
        patience: freshness,
    };
}


/***/ })

};
