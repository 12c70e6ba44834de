import headless from '@xterm/headless';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DrawnLine } from '../../../src/terminal/panel/compose-frame.ts';
import { createScreen, type Screen, type Terminal } from '../../../src/terminal/panel/screen.ts';
import { type FakePorts, fakePorts } from '../../run/fake-ports.ts';

interface FakeTerminal extends Terminal {
  /** One entry for each write. */
  readonly writes: string[];
  foreground: boolean;
  behind: boolean;
  columns: number;
}

function fakeTerminal(reflows = true): FakeTerminal {
  const terminal: FakeTerminal = {
    writes: [],
    foreground: true,
    behind: false,
    columns: 20,
    reflows,
    write: (text) => terminal.writes.push(text),
    isBehind: () => terminal.behind,
    finish: () => {},
    isForeground: () => terminal.foreground,
    size: () => ({ columns: terminal.columns, rows: 10 }),
  };
  return terminal;
}

function drawn(text: string): DrawnLine {
  return { painted: text, rowsAt: (columns) => Math.ceil(text.length / columns) };
}

/** The lines that a terminal of this size shows after these writes. */
async function shown(writes: readonly string[], cols = 20): Promise<readonly string[]> {
  const emulator = new headless.Terminal({ cols, rows: 10, allowProposedApi: true, convertEol: true });
  await new Promise<void>((resolve) => emulator.write(writes.join(''), resolve));
  const lines = Array.from(
    { length: emulator.buffer.active.length },
    (_, row) => emulator.buffer.active.getLine(row)?.translateToString(true) ?? '',
  );
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

let ports: FakePorts;
let terminal: FakeTerminal;
let text: readonly string[];
let screen: Screen;
beforeEach(() => {
  ports = fakePorts();
  terminal = fakeTerminal();
  text = ['panel one', 'panel two'];
  screen = createScreen(terminal, ports.clock, () => text.map(drawn));
});

describe('createScreen', () => {
  it('draws at most ten frames a second, however many changes there are', () => {
    for (let at = 0; at < 2_000; at += 5) {
      text = [`at ${at}`];
      screen.changed();
      screen.print(`line ${at}\n`);
      ports.advance(5);
    }
    expect(terminal.writes.length).toBeGreaterThan(15);
    expect(terminal.writes.length).toBeLessThanOrEqual(21);
    expect(terminal.writes.join('').match(/line \d+\n/g)?.length).toBeGreaterThan(375);
  });

  it('draws a frame once a second without a call, and nothing if nothing has changed', () => {
    screen.changed();
    ports.advance(10_000);
    expect(terminal.writes).toHaveLength(1);
    let frames = 0;
    const counting = createScreen(terminal, ports.clock, () => [drawn(`frame ${++frames}`)]);
    counting.changed();
    ports.advance(5_000);
    expect(frames).toBe(6);
    expect(terminal.writes).toHaveLength(7);
  });

  it('prints each line once above the panel, in order', async () => {
    screen.changed();
    ports.advance(100);
    for (let index = 0; index < 30; index += 1) {
      screen.print(`line ${index}\n`);
      if (index % 4 === 0) ports.advance(100);
    }
    ports.advance(100);
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    expect(await shown(terminal.writes)).toEqual([...lines, 'panel one', 'panel two']);
    screen.stop();
    expect(await shown(terminal.writes)).toEqual(lines);
  });

  it('leaves no remains of a panel that grows and shrinks', async () => {
    for (const next of [['a', 'b', 'c'], ['a'], ['x', 'y', 'z', 'w'], []]) {
      text = next;
      screen.changed();
      ports.advance(100);
      expect(await shown(terminal.writes)).toEqual(next);
    }
  });

  it('removes the panel for another job, and draws it again below the output of that job', async () => {
    screen.changed();
    ports.advance(100);
    screen.suspend();
    screen.print('meanwhile\n');
    ports.advance(5_000);
    expect(await shown(terminal.writes)).toEqual([]);
    terminal.writes.push('from the shell\n');
    screen.resume();
    ports.advance(100);
    expect(await shown(terminal.writes)).toEqual(['from the shell', 'meanwhile', 'panel one', 'panel two']);
  });

  it('prints plain lines while another job uses the terminal', () => {
    terminal.foreground = false;
    screen.changed();
    screen.print('a line\n');
    ports.advance(1_000);
    expect(terminal.writes).toEqual(['a line\n']);
  });

  it('waits without collecting frames while the terminal accepts nothing', async () => {
    terminal.behind = true;
    screen.print('early\n');
    screen.changed();
    ports.advance(60_000);
    expect(terminal.writes).toEqual([]);
    terminal.behind = false;
    ports.advance(100);
    expect(await shown(terminal.writes)).toEqual(['early', 'panel one', 'panel two']);
  });

  it('prints late lines without a panel after `stop`', () => {
    screen.changed();
    ports.advance(100);
    screen.stop();
    const before = terminal.writes.length;
    screen.stop();
    screen.changed();
    ports.advance(5_000);
    expect(terminal.writes).toHaveLength(before);
    screen.print('late\n');
    expect(terminal.writes.slice(before)).toEqual(['late\n']);
  });

  it('reports once that the panel cannot be drawn, and does not throw', async () => {
    const broken = createScreen(terminal, ports.clock, () => {
      throw new Error('no such row');
    });
    broken.print('a line\n');
    ports.advance(3_000);
    broken.print('another\n');
    ports.advance(3_000);
    expect(await shown(terminal.writes, 60)).toEqual([
      'a line',
      '! the panel could not be drawn: no such row',
      'another',
    ]);
  });

  it('counts rows on terminals that wrap lines again when they become narrower, and on terminals that do not', () => {
    const rowsUp = (reflows: boolean): string => {
      const own = fakeTerminal(reflows);
      const narrowed = createScreen(own, ports.clock, () => [drawn('x'.repeat(19))]);
      narrowed.changed();
      ports.advance(100);
      own.columns = 8;
      narrowed.changed();
      ports.advance(100);
      return /\r(?<up>\S*?A)/.exec(own.writes.at(-1) ?? '')?.groups?.up?.slice(2) ?? '';
    };
    expect(rowsUp(true)).toBe('3A');
    expect(rowsUp(false)).toBe('1A');
  });

  it('ends each write with a visible cursor and with wrapping on', () => {
    screen.changed();
    ports.advance(1_000);
    screen.print('a line\n');
    ports.advance(1_000);
    screen.stop();
    expect(terminal.writes).toHaveLength(3);
    for (const write of terminal.writes) {
      expect(write.lastIndexOf('\u001b[?25h')).toBeGreaterThan(write.lastIndexOf('\u001b[?25l'));
      expect(write.lastIndexOf('\u001b[?7h')).toBeGreaterThanOrEqual(write.lastIndexOf('\u001b[?7l'));
      expect(write.endsWith('\u001b[?2026l')).toBe(true);
    }
  });
});
