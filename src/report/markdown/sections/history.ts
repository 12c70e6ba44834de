import { howDecided, NOTHING_BEFORE, rankedUsual, slowerText } from '../../analysis/history-findings.ts';
import { flakyText, type Usual } from '../../analysis/usual-time.ts';
import type { RunReport } from '../../model/run.ts';
import { historyTable } from '../../sections/history.ts';
import { markdownCode } from '../../text/escape.ts';
import { listed } from '../../text/format.ts';
import { paintTable } from '../parts/paint.ts';

const mostRows = 20;
const mostNamed = 10;

/** This run beside the earlier ones; '' without a history. */
export function historySection(report: RunReport): string {
  if (report.predictions === undefined) return '';
  const table = historyTable(report, mostRows);
  if (table === undefined) return `## History\n\n${NOTHING_BEFORE}`;
  return [
    '## History',
    paintTable(table),
    howDecided(report)
      .map(([term, rest]) => `**${term}**${rest}`)
      .join('\n'),
  ].join('\n\n');
}

/** What is slower or flaky, in sentences; '' if nothing is. */
export function historySentences(report: RunReport): string {
  const all = rankedUsual(report);
  const named = (title: string, found: readonly Usual[], fact: (usual: Usual) => string): string[] => {
    if (found.length === 0) return [];
    const shown = found.slice(0, mostNamed).map((usual) => `${markdownCode(usual.task.task.id)} (${fact(usual)})`);
    const hidden = found.length - shown.length;
    return [`${title}: ${hidden > 0 ? `${shown.join(', ')} and ${hidden} more` : listed(shown)}.`];
  };
  const slower = named(
    'Slower than usual',
    all.filter((usual) => usual.slower),
    slowerText,
  );
  const flaky = named(
    'Flaky over the last runs',
    all.filter(({ flaky }) => flaky > 0),
    flakyText,
  );
  return [...slower, ...flaky].join(' ');
}
