// Starts the islands of the page: each exports a function of its own, named on its element.
import start, * as program from "/pkg/delibero.js";

await start({ module_or_path: "/pkg/delibero.wasm" });
program.hydrate();
for (const island of document.querySelectorAll("leptos-island")) program[island.dataset.component]?.(island);
