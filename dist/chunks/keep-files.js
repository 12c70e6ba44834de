const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_mission = require("./mission.js");
const require_find_files = require("./find-files.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_fs_promises = require("node:fs/promises");

// src/process/artifacts/keep-files.ts
var keep_files_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ keepFiles: () => keepFiles });
const mostFiles = 1e4;
const mostBytes = 2 * 1024 ** 3;
const reserve = 64 * 1024 ** 2;
const listed = 100;
const HOLDS_SECRET = "it contains a secret, and files that other parts use are published as they are; write the secret into no artifact";
const chunkBytes = 1024 ** 2;
async function keepFiles(request) {
	const { optional, root, target, exact, before = require_mission.nothingKept() } = request;
	try {
		if (!before.isBegun) await (0, node_fs_promises.rm)(target, {
			recursive: true,
			force: true
		});
		before.isBegun = true;
		if (isReplaced(root)) return { artifactsProblem: `artifacts: expected the folder ${root}, found that the task has replaced it` };
		const found = findFiles(request, before);
		const extra = optional !== void 0 && (isFile(root, optional) || before.files.has(optional)) ? [optional] : [];
		const wanted = [...extra, ...found.files.filter((path) => !extra.includes(path))];
		const named = wanted.filter((path) => !holdsSecret(path, request.redactor));
		const copied = await copyAll(named, request, before);
		const note = noteOf(wanted.length - named.length, copied);
		const missing = exact && note !== void 0 ? [`artifacts: ${note}, and tasks of other parts need all of them`] : [];
		const lasting = exact ? before.problems : [];
		const problems = [.../* @__PURE__ */ new Set([
			...lasting,
			...found.problems,
			...copied.problems,
			...missing
		])];
		if (exact) for (const problem of copied.problems) before.problems.add(problem);
		const kept = copied.files.filter((path) => before.found.has(path));
		return {
			...kept.length === 0 && note === void 0 ? {} : { artifacts: {
				count: kept.length,
				bytes: copied.bytes,
				files: kept.slice(0, listed),
				...note === void 0 ? {} : { note }
			} },
			...problems.length === 0 ? {} : { artifactsProblem: problems.join("; ") }
		};
	} catch (error) {
		return { artifactsProblem: `artifacts: the files could not be kept: ${require_mission.errorText$1(error)}` };
	}
}
function isReplaced(root) {
	return require_mission.lookAt(root)?.isSymbolicLink() === true;
}
function holdsSecret(path, { redactText }) {
	return redactText(path) !== path;
}
function noteOf(hidden, { note }) {
	if (hidden === 0) return note;
	return `${hidden === 1 ? "1 file was not kept: its path contains" : `${hidden} files were not kept: their paths contain`} a secret${note === void 0 ? "" : `; ${note}`}`;
}
function findFiles({ root, patterns, exitedWell, folder, exact }, before) {
	const problems = [];
	for (const { pattern, line } of patterns) {
		const about = (message) => `artifacts "${pattern}" (line ${line} of the mission file): ${message}`;
		const { matches, problem } = matchesOf(root, pattern, exact);
		for (const path of matches) before.found.add(path);
		if (matches.length > 0) before.patterns.add(pattern);
		if (problem !== void 0) problems.push(about(problem));
		else if (!before.patterns.has(pattern) && exitedWell) problems.push(about(nothingFound(root, pattern, folder)));
	}
	return {
		files: [...before.found].sort(),
		problems
	};
}
function matchesOf(root, pattern, withLinks = false) {
	const found = require_find_files.findResultFiles(root, everythingIn(root, pattern), void 0, void 0, withLinks);
	return {
		matches: found.files.filter((path) => isFile(root, path) || withLinks && isLink(root, path)).map((path) => path.split("\\").join("/")),
		...found.problem === void 0 ? {} : { problem: found.problem }
	};
}
function everythingIn(root, pattern) {
	const bare = pattern.replace(/[\\/]+$/, "");
	return require_mission.lookAt((0, node_path.join)(root, bare))?.isDirectory() === true ? `${bare}/**` : bare;
}
function nothingFound(root, pattern, folder) {
	const expected = "expected at least one file";
	const outside = require_mission.whyOutside(root, pattern.replace(/[*?[{].*$/, "x"));
	if (outside !== void 0) return `${expected} inside of ${root}, found ${outside}`;
	const near = node_path.posix.join(folder.replaceAll("\\", "/"), pattern);
	return `${expected}, found none${near !== node_path.posix.normalize(pattern) && matchesOf(root, near).matches.length > 0 ? `; did you mean ${near}?` : ""}`;
}
function isFile(root, path) {
	return require_mission.staysInside(root, path) && require_mission.lookAt((0, node_path.join)(root, path))?.isFile() === true;
}
function isLink(root, path) {
	return require_mission.lookAt((0, node_path.join)(root, path))?.isSymbolicLink() === true && require_mission.staysInside(root, path) && portableTarget(root, path) !== void 0;
}
function portableTarget(root, path) {
	const folder = (0, node_path.dirname)((0, node_path.join)(root, path));
	const target = (0, node_path.resolve)(folder, (0, node_fs.readlinkSync)((0, node_path.join)(root, path)));
	return require_mission.isInside(root, target) ? (0, node_path.relative)(folder, target) || "." : void 0;
}
async function copyAll(paths, request, before) {
	const { root, target, redactor, ensureFolder, exact } = request;
	const files = [];
	const problems = [];
	const note = (reason) => {
		return `${paths.length - files.length} of ${paths.length} files were not kept: ${reason}`;
	};
	const isAgain = before.files.size > 0;
	let bytes = 0;
	for (const path of paths) {
		if (files.length === 1e4) return {
			files,
			bytes,
			problems,
			note: note(`a task keeps at most ${mostFiles} files`)
		};
		const to = (0, node_path.join)(target, path);
		const earlier = before.files.get(path);
		const state = stateOf((0, node_path.join)(root, path));
		if (earlier !== void 0 && (state === void 0 || state === earlier.state)) {
			bytes += earlier.bytes;
			files.push(path);
			continue;
		}
		if (state === void 0 && isAgain) continue;
		ensureFolder((0, node_path.dirname)(to));
		if (earlier !== void 0) await (0, node_fs_promises.rm)(to, {
			recursive: true,
			force: true
		});
		before.files.delete(path);
		if (exact && isLink(root, path)) {
			await (0, node_fs_promises.symlink)(portableTarget(root, path) ?? ".", to);
			before.files.set(path, {
				state: state ?? "",
				bytes: 0
			});
			files.push(path);
			continue;
		}
		const free = (require_mission.freeSpace(target) ?? Number.POSITIVE_INFINITY) - reserve;
		const room = Math.min(mostBytes - bytes, free);
		try {
			const size = await copyOne((0, node_path.join)(root, path), to, room);
			if (size === void 0) return {
				files,
				bytes,
				problems,
				note: note(`${room === free ? "its disk is nearly full" : "a task keeps at most 2 GB"}, and ${path} would be more`)
			};
			const redaction = await require_mission.redactFile(to, redactor);
			if (redaction.type === "failed") throw new Error(redaction.message);
			if (exact && redaction.type === "redacted") throw new Error(HOLDS_SECRET);
			bytes += size;
			before.files.set(path, {
				state: state ?? "",
				bytes: size
			});
			files.push(path);
		} catch (error) {
			await (0, node_fs_promises.rm)(to, {
				recursive: true,
				force: true
			}).catch(() => void 0);
			problems.push(`artifacts: ${path} could not be kept: ${require_mission.errorText$1(error)}`);
			if (problems.length === 3) return {
				files,
				bytes,
				problems
			};
		}
	}
	return {
		files,
		bytes,
		problems
	};
}
function stateOf(path) {
	const stats = require_mission.lookExactlyAt(path);
	return stats === void 0 ? void 0 : [
		stats.ino,
		stats.size,
		stats.mtimeNs,
		stats.ctimeNs
	].join(" ");
}
async function copyOne(from, to, room) {
	const source = await (0, node_fs_promises.open)(from, require_mission.noFollowReadFlags);
	try {
		const stats = await source.stat();
		if (!stats.isFile()) throw new Error("expected a regular file, found something else");
		if (stats.size > room) return void 0;
		const copy = await (0, node_fs_promises.open)(to, "wx", stats.mode & 511);
		try {
			const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, Math.max(1, stats.size)));
			let position = 0;
			while (position < stats.size) {
				const wanted = Math.min(buffer.length, stats.size - position);
				const { bytesRead } = await source.read(buffer, 0, wanted, position);
				if (bytesRead === 0) break;
				await copy.writeFile(buffer.subarray(0, bytesRead));
				position += bytesRead;
			}
			return position;
		} finally {
			await copy.close();
		}
	} finally {
		await source.close();
	}
}

Object.defineProperty(exports, "keep_files_exports", {
  enumerable: true,
  get: function () {
    return keep_files_exports;
  }
});
Object.defineProperty(exports, "matchesOf", {
  enumerable: true,
  get: function () {
    return matchesOf;
  }
});