import { mkdirSync } from 'node:fs';
import { endGroup, startGroup } from '@actions/core';
import { monotonic } from '../../base/monotonic.ts';
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
  const since = monotonic();
  mkdirSync(partsDir, { recursive: true });
  const failed = part.before.length === 0 ? [] : await download(part, partsDir);
  const taken = await takeOver({ part, own, partsDir, root, environment, since });
  return taken.type === 'refused' ? taken : { ...taken, problems: [...failed, ...taken.problems] };
}

async function download({ mission, before }: ChosenPart, into: string): Promise<readonly string[]> {
  startGroup('Downloading the artifacts of other parts');
  const failed = await downloadParts({ mission: mission.name, numbers: before, into });
  endGroup();
  return failed;
}
