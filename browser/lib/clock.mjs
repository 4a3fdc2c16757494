// A clock for one house, which a story moves on when days have to pass: libfaketime stands between the program and the
// machine's clock, and reads from a file how far ahead it is.
import { readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

export class Clock {
  static async of(house) {
    const clock = new Clock();
    clock.file = join(house.folder, "clock");
    clock.days = 0;
    await clock.pass(0);
    Object.assign(house.env, {
      LD_PRELOAD: await library(),
      FAKETIME_TIMESTAMP_FILE: clock.file,
      FAKETIME_CACHE_DURATION: "1",
      // What measures how long something takes, and when files were written, stay as they are.
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
    });
    return clock;
  }

  /** So many days are over, within a second or two. */
  async pass(days) {
    this.days += days;
    await writeFile(`${this.file}.new`, `+${Math.round(this.days * 86_400)}`);
    await rename(`${this.file}.new`, this.file);
  }
}

async function library() {
  for (const folder of await readdir("/usr/lib")) {
    const path = join("/usr/lib", folder, "faketime");
    const found = (await readdir(path).catch(() => [])).includes("libfaketimeMT.so.1");
    if (found) return join(path, "libfaketimeMT.so.1");
  }
  throw new Error("libfaketime is not installed; bin/test installs it");
}
