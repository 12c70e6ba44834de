import { describe, expect, it } from 'vitest';
import { progressLines } from '../../src/report/lines/progress-lines.ts';
import { followStatus } from '../../src/run/follow-status.ts';
import { statusPace } from '../../src/run/status-pace.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import { foldAll } from '../report/fold-all.ts';
import { JournalBuilder, mission, task } from '../report/journal-builder.ts';
import { fakePorts } from './fake-ports.ts';

/** When lines are shown until `end`, with something shown at these times. */
function times(recheck: number, told: readonly number[], end: number): readonly number[] {
  const pace = statusPace(recheck, 0);
  const shown: number[] = [];
  const news = [...told];
  for (;;) {
    const next = news[0];
    if (next !== undefined && next <= pace.due()) {
      news.shift();
      pace.told(next);
    } else if (pace.due() > end) {
      return shown;
    } else {
      shown.push(pace.due());
      pace.shown(pace.due());
    }
  }
}

describe('statusPace', () => {
  it('is every recheck while things happen', () => {
    const always = Array.from({ length: 60 }, (_, second) => second * 1000);
    expect(times(5_000, always, 30_000)).toEqual([5_000, 10_000, 15_000, 20_000, 25_000, 30_000]);
  });

  it('comes less and less often while nothing does, and is there again with the first news', () => {
    expect(times(5_000, [0], 200_000)).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000]);
    expect(times(5_000, [0, 100_000], 130_000)).toEqual([
      5_000, 10_000, 20_000, 40_000, 80_000, 105_000, 110_000, 120_000,
    ]);
  });

  it('gives a run of ten hours in which nothing happens some 120 lines, not 7,200', () => {
    expect(times(5_000, [0], 36_000_000).length).toBeLessThan(130);
    expect(times(5_000, [0], 36_000_000).length).toBeGreaterThan(100);
  });

  it('is never more often than once a second, nor more seldom than recheck when that is long', () => {
    expect(
      times(
        100,
        Array.from({ length: 50 }, (_, index) => index * 100),
        4_500,
      ),
    ).toEqual([1_000, 2_000, 3_000, 4_000]);
    expect(times(600_000, [], 3_000_000)).toEqual([600_000, 1_200_000, 1_800_000, 2_400_000, 3_000_000]);
  });
});

describe('followStatus', () => {
  function followed() {
    const ports = fakePorts();
    const lines: string[] = [];
    const status = followStatus(ports.clock, (line) => lines.push(line));
    const builder = new JournalBuilder(
      mission([task('a', { expect: 60_000 }), task('b', { needs: ['a'] })], {
        admission: { ...mission([]).admission, recheck: 5_000 },
      }),
    );
    const tell = (events: readonly Event[]): void => {
      const report = foldAll(events);
      for (const event of events) status.told(event, report, progressLines(event, report).length > 0);
    };
    return { ports, lines, status, builder, tell };
  }

  it('shows what runs, the newest reading and the time that is left', () => {
    const { ports, lines, status, builder, tell } = followed();
    tell(builder.launch('a').events);
    ports.advance(4_000);
    status.sampled({ from: 3_000, to: 4_000, cpu: 76, memory: 12 });
    ports.advance(1_000);
    expect(lines).toEqual([' 0:05.0  … a running · CPU 76 %, memory 12 %, RED · at least 1m55s to go']);
    status.stop();
    ports.advance(1_000_000);
    expect(lines).toHaveLength(1);
  });

  it('is over with the mission', () => {
    const { ports, lines, builder, tell } = followed();
    tell(builder.launch('a').at(100).succeed('a').launch('b', 'a').at(200).succeed('b').finish('succeeded'));
    ports.advance(1_000_000);
    expect(lines).toEqual([]);
  });

  it('does not end the run when it cannot be shown', () => {
    const ports = fakePorts();
    let tries = 0;
    const status = followStatus(ports.clock, () => {
      tries += 1;
      throw new Error('closed');
    });
    const { events } = new JournalBuilder(mission([task('a')])).launch('a');
    const report = foldAll(events);
    for (const event of events) status.told(event, report, true);
    expect(() => ports.advance(10_000_000)).not.toThrow();
    expect(tries).toBe(1);
  });
});
