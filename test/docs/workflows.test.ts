import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readText, root } from './markdown.ts';

/** Rules of this project that zizmor and actionlint do not check. */

type Permissions = Readonly<Record<string, string>>;

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Permissions;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Permissions }[];
}

const paths = globSync('.github/workflows/*.{yml,yaml}', { cwd: root });
const workflows = paths.map((path) => ({ path, text: readText(path), workflow: parse(readText(path)) as Workflow }));

/** The only jobs with write permissions, and their scopes. */
const writers: Readonly<Record<string, readonly string[]>> = {
  publish: ['contents', 'id-token', 'attestations'],
  major: ['contents'],
  analyze: ['security-events'],
};

/** npm itself may pack and publish, but run no script of a package. */
function runsPackages(script: string): boolean {
  const harmless = /\bnpm (?:pkg set|view|(?:pack|publish) (?:\S+ )?--ignore-scripts)\b/g;
  return /\bnp[mx]\b|\bpip\b|\.ci\/run/.test(script.replace(harmless, ''));
}

test.each([
  ['npm ci', true],
  ['npx mission', true],
  ['npm publish release/x.tgz', true],
  ['npm publish "release/x-$version.tgz" --ignore-scripts --provenance', false],
  ['npm pack --ignore-scripts --pack-destination release', false],
  ['npm pkg set a=b && npm install', true],
])('%s runs packages: %s', (script, runs) => {
  expect(runsPackages(script)).toBe(runs);
});

test('a release is a draft until its files are uploaded and the package is published, and needs no stored token', () => {
  const text = readText('.github/workflows/release.yml');
  const steps = ['--draft --verify-tag', 'gh release upload', 'npm publish', '--draft=false'].map((step) =>
    text.indexOf(step),
  );
  expect(Math.min(...steps)).toBeGreaterThan(0);
  expect(steps).toEqual([...steps].sort((left, right) => left - right));
  expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
});

test('the workflows are found', () => {
  expect(paths.length).toBeGreaterThanOrEqual(5);
});

describe.each(workflows)('$path', ({ text, workflow }) => {
  test('pins every action by its commit, with the version as a comment', () => {
    const used = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map((match) => match[1] ?? '');
    const loose = used.filter((use) => !/^(?:\.\/(?: #.*)?|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(use));
    expect(loose).toEqual([]);
  });

  test('has write permissions only in the listed jobs', () => {
    expect(Object.values(workflow.permissions ?? { all: 'write' }).filter((right) => right !== 'read')).toEqual([]);
    for (const [name, { permissions = {} }] of Object.entries(workflow.jobs)) {
      const writing = Object.keys(permissions).filter((scope) => permissions[scope] !== 'read');
      expect([name, writing]).toEqual([name, writers[name] ?? []]);
    }
  });

  test('checks out without credentials, and installs nothing in a job with write permissions', () => {
    for (const [name, { steps }] of Object.entries(workflow.jobs)) {
      for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
        expect(step.with?.['persist-credentials']).toBe(false);
      }
      if (name in writers) expect(steps.filter(({ run }) => runsPackages(run ?? ''))).toEqual([]);
    }
  });

  test('is not started with write permissions by a pull request from a fork', () => {
    expect(
      Object.keys(workflow.on).filter((event) => /^(?:pull_request_target|workflow_run|issue_comment)$/.test(event)),
    ).toEqual([]);
  });
});
