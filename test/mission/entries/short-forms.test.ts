import { describe, expect, test } from 'vitest';
import { readMission } from '../../../src/mission/read.ts';
import { fc } from '../../suite/fast-check.ts';
import { read } from '../read-valid.ts';

/** Commands as YAML writes them in double quotes, so that any text is one. */
const command = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => JSON.stringify(text));
const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,12}$/).filter((text) => text !== 'tasks');
const entries = fc.uniqueArray(fc.tuple(fc.constantFrom('tasks', 'tests'), id, command), {
  minLength: 1,
  maxLength: 6,
  selector: ([, name]) => name.toLowerCase(),
});

type Entries = readonly (readonly [list: string, id: string, command: string])[];

function fileOf(written: Entries, write: (command: string) => string): string {
  const lines = (list: string) =>
    written.filter(([of]) => of === list).map(([, name, text]) => `  ${JSON.stringify(name)}: ${write(text)}\n`);
  return `name: Short\ntasks:\n  first: make\n${lines('tasks').join('')}tests:\n  last: make\n${lines('tests').join('')}`;
}

describe('F335: a task that is a command alone', () => {
  test('is read like one with `run`, whatever the command is', () => {
    fc.assert(
      fc.property(entries, (written) => {
        const short = readMission(
          fileOf(written, (text) => text),
          'm.yml',
        );
        const long = readMission(
          fileOf(written, (text) => `{ run: ${text} }`),
          'm.yml',
        );
        expect(short.mission).toEqual(long.mission);
        const findings = ({ diagnostics }: typeof short) =>
          diagnostics.map(({ line, code, message }) => [line, code, message]);
        expect(findings(short)).toEqual(findings(long));
      }),
      { numRuns: 300 },
    );
  });

  test('keeps the spelling of a command that YAML reads as something else', () => {
    const { tasks } = read('name: N\ntasks:\n  yes: true\n  version: 1.10\n');
    expect(tasks.map(({ steps }) => steps)).toEqual([[{ run: 'true' }], [{ run: '1.10' }]]);
  });

  test('has its findings at the command', () => {
    const { diagnostics } = readMission(`name: N\ntasks:\n  a: echo \${{ env.A }}\n`, 'm.yml');
    expect(diagnostics).toMatchObject([{ code: 'expression', line: 3, column: 6 }]);
  });
});

test('F336: `env` of `defaults` is merged variable by variable, the nearest first', () => {
  const { tasks, services } = read(`name: N
env: { A: mission, B: mission, C: mission, D: mission }
defaults:
  env: { B: general, C: general, D: general }
  tasks: { env: { C: task, D: task } }
  tests: { env: { C: test } }
services: { s: { run: serve } }
tasks: { t: { run: make, services: s, env: { D: own } } }
tests: { u: { run: make, needs: t } }
`);
  expect(tasks.map(({ env }) => env)).toEqual([
    { A: 'mission', B: 'general', C: 'task', D: 'own' },
    { A: 'mission', B: 'general', C: 'test', D: 'general' },
  ]);
  expect(services.map(({ env }) => env)).toEqual([{ A: 'mission', B: 'mission', C: 'mission', D: 'mission' }]);
});
