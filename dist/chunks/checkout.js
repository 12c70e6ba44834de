const require_mission = require("./mission.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/process/workspaces/checkout.ts
const deepest = 8;
async function findCheckout(root, environment) {
	const git = require_mission.createGit({
		...environment,
		GIT_OPTIONAL_LOCKS: "0"
	});
	const top = await git(root, "rev-parse", "--show-toplevel", "--git-common-dir");
	if (top.type === "failed") return refused(root, top.why);
	const [topLine = "", commonLine = ""] = top.text.split(/\r?\n/);
	const commit = await git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
	if (commit.type === "failed") return {
		type: "refused",
		message: `workspace: expected a commit to check out in ${topLine}, found a repository without commits; commit first`
	};
	const real = node_fs.realpathSync.native(topLine);
	try {
		const [changes, untracked, tracked, large] = await Promise.all([
			listed(git, real, "diff", "--name-status", "-z", "--no-renames", "--ignore-submodules=all", "HEAD"),
			listed(git, real, "ls-files", "-z", "--others", "--exclude-standard"),
			listed(git, real, "ls-files", "-z", "--stage"),
			listed(git, real, "ls-files", "-z", ":(attr:filter=lfs)")
		]);
		const { changed, removed } = readStatus(changes);
		const nested = [...submodules(tracked), ...untracked.filter((path) => path.endsWith("/"))];
		const inNested = (await Promise.all(nested.map((path) => nestedFiles(git, real, path, 1)))).flat();
		const extra = [.../* @__PURE__ */ new Set([...large, ...inNested])].filter((path) => isThere(real, path));
		const carried = [...changed, ...untracked.filter((path) => !path.endsWith("/"))].filter((path) => isThere(real, path));
		const all = /* @__PURE__ */ new Set([
			...tracked.map(pathOfStage),
			...carried,
			...extra
		]);
		return {
			type: "found",
			top: real,
			commonDir: node_fs.realpathSync.native((0, node_path.resolve)(root, commonLine)),
			commit: commit.text.trim(),
			below: (0, node_path.relative)(real, node_fs.realpathSync.native(root)),
			changed: carried,
			removed,
			extra,
			bytes: [...all].reduce((sum, path) => sum + sizeOf((0, node_path.join)(real, path)), 0)
		};
	} catch (error) {
		return refused(root, error instanceof Error ? error.message : String(error));
	}
}
function refused(root, why) {
	return {
		type: "refused",
		message: /not a git repository/i.test(why) ? `workspace: expected a git repository at ${root}, found none; run git init and commit, or remove the key \`workspace\`` : `workspace: expected a git repository at ${root} that git can read: ${why}`
	};
}
async function listed(git, folder, ...words) {
	const answer = await git(folder, ...words);
	if (answer.type === "failed") throw new Error(answer.why);
	return answer.text.split("\0").filter((item) => item !== "");
}
function readStatus(items) {
	const changed = [];
	const removed = [];
	for (let index = 0; index + 1 < items.length; index += 2) (items[index] === "D" ? removed : changed).push(items[index + 1] ?? "");
	return {
		changed,
		removed
	};
}
function submodules(tracked) {
	return tracked.filter((item) => item.startsWith("160000 ")).map(pathOfStage);
}
function pathOfStage(item) {
	return item.slice(item.indexOf("	") + 1);
}
async function nestedFiles(git, top, path, depth) {
	const folder = path.replace(/\/$/, "");
	if (depth > deepest || !isThere(top, (0, node_path.join)(folder, ".git"), true)) return [];
	const items = await listed(git, (0, node_path.join)(top, folder), "ls-files", "-z", "--cached", "--others", "--exclude-standard");
	return (await Promise.all([...new Set(items)].map(async (item) => {
		const below = `${folder}/${item}`;
		return require_mission.lookAt((0, node_path.join)(top, below))?.isDirectory() === true ? nestedFiles(git, top, below, depth + 1) : [below];
	}))).flat();
}
function isThere(top, path, orFolder = false) {
	const stats = require_mission.lookAt((0, node_path.join)(top, path));
	return stats?.isFile() === true || stats?.isSymbolicLink() === true || orFolder && stats?.isDirectory() === true;
}
function sizeOf(path) {
	const stats = require_mission.lookAt(path);
	return stats?.isFile() === true ? stats.size : 0;
}

exports.findCheckout = findCheckout;