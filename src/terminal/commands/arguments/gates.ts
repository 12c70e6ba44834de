import type { Gate } from '../../../mission/model/mission.ts';

/** The values of `--gate`. */
export const GATES: readonly Gate[] = ['tests', 'all', 'off'];
