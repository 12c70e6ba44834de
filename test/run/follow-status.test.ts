import { describe, expect, it } from 'vitest';
import { progressLines } from '../../src/report/lines/progress-lines.ts';
import { followStatus } from '../../src/run/follow-status.ts';
import { statusPace } from '../../src/run/status-pace.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import { foldAll } from '../report/fold-all.ts';
import { JournalBuilder, mission, task } from '../report/journal-builder.ts';
import { fakePorts } from './fake-ports.ts';

/** Times of the status lines until `end`, with progress lines at the given times. */
function times(recheck: number, progress: readonly number[], end: number): readonly number[] {
  const pace = statusPace(recheck, 0);
  const shown: number[] = [];
  const news = [...progress];
  for (;;) {
    const next = news[0];
    if (next !== undefined && next <= pace.due()) {
      news.shift();
      pace.noteEvent(next);
    } else if (pace.due() > end) {
      return shown;
    } else {
      shown.push(pace.due());
      pace.noteLine(pace.due());
    }
  }
}

describe('statusPace', () => {
  it('gives a line every `recheck` while there are events', () => {
    const always = Array.from({ length: 60 }, (_, second) => second * 1000);
    expect(times(5_000, always, 30_000)).toEqual([5_000, 10_000, 15_000, 20_000, 25_000, 30_000]);
  });

  it('gives lines less and less often without events, and every `recheck` again after the next event', () => {
    expect(times(5_000, [0], 200_000)).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000]);
    expect(times(5_000, [0, 100_000], 130_000)).toEqual([
      5_000, 10_000, 20_000, 40_000, 80_000, 105_000, 110_000, 120_000,
    ]);
  });

  it('gives some 120 lines, not 7,200, in ten hours without events', () => {
    expect(times(5_000, [0], 36_000_000).length).toBeLessThan(130);
    expect(times(5_000, [0], 36_000_000).length).toBeGreaterThan(100);
  });

  it('gives at most one line per second, and one every `recheck` if that is long', () => {
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
    const follow = (events: readonly Event[]): void => {
      const report = foldAll(events);
      for (const event of events) status.followEvent(event, report, progressLines(event, report).length > 0);
    };
    return { ports, lines, status, builder, follow };
  }

  it('shows the running tasks, the newest reading and the remaining time', () => {
    const { ports, lines, status, builder, follow } = followed();
    follow(builder.launch('a').events);
    ports.advance(4_000);
    status.followReading({ from: 3_000, to: 4_000, cpu: 76, memory: 12 });
    ports.advance(1_000);
    expect(lines).toEqual([
      ' 0:05.0  … a running · CPU 76 %, memory 12 %, RED (CPU limit 75 %) · at least 1m55s to go',
    ]);
    status.stop();
    ports.advance(1_000_000);
    expect(lines).toHaveLength(1);
  });

  it('stops when the mission ends', () => {
    const { ports, lines, builder, follow } = followed();
    follow(builder.launch('a').at(100).succeed('a').launch('b', 'a').at(200).succeed('b').finish('succeeded'));
    ports.advance(1_000_000);
    expect(lines).toEqual([]);
  });

  it('does not throw if a line cannot be shown', () => {
    const ports = fakePorts();
    let tries = 0;
    const status = followStatus(ports.clock, () => {
      tries += 1;
      throw new Error('closed');
    });
    const { events } = new JournalBuilder(mission([task('a')])).launch('a');
    const report = foldAll(events);
    for (const event of events) status.followEvent(event, report, true);
    expect(() => ports.advance(10_000_000)).not.toThrow();
    expect(tries).toBe(1);
  });
});
