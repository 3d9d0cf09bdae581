// What runs are called where there is little room.

/** The last parts of each run's path: as many as tell it from the others. */
export function shortNames(ids) {
  const name = (id, parts) => id.split("/").slice(-parts).join("/");
  const found = new Map();
  for (let parts = 1, left = [...new Set(ids)]; left.length; parts++) {
    const times = Map.groupBy(left, (id) => name(id, parts));
    for (const same of times.values()) if (same.length === 1 || same.every((id) => id.split("/").length < parts)) same.forEach((id) => found.set(id, name(id, parts)));
    left = left.filter((id) => !found.has(id));
  }
  return found;
}
