import { describe, expect, it } from 'vitest';
import { buildMission, MACHINE, task, test } from '../../build-mission.ts';
import { cutOff } from '../cut-off.ts';
import { drive, endOf, launched } from '../drive.ts';

describe('F331: a task with `resume: again`', () => {
  const mission = buildMission({
    tasks: [
      task('fill', { resume: 'again' }),
      task('read', { needs: ['fill'] }),
      task('late', { needs: ['fill'] }),
      test('final', { needs: ['read', 'late'] }),
    ],
  });

  it('runs again although it had succeeded, before what still needs it, and repeats nothing else', () => {
    const first = drive(mission);
    first.start();
    for (const id of ['fill', 'read']) first.exit(id);
    const cut = cutOff(first.journal, mission);
    expect(cut.resumed.kept).toEqual(['read']);
    expect(cut.resumed.again.map(({ id, why, changed }) => [id, why, changed])).toEqual([
      ['fill', 'it runs again in every resume', undefined],
      ['late', 'it had not ended', undefined],
      ['final', 'it had not been launched', undefined],
    ]);
    const run = drive(mission, MACHINE, () => {}, cut);
    expect(launched(run.start())).toEqual(['fill']);
    expect(launched(run.exit('fill'))).toEqual(['late']);
    run.exit('late');
    run.sample({ cpu: 0, memory: 0 });
    run.exit('final');
    expect(run.state.result).toBe('succeeded');
  });

  it('keeps what needs it from running if it fails this time', () => {
    const first = drive(mission);
    first.start();
    for (const id of ['fill', 'read']) first.exit(id);
    const run = drive(mission, MACHINE, () => {}, cutOff(first.journal, mission));
    run.start();
    run.exit('fill', 1);
    expect(endOf(run, 'late')?.status).toBe('skipped');
    expect(run.state.tasks.get('read')).toMatchObject({ phase: 'ended', status: 'succeeded' });
    expect(run.state.result).toBe('failed');
  });

  it('runs again in each further resume', () => {
    const first = drive(mission);
    first.start();
    first.exit('fill');
    const second = drive(mission, MACHINE, () => {}, cutOff(first.journal, mission));
    second.start();
    second.exit('fill');
    const third = cutOff([...first.journal, ...second.journal], mission);
    expect(third.resumed.kept).toEqual([]);
    expect(third.resumed.again[0]).toEqual({ id: 'fill', why: 'it runs again in every resume' });
  });
});
