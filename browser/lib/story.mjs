// What tells one story on one engine in one language: browsers for its people, and a picture of every page of it.
import * as look from "./look.mjs";
import { Sheet } from "./sheet.mjs";

export class Story {
  constructor(name, { browser, house, engine, lang }, who = {}) {
    Object.assign(this, { browser, house, lang, who: { ...who, lang } });
    this.sheet = new Sheet(`${name}-${engine}-${lang}`);
  }

  /** A page on the phone of somebody who is not signed in. */
  async phone(more = {}) {
    const options = { lang: this.lang, width: look.widths.phone, ...more };
    return (await look.visitor(this.browser, this.house, options)).newPage();
  }

  /** A page before somebody with this role, on the desk unless told otherwise. */
  async before(role, width = look.widths.desk) {
    const context = await look.as(role, this.browser, this.house, { lang: this.lang, width });
    await look.speak(context, this.lang);
    return context.newPage();
  }

  /** A picture of the open page, and whatever is wrong with it. */
  async see(page, caption) {
    const size = page.viewportSize();
    const found = await look.faults(page);
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: "light" });
    await this.sheet.take(page, caption);
    look.wellOrFail(found.map((fault) => `${caption}: ${fault}`), page.context());
  }
}
