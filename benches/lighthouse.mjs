// Lighthouse's four categories for each type of page of a built book, served from this machine as a host does it: with the
// headers of the book's own `_headers`, and compressed.
//
//     cargo run --release -- build
//     npm install --prefix target/npm lighthouse
//     node benches/lighthouse.mjs [--runs N] [FOLDER] [PAGE …]
//
// FOLDER is the built book, `book` if nothing is said. Without pages it takes one of each type: each page at the top, and the
// first of each folder. Each is measured three times, on Lighthouse's own telephone on a slow line, and the middle one counts.
// It prints a line a page, and what costs a point; it fails if anything does that is not meant. Other work on the machine
// costs points of performance, so let it be idle.
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const given = process.argv.slice(2);
const runs = given[0] === "--runs" ? Number(given.splice(0, 2)[1]) : 3;
const [folder = "book", ...wanted] = given;
const root = resolve(folder);
const require = createRequire(resolve(process.env.NPM ?? "target/npm", "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json" };

/** What is meant to be below 100, by page: the whole guide is as long as a book, and its words alone take a slow line a second. */
const MEANT = { "whole-guide.html": { performance: 95 } };

/** The first page of each type: those at the top, and the first of each folder. */
const pages = () => {
  const top = readdirSync(root).sort();
  const isPage = (name) => name.endsWith(".html");
  const first = (name) => readdirSync(join(root, name)).sort().filter(isPage).slice(0, 1).map((page) => `${name}/${page}`);
  return top.flatMap((name) => (statSync(join(root, name)).isDirectory() ? first(name) : [name].filter(isPage)));
};

/** The headers of `_headers` for a path: a line with a path, `*` at its end, and indented lines with what it gets. */
const headersOf = (path) => {
  const found = {};
  let applies = false;
  for (const line of readFileSync(join(root, "_headers"), "utf8").split("\n")) {
    if (/^\s/.test(line)) {
      const [name, value] = line.trim().split(/:\s*(.*)/s);
      if (applies && name) found[name.toLowerCase()] = value;
    } else {
      applies = line.endsWith("*") ? path.startsWith(line.slice(0, -1)) : line === path;
    }
  }
  return found;
};

const compressed = (bytes, accepted) =>
  /\bbr\b/.test(accepted)
    ? ["br", brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })]
    : ["gzip", gzipSync(bytes)];

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const path = join(root, decodeURIComponent(pathname));
  const file = path.endsWith("/") ? join(path, "index.html") : path;
  if (!file.startsWith(root) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const [encoding, body] = compressed(readFileSync(file), request.headers["accept-encoding"]);
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-encoding": encoding, ...headersOf(pathname) });
  response.end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const { port } = server.address();
const chrome = await launch({ chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"] });

const middle = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
let below = 0;
for (const page of wanted.length ? wanted : pages()) {
  const results = [];
  // Once in a while the browser gives no measure; then it is asked again.
  for (let run = 0; results.length < runs && run < runs + 3; run += 1) {
    const { lhr } = await lighthouse(`http://127.0.0.1:${port}/${page}`, { port: chrome.port, logLevel: "error", output: "json" });
    if (Object.values(lhr.categories).every(({ score }) => score !== null)) results.push(lhr);
  }
  if (results.length < runs) throw new Error(`${page}: could not be measured`);
  const asksToStayAway = /<meta name="robots" content="noindex/.test(readFileSync(join(root, page), "utf8"));
  const scores = Object.values(results[0].categories).map(({ id, title }) => {
    const score = middle(results.map(({ categories }) => Math.round(categories[id].score * 100)));
    // A page that asks searches to stay away loses points for it and for nothing else: it is right to ask.
    const lost = results[0].categories[id].auditRefs.filter(({ id: audit, weight }) => weight > 0 && (results[0].audits[audit].score ?? 1) < 1);
    const stays = id === "seo" && asksToStayAway && lost.every(({ id: audit }) => audit === "is-crawlable");
    if (score < (MEANT[page]?.[id] ?? 100) && !stays) below += 1;
    const why = score < 100 ? ` (${stays ? "asks searches to stay away" : lost.map(({ id: audit }) => `${audit} ${results[0].audits[audit].displayValue ?? ""}`.trim()).join("; ")})` : "";
    return `${title} ${score}${why}`;
  });
  console.log(`${page}: ${scores.join(", ")}`);
}
await chrome.kill();
server.close();
process.exitCode = below > 0 ? 1 : 0;
