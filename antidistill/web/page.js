"use strict";
// The review page. It holds no state of its own but what is filtered: all else comes from the
// server, whole, after every action. Text of the document is only ever set as text.

const $ = (id) => document.getElementById(id);
const tab = Math.random().toString(36).slice(2);
const FOLD = 8, MARGIN = 2, BEAT = 20000, MEASURE_AFTER = 700;
const CHOICES = ["accept", "keep", "milder", "stricter"];
const neighbours = new BroadcastChannel("review");
let texts = {}, state = null, busy = false, over = false, written = false, measured = null, timer = 0;
let hidden = new Set(), matches = [];

// ---- words

function language() {
  return sessionStorage.getItem("language") || state.language;
}

function t(key, values = {}) {
  const found = texts[key];
  const text = found ? found[language()] : key.slice(key.indexOf(".") + 1);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

function spell() {
  document.documentElement.lang = language();
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const button of document.querySelectorAll("button[data-key]")) {
    const key = make("kbd", {}, button.dataset.key);
    key.ariaHidden = "true";
    button.replaceChildren(key, " ", t(button.dataset.say || `do.${button.dataset.do}`));
    button.setAttribute("aria-keyshortcuts", button.dataset.key);
  }
  $("language").lang = language() === "en" ? "zh" : "en";
  $("list").ariaLabel = t("page.changes");
  document.title = t("page.title", { name: state.name.split(/[\\/]/).at(-1) });
  $("title").textContent = document.title;
  $("title").title = state.name;
  keys();
}

function keys() {
  const rows = [[".", "ask.next"], [",", "ask.previous"], ["/", "ask.find"]];
  for (const button of document.querySelectorAll("body > :not(dialog) button[data-key]"))
    rows.push([button.dataset.key, `do.${button.dataset.do}`]);
  $("keys").replaceChildren(...rows.flatMap(([key, text]) => {
    const term = make("dt");
    term.append(make("kbd", {}, key));
    return [term, make("dd", {}, t(text))];
  }));
}

// ---- elements

function make(name, properties = {}, text = "") {
  const node = document.createElement(name);
  Object.assign(node, properties);
  if (text) node.textContent = text;
  return node;
}

function visible(item) {
  const wanted = $("status").value;
  const words = $("search").value.trim().toLowerCase();
  if (hidden.has(item.kind)) return false;
  if (wanted !== "all" && (wanted === "open") !== (item.choice === "")) return false;
  return !words || [item.old, item.new, item.now].some((s) => s.toLowerCase().includes(words));
}

function piece([sign, text, index]) {
  const item = state.items[index];
  const shown = item && !hidden.has(item.kind);
  if (sign === "=" && !shown) return document.createTextNode(text);
  const node = make({ "=": "span", "-": "del", "+": "ins" }[sign], {}, text);
  if (shown) {
    node.className = `mark k-${item.kind}`;
    node.dataset.item = item.id;
    if (item.id === state.at) node.classList.add("here");
    node.title = `${item.name} · ${item.because}`;
  } else if (sign !== "=") node.className = "quiet";
  return node;
}

function cell(number, side, name) {
  const node = make("div", { className: `cell ${name}` });
  const label = make("b", {}, number ? String(number) : "");
  const words = make("span");
  words.append(...(side || []).map(piece));
  if (!side) node.classList.add("empty");
  node.append(label, words);
  return node;
}

function row([old, copy, left, right]) {
  const node = make("div", { className: right === 0 ? "row same" : "row touched" });
  node.append(cell(old, left, "old"), cell(copy, right === 0 ? left : right, "new"));
  return node;
}

function folded() {
  const out = [];
  let run = [];
  const plain = ([, , left, right]) => right === 0 && left.every(([, , index]) => index < 0);
  const close = () => {
    if (run.length < FOLD) out.push(...run.map(row));
    else {
      const box = make("details", { className: "fold" });
      const inside = run.slice(MARGIN, -MARGIN);
      const text = inside.length === 1 ? "page.unchanged_one" : "page.unchanged";
      box.append(make("summary", {}, t(text, { count: inside.length })), ...inside.map(row));
      out.push(...run.slice(0, MARGIN).map(row), box, ...run.slice(-MARGIN).map(row));
    }
    run = [];
  };
  for (const one of state.rows) {
    if (plain(one)) run.push(one);
    else {
      close();
      out.push(row(one));
    }
  }
  close();
  return out;
}

// ---- drawing

function draw() {
  spell();
  head();
  kinds();
  $("rows").lang = $("diff").lang = state.lang;
  $("rows").replaceChildren(...folded());
  list();
  card();
  highlight();
}

function head() {
  const done = state.total - state.left;
  $("progress").textContent = t("page.progress", { mode: state.mode, done, total: state.total });
  $("exposure").textContent = measured?.number === state.number
    ? t("page.exposure_now", measured) : t("page.measuring");
}

function kinds() {
  const counts = new Map(), names = new Map();
  for (const item of state.items) {
    counts.set(item.kind, (counts.get(item.kind) || 0) + 1);
    names.set(item.kind, item.name);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const focused = document.activeElement?.dataset?.kind;
  $("kinds").replaceChildren(...sorted.map(([kind, number]) => {
    const label = make("label", { className: `chip k-${kind}` });
    const box = make("input", { type: "checkbox", checked: !hidden.has(kind) });
    box.dataset.kind = kind;
    label.append(box, make("i"), make("span", {}, names.get(kind)), make("span", { className: "soft" }, ` ${number}`));
    return label;
  }));
  if (focused) document.querySelector(`[data-kind="${focused}"]`)?.focus();
}

function list() {
  const shown = state.items.filter(visible);
  const focused = document.activeElement?.closest?.("#list button")?.dataset.item;
  $("list").replaceChildren(...shown.map((item) => {
    const button = make("button", { type: "button", className: `k-${item.kind}` });
    button.dataset.item = item.id;
    if (item.id === state.at) button.setAttribute("aria-current", "true");
    const status = item.choice ? t(`told.${item.choice}`) : item.action;
    const top = make("span", { className: "top" });
    top.append(make("i"), make("b", {}, item.name), ` · ${t("page.line", { line: item.line })} · `,
      make("span", { className: item.choice ? "done" : "" }, (item.choice ? "✓ " : "") + status));
    const words = make("span", { className: "words" }, item.part || item.old);
    words.lang = state.lang;
    button.append(top, words);
    const entry = make("li");
    entry.append(button);
    return entry;
  }));
  $("none").hidden = shown.length > 0;
  if (focused) document.querySelector(`#list [data-item="${CSS.escape(focused)}"]`)?.focus();
  const current = document.querySelector("#list [aria-current]");
  const box = $("list");
  if (current && box.scrollHeight > box.clientHeight)
    box.scrollTop = current.offsetTop - box.offsetTop - box.clientHeight / 3;
}

function present() {
  return state.items.find((item) => item.id === state.at) || null;
}

function card() {
  const item = present();
  $("card").className = item ? `k-${item.kind}` : "";
  const { place, total, left } = state;
  $("place").textContent = item ? t("card.title", { place, total }) : t("card.done");
  const about = item ? [item.name, item.action, t(`sure.${item.sure}`)] : [];
  $("about").textContent = item ? about.join(" · ") : left ? t("card.done_open", { left }) : t("card.done_all");
  $("where").textContent = item ? [t("page.line", { line: item.line }), ...item.path].join(" › ") : "";
  $("why").textContent = item ? item.because : "";
  const label = make("span", { className: "soft" }, item ? `${t(state.offered ? "card.offered" : "card.proposed")}: ` : "");
  const words = state.diff.map(([sign, text]) => {
    return sign === "=" ? document.createTextNode(text) : make(sign === "-" ? "del" : "ins", {}, text);
  });
  $("diff").replaceChildren(...(item ? [label, ...words] : []));
  $("notes").replaceChildren(...(item ? notes(item) : []));
  enable(item);
}

function notes(item) {
  const out = [];
  if (item.choice) {
    out.push(t("card.so_far", { choice: t(`told.${item.choice}`) }));
    if (item.now !== item.new) out.push(t("card.reads", { text: item.now || t("card.left_out") }));
  }
  if (item.milder) out.push(t("card.milder", { text: item.milder }));
  return out.map((text) => make("span", {}, text));
}

function enable(item) {
  const can = {
    accept: item?.choices.includes("accept"), keep: item?.choices.includes("keep"),
    milder: item?.choices.includes("milder"), stricter: item?.choices.includes("stricter"),
    edit: item?.choices.includes("own"), another: item?.more, kind: item, section: item, skip: item,
    back: state.place > 1, undo: state.undo, write: true, quit: true, help: true,
  };
  const held = document.activeElement;
  for (const button of document.querySelectorAll("button[data-do]")) {
    button.disabled = !can[button.dataset.do];
    const name = { edit: "own" }[button.dataset.do] || button.dataset.do;
    if (CHOICES.includes(name) || name === "own")
      button.setAttribute("aria-pressed", String(item?.choice === name));
  }
  if (held?.disabled) $("place").focus();
}

function follow() {
  const mark = document.querySelector("#rows .here");
  if (!mark) return;
  const fold = mark.closest("details");
  if (fold) fold.open = true;
  const at = mark.getBoundingClientRect();
  const room = $("card").getBoundingClientRect().top;
  if (at.top < 8 || at.bottom > room - 8)
    window.scrollBy(0, at.top - Math.max(room, 120) / 3);
}

function highlight() {
  const words = $("search").value.trim().toLowerCase();
  matches = [];
  if (words) {
    const walker = document.createTreeWalker($("rows"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("b, summary, .same > .new")) continue;
      const text = node.data.toLowerCase();
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, Math.min(at + words.length, node.length));
        matches.push(range);
      }
    }
  }
  if (globalThis.Highlight) CSS.highlights.set("found", new Highlight(...matches));
  $("found").textContent = words ? t("page.found", { count: matches.length }) : "";
}

function toMatch() {
  const range = matches.shift();
  if (!range) return;
  matches.push(range);
  const fold = range.startContainer.parentElement.closest("details");
  if (fold) fold.open = true;
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
}

// ---- the server

async function ask(room, body) {
  const options = body && {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  const query = room === "state" ? `?lang=${sessionStorage.getItem("language") || ""}` : "";
  const answer = await fetch(room + query, options || {});
  if (!answer.ok) throw new Error("answered");
  return answer.json();
}

async function fresh() {
  state = await ask("state");
  draw();
  measure();
}

async function act(body, tell) {
  if (busy || over) return null;
  busy = true;
  document.body.ariaBusy = "true";
  const before = state;
  try {
    state = await ask("act", { ...body, number: before.number, lang: language() });
    draw();
    if (state.stale) warn(t("page.other_tab"));
    else {
      $("alert").hidden = true;
      say(state.said || (tell ? tell(before) : ""));
    }
    if (state.at !== before.at) follow();
    if (state.number !== before.number && !state.stale) neighbours.postMessage(state.number);
    measure();
    return state;
  } catch (fault) {
    failed(fault);
    return null;
  } finally {
    busy = false;
    document.body.ariaBusy = "false";
  }
}

function say(text) {
  $("told").textContent = text;
}

function warn(text) {
  $("alert").textContent = text;
  $("alert").hidden = false;
}

function failed(fault) {
  if (fault.message === "answered") warn(t("page.fault"));
  else ended();
}

function ended() {
  over = true;
  for (const box of document.querySelectorAll("dialog[open]")) box.close();
  for (const control of document.querySelectorAll("button, input, select")) control.disabled = true;
  $("language").disabled = true;
  warn(t("page.closed"));
}

function measure() {
  clearTimeout(timer);
  if (measured?.number !== state.number) timer = setTimeout(weigh, MEASURE_AFTER);
}

async function weigh() {
  try {
    const found = await ask("exposure");
    if (found.number !== state.number) return;
    measured = found;
    head();
    $("gauge").replaceChildren(picture(found.gauge));
    $("heat").replaceChildren(picture(found.heat));
  } catch (fault) {
    if (!over) failed(fault);
  }
}

function picture(svg) {
  const read = new DOMParser().parseFromString(svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'), "image/svg+xml");
  return document.importNode(read.documentElement, true);
}

async function beat() {
  if (over) return;
  try {
    const found = await ask("here", { tab });
    if (state && found.number !== state.number && !busy) {
      await fresh();
      warn(t("page.other_tab"));
    }
  } catch (fault) {
    failed(fault);
  }
}

// ---- what the user does

function choose(choice) {
  return act({ do: "take", choice }, () => t(`told.${choice}`));
}

function several(what) {
  const item = present();
  const section = item.path.at(-1) || state.name;
  $("many-title").textContent = t(`ask.${what}`, { kind: item.name, section });
  const box = $("ask-many");
  box.returnValue = "";
  box.onclose = () => {
    const choice = box.returnValue;
    const told = (before) =>
      t("told.many", { count: before.left - state.left, choice: t(`told.${choice}`) });
    if (choice) act({ do: what, choice }, told);
  };
  box.showModal();
}

function edit() {
  const item = present();
  $("edit-title").textContent = item.part ? t("ask.edit_part", { part: item.part }) : t("ask.edit");
  $("edit-old").textContent = item.old;
  $("edit-old").lang = $("wording").lang = state.lang;
  $("wording").value = item.own || state.offered || item.into || item.part || item.old;
  $("ask-edit").showModal();
  $("wording").focus();
}

function save() {
  const wording = $("wording").value;
  if (!wording.trim()) return;
  $("ask-edit").close();
  act({ do: "take", choice: "own", wording }, () => t("told.own"));
}

function write() {
  const { output, left, exists } = state;
  $("write-title").textContent = t(written ? "ask.written" : "ask.write", { output });
  $("write-open").textContent = !written && left ? t("ask.write_open", { left }) : "";
  $("write-replace").hidden = written || !exists;
  $("write-replace").querySelector("span").textContent = t("ask.replace", { output });
  $("replace").checked = false;
  $("write-now").hidden = written;
  $("write-quit").hidden = !written;
  if (!$("ask-write").open) $("ask-write").showModal();
}

async function writeNow() {
  const after = await act({ do: "write", replace: $("replace").checked }, () => "");
  if (!after) return;
  written = after.written && !after.said && !after.stale;
  $("write-said").textContent = after.stale ? t("page.other_tab") : after.said;
  write();
  if (written) {
    say(t("ask.written", { output: after.output }));
    $("write-quit").focus();
  }
  written = false;
}

async function quit() {
  try {
    await ask("leave", {});
  } catch {
    // it has ended already
  }
  ended();
}

function step(by) {
  const shown = state.items.filter(visible);
  const here = present();
  const at = shown.findIndex((item) => item.id === state.at);
  const place = state.items.indexOf(here);
  const next = at >= 0 ? shown[at + by]
    : by > 0 ? shown.find((item) => state.items.indexOf(item) > place) : shown.at(-1);
  if (next) go(next.id);
}

function go(item) {
  if (item !== state.at) act({ do: "go", item });
  else follow();
}

const DOES = {
  accept: () => choose("accept"), keep: () => choose("keep"),
  milder: () => choose("milder"), stricter: () => choose("stricter"),
  edit, another: () => act({ do: "another" }, () => t("card.offered")),
  kind: () => several("kind"), section: () => several("section"),
  skip: () => act({ do: "skip" }, () => t("told.skip")),
  back: () => act({ do: "back" }),
  undo: () => act({ do: "undo" }, () => t("told.undo")),
  write, quit, help: () => $("ask-help").showModal(),
};

function typed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || over || !state) return;
  const box = document.querySelector("dialog[open]");
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  if (!$("single").checked && event.key !== "?") return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : "";
  if (!key || key === " ") return;
  const button = (box || document).querySelector(`${box ? "" : "body > :not(dialog) "}button[data-key="${CSS.escape(key)}"]`);
  if (button) {
    event.preventDefault();
    if (!button.disabled) button.click();
  } else if (!box && key === "/") {
    event.preventDefault();
    $("search").focus();
  } else if (!box && (key === "." || key === ",")) {
    event.preventDefault();
    step(key === "." ? 1 : -1);
  }
}

function clicked(event) {
  const button = event.target.closest("button");
  if (button?.dataset.do) DOES[button.dataset.do]();
  else if (button?.dataset.item) go(button.dataset.item);
  const mark = event.target.closest("#rows [data-item]");
  if (mark && getSelection().isCollapsed) go(mark.dataset.item);
}

function wire() {
  document.addEventListener("keydown", typed);
  document.addEventListener("click", clicked);
  $("search").addEventListener("input", () => { list(); highlight(); });
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") toMatch();
    if (event.key === "Escape") { $("search").value = ""; list(); highlight(); $("search").blur(); }
  });
  $("status").addEventListener("change", () => list());
  $("kinds").addEventListener("change", (event) => {
    const { kind } = event.target.dataset;
    if (event.target.checked) hidden.delete(kind);
    else hidden.add(kind);
    draw();
  });
  $("language").addEventListener("click", async () => {
    sessionStorage.setItem("language", language() === "en" ? "zh" : "en");
    await fresh();
  });
  $("edit-save").addEventListener("click", save);
  $("wording").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  });
  $("write-now").addEventListener("click", writeNow);
  $("write-quit").addEventListener("click", quit);
  addEventListener("pagehide", () => {
    if (!over) navigator.sendBeacon("bye", new Blob([JSON.stringify({ tab })], { type: "application/json" }));
  });
  addEventListener("pageshow", (event) => { if (event.persisted) beat(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) beat(); });
  neighbours.onmessage = () => beat();
  setInterval(beat, BEAT);
}

async function begin() {
  texts = await ask("texts");
  if (matchMedia("(min-width: 60rem)").matches) $("changes").open = true;
  state = await ask("state");
  await beat();
  wire();
  draw();
  follow();
  measure();
}

begin();
