import { mkdirSync } from 'node:fs';
import { endGroup, startGroup } from '@actions/core';
import type { Mission } from '../../mission/model/mission.ts';
import type { ChosenPart } from '../../run/fleet/choose-part.ts';
import { type TakenOver, takeOver } from '../../run/fleet/take-over.ts';
import { downloadParts } from './download.ts';

export interface JoinRequest {
  readonly part: ChosenPart;
  /** The tasks of the part. */
  readonly own: Mission;
  /** Absolute root of the mission. */
  readonly root: string;
  /** Absolute folder of the run; the artifacts of other parts are beside it. */
  readonly dir: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Downloads the artifacts of the parts that have to end first, and takes over what they have left. Never rejects. */
export async function joinPart({ part, own, root, dir, environment }: JoinRequest): Promise<TakenOver> {
  const partsDir = `${dir}-parts`;
  mkdirSync(partsDir, { recursive: true });
  if (part.before.length > 0) {
    startGroup('Downloading the artifacts of other parts');
    const problem = await downloadParts({ mission: part.mission.name, numbers: part.before, into: partsDir });
    endGroup();
    if (problem !== undefined) return { type: 'refused', message: problem };
  }
  return takeOver({ part, own, partsDir, root, environment });
}
