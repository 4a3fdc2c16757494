// The npm tools stand in folders of their own (see bin/parts/install.sh); this is the one place that knows it.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const from = (name) => createRequire(new URL(`../tools/${name}/package.json`, import.meta.url));

const toolPath = (folder, name) => from(folder).resolve(name);

/** A tool, whichever of the two module kinds it is. */
export async function tool(folder, name) {
  const module = await import(pathToFileURL(toolPath(folder, name)));
  return module.default?.default ?? module.default ?? module;
}

export const repo = fileURLToPath(new URL("../..", import.meta.url));
export const axeSource = () => readFileSync(toolPath("page", "axe-core/axe.min.js"), "utf8");
export const nuJar = () => fileURLToPath(new URL("../tools/nu/node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));
