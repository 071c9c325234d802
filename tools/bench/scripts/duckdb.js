// DuckDB beside pairwave: runs statements and prints what this process took for the last of
// them: seconds by the clock and of the processor, and its highest resident memory, in MB,
// before and after. Arguments: the folder of @duckdb/node-api, threads, statements.
const [, , api, threads, ...statements] = process.argv;
const { DuckDBInstance } = require(api);

const used = () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
};

(async () => {
  const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
  for (const statement of statements.slice(0, -1)) await connection.run(statement);
  const before = used();
  const started = process.hrtime.bigint();
  const found = await connection.runAndReadAll(statements[statements.length - 1]);
  const clock = Number(process.hrtime.bigint() - started) / 1e9;
  const after = used();
  console.log([clock, after.cpu - before.cpu, before.megabytes, after.megabytes, found.currentRowCount].join(" "));
})();
