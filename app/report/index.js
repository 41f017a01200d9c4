"use strict";
// 目录分页：一次只排一页的行；可搜索、筛选、按列排。没有脚本时，页面上是最重的一页。
(() => {
  const nav = document.getElementById("contents");
  const data = JSON.parse(document.getElementById("tables").textContent);
  const [table, body] = [nav.querySelector("table"), nav.querySelector("tbody")];
  const PRINTED = 2000;
  const made = (tag, given = {}, ...inside) => {
    const each = Object.assign(document.createElement(tag), given);
    each.append(...inside);
    return each;
  };
  const rows = data.rows.map(([id, href, unit, title, year, label, stated, due, verdict, unread, counts, codes, copies], at) => {
    const named = codes.map((code) => data.codes[code]);
    const text = [data.units[unit], title, year, label, ...named, ...copies].join("\n").toLowerCase();
    return { at, id, href, unit: data.units[unit], title, year, label, stated, due, verdict, unread, counts, named, copies, text };
  });

  const apart = new Set(data.apart.map((number) => number - 1));
  const state = { words: [], verdict: "", code: "", unit: "", apart: "", page: 0, by: null, down: true };
  let found = rows;
  const KEYS = [
    (row) => -row.at, (row) => row.unit, (row) => row.title, (row) => row.year, (row) => row.label,
    (row) => row.stated, (row) => row.due, (row) => data.verdicts[row.verdict][0],
    ...[0, 1, 2, 3].map((kind) => (row) => row.counts[kind]),
  ];
  const words = new Intl.Collator("zh", { numeric: true });
  const before = (a, b) => (typeof a === "number" ? a - b : words.compare(a, b));

  const cell = (kind, ...inside) => made("td", { className: kind }, ...inside);
  const soft = (text) => [made("br"), made("span", { className: "soft", textContent: text })];
  const address = (path) => path.split("/").map(encodeURIComponent).join("/");
  const line = (row) => {
    const [word, tone] = data.verdicts[row.verdict];
    return made("tr", { id: `c-${row.id}` },
      cell("c k", row.at + 1), cell("", row.unit),
      cell("", made("a", { href: address(row.href), textContent: row.title })),
      cell("c k", row.year),
      cell("", row.label, ...(row.copies.length ? soft(`相同的文件：${row.copies.join("、")}`) : [])),
      cell("n", row.stated), cell("n", row.due),
      cell(`c v-${tone}`, word, ...(row.unread ? soft(`${row.unread} 处没有读懂`) : [])),
      ...row.counts.map((count) => cell("n", count || "")));
  };

  const told = made("p", { className: "soft" });
  told.setAttribute("role", "status");
  const number = made("input", { type: "number", min: 1 });
  const pages = made("span");
  const button = (text, to) => made("button", { type: "button", textContent: text, onclick: () => turn(to()) });
  const earlier = button("上一页", () => state.page - 1);
  const later = button("下一页", () => state.page + 1);
  const pager = made("p", { className: "pager screen" }, earlier, made("label", {}, "第 ", number), pages, later);
  const count = () => Math.max(1, Math.ceil(found.length / data.shown));
  const draw = (first, most) => body.replaceChildren(...found.slice(first, first + most).map(line));
  const turn = (page) => {
    state.page = Math.min(Math.max(page, 0), count() - 1);
    const first = state.page * data.shown;
    draw(first, data.shown);
    const last = Math.min(first + data.shown, found.length);
    const part = found.length > data.shown ? `，这里是第 ${first + 1}～${last} 张` : "";
    told.textContent = `${found.length === rows.length ? "共" : "找到"} ${found.length} 张${part}`;
    number.value = state.page + 1;
    number.max = count();
    pages.textContent = ` ／ ${count()} 页`;
    earlier.disabled = state.page === 0;
    later.disabled = state.page === count() - 1;
    pager.hidden = count() === 1;
  };
  const find = () => {
    const { words: asked, verdict, code, unit, apart: unusual } = state;
    found = rows.filter((row) => (verdict === "" || row.verdict === Number(verdict))
      && (code === "" || row.named.includes(code)) && (unit === "" || row.unit === unit)
      && (unusual === "" || apart.has(row.at))
      && asked.every((word) => row.text.includes(word)));
    if (state.by !== null) {
      const [key, turned] = [KEYS[state.by], state.down ? -1 : 1];
      found.sort((a, b) => turned * before(key(a), key(b)) || a.at - b.at);
    }
    turn(0);
  };
  number.addEventListener("change", () => turn(Math.trunc(Number(number.value)) - 1 || 0));

  const search = made("input", { type: "search", placeholder: "单位、项目、文件、年度、编号" });
  search.addEventListener("input", () => {
    state.words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    state.unit = "";
    find();
  });
  const choice = (name, all, options) => {
    const select = made("select", {}, made("option", { value: "", textContent: all }),
      ...options.map(([value, text]) => made("option", { value, textContent: text })));
    select.addEventListener("change", () => { state[name] = select.value; find(); });
    return select;
  };
  const verdict = choice("verdict", "全部", data.verdicts.map(([word], at) => [at, word]));
  const code = choice("code", "全部", [...data.codes].sort().map((each) => [each, each]));
  const unusual = choice("apart", "全部", [["1", "突出的"]]);
  const form = made("p", { className: "find screen" },
    made("label", {}, "搜索 ", search), made("label", {}, "结论 ", verdict), made("label", {}, "核对 ", code),
    made("label", { hidden: !apart.size }, "总分 ", unusual));
  table.before(form, told);
  table.after(pager);
  nav.querySelectorAll(".unscripted").forEach((each) => each.remove());

  // 总览里“另几张”：在目录里只列那一项核对、那个单位的，或总分突出的。
  document.querySelectorAll("a[data-code], a[data-unit], a[data-apart]").forEach((link) => link.addEventListener("click", () => {
    state.unit = link.dataset.unit || "";
    state.code = code.value = link.dataset.code || "";
    state.apart = unusual.value = link.dataset.apart || "";
    state.verdict = verdict.value = "";
    search.value = state.unit;
    state.words = [];
    find();
  }));
  nav.querySelectorAll("th[data-by]").forEach((head) => {
    const sort = () => {
      state.down = head.getAttribute("aria-sort") !== "descending";
      state.by = head.cellIndex;
      nav.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      find();
    };
    head.tabIndex = 0;
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      sort();
    });
  });

  // 从一张表的页回来：翻到它所在的一页。
  const back = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const at = found.findIndex((row) => `c-${row.id}` === id);
    if (at >= 0) turn(Math.floor(at / data.shown));
  };
  addEventListener("hashchange", back);
  addEventListener("beforeprint", () => {
    draw(0, PRINTED);
    told.textContent = `${found.length} 张${found.length > PRINTED ? `，印出最前的 ${PRINTED} 张` : ""}`;
  });
  addEventListener("afterprint", () => turn(state.page));
  turn(0);
  if (location.hash) back();
})();
