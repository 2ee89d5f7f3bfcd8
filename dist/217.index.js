export const id = 217;
export const ids = [217];
export const modules = {

/***/ 8031:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ logPlace)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5796);

/**
 * Where a container's output is: with the `awslogs` driver in the stream `prefix/container/task-id`. The prefix is
 * required on Fargate; without it the stream bears Docker's container id, which ECS does not tell.
 */
function logPlace(definition, { container, taskArn }) {
    const configuration = definition.containerDefinitions.find(({ name }) => name === container)?.['logConfiguration'];
    const { logDriver, options } = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(configuration) ? configuration : {};
    if (typeof logDriver !== 'string')
        return { is: 'elsewhere', why: `${container} has no log configuration` };
    if (logDriver !== 'awslogs')
        return { is: 'elsewhere', why: `${container} logs through ${logDriver}, which cannot be read here` };
    const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix, 'awslogs-region': region, } = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(options) ? options : {};
    if (typeof group !== 'string' || typeof prefix !== 'string')
        return { is: 'elsewhere', why: `${container} has no awslogs-stream-prefix` };
    const id = taskArn.slice(taskArn.lastIndexOf('/') + 1);
    return {
        is: 'stream',
        group,
        stream: `${prefix}/${container}/${id}`,
        region: typeof region === 'string' ? region : undefined,
    };
}


/***/ }),

/***/ 6290:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ causeOfExit),
/* harmony export */   r: () => (/* binding */ causeOf)
/* harmony export */ });
/**
 * What the reasons mean that ECS gives for a task that stopped or that it could not place. The texts are AWS's: the ECS
 * Developer Guide ("stopped tasks error messages", "CannotPullContainer", "ResourceInitializationError", "service event
 * messages", "API failure reasons") and what services really answered. Fargate shortens long ones, so a pattern never
 * asks for the end of a text.
 */
/** Words by which a text tells that packets were lost on the way (Developer Guide, resource-initialization-error). */
const noConnection = /connection issue between the task|check your (?:task )?network|dial (?:tcp|udp)|i\/o timeout|TLS handshake timeout|connection timed out|Client\.Timeout|request cancell?ed|RequestCanceled|context (?:deadline exceeded|cancell?ed)|signal: killed|no such host|connection refused|network is unreachable/i;
const denied = /AccessDenied|access denied|not authori[sz]ed|Forbidden|Unauthori[sz]ed|status code:? 40[13]|no basic auth|authorization failed|has the permissions|KMS/i;
const throttled = /toomanyrequests|too many requests|rate limit|Throttling|Rate exceeded/i;
const pull = /CannotPull|pull image|pull command|resolve ref|pulling image|pull access|cannot pull '|can.t pull the image/i;
const registryLogin = /registry auth from|ECR: GetAuthorizationToken|ecr:GetAuthorizationToken|ecr registry auth/i;
const secrets = /secret|\basm\b|\bssm\b|Parameter Store|Systems Manager/i;
const logs = /logging driver|logger args|log (?:group|stream)|awslogs/i;
const environmentFile = /env(?:ironment)?(?: variables?)? files?/i;
const volume = /\bEFS\b|mount\.nfs|efs-utils|CannotCreateVolume/i;
const runtime = /CannotStartContainer|CannotCreateContainer|OCI runtime|runc|shim task/i;
const route = 'Private subnets need a NAT gateway or VPC endpoints for {services}; public subnets need `assignPublicIp: ENABLED`. The security groups of the tasks must let HTTPS (443) out, and those of the endpoints must let it in.';
const routeTo = (services) => route.replace('{services}', services);
/**
 * The first row that matches counts, so what is particular stands before what is general. A stop code that leaves no
 * doubt stands first: somebody who stops a task may write anything into its reason.
 */
const rows = [
    {
        kind: 'stopped-by-hand',
        code: 'UserInitiated',
        saw: 'Somebody stopped the task',
        means: 'A person or another tool called StopTask.',
        next: 'CloudTrail shows who called StopTask. If nobody meant this release, start it again.',
        heals: true,
    },
    {
        kind: 'replaced',
        seen: /^Scaling activity initiated by|availability zone rebalanc/i,
        saw: 'The scheduler stopped the task as planned',
        means: 'It made room for another deployment, or the service needs fewer tasks. This is no failure.',
        next: 'Nothing needs to be done.',
        heals: true,
    },
    {
        kind: 'spot-interruption',
        code: 'SpotInterruption',
        seen: /Spot Task was interrupted|SpotInterruption/i,
        saw: 'AWS took the Spot capacity back',
        means: 'Fargate Spot tasks end two minutes after AWS asks for their capacity. Nothing is wrong with the release.',
        next: 'ECS starts another task once Spot has capacity. If that is too rare, give the service FARGATE besides FARGATE_SPOT in its capacity provider strategy.',
        heals: true,
    },
    {
        kind: 'host-maintenance',
        code: 'TerminationNotice',
        seen: /maintenance on the underlying infrastructure|task retirement/i,
        saw: 'AWS retired the machine under the task',
        means: 'AWS maintains or replaces its hosts and moves the tasks. Nothing is wrong with the release.',
        next: 'Nothing needs to be done: ECS starts another task of the service by itself.',
        heals: true,
    },
    {
        kind: 'host-maintenance',
        code: 'InfrastructureHealth',
        saw: 'AWS gave up the machine under the task',
        means: 'The host of the task was not healthy. Nothing is wrong with the release.',
        next: 'Nothing needs to be done: ECS starts another task of the service by itself.',
        heals: true,
    },
    // The image.
    {
        kind: 'image-platform',
        seen: /descriptor (?:matching|for) platform|no matching manifest|no match for platform|exec format error/i,
        saw: 'The image is for another processor architecture',
        means: 'The task definition asks for one platform, and the image was built for another. A build on an Apple Silicon Mac or on an ARM runner makes linux/arm64; Fargate runs linux/amd64 unless told otherwise.',
        next: 'Build the image for the platform of the service (`docker buildx build --platform linux/amd64`), or set `runtimePlatform.cpuArchitecture` of the task definition to ARM64.',
        heals: false,
    },
    {
        kind: 'image-throttled',
        about: pull,
        seen: throttled,
        saw: 'The registry refused the pull because of too many requests',
        means: 'Docker Hub and public registries limit how often an address may pull, and all tasks behind one NAT gateway share an address.',
        next: 'ECS tries again later. To be rid of it, keep the image in your own ECR (a pull through cache works), or give the task definition `repositoryCredentials`.',
        heals: true,
    },
    {
        kind: 'image-unreachable',
        about: pull,
        seen: noConnection,
        saw: 'The task could not reach the registry',
        means: 'Nothing answered on the way from the subnet of the task to the registry.',
        next: routeTo('`ecr.api`, `ecr.dkr` and S3 (image layers come from S3)'),
        heals: true,
    },
    {
        kind: 'disk-full',
        seen: /no space left on device/i,
        saw: 'The disk of the task is full',
        means: 'The image with its layers unpacked, and what the program writes, need more than the task has (20 GiB on Fargate).',
        next: 'Make the image smaller, or set `ephemeralStorage.sizeInGiB` in the task definition.',
        heals: false,
    },
    {
        kind: 'image-denied',
        about: pull,
        seen: denied,
        saw: 'The registry refused the pull',
        means: 'The task execution role may not pull this image, or the image is not there: registries answer both alike.',
        next: 'Check that the task execution role (`executionRoleArn`) has `ecr:GetAuthorizationToken`, `ecr:BatchGetImage` and `ecr:GetDownloadUrlForLayer`, that the policy of the repository allows this account, that an S3 endpoint policy does not forbid the layers, and that the image exists.',
        heals: false,
    },
    {
        kind: 'image-missing',
        about: pull,
        seen: /not found|does not exist|manifest unknown|name unknown|RepositoryNotFound|ImageNotFound|no such (?:image|manifest)/i,
        saw: 'The image is not in the registry',
        means: 'Nothing is there under this tag or digest: it was never pushed, was deleted, or a lifecycle policy of the repository expired it.',
        next: 'Look for the tag or digest in the repository in ECR, in the account and region of the image name. If it is gone, build that commit again, and let the lifecycle policy keep the images of releases.',
        heals: false,
    },
    {
        kind: 'image-download',
        about: pull,
        saw: 'The image could not be pulled',
        means: 'The download broke off or the image could not be unpacked. Often it works the next time.',
        next: 'If it happens again: pull the same image on your own machine to see whether it is whole, and check the way of the tasks to ECR and S3 (NAT gateway or VPC endpoints, security groups).',
        heals: true,
    },
    {
        kind: 'image-unreachable',
        about: registryLogin,
        seen: noConnection,
        saw: 'The task could not reach ECR',
        means: 'Nothing answered on the way from the subnet of the task to ECR, so it could not sign in to pull the image.',
        next: routeTo('`ecr.api`, `ecr.dkr` and S3'),
        heals: true,
    },
    {
        kind: 'image-denied',
        about: registryLogin,
        seen: denied,
        saw: 'ECR refused the sign-in',
        means: 'The task execution role may not sign in to ECR.',
        next: 'Give the task execution role (`executionRoleArn`) the permission `ecr:GetAuthorizationToken`; the managed policy AmazonECSTaskExecutionRolePolicy has it.',
        heals: false,
    },
    // What a task gets before it starts. Logs before secrets: the reason for logs never speaks of secrets.
    {
        kind: 'logs-unreachable',
        about: logs,
        seen: noConnection,
        saw: 'The task could not reach CloudWatch Logs',
        means: 'Nothing answered on the way from the subnet of the task to CloudWatch Logs. AWS then says that it cannot find the log group; the group may well be there.',
        next: routeTo('`logs`'),
        heals: true,
    },
    {
        kind: 'logs-denied',
        about: logs,
        seen: denied,
        saw: 'CloudWatch Logs refused the task',
        means: 'The task execution role may not write to the log group, or may not create it while `awslogs-create-group` asks for that.',
        next: 'Give the task execution role (`executionRoleArn`) `logs:CreateLogStream` and `logs:PutLogEvents` on the log group, and `logs:CreateLogGroup` if the group is to be created.',
        heals: false,
    },
    {
        kind: 'log-group-missing',
        about: logs,
        seen: /does not exist|cannot find|ResourceNotFound|failed to initialize logging driver/i,
        saw: 'The log group does not exist',
        means: 'The task definition sends logs to a CloudWatch log group (`awslogs-group`) that is not there, so no container may start.',
        next: 'Create the log group in the region of `awslogs-region`, or correct its name in the task definition.',
        heals: false,
    },
    {
        kind: 'environment-file-unreachable',
        about: environmentFile,
        seen: noConnection,
        saw: 'The task could not reach S3 for its environment file',
        means: 'Nothing answered on the way from the subnet of the task to S3.',
        next: routeTo('S3'),
        heals: true,
    },
    {
        kind: 'environment-file',
        about: environmentFile,
        saw: 'The environment file could not be read',
        means: 'A file under `environmentFiles` of the task definition is not in S3, or the task execution role may not read it. S3 answers "forbidden" for both.',
        next: 'Check that the object exists under exactly that ARN, and that the task execution role (`executionRoleArn`) has `s3:GetObject` on it and `s3:GetBucketLocation` on its bucket.',
        heals: false,
    },
    {
        kind: 'secret-unreachable',
        about: secrets,
        seen: noConnection,
        saw: 'The task could not reach the service that keeps its secrets',
        means: 'Nothing answered on the way from the subnet of the task to Secrets Manager or the SSM Parameter Store (or, with the same words, to ECR).',
        next: routeTo('`secretsmanager`, `ssm` and `kms`'),
        heals: true,
    },
    {
        kind: 'aws-throttled',
        about: secrets,
        seen: throttled,
        saw: 'AWS limited the rate at which secrets are read',
        means: 'Many tasks started at once, and each reads its secrets. Nothing is wrong with the release.',
        next: 'ECS tries again. If it happens often, raise the throughput of the Parameter Store, or start fewer tasks at a time (`maximumPercent`).',
        heals: true,
    },
    {
        kind: 'secret-denied',
        about: secrets,
        seen: denied,
        saw: 'The task may not read one of its secrets',
        means: 'The task execution role lacks a permission for a secret that the task definition names. This is not the task role: ECS reads secrets before the program starts.',
        next: 'Give the task execution role (`executionRoleArn`) `secretsmanager:GetSecretValue` or `ssm:GetParameters` on that ARN, and `kms:Decrypt` if the secret has its own key.',
        heals: false,
    },
    {
        kind: 'secret-malformed',
        about: secrets,
        seen: /invalid character|json key|unexpected end of JSON|cannot unmarshal|not valid JSON/i,
        saw: 'A secret does not hold what the task definition asks for',
        means: 'The task definition asks for one key of a JSON secret (`…:key::`), but the secret is not JSON or has no such key.',
        next: 'Open the secret in Secrets Manager: it must be a JSON object with that key. Add the key there, or correct `valueFrom` in the task definition.',
        heals: false,
    },
    {
        kind: 'secret-missing',
        about: secrets,
        seen: /can.t find|cannot find|could not find|not found|NotFound|whether the secret exists|does ?n.t exist|does not exist|invalid (?:ssm )?parameters?|marked for deletion|scheduled for deletion/i,
        saw: 'A secret does not exist',
        means: 'The task definition names a secret or a parameter that is not there, has no value yet, or is marked for deletion.',
        next: 'Create it (or restore it) in the region of the task, or correct `valueFrom` of that entry under `secrets` in the task definition.',
        heals: false,
    },
    {
        kind: 'volume',
        about: volume,
        seen: /No such file or directory|denied|not authori[sz]ed|CannotCreateVolume|does not exist/i,
        saw: 'A volume could not be mounted',
        means: 'The file system, its access point or the root directory is not there, or the task may not use it.',
        next: 'Check `efsVolumeConfiguration` in the task definition: file system, access point, a root directory that exists, and `elasticfilesystem:ClientMount` for the task role.',
        heals: false,
    },
    {
        kind: 'volume',
        about: volume,
        saw: 'A volume could not be mounted',
        means: 'The task could not reach the file system in time, or the file system refused it.',
        next: 'Check that EFS has a mount target in every zone of the subnets, and that the security group of the mount targets lets NFS (2049) in from the security groups of the tasks.',
        heals: true,
    },
    {
        kind: 'role',
        seen: /unable to assume|trust relationship|iam:PassRole|permissions policies have been misconfigured/i,
        saw: 'ECS may not use a role of the task',
        means: 'The task role or the task execution role does not exist, or does not trust ECS.',
        next: 'Both roles of the task definition must exist, and their trust policy must name `ecs-tasks.amazonaws.com`. A role that is seconds old may need a minute.',
        heals: false,
    },
    // The program and its container.
    {
        kind: 'out-of-memory',
        seen: /OutOfMemory|out of memory/i,
        saw: 'The container ran out of memory',
        means: 'It used more than the task definition grants it, and was killed (exit code 137).',
        next: 'Raise `memory` in the task definition, or lower what the program takes (heap size, number of workers). CloudWatch Container Insights shows how its use grew.',
        heals: true,
    },
    {
        kind: 'load-balancer-health',
        seen: /failed (?:ELB|load balancer|VPC Lattice) health checks/i,
        saw: 'The load balancer found the task unhealthy',
        means: 'The program ran, but its health check got no answer or a wrong one.',
        next: 'Check that the program listens on the container port on 0.0.0.0, that the health check path answers with a code the target group accepts, that the security group of the tasks lets the load balancer in, and that `healthCheckGracePeriodSeconds` is longer than the program takes to start.',
        heals: true,
    },
    {
        kind: 'container-health',
        seen: /failed container health checks/i,
        saw: 'The health check of the container failed',
        means: 'The command under `healthCheck` of the task definition ended with an error, or took too long.',
        next: 'Check that the command exists in the image (many images have no curl), that it asks the right port on localhost, and that `startPeriod` is longer than the program takes to start.',
        heals: true,
    },
    {
        kind: 'command',
        about: runtime,
        seen: /executable file not found|no such file or directory|exec: "|permission denied|not a directory|exec user process/i,
        saw: 'The command of the container cannot be run',
        means: 'The file that `command` or `entryPoint` names is not in the image, or may not be executed.',
        next: 'Compare `command` and `entryPoint` of the task definition with what is in the image (`docker run --entrypoint sh …`), and check that scripts are executable and begin with the right `#!` line.',
        heals: false,
    },
    {
        kind: 'container-timeout',
        seen: /DockerTimeoutError|ContainerRuntimeTimeoutError|timed out after waiting/i,
        saw: 'The container did not start in time',
        means: 'The machine was slow, or the network of the task does not work. Often it works the next time.',
        next: `If it happens again: ${routeTo('`ecr.api`, `ecr.dkr`, S3, `logs` and `secretsmanager`')}`,
        heals: true,
    },
    {
        kind: 'container-start',
        about: runtime,
        saw: 'The container could not be started',
        means: 'The container runtime refused it. The text after this sentence says at its end what it did not like.',
        next: 'Compare the task definition with the one that worked last: memory, mount points, user, command, Linux parameters.',
        heals: true,
    },
    // Where a task may run.
    {
        kind: 'capacity',
        seen: /Capacity is unavailable|insufficient capacity|capacity limit was exceeded|EMPTY CAPACITY PROVIDER|NO ACTIVE INSTANCES|No Container Instances/i,
        saw: 'AWS has no capacity for the task',
        means: 'There is no free capacity of this kind in the availability zones of the subnets just now. Nothing is wrong with the release.',
        next: 'ECS tries again by itself. If it lasts, add subnets in other zones, or another capacity provider.',
        heals: true,
    },
    {
        kind: 'quota',
        seen: /reached the limit on the number|configuration is above your limit|concurrently/i,
        saw: 'A quota of the account is used up',
        means: 'The account may not run more tasks or vCPUs at once in this region. During a deployment old and new tasks run side by side.',
        next: 'Stop what is not needed, lower `maximumPercent` of the service, or ask for more under Service Quotas, AWS Fargate.',
        heals: true,
    },
    {
        kind: 'addresses',
        seen: /free addresses|InsufficientFreeAddresses|Create Network Interface/i,
        saw: 'The subnet has no free address for the task',
        means: 'Every task takes one address of its subnet, and during a deployment old and new tasks run side by side.',
        next: 'Look at the available addresses of the subnets in the VPC console. Give the service larger or further subnets, or lower `maximumPercent`.',
        heals: true,
    },
    {
        kind: 'network-interface',
        seen: /network interface|\bENI\b/i,
        saw: 'The task got no network interface',
        means: 'AWS did not attach the network interface of the task in time. Mostly it works the next time.',
        next: 'If it happens again, check that subnets and security groups of the service exist and are in the same VPC.',
        heals: true,
    },
    {
        kind: 'placement',
        seen: /\bRESOURCE:[A-Z]+|\bAGENT\b|\bMemberOf\b|\bATTRIBUTE\b|container[- ]instance|compatible with the selected compute/,
        saw: 'No place in the cluster fits the task',
        means: 'No instance of the cluster has what the task definition asks for: CPU, memory, ports, attributes, or a connected agent. Tasks on Fargate never need an instance, so the launch type or the capacity provider may be wrong too.',
        next: 'Compare the launch type and the capacity providers of the service with `requiresCompatibilities` of the task definition, and its CPU and memory with what the instances have free.',
        heals: true,
    },
    // What remains.
    {
        kind: 'aws-throttled',
        seen: throttled,
        saw: 'AWS limited the rate of requests',
        means: 'Too many calls were made in this account and region at once. Nothing is wrong with the release.',
        next: 'ECS tries again by itself. If it lasts, look for another tool that polls the same account.',
        heals: true,
    },
    {
        kind: 'initialization',
        seen: /ResourceInitializationError|unable to pull secrets/i,
        saw: 'ECS could not prepare the task',
        means: 'Something that a task gets before it starts (registry sign-in, secrets, logs, volumes, network) was not to be had.',
        next: 'Read the end of the text: it says which. Then check that the task execution role may use it, and that the subnet has a way to it (NAT gateway or VPC endpoints).',
        heals: true,
    },
    {
        kind: 'aws-error',
        seen: /InternalError|Internal error|ContainerRuntimeError|CannotInspectContainer|CannotStopContainer/,
        saw: 'ECS had an error of its own',
        means: 'The platform failed, not the program. Mostly it works the next time.',
        next: 'If it happens again, check that Fargate is offered in the zones of the subnets, look at the AWS Health Dashboard, and open a case with AWS Support with the ARN of the task.',
        heals: true,
    },
];
/** What AWS's text (and the stop code of a task) means; `undefined` for one that is not known. */
function causeOf(text, stopCode) {
    return rows.find(row => matches(row, text, stopCode));
}
function matches({ code, about, seen }, text, stopCode) {
    if (code !== undefined && code === stopCode)
        return true;
    const patterns = [about, seen].filter(pattern => pattern !== undefined);
    return patterns.length > 0 && patterns.every(pattern => pattern.test(text));
}
const readLog = 'Read the last lines of its log: the cause usually stands there. Then compare environment variables and secrets with those of the release that works.';
/** What exit codes say (POSIX shells: 126, 127, and 128 + the number of the signal). */
const exits = {
    0: {
        kind: 'program-ended',
        means: 'The program ended by itself and without an error. That is right for a command, but the program of a service must stay.',
        next: 'Check the command of the container: it may do its work once and end, or put itself into the background.',
        heals: true,
    },
    1: {
        kind: 'program-failed',
        means: 'The program ended itself with a general error: an exception while it started, a setting that is missing, a database that it could not reach.',
        next: readLog,
        heals: true,
    },
    2: {
        kind: 'program-failed',
        means: 'The program ended itself with error 2: arguments that it does not understand, a script with a mistake, or a panic of a Go program.',
        next: `Compare the command in the task definition with what the program takes. ${readLog}`,
        heals: true,
    },
    126: {
        kind: 'command',
        means: 'The command was found, but could not be executed: its file is not executable, or was built for another processor architecture.',
        next: 'Make the file executable in the image (`chmod +x`). If the log says `exec format error`, build the image for the platform of the service.',
        heals: false,
    },
    127: {
        kind: 'command',
        means: 'The shell did not find the command: it is not in the image or not on the PATH, or its name is misspelt.',
        next: 'Compare `command` and `entryPoint` of the task definition with what is in the image (`docker run --entrypoint sh …`).',
        heals: false,
    },
    132: {
        kind: 'program-crashed',
        means: 'The program used an instruction that the processor does not have (SIGILL): it was built for a newer or another processor.',
        next: 'Build the program for a generic processor of the architecture of the service.',
        heals: true,
    },
    134: {
        kind: 'program-crashed',
        means: 'The program aborted itself (SIGABRT): a failed assertion, or a runtime without memory, such as Node.js at the limit of its heap.',
        next: `Raise \`memory\` and the heap limit if the log speaks of memory. ${readLog}`,
        heals: true,
    },
    137: {
        kind: 'program-killed',
        means: 'It was killed (SIGKILL). Either it used all memory of the task, or it did not end within `stopTimeout` after it was asked to.',
        next: 'Look at the use of memory in CloudWatch; if it reaches the limit, raise `memory` of the task. Else let the program end on SIGTERM, or raise `stopTimeout`.',
        heals: true,
    },
    139: {
        kind: 'program-crashed',
        means: 'The program accessed memory that is not its own (SIGSEGV): a bug in native code, or a library that does not fit the base image (musl and glibc).',
        next: 'Look for what changed: base image, native modules, processor architecture. Build native modules inside the image they run in.',
        heals: true,
    },
    143: {
        kind: 'program-terminated',
        means: 'It was asked to end (SIGTERM) and did. What asked it is the cause; the program is not.',
        next: 'Look for another container of the task that ended first, and at the events of the service at that time.',
        heals: true,
    },
    255: {
        kind: 'program-failed',
        means: 'The program ended with the code -1, or could not be run at all.',
        next: `If the log says \`exec format error\` (or is empty), the image was built for another processor architecture: build it for the platform of the service. Else: ${readLog.charAt(0).toLowerCase()}${readLog.slice(1)}`,
        heals: true,
    },
};
/** What the exit code of a container means. */
function causeOfExit(code) {
    const known = exits[code];
    if (known)
        return known;
    if (code > 128 && code < 160) {
        return {
            kind: 'program-crashed',
            means: `Signal ${code - 128} ended the program.`,
            next: readLog,
            heals: true,
        };
    }
    return {
        kind: 'program-failed',
        means: 'The program ended itself with an error code of its own.',
        next: readLog,
        heals: true,
    };
}


/***/ }),

/***/ 6104:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cV: () => (/* binding */ explainStop),
/* harmony export */   kp: () => (/* binding */ cannotHeal),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   xS: () => (/* binding */ groupStops)
/* harmony export */ });
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9998);
/* harmony import */ var _redaction_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8621);
/* harmony import */ var _stop_reasons_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6290);



/** AWS repeats itself in long reasons; what matters stands in the first part or was understood already. */
const LONGEST_REASON = 500;
const notKnown = {
    kind: 'other',
    means: 'This reason is not one that is known here.',
    next: 'Look the text up in the Amazon ECS Developer Guide under "stopped tasks error messages", and look at the events of the service and at the log of the containers.',
    heals: true,
};
const neverStarted = {
    kind: 'never-started',
    what: 'The task stopped before any container started, and ECS gave no reason.',
    means: 'ECS gave up while it prepared the task: network interface, image, secrets or capacity.',
    next: 'Open the task in the ECS console soon, since ECS forgets stopped tasks after about an hour, and read the events of the service: they often name the reason.',
    heals: true,
};
/** Says why a task stopped. What is not known is told in AWS's words and called `other`. */
function explainStop(task) {
    return explainByReason(task) ?? explainByExit(task) ?? explainUnknown(task);
}
/** The tasks, the one that stopped last first. */
function newestFirst(tasks) {
    return tasks.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
}
/** Only a change can help, so waiting for another start is waiting in vain. */
function cannotHeal(explanation) {
    return !explanation.heals;
}
/**
 * Tasks that stopped for the same reason, the most frequent reason first. Reasons are the same when they differ only in
 * what always differs: ids, addresses, and how often something was tried.
 */
function groupStops(tasks) {
    const groups = new Map();
    for (const task of tasks) {
        const explanation = explainStop(task);
        const key = `${explanation.kind} ${withoutIds(explanation.what)}`;
        const group = groups.get(key);
        if (group)
            group.tasks.push(task);
        else
            groups.set(key, { explanation, tasks: [task] });
    }
    return [...groups.values()].sort((a, b) => b.tasks.length - a.tasks.length);
}
/** The task's reason is often only "Essential container in task exited" while that of a container says why. */
function reasonsOf({ stoppedReason = '', containers }) {
    const ofContainers = containers.map(({ name, reason = '' }) => ({ text: reason, container: name }));
    return [{ text: stoppedReason }, ...ofContainers].filter(({ text }) => text !== '');
}
function explainByReason(task) {
    const reasons = reasonsOf(task);
    // A stop code alone may say it: a Spot interruption needs no text.
    for (const reason of reasons.length > 0 ? reasons : [{ text: '' }]) {
        const cause = (0,_stop_reasons_js__WEBPACK_IMPORTED_MODULE_2__/* .causeOf */ .r)(reason.text, task.stopCode);
        const container = reason.container ?? endedBySuspicion(task)[0]?.name;
        if (cause)
            return explanationOf(cause, { what: sentence(cause.saw, reason), container });
    }
    return undefined;
}
function explainByExit(task) {
    const [first, ...others] = endedBySuspicion(task);
    if (!first)
        return undefined;
    const rest = others.map(({ name, exitCode }) => `${name} with ${exitCode}`).join(', ');
    const what = `Container ${first.name} exited with code ${first.exitCode}${rest === '' ? '' : ` (${rest})`}.`;
    return explanationOf((0,_stop_reasons_js__WEBPACK_IMPORTED_MODULE_2__/* .causeOfExit */ .B)(first.exitCode), {
        what: (0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .safeLine */ .om)(what, { most: LONGEST_REASON }),
        container: first.name,
    });
}
function explainUnknown(task) {
    const [reason] = reasonsOf(task);
    if (reason)
        return explanationOf(notKnown, { what: sentence('The task stopped', reason), container: reason.container });
    if (task.stopCode === undefined || task.stopCode === 'TaskFailedToStart')
        return neverStarted;
    return explanationOf(notKnown, { what: sentence('The task stopped', { text: task.stopCode }) });
}
/** The containers that ran, the one that probably took the task down first. */
function endedBySuspicion({ containers }) {
    return containers.filter(hasEnded).sort((a, b) => suspicion(b) - suspicion(a));
}
function hasEnded(container) {
    return container.exitCode !== undefined;
}
/**
 * How likely a container took the task down with it. When an essential one ends, ECS asks the others to (143, or 0 from
 * a program that ends well) and kills what stays (137).
 */
function suspicion({ exitCode }) {
    const byCode = { 143: 0, 0: 1, 137: 2 };
    return byCode[exitCode] ?? 3;
}
function explanationOf({ kind, means, next, heals }, { what, container }) {
    return { kind, what, means, next, heals, ...(container !== undefined && { container }) };
}
function sentence(saw, { text, container }) {
    const where = container === undefined ? saw : `${saw} (container ${container})`;
    // A reason may quote a container's command or environment.
    const said = (0,_redaction_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E$)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .safeLine */ .om)(text)).trim();
    const whole = said === '' ? where : `${where}: ${said}`;
    return (0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .safeLine */ .om)(/[.!?…]$/.test(whole) ? whole : `${whole}.`, { most: LONGEST_REASON });
}
/** Ids, addresses and counts that differ between two stops for the same reason. */
function withoutIds(text) {
    return text
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
        .replace(/(?<![0-9a-z])(?:(?=[0-9a-f]*\d)[0-9a-f]{8,64})(?![0-9a-z])/gi, '#')
        .replace(/\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?/g, '#')
        .replace(/\d+(?= time\(s\)|(?:\.\d+)?m?s\b)|\d{4,}/g, '#');
}


/***/ })

};
