const require_json_schema = require("./json-schema.js");
const require_mission = require("./mission.js");

// src/terminal/commands/schema.ts
function schemaCommand(argv) {
	const { positionals } = require_mission.parse(argv, {});
	if (positionals.length > 0) throw new require_mission.UsageError(`expected nothing after schema, found ${positionals.join(" ")}`);
	require_mission.print(require_json_schema.missionJsonSchemaText());
	return require_mission.EXIT.succeeded;
}

exports.schemaCommand = schemaCommand;