import { showText } from '../diagnostics/show-text.ts';
import { type Checking, itemsAt } from '../entries/checking.ts';
import { filledTexts } from '../matrix/text.ts';
import { isLabel, misspelledLabel } from '../model/runner-labels.ts';

/** `runs-on` is one label, and not one that looks like a misspelled label of a hosted runner. */
export function checkRunnerLabels({ entriesWith, source, report }: Checking): void {
  for (const { path, draft, matrix } of entriesWith('runs-on')) {
    for (const { text, path: at } of itemsAt(source, [...path, 'runs-on'], draft['runs-on'])) {
      // Without a text if its expressions are wrong, which `checkExpressions` reports.
      const labels = new Set(filledTexts(text, matrix).map((filled) => filled.text));
      for (const label of labels) {
        const place = source.place(at);
        const near = misspelledLabel(label);
        if (!isLabel(label)) {
          const message = `\`runs-on\`: expected the label of a runner, found ${label === '' ? 'an empty text' : showText(label)}`;
          const hint = 'write one label, such as `ubuntu-24.04-arm`';
          report({ at: place, code: 'invalid-label', message, hint });
        } else if (near !== undefined) {
          const message = `\`runs-on\`: no runner of GitHub has the label ${showText(label)}`;
          const hint = `did you mean ${showText(near)}? Ignore this if it is the label of a runner of your own`;
          report({ at: place, severity: 'warning', code: 'unknown-label', message, hint });
        }
      }
    }
  }
}
