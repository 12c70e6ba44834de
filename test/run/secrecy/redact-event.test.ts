import { describe, expect, it } from 'vitest';
import type { Service, Step, Task } from '../../../src/mission/model/mission.ts';
import { redactEvent } from '../../../src/run/secrecy/redact-event.ts';
import type { Event, LeftBehind } from '../../../src/schedule/events/event.ts';
import type { Opening } from '../../../src/schedule/events/opening.ts';
import type { GateView, Reading } from '../../../src/schedule/events/reading.ts';
import type { TestResults } from '../../../src/schedule/events/test-results.ts';
import { createRedactor } from '../../../src/secrets/redact.ts';
import { buildMission, MACHINE, service, task } from '../../build-mission.ts';
import { fc } from '../../suite/fast-check.ts';

const VALUE = 'sw0rdfish-42';
const { redactor } = createRedactor([{ name: 'KEY', value: VALUE }]);

const fullStep: Required<Step> = {
  ...{ name: 'n', run: 'r', id: 'i', if: 'always()', env: { X: 'x' }, shell: 'bash', workingDirectory: 'w' },
  ...{ continueOnError: true, timeout: 1 },
};
const fullTask: Required<Task> = {
  ...task('a'),
  ...{ needs: ['b'], needsAny: ['b'] },
  ...{
    description: 'd',
    scope: ['s'],
    tags: ['g'],
    if: 'always()',
    supports: 'b',
    load: 10,
    cpus: 1,
    memory: 1,
    expect: 1,
    pausable: false,
    timeout: 1,
  },
  retry: { attempts: 2, delay: 1, backoff: 1, on: ['failure'], exitCodes: [1], log: ['l'], jitter: 0.5, maxDelay: 1 },
  ...{
    resume: 'again' as const,
    skippedOk: ['b'],
    pools: { p: 1 },
    grace: 1,
    successExitCodes: [0],
    allowEmptyResults: true,
  },
  ...{ locks: ['l'], services: ['api'], paths: ['p/**'], matrix: { key: 'v' }, secrets: ['KEY'], results: 'r.xml' },
  included: { file: 'i.yml', prefix: 'i.' },
  envFiles: [{ path: 'e', digest: 'd' }],
  ...{ steps: [fullStep], finally: [fullStep] },
  ...{ shell: 'bash', workingDirectory: 'w', env: { X: 'x' }, deliverable: 'd.md' },
  ...{ workspace: { from: 'b' }, artifacts: [{ pattern: 'p/**', line: 1 }], runsOn: 'u' },
};
const fullService: Required<Service> = {
  ...service('api'),
  ready: { http: 'h', tcp: 't', log: 'l', command: 'c', timeout: 1, interval: 1 },
  setup: { run: 'r', timeout: 1 },
  matrix: { key: 'v' },
  ...{ shell: 'bash', workingDirectory: 'w', env: { X: 'x' }, secrets: ['KEY'] },
  included: { file: 'i.yml', prefix: 'i.' },
  envFiles: [{ path: 'e', digest: 'd' }],
};
const mission = {
  ...buildMission({ tasks: [fullTask], services: [fullService] }),
  ...{ goal: 'g', description: 'd', scope: ['s'], inputs: { i: 'v', flag: true } },
};
const opening: Omit<Required<Opening>, 'at'> = {
  ...{
    started: 'now',
    file: 'm.yml',
    source: 'name: X',
    from: '/',
    only: ['a'],
    skip: ['b'],
    withNeeds: true,
    withDependents: true,
    leftOut: 1,
    matrices: [{ id: 'a', dimension: 'd', command: 'c', values: ['v'] }],
    gate: 'off',
    base: 'main',
    inputs: { i: 'v' },
    keepWorkspaces: true,
    artifacts: 'strict',
    included: [{ path: 'i.yml', source: 's' }],
  },
  mission,
  changed: { type: 'known', base: 'main', why: 'w', files: ['f'] },
  bases: { a: { commit: 'c', files: 1, why: 'w' } },
  predictions: {},
  part: { number: 1, of: 2, digest: 'd', attempt: 1, runId: '1', runner: 'r' },
  elsewhere: [
    {
      ...{ id: 'b', kind: 'task', part: 2, status: 'failed', reason: 'w', outputs: { o: 'v' }, duration: 1 },
      ...{ started: 's', ended: 'e', neededBy: ['a'] },
    },
  ],
  machine: { ...MACHINE, processor: 'p', notes: ['n'] },
  workflow: { runId: '1', attempt: 1, job: 'j', step: 's', commit: 'c' },
};
const left: Required<LeftBehind> & { readonly results: Required<TestResults> } = {
  ...{
    logTail: 't',
    logBytes: 1,
    logCut: 1,
    outputs: { x: 'y' },
    redactedOutputs: [],
    outputsRejected: 'o',
    retryLine: 'l',
    report: 'r',
  },
  results: {
    tests: 1,
    failed: 1,
    skipped: 0,
    failures: [{ name: 'n', message: 'm', file: 'f', line: 1, time: 1 }],
    cases: [{ name: 'c', time: 1, skipped: true }],
    flaky: 1,
    flakyTests: [{ name: 'f', message: 'g' }],
  },
  causes: [{ line: 1, text: 'c' }],
  lastLines: [{ line: 1, text: 'c' }],
  artifacts: { count: 1, bytes: 1, files: ['f'], note: 'n' },
  ...{ resultsProblem: 'p', artifactsProblem: 'p', wroteDeliverable: true },
};
const view: GateView = { active: 0, unseen: 0, reserved: 0, load: 0, band: 'GREEN' };
const reading: Reading = { from: 0, to: 1 };

/** An event of each type with all that it may hold: a type that is missing here does not compile. */
const samples: { readonly [Type in Event['type']]: Extract<Event, { readonly type: Type }> } = {
  'mission-started': { type: 'mission-started', at: 0, journal: 1, root: '/', folder: '.mission', ...opening },
  resumed: { type: 'resumed', at: 0, ...opening, kept: ['a'], again: [{ id: 'b', why: 'w', changed: true }] },
  sampled: { type: 'sampled', at: 0, reading },
  woke: { type: 'woke', at: 0 },
  'step-started': {
    ...{ type: 'step-started', at: 0, id: 'a', step: 0, pid: 1 },
    workspace: { folder: '/w', took: 1 },
  },
  'spawn-failed': { type: 'spawn-failed', at: 0, id: 'a', step: 0, message: 'm' },
  'step-exited': {
    type: 'step-exited',
    at: 0,
    id: 'a',
    step: 0,
    signal: 'SIGTERM',
    leftovers: [{ pid: 1, command: 'c' }],
    variables: { env: { X: 'x' }, path: ['p'] },
    variablesRejected: 'v',
    left,
  },
  interrupted: { type: 'interrupted', at: 0, signal: 'SIGINT' },
  lost: { type: 'lost', at: 0, id: 'a', left },
  'service-started': { type: 'service-started', at: 0, id: 'api', pid: 1 },
  'service-ready': { type: 'service-ready', at: 0, id: 'api', setup: 1 },
  'service-failed': {
    ...{ type: 'service-failed', at: 0, id: 'api', message: 'm', running: true },
    setupLog: { logTail: 't', causes: [{ line: 1, text: 'c' }] },
  },
  'service-exited': { type: 'service-exited', at: 0, id: 'api', signal: 'SIGTERM', logTail: 't' },
  degraded: { type: 'degraded', at: 0, message: 'm' },
  triggered: { type: 'triggered', at: 0, id: 'a', by: 'b' },
  checked: { type: 'checked', at: 0 },
  deferred: { type: 'deferred', at: 0, ids: ['a'], reason: 'lock', detail: 'd', view },
  admitted: { type: 'admitted', at: 0, id: 'a', attempt: 1, forced: true, detail: 'd', view },
  'step-advanced': { type: 'step-advanced', at: 0, id: 'a', step: 1 },
  'step-skipped': { type: 'step-skipped', at: 0, id: 'a', step: 1, reason: 'r', failed: true },
  'step-timed-out': { type: 'step-timed-out', at: 0, id: 'a', step: 1 },
  finishing: {
    type: 'finishing',
    at: 0,
    id: 'a',
    attempt: 1,
    status: 'failed',
    reason: 'r',
    cause: 'failure',
    retryLine: 'l',
    artifactsProblem: 'p',
  },
  cleaning: { type: 'cleaning', at: 0, id: 'a', attempt: 1 },
  cleaned: { type: 'cleaned', at: 0, id: 'a', failure: 'f' },
  stopping: { type: 'stopping', at: 0, id: 'a', cause: 'timeout' },
  killing: { type: 'killing', at: 0, id: 'a' },
  retrying: { type: 'retrying', at: 0, id: 'a', attempt: 1, cause: 'failure', reason: 'r', until: 1 },
  requeued: { type: 'requeued', at: 0, id: 'a', attempt: 2 },
  paused: { type: 'paused', at: 0, id: 'a', pressure: { memory: 96, critical: 95, used: 1, grown: 1 } },
  continued: { type: 'continued', at: 0, id: 'a', cause: 'memory', memory: 80 },
  evicted: { type: 'evicted', at: 0, id: 'a', attempt: 1, times: 1 },
  ended: { type: 'ended', at: 0, id: 'a', status: 'failed', reason: 'r', failedStep: 0 },
  'service-starting': { type: 'service-starting', at: 0, id: 'api', by: 'a' },
  'service-stopping': { type: 'service-stopping', at: 0, id: 'api' },
  'service-killing': { type: 'service-killing', at: 0, id: 'api' },
  'mission-ended': { type: 'mission-ended', at: 0, result: 'failed' },
};

/** Ids and references to them, paths and names by which files are found, and words of a closed set. */
const keptAsTheyAre = new RegExp(
  `^(?:${[
    'type|id|ids\\..*|by|kept\\..*|again\\.\\d+\\.id|signal|cause|status|result|(?:view\\.)?band|gate|started|artifacts',
    'file|from|root|folder|only\\..*|skip\\..*|base|changed\\.(?:type|base)|bases\\.\\w+\\.commit',
    'included\\.\\d+\\.path|machine\\.(?:platform|architecture|node|source)|mission\\.admission\\..*',
    'mission\\.(?:tasks|services)\\.\\d+\\.(?:id|kind|deploy|supports|needs.*|resume|skippedOk.*|services.*|secrets.*|matrix.*|retry\\.on.*|results|deliverable|workspace.*|included.*|envFiles.*)',
    // Parts of ids.
    'matrices\\.\\d+\\.(?:id|dimension|values.*)',
    'part\\.(?:digest|runId)',
    'elsewhere\\.\\d+\\.(?:id|kind|status|started|ended|neededBy.*)',
    'mission\\.tasks\\.\\d+\\.(?:steps|finally)\\.\\d+\\.id',
    // Of a task that waits; that of `retrying` and `ended` is a sentence.
    'deferred:reason',
  ].join('|')})$`,
);

/** The same with the text in every string but those. Objects by path, such as `left.outputs.x`. */
function poisoned(value: unknown, text: string, type: string, path = ''): unknown {
  if (typeof value === 'string') {
    return keptAsTheyAre.test(path) || keptAsTheyAre.test(`${type}:${path}`) ? value : `${value}${text}`;
  }
  if (typeof value !== 'object' || value === null) return value;
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((each, index) => poisoned(each, text, type, at(String(index))));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, poisoned(each, text, type, at(key))]));
}

describe('F121 the record of a run', () => {
  const events = Object.values(samples);

  it.each(events.map((event) => [event.type, event]))('has no secret in %s', (type, event) => {
    const text = fc.tuple(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 })).map((ends) => ends.join(VALUE));
    fc.assert(
      fc.property(text, (secret) => {
        const redacted = redactEvent(poisoned(event, secret, type) as Event, redactor);
        expect(JSON.stringify(redacted)).not.toContain(VALUE);
        expect(redacted.type).toBe(type);
      }),
      { numRuns: 20 },
    );
  });

  it('is what happened where there is no secret', () => {
    for (const event of events) expect(redactEvent(event, redactor)).toEqual(event);
    const { redactor: idle } = createRedactor([]);
    for (const event of events) expect(redactEvent(event, idle)).toBe(event);
  });

  it('names the outputs whose values it does not have', () => {
    const outputs = { token: `t-${VALUE}`, plain: 'p' };
    const event = redactEvent({ type: 'step-exited', at: 0, id: 'a', step: 0, left: { ...left, outputs } }, redactor);
    expect(event).toMatchObject({ left: { outputs: { token: 't-***', plain: 'p' }, redactedOutputs: ['token'] } });
  });
});
