// DuckDB for tests: a line of JSON in asks one thing of a connection, a line of JSON out
// answers it. Arguments: the folder of @duckdb/node-api. Ends when nobody asks any more.
const [, , api] = process.argv;
const { DuckDBInstance } = require(api);
const connections = new Map();

// What numbers a column has, as doubles to the last bit; of whole numbers their digits too,
// since there are more of them than doubles.
function column(values, type) {
  const nulls = values.flatMap((x, i) => (x === null ? [i + 1] : []));
  if (/^(VARCHAR|ENUM)/.test(type)) return { type, nulls, text: values };
  const numbers = Float64Array.from(values, (x) => {
    if (x === null) return 0;
    if (type.startsWith("DECIMAL")) return Number(x.value) / 10 ** x.scale;
    return Number(x);
  });
  const whole = /INT$/.test(type);
  return {
    type, nulls, doubles: Buffer.from(numbers.buffer).toString("base64"),
    text: whole || type.startsWith("DECIMAL") ? values.map((x) => (x === null ? null : String(x))) : null,
  };
}

async function answer({ con, ask, sql }) {
  if (ask === "open") {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    connections.set(con, [await instance.connect(), instance]);
    return {};
  }
  if (ask === "close") {
    for (const one of connections.get(con) ?? []) one.closeSync();
    connections.delete(con);
    return {};
  }
  const found = await connections.get(con)[0].runAndReadAll(sql);
  const types = found.columnTypes().map(String);
  const values = found.getColumns();
  return {
    rows: found.currentRowCount,
    names: found.columnNames(),
    columns: types.map((type, i) => column(values[i] ?? [], type)),
  };
}

const lines = require("node:readline").createInterface({ input: process.stdin });
(async () => {
  for await (const line of lines) {
    let said;
    try {
      said = await answer(JSON.parse(line));
    } catch (problem) {
      said = { error: problem.message };
    }
    process.stdout.write(JSON.stringify(said) + "\n");
  }
})();
