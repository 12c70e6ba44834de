const require_mission = require("./mission.js");
let node_crypto = require("node:crypto");

// src/run/history/command-fingerprints.ts
function commandFingerprints(mission) {
	return new Map([...require_mission.commandTexts(mission)].map(([id, text]) => [id, fingerprint(text)]));
}
function fingerprint(text) {
	return (0, node_crypto.createHash)("sha256").update(text).digest("hex").slice(0, 12);
}

Object.defineProperty(exports, "commandFingerprints", {
  enumerable: true,
  get: function () {
    return commandFingerprints;
  }
});