import { n as measureThisMachine } from "./machine-facts.js";

// src/machine/sampler.ts
const LONGEST_MEASUREMENT = 3;
/**
* Yields one reading per window from `start` to `stop`. Windows follow each other without a gap; a timer that fires late
* makes one longer. When a measurement does not come back, readings without figures go on once a window, and windows
* begin anew when it does. The timer does not keep the process alive. Started once; a second start does nothing.
*/
function createSampler(options) {
	const { window, clock } = options;
	const measure = options.measure ?? measureThisMachine(() => clock.now());
	let state = "new";
	let timer;
	let from = 0;
	let measuring = false;
	let waited = 0;
	function start(sampled) {
		if (state !== "new") return;
		state = "running";
		from = clock.now();
		begin(restart);
		function restart() {
			from = clock.now();
		}
		function begin(finish) {
			measuring = true;
			waited = 0;
			arm();
			measure((figures) => {
				measuring = false;
				if (state === "running") {
					arm();
					(waited >= LONGEST_MEASUREMENT ? restart : finish)(figures);
				}
			});
		}
		function arm() {
			clearTimeout(timer);
			timer = setTimeout(tick, window).unref();
		}
		function tick() {
			if (!measuring) {
				begin(emit);
				return;
			}
			waited += 1;
			arm();
			if (waited >= LONGEST_MEASUREMENT) emit({});
		}
		function emit(figures) {
			const to = clock.now();
			const usage = options.measureUsage?.();
			const reading = {
				from,
				to,
				...figures,
				...usage === void 0 ? {} : { usage }
			};
			from = to;
			sampled(reading);
		}
	}
	function stop() {
		state = "stopped";
		clearTimeout(timer);
	}
	return {
		start,
		stop
	};
}

export { createSampler as t };