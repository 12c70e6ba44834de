import type { GateView, Reading } from '../events/reading.ts';
import type { State } from '../state/state.ts';
import type { ViewNow } from './deferrals.ts';
import { type Demands, demandsAt } from './demand.ts';
import { type GateCheck, gateCheck } from './gate-view.ts';
import { type ReservedNow, type ReservedPools, reservedPools } from './reserved-pools.ts';
import { uninformedCheck } from './uninformed-check.ts';

/**
 * The figures of one check, computed only if a decision needs them: after most launches all workers are busy, and the rest waits for the same
 * reason as before.
 */
export class FiguresNow implements ViewNow, ReservedNow {
  readonly #state: State;
  readonly #reading: Reading | undefined;
  readonly #patient: number;
  #demands: Demands | undefined;
  #gate: GateCheck | undefined;
  #reserved: ReservedPools | undefined;

  /** @param patient as in `reservedPools` */
  constructor(state: State, reading: Reading | undefined, patient: number) {
    this.#state = state;
    this.#reading = reading;
    this.#patient = patient;
  }

  gate(): GateCheck {
    if (this.#gate !== undefined) return this.#gate;
    const state = this.#state;
    const reading = this.#reading;
    this.#gate = uninformedCheck(state, reading);
    this.#demands ??= this.#gate?.demands ?? demandsAt(state, reading);
    this.#gate ??= gateCheck(state, reading, this.#demands);
    return this.#gate;
  }

  view(): GateView {
    return this.gate().view;
  }

  /** Only asked if a pool has room: to compute it takes a look at every task that waits for one. */
  reserved(): ReservedPools {
    this.#reserved ??= reservedPools(this.#state, this.#patient);
    return this.#reserved;
  }

  /** To be called after a launch: what depends on the tasks that run has changed. The demands have not. */
  forget(): void {
    this.#gate = undefined;
    this.#reserved = undefined;
  }
}
