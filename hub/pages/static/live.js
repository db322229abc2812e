/* Replaces the parts of a page that have changed, as soon as the hub says that something has. What somebody is typing
   stays. Without this script a page is loaded again, and says when it was made.

   <body data-live="incidents" data-live-from="/incidents/x">   what the page is about, and where it is asked for
   <div id="state" data-part>                                    a part: it is replaced where it differs
   <div id="way-in" data-part data-part-while="anna">            stays as it is for as long as that word is the same
   <div id="state" data-part data-say="Anna is going">           is read out when that changes */
(() => {
  "use strict";
  const about = document.body.dataset.live;
  const strip = document.getElementById("not-connected");
  if (!about || !strip || !window.EventSource) return;
  const from = document.body.dataset.liveFrom || location.pathname + location.search;
  const SILENCE = 12000, AGAIN = 3000, DOUBT = 3500, LEAST = 500;
  const known = new Map();
  let source = null, watchdog = 0, later = 0, doubt = 0, marks = "", at = strip.dataset.now, cutOff = false, lost = "", over = false;
  let asking = false, againAfter = false;

  for (const part of document.querySelectorAll("[data-part]")) known.set(part.id, part.outerHTML);

  /* the connection */

  function connect() {
    clearTimeout(later);
    if (over || document.hidden) return;
    if (source) source.close();
    source = new EventSource("/live?of=" + encodeURIComponent(about));
    source.onmessage = (event) => heard(JSON.parse(event.data));
    source.onerror = () => {
      if (!doubt) doubt = setTimeout(isCutOff, DOUBT);  // a stream ends now and then, and begins again
      if (source.readyState === EventSource.CLOSED) { ask(); clearTimeout(later); later = setTimeout(connect, AGAIN); }
    };
    watch();
  }

  function watch() {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => { isCutOff(); connect(); }, SILENCE);
  }

  function heard(says) {
    watch();
    clearTimeout(doubt);
    doubt = 0;
    const before = marks;
    marks = JSON.stringify([says.marks, says.lost === ""]);
    at = says.at;
    lost = says.lost;
    if (marks !== before || cutOff) { cutOff = false; ask(); }
    show();
  }

  function isCutOff() { cutOff = true; show(); }

  function show() {
    const since = lost || (cutOff ? at : "");
    const words = since ? strip.dataset.since.replace("00:00", since) : "";
    const place = strip.querySelector("[data-when]");
    if (place.textContent !== words) place.textContent = words;
    strip.hidden = !since;
  }

  /* the page */

  async function ask() {
    if (asking || over) { againAfter = true; return; }
    asking = true;
    try {
      const answer = await fetch(from, {cache: "no-store", credentials: "same-origin", headers: {accept: "text/html", "x-carehub-by-itself": "1"}});
      const where = new URL(answer.url);
      if (answer.status === 401 || answer.status === 403 || where.pathname === "/sign-in") return signedOut();
      if (answer.status >= 500) isCutOff();  // what is shown is old, and must not look new
      else if (answer.ok) swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch (error) {
      isCutOff();
    } finally {
      setTimeout(() => { asking = false; if (againAfter) { againAfter = false; ask(); } }, LEAST);
    }
  }

  function signedOut() {
    over = true;
    source.close();
    clearTimeout(watchdog);
    clearTimeout(later);
    document.getElementById("signed-out").hidden = false;
  }

  function swap(fresh) {
    document.title = fresh.title;
    for (const part of document.querySelectorAll("[data-part]")) {
      const next = fresh.getElementById(part.id);
      if (!next || known.get(part.id) === next.outerHTML) continue;
      const same = part.dataset.partWhile;
      if (same && same === next.dataset.partWhile) continue;
      known.set(part.id, next.outerHTML);
      replace(part, document.importNode(next, true));
    }
  }

  function replace(part, next) {
    const typed = new Map(), open = new Set(), focus = part.contains(document.activeElement) ? key(document.activeElement) : "";
    for (const each of part.querySelectorAll("input, select, textarea")) if (isChanged(each)) typed.set(key(each), each);
    for (const each of part.querySelectorAll("details[open][id]")) open.add(each.id);
    if (part.dataset.say !== next.dataset.say && next.dataset.say) document.getElementById("live-says").textContent = next.dataset.say;
    part.replaceWith(next);
    for (const each of next.querySelectorAll("input, select, textarea")) {
      const was = typed.get(key(each));
      if (!was) continue;
      if (each.type === "radio" || each.type === "checkbox") each.checked = was.checked;
      else each.value = was.value;
    }
    for (const each of next.querySelectorAll("details[id]")) if (open.has(each.id)) each.open = true;
    if (focus) for (const each of next.querySelectorAll("a, button, input, select, textarea, summary")) if (key(each) === focus) { each.focus({preventScroll: true}); break; }
  }

  function isChanged(field) {
    if (field.type === "hidden") return false;
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((each) => each.selected !== each.defaultSelected);
    return field.value !== "" || field.defaultValue !== "";  // also what the page was made with, when it was refused
  }

  function key(element) {
    const radio = element.tagName === "BUTTON" || element.type === "radio" || element.type === "checkbox";
    const form = element.form ? element.form.id || element.form.getAttribute("action") : "";
    return element.id || [element.tagName, form, element.name, radio ? element.value : "", element.getAttribute("href")].join(" ");
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { clearTimeout(watchdog); clearTimeout(later); if (source) source.close(); } else { marks = ""; connect(); }
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { marks = ""; connect(); } });
  window.addEventListener("pagehide", () => { clearTimeout(watchdog); clearTimeout(later); if (source) source.close(); });
  connect();
})();
