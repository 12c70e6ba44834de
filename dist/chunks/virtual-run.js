import { Ar as addServed, Or as plannedProfiles, Ur as taskOf, Wr as taskState, Yt as withPlainSteps, ci as VirtualMachine, di as soloTime, jr as usageOfServices, kr as plannedService, qt as runInWorld } from "./mission.js";

// src/simulate/declared-machine.ts
/** The readings of a simulated machine on which each task uses its declared or learned load as far as the CPUs suffice, and nothing if none is known. */
/**
* The newest whole window at `now`. As in a real run, a launch shows from the first window that begins after it. The task that
* exits now (`leaving`) is not in it any more, so that its successors need not wait for the next window.
*
* @param given CPUs that the virtual machine gives to a task and its services now, and what part of them is that of the services
*/
function declaredReading(state, now, given, leaving) {
	const window = windowLength(state);
	const to = windowEnd(now, window);
	const from = to - window;
	const usage = [];
	const services = /* @__PURE__ */ new Map();
	let own = 0;
	for (const id of state.active) {
		const task = taskState(state, id);
		if (!(task.phase === "running" || task.phase === "stopping") || task.launched > from || id === leaving) continue;
		const { cpus, served } = given(id);
		own += cpus;
		usage.push([id, {
			cpuSeconds: 0,
			memory: 0,
			cpu: cpus * (1 - (served?.part ?? 0))
		}]);
		addServed(services, served, cpus);
	}
	usage.push(...usageOfServices(services));
	const percent = 100 * own / state.machine.cpus;
	return {
		from,
		to,
		cpu: Math.min(100, percent),
		memory: 0,
		own,
		usage: Object.fromEntries(usage)
	};
}
/**
* When the next window ends that may open the gate: a task waits for it, and the newest launch is not in the readings yet.
* Undefined if no window would show anything new.
*/
function nextWindow(state, now, newestLaunch) {
	if (state.gated.ids.length === 0) return void 0;
	const window = windowLength(state);
	const at = windowEnd(now, window) + window;
	return at < newestLaunch + 2 * window ? at : void 0;
}
function windowEnd(now, window) {
	return Math.floor(now / window) * window;
}
/** Launches are measured after `react` while tasks wait for it. */
function windowLength({ mission: { admission } }) {
	return admission.react === 0 ? admission.sample : Math.min(admission.react, admission.sample);
}

// src/simulate/virtual-run.ts
/**
* Runs a mission in a world in which each task succeeds, and takes its expected time as long as the CPUs are enough for all that runs, unless its
* timeout is shorter. Returns every event that the journal of such a run would contain, without most of the checks that change nothing.
*/
function virtualRun(mission, machine, assume, conditions, predictions) {
	const plain = withPlainSteps(mission);
	const assumed = assume === "open" ? withGateOff(plain) : plain;
	const { memoryUsed: _, ...empty } = machine;
	const run = runInWorld(assumed, empty, plannedWorld(mission, machine, assume, predictions), {
		conditions,
		predictions
	});
	if (!run.ended) throw new Error(`the simulation of ${mission.name} is stuck, which is a bug`);
	return run.events;
}
function plannedWorld(mission, facts, assume, predictions) {
	const expected = plannedProfiles(mission, facts, predictions);
	const machine = new VirtualMachine(facts.cpus);
	const active = /* @__PURE__ */ new Map();
	let newestLaunch = Number.NEGATIVE_INFINITY;
	/** Steps share the task's time evenly, and the last one ends exactly when the task is due. */
	const start = (state, id, now) => {
		const task = taskState(state, id);
		const profile = expected.get(id);
		if (task.phase !== "running" || profile === void 0) return;
		if (!active.has(id)) active.set(id, machine.start(id, profile, now));
		machine.runUntil(id, soloTime(profile) * ((task.step + 1) / taskOf(state, id).steps.length), now);
	};
	const given = (state) => (id) => {
		return {
			cpus: machine.given(id),
			served: plannedService(taskOf(state, id), mission, facts, predictions)
		};
	};
	return {
		reading: (state, observation) => {
			if (assume === "open") return void 0;
			const leaving = observation.type === "step-exited" ? observation.id : void 0;
			return declaredReading(state, observation.at, given(state), leaving);
		},
		nextWindow: (state, now) => assume === "open" ? void 0 : nextWindow(state, now, newestLaunch),
		next: () => machine.next(),
		advance: (state, now) => machine.advance().flatMap((id) => {
			const task = taskState(state, id);
			return "step" in task ? [{
				type: "step-exited",
				at: now,
				id,
				step: task.step,
				exitCode: 0
			}] : [];
		}),
		answers: (state, effect, now) => {
			if (effect.type === "start") start(state, effect.id, now);
			const answer = answerTo(state, effect, now);
			return answer === void 0 ? [] : [answer];
		},
		happened: (event) => {
			if (event.type === "admitted") newestLaunch = event.at;
			if (event.type !== "ended" && event.type !== "retrying") return;
			machine.remove(event.id, event.at);
			active.delete(event.id);
		}
	};
}
/** A task that is stopped ends at once. Services are ready, and stop, at once, because nothing is known about them. */
function answerTo(state, effect, now) {
	switch (effect.type) {
		case "start-service": return {
			type: "service-ready",
			at: now,
			id: effect.id
		};
		case "terminate-service": return {
			type: "service-exited",
			at: now,
			id: effect.id,
			signal: "SIGTERM",
			logTail: ""
		};
		case "terminate":
		case "kill": {
			const task = taskState(state, effect.id);
			if (task.phase !== "running" && task.phase !== "stopping") return void 0;
			return {
				type: "step-exited",
				at: now,
				id: effect.id,
				step: task.step,
				signal: "SIGTERM"
			};
		}
		case "kill-service":
		case "measure":
		case "start":
		case "pause":
		case "continue": return;
		default: return effect;
	}
}
/** With the gate off nothing waits for readings. Workers, load and memory requests still apply. */
function withGateOff(mission) {
	return {
		...mission,
		admission: {
			...mission.admission,
			gate: "off"
		}
	};
}

export { virtualRun as t };