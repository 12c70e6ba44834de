// src/terminal/output/align-columns.ts
function alignColumns(rows) {
	const widths = [];
	for (const row of rows) row.slice(0, -1).forEach((cell, column) => {
		widths[column] = Math.max(widths[column] ?? 0, cell.length);
	});
	return rows.map((row) => {
		return `  ${row.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)).join("  ")}`;
	});
}

Object.defineProperty(exports, "alignColumns", {
  enumerable: true,
  get: function () {
    return alignColumns;
  }
});