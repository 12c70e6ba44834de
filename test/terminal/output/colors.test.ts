import { describe, expect, it } from 'vitest';
import { wantsColor, wantsPanel } from '../../../src/terminal/output/colors.ts';
import { paintProgress } from '../../../src/terminal/output/paint-progress.ts';

describe('wantsPanel and wantsColor', () => {
  it.each([
    [true, {}, true, true],
    [true, { TERM: 'xterm' }, true, true],
    [false, {}, false, false],
    [true, { NO_COLOR: '1' }, false, false],
    [true, { NO_COLOR: '' }, true, true],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false, false],
    [true, { FORCE_COLOR: '1' }, false, true],
    [false, { FORCE_COLOR: '1' }, false, true],
    [true, { FORCE_COLOR: '0' }, false, false],
    [true, { TERM: 'dumb' }, false, false],
    [true, { CI: 'true' }, false, true],
    [true, { CI: 'false' }, true, true],
    [true, { CI: '' }, true, true],
    [true, { CI: 'true', GITHUB_ACTIONS: 'true' }, false, false],
  ])('terminal %s, %j: panel %s, colour %s', (isTerminal, environment, panel, color) => {
    expect(wantsPanel(isTerminal, environment)).toBe(panel);
    expect(wantsColor(isTerminal, environment)).toBe(color);
  });
});

describe('paintProgress', () => {
  it('colours the time and the mark, and nothing else', () => {
    expect(paintProgress(' 0:02.0  ✘ bad failed in 2 s')).toBe(
      '\u001b[2m 0:02.0\u001b[0m  \u001b[31m✘\u001b[0m bad failed in 2 s',
    );
    expect(paintProgress('1:50:00  ❌ The mission failed')).toBe('\u001b[2m1:50:00\u001b[0m  ❌ The mission failed');
    expect(paintProgress('a line of something else')).toBe('a line of something else');
  });
});
