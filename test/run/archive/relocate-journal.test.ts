import { join } from 'node:path';
import { expect, test } from 'vitest';
import { relocateJournal } from '../../../src/run/archive/relocate-journal.ts';

function journal(...events: readonly Record<string, unknown>[]): string {
  return events.map((event) => `${JSON.stringify({ at: 0, ...event })}\n`).join('');
}

const started = {
  type: 'mission-started',
  file: 'ci/mission.yml',
  root: '/home/runner/work/app/app',
  folder: '.mission',
};
const here = join('/tmp', 'app');

function moved(text: string) {
  const result = relocateJournal(text, here);
  if (result.type === 'refused') throw new Error(result.message);
  return {
    ...result,
    events: result.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

test('the folder in which the mission was started becomes the current one', () => {
  const { root, started: first, events } = moved(journal(started, { type: 'woke' }));
  expect(root).toBe(here);
  expect(first).toEqual({ type: 'mission-started', at: 0, file: 'ci/mission.yml', root: here });
  expect(events[1]).toEqual({ type: 'woke', at: 0 });
});

test('a mission that works in a folder below works in the same folder here', () => {
  const from = '/home/runner/work/app/app';
  const { root, opening } = moved(
    journal(
      { ...started, from, root: `${from}/packages/a` },
      { type: 'resumed', from, file: `${from}/ci/mission.yml` },
    ),
  );
  expect(root).toBe(join(here, 'packages', 'a'));
  expect(opening).toMatchObject({ type: 'resumed', from: here, file: 'ci/mission.yml' });
});

test('the paths of a run on Windows are understood on any system', () => {
  const from = 'D:\\a\\app\\app';
  const { root, opening } = moved(journal({ ...started, from, root: `${from}\\web`, file: 'ci\\mission.yml' }));
  expect(root).toBe(join(here, 'web'));
  expect(opening.file).toBe('ci/mission.yml');
});

test.each(['/etc/mission.yml', '../../mission.yml', 'a/../../mission.yml'])(
  'F419 of a mission file that is elsewhere, %s, only the name is kept',
  (file) => {
    expect(moved(journal({ ...started, file })).opening.file).toBe('mission.yml');
  },
);

test('F419 folders of workspaces are left out, because a run removes them when it ends', () => {
  const step = { type: 'step-started', id: 'a', step: 0, pid: 1, workspace: { folder: '/home', took: 1 } };
  expect(moved(journal(started, step)).events[1]).toEqual({ type: 'step-started', at: 0, id: 'a', step: 0, pid: 1 });
});

test('half a line at the end is left out', () => {
  expect(moved(`${journal(started)}{"type":"wo`).events).toHaveLength(1);
});

test.each([
  ['no event', 'hello\n', /expected an event in line 1 of its journal, found "hello"/],
  ['another event first', journal({ type: 'woke' }), /expected the event mission-started first/],
  ['nothing', '', /expected the event mission-started first/],
  [
    'a root elsewhere',
    journal({ ...started, from: '/home/runner', root: '/etc' }),
    /worked below the folder in which it was started, \/home\/runner, found \/etc/,
  ],
])('a journal with %s is refused', (_, text, message) => {
  const result = relocateJournal(text, here);
  expect(result.type === 'refused' ? result.message : '').toMatch(message);
});
