import { poolItems } from '../entries/pool-items.ts';
import type { TaskDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';

type Places = Readonly<Record<string, number>>;

/** The places of each pool that `admission.pools` declares; undefined without any. */
export function placesOf(pools: Readonly<Record<string, number | undefined>> | undefined): Places | undefined {
  const known = Object.entries(pools ?? {}).flatMap(([name, places]) => (places === undefined ? [] : [[name, places]]));
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** What a task takes of each pool; undefined for nothing. */
export function poolsOf(path: Path, draft: TaskDraft['pools'], source: YamlSource): Places | undefined {
  const items = poolItems(source, path, draft);
  return items.length === 0 ? undefined : Object.fromEntries(items.map(({ text, places }) => [text, places]));
}
