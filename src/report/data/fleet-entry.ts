import type { RunReport } from '../model/run.ts';

/**
 * The runners of a mission, by part. Times in milliseconds since the run's start, on the clock that all share: `ready` is when the last part that
 * it needs had ended, `corrected` is by how much its clock was moved. `billed` are started minutes. Undefined for a run on one machine.
 */
export function fleetEntry({ fleet }: RunReport): object | undefined {
  if (fleet === undefined) return undefined;
  return {
    parts: fleet.parts,
    runners: fleet.runners.map(
      ({ part, label, name, attempt, result, needs, ready, at, ended, corrected, download, billed, machine }) => ({
        part,
        label,
        name,
        attempt,
        result,
        needs,
        ready,
        at,
        ended,
        corrected: corrected === 0 ? undefined : corrected,
        download,
        billed,
        machine,
      }),
    ),
    absent: fleet.absent.length === 0 ? undefined : fleet.absent,
    notes: fleet.notes.length === 0 ? undefined : fleet.notes,
    oneRunner: fleet.oneRunner,
  };
}
