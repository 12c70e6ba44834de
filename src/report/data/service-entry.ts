import type { ServiceReport } from '../model/service.ts';
import { logFile } from '../text/document-paths.ts';
import { thousandths } from './rounded.ts';

/** An entry of `services`. */
export function serviceEntry(service: ServiceReport): object {
  const { status, startedFor, started, ready, setup, ended, failure, exitCode, signal, users, usage } = service;
  const { id, name } = service.service;
  const log = started === undefined ? undefined : logFile(id, '.');
  const load =
    usage === undefined ? undefined : { cpuSeconds: thousandths(usage.cpuSeconds), peakMemory: usage.peakMemory };
  return {
    id,
    name,
    status,
    reason: failure,
    users,
    startedFor,
    started,
    ready,
    setup,
    ended,
    exitCode,
    signal,
    load,
    log,
  };
}
