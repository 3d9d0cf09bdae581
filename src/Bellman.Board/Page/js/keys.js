// One key, one action, unless the key belongs to what has the focus.

export function keys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inText = event.target.matches?.("select, textarea, input:not([type=checkbox])");
    if (event.key === "Escape" && inText) return event.target.blur();
    const action = actions[event.key];
    if (!action || inText) return;
    event.preventDefault();
    action();
  });
}
