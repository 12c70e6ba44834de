import { t as missionJsonSchemaText } from "./json-schema.js";
import { $n as parse, Vn as print, Xn as UsageError, Yn as EXIT } from "./mission.js";

// src/terminal/schema-command.ts
/** `mission schema` */
function schemaCommand(argv) {
	const { positionals } = parse(argv, {});
	if (positionals.length > 0) throw new UsageError(`expected nothing after schema, found ${positionals.join(" ")}`);
	print(missionJsonSchemaText());
	return EXIT.succeeded;
}

export { schemaCommand };