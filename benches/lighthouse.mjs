// Lighthouse's four categories for each type of page of a built book, served from this machine, compressed, as a host does it.
//
//     cargo run --release -- build
//     npm install --prefix target/npm lighthouse
//     node benches/lighthouse.mjs [FOLDER] [PAGE …]
//
// FOLDER is the built book, `book` if nothing is said. Without pages it takes the first of each type: each page at the top, and
// one of each folder, but for the page of what is not there, which asks to be left out of searches. It prints a line a page,
// and what costs a point; it fails if anything does that is not meant.
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [folder = "book", ...wanted] = process.argv.slice(2);
const root = resolve(folder);
const require = createRequire(resolve("target/npm/package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json" };

/** The first page of each type: those at the top, and the first of each folder. */
const pages = () => {
  const top = readdirSync(root).sort();
  const isPage = (name) => name.endsWith(".html");
  const first = (name) => readdirSync(join(root, name)).sort().filter(isPage).slice(0, 1).map((page) => `${name}/${page}`);
  return top.filter((name) => name !== "404.html").flatMap((name) => (statSync(join(root, name)).isDirectory() ? first(name) : [name].filter(isPage)));
};

const server = createServer((request, response) => {
  const path = join(root, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = path.endsWith("/") ? join(path, "index.html") : path;
  if (!file.startsWith(root) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-encoding": "gzip", "cache-control": "max-age=31536000" });
  response.end(gzipSync(readFileSync(file)));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const { port } = server.address();

const chrome = await launch({ chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"] });
let below = 0;
for (const page of wanted.length ? wanted : pages()) {
  const result = await lighthouse(`http://127.0.0.1:${port}/${page}`, { port: chrome.port, logLevel: "error", output: "json" });
  const { categories, audits } = result.lhr;
  const scores = Object.values(categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
  console.log(`${page}: ${scores.join(", ")}`);
  for (const { auditRefs } of Object.values(categories)) {
    const lost = auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
    for (const { id } of lost) {
      // Private sheets and notes for practitioners ask searches to stay away: that they do is right, and costs points.
      const meant = id === "is-crawlable";
      if (!meant) below += 1;
      console.log(`    ${id} ${audits[id].score}: ${audits[id].title} ${meant ? "(as it should be)" : (audits[id].displayValue ?? "")}`);
    }
  }
}
await chrome.kill();
server.close();
process.exitCode = below > 0 ? 1 : 0;
