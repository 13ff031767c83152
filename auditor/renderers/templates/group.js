const holder = $('groups');
const byWhere = [...holder.children].map(box => [box, [...box.querySelectorAll('.item')]]);
const order = ['critical', 'high', 'medium', 'low', 'advisory'];
function byPolicy() {
  const boxes = new Map();
  for (const item of found) {
    const id = item.dataset.p;
    if (!boxes.has(id)) boxes.set(id, []);
    boxes.get(id).push(item);
  }
  const worst = list => Math.min(...list.map(item => item.dataset.k === 'fail' ? order.indexOf(item.dataset.s) : 9));
  return [...boxes].sort((a, b) => worst(a[1]) - worst(b[1]) || (a[0] < b[0] ? -1 : 1)).map(([id, list]) => {
    const box = document.createElement('details'), head = document.createElement('summary');
    const title = document.createElement('h3'), meta = document.createElement('span'), row = $('p-' + id);
    box.className = 'group'; box.open = true; meta.className = 'meta';
    title.textContent = row ? `${id} ${row.dataset.title}` : id;
    const number = list.reduce((sum, item) => sum + count(item), 0);
    meta.textContent = number === 1 ? '1 entry' : `${number} entries`;
    head.append(title, meta); box.append(head);
    return [box, list];
  });
}
function group() {
  const wanted = form.querySelector('input[name=g]:checked').value === 'policy' ? byPolicy() : byWhere;
  const fresh = document.createDocumentFragment();
  for (const [box, list] of wanted) { box.append(...list); fresh.append(box); }
  holder.replaceChildren(fresh);
}
for (const radio of form.querySelectorAll('input[name=g]')) radio.addEventListener('change', () => { group(); filter(); });
filter();
