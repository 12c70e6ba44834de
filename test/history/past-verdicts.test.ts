import { describe, expect, it } from 'vitest';
import { pastVerdicts } from '../../src/history/past-verdicts.ts';
import { buildMission, task } from '../build-mission.ts';
import { line } from './lines.ts';

const mission = buildMission({ tasks: [task('work'), task('other')] });
const commands = new Map([
  ['work', 'abc'],
  ['other', 'def'],
]);

function of(...lines: readonly ReturnType<typeof line>[]) {
  return Object.fromEntries(pastVerdicts(lines, mission, commands));
}

describe('F172 verdicts of earlier runs', () => {
  it('are successes on a clean commit and failures on any, in the order of the runs', () => {
    expect(
      of(
        line({ commit: 'one', clean: true }),
        line({ commit: 'two', status: 'failed' }),
        line({ commit: 'three', clean: true, status: 'timed-out' }),
      ),
    ).toEqual({
      work: [
        { commit: 'one', succeeded: true },
        { commit: 'two', succeeded: false },
        { commit: 'three', succeeded: false },
      ],
    });
  });

  it.each([
    ['no commit', {}],
    ['uncommitted changes, as in lines of older versions', { commit: 'one' }],
    ['other commands', { commit: 'one', clean: true, commands: 'xyz' }],
    ['another mission', { commit: 'one', clean: true, mission: 'Another' }],
    ['a run that was stopped', { commit: 'one', clean: true, status: 'cancelled' }],
    ['a task that did not run', { commit: 'one', clean: true, status: 'skipped' }],
  ] as const)('do not include a line with %s', (_, parts) => {
    expect(of(line(parts))).toEqual({});
  });
});
