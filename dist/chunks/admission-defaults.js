// src/mission/admission-defaults.ts
/** What holds where the mission file says nothing; durations in milliseconds. */
const ADMISSION_DEFAULTS = {
	cpu: {
		caution: 60,
		limit: 75
	},
	memory: {
		caution: 70,
		limit: 85
	},
	workers: {
		caution: 4,
		limit: 6
	},
	load: 100,
	gate: "tests",
	sample: 1e3,
	recheck: 5e3,
	patience: 6e5
};

export { ADMISSION_DEFAULTS as t };