import { spawnSync } from 'node:child_process';

/** Writes the peak memory of the process to file descriptor 3 when it ends. */
const reporter = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`,
)}`;

/**
 * Runs commands in turn, so that all of them see the same noise, each as a whole process.
 * @param {Record<string, { args: readonly string[], cwd?: string, env?: Record<string, string>, before?: () => void }>} commands arguments of node
 * @param {number} runs counted runs of each; one more goes before them
 * @returns {Record<string, { milliseconds: number, mebibytes: number }>} medians
 */
export function measure(commands, runs) {
  const samples = Object.fromEntries(Object.keys(commands).map((name) => [name, { time: [], memory: [] }]));
  for (let run = 0; run <= runs; run++) {
    for (const [name, command] of Object.entries(commands)) {
      command.before?.();
      const start = process.hrtime.bigint();
      const { status, stderr, output } = spawnSync(
        process.execPath,
        ['--import', reporter, ...command.args],
        {
          cwd: command.cwd,
          env: { ...process.env, ...command.env },
          stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
        },
      );
      const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      if (run === 0) continue;
      samples[name].time.push(elapsed);
      samples[name].memory.push(Number(output[3].toString()) / 1024);
    }
  }
  return Object.fromEntries(
    Object.entries(samples).map(([name, { time, memory }]) => [
      name,
      { milliseconds: median(time), mebibytes: median(memory) },
    ]),
  );
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
