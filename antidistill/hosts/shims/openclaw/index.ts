// antidistill: asks `antidistill hook openclaw` before a skill or a file is written.
// Written by `antidistill install openclaw`; `antidistill uninstall openclaw` takes it out.
import { spawn } from "node:child_process";
import { definePluginEntry, type OpenClawPluginApi } from "openclaw/plugin-sdk/plugin-entry";

const program = "@PROGRAM@";
const closed = "@CLOSED@";
const tools = ["write", "edit", "apply_patch", "exec", "skill_workshop"] as const;

type Payload = Record<string, unknown>;

// Never blocks the gateway's event loop: the look at a document can take seconds.
function ask(payload: Payload): Promise<Payload> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ["hook", "openclaw"], { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
    child.stderr.setEncoding("utf8").on("data", (part: string) => (err += part));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0) return reject(new Error(err.trim() || `exit code ${code}`));
      try {
        resolve(out.trim() ? JSON.parse(out) : {});
      } catch (fault) {
        reject(fault as Error);
      }
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(JSON.stringify(payload));
  });
}

function words(fault: unknown): string {
  return `antidistill could not judge this: ${(fault as Error).message}`;
}

// Relative paths of a call are below the agent's workspace, which a tool's context does not name.
function workspace(api: OpenClawPluginApi, agentId = "main"): string | undefined {
  try {
    return api.runtime.agent.resolveAgentWorkspaceDir(api.config, agentId);
  } catch {
    return undefined;
  }
}

export default definePluginEntry({
  id: "antidistill",
  name: "antidistill",
  description: "Looks at skill files before they are written, and lets you decide.",
  register(api) {
    api.on(
      "before_tool_call",
      async (event, context) => {
        try {
          const place = { workspaceDir: workspace(api, context.agentId) };
          const answer = await ask({ event: "before_tool_call", ...place, ...event });
          return Object.keys(answer).length ? answer : undefined;
        } catch (fault) {
          return closed ? { block: true, blockReason: words(fault) } : undefined;
        }
      },
      { matcher: tools, priority: 50, timeoutMs: 60000 },
    );
    api.on(
      "after_tool_call",
      async (event, context) => {
        const place = { workspaceDir: workspace(api, context.agentId) };
        const { toolName, params } = event;
        await ask({ event: "after_tool_call", ...place, toolName, params }).catch(() => undefined);
      },
      { matcher: tools },
    );
    api.on("skill_proposal_evaluate", async (event, context) => {
      try {
        const place = { workspaceDir: context.workspaceDir };
        return await ask({ event: "skill_proposal_evaluate", ...place, ...event });
      } catch (fault) {
        return closed
          ? { decision: "block", decisionReason: words(fault), summary: words(fault) }
          : { decision: "pass" };
      }
    });
  },
});
