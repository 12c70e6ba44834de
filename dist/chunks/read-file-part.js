import { n as errorText } from "./error-code.js";
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";

// src/process/careful-reading.ts
/**
* Flags to open a file for reading that a task may have replaced by anything: neither follows a symbolic link nor waits
* on a named pipe. What was opened must still be asked whether it is a regular file.
*/
const carefulReading = constants.O_RDONLY | optional(constants.O_NOFOLLOW) | optional(constants.O_NONBLOCK);
/** Not every system has these flags; there the constant is missing, whatever its type says. */
function optional(flag) {
	return flag ?? 0;
}

// src/process/read-file-part.ts
/**
* Reads at most `limit` bytes from the start or the end of a regular file. Neither follows a symbolic link nor waits on
* a named pipe, which a task could have put there. Never throws.
*/
function readFilePart(path, from, limit) {
	try {
		if (statSync(path, { throwIfNoEntry: false }) === void 0) return { type: "absent" };
		const descriptor = openSync(path, carefulReading);
		try {
			const stats = fstatSync(descriptor);
			if (!stats.isFile()) return {
				type: "unreadable",
				message: `expected a regular file at ${path}`
			};
			const length = Math.min(stats.size, limit);
			const bytes = Buffer.allocUnsafe(length);
			const read = readSync(descriptor, bytes, 0, length, from === "start" ? 0 : stats.size - length);
			return {
				type: "read",
				bytes: bytes.subarray(0, read),
				size: stats.size
			};
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		return {
			type: "unreadable",
			message: errorText(error)
		};
	}
}

export { carefulReading as n, readFilePart as t };