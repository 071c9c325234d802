// Drives windows in a headless Chromium: `node drive-window.js PUPPETEER AXE STEPS`. STEPS is
// a file with a JSON list; what the steps find is printed as one, with what the browser
// complained of and what it asked for beyond the window.
const fs = require("fs");
const http = require("http");
const net = require("net");
const puppeteer = require(process.argv[2]);
const axe = process.argv[3] && fs.readFileSync(process.argv[3], "utf8");
const steps = JSON.parse(fs.readFileSync(process.argv[4], "utf8"));

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function address(file) {
  for (let i = 0; i < 600; i++) {
    const url = fs.existsSync(file) && fs.readFileSync(file, "utf8").trim();
    if (url) return url;
    await sleep(20);
  }
  throw new Error("there is no window");
}

// The status of an answer to a request with these headers.
function asked(url, path, headers) {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    http.get({ hostname, port, path, headers }, (r) => { r.resume(); done(r.statusCode); }).on("error", failed);
  });
}

// What a page of this origin ("none" is what is no browser) hears from a window's websocket at this path, once it has
// begun a session as the window's page does: until it has heard `enough`, or the end.
function overheard(url, path, origin, enough) {
  const { hostname, port, host } = new URL(url);
  return new Promise((done) => {
    let heard = "";
    const socket = net.connect(port, hostname, () => socket.write(
      "GET " + path + " HTTP/1.1\r\nHost: " + host + (origin === "none" ? "" : "\r\nOrigin: " + origin) +
      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    socket.on("data", (some) => {
      if (!heard) {
        const said = Buffer.from(JSON.stringify({ method: "init", data: {
          ".clientdata_output_shown_hidden": false, ".clientdata_output_card_hidden": false } }));
        socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | said.length, 0, 0, 0, 0]), said]));
      }
      heard += some.toString("latin1");
      // The frame by which the window's side closes a socket.
      if (heard.endsWith("\x88\x02\x03\xe8") || (enough && heard.includes(enough))) end();
    });
    const end = () => { socket.destroy(); done(heard); };
    socket.on("close", end);
    socket.on("error", end);
    setTimeout(end, 3000);
  });
}

let url = null;

// What RStudio Server does with a window: it shows it below a page of its own, and asks for it
// by the name of localhost. Gives the origin of that page.
const below = "/p/0a1b2c3d";
let beyond = null;
let behind = null;
function proxy() {
  const passed = (request) => ({
    path: request.url.slice(below.length),
    headers: { ...request.headers, host: "localhost:" + behind.port },
  });
  const server = http.createServer((request, answer) => {
    const asked = { hostname: behind.hostname, port: behind.port, method: request.method, ...passed(request) };
    request.pipe(http.request(asked, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    }));
  });
  server.on("upgrade", (request, socket) => {
    const { path, headers } = passed(request);
    const window = net.connect(behind.port, behind.hostname, () => {
      window.write("GET " + path + " HTTP/1.1\r\n" +
        Object.entries(headers).map(([name, value]) => name + ": " + value + "\r\n").join("") + "\r\n");
      socket.pipe(window).pipe(socket);
    });
    for (const one of [window, socket]) one.on("error", () => { window.destroy(); socket.destroy(); });
  });
  server.unref();
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done("http://127.0.0.1:" + server.address().port)));
}

// Each step is [what, argument, argument].
const does = {
  gone: async (page, selector) => {
    await page.waitForFunction((s) => !document.querySelector(s), { polling: 20, timeout: 8000 }, selector);
  },
  open: async (page, file) => {
    url = await address(file);
    behind = new URL(url);
    if (beyond) url = beyond + below + behind.pathname;
    const from = Date.now();
    await page.goto(url);
    await page.waitForSelector(".card, #line, #draft", { polling: 10 });
    return Date.now() - from;
  },
  // From now on windows are opened as RStudio Server does; `file` gets the origin of its page.
  proxy: async (page, file) => { beyond = await proxy(); fs.writeFileSync(file, beyond); },
  key: (page, key) => page.keyboard.press(key),
  // Presses a key and says how many ms passed in the page from that until what matches has this
  // text and is painted.
  until: async (page, key, selector, text) => {
    await page.evaluate((s, t) => {
      window.seen = new Promise((done, failed) => {
        let from = 0;
        const look = () => {
          const e = document.querySelector(s);
          if (!from || !e || !e.textContent.includes(t)) return;
          changes.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
        };
        const changes = new MutationObserver(look);
        changes.observe(document.body, { subtree: true, childList: true, characterData: true });
        document.addEventListener("keydown", () => { from = performance.now(); look(); }, { once: true, capture: true });
        setTimeout(() => failed(new Error("there is no " + t)), 8000);
      });
    }, selector, text);
    await page.keyboard.press(key);
    return Math.round(await page.evaluate(() => window.seen));
  },
  // Goes from where it is to what matches, by Tab alone; says how many it took.
  reach: async (page, selector) => {
    for (let i = 1; i <= 300; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return i;
    }
    throw new Error("no Tab leads there");
  },
  // Writes over what stands in the field that is worked on.
  fill: async (page, text) => {
    await page.evaluate(() => document.activeElement.select());
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  },
  click: (page, selector) => page.click(selector),
  // Writes into a field, in place of what stands there.
  type: async (page, selector, text) => {
    await page.click(selector, { count: 3 });
    await page.keyboard.press("Backspace");
    await page.keyboard.type(text);
  },
  write: (page, text) => page.keyboard.type(text),
  // Turns to the tab of this number, as the loop below does.
  tab: () => null,
  choose: (page, selector, value) => page.select(selector, value),
  wait: async (page, selector, text, seconds) => {
    await page.waitForFunction(
      (s, t) => Array.from(document.querySelectorAll(s)).some((e) => e.textContent.includes(t)),
      { polling: 20, timeout: 1000 * (seconds || 8) }, selector, text);
  },
  text: (page, selector) => page.$eval(selector, (e) => e.textContent),
  html: (page, selector) => page.$eval(selector, (e) => e.innerHTML),
  count: (page, selector) => page.$$eval(selector, (e) => e.length),
  look: (page, dark) => page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: dark ? "dark" : "light" }]),
  size: (page, width, height) => page.setViewport({ width, height }),
  shot: async (page, file, part) => { await page.screenshot({ path: file, fullPage: !part }); },
  focus: (page) => page.evaluate(() => document.activeElement.id),
  ask: (page, code) => page.evaluate(code),
  leave: async (page) => { await page.goto("about:blank"); },
  kill: (page, file) => { process.kill(+fs.readFileSync(file, "utf8"), "SIGKILL"); },
  asked: (page, path, headers) => asked(behind, path === "" ? behind.pathname : path, headers),
  overheard: (page, path, origin, enough) => overheard(
    behind, path === "" ? behind.pathname + "/websocket/" : path,
    origin === "" ? behind.origin : origin, enough),
  axe: async (page) => {
    // The page's own rules let no script in but its own.
    const found = await page.evaluate(axe + "\n;axe.run({resultTypes: ['violations']})");
    return found.violations.map((v) => v.id + " " + v.nodes[0].html);
  },
};

(async () => {
  const browser = await puppeteer.launch({
    executablePath: "/usr/bin/chromium", headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const found = [];
  const said = [];
  try {
    const pages = [];
    // The page of a number, in a tab of its own; what it complains of is kept.
    const tab = async (number) => {
      if (!pages[number]) {
        const page = pages[number] = await browser.newPage();
        page.on("console", (m) => { if (["error", "warning"].includes(m.type())) said.push(m.text()); });
        page.on("pageerror", (e) => said.push(String(e)));
        page.on("dialog", (d) => { said.push("dialog " + d.message()); d.dismiss(); });
        page.on("request", (r) => { if (!/^(data|about):/.test(r.url()) && !r.url().startsWith(new URL(url).origin)) said.push("asked " + r.url()); });
      }
      await pages[number].bringToFront();
      return pages[number];
    };
    let page = await tab(1);
    for (const [what, ...given] of steps) {
      try {
        if (what === "tab") page = await tab(given[0]);
        const got = await does[what](page, ...given);
        found.push(got === undefined ? null : got);
      } catch (e) {
        const seen = await page.evaluate("document.body.innerText").catch(() => "");
        throw new Error(what + " " + given.join(" ").slice(0, 80) + ": " + e.message + "\n" + seen);
      }
    }
    console.log(JSON.stringify({ found, said }));
  } catch (e) {
    console.log(JSON.stringify({ found, said, failed: String(e) }));
  } finally {
    await browser.close();
  }
})();
