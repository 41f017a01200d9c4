"use strict";
// 只为方便: 拖放文件, 上传时说一声。没有脚本，页面照样可读。
for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  for (const each of form.querySelectorAll("input[type=file]")) {
    each.addEventListener("change", () => {
      for (const other of form.querySelectorAll("input[type=file]")) if (other !== each) other.value = "";
    });
  }
  const over = (event) => { event.preventDefault(); form.classList.add("over"); };
  form.addEventListener("dragenter", over);
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", () => { form.querySelector("[data-busy]").hidden = false; });
}
// 一格存不上的时候说出来: 断了、过期了、不收。字还在格里，可以再试。
const status = (text) => {
  const place = document.getElementById("status");
  if (place) place.textContent = text;
};
document.addEventListener("htmx:responseError", (event) => {
  const answer = document.createElement("template");
  answer.innerHTML = event.detail.xhr.responseText;
  status(answer.content.textContent.trim() || "没有存上，请刷新页面再试");
});
document.addEventListener("htmx:sendError", () => status("连不上，没有存。字还在格里，请再试一次"));
// 正写着的一格不换掉。
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  if (target.matches("td.v > div[id^=v]") && target.contains(document.activeElement)) event.detail.shouldSwap = false;
});
// 添了、删了一行之后，从那里写起。
const here = location.hash.startsWith("#c") && document.getElementById(location.hash.slice(1));
if (here) (here.querySelector("[name=text]") ?? here.closest("tr")?.querySelector("button"))?.focus();
// 冲突时取用现在的。
document.addEventListener("click", (event) => {
  const taken = event.target.closest("[data-take]");
  if (!taken) return;
  taken.closest("form").elements.text.value = taken.dataset.take;
  taken.closest(".note").replaceChildren();
});
// 回车到下一行的同一栏，Shift+回车换行。
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || field.name !== "text") return;
  event.preventDefault();
  const role = [...field.closest("td").classList].find((name) => name !== "v");
  const every = [...document.querySelectorAll(`td.${role} [name=text]`)];
  const next = every[every.indexOf(field) + 1];
  if (next) next.focus(); else field.blur();
});
// 清单与发现: j 下一个, k 上一个, / 找。
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const every = [...document.querySelectorAll("[data-row]")];
  const here = every.indexOf(document.activeElement);
  const search = document.querySelector("[data-search]");
  if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); return; }
  const next = { j: every[here + 1], k: every[Math.max(here - 1, 0)] }[event.key];
  if (next) { event.preventDefault(); next.focus(); }
});
