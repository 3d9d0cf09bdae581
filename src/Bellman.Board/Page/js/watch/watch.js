// The page that `bellman watch` opens: one player that fills it.

import { player } from "./player.js";

player(document.getElementById("player"), "/api/watch", (world) => (document.title = `${world.title} – Bellman watch`));
