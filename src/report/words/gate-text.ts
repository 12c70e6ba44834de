import type { Gate } from '../../mission/model/mission.ts';

/** Who waits for CPU and memory. */
export function gatedText(gate: Gate): string {
  switch (gate) {
    case 'all':
      return 'tasks and tests';
    case 'tests':
      return 'tests';
    case 'off':
      return 'nobody';
    default:
      return gate satisfies never;
  }
}
