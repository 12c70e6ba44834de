import { closeSync, openSync, readFileSync, readSync, readdirSync } from "node:fs";

// src/machine/files.ts
/** The real file system. Reads block, which is meant for /proc and /sys: they never wait for a disk. */
function createFiles() {
	const buffer = Buffer.allocUnsafe(4096);
	return {
		text: (path) => attempt(() => readFileSync(path, "utf8")),
		head: (path) => attempt(() => {
			const file = openSync(path, "r");
			try {
				return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
			} finally {
				closeSync(file);
			}
		}),
		names: (folder) => attempt(() => readdirSync(folder)) ?? []
	};
}
/** A process that ends between the listing and the reading is everyday life here, not an error. */
function attempt(read) {
	try {
		return read();
	} catch {
		return;
	}
}

// src/machine/cgroup-folders.ts
/**
* Finds our control group of a controller such as `memory` from the texts of /proc/self/cgroup and /proc/self/mountinfo.
* A hierarchy of version 1 that has the controller counts before version 2: a controller is only ever in one of them.
*/
function findControlGroup(cgroup, mountinfo, controller) {
	const ours = parseMemberships(cgroup);
	const legacy = ours.find(({ controllers }) => controllers.includes(controller));
	const unified = ours.find(({ controllers }) => controllers.length === 0);
	const version = legacy === void 0 ? 2 : 1;
	const member = legacy ?? unified;
	if (member === void 0) return "none";
	const mounts = parseMounts(mountinfo).filter((mount) => version === 1 ? mount.type === "cgroup" && mount.options.includes(controller) : mount.type === "cgroup2");
	const mount = mounts.find(({ root }) => below(member.path, root) !== void 0) ?? mounts[0];
	if (mount === void 0) return "unseen";
	return {
		version,
		folders: foldersUp(mount.point, below(member.path, mount.root) ?? "")
	};
}
/** Lines `4:memory:/path`; version 2 is `0::/path`. Named hierarchies such as `name=systemd` control nothing. */
function parseMemberships(cgroup) {
	return [...cgroup.matchAll(/^(\d+):([^:\n]*):(\/.*)$/gm)].filter(([, number, controllers]) => controllers !== "" || number === "0").map(([, , controllers, path]) => ({
		controllers: (controllers ?? "").split(",").filter((name) => name !== ""),
		path: path ?? "/"
	}));
}
/** Lines `ID PARENT MAJOR:MINOR ROOT POINT OPTIONS [TAGS] - TYPE SOURCE SUPEROPTIONS` (proc_pid_mountinfo(5)). */
function parseMounts(mountinfo) {
	const mounts = [];
	for (const line of mountinfo.split("\n")) {
		const [before, after] = line.split(" - ");
		const [, , , root, point] = before?.split(" ") ?? [];
		const [type, , options] = after?.split(" ") ?? [];
		if (root !== void 0 && point !== void 0 && type !== void 0) mounts.push({
			root: decodeOctal(root),
			point: decodeOctal(point),
			type,
			options: options?.split(",") ?? []
		});
	}
	return mounts;
}
/** Blanks and backslashes are written as octal numbers there. */
function decodeOctal(path) {
	return path.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
}
/**
* Our path as seen from the mount's root, without a slash at either end. Undefined when it lies elsewhere, as it does for
* a container that sees the host's mounts, or when it leaves the namespace (`/../other`).
*/
function below(path, root) {
	const base = root === "/" ? "" : root;
	if (path !== base && !path.startsWith(`${base}/`) || path.split("/").includes("..")) return;
	return path.slice(base.length).replace(/^\/+|\/+$/g, "");
}
function foldersUp(point, path) {
	const names = path === "" ? [] : path.split("/");
	return [...names.keys(), names.length].reverse().map((count) => [point, ...names.slice(0, count)].join("/"));
}

// src/machine/cgroup-files.ts
const HUGE = 2 ** 60;
/** CPUs allowed by a `cpu.max` of version 2: `50000 100000` is half a CPU, `max 100000` no limit. */
function parseCpuMax(text) {
	const match = /^(max|\d+)(?:[ \t]+(\d+))?\s*$/.exec(text);
	return match === null ? "unreadable" : match[1] === "max" ? "none" : cpus(Number(match[1]), Number(match[2] ?? 1e5));
}
/** CPUs allowed by `cpu.cfs_quota_us` and `cpu.cfs_period_us` of version 1; a quota of -1 is no limit. */
function parseCfsQuota(quota, period) {
	const allowed = /^\s*(-1|\d+)\s*$/.exec(quota)?.[1];
	const every = parseCount(period);
	if (allowed === void 0 || every === void 0) return "unreadable";
	return allowed === "-1" ? "none" : cpus(Number(allowed), every);
}
function cpus(quota, period) {
	return quota > 0 && period > 0 ? quota / period : "unreadable";
}
/** Bytes allowed by a `memory.max` (version 2) or `memory.limit_in_bytes` (version 1). */
function parseMemoryLimit(text) {
	if (text.trim() === "max") return "none";
	const bytes = parseCount(text);
	if (bytes === void 0 || bytes === 0) return "unreadable";
	return bytes >= HUGE ? "none" : bytes;
}
/** A file that holds one number. */
function parseCount(text) {
	return text !== void 0 && /^\s*\d+\s*$/.test(text) ? Number(text) : void 0;
}
/** One number of a file of `name number` lines, such as `cpu.stat` and `memory.stat`. */
function parseNamedCount(text, name) {
	return parseCount(text?.split("\n").find((line) => line.startsWith(`${name} `))?.slice(name.length + 1));
}

export { parseNamedCount as a, parseMemoryLimit as i, parseCount as n, findControlGroup as o, parseCpuMax as r, createFiles as s, parseCfsQuota as t };