import type { Gate } from '../../mission/model/mission.ts';

/** What the gate delays for CPU and memory. */
export function gatedText(gate: Gate): string {
  switch (gate) {
    case 'all':
      return 'tasks and tests';
    case 'tests':
      return 'tests';
    case 'off':
      return 'off';
    default:
      return gate satisfies never;
  }
}
