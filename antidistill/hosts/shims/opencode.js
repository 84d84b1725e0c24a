// antidistill: hands file and shell calls to `antidistill hook opencode`.
// Written by `antidistill install opencode`; `antidistill uninstall opencode` takes it out.
import { spawnSync } from "node:child_process";

const program = "@PROGRAM@";
const closed = "@CLOSED@";
const seen = new Set(["write", "edit", "multiedit", "patch", "apply_patch", "bash"]);

function ask(payload) {
  const run = spawnSync(program, ["hook", "opencode"], {
    input: JSON.stringify(payload),
    encoding: "utf8",
    timeout: 60000,
    maxBuffer: 1 << 26,
  });
  try {
    if (run.error) throw run.error;
    if (run.status !== 0) throw new Error(run.stderr || `exit code ${run.status}`);
    return run.stdout.trim() ? JSON.parse(run.stdout) : {};
  } catch (fault) {
    const reason = `antidistill could not judge this call: ${fault.message}`;
    if (closed) return { block: reason };
    console.error(reason);
    return {};
  }
}

export const Antidistill = async ({ directory }) => ({
  "tool.execute.before": async (input, output) => {
    if (!seen.has(input.tool)) return;
    const answer = ask({
      event: "tool.execute.before",
      tool: input.tool,
      args: output.args,
      directory,
    });
    if (answer.block) throw new Error(answer.block);
    if (answer.args) Object.assign(output.args, answer.args);
  },
  "tool.execute.after": async (input, output) => {
    if (!seen.has(input.tool)) return;
    const args = input.args ?? output?.args;
    if (args) ask({ event: "tool.execute.after", tool: input.tool, args, directory });
  },
});
