import { createHash } from "node:crypto";

// src/run/history/command-fingerprints.ts
/** By id, what changes when a task's commands, its shell or its working directory do; 12 hexadecimal digits. */
function commandFingerprints(mission) {
	return new Map(mission.tasks.map((task) => [task.id, fingerprint(task)]));
}
function fingerprint({ steps, shell, workingDirectory }) {
	const commands = JSON.stringify([
		steps.map(({ run }) => run),
		shell ?? "",
		workingDirectory
	]);
	return createHash("sha256").update(commands).digest("hex").slice(0, 12);
}

export { commandFingerprints as t };