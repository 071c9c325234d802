// Drives a window in a headless Chromium: `node drive-window.js PUPPETEER AXE URL-FILE STEPS`.
// The window's address is what URL-FILE comes to hold. STEPS is a JSON list; what the steps
// find is printed as one.
const fs = require("fs");
const puppeteer = require(process.argv[2]);
const axe = process.argv[3] && fs.readFileSync(process.argv[3], "utf8");
const steps = JSON.parse(fs.readFileSync(process.argv[5], "utf8"));

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function address(file) {
  for (let i = 0; i < 600; i++) {
    const url = fs.existsSync(file) && fs.readFileSync(file, "utf8").trim();
    if (url) return url;
    await sleep(20);
  }
  throw new Error("there is no window");
}

// Each step is [what, argument, argument].
const does = {
  open: async (page, url) => {
    const from = Date.now();
    await page.goto(url);
    await page.waitForSelector(".card, #line", { polling: 10 });
    return Date.now() - from;
  },
  key: (page, key) => page.keyboard.press(key),
  // Presses a key and says in how many ms what matches has this text.
  until: async (page, key, selector, text) => {
    const from = Date.now();
    await page.keyboard.press(key);
    await page.waitForFunction(
      (s, t) => { const e = document.querySelector(s); return e && e.textContent.includes(t); },
      { polling: 5, timeout: 8000 }, selector, text);
    return Date.now() - from;
  },
  click: (page, selector) => page.click(selector),
  choose: (page, selector, value) => page.select(selector, value),
  wait: async (page, selector, text) => {
    await page.waitForFunction(
      (s, t) => { const e = document.querySelector(s); return e && e.textContent.includes(t); },
      { polling: 20, timeout: 8000 }, selector, text);
  },
  text: (page, selector) => page.$eval(selector, (e) => e.textContent),
  html: (page, selector) => page.$eval(selector, (e) => e.innerHTML),
  count: (page, selector) => page.$$eval(selector, (e) => e.length),
  look: (page, dark) => page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: dark ? "dark" : "light" }]),
  size: (page, width, height) => page.setViewport({ width, height }),
  shot: async (page, file) => { await page.screenshot({ path: file, fullPage: true }); },
  focus: (page) => page.evaluate(() => document.activeElement.id),
  ask: (page, code) => page.evaluate(code),
  axe: async (page) => {
    // The page's own rules let no script in but its own.
    const found = await page.evaluate(axe + "\n;axe.run({resultTypes: ['violations']})");
    return found.violations.map((v) => v.id + " " + v.nodes[0].html);
  },
};

(async () => {
  const url = await address(process.argv[4]);
  const browser = await puppeteer.launch({
    executablePath: "/usr/bin/chromium", headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const found = [];
  const said = [];
  try {
    const page = await browser.newPage();
    page.on("console", (m) => { if (["error", "warning"].includes(m.type())) said.push(m.text()); });
    page.on("pageerror", (e) => said.push(String(e)));
    page.on("dialog", (d) => { said.push("dialog " + d.message()); d.dismiss(); });
    page.on("request", (r) => { if (!r.url().startsWith(new URL(url).origin) && !r.url().startsWith("data:")) said.push("asked " + r.url()); });
    for (const [what, ...given] of steps) {
      try {
        const got = await does[what](page, ...(what === "open" ? [url] : given));
        found.push(got === undefined ? null : got);
      } catch (e) {
        throw new Error(what + " " + given.join(" ").slice(0, 80) + ": " + e.message);
      }
    }
    console.log(JSON.stringify({ found, said }));
  } catch (e) {
    console.log(JSON.stringify({ found, said, failed: String(e) }));
  } finally {
    await browser.close();
  }
})();
