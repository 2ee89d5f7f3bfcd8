export const id = 983;
export const ids = [983];
export const modules = {

/***/ 2983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runCommand: () => (/* binding */ runCommand)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2635);

/** As the runner starts the bash of a `run:` step. */
const bash = ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'];
/**
 * Says its process id first and then becomes what its words say: only who knows the id can end it. In a session of its
 * own, where `setsid` is there, all that it starts ends with it. The words are arguments: no shell reads them again.
 */
const starter = 'echo "$$"; if command -v setsid >/dev/null; then exec setsid "$@"; fi; exec "$@"';
/** Milliseconds that output is waited for once the command is over; a child left behind may hold it open for ever. */
const patience = 2_000;
/**
 * Runs the line with bash, or the words as they are. What it prints comes as it is printed; stdout and stderr each in
 * their own order.
 */
const runCommand = async (command, { folder, environment, signal, print }) => {
    const stopped = () => signal.aborted;
    if (stopped())
        return { is: 'ended-by-us' };
    const { exec } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 2876));
    let id;
    const kill = () => end(id);
    const out = new Lines(lines => {
        const [first, ...rest] = lines;
        const [said, others] = id === undefined ? [first, rest] : [undefined, lines];
        id ??= Number(said);
        if (stopped())
            kill();
        print(others);
    });
    const problems = new Lines(print);
    signal.addEventListener('abort', kill, { once: true });
    try {
        const words = typeof command === 'string' ? [...bash, command] : command;
        const code = await exec('bash', [...bash.slice(1), starter, 'bash', ...words], {
            cwd: folder,
            env: { ...environment },
            silent: true,
            ignoreReturnCode: true,
            delay: patience,
            listeners: { stdout: chunk => out.add(chunk), stderr: chunk => problems.add(chunk) },
        });
        return stopped() ? { is: 'ended-by-us' } : { is: 'ended', code };
    }
    catch (error) {
        return stopped() ? { is: 'ended-by-us' } : { is: 'not-started', why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
    }
    finally {
        signal.removeEventListener('abort', kill);
        out.flush();
        problems.flush();
    }
};
/** Ends the session of a process, or the process alone where it has none of its own. */
function end(id) {
    if (id === undefined)
        return;
    for (const target of [-id, id]) {
        try {
            process.kill(target, 'SIGKILL');
            return;
        }
        catch {
            // It is over, or leads no group.
        }
    }
}
/** Puts whole lines together from chunks that end anywhere, in the middle of a character, too. */
class Lines {
    decoder = new TextDecoder();
    take;
    rest = '';
    constructor(take) {
        this.take = take;
    }
    add(chunk) {
        const lines = (this.rest + this.decoder.decode(chunk, { stream: true })).split('\n');
        this.rest = lines.pop() ?? '';
        if (lines.length > 0)
            this.take(lines);
    }
    flush() {
        if (this.rest !== '')
            this.take([this.rest]);
        this.rest = '';
    }
}


/***/ })

};
