import type { Bond } from './bonds.ts';

/** A bond as a sentence about its two tasks: why they must be on one runner. */
export function bondText({ kind, from, to, name = '' }: Bond): string {
  switch (kind) {
    case 'needs':
      return `${from} needs ${to}, which does not declare what it leaves`;
    case 'needs-any':
      return `${from} starts when the first of its \`needs-any\` has ended, such as ${to}`;
    case 'supports':
      return `${from} runs only as long as ${to} does`;
    case 'workspace':
      return `${from} starts from the workspace of ${to}`;
    case 'lock':
      return `${from} and ${to} hold the lock ${name}`;
    case 'pool':
      return `${from} and ${to} take places of the pool ${name}`;
    case 'service':
      return `${from} needs ${to}, and both use the service ${name}`;
    case 'status':
      return `${from} reads the status of ${to}, which may still run`;
    case 'circle':
      return `${from} needs ${to}, and the runner of ${to} would have to wait for that of ${from}`;
    default:
      return kind satisfies never;
  }
}

/** What would let the two be on different runners; undefined if nothing that keeps their meaning would. */
export function bondAdvice({ kind, from, to }: Bond): string | undefined {
  switch (kind) {
    case 'needs':
      return `add \`artifacts:\` to ${to} with the files that it leaves for ${from}, or \`artifacts: []\` if it leaves none`;
    case 'status':
      return `add ${to} to the \`needs\` of ${from}`;
    case 'needs-any':
    case 'supports':
    case 'workspace':
    case 'lock':
    case 'pool':
    case 'service':
    case 'circle':
      return undefined;
    default:
      return kind satisfies never;
  }
}
