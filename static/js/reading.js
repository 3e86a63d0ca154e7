// What makes reading easier, where scripts run: links to the parts of a page, and the
// way back to the list that a reader had chosen.

const main = document.querySelector("main[data-copy]");

function linkTo(heading) {
  const address = new URL(location.href);
  address.hash = heading.id;
  return address.href;
}

function offerToCopy(heading) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-link";
  button.textContent = "#";
  button.setAttribute("aria-label", `${main.dataset.copy}: ${heading.textContent.trim()}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(linkTo(heading));
      said.textContent = main.dataset.copied;
      button.textContent = "✓";
      setTimeout(() => (button.textContent = "#"), 2000);
    } catch {
      location.hash = heading.id;
    }
  });
  heading.after(button);
}

const said = document.createElement("p");
if (main && navigator.clipboard) {
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  main.append(said);
  main.querySelectorAll(".sections > section > h2[id]").forEach(offerToCopy);
}

// A list as it was read is remembered in this tab only; its records lead back to it,
// and those that a search found lead back to what it found.
const list = document.querySelector("[data-list]");
try {
  if (list) {
    const kept = sessionStorage.getItem("list");
    const path = kept && new URL(kept).pathname;
    const search = document.querySelector(".site-header [role=search]").action;
    if (path === list.pathname) list.href = kept;
    if (path === new URL(search).pathname && document.referrer === kept) {
      list.href = kept;
      list.textContent = list.dataset.found;
    }
  } else if (document.querySelector(".filters-found, .pagination, .results")) {
    sessionStorage.setItem("list", location.href);
  }
} catch {
  // Without storage the link leads to the whole list.
}
