/** Adds lines to a history as fast as possible and shortens it in between: `node FILE PATH NAME COUNT`. */
import { printLine } from '../../../src/history/line.ts';
import { appendToHistory } from '../../../src/run/history/append.ts';
import { shortenHistory } from '../../../src/run/history/shorten.ts';
import { line } from '../../history/lines.ts';

const [path = '', name = '', count = '0'] = process.argv.slice(2);
for (let number = 0; number < Number(count); number += 1) {
  const lines = ['one', 'two', 'three'].map((task) => `${printLine(line({ task: `${name} ${number} ${task}` }))}\n`);
  appendToHistory(path, lines.join(''));
  shortenHistory(path);
}
