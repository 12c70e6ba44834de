import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";

// src/process/can-access.ts
/** Whether we may do this with what stands at the path, such as `constants.R_OK`; false when there is nothing. */
function canAccess(path, mode) {
	try {
		accessSync(path, mode);
		return true;
	} catch {
		return false;
	}
}

// src/process/find-program.ts
function createFindProgram(platform) {
	const known = /* @__PURE__ */ new Map();
	return (name, path, workingDirectory) => {
		if (/[\\/]/.test(name)) return look([resolve(workingDirectory, name)], platform);
		const key = `${name}\0${path}`;
		const before = known.get(key);
		if (before !== void 0) return before;
		const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
		const found = look([...preferred(name, platform), ...folders.map((folder) => join(folder, name))], platform);
		if (found.type === "found") known.set(key, found);
		return found;
	};
}
function look(places, platform) {
	let blocked;
	for (const place of places) for (const path of platform === "win32" ? [
		place,
		`${place}.exe`,
		`${place}.com`
	] : [place]) {
		if (!isFile(path)) continue;
		if (canAccess(path, constants.X_OK)) return {
			type: "found",
			path
		};
		blocked ??= path;
	}
	return blocked === void 0 ? { type: "missing" } : {
		type: "not-executable",
		path: blocked
	};
}
function isFile(path) {
	try {
		return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
	} catch {
		return false;
	}
}
/** On Windows the first bash in PATH is often the one that starts a Linux machine; workflows mean Git's. */
function preferred(name, platform) {
	const programs = process.env.ProgramFiles;
	if (platform !== "win32" || programs === void 0) return [];
	return name === "bash" || name === "sh" ? [join(programs, "Git", "bin", name)] : [];
}

// src/process/clean-text.ts
/**
* Text for people out of a program's raw output: no escape sequences, no control characters but tab and line feed,
* nothing that reorders or secretly breaks lines. Of a line that was overwritten with `\r`, what stood there last.
* Every pattern is linear in its input, since a hostile log ends up here.
*/
function cleanText(raw) {
	return raw.replace(escapeSequence, "").replace(/[^\n]+/g, lastWritten).replace(unwanted, "");
}
/** Invalid UTF-8 becomes U+FFFD; a character cut in half at the start of a tail is dropped. */
function cleanBytes(bytes, cutAtStart) {
	let start = 0;
	while (cutAtStart && start < 3 && ((bytes[start] ?? 0) & 192) === 128) start++;
	return cleanText(decoder.decode(bytes.subarray(start)));
}
const decoder = new TextDecoder("utf-8", { ignoreBOM: false });
function lastWritten(line) {
	if (!line.includes("\r")) return line;
	return line.split("\r").filter((write) => write !== "").at(-1) ?? "";
}
/** Operating system commands and other strings up to BEL or ST; CSI sequences; what remains of two-byte escapes. */
const escapeSequence = new RegExp([
	"(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)?",
	"(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]?",
	"\\u001b[ -/]*[0-~]?"
].join("|"), "g");
/** C0 but tab and line feed, DEL, C1, line and paragraph separators, direction controls, byte order mark. */
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

// src/process/shell-command.ts
/**
* How `shell:` is understood, as in GitHub workflows.
*
* The script always goes to a file, never to `-c`: no limit on its length, `$0` and error messages name a file that can
* be looked at, and bash stays the leader of the process group. With `-c` it would replace itself by the last command,
* and Node reports a leader that dies of a real-time signal as exit code 0; through bash that is 128+n, a failure.
* A file costs 0.06 ms.
*
* @returns undefined when `shell` is neither a known name nor a template with `{0}`.
*/
function findShell(shell, platform) {
	const windows = platform === "win32";
	switch (shell) {
		case void 0: return windows ? powershell(["pwsh", "powershell"]) : plain(".sh", [bash(windows), posix$1(windows)]);
		case "bash": return plain(".sh", [bash(windows)]);
		case "sh": return plain(".sh", [posix$1(windows)]);
		case "pwsh":
		case "powershell": return powershell([shell]);
		case "cmd": return commandPrompt();
		case "python": return plain(".py", [candidate("python", ["{0}"]), candidate("python3", ["{0}"])]);
		default: return template(shell);
	}
}
function bash(windows) {
	return candidate("bash", [
		"--noprofile",
		"--norc",
		"-eo",
		"pipefail",
		"{0}"
	], windows);
}
function posix$1(windows) {
	return candidate("sh", ["-e", "{0}"], windows);
}
/** @param slashes true where the shell takes a backslash for an escape. */
function candidate(program, args, slashes = false) {
	return {
		program,
		arguments: (file) => {
			const path = slashes ? file.replaceAll("\\", "/") : file;
			return args.map((argument) => argument.replaceAll("{0}", () => path));
		}
	};
}
function plain(extension, candidates) {
	return {
		candidates,
		extension,
		script: (run) => `${run}\n`,
		verbatim: false
	};
}
function powershell(programs) {
	return {
		candidates: programs.map((program) => ({
			program,
			arguments: (file) => [
				"-NoProfile",
				"-NonInteractive",
				"-command",
				`. '${file.replaceAll("'", "''")}'`
			]
		})),
		extension: ".ps1",
		script: (run) => `\uFEFF$ErrorActionPreference = 'stop'\n${run}\nif (Test-Path -LiteralPath variable:\\LASTEXITCODE) { exit $LASTEXITCODE }\n`,
		verbatim: false
	};
}
function commandPrompt() {
	return {
		candidates: [{
			program: "cmd",
			arguments: (file) => [
				"/D",
				"/E:ON",
				"/V:OFF",
				"/S",
				"/C",
				`"CALL "${file}""`
			]
		}],
		extension: ".cmd",
		script: (run) => `@echo off\r\n${run.replace(/\r?\n/g, "\r\n")}\r\n`,
		verbatim: true
	};
}
function template(text) {
	if (!text.includes("{0}")) return void 0;
	const [program, ...args] = [...text.matchAll(/"([^"]*)"|[^\s"]+/g)].map((match) => match[1] ?? match[0]);
	if (program === void 0 || program.includes("{0}")) return void 0;
	return plain(/(?:^|[\\/])(?:bash|sh|dash|zsh|ksh)$/.test(program) ? ".sh" : "", [candidate(program, args)]);
}

export { canAccess as a, createFindProgram as i, cleanBytes as n, cleanText as r, findShell as t };