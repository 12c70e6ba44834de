import { dt as commandTexts } from "./mission.js";
import { createHash } from "node:crypto";

// src/run/history/command-fingerprints.ts
/** By task id: a hash of the commands, the shell and the working directory, also those of its steps; 12 hexadecimal digits. */
function commandFingerprints(mission) {
	return new Map([...commandTexts(mission)].map(([id, text]) => [id, fingerprint(text)]));
}
function fingerprint(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

export { commandFingerprints as t };