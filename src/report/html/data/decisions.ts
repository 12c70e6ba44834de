import { mapEach } from '../../../base/map-each.ts';
import { deferralCount, type GateDecision, type RunReport } from '../../model/run.ts';
import { shortText } from '../parts/short-text.ts';
import { bands } from '../parts/words.ts';
import type { PageDecision, PageSource } from './data.ts';
import type { Positions } from './tasks.ts';
import { optionalTenths, tenths } from './tenths.ts';

/** About a third of a megabyte. */
const mostDecisions = 8000;

/**
 * The newest entries of the ledger; sentences that several share, as those of one check, are stored once. `texts` is complete when `decisions` has been
 * read.
 */
export function pageDecisions(
  report: RunReport,
  positions: Positions,
): Pick<PageSource, 'decisions' | 'olderDecisions' | 'texts'> {
  const known = report.decisions.slice(-mostDecisions);
  const texts = new Map<string, number>();
  const textIndex = (untrusted: string | undefined): number => {
    if (untrusted === undefined) return -1;
    const text = shortText(untrusted, 300);
    const index = texts.get(text) ?? texts.size;
    texts.set(text, index);
    return index;
  };
  const containers = ({ cpuOf, memoryOf }: GateDecision): readonly [] | readonly [number, number] => {
    const [cpu, memory] = [cpuOf, memoryOf].map((name) => textIndex(name === 'machine' ? undefined : name));
    return cpu === undefined || memory === undefined || cpu + memory === -2 ? [] : [cpu, memory];
  };
  const entryOf = (decision: GateDecision): PageDecision => [
    tenths(decision.at),
    positions.get(decision.id) ?? -1,
    decision.verdict === 'deferred' ? (decision.reason ?? 'trigger') : decision.verdict,
    deferralCount(report, decision),
    optionalTenths(decision.cpu) ?? null,
    optionalTenths(decision.memory) ?? null,
    decision.active,
    tenths(decision.unseen),
    bands.indexOf(decision.band),
    textIndex(decision.detail),
    ...containers(decision),
  ];
  return {
    decisions: () => mapEach(known, entryOf),
    olderDecisions: report.decisions.length - known.length,
    texts: () => texts.keys(),
  };
}
