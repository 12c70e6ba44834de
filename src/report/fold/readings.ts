import type { Band, Reading } from '../../schedule/events/reading.ts';
import type { ReadingPoint } from '../model/measured.ts';
import type { RunReport } from '../model/run.ts';
import { recordSample, recordServiceSample } from '../model/task-usage.ts';
import { bandNow } from './band-now.ts';
import { recordConstraints } from './constraints.ts';

/** Beyond this, readings are merged in pairs, so that the report of a run of days stays small. */
const maximumReadings = 4000;

/** `at`: when the schedule received it. */
export function recordReading(report: RunReport, reading: Reading, at: number): void {
  const { cpu } = report;
  const passed = Math.max(0, reading.to - reading.from);
  if (reading.cpu !== undefined) {
    cpu.cpuArea += reading.cpu * passed;
    cpu.cpuTime += passed;
    cpu.maximumCpu = Math.max(cpu.maximumCpu, reading.cpu);
    recordBeside(report, reading.cpu, reading.own, passed);
  }
  if (reading.memory !== undefined) {
    cpu.memoryArea += reading.memory * passed;
    cpu.memoryTime += passed;
    cpu.maximumMemory = Math.max(cpu.maximumMemory, reading.memory);
  }
  recordConstraints(report, reading);
  report.readings.push({
    from: reading.from,
    to: reading.to,
    at,
    ...(reading.cpu === undefined ? {} : { cpu: reading.cpu }),
    ...(reading.memory === undefined ? {} : { memory: reading.memory }),
    active: report.load.active,
    band: bandNow(report, reading),
  });
  if (report.readings.length > maximumReadings) mergePairs(report.readings);
  for (const [id, usage] of Object.entries(reading.usage ?? {})) {
    const task = report.tasks.get(id);
    const service = report.services.get(id);
    if (task !== undefined) recordSample(task, usage, reading.to, report.load.active);
    else if (service !== undefined) recordServiceSample(service, usage, reading.to, report.load.active);
  }
}

/** The more restrictive band. */
export function worse(one: Band, other: Band): Band {
  if (one === 'RED' || other === 'RED') return 'RED';
  return one === 'YELLOW' || other === 'YELLOW' ? 'YELLOW' : 'GREEN';
}

function mergePairs(readings: ReadingPoint[]): void {
  const merged: ReadingPoint[] = [];
  for (let index = 0; index < readings.length; index += 2) {
    const one = readings[index];
    const other = readings[index + 1];
    if (one === undefined) continue;
    merged.push(other === undefined ? one : highest(one, other));
  }
  readings.splice(0, readings.length, ...merged);
}

function highest(one: ReadingPoint, other: ReadingPoint): ReadingPoint {
  const cpu = maximumOf(one.cpu, other.cpu);
  const memory = maximumOf(one.memory, other.memory);
  return {
    from: one.from,
    to: other.to,
    at: other.at,
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    active: Math.max(one.active, other.active),
    band: worse(one.band, other.band),
  };
}

function maximumOf(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}

/** What other programs used counts by what the tasks used at the same time. */
function recordBeside({ cpu, machine }: RunReport, busy: number, own: number | undefined, passed: number): void {
  if (own === undefined) return;
  cpu.ownArea += own * passed;
  cpu.besideArea += own * passed * Math.max(0, (busy / 100) * machine.cpus - own);
}
