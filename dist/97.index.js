export const id = 97;
export const ids = [97];
export const modules = {

/***/ 9097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollbackTaskDef: () => (/* binding */ rollbackTaskDef)
/* harmony export */ });
/* harmony import */ var _shared_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4266);
/* harmony import */ var _shared_core_deploy_manifest_names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6744);
/* harmony import */ var _shared_core_service_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6251);
/* harmony import */ var _shared_image_tag_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4062);
/* harmony import */ var _shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8573);
/* harmony import */ var _shared_phases_prove_targets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5580);
/* harmony import */ var _shared_phases_roll_back_roll_back_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1416);
/* harmony import */ var _shared_run_url_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9843);








const inputs = {
    cluster: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq),
    services: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_),
    release: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq),
    tag: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)((0,_shared_image_tag_js__WEBPACK_IMPORTED_MODULE_1__/* .imageTag */ .I)()),
    'task-definitions': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)(raw => revisionsOf(raw)),
    deployments: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)(raw => (0,_shared_phases_prove_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .readTargets */ .R)((0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .json */ .Pq)(raw))),
    environment: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq),
    reason: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq),
    wait: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt),
    force: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt),
    'allow-zero': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt),
    'dry-run': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt),
    timeout: (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0),
    'github-token': (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)(_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq),
};
/** Brings services back to a release by its exact revisions, and proves that they run it. */
const rollbackTaskDef = (0,_shared_action_js__WEBPACK_IMPORTED_MODULE_0__/* .action */ .XI)({
    title: 'Roll back',
    inputs,
    outputs: ['deployments', 'plan', 'release', 'sha', 'publish-command', 'outcome'],
    defaults: ({ declared }) => (declared ? { cluster: declared.cluster } : {}),
    translate: inEcsNames,
    check: checkInputs,
    async run(given, context, manifest) {
        const { cluster, reason, force, timeout, wait, 'github-token': token, environment } = given;
        const until = context.clock.now() + timeout;
        const result = await (0,_shared_phases_roll_back_roll_back_js__WEBPACK_IMPORTED_MODULE_3__/* .rollBack */ .Fu)({
            ...{ cluster, reason, force, timeout, wait, until, context },
            to: destinationOf(given),
            github: token === undefined ? undefined : { token, environment },
            runUrl: (0,_shared_run_url_js__WEBPACK_IMPORTED_MODULE_5__/* .runUrl */ .V)(context.environment),
            dryRun: given['dry-run'],
            allowZero: given['allow-zero'],
            aws: context.aws({ until }),
        });
        const publishCommand = manifest?.declared?.publishCommand ?? '';
        return { ...result, outputs: { ...result.outputs, 'publish-command': publishCommand } };
    },
});
/** Without services all of the environment go back together. */
function inEcsNames(given, declared) {
    const { services, deployments, 'task-definitions': revisions } = given;
    const all = revisions || deployments ? undefined : declared.services.map(({ service }) => service);
    const named = [...(revisions ?? [])].map(([name, revision]) => [(0,_shared_core_deploy_manifest_names_js__WEBPACK_IMPORTED_MODULE_6__/* .ecsName */ .p)(declared, name), revision]);
    return {
        ...given,
        services: services?.map(name => (0,_shared_core_deploy_manifest_names_js__WEBPACK_IMPORTED_MODULE_6__/* .ecsName */ .p)(declared, name)) ?? all,
        'task-definitions': revisions && new Map(named),
    };
}
/** A family alone would be its newest revision, whatever that is by then; a commit is no revision at all. */
function revisionsOf(raw) {
    const revisions = (0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .pairs */ .AS)('service=family:number lines, or a JSON object of them')(raw);
    for (const [service, name] of revisions)
        if (!(0,_shared_core_service_js__WEBPACK_IMPORTED_MODULE_7__/* .isRevision */ .oN)(name))
            throw new Error(`has ${(0,_shared_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(name)} for ${service}; it takes family:number or the ARN of a revision. A release belongs into \`release\`, a commit into \`tag\``);
    return revisions;
}
const ways = ['release', 'tag', 'task-definitions', 'deployments'];
function checkInputs(given) {
    const { services } = given;
    const named = ways.filter(name => given[name] !== undefined);
    const quoted = named.map(name => `\`${name}\``).join(', ');
    const bringsServices = named.find(name => name === 'task-definitions' || name === 'deployments');
    return [
        ...(named.length > 1 ? [`${quoted} exclude each other: one of them says where to`] : []),
        ...(services && bringsServices
            ? [`\`services\` and \`${bringsServices}\` exclude each other: \`${bringsServices}\` names its services`]
            : []),
        ...(!services && !bringsServices ? ['`services` is required: it says what to roll back'] : []),
    ];
}
function destinationOf(given) {
    const { services = [], release, tag, deployments, 'task-definitions': revisions } = given;
    if (revisions)
        return { is: 'revisions', revisions };
    if (deployments)
        return { is: 'deployments', deployments };
    if (release !== undefined)
        return { is: 'release', release, services };
    return tag === undefined ? { is: 'last-good', services } : { is: 'tag', tag, services };
}


/***/ }),

/***/ 5580:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readTargets)
/* harmony export */ });
/** Reads `deployments` as deploy-ecs gives it. Throws an Error that continues "`deployments` …". */
function readTargets(document) {
    const entries = Object.entries(document);
    if (entries.length === 0)
        throw new Error('names no service; it takes the output `deployments` of deploy-ecs');
    return entries.map(([service, value]) => readTarget(service, value));
}
function readTarget(service, value) {
    const ids = (typeof value === 'object' && value !== null ? value : {});
    const deploymentId = textOf(ids['deploymentId']);
    const taskDefinition = textOf(ids['taskDefinition']);
    if (!deploymentId || !taskDefinition) {
        throw new Error(`has no deploymentId or no taskDefinition for ${service}; it takes the output \`deployments\` of deploy-ecs`);
    }
    const previousDeploymentId = textOf(ids['previousDeploymentId']);
    const previousTaskDefinition = textOf(ids['previousTaskDefinition']);
    return {
        service,
        deploymentId,
        taskDefinition,
        ...(previousDeploymentId && { previousDeploymentId }),
        ...(previousTaskDefinition && { previousTaskDefinition }),
        ...(typeof ids['changed'] === 'boolean' && { changed: ids['changed'] }),
    };
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ })

};
