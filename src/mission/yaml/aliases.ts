import type { Alias, Node } from 'yaml';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import { DEEPEST } from './parse.ts';

/** Maximum number of values that aliases may add to the written ones: enough for thousands of shared `env`, too few for a bomb. */
const MOST_REPEATED = 100_000;

/** A value that aliases can repeat, and its size, in nodes to visit with aliases followed. */
export interface Repeatable {
  readonly value: unknown;
  readonly size: number;
  readonly height: number;
}

/** The anchors and aliases of one text. */
export interface Aliases {
  /** The value of each alias that was followed. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** Notes an anchor before its value is read. The result notes what was read. */
  anchor(name: string, node: Node): (read: Repeatable) => void;
  /** What the alias repeats. Undefined if it repeats nothing, which is reported. */
  follow(alias: Alias): Repeatable | undefined;
  /** True if aliases repeat more than is allowed. */
  areTooMany(): boolean;
}

export function aliasesOf(placeOf: (node: Node) => Place, report: Report): Aliases {
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, { readonly node: Node; read?: Repeatable }>();
  let repeated = 0;

  function follow(alias: Alias): Repeatable | undefined {
    const anchor = anchors.get(alias.source);
    const at = placeOf(alias);
    if (anchor?.read === undefined) {
      const name = showText(`*${alias.source}`);
      const message =
        anchor === undefined ? `no anchor for the alias ${name}` : `the alias ${name} is inside its own anchor`;
      const hint = `write \`&${alias.source.slice(0, 60)}\` before the value that it repeats, above this line`;
      report({ at, code: 'yaml-alias', message, hint });
      return undefined;
    }
    if (repeated > MOST_REPEATED) return undefined;
    repeated += anchor.read.size;
    if (repeated > MOST_REPEATED || anchor.read.height > DEEPEST) {
      const message = `the aliases repeat too much: expected at most ${MOST_REPEATED} values and ${DEEPEST} levels`;
      report({ at, code: 'yaml-alias-bomb', message, hint: 'use fewer aliases that contain aliases' });
      repeated = Number.POSITIVE_INFINITY;
      return undefined;
    }
    targets.set(alias, anchor.node);
    return anchor.read;
  }

  return {
    targets,
    anchor: (name, node) => {
      const anchor: { readonly node: Node; read?: Repeatable } = { node };
      anchors.set(name, anchor);
      return (read) => {
        anchor.read = read;
      };
    },
    follow,
    areTooMany: () => repeated > MOST_REPEATED,
  };
}
