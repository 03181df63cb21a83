// Search, loaded when it is first asked for. It works from disk: the index is made of classic scripts below "search/", of
// which only those are loaded that the words need. Nothing that is typed leaves the page, is kept, or stands in an address.
(() => {
  "use strict";
  const page = document.documentElement;
  const root = document.currentScript.src.replace(/static\/[^/]*$/, "");
  const control = document.querySelector(".to-search");
  const parts = document.body.dataset.search.split(" ");

  // Files of the index: each calls mendbookSearch with its name and what it holds.
  const files = new Map();
  const load = (name) => {
    if (!files.has(name)) {
      const file = {};
      file.ready = new Promise((done, fail) => {
        file.done = done;
        const script = document.createElement("script");
        script.src = `${root}search/${name}.js`;
        script.onerror = () => {
          files.delete(name);
          fail(name);
        };
        document.head.append(script);
      });
      files.set(name, file);
    }
    return files.get(name).ready;
  };
  self.mendbookSearch = (name, held) => files.get(name).done(held);

  // Words, as src/render/search/words.rs has them.
  const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]{1,2}(?![\p{L}\p{M}]))?/gu;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };
  const fold = (word) =>
    word
      .normalize("NFKD")
      .toLowerCase()
      .replace(/['’\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]/g, "")
      .replace(/[ßæœøłđı]/g, (letter) => LETTERS[letter]);
  const SPACELESS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}]/u;
  const pieces = (word) => {
    const letters = [...word];
    if (!SPACELESS.test(word) || letters.length < 3) return [word];
    return letters.slice(1).map((letter, at) => letters[at] + letter);
  };
  const wordsOf = (text) => (text.match(WORD) || []).map(fold).flatMap(pieces).filter(Boolean);

  // The language: what words have at their end, and which mean the same.
  let say;
  const stems = new Map();
  const stem = (word) => {
    if (!stems.has(word)) {
      let rest = word;
      for (let times = 0; times < 2; times += 1) {
        const end = say.endings.find((ending) => rest.endsWith(ending) && rest.length - ending.length > 2);
        if (end) rest = rest.slice(0, -end.length);
      }
      if (rest.length > 3 && rest.at(-1) === rest.at(-2)) rest = rest.slice(0, -1);
      stems.set(word, rest);
    }
    return stems.get(word);
  };

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const STEPS = [0.5, 1, 1.7, 2.6, 5, 9, 13, 18];

  // The parts that this page may ask.
  let indexes;
  const open = async () => {
    if (indexes) return;
    const loaded = await Promise.all(parts.map(async (part) => ({ part, ...(await load(`${part}/index`)) })));
    say = loaded[0].say;
    say.endings.sort((one, other) => other.length - one.length);
    const stemmed = (text) => wordsOf(text).map(stem).join(" ");
    say.groups = say.same.map((group) => group.map(stemmed));
    say.dangers = say.danger.map(stemmed);
    for (const index of loaded) {
      let sum = 0;
      index.common = new Set(index.common.split(" "));
      index.texts = [...index.texts].map((digit) => (sum += DIGITS.indexOf(digit)));
    }
    indexes = loaded;
  };

  // The words of an index that start with a text and that a test lets through: the best, those before others that stand in more
  // documents; each with how near it is and where it stands.
  const MOST_WORDS = 12;
  const among = async (index, start, near) => {
    const end = `${start}\uffff`;
    const numbers = index.words.map((_, at) => at).filter((at) => index.words[at] < end && !(index.words[at + 1] <= start));
    const lists = await Promise.all(numbers.map((number) => load(`${index.part}/w${number}`)));
    const found = [];
    for (const list of lists) {
      for (const line of list.split(" ")) {
        const word = line.slice(0, -1);
        const how = line.startsWith(start) && near(word);
        if (how) found.push([word, how, DIGITS.indexOf(line.at(-1))]);
      }
    }
    found.sort((one, other) => other[1] - one[1] || other[2] - one[2]);
    const uses = async ([word, how]) => {
      const file = await load(`${index.part}/u${index.uses.findLastIndex((first) => first <= word)}`);
      return [word, how, file[word]];
    };
    return Promise.all(found.slice(0, MOST_WORDS).map(uses));
  };
  const uses = (packed, see) => {
    let number = 0;
    let place = 1;
    let of = 0;
    for (const digit of packed) {
      const value = DIGITS.indexOf(digit);
      number += (value % 32) * place;
      place *= 32;
      if (value < 32) {
        of += number >> 3;
        see(of, STEPS[number & 7]);
        number = 0;
        place = 1;
      }
    }
  };

  // How many letters differ, two that changed places being one; more than "most" is too many. With "open", the second word
  // may go on.
  const differ = (one, other, most, open) => {
    let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return open ? Math.min(...row) : row.at(-1);
  };

  // The words of an index that go with a word which was typed.
  const matches = async (index, word, isLast, isTold) => {
    const base = stem(word);
    if (!isTold) return among(index, word, (one) => one === word);
    const found = await among(index, base, (one) =>
      one === word ? 1 : stem(one) === base ? 0.9 : isLast && word.length > 1 && one.startsWith(word) ? 0.6 : 0,
    );
    for (const group of say.groups.filter((group) => group.includes(base))) {
      for (const other of group) {
        if (other === base || other.includes(" ")) continue;
        found.push(...(await among(index, other, (one) => stem(one) === other && 0.5)));
      }
    }
    if (found.length || word.length < 4) return found;
    const most = word.length < 8 ? 1 : 2;
    const near = (one) => {
      const off = Math.abs(one.length - word.length) > most && !isLast ? 9 : differ(word, one, most, isLast);
      return off <= most && 0.5 / off;
    };
    // In a small index an error may stand anywhere; in a large one not in the first letter, unless two changed places.
    const starts = index.words.length < 3 ? [""] : new Set([word[0], word[1]]);
    for (const start of starts) found.push(...(await among(index, start, near)));
    return found;
  };

  const MOST = 24;
  const MOST_OF_A_KIND = 6;
  const kindOf = (index, of) => index.kinds[DIGITS.indexOf(index.kind[of])];

  const find = async (typed) => {
    const words = wordsOf(typed);
    const ends = /[\p{L}\p{N}\p{M}]$/u.test(typed);
    const marked = new Set();
    const results = [];
    for (const index of indexes) {
      const scores = new Map();
      const told = words.filter((word) => !index.common.has(word));
      for (const [at, word] of words.entries()) {
        // A common word stands in the index only where it is part of a name, and need not stand anywhere.
        const isTold = told.includes(word) || !told.length;
        const best = new Map();
        for (const [one, how, packed] of await matches(index, word, ends && at === words.length - 1, isTold)) {
          if (isTold) marked.add(one);
          let all = 0;
          uses(packed, () => (all += 1));
          const weight = how * Math.log(1 + index.n / all) * (isTold ? 1 : 0.1);
          uses(packed, (of, much) => best.set(of, Math.max(best.get(of) || 0, weight * much)));
        }
        best.forEach((much, of) => {
          const [sum, count] = scores.get(of) || [0, 0];
          scores.set(of, [sum + much, count + isTold]);
        });
      }
      const most = told.length || words.length;
      scores.forEach(([sum, count], of) => results.push({ index, of, score: sum * (count / most) ** 1.5 * kindOf(index, of)[1] }));
    }
    results.sort((one, other) => other.score - one.score || one.of - other.of);
    // What goes with one word of many, and barely, is nothing that was looked for.
    const good = results.filter((result) => result.score > results[0].score / 12);
    const counts = {};
    const shown = good.filter(({ index, of }) => {
      const [kind] = kindOf(index, of);
      counts[kind] = (counts[kind] || 0) + 1;
      return counts[kind] <= MOST_OF_A_KIND;
    });
    const stemmed = ` ${words.map(stem).join(" ")} `;
    const isDanger = say.dangers.some((danger) => stemmed.includes(` ${danger} `));
    return { n: good.length, shown: shown.slice(0, MOST), marked, isDanger };
  };

  const textOf = async ({ index, of }) => {
    const number = index.texts.findIndex((end) => end > of);
    const texts = await load(`${index.part}/t${number}`);
    return texts[of - (index.texts[number - 1] || 0)];
  };

  // What is shown.
  const make = (tag, settings, ...inside) => {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...inside);
    return element;
  };
  const isIn = (marked, word) => pieces(fold(word)).some((piece) => marked.has(piece));
  // A text in which the words that were found are marked.
  const withMarks = (text, marked) => {
    const inside = [];
    let last = 0;
    for (const { 0: word, index: at } of text.matchAll(WORD)) {
      if (!isIn(marked, word)) continue;
      inside.push(text.slice(last, at), make("mark", {}, word));
      last = at + word.length;
    }
    return [...inside, text.slice(last)];
  };
  // The line that has most of the words, cut to what is around them.
  const passage = (text, marked) => {
    let best = ["", 0, 0];
    for (const line of text.split("\n")) {
      const found = [...line.matchAll(WORD)].filter(([word]) => isIn(marked, word));
      const count = new Set(found.map(([word]) => fold(word))).size;
      if (count > best[1] || !best[0]) best = [line, count, found[0] ? found[0].index : 0];
    }
    const [line, , at] = best;
    const from = at > 90 ? line.lastIndexOf(" ", at - 50) + 1 : 0;
    const to = line.length > from + 190 ? line.lastIndexOf(" ", from + 180) : line.length;
    return (from ? "… " : "") + line.slice(from, to) + (to < line.length ? " …" : "");
  };

  // That the index could not be loaded stands on the page itself, whose script says so.
  const failed = () => control.dispatchEvent(new Event("failed"));
  const worked = () => document.querySelectorAll(".search-failed").forEach((note) => (note.hidden = true));
  let region;
  let input;
  let status;
  let list;
  let turn = 0;
  const link = (title, href) => make("a", { href: root + href }, ...[title].flat());
  const show = async () => {
    const mine = (turn += 1);
    const typed = input.value.trim();
    if (!typed) {
      list.replaceChildren();
      status.textContent = say.about;
      input.dataset.answered = "";
      return;
    }
    let found, texts;
    try {
      found = await find(input.value);
      texts = await Promise.all(found.shown.map(async (result) => [result, await textOf(result)]));
    } catch {
      status.textContent = "";
      return failed();
    }
    // Somebody has typed on.
    if (mine !== turn) return;
    worked();
    const groups = new Map();
    const seen = new Set();
    for (const [{ index, of }, [title, href, audience, text]] of texts) {
      if (seen.has(href)) continue;
      seen.add(href);
      const [kind] = kindOf(index, of);
      const item = make("li", {}, link(withMarks(title, found.marked), href));
      if (audience) item.append(make("span", { className: "soft" }, ` ${audience}`));
      item.append(make("p", {}, ...withMarks(passage(text, found.marked), found.marked)));
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(item);
    }
    list.replaceChildren();
    const add = (items, title, _, className = "") =>
      list.append(make("section", { className }, make("h2", {}, title), make("ul", {}, ...items)));
    const firstAid = say.first.map((one) => make("li", {}, link(...one)));
    if (found.isDanger) add(firstAid, say.unsafe, 0, "first box");
    groups.forEach(add);
    const { n, shown } = found;
    const form = new Intl.PluralRules(page.lang).select(n);
    const words = (n ? say.count[form] || say.count.other : typed[1] ? say.none : say.about).replace("{n}", n);
    input.dataset.answered = input.value;
    status.textContent = n > shown.length ? `${words} ${say.best.replace("{n}", shown.length)}` : words;
  };

  const close = () => {
    page.classList.remove("searching");
    control.setAttribute("aria-expanded", "false");
    input.value = "";
    list.replaceChildren();
    turn += 1;
  };
  const leave = () => close() || control.focus();
  const build = () => {
    input = make("input", { type: "search", id: "search-words", autocomplete: "off", spellcheck: false, autocapitalize: "off" });
    status = make("p", { id: "search-status", role: "status" });
    list = make("div", { className: "results" });
    const label = make("h1", {}, make("label", { htmlFor: "search-words" }, say.label));
    const shut = make("button", { type: "button", className: "button plain" }, say.close);
    const row = make("div", { className: "search-row", role: "search" }, input, shut);
    region = make("main", { className: "search" }, label, row, status, list);
    document.querySelector(".layout").before(region);
    shut.addEventListener("click", leave);
    input.addEventListener("input", show);
    document.addEventListener("click", ({ target }) => {
      if (target.closest(".results a")) setTimeout(close);
      // A place on the page must be there before the browser goes there.
      else if (target.closest("a[href^='#']")) close();
    });
    region.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Enter: document.activeElement === input ? 0 : -9 }[event.key];
      if (event.key === "Escape") leave();
      else if (to === undefined || to === -9 || (at < 0 && event.key === "ArrowUp")) return;
      else if (to < 0) input.focus();
      else if (links[to]) links[to].focus();
      event.preventDefault();
    });
    // Back shall not bring up again what was looked for.
    addEventListener("pagehide", close);
  };
  mendbookSearch.open = async () => {
    try {
      await open();
    } catch {
      return failed();
    }
    worked();
    if (!region) build();
    page.classList.add("searching");
    control.setAttribute("aria-expanded", "true");
    scrollTo(0, 0);
    input.focus();
    show();
  };
  mendbookSearch.open();
})();
