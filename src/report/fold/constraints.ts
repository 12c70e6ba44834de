import { mostUsed } from '../../schedule/events/binding-only.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import type { Reading, Share } from '../../schedule/events/reading.ts';
import type { ConstraintUse } from '../model/constraint-use.ts';
import type { RunReport } from '../model/run.ts';

/** The constraints of the machine as of the start; their use is counted by `recordConstraints`. */
export function openConstraints({ constraints }: RunReport, machine: MachineFacts): void {
  for (const { name, cpus, memory } of machine.constraints ?? []) {
    const use = useOf(constraints, name);
    if (cpus !== undefined) use.cpus = cpus;
    if (memory !== undefined) use.memory = memory.capacity;
  }
}

/** Adds one window to the use of the constraints in it. */
export function recordConstraints({ constraints }: RunReport, { from, to, constraints: measured = [] }: Reading): void {
  const passed = Math.max(0, to - from);
  for (const { name, cpu, memory } of measured) {
    const use = useOf(constraints, name);
    if (cpu !== undefined) {
      use.cpus = cpu.capacity;
      use.maximumCpu = Math.max(use.maximumCpu ?? 0, percentOf(cpu));
    }
    if (memory !== undefined) {
      use.memory = memory.capacity;
      use.maximumMemory = Math.max(use.maximumMemory ?? 0, percentOf(memory));
    }
  }
  const [cpu, memory] = [mostUsed(measured, (each) => each.cpu), mostUsed(measured, (each) => each.memory)];
  if (cpu !== undefined) useOf(constraints, cpu.name).cpuTime += passed;
  if (memory !== undefined) useOf(constraints, memory.name).memoryTime += passed;
}

function useOf(constraints: Map<string, ConstraintUse>, name: string): ConstraintUse {
  const known = constraints.get(name);
  if (known !== undefined) return known;
  const made = { name, cpuTime: 0, memoryTime: 0 };
  constraints.set(name, made);
  return made;
}

function percentOf({ used, capacity }: Share): number {
  return capacity > 0 ? (100 * used) / capacity : 0;
}
