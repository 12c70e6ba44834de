import { describe, expect, it } from 'vitest';
import { forecastOf } from '../../../src/report/analysis/remaining-time.ts';
import { currentStateJson } from '../../../src/report/data/current-state-json.ts';
import { type CurrentRun, currentLines, type RunState } from '../../../src/report/lines/current-state.ts';
import { foldAll } from '../fold-all.ts';
import { gatedJournal, hostileJournal } from '../journals.ts';

function runAt(until: number, state: RunState): CurrentRun {
  const report = foldAll(gatedJournal().filter(({ at }) => at <= until));
  return { report, state, now: until + 5_000, forecast: forecastOf(report) };
}

describe('the current state of a run', () => {
  it('has the newest reading of the machine, and not the figures with which a wait began', () => {
    const lines = currentLines(runAt(20_000, 'running'));
    expect(lines[0]).toMatch(/: running for 25 s/);
    expect(lines).toContainEqual(expect.stringMatching(/^Machine: CPU .+, memory 88 %, RED/));
    expect(lines).toContainEqual(expect.stringMatching(/^⏸ L3\.a.* waits for memory$/));
    const json = JSON.parse(currentStateJson(runAt(20_000, 'running'), 'out'));
    expect(json.machine).toMatchObject({ memory: 88, band: 'RED' });
    expect(json.tasks).toContainEqual(expect.objectContaining({ id: 'L3.a', waitsFor: 'memory' }));
  });

  it('shows neither machine nor waits of a run that was killed', () => {
    const lines = currentLines(runAt(20_000, 'killed'));
    expect(lines[0]).toContain('killed after 20 s');
    expect(lines.filter((line) => /^(?:Machine|⏸|▶)/.test(line))).toEqual([]);
  });

  it('is one line for each task, whatever a task or a mission file has written', () => {
    const report = foldAll(hostileJournal());
    const lines = currentLines({ report, state: 'failed', now: 0, forecast: forecastOf(report) });
    expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
  });
});
