/** Ids of the mission's 60 tasks and tests. */
export const TASKS: readonly string[] = numbers(40).map((number) => `L2.${number}`);
export const TESTS: readonly string[] = numbers(20).map((number) => `L3.${number}`);

/** A file to which each task appends `start ID ATTEMPT`, and `done ID ATTEMPT` after its work. */
export const LEDGER = 'ledger';

const WIDTH = 5;

/**
 * Layers of five tasks that need one or two tasks of the previous layer, and tests that need tasks. Some have retries, two
 * steps, a lock, a service, processes that escape their group, outputs for later tasks, or `deploy: if-running`. The whole
 * mission takes about two seconds.
 */
export function killMission(): string {
  return [
    'name: Killed',
    'defaults: { shell: sh }',
    'tasks:',
    ...numbers(TASKS.length).map(task),
    'tests:',
    ...numbers(TESTS.length).map(test),
    'services:',
    "  api: { run: 'echo up; sleep 300', ready: { log: up, timeout: 30s } }",
    '',
  ].join('\n');
}

function task(number: number): string {
  const id = `L2.${number}`;
  const before = number - WIDTH;
  const needs = before < 1 ? [] : before % WIDTH === 0 ? [before] : [before, before + 1];
  const facts = [
    `needs: [${needs.map((need) => `L2.${need}`).join(', ')}]`,
    ...(before < 1 ? [] : [`env: { BEFORE: "\${{ tasks['L2.${before}'].outputs.value }}" }`]),
    ...(number % 7 === 0 ? ['retry: { attempts: 2, delay: 20ms }'] : []),
    ...(number % 9 === 0 ? ['locks: one'] : []),
    ...(number % 13 === 0 ? ['services: api'] : []),
  ];
  const work = [
    `echo "start ${id} $MISSION_ATTEMPT" >> ${LEDGER}`,
    // A kept task must appear in the context in the same way as a task that just ran.
    ...(before < 1 ? [] : [`[ "$BEFORE" = L2.${before} ]`, `grep -q '"value": "L2.${before}"' "$MISSION_CONTEXT"`]),
    ...(number % 8 === 0 ? ['setsid sleep 300 &'] : []),
    `sleep 0.0${1 + (number % 6)}`,
    ...(number % 7 === 0 ? ['[ "$MISSION_ATTEMPT" -gt 1 ]'] : []),
  ];
  const end = [`echo "value=${id}" >> "$MISSION_OUTPUT"`, `echo "done ${id} $MISSION_ATTEMPT" >> ${LEDGER}`];
  const steps = number % 4 === 0 ? [work, end] : [[...work, ...end]];
  return entry(id, facts, steps);
}

function test(number: number): string {
  const id = `L3.${number}`;
  const need = number * 2;
  const supported = Math.min(TASKS.length, need + WIDTH);
  const facts = [
    `needs: [L2.${need}]`,
    ...(number % 6 === 0 ? [`supports: L2.${supported}`, 'deploy: if-running'] : []),
    ...(number % 10 === 7 ? ['retry: { attempts: 3, delay: 10ms, backoff: 2 }'] : []),
  ];
  const work = [
    `echo "start ${id} $MISSION_ATTEMPT" >> ${LEDGER}`,
    `sleep 0.0${1 + (number % 4)}`,
    ...(number % 10 === 7 ? ['[ "$MISSION_ATTEMPT" -gt 2 ]'] : []),
    `echo "done ${id} $MISSION_ATTEMPT" >> ${LEDGER}`,
  ];
  return entry(id, facts, [work]);
}

function entry(id: string, facts: readonly string[], steps: readonly (readonly string[])[]): string {
  const scripts = steps.map((lines) => ['      - run: |', ...lines.map((line) => `          ${line}`)].join('\n'));
  return [`  ${id}:`, ...facts.map((fact) => `    ${fact}`), '    steps:', ...scripts].join('\n');
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
