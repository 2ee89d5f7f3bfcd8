export const id = 350;
export const ids = [350];
export const modules = {

/***/ 2350:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  waitHealthy: () => (/* binding */ waitHealthy)
});

// EXTERNAL MODULE: ./shared/action.ts
var action = __webpack_require__(4266);
// EXTERNAL MODULE: ./shared/core/health-url.ts
var health_url = __webpack_require__(2412);
// EXTERNAL MODULE: ./shared/core/outcome.ts
var core_outcome = __webpack_require__(1676);
// EXTERNAL MODULE: ./shared/core/summary.ts + 1 modules
var summary = __webpack_require__(1199);
// EXTERNAL MODULE: ./shared/errors.ts
var errors = __webpack_require__(2635);
// EXTERNAL MODULE: ./shared/inputs.ts
var inputs = __webpack_require__(8573);
// EXTERNAL MODULE: ./shared/wait.ts
var wait = __webpack_require__(6749);
// EXTERNAL MODULE: ./shared/core/json.ts
var json = __webpack_require__(5796);
;// CONCATENATED MODULE: ./shared/core/log-stream.ts

/**
 * Where a container's output is: with the `awslogs` driver in the stream `prefix/container/task-id`. The prefix is
 * required on Fargate; without it the stream bears Docker's container id, which ECS does not tell.
 */
function logPlace(definition, { container, taskArn }) {
    const configuration = definition.containerDefinitions.find(({ name }) => name === container)?.['logConfiguration'];
    const { logDriver, options } = (0,json/* isJsonObject */.O)(configuration) ? configuration : {};
    if (typeof logDriver !== 'string')
        return { is: 'elsewhere', why: `${container} has no log configuration` };
    if (logDriver !== 'awslogs')
        return { is: 'elsewhere', why: `${container} logs through ${logDriver}, which cannot be read here` };
    const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix, 'awslogs-region': region, } = (0,json/* isJsonObject */.O)(options) ? options : {};
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

// EXTERNAL MODULE: ./shared/core/redaction.ts
var redaction = __webpack_require__(8621);
// EXTERNAL MODULE: ./shared/core/service.ts
var core_service = __webpack_require__(6251);
;// CONCATENATED MODULE: ./shared/core/stop-reasons.ts
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

;// CONCATENATED MODULE: ./shared/core/target-health.ts
/** What a load balancer says of one target (ELB, "health checks for your target groups"), for a person. */
const target_health_wait = 'Nothing needs to be done: wait.';
const reasons = {
    'Elb.RegistrationInProgress': { means: 'The load balancer is taking the task in.', next: target_health_wait },
    'Elb.InitialHealthChecking': {
        means: 'The task waits for enough good health checks.',
        next: 'If it stays so, the health check neither passes nor fails: compare its interval and its thresholds with the time the program takes to start.',
    },
    'Elb.InternalError': {
        means: 'The load balancer itself failed.',
        next: 'Wait. If it lasts, look at the AWS Health Dashboard.',
    },
    'Target.ResponseCodeMismatch': {
        means: 'The program answers the health check, but with a status that the target group does not accept.',
        next: 'Ask for the health check path yourself and read the log of the program at that moment. A 404 or a redirect means the path is wrong, 401 or 403 that it asks for a login, 5xx that the program is not well. Correct the program, or the path and the success codes of the target group.',
    },
    'Target.Timeout': {
        means: 'The health check got no answer in time.',
        next: 'Check that the security group of the tasks lets the security group of the load balancer in on the container port, that the program listens on 0.0.0.0 and not only on localhost, and that it answers faster than the timeout of the health check.',
    },
    'Target.FailedHealthChecks': {
        means: 'The load balancer could not connect, or did not understand the answer.',
        next: 'Check that the container port of the service is the port on which the program listens, that it has started by then, and that the protocol of the target group (HTTP or HTTPS) is the one it speaks.',
    },
    'Target.NotRegistered': {
        means: 'The task is not in the target group.',
        next: 'ECS registers a task once it runs. If it stays so, check that the service still names this target group, and that the service-linked role of ECS exists.',
    },
    'Target.NotInUse': {
        means: 'No load balancer sends this target anything: no listener uses the target group, or the zone of the task is not enabled.',
        next: 'Check that a listener rule forwards to this target group, and that the load balancer has a subnet in the availability zone of the task.',
    },
    'Target.InvalidState': { means: 'The target is stopped or gone.', next: 'Look at why the task stopped.' },
    'Target.IpUnusable': {
        means: 'The address of the task is in use by a load balancer, so it cannot be a target.',
        next: 'Give the tasks subnets of their own.',
    },
    'Target.DeregistrationInProgress': {
        means: 'The task is leaving: requests that are under way may end, new ones go elsewhere.',
        next: 'Nothing needs to be done. How long this takes is the deregistration delay of the target group (300 seconds unless changed).',
    },
    'Target.HealthCheckDisabled': {
        means: 'The target group has no health check, so nobody knows whether the task is well.',
        next: 'Turn the health check of the target group on.',
    },
};
const states = {
    healthy: { means: 'The load balancer finds the task healthy.', next: 'Nothing needs to be done.' },
    initial: { means: 'The task waits for its first health checks.', next: target_health_wait },
    draining: { means: 'The task is leaving.', next: target_health_wait },
    unhealthy: {
        means: 'The health check fails, and the load balancer does not say why.',
        next: 'Ask for the health check path yourself, and check port, path and security groups.',
    },
    unused: {
        means: 'The load balancer sends this target nothing.',
        next: 'Check that a listener rule forwards to this target group.',
    },
    unavailable: {
        means: 'The load balancer does not know how the task is.',
        next: 'Check that the health check of the target group is on.',
    },
};
const unknown = {
    means: 'The load balancer reports a state that is not known here.',
    next: 'Look at the targets of the target group in the EC2 console.',
};
/** `Health checks failed with these codes: [503]` */
const codes = /codes: \[([\d, ]{1,64})\]/;
/** Says what the health of a target means, and what to check. Both are free of foreign text. */
function explainTarget({ state, reason = '', description = '' }) {
    const advice = reasons[reason] ?? states[state] ?? unknown;
    const answered = codes.exec(description)?.[1];
    if (reason !== 'Target.ResponseCodeMismatch' || answered === undefined)
        return advice;
    return { ...advice, means: `${advice.means.slice(0, -1)}: it answers ${answered}.` };
}

;// CONCATENATED MODULE: ./shared/core/service-events.ts


const atTarget = (reason) => (match) => explainTarget({ state: 'unhealthy', reason, ...(match[1] === undefined ? {} : { description: match[1] }) });
// The first row that matches counts. Reasons within an event are the same as those of stopped tasks.
const service_events_rows = [
    {
        seen: /unable to stop or start tasks during a deployment because of the service deployment configuration/,
        advice: {
            means: 'The deployment cannot move: with this number of tasks, `minimumHealthyPercent` forbids to stop one and `maximumPercent` forbids to start one.',
            next: 'Set `maximumPercent` of the service to 200, or lower `minimumHealthyPercent`. Waiting does not help.',
        },
    },
    {
        seen: /operations are being throttled/,
        advice: {
            means: 'AWS limits how fast ECS may act in this account. The deployment is slower, but it goes on.',
            next: 'Wait. If it lasts, find what else calls ECS in this account and region.',
        },
    },
    {
        seen: /unable to consistently start tasks successfully/,
        advice: {
            means: 'Tasks stop again and again soon after they start, so ECS waits longer before each new attempt, up to 27 minutes.',
            next: 'Read why the tasks stopped. A new deployment resets the waiting.',
        },
    },
    {
        seen: /(?:under protection|protected tasks)/,
        advice: {
            means: 'Old tasks are protected against scale-in, so ECS may not stop them, and the deployment waits.',
            next: 'Wait until the protection ends, or end it with UpdateTaskProtection.',
        },
    },
    {
        seen: /TARGET GROUP IS NOT FOUND/,
        advice: {
            means: 'The target group of the service was deleted, so no task of it can become healthy.',
            next: 'Create the target group anew and give it to the service, or create the service anew.',
        },
    },
    {
        seen: /TARGET IS NOT FOUND/,
        advice: {
            means: 'The load balancer does not know the task: it was taken out of the target group, or was never taken in.',
            next: 'Look at the targets in the EC2 console. Something besides ECS may be changing the target group.',
        },
    },
    {
        seen: /due to \(reason (Health checks failed with these codes[^)]*)\)/,
        advice: atTarget('Target.ResponseCodeMismatch'),
    },
    { seen: /due to \(reason Request timed out/, advice: atTarget('Target.Timeout') },
    { seen: /is unhealthy in|is not healthy in/, advice: atTarget('Target.FailedHealthChecks') },
    {
        seen: /due to an unhealthy status/,
        advice: {
            means: 'Tasks became unhealthy, and ECS started others in their place.',
            next: 'Read why the tasks stopped and what the load balancer says of them.',
        },
    },
    {
        seen: /deployment failed: alarm detected/,
        advice: {
            means: 'A CloudWatch alarm of the deployment went off, so ECS gave the deployment up.',
            next: 'Look at the alarms of the service and at what they measure: they saw what the health checks did not.',
        },
    },
    {
        seen: /deployment failed: tasks? failed to start/,
        advice: {
            means: 'Too many tasks of the new revision failed, so the circuit breaker of ECS gave the deployment up.',
            next: 'Read why the tasks stopped.',
        },
    },
    {
        seen: /deployment failed/,
        advice: { means: 'ECS gave the deployment up.', next: 'Read the end of the event, and why the tasks stopped.' },
    },
    {
        seen: /rolling back to deployment/,
        advice: {
            means: 'ECS returns the service to the deployment that completed last.',
            next: 'Read why the tasks of the new revision stopped. The old ones keep serving.',
        },
    },
    {
        seen: /IAM (?:permissions policies|trust relationship)/,
        advice: {
            means: 'A role of the service or of its tasks was changed, and ECS can no longer use it.',
            next: 'Compare the policies and the trust policy of the task execution role, the task role and the role of the service with what worked before.',
        },
    },
];
/** Events that carry a reason of their own behind them. */
const withReason = /(?:unable to place|could not launch|failed to launch|unable to reach steady state|provisioning capacity limit|failed container health checks|ECS was unable to assume)/;
/** What the event means and what to do about it; `undefined` for one that reports ordinary work. */
function explainEvent(message) {
    for (const { seen, advice } of service_events_rows) {
        const match = seen.exec(message);
        if (match)
            return typeof advice === 'function' ? advice(match) : advice;
    }
    return withReason.test(message) ? adviceOf(message) : undefined;
}
/** The name of a service may contain any word, so it is left out of what is looked at. */
const ofService = /^\(?service \(?[\w-]+\)? ?/;
function adviceOf(message) {
    const cause = causeOf(message.replace(ofService, ''));
    if (cause)
        return { means: `${cause.saw}. ${cause.means}`, next: cause.next };
    return {
        means: 'ECS could not start a task, for a reason that is not known here.',
        next: 'Read the end of the event. ECS keeps trying.',
    };
}

// EXTERNAL MODULE: ./shared/core/foreign-text.ts
var foreign_text = __webpack_require__(9998);
;// CONCATENATED MODULE: ./shared/core/stopped-task.ts



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
        const cause = causeOf(reason.text, task.stopCode);
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
    return explanationOf(causeOfExit(first.exitCode), {
        what: (0,foreign_text/* safeLine */.om)(what, { most: LONGEST_REASON }),
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
    const said = (0,redaction/* redact */.E)((0,foreign_text/* safeLine */.om)(text)).trim();
    const whole = said === '' ? where : `${where}: ${said}`;
    return (0,foreign_text/* safeLine */.om)(/[.!?…]$/.test(whole) ? whole : `${whole}.`, { most: LONGEST_REASON });
}
/** Ids, addresses and counts that differ between two stops for the same reason. */
function withoutIds(text) {
    return text
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
        .replace(/(?<![0-9a-z])(?:(?=[0-9a-f]*\d)[0-9a-f]{8,64})(?![0-9a-z])/gi, '#')
        .replace(/\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?/g, '#')
        .replace(/\d+(?= time\(s\)|(?:\.\d+)?m?s\b)|\d{4,}/g, '#');
}

// EXTERNAL MODULE: ./shared/core/wording.ts
var wording = __webpack_require__(9724);
;// CONCATENATED MODULE: ./actions/wait-healthy/diagnose.ts








/** Milliseconds. The job's own deadline may have passed; it must end within 15 s of it. */
const patience = 8_000;
const mostGroups = 3;
const mostLogLines = 20;
const mostEvents = 3;
/** Says why services failed: stopped tasks by reason, their last log lines, sick targets, telling events. */
async function diagnose(failed, waiting) {
    const { context, cluster, until } = waiting;
    const aws = context.aws({ until: Math.min(context.clock.now(), until) + patience });
    const found = await Promise.all(failed.map(async (state) => [state.service, await diagnoseService(state, { aws, cluster })]));
    for (const [service, diagnosis] of found)
        print(service, diagnosis, waiting);
    return new Map(found);
}
async function diagnoseService(state, place) {
    const unread = [];
    const attempt = async (what, look) => {
        try {
            return await look();
        }
        catch (error) {
            unread.push(`${what}: ${(0,errors/* messageOf */.bD)(error)}`);
            return [];
        }
    };
    const services = await attempt('the service', async () => (await (await place.aws.ecs()).describeServices(place.cluster, [state.service])).services);
    const stops = await attempt('stopped tasks', () => stoppedTasks(state, place, unread));
    const targets = await attempt('target groups', () => sickTargets(services[0], place.aws));
    const seen = [...stops, ...targets];
    // Events repeat in other words what tasks and targets say better; alone they are all there is.
    const findings = seen.length > 0 ? seen : services.flatMap(service => tellingEvents(service, state));
    return {
        findings,
        unread,
        next: findings.slice(0, 1).map(({ seen: what, next }) => `${state.service}: ${what} ${next}`),
    };
}
async function stoppedTasks(state, { aws, cluster }, unread) {
    const ecs = await aws.ecs();
    const stopped = await ecs.stoppedTasks({ cluster, service: state.service, startedBy: state.deploymentId });
    if (stopped.unread > 0)
        unread.push(`${stopped.unread} of the stopped tasks of the service`);
    const groups = groupStops(stopped.tasks).filter(({ explanation }) => explanation.kind !== 'replaced');
    return Promise.all(groups.slice(0, mostGroups).map(async ({ explanation, tasks }) => {
        const log = await lastLog(tasks, aws).catch((error) => void unread.push(`logs: ${(0,errors/* messageOf */.bD)(error)}`));
        if (log && 'why' in log)
            unread.push(`logs: ${log.why}`);
        return {
            seen: `${(0,wording/* counted */.h)(tasks.length, 'task')} of ${(0,core_service/* revisionName */.pd)(tasks[0]?.taskDefinition ?? '')} stopped: ${explanation.what}`,
            means: explanation.means,
            next: explanation.next,
            ...(log && 'lines' in log && { log }),
        };
    }));
}
/** The last lines of the container that ended a task; the newest task of a group speaks for it. */
async function lastLog(tasks, aws) {
    const [task] = newestFirst(tasks);
    const container = task && explainStop(task).container;
    if (!task || container === undefined)
        return undefined;
    const { definition } = await (await aws.ecs()).describeTaskDefinition(task.taskDefinition);
    const place = logPlace(definition, { container, taskArn: task.taskArn });
    if (place.is === 'elsewhere')
        return { why: place.why };
    const lines = await (await aws.logs(place.region)).lastLines(place, mostLogLines);
    if (lines.length === 0)
        return { why: `${container} printed nothing` };
    return {
        container,
        task: task.taskArn.slice(task.taskArn.lastIndexOf('/') + 1),
        lines,
    };
}
async function sickTargets(service, aws) {
    const groups = service?.targetGroups.flatMap(({ arns }) => arns) ?? [];
    if (groups.length === 0)
        return [];
    const targets = await (await aws.loadBalancing()).targetHealth(groups);
    const sick = targets.filter(({ state }) => state !== 'healthy' && state !== 'draining' && state !== 'initial');
    const byReason = Map.groupBy(sick, ({ state, reason = '', description = '' }) => `${state} ${reason} ${description}`);
    return [...byReason.values()].map(alike => {
        const first = alike[0] ?? { group: '', target: '', port: 0, state: 'unknown' };
        const names = alike.map(({ target, port }) => `${target}:${port}`).join(', ');
        const advice = explainTarget(first);
        return {
            seen: `${(0,wording/* counted */.h)(alike.length, 'target')} ${first.state} (${names}): ${first.description ?? first.reason ?? 'no reason given'}`,
            ...advice,
        };
    });
}
/** Events that say something of their own; the newest wording of each kind. */
function tellingEvents(service, { deploymentId }) {
    const since = service.deployments.find(({ id }) => id === deploymentId)?.createdAt ?? 0;
    const findings = service.events
        .filter(({ at }) => at >= since)
        .flatMap(({ message }) => {
        const advice = explainEvent(message);
        return advice ? [{ seen: (0,redaction/* redact */.E)(message), ...advice }] : [];
    });
    return [...new Map(findings.reverse().map(finding => [finding.means, finding])).values()]
        .reverse()
        .slice(0, mostEvents);
}
function print(service, { findings, unread }, { context: { step } }) {
    for (const { seen, means, next, log } of findings) {
        step.info(`${service}: ${seen}`);
        step.info(`  ${means}`);
        step.info(`  What to do: ${next}`);
        if (log) {
            step.info(`  The last lines of ${log.container} in task ${log.task}:`);
            step.foreign(log.lines);
        }
    }
    if (findings.length === 0 && unread.length === 0)
        step.info(`${service}: ECS shows no stopped task, sick target or telling event of this deployment.`);
    for (const note of unread)
        step.info(`${service}: not seen: ${note}`);
}

// EXTERNAL MODULE: ./shared/aws/call.ts + 1 modules
var call = __webpack_require__(7270);
;// CONCATENATED MODULE: ./shared/core/rollout.ts

function firstLook(now) {
    return { began: now, newest: 0, contradictions: 0 };
}
/** Contradictions in a row before they are believed. */
const enough = 3;
/** Milliseconds between the times that two of ECS's own records give one event. */
const clockSlack = 5_000;
/** Milliseconds a deployment may stay invisible after its UpdateService reply named it. */
const visibilityLag = 60_000;
/**
 * Where the followed deployment stands. The service deployment decides where it can be read: it has an explicit end.
 * Otherwise the deployment's own rollout state does. Events decide nothing.
 */
function judgeRollout(followed, seen, memory) {
    const newest = newestTime(seen.service);
    // A look from before our deployment is old, too, even if it is the first.
    const known = Math.max(memory.newest, (seen.record?.createdAt ?? 0) - clockSlack);
    // A deleted service may have lost all its dates; what bears no date cannot be called an old look.
    const dated = newest > 0 || seen.service.status === 'ACTIVE';
    if (dated && newest < known)
        return { rollout: { is: 'moving', on: 'waiting for ECS to show its newest state' }, memory };
    const view = viewOf(followed, seen, memory);
    const reading = read(view);
    const again = memory.doubt === reading.rollout.is;
    const contradictions = reading.sure ? 0 : again ? memory.contradictions + 1 : 1;
    const believed = reading.sure || contradictions >= enough;
    return {
        rollout: believed ? reading.rollout : { is: 'moving', on: 'looking again' },
        memory: {
            ...memory,
            ...createdAt(view),
            newest: Math.max(newest, memory.newest),
            contradictions,
            doubt: reading.rollout.is,
        },
    };
}
function viewOf(followed, { service, record, now }, memory) {
    const own = service.deployments.find(({ id }) => id === followed.deploymentId);
    const primary = (0,core_service/* primaryOf */.Os)(service);
    const born = own?.createdAt ?? memory.createdAt ?? record?.createdAt;
    const older = primary !== undefined &&
        (primary.id === followed.previousDeploymentId || (born !== undefined && primary.createdAt < born));
    return {
        service,
        record,
        own,
        primary,
        primaryIs: !primary ? 'absent' : primary.id === followed.deploymentId ? 'own' : older ? 'older' : 'newer',
        born,
        awaited: born === undefined && now - memory.began < visibilityLag,
        mayReturn: service.circuitBreaker.rollback && now - (own?.updatedAt ?? 0) < visibilityLag,
    };
}
function createdAt({ own }) {
    return own ? { createdAt: own.createdAt } : {};
}
function read(view) {
    const { service, record } = view;
    if (service.status !== 'ACTIVE')
        return unsure({ is: 'superseded', why: `The service is ${service.status}: it is being deleted.` });
    return record ? readRecord(view, record) : readDeployments(view);
}
function readRecord(view, record) {
    switch (record.status) {
        case 'SUCCESSFUL':
            if (view.primaryIs === 'newer')
                return unsure({ is: 'superseded', why: supersededBy(view) });
            // A successful deployment gives way only to a newer one: an older primary is a stale look.
            if (view.primaryIs === 'older')
                return sure({ is: 'moving', on: 'ECS calls it successful; waiting for the service to show it' });
            return sure({ is: 'completed' });
        case 'ROLLBACK_REQUESTED':
        case 'ROLLBACK_IN_PROGRESS':
            return sure({ is: 'rolling-back', why: rollout_causeOf(record) });
        case 'ROLLBACK_SUCCESSFUL':
            return readReturned(view, record);
        case 'ROLLBACK_FAILED':
            return sure({ is: 'failed', why: `${rollout_causeOf(record)} The rollback failed too.` });
        case 'STOPPED':
            return readStopped(view, record);
        case 'STOP_REQUESTED':
            return sure({ is: 'moving', on: 'ECS is stopping it' });
        default:
            return readProgress(view, record);
    }
}
function readReturned(view, record) {
    const why = rollout_causeOf(record);
    if (view.primaryIs === 'newer')
        return unsure({ is: 'superseded', why: `${why} It was rolled back, then ${supersededBy(view)}` });
    // What was rolled back is not the primary any more: this look at the service is older than the one at its deployment.
    return sure({ is: view.primaryIs === 'own' ? 'rolling-back' : 'returned', why });
}
function readStopped(view, record) {
    if (view.primaryIs === 'newer')
        return unsure({ is: 'superseded', why: supersededBy(view) });
    if (view.primaryIs === 'older')
        return unsure({ is: 'returned', why: rollout_causeOf(record) });
    const failed = {
        is: 'failed',
        why: `${rollout_sentence(view.own?.rolloutReason ?? rollout_causeOf(record))} ECS did not roll it back.`,
    };
    if (view.own?.rollout === 'FAILED')
        return sure(failed);
    // A look at the service that shows it going on is older than the one at its deployment.
    if (view.own?.rollout)
        return sure({ is: 'moving', on: 'ECS stopped it; waiting for the service to show it' });
    return unsure(failed);
}
function readProgress(view, record) {
    const hook = record.pausedAt[0];
    if (!hook)
        return sure({ is: 'moving', on: progressOf(view) });
    const until = hook.expiresAt === undefined ? '' : ` until ${new Date(hook.expiresAt).toISOString()}`;
    // Somebody may have continued it a moment ago, and a replica not know it yet.
    return unsure({
        is: 'paused',
        why: `It is paused at ${record.stage ?? 'a stage'} by hook ${hook.hook} and waits${until} for somebody to continue it.`,
    });
}
/** Without the service deployment: what the deployment says of itself. */
function readDeployments(view) {
    const { own, primary, primaryIs } = view;
    if (own?.rollout === 'FAILED')
        return readFailed(view, own);
    if (primaryIs === 'own') {
        if (own?.rollout === 'COMPLETED')
            return sure({ is: 'completed' });
        const on = progressOf(view);
        return sure(own?.rollout === undefined
            ? { is: 'moving', on: `${on} · ECS gives no rollout state`, opaque: true }
            : { is: 'moving', on });
    }
    if (view.awaited)
        return sure({ is: 'moving', on: 'waiting for ECS to show the new deployment' });
    if (primary && primaryIs === 'older')
        return unsure(readReturn(primary, 'ECS returned to the deployment before it.'));
    if (view.born === undefined)
        return unsure({ is: 'unseen', why: `ECS shows no such deployment; it runs ${runningNow(view)}.` });
    return unsure({ is: 'superseded', why: supersededBy(view) });
}
function readFailed(view, own) {
    const why = rollout_sentence(own.rolloutReason ?? 'ECS calls the deployment failed');
    if (view.primary && view.primaryIs === 'older')
        return sure(readReturn(view.primary, why));
    if (view.primaryIs === 'newer')
        return unsure({ is: 'superseded', why: `${why} Then ${supersededBy(view)}` });
    if (view.mayReturn)
        return sure({ is: 'moving', on: `${why} Waiting for ECS to roll it back` });
    return unsure({ is: 'failed', why: `${why} ECS did not roll it back.` });
}
function readReturn(previous, why) {
    return previous.rollout === 'COMPLETED' ? { is: 'returned', why } : { is: 'rolling-back', why };
}
function runningNow({ primary }) {
    return primary ? (0,core_service/* revisionName */.pd)(primary.taskDefinition) : 'nothing';
}
function supersededBy({ primary }) {
    if (!primary)
        return 'it is no longer among the deployments of the service.';
    return `deployment ${primary.id} of ${(0,core_service/* revisionName */.pd)(primary.taskDefinition)} took its place.`;
}
function rollout_causeOf({ statusReason, rollbackReason, triggeredAlarms }) {
    const alarms = triggeredAlarms.length > 0 ? ` Alarms: ${triggeredAlarms.join(', ')}.` : '';
    return `${rollout_sentence(rollbackReason ?? statusReason ?? 'ECS gave no reason')}${alarms}`;
}
function rollout_sentence(text) {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}
/** One line that changes only when something moved: it is logged when it changes. */
function progressOf({ service, own, record }) {
    const others = service.deployments
        .filter(deployment => deployment !== own)
        .reduce((sum, { running }) => sum + running, 0);
    const breaker = record?.breaker;
    const parts = [
        own && `${own.running} of ${service.desired} new tasks running`,
        own && own.pending > 0 && `${own.pending} starting`,
        others > 0 && `${others} old`,
        own && own.failed > 0 && `${own.failed} failed`,
        breaker && breaker.failures > 0 && `circuit breaker ${breaker.failures}/${breaker.threshold}`,
        record?.stage && `stage ${record.stage}`,
    ];
    return parts.filter(Boolean).join(' · ') || 'waiting for ECS to begin';
}
/** The newest time a look mentions. ECS moves `updatedAt` with every change of a deployment. */
function newestTime(service) {
    return Math.max(0, ...service.deployments.map(({ updatedAt }) => updatedAt), ...service.events.slice(0, 1).map(({ at }) => at));
}
function sure(rollout) {
    return { rollout, sure: true };
}
function unsure(rollout) {
    return { rollout, sure: false };
}

;// CONCATENATED MODULE: ./actions/wait-healthy/path.ts


/** The path of a service of which nothing has been seen yet. */
function startPath(target, now) {
    const rollout = { is: 'moving', on: 'waiting for ECS' };
    return { target, memory: firstLook(now), rollout, proofs: 0, absences: 0, failedTasks: 0 };
}
/** Without ids the deployment that is there at the first look is the one that is followed. */
function begin(path, service) {
    if (path.followed || !service)
        return;
    const { deploymentId, taskDefinition, previousDeploymentId } = path.target;
    const primary = (0,core_service/* primaryOf */.Os)(service);
    const own = deploymentId && taskDefinition ? { id: deploymentId, taskDefinition } : primary;
    if (!own)
        return;
    const previous = previousDeploymentId ?? service.deployments.find(({ id }) => id !== own.id)?.id;
    path.followed = {
        deploymentId: own.id,
        taskDefinition: own.taskDefinition,
        ...(previous !== undefined && previous !== own.id && { previousDeploymentId: previous }),
    };
}
/** From now on it is followed again; `proofs` of those it needs are taken as there. */
function reopen(path, proofs) {
    path.proofs = proofs;
    delete path.state;
}
/** What is still waited for, as one line that changes when something moved. */
function lineOf(path) {
    return `${path.target.service}: ${describe(path)}`;
}
/** Where a service stands. */
function describe({ rollout, trouble, proofs, unread }) {
    if (unread !== undefined)
        return `could not be read just now: ${unread}`;
    const where = path_wording[rollout.is](rollout, proofs);
    return trouble ? `${where} · ${trouble}` : where;
}
const path_wording = {
    completed: (_, proofs) => (proofs > 0 ? 'healthy; looking once more' : 'ECS calls it done; proving it'),
    moving: ({ on }) => on,
    'rolling-back': ({ why }) => `rolling back: ${why}`,
    returned: ({ why }) => `rolled back; proving it: ${why}`,
    failed: ({ why }) => why,
    superseded: ({ why }) => why,
    paused: ({ why }) => why,
    unseen: ({ why }) => why,
};

// EXTERNAL MODULE: ./shared/aws/registry.ts
var registry = __webpack_require__(5985);
// EXTERNAL MODULE: ./shared/core/image.ts
var core_image = __webpack_require__(9413);
;// CONCATENATED MODULE: ./shared/core/claim.ts


/**
 * What the tasks of a deployment must run. A container whose image is pinned is held to that digest; of the others
 * `resolved` says which digest ECS resolved for the deployment, where that can be known.
 */
function claimOf(definition, { taskDefinition, deploymentId, resolved, }) {
    const digests = new Map();
    for (const { name, image } of definition.containerDefinitions) {
        const digest = pinnedDigest(image) ?? resolved.get(name);
        if (digest !== undefined)
            digests.set(name, [digest]);
    }
    return { taskDefinition, deploymentId, digests, checked: checkedContainers(definition) };
}
/** ECS looks at the health of essential containers only ("Determine Amazon ECS task health"). */
function checkedContainers({ containerDefinitions }) {
    return containerDefinitions
        .filter(({ essential, healthCheck }) => essential !== false && (0,json/* isJsonObject */.O)(healthCheck))
        .map(({ name }) => name);
}
/** Containers whose image could be another one tomorrow. */
function unpinnedContainers(definition) {
    return definition.containerDefinitions
        .filter(({ image }) => pinnedDigest(image) === undefined)
        .map(({ name }) => name);
}
function pinnedDigest(image) {
    try {
        return image === undefined ? undefined : (0,core_image/* parseImage */.zZ)(image).digest;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./shared/core/manifest.ts
var manifest = __webpack_require__(2083);
;// CONCATENATED MODULE: ./shared/core/proof.ts


/**
 * Whether every running task is the wanted one and healthy. It is asked after ECS says that it is done, because ECS
 * may say so while old tasks still run (earlySuccessCriteria) or before a task is replaced again.
 */
function prove(claim, seen) {
    const { service } = seen;
    const running = seen.tasks.filter(task => task.lastStatus === 'RUNNING' && task.desiredStatus === 'RUNNING');
    const wanted = running.filter(task => isWanted(task, claim));
    const because = [
        ...strangers(running, claim),
        ...(wanted.length === service.desired ? [] : [`${wanted.length} of ${service.desired} tasks run it`]),
        ...wanted.flatMap(task => taskFlaws(task, claim)),
        ...service.targetGroups.flatMap(group => targetFlaws(group.arns, wanted, seen.targets)),
    ];
    if (because.length > 0)
        return { is: 'open', because: [...new Set(because)] };
    return { is: 'proved', evidence: evidenceOf(claim, { service, wanted, targets: seen.targets }) };
}
function isWanted(task, { taskDefinition, deploymentId }) {
    return task.taskDefinition === taskDefinition && task.startedBy === deploymentId;
}
function strangers(running, claim) {
    const others = running.filter(task => !isWanted(task, claim));
    if (others.length === 0)
        return [];
    const revisions = [...new Set(others.map(task => (0,core_service/* revisionName */.pd)(task.taskDefinition)))].join(', ');
    return [
        `${(0,wording/* counted */.h)(others.length, 'task')} of another deployment still run${others.length === 1 ? 's' : ''} (${revisions})`,
    ];
}
function taskFlaws(task, { digests, checked }) {
    const id = task.arn.slice(task.arn.lastIndexOf('/') + 1);
    const flaws = [];
    if (task.health === 'UNHEALTHY')
        flaws.push(`task ${id} is UNHEALTHY`);
    else if (!checked.every(name => isHealthy(task, name)))
        flaws.push(`task ${id} is not HEALTHY yet`);
    for (const [container, accepted] of digests) {
        const digest = task.containers.find(({ name }) => name === container)?.digest;
        if (digest === undefined)
            flaws.push(`ECS does not say which image container ${container} of task ${id} runs`);
        else if (!accepted.includes(digest))
            flaws.push(`container ${container} of task ${id} runs ${digest}, not the wanted image`);
    }
    return flaws;
}
/** The container's own word: the task's is UNKNOWN as long as any essential container has no health check. */
function isHealthy(task, container) {
    return task.containers.some(({ name, health }) => name === container && health === 'HEALTHY');
}
/**
 * Tasks in `awsvpc` mode are targets by their IP; each must be healthy in one of the groups. On instances targets
 * are instance ids, several tasks to one: there as many healthy targets as tasks are wanted, and none unhealthy.
 */
function targetFlaws(groups, wanted, all) {
    const targets = all.filter(({ group }) => groups.includes(group));
    if (wanted.every(task => task.ips.length > 0)) {
        return wanted.flatMap(task => {
            const own = targets.filter(({ target }) => task.ips.includes(target));
            return own.some(({ state }) => state === 'healthy') ? [] : [ipFlaw(task, own)];
        });
    }
    const living = targets.filter(({ state }) => state !== 'draining');
    const healthy = living.filter(({ state }) => state === 'healthy');
    const sick = living.filter(({ state }) => state !== 'healthy');
    return [
        ...sick.map(({ target, port, state, reason }) => `target ${target}:${port} is ${state}${reason ? ` (${reason})` : ''}`),
        ...(healthy.length < wanted.length ? [`${healthy.length} of ${wanted.length} targets are healthy`] : []),
    ];
}
function ipFlaw(task, targets) {
    const target = targets[0];
    if (!target)
        return `task address ${task.ips.join(', ')} is not registered with its load balancer`;
    return `target ${target.target}:${target.port} is ${target.state}${target.reason ? ` (${target.reason})` : ''}`;
}
function evidenceOf(claim, { service, wanted, targets }) {
    const digests = {};
    for (const container of claim.digests.keys()) {
        const digest = wanted[0]?.containers.find(({ name }) => name === container)?.digest;
        if (digest !== undefined)
            digests[container] = digest;
    }
    const groups = service.targetGroups.flatMap(({ arns }) => arns);
    const healthyTargets = targets.filter(({ group, state }) => groups.includes(group) && state === 'healthy').length;
    return { running: wanted.length, desired: service.desired, digests, healthyTargets };
}

;// CONCATENATED MODULE: ./actions/wait-healthy/prove.ts








/** Asks ECS and the load balancers what really runs, and holds it against what should. */
class Prover {
    waiting;
    /** By deployment id: what its tasks must run does not change. */
    claims = new Map();
    /** By image: the digests of an index that was asked about. */
    indexes = new Map();
    constructor(waiting) {
        this.waiting = waiting;
    }
    async prove({ service, record, followed }) {
        const { aws, cluster } = this.waiting;
        const [{ claim, definition }, tasks, targets] = await Promise.all([
            this.claim({ service, record, followed }),
            (await aws.ecs()).runningTasks(cluster, service.name),
            service.targetGroups.length === 0
                ? []
                : (await aws.loadBalancing()).targetHealth(service.targetGroups.flatMap(({ arns }) => arns)),
        ]);
        const proof = prove(claim, { service, tasks, targets });
        if (proof.is === 'proved')
            return proof;
        const widened = await this.widen(claim, definition, tasks);
        this.claims.set(followed.deploymentId, { claim: widened, definition });
        return prove(widened, { service, tasks, targets });
    }
    async claim(question) {
        const { deploymentId } = question.followed;
        const known = this.claims.get(deploymentId);
        if (known)
            return known;
        const made = await this.makeClaim(question);
        // A replica may not know the service revision yet: what could not be resolved is asked again next time.
        if (unpinnedContainers(made.definition).every(name => made.claim.digests.has(name)))
            this.claims.set(deploymentId, made);
        return made;
    }
    async makeClaim({ record, followed }) {
        const { deploymentId, taskDefinition } = followed;
        const ecs = await this.waiting.aws.ecs();
        const { definition } = await ecs.describeTaskDefinition(taskDefinition);
        const unpinned = unpinnedContainers(definition);
        const resolved = unpinned.length > 0 && record
            ? await this.resolved((0,core_service/* serviceRevisionOf */.O6)(deploymentId, record))
            : new Map();
        return { claim: claimOf(definition, { taskDefinition, deploymentId, resolved }), definition };
    }
    /** What ECS resolved the tags of unpinned containers to. Their digests are proved only where this may be read. */
    async resolved(serviceRevisionArn) {
        try {
            return await (await this.waiting.aws.ecs()).digestsOfRevision(serviceRevisionArn);
        }
        catch (error) {
            if (!(error instanceof call/* AwsError */.Gy) || error.kind !== 'denied')
                throw error;
            this.waiting.context.step.warning(`${error.message} Containers without a pinned image are not compared. ${error.next ?? ''}`);
            return new Map();
        }
    }
    /**
     * A task may report the digest of its platform's image where the wanted digest is the index's: then the registry is
     * asked for the index's images. A container whose registry cannot be asked is not held to its digest, and this is said.
     */
    async widen(claim, definition, tasks) {
        const own = tasks.filter(({ startedBy }) => startedBy === claim.deploymentId);
        const digests = new Map(claim.digests);
        for (const [container, accepted] of claim.digests) {
            const [wanted = ''] = accepted;
            if (accepted.length > 1 || runEverywhere(own, container, accepted))
                continue;
            const image = definition.containerDefinitions.find(({ name }) => name === container)?.image ?? '';
            const all = await this.digestsOfIndex(image, wanted);
            if (all)
                digests.set(container, all);
            else
                digests.delete(container);
        }
        return { ...claim, digests };
    }
    digestsOfIndex(image, digest) {
        const known = this.indexes.get(image) ?? this.askForIndex(image, digest);
        this.indexes.set(image, known);
        return known.catch((error) => {
            this.indexes.delete(image);
            throw error;
        });
    }
    async askForIndex(image, digest) {
        const found = await (0,registry/* lookInRegistry */.a)(this.waiting.aws, { ...(0,core_image/* parseImage */.zZ)(image), wanted: { digest } });
        if (found?.is === 'found' && found.manifest !== undefined)
            return (0,manifest/* digestsOf */.nw)((0,manifest/* readManifest */.WI)(found.manifest), digest);
        if (found?.is === 'unknown')
            throw new errors/* ActionError */.lZ(found.why, { outcome: 'unknown' });
        if (found)
            return [digest];
        const why = 'is not in Amazon ECR, so it cannot be asked which images it has; what runs of it is not compared';
        this.waiting.context.step.warning(`${image} ${why}.`);
        return undefined;
    }
}
function runEverywhere(tasks, container, accepted) {
    return tasks
        .flatMap(task => task.containers.filter(({ name }) => name === container))
        .every(({ digest }) => digest !== undefined && accepted.includes(digest));
}

;// CONCATENATED MODULE: ./actions/wait-healthy/records.ts


/** Milliseconds. ECS lists a service deployment under a time a little before the deployment's. */
const listingSlack = 60_000;
/** How far back a deployment is looked for that the service no longer shows. */
const day = 86_400_000;
/** ECS's own records of the followed deployments: they have an explicit end. */
class Records {
    waiting;
    readable = true;
    constructor(waiting) {
        this.waiting = waiting;
    }
    /** Those of these services, as far as they are listed and may be read. Without them DescribeServices has to do. */
    async of(paths, seen) {
        if (!this.readable)
            return [];
        try {
            const unknown = paths.filter(({ record }) => !record);
            await Promise.all(unknown.map(path => this.find(path, seen.get(path.target.service))));
            const ecs = await this.waiting.aws.ecs();
            return await ecs.describeServiceDeployments(paths.flatMap(({ record }) => record ?? []));
        }
        catch (error) {
            if (!isRefusal(error))
                throw error;
            this.readable = false;
            this.waiting.context.step.warning(`${error.message} The rollout is followed by DescribeServices alone, which says less. ${error.next ?? ''}`);
            return [];
        }
    }
    async find(path, service) {
        const id = path.followed?.deploymentId;
        if (!service || id === undefined)
            return;
        const own = service.deployments.find(deployment => deployment.id === id);
        const ecs = await this.waiting.aws.ecs();
        const listed = await ecs.listServiceDeployments({
            cluster: this.waiting.cluster,
            service: service.name,
            after: own ? own.createdAt - listingSlack : path.memory.began - day,
        });
        const found = listed.find(record => (0,core_service/* isDeploymentOf */.vu)(record, id));
        if (found)
            path.record = found.arn;
    }
}
/** The role may not read them, or this partition of AWS does not have them. */
function isRefusal(error) {
    return error instanceof call/* AwsError */.Gy && (error.kind === 'denied' || error.is('UnsupportedFeatureException'));
}

;// CONCATENATED MODULE: ./actions/wait-healthy/follow.ts









/** Rollouts that need no proof to be over. */
const endings = {
    failed: { outcome: 'rollback-failed', says: 'failed', next: 'Deploy a release that works, or roll back.' },
    superseded: {
        outcome: 'superseded',
        says: 'was superseded',
        next: 'Somebody else deployed after this run; look at their deployment.',
    },
    unseen: {
        outcome: 'unknown',
        says: 'does not have the deployment that was to be followed',
        next: 'Check `cluster` and the region, and where `deployments` comes from.',
    },
    paused: {
        outcome: 'awaiting-approval',
        says: 'waits',
        next: 'Continue it (`aws ecs continue-service-deployment`), then run this job again.',
    },
};
/** Replicas differ: one good look may be a lucky one. */
const enoughProofs = 2;
const enoughAbsences = 3;
/** One failure may be of its moment: a role or a secret that is seconds old, an image that is still replicated. */
const enoughFailures = 2;
/** Milliseconds after which a proof is too old to be reported: somebody may have deployed since. */
const proofLasts = 15_000;
/** Follows several services at once: one look is a few calls for all of them. */
class Follower {
    waiting;
    paths;
    prover;
    records;
    /** Why the last look saw nothing. */
    blindness;
    constructor(waiting) {
        this.waiting = waiting;
        this.prover = new Prover(waiting);
        this.records = new Records(waiting);
        this.paths = waiting.targets.map(target => startPath(target, waiting.context.clock.now()));
    }
    /** Looks at all services that have not come to their end. An AWS that is away for a while ends nothing. */
    async look(now) {
        try {
            this.blindness = undefined;
            await this.lookAtAll(now);
            if (this.open().length === 0 && this.doubtOld(now))
                await this.lookAtAll(now);
        }
        catch (error) {
            if (!(0,call/* isPassing */.WG)(error))
                throw error;
            this.blindness = error;
        }
        const left = this.open();
        if (left.length === 0 && !this.blindness)
            return { is: 'ended', end: undefined };
        return {
            is: 'waiting',
            for: this.blindness ? [`AWS cannot be read just now: ${this.blindness.message}`] : left.map(lineOf),
        };
    }
    async lookAtAll(now) {
        const ecs = await this.waiting.aws.ecs();
        const watched = this.paths.filter(({ state }) => !state || state.evidence);
        const names = watched.map(({ target }) => target.service);
        const { services, absent } = await ecs.describeServices(this.waiting.cluster, names);
        const seen = new Map(services.map(service => [service.name, service]));
        this.doubtChanged(seen);
        const open = this.open();
        open.forEach(path => begin(path, seen.get(path.target.service)));
        const records = await this.records.of(open, seen);
        await Promise.all(open.map(async (path) => {
            const service = seen.get(path.target.service);
            if (service)
                await this.advanceOrSay(path, { service, records, now, ecs });
            else
                this.missing(path, absent.get(path.target.service) ?? 'MISSING');
        }));
    }
    allProved() {
        return this.paths.every(({ state }) => state?.outcome === 'succeeded');
    }
    states() {
        return this.paths.flatMap(({ state }) => state ?? []);
    }
    /** Ended services of which somebody will ask why. */
    failures() {
        // What could not be seen was told as it came; looking for its reasons would ask the same in vain.
        const told = ['succeeded', 'superseded', 'awaiting-approval', 'cancelled', 'unknown'];
        return this.states().filter(({ outcome }) => !told.includes(outcome));
    }
    /** The deadline has passed. What ECS does not say, or could not be heard saying, is unknown, not late. */
    timeOut() {
        const limit = (0,wait/* elapsed */.v)(this.waiting.timeout);
        for (const path of this.open()) {
            const { rollout, unread } = path;
            const unheard = this.blindness?.message ?? unread;
            const unknown = unheard ?? (rollout.is === 'returned' || (rollout.is === 'moving' && rollout.opaque));
            this.settle(path, unknown ? 'unknown' : 'timed-out', {
                why: `was not done after ${limit}: ${unheard ?? describe(path)}`,
                next: 'ECS goes on with it. Run the job again to follow it further, with a longer `timeout` if it was only slow.',
            });
        }
    }
    cancel() {
        for (const path of this.open())
            this.settle(path, 'cancelled', { why: `was still under way: ${describe(path)}`, next: 'ECS goes on with it.' });
    }
    /** AWS does not let us see: then nothing is known, whatever ECS is doing. */
    giveUp(error) {
        for (const path of this.open())
            this.settle(path, 'unknown', { why: `could not be followed: ${error.message}`, next: error.next });
    }
    open() {
        return this.paths.filter(({ state }) => !state);
    }
    /** Somebody may deploy a proved service while others are still on their way: then the proof is of yesterday. */
    doubtChanged(seen) {
        for (const path of this.paths) {
            const service = seen.get(path.target.service);
            if (path.state?.evidence && service && (0,core_service/* primaryOf */.Os)(service)?.id !== path.proved)
                reopen(path, 0);
        }
    }
    /** Old proofs are renewed at the end, so that all of a report are of one time. Answers whether there were any. */
    doubtOld(now) {
        const old = this.paths.filter(({ state }) => state?.evidence && now - state.at > proofLasts);
        old.forEach(path => reopen(path, enoughProofs - 1));
        return old.length > 0;
    }
    /** What cannot be read of one service says nothing of the others. */
    async advanceOrSay(path, look) {
        try {
            delete path.unread;
            await this.advance(path, look);
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.lZ) || error instanceof errors/* Cancelled */.cJ || isExpired(error))
                throw error;
            path.proofs = 0;
            if ((0,call/* isPassing */.WG)(error))
                path.unread = error.message;
            else
                this.settle(path, 'unknown', { why: `could not be followed: ${error.message}`, next: error.next });
        }
    }
    async advance(path, look) {
        const { service, records, now } = look;
        const { followed } = path;
        if (!followed) {
            if (service.controller !== 'ECS')
                this.settle(path, 'unknown', foreignController(service));
            return;
        }
        const record = records.find(({ arn }) => arn === path.record);
        Object.assign(path, judgeRollout(followed, { service, record, now }, path.memory));
        await this.watchFailures(path, service, look.ecs);
        if (!path.state)
            await this.act(path, { service, record });
    }
    /** What follows from where the rollout stands. */
    async act(path, look) {
        const { rollout, followed } = path;
        if (rollout.is === 'completed') {
            if (followed)
                await this.proveEnd(path, { ...look, followed, outcome: 'succeeded' });
        }
        else if (rollout.is === 'returned') {
            const back = (0,core_service/* primaryOf */.Os)(look.service);
            const previous = back && { deploymentId: back.id, taskDefinition: back.taskDefinition };
            if (previous)
                await this.proveEnd(path, { ...look, followed: previous, outcome: 'rolled-back' });
        }
        else if (rollout.is === 'moving' || rollout.is === 'rolling-back') {
            path.proofs = 0;
        }
        else {
            const { outcome, says, next } = endings[rollout.is];
            this.settle(path, outcome, { why: `${says}: ${rollout.why}`, next });
        }
    }
    async proveEnd(path, end) {
        const { service, outcome } = end;
        if (service.desired === 0) {
            this.settleEmpty(path, outcome);
            return;
        }
        const proof = await this.prover.prove(end);
        path.proofs = proof.is === 'proved' ? path.proofs + 1 : 0;
        const cause = path.rollout.is === 'returned' ? path.rollout.why : undefined;
        if (proof.is === 'open') {
            const says = outcome === 'succeeded' ? 'ECS calls it done' : 'ECS says it went back';
            path.rollout =
                cause === undefined
                    ? { is: 'moving', on: `${says}, but ${proof.because.join('; ')}` }
                    : { is: 'returned', why: cause };
            path.trouble = cause === undefined ? undefined : proof.because.join('; ');
        }
        else if (path.proofs >= enoughProofs) {
            const runs = `runs ${(0,core_service/* revisionName */.pd)(end.followed.taskDefinition)} on ${proof.evidence.running} of ${proof.evidence.desired} tasks`;
            path.proved = end.followed.deploymentId;
            const why = outcome === 'succeeded' ? runs : `was rolled back by ECS and ${runs} again: ${cause ?? ''}`;
            this.settle(path, outcome, { why, evidence: proof.evidence, runs: end.followed.taskDefinition });
        }
    }
    settleEmpty(path, outcome) {
        const allowed = this.waiting['allow-zero'] && outcome === 'succeeded';
        this.settle(path, allowed ? 'succeeded' : 'unknown', {
            why: 'has a desired count of 0: no task runs, so nothing is proved',
            next: allowed ? undefined : 'Scale it up, or set `allow-zero: true`.',
        });
    }
    /** Asks what died as soon as ECS counts another failed task; with `fail-fast` what cannot heal ends the wait. */
    async watchFailures(path, service, ecs) {
        const own = service.deployments.find(({ id }) => id === path.followed?.deploymentId);
        if (!own)
            return;
        // What failed before this wait began may have been mended since.
        path.failedBefore ??= own.failed;
        if (own.failed <= Math.max(path.failedTasks, path.failedBefore))
            return;
        path.failedTasks = own.failed;
        const { tasks } = await ecs.stoppedTasks({
            cluster: this.waiting.cluster,
            service: service.name,
            startedBy: own.id,
        });
        const [newest] = newestFirst(tasks)
            .map(explainStop)
            .filter(({ kind }) => kind !== 'replaced');
        if (!newest)
            return;
        path.trouble = newest.what;
        const failures = own.failed - path.failedBefore;
        if (this.waiting['fail-fast'] && failures >= enoughFailures && own.running === 0 && cannotHeal(newest)) {
            const goesOn = service.circuitBreaker.rollback
                ? 'What ran before is not restored yet: ECS will do that when its circuit breaker trips.'
                : 'ECS goes on trying until somebody stops it.';
            this.settle(path, 'rollback-failed', { why: `cannot succeed: ${newest.what} ${goesOn}`, next: newest.next });
        }
    }
    missing(path, reason) {
        path.absences++;
        if (path.absences < enoughAbsences)
            return;
        const next = 'Check the name, the cluster and the region.';
        const wasThere = path.memory.newest > 0;
        this.settle(path, wasThere ? 'superseded' : 'unknown', {
            why: `is ${reason} in cluster ${this.waiting.cluster}`,
            next,
        });
    }
    settle(path, outcome, end) {
        const { target, followed } = path;
        const { clock, step } = this.waiting.context;
        path.state = {
            service: target.service,
            outcome,
            ...end,
            deploymentId: followed?.deploymentId,
            taskDefinition: followed?.taskDefinition,
            at: clock.now(),
        };
        if (path.told !== outcome)
            step.info(`${outcome}: ${target.service} ${end.why}`);
        path.told = outcome;
    }
}
/** Credentials that no longer hold concern every service. */
function isExpired(error) {
    return error instanceof call/* AwsError */.Gy && error.kind === 'expired';
}
/** Such services have no deployments that DescribeServices would show. */
function foreignController({ controller }) {
    return { why: `is deployed by ${controller}, which alone knows how it goes`, next: 'Wait for it with that tool.' };
}

;// CONCATENATED MODULE: ./actions/wait-healthy/health-urls.ts



/** Milliseconds for one answer. */
const answerTime = 10_000;
/** Asks each URL until it answers as wanted. The services are proved by then; this proves the way to them. */
async function checkHealthUrls(waiting) {
    const urls = waiting['health-urls'] ?? [];
    if (urls.length === 0)
        return [];
    const { context } = waiting;
    const until = Math.min(context.clock.now() + waiting['health-timeout'], waiting.until);
    return context.step.group('Ask health URLs', () => Promise.all(urls.map(url => checkUrl(url, until, waiting))));
}
async function checkUrl(url, until, waiting) {
    const state = { url: (0,health_url/* shownUrl */.zA)(url), ...(await answerOf(url, until, waiting)) };
    waiting.context.step.info(`${state.outcome}: ${state.url} ${state.why}`);
    return state;
}
async function answerOf(url, until, waiting) {
    try {
        const waited = await (0,wait/* wait */.u)({ until, look: () => ask(url, waiting) }, waiting.context);
        if (waited.is === 'ended')
            return waited.end;
        return { outcome: 'timed-out', why: waited.for.join('; ').replace(`${(0,health_url/* shownUrl */.zA)(url)}: `, '') };
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            return { outcome: 'cancelled', why: 'was not asked to the end' };
        throw error;
    }
}
async function ask(url, waiting) {
    const { probe, stop } = waiting.context;
    const wanted = waiting['health-status'];
    // Where a redirect is what is wanted, it must be seen, not followed.
    const follow = !wanted.some(({ from, to }) => from < 400 && to >= 300);
    const answer = await probe(url, {
        timeoutMs: answerTime,
        allowPrivate: waiting['allow-private-urls'],
        follow,
        signal: stop,
    });
    if (answer.is === 'refused')
        return {
            is: 'ended',
            end: { outcome: 'unknown', why: `${answer.why}; only \`allow-private-urls: true\` lets that be asked` },
        };
    if (answer.is === 'failed')
        return { is: 'waiting', for: [`${(0,health_url/* shownUrl */.zA)(url)}: ${answer.why}`] };
    const verdict = (0,health_url/* judgeAnswer */._n)(answer, wanted);
    if (verdict.is === 'healthy')
        return { is: 'ended', end: { outcome: 'succeeded', why: `answered ${answer.status}` } };
    return { is: 'waiting', for: [`${(0,health_url/* shownUrl */.zA)(url)}: ${verdict.why}`] };
}

;// CONCATENATED MODULE: ./actions/wait-healthy/report.ts





/** The output `report`: what is known of each service, for machines. Free text in it is AWS's; treat it as such. */
function reportOf({ follower, urls, diagnoses, began }, now) {
    const services = follower.states().map(({ service, evidence, at, next, ...state }) => {
        const findings = diagnoses
            .get(service)
            ?.findings.map(({ seen, means, next: advice }) => ({ seen, means, next: advice }));
        return [service, { ...state, ...evidence, next, seconds: seconds(at - began), findings }];
    });
    return { services: Object.fromEntries(services), urls, seconds: seconds(now - began) };
}
/** The same for people: one table, then what failed and why. */
function summaryOf({ follower, urls, diagnoses, began }, now) {
    const states = follower.states();
    const parts = [
        (0,summary/* serviceTable */.oV)(['Service', 'Outcome', 'Wanted', 'Runs', 'Tasks', 'Image', 'Healthy targets', 'After'], states.map(state => rowOf(state, began))),
        urls.length > 0
            ? (0,summary/* serviceTable */.oV)(['URL', 'Outcome', 'Answer'], urls.map(({ url, outcome, why }) => [url, outcome, why]))
            : '',
        ...states.flatMap(state => {
            const diagnosis = diagnoses.get(state.service);
            return diagnosis ? [diagnosisOf(state, diagnosis)] : [];
        }),
        `Waited ${(0,wait/* elapsed */.v)(now - began)}.`,
    ];
    return parts.filter(Boolean).join('\n\n');
}
function rowOf({ service, outcome, taskDefinition, evidence, runs, at }, began) {
    const digests = [...new Set(Object.values(evidence?.digests ?? {}))];
    return [
        service,
        outcome,
        { code: taskDefinition === undefined ? '' : (0,core_service/* revisionName */.pd)(taskDefinition) },
        { code: runs === undefined ? '' : (0,core_service/* revisionName */.pd)(runs) },
        evidence ? `${evidence.running} of ${evidence.desired}` : '',
        digests.length === 1 ? { code: digests.map(shortDigest).join() } : digests.map(shortDigest).join(', '),
        evidence ? String(evidence.healthyTargets) : '',
        (0,wait/* elapsed */.v)(at - began),
    ];
}
function diagnosisOf({ service }, { findings, unread }) {
    const parts = findings.flatMap(({ seen, means, next, log }) => [
        `**${(0,foreign_text/* markdownText */.p7)(seen)}**`,
        `${(0,foreign_text/* markdownText */.p7)(means)} ${(0,foreign_text/* markdownText */.p7)(next)}`,
        ...(log
            ? [`Last lines of ${(0,summary/* codeSpan */.SS)(log.container)}, task ${(0,summary/* codeSpan */.SS)(log.task)}:`, (0,foreign_text/* codeBlock */.DV)(logTail(log.lines))]
            : []),
    ]);
    const notes = unread.map(note => `_Not seen: ${(0,foreign_text/* markdownText */.p7)(note)}_`);
    return [`#### Why ${(0,summary/* codeSpan */.SS)(service)} failed`, ...parts, ...notes].join('\n\n');
}
/** The log holds more of what a container said; in the summary fifty services must have room. */
const summaryLines = 10;
const summaryWidth = 300;
/** Services that still fit into one sentence; the table has them all. */
const few = 5;
/** What went wrong; with services on different releases, what each of them runs. */
function sentenceFor(outcome, { follower, urls }) {
    const states = follower.states();
    const told = outcome === 'mixed' ? states : states.filter(state => !(0,core_outcome/* isGreen */.gf)(state.outcome));
    const failed = urls.filter(url => !(0,core_outcome/* isGreen */.gf)(url.outcome));
    const lines = [...alike(told), ...failed.map(({ url, why }) => `${url}: ${why}`)];
    const heading = outcome === 'mixed' ? 'The services are on different releases:' : 'Not proved:';
    if (told.length === 0 && failed.length > 0)
        return `${provedText(states)} Only this is not as wanted: ${lines.join('; ')}`;
    if (lines.length > 1)
        return [heading, ...lines.map(line => `  - ${line}`)].join('\n');
    return lines[0] ?? provedText(states);
}
/** What is so of several services is said once. */
function alike(states) {
    const groups = Map.groupBy(states, ({ why }) => why);
    return [...groups].map(([why, those]) => `${those.map(({ service }) => service).join(', ')} ${why}`);
}
/** What was proved, and what was let pass unproved. */
function provedText(states) {
    const proved = states.filter(({ evidence }) => evidence);
    const empty = states.filter(({ evidence }) => !evidence).map(({ service }) => service);
    const each = proved.map(({ service, why }) => `${service} ${why}`).join('; ');
    const all = `all ${proved.length} services run what was wanted and are healthy`;
    return [
        ...(proved.length > 0 ? [`Proved: ${proved.length > few ? all : each}.`] : []),
        ...(empty.length > 0
            ? [`Not proved, because no task of theirs runs and \`allow-zero\` lets that pass: ${empty.join(', ')}.`]
            : []),
    ].join(' ');
}
function logTail(lines) {
    return (0,foreign_text/* withoutSecrets */.cT)(lines)
        .slice(-summaryLines)
        .map(line => line.slice(0, summaryWidth));
}
/** `sha256:` and twelve digits tell images apart for a reader. */
function shortDigest(digest) {
    return digest.slice(0, 'sha256:'.length + 12);
}
function seconds(ms) {
    return Math.round(ms / 1_000);
}

;// CONCATENATED MODULE: ./actions/wait-healthy/targets.ts
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
    };
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}

;// CONCATENATED MODULE: ./actions/wait-healthy/wait-healthy.ts












const wait_healthy_inputs = {
    cluster: (0,inputs/* required */.mw)(inputs/* text */.Qq),
    services: (0,inputs/* optional */.lq)(inputs/* list */.p_),
    deployments: (0,inputs/* optional */.lq)(raw => readTargets((0,inputs/* json */.Pq)(raw))),
    'health-urls': (0,inputs/* optional */.lq)((0,inputs/* listOf */.c3)(health_url/* parseHealthUrl */.Dk)),
    'health-status': (0,inputs/* required */.mw)(health_url/* parseStatusRanges */.C2),
    'health-timeout': (0,inputs/* required */.mw)(inputs/* duration */.p0),
    'allow-private-urls': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'allow-zero': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    'fail-fast': (0,inputs/* required */.mw)(inputs/* flag */.Jt),
    timeout: (0,inputs/* required */.mw)(inputs/* duration */.p0),
};
/** Milliseconds for which one read of a look is tried again, so that one that fails does not blind the others. */
const lookPatience = 20_000;
/** Follows exactly the given deployments to their end, and proves what runs then. */
const waitHealthy = (0,action/* action */.XI)({
    title: 'Wait until healthy',
    inputs: wait_healthy_inputs,
    outputs: ['outcome', 'report'],
    check: given => [...checkTargets(given.services, given.deployments), ...checkUrls(given)],
    async run(given, context) {
        const began = context.clock.now();
        const until = began + given.timeout;
        const targets = given.deployments ?? (given.services ?? []).map(service => ({ service }));
        const waiting = { ...given, targets, until, context, aws: context.aws({ until, patience: lookPatience }) };
        const follower = new Follower(waiting);
        await context.step.group(`Wait for ${targets.map(({ service }) => service).join(', ')}`, () => follow(follower, waiting));
        const urls = follower.allProved() ? await checkHealthUrls(waiting) : [];
        // A URL may take minutes, and somebody may have deployed since: what is reported is looked at again.
        if (urls.length > 0)
            await follow(follower, waiting);
        const diagnoses = await explain(follower, waiting);
        return conclude({ follower, urls, diagnoses, began }, waiting);
    },
});
function checkTargets(services, deployments) {
    if (services && deployments)
        return ['`services` and `deployments` exclude each other: `deployments` names its services'];
    return (services ?? deployments) ? [] : ['`services` or `deployments` is required: they say what to wait for'];
}
/** An address that stands in the URL itself can be refused before anything is waited for. */
function checkUrls({ 'health-urls': urls = [], 'allow-private-urls': allowed }) {
    return urls.flatMap(url => {
        const problem = allowed ? undefined : (0,health_url/* literalAddressProblem */.vo)(url);
        return problem === undefined
            ? []
            : [
                `\`health-urls\` names ${(0,health_url/* shownUrl */.zA)(url)}, which is ${problem}; only \`allow-private-urls: true\` lets that be asked`,
            ];
    });
}
/** A cancelled wait is written down as what it is, with what was seen so far. */
async function follow(follower, { until, context }) {
    try {
        const waited = await (0,wait/* wait */.u)({ look: now => follower.look(now), until }, context);
        if (waited.is === 'timed-out')
            follower.timeOut();
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ)
            follower.cancel();
        else if (error instanceof errors/* ActionError */.lZ)
            follower.giveUp(error);
        else
            throw error;
    }
}
/** Failures are explained by what stopped; there is no time for that once the job is being cancelled. */
async function explain(follower, waiting) {
    const failed = follower.failures();
    if (failed.length === 0 || waiting.context.stop.aborted)
        return new Map();
    return waiting.context.step.group('Why it failed', () => diagnose(failed, waiting));
}
const mixedAdvice = 'Bring all services to one release again: deploy this one once it is mended, or the one before it to those that have the new one.';
function conclude(conclusion, { context, cluster }) {
    const { follower, urls, diagnoses } = conclusion;
    const states = follower.states();
    // A URL that answers is no service: beside one that was superseded it would make the run `mixed`.
    const failedUrls = urls.filter(url => !(0,core_outcome/* isGreen */.gf)(url.outcome));
    const outcome = (0,core_outcome/* together */.bs)([...states, ...failedUrls].map(one => one.outcome));
    const cause = [...diagnoses.values()].flatMap(({ next }) => next)[0] ?? states.flatMap(({ next }) => next ?? [])[0];
    const advice = [cause, outcome === 'mixed' ? mixedAdvice : undefined].filter(Boolean).join(' ');
    return {
        outcome,
        message: sentenceFor(outcome, conclusion),
        next: (0,core_outcome/* isGreen */.gf)(outcome) || advice === '' ? undefined : advice,
        outputs: { report: JSON.stringify(reportOf(conclusion, context.clock.now())) },
        summary: `Cluster ${(0,summary/* codeSpan */.SS)(cluster)}.\n\n${summaryOf(conclusion, context.clock.now())}`,
    };
}


/***/ }),

/***/ 5985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ lookInRegistry)
/* harmony export */ });
/* harmony import */ var _core_image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9413);

/** Looks for an image in the registry that its reference names; undefined where that is not Amazon ECR. */
async function lookInRegistry(aws, { registry, repository, wanted }) {
    const home = registry === undefined ? undefined : (0,_core_image_js__WEBPACK_IMPORTED_MODULE_0__/* .ecrRegistry */ .gO)(registry);
    if (!home)
        return undefined;
    const ecr = await aws.ecr(home.region);
    return (await ecr.look({ registryId: home.account, repository, wanted })).seen;
}


/***/ }),

/***/ 2412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ parseStatusRanges),
/* harmony export */   Dk: () => (/* binding */ parseHealthUrl),
/* harmony export */   _n: () => (/* binding */ judgeAnswer),
/* harmony export */   cg: () => (/* binding */ addressProblem),
/* harmony export */   vo: () => (/* binding */ literalAddressProblem),
/* harmony export */   zA: () => (/* binding */ shownUrl)
/* harmony export */ });
/* harmony import */ var ipaddr_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8280);
/* harmony import */ var ipaddr_js__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(ipaddr_js__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9998);
/* harmony import */ var _redaction_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8621);



const takesUrl = 'it takes addresses such as https://example.com/health';
/** What keeps a URL from being asked, and the sentence that says so. */
const urlProblems = [
    { found: url => !/^https?:$/.test(url.protocol), says: `which is neither https nor http; ${takesUrl}` },
    {
        // It would be printed with every answer, and a password in a workflow file is no secret.
        found: url => url.username !== '' || url.password !== '',
        says: 'which has a user or a password in it; health checks are asked without a login',
    },
    { found: url => url.href.length > 2_000, says: 'which is longer than 2,000 characters' },
];
/**
 * The address of a health check; https unless the text says otherwise. Throws an Error whose message completes the
 * sentence "`health-urls` …".
 */
function parseHealthUrl(text) {
    const trimmed = text.trim();
    const has = `has ${JSON.stringify((0,_redaction_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(trimmed, { most: 200 })))}`;
    const url = urlOf(trimmed);
    if (!url)
        throw new Error(`${has}, which is no address; ${takesUrl}`);
    const problem = urlProblems.find(({ found }) => found(url));
    if (problem)
        throw new Error(`${has}, ${problem.says}`);
    url.hash = '';
    return url;
}
function urlOf(text) {
    // URL takes white space and braces into a host or a path, where they are what a template left behind.
    if (text === '' || /[\s{}<>\\]/.test(text))
        return null;
    return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
}
/**
 * Statuses such as `200`, `200-299` or `2xx`, separated by commas, spaces or new lines. Throws an Error whose message
 * completes the sentence "`health-status` …".
 */
function parseStatusRanges(text) {
    const parts = text.split(/[\s,]+/).filter(part => part !== '');
    if (parts.length === 0)
        throw new Error('is empty; it takes statuses such as 200, 200-299 or 2xx');
    return parts.map(parseStatusRange);
}
function parseStatusRange(text) {
    const [, hundreds, first, last = first] = /^(?:([1-5])xx|(\d{3})(?:-(\d{3}))?)$/i.exec(text) ?? [];
    const from = hundreds === undefined ? Number(first) : Number(hundreds) * 100;
    const to = hundreds === undefined ? Number(last) : from + 99;
    if (from >= 100 && to <= 599 && from <= to)
        return { from, to };
    throw new Error(`has ${JSON.stringify((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(text, { most: 100 }))}; it takes statuses from 100 to 599, such as 200, 200-299 or 2xx`);
}
/** What an answer that was not wanted usually means behind a load balancer. */
const meanings = {
    400: 'the program does not accept the request; it may allow only certain host names',
    401: 'it asks for a login; let the health path answer without one',
    403: 'it is forbidden; a login, a list of allowed addresses or a web ACL stands before it',
    404: 'nothing is at this path; check the path, and that a rule of the load balancer sends it to this service',
    405: 'it cannot be asked with GET',
    429: 'a rate limit refused the request',
    500: 'the program failed while it answered; read its log',
    502: 'the load balancer got no proper answer from the task; it crashed, closed the connection, or speaks another protocol',
    503: 'the load balancer has no healthy task for it, or the program says that it is not ready',
    504: 'the task did not answer the load balancer in time; check its security group and what it waits for',
};
/** Whether a health check's answer is one of those wanted, and else why not, in a sentence without its end. */
function judgeAnswer({ status, location }, wanted) {
    if (wanted.some(({ from, to }) => status >= from && status <= to))
        return { is: 'healthy' };
    const answered = `answered ${status}, not ${wanted.map(shownRange).join(' or ')}`;
    const meaning = status >= 300 && status < 400 ? redirection(location) : meanings[status];
    return { is: 'unhealthy', why: meaning === undefined ? answered : `${answered}: ${meaning}` };
}
function redirection(location) {
    if (location === undefined)
        return undefined;
    const target = (0,_redaction_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E)((0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(location, { most: 200 }));
    return `it redirects to ${target}; name the address that answers itself, or accept the redirect in \`health-status\``;
}
function shownRange({ from, to }) {
    if (from === to)
        return String(from);
    return from % 100 === 0 && to === from + 99 ? `${from / 100}xx` : `${from}-${to}`;
}
/** Why an address that stands in a URL itself, or `localhost`, must not be asked; undefined for all other names. */
function literalAddressProblem({ hostname }) {
    const host = hostname.replace(/^\[|\]$/g, '');
    if (host === 'localhost' || host.endsWith('.localhost'))
        return addressProblem('127.0.0.1');
    return /^[\d.]+$|:/.test(host) ? addressProblem(host) : undefined;
}
/** The address without its query, which may hold a key. */
function shownUrl({ origin, pathname, search }) {
    return (0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(origin + pathname + (search === '' ? '' : '?…'), { most: 200 });
}
/** Addresses behind which AWS hands out credentials to whoever asks. */
const credentialServices = {
    '169.254.169.254': 'the instance metadata service, which hands out credentials',
    '169.254.170.2': 'the credentials service of ECS',
    '169.254.170.23': 'the credentials service of EKS',
    'fd00:ec2::254': 'the instance metadata service, which hands out credentials',
    'fd00:ec2::23': 'the credentials service of EKS',
};
/** By the names that ipaddr.js gives to the registered ranges. */
const ranges = {
    unspecified: 'an unspecified address, which means the runner itself',
    loopback: 'a loopback address: the runner itself',
    linkLocal: 'a link-local address',
    private: 'a private address',
    uniqueLocal: 'a private address',
    carrierGradeNat: 'an address of a carrier’s inner network (100.64.0.0/10)',
    multicast: 'a multicast address',
    broadcast: 'the broadcast address',
};
/**
 * Why an address must not be asked, in words that complete "it is …"; `undefined` for a public one. Whoever can name a
 * health URL could otherwise make a self-hosted runner ask what only it can reach.
 */
function addressProblem(ip) {
    if (!ipaddr_js__WEBPACK_IMPORTED_MODULE_0___default().isValid(ip))
        return 'not an IP address';
    const given = ipaddr_js__WEBPACK_IMPORTED_MODULE_0___default().parse(ip);
    const mapped = given instanceof (ipaddr_js__WEBPACK_IMPORTED_MODULE_0___default().IPv6) && given.isIPv4MappedAddress();
    const address = mapped ? given.toIPv4Address() : given;
    const service = credentialServices[address.toString()];
    if (service !== undefined)
        return service;
    const range = address.range();
    if (range !== 'unicast')
        return ranges[range] ?? 'an address of a reserved range';
    return mapped ? 'an IPv4 address written as IPv6' : undefined;
}


/***/ }),

/***/ 9413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RB: () => (/* binding */ sameRepository),
/* harmony export */   Uq: () => (/* binding */ shortImage),
/* harmony export */   f1: () => (/* binding */ imageText),
/* harmony export */   gO: () => (/* binding */ ecrRegistry),
/* harmony export */   y_: () => (/* binding */ pin),
/* harmony export */   zZ: () => (/* binding */ parseImage)
/* harmony export */ });
/* unused harmony export isDigest */
// The grammar of github.com/distribution/reference. ECR adds that a repository has at most 256 characters.
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$/;
const LONGEST_REPOSITORY = 256;
const REGISTRY = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/**
 * Reads an image reference.
 *
 * @throws Error whose message completes a sentence that begins with the name of what was given: `` `image` `` + `is
 * "Foo Bar"; it takes …`.
 */
function parseImage(text) {
    const [named = '', digest, ...more] = text.split('@');
    const { registry, path } = splitRegistry(named);
    const [repository = '', tag, ...rest] = path.split(':');
    const valid = more.length === 0 &&
        rest.length === 0 &&
        repository.length <= LONGEST_REPOSITORY &&
        REPOSITORY.test(repository) &&
        (registry === undefined || REGISTRY.test(registry)) &&
        (tag === undefined || TAG.test(tag)) &&
        (digest === undefined || isDigest(digest));
    if (!valid) {
        throw new Error(`is ${JSON.stringify(text)}; it takes repository, repository:tag or registry/repository@sha256:… (lower case)`);
    }
    return { ...(registry && { registry }), repository, ...(tag && { tag }), ...(digest && { digest }) };
}
/** Docker's rule: what precedes the first slash is a host only if it looks like one. */
function splitRegistry(named) {
    const slash = named.indexOf('/');
    const first = named.slice(0, Math.max(slash, 0));
    const isHost = /[.:]/.test(first) || first === 'localhost';
    return isHost ? { registry: first, path: named.slice(slash + 1) } : { path: named };
}
/** Whether the text is a content digest, `sha256:…` or `sha512:…`. */
function isDigest(text) {
    return DIGEST.test(text);
}
/** The reference as text, as {@link parseImage} reads it. */
function imageText({ registry, repository, tag, digest }) {
    const host = registry === undefined ? '' : `${registry}/`;
    return `${host}${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
/** For a line of a log: the repository without its registry, and twelve digits of a commit or digest. */
function shortImage(text = 'none') {
    const withoutRegistry = text.replace(/^[^/]*[.:][^/]*\//, '');
    return withoutRegistry.replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, '$1');
}
/**
 * The text that is registered in a task definition: `registry/repository@sha256:…`. The tag stays out of it: beside a
 * digest it decides nothing, and it would read as if it did when it is moved later.
 *
 * @throws Error if the digest is not one.
 */
function pin({ registry, repository }, digest) {
    if (!isDigest(digest))
        throw new Error(`${repository} cannot be pinned to ${JSON.stringify(digest)}: it is no digest`);
    return imageText({ ...(registry && { registry }), repository, digest });
}
/** Whether both name the same repository of the same registry, whatever the tag, the digest and the spelling. */
function sameRepository(a, b) {
    return home(a) === home(b);
}
const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);
/** One spelling for each repository: hosts have several names, and Docker Hub's official images have a short form. */
function home({ registry, repository }) {
    const host = registry?.toLowerCase() ?? 'docker.io';
    if (DOCKER_HUB.has(host))
        return `docker.io/${repository.includes('/') ? repository : `library/${repository}`}`;
    const ecr = ecrRegistry(host);
    return ecr ? `ecr:${ecr.account}:${ecr.region}/${repository}` : `${host}/${repository}`;
}
// One for each partition of AWS, and the dual-stack (`dkr-ecr.<region>.on.aws`) ones. A closed list on purpose: a host
// that only begins like ECR's is somebody else's. Source: host pattern of awslabs/amazon-ecr-credential-helper.
const ECR_DOMAINS = new Set([
    'amazonaws.com',
    'amazonaws.com.cn',
    'amazonaws.eu',
    'on.aws',
    'on.amazonwebservices.com.cn',
    'c2s.ic.gov',
    'sc2s.sgov.gov',
    'cloud.adc-e.uk',
    'csp.hci.ic.gov',
]);
/** Account, region and domain of an ECR host, FIPS and dual-stack hosts included; undefined for any other host. */
function ecrRegistry(host) {
    const [, account, region, domain] = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(.+)$/.exec(host) ?? [];
    if (account === undefined || region === undefined || domain === undefined || !ECR_DOMAINS.has(domain))
        return undefined;
    return { account, region, domain };
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

/***/ 2083:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   TD: () => (/* binding */ readConfiguration),
/* harmony export */   VQ: () => (/* binding */ platformText),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   k8: () => (/* binding */ runsOn),
/* harmony export */   nw: () => (/* binding */ digestsOf),
/* harmony export */   xu: () => (/* binding */ serves)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5796);

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';
const DOCKER_IMAGE = 'application/vnd.docker.distribution.manifest.v2+json';
// A registry holds more than images (charts, signatures, bundles). Only these configurations and layers are images'.
const CONFIGURATIONS = new Set([
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
]);
const LAYER = /^application\/vnd\.(?:oci\.image\.layer|docker\.image\.rootfs)\./;
/** What a platform is called when the index does not name it; BuildKit writes it for attestations. */
const UNKNOWN = 'unknown';
/** Reads the manifest that a registry holds under a digest: Docker's and OCI's, of one image or of an index. */
function readManifest(text) {
    const manifest = parse(text);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(manifest))
        return { is: 'unreadable', why: 'it is not a JSON object' };
    if (manifest['schemaVersion'] === 1)
        return { is: 'unreadable', why: 'it is of the withdrawn schema version 1' };
    // In OCI manifests `mediaType` is optional; then the members tell what it is.
    const mediaType = textOf(manifest['mediaType']);
    const read = readers.get(mediaType ?? (Array.isArray(manifest['manifests']) ? OCI_INDEX : OCI_IMAGE));
    return read ? read(manifest) : { is: 'unreadable', why: `its media type is ${JSON.stringify(mediaType)}` };
}
const readers = new Map([
    [OCI_INDEX, manifest => readIndex(manifest, OCI_INDEX)],
    [DOCKER_INDEX, manifest => readIndex(manifest, DOCKER_INDEX)],
    [OCI_IMAGE, manifest => readImage(manifest, OCI_IMAGE)],
    [DOCKER_IMAGE, manifest => readImage(manifest, DOCKER_IMAGE)],
]);
function readImage(manifest, mediaType) {
    const configuration = manifest['config'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(configuration))
        return { is: 'unreadable', why: 'it has no configuration' };
    const foreign = foreignType(manifest, configuration);
    if (foreign !== undefined) {
        return { is: 'unreadable', why: `it is no container image but holds ${JSON.stringify(foreign)}` };
    }
    const digest = textOf(configuration['digest']);
    return { is: 'image', mediaType, ...(digest !== undefined && { configuration: digest }) };
}
/** What a manifest holds if it is no container image: older signatures and attestations show it in their layers only. */
function foreignType({ artifactType, layers }, configuration) {
    const type = textOf(artifactType) ?? textOf(configuration['mediaType']);
    if (type !== undefined && !CONFIGURATIONS.has(type))
        return type;
    const contents = (Array.isArray(layers) ? layers.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O) : []).map(layer => textOf(layer['mediaType']));
    return contents.some(content => content === undefined || LAYER.test(content)) ? undefined : contents[0];
}
function readIndex(index, mediaType) {
    const entries = index['manifests'];
    if (!Array.isArray(entries))
        return { is: 'unreadable', why: 'it lists no manifests' };
    const descriptors = entries.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O);
    const images = descriptors.filter(descriptor => !isAttached(descriptor)).map(readDescriptor);
    const complete = images.filter(image => image !== undefined);
    if (descriptors.length < entries.length || complete.length < images.length) {
        return { is: 'unreadable', why: 'it lists a manifest without a digest' };
    }
    return { is: 'index', mediaType, images: complete, attestations: descriptors.length - complete.length };
}
/** Whether an entry of an index is about another entry: an attestation of BuildKit, a signature, an SBOM. */
function isAttached({ platform, annotations, artifactType }) {
    const refers = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(annotations) && 'vnd.docker.reference.type' in annotations;
    const nowhere = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(platform) && platform['os'] === UNKNOWN && platform['architecture'] === UNKNOWN;
    return refers || nowhere || (typeof artifactType === 'string' && !CONFIGURATIONS.has(artifactType));
}
function readDescriptor({ digest, platform }) {
    if (typeof digest !== 'string')
        return undefined;
    return { digest, platform: readPlatform(platform) ?? { os: UNKNOWN, architecture: UNKNOWN } };
}
/**
 * The platform that an image's configuration states, from the text that its manifest's `configuration` names; undefined
 * if it states none.
 */
function readConfiguration(text) {
    return readPlatform(parse(text));
}
/** An index's `platform` and an image's configuration name the members alike. */
function readPlatform(stated) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(stated))
        return undefined;
    const os = textOf(stated['os']);
    const architecture = textOf(stated['architecture']);
    const variant = textOf(stated['variant']);
    const osVersion = textOf(stated['os.version']);
    if (os === undefined || architecture === undefined)
        return undefined;
    return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** `linux/arm64/v8`; with a Windows version, as containerd writes it, `windows(10.0.20348)/amd64`. */
function platformText({ os, architecture, variant, osVersion }) {
    const system = osVersion === undefined ? os : `${os}(${osVersion})`;
    return [system, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}
/**
 * Reads a platform as {@link platformText} writes it.
 *
 * @throws Error whose message completes a sentence that begins with the name of what was given.
 */
function parsePlatform(text) {
    const match = /^([a-z]+)(?:\(([\w. -]+)\))?\/([a-z0-9_]+)(?:\/([a-z0-9]+))?$/i.exec(text);
    const [, os, osVersion, architecture, variant] = match ?? [];
    if (os === undefined || architecture === undefined) {
        throw new Error(`is ${JSON.stringify(text)}; it takes a platform such as linux/amd64 or linux/arm64`);
    }
    return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) };
}
/** Whether the manifest holds an image that runs on the wanted platform. */
function serves(manifest, wanted) {
    if (manifest.is !== 'index')
        return 'unknown';
    if (manifest.images.some(({ platform }) => runsOn(platform, wanted)))
        return 'yes';
    return manifest.images.some(({ platform }) => platform.os === UNKNOWN) ? 'unknown' : 'no';
}
/**
 * Whether an image built for `built` runs on `wanted`, as containerd decides it (its `platforms` package): an older
 * variant runs on a newer one, arm64 means arm64/v8, Windows images need the host's build. Not followed is that it also
 * takes 32-bit images on 64-bit hosts: nobody who deploys one means to.
 */
function runsOn(built, wanted) {
    const [image, host] = [normal(built), normal(wanted)];
    return (image.os === host.os &&
        image.architecture === host.architecture &&
        variantRuns(image.variant, host.variant) &&
        sameBuild(image.osVersion, host.osVersion));
}
const ARCHITECTURES = new Map([
    ['x86_64', 'amd64'],
    ['x86-64', 'amd64'],
    ['aarch64', 'arm64'],
    ['i386', '386'],
]);
/** The variant that is meant when none is written. */
const VARIANTS = new Map([
    ['amd64', 'v1'],
    ['arm64', 'v8'],
    ['arm', 'v7'],
]);
function normal({ os, architecture, variant, osVersion }) {
    const lower = architecture.toLowerCase();
    const name = ARCHITECTURES.get(lower) ?? lower;
    return { os: os.toLowerCase(), architecture: name, variant: variant?.toLowerCase() ?? VARIANTS.get(name), osVersion };
}
function variantRuns(built, wanted) {
    if (built === wanted)
        return true;
    const [lower, upper] = [versionOf(built), versionOf(wanted)];
    return lower !== undefined && upper !== undefined && lower <= upper;
}
function versionOf(variant) {
    const [, digits] = /^v?(\d+)$/.exec(variant ?? '') ?? [];
    return digits === undefined ? undefined : Number(digits);
}
/** `10.0.20348.2527` and `10.0.20348.1`: what follows the build is its updates. */
function sameBuild(built, wanted) {
    const build = (version) => version.split('.').slice(0, 3).join('.');
    return built === undefined || wanted === undefined || build(built) === build(wanted);
}
/**
 * Every digest under which a task that runs this image may report it: its own, and the images of an index. Which of
 * them Fargate reports for an image of several platforms is not documented.
 *
 * @param own digest of the manifest itself.
 */
function digestsOf(manifest, own) {
    const children = manifest.is === 'index' ? manifest.images.map(image => image.digest) : [];
    return [...new Set([own, ...children])];
}


/***/ }),

/***/ 6251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O6: () => (/* binding */ serviceRevisionOf),
/* harmony export */   Os: () => (/* binding */ primaryOf),
/* harmony export */   pd: () => (/* binding */ revisionName),
/* harmony export */   s4: () => (/* binding */ lastCompleted),
/* harmony export */   vu: () => (/* binding */ isDeploymentOf)
/* harmony export */ });
/** What can be seen of ECS services, in our own words and only the members that decisions need. Times are milliseconds. */
/** The deployment that ECS brings the service to. */
function primaryOf(service) {
    return service.deployments.find(deployment => deployment.status === 'PRIMARY');
}
/** What to return to: the newest deployment that completed. One that is under way may yet fail. */
function lastCompleted({ deployments }) {
    const completed = deployments.filter(({ rollout }) => rollout === 'COMPLETED');
    return completed.toSorted((a, b) => b.createdAt - a.createdAt)[0];
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
/* harmony export */   N: () => (/* binding */ capital),
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
/** `1 service`, `3 services`. */
function counted(number, thing) {
    return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
/** The text as the beginning of a sentence. */
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ }),

/***/ 6749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ wait),
/* harmony export */   v: () => (/* binding */ elapsed)
/* harmony export */ });
/* harmony import */ var _core_pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1553);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2635);


const minute = 60_000;
/**
 * The one loop that waits: look, judge, sleep. It logs changes, not polls, and a sign of life every minute; it looks
 * once more at the deadline; it throws `Cancelled` as soon as the job is stopped.
 */
async function wait({ look, until }, { clock, random, stop, step }) {
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
            step.info(`still waiting after ${elapsed(clock.now() - began)}`);
            spokeAt = clock.now();
        }
        if (news.length > 0)
            spokeAt = clock.now();
        pause = (0,_core_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .nextPause */ .e$)({ last: pause, changed: news.length > 0 }, random());
        known = seen.for;
        await clock.sleep(Math.max(0, Math.min(pause, until - clock.now())), stop);
    }
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


/***/ })

};
