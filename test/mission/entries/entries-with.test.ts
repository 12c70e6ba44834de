import { describe, expect, it } from 'vitest';
import { readMission } from '../../../src/mission/read.ts';

/** Each is wrong. A check that is not asked to look at tasks with this key would miss it. */
const wrong: readonly string[] = [
  'name: ""',
  `description: "\${{ env.A }}"`,
  'working-directory: ../out',
  'memory: 1 lightyear',
  'expect: 1 lightyear',
  'grace: 1 lightyear',
  'timeout: 0',
  'load: 1000',
  'steps: [{ run: x, timeout: 0 }]',
  `steps: [{ run: x, name: "\${{ env.A }}" }]`,
  'steps: [{ run: x, working-directory: ../out }]',
  `steps: [{ run: x, working-directory: "\${{ env.A }}" }]`,
  'steps: [{ run: x, if: "success(" }]',
  `steps: [{ run: x, env: { A: "\${{ oops( }}" } }]`,
  'finally: [{ run: x, timeout: 0 }]',
  `finally: [{ run: x, name: "\${{ env.A }}" }]`,
  'finally: [{ run: x, working-directory: ../out }]',
  'finally: [{ run: x, if: "success(" }]',
  'artifacts: [../out]',
  `artifacts: ["\${{ env.A }}"]`,
  'deliverable: ../out',
  `deliverable: "\${{ env.A }}"`,
  'results: ../out',
  `results: "\${{ env.A }}"`,
  'allow-empty-results: true',
  'success-exit-codes: []',
  'retry: { attempts: 1 }',
  'if: "success("',
  `env: { A: "\${{ oops( }}" }`,
  'secrets: [A=B]',
  `paths: ["\${{ env.A }}"]`,
  'tags: [a, a]',
  'runs-on: ubunto-latest',
  `supports: "\${{ env.A }}"`,
  `locks: ["\${{ env.A }}"]`,
  `pools: { "\${{ env.A }}": 1 }`,
  `services: ["\${{ env.A }}"]`,
  `workspace: { from: ["\${{ env.A }}"] }`,
  `needs: ["\${{ env.A }}"]`,
  `needs-any: ["\${{ env.A }}"]`,
];

function findings(tasks: string): readonly string[] {
  const text = `name: a\ntasks:\n${tasks}`;
  return readMission(text, 'm.yml').diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe('a check that looks only at the tasks with its keys', () => {
  it.each(wrong)('finds what is wrong with `%s` if the task has no other key', (key) => {
    const run = key.startsWith('steps') ? '' : '    run: x\n';
    const found = findings(`  one:\n${run}    ${key}\n`);
    expect(found).not.toEqual([]);
    const beside = findings(`  other: { run: x }\n  one:\n${run}    ${key}\n  last: { run: x, needs: other }\n`);
    expect(beside).toEqual(found);
  });

  it.each([
    'workspace: { from: VALUE }',
    'pools: { VALUE: 1 }',
    'needs: VALUE',
    'steps: [{ run: x, working-directory: VALUE }]',
  ])('finds that `%s` cannot use the environment', (key) => {
    const run = key.startsWith('steps') ? '' : '    run: x\n';
    const found = findings(`  one:\n${run}    ${key.replace('VALUE', `"\${{ env.A }}"`)}\n`);
    expect(found.filter((text) => text.startsWith('expression-context: '))).toHaveLength(1);
  });
});
