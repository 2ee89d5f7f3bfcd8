export const id = 818;
export const ids = [818];
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

/***/ 6973:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ logStreamUrl),
/* harmony export */   R: () => (/* binding */ serviceUrl)
/* harmony export */ });
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
/** The page of an ECS service in the AWS console. Undefined where the ARN of its revision says no region. */
function serviceUrl({ cluster, service, taskDefinition }) {
    const [, partition = '', , region = ''] = taskDefinition.split(':');
    if (!/^[a-z]{2}(-[a-z0-9]+)+$/.test(region))
        return undefined;
    const host = hosts[partition] ?? 'console.aws.amazon.com';
    const name = encoded(cluster.slice(cluster.lastIndexOf('/') + 1));
    return `https://${region}.${host}/ecs/v2/clusters/${name}/services/${encoded(service)}/health?region=${region}`;
}
/** What follows the `#` is decoded twice by the console, which writes `$` for the second `%`. */
function twiceEncoded(text) {
    return encodeURIComponent(encoded(text)).replaceAll('%', '$');
}
function encoded(text) {
    return encodeURIComponent(text).replace(/[!'()*~]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
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
/* harmony import */ var _one_off_task_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4724);




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
function decide(history, question) {
    const running = history.own.filter(task => !(0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_3__/* .hasStopped */ .Ex)(task)).toSorted((a, b) => (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .attemptOf */ .tx)(b) - (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .attemptOf */ .tx)(a))[0];
    if (running)
        return followed(running, question);
    const [other] = history.others;
    if (other)
        return inTheWay(other);
    const decision = withTask(decideBySeen(seenOf(history, question), question), history);
    const { bar, force } = question;
    if (!bar || force || decision.do !== 'start')
        return decision;
    return { do: 'refuse', known: !decision.resumes, ...bar };
}
/** Whoever saw the end was killed before writing it down. */
function withTask(decision, { own, record }) {
    if (decision.do !== 'nothing' || record.ended?.task === decision.task)
        return decision;
    const unrecorded = own.find(({ taskArn }) => (0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_3__/* .taskId */ .BS)(taskArn) === decision.task);
    return unrecorded ? { ...decision, unrecorded } : decision;
}
function seenOf({ own, record, beside }, question) {
    const attempts = attemptsOf(own, record, question);
    const events = eventsOf(beside, question);
    return {
        last: attempts.find(hasRun),
        number: Math.max(0, ...attempts.map(({ number }) => number)),
        beside: events.toSorted((a, b) => b.at - a.at),
        newest: Math.max(0, ...[...attempts, ...events].map(({ at }) => at)),
    };
}
function hasRun(attempt) {
    return attempt.is !== 'void';
}
function decideBySeen(seen, question) {
    const { last, number } = seen;
    const [newest] = seen.beside;
    const since = seen.beside.filter(({ at }) => at > (last?.at ?? 0));
    if (newest?.direction === 'down' && newest === since[0] && isOpen(newest))
        return openDecision(newest, seen, question);
    const turned = since.find(({ direction }) => direction !== question.direction);
    if (last && turned)
        return anew(seen, turnedText(turned));
    if (last)
        return decideBy[last.is](last, { ...question, seen });
    return anew(seen, number === 0 ? 'no earlier attempt is known' : `nothing of attempt ${number} ran`);
}
const decideBy = {
    succeeded: ({ number, task, began, about: ran }, { force, image, seen }) => {
        if (force)
            return anew(seen, `\`force\` is set, though attempt ${number} ended well`);
        if (isOther(ran, image))
            return otherImage(`it ended well with ${ran}`, image);
        return { do: 'nothing', task, began };
    },
    failed: ({ number }, { seen }) => anew(seen, `attempt ${number} was seen to fail`),
    unknown: ({ number, task }, { force, seen }) => {
        if (force)
            return anew(seen, `\`force\` is set, though nobody knows how attempt ${number} ended`);
        return unknown(`its task ${task} was cut off, and whether it was done by then cannot be known`);
    },
    begun: ({ number, began }, { force, now, seen }) => {
        const since = `it was about to begin at ${(0,_migration_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTime */ .Ly)(began)}`;
        if (now - began < tokenIsGood) {
            return {
                do: 'start',
                attempt: number,
                resumes: true,
                why: `${since}, and no task of it shows; sent again, it is still one task`,
                after: seen.newest,
            };
        }
        if (force)
            return anew(seen, `\`force\` is set, though nobody knows whether attempt ${number} ran`);
        return unknown(`${since}, its end was not seen, and ECS, which forgets stopped tasks after an hour, knows nothing of it any more`);
    },
};
function anew({ number, newest }, why) {
    return { do: 'start', attempt: number + 1, resumes: false, why, after: newest };
}
/** The attempts of one migration, the last first; of one that is told of several times, the first told. */
function attemptsOf(tasks, record, question) {
    const ended = [...tasks.map(task => endedAttempt(task, question)), ...recorded(record)];
    const last = Math.max(0, ...ended.map(({ number }) => number));
    // A late beginner may have written down an earlier attempt again, and sent nothing.
    const told = [...ended, ...begunAttempt(record).filter(({ number }) => number >= last)];
    const groups = Map.groupBy(told, ({ number }) => number);
    return [...groups.values()]
        .flatMap(([first, ...more]) => (first ? [{ ...first, at: Math.max(first.at, ...more.map(({ at }) => at)) }] : []))
        .toSorted((a, b) => b.number - a.number);
}
function endedAttempt(task, { container, direction }) {
    const verdict = (0,_migration_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeMigration */ .aC)(task, (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .containerOf */ .t8)(task) ?? container);
    return {
        number: (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .attemptOf */ .tx)(task),
        is: verdict.is === 'failed' && !verdict.ran ? 'void' : verdict.is,
        task: (0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_3__/* .taskId */ .BS)(task.taskArn),
        began: task.createdAt,
        at: task.createdAt,
        about: ((0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .migrationOf */ .IC)(task)?.direction ?? direction) === 'down' ? (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .downToOf */ .bv)(task) : (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .imageOf */ .dT)(task),
    };
}
function recorded({ ended, voided }) {
    const nothing = { task: '', began: 0, at: 0, about: undefined };
    return [
        ...(ended ? [{ ...ended, number: ended.attempt, is: ended.as, at: ended.began }] : []),
        ...(voided === undefined ? [] : [{ ...nothing, number: voided, is: 'void' }]),
    ];
}
function begunAttempt({ begun }) {
    return begun ? [{ ...begun, number: begun.attempt, is: 'begun', task: '', began: begun.at }] : [];
}
function eventsOf({ tasks, records }, question) {
    const named = tasks.flatMap(task => {
        const name = (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .migrationOf */ .IC)(task);
        return name ? [{ ...name, task }] : [];
    });
    const groups = Map.groupBy([...named, ...records], nameText);
    return [...groups.values()].flatMap(group => {
        const own = group.flatMap(one => ('task' in one ? [one.task] : []));
        const [record = {}] = group.flatMap(one => ('record' in one ? [one.record] : []));
        const direction = group[0]?.direction ?? 'up';
        const ran = attemptsOf(own, record, question).filter(hasRun);
        return ran.map(attempt => ({ ...attempt, direction }));
    });
}
function nameText({ direction, key }) {
    return `${direction} ${key}`;
}
/** Nobody saw how it ended, or how far it came. */
function isOpen({ is }) {
    return is === 'unknown' || is === 'begun';
}
/** Of a way down whose end nobody saw: what is applied, nobody knows. */
function openDecision(open, seen, { force }) {
    const why = openText(open);
    if (force)
        return anew(seen, `\`force\` is set, though ${why}`);
    const next = open.is === 'begun'
        ? `Run the rollback that began it again, which looks first. Or: ${lookIntoDatabase}`
        : lookIntoDatabase;
    return { do: 'refuse', known: false, why, next };
}
function openText({ is, about, began, task }) {
    const it = `the migration ${(0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .downText */ .oY)(about)}`;
    return is === 'begun'
        ? `${it} was about to begin at ${(0,_migration_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTime */ .Ly)(began)}, and its end was not seen`
        : `${it} (task ${task}) was cut off, and what it had taken back by then cannot be known`;
}
/** What came since in the other direction, so that what was so is so no more. */
function turnedText({ direction, is, about, began }) {
    if (direction === 'up')
        return `a migration up began at ${(0,_migration_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTime */ .Ly)(began)}, after the last one that went down so`;
    const how = {
        succeeded: 'took it back',
        failed: 'ran and failed, and may have taken some of it back',
    };
    return `the migration ${(0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .downText */ .oY)(about)}, begun at ${(0,_migration_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTime */ .Ly)(began)}, ${how[is] ?? 'may have taken it back'}`;
}
function followed(task, { image }) {
    const running = (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .imageOf */ .dT)(task);
    if (!isOther(running, image))
        return { do: 'follow', task };
    return otherImage(`its task ${(0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_3__/* .taskId */ .BS)(task.taskArn)} runs with ${running}`, image);
}
/** What was read from a tag is compared with what a tag would hold. */
function isOther(known, image) {
    return known !== undefined && image !== undefined && (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .aboutText */ .np)(known) !== (0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .aboutText */ .np)(image);
}
function otherImage(what, image = '') {
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
        why: `another migration is running: task ${(0,_one_off_task_js__WEBPACK_IMPORTED_MODULE_3__/* .taskId */ .BS)(task.taskArn)} ${(0,_migration_js__WEBPACK_IMPORTED_MODULE_0__/* .subjectOf */ .et)(task)}, begun at ${(0,_migration_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isoTime */ .Ly)(task.createdAt)}`,
        next: 'Wait for its end, then run the job again. A `concurrency` group lets jobs wait for each other.',
    };
}
/** What to do about a migration of which nobody knows how far it came. */
const lookIntoDatabase = 'Look into the database which of its migrations are applied, and mend what is half-done. If it has to run (again), set `force: true` for one run.';
function unknown(why) {
    return { do: 'refuse', known: false, why, next: lookIntoDatabase };
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

/***/ 7352:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ foresee),
  _: () => (/* binding */ migrate)
});

// EXTERNAL MODULE: ./shared/core/console-url.ts
var console_url = __webpack_require__(6973);
// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
// EXTERNAL MODULE: ./shared/core/log-stream.ts
var log_stream = __webpack_require__(8031);
// EXTERNAL MODULE: ./shared/core/migration.ts
var migration = __webpack_require__(4200);
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
    /** What was read of each revision, by its ARN: only those that may have changed are read again. */
    read = new Map();
    constructor(run, plan) {
        this.run = run;
        this.plan = plan;
    }
    async next() {
        const { name, container, image, bar } = this.plan;
        const { force, context } = this.run;
        const { direction } = name;
        // Going down it is always what runs, and that is another image once the code has gone back, too.
        const decisive = direction === 'up' ? image : undefined;
        return (0,migration_history/* decide */.L)(await this.look(), {
            ...{ direction, container, image: decisive, bar, force },
            now: context.clock.now(),
        });
    }
    token(attempt) {
        return (0,fingerprint/* fingerprint */.R)(`${this.plan.startedBy} ${attempt}`);
    }
    async look() {
        const { cluster, aws } = this.run;
        const { startedBy, ownFamily, revised } = this.plan;
        const ecs = await aws.ecs();
        const [tasks, records] = await Promise.all([ecs.tasksOfFamily(cluster, revised.wanted.family), this.records(ecs)]);
        const others = tasks.filter(task => task.startedBy !== startedBy);
        return {
            own: tasks.filter(task => task.startedBy === startedBy),
            others: others.filter(task => !(0,one_off_task/* hasStopped */.Ex)(task) && (0,migration/* mayMigrate */.b6)(task, { ownFamily })),
            record: records.find(one => this.isOwn(one))?.record ?? {},
            beside: {
                tasks: others.filter(task => (0,migration/* migrationOf */.IC)(task) !== undefined),
                records: records.filter(one => !this.isOwn(one)),
            },
        };
    }
    /** What the revisions tell. The migration may have run in another one than that of today. */
    async records(ecs) {
        const { running, wanted } = this.plan.revised;
        const newest = await ecs.newestRevisions(wanted.family, this.read.size > 0 ? mostSince : mostRevisions);
        const known = running.definition.family === wanted.family ? [running.arn] : [];
        const again = [...this.read].flatMap(([arn, records]) => (records.some(one => this.isTelling(one)) ? [arn] : []));
        const arns = [...new Set([...newest, ...known, ...again])];
        await Promise.all(arns.map(async (arn) => this.read.set(arn, await this.recordsOn(arn, ecs))));
        return (0,migration_record/* together */.bs)([...this.read.values()].flat());
    }
    isOwn({ direction, key }) {
        const { name } = this.plan;
        return key === name.key && direction === name.direction;
    }
    /** Those that go down change what all others are worth. */
    isTelling(record) {
        return record.direction === 'down' || this.isOwn(record);
    }
    /** Nothing on one that is being deleted, which ECS refuses to describe. */
    async recordsOn(arn, ecs) {
        try {
            return (0,migration_record/* readRecords */.T3)((await ecs.describeTaskDefinition(arn)).tags, this.plan.scope);
        }
        catch (error) {
            if (error instanceof call/* AwsError */.Gy && error.kind === 'refused')
                return [];
            throw error;
        }
    }
    async begin({ number, taskDefinition, after }) {
        const { name, about } = this.plan;
        // Clocks of runners differ, and this is to be read as later than what it follows.
        const at = Math.max(this.run.context.clock.now(), after + 1_000);
        const tags = [(0,migration_record/* begunTag */.oC)(name, { attempt: number, at, about })];
        this.willRead(taskDefinition);
        await write(await this.run.aws.ecs(), { taskDefinition, tags, run: this.run, until: this.run.until });
    }
    async end(task, verdict) {
        const { createdAt: began, taskDefinition } = task;
        const { name, about, subject } = this.plan;
        const attempt = (0,migration/* attemptOf */.tx)(task);
        if (verdict.is === 'failed' && !verdict.ran) {
            await this.writeEnd(taskDefinition, [(0,migration_record/* voidedTag */.IS)(name, attempt)]);
            return;
        }
        const ended = (0,migration_record/* endedTag */.pc)(name, { attempt, as: verdict.is, began, task: (0,one_off_task/* taskId */.BS)(task.taskArn), about });
        // On the revision of a release stands what brought the database up to it.
        const words = { migration: `${verdict.is} ${(0,migration_record/* isoTime */.Ly)(began)} ${subject}` };
        await this.writeEnd(taskDefinition, [ended, ...(name.direction === 'up' ? (0,provenance/* provenanceTags */.Xy)(words) : [])]);
    }
    async withdraw({ number, taskDefinition }) {
        await this.writeEnd(taskDefinition, [(0,migration_record/* voidedTag */.IS)(this.plan.name, number)]);
    }
    /** What is written on a revision is looked for there, whether or not it is among the newest. */
    willRead(taskDefinition) {
        const record = { ...this.plan.name, record: {} };
        this.read.set(taskDefinition, [...(this.read.get(taskDefinition) ?? []), record]);
    }
    async writeEnd(taskDefinition, tags) {
        const { context } = this.run;
        const until = context.clock.now() + patience;
        this.willRead(taskDefinition);
        try {
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
        return Promise.resolve({ do: 'start', attempt: this.attempt, resumes: false, why: 'it is a dry run', after: 0 });
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

// EXTERNAL MODULE: ./shared/phases/migrate/plan.ts + 1 modules
var migrate_plan = __webpack_require__(2153);
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
        const plan = await (0,migrate_plan/* planMigration */.E)(run);
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
async function withoutStart(begun, story) {
    if (begun.do === 'refuse')
        return { ...begun, is: 'refused' };
    const { plan, run, ledger } = story;
    if (begun.unrecorded)
        await ledger.end(begun.unrecorded, { is: 'succeeded' });
    // What ECS has forgotten is told by the record, which has the task's id.
    const taskArn = `${arnPrefix(plan.revised.running.arn)}:task/${(0,migration/* clusterName */.SL)(run.cluster)}/${begun.task}`;
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
    return (0,console_url/* logStreamUrl */.M)({ ...place, region: place.region ?? arn.split(':')[3] ?? '', arn });
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
function factsOf({ revised, subject, container, image, launch, roles }, run) {
    const { revision, wanted } = revised;
    const existing = revision.is === 'register' ? undefined : (0,_core_service_js__WEBPACK_IMPORTED_MODULE_10__/* .revisionName */ .pd)(revision.arn);
    const variables = Object.keys(run.variables);
    return [
        ...(run.direction === 'down' ? [['Direction', `${subject}, with what runs now`]] : []),
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
        summary: tableOf(plan, run, rows),
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
    if (run.rehearsal)
        return 'the dry-run command';
    return `the migration ${run.direction === 'down' ? '' : 'of '}${plan.subject}`;
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
        tableOf(plan, run, rows),
        logUrl === undefined ? '' : `[The whole log in CloudWatch](${logUrl})`,
        (0,_core_outcome_js__WEBPACK_IMPORTED_MODULE_7__/* .isGreen */ .gf)(outcome) || lastLines.length === 0 ? '' : `Its last lines:\n\n${(0,_core_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .codeBlock */ .DV)(logTail(lastLines))}`,
    ];
    return parts.filter(Boolean).join('\n\n');
}
function tableOf({ subject }, run, rows) {
    const { cluster, direction, release } = run;
    const where = `Cluster ${(0,_core_summary_js__WEBPACK_IMPORTED_MODULE_8__/* .codeSpan */ .SS)(cluster)}.`;
    const named = direction === 'down' || release !== undefined;
    const table = (0,_core_summary_js__WEBPACK_IMPORTED_MODULE_8__/* .serviceTable */ .oV)(['', named ? (0,_core_wording_js__WEBPACK_IMPORTED_MODULE_12__/* .capital */ .Nx)(subject) : 'What runs'], rows.map(([what, said]) => [what, { code: said }]));
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
        const attempt = { number: decision.attempt, taskDefinition: migrating.revision, after: decision.after };
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
    const isDown = plan.name.direction === 'down';
    // A task that goes down runs what is there, and is of no release itself.
    const of = isDown ? {} : { ...(release && { release }), ...(commit && { commit }) };
    const { container, image } = plan;
    return {
        cluster: run.cluster,
        taskDefinition,
        launch: plan.launch,
        overrides: { container, command, variables, taskRole, executionRole },
        startedBy: plan.startedBy,
        token: ledger.token(number),
        tags: (0,_core_migration_js__WEBPACK_IMPORTED_MODULE_2__/* .taskTags */ .Hn)({ ...of, ...(runUrl && { runUrl }) }, { attempt: number, image, container, ...(isDown && { downTo: plan.about }) }),
        patience: freshness,
    };
}


/***/ })

};
