export const id = 549;
export const ids = [549];
export const modules = {

/***/ 549:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LoadBalancing: () => (/* binding */ LoadBalancing)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_elastic_load_balancing_v2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(586);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(382);


/** Elastic Load Balancing: what target groups say of their targets. */
class LoadBalancing {
    client;
    caller;
    constructor(config, caller) {
        this.client = new _aws_sdk_client_elastic_load_balancing_v2__WEBPACK_IMPORTED_MODULE_1__/* .ElasticLoadBalancingV2Client */ .MlD(config);
        this.caller = caller;
    }
    /** The health of all targets of these groups; one call a group. */
    async targetHealth(groups) {
        return (await Promise.all(groups.map(group => this.healthOf(group)))).flat();
    }
    healthOf(group) {
        return this.caller.read({
            permission: 'elasticloadbalancing:DescribeTargetHealth',
            subject: `target group ${group.slice(group.indexOf('targetgroup/') + 12)}`,
            bucket: 'target read',
            send: async (abortSignal) => {
                const reply = await this.client.send(new _aws_sdk_client_elastic_load_balancing_v2__WEBPACK_IMPORTED_MODULE_1__/* .DescribeTargetHealthCommand */ .qyg({ TargetGroupArn: group }), {
                    abortSignal,
                });
                return (0,_call_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(reply.TargetHealthDescriptions, 'TargetHealthDescriptions').map(({ Target, TargetHealth: health }) => ({
                    group,
                    target: Target?.Id ?? '',
                    port: Target?.Port ?? 0,
                    state: health?.State ?? 'unknown',
                    ...(health?.Reason && { reason: health.Reason }),
                    ...(health?.Description && { description: health.Description }),
                }));
            },
        });
    }
}


/***/ })

};
