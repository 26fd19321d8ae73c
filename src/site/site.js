// Search and filters. Every page is whole without them.
(function () {
  "use strict";
  var root = document.documentElement.dataset.root || "";
  var artifacts = window.PM_ARTIFACTS || [];
  var facets = [
    ["kind", "Kind"], ["status", "Status"], ["horizon", "When"], ["release", "Release"],
    ["team", "Team"], ["product", "Product"], ["tags", "Tag"]
  ];
  var byPage = new Map();
  artifacts.forEach(function (artifact) {
    artifact.words = [artifact.id, artifact.title, artifact.kind, artifact.status, artifact.tags, artifact.text]
      .join(" ").toLowerCase();
    byPage.set(artifact.url, artifact);
  });

  function element(name, properties, children) {
    var made = document.createElement(name);
    Object.keys(properties || {}).forEach(function (key) {
      if (key in made) { made[key] = properties[key]; } else { made.setAttribute(key, properties[key]); }
    });
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  function wordsOf(text) {
    return text.toLowerCase().split(/\s+/).filter(Boolean);
  }

  function fits(artifact, words) {
    return words.every(function (word) { return artifact.words.indexOf(word) >= 0; });
  }

  // How near an artifact is to what was typed: its id, then its title, then its text.
  function nearness(artifact, words) {
    var id = artifact.id.toLowerCase(), title = artifact.title.toLowerCase();
    return words.reduce(function (sum, word) {
      return sum + (id === word ? 8 : 0) + (title.indexOf(word) >= 0 ? 3 : 0) + (title.indexOf(word) === 0 ? 1 : 0);
    }, 0);
  }

  function search() {
    var place = document.querySelector(".search");
    if (!place || !artifacts.length) { return; }
    var input = element("input", { type: "search", placeholder: "Search", "aria-label": "Search everything", "aria-controls": "results", autocomplete: "off" });
    var results = element("div", { id: "results", className: "results", hidden: true });
    var status = element("p", { role: "status" });
    function show() {
      var words = wordsOf(input.value);
      results.hidden = words.length === 0;
      if (results.hidden) { return; }
      var found = artifacts.filter(function (artifact) { return fits(artifact, words); });
      found.sort(function (one, other) { return nearness(other, words) - nearness(one, words); });
      status.textContent = found.length === 0 ? "Nothing fits." : found.length > 12 ? "The first 12 of " + found.length : "";
      status.hidden = !status.textContent;
      results.replaceChildren.apply(results, found.slice(0, 12).map(function (artifact) {
        var facts = [artifact.kind, artifact.status, artifact.when].filter(Boolean).join(" · ");
        return element("a", { href: root + artifact.url }, [
          artifact.id + " " + artifact.title, element("small", { textContent: facts })
        ]);
      }).concat([status]));
    }
    input.addEventListener("input", show);
    input.addEventListener("focus", show);
    place.addEventListener("keydown", function (event) {
      var links = Array.from(results.querySelectorAll("a"));
      var at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { results.hidden = true; input.focus(); input.select(); }
      if (event.key === "Enter" && document.activeElement === input && links.length) { links[0].click(); }
      if (event.key === "ArrowDown" && links[at + 1]) { links[at + 1].focus(); event.preventDefault(); }
      if (event.key === "ArrowUp" && at >= 0) { (links[at - 1] || input).focus(); event.preventDefault(); }
    });
    document.addEventListener("click", function (event) {
      if (!place.contains(event.target)) { results.hidden = true; }
    });
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { input.focus(); event.preventDefault(); }
    });
    place.append(input, results);
    place.hidden = false;
  }

  // What the page shows of which artifact: cards with the cards in them, and rows.
  function shown() {
    var found = [];
    document.querySelectorAll(".cards > li, .children > li, tbody > tr").forEach(function (place) {
      var link = place.querySelector("a.id");
      var page = link && new URL(link.href).pathname.split("/").slice(-2).join("/");
      var artifact = page && byPage.get(decodeURIComponent(page));
      if (artifact && (link.closest("li, tr") === place)) { found.push({ place: place, artifact: artifact }); }
    });
    return found;
  }

  function filters() {
    var items = shown();
    if (items.length < 2) { return; }
    var selects = [];
    var words = element("input", { type: "search", autocomplete: "off" });
    var status = element("p", { role: "status" });
    var form = element("div", { className: "filters", role: "group", "aria-label": "Filter this page" }, [
      element("label", { className: "words" }, ["Filter", words])
    ]);
    facets.forEach(function (facet) {
      var values = new Map();
      items.forEach(function (item) {
        valuesOf(item.artifact, facet[0]).forEach(function (value) { values.set(value, (values.get(value) || 0) + 1); });
      });
      if (values.size < 2 || values.size > 40) { return; }
      var select = element("select", {}, [element("option", { value: "", textContent: "All" })]);
      Array.from(values.keys()).sort(function (one, other) {
        return one.localeCompare(other, undefined, { numeric: true });
      }).forEach(function (value) { select.append(element("option", { value: value, textContent: value })); });
      select.name = facet[0];
      selects.push(select);
      form.append(element("label", {}, [facet[1], select]));
    });
    var reset = element("button", { type: "button", textContent: "Show all", hidden: true });
    form.append(reset, status);

    function apply() {
      var typed = wordsOf(words.value);
      var chosen = selects.filter(function (select) { return select.value; });
      var active = typed.length > 0 || chosen.length > 0;
      var count = 0;
      items.forEach(function (item) {
        item.fits = fits(item.artifact, typed) && chosen.every(function (select) {
          return valuesOf(item.artifact, select.name).indexOf(select.value) >= 0;
        });
        if (item.fits) { count += 1; }
        item.place.hidden = !item.fits;
      });
      // What stands above something that fits stays, for it says what that is for.
      if (active) {
        items.forEach(function (item) {
          var above = item.fits && item.place.parentElement.closest("li");
          while (above) { above.hidden = false; above = above.parentElement.closest("li"); }
        });
      }
      document.querySelectorAll(".column").forEach(function (column) {
        var cards = column.querySelectorAll(".cards > li");
        column.classList.toggle("none", active && cards.length > 0 && !column.querySelector(".cards > li:not([hidden])"));
      });
      status.textContent = active ? count + " of " + items.length + " shown" : "";
      reset.hidden = !active;
      remember();
    }

    function remember() {
      var state = new URLSearchParams();
      if (words.value) { state.set("q", words.value); }
      selects.forEach(function (select) { if (select.value) { state.set(select.name, select.value); } });
      var text = state.toString();
      if (text || location.hash.indexOf("=") > 0) {
        history.replaceState(null, "", location.pathname + location.search + (text ? "#" + text : ""));
      }
    }

    words.addEventListener("input", apply);
    selects.forEach(function (select) { select.addEventListener("change", apply); });
    reset.addEventListener("click", function () {
      words.value = "";
      selects.forEach(function (select) { select.value = ""; });
      apply();
      words.focus();
    });
    var header = document.querySelector("main > header");
    if (header) { header.after(form); }
    if (location.hash.indexOf("=") > 0) {
      var state = new URLSearchParams(location.hash.slice(1));
      words.value = state.get("q") || "";
      selects.forEach(function (select) { select.value = state.get(select.name) || ""; });
      apply();
    }
  }

  function valuesOf(artifact, name) {
    var value = artifact[name];
    if (!value) { return []; }
    return name === "tags" ? value.split(", ") : [value];
  }

  // Shows a page anew when what it is made of has changed; only where a server says so.
  function reload() {
    if (!("reload" in document.documentElement.dataset)) { return; }
    var known = null;
    function ask() {
      fetch("/-/changes?since=" + (known || "")).then(function (answer) { return answer.text(); }).then(function (state) {
        if (known !== null && state !== known) { location.reload(); return; }
        known = state;
        ask();
      }).catch(function () { setTimeout(ask, 2000); });
    }
    ask();
  }

  search();
  filters();
  reload();
})();
