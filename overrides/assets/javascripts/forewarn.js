// Two niceties; every page works without.

const all = (selector) => [...document.querySelectorAll(selector)];

// "Ynys Môn & Co" is " ynys mon and co": a space begins a word.
const plain = (text) => " " + text.normalize("NFKD").toLowerCase().replace(/[\p{M}'’]/gu, "")
  .replace(/&/g, " and ").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const fitting = (typed) => {
  const words = plain(typed).split(/(?= )/);
  const fits = (name) => words.every((word) => plain(name).includes(word));
  return all(".area-list a")
    .map((link) => [link, link.dataset.names.split("|").find(fits)]).filter(([, name]) => name);
};

const optionFor = ([link, name], at) => {
  const option = link.cloneNode(), own = link.textContent;
  option.textContent = name === own ? own : `${own} (${name})`;
  option.dir = "auto";
  option.id = "page--found-" + at;
  option.tabIndex = -1;
  option.setAttribute("role", "option");
  return option;
};

const find = (input) => {
  const [, , status, list] = input.parentNode.children;
  let options = [], active, pause;

  const activate = (option) => {
    active = option;
    options.forEach((each) => each.setAttribute("aria-selected", each === active));
    input.setAttribute("aria-activedescendant", active ? active.id : "");
    if (active) active.scrollIntoView({ block: "nearest" });
  };

  const show = (isOpen) => {
    options = isOpen ? fitting(input.value).map(optionFor) : [];
    list.textContent = "";
    list.append(...options);
    list.hidden = !options[0];
    input.setAttribute("aria-expanded", !list.hidden);
    activate();
    if (isOpen && !options[0]) all("details").forEach((each) => { each.open = true; });
    const said = input.dataset[options[0] ? "found" : "none"].replace("{}", options.length);
    clearTimeout(pause);
    pause = setTimeout(() => { status.textContent = isOpen ? said : ""; }, 500);
  };

  input.oninput = () => show(input.value.trim());
  input.onkeydown = (event) => {
    const { key } = event, step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      if (list.hidden) show(true);
      const at = options.indexOf(active) + step;
      activate(options[at < -1 ? options.length - 1 : at]);
      event.preventDefault();
    } else if (key === "Enter" && options[0]) {
      if (active || !options[1]) (active || options[0]).click();
      else activate(options[0]);
    } else if (key === "Escape") {
      input.value = "";
      show();
    } else if (/Home|End|Arrow/.test(key)) activate();
  };
};

const copy = async ({ dataset, nextElementSibling: status }) => {
  const words = document.getElementById(dataset.copy);
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(words.textContent);
    status.textContent = dataset.copied;
  } catch {
    getSelection().selectAllChildren(words);
    status.textContent = dataset.refused;
  }
};

all("[role=combobox]").forEach(find);
all("[data-copy]").forEach((button) => { button.onclick = () => copy(button); });
all("[data-with-script]").forEach((part) => { part.hidden = false; });
