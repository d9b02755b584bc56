// The search page. It finds warnings in the index that the build has made, which no server takes part in. What a reader
// looks for stands in the address, so that it can be kept or passed on, and nowhere else. Every word that is shown comes
// from the page.

const AT_ONCE = 10;
const PAUSE = 300; // milliseconds without a key, after which a reader is taken to have typed a word
const SHORTEST = 3; // letters; for less, the reader presses Enter
const MOST_WORDS = 8; // of a long story, the longest are looked for one by one

const part = (name) => document.querySelector(`[data-search-${name}]`);

const form = part("form");
const results = part("results");
const status = part("status");
const hint = part("hint");
const nothing = part("nothing");
const elsewhere = part("elsewhere");
const list = part("list");
const more = part("more");
const pattern = part("result").content;
const said = results.dataset;

const home = new URL(said.home, document.baseURI);
const languages = new Map([...elsewhere.querySelectorAll("[data-tag]")].map((link) => [link.dataset.tag, link]));
const language = chosenLanguage(new URLSearchParams(location.search).get("lang"));

let index = null; // what the words are looked up in, once it is asked for
let found = []; // everything that the last search has found
let misses = 0; // how many files could not be fetched
let turn = 0; // which search is the last one
let pause = 0;

start();

function start() {
  noteMisses();
  writeDown(new URLSearchParams(location.search));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    lookUp();
  });
  form.addEventListener("change", (event) => event.target.name !== "q" && lookUp());
  form.q.addEventListener("focus", () => opened().catch(forget), { once: true });
  form.q.addEventListener("input", () => {
    clearTimeout(pause);
    if (form.q.value.trim().length >= SHORTEST || !form.q.value) pause = setTimeout(lookUp, PAUSE);
  });
  more.addEventListener("click", () => showMore().then((first) => first?.focus(), fail));
  if (isAsked(asked())) lookUp();
}

// What is asked for

function writeDown(given) {
  form.q.value = given.get("q") ?? "";
  for (const select of form.querySelectorAll("select")) {
    select.value = given.get(select.name) ?? "";
    if (select.selectedIndex < 0) select.value = ""; // the address names what this site does not have
  }
}

function chosenLanguage(tag) {
  return languages.has(tag) ? tag : said.language;
}

function asked() {
  const value = (name) => form.elements[name].value;
  return { words: form.q.value.trim(), filters: { area: value("area"), topic: value("topic"), state: value("state") } };
}

function isAsked({ words, filters }) {
  return words !== "" || Object.values(filters).some(Boolean);
}

function address({ words, filters }, tag) {
  const given = { q: words, ...filters, lang: tag === said.language ? "" : tag };
  const written = new URLSearchParams(Object.entries(given).filter(([, value]) => value)).toString();
  return location.pathname + (written && `?${written}`);
}

// An address is in the index by its host, as criminals change the rest; a telephone number as it is dialled. Where words
// stand in a text is not in the index, so that marks around them ask for nothing more than the words.
function asIndexed(words) {
  return words
    .replace(/["“”„«»]/g, " ")
    .trim()
    .replace(/(?:\+|\b)\d[\d\s().-]{7,}\d/g, (number) => dialled(number))
    .split(/\s+/)
    .map((word) => (/[^\s@]\[?\.\]?[^\s@]/.test(word) && !word.includes("@") ? host(word) : word))
    .join(" ");
}

function dialled(number) {
  return number.replace(/^(?:\+|00)44[\s().-]*(?:\(0\))?0?/, "0").replace(/\D/g, "");
}

function host(word) {
  return word.replace(/^[a-z]+:\/\//i, "").replace(/^www\[?\.\]?/i, "").split(/[/?#]/)[0];
}

// The search

// Pagefind goes on where a part of the index is missing, and finds nothing in it. Who is told that nothing was found takes
// a scam for genuine, so that is noted here.
function noteMisses() {
  const fetchAsUsual = globalThis.fetch;
  globalThis.fetch = async (...asked) => {
    const answer = await fetchAsUsual(...asked).catch(() => Response.error());
    if (!answer.ok) misses += 1;
    return answer;
  };
}

function opened() {
  index ??= import(new URL("pagefind.js", new URL(said.index, document.baseURI)).href).then(
    (pagefind) => pagefind.createInstance({ noWorker: true }), // a worker needs a policy of its own, and more to load
  );
  return index;
}

function forget() {
  index = null;
}

async function lookUp() {
  clearTimeout(pause);
  const own = ++turn;
  const question = asked();
  history.replaceState(null, "", address(question, language));
  if (!isAsked(question)) return clear();
  results.setAttribute("aria-busy", "true");
  if (!index) status.textContent = said.searching;
  try {
    const answer = await answerTo(question);
    if (own === turn) show(question, answer);
  } catch {
    if (own === turn) fail();
  }
  if (own === turn) results.setAttribute("aria-busy", "false");
}

// A site that was published anew while somebody reads it has other files: then all is fetched once more.
async function answerTo(question) {
  try {
    return await search(question);
  } catch {
    forget();
    return search(question);
  }
}

async function search(question) {
  const missed = misses;
  const finder = await opened();
  const all = await findWith(finder, question);
  const answer = all.results.length ? all : { ...all, ...(await findSome(finder, question)) };
  const lines = await linesOf(answer.results.slice(0, AT_ONCE));
  if (misses > missed) throw new Error("a part of the index is missing");
  return { ...answer, lines };
}

async function findWith(finder, { words, filters }) {
  const term = words ? asIndexed(words) : null;
  const narrow = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
  const sort = { order: "asc" };
  if (languages.size < 2) return { ...(await finder.search(term, { filters: narrow, sort })), byLanguage: {} };
  const own = await finder.search(term, { filters: { ...narrow, language }, sort });
  const every = await finder.search(term, { filters: narrow, sort });
  return { ...own, byLanguage: every.filters.language ?? {} };
}

// Who tells what has happened uses words that no warning has. What has some of them is shown, the rarest counting most.
async function findSome(finder, { words, filters }) {
  const single = [...new Set(asIndexed(words).split(" "))].filter((word) => word.length >= SHORTEST);
  if (single.length < 2) return { results: [] };
  const longest = single.sort((one, other) => other.length - one.length).slice(0, MOST_WORDS);
  const weights = new Map();
  for (const word of longest) {
    const { results: having } = await findWith(finder, { words: word, filters });
    for (const one of having) {
      const known = weights.get(one.id) ?? { one, weight: 0 };
      weights.set(one.id, { one, weight: known.weight + 1 / having.length });
    }
  }
  const heaviest = [...weights.values()].sort((one, other) => other.weight - one.weight);
  return { results: heaviest.slice(0, AT_ONCE).map(({ one }) => one), isSome: true };
}

// What is shown

function show(question, answer) {
  found = answer.results;
  list.replaceChildren(...answer.lines);
  list.hidden = found.length === 0;
  more.hidden = found.length <= AT_ONCE;
  status.textContent = found.length && answer.isSome ? said.some : told(question.words, found.length);
  tellHint(found.length ? "" : said.hint);
  nothing.hidden = found.length > 0;
  showElsewhere(question, answer.byLanguage);
}

function clear() {
  found = [];
  results.setAttribute("aria-busy", "false");
  list.replaceChildren();
  list.hidden = more.hidden = elsewhere.hidden = nothing.hidden = true;
  status.textContent = "";
  tellHint("");
}

function fail() {
  clear();
  forget();
  tellHint("");
  status.textContent = said.failed;
}

function tellHint(words) {
  hint.textContent = words;
  hint.hidden = !words;
}

function told(words, count) {
  const kind = new Intl.PluralRules(document.documentElement.lang).select(count);
  const form = said[`found${kind[0].toUpperCase()}${kind.slice(1)}`] ?? said.foundOther;
  const much = count ? form.replace("{count}", count) : said.none;
  if (!words) return much;
  const isolated = `\u2068${words}\u2069`; // whichever way they are written
  return said.for.replace(/\{(words|found)\}/g, (_, name) => (name === "words" ? isolated : much));
}

function showElsewhere(question, byLanguage) {
  for (const [tag, link] of languages) {
    const count = byLanguage[tag] ?? 0;
    link.hidden = tag === language || count === 0;
    link.dataset.name ??= link.textContent;
    link.textContent = `${link.dataset.name} (${count})`;
    link.href = address(question, tag);
  }
  elsewhere.hidden = [...languages.values()].every((link) => link.hidden);
}

async function showMore() {
  const shown = list.children.length;
  const lines = await linesOf(found.slice(shown, shown + AT_ONCE));
  list.append(...lines);
  more.hidden = list.children.length >= found.length;
  return list.children[shown]?.querySelector("a");
}

async function linesOf(some) {
  return (await Promise.all(some.map((one) => one.data()))).map(line);
}

function line({ raw_url: page, meta, filters }) {
  const item = pattern.cloneNode(true);
  const link = item.querySelector("a");
  link.href = new URL(page, home).href;
  link.textContent = meta.title;
  const [summary, facts] = item.querySelectorAll("p");
  const [state, places, date] = facts.children;
  summary.textContent = meta.summary;
  state.textContent = stateOf(filters.state);
  state.classList.toggle("advisory-list__urgent", filters.state.includes("urgent"));
  places.textContent = `${meta.areas.split(" ").map(nameOfArea).join(", ")}: `;
  date.textContent = meta.date;
  mark(filters.language[0], [link.parentElement, summary, date]);
  return item;
}

function stateOf(states) {
  if (states.includes("urgent")) return `${said.urgent}. `;
  return states.includes("current") ? "" : `${nameOf(form.elements.state, states[0])}. `;
}

function nameOfArea(slug) {
  return nameOf(form.elements.area, slug);
}

function nameOf(select, value) {
  return [...select.options].find((option) => option.value === value)?.text ?? value;
}

function mark(tag, elements) {
  const written = languages.get(tag);
  if (!written || tag === said.language) return;
  for (const element of elements) {
    element.lang = written.lang;
    element.dir = written.dir;
  }
}
