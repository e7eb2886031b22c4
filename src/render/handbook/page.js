
"use strict";
const box = document.getElementById("find");
const field = document.getElementById("words");
const found = document.getElementById("found");
const parts = [...document.querySelectorAll("main > section")];
const links = [...document.querySelectorAll("nav a")];
// A row inside an entry is shown and hidden with it.
const items = [...document.querySelectorAll("main article.entry, main tr[id]")]
  .filter((item) => item.matches("article") || !item.closest("article"));
const texts = items.map((item) => item.textContent.toLowerCase());
const find = () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  items.forEach((item, at) => {
    item.hidden = !words.every((word) => texts[at].includes(word));
    shown += item.hidden ? 0 : 1;
  });
  parts.forEach((part) => {
    const has = items.some((item) => !item.hidden && part.contains(item));
    part.hidden = words.length > 0 && !has;
    links.filter((link) => link.hash === "#" + part.id).forEach((link) => { link.parentElement.hidden = part.hidden; });
  });
  document.body.classList.toggle("finding", words.length > 0);
  found.textContent = words.length > 0 ? shown + " of " + items.length + " entries" : "";
};
// A link leads to its place even where the search has hidden it.
const go = () => {
  const to = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (to && to.closest("[hidden]")) {
    field.value = "";
    find();
    to.scrollIntoView();
  }
};
field.addEventListener("input", find);
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    field.value = "";
    find();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== field && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
  }
});
// What a node of a picture is joined to stands out while the pointer is on it.
document.querySelectorAll("figure svg").forEach((picture) => {
  const light = (node) => {
    const at = node ? node.dataset.node : "";
    picture.classList.toggle("lit", at !== "");
    picture.querySelectorAll(".arrow").forEach((arrow) => {
      arrow.classList.toggle("on", at !== "" && (arrow.dataset.from === at || arrow.dataset.to === at));
    });
  };
  picture.addEventListener("pointerover", (event) => light(event.target.closest("[data-node]")));
  picture.addEventListener("pointerleave", () => light(null));
});
window.addEventListener("hashchange", go);
box.hidden = false;
find();
