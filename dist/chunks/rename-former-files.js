const require_mission = require("./mission.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/folder/rename-former-files.ts
function renameFormerFiles(dir, { tasks, services }) {
	for (const id of [...tasks.keys(), ...services.keys()]) {
		const [former, now] = [require_mission.formerFileStem(id), require_mission.fileStem(id)];
		if (former === now) continue;
		rename((0, node_path.join)(dir, "logs", `${former}.log`), (0, node_path.join)(dir, "logs", `${now}.log`));
		rename((0, node_path.join)(dir, "tasks", `${former}.md`), (0, node_path.join)(dir, "tasks", `${now}.md`));
	}
}
function rename(from, to) {
	try {
		if ((0, node_fs.existsSync)(from) && !(0, node_fs.existsSync)(to)) (0, node_fs.renameSync)(from, to);
	} catch {}
}

Object.defineProperty(exports, "renameFormerFiles", {
  enumerable: true,
  get: function () {
    return renameFormerFiles;
  }
});