export const id = 686;
export const ids = [686];
export const modules = {

/***/ 7686:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ecs: () => (/* binding */ Ecs)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(212);
// EXTERNAL MODULE: ./shared/aws/call.ts
var call = __webpack_require__(382);
// EXTERNAL MODULE: ./shared/aws/pages.ts
var pages = __webpack_require__(2388);
// EXTERNAL MODULE: ./shared/aws/raw.ts
var aws_raw = __webpack_require__(3166);
;// CONCATENATED MODULE: ./shared/aws/ecs-shapes.ts
/** From the SDK's shapes to ours: only the members that decisions need, absent where AWS was silent. */
function toService(service) {
    const { deploymentConfiguration: configuration } = service;
    return {
        name: service.serviceName ?? '',
        status: service.status ?? 'UNKNOWN',
        controller: service.deploymentController?.type ?? 'ECS',
        scheduling: service.schedulingStrategy ?? 'REPLICA',
        strategy: configuration?.strategy ?? 'ROLLING',
        ...(service.launchType && { launchType: service.launchType }),
        ...(service.capacityProviderStrategy?.length && {
            capacityProviders: service.capacityProviderStrategy.map(({ capacityProvider = '', weight, base }) => ({
                capacityProvider,
                ...(weight !== undefined && { weight }),
                ...(base !== undefined && { base }),
            })),
        }),
        ...(service.platformVersion && { platformVersion: service.platformVersion }),
        ...(service.networkConfiguration?.awsvpcConfiguration && {
            network: toNetwork(service.networkConfiguration.awsvpcConfiguration),
        }),
        desired: service.desiredCount ?? 0,
        // The documented defaults of REPLICA services.
        minimumHealthyPercent: configuration?.minimumHealthyPercent ?? 100,
        maximumPercent: configuration?.maximumPercent ?? 200,
        circuitBreaker: {
            enabled: configuration?.deploymentCircuitBreaker?.enable ?? false,
            rollback: configuration?.deploymentCircuitBreaker?.rollback ?? false,
        },
        taskDefinition: service.taskDefinition ?? '',
        deployments: (service.deployments ?? []).map(toDeployment),
        targetGroups: (service.loadBalancers ?? []).flatMap(toTargetGroup),
        events: (service.events ?? []).map(({ createdAt, message }) => ({
            at: createdAt?.getTime() ?? 0,
            message: message ?? '',
        })),
    };
}
function toNetwork({ subnets = [], securityGroups = [], assignPublicIp }) {
    return { subnets, securityGroups, ...(assignPublicIp && { assignPublicIp: assignPublicIp === 'ENABLED' }) };
}
function toDeployment(deployment) {
    return {
        id: deployment.id ?? '',
        status: deployment.status ?? 'UNKNOWN',
        taskDefinition: deployment.taskDefinition ?? '',
        ...(deployment.rolloutState && { rollout: deployment.rolloutState }),
        ...(deployment.rolloutStateReason && { rolloutReason: deployment.rolloutStateReason }),
        desired: deployment.desiredCount ?? 0,
        running: deployment.runningCount ?? 0,
        pending: deployment.pendingCount ?? 0,
        failed: deployment.failedTasks ?? 0,
        createdAt: deployment.createdAt?.getTime() ?? 0,
        updatedAt: deployment.updatedAt?.getTime() ?? 0,
    };
}
/** Native blue/green keeps a second target group and moves between the two. Classic load balancers have none. */
function toTargetGroup({ targetGroupArn, advancedConfiguration }) {
    if (!targetGroupArn)
        return [];
    const alternate = advancedConfiguration?.alternateTargetGroupArn;
    return [{ arns: alternate ? [targetGroupArn, alternate] : [targetGroupArn] }];
}
function toServiceDeployment(deployment) {
    const { deploymentCircuitBreaker: breaker, lifecycleHookDetails: hooks = [] } = deployment;
    return {
        arn: deployment.serviceDeploymentArn ?? '',
        status: deployment.status ?? 'UNKNOWN',
        ...(deployment.statusReason && { statusReason: deployment.statusReason }),
        ...(deployment.lifecycleStage && { stage: deployment.lifecycleStage }),
        targetRevision: deployment.targetServiceRevision?.arn ?? '',
        ...(breaker && {
            breaker: { status: breaker.status ?? '', failures: breaker.failureCount ?? 0, threshold: breaker.threshold ?? 0 },
        }),
        triggeredAlarms: deployment.alarms?.triggeredAlarmNames ?? [],
        ...(deployment.rollback?.reason && { rollbackReason: deployment.rollback.reason }),
        ...(deployment.rollback?.serviceRevisionArn && { returnsTo: deployment.rollback.serviceRevisionArn }),
        pausedAt: hooks
            .filter(({ status }) => status === 'AWAITING_ACTION')
            .map(({ hookId, expiresAt }) => ({
            hook: hookId ?? 'without id',
            ...(expiresAt && { expiresAt: expiresAt.getTime() }),
        })),
        createdAt: deployment.createdAt?.getTime() ?? 0,
    };
}
function toServiceRevision(revision) {
    return {
        arn: revision.serviceRevisionArn ?? '',
        taskDefinition: revision.taskDefinition ?? '',
        digests: new Map((revision.containerImages ?? []).flatMap(({ containerName, imageDigest }) => containerName && imageDigest ? [[containerName, imageDigest]] : [])),
        images: (revision.containerImages ?? []).flatMap(({ image }) => image ?? []),
    };
}
function toTask(task) {
    return {
        arn: task.taskArn ?? '',
        taskDefinition: task.taskDefinitionArn ?? '',
        startedBy: task.startedBy ?? '',
        lastStatus: task.lastStatus ?? 'UNKNOWN',
        desiredStatus: task.desiredStatus ?? 'UNKNOWN',
        health: task.healthStatus ?? 'UNKNOWN',
        ips: [
            ...new Set((task.containers ?? []).flatMap(({ networkInterfaces = [] }) => networkInterfaces.flatMap(({ privateIpv4Address }) => privateIpv4Address ?? []))),
        ],
        containers: (task.containers ?? []).map(({ name, imageDigest, healthStatus }) => ({
            name: name ?? '',
            ...(imageDigest && { digest: imageDigest }),
            ...(healthStatus && { health: healthStatus }),
        })),
    };
}
function toStoppedTask(task) {
    return {
        taskArn: task.taskArn ?? '',
        taskDefinition: task.taskDefinitionArn ?? '',
        ...(task.startedBy && { startedBy: task.startedBy }),
        ...(task.stoppedAt && { stoppedAt: task.stoppedAt.getTime() }),
        ...(task.stopCode && { stopCode: task.stopCode }),
        ...(task.stoppedReason && { stoppedReason: task.stoppedReason }),
        containers: (task.containers ?? []).map(({ name, exitCode, reason }) => ({
            name: name ?? '',
            ...(exitCode !== undefined && { exitCode }),
            ...(reason && { reason }),
        })),
    };
}
function toOneOffTask(task) {
    return {
        ...toStoppedTask(task),
        lastStatus: task.lastStatus ?? 'UNKNOWN',
        group: task.group ?? '',
        createdAt: task.createdAt?.getTime() ?? 0,
        ...(task.startedAt && { startedAt: task.startedAt.getTime() }),
        ...(task.executionStoppedAt && { endedAt: task.executionStoppedAt.getTime() }),
        tags: toTags(task.tags),
    };
}
function toTags(tags = []) {
    return tags.map(({ key = '', value = '' }) => ({ key, value }));
}

;// CONCATENATED MODULE: ./shared/aws/ecs.ts





/** A crash loop leaves many; so many tell why, and so many are looked at to find them. */
const enoughStopped = 30;
const mostStopped = 2_000;
/** Amazon ECS: calls, pages, translates. Decides nothing. */
class Ecs {
    client;
    caller;
    constructor(config, caller) {
        this.client = new dist_cjs/* ECSClient */.Zgc(config);
        this.caller = caller;
    }
    /** DescribeServices takes 10 names at most. */
    async describeServices(cluster, names) {
        const services = [];
        const absent = new Map();
        for (const reply of await Promise.all((0,pages/* batches */.X)(names, 10).map(batch => this.describeBatch(cluster, batch)))) {
            services.push(...(0,call/* member */.Dc)(reply.services, 'services').map(toService));
            for (const { arn, reason } of reply.failures ?? [])
                absent.set(lastPart(arn ?? ''), reason ?? 'no reason given');
        }
        return { services, absent };
    }
    describeBatch(cluster, names) {
        return this.caller.read({
            permission: 'ecs:DescribeServices',
            subject: `${names.join(', ')} in cluster ${cluster}`,
            bucket: 'service read',
            send: async (abortSignal) => {
                const reply = await this.client.send(new dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: names }), { abortSignal });
                (0,call/* member */.Dc)(reply.services, 'services');
                return reply;
            },
        });
    }
    /** A revision by ARN or `family:number`, or the newest ACTIVE one of a family. */
    async describeTaskDefinition(name) {
        return this.caller.read({
            permission: 'ecs:DescribeTaskDefinition',
            subject: `task definition ${lastPart(name)}`,
            bucket: 'task definition read',
            send: async (abortSignal) => {
                const command = new dist_cjs/* DescribeTaskDefinitionCommand */.Zy$({ taskDefinition: name, include: ['TAGS'] });
                const raw = (0,aws_raw/* keepRawReply */.I)(command);
                const reply = await this.client.send(command, { abortSignal });
                return {
                    arn: (0,call/* member */.Dc)((0,call/* member */.Dc)(reply.taskDefinition, 'taskDefinition').taskDefinitionArn, 'taskDefinitionArn'),
                    definition: raw()['taskDefinition'],
                    tags: (reply.tags ?? []).map(({ key = '', value = '' }) => ({ key, value })),
                };
            },
        });
    }
    /** ARNs of a family's ACTIVE revisions, newest first; one page. */
    async newestRevisions(family, most) {
        return [...(await this.revisionsPage({ family, most })).items];
    }
    /** One page, of 100 at most, of the ARNs of a family's ACTIVE revisions, newest first. */
    async revisionsPage({ family, most, token }) {
        return this.caller.read({
            permission: 'ecs:ListTaskDefinitions',
            subject: `family ${family}`,
            bucket: 'task definition read',
            send: async (abortSignal) => {
                const query = { familyPrefix: family, status: 'ACTIVE', sort: 'DESC', maxResults: most };
                const reply = await this.client.send(new dist_cjs/* ListTaskDefinitionsCommand */.Pse({ ...query, nextToken: token }), {
                    abortSignal,
                });
                return { items: (0,call/* member */.Dc)(reply.taskDefinitionArns, 'taskDefinitionArns'), next: reply.nextToken };
            },
        });
    }
    /** Registers the document as it is, members this SDK does not know included. Answers the new revision's ARN. */
    async registerTaskDefinition({ definition, tags, unless }) {
        const document = { ...definition, ...(tags.length > 0 && { tags: tags.map(tag => ({ ...tag })) }) };
        return this.caller.change({
            permission: 'ecs:RegisterTaskDefinition',
            subject: `family ${definition.family}`,
            bucket: 'task definition modify',
            unless,
            send: async (abortSignal) => {
                const command = new dist_cjs/* RegisterTaskDefinitionCommand */.$Hl({ family: definition.family, containerDefinitions: [] });
                (0,aws_raw/* sendRaw */.d)(command, document);
                const reply = await this.client.send(command, { abortSignal });
                return (0,call/* member */.Dc)((0,call/* member */.Dc)(reply.taskDefinition, 'taskDefinition').taskDefinitionArn, 'taskDefinitionArn');
            },
        });
    }
    /** Never sends desiredCount, networkConfiguration or anything else that was not asked for. */
    async updateService({ cluster, service, taskDefinition, force, unless }) {
        return this.caller.change({
            permission: 'ecs:UpdateService',
            subject: `service ${service} in cluster ${cluster}`,
            bucket: 'service modify',
            unless,
            send: async (abortSignal) => {
                const query = { cluster, service, taskDefinition, ...(force && { forceNewDeployment: true }) };
                const reply = await this.client.send(new dist_cjs/* UpdateServiceCommand */.kZr(query), { abortSignal });
                return toService((0,call/* member */.Dc)(reply.service, 'service'));
            },
        });
    }
    /** Tells ECS to go back from a deployment that is under way to the last one that completed. */
    async stopServiceDeployment({ arn, unless }) {
        return this.caller.change({
            permission: 'ecs:StopServiceDeployment',
            subject: `service deployment ${lastPart(arn)}`,
            bucket: 'service modify',
            unless,
            send: async (abortSignal) => {
                const query = { serviceDeploymentArn: arn, stopType: 'ROLLBACK' };
                const reply = await this.client.send(new dist_cjs/* StopServiceDeploymentCommand */.a8L(query), { abortSignal });
                return (0,call/* member */.Dc)(reply.serviceDeploymentArn, 'serviceDeploymentArn');
            },
        });
    }
    /** Adds tags to a revision, or gives those it has another value. All its other tags stay. */
    async tagTaskDefinition(arn, tags) {
        return this.caller.change({
            permission: 'ecs:TagResource',
            subject: `task definition ${lastPart(arn)}`,
            bucket: 'tag modify',
            send: async (abortSignal) => {
                const query = { resourceArn: arn, tags: tags.map(tag => ({ ...tag })) };
                await this.client.send(new dist_cjs/* TagResourceCommand */.eqU(query), { abortSignal });
            },
        });
    }
    /** Service deployments of a service that were created after a time (milliseconds, by ECS's clock). */
    async listServiceDeployments(asked) {
        const { cluster, service, after } = asked;
        const createdAt = { after: new Date(after) };
        return (0,pages/* everyPage */.L)(nextToken => this.caller.read({
            permission: 'ecs:ListServiceDeployments',
            subject: `service ${service} in cluster ${cluster}`,
            bucket: 'service deployment read',
            send: async (abortSignal) => {
                const query = { cluster, service, createdAt, maxResults: 100, nextToken };
                const reply = await this.client.send(new dist_cjs/* ListServiceDeploymentsCommand */.jz8(query), { abortSignal });
                const items = (0,call/* member */.Dc)(reply.serviceDeployments, 'serviceDeployments').map(({ serviceDeploymentArn = '', targetServiceRevisionArn = '', status = 'UNKNOWN', createdAt, finishedAt, }) => ({
                    arn: serviceDeploymentArn,
                    status,
                    targetRevision: targetServiceRevisionArn,
                    createdAt: createdAt?.getTime() ?? 0,
                    ...(finishedAt && { finishedAt: finishedAt.getTime() }),
                }));
                return { items, next: reply.nextToken };
            },
        }));
    }
    /** DescribeServiceDeployments takes 20 ARNs at most. What it does not show is left out. */
    async describeServiceDeployments(arns) {
        const replies = await Promise.all((0,pages/* batches */.X)(arns, 20).map(batch => this.caller.read({
            permission: 'ecs:DescribeServiceDeployments',
            subject: batch.map(lastPart).join(', '),
            bucket: 'service deployment read',
            send: async (abortSignal) => {
                const reply = await this.client.send(new dist_cjs/* DescribeServiceDeploymentsCommand */.A6p({ serviceDeploymentArns: batch }), { abortSignal });
                return (0,call/* member */.Dc)(reply.serviceDeployments, 'serviceDeployments');
            },
        })));
        return replies.flat().map(toServiceDeployment);
    }
    /** DescribeServiceRevisions takes 20 ARNs at most. What it does not show is left out. */
    async describeServiceRevisions(arns) {
        const replies = await Promise.all((0,pages/* batches */.X)(arns, 20).map(batch => this.caller.read({
            permission: 'ecs:DescribeServiceRevisions',
            subject: batch.map(lastPart).join(', '),
            bucket: 'service revision read',
            send: async (abortSignal) => {
                const reply = await this.client.send(new dist_cjs/* DescribeServiceRevisionsCommand */.oF5({ serviceRevisionArns: batch }), {
                    abortSignal,
                });
                return (0,call/* member */.Dc)(reply.serviceRevisions, 'serviceRevisions');
            },
        })));
        return replies.flat().map(toServiceRevision);
    }
    /** The tasks of a service that ECS wants running. */
    async runningTasks(cluster, service) {
        const arns = await this.listTasks({ cluster, serviceName: service }, 'RUNNING');
        return (await this.describeTasks(cluster, arns)).map(toTask);
    }
    /**
     * The tasks of a deployment (of all, if none is named) that stopped; ECS remembers them for about an hour, and lists
     * them in no order that is documented. `unread` counts those that were not looked at any more.
     */
    async stoppedTasks({ cluster, service, startedBy }) {
        const arns = await this.listTasks({ cluster, serviceName: service }, 'STOPPED');
        const own = [];
        let read = 0;
        for (const batch of (0,pages/* batches */.X)(arns.slice(0, mostStopped), 100)) {
            const tasks = (await this.describeTasks(cluster, batch)).map(toStoppedTask);
            own.push(...tasks.filter(task => startedBy === undefined || task.startedBy === startedBy));
            read += batch.length;
            if (own.length >= enoughStopped)
                break;
        }
        return { tasks: own, unread: own.length >= enoughStopped ? 0 : arns.length - read };
    }
    /**
     * The tasks of a family, those of services included: all that run, and those that stopped within about an hour.
     * ListTasks filters by `startedBy` only where that is its one filter, so STOPPED ones are not to be had by it.
     */
    async tasksOfFamily(cluster, family) {
        const statuses = ['RUNNING', 'STOPPED'];
        const lists = await Promise.all(statuses.map(status => this.listTasks({ cluster, family }, status)));
        // A task may stop between the two lists.
        return this.oneOffTasks(cluster, [...new Set(lists.flat())]);
    }
    /** Those of the tasks that ECS shows. */
    async oneOffTasks(cluster, arns) {
        return (await this.describeTasks(cluster, arns, ['TAGS'])).map(toOneOffTask);
    }
    /** Starts one task. */
    async runTask(start) {
        return this.caller.change({
            permission: 'ecs:RunTask',
            subject: `${lastPart(start.taskDefinition)} in cluster ${start.cluster}`,
            bucket: 'cluster resource modify',
            patience: start.patience,
            send: async (abortSignal) => {
                try {
                    const reply = await this.client.send(new dist_cjs/* RunTaskCommand */._eD(runTaskRequest(start)), { abortSignal });
                    const [task] = (0,call/* member */.Dc)(reply.tasks, 'tasks');
                    if (task)
                        return { is: 'started', arn: (0,call/* member */.Dc)(task.taskArn, 'taskArn') };
                    return { is: 'not-placed', reasons: (reply.failures ?? []).flatMap(({ reason }) => reason ?? []) };
                }
                catch (error) {
                    if (error instanceof dist_cjs/* ConflictException */.cb$)
                        return { is: 'token-taken', tasks: error.resourceIds ?? [] };
                    throw error;
                }
            },
        });
    }
    /** Asks a task to end: SIGTERM, and after its stop timeout SIGKILL. It is no error if it has ended. */
    async stopTask(asked) {
        return this.caller.change({
            permission: 'ecs:StopTask',
            subject: `task ${lastPart(asked.task)} in cluster ${asked.cluster}`,
            bucket: 'cluster resource modify',
            send: async (abortSignal) => {
                await this.client.send(new dist_cjs/* StopTaskCommand */.PP1(asked), { abortSignal });
            },
        });
    }
    async listTasks(of, desiredStatus) {
        return (0,pages/* everyPage */.L)(nextToken => this.caller.read({
            permission: 'ecs:ListTasks',
            subject: `${'serviceName' in of ? `service ${of.serviceName}` : `family ${of.family}`} in cluster ${of.cluster}`,
            bucket: 'cluster resource read',
            send: async (abortSignal) => {
                const reply = await this.client.send(new dist_cjs/* ListTasksCommand */.MYg({ ...of, desiredStatus, nextToken }), {
                    abortSignal,
                });
                return { items: (0,call/* member */.Dc)(reply.taskArns, 'taskArns'), next: reply.nextToken };
            },
        }));
    }
    /** DescribeTasks takes 100 ARNs at most. A task listed a moment ago may be MISSING here: replicas differ. */
    async describeTasks(cluster, arns, include = []) {
        const replies = await Promise.all((0,pages/* batches */.X)(arns, 100).map(batch => this.caller.read({
            permission: 'ecs:DescribeTasks',
            subject: `${batch.length} tasks in cluster ${cluster}`,
            bucket: 'cluster resource read',
            send: async (abortSignal) => {
                const query = { cluster, tasks: batch, include };
                const reply = await this.client.send(new dist_cjs/* DescribeTasksCommand */.z8X(query), { abortSignal });
                return (0,call/* member */.Dc)(reply.tasks, 'tasks');
            },
        })));
        return replies.flat();
    }
}
function runTaskRequest({ cluster, taskDefinition, launch, overrides, startedBy, token, tags }) {
    const { launchType, capacityProviders, platformVersion, network } = launch;
    return {
        cluster,
        taskDefinition,
        count: 1,
        startedBy,
        clientToken: token,
        tags: tags.map(tag => ({ ...tag })),
        overrides: overridesRequest(overrides),
        // A launch type that AWS adds later is passed on as it came from the service.
        ...(launchType !== undefined && { launchType: launchType }),
        ...(capacityProviders && { capacityProviderStrategy: capacityProviders.map(share => ({ ...share })) }),
        ...(platformVersion !== undefined && { platformVersion }),
        ...(network && { networkConfiguration: { awsvpcConfiguration: awsvpcRequest(network) } }),
    };
}
function overridesRequest({ container, command, variables, taskRole, executionRole }) {
    const environment = Object.entries(variables).map(([name, value]) => ({ name, value }));
    return {
        containerOverrides: [
            {
                name: container,
                ...(command && { command: [...command] }),
                ...(environment.length > 0 && { environment }),
            },
        ],
        ...(taskRole !== undefined && { taskRoleArn: taskRole }),
        ...(executionRole !== undefined && { executionRoleArn: executionRole }),
    };
}
function awsvpcRequest({ subnets, securityGroups, assignPublicIp }) {
    return {
        subnets: [...subnets],
        ...(securityGroups.length > 0 && { securityGroups: [...securityGroups] }),
        ...(assignPublicIp !== undefined && { assignPublicIp: assignPublicIp ? 'ENABLED' : 'DISABLED' }),
    };
}
function lastPart(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}


/***/ }),

/***/ 2388:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ everyPage),
/* harmony export */   X: () => (/* binding */ batches)
/* harmony export */ });
/** Cuts a list into batches of at most `size`, as the API's limits want. */
function batches(items, size) {
    const cut = [];
    for (let from = 0; from < items.length; from += size)
        cut.push(items.slice(from, from + size));
    return cut;
}
/** Follows `nextToken` to the end, or for at most so many pages. */
async function everyPage(page, most = Infinity) {
    const all = [];
    let token;
    for (let read = 0; read < most; read++) {
        const { items, next } = await page(token);
        all.push(...items);
        if (!next)
            break;
        token = next;
    }
    return all;
}


/***/ }),

/***/ 3166:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ keepRawReply),
/* harmony export */   d: () => (/* binding */ sendRaw)
/* harmony export */ });
/**
 * Documents that pass through us untouched. The SDK drops members it does not know, in both directions and silently
 * (measured; a new task definition member would be lost), so these documents travel beside it as raw JSON.
 */
/** Keeps the bytes of the reply; ask for them after `send`. */
function keepRawReply(command) {
    let bytes;
    const middleware = (next) => async (argument) => {
        const result = await next(argument);
        const response = result.response;
        bytes = await bytesOf(response.body);
        response.body = bytes;
        return result;
    };
    add(command, middleware, { step: 'deserialize', priority: 'low', name: 'keepRawReply' });
    return () => parseExactly(new TextDecoder().decode(bytes));
}
/** A number that JavaScript would write in another way (`1.0`, or one too large for it) stays the text that it was. */
function parseExactly(text) {
    const { parse, rawJSON } = JSON;
    const exact = (value, source = String(value)) => (String(value) === source ? value : rawJSON(source));
    const document = parse(text, (_, value, { source }) => (typeof value === 'number' ? exact(value, source) : value));
    return document;
}
/** Sends this document instead of what the SDK made of it; it is signed after that. */
function sendRaw(command, document) {
    const middleware = (next) => argument => {
        ;
        argument.request.body = new TextEncoder().encode(JSON.stringify(document));
        return next(argument);
    };
    // `build`, high: after the SDK's serializer, before content-length and signature are computed.
    add(command, middleware, { step: 'build', priority: 'high', name: 'sendRaw' });
}
function add(command, middleware, options) {
    command.middlewareStack.add(middleware, options);
}
async function bytesOf(body) {
    if (body instanceof Uint8Array)
        return body;
    const chunks = [];
    for await (const chunk of body)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}


/***/ })

};
