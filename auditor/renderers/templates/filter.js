const items = [...document.querySelectorAll('.item')];
const found = [...document.querySelectorAll('#groups .item')];
const form = $('filter'), query = $('q'), status = $('shown');
const words = new Map();
const text = item => { if (!words.has(item)) words.set(item, item.textContent.toLowerCase()); return words.get(item); };
const count = item => Number(item.dataset.n || 1);
const picked = key => new Set([...form.querySelectorAll(`input[name=${key}]:checked`)].map(box => box.value));
const value = id => { const one = $(id); return one ? one.value : ''; };
function filter() {
  const severities = picked('s'), kinds = picked('k'), endpoint = value('e'), owner = value('o');
  const wanted = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  let number = 0, all = 0;
  for (const item of items) {
    const data = item.dataset, at = data.e ? data.e.split(' ') : [];
    const shown = severities.has(data.s) && kinds.has(data.k) && (!owner || data.o === owner)
      && (!endpoint || (endpoint === 'none' ? at.length === 0 : at.includes(endpoint)))
      && wanted.every(word => text(item).includes(word));
    item.hidden = !shown;
    all += count(item);
    if (shown) number += count(item);
  }
  for (const group of document.querySelectorAll('#groups > .group, #undecided > .group')) group.hidden = !group.querySelector('.item:not([hidden])');
  status.textContent = number === all ? `All ${number} entries are shown.` : `${number} of ${all} entries are shown.`;
}
let waiting;
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('input', event => {
  if (event.target.name === 'g') return;
  clearTimeout(waiting);
  waiting = setTimeout(filter, event.target === query && items.length > 1000 ? 200 : 0);
});
form.addEventListener('reset', () => setTimeout(() => { group(); filter(); }, 0));
const shownOnes = () => items.filter(item => !item.hidden);
$('open').addEventListener('click', () => { for (const item of shownOnes()) item.open = true; });
$('close').addEventListener('click', () => { for (const item of items) item.open = false; });
