import { type GivenInputs, sameInput } from '../../mission/inputs/resolve-inputs.ts';
import type { Mission } from '../../mission/model/mission.ts';
import type { EarlierRun } from './reopen.ts';

/** What the journal has in place of the value of a secret. */
const REDACTED = '***';

export type ResumedInputs =
  | { readonly type: 'given'; readonly inputs: GivenInputs }
  | { readonly type: 'refused'; readonly message: string };

/** The inputs with which the run was opened, and those that are given now. Refused if the journal does not have the value of one. */
export function resumedInputs({ opening }: EarlierRun, added: GivenInputs): ResumedInputs {
  const isAdded = (name: string): boolean => Object.keys(added).some((other) => sameInput(other, name));
  const recorded = Object.entries(opening.inputs ?? {}).filter(([name]) => !isAdded(name));
  const lost = recorded.find(([, value]) => value.includes(REDACTED))?.[0];
  if (lost !== undefined) {
    const message = `expected the value of the input ${lost}, which the journal does not have because it is a secret; give it again with --input ${lost}=VALUE`;
    return { type: 'refused', message };
  }
  return { type: 'given', inputs: { ...Object.fromEntries(recorded), ...added } };
}

/**
 * A message if an input that is given now has another value than in the run that is resumed: half of its tasks would have run with one,
 * and half with the other.
 *
 * @param mission without secrets, as that of the journal
 */
export function otherInput({ report }: EarlierRun, mission: Mission, added: GivenInputs): string | undefined {
  const before = report.mission.inputs ?? {};
  for (const [name, value] of Object.entries(mission.inputs ?? {})) {
    const isAdded = Object.keys(added).some((other) => sameInput(other, name));
    const old = before[name];
    if (!isAdded || old === undefined || old === value) continue;
    return `expected the input ${name} to be ${JSON.stringify(old)}, as in the run that is resumed, found ${JSON.stringify(value)}; for another value start a new run`;
  }
  return undefined;
}
