// Some people have a phone and no mail: a gateway for text messages that keeps what it is given.
import { createServer } from "node:http";

export class Texts {
  static async open() {
    const texts = new Texts();
    texts.all = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => (body += part)).on("end", () => response.end(texts.all.push(body) && "ok"));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    server.unref();
    texts.env = { HOMEPORT_SMS_URL: `http://127.0.0.1:${server.address().port}/` };
    return texts;
  }
}
