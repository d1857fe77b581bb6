// A page that the browser restores from its memory looks whether it may still be shown: nothing of it is seen before.
addEventListener("pagehide", (event) => {
  if (event.persisted) document.documentElement.classList.add("put-away");
});
addEventListener("pageshow", async (event) => {
  if (!event.persisted) return;
  const root = document.documentElement;
  root.classList.add("put-away");
  try {
    const answer = await fetch("/session/mark", { cache: "no-store" });
    if (answer.ok && (await answer.text()) === (root.dataset.signedInAs ?? "")) {
      root.classList.remove("put-away");
      return;
    }
  } catch {
    // Without an answer it is not shown.
  }
  location.replace("/");
});
