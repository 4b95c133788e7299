// Searches the guide. `guideIndex` holds the words of results, the endings in which words of one
// family differ, and as `entries`, in reading order, [kind, label, title, address, text, spellings].
"use strict";

(() => {
  const LIMIT = 60;
  const AROUND = 110;

  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{Mark}/gu, "")
      .replace(/[‘’]/g, "'")
      .replace(/[“”"]/g, " ")
      .toLowerCase()
      .replace(/\s+/g, " ")
      .trim();

  // What words of one family begin with: certify, certified and certification all with "certif".
  const stem = (word) => {
    const { endings, short_endings: few } = window.guideIndex;
    const ending = (word.length > 5 ? endings : few).find((one) => word.endsWith(one)) ?? "";
    const short = word.slice(0, word.length - ending.length);
    return short.length > 2 ? short : word;
  };

  const wordPattern = (word, flags) => {
    const safe = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(?<![\\p{L}\\p{N}])${safe}[\\p{L}\\p{N}]*`, flags);
  };

  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const prepare = ([kind, label, title, address, text, spellings]) => {
    const titled = spellings.map((spelling) => `${spelling} ${title}`);
    const names = [title, ...spellings, ...titled].map(plain);
    const heading = plain(titled[0] ?? title);
    return { kind, label, title, address, text, names, heading, body: plain(text) };
  };

  const rank = (entry, query, patterns) => {
    if (entry.names.includes(query)) return 1000 + (entry.kind === "term" ? 50 : 0);
    const { heading } = entry;
    const inHeading = patterns.filter((pattern) => pattern.test(heading)).length;
    const inText = patterns.filter((pattern) => pattern.test(entry.body)).length;
    const together = patterns.filter((p) => p.test(heading) || p.test(entry.body)).length;
    if (!together) return 0;
    let score = (together === patterns.length ? 200 : 0) + 10 * together + 15 * inHeading + inText;
    if (inHeading === patterns.length) score += 200;
    if (entry.names.some((name) => name.startsWith(query))) score += 200;
    else if (heading.includes(query)) score += 100;
    else if (entry.body.includes(query)) score += 60;
    return score;
  };

  const find = (query) => {
    const words = query.match(/[\p{L}\p{N}]+(?:[.'-][\p{L}\p{N}]+)*/gu) ?? [];
    const patterns = words.map((word) => wordPattern(stem(word), "u"));
    if (!patterns.length) return [];
    const hits = window.guideIndex.entries
      .map((raw, place) => {
        const entry = prepare(raw);
        return { entry, place, score: rank(entry, query, patterns) };
      })
      .filter((hit) => hit.score > 0)
      .sort((a, b) => b.score - a.score || a.place - b.place);
    // Where something has every word, what has only some of them is noise.
    return hits.some((hit) => hit.score >= 200) ? hits.filter((hit) => hit.score >= 200) : hits;
  };

  const marked = (parent, text, pattern) => {
    let place = 0;
    for (const match of text.matchAll(pattern)) {
      parent.append(text.slice(place, match.index));
      parent.appendChild(document.createElement("mark")).textContent = match[0];
      place = match.index + match[0].length;
    }
    parent.append(text.slice(place));
  };

  const excerpt = (text, pattern) => {
    const at = text.search(pattern);
    const start = Math.max(0, (at < 0 ? 0 : at) - AROUND);
    const from = start ? text.indexOf(" ", start) + 1 : 0;
    const end = text.indexOf(" ", Math.max(at, 0) + 2 * AROUND);
    const part = text.slice(from, end < 0 ? text.length : end);
    return `${from ? "… " : ""}${part}${end < 0 ? "" : " …"}`;
  };

  const show = (entry, pattern) => {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = entry.address;
    const label = link.appendChild(document.createElement("span"));
    label.className = "number";
    label.textContent = entry.label;
    link.append(` ${entry.kind === "term" ? "" : entry.title}`);
    const about = item.appendChild(document.createElement("p"));
    if (entry.kind === "term") {
      about.textContent = filled(window.guideIndex.meaning, { meaning: entry.title });
    } else marked(about, excerpt(entry.text, pattern), pattern);
    return item;
  };

  const run = () => {
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    document.querySelectorAll('input[name="q"]').forEach((input) => {
      input.value = asked;
    });
    const query = plain(asked).replace(/[.:]$/, "");
    const status = document.getElementById("search-status");
    if (!query) {
      document.getElementById("search-words").focus();
      return;
    }
    const hits = find(query);
    const words = query.split(" ").map((word) => wordPattern(stem(word), "").source);
    const pattern = new RegExp(words.join("|"), "giu");
    const { none, one, many, most, title } = window.guideIndex.results;
    const told = hits.length > LIMIT ? most : [none, one][hits.length] ?? many;
    const values = { words: asked.trim(), count: hits.length, most: LIMIT };
    status.textContent = filled(told, values);
    document.title = filled(title, { words: asked.trim(), page: document.title });
    const list = document.getElementById("search-results");
    list.append(...hits.slice(0, LIMIT).map((hit) => show(hit.entry, pattern)));
  };

  document.addEventListener("DOMContentLoaded", run);
})();
