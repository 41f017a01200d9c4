"use strict";
// 只为方便: 点列名排序; 链接指到的折处展开; 旧浏览器打印前展开。没有脚本，报告照样可读。
for (const table of document.querySelectorAll("table[data-sortable]:not([data-paged] *)")) {
  const body = table.tBodies[0];
  table.querySelectorAll("th[data-by]").forEach((head) => {
    const sort = () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[head.cellIndex].dataset.key || "";
      const order = (a, b) => key(a).localeCompare(key(b), "zh", { numeric: true });
      const rows = [...body.rows].sort((a, b) => (down ? order(b, a) : order(a, b)));
      body.append(...rows);
    };
    head.tabIndex = 0;
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      sort();
    });
  });
}
// 链接指到折起的地方时，把它展开。
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
  }
  if (target) target.scrollIntoView();
};
addEventListener("hashchange", reveal);
if (location.hash) reveal();
addEventListener("beforeprint", () => {
  document.querySelectorAll("details:not(.quiet)").forEach((each) => { each.open = true; });
});
