// Starts the real binary on a database, a mail server and a folder of its own, and stops it again.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { randomBytes } from "node:crypto";
import { Clock } from "./clock.mjs";
import { repo } from "./tools.mjs";

const run = promisify(execFile);
const binary = process.env.TEST_BINARY ?? join(repo, "target/debug/homeport");

/** The engines to test: SQLite always, PostgreSQL where bin/test started one. TEST_ENGINE narrows it to one. */
export function engines() {
  const all = process.env.TEST_POSTGRES_URL ? ["sqlite", "postgres"] : ["sqlite"];
  const only = process.env.TEST_ENGINE;
  return only ? all.filter((engine) => engine === only) : all;
}

export async function until(what, check, { seconds = 20, every = 100 } = {}) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((done) => setTimeout(done, every));
  }
}

/** The house: `url`, `links` and `roles` that the demo printed, `cli(…)`, `stop()`; `clock` if it can be moved. */
export class House {
  static async open({ engine = "sqlite", command = "demo", env = {}, isMovable = false } = {}) {
    const house = new House();
    house.engine = engine;
    house.folder = await mkdtemp(join(tmpdir(), "homeport-browser-"));
    house.database = engine === "postgres" ? await newPostgres() : `sqlite:${join(house.folder, "house.db")}`;
    const port = await freePort();
    house.url = `http://localhost:${port}`;
    house.direct = `http://127.0.0.1:${port}`;
    house.env = {
      PATH: process.env.PATH,
      HOME: house.folder,
      HOMEPORT_DATABASE_URL: house.database,
      HOMEPORT_SERVER_LISTEN: `127.0.0.1:${port}`,
      HOMEPORT_SERVER_URL: house.url,
      HOMEPORT_MAIL_URL: process.env.TEST_SMTP_URL ?? "mailbox:",
      ...env,
    };
    if (isMovable) house.clock = await Clock.of(house);
    await house.start(command);
    return house;
  }

  async start(command) {
    this.output = "";
    this.process = spawn(binary, [command], { cwd: this.folder, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (text) => (this.output += text));
    }
    this.ended = new Promise((done) => this.process.on("exit", (code, signal) => done({ code, signal })));
    await until("the house to be ready", () => this.isReady(), { seconds: 60 }).catch(async (error) => {
      await this.stop().catch(() => {});
      throw new Error(`${error.message}\n${this.output}`);
    });
  }

  async isReady() {
    if (this.process.exitCode !== null) throw new Error(`homeport ended with ${this.process.exitCode}`);
    return fetch(`${this.direct}/readyz`).then((answer) => answer.ok, () => false);
  }

  /** What the demo printed, one line `word  URL` each: a sign-in link per role, and a few pages. */
  get links() {
    const lines = this.output.matchAll(/^(\S+) +(https?:\/\/\S+)$/gm);
    return new Map([...lines].map(([, word, url]) => [word, url]));
  }

  get roles() {
    return [...this.links].filter(([, url]) => new URL(url).pathname.startsWith("/sign-in/")).map(([role]) => role);
  }

  async cli(...args) {
    const { stdout } = await run(binary, args, { cwd: this.folder, env: this.env });
    return stdout;
  }

  /** Which of these words still stand in what the house keeps or wrote: database, index, files, log. */
  async keeps(words) {
    const kept = new Map([["log", Buffer.from(this.output)]]);
    for (const file of await readdir(this.folder, { recursive: true, withFileTypes: true })) {
      const path = join(file.parentPath, file.name);
      if (file.isFile()) kept.set(path, await readFile(path).catch(() => Buffer.alloc(0)));
    }
    if (this.engine === "postgres") kept.set("database", Buffer.from(await dump(this.database)));
    return [...kept].flatMap(([place, bytes]) => words.filter((word) => bytes.includes(word)).map((word) => `${word} in ${place}`));
  }

  /** SIGTERM must finish what it began: within 20 s, with exit code 0. */
  async stop() {
    this.process.kill("SIGTERM");
    const late = setTimeout(() => this.process.kill("SIGKILL"), 20_000);
    const { code, signal } = await this.ended;
    clearTimeout(late);
    await rm(this.folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`homeport did not stop well: ${signal ?? code}\n${this.output.slice(-4000)}`);
  }
}

async function newPostgres() {
  const name = `browser_${randomBytes(6).toString("hex")}`;
  await run("psql", [process.env.TEST_POSTGRES_URL, "-qc", `create database ${name}`]);
  return process.env.TEST_POSTGRES_URL.replace(/\/[^/]*$/, `/${name}`);
}

async function dump(url) {
  return (await run("pg_dump", ["--data-only", "--inserts", url], { maxBuffer: 1 << 30 })).stdout;
}

export function freePort() {
  return new Promise((done, failed) => {
    const server = createServer().on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
