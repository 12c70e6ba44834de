import { createHash } from "node:crypto";

// src/run/history/command-fingerprints.ts
/** By task id: a hash of the commands, the shell and the working directory; 12 hexadecimal digits. */
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