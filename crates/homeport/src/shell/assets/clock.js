// Minutes that go on running: <time datetime="2026-11-21T10:20:00Z" data-minutes="{n} min, not opened">.

const times = [...document.querySelectorAll("time[data-minutes]")];

function tick() {
  for (const time of times) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000));
    time.textContent = time.dataset.minutes.replace("{n}", String(minutes));
  }
}

// A list that others change too is fetched again now and then, while someone looks at it and is typing nothing.
function freshen(region) {
  const rest = Number(region.dataset.fresh) * 1000;
  const turn = setInterval(async () => {
    if (document.visibilityState !== "visible" || region.contains(document.activeElement)) return;
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.getElementById(region.id);
    if (news && news.innerHTML !== region.innerHTML) {
      region.replaceChildren(...news.childNodes);
      times.splice(0, times.length, ...document.querySelectorAll("time[data-minutes]"));
    }
    // What has come to its end changes no more.
    if (news && !news.dataset.fresh) clearInterval(turn);
  }, rest);
}

if (times.length) setInterval(tick, 20000);
for (const region of document.querySelectorAll("[data-fresh]")) freshen(region);
