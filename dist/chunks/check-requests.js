// src/schedule/check-requests.ts
const MIB = 1024 ** 2;
/** Memory requests that this machine can never satisfy: found before anything starts, or they would wait for ever. */
function checkRequests(mission, machine, file) {
	const { limit } = mission.admission.memory;
	const usable = machine.memory * limit / 100;
	if (usable <= 0) return [];
	const lines = /* @__PURE__ */ new Set();
	return mission.tasks.flatMap((task) => {
		if (task.memory === void 0 || task.memory <= usable) return [];
		if (lines.has(task.line)) return [];
		lines.add(task.line);
		return [{
			file,
			line: task.line,
			column: 1,
			endLine: task.line,
			endColumn: 1,
			severity: "error",
			code: "request-too-large",
			message: `expected ${task.id} to request at most ${mebibytes(usable)} (${limit} % of this machine's ${mebibytes(machine.memory)}), found ${mebibytes(task.memory)}`,
			hint: "lower its `memory`, raise `admission.memory.limit`, or run the mission on a larger machine"
		}];
	});
}
function mebibytes(bytes) {
	return `${Math.round(bytes / MIB)} MiB`;
}

export { checkRequests as t };