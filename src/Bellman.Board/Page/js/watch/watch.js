// The page that `bellman watch` opens: one player that fills it.

import { player } from "./player.js";

const introduced = (world) => (document.title = `${world.title} – Bellman watch`);
player(document.getElementById("player"), "/api/watch", { introduced });
