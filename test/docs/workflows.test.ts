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
      if (name in writers)
        expect(steps.filter(({ run }) => /\bnp[mx]\b|\bpip\b|\.ci\/run/.test(run ?? ''))).toEqual([]);
    }
  });

  test('is not started with write permissions by a pull request from a fork', () => {
    expect(
      Object.keys(workflow.on).filter((event) => /^(?:pull_request_target|workflow_run|issue_comment)$/.test(event)),
    ).toEqual([]);
  });
});
