import { describe, expect, it } from 'vitest';
import { type HistoryLine, parseLine, printLine } from '../../src/history/line.ts';
import { parseHistory } from '../../src/history/parse.ts';
import { fc } from '../suite/fast-check.ts';
import { line } from './lines.ts';

const amount = fc.double({ min: 0, max: Number.MAX_SAFE_INTEGER, noNaN: true });

const anyLine = fc.record<HistoryLine>(
  {
    mission: fc.string({ unit: 'grapheme' }),
    run: fc.string(),
    task: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')),
    status: fc.constantFrom('succeeded', 'failed', 'timed-out', 'cancelled', 'skipped', 'not-needed'),
    duration: amount,
    attempts: amount,
    cpuSeconds: amount,
    peakMemory: amount,
    cpus: amount,
    demand: amount,
    solo: amount,
    services: amount,
    crowded: fc.constant(true),
    budget: amount,
    machine: fc.record({ platform: fc.string(), architecture: fc.string(), cpus: amount, memory: amount }),
    commands: fc.string(),
    commit: fc.string(),
  },
  { requiredKeys: ['mission', 'run', 'task', 'status', 'duration', 'attempts', 'commands'] },
);

describe('a history line', () => {
  it('is read back as written, on one line', () => {
    fc.assert(
      fc.property(anyLine, (written) => {
        const text = printLine(written);
        expect(text).not.toContain('\n');
        expect(parseLine(text)).toEqual({ ...written });
      }),
    );
  });

  it('looks as documented', () => {
    const machine = { platform: 'linux', architecture: 'x64', cpus: 4, memory: 4096 };
    const used = {
      cpuSeconds: 1.5,
      peakMemory: 2048,
      cpus: 0.188,
      demand: 0.75,
      solo: 2000,
      services: 0.25,
      crowded: true,
      machine,
    } as const;
    expect(printLine(line({ ...used, commit: 'f00' }))).toBe(
      '{"v":1,"mission":"Test mission","run":"2026-11-23T03:28:00.000Z","task":"work","status":"succeeded",' +
        '"duration":8000,"attempts":1,"cpuSeconds":1.5,"peakMemory":2048,"cpus":0.188,"demand":0.75,"solo":2000,' +
        '"services":0.25,"crowded":true,' +
        '"machine":{"platform":"linux","architecture":"x64","cpus":4,"memory":4096},"commands":"abc","commit":"f00"}',
    );
  });

  it.each([
    [
      'another version',
      '{"v":2,"mission":"m","run":"r","task":"t","status":"succeeded","duration":1,"attempts":1,"commands":"c"}',
    ],
    ['an unknown status', printLine(line()).replace('succeeded', 'toString')],
    ['a duration that cannot be added', printLine(line()).replace('8000', '1e308')],
    ['an infinite duration', printLine(line()).replace('8000', '1e999')],
    ['a negative duration', printLine(line()).replace('8000', '-1')],
    ['a duration in words', printLine(line()).replace('8000', '"8 s"')],
    ['an event of a journal', '{"type":"woke","at":3}'],
    ['an empty line', ''],
    ['null', 'null'],
  ])('is rejected: %s', (_, text) => {
    expect(parseLine(text)).toBeUndefined();
  });

  it.each(['-1', '1e308', '1e999', '"x"'])('F252: an amount that no machine has, %s, does not count', (amount) => {
    const text = printLine(line({ peakMemory: 2048, cpus: 1 }));
    expect(parseLine(text.replace('2048', amount))).toEqual(line({ cpus: 1 }));
    expect(parseLine(text.replace('"cpus":1', `"cpus":${amount}`))).toEqual(line({ peakMemory: 2048 }));
  });

  it.each(['null', '"linux"', '{}', '{"platform":"linux","architecture":"x64","cpus":-1,"memory":4096}'])(
    'with a machine that is none, %s, counts as one without',
    (machine) => {
      expect(parseLine(printLine(line()).replace('{', `{"machine":${machine},"crowded":1,"cpus":"2",`))).toEqual(
        line(),
      );
    },
  );

  it('may contain keys that this version does not know', () => {
    expect(parseLine(printLine(line()).replace('{', '{"energy":3,'))).toEqual(line());
  });
});

describe('a history file', () => {
  it('is read without a throw for any content, and each whole line is counted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('utf8');
        const { entries, foreign, torn } = parseHistory(text);
        expect(entries).toEqual([]);
        expect(foreign).toBe(
          text
            .split('\n')
            .slice(0, -1)
            .filter((part) => part !== '').length,
        );
        expect(torn).toBe(text !== '' && !text.endsWith('\n'));
      }),
    );
  });

  it('cut at every byte loses the last line and nothing else', () => {
    const lines = [1, 2, 3].map((duration) => printLine(line({ duration })));
    const text = `${lines.join('\n')}\n`;
    for (let length = 0; length <= text.length; length += 1) {
      const { entries, foreign } = parseHistory(text.slice(0, length));
      const whole = text.slice(0, length).split('\n').length - 1;
      expect(entries.map((entry) => entry.text)).toEqual(lines.slice(0, whole));
      expect(foreign).toBe(0);
    }
  });

  it('gives a duplicate line once, at its first place', () => {
    const [one, two] = [printLine(line({ duration: 1 })), printLine(line({ duration: 2 }))];
    const { entries } = parseHistory(`${one}\n${two}\n${one}\n`);
    expect(entries.map(({ text }) => text)).toEqual([one, two]);
  });

  it('may have the line ends of Windows', () => {
    expect(parseHistory(`${printLine(line())}\r\n`)).toMatchObject({ foreign: 0, entries: [{ line: line() }] });
  });
});
