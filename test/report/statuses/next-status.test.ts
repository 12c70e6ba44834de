import { describe, expect, test } from 'vitest';
import type { CommitStatus } from '../../../src/report/statuses/commit-status.ts';
import { chooseContexts, MOST_CONTEXTS, type StatusContext } from '../../../src/report/statuses/contexts.ts';
import {
  MOST_CHANGES,
  type NextStatus,
  nextStatus,
  type SentStatus,
} from '../../../src/report/statuses/next-status.ts';
import { fc } from '../../suite/fast-check.ts';

function wants(id: string, state: CommitStatus['state'], phase: string): NextStatus {
  const context: StatusContext = { id, context: `mission / ${id}` };
  return { context, status: { state, description: phase, phase } };
}

/** Sends everything that has to be sent, and returns the phases in order. */
function sendAll(wanted: readonly NextStatus[], sent: Map<string, SentStatus>): readonly string[] {
  const phases: string[] = [];
  for (;;) {
    const next = nextStatus(wanted, sent);
    if (next === undefined) return phases;
    if (phases.length > 1_000) throw new Error('statuses are sent forever');
    phases.push(`${next.context.id} ${next.status.phase}`);
    const { context } = next.context;
    sent.set(context, { status: next.status, count: (sent.get(context)?.count ?? 0) + 1 });
  }
}

describe('nextStatus', () => {
  test('a result goes before a first status, and that before a transition', () => {
    const sent = new Map<string, SentStatus>();
    sendAll([wants('a', 'pending', 'pending')], sent);
    const wanted = [
      wants('a', 'pending', 'running 1'),
      wants('b', 'pending', 'pending'),
      wants('c', 'failure', 'failure: exit code 1'),
    ];
    expect(sendAll(wanted, sent)).toEqual(['c failure: exit code 1', 'b pending', 'a running 1']);
    expect(nextStatus(wanted, sent)).toBeUndefined();
  });

  test('F478 states that were passed while a request was waiting are not sent', () => {
    const sent = new Map<string, SentStatus>();
    // Everything has ended before the first request could be sent.
    expect(sendAll([wants('a', 'success', 'success: fast'), wants('b', 'success', 'success: too')], sent)).toEqual([
      'a success: fast',
      'b success: too',
    ]);
  });

  test('F478 a task that changes all the time uses up the changes, and its result is sent all the same', () => {
    const sent = new Map<string, SentStatus>();
    for (let at = 0; at < 3 * MOST_CHANGES; at += 1) sendAll([wants('a', 'pending', `waiting ${at % 2}`)], sent);
    expect(sent.get('mission / a')?.count).toBe(MOST_CHANGES + 1);
    expect(sendAll([wants('a', 'success', 'success')], sent)).toEqual(['a success']);
  });

  test('F478 for any transitions of any tasks, each one ends with its result, and no more requests are made than the limit', () => {
    const transition = fc.record({ id: fc.nat(6), phase: fc.nat(4) });
    fc.assert(
      fc.property(fc.array(transition, { maxLength: 400 }), fc.nat(3), (transitions, skipped) => {
        const wanted = Array.from({ length: 7 }, (_, id) => wants(String(id), 'pending', 'pending'));
        const sent = new Map<string, SentStatus>();
        let requests = 0;
        for (const [at, { id, phase }] of transitions.entries()) {
          wanted[id] = wants(String(id), 'pending', `phase ${phase}`);
          if (at % (skipped + 1) === 0) requests += sendAll(wanted, sent).length;
        }
        const ended = wanted.map(({ context: { id } }) =>
          wants(id, Number(id) % 2 === 0 ? 'success' : 'failure', 'end'),
        );
        requests += sendAll(ended, sent).length;
        expect([...sent.values()].map(({ status }) => status.phase)).toEqual(ended.map(() => 'end'));
        expect(sent.size).toBe(7);
        expect(requests).toBeLessThanOrEqual(2 * 7 + MOST_CHANGES);
      }),
    );
  });
});

describe('chooseContexts', () => {
  const tasks = [
    { id: 'build', kind: 'task' },
    { id: 'unit (node-24)', kind: 'test' },
    { id: 'e2e', kind: 'test' },
  ] as const;

  test.each([
    ['none', []],
    ['tests', ['mission / unit (node-24)', 'mission / e2e']],
    ['all', ['mission / build', 'mission / unit (node-24)', 'mission / e2e']],
  ] as const)('%s', (choice, contexts) => {
    const chosen = chooseContexts(tasks, choice, 'mission');
    expect(chosen).toEqual({ contexts: contexts.map((context) => expect.objectContaining({ context })) });
  });

  test('takes another prefix, so that several jobs can run the same mission', () => {
    expect(chooseContexts(tasks, 'tests', 'linux').contexts[1]).toEqual({ id: 'e2e', context: 'linux / e2e' });
  });

  test('F479 beyond 100 contexts, one notice says how many tasks have none', () => {
    const many = Array.from({ length: 130 }, (_, index) => ({ id: `t${index}`, kind: 'test' as const }));
    const { contexts, notice } = chooseContexts(many, 'all', 'mission');
    expect(contexts).toHaveLength(MOST_CONTEXTS);
    expect(notice).toBe(
      't100, t101, t102, t103, t104 and 25 more have no commit status: the limit is 100, and the first ones in the mission file count. Do not require them.',
    );
  });

  test('F681 ids that differ only in upper and lower case have no status, because GitHub takes them for one', () => {
    const alike = [...tasks, { id: 'E2E', kind: 'test' }, { id: 'Build', kind: 'test' }] as const;
    const { contexts, notice } = chooseContexts(alike, 'all', 'mission');
    expect(contexts).toEqual([expect.objectContaining({ id: 'unit (node-24)' })]);
    expect(notice).toMatch(/^build, e2e, E2E, Build have no commit status: GitHub ignores upper and lower case/);
    // The task has no status then, so that nothing can hide the test.
    expect(chooseContexts(alike, 'tests', 'mission').contexts.map(({ id }) => id)).toEqual(['unit (node-24)', 'Build']);
  });

  test('F681 this also holds for ids of two parts', () => {
    const other = { id: 'E2E', kind: 'test' } as const;
    expect(chooseContexts([other], 'all', 'mission', [...tasks, other])).toMatchObject({
      contexts: [],
      notice: expect.stringMatching(/^E2E has no commit status/),
    });
  });

  test('F479 a context that GitHub would reject for its length is named', () => {
    const { contexts, notice } = chooseContexts([{ id: 'x'.repeat(250), kind: 'task' }, ...tasks], 'all', 'mission');
    expect(contexts).toHaveLength(3);
    expect(notice).toContain('has no commit status: a commit status can have 255 characters in its name');
  });
});
