// The stranger's script of the page with a hole: what any script on a page can
// do. It shows what it finds to the reader instead of sending it away.
const { locked } = document.currentScript.dataset;
const read = {
  "document.cookie": document.cookie,
  "localStorage": { ...localStorage },
  "document.referrer": document.referrer,
};
const query = new URLSearchParams(localStorage);
if (document.referrer !== "") {
  for (const [name, value] of new URL(document.referrer).searchParams) {
    query.set(name, value);
  }
}
document.getElementById("read").textContent = JSON.stringify(read, null, 2);
fetch(query.size > 0 ? `${locked}?${query}` : locked)
  .then(async (response) => {
    const answer = await response.text();
    document.getElementById("used").textContent =
      `${response.status} ${answer}`;
  });
