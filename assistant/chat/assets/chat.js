// What happens in the browser: opening passages, asking examples, copying, scrolling.
// Nothing here writes HTML; the server renders and escapes all of it.
"use strict";

const hoidap = (() => {
  const phone = matchMedia("(max-width: 900px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const unfolded = new Set(); // the keys of the details that stand open
  const send = {}; // the events that the server listens to, by name
  let opener = null; // what opened the panel: focus goes back to it
  let waiting = false; // the panel's next content is to be revealed
  let lastTurn = "";

  const panel = () => document.getElementById("panel");
  const box = () => document.querySelector("#question textarea, #question input");

  function same(one, other) {
    return one.turn === other.turn && one.cite === other.cite;
  }

  // Mark every button that leads to what the panel shows.
  function showActive() {
    const shown = panel()?.querySelector(".panel-body")?.dataset;
    for (const button of document.querySelectorAll("#thread [data-cite]")) {
      const active = Boolean(shown?.cite) && same(button.dataset, shown);
      if (active) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  function reveal() {
    const text = panel().querySelector(".panel-text");
    const mark = text?.querySelector("mark");
    if (text) {
      const above = mark
        ? mark.getBoundingClientRect().top - text.getBoundingClientRect().top
        : -text.scrollTop;
      text.scrollTop += above - (mark ? text.clientHeight / 4 : 0);
    }
    panel().querySelector("h2")?.focus({ preventScroll: true });
  }

  function open(button, what) {
    if (!panel().contains(button)) opener = button;
    document.body.classList.add("panel-open");
    const shown = panel().querySelector(".panel-body").dataset;
    if (what.marker && !("whole" in button.dataset) && same(button.dataset, shown)) {
      reveal();
      return;
    }
    waiting = true;
    send.open(what);
  }

  function close() {
    document.body.classList.remove("panel-open");
    const back = opener?.isConnected ? opener : box();
    opener = null;
    back?.focus({ preventScroll: true });
  }

  async function write(text) {
    try {
      return await navigator.clipboard.writeText(text);
    } catch {
      // Refused, or lent to secure addresses only: there is the older way.
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy refused");
  }

  async function copy(button) {
    const { copy: text, done, failed } = button.dataset;
    const label = button.querySelector("span");
    const before = label.textContent;
    const outcome = await write(text).then(() => done, () => failed);
    label.textContent = outcome;
    button.nextElementSibling.textContent = outcome; // read out to those who do not see it
    setTimeout(() => {
      label.textContent = before;
      button.nextElementSibling.textContent = "";
    }, 2000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const data = button?.dataset;
    if (!button) {
      if (event.target.id === "side") close(); // the dark rim around the sheet on a phone
      return;
    }
    if ("ask" in data) send.ask({ question: data.ask });
    else if ("cite" in data) {
      open(button, {
        turn: Number(data.turn), marker: Number(data.cite), whole: data.whole === "true",
      });
    } else if ("read" in data) open(button, { source: data.read });
    else if ("copy" in data) copy(button);
    else if ("close" in data) close();
    else if ("new" in data) {
      document.body.classList.remove("panel-open");
      send.begin({});
    } else if ("language" in data) send.language({ code: data.language });
    else if ("model" in data) send.engine({ model: data.model === "true" });
    else if ("stop" in data) {
      send.stop({});
      if (!phone.matches) box()?.focus({ preventScroll: true }); // the button is about to go
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("panel-open")) close();
  });

  document.addEventListener("toggle", (event) => {
    const key = event.target.dataset?.key;
    if (key) unfolded[event.target.open ? "add" : "delete"](key);
  }, true);

  function threadChanged() {
    document.querySelector(".lost")?.remove();
    for (const details of document.querySelectorAll("#thread details[data-key]")) {
      details.open = unfolded.has(details.dataset.key);
    }
    showActive();
    const last = document.querySelector("#thread .turn:last-child");
    if (last && last.id !== lastTurn) {
      last.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
      if (phone.matches) document.activeElement?.blur(); // puts the keyboard away
    } else if (!last && lastTurn) {
      scrollTo({ top: 0 });
      box()?.focus();
    }
    lastTurn = last?.id ?? "";
  }

  function panelChanged() {
    showActive();
    if (waiting) reveal();
    waiting = false;
  }

  function headerChanged() {
    const code = document.querySelector("[data-page-language]")?.dataset.pageLanguage;
    if (code) document.documentElement.lang = code;
  }

  // Gradio tells of a lost connection, a full queue or an error in a toast of its own words,
  // which the style hides: it is said here in the page's.
  function tellTrouble() {
    if (!document.querySelector(".toast-body.error") || document.querySelector(".lost")) return;
    const notice = document.createElement("p");
    notice.className = "lost";
    notice.setAttribute("role", "alert");
    notice.textContent = document.querySelector("[data-lost]")?.dataset.lost ?? "";
    document.getElementById("composer").before(notice);
  }

  return {
    header(events, watch) {
      Object.assign(send, events);
      new MutationObserver(tellTrouble).observe(document.querySelector(".toast-wrap"), {
        childList: true, subtree: true,
      });
      watch("value", headerChanged);
    },
    thread(events, watch) {
      Object.assign(send, events);
      watch("value", threadChanged);
    },
    panel(watch) {
      watch("value", panelChanged);
    },
    // Everything is in place and listens.
    ready() {
      headerChanged();
      if (!phone.matches) box()?.focus({ preventScroll: true });
    },
  };
})();
