import { sanitizeText } from '../../base/sanitize.ts';
import { progressLines } from '../../report/lines/progress-lines.ts';
import { followStatus } from '../../run/follow-status.ts';
import { systemClock } from '../../run/system-clock.ts';
import { paintProgress } from '../output/paint-progress.ts';
import { isOutputBehind, printUntrusted } from '../output/print.ts';
import { createTaskOutput } from '../output/task-output.ts';
import type { Display, DisplayRequest } from './display.ts';

/** One line after the other: for a file, a pipe, a runner, or a terminal on which plain lines are asked for. */
export function createPlainDisplay({ style, dir, secrets, from }: DisplayRequest, color: boolean): Display {
  const output = createTaskOutput(style, dir, secrets, {
    show: (prefix, lines) => printUntrusted(lines.map((line) => `${prefix}${line}\n`).join('')),
    isBehind: isOutputBehind,
  });
  const print = (line: string): void => {
    const clean = sanitizeText(line);
    printUntrusted(`${color ? paintProgress(clean) : clean}\n`);
  };
  const status = followStatus(systemClock(from), print);
  return {
    listen: (event, report) => {
      output.before(event, report);
      const lines = progressLines(event, report);
      for (const line of lines) print(line);
      status.followEvent(event, report, lines.length > 0);
    },
    sampled: status.followReading,
    stop: () => {
      status.stop();
      output.stop();
    },
  };
}
