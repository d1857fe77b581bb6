// Starts the islands of the page: each exports a function of its own, named on its element. The page says where the
// program is; <html data-islands="started"> then says that all of them listen.
const link = (rel) => document.querySelector(`link[rel="${rel}"][href^="/"]:not([as="font"])`).href;
const program = await import(link("modulepreload"));

await program.default({ module_or_path: link("preload") });
program.hydrate();
for (const island of document.querySelectorAll("leptos-island")) await program[island.dataset.component]?.(island);
document.documentElement.dataset.islands = "started";
