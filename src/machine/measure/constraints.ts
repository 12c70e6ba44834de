import type { Constraint } from '../../schedule/events/reading.ts';
import { describeBytes, describeCpus } from '../cgroups/amounts.ts';

/** One resource of the machine or of a control group. CPUs, or bytes. */
export interface Amount {
  readonly capacity: number;
  /** Undefined if it is not known. */
  readonly used: number | undefined;
}

/** One resource, of the machine and of each control group that limits it. */
export interface Amounts {
  /** Absent if the machine does not provide it. */
  readonly machine?: Amount;
  /** By path of the control group. */
  readonly groups: ReadonlyMap<string, Amount>;
}

/** The machine or a control group, with what it allows. */
export interface NamedAmounts {
  readonly name: string;
  readonly cpu?: Amount;
  readonly memory?: Amount;
}

/** The machine first, then the control groups from the outermost to the innermost. */
export function nameAmounts(cpu: Amounts, memory: Amounts): readonly NamedAmounts[] {
  const paths = [...new Set([...cpu.groups.keys(), ...memory.groups.keys()])].sort(
    (one, other) => depth(one) - depth(other) || one.length - other.length,
  );
  const machine = { name: 'machine', ...both(cpu.machine, memory.machine) };
  return [
    ...(machine.cpu === undefined && machine.memory === undefined ? [] : [machine]),
    ...paths.map((path) => {
      const amounts = both(cpu.groups.get(path), memory.groups.get(path));
      return { name: `${nameGroup(path, paths.length)} of ${sizeOf(amounts)}`, ...amounts };
    }),
  ];
}

/**
 * The constraints with their use. If one use of a resource is unknown, that resource is absent from all of them: the missing one could
 * be the one that closes the gate, so the others must not open it.
 */
export function constraintsOf(named: readonly NamedAmounts[]): readonly Constraint[] {
  const isKnown = (amounts: readonly (Amount | undefined)[]) =>
    amounts.every((amount) => amount === undefined || amount.used !== undefined);
  const hasCpu = isKnown(named.map(({ cpu }) => cpu));
  const hasMemory = isKnown(named.map(({ memory }) => memory));
  return named.flatMap(({ name, cpu, memory }) => {
    const shares = {
      ...(hasCpu && cpu?.used !== undefined ? { cpu: { capacity: cpu.capacity, used: thousandths(cpu.used) } } : {}),
      ...(hasMemory && memory?.used !== undefined ? { memory: { capacity: memory.capacity, used: memory.used } } : {}),
    };
    return shares.cpu === undefined && shares.memory === undefined ? [] : [{ name, ...shares }];
  });
}

/** The used shares of one resource, 0 to 1 or more; undefined where it is not known. */
export function sharesOf({ machine, groups }: Amounts): readonly (number | undefined)[] {
  return [...(machine === undefined ? [] : [machine]), ...groups.values()].map(({ capacity, used }) =>
    used === undefined ? undefined : used / capacity,
  );
}

function both(
  cpu: Amount | undefined,
  memory: Amount | undefined,
): { readonly cpu?: Amount; readonly memory?: Amount } {
  return { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
}

/** A path is as long as its maker likes: with the hash of a container, 64 characters or more. Nested groups differ at the end. */
const LONGEST_PATH = 32;

/** A single group with limits is the container, or a systemd unit that serves the same purpose. Several are distinguished by their paths. */
function nameGroup(path: string, count: number): string {
  if (count === 1) return 'container';
  return `control group ${path.length > LONGEST_PATH ? `…${path.slice(-LONGEST_PATH)}` : path || '/'}`;
}

function sizeOf({ cpu, memory }: Pick<NamedAmounts, 'cpu' | 'memory'>): string {
  return [
    ...(cpu === undefined ? [] : [describeCpus(cpu.capacity)]),
    ...(memory === undefined ? [] : [describeBytes(memory.capacity)]),
  ].join(' and ');
}

function depth(path: string): number {
  return path === '' ? 0 : path.split('/').length;
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
