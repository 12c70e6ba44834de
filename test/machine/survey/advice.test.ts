import { expect, test } from 'vitest';
import { memoryAdvice } from '../../../src/machine/survey/advice.ts';
import { filesOf, plainMachine } from '../machines.ts';

test('F149 a folder in memory, a systemd unit and the highest oom_score_adj are noted', () => {
  const contents = {
    ...plainMachine(),
    '/proc/self/mountinfo': '24 1 0:22 / / rw - ext4 /dev/vda rw\n30 24 0:30 / /tmp rw - tmpfs tmpfs rw\n',
    '/proc/self/cgroup': '0::/system.slice/actions.runner.service\n',
    '/proc/self/oom_score_adj': '1000\n',
  };
  expect(memoryAdvice(filesOf(contents), '/tmp/x')).toEqual([
    'files in /tmp/x are kept in memory (tmpfs): they count as used memory, but not for any task',
    expect.stringMatching(/^this is the systemd unit actions\.runner\.service: .*OOMPolicy=continue/),
    expect.stringMatching(/^oom_score_adj of this process is 1000/),
  ]);
});

test('there are no notes if none of them applies', () => {
  const contents = {
    ...plainMachine(),
    '/proc/self/mountinfo': '24 1 0:22 / / rw - ext4 /dev/vda rw\n',
    '/proc/self/cgroup': '0::/user.slice/session-1.scope\n',
    '/proc/self/oom_score_adj': '200\n',
  };
  expect(memoryAdvice(filesOf(contents), '/tmp')).toEqual([]);
  expect(memoryAdvice(filesOf({}), '/tmp')).toEqual([]);
});
