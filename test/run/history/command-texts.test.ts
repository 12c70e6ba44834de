import { describe, expect, it } from 'vitest';
import { commandFingerprints } from '../../../src/run/history/command-fingerprints.ts';
import { commandTexts } from '../../../src/run/history/command-texts.ts';
import { buildMission, type TaskParts, task } from '../../build-mission.ts';

const textOf = (parts: TaskParts): string | undefined =>
  commandTexts(buildMission({ tasks: [task('a', parts)] })).get('a');
const plain = textOf({ steps: [{ run: 'make' }, { run: 'make check' }] });

describe('the text of what a task does', () => {
  it('is that of older histories for plain commands, whatever their names and time limits', () => {
    expect(plain).toBe('[["make","make check"],"","."]');
    expect(commandFingerprints(buildMission({ tasks: [task('a')] })).get('a')).toBe('6058d7206ecc');
    expect(textOf({ steps: [{ name: 'Build', run: 'make', timeout: 1 }, { run: 'make check' }] })).toBe(plain);
  });

  it.each<[string, TaskParts]>([
    ['if', { steps: [{ run: 'make', if: 'failure()' }, { run: 'make check' }] }],
    ['env', { steps: [{ run: 'make', env: { A: '1' } }, { run: 'make check' }] }],
    ['env of another step', { steps: [{ run: 'make' }, { run: 'make check', env: { A: '1' } }] }],
    ['shell', { steps: [{ run: 'make', shell: 'sh' }, { run: 'make check' }] }],
    ['working-directory', { steps: [{ run: 'make', workingDirectory: 'a' }, { run: 'make check' }] }],
    ['finally', { steps: [{ run: 'make' }, { run: 'make check' }], finally: [{ run: 'clean' }] }],
  ])('changes with %s of a step', (_, parts) => {
    expect(textOf(parts)).not.toBe(plain);
  });
});
