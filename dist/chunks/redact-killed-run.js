const require_mission = require("./mission.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

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
		for (const id of open) {
			removeLog(require_mission.logFile$1(dir, id), id, problem);
			(0, node_fs.rmSync)(require_mission.keptFolder(dir, id), {
				recursive: true,
				force: true
			});
		}
		(0, node_fs.rmSync)((0, node_path.join)(dir, "io"), {
			recursive: true,
			force: true
		});
	}
	await require_mission.redactWritten(dir, secrets.redactor(), problem);
	const copies = [...open].flatMap((id) => filesBelow(require_mission.keptFolder(dir, id)));
	await require_mission.redactFiles(copies, secrets.redactor(), problem);
	return secrets;
}
function filesBelow(folder) {
	try {
		return (0, node_fs.readdirSync)(folder, {
			recursive: true,
			withFileTypes: true
		}).filter((entry) => entry.isFile()).map(({ parentPath, name }) => (0, node_path.join)(parentPath, name));
	} catch {
		return [];
	}
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
Object.defineProperty(exports, "redactKilledRun", {
  enumerable: true,
  get: function () {
    return redactKilledRun;
  }
});