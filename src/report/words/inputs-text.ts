import type { RunReport } from '../model/run.ts';

/** UTF-16 units of one value. */
const LONGEST = 100;

/** Such as `target=staging`, for each input of the mission; empty if it declares none. Untrusted text. */
export function inputTexts({ mission }: RunReport): readonly string[] {
  return Object.entries(mission.inputs ?? {}).map(([name, value]) => {
    const text = String(value);
    return `${name}=${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`;
  });
}
