import { describe, expect, test } from 'vitest';
import { beyondLimits } from '../../../src/fleet/workflow/check-limits.ts';
import { difference } from '../../../src/fleet/workflow/difference.ts';
import { CHECKOUT } from '../../../src/fleet/workflow/job.ts';
import { readKept } from '../../../src/fleet/workflow/read-kept.ts';
import { workflowText } from '../../../src/fleet/workflow/workflow.ts';
import { buildMission, task } from '../../build-mission.ts';
import { readText } from '../../docs/markdown.ts';
import { onePart, release, request } from './workflows.ts';

describe('a workflow file that is there', () => {
  const made = workflowText(request(release, onePart(release)));

  test('is foreign without the header of this command', () => {
    expect(readKept('name: CI\non: push\n').type).toBe('foreign');
    expect(readKept(made.replace('# Made by', '# made by')).type).toBe('foreign');
    expect(readKept(made).type).toBe('kept');
  });

  test('is invalid if it is no YAML, or has an alias', () => {
    expect(readKept(`${made}  - ]`)).toMatchObject({ type: 'invalid' });
    expect(readKept(`${made}env: &a { A: 1 }\ndefaults: *a\n`)).toMatchObject({
      type: 'invalid',
      message: expect.stringContaining('alias'),
    });
  });

  test.each(['', 'jobs: 1', 'jobs: { a: 1, b: { steps: 2 }, c: { steps: [3, { uses: 4 }] } }', 'on:'])(
    'is read although its structure is not that of a workflow: %s',
    (rest) => {
      const [header = ''] = made.split('\n');
      expect(['kept', 'invalid']).toContain(readKept(`${header}\n${rest}\n`).type);
    },
  );
});

test('a difference is a unified diff, and empty without one', () => {
  expect(difference('w.yml', 'a\nb\n', 'a\nb\n')).toBe('');
  expect(difference('w.yml', 'a\nb\n', 'a\nc\n')).toBe('--- a/w.yml\n+++ b/w.yml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n');
});

describe('limits of GitHub', () => {
  const many = buildMission({ tasks: Array.from({ length: 257 }, (_, index) => task(`t${index}`)) });
  const parts = many.tasks.map(({ id }, index) => ({ number: index + 1, tasks: [id], needs: [] }));

  test('allow 256 parts', () => {
    expect(beyondLimits('', { mission: 'm', parts: parts.slice(0, 256) }, many)).toBeUndefined();
    expect(beyondLimits('', { mission: 'm', parts }, many)).toContain('at most 256 parts, found 257');
  });

  test('allow a file of 500 KB, in bytes', () => {
    expect(beyondLimits('é'.repeat(250_000), onePart(many), many)).toBeUndefined();
    expect(beyondLimits('é'.repeat(250_001), onePart(many), many)).toContain('found 500002; use --dynamic');
  });

  test('allow a plan that fits into an environment variable', () => {
    const long = buildMission({
      tasks: Array.from({ length: 200 }, (_, index) => task(`t${index}${'x'.repeat(700)}`)),
    });
    expect(beyondLimits('', onePart(long), long)).toContain('a plan of at most 120000 bytes');
  });
});

test('the checkout of generated workflows is that of the workflows of this repository', () => {
  expect(readText('.github/workflows/ci.yml')).toContain(`- uses: ${CHECKOUT.uses} # ${CHECKOUT.version}\n`);
});
