const require_mission = require("./mission.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/files/files-below.ts
function filesBelow(top, unlisted, most = Infinity) {
	if (require_mission.lookAt(top)?.isDirectory() !== true) return [];
	const files = [];
	const folders = [top];
	for (const folder of folders) for (const entry of entriesIn(folder, unlisted)) {
		const path = (0, node_path.join)(folder, entry.name);
		if (entry.isDirectory()) folders.push(path);
		else if (entry.isFile() && files.length < most) files.push(path);
	}
	return files.sort();
}
function entriesIn(folder, unlisted) {
	try {
		return (0, node_fs.readdirSync)(folder, { withFileTypes: true });
	} catch {
		unlisted(folder);
		return [];
	}
}

// src/run/secrecy/redact-killed-run.ts
function earlierSecrets(mission, from) {
	const secrets = require_mission.createSecrets(process.platform === "win32");
	const variables = require_mission.callerEnvironment(from.environment);
	const owners = [...mission.tasks, ...mission.services].filter(({ secrets: names }) => names.length > 0);
	for (const { secrets: names } of owners) secrets.learn(names, variables);
	const another = from.caller === "same" ? void 0 : variables;
	return {
		secrets,
		isUnknown: owners.some((owner) => from.caller === "later" || require_mission.environmentsOf(owner).some((env) => mayDiffer(owner.secrets, env, owner.envFiles === void 0 ? another : variables)))
	};
}
async function redactKilledRun(killed) {
	const { mission, events, dir, problem } = killed;
	const { secrets, isUnknown } = earlierSecrets(mission, killed);
	const open = unredacted(events);
	if (isUnknown) {
		for (const id of open) removeLog(require_mission.logFile$1(dir, id), id, problem);
		for (const folder of keptFolders(dir, open)) (0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
		(0, node_fs.rmSync)((0, node_path.join)(dir, "io"), {
			recursive: true,
			force: true
		});
	}
	await require_mission.redactWritten(dir, secrets.redactor(), problem);
	const copies = keptFolders(dir, open).flatMap((folder) => filesBelow(folder, () => {}));
	await require_mission.redactFiles(copies, secrets.redactor(), problem);
	return secrets;
}
function keptFolders(dir, ids) {
	return Array.from(ids, (id) => require_mission.keptFolder(dir, id)).filter((folder) => require_mission.lookAt((0, node_path.dirname)(folder))?.isDirectory() === true);
}
function mayDiffer(names, env, another) {
	return names.some((name) => Object.hasOwn(env, name) || another !== void 0 && !Object.hasOwn(another, name));
}
function unredacted(events) {
	const running = /* @__PURE__ */ new Set();
	for (const event of events) switch (event.type) {
		case "admitted":
		case "step-advanced":
		case "service-starting":
			running.add(event.id);
			break;
		case "step-exited":
		case "spawn-failed":
		case "service-exited": running.delete(event.id);
	}
	return running;
}
function removeLog(log, id, problem) {
	if (!(0, node_fs.existsSync)(log)) return;
	(0, node_fs.rmSync)(log, { force: true });
	problem(`the log of ${id} was removed: it may hold secrets whose values are not known any more`);
}

Object.defineProperty(exports, "earlierSecrets", {
  enumerable: true,
  get: function () {
    return earlierSecrets;
  }
});
Object.defineProperty(exports, "entriesIn", {
  enumerable: true,
  get: function () {
    return entriesIn;
  }
});
Object.defineProperty(exports, "filesBelow", {
  enumerable: true,
  get: function () {
    return filesBelow;
  }
});
Object.defineProperty(exports, "redactKilledRun", {
  enumerable: true,
  get: function () {
    return redactKilledRun;
  }
});