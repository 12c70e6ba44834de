const require_mission = require("./mission.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/archive/make-links.ts
function makeLinks(folder, links) {
	for (const [path, target] of links) {
		require_mission.makeFolder((0, node_path.dirname)((0, node_path.join)(folder, path)));
		(0, node_fs.symlinkSync)(target.split("/").join(node_path.sep), (0, node_path.join)(folder, path));
	}
}

Object.defineProperty(exports, "makeLinks", {
  enumerable: true,
  get: function () {
    return makeLinks;
  }
});